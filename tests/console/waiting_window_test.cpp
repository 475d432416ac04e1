// The window's pages and tabs of what waits: locks, undo records and the decision, dead letters, ladders.
// SPDX-License-Identifier: Apache-2.0
#include "console/actions/confirm_dialog.h"
#include "console/detail/delivery_tab.h"
#include "console/detail/undo_tab.h"
#include "console/overview/overview_page.h"
#include "console/pages/locks_view.h"
#include "console/pages/parked_view.h"
#include "console/pages/wait_graph_view.h"
#include "console/widgets/detail_table.h"
#include "tests/console/waiting_samples.h"
#include "tests/console/whole_widgets.h"
#include "tests/console/window_under_test.h"
#include "tests/support/test_main.h"

#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace txdesk;
using namespace txdesk::console;
using namespace txdesk::test;
using namespace Qt::StringLiterals;

namespace {

// A window that shows one waiting transaction, with locks, waits and an undo record behind it.
struct WaitingWindow : WindowUnderTest
{
    TransactionDetail shown;

    explicit WaitingWindow(Waiting story, LanguageChoice choice = LanguageChoice::English, ThemeChoice theme = ThemeChoice::Light)
        : WindowUnderTest(choice, theme), shown(waitingDetail(story, time.now()))
    {
        fill();
        const Instant since = time.now() - Milliseconds{3000};
        const Gid gid = shown.snapshot.transaction.gid;
        link->details.insert(gid, shown);
        link->lockList = {lockOf(gid.value, u"2"_s, since), lockOf(u"tx-b"_s, u"3"_s, since)};
        link->waitList = {waitOf(u"tx-b"_s, gid.value, u"2"_s, since), waitOf(u"tx-c"_s, u"tx-b"_s, u"3"_s, since)};
        for (LockWait &wait : link->waitList)
            wait.until = time.now() + Milliseconds{60'000};
        link->undoOf.insert(gid, undoOfTransfer(u"950"_s));
        link->change({shown.snapshot.transaction, shown.participants});
        window->workspace()->showTransaction(gid);
        time.advance(Milliseconds{1000});
    }

    [[nodiscard]] Workspace &workspace() const { return *window->workspace(); }
    [[nodiscard]] const Gid &gid() const { return shown.snapshot.transaction.gid; }
    [[nodiscard]] bool isShown() const { return workspace().detail().detail() && workspace().detail().detail()->snapshot.transaction.gid == gid(); }

    template <class T>
    [[nodiscard]] T *find(QLatin1StringView name) const
    {
        return window->findChild<T *>(name);
    }

    void picture(const char *name) const // for people who want to look
    {
        const QString place = qEnvironmentVariable("TXDESK_PICTURES");
        if (!place.isEmpty())
            window->grab().save(place + u'/' + QLatin1StringView(name) + ".png"_L1);
    }
};

} // namespace

class WaitingWindowTest final : public QObject
{
    Q_OBJECT

private slots:
    void widgetsAreWhole_data();
    void widgetsAreWhole();
    void listsLocksAndLeadsToTheHolder();
    void readsTheGraphByKeys();
    void offersOnlyTheTabsThatMakeSense();
    void decidesOnlyWhatWasRead();
    void decidesWhereTheParticipantShowsNothing();
    void resendsOneOrAll();
    void actsOnWhatIsParked();
    void countsWhatWaits();
};

void WaitingWindowTest::widgetsAreWhole_data()
{
    QTest::addColumn<int>("language");
    QTest::addColumn<int>("theme");
    QTest::addColumn<QSize>("size");
    QTest::newRow("English, small") << int(LanguageChoice::English) << int(ThemeChoice::Light) << QSize(1024, 700);
    QTest::newRow("Chinese, small") << int(LanguageChoice::Chinese) << int(ThemeChoice::Dark) << QSize(1024, 700);
    QTest::newRow("English, large") << int(LanguageChoice::English) << int(ThemeChoice::Dark) << QSize(1920, 1080);
}

void WaitingWindowTest::widgetsAreWhole()
{
    QFETCH(int, language);
    QFETCH(int, theme);
    QFETCH(QSize, size);
    for (const Waiting story : {Waiting::Dirty, Waiting::DeadLetter, Waiting::Unanswered, Waiting::Climbing}) {
        WaitingWindow under(story, static_cast<LanguageChoice>(language), static_cast<ThemeChoice>(theme));
        under.window->resize(size);
        QTRY_VERIFY(under.isShown());
        const auto isWhole = [&under] {
            const QString fault = clippedText(*under.window) + namelessWidget(*under.window);
            return fault;
        };
        for (const DetailPane::Tab tab : {DetailPane::Undo, DetailPane::Delivery}) {
            under.workspace().detail().raiseTab(tab);
            if (auto *read = under.find<QPushButton>("undoRead"_L1); read->isVisible() && read->isEnabled()) {
                read->click();
                QTRY_VERIFY(under.find<UndoTab>("undoTab"_L1)->model().rowCount() > 0);
            }
            QTRY_VERIFY2(isWhole().isEmpty(), qPrintable(isWhole()));
        }
        under.picture(qPrintable(u"detail-%1-%2-%3"_s.arg(int(story)).arg(language).arg(size.width())));
        for (const int page : {int(Workspace::Locks), int(Workspace::Parked)}) {
            under.workspace().showPage(page);
            QTRY_VERIFY(page == int(Workspace::Locks) ? under.workspace().locks().model().rowCount() > 0
                                                      : under.workspace().parked().model().rowCount() > 0 || story == Waiting::Climbing);
            QTRY_VERIFY2(isWhole().isEmpty(), qPrintable(isWhole()));
            under.picture(qPrintable(u"page-%1-%2-%3-%4"_s.arg(page).arg(int(story)).arg(language).arg(size.width())));
        }
        QCOMPARE(under.window->size(), size);
    }
}

void WaitingWindowTest::listsLocksAndLeadsToTheHolder()
{
    WaitingWindow under(Waiting::AtPhaseOne);
    under.workspace().showPage(Workspace::Locks);
    LocksView &locks = under.workspace().locks();
    QTRY_COMPARE(locks.model().rowCount(), 2);
    QTRY_COMPARE(locks.model().index(0, 7).data().toString(), u"1"_s); // one waits for it
    auto *graph = under.find<WaitGraphView>("waitGraph"_L1);
    QTRY_COMPARE(graph->graph().nodes.size(), 3);
    QCOMPARE(under.find<QListWidget>("waitLines"_L1)->count(), 2);
    QVERIFY(graph->accessibleDescription().contains(u"tx-c waits for tx-b"_s));
    under.find<QLineEdit>("lockGid"_L1)->setText(u"tx-b"_s);
    QTest::keyClick(under.find<QLineEdit>("lockGid"_L1), Qt::Key_Return);
    QTRY_COMPARE(locks.model().rowCount(), 1);
    QCOMPARE(under.link->lockFilters.last().gid, u"tx-b"_s);
    QSignalSpy wanted(&locks, &LocksView::transactionWanted);
    QTest::mouseClick(graph, Qt::LeftButton, {}, graph->graph().nodes.last().box.center().toPoint());
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().first().value<Gid>(), graph->graph().nodes.last().gid);
}

void WaitingWindowTest::readsTheGraphByKeys()
{
    WaitGraphView view;
    const Instant now = fromMs(1'000'000);
    view.setGraph(waitGraphOf({waitOf(u"a"_s, u"b"_s, u"1"_s, now), waitOf(u"b"_s, u"a"_s, u"2"_s, now)}, now), now);
    QSignalSpy wanted(&view, &WaitGraphView::transactionWanted);
    QTest::keyClick(&view, Qt::Key_Return);
    QTest::keyClick(&view, Qt::Key_Down);
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(wanted.size(), 2);
    QCOMPARE(wanted[0].first().value<Gid>(), Gid{u"a"_s});
    QCOMPARE(wanted[1].first().value<Gid>(), Gid{u"b"_s});
    QVERIFY(view.accessibleDescription().contains(u"Deadlock"_s));
}

void WaitingWindowTest::offersOnlyTheTabsThatMakeSense()
{
    WaitingWindow at(Waiting::Dirty);
    QTRY_VERIFY(at.isShown());
    QVERIFY(at.workspace().detail().hasTab(DetailPane::Undo));
    QVERIFY(!at.workspace().detail().hasTab(DetailPane::Delivery));
    at.workspace().detail().raiseTab(DetailPane::Branches);
    at.workspace().detail().raiseTab(DetailPane::Delivery); // it has none
    QCOMPARE(at.workspace().detail().currentTab(), DetailPane::Branches);
    WaitingWindow notice(Waiting::Climbing);
    QTRY_VERIFY(notice.isShown());
    QVERIFY(!notice.workspace().detail().hasTab(DetailPane::Undo));
    QVERIFY(notice.workspace().detail().hasTab(DetailPane::Delivery));
}

void WaitingWindowTest::decidesOnlyWhatWasRead()
{
    WaitingWindow under(Waiting::Dirty);
    QTRY_VERIFY(under.isShown());
    under.workspace().detail().raiseTab(DetailPane::Undo);
    auto *overwrite = under.find<QPushButton>("undo_force-rollback"_L1);
    QVERIFY(overwrite->isVisible() && !overwrite->isEnabled());
    QVERIFY(overwrite->accessibleDescription().contains(u"Read the undo record first"_s));
    under.find<QLineEdit>("undoReason"_L1)->setText(u"the bank called"_s);
    QTest::keyClick(under.find<QLineEdit>("undoReason"_L1), Qt::Key_Return); // reading needs no second gesture
    QTRY_VERIFY(overwrite->isEnabled());
    QCOMPARE(under.link->undoReasons, QStringList{u"the bank called"_s});
    auto *table = under.find<DetailTable>("undoTable"_L1);
    QCOMPARE(table->model()->index(0, 2).data().toString(), u"account_balance"_s);
    QCOMPARE(table->model()->index(0, 5).data().toString(), u"“950”"_s);

    overwrite->click();
    auto *dialog = under.window->findChild<ConfirmDialog *>();
    QVERIFY(dialog);
    QVERIFY(dialog->findChild<QLabel *>("willDo"_L1)->text().contains(u"account_info 2, account_balance: “950” is overwritten with “1000”"_s));
    auto *confirm = dialog->findChild<QPushButton *>("confirmButton"_L1);
    dialog->findChild<QLineEdit *>("reason"_L1)->setText(u"agreed with the bank"_s);
    QVERIFY(!confirm->isEnabled()); // the tail of the gid, and a pause
    if (auto *ticket = dialog->findChild<QLineEdit *>("ticket"_L1)) // production asks for one
        ticket->setText(u"INC-2209"_s);
    dialog->findChild<QLineEdit *>("gidTail"_L1)->setText(u"hTXCVk"_s);
    under.time.advance(Milliseconds{4000});
    QVERIFY(confirm->isEnabled());
    confirm->click();
    QCOMPARE(under.link->acts.size(), 1);
    QCOMPARE(under.link->acts.first().action, Action::ForceRollback);
    QCOMPARE(under.link->acts.first().branch, BranchId{u"01"_s});
    QVERIFY(under.link->acts.first().reason.startsWith(u"agreed with the bank"_s));

    auto *summary = under.find<QWidget>("undoSummary"_L1);
    const auto saysBefore = [summary] {
        const QList<QLabel *> labels = summary->findChildren<QLabel *>();
        return std::ranges::any_of(labels, [](const QLabel *label) { return label->text().contains(u"before the decision"_s); });
    };
    QVERIFY(!saysBefore());
    TransactionDetail decided = *under.workspace().detail().detail();
    decided.snapshot.transaction.parked = Parked::No;
    under.workspace().detail().findChild<UndoTab *>()->showDetail(decided, under.time.now());
    QVERIFY2(saysBefore(), "what was read is not what it is now");
}

void WaitingWindowTest::decidesWhereTheParticipantShowsNothing()
{
    WaitingWindow under(Waiting::Dirty);
    QTRY_VERIFY(under.isShown());
    under.link->undoRefusal = Error{ErrorCode::Unavailable, u"no answer"_s, {}};
    under.workspace().detail().raiseTab(DetailPane::Undo);
    under.find<QPushButton>("undoRead"_L1)->click();
    auto *keep = under.find<QPushButton>("undo_accept-current"_L1);
    QTRY_VERIFY(keep->isEnabled());
    const Confirmation confirmation = under.workspace().detail().desk().confirmation(Action::AcceptCurrent);
    QVERIFY(confirmation.atStake.first().contains(u"not known"_s));
}

void WaitingWindowTest::resendsOneOrAll()
{
    WaitingWindow under(Waiting::DeadLetter);
    QTRY_VERIFY(under.isShown());
    under.workspace().detail().raiseTab(DetailPane::Delivery);
    auto *one = under.find<QPushButton>("resendOne"_L1);
    QTRY_VERIFY(one->isEnabled()); // the dead one is chosen by itself
    const auto *tab = under.find<DeliveryTab>("deliveryTab"_L1);
    QCOMPARE(tab->receivers().rowCount(), 2);
    QCOMPARE(tab->steps().rowCount(), 5);
    QCOMPARE(tab->attempts().rowCount(), 5);
    one->click();
    under.time.advance(ActionDesk::armedFor + Milliseconds{100});
    QCOMPARE(under.link->acts.size(), 1);
    QCOMPARE(under.link->acts.first().branch, BranchId{u"01"_s});
    under.find<QPushButton>("resendAll"_L1)->click();
    under.time.advance(ActionDesk::armedFor + Milliseconds{100});
    QCOMPARE(under.link->acts.last().action, Action::Retry);
    QCOMPARE(under.link->acts.last().branch, BranchId{});
}

void WaitingWindowTest::actsOnWhatIsParked()
{
    WaitingWindow under(Waiting::Unanswered);
    under.workspace().showPage(Workspace::Parked);
    ParkedView &parked = under.workspace().parked();
    QTRY_COMPARE(parked.model().rowCount(), 1);
    auto *submit = under.find<QPushButton>("parked_submit"_L1);
    QTRY_VERIFY2(submit->isEnabled(), qPrintable(submit->accessibleDescription()));
    QVERIFY(under.find<QPushButton>("parked_abort"_L1)->isVisible());
    QCOMPARE(under.find<QPushButton>("parked_retry"_L1)->text(), u"Ask again"_s);
    QVERIFY(!under.find<QPushButton>("parkedUndo"_L1)->isVisible());
    submit->click();
    auto *dialog = under.window->findChild<ConfirmDialog *>();
    QVERIFY(dialog);
    dialog->findChild<QLineEdit *>("reason"_L1)->setText(u"it did commit"_s);
    dialog->findChild<QPushButton *>("confirmButton"_L1)->click();
    QCOMPARE(under.link->acts.last().action, Action::Submit);
    TransactionRow done{under.shown.snapshot.transaction, {}};
    done.transaction.parked = Parked::No; // somebody has decided
    under.link->change(done);
    under.time.advance(Milliseconds{600});
    QTRY_COMPARE(parked.model().rowCount(), 0);
    QVERIFY(!submit->isEnabled());
}

void WaitingWindowTest::countsWhatWaits()
{
    WaitingWindow under(Waiting::Dirty);
    under.link->statsNow.parked = {{Parked::Dirty, 1}, {Parked::DeadLetter, 2}};
    QSignalSpy counted(&under.workspace().overview(), &OverviewPage::parkedCounted);
    under.workspace().showPage(Workspace::Overview);
    under.time.advance(Milliseconds{6000});
    QTRY_VERIFY(!counted.isEmpty() && counted.last().first().toLongLong() == 3);
    QSignalSpy wanted(&under.workspace().overview(), &OverviewPage::listWanted);
    under.find<QAbstractButton>("tile6"_L1)->click();
    QCOMPARE(wanted.first().first().toString(), u"is:parked"_s);
    QVERIFY(under.find<QAbstractButton>("tile6"_L1)->accessibleName().contains(u"3"_s));
}

TXDESK_TEST(WaitingWindowTest);
#include "waiting_window_test.moc"
