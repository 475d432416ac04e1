// Which buttons they press.
// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/operators.h"

#include "tests/sim/checker.h"
#include "tests/sim/sim_store.h"

namespace txdesk::sim {

using namespace Qt::StringLiterals;

void Operators::start()
{
    Random &random = m_world.random();
    for (int i = 0; i < m_world.weather().operatorActs; ++i) {
        const int number = random.below(static_cast<int>(m_world.scripts().size()));
        static constexpr Action actions[] = {Action::Retry, Action::Retry, Action::Abort, Action::ForceStop, Action::ForceStop, Action::Pause, Action::Resume};
        const Action action = actions[random.below(7)];
        const bool looksFirst = random.below(4) != 0;
        m_world.after(random.ms(100, 8'000), [this, number, action, looksFirst] { act(number, action, looksFirst); });
    }
}

void Operators::resumeAll()
{
    for (const TransactionScript &script : m_world.scripts()) {
        const store::MemoryStore::Entry *entry = m_world.store().find(script.number);
        if (entry && entry->snapshot.transaction.paused && !isFinal(entry->snapshot.transaction.status))
            act(script.number, Action::Resume, false);
    }
    m_world.after(Milliseconds{2'000}, [this] { resumeAll(); });
}

void Operators::act(int number, Action action, bool looksFirst)
{
    Node &node = m_world.anyNode();
    ActionRequest request;
    request.gid = {gidOf(number)};
    request.action = action;
    request.reason = u"because"_s;
    request.actor = u"ann-%1"_s.arg(++m_acts); // so that each act is told from the others
    request.by = AuditContext{request.actor, u"t1"_s, Role::Admin, u"127.0.0.1"_s, {}};
    const store::MemoryStore::Entry *entry = m_world.store().find(number);
    if (looksFirst && entry) {
        request.expectedStatus = entry->snapshot.transaction.status;
        request.expectedEpoch = entry->snapshot.transaction.epoch;
    }
    if (!node.isUp())
        return;
    node.later(m_world.random().ms(0, 300), [this, &node, number, action, request] {
        m_world.checker().operatorAsked(number, action);
        node.request({.number = number, .asked = Asked::Manual, .action = action},
                     [request](engine::RequestId id) { return engine::ManualRequest{id, request}; },
                     [this, number, action, actor = request.actor](const engine::Reply &reply) {
                         m_world.checker().actAnswered(number, actor, reply.kind);
                         if (action == Action::Pause && reply.kind == engine::Reply::Kind::Success)
                             m_world.probe(Probe::Paused);
                     });
    }, node.life());
}

} // namespace txdesk::sim
