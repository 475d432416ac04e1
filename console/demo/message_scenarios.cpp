// Scenarios S7 to S10: the reliable message with its ladder, its dead letter, and the check-back.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/demo/demo_hands.h"
#include "console/demo/stories.h"

#include <QCoreApplication>

namespace txdesk::demo {

using namespace Qt::StringLiterals;

namespace {

const QString producer = u"txmsg-bank1"_s;
const QString consumer = u"txmsg-bank2"_s;
const QString seen = u"de_duplication"_s;
const QList<StartBalance> topicBanks{{producer, 1'000}, {consumer, 0}};

QString topicTransfer(const Gid &gid, int amount, const QString &more = {})
{
    return u"/bank1/transfer?accountNo=1&amount=%1&gid=%2%3"_s.arg(amount).arg(gid.value, more);
}

std::function<void(DemoHands &)> sendByTopic(int amount)
{
    return [amount](DemoHands &hands) { hands.ask(u"transfer"_s, producer, topicTransfer(hands.gid(), amount)); };
}

std::function<void(DemoHands &)> sendAndDie(const QString &where)
{
    return [where](DemoHands &hands) { hands.askInBackground(u"transfer"_s, producer, topicTransfer(hands.gid(), 1, u"&crash="_s + where)); };
}

bool topicEnded(const StoryFacts &facts)
{
    return facts.isFinished();
}

std::function<bool(const StoryFacts &)> topicBalances(qint64 payer, qint64 payee)
{
    return [payer, payee](const StoryFacts &facts) { return facts.balanceOf(producer) == payer && facts.balanceOf(consumer) == payee; };
}

bool isDeadLetter(const StoryFacts &facts)
{
    return facts.isParked(Parked::DeadLetter);
}

StoryStep subscribe()
{
    return {QT_TRANSLATE_NOOP("Story", "The receiver subscribes to its topic."), {}, [](const StoryFacts &facts) { return facts.isSubscribed(); }};
}

Expectation topicDelivered()
{
    return {QT_TRANSLATE_NOOP("Story", "The message is delivered."), [](const StoryFacts &facts) { return facts.hasStatus(TransactionStatus::Succeeded); }};
}

Story scenarioSeven()
{
    return {.number = 107,
            .label = "S7",
            .title = QT_TRANSLATE_NOOP("Story", "Reliable message"),
            .purpose = QT_TRANSLATE_NOOP("Story", "bank1 takes the money and the number in one local transaction; bank2 adds both in one."),
            .participants = topicBanks,
            .steps = {subscribe(), {QT_TRANSLATE_NOOP("Story", "bank1 sends 1 to topic_txmsg."), sendByTopic(1), topicEnded}},
            .expectations = {topicDelivered(),
                             {QT_TRANSLATE_NOOP("Story", "bank1 has 999 and bank2 has 1."), topicBalances(999, 1)},
                             {QT_TRANSLATE_NOOP("Story", "Both have the number in de_duplication."), [](const StoryFacts &facts) {
                                  return facts.numbers(producer, seen) == QStringList{facts.gid.value} && facts.numbers(consumer, seen) == QStringList{facts.gid.value};
                              }}}};
}

Story scenarioEight()
{
    return {.number = 108,
            .label = "S8",
            .title = QT_TRANSLATE_NOOP("Story", "Reliable message: the local transaction fails"),
            .purpose = QT_TRANSLATE_NOOP("Story", "bank1's local transaction is rolled back: nobody hears of the message."),
            .participants = topicBanks,
            .steps = {subscribe(), {QT_TRANSLATE_NOOP("Story", "bank1 is asked to send 3 and fails."), sendByTopic(3), topicEnded}},
            .expectations = {{QT_TRANSLATE_NOOP("Story", "The message is cancelled, and nobody was called."), [](const StoryFacts &facts) {
                                  return facts.hasStatus(TransactionStatus::Failed) && facts.callOrder().isEmpty();
                              }},
                             {QT_TRANSLATE_NOOP("Story", "bank1 has 1,000 and bank2 has 0."), topicBalances(1'000, 0)},
                             {QT_TRANSLATE_NOOP("Story", "Nobody has a number in de_duplication."), [](const StoryFacts &facts) {
                                  return facts.numbers(producer, seen).isEmpty() && facts.rows(consumer, seen).isEmpty();
                              }}}};
}

Story scenarioNine()
{
    const auto repair = [](DemoHands &hands) { hands.ask(u"repair"_s, consumer, u"/switch"_s, R"({"failAmount":0})"); };
    const auto resend = [](DemoHands &hands) { hands.operate(Action::Retry, u"bank2 is repaired"_s); };
    return {.number = 109,
            .label = "S9",
            .title = QT_TRANSLATE_NOOP("Story", "Reliable message: the receiver fails"),
            .purpose = QT_TRANSLATE_NOOP("Story", "bank2 fails at every step of the ladder: a dead letter, until a person resends it. Look at the tab Delivery."),
            .participants = topicBanks,
            .steps = {subscribe(),
                      {QT_TRANSLATE_NOOP("Story", "bank1 sends 4. bank2 fails at each delivery; the ladder has three."), sendByTopic(4), isDeadLetter},
                      {QT_TRANSLATE_NOOP("Story", "bank2 is repaired."), repair, [](const StoryFacts &facts) { return facts.hasAnswer(u"repair"); }},
                      {QT_TRANSLATE_NOOP("Story", "A person resends it: the ladder begins again."), resend, topicEnded}},
            .expectations = {topicDelivered(),
                             {QT_TRANSLATE_NOOP("Story", "It was given up after three deliveries, and a fourth one succeeded."), [](const StoryFacts &facts) {
                                  return facts.calls(u"01", OpKind::Action) == 4 && facts.happened(EventKind::Parked) && facts.happened(EventKind::ManualAct);
                              }},
                             {QT_TRANSLATE_NOOP("Story", "bank1 has 996 and bank2 has 4."), topicBalances(996, 4)}}};
}

Story scenarioTen()
{
    const auto start = [](DemoHands &hands) { hands.start(producer); };
    const auto gone = [](const StoryFacts &facts) { return !facts.listening.contains(producer); };
    const auto drop = [](DemoHands &hands) { hands.operate(Action::Abort, u"bank1 has no such number"_s); };
    return {.number = 110,
            .label = "S10",
            .title = QT_TRANSLATE_NOOP("Story", "Reliable message: the check-back"),
            .purpose = QT_TRANSLATE_NOOP("Story", "bank1 dies before it can submit. The coordinator asks back: a number means commit; none means unknown, and a person decides."),
            .participants = topicBanks,
            .steps = {subscribe(),
                      {QT_TRANSLATE_NOOP("Story", "bank1 commits its local transaction and dies before it can say so."), sendAndDie(u"after-commit"_s), gone},
                      {QT_TRANSLATE_NOOP("Story", "bank1 is started again. Asked back, it finds the number: commit."), start, topicEnded},
                      {QT_TRANSLATE_NOOP("Story", "The next time bank1 dies in the middle of its local transaction."), sendAndDie(u"before-commit"_s), gone, "-lost"},
                      {QT_TRANSLATE_NOOP("Story", "bank1 is started again. It has no such number and answers \"unknown\", twice: now a person must decide."), start,
                       [](const StoryFacts &facts) { return facts.isParked(Parked::Unanswered); }},
                      {QT_TRANSLATE_NOOP("Story", "A person has looked into bank1's database: it did not commit. Roll back."), drop, topicEnded}},
            .expectations = {{QT_TRANSLATE_NOOP("Story", "The first message was delivered by the check-back."), [](const StoryFacts &facts) {
                                  return facts.earlierEnded(0, TransactionStatus::Succeeded);
                              }},
                             {QT_TRANSLATE_NOOP("Story", "The second one was dropped by a person, and nobody was called."), [](const StoryFacts &facts) {
                                  return facts.hasStatus(TransactionStatus::Failed) && facts.calls(u"01", OpKind::Action) == 0
                                         && facts.happened(EventKind::ManualAct);
                              }},
                             {QT_TRANSLATE_NOOP("Story", "bank1 has 999 and bank2 has 1."), topicBalances(999, 1)}}};
}

} // namespace

std::vector<Story> messageScenarios()
{
    return {scenarioSeven(), scenarioEight(), scenarioNine(), scenarioTen()};
}

} // namespace txdesk::demo
