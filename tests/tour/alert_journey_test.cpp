// From an alert to the proof, by keyboard: which participant is at fault, what is at stake, what the button will do, and that
// it took effect; in less than a minute and a handful of keys. Real processes: bank-b is dead.
// SPDX-License-Identifier: Apache-2.0
#include "console/list/transaction_table.h"
#include "tests/support/test_main.h"
#include "tests/tour/demo_window.h"
#include "tests/tour/keyboard.h"

#include <QElapsedTimer>
#include <QPushButton>
#include <QTest>

namespace txdesk::test {

using namespace Qt::StringLiterals;

namespace {
constexpr int alertPatienceMs = 60'000; // its rule wants half a minute of failures
constexpr int keysMost = 60; // from the alert to the proof, each Tab counted
constexpr int minuteMs = 60'000;
} // namespace

class AlertJourneyTest final : public QObject
{
    Q_OBJECT

private slots:
    void fromTheAlertToTheProof();

private:
    void playTheOutage();
    void findWhatIsAtStake();
    void key(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        ++m_keys;
        press(key, modifiers);
    }

    std::unique_ptr<DemoWindow> m_demo;
    int m_keys = 0;
};

#define EVENTUALLY(condition) QTRY_VERIFY2_WITH_TIMEOUT(condition, qPrintable(m_demo->verdict() + u'\n' + m_demo->rows().join(u'\n') + u'\n' + m_demo->narration()), patience(alertPatienceMs))

void AlertJourneyTest::playTheOutage()
{
    m_demo = std::make_unique<DemoWindow>();
    QVERIFY(tabTo(u"demoCard"_s));
    press(Qt::Key_Space);
    EVENTUALLY(m_demo->window().workspace());
    EVENTUALLY(m_demo->narration().contains(u"The story is over"_s));
    press(Qt::Key_F9, Qt::ShiftModifier);
    QVERIFY(tabTo(u"byHand"_s));
    press(Qt::Key_Space);
    press(Qt::Key_K, Qt::ControlModifier); // any story by its name
    typeText(u"Network outage"_s);
    press(Qt::Key_Return);
    EVENTUALLY(m_demo->guide().contains(u"Your turn"_s));
}

void AlertJourneyTest::findWhatIsAtStake()
{
    QVERIFY(paneTo(u"alertsDock"_s, &m_keys));
    QVERIFY(tabTo(u"alertShow"_s, &m_keys));
    key(Qt::Key_Space); // the transactions behind it
    EVENTUALLY(m_demo->workspace().list().filterText() != QString());
    EVENTUALLY(m_demo->workspace().list().feed().model().transactionCount() == 1);
    key(Qt::Key_J);
    EVENTUALLY(m_demo->verdict().contains(u"A participant does not answer: branch 02 (bank-b)"_s)); // who
    EVENTUALLY(m_demo->verdict().contains(u"Next try at"_s) && m_demo->verdict().contains(u"Done so far: branch 01"_s)); // what is at stake; not during a try
    QVERIFY(tabTo(u"button_retry"_s, &m_keys));
    EVENTUALLY(m_demo->rows().join(u'\n').contains(u"TM to bank-b: call TransIn; planned"_s)); // what the button will do
}

void AlertJourneyTest::fromTheAlertToTheProof()
{
    playTheOutage();
    EVENTUALLY(m_demo->workspace().isVisible() && !m_demo->ways().told.isEmpty());
    EVENTUALLY(m_demo->alerts().join(u'\n').contains(u"bank-b fails: no usable answer"_s));
    QElapsedTimer since;
    since.start();
    findWhatIsAtStake();
    key(Qt::Key_F9, Qt::ShiftModifier);
    QCOMPARE(qobject_cast<QPushButton *>(focused())->text(), u"Start bank-b"_s);
    key(Qt::Key_Space);
    EVENTUALLY(m_demo->guide().contains(u"Press Retry now"_s));
    key(Qt::Key_Return, Qt::ControlModifier);
    EVENTUALLY(m_demo->toast().contains(u"Retry now took effect"_s));
    qInfo("from the alert to the proof: %lld ms, %d keys", static_cast<long long>(since.elapsed()), m_keys);
    QVERIFY(since.elapsed() < minuteMs);
    QVERIFY2(m_keys <= keysMost, qPrintable(QString::number(m_keys)));
}

TXDESK_TEST(AlertJourneyTest);

} // namespace txdesk::test

#undef EVENTUALLY
#include "alert_journey_test.moc"
