// The clients of workflows: each run replays what is recorded, does the next steps, records each, and reports the end. A run
// may die anywhere, and a second one may begin while it lives.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/sim/phone.h"

#include <map>

namespace txdesk::sim {

class Runners
{
public:
    Runners(World &world, Phone &phone) : m_world(world), m_phone(phone), m_active(world.scripts().size()) {}

    using Done = std::function<void(Outcome)>;
    void begin(int number, Done done);

private:
    struct Run
    {
        int number = 0;
        Done done;
        std::map<std::pair<int, OpKind>, OpStatus> recorded;
    };
    using RunPtr = std::shared_ptr<Run>;
    void replay(const RunPtr &run, const TransactionSnapshot &known);
    void forward(const RunPtr &run, int step);
    void backward(const RunPtr &run, int step);
    void doStep(const RunPtr &run, int step, OpKind op, const std::function<void(OpStatus)> &then);
    void report(const RunPtr &run, bool good);
    void end(const RunPtr &run, Outcome outcome);
    [[nodiscard]] bool dies(const RunPtr &run);

    World &m_world;
    Phone &m_phone;
    std::vector<int> m_active; // runs under way, by number
};

} // namespace txdesk::sim
