// From a person's hand to the coordinator: gate, gestures, what is sent, and what became of it.
// SPDX-License-Identifier: Apache-2.0
#include "console/actions/action_bar.h"
#include "console/actions/action_desk.h"
#include "console/actions/confirm_dialog.h"
#include "tests/console/samples.h"
#include "tests/support/fake_coordinator_link.h"
#include "tests/support/fake_time.h"
#include "tests/support/test_main.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace txdesk;
using namespace txdesk::console;
using namespace txdesk::test;
using namespace Qt::StringLiterals;

namespace {

struct DeskUnderTest
{
    FakeTime time;
    FakeCoordinatorLink link{time};
    ActionDesk desk{link, time, time};
    QList<ActReport> reports;

    explicit DeskUnderTest(Story story = Story::StuckRollback)
    {
        link.goLive();
        QObject::connect(&desk, &ActionDesk::reported, &desk,
                         [this](const ActReport &report) { reports.append(report); });
        look(story);
    }

    void look(Story story)
    {
        const TransactionDetail detail = sampleDetail(story, time.now());
        link.details.insert(detail.snapshot.transaction.gid, detail);
        desk.setSubject(detail);
    }

    [[nodiscard]] TransactionRow subject() const { return {link.details.cbegin()->snapshot.transaction, {}}; }
};

} // namespace

class ActionDeskTest final : public QObject
{
    Q_OBJECT

private slots:
    // The proof goes on with the transaction: "called again" is not the end of it.
    void followsWhatTookEffect()
    {
        DeskUnderTest under;
        under.desk.trigger(Action::Retry);
        under.time.advance(ActionDesk::armedFor);
        QTRY_COMPARE(under.link.acts.size(), 1);
        QTRY_VERIFY(under.time.pending() > 0);
        TransactionRow row = under.subject();
        row.transaction.epoch += 1;
        row.transaction.attempts += 1;
        under.link.change(row);
        QTRY_COMPARE(under.reports.last().verdict, ActVerdict::TookEffect);
        QVERIFY(!under.reports.last().detail.contains(u"failed again"_s));
        row.transaction.failures += 1;
        row.transaction.lastError = uR"({"message":"Connection refused, password=hunter2"})"_s;
        under.link.change(row);
        QVERIFY2(under.reports.last().detail.contains(u"it failed again: Connection refused"_s), qPrintable(under.reports.last().detail));
        QVERIFY2(!under.reports.last().detail.contains(u"hunter2"_s), qPrintable(under.reports.last().detail));
        row.transaction.status = TransactionStatus::Failed;
        under.link.change(row);
        QVERIFY2(under.reports.last().detail.contains(u"rolled back"_s), qPrintable(under.reports.last().detail));
        const qsizetype told = under.reports.size();
        under.time.advance(effectWait + Milliseconds{1000});
        row.transaction.status = TransactionStatus::Aborting;
        under.link.change(row);
        QCOMPARE(under.reports.size(), told); // later things are not its effect
    }

    void greysWithAReason_data()
    {
        QTest::addColumn<int>("story");
        QTest::addColumn<int>("action");
        QTest::addColumn<QString>("reason"); // empty: allowed
        QTest::newRow("retry a stuck one") << int(Story::StuckRollback) << int(Action::Retry) << QString();
        QTest::newRow("abort what turns back")
            << int(Story::StuckRollback) << int(Action::Abort) << u"It is turning back already."_s;
        QTest::newRow("retry what has ended")
            << int(Story::Succeeded) << int(Action::Retry) << u"It has ended already."_s;
        QTest::newRow("resume what is not paused")
            << int(Story::Retrying) << int(Action::Resume) << u"It is not paused."_s;
    }
    void greysWithAReason()
    {
        QFETCH(int, story);
        QFETCH(int, action);
        const DeskUnderTest under(static_cast<Story>(story));
        const ActionState state = under.desk.state(static_cast<Action>(action));
        QTEST(state.reason, "reason");
        QCOMPARE(state.allowed, state.reason.isEmpty());
    }

    void connectionAndProfileComeFirst()
    {
        DeskUnderTest under;
        under.desk.setReadOnly(true);
        QCOMPARE(under.desk.state(Action::Retry).reason, u"This profile is read-only."_s);
        under.link.breakOff(u"gone"_s);
        QCOMPARE(under.desk.state(Action::Retry).reason, u"Not connected to the coordinator."_s);
        under.desk.clearSubject();
        QVERIFY(!under.desk.state(Action::Retry).allowed);
    }

    void anArmedActIsSentAfterAPause()
    {
        DeskUnderTest under;
        under.desk.setActor(u"lin"_s);
        under.desk.trigger(Action::Retry);
        QVERIFY(under.desk.isArmed());
        under.time.advance(Milliseconds{1100});
        QVERIFY(under.link.acts.isEmpty());
        under.time.advance(Milliseconds{100});
        QCOMPARE(under.link.acts.size(), 1);
        QCOMPARE(under.link.acts[0].action, Action::Retry);
        QCOMPARE(under.link.acts[0].actor, u"lin"_s);
        QCOMPARE(under.link.acts[0].expectedEpoch, std::optional<qint64>(12));
        QCOMPARE(under.link.acts[0].expectedStatus, std::optional(TransactionStatus::Aborting));
    }

    void anArmedActCanBeStopped()
    {
        DeskUnderTest under;
        under.desk.trigger(Action::Retry);
        under.desk.cancelArmed();
        under.time.advance(Milliseconds{5000});
        QVERIFY(under.link.acts.isEmpty());
    }

    void leavingTheTransactionDisarms()
    {
        DeskUnderTest under;
        under.desk.trigger(Action::Pause);
        under.desk.clearSubject();
        under.time.advance(Milliseconds{5000});
        QVERIFY(under.link.acts.isEmpty());
    }

    void tookEffectOnlyWhenItWasSeen()
    {
        DeskUnderTest under;
        under.desk.trigger(Action::Retry);
        under.time.advance(ActionDesk::armedFor);
        QTRY_VERIFY(under.link.acts.size() == 1);
        QCOMPARE(under.reports.last().verdict, ActVerdict::Sent);
        QCoreApplication::sendPostedEvents();
        QCOMPARE(under.reports.last().verdict, ActVerdict::Sent);

        TransactionRow row = under.subject();
        ++row.transaction.attempts;
        ++row.transaction.epoch;
        under.link.change(row);
        QCOMPARE(under.reports.last().verdict, ActVerdict::TookEffect);
    }

    void tookEffectBeforeTheAnswerCame()
    {
        DeskUnderTest under;
        under.desk.trigger(Action::Retry);
        under.time.advance(ActionDesk::armedFor);
        QCOMPARE(under.link.acts.size(), 1);
        TransactionRow row = under.subject();
        ++row.transaction.attempts;
        ++row.transaction.epoch;
        under.link.change(row);
        QCOMPARE(under.reports.last().verdict, ActVerdict::Sent);
        QCoreApplication::sendPostedEvents(); // the answer, which knows nothing of it
        QCOMPARE(under.reports.last().verdict, ActVerdict::TookEffect);
    }

    void acceptedWithoutEffect()
    {
        DeskUnderTest under;
        under.desk.trigger(Action::Retry);
        under.time.advance(ActionDesk::armedFor);
        QCoreApplication::sendPostedEvents();
        under.time.advance(effectWait);
        QCOMPARE(under.reports.last().verdict, ActVerdict::NoEffectSeen);
    }

    void refusals_data()
    {
        QTest::addColumn<Error>("error");
        QTest::addColumn<int>("verdict");
        QTest::addColumn<QString>("words");
        QTest::newRow("gate") << Error{ErrorCode::Conflict, u"It has ended already."_s, {}} << int(ActVerdict::Refused)
                              << u"It has ended already."_s;
        QTest::newRow("moved") << Error{ErrorCode::Conflict, u"epoch is 13"_s, u"expectedEpoch"_s}
                               << int(ActVerdict::Refused) << u"changed while you were reading"_s;
        QTest::newRow("lost") << Error{ErrorCode::OutcomeUnknown, u"timeout"_s, {}} << int(ActVerdict::Lost)
                              << u"timeout"_s;
    }
    void refusals()
    {
        QFETCH(Error, error);
        DeskUnderTest under;
        under.link.actRefusal = error;
        under.desk.trigger(Action::Retry);
        under.time.advance(ActionDesk::armedFor);
        QCoreApplication::sendPostedEvents();
        QTEST(int(under.reports.last().verdict), "verdict");
        QFETCH(QString, words);
        QVERIFY(ActWords::sentence(under.reports.last()).contains(words));
    }

    void forceStopNeedsReasonTailAndTime()
    {
        DeskUnderTest under;
        ConfirmDialog dialog(under.desk, under.desk.confirmation(Action::ForceStop), under.time);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        auto *button = dialog.findChild<QPushButton *>("confirmButton"_L1);
        auto *reason = dialog.findChild<QLineEdit *>("reason"_L1);
        auto *tail = dialog.findChild<QLineEdit *>("gidTail"_L1);
        QVERIFY(!button->isEnabled() && !button->isDefault());
        QVERIFY(dialog.findChild<QLabel *>("willNotDo"_L1)->text().contains(u"127.0.0.1:8081 /TransOut"_s));

        reason->setText(u"too short"_s);
        tail->setText(u"hTXCVk"_s);
        under.time.advance(Milliseconds{3000});
        QVERIFY(!button->isEnabled());
        QVERIFY(!button->accessibleDescription().isEmpty());
        reason->setText(u"account closed by the bank"_s);
        QVERIFY(button->isEnabled());
        tail->setText(u"hTXCVx"_s);
        QVERIFY(!button->isEnabled());
        tail->setText(u"hTXCVk"_s);

        QTest::keyClick(reason, Qt::Key_Return);
        QVERIFY2(under.link.acts.isEmpty(), "Enter in a text field never confirms");
        button->click();
        QCOMPARE(under.link.acts.size(), 1);
        QCOMPARE(under.link.acts[0].reason, u"account closed by the bank"_s);
    }

    void aMovedTransactionTakesTheDialogBack()
    {
        DeskUnderTest under(Story::Retrying);
        ConfirmDialog dialog(under.desk, under.desk.confirmation(Action::ForceStop), under.time);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        under.time.advance(Milliseconds{3000});
        dialog.findChild<QLineEdit *>("reason"_L1)->setText(u"account closed by the bank"_s);
        dialog.findChild<QLineEdit *>("gidTail"_L1)->setText(u"hTXCVk"_s);
        QVERIFY(dialog.findChild<QPushButton *>("confirmButton"_L1)->isEnabled());

        under.look(Story::StuckRollback);
        QVERIFY(!dialog.findChild<QPushButton *>("confirmButton"_L1)->isEnabled());
        QVERIFY(dialog.findChild<QLabel *>("confirmMoved"_L1)->isVisible());
    }

    void buttonsCarryTheirReasons()
    {
        DeskUnderTest under;
        ActionBar bar(under.desk);
        const auto *abort = bar.findChild<QToolButton *>("button_abort"_L1);
        QVERIFY(!abort->isEnabled());
        QVERIFY(abort->accessibleDescription().contains(u"turning back"_s));
        QVERIFY(abort->toolTip().contains(u"turning back"_s));
        for (const QAction *action : bar.actionsInOrder())
            QVERIFY(!action->autoRepeat());
    }
};

TXDESK_TEST(ActionDeskTest);
#include "action_desk_test.moc"
