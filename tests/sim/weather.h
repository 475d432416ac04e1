// Which faults one seed meets and how often, and what work it does: drawn from the seed, so that seeds differ in kind.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/sim/sim_random.h"

#include <QString>

namespace txdesk::sim {

struct Weather
{
    bool barriers = true;         // participants keep barrier tables; without them only harmless faults are drawn
    double crash = 0;             // before one effect of a step
    double callLost = 0;          // a call never arrives
    double answerLost = 0;        // it took effect, its answer never arrives
    double callDoubled = 0;       // it arrives twice
    double late = 0;              // it arrives after the caller gave up
    double participantError = 0;  // it answers 500 and does nothing
    double ongoing = 0;
    double storeRefused = 0;
    double auditRefused = 0;      // a record cannot be written
    double storeLost = 0;         // no answer, not done
    double storeDoneLost = 0;     // no answer, done
    double requestLost = 0;       // between client and coordinator, either way
    int stalls = 0;               // of the store, up to 6 s each
    int freezes = 0;              // of a coordinator, often past its lease
    int operatorActs = 0;
    int outsiders = 0;            // writes to rows of AT by people who know nothing of locks
    double clientGivesUp = 0;     // after each step
    int nodes = 2;                // coordinators, two or three
    Milliseconds skew[3]{};       // of the coordinators' clocks

    [[nodiscard]] static Weather draw(Random &random);
    [[nodiscard]] QString words() const;
};

} // namespace txdesk::sim
