// The whole window with a scripted coordinator: states, keyboard, and properties that hold for every widget.
// SPDX-License-Identifier: Apache-2.0
#include "console/actions/confirm_dialog.h"
#include "console/connection/connect_dialog.h"
#include "console/list/transaction_table.h"
#include "console/pages/tokens_view.h"
#include "console/widgets/notice_band.h"
#include "tests/console/whole_widgets.h"
#include "tests/console/window_under_test.h"
#include "tests/support/test_main.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTest>

using namespace txdesk;
using namespace txdesk::console;
using namespace txdesk::test;
using namespace Qt::StringLiterals;

class WindowTest final : public QObject
{
    Q_OBJECT

private slots:
    void firstRunOffersWaysIn()
    {
        const WindowUnderTest under;
        under.window->show();
        QVERIFY(under.window->findChild<QWidget *>("connectCard"_L1)->isVisible());
        QVERIFY2(!under.window->findChild<QWidget *>("demoCard"_L1)->isVisible(), "this build was given no demo");
    }

    void widgetsAreWhole_data()
    {
        QTest::addColumn<int>("language");
        QTest::addColumn<int>("theme");
        QTest::addColumn<QSize>("size");
        QTest::newRow("English, small") << int(LanguageChoice::English) << int(ThemeChoice::Light) << QSize(1024, 700);
        QTest::newRow("Chinese, small") << int(LanguageChoice::Chinese) << int(ThemeChoice::Dark) << QSize(1024, 700);
        QTest::newRow("English, large") << int(LanguageChoice::English) << int(ThemeChoice::Dark) << QSize(1920, 1080);
    }
    void widgetsAreWhole()
    {
        QFETCH(int, language);
        QFETCH(int, theme);
        QFETCH(QSize, size);
        WindowUnderTest under(static_cast<LanguageChoice>(language), static_cast<ThemeChoice>(theme));
        under.window->resize(size);
        under.fill();
        for (int tab = 0; tab < DetailPane::TabCount; ++tab) {
            under.window->workspace()->detail().showTab(static_cast<DetailPane::Tab>(tab));
            QTRY_VERIFY2(clippedText(*under.window).isEmpty(), qPrintable(clippedText(*under.window))); // wrapped text takes two passes
            QVERIFY2(namelessWidget(*under.window).isEmpty(), qPrintable(namelessWidget(*under.window)));
        }
        under.window->workspace()->showPage(1);
        QVERIFY2(clippedText(*under.window).isEmpty(), qPrintable(clippedText(*under.window)));
        QVERIFY2(namelessWidget(*under.window).isEmpty(), qPrintable(namelessWidget(*under.window)));
        QCOMPARE(under.window->size(), size);

        Workspace &workspace = *under.window->workspace();
        workspace.showPage(2);
        QVERIFY2(clippedText(*under.window).isEmpty(), qPrintable(clippedText(*under.window)));
        QVERIFY2(namelessWidget(*under.window).isEmpty(), qPrintable(namelessWidget(*under.window)));
        workspace.showPage(3);
        QVERIFY2(clippedText(*under.window).isEmpty(), qPrintable(clippedText(*under.window)));
        for (QDialog *dialog :
             {static_cast<QDialog *>(under.window->openConnectDialog()), under.window->openHelp(),
              under.window->openCertificate(), workspace.tokens().askForNew(),
              static_cast<QDialog *>(workspace.askToConfirm(workspace.detail().desk().confirmation(Action::Abort))),
              static_cast<QDialog *>(
                  workspace.askToConfirm(workspace.detail().desk().confirmation(Action::ForceStop)))}) {
            dialog->show();
            QVERIFY2(clippedText(*dialog).isEmpty(), qPrintable(clippedText(*dialog)));
            QVERIFY2(namelessWidget(*dialog).isEmpty(), qPrintable(namelessWidget(*dialog)));
            dialog->close();
        }
    }

    void shortcutsAreUnique()
    {
        WindowUnderTest under;
        under.fill();
        QHash<QKeySequence, QString> seen;
        for (const QAction *action : under.window->findChildren<QAction *>())
            for (const QKeySequence &keys : action->shortcuts()) {
                if (keys.isEmpty() || action->shortcutContext() == Qt::WidgetShortcut)
                    continue;
                QVERIFY2(!seen.contains(keys),
                         qPrintable(keys.toString() + u": "_s + action->text() + u" / "_s + seen.value(keys)));
                seen.insert(keys, action->text());
            }
        QVERIFY(seen.size() > 12);
        QVERIFY2(!seen.value(QKeySequence(Qt::Key_F5)).contains(u"etry"_s), "F5 never retries");
    }

    void serverTextIsNeverHtml()
    {
        WindowUnderTest under;
        under.fill();
        for (const QLabel *label : under.window->workspace()->findChildren<QLabel *>())
            if (label->isVisible() && !label->text().isEmpty())
                QVERIFY2(label->textFormat() == Qt::PlainText || !Qt::mightBeRichText(label->text()),
                         qPrintable(describe(*label)));
    }

    void aBrokenConnectionIsSaidAtOnce()
    {
        WindowUnderTest under;
        under.fill();
        auto *band = under.window->findChild<NoticeBand *>("connectionBand"_L1);
        QVERIFY(!band->isVisible());
        under.time.advance(Milliseconds{4000});
        QVERIFY(band->isVisible()); // stale
        under.link->breakOff(u"connection refused"_s);
        QVERIFY(band->text().contains(u"connection refused"_s));
        QVERIFY(!under.window->workspace()->detail().actionBar().action(Action::Retry)->isEnabled());
        emit band->clicked();
        QCOMPARE(under.link->retries, 1);

        under.link->goLive(true);
        QVERIFY(!band->isVisible());
        QVERIFY(under.window->workspace()->detail().actionBar().action(Action::Retry)->isEnabled());
    }

    void anErrorKeepsTheOldRows()
    {
        WindowUnderTest under;
        under.fill();
        under.link->refusal = Error{ErrorCode::Overloaded, u"the coordinator is busy"_s, {}};
        under.window->workspace()->refresh();
        auto *band = under.window->findChild<NoticeBand *>("listError"_L1);
        QTRY_VERIFY(band->isVisible());
        QVERIFY(band->text().contains(u"the coordinator is busy"_s));
        QCOMPARE(under.window->workspace()->list().feed().model().transactionCount(), 21);
    }

    void anEmptyListSaysWhy()
    {
        WindowUnderTest under;
        under.fill();
        under.window->workspace()->showList(u"status:succeeded"_s);
        const auto *title = under.window->findChild<QLabel *>("listStateTitle"_L1);
        QTRY_VERIFY(title->isVisible() && title->text() == u"No transaction matches"_s);
    }

    void aWrongFilterKeepsTheList()
    {
        WindowUnderTest under;
        under.fill();
        auto *field = under.window->findChild<QLineEdit *>("filterField"_L1);
        field->setText(u"colour:red"_s);
        under.time.advance(Milliseconds{200});
        QVERIFY(under.window->findChild<QLabel *>("filterError"_L1)->text().contains(u"colour:red"_s));
        QCOMPARE(under.window->workspace()->list().feed().model().transactionCount(), 21);
    }

    void theListIsDrivenByKeys()
    {
        WindowUnderTest under;
        under.fill();
        TransactionTable &table = under.window->workspace()->list().table();
        table.setFocus();
        QTest::keyClick(&table, Qt::Key_Home);
        QTest::keyClick(&table, Qt::Key_J);
        QCOMPARE(table.currentIndex().row(), 1);
        QTest::keyClick(&table, Qt::Key_K, Qt::ShiftModifier);
        QCOMPARE(table.currentIndex().row(), 0); // the failing one
        QTest::keyClick(&table, Qt::Key_Space);
        QVERIFY(under.window->workspace()->list().feed().model().isFrozen());
        QTest::keyClick(&table, Qt::Key_Slash);
        QVERIFY(under.window->findChild<QLineEdit *>("filterField"_L1)->hasFocus());
    }

    void selectionSurvivesRefreshAndNewRows()
    {
        WindowUnderTest under;
        under.fill();
        TransactionTable &table = under.window->workspace()->list().table();
        const Gid chosen = sampleRow(10).transaction.gid;
        table.selectGid(chosen);
        under.link->rows.prepend(sampleRow(99'999));
        under.window->workspace()->refresh();
        QTRY_COMPARE(under.window->workspace()->list().feed().model().transactionCount(), 22);
        QCOMPARE(table.currentGid(), chosen);
    }

    void languageAndThemeSwitchWhileItRuns()
    {
        WindowUnderTest under;
        under.fill();
        under.window->setLanguageChoice(LanguageChoice::Chinese);
        QTRY_COMPARE(under.window->workspace()->detail().actionBar().action(Action::Retry)->text(), u"立即重试"_s);
        under.window->setThemeChoice(ThemeChoice::Dark);
        QVERIFY(isDark(under.window->palette()));
        under.window->setLanguageChoice(LanguageChoice::English);
        QTRY_COMPARE(under.window->workspace()->detail().actionBar().action(Action::Retry)->text(), u"Retry now"_s);
    }

    void layoutAndProfilesAreKept()
    {
        WindowUnderTest under;
        under.fill();
        under.window->resize(1111, 777);
        under.window->close();
        QVERIFY(under.settings.layout());
        QCOMPARE(under.settings.lastProfile(), u"shop-eu"_s);
        const QList<Profile> profiles{{u"a"_s, u"http://127.0.0.1:1"_s, Environment::Test, true},
                                      {u"b"_s, u"https://tx.example:36789"_s, Environment::Production, false}};
        under.settings.setProfiles(profiles);
        QCOMPARE(ConsoleSettings(under.folder.filePath(u"console.ini"_s)).profiles(), profiles);
    }

    void addresses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("good");
        QTest::newRow("plain") << u"http://127.0.0.1:36789"_s << true;
        QTest::newRow("slash at the end") << u"http://127.0.0.1:36789/"_s << true;
        QTest::newRow("TLS") << u"https://tx.example"_s << true;
        QTest::newRow("no scheme") << u"127.0.0.1:36789"_s << false;
        QTest::newRow("password") << u"http://a:b@127.0.0.1"_s << false;
        QTest::newRow("path") << u"http://127.0.0.1/x"_s << false;
        QTest::newRow("file") << u"file:///etc/passwd"_s << false;
    }
    void addresses()
    {
        QFETCH(QString, text);
        QTEST(baseUrlOf(text).has_value(), "good");
    }
};

TXDESK_TEST(WindowTest);
#include "window_test.moc"
