// TCC: register, then try. XA: the participant does its work, registers, and only then prepares.
// Source: DTM, tcc; XA from the SDKs.
// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/initiators.h"

#include "tests/sim/bank.h"
#include "tests/sim/checker.h"

namespace txdesk::sim {

void Initiators::run(const TransactionScript &script)
{
    m_phone.ask({.number = script.number, .asked = Asked::Prepare}, 3, [this, &script](Heard heard, const engine::Reply &) {
        if (heard == Heard::Success && !m_phone.givesUp())
            branch(script, 0);
    });
}

void Initiators::branch(const TransactionScript &script, std::size_t position)
{
    if (position == script.order.size()) {
        const bool dawdles = m_world.random().below(4) == 0; // often longer than the timeout
        m_world.after(m_world.random().ms(0, dawdles ? 2'500 : 200), [this, &script] {
            if (!m_phone.givesUp())
                m_phone.submit(script);
        });
        return;
    }
    const int step = script.order[position];
    const auto then = [this, &script, position](Outcome outcome) { tried(script, position, outcome); };
    if (script.kind() == TransactionKind::Xa)
        return m_phone.call([this, &script, step](const Phone::Then &answer) { phaseOne(script, step, answer); }, then);
    m_phone.ask({.number = script.number, .asked = Asked::Register, .step = step}, 3,
                [this, &script, step, then](Heard heard, const engine::Reply &) {
                    if (heard != Heard::Success)
                        return takeBack(script);
                    if (!m_phone.givesUp())
                        m_phone.call(script.number, step, OpKind::Try, then);
                });
}

// Whatever is not a success is taken back: what got no answer may have happened.
void Initiators::tried(const TransactionScript &script, std::size_t position, Outcome outcome)
{
    if (m_phone.givesUp())
        return;
    if (outcome != Outcome::Succeeded)
        return takeBack(script);
    m_world.after(m_world.random().ms(0, 100), [this, &script, position] { branch(script, position + 1); });
}

void Initiators::takeBack(const TransactionScript &script)
{
    m_world.checker().abortAsked(script.number);
    const Asked how = script.waits ? Asked::AbortWait : Asked::Abort;
    m_phone.ask({.number = script.number, .asked = how}, 3, [](Heard, const engine::Reply &) {});
}

// A branch that dies before it is prepared is rolled back by its database; one that could not register rolls itself back.
void Initiators::phaseOne(const TransactionScript &script, int step, const Phone::Then &answer)
{
    Bank &bank = m_world.bank();
    if (m_world.fault(m_world.weather().participantError))
        return answer(Outcome::Unknown);
    if (bank.step(script.number, step).held)
        return answer(Outcome::Succeeded);
    if (script.steps[static_cast<std::size_t>(step)].refuses)
        return answer(Outcome::Rejected);
    m_phone.ask({.number = script.number, .asked = Asked::Register, .step = step}, 1,
                [this, &script, step, answer](Heard heard, const engine::Reply &) {
                    if (heard != Heard::Success) {
                        m_world.probe(Probe::XaNotRegistered);
                        return answer(Outcome::Rejected);
                    }
                    if (m_phone.givesUp())
                        return m_world.probe(Probe::XaDied);
                    m_world.after(m_world.random().ms(0, 20), [this, &script, step, answer] {
                        answer(m_world.bank().prepareXa(script.number, step) ? Outcome::Succeeded : Outcome::Rejected);
                    });
                });
}

} // namespace txdesk::sim
