// What a person does in the diagram: searches, chooses a range, hides and moves lanes, drags the map, looks at much.
// SPDX-License-Identifier: Apache-2.0
#include "console/timeline/sequence_view.h"
#include "tests/support/test_main.h"
#include "tests/timeline/layout_oracle.h"
#include "tests/timeline/mode_fixture.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace txdesk;
using namespace txdesk::console;
using namespace Qt::StringLiterals;

class SequenceChooseTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_view.reset(); }
    void searchesByKey();
    void choosesARangeOnTheRail();
    void choosesARangeByKey();
    void hidesAndMovesLanesByKey();
    void deleteShowsBeforeItHides();
    void dragsALane();
    void scrollsByTheMap();
    void fadesOthersAfterAMoment();
    void fitsEverything();
    void widensAGap();
    void laysOutMuchElsewhere();

private:
    std::unique_ptr<SequenceView> m_view;
};

void SequenceChooseTest::init()
{
    m_view = std::make_unique<SequenceView>();
    m_view->resize(1100, 500);
    m_view->setTimeZone(QTimeZone::utc());
    m_view->setDetail(test::sagaFailure());
    m_view->show();
}

void SequenceChooseTest::searchesByKey()
{
    QSignalSpy wanted(m_view.get(), &SequenceView::searchWanted);
    QTest::keyClicks(m_view.get(), u"/"_s);
    QCOMPARE(wanted.size(), 1);
    m_view->setSearch(u"TransIn"_s);
    const int matches = m_view->matchCount();
    QVERIFY(matches >= 2);
    QCOMPARE(m_view->sequenceLayout().eventsLeftOut, 0); // marked, not hidden
    QTest::keyClicks(m_view.get(), u"n"_s);
    const qsizetype first = m_view->selectedMessage();
    QTest::keyClicks(m_view.get(), u"nN"_s);
    QCOMPARE(m_view->selectedMessage(), first);
    QTest::keyClicks(m_view.get(), u"f"_s);
    QVERIFY(m_view->sequenceLayout().eventsLeftOut > 0);
    QVERIFY(m_view->summary().contains(u"left out"_s));
    QCOMPARE(test::brokenRule(m_view->sequenceLayout()), QString());
    m_view->setSearch(u"no such thing"_s);
    QVERIFY(m_view->sequenceLayout().eventsLeftOut > 0);
}

void SequenceChooseTest::choosesARangeOnTheRail()
{
    const QRect from = m_view->rowRect(1);
    const QRect to = m_view->rowRect(4);
    QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, QPoint(40, from.center().y()));
    QTest::mouseMove(m_view->viewport(), QPoint(40, to.center().y()));
    QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, QPoint(40, to.center().y()));
    QVERIFY(m_view->filter().fromSeq > 0);
    QVERIFY(m_view->filter().toSeq > m_view->filter().fromSeq);
    m_view->clearRange();
    QCOMPARE(m_view->filter().toSeq, 0);
}

void SequenceChooseTest::choosesARangeByKey()
{
    QTest::keyClicks(m_view.get(), u"jj<j>"_s);
    QVERIFY(m_view->filter().fromSeq > 0 && m_view->filter().toSeq > m_view->filter().fromSeq);
    QTest::keyClicks(m_view.get(), u"f"_s);
    QVERIFY(m_view->sequenceLayout().eventsLeftOut > 0);
}

void SequenceChooseTest::hidesAndMovesLanesByKey()
{
    QSignalSpy chosen(m_view.get(), &SequenceView::lanesChosen);
    const auto names = [this] {
        QStringList all;
        for (const SequenceLane &lane : m_view->sequenceLayout().sequence.lanes)
            all.append(lane.name);
        return all;
    };
    const QStringList before = names();
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QCOMPARE(m_view->selectedLane(), 1);
    QTest::keyClick(m_view.get(), Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(names()[2], before[1]);
    QTest::keyClick(m_view.get(), Qt::Key_Delete);
    QVERIFY(!names().contains(before[1]));
    QVERIFY(m_view->summary().contains(u"on hidden lifelines (1)"_s));
    QCOMPARE(chosen.size(), 2);
    QTest::keyClicks(m_view.get(), u"a"_s);
    QVERIFY(names().contains(before[1]));
}

// h and l move the picture and choose nothing; Delete without a choice shows what it would hide, and hides that the second time.
void SequenceChooseTest::deleteShowsBeforeItHides()
{
    m_view->resize(500, 500); // too narrow for all lifelines
    const auto hidden = [this] { return m_view->lanes().hidden.size(); };
    QTest::keyClicks(m_view.get(), u"l"_s);
    QVERIFY(m_view->horizontalScrollBar()->value() > 0);
    QCOMPARE(m_view->selectedLane(), -1);
    QTest::keyClicks(m_view.get(), u"h"_s);
    QCOMPARE(m_view->horizontalScrollBar()->value(), 0);
    QTest::keyClick(m_view.get(), Qt::Key_Delete);
    QCOMPARE(hidden(), 0);
    QVERIFY(m_view->selectedLane() >= 0);
    const SequenceLane chosen = m_view->sequenceLayout().sequence.lanes[m_view->selectedLane()];
    QCOMPARE(chosen.role, LaneRole::Participant);
    QTest::keyClicks(m_view.get(), u"h"_s);
    QCOMPARE(hidden(), 0); // a letter only moves
    QTest::keyClick(m_view.get(), Qt::Key_Delete);
    QVERIFY(m_view->lanes().hidden.contains(chosen.name));
}

void SequenceChooseTest::dragsALane()
{
    const SequenceLayout &layout = m_view->sequenceLayout();
    const QString name = layout.sequence.lanes[1].name;
    const auto headOf = [&](int lane) { return QPoint(int(railWidth + layout.lanes[lane].x * std::max(m_view->zoom(), 0.6)), 40); };
    const QPoint from = headOf(1);
    const QPoint to = headOf(2) + QPoint(30, 0);
    QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, from);
    QTest::mouseMove(m_view->viewport(), to);
    QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, to);
    QCOMPARE(layout.sequence.lanes[2].name, name);
}

void SequenceChooseTest::scrollsByTheMap()
{
    m_view->setDetail(test::longSaga(300));
    QCOMPARE(m_view->verticalScrollBar()->value(), 0);
    const QPoint low(m_view->viewport()->width() - 20, m_view->viewport()->height() - 60);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, low);
    QVERIFY(m_view->verticalScrollBar()->value() > m_view->verticalScrollBar()->maximum() / 2);
    const QPoint edge(m_view->viewport()->width() - 20, int(m_view->sequenceLayout().headerHeight * std::max(m_view->zoom(), 0.6)) + 2);
    QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, edge);
    QTest::mouseMove(m_view->viewport(), edge + QPoint(0, 100));
    QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, edge + QPoint(0, 100));
    QVERIFY(m_view->filter().fromSeq > 0);
}

void SequenceChooseTest::fadesOthersAfterAMoment()
{
    QSignalSpy hovered(m_view.get(), &SequenceView::callHovered);
    m_view->setReducedMotion(false);
    const qsizetype row = m_view->sequenceLayout().rowOfMessage(2);
    const QPoint at(int(railWidth + (m_view->sequenceLayout().rows[row].fromX + m_view->sequenceLayout().rows[row].toX) / 2), m_view->rowRect(row).center().y());
    QTest::mouseMove(m_view->viewport(), at);
    QCOMPARE(hovered.size(), 0); // not at once
    QTRY_COMPARE(hovered.size(), 1);
    QCOMPARE(hovered[0][0].value<BranchId>().value, u"02"_s);
    m_view->setReducedMotion(true);
    QTest::mouseMove(m_view->viewport(), QPoint(2, 2));
    QCOMPARE(hovered.size(), 2);
}

void SequenceChooseTest::fitsEverything()
{
    m_view->setDetail(test::longSaga(2000));
    QTest::keyClicks(m_view.get(), u"00"_s);
    QVERIFY(m_view->zoom() < 0.02);
    QVERIFY(m_view->sequenceLayout().height * m_view->zoom() <= m_view->viewport()->height());
    QVERIFY(!m_view->grab().isNull());
    QTest::keyClicks(m_view.get(), u"0"_s);
    QVERIFY(m_view->zoom() >= 0.6);
}

void SequenceChooseTest::widensAGap()
{
    m_view->resize(1100, 900);
    m_view->setDetail(test::sagaRetries(2));
    m_view->setAxisMode(AxisMode::Hybrid);
    const auto gap = [this] {
        for (const SequenceRow &row : m_view->sequenceLayout().rows)
            if (!row.gap.isNull())
                return row.gap;
        return QRectF();
    };
    const QRectF before = gap();
    QVERIFY(before.height() > 10);
    const qreal top = m_view->sequenceLayout().headerHeight * std::max(m_view->zoom(), 0.6);
    const QPoint at(int(railWidth + 200), int(top + before.center().y() * m_view->zoom()));
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, at);
    QVERIFY(gap().height() > before.height() * 2);
    QCOMPARE(test::brokenRule(m_view->sequenceLayout()), QString());
}

void SequenceChooseTest::laysOutMuchElsewhere()
{
    m_view->setDetail(test::longSaga(4000)); // 8,000 events
    QVERIFY(m_view->isBusy());
    QVERIFY(!m_view->grab().isNull());
    QTRY_VERIFY_WITH_TIMEOUT(!m_view->isBusy(), 20'000);
    QCOMPARE(test::brokenRule(m_view->sequenceLayout()), QString());
    const int rows = int(m_view->sequenceLayout().rows.size());
    TransactionDetail more = test::longSaga(4001);
    m_view->setDetail(more);
    QVERIFY(!m_view->isBusy()); // two more events are added at once
    QCOMPARE(int(m_view->sequenceLayout().rows.size()), rows + 2);
}

TXDESK_TEST(SequenceChooseTest);
#include "sequence_choose_test.moc"
