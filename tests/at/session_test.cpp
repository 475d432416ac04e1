// Sessions: locks, conflicts, what is told to the coordinator, work that runs again.
// SPDX-License-Identifier: Apache-2.0
#include "tests/at/at_world.h"
#include "tests/support/test_main.h"

#include <QSqlError>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk::at;

namespace txdesk::test {
namespace {

const QString pay = u"UPDATE account SET balance = balance - 10 WHERE id = 1"_s;

Result<> execAll(AtSession &session, const QStringList &statements)
{
    for (const QString &statement : statements)
        if (const Result<QSqlQuery> done = session.exec(statement); !done)
            return tl::unexpected(done.error());
    return {};
}

} // namespace

class SessionTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_world.reset(); }
    void aTransactionCommits();
    void aTransactionRollsBack();
    void readingOnlyRegistersNothing();
    void whatIsDoneBesideTheSessionIsCapturedToo();
    void group3_noOpUpdateRegistersAndWritesAnUndoRow();
    void group4_secondWaitsAndGoesOnWithTheNewValue();
    void group4_holderThatTurnsBackIsNotWaitedForInside();
    void group4_waitsForAHolderThatTurnsBack();
    void group4_givesUpWhenTheWaitIsOver();
    void group4_oneTransactionMayHoldARowTwice();
    void group6_rollbackIsNotKeptOutByAWaiter();
    void group6_busyFileIsAnsweredAsBusy();
    void group5_deadlockIsTheCallersConflict();
    void group6_aBusyFileIsTriedAgain();
    void group11_lostAnswerOfARegistration();
    void aRerunThatTouchesOtherRowsTakesANewBranch();
    void aRerunThatTouchesNothingGivesItsBranchUp();

private:
    QString balance() { return m_world->rows(u"SELECT balance FROM account WHERE id = 1"_s); }
    [[nodiscard]] AtTransaction joined(const QString &gid)
    {
        if (m_world->coordinator.statusOf(gid).isEmpty())
            static_cast<void>(m_world->connection.prepare({.gid = Gid{gid}, .kind = TransactionKind::At}).result());
        return AtTransaction::join(m_world->connection, {.gid = Gid{gid}});
    }

    std::unique_ptr<AtWorld> m_world;
};


void SessionTest::init()
{
    m_world = std::make_unique<AtWorld>();
    m_world->addBank(u"bank"_s, {u"CREATE TABLE account(id INTEGER PRIMARY KEY, balance INTEGER)"_s, u"INSERT INTO account VALUES (1, 100), (2, 100)"_s});
}

void SessionTest::aTransactionCommits()
{
    Gid gid;
    const Result<> done = AtTransaction::run(m_world->connection, [&](AtTransaction &transaction) {
        gid = transaction.gid();
        return AtSession(transaction, m_world->bank(), m_world->options()).run([](AtSession &inside) { return execAll(inside, {pay}); });
    });
    QVERIFY2(done, done ? "" : qPrintable(done.error().message));
    QCOMPARE(m_world->coordinator.statusOf(gid.value), u"submitted"_s);
    QCOMPARE(m_world->coordinator.lockCount(), 0); // with the decision
    QCOMPARE(m_world->undoRows(), gid.value + u"|01|0"_s);
    QCOMPARE(m_world->coordinator.finish(gid.value), QStringList{u"01 200"_s});
    QCOMPARE(m_world->undoRows(), QString());
    QCOMPARE(balance(), u"90"_s);
    const QJsonObject asked = m_world->coordinator.bodies(u"registerBranch"_s).value(0);
    QCOMPARE(asked["trans_type"_L1].toString(), u"at"_s);
    QCOMPARE(asked["wait_ms"_L1].toInt(-1), 0); // the file is locked: nobody is waited for
    QCOMPARE(asked["url"_L1].toString(), m_world->phaseTwoUrl());
}

void SessionTest::aTransactionRollsBack()
{
    Gid gid;
    const Result<> done = AtTransaction::run(m_world->connection, [&](AtTransaction &transaction) -> Result<> {
        gid = transaction.gid();
        const Result<> paid = AtSession(transaction, m_world->bank(), m_world->options()).run([](AtSession &inside) { return execAll(inside, {pay}); });
        return paid ? fail(ErrorCode::Conflict, u"the other bank said no"_s) : paid;
    });
    QCOMPARE(done.error().message, u"the other bank said no"_s);
    QCOMPARE(balance(), u"90"_s); // until phase two
    QCOMPARE(m_world->coordinator.bodies(u"abort"_s).value(0)["rollback_reason"_L1].toString(), u"the other bank said no"_s);
    QCOMPARE(m_world->coordinator.finish(gid.value), QStringList{u"01 200"_s});
    QCOMPARE(balance(), u"100"_s);
    QCOMPARE(m_world->undoRows(), QString());
}

void SessionTest::readingOnlyRegistersNothing()
{
    const AtTransaction transaction = joined(u"g"_s);
    AtSession session(transaction, m_world->bank(), m_world->options());
    QVERIFY(session.run([](AtSession &inside) -> Result<> {
        Result<QSqlQuery> rows = inside.exec(u"SELECT balance FROM account WHERE id = ?"_s, {1});
        return rows && rows->next() && rows->value(0) == 100 ? Result<>() : fail(ErrorCode::Internal, u"no row"_s);
    }));
    QVERIFY(session.branch().isEmpty());
    QVERIFY(m_world->coordinator.branchesOf(u"g"_s).isEmpty());
}

// A prepared DELETE of all rows would otherwise empty the table without telling of any row.
void SessionTest::whatIsDoneBesideTheSessionIsCapturedToo()
{
    QCOMPARE(m_world->run(u"CREATE TABLE nokey(a)"_s), QString());
    QSqlQuery prepared(m_world->bank());
    QVERIFY(prepared.prepare(u"DELETE FROM account"_s));
    const AtTransaction transaction = joined(u"g"_s);
    AtSession session(transaction, m_world->bank(), m_world->options());
    QVERIFY(session.run([&prepared](AtSession &) { return prepared.exec() ? Result<>() : fail(ErrorCode::Internal, u"not run"_s); }));
    QCOMPARE(m_world->rows(u"SELECT count(*) FROM account"_s), u"0"_s);
    QCOMPARE(m_world->rollBack(u"g"_s), QStringList{u"01 200"_s});
    QCOMPARE(m_world->rows(u"SELECT id, balance FROM account"_s), u"1|100;2|100"_s);
    const AtTransaction other = joined(u"h"_s);
    const Result<> refused = AtSession(other, m_world->bank(), m_world->options()).run([this](AtSession &) {
        static_cast<void>(m_world->run(u"INSERT INTO nokey VALUES (1)"_s));
        return Result<>();
    });
    QCOMPARE(refused.error().code, ErrorCode::InvalidRequest);
    QCOMPARE(m_world->rows(u"SELECT count(*) FROM nokey"_s), u"0"_s);
}

void SessionTest::group3_noOpUpdateRegistersAndWritesAnUndoRow()
{
    QVERIFY(m_world->work(u"g"_s, {u"UPDATE account SET balance = balance"_s}));
    QCOMPARE(m_world->coordinator.lockCount(), 2);
    QCOMPARE(m_world->undoRows(), u"g|01|0"_s);
    QVERIFY(!m_world->work(u"h"_s, {pay})); // the row is locked though nothing has changed
}

void SessionTest::group4_secondWaitsAndGoesOnWithTheNewValue()
{
    QVERIFY(m_world->work(u"g"_s, {pay}));
    int runs = 0;
    const AtTransaction transaction = joined(u"h"_s);
    AtSession session(transaction, m_world->bank(), {.phaseTwoUrl = m_world->phaseTwoUrl(), .lockWait = Seconds{10}});
    // The first transaction commits as soon as the second one waits for its row.
    std::unique_ptr<QThread> first(QThread::create([this] {
        QTRY_VERIFY(m_world->coordinator.bodies(u"registerBranch"_s).size() >= 3);
        m_world->coordinator.decide(u"g"_s, u"submitted"_s);
    }));
    first->start();
    const Result<> done = session.run([&runs](AtSession &inside) {
        ++runs;
        return execAll(inside, {pay});
    });
    first->wait();
    QVERIFY2(done, done ? "" : qPrintable(done.error().message));
    QCOMPARE(runs, 2);
    QCOMPARE(balance(), u"80"_s);
    QCOMPARE(m_world->undoRows(), u"g|01|0;h|02|0"_s);
    const QList<QJsonObject> asked = m_world->coordinator.bodies(u"registerBranch"_s);
    QCOMPARE(asked.size(), 4); // the first one's, one that was refused, one that waited, and the rerun's in its place
    QCOMPARE(asked[1]["wait_ms"_L1].toInt(-1), 0);
    QVERIFY(asked[2]["wait_ms"_L1].toInt() > 0);
}

void SessionTest::group4_holderThatTurnsBackIsNotWaitedForInside()
{
    QVERIFY(m_world->work(u"g"_s, {pay}));
    m_world->coordinator.decide(u"g"_s, u"aborting"_s);
    const AtTransaction transaction = joined(u"h"_s);
    AtSession session(transaction, m_world->bank(), m_world->options());
    QVERIFY(session.begin());
    QVERIFY(session.exec(pay));
    const Result<> done = session.commit();
    QCOMPARE(done.error().code, ErrorCode::Overloaded);
    QCOMPARE(session.refusal()->verdict, client::LockVerdict::HolderRollsBack);
    QVERIFY2(done.error().message.contains(" g)"_L1), qPrintable(done.error().message)); // names the holder
    QCOMPARE(m_world->coordinator.finish(u"g"_s), QStringList{u"01 200"_s}); // nothing is in its way
    QCOMPARE(balance(), u"100"_s);
}

void SessionTest::group4_waitsForAHolderThatTurnsBack()
{
    QVERIFY(m_world->work(u"g"_s, {pay}));
    m_world->coordinator.decide(u"g"_s, u"aborting"_s);
    const AtTransaction transaction = joined(u"h"_s);
    AtSession session(transaction, m_world->bank(), {.phaseTwoUrl = m_world->phaseTwoUrl(), .lockWait = Seconds{10}});
    std::unique_ptr<QThread> first(QThread::create([this] {
        QTRY_VERIFY(m_world->coordinator.bodies(u"registerBranch"_s).size() >= 3);
        static_cast<void>(m_world->coordinator.finish(u"g"_s));
    }));
    first->start();
    const Result<> done = session.run([](AtSession &inside) { return execAll(inside, {pay}); });
    first->wait();
    QVERIFY2(done, done ? "" : qPrintable(done.error().message));
    QCOMPARE(balance(), u"90"_s); // 100 - 10 + 10 - 10
    QCOMPARE(m_world->rollBack(u"h"_s).last().right(3), u"200"_s);
    QCOMPARE(balance(), u"100"_s);
}

void SessionTest::group4_givesUpWhenTheWaitIsOver()
{
    QVERIFY(m_world->work(u"g"_s, {pay}));
    const Result<> done = m_world->work(u"h"_s, {pay});
    QCOMPARE(done.error().code, ErrorCode::Overloaded);
    QCOMPARE(balance(), u"90"_s);
    QCOMPARE(m_world->undoRows(), u"g|01|0"_s);
}

void SessionTest::group4_oneTransactionMayHoldARowTwice()
{
    QVERIFY(m_world->work(u"g"_s, {pay}));
    QVERIFY(m_world->work(u"g"_s, {pay}));
    QCOMPARE(balance(), u"80"_s);
    QCOMPARE(m_world->rollBack(u"g"_s), (QStringList{u"02 200"_s, u"01 200"_s}));
    QCOMPARE(balance(), u"100"_s);
}

void SessionTest::group6_rollbackIsNotKeptOutByAWaiter()
{
    QVERIFY(m_world->work(u"g"_s, {pay}));
    const AtTransaction transaction = joined(u"h"_s);
    // While the second transaction waits for the row, the first one is rolled back on the same file.
    std::unique_ptr<QThread> first(QThread::create([this] {
        QTRY_VERIFY(m_world->coordinator.bodies(u"registerBranch"_s).size() >= 3);
        QCOMPARE(m_world->rollBack(u"g"_s), QStringList{u"01 200"_s});
    }));
    first->start();
    AtSession session(transaction, m_world->bank(), {.phaseTwoUrl = m_world->phaseTwoUrl(), .lockWait = Seconds{10}});
    const Result<> done = session.run([](AtSession &inside) { return execAll(inside, {pay}); });
    first->wait();
    QVERIFY2(done, done ? "" : qPrintable(done.error().message));
    QCOMPARE(balance(), u"90"_s);
}

void SessionTest::group6_busyFileIsAnsweredAsBusy()
{
    QVERIFY(m_world->work(u"g"_s, {pay}));
    QSqlDatabase other = m_world->another(u"other"_s);
    QVERIFY(QSqlQuery(other).exec(u"BEGIN IMMEDIATE"_s));
    PhaseTwo phaseTwo(u"bank"_s, {.lockWait = Milliseconds{0}});
    QCOMPARE(phaseTwo.rollback(Gid{u"g"_s}, BranchId{u"01"_s}).outcome, Outcome::Ongoing);
    QVERIFY(QSqlQuery(other).exec(u"ROLLBACK"_s));
    QCOMPARE(phaseTwo.rollback(Gid{u"g"_s}, BranchId{u"01"_s}).outcome, Outcome::Succeeded);
    QCOMPARE(balance(), u"100"_s);
}

void SessionTest::group5_deadlockIsTheCallersConflict()
{
    static_cast<void>(joined(u"g"_s));
    m_world->coordinator.answerNext(u"registerBranch"_s, 409, R"({"dtm_result":"FAILURE","code":"DEADLOCK","message":"waiting would never end"})");
    const Result<> done = m_world->work(u"g"_s, {pay});
    QCOMPARE(done.error().code, ErrorCode::Conflict);
    QCOMPARE(balance(), u"100"_s);
    QCOMPARE(m_world->coordinator.bodies(u"registerBranch"_s).size(), 1);
}

void SessionTest::group6_aBusyFileIsTriedAgain()
{
    const AtTransaction transaction = joined(u"g"_s);
    QSqlDatabase impatient = m_world->another(u"impatient"_s); // SQLite itself does not wait
    QVERIFY(QSqlQuery(m_world->bank()).exec(u"BEGIN IMMEDIATE"_s));
    at::AtSessionOptions options = m_world->options();
    options.lockWait = Milliseconds{30};
    AtSession tooLate(transaction, impatient, options);
    QCOMPARE(tooLate.run([](AtSession &inside) { return execAll(inside, {pay}); }).error().code, ErrorCode::Overloaded);
    QVERIFY(QSqlQuery(m_world->bank()).exec(u"ROLLBACK"_s));
    // A statement that says "busy" once: the work runs again.
    int runs = 0;
    options.lockWait = Seconds{10};
    const Result<> done = AtSession(transaction, impatient, options).run([&runs](AtSession &inside) -> Result<> {
        if (++runs == 1 && !inside.exec(u"SELECT 1 FROM no_such_table"_s))
            return fail(ErrorCode::Overloaded, u"not the database's word: not tried again"_s);
        return execAll(inside, {pay});
    });
    QCOMPARE(done.error().code, ErrorCode::Overloaded);
    QCOMPARE(runs, 1);
    QSemaphore isHeld;
    std::unique_ptr<QThread> holder(QThread::create([this, &isHeld] {
        QSqlDatabase db = m_world->another(u"holder"_s);
        QSqlQuery query(db);
        query.exec(u"BEGIN IMMEDIATE"_s);
        isHeld.release();
        query.exec(u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) SELECT count(*) FROM n"_s);
        query.exec(u"COMMIT"_s);
    }));
    holder->start();
    isHeld.acquire();
    const Result<> waited = AtSession(transaction, impatient, options).run([](AtSession &inside) { return execAll(inside, {pay}); });
    holder->wait();
    QVERIFY2(waited, waited ? "" : qPrintable(waited.error().message));
    QCOMPARE(balance(), u"90"_s);
}

void SessionTest::group11_lostAnswerOfARegistration()
{
    static_cast<void>(joined(u"g"_s));
    m_world->coordinator.dropNextAnswer(u"registerBranch"_s);
    QVERIFY(m_world->work(u"g"_s, {pay}));
    const QList<QJsonObject> asked = m_world->coordinator.bodies(u"registerBranch"_s);
    QCOMPARE(asked.size(), 2);
    QCOMPARE(asked[0]["request_id"_L1], asked[1]["request_id"_L1]);
    QCOMPARE(m_world->coordinator.branchesOf(u"g"_s).size(), 1);
    QCOMPARE(m_world->coordinator.lockCount(), 1);
    QCOMPARE(m_world->undoRows(), u"g|01|0"_s);
}

void SessionTest::aRerunThatTouchesOtherRowsTakesANewBranch()
{
    QVERIFY(m_world->work(u"g"_s, {pay}));
    int runs = 0;
    const AtTransaction transaction = joined(u"h"_s);
    AtSession session(transaction, m_world->bank(), {.phaseTwoUrl = m_world->phaseTwoUrl(), .lockWait = Seconds{10}});
    std::unique_ptr<QThread> first(QThread::create([this] {
        QTRY_VERIFY(m_world->coordinator.bodies(u"registerBranch"_s).size() >= 3);
        m_world->coordinator.decide(u"g"_s, u"submitted"_s);
    }));
    first->start();
    const Result<> done = session.run([&runs](AtSession &inside) {
        return execAll(inside, {++runs == 1 ? pay : u"UPDATE account SET balance = balance - 10"_s});
    });
    first->wait();
    QVERIFY(done);
    QCOMPARE(session.branch().value, u"02"_s);
    QCOMPARE(m_world->undoRows(), u"g|01|0;h|02|0"_s);
    QVERIFY(m_world->coordinator.branchesOf(u"h"_s).value(0).isOver);
    QCOMPARE(m_world->rollBack(u"h"_s), QStringList{u"02 200"_s});
    QCOMPARE(m_world->rows(u"SELECT balance FROM account"_s), u"90;100"_s);
}

void SessionTest::aRerunThatTouchesNothingGivesItsBranchUp()
{
    QVERIFY(m_world->work(u"g"_s, {pay}));
    int runs = 0;
    const AtTransaction transaction = joined(u"h"_s);
    AtSession session(transaction, m_world->bank(), {.phaseTwoUrl = m_world->phaseTwoUrl(), .lockWait = Seconds{10}});
    std::unique_ptr<QThread> first(QThread::create([this] {
        QTRY_VERIFY(m_world->coordinator.bodies(u"registerBranch"_s).size() >= 3);
        m_world->coordinator.decide(u"g"_s, u"submitted"_s);
    }));
    first->start();
    const Result<> done = session.run([&runs](AtSession &inside) { return ++runs == 1 ? execAll(inside, {pay}) : Result<>(); });
    first->wait();
    QVERIFY(done);
    QVERIFY(session.branch().isEmpty());
    QVERIFY(m_world->coordinator.branchesOf(u"h"_s).value(0).isOver);
}

TXDESK_TEST(SessionTest);

} // namespace txdesk::test
#include "session_test.moc"
