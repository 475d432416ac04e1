// What clients do, as DTM's client libraries do it.
// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/clients.h"

#include "tests/sim/bank.h"
#include "tests/sim/checker.h"

namespace txdesk::sim {

using namespace Qt::StringLiterals;

void Clients::start()
{
    for (const TransactionScript &script : m_world.scripts())
        m_world.after(script.startsAfter, [this, &script] { run(script); });
}

void Clients::run(const TransactionScript &script)
{
    if (!script.prepares)
        return submit(script);
    ask(script.number, Asked::Prepare, 3, [this, &script](Heard heard) { afterPrepare(script, heard); });
}

// A message: the local transaction runs only after an acknowledged prepare. A saga is just submitted.
void Clients::afterPrepare(const TransactionScript &script, Heard heard)
{
    if (heard != Heard::Success || givesUp())
        return;
    m_world.after(m_world.random().ms(0, 4'000), [this, &script] {
        if (script.isSaga())
            return submit(script);
        if (givesUp())
            return;
        finish(script, script.localCommits && m_world.bank().commitLocally(script.number));
    });
}

void Clients::finish(const TransactionScript &script, bool commit)
{
    if (givesUp())
        return;
    if (commit)
        return submit(script);
    ask(script.number, Asked::Abort, 3, [](Heard) {});
}

void Clients::submit(const TransactionScript &script)
{
    m_world.checker().submitAsked(script.number);
    const Asked how = script.waits ? Asked::SubmitWait : Asked::Submit;
    ask(script.number, how, 5, [](Heard) {});
    if (script.submits < 2)
        return;
    m_world.after(m_world.random().ms(0, 3'000), [this, &script, how] {
        m_world.probe(Probe::SecondSubmit);
        ask(script.number, how, 2, [](Heard) {});
    });
}

void Clients::ask(int number, Asked asked, int tries, Next next)
{
    askOnce(number, asked, [this, number, asked, tries, next](Heard heard) {
        if (heard != Heard::Nothing || tries <= 1 || givesUp())
            return next(heard);
        m_world.after(m_world.random().ms(50, 1'500), [this, number, asked, tries, next] { ask(number, asked, tries - 1, next); });
    });
}

// The request or its answer may be lost; then the client hears nothing and waits for its own timeout.
void Clients::askOnce(int number, Asked asked, Next next)
{
    Node &node = m_world.anyNode();
    const auto heardOnce = std::make_shared<bool>(false);
    const auto hear = [heardOnce, next](Heard heard) {
        if (!std::exchange(*heardOnce, true))
            next(heard);
    };
    m_world.after(Milliseconds{6'000}, [hear] { hear(Heard::Nothing); });
    if (!node.isUp() || m_world.fault(m_world.weather().requestLost))
        return;
    node.later(m_world.random().ms(0, 20), [this, &node, number, asked, hear] {
        node.request(number, asked, [this, number, asked](engine::RequestId id) { return eventOf(number, asked, id); },
                     [this, hear](const engine::Reply &reply) {
                         if (m_world.fault(m_world.weather().requestLost))
                             return;
                         using Kind = engine::Reply::Kind;
                         hear(reply.kind == Kind::Success ? Heard::Success : reply.kind == Kind::Failure ? Heard::Failure : Heard::Nothing);
                     });
    }, node.life());
}

engine::Event Clients::eventOf(int number, Asked asked, engine::RequestId id) const
{
    TransactionSnapshot wanted = m_world.script(number).wanted;
    switch (asked) {
    case Asked::Prepare: return engine::PrepareRequest{id, std::move(wanted)};
    case Asked::SubmitWait: wanted.transaction.options.waitResult = true; [[fallthrough]];
    case Asked::Submit: return engine::SubmitRequest{id, std::move(wanted)};
    case Asked::Abort:
    case Asked::Manual: break;
    }
    return engine::AbortRequest{id, u"msg"_s, u"local transaction rolled back"_s, false};
}

} // namespace txdesk::sim
