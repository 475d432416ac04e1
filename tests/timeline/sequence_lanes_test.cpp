// Lanes that are hidden, moved, shared: no arrow to a lane that is not there, nothing lost, failing ones always seen.
// SPDX-License-Identifier: Apache-2.0
#include "console/timeline/growing_layout.h"
#include "tests/support/test_main.h"
#include "tests/timeline/layout_oracle.h"
#include "tests/timeline/mode_fixture.h"

#include <QRandomGenerator>
#include <QTest>

using namespace txdesk;
using namespace txdesk::console;
using namespace Qt::StringLiterals;

namespace {

GrowingLayout arranged(const TransactionDetail &detail, const LaneChoice &choice)
{
    return GrowingLayout({.detail = detail, .future = {detail.planned, {}}, .lanes = choice, .metrics = test::plainMetrics()});
}

} // namespace

class SequenceLanesTest final : public QObject
{
    Q_OBJECT

private slots:
    void hidesWithoutLying();
    void sharesQuietLanesOnly();
    void keepsAnOrder();
    void mergesReplicas();
    void namesAShape();
    void showsLocksAsALane();
    void holdsForAnyChoice();
};

void SequenceLanesTest::hidesWithoutLying()
{
    const GrowingLayout diagram = arranged(test::sagaFailure(), {.hidden = {u"127.0.0.1:8081"_s}});
    const SequenceLayout &layout = diagram.layout();
    QCOMPARE(test::brokenRule(layout), QString());
    QCOMPARE(layout.eventsHidden, 4); // a call and a compensation, each with its answer
    QCOMPARE(layout.lanes.size(), 3);
    const auto stubs = std::count_if(layout.rows.cbegin(), layout.rows.cend(), [](const auto &row) { return row.kind == RowKind::Stub; });
    QCOMPARE(stubs, 2);
}

void SequenceLanesTest::sharesQuietLanesOnly()
{
    const GrowingLayout diagram = arranged(test::wideSaga(30), {});
    const SequenceLayout &layout = diagram.layout();
    QCOMPARE(layout.lanes.size(), 2 + participantsMax);
    QCOMPARE(test::brokenRule(layout), QString());
    qsizetype shared = 0;
    for (const SequenceLane &lane : layout.sequence.lanes)
        shared += lane.quiet ? lane.members.size() : 0;
    QCOMPARE(shared, 30 - (participantsMax - 1));
    for (const SequenceMessage &message : layout.sequence.messages)
        QVERIFY(!isFailure(message) || !layout.sequence.lanes[message.to].quiet);
    QCOMPARE(arranged(test::wideSaga(30), {.foldQuiet = false}).layout().lanes.size(), 32);
}

void SequenceLanesTest::keepsAnOrder()
{
    const GrowingLayout diagram = arranged(test::sagaFailure(), {.order = {u"127.0.0.1:8082"_s, u"127.0.0.1:8081"_s}});
    QCOMPARE(diagram.layout().sequence.lanes[1].name, u"127.0.0.1:8082"_s);
    QCOMPARE(diagram.layout().sequence.lanes[2].name, u"127.0.0.1:8081"_s);
    QCOMPARE(test::brokenRule(diagram.layout()), QString());
}

void SequenceLanesTest::mergesReplicas()
{
    LaneChoice choice{.names = {{u"127.0.0.1:8081"_s, u"bank"_s}, {u"127.0.0.1:8082"_s, u"bank"_s}}};
    const GrowingLayout merged = arranged(test::sagaFailure(), choice);
    QCOMPARE(merged.layout().lanes.size(), 3);
    QCOMPARE(merged.layout().sequence.lanes[1].members, (QStringList{u"127.0.0.1:8081"_s, u"127.0.0.1:8082"_s}));
    QCOMPARE(test::brokenRule(merged.layout()), QString());
    choice.splitReplicas = true;
    QCOMPARE(arranged(test::sagaFailure(), choice).layout().lanes.size(), 4);
}

void SequenceLanesTest::namesAShape()
{
    QCOMPARE(arranged(test::sagaFailure(), {}).shape(), arranged(test::sagaSuccess(), {.hidden = {u"127.0.0.1:8081"_s}}).shape());
    QVERIFY(arranged(test::sagaFailure(), {}).shape() != arranged(test::concurrentSaga(), {}).shape());
}

void SequenceLanesTest::showsLocksAsALane()
{
    const GrowingLayout diagram = arranged(test::atCommitted(), {});
    const Sequence &sequence = diagram.layout().sequence;
    QCOMPARE(sequence.lanes.last().role, LaneRole::Locks);
    int locks = 0;
    for (const SequenceMessage &message : sequence.messages)
        locks += message.to == int(sequence.lanes.size()) - 1 ? 1 : 0;
    QCOMPARE(locks, 3); // two taken, all released
    QVERIFY(arranged(test::sagaSuccess(), {}).layout().sequence.lanes.last().role == LaneRole::Coordinator);
}

void SequenceLanesTest::holdsForAnyChoice()
{
    QRandomGenerator random(11);
    const QList<test::NamedStory> stories = test::allStories() + test::modeStories() + QList<test::NamedStory>{{"wide", test::wideSaga(40)}};
    for (int round = 0; round < 150; ++round) {
        const TransactionDetail &detail = stories[random.bounded(int(stories.size()))].detail;
        LaneChoice choice;
        for (const SequenceLane &lane : sequenceOf(detail).lanes) {
            if (random.bounded(3) == 0)
                choice.hidden.insert(lane.name);
            if (random.bounded(2) == 0)
                choice.order.prepend(lane.name);
        }
        choice.foldQuiet = random.bounded(2) == 0;
        DiagramRequest request{.detail = detail, .order = LaneOrder(random.bounded(2)), .lanes = choice, .metrics = test::plainMetrics(AxisMode(random.bounded(3)))};
        if (random.bounded(3) == 0)
            request.choice.filter = {.failures = random.bounded(2) == 0, .around = 1, .fromSeq = random.bounded(5), .toSeq = random.bounded(20)};
        QCOMPARE(test::brokenRule(GrowingLayout(request).layout()), QString());
    }
}

TXDESK_TEST(SequenceLanesTest);
#include "sequence_lanes_test.moc"
