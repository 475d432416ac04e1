// Stories 1 to 5: a saga that works, one that is refused, and the three accidents that the barrier is for.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/demo/demo_hands.h"
#include "console/demo/stories.h"

#include <QCoreApplication>

namespace txdesk::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView thirty = R"({"account":1,"amount":30})";

const QString bankA = u"bank-a"_s;
const QString bankB = u"bank-b"_s;

client::Saga transferSaga(const DemoHands &hands)
{
    return hands.newSaga()
        .add(hands.url(bankA, "TransOut"_L1), hands.url(bankA, "TransOutCompensate"_L1), thirty.toByteArray())
        .add(hands.url(bankB, "TransIn"_L1), hands.url(bankB, "TransInCompensate"_L1), thirty.toByteArray());
}

bool isFinished(const StoryFacts &facts)
{
    return facts.isFinished();
}

std::function<bool(const StoryFacts &)> balances(qint64 a, qint64 b)
{
    return [a, b](const StoryFacts &facts) { return facts.balanceOf(bankA) == a && facts.balanceOf(bankB) == b; };
}

bool rolledBack(const StoryFacts &facts)
{
    return facts.hasStatus(TransactionStatus::Failed);
}

bool succeeded(const StoryFacts &facts)
{
    return facts.hasStatus(TransactionStatus::Succeeded);
}

Story success()
{
    return {.number = 1,
            .title = QT_TRANSLATE_NOOP("Story", "Saga: success"),
            .purpose = QT_TRANSLATE_NOOP("Story", "Two calls, one decision, the money has moved."),
            .steps = {{QT_TRANSLATE_NOOP("Story", "The application wants to move 30 from bank-a to bank-b. It hands both steps to the coordinator."),
                       [](DemoHands &hands) { hands.submit(transferSaga(hands)); }, isFinished}},
            .expectations = {{QT_TRANSLATE_NOOP("Story", "The saga succeeds."), succeeded},
                             {QT_TRANSLATE_NOOP("Story", "bank-a has 9,970 and bank-b has 10,030."), balances(9'970, 10'030)},
                             {QT_TRANSLATE_NOOP("Story", "Each bank is called once."), [](const StoryFacts &facts) {
                                  return facts.callOrder() == QStringList{u"01 action"_s, u"02 action"_s} &&
                                         facts.calls(u"01", OpKind::Action) == 1 && facts.calls(u"02", OpKind::Action) == 1;
                              }}}};
}

Story businessFailure()
{
    return {.number = 2,
            .title = QT_TRANSLATE_NOOP("Story", "Saga: business failure"),
            .purpose = QT_TRANSLATE_NOOP("Story", "bank-b refuses, and bank-a gets its money back."),
            .steps = {{QT_TRANSLATE_NOOP("Story", "The account at bank-b is frozen: it will refuse the next deposit."),
                       [](DemoHands &hands) { hands.setSwitches(bankB, {{u"failNext"_s, QJsonObject{{u"TransIn"_s, 409}}}}); }, {}},
                      {QT_TRANSLATE_NOOP("Story", "The application moves 30 from bank-a to bank-b. Watch the purple arrows: they undo."),
                       [](DemoHands &hands) { hands.submit(transferSaga(hands)); }, isFinished}},
            .expectations = {{QT_TRANSLATE_NOOP("Story", "The saga is rolled back."), rolledBack},
                             {QT_TRANSLATE_NOOP("Story", "Both banks have 10,000 again."), balances(10'000, 10'000)},
                             {QT_TRANSLATE_NOOP("Story", "It is undone in reverse order."), [](const StoryFacts &facts) {
                                  return facts.callOrder() == QStringList{u"01 action"_s, u"02 action"_s, u"02 compensate"_s, u"01 compensate"_s};
                              }},
                             {QT_TRANSLATE_NOOP("Story", "The reason is told."), [](const StoryFacts &facts) {
                                  return facts.detail && !facts.detail->snapshot.transaction.rollbackReason.isEmpty();
                              }}}};
}

Story emptyCompensation()
{
    const auto play = [](DemoHands &hands) {
        TransactionOptions options;
        options.timeoutToFail = hands.scaled(Seconds{10});
        options.retryInterval = Seconds{60}; // the deadline comes first
        hands.submit(transferSaga(hands).setOptions(options));
    };
    return {.number = 3,
            .title = QT_TRANSLATE_NOOP("Story", "Empty compensation"),
            .purpose = QT_TRANSLATE_NOOP("Story", "The call to bank-b is lost before it arrives. Its undo must not take money that never came."),
            .offersWithoutBarrier = true,
            .steps = {{QT_TRANSLATE_NOOP("Story", "The network loses the next request to bank-b before it arrives."),
                       [](DemoHands &hands) { hands.setSwitches(bankB, {{u"dropRequestNext"_s, QJsonObject{{u"TransIn"_s, 1}}}}); }, {}},
                      {QT_TRANSLATE_NOOP("Story", "The coordinator cannot know whether bank-b was reached. When the saga's time is over it undoes both."),
                       play, isFinished}},
            .expectations = {{QT_TRANSLATE_NOOP("Story", "The saga is rolled back."), rolledBack},
                             {QT_TRANSLATE_NOOP("Story", "bank-b's barrier lets the empty compensation pass without effect."), [](const StoryFacts &facts) {
                                  return facts.answered(u"02", OpKind::Compensate, Outcome::Succeeded, BarrierNote::Empty);
                              }},
                             {QT_TRANSLATE_NOOP("Story", "Both banks have 10,000 again."), balances(10'000, 10'000)}},
            .expectationsWithoutBarrier = {{QT_TRANSLATE_NOOP("Story", "The saga is rolled back."), rolledBack},
                                           {QT_TRANSLATE_NOOP("Story", "bank-b falls to 9,970: money was lost."), balances(10'000, 9'970)}}};
}

client::Saga reservationSaga(const DemoHands &hands)
{
    TransactionOptions options;
    options.timeoutToFail = hands.scaled(Seconds{20});
    options.requestTimeout = Seconds{1};
    options.retryInterval = Seconds{60};
    return hands.newSaga()
        .add(hands.url(bankA, "Reserve"_L1), hands.url(bankA, "ReserveCompensate"_L1), thirty.toByteArray())
        .add(hands.url(bankB, "Reserve"_L1), hands.url(bankB, "ReserveCompensate"_L1), thirty.toByteArray())
        .setOptions(options);
}

Story suspension()
{
    return {.number = 4,
            .title = QT_TRANSLATE_NOOP("Story", "Suspension"),
            .purpose = QT_TRANSLATE_NOOP("Story", "A request is delayed in the network and arrives after its own undo. It must not take effect any more."),
            .offersWithoutBarrier = true,
            .steps = {{QT_TRANSLATE_NOOP("Story", "The next request to bank-a will be delayed in the network."),
                       [](DemoHands &hands) { hands.setSwitches(bankA, {{u"holdNext"_s, QJsonObject{{u"Reserve"_s, 1}}}}); }, {}},
                      {QT_TRANSLATE_NOOP("Story", "The application sets 30 aside in both banks. bank-a does not answer; when the time is over the coordinator undoes."),
                       [](DemoHands &hands) { hands.submit(reservationSaga(hands)); }, isFinished},
                      {QT_TRANSLATE_NOOP("Story", "Only now the delayed request arrives at bank-a."),
                       [](DemoHands &hands) { hands.release(bankA); },
                       [](const StoryFacts &facts) { return facts.heldBy(bankA) == 0 && facts.banks.value(bankA).visits.size() >= 2; }}},
            .expectations = {{QT_TRANSLATE_NOOP("Story", "The saga is rolled back."), rolledBack},
                             {QT_TRANSLATE_NOOP("Story", "The undo came first and had nothing to undo."), [](const StoryFacts &facts) {
                                  return facts.answered(u"01", OpKind::Compensate, Outcome::Succeeded, BarrierNote::Empty);
                              }},
                             {QT_TRANSLATE_NOOP("Story", "bank-a's barrier refuses the late request."),
                              [](const StoryFacts &facts) { return facts.visited(bankA, u"action", BarrierNote::Late); }},
                             {QT_TRANSLATE_NOOP("Story", "Nothing stays set aside."),
                              [](const StoryFacts &facts) { return facts.frozenOf(bankA) == 0 && facts.balanceOf(bankA) == 10'000; }}},
            .expectationsWithoutBarrier = {{QT_TRANSLATE_NOOP("Story", "The saga is rolled back."), rolledBack},
                                           {QT_TRANSLATE_NOOP("Story", "30 stay set aside in bank-a for ever."),
                                            [](const StoryFacts &facts) { return facts.frozenOf(bankA) == 30; }}}};
}

Story duplicateRequest()
{
    const auto play = [](DemoHands &hands) {
        TransactionOptions options;
        options.retryInterval = hands.scaled(Seconds{10});
        hands.submit(transferSaga(hands).setOptions(options));
    };
    return {.number = 5,
            .title = QT_TRANSLATE_NOOP("Story", "Duplicate request"),
            .purpose = QT_TRANSLATE_NOOP("Story", "An answer is lost, so the same request comes twice. It must take effect once."),
            .offersWithoutBarrier = true,
            .steps = {{QT_TRANSLATE_NOOP("Story", "bank-b will do the next deposit, but its answer will be lost."),
                       [](DemoHands &hands) { hands.setSwitches(bankB, {{u"loseAnswerNext"_s, QJsonObject{{u"TransIn"_s, 1}}}}); }, {}},
                      {QT_TRANSLATE_NOOP("Story", "The coordinator gets no answer and asks again: bank-b sees the same request twice."), play, isFinished}},
            .expectations = {{QT_TRANSLATE_NOOP("Story", "The saga succeeds."), succeeded},
                             {QT_TRANSLATE_NOOP("Story", "bank-b's barrier filters the second request."), [](const StoryFacts &facts) {
                                  return facts.answered(u"02", OpKind::Action, Outcome::Unknown) &&
                                         facts.answered(u"02", OpKind::Action, Outcome::Succeeded, BarrierNote::Duplicate);
                              }},
                             {QT_TRANSLATE_NOOP("Story", "bank-a has 9,970 and bank-b has 10,030."), balances(9'970, 10'030)}},
            .expectationsWithoutBarrier = {{QT_TRANSLATE_NOOP("Story", "bank-b has 10,060: money came from nowhere."), balances(9'970, 10'060)}}};
}

} // namespace

std::vector<Story> sagaStories()
{
    return {success(), businessFailure(), emptyCompensation(), suspension(), duplicateRequest()};
}

} // namespace txdesk::demo
