// SPDX-License-Identifier: Apache-2.0
#include "server/store/commit_writer.h"

#include "shared/base/check.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <future>
#include <mutex>
#include <thread>

namespace txdesk::store {
namespace {

constexpr std::size_t latenciesKept = 1000;
constexpr std::chrono::seconds idleBeforeTidy{2};

// The value below which `share` of `sorted` lies.
double percentile(const std::vector<float> &sorted, double share)
{
    if (sorted.empty())
        return 0;
    const auto index = static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1) + 0.5);
    return static_cast<double>(sorted[index]);
}

} // namespace

class CommitWriter::Worker
{
public:
    Worker(OpenStore openStore, CommitLimits limits, Deliver deliver)
        : m_open(std::move(openStore)), m_limits(limits), m_deliver(std::move(deliver))
    {
    }

    Result<> start()
    {
        std::promise<Result<>> opened;
        std::future<Result<>> result = opened.get_future();
        m_thread = std::thread([this, opened = std::move(opened)]() mutable { run(std::move(opened)); });
        Result<> done = result.get();
        if (!done)
            m_thread.join();
        return done;
    }

    void stop()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_stopping = true;
        }
        m_wake.notify_one();
        m_thread.join();
    }

    bool submit(quint64 token, StoreRequest &&request)
    {
        bool wake = false;
        {
            const std::lock_guard lock(m_mutex);
            if (m_stopping || m_queued >= m_limits.queuedMax)
                return false;
            ++m_queued;
            wake = m_waiting;
            m_tokens.push_back(token);
            m_requests.append(std::move(request));
        }
        if (wake)
            m_wake.notify_one();
        return true;
    }

    int queued() const
    {
        const std::lock_guard lock(m_mutex);
        return m_queued;
    }

    CommitCounters counters() const
    {
        std::vector<float> sorted;
        CommitCounters counters;
        {
            const std::lock_guard lock(m_mutex);
            counters = m_counters;
            sorted = m_latencies;
        }
        std::sort(sorted.begin(), sorted.end());
        counters.commitMsP50 = percentile(sorted, 0.50);
        counters.commitMsP99 = percentile(sorted, 0.99);
        return counters;
    }

private:
    struct Batch
    {
        std::vector<quint64> tokens;
        QList<StoreRequest> requests;
    };

    void run(std::promise<Result<>> opened)
    {
        Result<std::unique_ptr<TransactionStore>> store = m_open();
        if (!store) {
            opened.set_value(tl::unexpected(store.error()));
            return;
        }
        opened.set_value({});
        while (std::optional<Batch> batch = take(**store))
            commitAll(**store, std::move(*batch));
    }

    // Everything that has gathered; waits for the first. Empty: stopping, and nothing is left.
    std::optional<Batch> take(TransactionStore &store)
    {
        std::unique_lock lock(m_mutex);
        m_waiting = true;
        const auto isReady = [this] { return m_stopping || !m_tokens.empty(); };
        while (!isReady()) {
            if (!m_untidy) {
                m_wake.wait(lock, isReady);
            } else if (!m_wake.wait_for(lock, idleBeforeTidy, isReady)) {
                m_untidy = false;
                lock.unlock();
                store.tidy();
                lock.lock();
            }
        }
        m_waiting = false;
        if (m_tokens.empty())
            return std::nullopt;
        Batch batch;
        batch.tokens.swap(m_tokens);
        batch.requests.swap(m_requests);
        return batch;
    }

    void commitAll(TransactionStore &store, Batch &&batch)
    {
        const auto size = static_cast<qsizetype>(batch.tokens.size());
        for (qsizetype from = 0; from < size; from += m_limits.requestsMax) {
            const qsizetype count = std::min<qsizetype>(size - from, m_limits.requestsMax);
            commitSome(store, batch, from, count);
        }
    }

    void commitSome(TransactionStore &store, const Batch &batch, qsizetype from, qsizetype count)
    {
        const auto before = std::chrono::steady_clock::now();
        const bool all = from == 0 && count == batch.requests.size();
        QList<StoreAnswer> done = store.commit(all ? batch.requests : batch.requests.sliced(from, count));
        const std::chrono::duration<float, std::milli> took = std::chrono::steady_clock::now() - before;
        check(done.size() == count, "a store gives one answer a request");
        std::vector<Answer> answers;
        answers.reserve(static_cast<std::size_t>(count));
        for (qsizetype i = 0; i < count; ++i)
            answers.push_back({batch.tokens[static_cast<std::size_t>(from + i)], std::move(done[i])});
        countCommit(count, took.count());
        m_deliver(std::move(answers));
    }

    void countCommit(qsizetype requests, float ms)
    {
        const std::lock_guard lock(m_mutex);
        m_queued -= static_cast<int>(requests);
        m_untidy = true;
        if (m_latencies.size() < latenciesKept)
            m_latencies.push_back(ms);
        else
            m_latencies[static_cast<std::size_t>(m_counters.commits) % latenciesKept] = ms;
        ++m_counters.commits;
        m_counters.requests += requests;
    }

    const OpenStore m_open;
    const CommitLimits m_limits;
    const Deliver m_deliver;
    std::thread m_thread;

    mutable std::mutex m_mutex; // guards all below; never held while the disk works
    std::condition_variable m_wake;
    std::vector<quint64> m_tokens;
    QList<StoreRequest> m_requests; // one a token
    int m_queued = 0;               // taken and not yet answered
    bool m_waiting = false;
    bool m_stopping = false;
    bool m_untidy = false;
    CommitCounters m_counters;
    std::vector<float> m_latencies;
};

CommitWriter::CommitWriter(std::unique_ptr<Worker> worker) : m_worker(std::move(worker)) {}

CommitWriter::~CommitWriter()
{
    m_worker->stop();
}

Result<std::unique_ptr<CommitWriter>> CommitWriter::start(OpenStore open, CommitLimits limits, Deliver deliver)
{
    auto worker = std::make_unique<Worker>(std::move(open), limits, std::move(deliver));
    if (const Result<> started = worker->start(); !started)
        return tl::unexpected(started.error());
    return std::unique_ptr<CommitWriter>(new CommitWriter(std::move(worker)));
}

bool CommitWriter::submit(quint64 token, StoreRequest request)
{
    return m_worker->submit(token, std::move(request));
}

int CommitWriter::queued() const
{
    return m_worker->queued();
}

CommitCounters CommitWriter::counters() const
{
    return m_worker->counters();
}

} // namespace txdesk::store
