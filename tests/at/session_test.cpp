// Sessions and transactions: locks, conflicts, what is told to the coordinator, headers, nested scopes.
// SPDX-License-Identifier: Apache-2.0
#include "shared/at/global_lock.h"
#include "shared/at/resource.h"
#include "tests/at/at_world.h"
#include "tests/support/test_main.h"

#include <QFileInfo>
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
    void anInitiatorThatGoesAwayRollsBack();
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
    void group11_lostAnswerOfARegistration();
    void aRerunThatTouchesOtherRowsTakesANewBranch();
    void aRerunThatTouchesNothingGivesItsBranchUp();
    void group21_selectForUpdateUnderALock();
    void group21_globalLockScope();
    void group21_globalLockScopeWaits();
    void group21_plainReadsShowUncommittedData();
    void group24_headers_data();
    void group24_headers();
    void group24_unknownTransaction();
    void group24_decidedTransaction();
    void group24_nestedScopes();
    void group24_requiresNew();
    void group24_withoutATransaction();
    void group24_workOnAnotherThread();
    void group25_otherKindsInOneTransaction();
    void commitWhoseAnswerIsLost();
    void commitAfterTheTimeIsOver();
    void resources();

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

void SessionTest::anInitiatorThatGoesAwayRollsBack()
{
    Gid gid;
    {
        const Result<AtTransaction> transaction = AtTransaction::begin(m_world->connection);
        QVERIFY(transaction);
        gid = transaction->gid();
    }
    QCOMPARE(m_world->coordinator.statusOf(gid.value), u"aborting"_s);
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
    QCOMPARE(m_world->undoRows(), u"g|01|0;h|01|0"_s);
    const QList<QJsonObject> asked = m_world->coordinator.bodies(u"registerBranch"_s);
    QCOMPARE(asked.size(), 3); // the first one's, one that was refused, and one that waited; the rerun needs none
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

void SessionTest::group21_selectForUpdateUnderALock()
{
    QVERIFY(m_world->work(u"g"_s, {pay}));
    const AtTransaction transaction = joined(u"h"_s);
    const auto read = [](AtSession &inside) -> Result<> {
        const Result<QList<QVariantList>> rows = inside.selectForUpdate(u"account"_s, u"SELECT id, balance FROM account WHERE id = ?"_s, {1});
        if (!rows)
            return tl::unexpected(rows.error());
        return rows->value(0).value(1) == 90 ? Result<>() : fail(ErrorCode::Internal, u"another value"_s);
    };
    AtSession session(transaction, m_world->bank(), m_world->options());
    QCOMPARE(session.run(read).error().code, ErrorCode::Overloaded);
    m_world->coordinator.decide(u"g"_s, u"submitted"_s);
    const Result<> done = AtSession(transaction, m_world->bank(), m_world->options()).run(read);
    QVERIFY2(done, done ? "" : qPrintable(done.error().message));
    const Result<> keyless = AtSession(transaction, m_world->bank(), m_world->options()).run([](AtSession &inside) -> Result<> {
        const Result<QList<QVariantList>> rows = inside.selectForUpdate(u"account"_s, u"SELECT balance FROM account"_s);
        return rows ? Result<>() : tl::unexpected(rows.error());
    });
    QCOMPARE(keyless.error().code, ErrorCode::InvalidRequest);
}

void SessionTest::group21_globalLockScope()
{
    QVERIFY(m_world->work(u"g"_s, {pay}));
    GlobalLock scope(m_world->connection, m_world->bank(), {.lockWait = Milliseconds{50}});
    const auto touch = [](const QString &sql) {
        return [sql](GlobalLock &inside) -> Result<> {
            const Result<QSqlQuery> done = inside.exec(sql);
            return done ? Result<>() : tl::unexpected(done.error());
        };
    };
    const Result<> refused = scope.run(touch(u"UPDATE account SET balance = 1 WHERE id = 1"_s));
    QCOMPARE(refused.error().code, ErrorCode::Overloaded);
    QCOMPARE(scope.refusal()->holders.value(0).gid.value, u"g"_s);
    QVERIFY(scope.run(touch(u"UPDATE account SET balance = 1 WHERE id = 2"_s)));
    QCOMPARE(m_world->rows(u"SELECT balance FROM account"_s), u"90;1"_s);
    QCOMPARE(m_world->undoRows(), u"g|01|0"_s); // none of its own
    QCOMPARE(m_world->coordinator.lockCount(), 1);
    QVERIFY(!m_world->coordinator.bodies(u"at/lockQuery"_s).last().contains("gid"_L1));
}

void SessionTest::group21_globalLockScopeWaits()
{
    QVERIFY(m_world->work(u"g"_s, {pay}));
    std::unique_ptr<QThread> first(QThread::create([this] {
        QTRY_VERIFY(!m_world->coordinator.bodies(u"at/lockQuery"_s).isEmpty());
        QCOMPARE(m_world->rollBack(u"g"_s), QStringList{u"01 200"_s});
    }));
    first->start();
    GlobalLock scope(m_world->connection, m_world->bank(), {.lockWait = Seconds{10}});
    const Result<> done = scope.run([](GlobalLock &inside) -> Result<> {
        const Result<QSqlQuery> added = inside.exec(u"UPDATE account SET balance = balance + 1 WHERE id = 1"_s);
        return added ? Result<>() : tl::unexpected(added.error());
    });
    first->wait();
    QVERIFY(done);
    QCOMPARE(balance(), u"101"_s);
}

void SessionTest::group21_plainReadsShowUncommittedData()
{
    QVERIFY(m_world->work(u"g"_s, {pay}));
    QCOMPARE(balance(), u"90"_s);
    QVERIFY(!m_world->rollBack(u"g"_s).isEmpty());
    QCOMPARE(balance(), u"100"_s);
}

void SessionTest::group24_headers_data()
{
    QTest::addColumn<QList<QByteArray>>("headers"); // name, value, ..
    QTest::addColumn<QString>("gid");               // empty: refused
    QTest::newRow("ours") << QList<QByteArray>{"Dtm-Gid", "g", "Dtm-Trans-Type", "at"} << u"g"_s;
    QTest::newRow("in lower case") << QList<QByteArray>{"dtm-gid", "g"} << u"g"_s;
    QTest::newRow("the alias") << QList<QByteArray>{"TX_XID", "g"} << u"g"_s;
    QTest::newRow("both") << QList<QByteArray>{"Dtm-Gid", "g", "tx_xid", "g"} << u"g"_s;
    QTest::newRow("two that differ") << QList<QByteArray>{"Dtm-Gid", "g", "TX_XID", "h"} << QString();
    QTest::newRow("none") << QList<QByteArray>{"X-Other", "g"} << QString();
    QTest::newRow("another kind") << QList<QByteArray>{"Dtm-Gid", "g", "Dtm-Trans-Type", "saga"} << QString();
    QTest::newRow("a control character") << QList<QByteArray>{"Dtm-Gid", "g\x01h"} << QString();
    QTest::newRow("too long") << QList<QByteArray>{"Dtm-Gid", QByteArray(200, 'g')} << QString();
}

void SessionTest::group24_headers()
{
    QFETCH(QList<QByteArray>, headers);
    QFETCH(QString, gid);
    QList<http::Header> list;
    for (qsizetype i = 0; i + 1 < headers.size(); i += 2)
        list.append({headers[i], headers[i + 1]});
    const Result<AtTransaction> transaction = AtTransaction::fromHeaders(m_world->connection, list);
    QCOMPARE(transaction ? transaction->gid().value : QString(), gid);
    if (!transaction)
        return;
    QVERIFY(!transaction->isInitiator());
    const Result<AtContext> again = AtContext::fromHeaders(transaction->headers());
    QVERIFY(again && again->gid == transaction->gid());
}

void SessionTest::group24_unknownTransaction()
{
    const AtTransaction transaction = AtTransaction::join(m_world->connection, {.gid = Gid{u"nobody"_s}});
    const Result<> done = AtSession(transaction, m_world->bank(), m_world->options()).run([](AtSession &inside) { return execAll(inside, {pay}); });
    QCOMPARE(done.error().code, ErrorCode::Conflict);
    QCOMPARE(balance(), u"100"_s);
    QCOMPARE(m_world->undoRows(), QString());
}

void SessionTest::group24_decidedTransaction()
{
    static_cast<void>(joined(u"g"_s));
    m_world->coordinator.decide(u"g"_s, u"submitted"_s);
    QCOMPARE(m_world->work(u"g"_s, {pay}).error().code, ErrorCode::Conflict);
    QCOMPARE(balance(), u"100"_s);
}

void SessionTest::group24_nestedScopes()
{
    Result<AtTransaction> outer = AtTransaction::begin(m_world->connection);
    QVERIFY(outer);
    const QString gid = outer->gid().value;
    QVERIFY(outer->within([&](AtTransaction &inner) -> Result<> {
        if (inner.gid() != outer->gid() || inner.isInitiator())
            return fail(ErrorCode::Internal, u"not the same"_s);
        const Result<> paid = AtSession(inner, m_world->bank(), m_world->options()).run([](AtSession &inside) { return execAll(inside, {pay}); });
        return paid ? inner.commit() : paid; // does nothing
    }));
    QCOMPARE(m_world->coordinator.statusOf(gid), u"prepared"_s);
    QVERIFY(outer->rollback(u"no"_s));
    QCOMPARE(m_world->coordinator.finish(gid), QStringList{u"01 200"_s});
    QCOMPARE(balance(), u"100"_s);
}

void SessionTest::group24_requiresNew()
{
    QString inner;
    const Result<> done = AtTransaction::run(m_world->connection, [&](AtTransaction &outer) -> Result<> {
        const Result<> own = AtTransaction::run(m_world->connection, [&](AtTransaction &transaction) {
            inner = transaction.gid().value;
            return AtSession(transaction, m_world->bank(), m_world->options()).run([](AtSession &inside) { return execAll(inside, {pay}); });
        });
        if (!own || outer.gid().value == inner)
            return fail(ErrorCode::Internal, u"not its own"_s);
        return fail(ErrorCode::Conflict, u"the outer one fails"_s);
    });
    QVERIFY(!done);
    QCOMPARE(m_world->coordinator.statusOf(inner), u"submitted"_s); // stays
    QCOMPARE(balance(), u"90"_s);
}

void SessionTest::group24_withoutATransaction()
{
    const AtTransaction none = AtTransaction::join(m_world->connection, {});
    AtSession session(none, m_world->bank(), m_world->options());
    QCOMPARE(session.begin().error().code, ErrorCode::InvalidRequest);
    QCOMPARE(session.exec(pay).error().code, ErrorCode::InvalidRequest);
    QCOMPARE(session.commit().error().code, ErrorCode::InvalidRequest);
    const AtTransaction transaction = joined(u"g"_s);
    AtSession first(transaction, m_world->bank(), m_world->options());
    QVERIFY(first.begin());
    AtSession second(transaction, m_world->bank(), m_world->options());
    QVERIFY(!second.begin()); // one local transaction a connection
    QVERIFY(first.exec(pay));
    QVERIFY(first.commit());
}

// A transaction is handed over by its context: nothing follows it around by itself.
void SessionTest::group24_workOnAnotherThread()
{
    Result<AtTransaction> transaction = AtTransaction::begin(m_world->connection);
    QVERIFY(transaction);
    Result<> done = fail(ErrorCode::Internal, u"not run"_s);
    std::unique_ptr<QThread> worker(QThread::create([&, context = transaction->context()] {
        QSqlDatabase db = QSqlDatabase::cloneDatabase(u"bank"_s, u"worker"_s);
        db.open();
        const AtTransaction joined = AtTransaction::join(m_world->connection, context);
        done = AtSession(joined, db, m_world->options()).run([](AtSession &inside) { return execAll(inside, {pay}); });
        db = {};
        QSqlDatabase::removeDatabase(u"worker"_s);
    }));
    worker->start();
    worker->wait();
    QVERIFY(done);
    const QString gid = transaction->gid().value;
    QVERIFY(transaction->rollback(u"no"_s));
    QCOMPARE(m_world->coordinator.finish(gid), QStringList{u"01 200"_s});
    QCOMPARE(balance(), u"100"_s);
}

// Each kind of branch belongs to a transaction of its own kind: a coordinator refuses to mix them, by name.
void SessionTest::group25_otherKindsInOneTransaction()
{
    m_world->coordinator.answerNext(u"registerBranch"_s, 409, R"({"dtm_result":"FAILURE","message":"the transaction is a tcc"})");
    const Result<> done = m_world->work(u"g"_s, {pay});
    QCOMPARE(done.error().code, ErrorCode::Conflict);
    QCOMPARE(done.error().message, u"the transaction is a tcc"_s);
    QCOMPARE(balance(), u"100"_s);
}

void SessionTest::commitWhoseAnswerIsLost()
{
    Result<AtTransaction> transaction = AtTransaction::begin(m_world->connection);
    QVERIFY(transaction);
    const QString gid = transaction->gid().value;
    m_world->coordinator.dropNextAnswer(u"submit"_s);
    QVERIFY(transaction->commit());
    QCOMPARE(m_world->coordinator.bodies(u"submit"_s).size(), 2);
    QCOMPARE(m_world->coordinator.statusOf(gid), u"submitted"_s);
}

void SessionTest::commitAfterTheTimeIsOver()
{
    Result<AtTransaction> transaction = AtTransaction::begin(m_world->connection, {.timeout = Seconds{7}});
    QVERIFY(transaction);
    QCOMPARE(m_world->coordinator.bodies(u"prepare"_s).last()["timeout_to_fail"_L1].toInt(), 7);
    m_world->coordinator.decide(transaction->gid().value, u"aborting"_s);
    const Result<> done = transaction->commit();
    QCOMPARE(done.error().code, ErrorCode::Conflict);
    QVERIFY2(done.error().message.contains("rolled back"_L1), qPrintable(done.error().message));
}

void SessionTest::resources()
{
    const QString path = QFileInfo(m_world->folder.filePath(u"bank.sqlite"_s)).canonicalFilePath();
    QCOMPARE(resourceOf(m_world->bank()).value_or(QString()), u"sqlite:"_s + path);
    QVERIFY(QFile::link(path, m_world->folder.filePath(u"link.sqlite"_s)));
    {
        QSqlDatabase linked = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"linked"_s);
        linked.setDatabaseName(m_world->folder.filePath(u"link.sqlite"_s));
        QVERIFY(linked.open());
        QCOMPARE(resourceOf(linked).value_or(QString()), u"sqlite:"_s + path);
        QSqlDatabase memory = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"memory"_s);
        memory.setDatabaseName(u":memory:"_s);
        QVERIFY(memory.open());
        QCOMPARE(resourceOf(memory).error().code, ErrorCode::InvalidRequest);
    }
    QSqlDatabase::removeDatabase(u"linked"_s);
    QSqlDatabase::removeDatabase(u"memory"_s);
    // A call for another database is not taken for one whose phase one never came.
    PhaseTwo phaseTwo(u"bank"_s);
    http::Request request{.method = "POST", .path = "/at"};
    request.query = {{"gid", "g"}, {"branch_id", "01"}, {"op", "rollback"}, {"trans_type", "at"}};
    request.body = R"({"resource_id":"sqlite:/elsewhere"})";
    QCOMPARE(phaseTwo.answer(request).status, 500);
    QCOMPARE(m_world->undoRows(), QString());
    request.query[3].second = "saga";
    QCOMPARE(phaseTwo.answer(request).status, 400);
}

TXDESK_TEST(SessionTest);

} // namespace txdesk::test
#include "session_test.moc"
