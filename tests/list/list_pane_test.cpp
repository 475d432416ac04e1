// The list on screen: freezing, empty and broken states, minutes above it, its menu and keys.
// SPDX-License-Identifier: Apache-2.0
#include "console/list/hits_histogram.h"
#include "console/list/list_header.h"
#include "console/models/filter_grammar.h"
#include "console/widgets/notice_band.h"
#include "tests/list/list_under_test.h"
#include "tests/support/test_main.h"

#include <QContextMenuEvent>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

#include <numeric>

using namespace txdesk;
using namespace txdesk::console;
using namespace txdesk::test;
using namespace Qt::StringLiterals;

class ListPaneTest final : public QObject
{
    Q_OBJECT

private slots:
    void frozenItSaysHowMuchWaits()
    {
        PaneUnderTest under(50);
        under.table().setFocus();
        QTest::keyClick(&under.table(), Qt::Key_Space);
        for (int i = 0; i < 1284; ++i)
            under.link.change(sampleRow(10'000 + i));
        under.time.advance(Milliseconds{200});
        auto *badge = under.pane.findChild<QToolButton *>("newerButton"_L1);
        QVERIFY(badge->isVisible());
        QCOMPARE(badge->text(), u"Frozen, +1,284 changes"_s);
        QCOMPARE(under.model().transactionCount(), 50);
        QTest::keyClick(&under.table(), Qt::Key_Space);
        QCOMPARE(under.model().transactionCount(), 50 + 1284);
    }

    void nothingMatchesAndWhatToDo()
    {
        PaneUnderTest under(5);
        under.pane.showList(u"type:tcc age<15m"_s);
        auto *title = under.pane.findChild<QLabel *>("listStateTitle"_L1);
        QTRY_COMPARE(title->text(), u"No transaction matches"_s);
        auto *why = under.pane.findChild<QLabel *>("listStateWhy"_L1);
        QTRY_VERIFY2(why->text().contains(u"The newest transaction of all began"_s), qPrintable(why->text()));
        const auto links = [&] { return under.pane.findChild<QWidget *>("listStateLinks"_L1)->findChildren<QPushButton *>(); };
        QCOMPARE(links().size(), 2);
        auto *widen = under.pane.findChild<QPushButton *>("widenButton"_L1);
        QVERIFY(widen->isVisible());
        widen->click();
        QCOMPARE(under.pane.filterText(), u"type:tcc created:[-24h..now]"_s);
        under.settle();
        links().first()->click();
        QCOMPARE(under.pane.filterText(), u"created:[-24h..now]"_s);
    }

    void aSlowListCanBeCancelled()
    {
        PaneUnderTest under(5);
        under.link.holdsAnswers = true;
        under.pane.showList(u"type:saga"_s);
        auto *title = under.pane.findChild<QLabel *>("listStateTitle"_L1);
        auto *button = under.pane.findChild<QPushButton *>("listStateButton"_L1);
        QVERIFY(!button->isVisible());
        under.time.advance(Milliseconds{1100});
        QVERIFY(button->isVisible());
        under.time.advance(Milliseconds{1000});
        QVERIFY2(title->text().contains(u"2 s"_s), qPrintable(title->text()));
        button->click();
        QCOMPARE(title->text(), u"The list could not be loaded"_s);
        QCOMPARE(button->text(), u"Try again"_s);
    }

    void sortedLoadedRowsWearABand()
    {
        PaneUnderTest under(300);
        emit under.table().header().localSortWanted(TransactionListModel::GidColumn, Qt::AscendingOrder);
        auto *band = under.pane.findChild<NoticeBand *>("listOrder"_L1);
        QVERIFY(band->isVisible());
        QVERIFY2(band->text().contains(u"200 loaded rows"_s), qPrintable(band->text()));
        emit band->clicked();
        under.settle();
        QVERIFY(!band->isVisible());
        QCOMPARE(under.gids().value(0), u"gid00300"_s);
    }

    void minutesAreCountedAndListed()
    {
        const Instant now = fromMs(1'795'244'861'000); // 07:07:41 UTC
        const auto hits = hitsPerMinute({now, now - Milliseconds{30'000}, now - Milliseconds{60'000}, now - Milliseconds{3'600'000}}, now);
        QCOMPARE(hits[59], 2);
        QCOMPARE(hits[58], 1);
        QCOMPARE(std::accumulate(hits.begin(), hits.end(), 0), 3);
        const QString term = minutesTerm(58, 59, now);
        QCOMPARE(term, u"created:[2026-11-21T07:06Z..2026-11-21T07:08Z]"_s);
        QVERIFY(FilterGrammar::parse(term, now));

        PaneUnderTest under(5); // 700 pixels high
        auto *histogram = under.pane.findChild<HitsHistogram *>("hitsHistogram"_L1);
        QVERIFY(histogram->isVisible());
        histogram->setFocus();
        QTest::keyClick(histogram, Qt::Key_Left);
        QTest::keyClick(histogram, Qt::Key_Return);
        QVERIFY2(under.pane.filterText().startsWith(u"created:[2026-11-21T07:06Z.."_s), qPrintable(under.pane.filterText()));
        under.pane.resize(900, 250); // the rows need the room
        QTRY_VERIFY(!histogram->isVisible());
    }

    // Two hundred are loaded, of five hundred: of the minutes behind them the server is asked, one after another.
    void minutesThatAreNotLoadedAreCounted_data()
    {
        QTest::addColumn<bool>("canCount");
        QTest::addColumn<bool>("hasBounds");
        QTest::addColumn<QString>("says");
        QTest::newRow("the server counts") << true << false << u"500 of this list began"_s;
        QTest::newRow("it cannot count") << false << false << u"As far as is known, 200 began"_s;
        QTest::newRow("the list has bounds of its own") << true << true << u"As far as is known, 200 began"_s;
    }
    void minutesThatAreNotLoadedAreCounted()
    {
        QFETCH(const bool, canCount);
        QFETCH(const bool, hasBounds);
        QFETCH(const QString, says);
        Capabilities can;
        can.features.setFlag(Feature::Counts, canCount);
        PaneUnderTest under(500, can);
        for (int i = 0; i < under.link.rows.size(); ++i)
            under.link.rows[i].transaction.createdAt = under.time.now() - Milliseconds{6'000} * i;
        under.pane.showList(hasBounds ? u"created:[-2h..]"_s : u"type:saga"_s);
        under.settle();
        QCOMPARE(under.model().transactionCount(), 200);
        auto *histogram = under.pane.findChild<HitsHistogram *>("hitsHistogram"_L1);
        under.time.advance(Milliseconds{3'000});
        under.settle();
        QVERIFY2(histogram->accessibleDescription().startsWith(says), qPrintable(histogram->accessibleDescription()));
    }

    void itsMenuIsFilledByOthers()
    {
        PaneUnderTest under(5);
        under.table().selectGid(sampleRow(3).transaction.gid);
        QMenu *filled = nullptr;
        connect(&under.table(), &TransactionTable::menuWanted, this, [&](QMenu &menu) { filled = &menu; });
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(5, 5), QPoint(5, 5));
        QCoreApplication::sendEvent(under.table().viewport(), &event);
        QVERIFY(filled);
        QVERIFY(filled->actions().size() >= 3);
        filled->close();
    }

    void whyStuckIsSaid()
    {
        PaneUnderTest under(0);
        TransactionRow row = sampleRow(1);
        row.transaction.failures = 7;
        row.transaction.createdAt = under.time.now();
        under.link.rows = {row};
        under.pane.showList({});
        QTRY_COMPARE(under.model().transactionCount(), 1);
        const QModelIndex why = under.model().index(0, TransactionListModel::WhyStuck);
        QVERIFY2(why.data().toString().contains(u"7 failure"_s), qPrintable(why.data().toString()));
        QVERIFY(why.data(Qt::ToolTipRole).toString().contains(u"from 3 on"_s));
    }

    void oldRowsWearTheirAge()
    {
        PaneUnderTest under(5);
        under.link.breakOff(u"connection refused"_s);
        const QImage before = under.table().grab().toImage();
        under.time.advance(Milliseconds{89'000});
        QVERIFY(under.table().grab().toImage() != before);
        under.link.goLive(true);
        QCOMPARE(under.model().transactionCount(), 5);
    }
};

TXDESK_TEST(ListPaneTest);
#include "list_pane_test.moc"
