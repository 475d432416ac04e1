// Stories 6 to 9: two-phase messages, with crashes of the application and of the coordinator.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/demo/demo_hands.h"
#include "console/demo/stories.h"

#include <QCoreApplication>

namespace txdesk::demo {

using namespace Qt::StringLiterals;

namespace {

const QString sender = u"bank-a"_s;
const QString receiver = u"bank-b"_s;

QJsonObject messageOrder(const DemoHands &hands)
{
    return {{u"account"_s, 1},
            {u"amount"_s, 30},
            {u"to"_s, hands.url(receiver, "TransIn"_L1)},
            {u"toAccount"_s, 1},
            {u"timeoutToFail"_s, qint64(hands.scaled(Seconds{35}).count())},
            {u"retryInterval"_s, qint64(hands.scaled(Seconds{10}).count())}};
}

std::function<void(DemoHands &)> transfer(QLatin1StringView crash = {})
{
    return [crash](DemoHands &hands) {
        QJsonObject order = messageOrder(hands);
        order["crash"_L1] = crash;
        hands.transferByMessage(sender, order);
    };
}

bool messageFinished(const StoryFacts &facts)
{
    return facts.isFinished();
}

bool senderIsGone(const StoryFacts &facts)
{
    return !facts.listening.contains(sender);
}

bool senderIsBack(const StoryFacts &facts)
{
    return facts.listening.contains(sender);
}

bool delivered(const StoryFacts &facts)
{
    return facts.hasStatus(TransactionStatus::Succeeded) && facts.balanceOf(sender) == 9'970 && facts.balanceOf(receiver) == 10'030;
}

Story messageSuccess()
{
    return {.number = 6,
            .title = QT_TRANSLATE_NOOP("Story", "Two-phase message: success"),
            .purpose = QT_TRANSLATE_NOOP("Story", "Prepare, commit locally, submit, deliver."),
            .steps = {{QT_TRANSLATE_NOOP("Story", "bank-a debits 30 in its own database and sends a message that bank-b shall credit them."), transfer(), messageFinished}},
            .expectations = {{QT_TRANSLATE_NOOP("Story", "The message is delivered and the money has moved."), delivered},
                             {QT_TRANSLATE_NOOP("Story", "Nobody had to be asked back."),
                              [](const StoryFacts &facts) { return facts.calls(u"00", OpKind::Query) == 0; }}}};
}

Story crashAfterCommit()
{
    return {.number = 7,
            .title = QT_TRANSLATE_NOOP("Story", "Message: crash after the local commit"),
            .purpose = QT_TRANSLATE_NOOP("Story", "Nobody submits. The coordinator asks back, hears \"committed\", and delivers."),
            .steps = {{QT_TRANSLATE_NOOP("Story", "bank-a prepares the message, commits its debit, and dies before it can submit."), transfer("after-commit"_L1), senderIsGone},
                      {QT_TRANSLATE_NOOP("Story", "bank-a is started again. It remembers nothing of the message but the row its barrier wrote."),
                       [](DemoHands &hands) { hands.start(sender); }, senderIsBack},
                      {QT_TRANSLATE_NOOP("Story", "When the message has waited too long the coordinator asks bank-a whether it committed."), {}, messageFinished}},
            .expectations = {{QT_TRANSLATE_NOOP("Story", "The coordinator asked back and heard that it committed."),
                              [](const StoryFacts &facts) { return facts.answered(u"00", OpKind::Query, Outcome::Succeeded); }},
                             {QT_TRANSLATE_NOOP("Story", "The message is delivered and the money has moved."), delivered}}};
}

Story crashBeforeCommit()
{
    const auto commitLate = [](DemoHands &hands) { hands.commitLate(sender, messageOrder(hands)); };
    return {.number = 8,
            .title = QT_TRANSLATE_NOOP("Story", "Message: crash before the local commit"),
            .purpose = QT_TRANSLATE_NOOP("Story", "The coordinator asks back, hears \"rolled back\", and delivers nothing. A late commit is refused."),
            .steps = {{QT_TRANSLATE_NOOP("Story", "bank-a prepares the message and dies in the middle of its local transaction."), transfer("before-commit"_L1), senderIsGone},
                      {QT_TRANSLATE_NOOP("Story", "bank-a is started again; its database has rolled back."),
                       [](DemoHands &hands) { hands.start(sender); }, senderIsBack},
                      {QT_TRANSLATE_NOOP("Story", "When the message has waited too long the coordinator asks bank-a whether it committed."), {}, messageFinished},
                      {QT_TRANSLATE_NOOP("Story", "bank-a tries its local transaction once more. The row of the question bars the way."), commitLate, {}}},
            .expectations = {{QT_TRANSLATE_NOOP("Story", "The message is cancelled."),
                              [](const StoryFacts &facts) { return facts.hasStatus(TransactionStatus::Failed); }},
                             {QT_TRANSLATE_NOOP("Story", "Nothing is delivered."),
                              [](const StoryFacts &facts) { return facts.calls(u"01", OpKind::Action) == 0; }},
                             {QT_TRANSLATE_NOOP("Story", "The late commit is refused as a duplicate."),
                              [](const StoryFacts &facts) { return facts.answerContains(u"commit-late", "DUPLICATED"); }},
                             {QT_TRANSLATE_NOOP("Story", "Both banks have 10,000."), [](const StoryFacts &facts) {
                                  return facts.balanceOf(sender) == 10'000 && facts.balanceOf(receiver) == 10'000;
                              }}}};
}

Story coordinatorKilled()
{
    const auto coordinator = QString(Stage::coordinatorName);
    return {.number = 9,
            .title = QT_TRANSLATE_NOOP("Story", "Message: the coordinator is killed"),
            .purpose = QT_TRANSLATE_NOOP("Story", "kill -9, restart, recovery from the store: the story ends right."),
            .steps = {{QT_TRANSLATE_NOOP("Story", "The next request to bank-b will take long on its way."),
                       [](DemoHands &hands) { hands.setSwitches(receiver, {{u"holdNext"_s, QJsonObject{{u"TransIn"_s, 1}}}}); }, {}},
                      {QT_TRANSLATE_NOOP("Story", "bank-a debits 30 and submits the message; its delivery is under way."), transfer(),
                       [](const StoryFacts &facts) { return facts.heldBy(receiver) == 1; }},
                      {QT_TRANSLATE_NOOP("Story", "The coordinator is killed: kill -9."), [coordinator](DemoHands &hands) { hands.kill(coordinator); },
                       [coordinator](const StoryFacts &facts) { return !facts.listening.contains(coordinator); }},
                      {QT_TRANSLATE_NOOP("Story", "Meanwhile the request arrives at bank-b. Its answer finds nobody."),
                       [](DemoHands &hands) { hands.release(receiver); },
                       [](const StoryFacts &facts) { return facts.balanceOf(receiver) == 10'030; }},
                      {QT_TRANSLATE_NOOP("Story", "The coordinator is started again and finds the unfinished message in its store."),
                       [coordinator](DemoHands &hands) { hands.start(coordinator); },
                       [coordinator](const StoryFacts &facts) { return facts.listening.contains(coordinator) && facts.isFinished(); }, nullptr,
                       QT_TRANSLATE_NOOP("Story", "Your turn: the coordinator is dead. Look at the red band and at the greyed buttons. Then start it again: Shift+F9 goes to its button, Space presses it.")}},
            .expectations = {{QT_TRANSLATE_NOOP("Story", "The message is delivered and the money has moved."), delivered},
                             {QT_TRANSLATE_NOOP("Story", "The coordinator recovered the message."),
                              [](const StoryFacts &facts) { return facts.happened(EventKind::Recovered); }},
                             {QT_TRANSLATE_NOOP("Story", "bank-b's barrier filters the second request."), [](const StoryFacts &facts) {
                                  return facts.answered(u"01", OpKind::Action, Outcome::Succeeded, BarrierNote::Duplicate);
                              }}}};
}

} // namespace

std::vector<Story> messageStories()
{
    return {messageSuccess(), crashAfterCommit(), crashBeforeCommit(), coordinatorKilled()};
}

} // namespace txdesk::demo
