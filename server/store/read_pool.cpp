// SPDX-License-Identifier: Apache-2.0
#include "server/store/read_pool.h"

#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>

namespace txdesk::store {

class ReadPool::Worker
{
public:
    Worker(OpenReader openReader, int queuedMax) : m_open(std::move(openReader)), m_queuedMax(static_cast<std::size_t>(queuedMax)) {}

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
            m_jobs.clear();
        }
        m_wake.notify_one();
        m_thread.join();
    }

    bool read(Job &&job)
    {
        {
            const std::lock_guard lock(m_mutex);
            if (m_stopping || m_jobs.size() >= m_queuedMax)
                return false;
            m_jobs.push_back(std::move(job));
        }
        m_wake.notify_one();
        return true;
    }

private:
    void run(std::promise<Result<>> opened)
    {
        Result<std::unique_ptr<TransactionReader>> reader = m_open();
        if (!reader) {
            opened.set_value(tl::unexpected(reader.error()));
            return;
        }
        opened.set_value({});
        while (const Job job = next())
            job(**reader);
    }

    Job next() // empty: stopping
    {
        std::unique_lock lock(m_mutex);
        m_wake.wait(lock, [this] { return m_stopping || !m_jobs.empty(); });
        if (m_stopping)
            return {};
        Job job = std::move(m_jobs.front());
        m_jobs.pop_front();
        return job;
    }

    const OpenReader m_open;
    const std::size_t m_queuedMax;
    std::thread m_thread;

    std::mutex m_mutex; // guards all below
    std::condition_variable m_wake;
    std::deque<Job> m_jobs;
    bool m_stopping = false;
};

ReadPool::ReadPool(std::unique_ptr<Worker> worker) : m_worker(std::move(worker)) {}

ReadPool::~ReadPool()
{
    m_worker->stop();
}

Result<std::unique_ptr<ReadPool>> ReadPool::start(OpenReader open, int queuedMax)
{
    auto worker = std::make_unique<Worker>(std::move(open), queuedMax);
    if (const Result<> started = worker->start(); !started)
        return tl::unexpected(started.error());
    return std::unique_ptr<ReadPool>(new ReadPool(std::move(worker)));
}

bool ReadPool::read(Job job)
{
    return m_worker->read(std::move(job));
}

} // namespace txdesk::store
