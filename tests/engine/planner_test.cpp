// Decisions of the saga planner, one row a situation. A saga is written step by step, "C.A+ C.A!": compensate and action,
// each . prepared, + succeeded, ! failed, ~ waiting for the next round, * called and not answered.
// SPDX-License-Identifier: Apache-2.0
#include "shared/engine/plan.h"
#include "tests/support/test_main.h"

#include <QTest>

namespace txdesk::test {

using namespace Qt::StringLiterals;
using namespace engine;

class PlannerTest : public QObject
{
    Q_OBJECT
private slots:
    void plans_data();
    void plans();
    void pausedPlansNothing();
    void tablesAreComplete();
};

namespace {

struct Situation
{
    TransactionSnapshot saga;
    OpRuns runs;
};

Situation situationFrom(TransactionStatus status, const QString &notation)
{
    Situation situation;
    situation.saga.transaction.status = status;
    situation.saga.transaction.nextDueAt = fromMs(60'000);
    int step = 0;
    for (const QString &word : notation.split(u' ', Qt::SkipEmptyParts)) {
        ++step;
        for (const int at : {0, 2}) {
            const QChar mark = word[at + 1];
            const OpStatus opStatus = mark == u'+' ? OpStatus::Succeeded : mark == u'!' ? OpStatus::Failed : OpStatus::Prepared;
            situation.saga.ops.append({.branch = {QString::number(step)},
                                       .kind = word[at] == u'A' ? OpKind::Action : OpKind::Compensate,
                                       .status = opStatus});
            situation.runs.push_back({.call = mark == u'*' ? CallId{1} : CallId{0}, .waiting = mark == u'~'});
        }
    }
    return situation;
}

QString wordsOf(const Plan &plan)
{
    QStringList words;
    if (plan.event)
        words.append(nameIn(transactionEventNames, *plan.event));
    for (const qsizetype index : plan.runNow)
        words.append(u"%1%2"_s.arg(index % 2 == 0 ? u"C"_s : u"A"_s).arg(index / 2 + 1));
    if (plan.wakeAt)
        words.append(u"at %1"_s.arg(toMs(*plan.wakeAt) / 1000));
    return words.join(u", "_s);
}

} // namespace

void PlannerTest::plans_data()
{
    QTest::addColumn<TransactionStatus>("status");
    QTest::addColumn<QString>("ops");
    QTest::addColumn<QString>("decision");

    using enum TransactionStatus;
    QTest::newRow("starts with the first action") << Submitted << "C.A. C.A." << "A1";
    QTest::newRow("goes on to the second action") << Submitted << "C.A+ C.A." << "A2";
    QTest::newRow("waits for a call under way") << Submitted << "C.A* C.A." << "";
    QTest::newRow("waits for the next round") << Submitted << "C.A~ C.A." << "at 60";
    QTest::newRow("succeeds when every action is done") << Submitted << "C.A+ C.A+" << "every action succeeded";
    QTest::newRow("succeeds with nothing to do") << Submitted << "" << "every action succeeded";
    QTest::newRow("turns back at a refusal") << Submitted << "C.A+ C.A!" << "an action was rejected";
    QTest::newRow("compensates the last one first") << Aborting << "C.A+ C.A! C.A." << "C2";
    QTest::newRow("then the one before") << Aborting << "C.A+ C+A!" << "C1";
    QTest::newRow("fails when every compensation is done") << Aborting << "C+A+ C+A!" << "every compensation succeeded";
    QTest::newRow("leaves out what cannot have started") << Aborting << "C.A! C.A. C.A." << "C1";
    QTest::newRow("compensates what was next to run") << Aborting << "C.A+ C.A." << "C2";
    QTest::newRow("waits for the action's answer before it compensates") << Aborting << "C.A+ C.A*" << "";
    QTest::newRow("waits for a compensation under way") << Aborting << "C.A+ C*A!" << "";
    QTest::newRow("compensates again in the next round") << Aborting << "C.A+ C~A!" << "at 60";
    QTest::newRow("a prepared saga waits for its client") << Prepared << "C.A. C.A." << "";
    QTest::newRow("an ended saga is left alone") << Failed << "C.A. C.A." << "";
}

void PlannerTest::plans()
{
    QFETCH(TransactionStatus, status);
    QFETCH(QString, ops);
    QFETCH(QString, decision);
    const Situation situation = situationFrom(status, ops);
    const EngineSettings settings;

    const Plan decided = planSaga({.snapshot = situation.saga, .runs = situation.runs, .settings = settings});

    QCOMPARE(wordsOf(decided), decision);
}

void PlannerTest::pausedPlansNothing()
{
    Situation situation = situationFrom(TransactionStatus::Submitted, u"C.A! C.A."_s);
    situation.saga.transaction.paused = true;
    const EngineSettings settings;

    QCOMPARE(wordsOf(plan({.snapshot = situation.saga, .runs = situation.runs, .settings = settings})), QString());
}

void PlannerTest::tablesAreComplete()
{
    using enum TransactionStatus;
    for (const auto &[kind, name] : transactionKindNames)
        for (const TransactionStatus status : {Prepared, Submitted, Aborting})
            QCOMPARE(next(kind, status, TransactionEvent::ForceStop).has_value(), isReachable(kind, status));
    for (const TransactionKind kind : {TransactionKind::Message, TransactionKind::Tcc, TransactionKind::Xa, TransactionKind::Workflow})
        QCOMPARE(next(kind, Submitted, TransactionEvent::OperatorAbort), std::nullopt);
}

TXDESK_TEST(PlannerTest);

} // namespace txdesk::test

#include "planner_test.moc"
