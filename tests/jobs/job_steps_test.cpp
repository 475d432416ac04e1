// How fast a job goes on and when it stops itself, on a clock moved by hand; and when an act has taken effect.
// SPDX-License-Identifier: Apache-2.0
#include "shared/engine/act_effect.h"
#include "shared/engine/job_steps.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using engine::JobSteps;

class JobStepsTest : public QObject
{
    Q_OBJECT

private slots:
    void rampsUp();
    void goesAtItsRate();
    void stopsItself_data();
    void stopsItself();
    void changedOnesAreNoFailures();
    void whatIsTakenBackIsStartedAgain();
    void seesEffects_data();
    void seesEffects();
};

namespace {

Instant at(qint64 ms) { return fromMs(1'000'000 + ms); }

void concludeAll(JobSteps &steps, int count, ItemOutcome outcome = ItemOutcome::TookEffect)
{
    for (int i = 0; i < count; ++i)
        steps.concluded(outcome);
}

} // namespace

// 1, then 10, then 100, each only after the step before is judged.
void JobStepsTest::rampsUp()
{
    JobSteps steps({.perSecond = 200}, 1000);
    qint64 ms = 0;
    for (const int size : {1, 10, 100}) {
        QCOMPARE(steps.allowance(at(ms += 1000)), size);
        steps.started(size);
        QCOMPARE(steps.allowance(at(ms += 1000)), 0);
        concludeAll(steps, size - 1);
        QCOMPARE(steps.allowance(at(ms += 1000)), 0); // one of them is not judged yet
        concludeAll(steps, 1);
    }
    QVERIFY(!steps.isRamping());
    QCOMPARE(steps.allowance(at(ms += 1000)), 200);
}

void JobStepsTest::goesAtItsRate()
{
    JobSteps steps({.perSecond = 20, .ramp = {}}, 1000);
    QCOMPARE(steps.allowance(at(0)), 1);
    steps.started(1);
    QCOMPARE(steps.allowance(at(0)), 0);
    QCOMPARE(steps.allowance(at(500)), 10);
    steps.started(10);
    QCOMPARE(steps.allowance(at(60'500)), 20); // idle time is not saved up
    steps.setRate(5);
    QCOMPARE(steps.allowance(at(61'500)), 5);
}

void JobStepsTest::stopsItself_data()
{
    QTest::addColumn<int>("percent");
    QTest::addColumn<int>("good");
    QTest::addColumn<int>("bad");
    QTest::addColumn<bool>("stops");
    QTest::newRow("the first one fails") << 20 << 0 << 1 << true;
    QTest::newRow("two of ten are allowed") << 20 << 1 + 8 << 2 << false;
    QTest::newRow("three of ten are not") << 20 << 1 + 7 << 3 << true;
    QTest::newRow("none allowed") << 0 << 1 << 1 << true;
    QTest::newRow("all allowed") << 100 << 0 << 111 << false;
}

void JobStepsTest::stopsItself()
{
    QFETCH(int, percent);
    QFETCH(int, good);
    QFETCH(int, bad);
    QFETCH(bool, stops);
    for (const ItemOutcome failure : {ItemOutcome::NoEffectSeen, ItemOutcome::Refused, ItemOutcome::Lost}) {
        JobSteps steps({.perSecond = 100, .stopPercent = percent}, 1000);
        concludeAll(steps, good);
        concludeAll(steps, bad, failure);
        QCOMPARE(steps.mustStop(), stops);
        if (stops)
            QCOMPARE(steps.allowance(at(10'000)), 0);
    }
}

void JobStepsTest::changedOnesAreNoFailures()
{
    JobSteps steps({.stopPercent = 0}, 200);
    concludeAll(steps, 150, ItemOutcome::Changed);
    QVERIFY(!steps.mustStop());
}

void JobStepsTest::whatIsTakenBackIsStartedAgain()
{
    JobSteps steps({}, 5);
    steps.started(steps.allowance(at(0)));
    QCOMPARE(steps.allowance(at(0)), 0);
    steps.takenBack();
    QCOMPARE(steps.allowance(at(0)), 1);
}

void JobStepsTest::seesEffects_data()
{
    QTest::addColumn<int>("action");
    QTest::addColumn<QString>("change");
    QTest::addColumn<bool>("seen");
    const auto row = [](Action action, const QString &change, bool seen) {
        QTest::addRow("%s: %s", nameIn(actionNames, action).data(), qPrintable(change)) << static_cast<int>(action) << change << seen;
    };
    for (const Action action : {Action::Retry, Action::Abort, Action::ForceStop, Action::Pause, Action::Submit, Action::ForceRollback})
        row(action, u"nothing"_s, false);
    row(Action::Retry, u"called"_s, true);
    row(Action::Retry, u"unparked"_s, true);
    row(Action::Retry, u"paused"_s, false);
    row(Action::Abort, u"aborting"_s, true);
    row(Action::Abort, u"called"_s, false);
    row(Action::ForceStop, u"aborting"_s, false);
    row(Action::ForceStop, u"stopped"_s, true);
    row(Action::Pause, u"paused"_s, true);
    row(Action::Resume, u"nothing"_s, true);
    row(Action::Submit, u"aborting"_s, true);
    row(Action::ForceRollback, u"unparked"_s, true);
}

void JobStepsTest::seesEffects()
{
    QFETCH(int, action);
    QFETCH(QString, change);
    QFETCH(bool, seen);
    GlobalTransaction before;
    before.status = TransactionStatus::Submitted;
    before.attempts = 3;
    before.parked = Parked::Dirty;
    GlobalTransaction now = before;
    if (change == u"called"_s)
        ++now.attempts;
    else if (change == u"unparked"_s)
        now.parked = Parked::No;
    else if (change == u"paused"_s)
        now.paused = true;
    else if (change == u"aborting"_s)
        now.status = TransactionStatus::Aborting;
    else if (change == u"stopped"_s) {
        now.status = TransactionStatus::Failed;
        now.forced = true;
    }
    QCOMPARE(engine::hasTakenEffect(static_cast<Action>(action), before, now), seen);
}

TXDESK_TEST(JobStepsTest);
#include "job_steps_test.moc"
