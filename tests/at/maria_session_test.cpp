// Sessions on MariaDB: what the service sees of its statements, locks of the coordinator and of the database, lost connections.
// SPDX-License-Identifier: Apache-2.0
#include "shared/at/global_lock.h"
#include "tests/at/maria_world.h"
#include "tests/support/mariadb.h"
#include "tests/support/test_main.h"

#include <QSemaphore>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk::at;

namespace txdesk::test {
namespace {

const QString mariaPay = u"UPDATE account SET balance = balance - 10 WHERE id = 1"_s;

Result<> execEach(AtSession &session, const QStringList &statements)
{
    for (const QString &statement : statements)
        if (const Result<QSqlQuery> done = session.exec(statement); !done)
            return tl::unexpected(done.error());
    return {};
}

} // namespace

class MariaSessionTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (const QString why = MariaWorld::start(); !why.isEmpty())
            QSKIP(qPrintable(why));
    }
    void cleanupTestCase() { MariaWorld::stop(); }
    void init()
    {
        m_world = std::make_unique<MariaWorld>();
        m_world->addMariaBank(u"bank"_s, {u"CREATE TABLE account(id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20), balance INT)"_s,
                                          u"INSERT INTO account VALUES (1, 'Zhang', 100), (2, 'Li', 100)"_s});
    }
    void cleanup() { m_world.reset(); }
    void queriesTellWhatTheServerTold();
    void colonsThatQtSqlTakesForNames();
    void statementsByTheCaller_data();
    void statementsByTheCaller();
    void group4_theSecondWaitsForTheFirst();
    void group5_deadlockInTheDatabase();
    void group6_lockWaitInTheDatabase();
    void group8_latePhaseOne();
    void group21_selectForUpdateUnderALock();
    void group21_selectForUpdateLocksWhatItRead();
    void group21_globalLockScope();
    void aConnectionThatIsLost();
    void aConnectionThatIsLostAtCommit();
    void rowsOfOthersUnderReadCommitted();
    void aTriggerAddedLater();

private:
    [[nodiscard]] AtTransaction joined(const QString &gid)
    {
        static_cast<void>(m_world->connection.prepare({.gid = Gid{gid}, .kind = TransactionKind::At}).result());
        return AtTransaction::join(m_world->connection, {.gid = Gid{gid}});
    }
    QString balances() { return m_world->rows(u"SELECT balance FROM account ORDER BY id"_s); }
    void killConnection(const QSqlDatabase &db);

    std::unique_ptr<MariaWorld> m_world;
};

// Statements of ours in between must not show through.
void MariaSessionTest::queriesTellWhatTheServerTold()
{
    const AtTransaction transaction = joined(u"g"_s);
    AtSession session(transaction, m_world->bank(), m_world->options());
    QVERIFY(session.begin());
    const Result<QSqlQuery> one = session.exec(u"INSERT INTO account (name) VALUES ('x')"_s);
    QVERIFY(one);
    QCOMPARE(one->lastInsertId().toInt(), 3);
    QCOMPARE(one->numRowsAffected(), 1);
    const Result<QSqlQuery> two = session.exec(u"INSERT INTO account (name, balance) VALUES (?, ?), ('z', 3)"_s, {u"y"_s, 2});
    QVERIFY(two);
    QCOMPARE(two->lastInsertId().toInt(), 4);
    QCOMPARE(session.exec(u"UPDATE account SET balance = 2 WHERE id > 3"_s)->numRowsAffected(), 1); // one was 2 already
    QCOMPARE(session.exec(u"UPDATE account SET balance = 2 WHERE id = 77"_s)->numRowsAffected(), 0);
    QCOMPARE(session.exec(u"REPLACE INTO account VALUES (1, 'new', 1)"_s)->numRowsAffected(), 2);
    QCOMPARE(session.exec(u"INSERT INTO account VALUES (2, 'n', 1) ON DUPLICATE KEY UPDATE balance = balance + 1"_s)->numRowsAffected(), 2);
    QCOMPARE(session.exec(u"DELETE FROM account WHERE name IN (?, ?)"_s, {u"x"_s, u"y"_s})->numRowsAffected(), 2);
    Result<QSqlQuery> read = session.exec(u"SELECT COUNT(*), MAX(id) FROM account"_s);
    QVERIFY(read && read->next());
    QCOMPARE(read->value(0).toInt(), 3);
    QVERIFY(session.commit());
    QCOMPARE(m_world->rollBack(u"g"_s), QStringList{u"01 200"_s});
    QCOMPARE(m_world->rows(u"SELECT * FROM account"_s), u"1|Zhang|100;2|Li|100"_s);
}

void MariaSessionTest::colonsThatQtSqlTakesForNames()
{
    const AtTransaction transaction = joined(u"g"_s);
    AtSession session(transaction, m_world->bank(), m_world->options());
    QVERIFY(session.begin());
    QVERIFY(session.exec(u"UPDATE account SET name = 'it\\'s :x' WHERE id = 1"_s));
    const Result<QSqlQuery> mixed = session.exec(u"UPDATE account SET name = 'it\\'s :x', balance = ? WHERE id = 2"_s, {2});
    QVERIFY(!mixed && mixed.error().message.contains("a colon behind an escaped quote"_L1));
    QVERIFY(session.exec(u"UPDATE account SET name = ? WHERE id = ?"_s, {u"it's :x"_s, 2}));
    QVERIFY(!session.exec(u"UPDATE account SET name = '"_s + QChar(0xD83D) + u"'"_s)); // half of an emoji
    QVERIFY(session.commit());
    QCOMPARE(m_world->rows(u"SELECT name FROM account"_s), u"it's :x;it's :x"_s);
}

void MariaSessionTest::statementsByTheCaller_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QVariantList>("values");
    QTest::addColumn<QString>("left");
    QTest::newRow("values in all parts") << u"UPDATE account SET balance = ? + balance, name = CONCAT(?, name) WHERE id IN (?, ?) ORDER BY id DESC LIMIT ?"_s
                                         << QVariantList{5, u"x"_s, 1, 2, 1} << u"1|Zhang|100;2|xLi|105"_s;
    QTest::newRow("a value in quotes") << u"DELETE FROM account WHERE name = ? OR name = 'Li?'"_s << QVariantList{u"Li"_s} << u"1|Zhang|100"_s;
    QTest::newRow("values in rows") << u"INSERT INTO account VALUES (?, UPPER(?), ?), (3 + ?, 'z', 1)"_s << QVariantList{3, u"y"_s, 7, 1}
                                    << u"1|Zhang|100;2|Li|100;3|Y|7;4|z|1"_s;
    QTest::newRow("values in an upsert") << u"INSERT INTO account VALUES (? , ?, ?) ON DUPLICATE KEY UPDATE balance = balance + ?, name = ?"_s
                                         << QVariantList{u"1"_s, u"y"_s, 7, 9, u"q"_s} << u"1|q|109;2|Li|100"_s;
    QTest::newRow("an upsert that asks for the key") << u"INSERT INTO account VALUES (2, 'n', ?) ON DUPLICATE KEY UPDATE `id` = LAST_INSERT_ID( id ), balance = 7"_s << QVariantList{1}
                                                     << u"1|Zhang|100;2|Li|7"_s;
    QTest::newRow("a null key that is automatic") << u"INSERT INTO account VALUES (?, 'n', ?)"_s << QVariantList{QVariant(), 1} << u"1|Zhang|100;2|Li|100;3|n|1"_s;
    QTest::newRow("a sub-query with values") << u"UPDATE account SET balance = (SELECT ?) WHERE id = (SELECT MAX(x) FROM (SELECT ? AS x) AS s)"_s << QVariantList{5, 2}
                                             << u"1|Zhang|100;2|Li|5"_s;
}

void MariaSessionTest::statementsByTheCaller()
{
    QFETCH(QString, sql);
    QFETCH(QVariantList, values);
    QFETCH(QString, left);
    const AtTransaction transaction = joined(u"g"_s);
    const Result<> done = AtSession(transaction, m_world->bank(), m_world->options()).run([&](AtSession &inside) -> Result<> {
        const Result<QSqlQuery> query = inside.exec(sql, values);
        return query ? Result<>() : tl::unexpected(query.error());
    });
    QVERIFY2(done, done ? "" : qPrintable(done.error().message));
    QCOMPARE(m_world->rows(u"SELECT * FROM account"_s), left);
    QCOMPARE(m_world->rollBack(u"g"_s), QStringList{u"01 200"_s});
    QCOMPARE(m_world->rows(u"SELECT * FROM account"_s), u"1|Zhang|100;2|Li|100"_s);
}

void MariaSessionTest::group4_theSecondWaitsForTheFirst()
{
    for (const bool commits : {true, false}) {
        init();
        QVERIFY(m_world->work(u"g"_s, {mariaPay}));
        const AtTransaction transaction = joined(u"h"_s);
        std::unique_ptr<QThread> first(QThread::create([&] {
            QTRY_VERIFY(m_world->coordinator.bodies(u"registerBranch"_s).size() >= 3);
            QCOMPARE(commits ? m_world->commit(u"g"_s) : m_world->rollBack(u"g"_s), QStringList{u"01 200"_s});
        }));
        first->start();
        AtSession session(transaction, m_world->bank(), {.phaseTwoUrl = m_world->phaseTwoUrl(), .lockWait = Seconds{10}});
        const Result<> done = session.run([](AtSession &inside) { return execEach(inside, {mariaPay}); });
        first->wait();
        QVERIFY2(done, done ? "" : qPrintable(done.error().message));
        QCOMPARE(balances(), commits ? u"80;100"_s : u"90;100"_s);
    }
}

// The server has rolled everything back: what follows must not be committed by itself.
void MariaSessionTest::group5_deadlockInTheDatabase()
{
    const AtTransaction transaction = joined(u"g"_s);
    AtSession session(transaction, m_world->bank(), m_world->options());
    QVERIFY(session.begin());
    QVERIFY(session.exec(mariaPay));
    QSemaphore holdsTheOther;
    std::unique_ptr<QThread> rival(QThread::create([&holdsTheOther] {
        {
            QSqlDatabase db = QSqlDatabase::cloneDatabase(u"bank"_s, u"rival"_s);
            QVERIFY(db.open() && db.transaction());
            // Of two transactions the server ends the one that has changed less.
            QVERIFY(QSqlQuery(db).exec(u"INSERT INTO account (name) SELECT seq FROM seq_1_to_500"_s));
            QVERIFY(QSqlQuery(db).exec(u"SET innodb_lock_wait_timeout = 20"_s));
            QVERIFY(QSqlQuery(db).exec(u"UPDATE account SET balance = 1 WHERE id = 2"_s));
            holdsTheOther.release();
            QVERIFY(QSqlQuery(db).exec(u"UPDATE account SET balance = 1 WHERE id = 1"_s)); // waits for us
            QVERIFY(db.rollback());
        }
        QSqlDatabase::removeDatabase(u"rival"_s);
    }));
    rival->start();
    holdsTheOther.acquire();
    QVERIFY(QTest::qWaitFor([this] { // until it waits
        QList<QStringList> found;
        static_cast<void>(MariaWorld::server().run({}, {u"SHOW GLOBAL STATUS LIKE 'Innodb_row_lock_current_waits'"_s}, &found));
        return found.value(0).value(1) == "1"_L1;
    }, 10'000));
    const Result<QSqlQuery> stuck = session.exec(u"UPDATE account SET balance = 5 WHERE id = 2"_s);
    rival->wait();
    QVERIFY(!stuck);
    QCOMPARE(stuck.error().code, ErrorCode::Overloaded);
    QCOMPARE(session.exec(mariaPay).error().code, ErrorCode::Overloaded); // spoilt
    QCOMPARE(session.commit().error().code, ErrorCode::Overloaded);
    QCOMPARE(balances(), u"100;100"_s);
    QCOMPARE(m_world->undoRows(), QString());
}

void MariaSessionTest::group6_lockWaitInTheDatabase()
{
    QSqlDatabase other = m_world->otherConnection(u"other"_s);
    QVERIFY(QSqlQuery(other).exec(u"START TRANSACTION"_s) && QSqlQuery(other).exec(mariaPay));
    const Result<> done = m_world->work(u"g"_s, {u"UPDATE account SET balance = 1 WHERE id = 2"_s, mariaPay});
    QCOMPARE(done.error().code, ErrorCode::Overloaded);
    QVERIFY(QSqlQuery(other).exec(u"ROLLBACK"_s));
    QCOMPARE(balances(), u"100;100"_s);
}

// Invariant I32: the tombstone's key keeps a late phase one from being committed.
void MariaSessionTest::group8_latePhaseOne()
{
    const AtTransaction transaction = joined(u"g"_s);
    AtSession session(transaction, m_world->bank(), m_world->options());
    QVERIFY(session.begin());
    QVERIFY(session.exec(mariaPay));
    PhaseTwo phaseTwo(u"bank"_s);
    const client::BranchAnswer early = phaseTwo.rollback(Gid{u"g"_s}, BranchId{u"01"_s});
    QCOMPARE(early.outcome, Outcome::Succeeded);
    QCOMPARE(early.barrier, BarrierNote::Empty);
    const Result<> late = session.commit();
    QCOMPARE(late.error().code, ErrorCode::Conflict);
    QCOMPARE(balances(), u"100;100"_s);
    QCOMPARE(m_world->undoRows(), u"g|01|1"_s);
    QCOMPARE(phaseTwo.rollback(Gid{u"g"_s}, BranchId{u"01"_s}).barrier, BarrierNote::Duplicate);
}

void MariaSessionTest::group21_selectForUpdateUnderALock()
{
    QVERIFY(m_world->work(u"g"_s, {mariaPay}));
    const AtTransaction transaction = joined(u"h"_s);
    const auto read = [](const QString &sql) {
        return [sql](AtSession &inside) -> Result<> {
            Result<QSqlQuery> rows = inside.exec(sql, {1});
            if (!rows)
                return tl::unexpected(rows.error());
            return rows->next() && rows->value(0) == 90 ? Result<>() : fail(ErrorCode::Internal, u"another value"_s);
        };
    };
    const QString sql = u"SELECT balance FROM account AS a WHERE a.id = ? ORDER BY name LIMIT 5 FOR UPDATE"_s;
    AtSession session(transaction, m_world->bank(), m_world->options());
    QCOMPARE(session.run(read(sql)).error().code, ErrorCode::Overloaded);
    QCOMPARE(session.refusal()->holders.value(0).gid.value, u"g"_s);
    QVERIFY(AtSession(transaction, m_world->bank(), m_world->options()).run(read(u"SELECT balance FROM account WHERE id = ?"_s))); // a plain read sees it
    m_world->coordinator.decide(u"g"_s, u"submitted"_s);
    const Result<> done = AtSession(transaction, m_world->bank(), m_world->options()).run(read(sql));
    QVERIFY2(done, done ? "" : qPrintable(done.error().message));
}

void MariaSessionTest::group21_selectForUpdateLocksWhatItRead()
{
    const AtTransaction transaction = joined(u"g"_s);
    AtSession session(transaction, m_world->bank(), m_world->options());
    QVERIFY(session.begin());
    const Result<QList<QVariantList>> rows = session.selectForUpdate(u"account"_s, u"SELECT id, balance FROM account WHERE balance > ? FOR UPDATE"_s, {50});
    QVERIFY(rows);
    QCOMPARE(*rows, (QList<QVariantList>{{1, 100}, {2, 100}}));
    QVERIFY(!session.selectForUpdate(u"other"_s, u"SELECT id FROM account FOR UPDATE"_s));
    QVERIFY(!session.selectForUpdate(u"account"_s, u"SELECT id FROM account"_s));
    QSqlDatabase other = m_world->otherConnection(u"other"_s);
    QVERIFY(!QSqlQuery(other).exec(mariaPay)); // the database holds them
    QVERIFY(session.commit());
    QVERIFY(session.branch().isEmpty()); // nothing was changed
    QVERIFY(QSqlQuery(other).exec(mariaPay));
}

void MariaSessionTest::group21_globalLockScope()
{
    QVERIFY(m_world->work(u"g"_s, {mariaPay}));
    GlobalLock scope(m_world->connection, m_world->bank(), {.lockWait = Milliseconds{50}});
    const auto touch = [](const QString &sql) {
        return [sql](GlobalLock &inside) -> Result<> {
            const Result<QSqlQuery> done = inside.exec(sql);
            return done ? Result<>() : tl::unexpected(done.error());
        };
    };
    QCOMPARE(scope.run(touch(u"UPDATE account SET balance = 1 WHERE id = 1"_s)).error().code, ErrorCode::Overloaded);
    QVERIFY(scope.run(touch(u"UPDATE account SET balance = 1 WHERE id = 2"_s)));
    QCOMPARE(balances(), u"90;1"_s);
    QCOMPARE(m_world->undoRows(), u"g|01|0"_s);
}

void MariaSessionTest::killConnection(const QSqlDatabase &db)
{
    QSqlQuery id(u"SELECT CONNECTION_ID()"_s, db);
    QVERIFY(id.next());
    QCOMPARE(MariaWorld::server().run({}, {u"KILL "_s + id.value(0).toString()}), QString());
}

void MariaSessionTest::aConnectionThatIsLost()
{
    const AtTransaction transaction = joined(u"g"_s);
    AtSession session(transaction, m_world->bank(), m_world->options());
    QVERIFY(session.begin());
    QVERIFY(session.exec(mariaPay));
    killConnection(m_world->bank());
    QCOMPARE(session.exec(u"UPDATE account SET balance = 0 WHERE id = 2"_s).error().code, ErrorCode::Unavailable);
    QVERIFY(!session.exec(u"SELECT 1"_s));
    QVERIFY(!session.commit());
    QCOMPARE(MariaWorld::server().run(m_world->bank().databaseName(), {u"UPDATE account SET balance = balance + 1"_s}), QString());
    QSqlDatabase other = m_world->otherConnection(u"other"_s);
    QSqlQuery sum(u"SELECT SUM(balance) FROM account"_s, other);
    QVERIFY(sum.next());
    QCOMPARE(sum.value(0).toInt(), 202);
}

void MariaSessionTest::aConnectionThatIsLostAtCommit()
{
    std::unique_ptr<Capture> capture = makeCapture(m_world->bank(), u"undo_log"_s).value();
    QVERIFY(capture->begin());
    QVERIFY(capture->exec(mariaPay, {}));
    QVERIFY(capture->flush());
    killConnection(m_world->bank());
    QCOMPARE(capture->commit().error().code, ErrorCode::OutcomeUnknown);
}

// Seata #4727: without gap locks somebody adds a row that the statement would change, and that nobody has imaged.
void MariaSessionTest::rowsOfOthersUnderReadCommitted()
{
    QCOMPARE(m_world->run(u"SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED"_s), QString());
    QCOMPARE(m_world->run(u"CREATE TABLE slow(id INT PRIMARY KEY, v INT)"_s), QString());
    const AtTransaction transaction = joined(u"g"_s);
    AtSession session(transaction, m_world->bank(), m_world->options());
    QVERIFY(session.begin());
    QVERIFY(session.exec(u"UPDATE account SET balance = 1 WHERE balance = 100"_s));
    QSqlDatabase other = m_world->otherConnection(u"other"_s);
    QVERIFY(QSqlQuery(other).exec(u"INSERT INTO account VALUES (9, 'late', 100)"_s)); // no gap is locked
    QVERIFY(session.exec(u"REPLACE INTO account VALUES (2, 'r', 2)"_s));
    QVERIFY(session.exec(u"INSERT IGNORE INTO account VALUES (9, 'not ours', 3)"_s));
    QVERIFY(session.exec(u"INSERT INTO account VALUES (8, 'ours', 3) ON DUPLICATE KEY UPDATE balance = 4"_s));
    QVERIFY(session.commit());
    QCOMPARE(m_world->rollBack(u"g"_s), QStringList{u"01 200"_s});
    QCOMPARE(m_world->rows(u"SELECT id, name, balance FROM account ORDER BY id"_s), u"1|Zhang|100;2|Li|100;9|late|100"_s);
}

void MariaSessionTest::aTriggerAddedLater()
{
    QVERIFY(m_world->work(u"g"_s, {mariaPay}));
    QCOMPARE(m_world->run(u"ALTER TABLE account ADD COLUMN extra GEOMETRY"_s), QString());
    const Result<> worked = m_world->work(u"g"_s, {mariaPay});
    QVERIFY(!worked && worked.error().message.contains("of type geometry"_L1)); // the description was made anew
}

TXDESK_TEST(MariaSessionTest);

} // namespace txdesk::test
#include "maria_session_test.moc"
