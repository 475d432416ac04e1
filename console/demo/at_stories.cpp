// Stories 15 to 17 and scenarios S1 to S3: AT with its undo records, a dirty write that a person decides, a lock that two want.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/demo/demo_hands.h"
#include "console/demo/stories.h"
#include "console/models/undo_diff.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace txdesk::demo {

using namespace Qt::StringLiterals;

namespace {

const QString atPayer = u"seata-bank1"_s;
const QString atPayee = u"seata-bank2"_s;
const QList<StartBalance> atBanks{{atPayer, 1'000}, {atPayee, 0}};

QString atTransfer(const Gid &gid, int amount)
{
    return u"/bank1/transfer?amount=%1&gid=%2"_s.arg(amount).arg(gid.value);
}

std::function<void(DemoHands &)> transferByAt(int amount)
{
    return [amount](DemoHands &hands) { hands.ask(u"transfer"_s, atPayer, atTransfer(hands.gid(), amount)); };
}

// bank2 hangs, so that one can see what bank1 has done before the decision.
std::function<void(DemoHands &)> transferWhilePayeeHangs(int amount)
{
    return [amount](DemoHands &hands) {
        hands.setStopped(atPayee, true);
        hands.askInBackground(u"transfer"_s, atPayer, atTransfer(hands.gid(), amount));
    };
}

void letPayeeGoOn(DemoHands &hands)
{
    hands.setStopped(atPayee, false);
}

bool atEnded(const StoryFacts &facts)
{
    return facts.isFinished();
}

bool undoIsKept(const StoryFacts &facts)
{
    return facts.rows(atPayer, u"undo_log"_s).size() == 1 && facts.holdsLock(facts.gid);
}

std::function<bool(const StoryFacts &)> atBalances(qint64 payer, qint64 payee)
{
    return [payer, payee](const StoryFacts &facts) { return facts.balanceOf(atPayer) == payer && facts.balanceOf(atPayee) == payee; };
}

bool nothingIsLeft(const StoryFacts &facts)
{
    return facts.areEmpty(u"undo_log"_s) && facts.locks.isEmpty();
}

Expectation noTraces()
{
    return {QT_TRANSLATE_NOOP("Story", "No undo record and no lock is left."), nothingIsLeft};
}

bool rolledBackInReverse(const StoryFacts &facts)
{
    return facts.hasStatus(TransactionStatus::Failed) && facts.callOrder() == QStringList{u"02 rollback"_s, u"01 rollback"_s};
}

std::function<bool(const StoryFacts &)> atHasStatus(TransactionStatus status)
{
    return [status](const StoryFacts &facts) { return facts.hasStatus(status); };
}

Story atSuccessAndRollback()
{
    return {.number = 15,
            .title = QT_TRANSLATE_NOOP("Story", "AT: success and rollback"),
            .purpose = QT_TRANSLATE_NOOP("Story", "Rows change and commit at once; an undo record and a lock make it possible to take them back. Look at the tab Undo."),
            .participants = atBanks,
            .steps = {{QT_TRANSLATE_NOOP("Story", "bank1 takes 1 and commits. Its undo record is written and its row is locked; bank2 hangs for a moment."),
                       transferWhilePayeeHangs(1), undoIsKept},
                      {QT_TRANSLATE_NOOP("Story", "bank2 goes on and adds 1. Both are done: commit is decided, and the undo records go."), letPayeeGoOn, atEnded},
                      {QT_TRANSLATE_NOOP("Story", "The same with 2: bank1 fails after bank2 has succeeded. Both rows are put back, the last one first."),
                       transferByAt(2), atHasStatus(TransactionStatus::Failed), "-back"}},
            .expectations = {{QT_TRANSLATE_NOOP("Story", "The first transfer is committed."),
                              [](const StoryFacts &facts) { return facts.earlierEnded(0, TransactionStatus::Succeeded); }},
                             {QT_TRANSLATE_NOOP("Story", "The second one is rolled back, in reverse order."), rolledBackInReverse},
                             {QT_TRANSLATE_NOOP("Story", "bank1 has 999 and bank2 has 1."), atBalances(999, 1)},
                             noTraces()}};
}

std::vector<StoryStep> dirtySteps()
{
    const auto outsider = [](DemoHands &hands) {
        hands.moneyFromOutside(100);
        hands.ask(u"outside"_s, atPayer, u"/bank1/outside?amount=100"_s);
    };
    const auto byHand = [](DemoHands &hands) { hands.ask(u"outside"_s, atPayer, u"/bank1/outside?amount=2"_s); };
    const auto keep = [](DemoHands &hands) { hands.operate(Action::AcceptCurrent, u"the 2 are booked back by hand"_s, "01"); };
    return {{QT_TRANSLATE_NOOP("Story", "bank1 takes 2 and commits; bank2 hangs."), transferWhilePayeeHangs(2), undoIsKept},
            {QT_TRANSLATE_NOOP("Story", "Somebody who knows nothing of transactions adds 100 to the same account."), outsider,
             [](const StoryFacts &facts) { return facts.balanceOf(atPayer) == 1'098; }},
            {QT_TRANSLATE_NOOP("Story", "bank2 goes on; then bank1 fails, and the transfer is to be rolled back. Putting 1,000 back would lose the 100."),
             letPayeeGoOn, [](const StoryFacts &facts) { return facts.isParked(Parked::Dirty); }},
            {QT_TRANSLATE_NOOP("Story", "A person reads the undo record: before, after, and now."), [](DemoHands &hands) { hands.readUndo(u"01"_s); },
             [](const StoryFacts &facts) { return facts.hasAnswer(u"undo"); }},
            {QT_TRANSLATE_NOOP("Story", "The person books the 2 back by hand, so that both changes are right."), byHand,
             [](const StoryFacts &facts) { return facts.balanceOf(atPayer) == 1'100; }},
            {QT_TRANSLATE_NOOP("Story", "And decides: keep the current data."), keep, atEnded, nullptr,
             QT_TRANSLATE_NOOP("Story", "Your turn: the 2 are booked back by hand. Alt+8 opens the tab Undo; type a reason, press Read, look at before, after and now. Then keep the current data, with the button below.")},
            {QT_TRANSLATE_NOOP("Story", "Who decided what stands in the audit."), [](DemoHands &hands) { hands.readAudit(); },
             [](const StoryFacts &facts) { return facts.hasAnswer(u"audit"); }}};
}

// As the console shows it.
Result<console::UndoView> undoSeen(const StoryFacts &facts)
{
    for (const ActAnswer &answer : facts.answers)
        if (answer.act == "undo"_L1)
            return console::undoViewFromJson(QJsonDocument::fromJson(answer.body).object());
    return fail(ErrorCode::NotFound, u"nobody has looked"_s);
}

Story atDirtyWrite()
{
    return {.number = 16,
            .title = QT_TRANSLATE_NOOP("Story", "AT: a dirty write"),
            .purpose = QT_TRANSLATE_NOOP("Story", "Somebody changes a row between phase 1 and the rollback. Nothing is overwritten: a person decides, in the tab Undo."),
            .participants = atBanks,
            .steps = dirtySteps(),
            .expectations = {{QT_TRANSLATE_NOOP("Story", "bank1 refused the rollback, and the transaction waited for a person."), [](const StoryFacts &facts) {
                                  return facts.answered(u"01", OpKind::Rollback, Outcome::Rejected) && facts.happened(EventKind::Parked);
                              }},
                             {QT_TRANSLATE_NOOP("Story", "The undo record showed the foreign value."), [](const StoryFacts &facts) {
                                  const Result<console::UndoView> undo = undoSeen(facts);
                                  return undo && console::isDirty(*undo) && console::undoCells(*undo).first().column == "account_balance"_L1
                                         && console::undoCells(*undo).first().now.contains("1098"_L1);
                              }},
                             {QT_TRANSLATE_NOOP("Story", "The audit names the decision and its reason."), [](const StoryFacts &facts) {
                                  const bool ownWords = facts.byHand || facts.answerContains(u"audit", "booked back by hand");
                                  return ownWords && facts.answerContains(u"audit", "accept-current");
                              }},
                             {QT_TRANSLATE_NOOP("Story", "bank2 was rolled back before, the last one first."), rolledBackInReverse},
                             {QT_TRANSLATE_NOOP("Story", "bank1 has 1,100 and bank2 has 0."), atBalances(1'100, 0)},
                             noTraces()}};
}

Gid holderOf(const Gid &gid)
{
    return Gid{gid.value + u"-first"_s};
}

Story atLockConflict()
{
    const auto first = [](DemoHands &hands) {
        hands.setStopped(atPayee, true);
        hands.askInBackground(u"first"_s, atPayer, atTransfer(holderOf(hands.gid()), 1));
    };
    const auto second = [](DemoHands &hands) { hands.askInBackground(u"second"_s, atPayer, atTransfer(hands.gid(), 1)); };
    return {.number = 17,
            .title = QT_TRANSLATE_NOOP("Story", "AT: two want the same row"),
            .purpose = QT_TRANSLATE_NOOP("Story", "The second transfer waits for the lock of the first and gives up in time. Look at the page Locks: who waits for whom."),
            .participants = atBanks,
            .steps = {{QT_TRANSLATE_NOOP("Story", "A first transfer has changed bank1's account and holds its lock; bank2 hangs."), first,
                       [](const StoryFacts &facts) { return facts.holdsLock(holderOf(facts.gid)); }},
                      {QT_TRANSLATE_NOOP("Story", "A second transfer wants the same account. It waits, with nothing locked in the database, and is turned back in the end."),
                       second, atHasStatus(TransactionStatus::Failed)},
                      {QT_TRANSLATE_NOOP("Story", "bank2 goes on: the first transfer is committed, and the row is free."), letPayeeGoOn, atEnded, "-first"}},
            .expectations = {{QT_TRANSLATE_NOOP("Story", "It was seen that the second waits for the first."), [](const StoryFacts &facts) {
                                  return !facts.waits.isEmpty() && facts.sawWait(facts.waits.first().waiter, facts.gid);
                              }},
                             {QT_TRANSLATE_NOOP("Story", "The second transfer is rolled back."),
                              [](const StoryFacts &facts) { return facts.earlierEnded(0, TransactionStatus::Failed); }},
                             {QT_TRANSLATE_NOOP("Story", "The first transfer is committed."), atHasStatus(TransactionStatus::Succeeded)},
                             {QT_TRANSLATE_NOOP("Story", "bank1 has 999 and bank2 has 1."), atBalances(999, 1)},
                             noTraces()}};
}

Story scenarioOne()
{
    return {.number = 101,
            .label = "S1",
            .title = QT_TRANSLATE_NOOP("Story", "AT transfer"),
            .purpose = QT_TRANSLATE_NOOP("Story", "GET /bank1/transfer?amount=1: one from bank1 to bank2."),
            .participants = atBanks,
            .steps = {{QT_TRANSLATE_NOOP("Story", "bank1 is asked to transfer 1 and calls bank2."), transferByAt(1), atEnded}},
            .expectations = {{QT_TRANSLATE_NOOP("Story", "The transfer is committed."), atHasStatus(TransactionStatus::Succeeded)},
                             {QT_TRANSLATE_NOOP("Story", "bank1 has 999 and bank2 has 1."), atBalances(999, 1)},
                             noTraces()}};
}

Story scenarioTwo()
{
    return {.number = 102,
            .label = "S2",
            .title = QT_TRANSLATE_NOOP("Story", "AT: the initiator fails"),
            .purpose = QT_TRANSLATE_NOOP("Story", "bank1 fails after bank2 has succeeded: both are put back."),
            .participants = atBanks,
            .steps = {{QT_TRANSLATE_NOOP("Story", "bank1 is asked to transfer 2. It fails once bank2 is done."), transferByAt(2), atEnded}},
            .expectations = {{QT_TRANSLATE_NOOP("Story", "Both branches are rolled back, the last one first."), rolledBackInReverse},
                             {QT_TRANSLATE_NOOP("Story", "bank1 has 1,000 and bank2 has 0."), atBalances(1'000, 0)},
                             noTraces()}};
}

Story scenarioThree()
{
    return {.number = 103,
            .label = "S3",
            .title = QT_TRANSLATE_NOOP("Story", "AT: the callee fails"),
            .purpose = QT_TRANSLATE_NOOP("Story", "bank2 fails; its caller gets the fallback answer and turns it into a failure."),
            .participants = atBanks,
            .steps = {{QT_TRANSLATE_NOOP("Story", "bank1 is asked to transfer 3. bank2 fails."), transferByAt(3), atEnded}},
            .expectations = {{QT_TRANSLATE_NOOP("Story", "bank1 told of the fallback."),
                              [](const StoryFacts &facts) { return facts.answerContains(u"transfer", "fallback"); }},
                             {QT_TRANSLATE_NOOP("Story", "The transfer is rolled back."), atHasStatus(TransactionStatus::Failed)},
                             {QT_TRANSLATE_NOOP("Story", "bank1 has 1,000 and bank2 has 0."), atBalances(1'000, 0)},
                             noTraces()}};
}

} // namespace

std::vector<Story> atStories()
{
    return {atSuccessAndRollback(), atDirtyWrite(), atLockConflict(), scenarioOne(), scenarioTwo(), scenarioThree()};
}

} // namespace txdesk::demo
