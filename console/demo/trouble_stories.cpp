// Stories 10, 19 and 20: an outage with retries, a concurrent saga that is undone in order, a deadline.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/demo/demo_hands.h"
#include "console/demo/stories.h"

#include <QCoreApplication>

namespace txdesk::demo {

using namespace Qt::StringLiterals;

namespace {

const QString payer = u"bank-a"_s;
const QString payee = u"bank-b"_s;
const QString orderService = u"order"_s;
const QString feeService = u"fee"_s;

QByteArray amount(int value)
{
    return R"({"account":1,"amount":)" + QByteArray::number(value) + '}';
}

client::Saga paymentSaga(const DemoHands &hands, const TransactionOptions &options)
{
    return hands.newSaga()
        .add(hands.url(payer, "TransOut"_L1), hands.url(payer, "TransOutCompensate"_L1), amount(30))
        .add(hands.url(payee, "TransIn"_L1), hands.url(payee, "TransInCompensate"_L1), amount(30))
        .setOptions(options);
}

bool sagaFinished(const StoryFacts &facts)
{
    return facts.isFinished();
}

bool bothUnchanged(const StoryFacts &facts)
{
    return facts.balanceOf(payer) == 10'000 && facts.balanceOf(payee) == 10'000;
}

Story outage()
{
    const auto play = [](DemoHands &hands) {
        TransactionOptions options;
        options.retryInterval = hands.scaled(Seconds{10});
        hands.submit(paymentSaga(hands, options));
    };
    return {.number = 10,
            .title = QT_TRANSLATE_NOOP("Story", "Network outage with retries"),
            .purpose = QT_TRANSLATE_NOOP("Story", "bank-b cannot be reached for a while; a person presses \"Retry now\" when it is back."),
            .steps = {{QT_TRANSLATE_NOOP("Story", "bank-b goes down."), [](DemoHands &hands) { hands.kill(payee); },
                       [](const StoryFacts &facts) { return !facts.listening.contains(payee); }},
                      {QT_TRANSLATE_NOOP("Story", "The application moves 30. The coordinator tries bank-b again and again, waiting twice as long each time."),
                       play, [](const StoryFacts &facts) { return facts.failures() >= 3; }},
                      {QT_TRANSLATE_NOOP("Story", "bank-b is repaired. The next try would come by itself, but not soon."),
                       [](DemoHands &hands) { hands.start(payee); }, [](const StoryFacts &facts) { return facts.listening.contains(payee); }, nullptr,
                       QT_TRANSLATE_NOOP("Story", "Your turn: read what the verdict says of bank-b. Then start bank-b again: Shift+F9 goes to its button, Space presses it.")},
                      {QT_TRANSLATE_NOOP("Story", "A person presses \"Retry now\"."),
                       [](DemoHands &hands) { hands.retryNow(u"bank-b is repaired"_s); }, sagaFinished, nullptr,
                       QT_TRANSLATE_NOOP("Story", "Your turn: bank-b works again, but the next try will not come soon. Press Retry now: Ctrl+Return. What becomes of it is said under the buttons.")}},
            .expectations = {{QT_TRANSLATE_NOOP("Story", "The saga succeeds."),
                              [](const StoryFacts &facts) { return facts.hasStatus(TransactionStatus::Succeeded); }},
                             {QT_TRANSLATE_NOOP("Story", "bank-b was tried at least four times."),
                              [](const StoryFacts &facts) { return facts.calls(u"02", OpKind::Action) >= 4; }},
                             {QT_TRANSLATE_NOOP("Story", "The journal says who pressed the button."),
                              [](const StoryFacts &facts) { return facts.byHand || facts.happened(EventKind::ManualAct); }},
                             {QT_TRANSLATE_NOOP("Story", "bank-a has 9,970 and bank-b has 10,030."), [](const StoryFacts &facts) {
                                  return facts.balanceOf(payer) == 9'970 && facts.balanceOf(payee) == 10'030;
                              }}}};
}

// Steps 0 and 1 side by side, then 2 and 3 side by side.
client::Saga orderSaga(const DemoHands &hands)
{
    return hands.newSaga()
        .add(hands.url(payer, "TransOut"_L1), hands.url(payer, "TransOutCompensate"_L1), amount(30))
        .add(hands.url(orderService, "TransOut"_L1), hands.url(orderService, "TransOutCompensate"_L1), amount(2))
        .add(hands.url(payee, "TransIn"_L1), hands.url(payee, "TransInCompensate"_L1), amount(30))
        .add(hands.url(feeService, "TransIn"_L1), hands.url(feeService, "TransInCompensate"_L1), amount(2))
        .addOrder(2, {0, 1})
        .addOrder(3, {0, 1});
}

bool undoneInReverseWaves(const StoryFacts &facts)
{
    const QStringList order = facts.callOrder();
    const auto at = [&order](const QString &call) { return order.indexOf(call); };
    const auto firstWave = std::min(at(u"01 compensate"_s), at(u"02 compensate"_s));
    return at(u"01 compensate"_s) >= 0 && at(u"02 compensate"_s) >= 0 && at(u"03 compensate"_s) >= 0 &&
           at(u"04 compensate"_s) >= 0 && firstWave > at(u"03 compensate"_s) && firstWave > at(u"04 compensate"_s);
}

bool calledInWaves(const StoryFacts &facts)
{
    const QStringList order = facts.callOrder();
    const auto secondWave = std::min(order.indexOf(u"03 action"_s), order.indexOf(u"04 action"_s));
    return secondWave > order.indexOf(u"01 action"_s) && secondWave > order.indexOf(u"02 action"_s);
}

Story concurrentOrder()
{
    return {.number = 19,
            .title = QT_TRANSLATE_NOOP("Story", "Concurrent saga with order"),
            .purpose = QT_TRANSLATE_NOOP("Story", "Four branches in two waves; the last is refused, and the waves are undone in reverse."),
            .participants = {{payer, 10'000}, {payee, 10'000}, {orderService, 100}, {feeService, 0}},
            .steps = {{QT_TRANSLATE_NOOP("Story", "The fee service will refuse."),
                       [](DemoHands &hands) { hands.setSwitches(feeService, {{u"failNext"_s, QJsonObject{{u"TransIn"_s, 409}}}}); }, {}},
                      {QT_TRANSLATE_NOOP("Story", "Four branches: bank-a and order at once, then bank-b and fee at once."),
                       [](DemoHands &hands) { hands.submit(orderSaga(hands)); }, sagaFinished}},
            .expectations = {{QT_TRANSLATE_NOOP("Story", "The saga is rolled back."),
                              [](const StoryFacts &facts) { return facts.hasStatus(TransactionStatus::Failed); }},
                             {QT_TRANSLATE_NOOP("Story", "The second wave starts after the first."), calledInWaves},
                             {QT_TRANSLATE_NOOP("Story", "The second wave is undone before the first."), undoneInReverseWaves},
                             {QT_TRANSLATE_NOOP("Story", "All four have what they had."), [](const StoryFacts &facts) {
                                  return bothUnchanged(facts) && facts.balanceOf(orderService) == 100 && facts.balanceOf(feeService) == 0;
                              }}}};
}

Story deadline()
{
    const auto play = [](DemoHands &hands) {
        TransactionOptions options;
        options.timeoutToFail = hands.scaled(Seconds{5});
        options.requestTimeout = std::max(Seconds{1}, hands.scaled(Seconds{5}) / 2);
        options.retryInterval = Seconds{60};
        hands.submit(paymentSaga(hands, options));
    };
    return {.number = 20,
            .title = QT_TRANSLATE_NOOP("Story", "Timeout"),
            .purpose = QT_TRANSLATE_NOOP("Story", "A saga with a deadline meets a slow bank and turns back in time."),
            .steps = {{QT_TRANSLATE_NOOP("Story", "bank-b is very slow."),
                       [](DemoHands &hands) { hands.setSwitches(payee, {{u"holdNext"_s, QJsonObject{{u"TransIn"_s, 1}}}}); }, {}},
                      {QT_TRANSLATE_NOOP("Story", "The application gives the saga a deadline. When it passes the coordinator turns back."), play, sagaFinished},
                      {QT_TRANSLATE_NOOP("Story", "At last bank-b gets to the request. It is too late."),
                       [](DemoHands &hands) { hands.release(payee); },
                       [](const StoryFacts &facts) { return facts.visited(payee, u"action", BarrierNote::Late); }}},
            .expectations = {{QT_TRANSLATE_NOOP("Story", "The saga is rolled back."),
                              [](const StoryFacts &facts) { return facts.hasStatus(TransactionStatus::Failed); }},
                             {QT_TRANSLATE_NOOP("Story", "The reason is the deadline."), [](const StoryFacts &facts) {
                                  return facts.detail && facts.detail->snapshot.transaction.rollbackReason.startsWith("Timeout after"_L1);
                              }},
                             {QT_TRANSLATE_NOOP("Story", "Both banks have 10,000 again."), bothUnchanged}}};
}

} // namespace

std::vector<Story> troubleStories()
{
    return {outage(), concurrentOrder(), deadline()};
}

} // namespace txdesk::demo
