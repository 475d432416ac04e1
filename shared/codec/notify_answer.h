// What a receiver is told that asks for a notification it may have missed.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/model/journal_event.h"
#include "shared/model/transaction_snapshot.h"

#include <QByteArray>

namespace txdesk::codec {

enum class NotifyState {
    Waiting,   // it is being delivered
    Succeeded, // every receiver has taken it
    Expired,   // given up: what it says still stands
    Stopped,   // a person has ended it
    Withdrawn, // its sender's local transaction did not commit: it says nothing
};
inline constexpr std::array<Name<NotifyState>, 5> notifyStateNames{{
    {NotifyState::Waiting, QLatin1StringView("waiting")},
    {NotifyState::Succeeded, QLatin1StringView("succeeded")},
    {NotifyState::Expired, QLatin1StringView("expired")},
    {NotifyState::Stopped, QLatin1StringView("stopped")},
    {NotifyState::Withdrawn, QLatin1StringView("withdrawn")},
}};

// `snapshot`: of a notification that is no longer prepared.
[[nodiscard]] NotifyState notifyStateOf(const TransactionSnapshot &snapshot, const QList<JournalEvent> &events);

// {"dtm_result":"SUCCESS","tx_no":..,"state":..,"payload":..,"receivers":[{branch_id,url,status,payload,failures,next_at,last_error}],
//  "attempts":[{at,branch_id,attempt,outcome,status_code,took_ms,error}]}; "payload" is the first receiver's, text as it is,
// other bytes as {"b":base64}; none when it is withdrawn.
[[nodiscard]] QByteArray dtmNotification(const TransactionSnapshot &snapshot, const QList<JournalEvent> &events);

} // namespace txdesk::codec
