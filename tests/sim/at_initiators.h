// The initiators of AT, and the first phase of its participants: change a row, register with its lock, commit with an undo record.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/sim/phone.h"

namespace txdesk::sim {

class AtInitiators
{
public:
    AtInitiators(World &world, Phone &phone) : m_world(world), m_phone(phone) {}
    void run(const TransactionScript &script);

private:
    void branch(const TransactionScript &script, int step);
    void takeBack(const TransactionScript &script);
    void phaseOne(const TransactionScript &script, int step, int tries, const Phone::Then &answer);
    void registered(const TransactionScript &script, int step, const BranchId &branch, const Phone::Then &answer);
    void report(int number, const BranchId &branch, bool failed);

    World &m_world;
    Phone &m_phone;
    int m_locals = 0; // local transactions so far: each registers under an id of its own
};

} // namespace txdesk::sim
