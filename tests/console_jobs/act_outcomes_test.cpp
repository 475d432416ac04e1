// Every act has the same four endings: it took effect, it was accepted and no effect was seen, it was refused in the
// server's words, or it could not be asked for because nobody is connected. Beside them: the answer that was lost.
// SPDX-License-Identifier: Apache-2.0
#include "console/actions/action_desk.h"
#include "tests/console/samples.h"
#include "tests/support/fake_coordinator_link.h"
#include "tests/support/fake_time.h"
#include "tests/support/test_main.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace txdesk;
using namespace txdesk::console;
using namespace txdesk::test;
using namespace Qt::StringLiterals;

namespace {

enum class Ending { TookEffect, NoEffect, Refused, NotConnected, Lost, NotRecorded };
constexpr std::array<Name<Ending>, 6> endingNames{{
    {Ending::TookEffect, QLatin1StringView("took effect")},
    {Ending::NoEffect, QLatin1StringView("accepted, no effect seen")},
    {Ending::Refused, QLatin1StringView("refused")},
    {Ending::NotConnected, QLatin1StringView("not connected")},
    {Ending::Lost, QLatin1StringView("answer lost")},
    {Ending::NotRecorded, QLatin1StringView("not recorded")},
}};

// A transaction on which the act is allowed, and what it looks like when the act has taken effect.
TransactionDetail subjectFor(Action action, Instant now)
{
    TransactionDetail detail = sampleDetail(action == Action::Resume ? Story::Paused : Story::StuckRollback, now);
    GlobalTransaction &t = detail.snapshot.transaction;
    if (action == Action::ForceRollback || action == Action::AcceptCurrent)
        t.parked = Parked::Dirty;
    if (action == Action::Submit)
        t.status = TransactionStatus::Prepared;
    if (action == Action::Abort || action == Action::MarkFailed)
        t.status = TransactionStatus::Submitted;
    t.failures = 3;
    detail.actions.clear();
    ActionState state;
    state.action = action;
    state.allowed = true;
    if (action == Action::Skip || action == Action::MarkFailed)
        state.branches = {BranchId{u"02"_s}};
    detail.actions.append(state);
    return detail;
}

GlobalTransaction afterwards(Action action, GlobalTransaction t)
{
    ++t.epoch;
    switch (action) {
    case Action::Retry: ++t.attempts; break;
    case Action::Abort:
    case Action::MarkFailed: t.status = TransactionStatus::Aborting; break;
    case Action::ForceStop:
        t.status = TransactionStatus::Failed;
        t.forced = true;
        break;
    case Action::Pause: t.paused = true; break;
    case Action::Resume: t.paused = false; break;
    case Action::Submit: t.status = TransactionStatus::Submitted; break;
    case Action::ForceRollback:
    case Action::AcceptCurrent: t.parked = Parked::No; break;
    case Action::Skip: t.failures = 0; break;
    }
    return t;
}

} // namespace

class ActOutcomesTest final : public QObject
{
    Q_OBJECT

private slots:
    void endsInOneOfFour_data()
    {
        QTest::addColumn<int>("actionValue");
        QTest::addColumn<int>("endingValue");
        for (const Name<Action> &action : actionNames)
            for (const Name<Ending> &ending : endingNames)
                QTest::addRow("%s: %s", action.text.data(), ending.text.data()) << static_cast<int>(action.value) << static_cast<int>(ending.value);
    }

    void endsInOneOfFour()
    {
        QFETCH(int, actionValue);
        QFETCH(int, endingValue);
        const auto action = static_cast<Action>(actionValue);
        const auto ending = static_cast<Ending>(endingValue);
        QTemporaryDir dir;
        FakeTime time;
        FakeCoordinatorLink link(time);
        LocalAudit audit(dir.filePath(u"audit.log"_s));
        LocalAudit nowhere(dir.filePath(u"audit.log/under/a/file"_s));
        ActionDesk desk(link, time, time);
        link.goLive();
        link.setStatus([&] {
            LinkStatus status = link.status();
            status.caller = CallerInfo{.role = Role::Admin, .name = u"lin"_s, .tokenId = {}, .expiresAt = {}};
            return status;
        }());
        QList<ActReport> reports;
        QList<Confirmation> asked;
        connect(&desk, &ActionDesk::reported, &desk, [&reports](const ActReport &report) { reports.append(report); });
        connect(&desk, &ActionDesk::confirmationNeeded, &desk, [&asked](const Confirmation &confirmation) { asked.append(confirmation); });
        const TransactionDetail subject = subjectFor(action, time.now());
        const GlobalTransaction &t = subject.snapshot.transaction;
        link.details.insert(t.gid, subject);
        link.noEffectBecause = u"this store does not look again"_s;
        desk.setSubject(subject);
        desk.setUndoProblem(u"not shown"_s);
        desk.witness().setAudit(ending == Ending::NotRecorded ? &nowhere : &audit, u"shop-eu"_s);
        if (ending == Ending::NotRecorded)
            QVERIFY(QFile(dir.filePath(u"audit.log"_s)).open(QIODevice::WriteOnly));
        if (ending == Ending::Refused)
            link.actRefusal = Error{ErrorCode::Conflict, u"Something only this server says."_s, {}};
        if (ending == Ending::Lost)
            link.actRefusal = Error{ErrorCode::OutcomeUnknown, u"connection closed"_s, {}};
        if (ending == Ending::NotConnected)
            link.breakOff(u"refused"_s);

        QCOMPARE(desk.state(action).allowed, ending != Ending::NotConnected);
        desk.trigger(action);
        if (ending == Ending::NotConnected) {
            QCOMPARE(desk.state(action).reason, u"Not connected to the coordinator."_s);
            time.advance(ActionDesk::armedFor);
            QVERIFY(asked.isEmpty() && reports.isEmpty() && link.acts.isEmpty());
            QVERIFY(audit.newest(9).isEmpty());
            return;
        }
        if (guardOf(action) == Guard::Armed) {
            time.advance(ActionDesk::armedFor);
        } else {
            QCOMPARE(asked.size(), 1);
            desk.confirm(asked.first(), u"because it has to be"_s);
        }
        if (ending == Ending::NotRecorded) {
            QVERIFY(link.acts.isEmpty()); // no record, no act
            QCOMPARE(reports.last().verdict, ActVerdict::Refused);
            QVERIFY(reports.last().detail.contains(u"so it was not sent"_s));
            return;
        }
        QTRY_COMPARE(link.acts.size(), 1);
        QCOMPARE(link.acts.first().expectedEpoch, std::optional(t.epoch));
        if (ending == Ending::TookEffect) {
            QTRY_VERIFY(time.pending() > 0); // accepted: its effect is waited for
            link.change({afterwards(action, t), {}});
        }
        if (ending == Ending::NoEffect) {
            QTRY_VERIFY(time.pending() > 0);
            time.advance(effectWait);
        }
        const QMap<Ending, ActVerdict> expected{{Ending::TookEffect, ActVerdict::TookEffect}, {Ending::NoEffect, ActVerdict::NoEffectSeen},
                                                {Ending::Refused, ActVerdict::Refused}, {Ending::Lost, ActVerdict::Lost}};
        QTRY_COMPARE(reports.last().verdict, expected.value(ending));
        if (ending == Ending::Refused)
            QVERIFY(ActWords::sentence(reports.last()).contains(u"Something only this server says."_s));
        if (ending == Ending::NoEffect)
            QVERIFY(ActWords::sentence(reports.last()).contains(u"this store does not look again"_s));
        const QList<LocalRecord> records = audit.newest(9); // the act, then its verdict
        QCOMPARE(records.size(), 2);
        QCOMPARE(records[1].verb, QString(nameIn(actionNames, action)));
        QCOMPARE(records[1].who, u"lin"_s);
        QCOMPARE(records[0].of, records[1].seq);
        QCOMPARE(records[0].verdict, QString(nameIn(actVerdictNames, expected.value(ending))));
    }

    void greysByWhatTheBackEndNeverDoes()
    {
        FakeTime time;
        FakeCoordinatorLink link(time);
        ActionDesk desk(link, time, time);
        link.goLive();
        desk.setSubject(subjectFor(Action::Pause, time.now()));
        QVERIFY(desk.state(Action::Pause).allowed);
        link.can.neverAllowed.insert(Action::Pause, u"this product cannot pause"_s);
        QCOMPARE(desk.state(Action::Pause).reason, u"this product cannot pause"_s);
        link.can.readOnly = u"a case file"_s;
        QCOMPARE(desk.state(Action::Pause).reason, u"a case file"_s);
    }

    void productionAsksForMore()
    {
        FakeTime time;
        FakeCoordinatorLink link(time);
        ActionDesk desk(link, time, time);
        link.goLive();
        desk.setSubject(subjectFor(Action::Abort, time.now()));
        QCOMPARE(desk.confirmation(Action::Abort).reasonMin, 1);
        desk.setProduction(true);
        QCOMPARE(desk.confirmation(Action::Abort).reasonMin, 10);
        QVERIFY(!desk.confirmation(Action::Abort).needsTicket);
        QVERIFY(desk.confirmation(Action::ForceStop).needsTicket);
    }
};

TXDESK_TEST(ActOutcomesTest);
#include "act_outcomes_test.moc"
