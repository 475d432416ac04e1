// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/sequence_lanes.h"

#include "console/text/provenance.h"
#include "shared/model/participant_name.h"

#include <QCoreApplication>

#include <algorithm>

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

QString participantName(QStringView url, const BranchId &branch)
{
    const QString name = participantOf(url);
    return name.isEmpty() ? QCoreApplication::translate("Sequence", "branch %1").arg(branch.value) : name;
}

QString initiatorName(const GlobalTransaction &transaction)
{
    const QString name = participantOf(transaction.queryPrepared);
    return name.isEmpty() ? QCoreApplication::translate("Sequence", "main program") : name;
}

QString coordinatorName(const TransactionDetail &detail)
{
    for (auto event = detail.events.crbegin(); event != detail.events.crend(); ++event)
        if (!event->coordinator.isEmpty() && provenanceOf(*event) == Provenance::Recorded)
            return event->coordinator;
    const QString owner = detail.snapshot.transaction.owner;
    return owner.isEmpty() ? QCoreApplication::translate("Sequence", "coordinator") : owner;
}

QString operatorName(const QList<JournalEvent> &events)
{
    QString name;
    for (const JournalEvent &event : events) {
        if (event.kind != EventKind::ManualAct)
            continue;
        if (!name.isEmpty() && name != event.actor)
            return QCoreApplication::translate("Sequence", "several people");
        name = event.actor.isEmpty() ? QCoreApplication::translate("Sequence", "somebody") : event.actor;
    }
    return name;
}

} // namespace

SequenceLanes::SequenceLanes(const TransactionDetail &detail, const QList<PlannedCall> &planned, LaneOrder order)
{
    const QString person = operatorName(detail.events);
    if (!person.isEmpty())
        m_lanes.append({LaneRole::Operator, person, {}});
    m_lanes.append({LaneRole::Initiator, initiatorName(detail.snapshot.transaction), {}});
    const qsizetype firstParticipant = m_lanes.size();
    const bool isWorkflow = detail.snapshot.transaction.kind == TransactionKind::Workflow;
    for (const JournalEvent &event : detail.events) {
        if (event.kind == EventKind::Called && event.op)
            addParticipant(*event.op, event.text, event.branch);
        else if (event.kind == EventKind::Registered && !isWorkflow && !event.text.isEmpty())
            addParticipant(OpKind::Try, event.text, event.branch);
    }
    for (const BranchOp &op : detail.snapshot.ops)
        if (!op.url.isEmpty())
            addParticipant(op.kind, op.url, op.branch);
    for (const PlannedCall &call : planned)
        addParticipant(call.op, call.url, call.branch);
    const SequenceLane coordinator{LaneRole::Coordinator, coordinatorName(detail), {}};
    m_lanes.insert(order == LaneOrder::CoordinatorLast ? m_lanes.size() : firstParticipant, coordinator);
    const auto isLock = [](const JournalEvent &event) { return event.kind == EventKind::Locked; };
    if (std::any_of(detail.events.cbegin(), detail.events.cend(), isLock)) // kept by the coordinator, beside it
        m_lanes.append({LaneRole::Locks, QCoreApplication::translate("Sequence", "row locks"), {}});
}

int SequenceLanes::of(LaneRole role) const
{
    for (qsizetype i = 0; i < m_lanes.size(); ++i)
        if (m_lanes[i].role == role)
            return int(i);
    return -1;
}

int SequenceLanes::target(OpKind op, QStringView url, const BranchId &branch) const
{
    if (asksInitiator(op))
        return initiator();
    const QString name = participantName(url, branch);
    for (qsizetype i = 0; i < m_lanes.size(); ++i)
        if (m_lanes[i].role == LaneRole::Participant && m_lanes[i].name == name)
            return int(i);
    return coordinator();
}

int SequenceLanes::registrar(const BranchId &branch) const
{
    constexpr qsizetype digitsOfALevel = 2;
    const QString parent = branch.value.chopped(std::min(digitsOfALevel, branch.value.size()));
    for (qsizetype i = 0; i < m_lanes.size() && !parent.isEmpty(); ++i)
        if (m_lanes[i].branches.contains(parent))
            return int(i);
    return initiator();
}

void SequenceLanes::addParticipant(OpKind op, QStringView url, const BranchId &branch)
{
    if (asksInitiator(op))
        return;
    const QString name = participantName(url, branch);
    for (SequenceLane &lane : m_lanes) {
        if (lane.role != LaneRole::Participant || lane.name != name)
            continue;
        if (!lane.branches.contains(branch.value))
            lane.branches.append(branch.value);
        return;
    }
    m_lanes.append({LaneRole::Participant, name, {branch.value}});
}

} // namespace txdesk::console
