// The clients of a run: they prepare, do their local transaction, submit, try again when they hear nothing, and die.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/sim/node.h"

namespace txdesk::sim {

class Clients
{
public:
    explicit Clients(World &world) : m_world(world) {}
    void start();

private:
    enum class Heard { Success, Failure, Nothing };
    using Next = std::function<void(Heard)>;
    void run(const TransactionScript &script);
    void afterPrepare(const TransactionScript &script, Heard heard);
    void finish(const TransactionScript &script, bool commit);
    void submit(const TransactionScript &script);
    // Asks until somebody answers, at most `tries` times.
    void ask(int number, Asked asked, int tries, Next next);
    void askOnce(int number, Asked asked, Next next);
    [[nodiscard]] engine::Event eventOf(int number, Asked asked, engine::RequestId id) const;
    [[nodiscard]] bool givesUp() { return m_world.fault(m_world.weather().clientGivesUp); }

    World &m_world;
};

} // namespace txdesk::sim
