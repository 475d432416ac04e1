// Who takes part in which transaction, and what others see meanwhile: headers, nested scopes, reads under a lock, global-lock
// scopes, commits that come late.
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

const QString scopePay = u"UPDATE account SET balance = balance - 10 WHERE id = 1"_s;

Result<> execAllOf(AtSession &session, const QStringList &statements)
{
    for (const QString &statement : statements)
        if (const Result<QSqlQuery> done = session.exec(statement); !done)
            return tl::unexpected(done.error());
    return {};
}

} // namespace

class ScopeTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_world.reset(); }
    void anInitiatorThatGoesAwayRollsBack();
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
    void commitOfWhichNobodyKnows();
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


void ScopeTest::init()
{
    m_world = std::make_unique<AtWorld>();
    m_world->addBank(u"bank"_s, {u"CREATE TABLE account(id INTEGER PRIMARY KEY, balance INTEGER)"_s, u"INSERT INTO account VALUES (1, 100), (2, 100)"_s});
}

void ScopeTest::anInitiatorThatGoesAwayRollsBack()
{
    Gid gid;
    {
        const Result<AtTransaction> transaction = AtTransaction::begin(m_world->connection);
        QVERIFY(transaction);
        gid = transaction->gid();
    }
    QCOMPARE(m_world->coordinator.statusOf(gid.value), u"aborting"_s);
}

void ScopeTest::group21_selectForUpdateUnderALock()
{
    QVERIFY(m_world->work(u"g"_s, {scopePay}));
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

void ScopeTest::group21_globalLockScope()
{
    QVERIFY(m_world->work(u"g"_s, {scopePay}));
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

void ScopeTest::group21_globalLockScopeWaits()
{
    QVERIFY(m_world->work(u"g"_s, {scopePay}));
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

void ScopeTest::group21_plainReadsShowUncommittedData()
{
    QVERIFY(m_world->work(u"g"_s, {scopePay}));
    QCOMPARE(balance(), u"90"_s);
    QVERIFY(!m_world->rollBack(u"g"_s).isEmpty());
    QCOMPARE(balance(), u"100"_s);
}

void ScopeTest::group24_headers_data()
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

void ScopeTest::group24_headers()
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

void ScopeTest::group24_unknownTransaction()
{
    const AtTransaction transaction = AtTransaction::join(m_world->connection, {.gid = Gid{u"nobody"_s}});
    const Result<> done = AtSession(transaction, m_world->bank(), m_world->options()).run([](AtSession &inside) { return execAllOf(inside, {scopePay}); });
    QCOMPARE(done.error().code, ErrorCode::Conflict);
    QCOMPARE(balance(), u"100"_s);
    QCOMPARE(m_world->undoRows(), QString());
}

void ScopeTest::group24_decidedTransaction()
{
    static_cast<void>(joined(u"g"_s));
    m_world->coordinator.decide(u"g"_s, u"submitted"_s);
    QCOMPARE(m_world->work(u"g"_s, {scopePay}).error().code, ErrorCode::Conflict);
    QCOMPARE(balance(), u"100"_s);
}

void ScopeTest::group24_nestedScopes()
{
    Result<AtTransaction> outer = AtTransaction::begin(m_world->connection);
    QVERIFY(outer);
    const QString gid = outer->gid().value;
    QVERIFY(outer->within([&](AtTransaction &inner) -> Result<> {
        if (inner.gid() != outer->gid() || inner.isInitiator())
            return fail(ErrorCode::Internal, u"not the same"_s);
        const Result<> paid = AtSession(inner, m_world->bank(), m_world->options()).run([](AtSession &inside) { return execAllOf(inside, {scopePay}); });
        return paid ? inner.commit() : paid; // does nothing
    }));
    QCOMPARE(m_world->coordinator.statusOf(gid), u"prepared"_s);
    QVERIFY(outer->rollback(u"no"_s));
    QCOMPARE(m_world->coordinator.finish(gid), QStringList{u"01 200"_s});
    QCOMPARE(balance(), u"100"_s);
}

void ScopeTest::group24_requiresNew()
{
    QString inner;
    const Result<> done = AtTransaction::run(m_world->connection, [&](AtTransaction &outer) -> Result<> {
        const Result<> own = AtTransaction::run(m_world->connection, [&](AtTransaction &transaction) {
            inner = transaction.gid().value;
            return AtSession(transaction, m_world->bank(), m_world->options()).run([](AtSession &inside) { return execAllOf(inside, {scopePay}); });
        });
        if (!own || outer.gid().value == inner)
            return fail(ErrorCode::Internal, u"not its own"_s);
        return fail(ErrorCode::Conflict, u"the outer one fails"_s);
    });
    QVERIFY(!done);
    QCOMPARE(m_world->coordinator.statusOf(inner), u"submitted"_s); // stays
    QCOMPARE(balance(), u"90"_s);
}

void ScopeTest::group24_withoutATransaction()
{
    const AtTransaction none = AtTransaction::join(m_world->connection, {});
    AtSession session(none, m_world->bank(), m_world->options());
    QCOMPARE(session.begin().error().code, ErrorCode::InvalidRequest);
    QCOMPARE(session.exec(scopePay).error().code, ErrorCode::InvalidRequest);
    QCOMPARE(session.commit().error().code, ErrorCode::InvalidRequest);
    const AtTransaction transaction = joined(u"g"_s);
    AtSession first(transaction, m_world->bank(), m_world->options());
    QVERIFY(first.begin());
    AtSession second(transaction, m_world->bank(), m_world->options());
    QVERIFY(!second.begin()); // one local transaction a connection
    QVERIFY(first.exec(scopePay));
    QVERIFY(first.commit());
}

// A transaction is handed over by its context: nothing follows it around by itself.
void ScopeTest::group24_workOnAnotherThread()
{
    Result<AtTransaction> transaction = AtTransaction::begin(m_world->connection);
    QVERIFY(transaction);
    Result<> done = fail(ErrorCode::Internal, u"not run"_s);
    std::unique_ptr<QThread> worker(QThread::create([&, context = transaction->context()] {
        QSqlDatabase db = QSqlDatabase::cloneDatabase(u"bank"_s, u"worker"_s);
        db.open();
        const AtTransaction joined = AtTransaction::join(m_world->connection, context);
        done = AtSession(joined, db, m_world->options()).run([](AtSession &inside) { return execAllOf(inside, {scopePay}); });
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
void ScopeTest::group25_otherKindsInOneTransaction()
{
    m_world->coordinator.answerNext(u"registerBranch"_s, 409, R"({"dtm_result":"FAILURE","message":"the transaction is a tcc"})");
    const Result<> done = m_world->work(u"g"_s, {scopePay});
    QCOMPARE(done.error().code, ErrorCode::Conflict);
    QCOMPARE(done.error().message, u"the transaction is a tcc"_s);
    QCOMPARE(balance(), u"100"_s);
}

void ScopeTest::commitWhoseAnswerIsLost()
{
    Result<AtTransaction> transaction = AtTransaction::begin(m_world->connection);
    QVERIFY(transaction);
    const QString gid = transaction->gid().value;
    m_world->coordinator.dropNextAnswer(u"submit"_s);
    QVERIFY(transaction->commit());
    QCOMPARE(m_world->coordinator.bodies(u"submit"_s).size(), 2);
    QCOMPARE(m_world->coordinator.statusOf(gid), u"submitted"_s);
}

void ScopeTest::commitAfterTheTimeIsOver()
{
    Result<AtTransaction> transaction = AtTransaction::begin(m_world->connection, {.timeout = Seconds{7}});
    QVERIFY(transaction);
    QCOMPARE(m_world->coordinator.bodies(u"prepare"_s).last()["timeout_to_fail"_L1].toInt(), 7);
    m_world->coordinator.decide(transaction->gid().value, u"aborting"_s);
    const Result<> done = transaction->commit();
    QCOMPARE(done.error().code, ErrorCode::Conflict);
    QVERIFY2(done.error().message.contains("rolled back"_L1), qPrintable(done.error().message));
}

// It may have been committed by a request whose answer was lost, and be over: only the status tells, and here it does not.
void ScopeTest::commitOfWhichNobodyKnows()
{
    Result<AtTransaction> transaction = AtTransaction::begin(m_world->connection);
    QVERIFY(transaction);
    m_world->coordinator.answerNext(u"submit"_s, 409, R"({"dtm_result":"FAILURE","message":"it has ended FAILURE"})");
    m_world->coordinator.answerNext(u"query"_s, 503, R"({"message":"the store is busy"})");
    const Result<> done = transaction->commit();
    QCOMPARE(done.error().code, ErrorCode::OutcomeUnknown);
    QVERIFY2(!done.error().message.contains("rolled back"_L1), qPrintable(done.error().message));
}

void ScopeTest::resources()
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

TXDESK_TEST(ScopeTest);

} // namespace txdesk::test
#include "scope_test.moc"
