// Tells a journal as the messages of a sequence diagram; goes on where it stopped when the journal grows.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/timeline/sequence_events.h"
#include "console/timeline/sequence_lanes.h"

#include <QHash>

namespace txdesk::console {

class SequenceBuilder
{
public:
    SequenceBuilder(const TransactionDetail &detail, const Future &future, LaneOrder order);

    [[nodiscard]] Sequence build();

    // `sequence` is what build() returned, with other lanes perhaps; `grown` holds events behind those that are told. The
    // first message that is new or has changed; nothing: it has to be built anew, `sequence` is as it was.
    [[nodiscard]] std::optional<qsizetype> more(Sequence &sequence, const TransactionDetail &grown, const Future &future);

private:
    [[nodiscard]] bool canGoOn(const TransactionDetail &grown, const Future &future) const;
    [[nodiscard]] static bool endsUnsaid(const QList<SequenceMessage> &messages, const JournalEvent &next);
    [[nodiscard]] bool isOrdinary(const JournalEvent &event) const;
    [[nodiscard]] bool goesToKnownLane(OpKind op, QStringView url, const BranchId &branch) const;
    void remember(const QList<JournalEvent> &events);
    void numberFrom(qsizetype first);
    SequenceMessage &append(SequenceMessage message);
    void touch(qsizetype message) { m_changed = std::min(m_changed, message); }
    [[nodiscard]] static bool saysNothing(const SequenceMessage &wait, Instant endedAt);
    void endWait(Instant at);
    void take(const JournalEvent &event);
    void tell(const JournalEvent &event);
    void takeRequest(const JournalEvent &event);
    void takeCall(const JournalEvent &event);
    void takeAnswer(const JournalEvent &event);
    bool answersRequest(const JournalEvent &event);
    void acceptRequest(const JournalEvent &event);
    void takePhase(const JournalEvent &event);
    void takeUnlock(const JournalEvent &change);
    void tellWorkflowEnd(const JournalEvent &event);
    void takeStatus(const JournalEvent &event);
    void takeEnd(const JournalEvent &event);
    void takeWait(const JournalEvent &event);
    void takeManualAct(const JournalEvent &event);
    void takeRestart(const JournalEvent &event);
    void takeNote(const JournalEvent &event, const QString &words);
    void addFuture(const QList<PlannedCall> &calls, bool prevented);
    [[nodiscard]] QString actionName(const JournalEvent &event) const;
    [[nodiscard]] QString urlOf(const JournalEvent &event) const;

    TransactionDetail m_detail;         // without its events, once they are told
    QList<JournalEvent> m_firstAndLast; // of those told
    qsizetype m_told = 0;
    Future m_future;
    SequenceLanes m_lanes;
    QList<SequenceMessage> m_messages;
    QHash<QString, int> m_actions; // number of the newest forward call of each branch
    int m_lastNumber = 0;
    qsizetype m_changed = 0;
    qsizetype m_openRequest = -1;
    bool m_locked = false; // at: rows are locked
};

} // namespace txdesk::console
