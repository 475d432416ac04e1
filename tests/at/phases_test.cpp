// Phase one and phase two in each other's way: late, twice, lost, out of order; and what is left in undo_log afterwards.
// SPDX-License-Identifier: Apache-2.0
#include "tests/at/at_world.h"
#include "tests/support/test_main.h"

#include <QSqlError>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk::at;

namespace txdesk::test {
namespace {

const QString payOut = u"UPDATE account SET balance = balance - 10 WHERE id = 1"_s;

} // namespace

class PhasesTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_world.reset(); }
    void group7_registeredButNeverCommitted();
    void group8_latePhaseOneFailsOnTheTombstone();
    void group9_tombstoneAndUndoRowRace();
    void group10_duplicateCallbacks_data();
    void group10_duplicateCallbacks();
    void group10_twoCoordinatorsAtOnce();
    void group12_commitThatIsAskedForAgain();
    void commitOfWhatWasRolledBackIsNotDone();
    void group22_purge();
    void group22_purgeGetsPastWhatMustStay();

private:
    QString balance() { return m_world->rows(u"SELECT balance FROM account WHERE id = 1"_s); }
    client::BranchAnswer rollback(PhaseTwo &phaseTwo) { return phaseTwo.rollback(Gid{u"g"_s}, BranchId{u"01"_s}); }

    std::unique_ptr<AtWorld> m_world;
};

void PhasesTest::init()
{
    m_world = std::make_unique<AtWorld>();
    m_world->addBank(u"bank"_s, {u"CREATE TABLE account(id INTEGER PRIMARY KEY, balance INTEGER)"_s, u"INSERT INTO account VALUES (1, 100), (2, 100)"_s});
}

void PhasesTest::group7_registeredButNeverCommitted()
{
    PhaseTwo phaseTwo(u"bank"_s);
    const client::BranchAnswer answer = rollback(phaseTwo);
    QCOMPARE(answer.outcome, Outcome::Succeeded);
    QCOMPARE(answer.barrier, BarrierNote::Empty);
    QCOMPARE(m_world->undoRows(), u"g|01|1"_s);
}

// Registered, paused, rolled back because its time was over, resumed.
void PhasesTest::group8_latePhaseOneFailsOnTheTombstone()
{
    static_cast<void>(m_world->connection.prepare({.gid = Gid{u"g"_s}, .kind = TransactionKind::At}).result());
    const AtTransaction transaction = AtTransaction::join(m_world->connection, {.gid = Gid{u"g"_s}});
    const Result<client::LockAnswer> early =
        m_world->connection.registerBranch({.gid = Gid{u"g"_s}, .requestId = u"r"_s, .resource = u"x"_s, .url = m_world->phaseTwoUrl(), .locks = {}}).result();
    QVERIFY(early && early->branch.value == "01"_L1);
    PhaseTwo phaseTwo(u"bank"_s);
    QCOMPARE(rollback(phaseTwo).barrier, BarrierNote::Empty);
    m_world->coordinator.answerNext(u"registerBranch"_s, 200, R"({"dtm_result":"SUCCESS","branch_id":"01","seq":1})"); // the answer that was paused
    AtSession session(transaction, m_world->bank(), m_world->options());
    const Result<> late = session.run([](AtSession &inside) -> Result<> {
        const Result<QSqlQuery> done = inside.exec(payOut);
        return done ? Result<>() : tl::unexpected(done.error());
    });
    QCOMPARE(late.error().code, ErrorCode::Conflict);
    QVERIFY2(late.error().message.contains("rolled back"_L1), qPrintable(late.error().message));
    QCOMPARE(balance(), u"100"_s);
    QCOMPARE(m_world->undoRows(), u"g|01|1"_s);
}

// Both orders, with the other one waiting at the same file: whoever is second finds the other's row.
void PhasesTest::group9_tombstoneAndUndoRowRace()
{
    for (int round = 0; round < 20; ++round) {
        init();
        static_cast<void>(m_world->connection.prepare({.gid = Gid{u"g"_s}, .kind = TransactionKind::At}).result());
        client::BranchAnswer answer;
        std::unique_ptr<QThread> two(QThread::create([&answer] {
            PhaseTwo phaseTwo(u"bank"_s, {.lockWait = Seconds{5}});
            answer = phaseTwo.rollback(Gid{u"g"_s}, BranchId{u"01"_s});
        }));
        if (round % 2 == 0)
            m_world->coordinator.beforeNext(u"registerBranch"_s, [&two] { two->start(); });
        else
            two->start();
        const Result<> one = m_world->work(u"g"_s, {payOut});
        two->wait();
        QCOMPARE(answer.outcome, Outcome::Succeeded);
        QCOMPARE(balance(), u"100"_s);
        QCOMPARE(m_world->undoRows(), one ? QString() : u"g|01|1"_s);
        QCOMPARE(answer.barrier, one ? BarrierNote::Run : BarrierNote::Empty);
    }
}

void PhasesTest::group10_duplicateCallbacks_data()
{
    QTest::addColumn<QString>("op");
    QTest::addColumn<QString>("left");
    QTest::newRow("commit") << u"commit"_s << u"90"_s;
    QTest::newRow("rollback") << u"rollback"_s << u"100"_s;
    QTest::newRow("rollback-force") << u"rollback-force"_s << u"100"_s;
    QTest::newRow("rollback-accept") << u"rollback-accept"_s << u"90"_s;
}

void PhasesTest::group10_duplicateCallbacks()
{
    QFETCH(QString, op);
    QVERIFY(m_world->work(u"g"_s, {payOut}));
    PhaseTwo here(u"bank"_s);
    PhaseTwo there(u"bank"_s); // another instance
    http::Request request{.method = "POST", .path = "/at"};
    request.query = {{"gid", "g"}, {"branch_id", "01"}, {"op", op.toUtf8()}, {"trans_type", "at"}};
    for (PhaseTwo *one : {&here, &there, &here}) {
        const http::Response response = one->answer(request);
        QCOMPARE(response.status, 200);
        QTEST(balance(), "left");
    }
    QCOMPARE(m_world->run(u"UPDATE account SET balance = 55 WHERE id = 1"_s), QString()); // by a later transaction
    QCOMPARE(there.answer(request).status, 200);
    QCOMPARE(balance(), u"55"_s);
}

void PhasesTest::group10_twoCoordinatorsAtOnce()
{
    for (int round = 0; round < 10; ++round) {
        init();
        QVERIFY(m_world->work(u"g"_s, {payOut}));
        QList<Outcome> outcomes(2, Outcome::Unknown);
        const auto call = [&outcomes](qsizetype nth) {
            PhaseTwo phaseTwo(u"bank"_s, {.lockWait = Seconds{5}});
            outcomes[nth] = phaseTwo.rollback(Gid{u"g"_s}, BranchId{u"01"_s}).outcome;
        };
        outcomes.detach();
        std::unique_ptr<QThread> a(QThread::create(call, 0));
        std::unique_ptr<QThread> b(QThread::create(call, 1));
        a->start();
        b->start();
        a->wait();
        b->wait();
        QCOMPARE(outcomes, (QList<Outcome>{Outcome::Succeeded, Outcome::Succeeded}));
        QCOMPARE(balance(), u"100"_s);
    }
}

void PhasesTest::group12_commitThatIsAskedForAgain()
{
    QVERIFY(m_world->work(u"g"_s, {payOut}));
    QCOMPARE(m_world->commit(u"g"_s), QStringList{u"01 200"_s});
    PhaseTwo phaseTwo(u"bank"_s);
    QCOMPARE(phaseTwo.commit(Gid{u"g"_s}, BranchId{u"01"_s}).barrier, BarrierNote::Duplicate);
    QCOMPARE(m_world->undoRows(), QString());
    QCOMPARE(balance(), u"90"_s);
}

void PhasesTest::commitOfWhatWasRolledBackIsNotDone()
{
    PhaseTwo phaseTwo(u"bank"_s);
    QCOMPARE(rollback(phaseTwo).outcome, Outcome::Succeeded);
    QCOMPARE(phaseTwo.commit(Gid{u"g"_s}, BranchId{u"01"_s}).outcome, Outcome::Unknown);
}

// Only rows of transactions that are over, however old the others are.
void PhasesTest::group22_purge()
{
    for (const QString &gid : {u"stuck"_s, u"unknown"_s, u"over"_s, u"new"_s}) {
        static_cast<void>(m_world->connection.prepare({.gid = Gid{gid}, .kind = TransactionKind::At}).result());
        QVERIFY(UndoLog(m_world->bank()).insert(Gid{gid}, BranchId{u"01"_s}, "{}"));
    }
    QCOMPARE(m_world->run(u"UPDATE undo_log SET log_created = '2020-01-01 00:00:00.000' WHERE xid <> 'new'"_s), QString());
    m_world->coordinator.decide(u"stuck"_s, u"aborting"_s);
    m_world->coordinator.decide(u"over"_s, u"succeed"_s);
    m_world->coordinator.decide(u"new"_s, u"succeed"_s);
    m_world->coordinator.forget(u"unknown"_s);
    QVERIFY(UndoLog(m_world->bank()).insertTombstone(Gid{u"unknown"_s}, BranchId{u"02"_s})); // of what is forgotten only these go
    QVERIFY(UndoLog(m_world->bank()).insertTombstone(Gid{u"stuck"_s}, BranchId{u"02"_s}));
    QCOMPARE(m_world->run(u"UPDATE undo_log SET log_created = '2020-01-01 00:00:00.000' WHERE log_status = 1"_s), QString());
    const Result<int> removed = UndoLog(m_world->bank()).purge(m_world->connection, std::chrono::hours{24 * 7});
    QCOMPARE(removed.value_or(-1), 2);
    QCOMPARE(m_world->undoRows(), u"stuck|01|0;unknown|01|0;new|01|0;stuck|02|1"_s);
    QCOMPARE(UndoLog(m_world->bank()).purge(m_world->connection, Milliseconds{0}).value_or(-1), 1);
    QCOMPARE(m_world->undoRows(), u"stuck|01|0;unknown|01|0;stuck|02|1"_s);
}

// What is stuck, and what the coordinator has forgotten, is the oldest there is: it must not keep all others for ever.
void PhasesTest::group22_purgeGetsPastWhatMustStay()
{
    for (const QString &gid : {u"stuck"_s, u"unknown"_s, u"over"_s}) {
        static_cast<void>(m_world->connection.prepare({.gid = Gid{gid}, .kind = TransactionKind::At}).result());
        QVERIFY(UndoLog(m_world->bank()).insert(Gid{gid}, BranchId{u"01"_s}, "{}"));
    }
    QCOMPARE(m_world->run(u"UPDATE undo_log SET log_created = '2020-01-0' || id || ' 00:00:00.000'"_s), QString());
    m_world->coordinator.decide(u"stuck"_s, u"aborting"_s);
    m_world->coordinator.decide(u"over"_s, u"succeed"_s);
    m_world->coordinator.forget(u"unknown"_s);
    QCOMPARE(UndoLog(m_world->bank()).purge(m_world->connection, std::chrono::hours{24 * 7}, 1).value_or(-1), 1);
    QCOMPARE(m_world->undoRows(), u"stuck|01|0;unknown|01|0"_s);
}

TXDESK_TEST(PhasesTest);

} // namespace txdesk::test
#include "phases_test.moc"
