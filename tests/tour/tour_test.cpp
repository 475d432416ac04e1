// The four-minute tour by keyboard alone: stories 1, 2, 10, 9 and 16 in the whole window, with real processes. Each station
// shows its verdict and its arrows, and what a person does there is proven to have taken effect.
// SPDX-License-Identifier: Apache-2.0
#include "console/list/transaction_table.h"
#include "console/text/words.h"
#include "tests/support/test_main.h"
#include "tests/tour/demo_window.h"
#include "tests/tour/keyboard.h"
#include "tests/tour/story_picture.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

namespace txdesk::test {

using namespace Qt::StringLiterals;

namespace {

QString nameOfStatus(TransactionStatus status) { return wordOf(status); }

} // namespace

// The slots are the stations, in their order; each begins where the one before ended.
class TourTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_demo = std::make_unique<DemoWindow>(); }
    void init();
    void cleanup();
    void startsAtTheFirstPage();
    void aTransfer();
    void aRefusal();
    void anOutage();
    void aDeadCoordinator();
    void aDirtyWrite();
    void endsWhereItBegan();
    void cleanupTestCase() { m_demo.reset(); }

private:
    void goOn(const QString &title); // F9: the next station is on the stage
    void isOver(TransactionStatus status, const QString &verdict); // and everything shows it
    void decideToKeep();
    [[nodiscard]] QString seen();
    [[nodiscard]] bool shows(const QStringList &rows); // in this order
    [[nodiscard]] Milliseconds untilNextTry();
    [[nodiscard]] QPushButton *button(const QString &name) { return m_demo->window().findChild<QPushButton *>(name); }

    std::unique_ptr<DemoWindow> m_demo;
    bool m_failed = false;
};

#define EVENTUALLY(condition) QTRY_VERIFY2_WITH_TIMEOUT(condition, qPrintable(seen()), patience())

// A station that failed leaves nothing to go on from.
void TourTest::init()
{
    if (m_failed && !qEnvironmentVariableIsSet("TXDESK_PATIENCE_MS"))
        QFAIL("the tour ended at an earlier station");
}

void TourTest::cleanup()
{
    m_failed = m_failed || QTest::currentTestFailed();
    if (QTest::currentTestFailed())
        qWarning("%s\n--\n%s", qPrintable(pictureOf(*m_demo).join(u'\n')), qPrintable(m_demo->narration()));
    QVERIFY2(m_demo->problems().isEmpty(), qPrintable(m_demo->problems().join(u'\n')));
}

QString TourTest::seen()
{
    return QStringList{m_demo->guide(), m_demo->verdict(), m_demo->band(), m_demo->toast(), m_demo->rows().join(u'\n'), m_demo->narration()}.join(u"\n--\n"_s);
}

bool TourTest::shows(const QStringList &rows)
{
    const QStringList all = pictureOf(*m_demo);
    qsizetype at = 0;
    for (const QString &line : all)
        if (at < rows.size() && line.contains(rows[at]))
            ++at;
    return at == rows.size();
}

Milliseconds TourTest::untilNextTry()
{
    const auto &detail = m_demo->workspace().detail().detail();
    return detail && detail->snapshot.transaction.nextDueAt ? *detail->snapshot.transaction.nextDueAt - SystemClock().now() : Milliseconds{0};
}

void TourTest::goOn(const QString &title)
{
    press(Qt::Key_F9);
    EVENTUALLY(m_demo->guide().startsWith(title));
    EVENTUALLY(m_demo->workspace().detail().gid().value.contains(u"-story-"_s + title.section(u'·', 1).section(u':', 0, 0).trimmed() + u'-'));
    EVENTUALLY(m_demo->workspace().list().table().currentGid() == m_demo->workspace().detail().gid()); // and the list stands on it
}

void TourTest::isOver(TransactionStatus status, const QString &verdict)
{
    EVENTUALLY(!m_demo->isPlaying());
    QVERIFY2(!m_demo->narration().contains(u"Not as it must be"_s), qPrintable(seen()));
    EVENTUALLY(m_demo->verdict().contains(verdict));
    const Gid gid = m_demo->workspace().detail().gid();
    EVENTUALLY(m_demo->cell(gid, TransactionListModel::Status) == nameOfStatus(status));
    EVENTUALLY(m_demo->narration().contains(u"No money was created or lost"_s));
    QVERIFY(focused());
}

void TourTest::startsAtTheFirstPage()
{
    QVERIFY(tabTo(u"demoCard"_s));
    press(Qt::Key_Space);
    EVENTUALLY(m_demo->window().workspace());
    EVENTUALLY(m_demo->guide().contains(u"Or pick a story"_s));
    EVENTUALLY(m_demo->window().commands().whyNot(u"demo.next"_s).isEmpty());
}

void TourTest::aTransfer()
{
    goOn(u"Tour, 1 of 5 · 1:"_s);
    isOver(TransactionStatus::Succeeded, u"every branch did its work"_s);
    EVENTUALLY(shows({u"AP to TM: submit saga"_s, u"TM to bank-a: call TransOut"_s, u"TM to bank-b: call TransIn"_s, u"global transaction succeeded"_s}));
    EVENTUALLY(m_demo->rows().size() == 7);
}

void TourTest::aRefusal()
{
    goOn(u"Tour, 2 of 5 · 2:"_s);
    isOver(TransactionStatus::Failed, u"Branch 02 (bank-b) said no: TransIn: the account is frozen"_s);
    EVENTUALLY(shows({u"TM to bank-b: call TransIn"_s, u"Roll back decided"_s, u"TM to bank-a: TransOut compensation"_s, u"global transaction "_s}));
    EVENTUALLY(m_demo->rows().size() >= 12);
}

// bank-b is dead: the verdict names it, a person repairs it and presses Retry now, and it took effect.
void TourTest::anOutage()
{
    goOn(u"Tour, 3 of 5 · 10:"_s);
    EVENTUALLY(m_demo->guide().contains(u"Your turn: read what the verdict says of bank-b"_s));
    EVENTUALLY(m_demo->verdict().contains(u"A participant does not answer: branch 02 (bank-b)"_s) && m_demo->verdict().contains(u"Next try at"_s));
    EVENTUALLY(untilNextTry() > Seconds{12}); // so that it is the person's act that is seen
    press(Qt::Key_F9, Qt::ShiftModifier);
    QCOMPARE(qobject_cast<QPushButton *>(focused())->text(), u"Start bank-b"_s);
    press(Qt::Key_Space);
    EVENTUALLY(m_demo->guide().contains(u"Press Retry now"_s));
    QSignalSpy reports(&m_demo->workspace().detail().desk(), &ActionDesk::reported);
    press(Qt::Key_Return, Qt::ControlModifier);
    EVENTUALLY(reports.size() == 2);
    QCOMPARE(reports[1][0].value<ActReport>().detail, u"it is now succeeded"_s);
    EVENTUALLY(m_demo->toast().contains(u"Retry now took effect"_s));
    isOver(TransactionStatus::Succeeded, u"every branch did its work"_s);
    EVENTUALLY(shows({u"Connection refused"_s, u"admin to TM: admin: Retry now"_s, u"TM to bank-b: call TransIn, try n"_s, u"global transaction succeeded"_s}));
}

// The window says that nobody is connected and why each verb is greyed; then the message ends right.
void TourTest::aDeadCoordinator()
{
    goOn(u"Tour, 4 of 5 · 9:"_s);
    EVENTUALLY(m_demo->guide().contains(u"Your turn: the coordinator is dead"_s));
    EVENTUALLY(m_demo->band().startsWith(u"Not connected"_s));
    for (const QAction *verb : m_demo->workspace().detail().actionBar().actionsInOrder())
        QTRY_VERIFY2_WITH_TIMEOUT(!verb->isEnabled() && !verb->statusTip().isEmpty(), qPrintable(verb->objectName()), patience());
    press(Qt::Key_F9, Qt::ShiftModifier);
    QCOMPARE(qobject_cast<QPushButton *>(focused())->text(), u"Start the coordinator"_s);
    press(Qt::Key_Space);
    isOver(TransactionStatus::Succeeded, u"every branch did its work"_s);
    EVENTUALLY(m_demo->band().isEmpty());
    EVENTUALLY(shows({u"call TransIn"_s, u"recovered"_s, u"duplicate"_s, u"global transaction succeeded"_s}));
}

// A person reads what is at stake and decides; the dialog asks for a reason and the tail of the gid.
void TourTest::aDirtyWrite()
{
    goOn(u"Tour, 5 of 5 · 16:"_s);
    EVENTUALLY(m_demo->guide().contains(u"Your turn: the 2 are booked back"_s));
    EVENTUALLY(m_demo->verdict().contains(u"dirty write"_s));
    EVENTUALLY(m_demo->window().commands().whyNot(u"detail.tab8"_s).isEmpty());
    press(Qt::Key_8, Qt::AltModifier);
    EVENTUALLY(focused() && focused()->objectName() == u"undoReason"_s);
    typeText(u"what is at stake"_s);
    QVERIFY(tabTo(u"undoRead"_s));
    press(Qt::Key_Space);
    EVENTUALLY(button(u"undo_accept-current"_s)->isEnabled());
    QVERIFY(tabTo(u"undo_accept-current"_s));
    press(Qt::Key_Space);
    decideToKeep();
    EVENTUALLY(m_demo->toast().contains(u"took effect"_s));
    isOver(TransactionStatus::Failed, u"olled back"_s);
    EVENTUALLY(m_demo->narration().contains(u"Who decided what stands in the audit"_s));
    press(Qt::Key_2, Qt::AltModifier);
    EVENTUALLY(shows({u"Phase 2: roll back"_s, u"a person"_s, u"Keep current data"_s}));
}

void TourTest::decideToKeep()
{
    EVENTUALLY(QApplication::activeModalWidget());
    const auto *will = QApplication::activeModalWidget()->findChild<QLabel *>(u"willDo"_s);
    QVERIFY(will && will->text().contains(u"1100"_s)); // which value stays
    QVERIFY(tabTo(u"reason"_s));
    typeText(u"the 2 are booked back by hand"_s);
    QVERIFY(tabTo(u"gidTail"_s));
    typeText(m_demo->workspace().detail().gid().value.right(6));
    EVENTUALLY(QApplication::activeModalWidget()->findChild<QPushButton *>(u"confirmButton"_s)->isEnabled());
    QVERIFY(tabTo(u"confirmButton"_s));
    press(Qt::Key_Space);
}

void TourTest::endsWhereItBegan()
{
    press(Qt::Key_F9);
    EVENTUALLY(m_demo->guide().contains(u"Or pick a story"_s));
    QVERIFY(focused());
}

TXDESK_TEST(TourTest);

} // namespace txdesk::test

#undef EVENTUALLY
#include "tour_test.moc"
