// What an op is for, whatever the kind of transaction calls it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/model/vocabulary.h"

namespace txdesk::console {

enum class OpRole {
    Forward, // does the work: action, try, business
    Finish,  // makes it last, once all have done theirs: confirm, commit
    Undo,    // takes it back: compensate, cancel, rollback
    Ask,     // to the initiator: the message's back-check, the workflow's wake-up
};

[[nodiscard]] constexpr OpRole roleOf(OpKind op)
{
    switch (op) {
    case OpKind::Action:
    case OpKind::Try:
    case OpKind::Business: return OpRole::Forward;
    case OpKind::Confirm:
    case OpKind::Commit: return OpRole::Finish;
    case OpKind::Compensate:
    case OpKind::Cancel:
    case OpKind::Rollback: return OpRole::Undo;
    case OpKind::Query:
    case OpKind::Resume: return OpRole::Ask;
    }
    return OpRole::Forward;
}

[[nodiscard]] constexpr bool isUndo(OpKind op) { return roleOf(op) == OpRole::Undo; }
[[nodiscard]] constexpr bool asksInitiator(OpKind op) { return roleOf(op) == OpRole::Ask; }

// Its first phase is the initiator's: the coordinator only hears of its branches.
[[nodiscard]] constexpr bool hasTwoPhases(TransactionKind kind)
{
    return kind == TransactionKind::Tcc || kind == TransactionKind::Xa || kind == TransactionKind::At;
}

} // namespace txdesk::console
