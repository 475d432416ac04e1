// The closed vocabularies of the domain, and the tables that spell them for JSON, SQL and people.
// Source of the wire words: docs/branch-protocol.md (DTM's words, fixed by its client libraries).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/names.h"

namespace txdesk {

enum class TransactionKind { Saga, Tcc, Xa, Message, Workflow, At, Notify };
inline constexpr std::array<Name<TransactionKind>, 7> transactionKindNames{{
    {TransactionKind::Saga, QLatin1StringView("saga")},
    {TransactionKind::Tcc, QLatin1StringView("tcc")},
    {TransactionKind::Xa, QLatin1StringView("xa")},
    {TransactionKind::Message, QLatin1StringView("msg")},
    {TransactionKind::Workflow, QLatin1StringView("workflow")},
    {TransactionKind::At, QLatin1StringView("at")},         // ours: local transactions with undo log and global locks
    {TransactionKind::Notify, QLatin1StringView("notify")}, // ours: best-effort notification
}};

enum class TransactionStatus { Prepared, Submitted, Aborting, Succeeded, Failed };
inline constexpr std::array<Name<TransactionStatus>, 5> transactionStatusNames{{
    {TransactionStatus::Prepared, QLatin1StringView("prepared")},
    {TransactionStatus::Submitted, QLatin1StringView("submitted")},
    {TransactionStatus::Aborting, QLatin1StringView("aborting")},
    {TransactionStatus::Succeeded, QLatin1StringView("succeed")},
    {TransactionStatus::Failed, QLatin1StringView("failed")},
}};

[[nodiscard]] constexpr bool isFinal(TransactionStatus status)
{
    return status == TransactionStatus::Succeeded || status == TransactionStatus::Failed;
}

// One callable step of a branch. Never stored rows: Query (the message's back-check), Resume (the call that wakes a
// workflow's client; on the wire its op is the workflow's name), Try (called by the initiator, seen here only when its
// branch registers). Business is an XA branch inside a workflow.
enum class OpKind { Action, Compensate, Query, Try, Confirm, Cancel, Commit, Rollback, Business, Resume };
inline constexpr std::array<Name<OpKind>, 10> opKindNames{{
    {OpKind::Action, QLatin1StringView("action")},
    {OpKind::Compensate, QLatin1StringView("compensate")},
    {OpKind::Query, QLatin1StringView("msg")},
    {OpKind::Try, QLatin1StringView("try")},
    {OpKind::Confirm, QLatin1StringView("confirm")},
    {OpKind::Cancel, QLatin1StringView("cancel")},
    {OpKind::Commit, QLatin1StringView("commit")},
    {OpKind::Rollback, QLatin1StringView("rollback")},
    {OpKind::Business, QLatin1StringView("business")},
    {OpKind::Resume, QLatin1StringView("resume")},
}};

// Dead and Dirty wait for a person: a delivery whose ladder is used up; an AT rollback that would overwrite what somebody
// else has written.
enum class OpStatus { Prepared, Succeeded, Failed, Dead, Dirty };
inline constexpr std::array<Name<OpStatus>, 5> opStatusNames{{
    {OpStatus::Prepared, QLatin1StringView("prepared")},
    {OpStatus::Succeeded, QLatin1StringView("succeed")},
    {OpStatus::Failed, QLatin1StringView("failed")},
    {OpStatus::Dead, QLatin1StringView("dead")},
    {OpStatus::Dirty, QLatin1StringView("dirty")},
}};

// Why nothing happens any more until a person acts.
enum class Parked {
    No,
    Dirty,      // AT: a branch cannot be rolled back without overwriting somebody else's data
    Unanswered, // message: its sender was asked as often as allowed and never said whether it committed
    DeadLetter, // message, notify: what is not delivered has been given up
};
inline constexpr std::array<Name<Parked>, 4> parkedNames{{
    {Parked::No, QLatin1StringView("")},
    {Parked::Dirty, QLatin1StringView("dirty")},
    {Parked::Unanswered, QLatin1StringView("unanswered")},
    {Parked::DeadLetter, QLatin1StringView("dead-letter")},
}};

// What a person has decided about the dirty branch of an AT transaction.
enum class Resolution {
    None,
    Force,  // put the before image back, over what was written since
    Accept, // keep what is there now, forget the undo record
};
inline constexpr std::array<Name<Resolution>, 3> resolutionNames{{
    {Resolution::None, QLatin1StringView("")},
    {Resolution::Force, QLatin1StringView("force")},
    {Resolution::Accept, QLatin1StringView("accept")},
}};

// What is known of one call. Unknown is not a failure: the call may have taken effect.
enum class Outcome { Succeeded, Rejected, Ongoing, Unknown };
inline constexpr std::array<Name<Outcome>, 4> outcomeNames{{
    {Outcome::Succeeded, QLatin1StringView("succeeded")},
    {Outcome::Rejected, QLatin1StringView("rejected")},
    {Outcome::Ongoing, QLatin1StringView("ongoing")},
    {Outcome::Unknown, QLatin1StringView("unknown")},
}};

// What a participant's barrier did with a call; told in the answer header X-Tx-Barrier by our client library.
enum class BarrierNote { None, Run, Duplicate, Empty, Late };
inline constexpr std::array<Name<BarrierNote>, 5> barrierNoteNames{{
    {BarrierNote::None, QLatin1StringView("")},
    {BarrierNote::Run, QLatin1StringView("run")},
    {BarrierNote::Duplicate, QLatin1StringView("dup")},
    {BarrierNote::Empty, QLatin1StringView("empty")},
    {BarrierNote::Late, QLatin1StringView("late")},
}};

} // namespace txdesk
