// AT against the real coordinator: a txdesk-server process that decides, locks, waits, breaks deadlocks and calls phase two.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/new_gid.h"
#include "tests/at/at_world.h"
#include "tests/support/test_main.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QSemaphore>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk::at;

namespace txdesk::test {
namespace {

const QString debit = u"UPDATE account SET balance = balance - 10 WHERE id = 1"_s;
constexpr qint64 atOnceMs = 3'000; // under 1 s on a quiet machine; the wait alone would take 10 s

} // namespace

class ServerTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void cleanup() { m_world.reset(); }
    void commitsAndRemovesUndoRows();
    void rollsBackInReverse();
    void group1_dirtyIsParkedAndKeepsItsLocks();
    void group4_aWaiterGetsTheRowOfOneThatCommits();
    void group4_aWaiterGetsTheRowOfOneThatRollsBack();
    void group5_deadlockOverTwoDatabases();
    void group7_anInitiatorThatNeverDecides();
    void group11_sameRequestIdIsOneBranch();
    void group14_keysOfAllKinds_data();
    void group14_keysOfAllKinds();
    void group23_manyRows();
    void group24_unknownTransaction();
    void group25_branchesOfAnotherKind();

private:
    Result<> work(const AtTransaction &transaction, const QStringList &statements, const QString &bank = u"bank"_s)
    {
        at::AtSessionOptions options = m_world->options(bank);
        options.lockWait = Seconds{10};
        return AtSession(transaction, QSqlDatabase::database(bank), options).run([&](AtSession &inside) -> Result<> {
            for (const QString &statement : statements)
                if (const Result<QSqlQuery> done = inside.exec(statement); !done)
                    return tl::unexpected(done.error());
            return {};
        });
    }
    std::optional<TransactionStatus> status(const Gid &gid) { return m_world->connection.status(gid).result().value_or(std::nullopt); }
    QString balances(const QString &bank = u"bank"_s) { return m_world->rows(u"SELECT balance FROM account ORDER BY id"_s, bank); }
    // What one of two crossing transfers comes to, on connections of its own thread.
    struct Crossed
    {
        Result<> done{};
        qint64 waitedMs = 0; // for its second row
    };
    Crossed cross(const QString &first, const QString &second, QSemaphore &mine, QSemaphore &other);

    QTemporaryDir m_folder;
    QProcess m_server;
    QString m_url;
    std::unique_ptr<AtWorld> m_world;
};

void ServerTest::initTestCase()
{
    m_server.setProcessChannelMode(QProcess::MergedChannels);
    m_server.start(QCoreApplication::applicationDirPath() + u"/txdesk-server"_s,
                   {u"--store"_s, u"sqlite:"_s + m_folder.filePath(u"server.db"_s), u"--http-port"_s, u"0"_s, u"--grpc-port"_s, u"-1"_s,
                    u"--retry-interval-min"_s, u"1"_s, u"--retry-interval"_s, u"1"_s, u"--poll-interval"_s, u"1"_s});
    QByteArray output;
    QRegularExpressionMatch found;
    const bool listens = QTest::qWaitFor([&] {
        output += m_server.readAll();
        found = QRegularExpression(u"^listening on (\\S+)$"_s, QRegularExpression::MultilineOption).match(QString::fromUtf8(output));
        return found.hasMatch();
    }, 30'000);
    QVERIFY2(listens, output.constData());
    m_url = u"http://"_s + found.captured(1) + u"/api/dtmsvr"_s;
}

void ServerTest::cleanupTestCase()
{
    m_server.terminate();
    if (!m_server.waitForFinished(15'000))
        m_server.kill();
    m_server.waitForFinished();
}

void ServerTest::init()
{
    m_world = std::make_unique<AtWorld>(m_url);
    for (const QString &bank : {u"bank"_s, u"bank2"_s})
        m_world->addBank(bank, {u"CREATE TABLE account(id INTEGER PRIMARY KEY, balance INTEGER)"_s, u"INSERT INTO account VALUES (1, 100), (2, 100)"_s});
}

void ServerTest::commitsAndRemovesUndoRows()
{
    Gid gid;
    const Result<> done = AtTransaction::run(m_world->connection, [&](AtTransaction &transaction) {
        gid = transaction.gid();
        const Result<> first = work(transaction, {debit});
        return first ? work(transaction, {u"UPDATE account SET balance = balance + 10 WHERE id = 1"_s}, u"bank2"_s) : first;
    });
    QVERIFY2(done, done ? "" : qPrintable(done.error().message));
    QTRY_COMPARE(status(gid), TransactionStatus::Succeeded);
    QCOMPARE(balances(), u"90;100"_s);
    QCOMPARE(balances(u"bank2"_s), u"110;100"_s);
    QCOMPARE(m_world->undoRows() + m_world->undoRows(u"bank2"_s), QString());
}

void ServerTest::rollsBackInReverse()
{
    Gid gid;
    const Result<> done = AtTransaction::run(m_world->connection, [&](AtTransaction &transaction) -> Result<> {
        gid = transaction.gid();
        for (const QString &bank : {u"bank"_s, u"bank2"_s, u"bank"_s})
            if (const Result<> one = work(transaction, {debit}, bank); !one)
                return one;
        return fail(ErrorCode::Conflict, u"no"_s);
    });
    QCOMPARE(done.error().message, u"no"_s);
    QTRY_COMPARE(status(gid), TransactionStatus::Failed);
    QCOMPARE(balances(), u"100;100"_s);
    QCOMPARE(balances(u"bank2"_s), u"100;100"_s);
    QCOMPARE(m_world->undoRows() + m_world->undoRows(u"bank2"_s), QString());
}

void ServerTest::group1_dirtyIsParkedAndKeepsItsLocks()
{
    Result<AtTransaction> transaction = AtTransaction::begin(m_world->connection);
    QVERIFY(transaction);
    QVERIFY(work(*transaction, {debit}));
    QCOMPARE(m_world->run(u"UPDATE account SET balance = 5 WHERE id = 1"_s), QString());
    QVERIFY(transaction->rollback(u"no"_s));
    const auto query = [&] {
        const Result<QByteArray> told = m_world->connection.ask(m_url + u"/query?gid="_s + transaction->gid().value).result();
        return QJsonDocument::fromJson(told.value_or(QByteArray())).object();
    };
    const auto isDirty = [&] {
        for (const QJsonValue &branch : query()["branches"_L1].toArray())
            if (branch["status"_L1] == u"dirty"_s)
                return true;
        return false;
    };
    QTRY_VERIFY(isDirty());
    QCOMPARE(status(transaction->gid()), TransactionStatus::Aborting);
    QCOMPARE(balances(), u"5;100"_s);
    Result<AtTransaction> other = AtTransaction::begin(m_world->connection);
    at::AtSessionOptions options = m_world->options();
    options.lockWait = Milliseconds{50};
    AtSession session(*other, m_world->bank(), options);
    QVERIFY(!session.run([](AtSession &inside) -> Result<> {
        const Result<QSqlQuery> done = inside.exec(debit);
        return done ? Result<>() : tl::unexpected(done.error());
    }));
    QCOMPARE(session.refusal()->holders.value(0).gid, transaction->gid());
    QVERIFY(other->rollback(u"done"_s));
}

void ServerTest::group4_aWaiterGetsTheRowOfOneThatCommits()
{
    Result<AtTransaction> first = AtTransaction::begin(m_world->connection);
    Result<AtTransaction> second = AtTransaction::begin(m_world->connection);
    QVERIFY(first && second && work(*first, {debit}));
    std::unique_ptr<QThread> decision(QThread::create([&first] { static_cast<void>(first->commit()); }));
    int runs = 0;
    at::AtSessionOptions options = m_world->options();
    options.lockWait = Seconds{10};
    AtSession session(*second, m_world->bank(), options);
    const Result<> done = session.run([&](AtSession &inside) -> Result<> {
        if (++runs == 1)
            decision->start(QThread::LowPriority);
        const Result<QSqlQuery> changed = inside.exec(debit);
        return changed ? Result<>() : tl::unexpected(changed.error());
    });
    decision->wait();
    QVERIFY2(done, done ? "" : qPrintable(done.error().message));
    QCOMPARE(balances(), u"80;100"_s);
    QVERIFY(second->commit());
    QTRY_COMPARE(status(second->gid()), TransactionStatus::Succeeded);
}

void ServerTest::group4_aWaiterGetsTheRowOfOneThatRollsBack()
{
    Result<AtTransaction> first = AtTransaction::begin(m_world->connection);
    Result<AtTransaction> second = AtTransaction::begin(m_world->connection);
    QVERIFY(first && second && work(*first, {debit}));
    QVERIFY(first->rollback(u"no"_s)); // runs while the second one waits
    const Result<> done = work(*second, {u"UPDATE account SET balance = balance - 1 WHERE id = 1"_s});
    QVERIFY2(done, done ? "" : qPrintable(done.error().message));
    QTRY_COMPARE(status(first->gid()), TransactionStatus::Failed);
    QCOMPARE(balances(), u"99;100"_s);
    QVERIFY(second->commit());
    QTRY_COMPARE(status(second->gid()), TransactionStatus::Succeeded);
}

ServerTest::Crossed ServerTest::cross(const QString &first, const QString &second, QSemaphore &mine, QSemaphore &other)
{
    client::CoordinatorConnection connection(m_url);
    QStringList names;
    const auto connectionTo = [&names](const QString &bank) {
        names.append(bank + u"-%1"_s.arg(quintptr(QThread::currentThreadId())));
        QSqlDatabase db = QSqlDatabase::cloneDatabase(bank, names.last());
        db.open();
        return db;
    };
    QElapsedTimer wait;
    Crossed crossed;
    crossed.done = AtTransaction::run(connection, [&](AtTransaction &transaction) -> Result<> {
        for (const QString &bank : {first, second}) {
            at::AtSessionOptions options = m_world->options(bank);
            options.lockWait = Seconds{10};
            AtSession session(transaction, connectionTo(bank), options);
            const Result<> changed = session.run([](AtSession &inside) -> Result<> {
                const Result<QSqlQuery> one = inside.exec(debit);
                return one ? Result<>() : tl::unexpected(one.error());
            });
            if (bank == second)
                crossed.waitedMs = wait.elapsed();
            if (!changed)
                return changed;
            if (bank == first) { // both hold their first row before either wants its second
                mine.release();
                other.acquire();
                wait.start();
            }
        }
        return {};
    });
    for (const QString &name : names)
        QSqlDatabase::removeDatabase(name);
    return crossed;
}

void ServerTest::group5_deadlockOverTwoDatabases()
{
    qint64 took = 0;
    for (int round = 0; round < 3; ++round) { // a machine that is busy with other things may need another one
        init();
        QSemaphore a;
        QSemaphore b;
        Crossed one;
        Crossed two;
        std::unique_ptr<QThread> forward(QThread::create([&] { one = cross(u"bank"_s, u"bank2"_s, a, b); }));
        std::unique_ptr<QThread> backward(QThread::create([&] { two = cross(u"bank2"_s, u"bank"_s, b, a); }));
        forward->start();
        backward->start();
        forward->wait();
        backward->wait();
        QVERIFY2(one.done.has_value() != two.done.has_value(), "one of the two gives way, the other goes on");
        const Crossed &loser = one.done ? two : one;
        QCOMPARE(loser.done.error().code, ErrorCode::Conflict);
        QVERIFY2(loser.done.error().message.contains("wait for each other"_L1), qPrintable(loser.done.error().message));
        QTRY_COMPARE(balances() + u'/' + balances(u"bank2"_s), u"90;100/90;100"_s);
        QTRY_COMPARE(m_world->undoRows() + m_world->undoRows(u"bank2"_s), QString());
        took = loser.waitedMs;
        if (took < atOnceMs)
            break;
    }
    QVERIFY2(took < atOnceMs, qPrintable(QString::number(took)));
}

void ServerTest::group7_anInitiatorThatNeverDecides()
{
    const Gid gid = AtTransaction::begin(m_world->connection, {.timeout = Seconds{1}})->gid(); // and is rolled back as it goes
    const Gid silent = client::newGid();
    client::TransactionRequest request{.gid = silent, .kind = TransactionKind::At};
    request.options.timeoutToFail = Seconds{1};
    QVERIFY(m_world->connection.prepare(request).result());
    const AtTransaction transaction = AtTransaction::join(m_world->connection, {.gid = silent});
    QVERIFY(work(transaction, {debit}));
    QTRY_COMPARE_WITH_TIMEOUT(status(silent), TransactionStatus::Failed, 15'000);
    QCOMPARE(balances(), u"100;100"_s);
    QCOMPARE(m_world->undoRows(), QString());
    QTRY_COMPARE(status(gid), TransactionStatus::Failed);
    const Result<> late = work(transaction, {debit});
    QCOMPARE(late.error().code, ErrorCode::Conflict);
}

void ServerTest::group11_sameRequestIdIsOneBranch()
{
    Result<AtTransaction> transaction = AtTransaction::begin(m_world->connection);
    const client::LockRequest request{.gid = transaction->gid(), .requestId = u"once"_s, .resource = u"r"_s, .url = m_world->phaseTwoUrl(),
                                      .locks = {{u"t"_s, {{RowValue::integer(1)}}}}};
    const Result<client::LockAnswer> first = m_world->connection.registerBranch(request).result();
    const Result<client::LockAnswer> again = m_world->connection.registerBranch(request).result();
    QVERIFY(first && again && first->isGranted());
    QCOMPARE(*first, *again);
    QCOMPARE(first->branch.value, u"01"_s);
    QVERIFY(m_world->connection.reportBranch({transaction->gid(), first->branch, false, u"a test"_s}).result());
}

void ServerTest::group14_keysOfAllKinds_data()
{
    QTest::addColumn<Row>("one");
    QTest::addColumn<Row>("other");
    QTest::addColumn<bool>("same");
    const auto t = [](const char *text) { return RowValue::text(text); };
    QTest::newRow("separators") << Row{t("1"), t("2_3")} << Row{t("1_2"), t("3")} << false;
    QTest::newRow("separators in one value") << Row{t("a;b,c:d^e")} << Row{t("a"), t("b,c:d^e")} << false;
    QTest::newRow("empty") << Row{t("")} << Row{t(" ")} << false;
    QTest::newRow("letters in two cases") << Row{t("A")} << Row{t("a")} << false;
    QTest::newRow("blanks at the end") << Row{t("a")} << Row{t("a ")} << false;
    QTest::newRow("a number and its digits") << Row{RowValue::integer(1)} << Row{t("1")} << false;
    QTest::newRow("bytes and a text") << Row{RowValue::bytes("a")} << Row{t("a")} << false;
    QTest::newRow("300 letters") << Row{RowValue::text(QByteArray(300, 'x'))} << Row{RowValue::text(QByteArray(300, 'x'))} << true;
    QTest::newRow("many bytes a letter") << Row{t("张三😀")} << Row{t("张三😀")} << true;
    QTest::newRow("large numbers") << Row{RowValue::digits("18446744073709551615")} << Row{RowValue::digits("18446744073709551614")} << false;
    QTest::newRow("the same large number") << Row{RowValue::digits("18446744073709551615")} << Row{RowValue::digits("18446744073709551615")} << true;
}

void ServerTest::group14_keysOfAllKinds()
{
    QFETCH(Row, one);
    QFETCH(Row, other);
    QFETCH(bool, same);
    Result<AtTransaction> first = AtTransaction::begin(m_world->connection);
    Result<AtTransaction> second = AtTransaction::begin(m_world->connection);
    const auto request = [&](const AtTransaction &transaction, const Row &key) {
        return client::LockRequest{.gid = transaction.gid(), .requestId = u"r"_s, .resource = u"r"_s, .url = m_world->phaseTwoUrl(), .locks = {{u"t"_s, {key}}}};
    };
    const Result<client::LockAnswer> a = m_world->connection.registerBranch(request(*first, one)).result();
    const Result<client::LockAnswer> b = m_world->connection.registerBranch(request(*second, other)).result();
    QVERIFY2(a && a->isGranted(), a ? "" : qPrintable(a.error().message));
    QVERIFY(b);
    QCOMPARE(b->isGranted(), !same);
    if (same)
        QCOMPARE(b->verdict, client::LockVerdict::Conflict);
    // No branch of these has a local transaction: the coordinator calls none of them.
    for (const auto &[transaction, answer] : {std::pair{&*first, a}, std::pair{&*second, b}})
        if (answer->isGranted())
            QVERIFY(m_world->connection.reportBranch({transaction->gid(), answer->branch, false, u"a test"_s}).result());
}

void ServerTest::group23_manyRows()
{
    QCOMPARE(m_world->run(u"CREATE TABLE t(id INTEGER PRIMARY KEY, v)"_s), QString());
    QCOMPARE(m_world->run(u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) INSERT INTO t SELECT i, 'v' FROM n"_s), QString());
    Result<AtTransaction> transaction = AtTransaction::begin(m_world->connection);
    const Result<> done = work(*transaction, {u"DELETE FROM t"_s});
    QVERIFY2(done, done ? "" : qPrintable(done.error().message));
    QVERIFY(transaction->rollback(u"no"_s));
    QTRY_COMPARE_WITH_TIMEOUT(status(transaction->gid()), TransactionStatus::Failed, 20'000);
    QCOMPARE(m_world->rows(u"SELECT count(*), min(v), max(id) FROM t"_s), u"5000|v|5000"_s);
}

void ServerTest::group24_unknownTransaction()
{
    const AtTransaction nobody = AtTransaction::join(m_world->connection, {.gid = Gid{u"nobody-began-this"_s}});
    const Result<> done = work(nobody, {debit});
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::Conflict);
    QCOMPARE(balances(), u"100;100"_s);
    QCOMPARE(m_world->undoRows(), QString());
}

void ServerTest::group25_branchesOfAnotherKind()
{
    const Gid gid = client::newGid();
    QVERIFY(m_world->connection.prepare({.gid = gid, .kind = TransactionKind::Tcc}).result());
    const AtTransaction transaction = AtTransaction::join(m_world->connection, {.gid = gid});
    const Result<> done = work(transaction, {debit});
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::Conflict);
    QCOMPARE(balances(), u"100;100"_s);
    QVERIFY(m_world->connection.abort({.gid = gid, .kind = TransactionKind::Tcc}).result());
}

TXDESK_TEST(ServerTest);

} // namespace txdesk::test
#include "server_test.moc"
