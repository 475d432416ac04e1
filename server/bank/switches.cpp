// Decides what one call meets.
// SPDX-License-Identifier: Apache-2.0
#include "server/bank/switches.h"

namespace txdesk::bank {

using namespace Qt::StringLiterals;

Fate Switches::fateOf(const QString &endpoint, QRandomGenerator &random, const QString &op)
{
    Fate fate{.delay = latency};
    for (const QString &key : {endpoint + u'.' + op, endpoint, u"*"_s}) {
        const auto queue = next.find(key);
        if (queue == next.end())
            continue;
        const PendingFault pending = queue->takeFirst();
        if (queue->isEmpty())
            next.erase(queue);
        switch (pending.fault) {
        case Fault::Fail:
            fate.failStatus = pending.value;
            break;
        case Fault::LoseAnswer:
            fate.loseAnswer = true;
            break;
        case Fault::DropRequest:
            fate.dropRequest = true;
            break;
        case Fault::Delay:
            fate.delay += Milliseconds{pending.value};
            break;
        case Fault::Hold:
            fate.hold = true;
            break;
        }
        return fate;
    }
    if (failPercent > 0 && random.bounded(100) < failPercent)
        fate.failStatus = failStatus;
    else if (loseAnswerPercent > 0 && random.bounded(100) < loseAnswerPercent)
        fate.loseAnswer = true;
    return fate;
}

} // namespace txdesk::bank
