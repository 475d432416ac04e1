// The commands: one table behind menus, palette, help and preferences; every key has one meaning and can be changed.
// SPDX-License-Identifier: Apache-2.0
#include "console/app/preferences_dialog.h"
#include "console/detail/compare_tab.h"
#include "console/timeline/sequence_view.h"
#include "tests/console/window_under_test.h"
#include "tests/support/test_main.h"

#include <QClipboard>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QTableWidget>

namespace txdesk::test {

class RegistryTest final : public QObject
{
    Q_OBJECT

private slots:
    void everyKeyHasOneMeaning()
    {
        WindowUnderTest under;
        under.fill();
        QHash<QKeySequence, QString> seen;
        for (const CommandRegistry::Entry &entry : under.window->commands().entries()) {
            QVERIFY2(!entry.title.isEmpty(), qPrintable(entry.id));
            if (entry.keys.isEmpty())
                continue;
            QVERIFY2(!seen.contains(entry.keys), qPrintable(entry.id + u" / "_s + seen.value(entry.keys)));
            seen.insert(entry.keys, entry.id);
        }
        QVERIFY(seen.size() > 30);
        QCOMPARE(seen.value(QKeySequence(Qt::Key_F5)), u"view.refresh"_s); // refreshes, and only that
    }

    void noVerbHasABareLetter()
    {
        WindowUnderTest under;
        under.fill();
        for (const CommandRegistry::Entry &entry : under.window->commands().entries())
            if (entry.id.startsWith(u"verb_"_s) && !entry.keys.isEmpty())
                QVERIFY2(entry.keys[0].keyboardModifiers() & Qt::ControlModifier, qPrintable(entry.id));
    }

    void theKeysOfTheMapAreThere_data()
    {
        QTest::addColumn<QString>("keys");
        for (const char *keys : {"Ctrl+K", "Ctrl+1", "Ctrl+9", "Alt+1", "Alt+2", "F1", "F5", "F6", "Shift+F6", "F8", "F11", "Ctrl+Return",
                                 "Ctrl+Shift+P", "Ctrl+Shift+A", "Ctrl+Shift+Del", "Alt+Left", "Alt+Right", "Ctrl+Shift+0", "Ctrl+Alt+Z",
                                 "Ctrl+Alt+Y", "Ctrl+P"})
            QTest::newRow(keys) << QString::fromLatin1(keys);
    }

    void theKeysOfTheMapAreThere()
    {
        QFETCH(QString, keys);
        WindowUnderTest under;
        under.fill();
        QVERIFY(!under.window->commands().holderOf(QKeySequence(keys), {}).isEmpty());
    }

    void greyedOnesSayWhy()
    {
        WindowUnderTest under;
        for (const CommandRegistry::Entry &entry : under.window->commands().entries()) {
            const QAction *action = under.window->commands().action(entry.id);
            if (!action->isEnabled())
                QVERIFY2(!entry.whyNot.isEmpty() && !action->statusTip().isEmpty(), qPrintable(entry.id));
        }
        QVERIFY(!under.window->commands().run(u"view.refresh"_s));
    }

    void keysCanBeChangedAndAreKept()
    {
        WindowUnderTest under;
        under.fill();
        CommandRegistry &commands = under.window->commands();
        commands.setKeys(u"view.refresh"_s, QKeySequence(u"Ctrl+R"_s));
        QCOMPARE(commands.action(u"view.refresh"_s)->shortcut(), QKeySequence(u"Ctrl+R"_s));
        commands.saveKeys(under.settings.file());
        commands.resetKeys();
        QCOMPARE(commands.action(u"view.refresh"_s)->shortcut(), QKeySequence(Qt::Key_F5));
        commands.loadKeys(under.settings.file());
        QCOMPARE(commands.action(u"view.refresh"_s)->shortcut(), QKeySequence(u"Ctrl+R"_s));
    }

    // Single letters, too: the view is sent the key it knows, and the old key means nothing any more.
    void lettersOfListsAndDiagramsCanBeChanged()
    {
        WindowUnderTest under;
        under.fill();
        under.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(under.window.get()));
        CommandRegistry &commands = under.window->commands();
        TransactionTable &table = under.window->workspace()->list().table();
        table.setFocus();
        table.setCurrentIndex(table.model()->index(0, 0));
        commands.setKeys(u"local.next"_s, QKeySequence(Qt::Key_S));
        QTest::keyClick(&table, Qt::Key_S);
        QCOMPARE(table.currentIndex().row(), 1);
        QTest::keyClick(&table, Qt::Key_J);
        QCOMPARE(table.currentIndex().row(), 1);
        QTest::keyClick(&table, Qt::Key_K); // as delivered
        QCOMPARE(table.currentIndex().row(), 0);
        commands.setKeys(u"local.copyGid"_s, QKeySequence(Qt::Key_C));
        QGuiApplication::clipboard()->clear();
        QTest::keyClick(&table, Qt::Key_C);
        QCOMPARE(QGuiApplication::clipboard()->text(), table.currentGid().value);

        DetailPane &detail = under.window->workspace()->detail();
        detail.raiseTab(DetailPane::Sequence);
        auto *view = detail.findChild<SequenceView *>();
        view->setFocus();
        commands.setKeys(u"local.larger"_s, QKeySequence(Qt::Key_Z));
        const qreal zoom = view->zoom();
        QTest::keyClick(view, Qt::Key_Plus);
        QCOMPARE(view->zoom(), zoom);
        QTest::keyClick(view, Qt::Key_Z);
        QVERIFY(view->zoom() > zoom);
        commands.setKeys(u"local.mark"_s, QKeySequence(Qt::Key_X)); // a shortcut, not a key of the view
        QTRY_VERIFY(detail.detail());
        QTest::keyClick(view, Qt::Key_M);
        QVERIFY(detail.findChild<CompareTab *>()->marked().isEmpty());
        QTest::keyClick(view, Qt::Key_X);
        QCOMPARE(detail.findChild<CompareTab *>()->marked(), table.currentGid());

        commands.saveKeys(under.settings.file());
        commands.resetKeys();
        QTest::keyClick(&table, Qt::Key_S);
        QCOMPARE(commands.entry(u"local.next"_s).keys, QKeySequence(Qt::Key_J));
        commands.loadKeys(under.settings.file());
        QCOMPARE(commands.entry(u"local.next"_s).keys, QKeySequence(Qt::Key_S));
        commands.resetKeys();
    }

    void keysThatAreTakenAreRefusedInWords_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("keys");
        QTest::addColumn<QString>("words");
        QTest::newRow("another letter of the list") << u"local.next"_s << u"K"_s << u"previous row or arrow"_s;
        QTest::newRow("of the diagram, which is another place") << u"local.more"_s << u"T"_s << QString();
        QTest::newRow("of both places") << u"local.larger"_s << u"J"_s << u"next row or arrow"_s;
        QTest::newRow("a command of the window") << u"local.next"_s << u"F5"_s << u"Refresh"_s;
        QTest::newRow("begins another") << u"local.larger"_s << u"G"_s << u"go to now"_s;
        QTest::newRow("two keys") << u"local.next"_s << u"X, Y"_s << u"One key"_s;
        QTest::newRow("a letter for the window") << u"view.refresh"_s << u"R"_s << u"Single letters stay"_s;
        QTest::newRow("a capital for the window") << u"view.refresh"_s << u"Shift+R"_s << u"Single letters stay"_s;
        QTest::newRow("as delivered") << u"local.now"_s << u"G, N"_s << QString();
    }

    void keysThatAreTakenAreRefusedInWords()
    {
        QFETCH(QString, id);
        QFETCH(QString, keys);
        QFETCH(QString, words);
        WindowUnderTest under;
        under.fill();
        const QString said = under.window->commands().whyNotKeys(id, QKeySequence(keys));
        QVERIFY2(words.isEmpty() ? said.isEmpty() : said.contains(words), qPrintable(said));
    }

    void theListHasTheFocusAtFirst()
    {
        WindowUnderTest under;
        under.window->show();
        under.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(under.window.get()));
        under.window->connectTo(Profile{u"shop-eu"_s, u"http://127.0.0.1:36789"_s, Environment::Production, false});
        under.link->rows = sampleRows(5);
        under.link->goLive();
        QTRY_COMPARE(under.window->workspace()->list().feed().model().transactionCount(), 5);
        QTRY_COMPARE(QApplication::focusWidget(), static_cast<QWidget *>(&under.window->workspace()->list().table()));
    }

    void aVerbKeepsItsNewKeyWithTheNextCoordinator()
    {
        WindowUnderTest under;
        under.fill();
        under.window->commands().setKeys(u"verb_retry"_s, QKeySequence(u"Ctrl+Shift+Y"_s));
        under.window->connectTo(Profile{u"other"_s, u"http://127.0.0.1:2"_s, Environment::Test, false});
        QCOMPARE(under.window->workspace()->detail().actionBar().action(Action::Retry)->shortcut(), QKeySequence(u"Ctrl+Shift+Y"_s));
    }

    void preferencesShowConflicts()
    {
        WindowUnderTest under;
        under.fill();
        auto *dialog = static_cast<PreferencesDialog *>(under.window->openPreferences());
        dialog->show();
        dialog->bindKeys(u"view.refresh"_s, QKeySequence(Qt::CTRL | Qt::Key_K)); // the palette's
        QCOMPARE(under.window->commands().entry(u"view.refresh"_s).keys, QKeySequence(Qt::Key_F5));
        auto *table = dialog->findChild<QTableWidget *>(u"prefKeys"_s);
        for (int row = 0; row < table->rowCount(); ++row)
            if (table->item(row, 0)->data(Qt::UserRole).toString() == u"view.refresh"_s)
                table->setCurrentCell(row, 0);
        dialog->findChild<QKeySequenceEdit *>()->setKeySequence(QKeySequence(Qt::CTRL | Qt::Key_K));
        QVERIFY(dialog->findChild<QLabel *>(u"prefConflict"_s)->text().contains(u"Find or command"_s));
        dialog->findChild<QKeySequenceEdit *>()->setKeySequence(QKeySequence(Qt::CTRL | Qt::Key_R));
        dialog->bindKeys(u"view.refresh"_s, QKeySequence(Qt::CTRL | Qt::Key_R));
        QCOMPARE(under.window->commands().entry(u"view.refresh"_s).keys, QKeySequence(Qt::CTRL | Qt::Key_R));
        delete dialog;
    }

    void preferencesAreFoundByWords()
    {
        WindowUnderTest under;
        under.fill();
        auto *dialog = static_cast<PreferencesDialog *>(under.window->openPreferences());
        dialog->show();
        const int all = dialog->shownRows();
        dialog->search(u"contrast"_s);
        QCOMPARE(dialog->shownRows(), 2); // in the choices of the theme, and the command of that name
        dialog->search({});
        QCOMPARE(dialog->shownRows(), all);
        delete dialog;
    }

    void preferencesAreInForceAtOnceAndPutBack()
    {
        WindowUnderTest under;
        under.fill();
        auto *dialog = static_cast<PreferencesDialog *>(under.window->openPreferences());
        under.window->setThemeChoice(ThemeChoice::HighContrast);
        QCOMPARE(under.window->appearance().theme.canvas, QColor(Qt::black));
        under.window->setFontPercent(150);
        QCOMPARE(under.settings.fontPercent(), 150);
        delete dialog;
        dialog = static_cast<PreferencesDialog *>(under.window->openPreferences());
        dialog->resetPage();
        QCOMPARE(under.settings.fontPercent(), 100);
        QCOMPARE(under.settings.theme(), ThemeChoice::System);
        delete dialog;
    }

    void preferencesTravelWithoutPlacesAndSecrets()
    {
        WindowUnderTest under;
        under.fill();
        under.settings.setProfiles({Profile{u"shop-eu"_s, u"https://dtm.example"_s, Environment::Production, false}});
        under.window->setThemeChoice(ThemeChoice::Dark);
        const QString file = under.folder.filePath(u"out.ini"_s);
        QVERIFY(under.settings.exportPreferences(file));
        QFile read(file);
        QVERIFY(read.open(QIODevice::ReadOnly));
        const QByteArray text = read.readAll();
        QVERIFY(text.contains("theme=dark"));
        QVERIFY(!text.contains("shop-eu") && !text.contains("dtm.example"));
        under.window->setThemeChoice(ThemeChoice::Light);
        under.settings.importPreferences(file);
        under.window->takeSettings();
        QVERIFY(under.window->appearance().theme.dark);
    }
};

TXDESK_TEST(RegistryTest);

} // namespace txdesk::test

#include "registry_test.moc"
