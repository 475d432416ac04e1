// How clients reach coordinators and participants: over links that lose, delay and repeat.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/sim/node.h"

namespace txdesk::sim {

enum class Heard { Success, Failure, Nothing };

class Phone
{
public:
    explicit Phone(World &world) : m_world(world) {}

    // Asks a coordinator until one answers, at most `tries` times.
    using Next = std::function<void(Heard, const engine::Reply &)>;
    void ask(const Question &question, int tries, Next next);
    void submit(const TransactionScript &script); // more than once if its client is nervous

    // One call of a participant, which may never arrive, arrive twice or late, or be answered to nobody.
    using Then = std::function<void(Outcome)>;
    using Executes = std::function<void(Then)>;
    void call(const Executes &executes, Then then);
    // The same for a participant that just does `op`.
    void call(int number, int step, OpKind op, Then then);

    [[nodiscard]] bool givesUp() { return m_world.fault(m_world.weather().clientGivesUp); }

private:
    void askOnce(const Question &question, Next next);
    void deliver(const Executes &executes, Milliseconds after, const Then &answer);
    [[nodiscard]] engine::Event eventOf(const Question &question, engine::RequestId id) const;

    World &m_world;
};

} // namespace txdesk::sim
