// People who press buttons during a run, some of them looking at an old page; afterwards they resume what they paused
// and decide about what waits for them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/sim/node.h"

namespace txdesk::sim {

class Operators
{
public:
    explicit Operators(World &world) : m_world(world) {}
    void start();
    void resumeAll(); // again and again until nothing is paused

private:
    void act(int number, Action action, bool looksFirst);
    void actOnBranch(int number, Action action);
    [[nodiscard]] int withFailingBranch(int number, Action action);
    [[nodiscard]] bool doByHand(int number, const BranchId &branch, OpKind op);
    void resolve(int number, const GlobalTransaction &t);

    World &m_world;
    int m_acts = 0;
};

} // namespace txdesk::sim
