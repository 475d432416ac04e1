// What a group answers when MariaDB fails under it: nothing done, or unknown, never wrong; and that it goes on afterwards.
// SPDX-License-Identifier: Apache-2.0
#include "server/store/commit_writer.h"
#include "server/store/mysql_errors.h"
#include "server/store/mysql_connection.h"
#include "tests/store/store_fixture.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QScopeGuard>
#include <QSqlError>
#include <QSqlQuery>
#include <QTcpServer>

#include <atomic>
#include <thread>

namespace txdesk::store {

using namespace Qt::StringLiterals;
using namespace samples;
using Status = TransactionStatus;

namespace {

const QString failing = u"failing"_s;

ErrorCode codeOf(const StoreAnswer &answer)
{
    const auto *error = std::get_if<Error>(&answer);
    return error ? error->code : ErrorCode::NotFound;
}

bool isDone(const StoreAnswer &answer)
{
    return std::holds_alternative<engine::WriteDone>(answer);
}

} // namespace

class MysqlFailureTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<TransactionStore> m_store;

    void sql(const QStringList &statements, QList<QStringList> *rows = nullptr)
    {
        const QString error = mariaDb().run(failing, statements, rows);
        QVERIFY2(error.isEmpty(), qPrintable(error));
    }
    void killConnections() // all but the one that kills
    {
        QList<QStringList> ids;
        sql({u"select id from information_schema.processlist where user = 'root' and db = 'failing' and id <> connection_id()"_s}, &ids);
        for (const QStringList &id : ids)
            std::ignore = mariaDb().run(failing, {u"kill "_s + id[0]});
    }

private slots:
    void init()
    {
        Result<std::unique_ptr<TransactionStore>> store = mysqlStore(mysqlOptions(failing))();
        QVERIFY2(store, store ? "" : qPrintable(store.error().message));
        m_store = std::move(*store);
        emptyMysql(failing);
    }
    void cleanup() { m_store.reset(); }

    void faults_data()
    {
        QTest::addColumn<int>("number");
        QTest::addColumn<int>("fault");
        const auto row = [](const char *name, int number, MysqlFault fault) { QTest::newRow(name) << number << static_cast<int>(fault); };
        row("none", 0, MysqlFault::None);
        row("deadlock", 1213, MysqlFault::Retry);
        row("lock wait", 1205, MysqlFault::Retry);
        row("same key at once", 1062, MysqlFault::Retry);
        row("too long", 1406, MysqlFault::Request);
        row("gone away", 2006, MysqlFault::Lost);
        row("lost in a query", 2013, MysqlFault::Lost);
        row("Galera: not ready", 1047, MysqlFault::Lost);
        row("Galera: error at commit", 1180, MysqlFault::Lost);
        row("killed", 1927, MysqlFault::Lost);
        row("read only", 1290, MysqlFault::Lost);
        row("syntax", 1064, MysqlFault::Other);
    }
    void faults()
    {
        QFETCH(int, number);
        QFETCH(int, fault);
        QCOMPARE(static_cast<int>(faultOf(static_cast<unsigned>(number))), fault);
    }

    void killedConnectionIsOpenedAgain()
    {
        QVERIFY(isDone(ask(*m_store, saga(u"before"_s))));
        killConnections();
        QVERIFY(isDone(ask(*m_store, saga(u"after"_s)))); // found out before COMMIT: done on a new connection
        QVERIFY(!stored(*m_store, u"before"_s).transaction.gid.isEmpty());
        // The new session is set up as the old one was.
        killConnections();
        TransactionWrite chinese = saga(u"中文"_s);
        chinese.transaction.rollbackReason = u"因为"_s;
        QVERIFY(isDone(ask(*m_store, chinese)));
        QCOMPARE(stored(*m_store, u"中文"_s).transaction.rollbackReason, u"因为"_s);
        QCOMPARE(stored(*m_store, u"中文"_s).transaction.createdAt, at(0));
    }

    void readerFindsANewConnection()
    {
        std::ignore = ask(*m_store, saga(u"g"_s));
        Result<std::unique_ptr<TransactionReader>> reader = mysqlReader(mysqlOptions(failing))();
        QVERIFY(reader);
        QVERIFY((*reader)->load({u"g"_s}).value());
        killConnections();
        const auto found = (*reader)->load({u"g"_s});
        QVERIFY2(found && *found, found ? "" : qPrintable(found.error().message));
    }

    void everyKilledCommitIsToldRight()
    {
        // Connections are killed while groups are committed: what was said to be done is there, what was said not to be
        // done is not, and nothing is there in part.
        std::atomic<bool> ends{false};
        const int times = 150;
        std::thread killer([&] {
            while (!ends)
                killConnections();
        });
        const auto join = qScopeGuard([&] {
            ends = true;
            if (killer.joinable())
                killer.join();
        });
        QHash<QString, StoreAnswer> answers;
        for (int i = 0; i < times; ++i) {
            const QString gid = u"k%1"_s.arg(i);
            answers.insert(gid, ask(*m_store, saga(gid)));
        }
        ends = true;
        killer.join();
        for (auto answer = answers.cbegin(); answer != answers.cend(); ++answer) {
            const TransactionSnapshot found = stored(*m_store, answer.key());
            const bool present = !found.transaction.gid.isEmpty();
            QCOMPARE(found.ops.size(), present ? 4 : 0);
            if (isDone(*answer))
                QVERIFY2(present, qPrintable(answer.key()));
            else if (codeOf(*answer) != ErrorCode::OutcomeUnknown)
                QVERIFY2(!present || std::holds_alternative<engine::WriteConflict>(*answer), qPrintable(answer.key()));
        }
    }

    void deadServerIsUnavailableAndComesBack()
    {
        QVERIFY(isDone(ask(*m_store, saga(u"before"_s))));
        mariaDb().kill();
        QCOMPARE(codeOf(ask(*m_store, saga(u"during"_s))), ErrorCode::Unavailable);
        QCOMPARE(codeOf(ask(*m_store, saga(u"during"_s))), ErrorCode::Unavailable);
        QCOMPARE(mariaDb().startAgain(), QString());
        ErrorCode code = ErrorCode::Unavailable; // the socket is there before connections are taken
        QTRY_VERIFY_WITH_TIMEOUT((code = codeOf(ask(*m_store, saga(u"after"_s)))) != ErrorCode::Unavailable, 60'000);
        QVERIFY(!stored(*m_store, u"after"_s).transaction.gid.isEmpty());
        QVERIFY(stored(*m_store, u"during"_s).transaction.gid.isEmpty());
    }

    void frozenServerIsLeftAfterItsTime()
    {
        MysqlOptions options = mysqlOptions(failing);
        options.ioTime = Milliseconds{1'000};
        Result<std::unique_ptr<TransactionStore>> store = mysqlStore(options)();
        QVERIFY(store);
        std::thread([] { mariaDb().freeze(); }).join();
        const auto thaw = qScopeGuard([] { mariaDb().thaw(); });
        const ErrorCode code = codeOf(ask(**store, saga(u"g"_s)));
        QVERIFY(code == ErrorCode::Unavailable || code == ErrorCode::OutcomeUnknown);
    }

    void loserOfADeadlockRunsAgain()
    {
        std::ignore = m_store->commit({saga(u"a"_s), saga(u"b"_s)});
        QSqlDatabase other = mariaDb().connect(u"other"_s, failing);
        const auto close = qScopeGuard([&] { other = {}; QSqlDatabase::removeDatabase(u"other"_s); });
        QSqlQuery query(other);
        QVERIFY(query.exec(u"start transaction"_s) && query.exec(u"update trans_global set ext_data = 'x' where gid = 'b'"_s));
        // The group locks a, then waits for b; the other then wants a.
        const TransactionSnapshot a = stored(*m_store, u"a"_s), b = stored(*m_store, u"b"_s);
        TransactionWrite first = next(a, Status::Aborting), second = next(b, Status::Aborting);
        second.expectedStatus = first.expectedStatus;
        QList<StoreAnswer> answers;
        std::thread committer([&] { answers = m_store->commit({first, Heartbeat{node(u"n"_s), Milliseconds{10}, at(0)}, second}); });
        QList<QStringList> waiting;
        for (int i = 0; i < 20'000 && waiting.isEmpty(); ++i)
            std::ignore = mariaDb().run(failing, {u"select 1 from information_schema.processlist where info like 'update trans_global%' and time_ms > 200"_s}, &waiting);
        std::ignore = query.exec(u"update trans_global set ext_data = 'x' where gid = 'a'"_s); // one of the two loses
        std::ignore = query.exec(u"rollback"_s);
        committer.join();
        QVERIFY(!waiting.isEmpty());
        QVERIFY(isDone(answers[0]) && isDone(answers[2]));
        QCOMPARE(stored(*m_store, u"b"_s).transaction.status, Status::Aborting);
        QCOMPARE(stored(*m_store, u"a"_s).transaction.epoch, 2);
    }

    void aLockHeldForLongIsUnavailable()
    {
        std::ignore = ask(*m_store, saga(u"g"_s));
        const TransactionSnapshot before = stored(*m_store, u"g"_s);
        QSqlDatabase other = mariaDb().connect(u"other"_s, failing);
        const auto close = qScopeGuard([&] { other = {}; QSqlDatabase::removeDatabase(u"other"_s); });
        QSqlQuery query(other);
        QVERIFY(query.exec(u"start transaction"_s) && query.exec(u"select * from trans_global where gid = 'g' for update"_s));
        QCOMPARE(codeOf(ask(*m_store, next(before, Status::Aborting))), ErrorCode::Unavailable);
        QVERIFY(query.exec(u"rollback"_s));
        QVERIFY(stored(*m_store, u"g"_s) == before);
        QVERIFY(isDone(ask(*m_store, next(before, Status::Aborting))));
    }

    void readOnlyServerIsUnavailable()
    {
        sql({u"create or replace user limited identified by ''"_s, u"grant all on failing.* to limited"_s});
        MysqlOptions options = mysqlOptions(failing);
        options.user = u"limited"_s; // read_only does not bind root
        Result<std::unique_ptr<TransactionStore>> store = mysqlStore(options)();
        QVERIFY2(store, store ? "" : qPrintable(store.error().message));
        sql({u"set global read_only = 1"_s});
        const StoreAnswer refused = ask(**store, saga(u"g"_s));
        sql({u"set global read_only = 0"_s});
        QCOMPARE(codeOf(refused), ErrorCode::Unavailable);
        QVERIFY(isDone(ask(**store, saga(u"g"_s))));
    }

    void oneAtFaultFailsAlone_data()
    {
        QTest::addColumn<int>("fault");
        QTest::newRow("gid too long") << 0;
        QTest::newRow("custom data too long") << 1;
        QTest::newRow("url too long") << 2;
        QTest::newRow("larger than a packet") << 3;
    }
    void oneAtFaultFailsAlone()
    {
        QFETCH(int, fault);
        TransactionWrite bad = saga(u"bad"_s);
        if (fault == 0)
            bad.gid = {QString(129, u'g')};
        if (fault == 1)
            bad.transaction.customData = QString(6'001, u'x');
        if (fault == 2)
            bad.newOps[0].url = QString(1'025, u'u');
        if (fault == 3)
            bad.newOps[0].payload = QByteArray(17 << 20, '\0');
        const QList<StoreAnswer> answers = m_store->commit({saga(u"a"_s), bad, saga(u"b"_s)});
        QVERIFY(isDone(answers[0]) && isDone(answers[2]));
        QCOMPARE(codeOf(answers[1]), ErrorCode::InvalidRequest);
        QVERIFY(stored(*m_store, bad.gid.value).transaction.gid.isEmpty());
        QCOMPARE(stored(*m_store, u"bad"_s).ops.size(), 0);
        QCOMPARE(stored(*m_store, u"b"_s).ops.size(), 4);
    }

    void longTextsThatMayBeCutAreCut()
    {
        TransactionWrite write = saga(u"g"_s);
        write.transaction.rollbackReason = QString(3'000, u'文');
        write.transaction.lastError = QString(1'100, u'x');
        write.transaction.customData = u"{\"name\":\"%1\",\"data\":null}"_s.arg(QString(4'000, u'w'));
        write.transaction.kind = TransactionKind::Workflow;
        QVERIFY(isDone(ask(*m_store, write)));
        const GlobalTransaction found = stored(*m_store, u"g"_s).transaction;
        QCOMPARE(found.rollbackReason, QString(1'024, u'文'));
        QCOMPARE(found.lastError.size(), 1'024);
        QCOMPARE(found.customData, write.transaction.customData);
    }

    void rowNumbersOnGaleraAreTheRowsOwn()
    {
        // A node that joins changes the step of row numbers in sessions that are open. Journal rows hang on the numbers.
        const QString provider = u"/usr/lib/galera/libgalera_smm.so"_s;
        if (!QFile::exists(provider))
            QSKIP("Galera's provider library is not installed (package galera-4)");
        test::MariaDb node;
        QCOMPARE(node.start({u"--binlog-format=ROW"_s, u"--innodb-autoinc-lock-mode=2"_s, u"--wsrep-on=ON"_s,
                             u"--wsrep-provider="_s + provider, u"--wsrep-cluster-address=gcomm://"_s,
                             u"--wsrep-node-address=127.0.0.1"_s, u"--wsrep-sst-method=skip"_s,
                             u"--wsrep-provider-options=gmcast.listen_addr=tcp://127.0.0.1:0;gcache.size=8M"_s}), QString());
        MysqlOptions options = mysqlOptions(u"test"_s);
        options.host = node.socketPath();
        const Result<std::unique_ptr<TransactionStore>> store = mysqlStore(options)();
        QVERIFY2(store, store ? "" : qPrintable(store.error().message));
        QVERIFY(isDone(ask(**store, saga(u"first"_s))));
        QCOMPARE(node.run(u"test"_s, {u"set global auto_increment_increment = 3"_s}), QString());
        const QList<StoreAnswer> answers = (*store)->commit({saga(u"a"_s), saga(u"b"_s), saga(u"c"_s)});
        for (qsizetype i = 0; i < answers.size(); ++i) {
            QVERIFY(isDone(answers[i]));
            QCOMPARE(std::get<engine::WriteDone>(answers[i]).id, stored(**store, QString(QChar(u'a' + static_cast<ushort>(i)))).transaction.id);
        }
    }

    void localhostIsReachedByItsPort()
    {
        // MySQL's client library would take a Unix socket at a place of its own, and with it perhaps another server.
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        MysqlOptions options = mysqlOptions(failing);
        options.host = u"localhost"_s;
        options.port = server.serverPort();
        options.ioTime = Milliseconds{1'000};
        std::thread opening([&] { std::ignore = mysqlStore(options)(); });
        const bool came = server.waitForNewConnection(10'000);
        delete server.nextPendingConnection();
        server.close();
        opening.join();
        QVERIFY(came);
    }

    void whatIsNoDatabaseIsSaid()
    {
        MysqlOptions options = mysqlOptions(failing);
        options.timeZoneOffset = u"Shanghai"_s;
        QCOMPARE(mysqlStore(options)().error().code, ErrorCode::InvalidRequest);
        options = mysqlOptions(failing);
        options.host = u"/nowhere/sock"_s;
        QCOMPARE(mysqlStore(options)().error().code, ErrorCode::Unavailable);
        options = mysqlOptions(failing);
        options.user = u"nobody"_s;
        QCOMPARE(mysqlStore(options)().error().code, ErrorCode::Unavailable);
    }

    void twoWritersOfTheSameTransactions()
    {
        // Each of 40 rows is moved by whoever comes first; both write in groups, as two coordinators would.
        QList<StoreRequest> creates;
        for (int i = 0; i < 40; ++i)
            creates.append(saga(u"g%1"_s.arg(i)));
        std::ignore = m_store->commit(creates);
        QList<StoreRequest> moves;
        for (int i = 0; i < 40; ++i)
            moves.append(next(stored(*m_store, u"g%1"_s.arg(i)), Status::Aborting));
        std::atomic<int> done{0}, conflicts{0};
        std::thread writers[2];
        for (int w = 0; w < 2; ++w)
            writers[w] = std::thread([&, w] {
                const auto store = mysqlStore(mysqlOptions(failing))();
                for (int from = 0; from < 40; from += 5) {
                    QList<StoreRequest> group = moves.sliced(w == 0 ? from : 35 - from, 5);
                    if (w == 1)
                        std::reverse(group.begin(), group.end());
                    for (const StoreAnswer &answer : (*store)->commit(group)) {
                        done += isDone(answer) ? 1 : 0;
                        conflicts += std::holds_alternative<engine::WriteConflict>(answer) ? 1 : 0;
                    }
                }
            });
        for (std::thread &writer : writers)
            writer.join();
        QCOMPARE(done.load(), 40);
        QCOMPARE(conflicts.load(), 40);
    }
};

TXDESK_TEST(MysqlFailureTest);

} // namespace txdesk::store

#include "mysql_failure_test.moc"
