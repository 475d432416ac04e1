// By keyboard alone: find what is stuck, read why, retry, see that it took effect. And the focus goes through everything.
// SPDX-License-Identifier: Apache-2.0
#include "console/app/palette_dialog.h"
#include "tests/console/window_under_test.h"
#include "tests/support/test_main.h"

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSignalSpy>

namespace txdesk::test {

namespace {

void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QWidget *target = QApplication::activeWindow() ? QApplication::focusWidget() : nullptr;
    QVERIFY(target);
    QTest::keyClick(target, static_cast<Qt::Key>(key), modifiers);
}

void typeText(const QString &text)
{
    QVERIFY(QApplication::focusWidget());
    QTest::keyClicks(QApplication::focusWidget(), text);
}

} // namespace

class JourneyTest final : public QObject
{
    Q_OBJECT

private slots:
    void findReadRetryVerify()
    {
        WindowUnderTest under;
        under.fill();
        under.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(under.window.get()));
        Workspace &workspace = *under.window->workspace();
        const Gid stuck = under.link->rows.first().transaction.gid;
        under.link->rows = {under.link->rows.first()};
        workspace.list().table().setFocus();

        press(Qt::Key_K, Qt::ControlModifier); // find
        QTRY_VERIFY(qobject_cast<PaletteDialog *>(QApplication::activeModalWidget()));
        QTRY_VERIFY(qobject_cast<QLineEdit *>(QApplication::focusWidget()));
        typeText(u"#stuck"_s);
        press(Qt::Key_Return);
        QTRY_COMPARE(workspace.list().filterText(), u"is:stuck"_s);
        QTRY_VERIFY(workspace.list().feed().model().transactionCount() > 0);

        under.window->activateWindow(); // offscreen nobody gives the focus back
        QTRY_VERIFY(under.window->isActiveWindow());
        workspace.list().table().setFocus(); // where F6 leads, too
        press(Qt::Key_J);
        QTRY_COMPARE(workspace.detail().desk().subject(), stuck);
        press(Qt::Key_2, Qt::AltModifier); // read
        QCOMPARE(workspace.detail().currentTab(), DetailPane::Sequence);

        press(Qt::Key_Return, Qt::ControlModifier); // retry
        QVERIFY(workspace.detail().desk().isArmed());
        QVERIFY(under.link->acts.isEmpty());
        under.time.advance(Milliseconds{1300});
        QTRY_COMPARE(under.link->acts.size(), 1);
        QCOMPARE(under.link->acts.first().action, Action::Retry);
        QCOMPARE(under.link->acts.first().gid, stuck);

        QSignalSpy reports(&workspace.detail().desk(), &ActionDesk::reported); // verify
        TransactionRow row{under.link->details[stuck].snapshot.transaction, {}};
        row.transaction.epoch += 1;
        row.transaction.status = TransactionStatus::Failed;
        // The stream tells it again until the answer to the act has come: before that nobody waits for it.
        QTRY_VERIFY((under.link->change(row), !reports.isEmpty()));
    }

    void escapeStopsWhatIsArmed()
    {
        WindowUnderTest under;
        under.fill();
        under.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(under.window.get()));
        Workspace &workspace = *under.window->workspace();
        workspace.list().table().setFocus();
        press(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(workspace.detail().desk().isArmed());
        press(Qt::Key_Escape);
        QVERIFY(!workspace.detail().desk().isArmed());
        under.time.advance(Milliseconds{2000});
        QVERIFY(under.link->acts.isEmpty());
    }

    // Tab comes to each control once, and back to where it began.
    void tabVisitsEverythingOnce()
    {
        WindowUnderTest under;
        under.fill();
        under.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(under.window.get()));
        under.window->workspace()->list().table().setFocus();
        const QWidget *start = QApplication::focusWidget();
        QSet<const QWidget *> seen;
        const QWidget *now = start;
        for (int i = 0; i < 400; ++i) {
            QVERIFY2(now && now->isVisible() && now->isEnabled(), now ? qPrintable(now->objectName()) : "no focus");
            seen.insert(now);
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            const QWidget *next = QApplication::focusWidget();
            QVERIFY2(next != now, qPrintable(u"the focus is caught in "_s + now->objectName()));
            now = next;
            if (now == start)
                break;
        }
        QCOMPARE(now, start);
        QVERIFY2(seen.size() >= 10, qPrintable(QString::number(seen.size())));
    }

    void f1KnowsTheView()
    {
        WindowUnderTest under;
        under.fill();
        const std::unique_ptr<QDialog> help(under.window->openHelp());
        help->setAttribute(Qt::WA_DeleteOnClose, false);
        auto *keys = help->findChild<QAbstractItemView *>(u"helpKeys"_s);
        QVERIFY(keys->model()->rowCount() > 50);
        QStringList shown;
        for (int row = 0; row < keys->model()->rowCount(); ++row)
            shown.append(keys->model()->index(row, 0).data().toString());
        for (const char *key : {"Ctrl+K", "F11", "J", "Ctrl+Return", "Space"})
            QVERIFY2(shown.contains(QString::fromLatin1(key)), key);
    }
};

TXDESK_TEST(JourneyTest);

} // namespace txdesk::test

#include "journey_test.moc"
