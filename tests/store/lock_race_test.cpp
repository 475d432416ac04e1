// Several coordinators on one MariaDB want the same rows at the same moment; and a coordinator that is killed between its
// locks and its commit, on both databases.
// SPDX-License-Identifier: Apache-2.0
#include "tests/store/lock_samples.h"
#include "tests/support/test_main.h"

#include <QProcess>
#include <QTemporaryDir>

#include <barrier>
#include <csignal>
#include <random>
#include <thread>

namespace txdesk::store {

using namespace Qt::StringLiterals;
using namespace samples;
using Status = TransactionStatus;

namespace {

const QString raceDatabase = u"lock_race"_s;

std::unique_ptr<TransactionStore> anotherCoordinator()
{
    Result<std::unique_ptr<TransactionStore>> store = mysqlStore(mysqlOptions(raceDatabase))();
    if (!store)
        qFatal("%s", qPrintable(store.error().message));
    return std::move(*store);
}

// Both at once, round after round; each on a connection of its own.
template<class Act>
void together(int rounds, Act act)
{
    std::barrier<> line(2);
    const auto run = [&](int who) {
        const auto store = anotherCoordinator();
        for (int round = 0; round < rounds; ++round) {
            line.arrive_and_wait();
            act(*store, who, round);
        }
    };
    std::thread other(run, 1);
    run(0);
    other.join();
}

} // namespace

class LockRaceTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<TransactionStore> m_store;

    void create(const QString &gid) { QCOMPARE(saidOf(ask(*m_store, atTransaction(gid))), u"done"_s); }
    [[nodiscard]] QString number(const QString &query)
    {
        QList<QStringList> found;
        const QString error = mariaDb().run(raceDatabase, {query}, &found);
        return error.isEmpty() ? found.value(0).value(0) : error;
    }

private slots:
    void init()
    {
        m_store = anotherCoordinator();
        emptyMysql(raceDatabase);
    }
    void cleanup() { m_store.reset(); }

    void oneOfTwoGetsARow()
    {
        constexpr int rounds = 50;
        QString said[2][rounds];
        for (int i = 0; i < rounds; ++i)
            for (const QString &who : {u"a"_s, u"b"_s})
                create(who + QString::number(i));
        together(rounds, [&](TransactionStore &store, int who, int round) {
            const QString gid = (who == 0 ? u"a"_s : u"b"_s) + QString::number(round);
            said[who][round] = saidOf(ask(store, branchOf(store, gid, u"01"_s, u"row%1 more%1"_s.arg(round))));
        });
        for (int i = 0; i < rounds; ++i) {
            QVERIFY2((said[0][i] == "done"_L1) != (said[1][i] == "done"_L1), qPrintable(said[0][i] + u" / "_s + said[1][i]));
            const QString winner = (said[0][i] == "done"_L1 ? u"a"_s : u"b"_s) + QString::number(i);
            const QString &refusal = said[0][i] == "done"_L1 ? said[1][i] : said[0][i];
            QCOMPARE(refusal, u"locked by %1:01 more%2 prepared, %1:01 row%2 prepared"_s.arg(winner).arg(i));
        }
        QCOMPARE(number(u"select count(*) from txdesk_lock"_s), QString::number(2 * rounds));
        QCOMPARE(number(u"select count(*) from trans_branch_op"_s), QString::number(2 * rounds));
    }

    // Groups that want the same rows in opposite orders, take and release them all the time: nobody fails, nothing is lost.
    void groupsInOppositeOrder()
    {
        constexpr int accounts = 6, size = 8;
        for (int who = 0; who < 2; ++who)
            for (int i = 0; i < size; ++i)
                create(u"g%1-%2"_s.arg(who).arg(i));
        std::atomic<int> errors{0}, done{0}, locked{0};
        together(25, [&](TransactionStore &store, int who, int round) {
            std::mt19937 random(static_cast<unsigned>(round * 2 + who));
            QList<StoreRequest> wants, releases;
            for (int i = 0; i < size; ++i) {
                const int from = static_cast<int>(random() % accounts), to = static_cast<int>(random() % accounts);
                const QString gid = u"g%1-%2"_s.arg(who).arg(i);
                wants.append(branchOf(store, gid, u"%1"_s.arg(round), who == 0 ? u"%1 %2"_s.arg(from).arg(to) : u"%2 %1"_s.arg(from).arg(to)));
            }
            for (const StoreAnswer &answer : store.commit(wants)) {
                const QString text = saidOf(answer);
                ++(text == "done"_L1 ? done : text.startsWith("locked by"_L1) ? locked : errors);
                if (text.startsWith("error"_L1))
                    qWarning("%s", qPrintable(text));
            }
            for (int i = 0; i < size; ++i) {
                TransactionWrite release = next(stored(store, u"g%1-%2"_s.arg(who).arg(i)), Status::Prepared);
                release.releasesLocks = true;
                releases.append(release);
            }
            for (const StoreAnswer &answer : store.commit(releases))
                errors += saidOf(answer) == "done"_L1 ? 0 : 1;
        });
        QCOMPARE(errors.load(), 0);
        QVERIFY(done > 0 && locked > 0);
        QCOMPARE(number(u"select count(*) from txdesk_lock"_s), u"0"_s);
        QCOMPARE(number(u"select count(*) from trans_branch_op"_s), QString::number(2 * done));
        qInfo("%d registered, %d refused", done.load(), locked.load());
    }

    // Two that wait for each other, noted at the same moment: at least one of them is told of both.
    void nobodyOverlooksACircle()
    {
        constexpr int rounds = 50;
        QList<LockWait> seen[2][rounds];
        together(rounds, [&](TransactionStore &store, int who, int round) {
            const QString a = u"a%1"_s.arg(round), b = u"b%1"_s.arg(round);
            const LockWait edge = who == 0 ? wait(a, b, a) : wait(b, a, b);
            const StoreAnswer answer = ask(store, NoteLockWait{{edge}, at(100)});
            if (const auto *graph = std::get_if<LockGraph>(&answer))
                seen[who][round] = graph->waits;
        });
        for (int i = 0; i < rounds; ++i) {
            const QString a = u"a%1"_s.arg(i), b = u"b%1"_s.arg(i);
            const auto sees = [&](const QList<LockWait> &waits) { return waits.contains(wait(a, b, a)) && waits.contains(wait(b, a, b)); };
            QVERIFY2(sees(seen[0][i]) || sees(seen[1][i]), qPrintable(u"round %1"_s.arg(i)));
        }
    }

    // Run by killedAfterItsLocks in a process of its own, with a failpoint armed.
    void child()
    {
        const QString where = qEnvironmentVariable("TXDESK_LOCK_CHILD");
        if (where.isEmpty())
            return;
        const bool local = where.endsWith(".db"_L1);
        const auto store = local ? sqliteStore({.file = where, .anyFileSystem = true})()
                                 : mysqlStore({.host = where, .user = u"root"_s, .database = raceDatabase, .timeZoneOffset = u"+8"_s, .databaseClock = false})();
        QVERIFY(store);
        std::ignore = ask(**store, branchOf(**store, u"g1"_s, u"01"_s, u"1 2"_s));
    }

    void killedAfterItsLocks_data()
    {
        QTest::addColumn<bool>("mysql");
        QTest::addColumn<QByteArray>("point");
        QTest::addColumn<bool>("durable");
        for (const bool mysql : {false, true}) {
            const char *name = mysql ? "mysql" : "sqlite";
            if (!mysql) // there these two are in one packet with others
                QTest::addRow("%s: begun", name) << mysql << QByteArray("store.begin@2") << false;
            QTest::addRow("%s: locks inserted", name) << mysql << QByteArray("store.locks.inserted") << false;
            if (!mysql)
                QTest::addRow("%s: branch inserted", name) << mysql << QByteArray("store.branches.inserted") << false;
            QTest::addRow("%s: all inserted", name) << mysql << QByteArray("store.commit.before@2") << false;
            QTest::addRow("%s: committed", name) << mysql << QByteArray("store.commit.after@2") << true;
        }
    }
    void killedAfterItsLocks()
    {
        QFETCH(bool, mysql);
        QFETCH(QByteArray, point);
        QFETCH(bool, durable);
        const AnyStore files(mysql ? AnyStore::Kind::Mysql : AnyStore::Kind::Sqlite, raceDatabase);
        for (const QString &gid : {u"g1"_s, u"g2"_s})
            QCOMPARE(saidOf(ask(*files.store(), atTransaction(gid))), u"done"_s);
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"TXDESK_FAILPOINT"_s, QString::fromLatin1(point) + u":kill"_s);
        environment.insert(u"TXDESK_LOCK_CHILD"_s, mysql ? mariaDb().socketPath() : files.sqliteOptions().file);
        process.setProcessEnvironment(environment);
        process.start(QCoreApplication::applicationFilePath(), {u"txdesk::store::LockRaceTest"_s, u"child"_s});
        QVERIFY(process.waitForFinished(30'000));
        QCOMPARE(process.exitStatus(), QProcess::CrashExit);
        const auto store = files.store();
        QCOMPARE(stored(*store, u"g1"_s).ops.size(), durable ? 2 : 0);
        QCOMPARE(stored(*store, u"g1"_s).transaction.epoch, durable ? 2 : 1);
        QCOMPARE(files.reader()->locks({}, {}, 10)->locks.size(), durable ? 2 : 0);
        QCOMPARE(saidOf(ask(*store, branchOf(*store, u"g2"_s, u"01"_s, u"2"_s))), durable ? u"locked by g1:01 2 prepared"_s : u"done"_s);
    }
};

TXDESK_TEST(LockRaceTest);

} // namespace txdesk::store

#include "lock_race_test.moc"
