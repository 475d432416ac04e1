// Groups of equal errors as a list: how many, since when, and how their number moved while one looked.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/text/participant_names.h"
#include "shared/base/instant.h"
#include "shared/model/error_group.h"
#include "shared/model/transaction_page.h"

#include <QAbstractListModel>
#include <QHash>

namespace txdesk::console {

// What can be said without a server's help: groups of the newest errors of `rows`, the largest first. The participant is
// known only where a transaction has one.
[[nodiscard]] ErrorGroups groupsOf(const QList<TransactionRow> &rows);

// Eight heights of bars, the newest last, as text: "▁▂▇". Empty for no counts.
[[nodiscard]] QString sparkText(const QList<qint64> &counts);

// The line of the list's filter that shows a group: fp:"lock wait #" part:10.0.0.7:8082.
[[nodiscard]] QString filterOf(const ErrorGroup &group);

// Thread: GUI. Rows keep their identity (fingerprint and participant) over refreshes.
class ErrorGroupModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { CountRole = Qt::UserRole, FingerprintRole, PlaceRole, TrendRole, SeenRole };

    explicit ErrorGroupModel(const Clock &serverClock, QObject *parent = nullptr);

    void show(const ErrorGroups &groups);
    void clear();
    void retranslate();
    void setParticipantNames(const ParticipantNames &names);
    [[nodiscard]] const ErrorGroup *groupAt(int row) const;
    [[nodiscard]] bool isComplete() const { return m_complete; }
    [[nodiscard]] qint64 otherGroups() const { return m_otherGroups; } // smaller ones that have no row
    [[nodiscard]] qint64 others() const { return m_others; }           // transactions in these

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Row
    {
        ErrorGroup group;
        QList<qint64> counts; // of the last refreshes
    };
    static QString keyOf(const ErrorGroup &group) { return group.fingerprint + QChar(u'\n') + group.participant; }
    [[nodiscard]] QString countText(const ErrorGroup &group) const;
    [[nodiscard]] QString seenText(const ErrorGroup &group) const;
    [[nodiscard]] QString toolTip(const Row &row) const;

    const Clock &m_clock;
    ParticipantNames m_names;
    QList<Row> m_rows;
    QHash<QString, QList<qint64>> m_history;
    bool m_complete = true;
    qint64 m_otherGroups = 0;
    qint64 m_others = 0;
};

} // namespace txdesk::console
