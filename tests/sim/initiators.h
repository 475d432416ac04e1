// The initiators of TCC and XA, and the first phase of XA's participants, which register themselves.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/sim/phone.h"

namespace txdesk::sim {

class Initiators
{
public:
    Initiators(World &world, Phone &phone) : m_world(world), m_phone(phone) {}
    void run(const TransactionScript &script);

private:
    void branch(const TransactionScript &script, std::size_t position);
    void tryBranch(const TransactionScript &script, std::size_t position);
    void tried(const TransactionScript &script, std::size_t position, Outcome outcome);
    void takeBack(const TransactionScript &script);
    void phaseOne(const TransactionScript &script, int step, const Phone::Then &answer);

    World &m_world;
    Phone &m_phone;
};

} // namespace txdesk::sim
