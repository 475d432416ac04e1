// The clients of sagas and messages: they prepare, do their local transaction, submit, try again when they hear nothing, and
// die. They hand TCC and XA to Initiators, AT to AtInitiators and workflows to Runners.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/sim/at_initiators.h"
#include "tests/sim/initiators.h"
#include "tests/sim/runners.h"

namespace txdesk::sim {

class Clients
{
public:
    explicit Clients(World &world) : m_world(world), m_phone(world), m_initiators(world, m_phone), m_atInitiators(world, m_phone), m_runners(world, m_phone) {}
    void start();

    // A workflow's client is woken; `done` is called when it has finished, if it lives so long.
    void wake(int number, Runners::Done done) { m_runners.begin(number, std::move(done)); }

private:
    void run(const TransactionScript &script);
    void afterPrepare(const TransactionScript &script, Heard heard);
    void finish(const TransactionScript &script, bool commit);

    World &m_world;
    Phone m_phone;
    Initiators m_initiators;
    AtInitiators m_atInitiators;
    Runners m_runners;
};

} // namespace txdesk::sim
