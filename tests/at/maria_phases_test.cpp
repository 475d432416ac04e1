// Phase one and phase two in each other's way on MariaDB, what is left in undo_log, and names of tables without case.
// SPDX-License-Identifier: Apache-2.0
#include "tests/at/maria_world.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk::at;

namespace txdesk::test {
namespace {

const QString mariaPayOut = u"UPDATE account SET balance = balance - 10 WHERE id = 1"_s;

} // namespace

class MariaPhasesTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (const QString why = MariaWorld::start(); !why.isEmpty())
            QSKIP(qPrintable(why));
    }
    void cleanupTestCase()
    {
        m_world.reset();
        MariaWorld::stop();
    }
    void init();
    void group1_retryAfterAManualRepair();
    void group1_undoViewTellsBeforeAfterAndNow();
    void group9_tombstoneAndUndoRowRace();
    void group10_duplicateCallbacks_data();
    void group10_duplicateCallbacks();
    void group10_twoCoordinatorsAtOnce();
    void group12_commitThatIsAskedForAgain();
    void group16_tablesWithoutCase();
    void group22_purge();

private:
    QString balance() { return m_world->rows(u"SELECT balance FROM account WHERE id = 1"_s); }

    std::unique_ptr<MariaWorld> m_world;
};

void MariaPhasesTest::init()
{
    m_world = std::make_unique<MariaWorld>();
    m_world->addMariaBank(u"bank"_s, {u"CREATE TABLE account(id INT PRIMARY KEY, balance INT)"_s, u"INSERT INTO account VALUES (1, 100), (2, 100)"_s});
}

void MariaPhasesTest::group1_retryAfterAManualRepair()
{
    QVERIFY(m_world->work(u"g"_s, {mariaPayOut}));
    QCOMPARE(m_world->run(u"UPDATE account SET balance = 50 WHERE id = 1"_s), QString());
    QVERIFY(m_world->rollBack(u"g"_s).first().startsWith("01 409"_L1));
    QCOMPARE(m_world->run(u"UPDATE account SET balance = 90 WHERE id = 1"_s), QString());
    QCOMPARE(m_world->coordinator.finish(u"g"_s), QStringList{u"01 200"_s});
    QCOMPARE(balance(), u"100"_s);
}

void MariaPhasesTest::group1_undoViewTellsBeforeAfterAndNow()
{
    QVERIFY(m_world->work(u"g"_s, {mariaPayOut, u"DELETE FROM account WHERE id = 2"_s}));
    QCOMPARE(m_world->run(u"UPDATE account SET balance = 50 WHERE id = 1"_s), QString());
    const client::BranchCall call{.url = m_world->phaseTwoUrl(), .context = {Gid{u"g"_s}, u"at"_s, BranchId{u"01"_s}, u"undo"_s, {}}};
    const Result<QByteArray> told = m_world->connection.call(call).result();
    QVERIFY2(told, told ? "" : qPrintable(told.error().message));
    const QJsonArray items = QJsonDocument::fromJson(*told)["items"_L1].toArray();
    const auto textOf = [&items](int item, QLatin1StringView list) {
        return QString::fromUtf8(QJsonDocument(items[item][list].toArray()).toJson(QJsonDocument::Compact));
    };
    QCOMPARE(items.size(), 2);
    QCOMPARE(textOf(0, "before"_L1), u"[[{\"i\":\"1\"},{\"i\":\"100\"}]]"_s);
    QCOMPARE(textOf(0, "after"_L1), u"[[{\"i\":\"1\"},{\"i\":\"90\"}]]"_s);
    QCOMPARE(textOf(0, "now"_L1), u"[[{\"i\":\"1\"},{\"i\":\"50\"}]]"_s);
    QCOMPARE(textOf(1, "now"_L1), u"[null]"_s);
    QCOMPARE(m_world->undoRows(), u"g|01|0"_s); // it was a look
}

void MariaPhasesTest::group9_tombstoneAndUndoRowRace()
{
    for (int round = 0; round < 8; ++round) {
        const QString gid = u"g%1"_s.arg(round);
        QCOMPARE(m_world->run(u"UPDATE account SET balance = 100"_s), QString());
        static_cast<void>(m_world->connection.prepare({.gid = Gid{gid}, .kind = TransactionKind::At}).result());
        client::BranchAnswer answer;
        std::unique_ptr<QThread> two(QThread::create([&answer, gid] {
            PhaseTwo phaseTwo(u"bank"_s, {.lockWait = Seconds{5}});
            answer = phaseTwo.rollback(Gid{gid}, BranchId{u"01"_s});
        }));
        if (round % 2 == 0)
            m_world->coordinator.beforeNext(u"registerBranch"_s, [&two] { two->start(); });
        else
            two->start();
        const Result<> one = m_world->work(gid, {mariaPayOut});
        two->wait();
        QCOMPARE(answer.outcome, Outcome::Succeeded);
        QCOMPARE(balance(), u"100"_s);
        QCOMPARE(m_world->undoRows(), one ? QString() : gid + u"|01|1"_s);
        QCOMPARE(answer.barrier, one ? BarrierNote::Run : BarrierNote::Empty);
        QCOMPARE(m_world->run(u"DELETE FROM undo_log"_s), QString());
        m_world->coordinator.forget(gid);
    }
}

void MariaPhasesTest::group10_duplicateCallbacks_data()
{
    QTest::addColumn<QString>("op");
    QTest::addColumn<QString>("left");
    QTest::newRow("commit") << u"commit"_s << u"90"_s;
    QTest::newRow("rollback") << u"rollback"_s << u"100"_s;
    QTest::newRow("rollback-force") << u"rollback-force"_s << u"100"_s;
    QTest::newRow("rollback-accept") << u"rollback-accept"_s << u"90"_s;
}

void MariaPhasesTest::group10_duplicateCallbacks()
{
    QFETCH(QString, op);
    QVERIFY(m_world->work(u"g"_s, {mariaPayOut}));
    PhaseTwo here(u"bank"_s);
    PhaseTwo there(u"bank"_s); // another instance
    http::Request request{.method = "POST", .path = "/at"};
    request.query = {{"gid", "g"}, {"branch_id", "01"}, {"op", op.toUtf8()}, {"trans_type", "at"}};
    for (PhaseTwo *one : {&here, &there, &here}) {
        QCOMPARE(one->answer(request).status, 200);
        QTEST(balance(), "left");
    }
    QCOMPARE(m_world->run(u"UPDATE account SET balance = 55 WHERE id = 1"_s), QString()); // by a later transaction
    QCOMPARE(there.answer(request).status, 200);
    QCOMPARE(balance(), u"55"_s);
}

void MariaPhasesTest::group10_twoCoordinatorsAtOnce()
{
    for (int round = 0; round < 5; ++round) {
        const QString gid = u"g%1"_s.arg(round);
        QVERIFY(m_world->work(gid, {mariaPayOut}));
        QList<Outcome> outcomes(2, Outcome::Unknown);
        const auto call = [&outcomes, gid](qsizetype nth) {
            PhaseTwo phaseTwo(u"bank"_s, {.lockWait = Seconds{5}});
            outcomes[nth] = phaseTwo.rollback(Gid{gid}, BranchId{u"01"_s}).outcome;
        };
        outcomes.detach();
        std::unique_ptr<QThread> a(QThread::create(call, 0));
        std::unique_ptr<QThread> b(QThread::create(call, 1));
        a->start();
        b->start();
        a->wait();
        b->wait();
        // Between finding the row and finding it gone, the second one may be told to come again.
        QVERIFY(outcomes.contains(Outcome::Succeeded) && !outcomes.contains(Outcome::Rejected) && !outcomes.contains(Outcome::Unknown));
        QCOMPARE(balance(), u"100"_s);
        static_cast<void>(m_world->rollBack(gid));
        QCOMPARE(balance(), u"100"_s);
    }
}

void MariaPhasesTest::group12_commitThatIsAskedForAgain()
{
    QVERIFY(m_world->work(u"g"_s, {mariaPayOut}));
    QCOMPARE(m_world->commit(u"g"_s), QStringList{u"01 200"_s});
    PhaseTwo phaseTwo(u"bank"_s);
    QCOMPARE(phaseTwo.commit(Gid{u"g"_s}, BranchId{u"01"_s}).barrier, BarrierNote::Duplicate);
    QCOMPARE(m_world->undoRows(), QString());
    QCOMPARE(balance(), u"90"_s);
}

// With lower_case_table_names = 1 one table has many spellings, and yet one lock.
void MariaPhasesTest::group16_tablesWithoutCase()
{
    m_world.reset();
    MariaWorld::stop();
    QCOMPARE(MariaWorld::start({u"--lower-case-table-names=1"_s}), QString());
    {
        MariaWorld world;
        world.addMariaBank(u"bank"_s, {u"CREATE TABLE Account(id INT PRIMARY KEY, balance INT)"_s, u"INSERT INTO ACCOUNT VALUES (1, 100)"_s});
        const Result<> worked = world.work(u"g"_s, {u"UPDATE ACCOUNT SET balance = 1"_s, u"UPDATE Account AS a SET a.balance = 2 WHERE A.id = 1"_s, u"DELETE FROM account"_s});
        QVERIFY2(worked, worked ? "" : qPrintable(worked.error().message));
        QCOMPARE(world.coordinator.lockCount(), 1);
        QCOMPARE(world.rollBack(u"g"_s), QStringList{u"01 200"_s});
        QCOMPARE(world.rows(u"SELECT * FROM account"_s), u"1|100"_s);
    }
    MariaWorld::stop();
    QCOMPARE(MariaWorld::start(), QString());
}

// Only rows of transactions that are over, however old the others are.
void MariaPhasesTest::group22_purge()
{
    for (const QString &gid : {u"stuck"_s, u"unknown"_s, u"over"_s, u"new"_s}) {
        static_cast<void>(m_world->connection.prepare({.gid = Gid{gid}, .kind = TransactionKind::At}).result());
        QVERIFY(UndoLog(m_world->bank()).insert(Gid{gid}, BranchId{u"01"_s}, "{}"));
    }
    QCOMPARE(m_world->run(u"UPDATE undo_log SET log_created = '2020-01-01' WHERE xid <> 'new'"_s), QString());
    m_world->coordinator.decide(u"stuck"_s, u"aborting"_s);
    m_world->coordinator.decide(u"over"_s, u"succeed"_s);
    m_world->coordinator.decide(u"new"_s, u"succeed"_s);
    m_world->coordinator.forget(u"unknown"_s);
    QCOMPARE(UndoLog(m_world->bank()).purge(m_world->connection, std::chrono::hours{24 * 7}).value_or(-1), 1);
    QCOMPARE(m_world->undoRows(), u"stuck|01|0;unknown|01|0;new|01|0"_s);
    QCOMPARE(UndoLog(m_world->bank()).purge(m_world->connection, Milliseconds{0}).value_or(-1), 1);
    QCOMPARE(m_world->undoRows(), u"stuck|01|0;unknown|01|0"_s);
}

TXDESK_TEST(MariaPhasesTest);

} // namespace txdesk::test
#include "maria_phases_test.moc"
