// One simulated run: a virtual clock, a heap of things that will happen, and everybody they happen to.
// Single-threaded and deterministic: all chance comes from the seed, nothing iterates over a hash.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/sim/probes.h"
#include "tests/sim/scenario.h"

#include <QStringList>

#include <functional>
#include <memory>
#include <queue>

namespace txdesk::sim {

class Bank;
class Checker;
class Clients;
class Ledger;
class Node;
class Operators;
class SimStore;

enum class Tracing { Off, Print, Keep }; // Keep: the newest lines, in the result

struct RunResult
{
    QStringList lines;
    bool violated = false;
    QString invariant; // "I2"
    QString detail;
    quint64 hash = 0;
    qint64 events = 0;
    qint64 faults = 0;
    qint64 overlaps = 0; // calls of one op under way from two coordinators at once: allowed, counted (I22)
    Milliseconds simulated{};
    std::array<qint64, static_cast<std::size_t>(Probe::Count)> probes{};
};

class World
{
public:
    World(quint64 seed, Tracing tracing);
    ~World();

    RunResult run();

    [[nodiscard]] Instant now() const { return m_now; }
    [[nodiscard]] Random &random() { return m_random; }
    [[nodiscard]] const Weather &weather() const { return m_weather; }
    [[nodiscard]] const std::vector<TransactionScript> &scripts() const { return m_scripts; }
    [[nodiscard]] const TransactionScript &script(int number) const { return m_scripts[static_cast<std::size_t>(number)]; }
    [[nodiscard]] bool chaos() const { return m_chaos; } // faults may happen
    [[nodiscard]] bool stopped() const { return m_result.violated; }

    void after(Milliseconds delay, std::function<void()> happens);
    // A fault that is drawn now, only during chaos.
    [[nodiscard]] bool fault(double probability);
    void probe(Probe which) { ++m_result.probes[static_cast<std::size_t>(which)]; }
    void mix(quint64 value) { m_result.hash = (m_result.hash ^ value) * 0x100000001b3ULL; }
    void countOverlap() { ++m_result.overlaps; }
    void violated(const char *invariant, const QString &detail);

    [[nodiscard]] bool tracing() const { return m_tracing != Tracing::Off; }
    void trace(const QString &line);

    [[nodiscard]] SimStore &store() { return *m_store; }
    [[nodiscard]] Bank &bank() { return *m_bank; }
    [[nodiscard]] Ledger &ledger() { return *m_ledger; }
    [[nodiscard]] Checker &checker() { return *m_checker; }
    [[nodiscard]] Clients &clients() { return *m_clients; }
    // Without barriers one coordinator works alone: two may call the same op, which only barriers survive.
    [[nodiscard]] bool isAlone() const { return !m_weather.barriers; }
    [[nodiscard]] Node &anyNode();
    [[nodiscard]] int nodeCount() const { return isAlone() ? 1 : static_cast<int>(m_nodes.size()); }
    [[nodiscard]] Node &node(int index) { return *m_nodes[static_cast<std::size_t>(index)]; }

private:
    struct Happening
    {
        Instant at;
        quint64 order = 0;
        std::function<void()> happens;
        bool operator<(const Happening &other) const { return std::tie(at, order) > std::tie(other.at, other.order); }
    };
    void runUntil(Instant end, bool stopWhenQuiet);
    [[nodiscard]] bool isQuiet() const;
    void scheduleDisasters();

    Random m_random;
    Tracing m_tracing;
    bool m_chaos = true;
    Instant m_now{};
    quint64 m_order = 0;
    std::priority_queue<Happening> m_heap;
    Weather m_weather;
    std::vector<TransactionScript> m_scripts;
    RunResult m_result;
    std::unique_ptr<SimStore> m_store;
    std::unique_ptr<Bank> m_bank;
    std::unique_ptr<Ledger> m_ledger;
    std::unique_ptr<Checker> m_checker;
    std::vector<std::unique_ptr<Node>> m_nodes;
    std::unique_ptr<Clients> m_clients;
    std::unique_ptr<Operators> m_operators;
};

} // namespace txdesk::sim
