// Drawing transactions.
// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/scenario.h"

#include "shared/engine/new_transaction.h"

namespace txdesk::sim {

using namespace Qt::StringLiterals;

namespace {

constexpr int transactionsMax = 10;

// Rows of each length are built once and shared.
QList<BranchOp> ops(TransactionKind kind, int steps)
{
    QList<engine::Step> list;
    for (int i = 0; i < steps; ++i)
        list.append({u"http://p/a"_s, u"http://p/c"_s, "{}"});
    if (kind == TransactionKind::Saga)
        return engine::sagaOps(list, {});
    return *engine::messageOps(list, {}, [](const QString &) { return QStringList(); });
}

const QList<BranchOp> &sharedOps(TransactionKind kind, int steps)
{
    thread_local const std::array<QList<BranchOp>, 5> sagas{ops(TransactionKind::Saga, 0), ops(TransactionKind::Saga, 1),
        ops(TransactionKind::Saga, 2), ops(TransactionKind::Saga, 3), ops(TransactionKind::Saga, 4)};
    thread_local const std::array<QList<BranchOp>, 5> messages{ops(TransactionKind::Message, 0), ops(TransactionKind::Message, 1),
        ops(TransactionKind::Message, 2), ops(TransactionKind::Message, 3), ops(TransactionKind::Message, 4)};
    if (kind == TransactionKind::Saga || kind == TransactionKind::Message || kind == TransactionKind::Notify)
        return (kind == TransactionKind::Saga ? sagas : messages)[static_cast<std::size_t>(steps)];
    return sagas[0]; // their branches register
}

void drawSaga(Random &random, TransactionScript &script, int steps)
{
    GlobalTransaction &t = script.wanted.transaction;
    if (random.below(3) == 0) {
        t.custom.concurrent = true;
        for (int step = 1; step < steps; ++step)
            if (random.below(2) == 0)
                t.custom.orders[step].append(random.below(step));
    }
    if (random.below(3) == 0)
        script.steps[static_cast<std::size_t>(random.below(steps))].refuses = true;
    if (random.below(5) == 0)
        t.options.timeoutToFail = Seconds{random.between(1, 4)};
    if (random.below(6) == 0)
        t.options.retryLimit = random.between(1, 3);
    script.prepares = random.below(8) == 0;
}

void drawMessage(Random &random, TransactionScript &script)
{
    GlobalTransaction &t = script.wanted.transaction;
    t.kind = TransactionKind::Message;
    t.queryPrepared = u"http://p/q"_s;
    t.options.concurrent = random.below(3) == 0;
    script.prepares = random.below(4) != 0;
    script.localCommits = random.below(4) != 0;
    if (random.below(5) == 0)
        t.custom.delay = Seconds{random.between(1, 3)};
    if (random.below(3) == 0)
        for (int step = random.between(1, 3); step > 0; --step)
            t.options.retryLadder.append(Seconds{random.between(1, 2)});
    if (random.below(3) == 0) {
        t.options.checkMax = random.between(1, 3);
        t.options.checkInterval = Seconds{random.between(0, 1)};
    }
}

void drawNotify(Random &random, TransactionScript &script)
{
    drawMessage(random, script);
    GlobalTransaction &t = script.wanted.transaction;
    t.kind = TransactionKind::Notify;
    if (random.below(4) == 0)
        t.options.window = Seconds{random.between(2, 6)};
}

// A transfer between accounts of all transactions, some of them twice in one transaction.
void drawAt(Random &random, TransactionScript &script, int steps)
{
    GlobalTransaction &t = script.wanted.transaction;
    t.kind = TransactionKind::At;
    int sum = 0;
    for (int step = 0; step < steps; ++step) {
        const int delta = step + 1 == steps ? -sum : random.between(-9, 9);
        script.changes.push_back({random.below(4), delta});
        sum += delta;
    }
    if (random.below(4) == 0)
        script.steps[static_cast<std::size_t>(random.below(steps))].refuses = true;
    t.options.timeoutToFail = random.below(3) == 0 ? Seconds{random.between(1, 3)} : Seconds{random.between(6, 10)};
    script.startsAfter = random.ms(0, 4'000); // close together: they want the same rows
}

// Branches register in any order: the order of rows counts, never that of ids.
void drawTwoPhase(Random &random, TransactionScript &script, TransactionKind kind, int steps)
{
    GlobalTransaction &t = script.wanted.transaction;
    t.kind = kind;
    for (int step = 0; step < steps; ++step)
        script.order.insert(script.order.begin() + random.below(step + 1), step);
    if (random.below(4) == 0)
        script.steps[static_cast<std::size_t>(random.below(steps))].refuses = true;
    if (random.below(4) == 0)
        t.options.timeoutToFail = Seconds{random.between(1, 5)};
}

void drawWorkflow(Random &random, TransactionScript &script, int steps)
{
    GlobalTransaction &t = script.wanted.transaction;
    t.kind = TransactionKind::Workflow;
    t.queryPrepared = u"http://p/wake"_s;
    t.custom.workflowName = u"order"_s;
    if (random.below(3) == 0)
        script.steps[static_cast<std::size_t>(random.below(steps))].refuses = true;
}

// Without barriers only kinds whose calls nobody repeats by himself: a workflow is run twice whenever it is slow, and a try
// may come after its cancel.
void drawKind(Random &random, const Weather &weather, TransactionScript &script, int steps)
{
    const int roll = random.below(weather.barriers ? 14 : 9);
    if (roll < 3)
        drawSaga(random, script, steps);
    else if (roll == 3)
        drawMessage(random, script);
    else if (roll == 4)
        drawNotify(random, script);
    else if (roll == 5)
        drawTwoPhase(random, script, TransactionKind::Xa, steps);
    else if (roll < 9)
        drawAt(random, script, steps);
    else if (roll < 12)
        drawTwoPhase(random, script, TransactionKind::Tcc, steps);
    else
        drawWorkflow(random, script, steps);
}

} // namespace

const QString &gidOf(int number)
{
    static const std::array<QString, transactionsMax> gids{u"t0"_s, u"t1"_s, u"t2"_s, u"t3"_s, u"t4"_s, u"t5"_s, u"t6"_s, u"t7"_s,
                                                              u"t8"_s, u"t9"_s};
    return gids[static_cast<std::size_t>(number)];
}

int numberOf(const Gid &gid) { return gid.value.at(1).unicode() - u'0'; }

const BranchId &branchOf(int step)
{
    static const std::array<BranchId, 4> ids{BranchId{u"01"_s}, BranchId{u"02"_s}, BranchId{u"03"_s}, BranchId{u"04"_s}};
    return ids[static_cast<std::size_t>(step)];
}

int stepOf(const BranchId &branch) { return branch.value.at(1).unicode() - u'1'; }

bool TransactionScript::hasLadder() const
{
    return kind() == TransactionKind::Notify || !wanted.transaction.options.retryLadder.isEmpty();
}

bool TransactionScript::dependsOn(int step, int prerequisite) const
{
    const CustomData &custom = wanted.transaction.custom;
    if (isSaga() && custom.concurrent)
        return custom.orders.value(step).contains(prerequisite);
    if (!isSaga() && (wanted.transaction.options.concurrent || hasLadder()))
        return false;
    return prerequisite == step - 1;
}

std::vector<TransactionScript> drawScripts(Random &random, const Weather &weather)
{
    std::vector<TransactionScript> scripts(static_cast<std::size_t>(random.between(6, 10)));
    for (std::size_t i = 0; i < scripts.size(); ++i) {
        TransactionScript &script = scripts[i];
        const int steps = random.between(1, 4);
        script.number = static_cast<int>(i);
        script.wanted.transaction.gid = {gidOf(script.number)};
        script.steps.resize(static_cast<std::size_t>(steps));
        script.startsAfter = random.ms(0, 8'000);
        script.waits = random.below(2) == 0;
        script.submits = random.below(5) == 0 ? 2 : 1;
        drawKind(random, weather, script, steps);
        script.wanted.ops = sharedOps(script.wanted.transaction.kind, steps);
    }
    return scripts;
}

} // namespace txdesk::sim
