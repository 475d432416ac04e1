// Seeds on threads.
// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/runner.h"

#include <atomic>
#include <mutex>
#include <thread>

namespace txdesk::sim {

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 twiceEvery = 100; // seeds that are run again: the same seed must give the same run

class Crew
{
public:
    explicit Crew(const Campaign &campaign) : m_campaign(campaign) {}

    Tally run()
    {
        const auto began = std::chrono::steady_clock::now();
        std::vector<std::thread> threads;
        for (int i = 0; i < m_campaign.jobs; ++i)
            threads.emplace_back([this] { work(); });
        for (std::thread &thread : threads)
            thread.join();
        m_tally.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
        return m_tally;
    }

private:
    void work()
    {
        Tally mine;
        while (!m_stop) {
            const quint64 offset = m_next.fetch_add(1);
            if (offset >= m_campaign.seeds)
                break;
            one(m_campaign.first + offset, mine);
        }
        const std::lock_guard lock(m_mutex);
        add(mine);
    }

    void one(quint64 seed, Tally &mine)
    {
        RunResult result = runSeed(seed, m_campaign.planted, Tracing::Off);
        if (seed % twiceEvery == 0 && !result.violated) {
            ++mine.checkedTwice;
            if (runSeed(seed, m_campaign.planted, Tracing::Off).hash != result.hash) {
                result.violated = true;
                result.invariant = u"determinism"_s;
                result.detail = u"two runs of one seed differ"_s;
            }
        }
        count(seed, result, mine);
    }

    void count(quint64 seed, const RunResult &result, Tally &mine)
    {
        ++mine.seeds;
        mine.events += result.events;
        mine.faults += result.faults;
        mine.overlaps += result.overlaps;
        mine.simulatedSeconds += result.simulated.count() / 1000;
        for (std::size_t i = 0; i < result.probes.size(); ++i)
            mine.probes[i] += result.probes[i];
        if (!result.violated || (mine.failedSeed && *mine.failedSeed < seed))
            return;
        mine.failedSeed = seed;
        mine.invariant = result.invariant;
        mine.detail = result.detail;
        m_stop = m_stop || m_campaign.stopAtFirst;
    }

    void add(const Tally &other)
    {
        m_tally.seeds += other.seeds;
        m_tally.events += other.events;
        m_tally.faults += other.faults;
        m_tally.overlaps += other.overlaps;
        m_tally.simulatedSeconds += other.simulatedSeconds;
        m_tally.checkedTwice += other.checkedTwice;
        for (std::size_t i = 0; i < other.probes.size(); ++i)
            m_tally.probes[i] += other.probes[i];
        if (!other.failedSeed || (m_tally.failedSeed && *m_tally.failedSeed < *other.failedSeed))
            return;
        m_tally.failedSeed = other.failedSeed;
        m_tally.invariant = other.invariant;
        m_tally.detail = other.detail;
    }

    const Campaign &m_campaign;
    std::atomic<quint64> m_next{0};
    std::atomic<bool> m_stop{false};
    std::mutex m_mutex;
    Tally m_tally;
};

} // namespace

RunResult runSeed(quint64 seed, Planted planted, Tracing tracing)
{
    engine::chosenMutant = planted.engine;
    worldMutant = planted.world;
    return World(seed, tracing).run();
}

Tally runCampaign(const Campaign &campaign) { return Crew(campaign).run(); }

} // namespace txdesk::sim
