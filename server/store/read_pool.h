// Runs reads on a thread of their own, one after another, so that a list never delays a transaction.
// Thread: read() may be called from any thread; `job` runs on the reader thread; what it returns is delivered by `done`
// there as well: hand it over (base/inbox.h).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/transaction_store.h"

#include <functional>
#include <memory>

namespace txdesk::store {

class ReadPool
{
public:
    using Job = std::function<void(TransactionReader &)>;

    [[nodiscard]] static Result<std::unique_ptr<ReadPool>> start(OpenReader open, int queuedMax = 1024);
    ~ReadPool(); // drops what is queued, joins

    [[nodiscard]] bool read(Job job); // false: queue full

private:
    class Worker;
    explicit ReadPool(std::unique_ptr<Worker> worker);
    std::unique_ptr<Worker> m_worker;
};

} // namespace txdesk::store
