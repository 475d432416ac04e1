// What AT's routes answer: a branch, who holds the rows that were wanted, or whether rows are free.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/names.h"
#include "shared/model/row_lock.h"

#include <QByteArray>

namespace txdesk::codec {

enum class AtRefusal {
    LockConflict,         // others hold rows; asking again later may work
    LockConflictRollback, // a holder is turning back and may need the rows: let go of them now
    Deadlock,             // waiting would never end, and this transaction is the one that gives way
    NotActive,            // decided already, or its time is over
    NotFound,             // no such transaction or branch
};
inline constexpr std::array<Name<AtRefusal>, 5> atRefusalNames{{
    {AtRefusal::LockConflict, QLatin1StringView("LOCK_CONFLICT")},
    {AtRefusal::LockConflictRollback, QLatin1StringView("LOCK_CONFLICT_ROLLBACK")},
    {AtRefusal::Deadlock, QLatin1StringView("DEADLOCK")},
    {AtRefusal::NotActive, QLatin1StringView("NOT_ACTIVE")},
    {AtRefusal::NotFound, QLatin1StringView("NOT_FOUND")},
}};

inline constexpr qsizetype holdersToldMax = 100; // of one answer

// {"dtm_result":"SUCCESS","branch_id":"01","seq":1}
[[nodiscard]] QByteArray atRegistered(const BranchId &branch);
// {"dtm_result":"FAILURE","code":..,"message":..,"holders":[..]}; LOCK_CONFLICT also says "retry_after_ms".
[[nodiscard]] QByteArray atRefused(AtRefusal code, QStringView message, const QList<LockHolder> &holders);
// {"dtm_result":"SUCCESS","lockable":..,"holders":[..]}
[[nodiscard]] QByteArray atLockable(const QList<LockHolder> &holders);

} // namespace txdesk::codec
