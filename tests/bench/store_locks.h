// AT transfers as their coordinator writes them: what global locks cost the store.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/transaction_store.h"

namespace txdesk::bench {

struct LockCosts
{
    double transfersPerSecond = 0; // begun, two branches of one locked row each, decided, ended
    double registrationUs = 0;     // of one branch with its lock
    double refusalUs = 0;          // of one branch whose row is held
};

// `batch` transfers side by side, for about that long.
[[nodiscard]] LockCosts lockCosts(store::TransactionStore &store, int batch, std::chrono::seconds duration);

} // namespace txdesk::bench
