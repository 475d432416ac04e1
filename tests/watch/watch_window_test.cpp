// The whole window: a fault appears, an alert fires, and two clicks lead to the participant; the overview beside it.
// SPDX-License-Identifier: Apache-2.0
#include "console/alerts/alert_watch.h"
#include "console/alerts/alert_ways.h"
#include "console/alerts/alert_words.h"
#include "console/alerts/alerts_panel.h"
#include "console/alerts/rules_dialog.h"
#include "console/overview/chart_card.h"
#include "console/widgets/stat_tile.h"
#include "tests/console/whole_widgets.h"
#include "tests/console/window_under_test.h"
#include "tests/support/test_main.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>

#include <ctime>

using namespace txdesk;
using namespace txdesk::console;
using namespace txdesk::test;

namespace {

// What would have left the program.
struct HeardWays final : AlertWays
{
    QStringList popups;
    QList<QUrl> posts;
    QList<QStringList> runs;
    int sounds = 0;
    int badge = 0;
    QString tip;

    std::function<void()> opened; // of the newest popup
    void popup(const QString &title, const QString &text, bool, const std::function<void()> &clicked) override
    {
        popups.append(title + u" | "_s + text);
        opened = clicked;
    }
    void attention() override {}
    void sound() override { ++sounds; }
    void post(const QUrl &url, const QByteArray &) override { posts.append(url); }
    void run(const QString &program, const QStringList &arguments) override { runs.append(QStringList{program} + arguments); }
    void showBadge(int firing, const QString &toolTip) override
    {
        badge = firing;
        tip = toolTip;
    }
};

// What this thread has worked.
double ownMs()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

struct WatchedWindow
{
    HeardWays ways;
    WindowUnderTest under;

    explicit WatchedWindow(LanguageChoice language = LanguageChoice::English, ThemeChoice theme = ThemeChoice::Light) : under(language, theme, &ways) {}

    // Seconds of a coordinator whose participant fails every call.
    void fail(int seconds)
    {
        for (int i = 0; i < seconds; i += 5) {
            ParticipantStats &stock = under.link->participantList[0];
            stock.calls += 5;
            stock.unknown += 5;
            under.link->statsNow.retriesTotal += 5;
            under.link->statsNow.oldestStuckAge += Seconds{5};
            under.link->speak();
            under.time.advance(Milliseconds{5'000});
            QCoreApplication::sendPostedEvents(); // the answers
        }
    }

    [[nodiscard]] QString filter() const { return under.window->findChild<QLineEdit *>("filterField"_L1)->text(); }
};

} // namespace

class WatchWindowTest final : public QObject
{
    Q_OBJECT

private slots:
    void fromTheAlertToTheGuiltyParticipant()
    {
        WatchedWindow watched;
        watched.under.fill();
        watched.under.window->workspace()->showPage(Workspace::Overview);
        watched.fail(120);
        AlertWatch &watch = watched.under.window->workspace()->alerts();
        QVERIFY(watch.firing() >= 2); // something is stuck, and a participant fails
        QVERIFY(watched.ways.popups.filter(u"127.0.0.1:8082"_s).size() >= 1);
        QVERIFY2(watched.ways.popups[0].contains(u"shop-eu"_s), "the place stands on each bubble");
        QCOMPARE(watched.ways.popups.filter(u"8082 fails"_s).size(), 1);
        QCOMPARE(watched.ways.badge, watch.firing());
        QVERIFY(watched.ways.tip.startsWith(u"shop-eu: 1 stuck"_s));

        auto *panel = watched.under.window->findChild<AlertsPanel *>("alertsPanel"_L1);
        QVERIFY2(panel && panel->isVisible(), "the dock came by itself");
        panel->select(u"stuck|"_s);
        auto *guilty = panel->findChild<QPushButton *>("alertShowGuilty"_L1);
        QVERIFY(guilty->isVisible() && guilty->text().contains(u"127.0.0.1:8082"_s));
        QTest::mouseClick(guilty, Qt::LeftButton);
        QCOMPARE(watched.under.window->workspace()->currentPage(), int(Workspace::Transactions));
        QCOMPARE(watched.under.window->workspace()->list().filterText(), u"is:stuck part:127.0.0.1:8082"_s);

        panel->select(u"participant|127.0.0.1:8082"_s);
        QTest::mouseClick(panel->findChild<QPushButton *>("alertShow"_L1), Qt::LeftButton);
        QCOMPARE(watched.under.window->workspace()->list().filterText(), u"status:unfinished part:127.0.0.1:8082"_s);
    }

    void aClickOnTheNotificationOpensItsAlert()
    {
        WatchedWindow watched;
        watched.under.fill();
        Workspace &workspace = *watched.under.window->workspace();
        workspace.showPage(Workspace::Overview);
        watched.fail(120);
        QVERIFY(watched.ways.opened);
        auto *panel = watched.under.window->findChild<AlertsPanel *>("alertsPanel"_L1);
        watched.ways.opened();
        const std::optional<Alert> shown = panel->current();
        QVERIFY(shown);
        QVERIFY2(watched.ways.popups.last().contains(AlertWords::name(shown->rule)), qPrintable(watched.ways.popups.last()));
        QCOMPARE(workspace.currentPage(), int(Workspace::Transactions));
        QCOMPARE(workspace.list().filterText(), shown->filter);
    }

    void acknowledgedInThePanel()
    {
        WatchedWindow watched;
        watched.under.fill();
        watched.fail(120);
        AlertWatch &watch = watched.under.window->workspace()->alerts();
        const int firing = watch.firing();
        auto *panel = watched.under.window->findChild<AlertsPanel *>("alertsPanel"_L1);
        panel->select(u"stuck|"_s);
        const QAbstractItemModelTester tester(panel->findChild<QTableView *>("alertsTable"_L1)->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        panel->findChild<QToolButton *>("alertAcknowledge"_L1)->menu()->actions().constFirst()->trigger();
        QCOMPARE(watch.firing(), firing - 1);
        QCOMPARE(watched.ways.badge, firing - 1);
        const qsizetype told = watched.ways.popups.filter(u"stuck transactions"_s).size();
        watched.fail(600);
        QCOMPARE(watched.ways.popups.filter(u"stuck transactions"_s).size(), told);
    }

    void aSilentServerIsAnAlert()
    {
        WatchedWindow watched;
        watched.under.fill();
        watched.under.link->breakOff(u"connection refused"_s);
        for (int i = 0; i < 12; ++i)
            watched.under.time.advance(Milliseconds{5'000});
        QCOMPARE(watched.ways.popups.filter(u"Nothing heard"_s).size(), 1);
        QVERIFY(watched.ways.tip.contains(u"not connected"_s));
        auto *panel = watched.under.window->findChild<AlertsPanel *>("alertsPanel"_L1);
        panel->select(u"silent|"_s);
        auto *show = panel->findChild<QPushButton *>("alertShow"_L1);
        QVERIFY2(!show->isEnabled() && !show->accessibleDescription().isEmpty(), "greyed, and it says why");
    }

    void rulesAreChangedTriedAndKept()
    {
        WatchedWindow watched;
        watched.under.fill();
        watched.fail(30);
        AlertWatch &watch = watched.under.window->workspace()->alerts();
        {
            RulesDialog dialog(watch, watched.under.window.get());
            const qsizetype before = dialog.rules().size();
            dialog.addRule();
            QCOMPARE(dialog.rules().size(), before + 1);
            dialog.tryRule();
            QVERIFY(dialog.findChild<QLabel *>("ruleSaid"_L1)->text().contains(u"the condition holds"_s));
            const QString path = watched.under.folder.filePath(u"rules.ini"_s);
            QVERIFY(dialog.exportTo(path));
            dialog.removeRule();
            QVERIFY(dialog.importFrom(path));
            QCOMPARE(dialog.rules().size(), before + 1);
            QCOMPARE(watch.policy().rules.size(), before); // nothing holds before OK
            dialog.accept();
            QCOMPARE(watch.policy().rules.size(), before + 1);
        }
        watched.fail(5);
        QVERIFY(watched.ways.popups.filter(u"New rule"_s).size() == 1);
        AlertPolicy policy = watch.policy();
        policy.outputs.webHook = u"http://127.0.0.1:1/hook"_s;
        policy.outputs.program = {u"/bin/true"_s, u"--alert"_s};
        watch.setPolicy(policy);
        watched.fail(60);
        QVERIFY(!watched.ways.posts.isEmpty());
        QVERIFY2(watched.ways.runs.isEmpty(), "a program runs only when it may");
        policy.outputs.mayRun = true;
        policy.rules.append({.id = u"another"_s, .value = 1});
        watch.setPolicy(policy);
        watched.fail(5);
        QCOMPARE(watched.ways.runs.value(0).first(3), (QStringList{u"/bin/true"_s, u"--alert"_s, u"fired"_s}));
        // The next connection to the same place has them, too.
        watched.under.fill();
        QCOMPARE(watched.under.window->workspace()->alerts().policy(), policy);
    }

    void overviewIsWhole_data()
    {
        QTest::addColumn<int>("language");
        QTest::addColumn<int>("theme");
        QTest::newRow("English, light") << int(LanguageChoice::English) << int(ThemeChoice::Light);
        QTest::newRow("Chinese, dark") << int(LanguageChoice::Chinese) << int(ThemeChoice::Dark);
    }
    void overviewIsWhole()
    {
        QFETCH(int, language);
        QFETCH(int, theme);
        WatchedWindow watched(static_cast<LanguageChoice>(language), static_cast<ThemeChoice>(theme));
        watched.under.fill();
        watched.under.link->historyNow = history(watched.under.time.now());
        Workspace &workspace = *watched.under.window->workspace();
        workspace.showPage(Workspace::Overview);
        watched.fail(30);
        OverviewPage &page = workspace.overview();
        for (const HistoryRange range : {HistoryRange::Live, HistoryRange::Hour, HistoryRange::Day}) {
            page.setRange(range);
            QVERIFY2(clippedText(*watched.under.window).isEmpty(), qPrintable(clippedText(*watched.under.window)));
            QVERIFY2(namelessWidget(*watched.under.window).isEmpty(), qPrintable(namelessWidget(*watched.under.window)));
            for (const MarkedChart *chart : page.findChildren<MarkedChart *>())
                QVERIFY2(chart->emptyReason().isEmpty() && chart->markCount() > 0, qPrintable(chart->objectName() + chart->emptyReason()));
        }
        for (ChartCard *card : page.findChildren<ChartCard *>()) {
            card->showTable(true);
            QVERIFY(card->showsTable());
            QVERIFY(card->findChild<QTableView *>()->model()->rowCount() > 0);
        }
        for (const StatTile *tile : page.findChildren<StatTile *>())
            QVERIFY2(tile->value() != u"–"_s || tile->objectName() == u"tile5"_s, qPrintable(tile->objectName()));
        QVERIFY(page.findChild<StatTile *>("tile1"_L1)->note().contains(u"4"_s)); // as it was yesterday
    }

    void aMarkOpensTheList()
    {
        WatchedWindow watched;
        watched.under.fill();
        watched.under.link->historyNow = history(watched.under.time.now());
        Workspace &workspace = *watched.under.window->workspace();
        workspace.showPage(Workspace::Overview);
        watched.fail(15);
        auto *heat = workspace.overview().findChild<MarkedChart *>("retriesChart"_L1);
        heat->choose(heat->markCount() - 1);
        QCOMPARE(workspace.currentPage(), int(Workspace::Transactions));
        QVERIFY(workspace.list().filterText().startsWith(u"part:127.0.0.1:8082"_s));
    }

    // Printed, in time of our own thread: others use this machine, too. The bound is four times the budget for a debug build.
    void aTickIsCheap()
    {
        WatchedWindow watched;
        watched.under.fill();
        watched.under.link->historyNow = history(watched.under.time.now());
        Workspace &workspace = *watched.under.window->workspace();
        workspace.showPage(Workspace::Overview);
        watched.fail(15);
        OverviewPage &page = workspace.overview();
        page.setRange(HistoryRange::Day);
        QList<double> took;
        for (int i = 0; i < 9; ++i) {
            const double before = ownMs();
            page.drawCharts();
            page.repaint();
            took.append(ownMs() - before);
        }
        std::ranges::sort(took);
        qInfo("all charts, a day of minutes: median %.1f ms, worst %.1f ms", took[4], took[8]);
        QVERIFY2(took[4] < 100, qPrintable(QString::number(took[4])));
    }

private:
    static StatsHistory history(Instant now)
    {
        StatsHistory history{.node = u"node-a"_s, .from = now - Seconds{90'000}};
        for (int i = 1500; i >= 0; --i) {
            HistoryPoint point{.at = fromMs(toMs(now) / 60'000 * 60'000) - Seconds{60 * i}, .created = 60 + i % 40, .succeeded = 50 + i % 37, .failed = i % 13, .unfinished = 20, .stuck = i % 5};
            point.durations.insert(TransactionKind::Saga, {.finished = 60, .p50 = 20.0 + i % 7, .p95 = 500, .p99 = 3000});
            history.points.append(point);
        }
        history.lastHour = HistoryPoint{.failed = 300};
        history.yesterday = HistoryPoint{.failed = 30, .stuck = 4};
        history.participantEnd = fromMs(toMs(now) / 300'000 * 300'000) + Seconds{300};
        QList<qint64> calls(288, 100);
        history.participants = {{u"127.0.0.1:8082"_s, calls, QList<qint64>(288, 40), QList<qint64>(288, 30), QList<qint64>(288, 10)}};
        return history;
    }
};

TXDESK_TEST(WatchWindowTest);
#include "watch_window_test.moc"
