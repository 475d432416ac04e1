// What DTM has told the web hook, kept by transaction: the only error texts there are of a stock DTM.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/dtm/hook_report.h"
#include "shared/base/result.h"

#include <QHash>
#include <QList>
#include <QObject>

class QJsonObject;

namespace txdesk::console {

// Thread: GUI. Bounded: of each transaction the newest reports, and so many transactions; the oldest are forgotten.
class HookBook final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype perTransactionMax = 50;
    static constexpr qsizetype transactionsMax = 10'000;

    // file: JSON lines, appended to; empty: kept in memory only. What it holds is read.
    explicit HookBook(QString file = {}, QObject *parent = nullptr);

    void add(const HookReport &report);
    [[nodiscard]] QList<HookReport> reportsOf(const Gid &gid) const { return m_reports.value(gid); } // the oldest first
    [[nodiscard]] qsizetype transactions() const { return m_reports.size(); }
    [[nodiscard]] const QString &problem() const { return m_problem; } // why the file cannot be used; empty: it can

    [[nodiscard]] static QString usualFile(); // in the user's data folder

signals:
    void told(const txdesk::Gid &gid);

private:
    void load();
    void keep(const HookReport &report);
    void write(const HookReport &report);

    const QString m_file;
    QString m_problem;
    QHash<Gid, QList<HookReport>> m_reports;
    QList<Gid> m_order; // by first report
    qint64 m_written = 0;
};

// The body DTM posts: {"gid","status","branch","error","retry_count"}. InvalidRequest says what does not fit.
[[nodiscard]] Result<HookReport> hookReportFrom(const QByteArray &body, Instant now);

} // namespace txdesk::console
