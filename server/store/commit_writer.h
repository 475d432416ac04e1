// Group commit: requests that arrive while a commit is under way go together into the next one. No timer.
// Thread: owns one, with the only writing connection. submit() and queued() may be called from any thread.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/transaction_store.h"

#include <functional>
#include <memory>

namespace txdesk::store {

struct CommitLimits
{
    int requestsMax = 512;    // of one database transaction
    int queuedMax = 20'000;   // beyond it submit() refuses at once
};

struct CommitCounters
{
    qint64 commits = 0;
    qint64 requests = 0;
    double commitMsP50 = 0;   // of the last 1000
    double commitMsP99 = 0;
};

class CommitWriter
{
public:
    // Called on the writer thread with all answers of one commit at once, in order of submission: hand them over in
    // one piece (base/inbox.h). `token` is what submit() was given.
    struct Answer { quint64 token = 0; StoreAnswer answer; };
    using Deliver = std::function<void(std::vector<Answer> &&)>;

    // Opens the store on its own thread and waits for that; the error of opening is the error of start().
    [[nodiscard]] static Result<std::unique_ptr<CommitWriter>> start(OpenStore open, CommitLimits limits, Deliver deliver);
    ~CommitWriter(); // commits what is queued, delivers, then joins the thread

    // false: the queue is full and nothing was taken; no answer will come.
    [[nodiscard]] bool submit(quint64 token, StoreRequest request);
    [[nodiscard]] int queued() const;
    [[nodiscard]] CommitCounters counters() const; // Thread: any

private:
    class Worker;
    explicit CommitWriter(std::unique_ptr<Worker> worker);
    std::unique_ptr<Worker> m_worker;
};

} // namespace txdesk::store
