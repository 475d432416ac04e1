// The diagram on screen: keys, selection, zoom, follow, reasons for emptiness, screen readers.
// SPDX-License-Identifier: Apache-2.0
#include "console/timeline/sequence_accessible.h"
#include "console/timeline/sequence_view.h"
#include "tests/support/test_main.h"
#include "tests/timeline/story_fixture.h"

#include <QAccessible>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace txdesk;
using namespace txdesk::console;
using namespace Qt::StringLiterals;

class SequenceViewTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { m_view.reset(); }
    void walksArrowsByKey();
    void walksFailuresByKey();
    void foldsByKey();
    void cyclesAxisAndLanesByKey();
    void zoomsAroundThePointer();
    void followsNow();
    void saysWhyItIsEmpty();
    void keepsSelectionOverRefresh();
    void tellsOtherViewsWhatIsSelected();
    void showsAPreview();
    void tellsScreenReadersEachRow();
    void countsEventsInTheFooter();

private:
    std::unique_ptr<SequenceView> m_view;
};

void SequenceViewTest::initTestCase()
{
    installSequenceAccessibility();
}

void SequenceViewTest::init()
{
    m_view = std::make_unique<SequenceView>();
    m_view->resize(900, 500);
    m_view->setTimeZone(QTimeZone::utc());
    m_view->setDetail(test::sagaFailure());
    m_view->show();
}

void SequenceViewTest::walksArrowsByKey()
{
    QTest::keyClicks(m_view.get(), u"jj"_s);
    QCOMPARE(m_view->sequenceLayout().sequence.messages[m_view->selectedMessage()].number, 2);
    QTest::keyClicks(m_view.get(), u"k"_s);
    QCOMPARE(m_view->sequenceLayout().sequence.messages[m_view->selectedMessage()].number, 1);
    QTest::keyClick(m_view.get(), Qt::Key_Escape);
    QCOMPARE(m_view->selectedMessage(), -1);
}

void SequenceViewTest::walksFailuresByKey()
{
    QTest::keyClicks(m_view.get(), u"J"_s);
    QCOMPARE(m_view->sequenceLayout().sequence.messages[m_view->selectedMessage()].statusCode, 409);
}

void SequenceViewTest::foldsByKey()
{
    m_view->setDetail(test::sagaRetries(7));
    const int folded = m_view->sequenceLayout().eventsFolded;
    QVERIFY(folded > 0);
    m_view->selectCall({u"02"_s}, OpKind::Action, 4); // hidden by the fold
    QTest::keyClicks(m_view.get(), u"]"_s);
    QCOMPARE(m_view->sequenceLayout().eventsFolded, 0);
    QTest::keyClicks(m_view.get(), u"]"_s);
    QCOMPARE(m_view->sequenceLayout().eventsFolded, folded);
    QTest::keyClicks(m_view.get(), u"}"_s);
    QCOMPARE(m_view->sequenceLayout().eventsFolded, 0);
}

void SequenceViewTest::cyclesAxisAndLanesByKey()
{
    QTest::keyClicks(m_view.get(), u"t"_s);
    QCOMPARE(m_view->axisMode(), AxisMode::Hybrid);
    QTest::keyClicks(m_view.get(), u"tt"_s);
    QCOMPARE(m_view->axisMode(), AxisMode::EventOrder);
    QTest::keyClicks(m_view.get(), u"o"_s);
    QCOMPARE(m_view->sequenceLayout().sequence.lanes[1].role, LaneRole::Coordinator);
}

void SequenceViewTest::zoomsAroundThePointer()
{
    m_view->setDetail(test::longSaga(200));
    m_view->verticalScrollBar()->setValue(3000);
    const qsizetype under = m_view->sequenceLayout().rowAt(3000 + 200 - m_view->sequenceLayout().headerHeight);
    QWheelEvent event(QPointF(300, 200), QPointF(300, 200), {}, QPoint(0, 120), Qt::NoButton, Qt::ControlModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(m_view->viewport(), &event);

    QVERIFY(m_view->zoom() > 1.1);
    const QRect row = m_view->rowRect(under);
    QVERIFY2(row.top() <= 210 && row.bottom() >= 190, qPrintable(QString::number(row.top())));
}

void SequenceViewTest::followsNow()
{
    m_view->setDetail(test::sagaRetries(2));
    m_view->resize(900, 250);
    QTest::keyClicks(m_view.get(), u"gn"_s);
    QVERIFY(m_view->isFollowing());
    const int before = m_view->verticalScrollBar()->value();
    QVERIFY(before > 0);
    TransactionDetail more = test::sagaRetries(2);
    JournalEvent note = more.events.last();
    note.seq += 1;
    note.kind = EventKind::Note;
    note.at = *note.until; // the wait before it is over
    more.events.append(note);
    m_view->setDetail(more);
    QVERIFY(m_view->verticalScrollBar()->value() > before);
}

void SequenceViewTest::saysWhyItIsEmpty()
{
    QSignalSpy laidOut(m_view.get(), &SequenceView::laidOut);
    m_view->clear(u"The server does not know this transaction."_s);
    QCOMPARE(laidOut.size(), 1);
    QVERIFY(m_view->sequenceLayout().rows.isEmpty());
    const QImage picture = m_view->grab().toImage();
    bool inked = false;
    for (int x = 0; x < picture.width() && !inked; ++x)
        for (int y = 200; y < 300; ++y)
            inked = inked || qGray(picture.pixel(x, y)) < 150;
    QVERIFY(inked);
}

void SequenceViewTest::keepsSelectionOverRefresh()
{
    QTest::keyClicks(m_view.get(), u"jjj"_s);
    const qsizetype selected = m_view->selectedMessage();
    m_view->setDetail(test::sagaFailure());
    QCOMPARE(m_view->selectedMessage(), selected);
    m_view->setDetail(test::sagaSuccess()); // another transaction
    QCOMPARE(m_view->selectedMessage(), -1);
}

void SequenceViewTest::tellsOtherViewsWhatIsSelected()
{
    QSignalSpy selected(m_view.get(), &SequenceView::callSelected);
    QSignalSpy activated(m_view.get(), &SequenceView::messageActivated);
    const qsizetype row = m_view->sequenceLayout().rowOfMessage(2);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, m_view->rowRect(row).center());
    QCOMPARE(selected.size(), 1);
    QCOMPARE(selected[0][0].value<BranchId>().value, u"02"_s);
    m_view->selectCall({u"01"_s}, OpKind::Compensate, 1);
    QCOMPARE(selected.size(), 1); // another view's choice comes back silently
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QCOMPARE(activated.size(), 1);
}

void SequenceViewTest::showsAPreview()
{
    m_view->setDetail(test::sagaRetries(2));
    const auto planned = [this] {
        const auto &messages = m_view->sequenceLayout().sequence.messages;
        return std::count_if(messages.cbegin(), messages.cend(), isPlanned);
    };
    QCOMPARE(planned(), 2);
    m_view->setPreview({PlannedCall{}});
    QCOMPARE(planned(), 3); // the new one, and both that would not happen any more
    const auto &messages = m_view->sequenceLayout().sequence.messages;
    QCOMPARE(std::count_if(messages.cbegin(), messages.cend(), [](const auto &message) { return message.certainty == Certainty::Prevented; }), 2);
    m_view->clearPreview();
    QCOMPARE(planned(), 2);
}

void SequenceViewTest::tellsScreenReadersEachRow()
{
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(m_view.get());
    QVERIFY(list);
    QCOMPARE(list->role(), QAccessible::List);
    QCOMPARE(list->childCount(), int(m_view->sequenceLayout().rows.size()));
    QVERIFY(list->child(0)->text(QAccessible::Name).startsWith(u"1. AP to TM: submit saga"_s));
    for (int i = 0; i < list->childCount(); ++i)
        QVERIFY(!list->child(i)->text(QAccessible::Name).isEmpty());
    QCOMPARE(list->child(0)->role(), QAccessible::ListItem);
}

void SequenceViewTest::countsEventsInTheFooter()
{
    QCOMPARE(m_view->summary(), u"%1 events"_s.arg(test::sagaFailure().events.size()));
    m_view->setDetail(test::sagaRetries(7));
    QVERIFY(m_view->summary().endsWith(u"folded"_s));
}

TXDESK_TEST(SequenceViewTest);
#include "sequence_view_test.moc"
