// Every call of one transaction, newest last: when, which op, how it went, how long it took.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/text/time_text.h"
#include "console/theme/status_look.h"
#include "shared/model/transaction_detail.h"

#include <QAbstractTableModel>

namespace txdesk::console {

// One call: its Called event, and its Answered event once there is one.
struct Attempt
{
    JournalEvent called;
    std::optional<JournalEvent> answered;

    friend bool operator==(const Attempt &, const Attempt &) = default;
};

// By the call's place in the journal. An answer whose call was left out (a cut journal) stands for both.
[[nodiscard]] QList<Attempt> attemptsOf(const QList<JournalEvent> &events);

// Thread: GUI. Journals only grow: a longer one appends rows, it does not reset.
class AttemptModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Number, At, Branch, Op, Try, Result, Code, Took, Text, ColumnCount };
    enum Role { MeaningRole = Qt::UserRole };

    explicit AttemptModel(QObject *parent = nullptr);

    void setDetail(const TransactionDetail &detail);
    void setTimes(TimeStyle style, const QTimeZone &zone);
    void retranslate();
    [[nodiscard]] const QList<Attempt> &attempts() const { return m_attempts; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const Attempt &attempt, int row, int column) const;
    [[nodiscard]] QString toolTip(const Attempt &attempt, int row, int column) const;
    [[nodiscard]] QString resultText(const Attempt &attempt) const;

    Gid m_gid;
    QList<Attempt> m_attempts;
    TimeStyle m_times = TimeStyle::Local;
    QTimeZone m_zone = QTimeZone::systemTimeZone();
};

} // namespace txdesk::console
