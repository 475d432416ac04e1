// Who takes part in a transaction, left to right.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/theme/op_role.h"
#include "console/timeline/sequence_events.h"

namespace txdesk::console {

// Lanes by role and name: operator (only if somebody intervened), initiator, participants by first contact, coordinator.
class SequenceLanes
{
public:
    SequenceLanes(const TransactionDetail &detail, const QList<PlannedCall> &planned, LaneOrder order);

    [[nodiscard]] const QList<SequenceLane> &all() const { return m_lanes; }
    [[nodiscard]] int of(LaneRole role) const;
    [[nodiscard]] int initiator() const { return of(LaneRole::Initiator); }
    [[nodiscard]] int coordinator() const { return of(LaneRole::Coordinator); }
    // The lane a call goes to: the initiator for a query or a wake-up, else the participant behind the URL.
    [[nodiscard]] int target(OpKind op, QStringView url, const BranchId &branch) const;
    // Who registers a branch: the participant of its parent for a nested one ("0201"), else the initiator.
    [[nodiscard]] int registrar(const BranchId &branch) const;

private:
    void addParticipant(OpKind op, QStringView url, const BranchId &branch);

    QList<SequenceLane> m_lanes;
};

} // namespace txdesk::console
