// What clients do, as DTM's client libraries do it.
// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/clients.h"

#include "tests/sim/bank.h"

namespace txdesk::sim {

void Clients::start()
{
    for (const TransactionScript &script : m_world.scripts())
        m_world.after(script.startsAfter, [this, &script] { run(script); });
}

void Clients::run(const TransactionScript &script)
{
    if (script.isTwoPhase())
        return m_initiators.run(script);
    if (script.isAt())
        return m_atInitiators.run(script);
    if (script.kind() == TransactionKind::Workflow)
        return m_runners.begin(script.number, [](Outcome) {});
    if (!script.prepares)
        return m_phone.submit(script);
    m_phone.ask({.number = script.number, .asked = Asked::Prepare}, 3,
                [this, &script](Heard heard, const engine::Reply &) { afterPrepare(script, heard); });
}

// A message: the local transaction runs only after an acknowledged prepare. A saga is just submitted.
void Clients::afterPrepare(const TransactionScript &script, Heard heard)
{
    if (heard != Heard::Success || m_phone.givesUp())
        return;
    m_world.after(m_world.random().ms(0, 4'000), [this, &script] {
        if (script.isSaga())
            return m_phone.submit(script);
        if (m_phone.givesUp())
            return;
        finish(script, script.localCommits && m_world.bank().commitLocally(script.number));
    });
}

void Clients::finish(const TransactionScript &script, bool commit)
{
    if (m_phone.givesUp())
        return;
    if (commit)
        return m_phone.submit(script);
    m_phone.ask({.number = script.number, .asked = Asked::Abort}, 3, [](Heard, const engine::Reply &) {});
}

} // namespace txdesk::sim
