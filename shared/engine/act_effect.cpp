// SPDX-License-Identifier: Apache-2.0
#include "shared/engine/act_effect.h"

namespace txdesk::engine {

bool hasTakenEffect(Action action, const GlobalTransaction &before, const GlobalTransaction &now)
{
    switch (action) {
    case Action::Retry:
        return now.attempts > before.attempts || now.status != before.status || (before.parked != Parked::No && now.parked == Parked::No);
    case Action::Abort: return now.status == TransactionStatus::Aborting || now.status == TransactionStatus::Failed;
    case Action::ForceStop: return now.status == TransactionStatus::Failed && now.forced;
    case Action::Pause: return now.paused;
    case Action::Resume: return !now.paused;
    case Action::Submit: return now.status != before.status;
    case Action::ForceRollback:
    case Action::AcceptCurrent: return now.parked != Parked::Dirty;
    case Action::Skip: return now.epoch > before.epoch && (now.failures == 0 || now.status != before.status);
    case Action::MarkFailed: return now.status == TransactionStatus::Aborting || now.status == TransactionStatus::Failed;
    }
    return false;
}

} // namespace txdesk::engine
