// The store of a run: MemoryStore's rules behind a link that delays, refuses and loses.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/memory_store.h"
#include "tests/sim/world.h"

namespace txdesk::sim {

class SimStore
{
public:
    explicit SimStore(World &world) : m_world(world) {}

    using Answered = std::function<void(store::StoreAnswer &&)>;
    // Answered at most once, never before it returns, and not at all when the node's life ends first.
    void ask(Node &node, store::StoreRequest request, Answered answered);
    void stall(Milliseconds time);

    // What is durable now; null: no such row.
    [[nodiscard]] const store::MemoryStore::Entry *find(int number) const;
    [[nodiscard]] QString holderOf(const QByteArray &key) const; // gid; empty: nobody
    [[nodiscard]] int locksOf(int number) const;
    [[nodiscard]] bool everythingEnded() const;
    [[nodiscard]] const QList<AuditRecord> &audit() const { return m_store.audit(); }

private:
    enum class Fate { Done, Refused, Lost, DoneButLost };
    [[nodiscard]] Fate drawFate();
    [[nodiscard]] Milliseconds inOrder(Instant &last, Milliseconds delay);
    void apply(const store::StoreRequest &request, Node &node, int life, Fate fate, Answered answered);
    [[nodiscard]] store::StoreAnswer applyWrite(const store::StoreRequest &request, const Node &node);

    void traceAnswer(const Node &node, const store::StoreAnswer &answer);

    World &m_world;
    store::MemoryStore m_store{{QByteArray(32, 'k'), QStringLiteral("sim")}};
    Instant m_stalledUntil{};
    Instant m_lastApplied[3]{};
    Instant m_lastAnswered[3]{};
};

} // namespace txdesk::sim
