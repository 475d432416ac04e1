// The frame: several coordinators at once, focus mode, layouts, history, docks that stay.
// SPDX-License-Identifier: Apache-2.0
#include "console/app/stuck_everywhere.h"
#include "console/app/system_scheme.h"
#include "console/widgets/detail_table.h"
#include "console/widgets/environment_strip.h"
#include "tests/console/window_under_test.h"
#include "tests/support/test_main.h"

#include <QDockWidget>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QListWidget>
#include <QLabel>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>

namespace txdesk::test {

namespace {

Profile otherPlace() { return {u"shop-us"_s, u"http://127.0.0.1:2"_s, Environment::Test, false}; }

} // namespace

class FrameTest final : public QObject
{
    Q_OBJECT

private slots:
    void eachCoordinatorHasItsTabAndItsBand()
    {
        WindowUnderTest under;
        under.fill();
        Workspace *first = under.window->workspace();
        FakeCoordinatorLink *firstLink = under.link;
        auto *band = under.window->findChild<EnvironmentStrip *>(u"environmentStrip"_s);
        QVERIFY(band->accessibleName().contains(u"PROD"_s));
        under.window->connectTo(otherPlace());
        QCOMPARE(under.window->workspaces().size(), 2);
        QVERIFY(band->accessibleName().contains(u"TEST"_s) && band->accessibleName().contains(u"shop-us"_s));
        under.window->raiseWorkspace(first);
        QCOMPARE(under.window->workspace(), first);
        QVERIFY(band->accessibleName().contains(u"shop-eu"_s));
        QCOMPARE(firstLink->status().state, LinkState::Live); // the other one did not end it
        under.window->closeServer();
        QCOMPARE(under.window->workspaces().size(), 1);
        QCOMPARE(under.window->workspace()->profile().name, u"shop-us"_s);
        under.window->closeServer();
        QVERIFY(!under.window->workspace());
    }

    void theSamePlaceIsConnectedOnce()
    {
        WindowUnderTest under;
        under.fill();
        under.window->connectTo(Profile{u"shop-eu"_s, u"http://127.0.0.1:36789"_s, Environment::Production, false});
        QCOMPARE(under.window->workspaces().size(), 1);
    }

    void whatIsStuckEverywhereIsOneList()
    {
        WindowUnderTest under;
        under.fill();
        FakeCoordinatorLink *first = under.link;
        first->rows = {first->rows.first()};
        under.window->connectTo(otherPlace());
        under.link->rows = {first->rows.first()};
        under.link->rows.first().transaction.gid = Gid{u"of-the-other"_s};
        under.link->goLive();
        under.window->showStuckEverywhere();
        auto *everywhere = under.window->findChild<StuckEverywhere *>();
        QTRY_COMPARE(everywhere->model().rowCount(), 2);
        QStringList gids;
        for (const PlainRow &row : everywhere->model().rows())
            gids.append(row.cells[1].text);
        QVERIFY(gids.contains(u"of-the-other"_s) && gids.contains(first->rows.first().transaction.gid.value));
        first->refusal = Error{ErrorCode::Unavailable, u"cable cut"_s, {}};
        under.time.advance(Milliseconds{6000});
        QTRY_VERIFY(everywhere->findChild<QLabel *>(u"stuckEverywhereSummary"_s)->text().contains(u"cable cut"_s));
        QCOMPARE(everywhere->model().rowCount(), 2); // what was known stays
    }

    void focusModeIsRememberedByProfile()
    {
        WindowUnderTest under;
        under.fill();
        under.window->setThemeChoice(ThemeChoice::Light);
        const qreal before = QApplication::font().pointSizeF();
        under.window->setFocusMode(true);
        QVERIFY(under.window->appearance().theme.dark);
        QVERIFY(qAbs(QApplication::font().pointSizeF() - before * 1.25) < 0.01);
        QVERIFY(under.window->findChild<QDockWidget *>(u"viewsDock"_s)->isHidden());
        QVERIFY(!under.window->findChild<QTabWidget *>(u"detailTabs"_s)->isVisible());
        QVERIFY(under.window->workspace()->list().isVisible());
        int buttons = 0;
        for (const QToolButton *button : under.window->workspace()->detail().actionBar().findChildren<QToolButton *>())
            buttons += button->isVisible() ? 1 : 0;
        QVERIFY2(buttons >= 2 && buttons <= 3, qPrintable(QString::number(buttons)));
        under.window->connectTo(otherPlace());
        QVERIFY(!under.window->focusMode());
        QVERIFY(!under.window->appearance().theme.dark);
        under.window->raiseWorkspace(under.window->workspaces().first());
        QVERIFY(under.window->focusMode());
        QTest::keyClick(under.window.get(), Qt::Key_Escape);
        QVERIFY(!under.window->focusMode());
        QVERIFY(qFuzzyCompare(QApplication::font().pointSizeF(), before));
    }

    void aLayoutOfAnotherVersionIsLeftAlone()
    {
        WindowUnderTest under;
        under.settings.file().setValue(u"layout1/docks"_s, QByteArray("of an older console"));
        under.settings.file().setValue(u"layout2/docks"_s, QByteArray("broken"));
        under.settings.file().setValue(u"layout2/geometry"_s, QByteArray("broken"));
        WindowParts parts{under.settings, under.language, under.time, under.time,
                          [&under](const Profile &) { return std::make_unique<FakeCoordinatorLink>(under.time); }, {}, under.vault};
        MainWindow window(parts);
        window.connectTo(otherPlace());
        window.show();
        QVERIFY(window.findChild<QDockWidget *>(u"viewsDock"_s)->isVisible());
        window.close();
        QCOMPARE(under.settings.file().value(u"layout1/docks"_s).toByteArray(), QByteArray("of an older console"));
    }

    void noDockCanBeDraggedToNothing()
    {
        WindowUnderTest under;
        under.fill();
        QStringList names = DockArea::names();
        names.append(u"viewsDock"_s);
        for (const QString &name : names) {
            const auto *dock = under.window->findChild<QDockWidget *>(name);
            QVERIFY2(dock, qPrintable(name));
            QVERIFY2(dock->widget()->minimumSize().width() >= 100 && dock->widget()->minimumSize().height() >= 80, qPrintable(name));
            QVERIFY2(!dock->windowTitle().isEmpty(), qPrintable(name));
        }
    }

    void layoutsAreUndone()
    {
        WindowUnderTest under;
        under.fill();
        under.time.advance(Milliseconds{1100});
        const QByteArray before = under.window->workspace()->splitterState();
        under.window->applyLayout(u"debug"_s);
        QVERIFY(under.window->workspace()->splitterState() != before);
        QVERIFY(under.window->commands().run(u"layout.undo"_s));
        QCOMPARE(under.window->workspace()->splitterState(), before);
        QVERIFY(under.window->commands().run(u"layout.redo"_s));
        QVERIFY(under.window->workspace()->splitterState() != before);
    }

    void layoutsAreSavedAndDeleted()
    {
        WindowUnderTest under;
        under.fill();
        under.time.advance(Milliseconds{1100});
        under.window->applyLayout(u"debug"_s);
        const QByteArray mine = under.window->workspace()->splitterState();
        QDialog *dialog = under.window->askLayoutName();
        dialog->show();
        auto *name = dialog->findChild<QLineEdit *>(u"nameField"_s);
        auto *save = dialog->findChild<QPushButton *>(u"nameSave"_s);
        QVERIFY2(!save->isEnabled() && !save->accessibleDescription().isEmpty(), "no name yet");
        name->setText(u"WALL"_s);
        QVERIFY2(!save->isEnabled(), "that is a delivered one");
        name->setText(u"night/shift & co"_s);
        save->click();
        QCOMPARE(under.settings.layoutNames(), QStringList{u"night/shift & co"_s});
        under.window->applyLayout(u"triage"_s);
        QVERIFY(under.window->workspace()->splitterState() != mine);
        const auto entries = [&under] {
            QMenu *menu = nullptr;
            for (QMenu *one : under.window->findChildren<QMenu *>())
                for (const QAction *action : one->actions())
                    if (action->objectName() == u"layout.saveAs"_s)
                        menu = one;
            emit menu->aboutToShow();
            return menu->actions();
        };
        const auto find = [](const QList<QAction *> &actions, const QString &text) {
            const auto found = std::ranges::find(actions, text, &QAction::text);
            return found == actions.end() ? nullptr : *found;
        };
        QAction *put = find(entries(), u"night/shift && co"_s);
        QVERIFY(put && put->isEnabled());
        put->trigger();
        QCOMPARE(under.window->workspace()->splitterState(), mine);
        QVERIFY(under.window->commands().run(u"layout.undo"_s)); // a step like any other
        QVERIFY(under.window->workspace()->splitterState() != mine);
        QAction *doomed = find(entries(), u"De&lete a layout"_s);
        QVERIFY(doomed && doomed->menu());
        find(doomed->menu()->actions(), u"night/shift && co"_s)->trigger();
        QVERIFY(under.settings.layoutNames().isEmpty());
        QVERIFY(!find(entries(), u"De&lete a layout"_s));
    }

    void densityIsOfEveryTable()
    {
        WindowUnderTest under;
        under.fill();
        under.window->setDensity(Density::Compact);
        const auto heights = [&under] {
            QHash<const QTableView *, int> all;
            for (const DetailTable *table : under.window->findChildren<DetailTable *>())
                all.insert(table, table->verticalHeader()->defaultSectionSize());
            return all;
        };
        const auto compact = heights();
        QVERIFY(compact.size() > 10);
        under.window->setDensity(Density::Cosy);
        const auto cosy = heights();
        for (auto it = compact.cbegin(); it != compact.cend(); ++it)
            QVERIFY2(cosy.value(it.key()) == it.value() + 6, qPrintable(it.key()->accessibleName()));
    }

    void backAndForward()
    {
        WindowUnderTest under;
        under.fill();
        Workspace &workspace = *under.window->workspace();
        const Gid first = workspace.detail().desk().subject();
        workspace.showPage(Workspace::Overview);
        workspace.showPage(Workspace::Audit);
        QVERIFY(under.window->commands().run(u"view.back"_s));
        QCOMPARE(workspace.currentPage(), int(Workspace::Overview));
        QVERIFY(under.window->commands().run(u"view.back"_s));
        QCOMPARE(workspace.currentPage(), int(Workspace::Transactions));
        QCOMPARE(workspace.detail().desk().subject(), first);
        QVERIFY(under.window->commands().run(u"view.forward"_s));
        QCOMPARE(workspace.currentPage(), int(Workspace::Overview));
    }

    void theDesktopsWishIsRead_data()
    {
        QTest::addColumn<uint>("number");
        QTest::addColumn<int>("wish");
        QTest::newRow("none") << 0u << int(SystemScheme::Wish::Unknown);
        QTest::newRow("dark") << 1u << int(SystemScheme::Wish::Dark);
        QTest::newRow("light") << 2u << int(SystemScheme::Wish::Light);
        QTest::newRow("of the future") << 9u << int(SystemScheme::Wish::Unknown);
    }

    void theDesktopsWishIsRead()
    {
        QFETCH(uint, number);
        QFETCH(int, wish);
        QCOMPARE(int(SystemScheme::wishOf(number)), wish);
        SystemScheme scheme;
        scheme.settingChanged(u"org.freedesktop.appearance"_s, u"color-scheme"_s, QDBusVariant(number));
        QCOMPARE(int(scheme.wish()), wish);
    }
};

TXDESK_TEST(FrameTest);

} // namespace txdesk::test

#include "frame_test.moc"
