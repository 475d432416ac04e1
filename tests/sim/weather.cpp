// How often each fault is drawn.
// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/weather.h"

namespace txdesk::sim {

using namespace Qt::StringLiterals;

namespace {

// A fault kind is absent from every other seed, so that each seed has its own mix.
double sometimes(Random &random, double most)
{
    const bool present = random.below(2) == 0;
    const double rate = random.unit() * most;
    return present ? rate : 0;
}

} // namespace

Weather Weather::draw(Random &random)
{
    Weather w;
    w.participantError = sometimes(random, 0.4);
    w.ongoing = sometimes(random, 0.3);
    w.operatorActs = random.below(2) == 0 ? random.between(1, 12) : 0;
    w.storeRefused = sometimes(random, 0.1);
    w.auditRefused = sometimes(random, 0.5);
    w.clientGivesUp = sometimes(random, 0.3);
    w.outsiders = random.below(3) == 0 ? random.between(1, 6) : 0;
    w.barriers = random.below(6) != 0;
    if (!w.barriers)
        return w; // everything below makes calls happen twice or out of order, which only a barrier survives
    w.crash = sometimes(random, 0.05);
    w.callLost = sometimes(random, 0.3);
    w.answerLost = sometimes(random, 0.3);
    w.callDoubled = sometimes(random, 0.3);
    w.late = sometimes(random, 0.2);
    w.storeLost = sometimes(random, 0.1);
    w.storeDoneLost = sometimes(random, 0.1);
    w.requestLost = sometimes(random, 0.2);
    w.stalls = random.below(4) == 0 ? random.between(1, 2) : 0;
    w.freezes = random.below(3) == 0 ? random.between(1, 3) : 0;
    w.nodes = random.below(3) == 0 ? 3 : 2;
    for (Milliseconds &skew : w.skew)
        skew = random.below(4) == 0 ? random.ms(-20'000, 20'000) : Milliseconds{0};
    return w;
}

QString Weather::words() const
{
    return u"audit-refused=%1 "_s.arg(auditRefused, 0, 'f', 2) + u"barriers=%1 crash=%2 call-lost=%3 answer-lost=%4 doubled=%5 late=%6 error=%7 ongoing=%8 "_s
               .arg(barriers).arg(crash, 0, 'f', 3).arg(callLost, 0, 'f', 2).arg(answerLost, 0, 'f', 2)
               .arg(callDoubled, 0, 'f', 2).arg(late, 0, 'f', 2).arg(participantError, 0, 'f', 2).arg(ongoing, 0, 'f', 2)
        + u"store-refused=%1 store-lost=%2 store-done-lost=%3 request-lost=%4 stalls=%5 freezes=%6 operator=%7 "_s
               .arg(storeRefused, 0, 'f', 2).arg(storeLost, 0, 'f', 2).arg(storeDoneLost, 0, 'f', 2).arg(requestLost, 0, 'f', 2)
               .arg(stalls).arg(freezes).arg(operatorActs)
        + u"nodes=%1 outsiders=%5 skew=%2,%3,%4"_s.arg(nodes).arg(skew[0].count()).arg(skew[1].count()).arg(skew[2].count()).arg(outsiders);
}

} // namespace txdesk::sim
