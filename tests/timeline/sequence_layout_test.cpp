// Where things go: rows in order, labels apart, answers below calls, nothing lost.
// SPDX-License-Identifier: Apache-2.0
#include "console/timeline/lane_layout.h"
#include "console/timeline/sequence_events.h"
#include "tests/support/test_main.h"
#include "tests/timeline/layout_oracle.h"
#include "tests/timeline/story_fixture.h"

#include <QTest>

using namespace txdesk;
using namespace txdesk::console;
using namespace Qt::StringLiterals;

class SequenceLayoutTest final : public QObject
{
    Q_OBJECT

private slots:
    void holdsTheRules_data();
    void holdsTheRules();
    void keepsRowsWhenEventsArrive();
    void bisectsLikeASearch();
    void foldsAndUnfolds();
    void marksNowUnlessFinal();
    void pushesDownWhatCollidesAtScale();
    void givesIdleTimeItsRoomInHybrid();
    void alignsRepliesWithTheirCalls();
    void elidesInTheMiddle_data();
    void elidesInTheMiddle();
    void stopsBarsAtTheGate();
};

void SequenceLayoutTest::holdsTheRules_data()
{
    QTest::addColumn<TransactionDetail>("detail");
    QTest::addColumn<int>("axis");
    QTest::addColumn<int>("order");
    for (const test::NamedStory &story : test::allStories())
        for (int axis = 0; axis < 3; ++axis)
            for (int order = 0; order < 2; ++order)
                QTest::addRow("%s axis %d order %d", story.name, axis, order) << story.detail << axis << order;
}

void SequenceLayoutTest::holdsTheRules()
{
    QFETCH(TransactionDetail, detail);
    QFETCH(int, axis);
    QFETCH(int, order);

    const SequenceLayout layout = layOut(sequenceOf(detail, LaneOrder(order)), test::plainMetrics(AxisMode(axis)));

    QCOMPARE(test::brokenRule(layout), QString());
}

// What has been drawn stays where it is: a reader's eye must not be thrown off by the next event.
void SequenceLayoutTest::keepsRowsWhenEventsArrive()
{
    const TransactionDetail whole = test::sagaFailure();
    const SequenceLayout last = layOut(sequenceOf(whole), test::plainMetrics());
    for (qsizetype count = 1; count < whole.events.size(); ++count) {
        TransactionDetail part = whole;
        part.events = whole.events.first(count);
        part.snapshot.transaction.status = TransactionStatus::Submitted;
        const SequenceLayout layout = layOut(sequenceOf(part), test::plainMetrics());
        for (qsizetype i = 0; i < layout.rows.size() && layout.rows[i].kind != RowKind::Now; ++i) {
            QCOMPARE(layout.rows[i].y, last.rows[i].y);
            QCOMPARE(layout.rows[i].kind, last.rows[i].kind);
            QCOMPARE(layout.rows[i].text.isEmpty(), last.rows[i].text.isEmpty());
        }
    }
}

void SequenceLayoutTest::bisectsLikeASearch()
{
    const SequenceLayout layout = layOut(sequenceOf(test::longSaga(200)), test::plainMetrics());
    for (qreal top = -50; top < layout.height + 50; top += 37) {
        const auto [first, last] = layout.rowsIn(top, top + 90);
        for (qsizetype i = 0; i < layout.rows.size(); ++i) {
            const bool touches = layout.rows[i].bottom() > top && layout.rows[i].top < top + 90;
            QCOMPARE(i >= first && i < last, touches);
        }
    }
}

void SequenceLayoutTest::foldsAndUnfolds()
{
    const Sequence sequence = sequenceOf(test::sagaRetries(7));
    const SequenceLayout folded = layOut(sequence, test::plainMetrics());
    FoldChoice everything;
    everything.unfoldAll = true;
    const SequenceLayout open = layOut(sequence, test::plainMetrics(), {.folds = everything});

    QCOMPARE(folded.folds.size(), 1);
    QCOMPARE(open.eventsFolded, 0);
    QVERIFY(open.rows.size() > folded.rows.size());
    QCOMPARE(test::brokenRule(open), QString());
    QCOMPARE(folded.rows[folded.rowOfMessage(folded.folds[0].first)].kind, RowKind::Fold);
}

void SequenceLayoutTest::marksNowUnlessFinal()
{
    QVERIFY(layOut(sequenceOf(test::sagaSuccess()), test::plainMetrics()).nowY < 0);
    const SequenceLayout running = layOut(sequenceOf(test::sagaRetries(2)), test::plainMetrics());
    QVERIFY(running.nowY > 0);
    for (const SequenceRow &row : running.rows)
        if (row.message >= 0)
            QCOMPARE(row.y > running.nowY, isPlanned(running.sequence.messages[row.message]));
}

void SequenceLayoutTest::pushesDownWhatCollidesAtScale()
{
    const SequenceLayout layout = layOut(sequenceOf(test::messageCrash()), test::plainMetrics(AxisMode::ToScale));
    for (const SequenceRow &row : layout.rows)
        QVERIFY(row.y >= row.trueY - 0.01);
    QVERIFY(layout.rows.last().trueY > layout.rows.first().trueY + 200);
}

void SequenceLayoutTest::givesIdleTimeItsRoomInHybrid()
{
    const SequenceLayout even = layOut(sequenceOf(test::messageCrash()), test::plainMetrics(AxisMode::EventOrder));
    const SequenceLayout hybrid = layOut(sequenceOf(test::messageCrash()), test::plainMetrics(AxisMode::Hybrid));
    QVERIFY(hybrid.height > even.height + 18);
}

void SequenceLayoutTest::alignsRepliesWithTheirCalls()
{
    const SequenceLayout layout = layOut(sequenceOf(test::sagaFailure()), test::plainMetrics());
    QHash<qsizetype, qreal> callLeft;
    for (const SequenceRow &row : layout.rows) {
        if (row.kind == RowKind::Call)
            callLeft.insert(row.message, row.label.left());
        else if (row.kind == RowKind::Reply)
            QCOMPARE(row.label.left(), callLeft.value(row.message));
    }
}

void SequenceLayoutTest::elidesInTheMiddle_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("width");
    QTest::addColumn<QString>("elided");
    QTest::newRow("fits") << u"call"_s << 28.0 << u"call"_s;
    QTest::newRow("too long") << u"abcdefghij"_s << 42.0 << u"abcd…j"_s;
    QTest::newRow("no room") << u"abcdefghij"_s << 3.0 << u"…"_s;
    QTest::newRow("keeps pairs whole") << u"ab😀😀😀😀"_s << 49.0 << u"ab😀…😀"_s;
}

void SequenceLayoutTest::elidesInTheMiddle()
{
    QFETCH(QString, text);
    QFETCH(double, width);
    QTEST(elideMiddle(text, width, TextRole::Label, test::plainMetrics().textWidth), "elided");
}

void SequenceLayoutTest::stopsBarsAtTheGate()
{
    const SequenceLayout layout = layOut(sequenceOf(test::barrierNotes()), test::plainMetrics());
    const int filteredLane = 3;
    int bars = 0;
    for (const ActivationBar &bar : layout.bars)
        bars += bar.lane == filteredLane ? 1 : 0;
    QCOMPARE(bars, 1); // of the lost call; the filtered compensation has none
    QCOMPARE(std::find_if(layout.bars.cbegin(), layout.bars.cend(), [](const auto &bar) { return bar.lane == filteredLane; })->end, BarEnd::Torn);
}

TXDESK_TEST(SequenceLayoutTest);
#include "sequence_layout_test.moc"
