// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/sequence_builder.h"

#include "console/theme/op_role.h"
#include "console/timeline/local_transaction.h"
#include "console/timeline/sequence_answers.h"
#include "console/timeline/sequence_registered.h"
#include "console/timeline/sequence_words.h"

#include <QCoreApplication>

#include <algorithm>

namespace txdesk::console {
using namespace Qt::StringLiterals;

SequenceBuilder::SequenceBuilder(const TransactionDetail &detail, const Future &future, LaneOrder order)
    : m_detail(detail), m_future(future), m_lanes(detail, future.calls + future.prevented, order)
{
}

Sequence SequenceBuilder::build()
{
    const auto bySeq = [](const JournalEvent &a, const JournalEvent &b) { return a.seq < b.seq; };
    QList<JournalEvent> events = m_detail.events;
    if (!std::is_sorted(events.cbegin(), events.cend(), bySeq))
        std::stable_sort(events.begin(), events.end(), bySeq);
    if (m_detail.eventsTruncated)
        append({.kind = MessageKind::Note,
                .meaning = Meaning::Stopped,
                .from = m_lanes.coordinator(),
                .verb = u"truncated"_s,
                .label = events.isEmpty() || events.first().seq <= 1
                             ? sequence_words::say(QT_TRANSLATE_NOOP("Sequence", "older events are left out"))
                             : sequence_words::say(QT_TRANSLATE_NOOP("Sequence", "%1 older events are not loaded")).arg(events.first().seq - 1),
                .sentAt = events.isEmpty() ? Instant{} : events.first().at});
    for (const JournalEvent &event : std::as_const(events))
        take(event);
    if (m_detail.snapshot.transaction.kind == TransactionKind::Message)
        inferLocalTransaction(m_messages, m_lanes.initiator());
    insertReplays(m_messages, m_lanes);
    numberFrom(0);
    addFuture(m_future.calls, false);
    addFuture(m_future.prevented, true);
    remember(events);
    return {m_lanes.all(), std::exchange(m_messages, {}), int(events.size()), isFinal(m_detail.snapshot.transaction.status), {}};
}

std::optional<qsizetype> SequenceBuilder::more(Sequence &sequence, const TransactionDetail &grown, const Future &future)
{
    const qsizetype before = m_told;
    if (!canGoOn(grown, future) || (grown.events.size() > before && endsUnsaid(sequence.messages, grown.events[before])))
        return std::nullopt;
    m_messages = std::exchange(sequence.messages, {});
    while (!m_messages.isEmpty() && isPlanned(m_messages.last()))
        m_messages.removeLast();
    const qsizetype told = m_messages.size();
    m_changed = std::max<qsizetype>(told - 1, 0);
    m_detail = grown;
    remember(grown.events);
    m_future = future;
    for (qsizetype i = before; i < grown.events.size(); ++i)
        take(grown.events[i]);
    numberFrom(told);
    addFuture(future.calls, false);
    addFuture(future.prevented, true);
    sequence.messages = std::exchange(m_messages, {});
    sequence.events = int(grown.events.size());
    return m_changed;
}

// New events of the kinds that only add to the end, from parties that have their lane.
bool SequenceBuilder::canGoOn(const TransactionDetail &grown, const Future &future) const
{
    const GlobalTransaction &before = m_detail.snapshot.transaction;
    const GlobalTransaction &now = grown.snapshot.transaction;
    const bool inferring = now.kind == TransactionKind::Workflow || now.kind == TransactionKind::At;
    const bool same = now.gid == before.gid && now.kind == before.kind && now.forced == before.forced && grown.eventsTruncated == m_detail.eventsTruncated
                      && isFinal(now.status) == isFinal(before.status) && grown.snapshot.ops.size() == m_detail.snapshot.ops.size();
    if (!same || inferring || m_told == 0 || grown.events.size() < m_told || grown.events.first() != m_firstAndLast.first()
        || grown.events[m_told - 1] != m_firstAndLast.last())
        return false;
    for (qsizetype i = m_told; i < grown.events.size(); ++i)
        if (grown.events[i].seq <= grown.events[i - 1].seq || !isOrdinary(grown.events[i]))
            return false;
    const auto hasLane = [this](const PlannedCall &call) { return goesToKnownLane(call.op, call.url, call.branch); };
    return std::all_of(future.calls.cbegin(), future.calls.cend(), hasLane)
           && std::all_of(future.prevented.cbegin(), future.prevented.cend(), hasLane);
}

// A long journal is not kept: that the next one begins like it is known by its ends.
void SequenceBuilder::remember(const QList<JournalEvent> &events)
{
    m_told = events.size();
    m_firstAndLast = events.isEmpty() ? QList<JournalEvent>() : QList<JournalEvent>{events.first(), events.last()};
    m_detail.events.clear();
}

// The wait that is drawn last would vanish: it ended at once.
bool SequenceBuilder::endsUnsaid(const QList<SequenceMessage> &messages, const JournalEvent &next)
{
    qsizetype last = messages.size() - 1;
    while (last >= 0 && isPlanned(messages[last]))
        --last;
    return last > 0 && messages[last].kind == MessageKind::Wait && saysNothing(messages[last], next.at);
}

bool SequenceBuilder::isOrdinary(const JournalEvent &event) const
{
    if (!event.coordinator.isEmpty() && event.coordinator != m_lanes.all()[m_lanes.coordinator()].name)
        return false;
    if (event.kind == EventKind::Called)
        return event.op && !asksInitiator(*event.op) && goesToKnownLane(*event.op, event.text, event.branch);
    return (event.kind == EventKind::Answered && event.op && !asksInitiator(*event.op)) || event.kind == EventKind::Scheduled;
}

bool SequenceBuilder::goesToKnownLane(OpKind op, QStringView url, const BranchId &branch) const
{
    const int lane = m_lanes.target(op, url, branch);
    return asksInitiator(op) || (lane != m_lanes.coordinator() && m_lanes.all()[lane].branches.contains(branch.value));
}

void SequenceBuilder::numberFrom(qsizetype first)
{
    m_lastNumber = numberArrows(m_messages, m_actions, first, m_lastNumber);
}

} // namespace txdesk::console
