// Requests and calls of clients.
// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/phone.h"

#include "shared/engine/new_transaction.h"
#include "tests/sim/bank.h"
#include "tests/sim/checker.h"
#include "tests/sim/ledger.h"
#include "tests/sim/sim_store.h"

namespace txdesk::sim {

using namespace Qt::StringLiterals;

namespace {

constexpr Milliseconds requestTimeout{6'000};
constexpr Milliseconds callTimeout{1'000};

Heard heardFrom(const engine::Reply &reply)
{
    using Kind = engine::Reply::Kind;
    return reply.kind == Kind::Success ? Heard::Success : reply.kind == Kind::Failure || reply.kind == Kind::Locked ? Heard::Failure : Heard::Nothing;
}

QList<BranchOp> rowsOf(const Question &question, TransactionKind kind, Instant now)
{
    const BranchId branch = branchOf(question.step);
    if (kind == TransactionKind::Tcc)
        return engine::tccOps(branch, u"http://p/confirm"_s, u"http://p/cancel"_s, "{}", now);
    if (kind == TransactionKind::Xa)
        return engine::xaOps(branch, u"http://p/xa"_s, now);
    return {engine::workflowOp(branch, question.op, question.status, "{}", now)};
}

} // namespace

void Phone::submit(const TransactionScript &script)
{
    m_world.checker().submitAsked(script.number);
    const Question question{.number = script.number, .asked = script.waits ? Asked::SubmitWait : Asked::Submit};
    ask(question, 5, [](Heard, const engine::Reply &) {});
    if (script.submits < 2)
        return;
    m_world.after(m_world.random().ms(0, 3'000), [this, question] {
        m_world.probe(Probe::SecondSubmit);
        ask(question, 2, [](Heard, const engine::Reply &) {});
    });
}

void Phone::ask(const Question &question, int tries, Next next)
{
    askOnce(question, [this, question, tries, next](Heard heard, const engine::Reply &reply) {
        if (heard != Heard::Nothing || tries <= 1 || givesUp())
            return next(heard, reply);
        m_world.after(m_world.random().ms(50, 1'500), [this, question, tries, next] { ask(question, tries - 1, next); });
    });
}

// The request or its answer may be lost; then the client hears nothing and waits for its own timeout.
void Phone::askOnce(const Question &asked, Next next)
{
    Node &node = m_world.anyNode();
    const auto heardOnce = std::make_shared<bool>(false);
    const auto hear = [heardOnce, next](Heard heard, const engine::Reply &reply) {
        if (!std::exchange(*heardOnce, true))
            next(heard, reply);
    };
    m_world.after(requestTimeout, [hear] { hear(Heard::Nothing, {}); });
    if (!node.isUp() || m_world.fault(m_world.weather().requestLost))
        return;
    Question question = asked;
    const store::MemoryStore::Entry *entry = m_world.store().find(question.number);
    question.rowsThen = entry ? entry->snapshot.ops.size() : 0;
    node.later(m_world.random().ms(0, 20), [this, &node, question, hear] {
        node.request(question, [this, question](engine::RequestId id) { return eventOf(question, id); },
                     [this, hear](const engine::Reply &reply) {
                         if (!m_world.fault(m_world.weather().requestLost))
                             hear(heardFrom(reply), reply);
                     });
    }, node.life());
}

engine::Event Phone::eventOf(const Question &question, engine::RequestId id) const
{
    const TransactionScript &script = m_world.script(question.number);
    TransactionSnapshot wanted = script.wanted;
    switch (question.asked) {
    case Asked::Prepare: return engine::PrepareRequest{id, std::move(wanted)};
    case Asked::Progress: return engine::PrepareRequest{id, std::move(wanted), true};
    case Asked::SubmitWait: wanted.transaction.options.waitResult = true; [[fallthrough]];
    case Asked::Submit: return engine::SubmitRequest{id, std::move(wanted)};
    case Asked::Register: return engine::RegisterRequest{id, script.kind(), rowsOf(question, script.kind(), m_world.now())};
    case Asked::RegisterAt: {
        const AtChange &change = script.changes[static_cast<std::size_t>(question.step)];
        return engine::RegisterAtRequest{id, {question.request, u"bank"_s, u"http://p/at"_s, {Ledger::row(change.account)}}};
    }
    case Asked::Report: return engine::BranchReport{id, question.branch, question.failed, u"no money"_s};
    case Asked::End: {
        const bool good = question.status == OpStatus::Succeeded;
        return engine::SubmitRequest{id, std::move(wanted),
                                     engine::WorkflowEnd{good ? TransactionStatus::Succeeded : TransactionStatus::Failed,
                                                         good ? QString() : u"a step was refused"_s, u"cg=="_s}};
    }
    case Asked::Abort:
    case Asked::AbortWait:
    case Asked::Manual: break;
    }
    return engine::AbortRequest{id, nameIn(transactionKindNames, script.kind()), u"its client takes it back"_s,
                                question.asked == Asked::AbortWait};
}

void Phone::call(const Executes &executes, Then then)
{
    const auto heardOnce = std::make_shared<bool>(false);
    const Then hear = [heardOnce, then](Outcome outcome) {
        if (!std::exchange(*heardOnce, true))
            then(outcome);
    };
    const Weather &weather = m_world.weather();
    m_world.after(callTimeout, [hear] { hear(Outcome::Unknown); });
    const bool lost = m_world.fault(weather.callLost);
    const bool late = !lost && m_world.fault(weather.late);
    const bool answers = !lost && !late && !m_world.fault(weather.answerLost);
    if (m_world.fault(weather.callDoubled))
        deliver(executes, m_world.random().ms(0, 5'000), [](Outcome) {});
    if (late)
        m_world.probe(Probe::LateTry);
    if (!lost)
        deliver(executes, late ? callTimeout + m_world.random().ms(0, 8'000) : m_world.random().ms(0, 20),
                answers ? hear : [](Outcome) {});
}

void Phone::deliver(const Executes &executes, Milliseconds after, const Then &answer)
{
    m_world.after(after, [this, executes, answer] {
        executes([this, answer](Outcome outcome) {
            m_world.after(m_world.random().ms(0, 20), [answer, outcome] { answer(outcome); });
        });
    });
}

void Phone::call(int number, int step, OpKind op, Then then)
{
    const engine::Call what{.gid = {gidOf(number)}, .kind = m_world.script(number).kind(), .branch = branchOf(step), .op = op};
    call([this, what](const Then &answer) {
        const Bank::Verdict verdict = m_world.bank().execute(what);
        if (m_world.tracing())
            m_world.trace(u"%1 %2 %3 is executed: %4"_s.arg(what.gid.value, what.branch.value,
                QString(nameIn(opKindNames, what.op))).arg(verdict.status));
        answer(verdict.outcome);
    }, std::move(then));
}

} // namespace txdesk::sim
