// What somebody sees who reads the window for the first time: order of Tab, what stays visible, and in which words.
// SPDX-License-Identifier: Apache-2.0
#include "console/app/status_line.h"
#include "tests/console/window_under_test.h"
#include "tests/support/test_main.h"

#include <QAbstractButton>
#include <QLabel>
#include <QListWidget>
#include <QTabWidget>

namespace txdesk::test {

class ReadingTest final : public QObject
{
    Q_OBJECT

    // Names of what Tab comes to, from the widget that has the focus until it is back there.
    static QStringList tabRound()
    {
        QStringList names;
        const QWidget *start = QApplication::focusWidget();
        for (int steps = 0; steps < 300; ++steps) {
            names.append(QApplication::focusWidget()->objectName());
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            if (QApplication::focusWidget() == start || !QApplication::focusWidget())
                break;
        }
        return names;
    }

    static void begin(WindowUnderTest &under)
    {
        under.fill();
        under.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(under.window.get()));
        under.window->resize(1280, 860);
    }

private slots:
    void theListIsReadFromTheLineToTheRows()
    {
        WindowUnderTest under;
        begin(under);
        under.window->workspace()->showList(u"status:submitted"_s);
        QTRY_VERIFY(under.window->workspace()->list().feed().state() == FeedState::Ready && under.window->workspace()->list().table().isVisible());
        auto *field = under.window->workspace()->list().findChild<QWidget *>(u"filterField"_s);
        field->setFocus();
        const QStringList names = tabRound().mid(0, 7);
        QCOMPARE(names.mid(0, 5), (QStringList{u"filterField"_s, u"addTerm"_s, u"sortChoice"_s, u"freezeButton"_s, u"listTools"_s}));
        QVERIFY2(names.indexOf(u"transactionTable"_s) == 6, qPrintable(names.join(u' '))); // after one chip
    }

    // The walk of a night: the view Stuck, its first row, what is wrong with it; no mouse.
    void aViewIsChosenAndReadByKeyboard()
    {
        WindowUnderTest under;
        begin(under);
        auto *views = under.window->findChild<QListWidget *>(u"viewsList"_s);
        QVERIFY(views);
        views->setFocus();
        QTest::keyClick(views, Qt::Key_Slash);
        QCOMPARE(QApplication::focusWidget()->objectName(), u"filterField"_s);
        views->setFocus();
        views->setCurrentRow(views->count() - 1); // All
        QTest::keyClick(views, Qt::Key_Return);
        QTRY_COMPARE(QApplication::focusWidget()->objectName(), u"transactionTable"_s);
    }

    void tabComesToEverythingOfATab_data()
    {
        QTest::addColumn<int>("tab");
        QTest::addColumn<QStringList>("wanted");
        QTest::newRow("attempts") << int(DetailPane::Attempts) << QStringList{u"attemptTable"_s, u"foldAnswer"_s, u"answerText"_s};
        QTest::newRow("payload") << int(DetailPane::Payload) << QStringList{u"payloadChoice"_s};
        QTest::newRow("branches") << int(DetailPane::Branches) << QStringList{u"branchTable"_s};
    }

    void tabComesToEverythingOfATab()
    {
        QFETCH(int, tab);
        QFETCH(QStringList, wanted);
        WindowUnderTest under;
        begin(under);
        under.window->workspace()->detail().showTab(static_cast<DetailPane::Tab>(tab));
        under.window->workspace()->list().table().setFocus();
        const QStringList names = tabRound();
        qsizetype before = -1;
        for (const QString &name : wanted) {
            QVERIFY2(names.indexOf(name) > before, qPrintable(name + u" in "_s + names.join(u' ')));
            before = names.indexOf(name);
        }
    }

    void rowsAreCountedWhenTheTabComesLater()
    {
        WindowUnderTest under;
        under.fill();
        Workspace *first = under.window->workspace();
        under.window->connectTo(Profile{u"shop-us"_s, u"http://127.0.0.1:2"_s, Environment::Test, false});
        under.window->raiseWorkspace(first);
        const auto *status = under.window->findChild<StatusLine *>();
        QStringList texts;
        for (const QLabel *label : status->findChildren<QLabel *>())
            texts.append(label->text());
        QVERIFY2(texts.contains(u"21 rows loaded"_s), qPrintable(texts.join(u'|')));
    }

    void largeLettersLeaveTheErrorItsRoom()
    {
        WindowUnderTest under;
        under.fill();
        under.window->resize(1280, 860);
        under.window->setFocusMode(true);
        const TransactionTable &table = under.window->workspace()->list().table();
        const int letters = table.fontMetrics().horizontalAdvance(u'0');
        QTRY_VERIFY2(table.columnWidth(TransactionListModel::LastError) >= 15 * letters,
                     qPrintable(QString::number(table.columnWidth(TransactionListModel::LastError))));
    }
};

TXDESK_TEST(ReadingTest);

} // namespace txdesk::test

#include "reading_test.moc"
