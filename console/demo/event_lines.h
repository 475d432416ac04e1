// Who spoke to whom in a journal event: names of the lanes, shared by narrator and text timeline.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/model/transaction_detail.h"

#include <functional>

namespace txdesk::demo {

using NameOf = std::function<QString(const QString &hostAndPort)>;

// The URL a called or answered event is about; empty when it is about none.
[[nodiscard]] QString urlOf(const TransactionDetail &detail, const JournalEvent &event);
// The participant's name; "AP" for the back-check, which asks the initiator.
[[nodiscard]] QString laneOf(const TransactionDetail &detail, const JournalEvent &event, const NameOf &nameOf);

} // namespace txdesk::demo
