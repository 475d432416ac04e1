// What a coordinator answers to a LockRequest: a branch, or who holds the rows.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/instant.h"
#include "shared/base/names.h"
#include "shared/base/result.h"
#include "shared/base/strong_id.h"

#include <QByteArray>
#include <QList>

namespace txdesk::client {

struct LockHolder
{
    Gid gid;
    BranchId branch;
    QString resource;
    QString table;
    QString row;   // for people
    QString since; // as the coordinator wrote it
    QString state; // "held", or "rolling-back"

    friend bool operator==(const LockHolder &, const LockHolder &) = default;
};

enum class LockVerdict {
    Granted,         // registerBranch: the branch is there and its rows are locked; lockQuery: the rows are free
    Conflict,        // others hold rows; asking again later may work
    HolderRollsBack, // a holder is being rolled back and may need the rows: let go of them now
    Deadlock,        // waiting would never end, and this transaction is the one to give up
    NotActive,       // the transaction has been decided already, or its time is over
    NotFound,        // there is no such transaction
};
inline constexpr std::array<Name<LockVerdict>, 6> lockVerdictNames{{
    {LockVerdict::Granted, QLatin1StringView("GRANTED")},
    {LockVerdict::Conflict, QLatin1StringView("LOCK_CONFLICT")},
    {LockVerdict::HolderRollsBack, QLatin1StringView("LOCK_CONFLICT_ROLLBACK")},
    {LockVerdict::Deadlock, QLatin1StringView("DEADLOCK")},
    {LockVerdict::NotActive, QLatin1StringView("NOT_ACTIVE")},
    {LockVerdict::NotFound, QLatin1StringView("NOT_FOUND")},
}};

struct LockAnswer
{
    LockVerdict verdict = LockVerdict::Granted;
    BranchId branch{};         // of a registration that was granted
    QList<LockHolder> holders{};
    Milliseconds retryAfter{50};
    QString message{};

    [[nodiscard]] bool isGranted() const { return verdict == LockVerdict::Granted; }

    // Reads an answer of 200 or 409. Internal: it is none.
    [[nodiscard]] static Result<LockAnswer> fromJson(const QByteArray &body);

    friend bool operator==(const LockAnswer &, const LockAnswer &) = default;
};

} // namespace txdesk::client
