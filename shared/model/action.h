// What a person may do to a transaction, and whether it is allowed right now.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/instant.h"
#include "shared/base/strong_id.h"
#include "shared/model/audit_record.h"
#include "shared/model/vocabulary.h"

#include <QList>

#include <optional>

namespace txdesk {

enum class Action {
    Retry,         // also: deliver dead letters again, try a dirty rollback again
    Abort,
    ForceStop,
    Pause,
    Resume,
    Submit,        // message: its sender's local transaction is known to have committed
    ForceRollback, // AT: put a dirty branch's before image back, over what was written since
    AcceptCurrent, // AT: keep what is there now of a dirty branch, forget its undo record
    Skip,          // of one branch: the op that keeps failing counts as done, since a person did it by hand
    MarkFailed,    // of one branch of a saga: its action, of which nobody knows how it ended, counts as rejected
};
inline constexpr std::array<Name<Action>, 10> actionNames{{
    {Action::Retry, QLatin1StringView("retry")},
    {Action::Abort, QLatin1StringView("abort")},
    {Action::ForceStop, QLatin1StringView("force-stop")},
    {Action::Pause, QLatin1StringView("pause")},
    {Action::Resume, QLatin1StringView("resume")},
    {Action::Submit, QLatin1StringView("submit")},
    {Action::ForceRollback, QLatin1StringView("force-rollback")},
    {Action::AcceptCurrent, QLatin1StringView("accept-current")},
    {Action::Skip, QLatin1StringView("skip")},
    {Action::MarkFailed, QLatin1StringView("mark-failed")},
}};

struct ActionState
{
    Action action = Action::Retry;
    bool allowed = false;
    QString reason;                  // why not, in words; empty when allowed
    std::optional<Instant> legalAt;  // when it becomes allowed by itself, if that is known
    QList<BranchId> branches{};      // skip, mark-failed: for which branches; any other act is about the whole transaction

    friend bool operator==(const ActionState &, const ActionState &) = default;
};

// An operator's request. The expected status and epoch are what the operator looked at: if the transaction has
// moved since, nothing is done.
struct ActionRequest
{
    Gid gid;
    Action action = Action::Retry;
    QString reason;
    QString actor; // as the journal shows it
    std::optional<TransactionStatus> expectedStatus;
    std::optional<qint64> expectedEpoch;
    BranchId branch{}; // retry: only this branch; empty: all of it. Skip, mark-failed: which branch, never empty
    std::optional<AuditContext> by{}; // set: the act is audited in the same database transaction

    friend bool operator==(const ActionRequest &, const ActionRequest &) = default;
};

} // namespace txdesk
