// The closed vocabularies of the domain, and the tables that spell them for JSON, SQL and people.
// Source of the wire words: docs/branch-protocol.md (DTM's words, fixed by its client libraries).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/names.h"

namespace txdesk {

enum class TransactionKind { Saga, Message };
inline constexpr std::array<Name<TransactionKind>, 2> transactionKindNames{{
    {TransactionKind::Saga, QLatin1StringView("saga")},
    {TransactionKind::Message, QLatin1StringView("msg")},
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

// One callable step of a branch. Query is the message's back-check; it is called but never a stored row.
enum class OpKind { Action, Compensate, Query };
inline constexpr std::array<Name<OpKind>, 3> opKindNames{{
    {OpKind::Action, QLatin1StringView("action")},
    {OpKind::Compensate, QLatin1StringView("compensate")},
    {OpKind::Query, QLatin1StringView("msg")},
}};

enum class OpStatus { Prepared, Succeeded, Failed };
inline constexpr std::array<Name<OpStatus>, 3> opStatusNames{{
    {OpStatus::Prepared, QLatin1StringView("prepared")},
    {OpStatus::Succeeded, QLatin1StringView("succeed")},
    {OpStatus::Failed, QLatin1StringView("failed")},
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
