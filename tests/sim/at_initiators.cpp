// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/at_initiators.h"

#include "tests/sim/checker.h"
#include "tests/sim/ledger.h"

namespace txdesk::sim {

using namespace Qt::StringLiterals;

void AtInitiators::run(const TransactionScript &script)
{
    m_phone.ask({.number = script.number, .asked = Asked::Prepare}, 3, [this, &script](Heard heard, const engine::Reply &) {
        if (heard == Heard::Success && !m_phone.givesUp())
            branch(script, 0);
    });
}

void AtInitiators::branch(const TransactionScript &script, int step)
{
    if (step == static_cast<int>(script.steps.size())) {
        const bool dawdles = m_world.random().below(4) == 0; // often longer than the timeout
        m_world.after(m_world.random().ms(0, dawdles ? 2'500 : 200), [this, &script] {
            if (!m_phone.givesUp())
                m_phone.submit(script);
        });
        return;
    }
    m_phone.call([this, &script, step](const Phone::Then &answer) { phaseOne(script, step, 4, answer); },
                 [this, &script, step](Outcome outcome) {
                     if (m_phone.givesUp())
                         return;
                     if (outcome != Outcome::Succeeded)
                         return takeBack(script);
                     m_world.after(m_world.random().ms(0, 400), [this, &script, step] { branch(script, step + 1); });
                 });
}

void AtInitiators::takeBack(const TransactionScript &script)
{
    m_world.checker().abortAsked(script.number);
    const Asked how = script.waits ? Asked::AbortWait : Asked::Abort;
    m_phone.ask({.number = script.number, .asked = how}, 3, [](Heard, const engine::Reply &) {});
}

// Whoever finds the row taken, in the database or by a global lock, ends its local transaction and tries again a little later.
void AtInitiators::phaseOne(const TransactionScript &script, int step, int tries, const Phone::Then &answer)
{
    Ledger &ledger = m_world.ledger();
    const int number = script.number;
    const auto again = [this, &script, step, tries, answer] {
        if (tries <= 1)
            return answer(Outcome::Rejected);
        m_world.after(m_world.random().ms(50, 400), [this, &script, step, tries, answer] { phaseOne(script, step, tries - 1, answer); });
    };
    if (m_world.fault(m_world.weather().participantError))
        return answer(Outcome::Unknown);
    if (script.steps[static_cast<std::size_t>(step)].refuses)
        return answer(Outcome::Rejected);
    if (ledger.share(number, step) == Ledger::Share::Applied)
        return answer(Outcome::Succeeded);
    if (!ledger.begin(number, step))
        return again();
    const Question question{.number = number, .asked = Asked::RegisterAt, .step = step, .request = u"r%1"_s.arg(++m_locals)};
    m_phone.ask(question, 3, [this, &script, step, answer, again](Heard heard, const engine::Reply &reply) {
        if (heard == Heard::Success)
            return registered(script, step, reply.branch, answer);
        m_world.ledger().rollBack(script.number, step);
        if (reply.kind == engine::Reply::Kind::Locked)
            return again();
        answer(heard == Heard::Failure ? Outcome::Rejected : Outcome::Unknown);
    });
}

// Between registering and committing it may die, fail, or pause for longer than the transaction lives.
void AtInitiators::registered(const TransactionScript &script, int step, const BranchId &branch, const Phone::Then &answer)
{
    const int number = script.number;
    if (m_phone.givesUp()) {
        m_world.probe(Probe::AtDied);
        return m_world.ledger().rollBack(number, step);
    }
    if (m_world.random().below(12) == 0) {
        m_world.ledger().rollBack(number, step);
        report(number, branch, true);
        return answer(Outcome::Rejected);
    }
    const bool late = m_world.fault(m_world.weather().late);
    m_world.after(m_world.random().ms(0, late ? 8'000 : 30), [this, number, step, branch, answer] {
        const bool committed = m_world.ledger().commit(number, step, branch);
        if (committed && m_world.random().below(4) == 0)
            report(number, branch, false);
        answer(committed ? Outcome::Succeeded : Outcome::Rejected);
    });
}

void AtInitiators::report(int number, const BranchId &branch, bool failed)
{
    if (failed)
        m_world.checker().failureReported(number, branch);
    m_phone.ask({.number = number, .asked = Asked::Report, .branch = branch, .failed = failed}, 2, [](Heard, const engine::Reply &) {});
}

} // namespace txdesk::sim
