// The stories as data: all are there, each can be told and checked, and they wait only as long as they are told.
// SPDX-License-Identifier: Apache-2.0
#include "console/demo/demo_hands.h"
#include "console/demo/stories.h"
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
    void scaleTheirTimes_data();
    void scaleTheirTimes();
    void answerQuestionsOfTheJournal();
};

void StoriesTest::areAllThere()
{
    QList<int> numbers;
    for (const Story &story : allStories())
        numbers.append(story.number);
    QCOMPARE(numbers, (QList<int>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 18, 19, 20, 21}));
    QCOMPARE(storyNumbered(11), nullptr);
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

TXDESK_TEST(StoriesTest);

} // namespace txdesk::test

#include "stories_test.moc"
