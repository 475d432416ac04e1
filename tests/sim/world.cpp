// The course of a run: chaos, heal, verify.
// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/world.h"

#include "tests/sim/bank.h"
#include "tests/sim/checker.h"
#include "tests/sim/clients.h"
#include "tests/sim/ledger.h"
#include "tests/sim/operators.h"
#include "tests/sim/sim_store.h"

#include <cstdio>

namespace txdesk::sim {

using namespace Qt::StringLiterals;

namespace {

constexpr Instant start{Milliseconds{1'700'000'000'000}};
constexpr qsizetype linesKept = 60;
// lease + poll + longest backoff + every op's timeout, twice over: everything must have ended by then
constexpr Milliseconds healBound{120'000};

} // namespace

World::World(quint64 seed, Tracing tracing) : m_random(seed), m_tracing(tracing), m_now(start)
{
    m_weather = Weather::draw(m_random);
    m_scripts = drawScripts(m_random, m_weather);
    m_store = std::make_unique<SimStore>(*this);
    m_bank = std::make_unique<Bank>(*this);
    m_ledger = std::make_unique<Ledger>(*this);
    m_checker = std::make_unique<Checker>(*this);
    for (int index = 0; index < m_weather.nodes; ++index)
        m_nodes.push_back(std::make_unique<Node>(*this, index));
    m_clients = std::make_unique<Clients>(*this);
    m_operators = std::make_unique<Operators>(*this);
    trace(m_weather.words());
}

World::~World() = default;

RunResult World::run()
{
    for (int index = 0; index < nodeCount(); ++index)
        node(index).start();
    m_clients->start();
    m_operators->start();
    scheduleDisasters();
    const Instant healAt = start + m_random.ms(6'000, 16'000);
    runUntil(healAt, false);
    trace(u"--- faults end ---"_s);
    m_chaos = false;
    m_operators->resumeAll();
    runUntil(healAt + healBound, true);
    if (!m_result.violated)
        m_checker->verify();
    m_result.simulated = std::chrono::duration_cast<Milliseconds>(m_now - start);
    return m_result;
}

void World::scheduleDisasters()
{
    for (int i = 0; i < m_weather.stalls; ++i)
        after(m_random.ms(0, 8'000), [this] {
            if (m_chaos)
                m_store->stall(m_random.ms(100, 6'000));
        });
    for (int i = 0; i < m_weather.outsiders; ++i)
        after(m_random.ms(0, 12'000), [this, which = m_random.below(Ledger::accountCount)] {
            if (m_chaos)
                m_ledger->writePast(which);
        });
    for (int i = 0; i < m_weather.freezes; ++i)
        after(m_random.ms(0, 8'000), [this, which = m_random.below(nodeCount())] {
            if (m_chaos)
                node(which).freeze(m_random.ms(100, 15'000));
        });
}

void World::runUntil(Instant end, bool stopWhenQuiet)
{
    Instant nextLook = m_now;
    while (!m_heap.empty() && !m_result.violated && m_heap.top().at <= end) {
        std::function<void()> happens = std::move(const_cast<Happening &>(m_heap.top()).happens);
        m_now = m_heap.top().at;
        m_heap.pop();
        ++m_result.events;
        mix(static_cast<quint64>(toMs(m_now)));
        happens();
        if (!stopWhenQuiet || m_now < nextLook)
            continue;
        if (isQuiet())
            return;
        nextLook = m_now + Milliseconds{500};
    }
    m_now = std::max(m_now, end);
}

// Late deliveries of calls may still be on their way: they are given time before the end is looked at.
bool World::isQuiet() const
{
    static constexpr Milliseconds longestDelivery{15'000};
    const auto isDone = [](const Node &node) { return node.isUp() && !node.isFrozen() && node.owesNothing(); };
    for (int index = 0; index < nodeCount(); ++index)
        if (!isDone(*m_nodes[static_cast<std::size_t>(index)]))
            return false;
    if (!m_store->everythingEnded())
        return false;
    return m_heap.empty() || m_now >= start + Milliseconds{16'000} + longestDelivery;
}

void World::after(Milliseconds delay, std::function<void()> happens)
{
    m_heap.push({m_now + delay, ++m_order, std::move(happens)});
}

Node &World::anyNode() { return node(isAlone() ? 0 : m_random.below(nodeCount())); }

bool World::fault(double probability)
{
    if (!m_chaos || !m_random.chance(probability))
        return false;
    ++m_result.faults;
    return true;
}

void World::violated(const char *invariant, const QString &detail)
{
    if (m_result.violated)
        return;
    m_result.violated = true;
    m_result.invariant = QString::fromLatin1(invariant);
    m_result.detail = detail;
    trace(u"VIOLATED %1: %2"_s.arg(m_result.invariant, detail));
}

void World::trace(const QString &line)
{
    if (m_tracing == Tracing::Off)
        return;
    const QString stamped = u"%1  %2"_s.arg(static_cast<double>((m_now - start).count()) / 1000.0, 9, 'f', 3).arg(line);
    if (m_tracing == Tracing::Print) {
        std::printf("%s\n", qPrintable(stamped));
        return;
    }
    m_result.lines.append(stamped);
    if (m_result.lines.size() > linesKept)
        m_result.lines.removeFirst();
}

} // namespace txdesk::sim
