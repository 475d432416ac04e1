// The stories as data: all are there, each can be told and checked, and they wait only as long as they are told.
// SPDX-License-Identifier: Apache-2.0
#include "console/demo/demo_hands.h"
#include "console/demo/stories.h"
#include "console/demo/tour.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace txdesk::demo;

namespace txdesk::test {

class StoriesTest final : public QObject
{
    Q_OBJECT

private slots:
    void areAllThere();
    void canBeToldAndChecked();
    void offerToLeaveTheBarrierOut();
    void leaveTurnsToPeople();
    void scaleTheirTimes_data();
    void scaleTheirTimes();
    void answerQuestionsOfTheJournal();
    void answerQuestionsOfServices();
};

void StoriesTest::areAllThere()
{
    QList<int> numbers;
    for (const Story &story : allStories())
        numbers.append(story.number);
    QCOMPARE(numbers, (QList<int>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24,
                                    101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113, 121, 122, 123, 124, 125}));
    QCOMPARE(storyNumbered(25), nullptr);
    QCOMPARE(storyNamed(u"s13"), storyNumbered(113));
    QCOMPARE(storyNamed(u"c1a"), storyNumbered(121));
    QCOMPARE(storyNamed(u"14"), storyNumbered(14));
    QCOMPARE(storyNamed(u"101"), nullptr); // it is called S1
}

void StoriesTest::canBeToldAndChecked()
{
    for (const Story &story : allStories()) {
        QVERIFY(story.title && story.purpose);
        QVERIFY(story.participants.size() >= 2);
        QVERIFY(!story.steps.empty() && !story.expectations.empty());
        for (const StoryStep &step : story.steps)
            QVERIFY2(step.act || step.until, qPrintable(storyText(step.sentence)));
        for (const Expectation &expectation : story.expectations)
            QVERIFY2(expectation.sentence && expectation.holds, qPrintable(storyText(story.title)));
        // A story that did not happen misses something.
        QVERIFY(!std::ranges::all_of(story.expectations, [](const Expectation &e) { return e.holds(StoryFacts{}); }));
    }
}

void StoriesTest::offerToLeaveTheBarrierOut()
{
    for (const Story &story : allStories()) {
        QCOMPARE(story.offersWithoutBarrier, story.number >= 3 && story.number <= 5);
        QCOMPARE(story.offersWithoutBarrier, !story.expectationsWithoutBarrier.empty());
    }
}

// What is left to a person can be done by the demo, too, and is seen when it is done; the tour's stories are there.
void StoriesTest::leaveTurnsToPeople()
{
    QList<int> withTurns;
    for (const Story &story : allStories())
        for (const StoryStep &step : story.steps)
            if (step.turn) {
                QVERIFY(step.act && step.until && step.sentence);
                withTurns.append(story.number);
            }
    QCOMPARE(withTurns, (QList<int>{9, 10, 10, 16}));
    for (const TourStation &station : tourStations())
        QVERIFY(storyNumbered(station.story) && station.look);
}

void StoriesTest::scaleTheirTimes_data()
{
    QTest::addColumn<double>("speed");
    QTest::addColumn<int>("seconds");
    QTest::newRow("as it is") << 1.0 << 35;
    QTest::newRow("ten times") << 10.0 << 4;
    QTest::newRow("never below a second") << 1000.0 << 1;
    QTest::newRow("slow motion") << 0.1 << 350;
}

void StoriesTest::scaleTheirTimes()
{
    QFETCH(const double, speed);
    Stage stage;
    DemoHands hands(stage);
    hands.begin(Gid{u"g"_s}, {.speed = speed});
    QTEST(int(hands.scaled(Seconds{35}).count()), "seconds");
}

void StoriesTest::answerQuestionsOfTheJournal()
{
    StoryFacts facts{.gid = Gid{u"g"_s}};
    facts.detail = TransactionDetail{};
    facts.detail->events = {{.kind = EventKind::Called, .branch = BranchId{u"01"_s}, .op = OpKind::Action, .attempt = 1},
                            {.kind = EventKind::Answered, .branch = BranchId{u"01"_s}, .op = OpKind::Action, .attempt = 1, .outcome = Outcome::Unknown},
                            {.kind = EventKind::Called, .branch = BranchId{u"01"_s}, .op = OpKind::Action, .attempt = 2},
                            {.kind = EventKind::Called, .branch = BranchId{u"01"_s}, .op = OpKind::Compensate, .attempt = 1}};

    QCOMPARE(facts.calls(u"01", OpKind::Action), 2);
    QCOMPARE(facts.callOrder(), (QStringList{u"01 action"_s, u"01 compensate"_s}));
    QVERIFY(facts.answered(u"01", OpKind::Action, Outcome::Unknown));
    QVERIFY(!facts.answered(u"01", OpKind::Action, Outcome::Unknown, BarrierNote::Duplicate));
    QVERIFY(!facts.answered(u"02", OpKind::Action, Outcome::Unknown));
    QVERIFY(!facts.happened(EventKind::Recovered));
}

void StoriesTest::answerQuestionsOfServices()
{
    const Result<BankReport> bank = bankReportFrom(R"({"service":"seata-bank1","subscribed":false,"switches":{},"tables":{
        "account_info":[{"id":2,"account_balance":998.0}],"undo_log":[{"gid":"g"}],
        "de_duplication":[{"tx_no":"a","create_time":"now"},{"tx_no":"b","create_time":null}]}})");
    QVERIFY(bank.has_value());
    QCOMPARE(bank->balance(), 998);
    QVERIFY(!bank->hasLedger);
    StoryFacts facts{.gid = Gid{u"g"_s}};
    facts.banks = {{u"seata-bank1"_s, *bank}};
    QVERIFY(!facts.areEmpty(u"undo_log"_s) && facts.areEmpty(u"local_try_log"_s) && !facts.isSubscribed());
    QCOMPARE(facts.numbers(u"seata-bank1"_s, u"de_duplication"_s), QStringList{u"a"_s});
    QCOMPARE(facts.markers(u"seata-bank1"_s, u"de_duplication"_s), QStringList{u"b"_s});
    LockWait wait;
    wait.waiter = Gid{u"g"_s};
    wait.holder = Gid{u"h"_s};
    facts.waits = {wait};
    QVERIFY(facts.sawWait(Gid{u"g"_s}, Gid{u"h"_s}) && !facts.sawWait(Gid{u"h"_s}, Gid{u"g"_s}));
    const Result<BankReport> purse = bankReportFrom(R"({"service":"dtx-notifymsg-pay","subscribed":true,"tables":{"account_pay":[{"pay_amount":10.0}]}})");
    QVERIFY(purse.has_value());
    QCOMPARE(purse->balance(), 90); // what the customer has not paid yet
}

TXDESK_TEST(StoriesTest);

} // namespace txdesk::test

#include "stories_test.moc"
