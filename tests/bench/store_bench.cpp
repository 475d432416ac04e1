// Measures the store alone: CPU of the writing thread for a saga of two branches, and the time of a list page and of a
// claim, with as many stored transactions as asked for; and what global locks cost.
// Usage: store_bench [--mysql] [--encrypted] [--units 20000] [--batch 256] [--stored 0] [--file FILE --from N]
// --file measures in a database that exists and stays; its sagas of earlier runs have numbers below N.
// SPDX-License-Identifier: Apache-2.0
#include "server/store/mysql_store.h"
#include "server/store/sqlite_store.h"
#include "tests/bench/naive_saga.h"
#include "tests/bench/row_loader.h"
#include "tests/bench/store_locks.h"
#include "tests/bench/store_sagas.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace Qt::StringLiterals;
using namespace txdesk;
using namespace txdesk::store;
using namespace txdesk::bench;

namespace {

double seconds(clockid_t clock)
{
    timespec now = {};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

double cpuOf(qint64 process) // seconds, of its living threads
{
    const QDir tasks(u"/proc/%1/task"_s.arg(process));
    double sum = 0;
    for (const QString &task : tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile file(tasks.filePath(task + u"/schedstat"_s));
        if (file.open(QIODevice::ReadOnly))
            sum += file.readAll().split(' ').value(0).toDouble() / 1e9;
    }
    return sum;
}

constexpr Instant at(qint64 ms)
{
    return benchAt(ms);
}

struct Spent
{
    double cpu = 0;
    double wall = 0;
};

void run(TransactionStore &store, qint64 from, qint64 units, qint64 batch, Spent &spent)
{
    for (qint64 done = 0; done < units; done += batch) {
        QList<StoreRequest> group;
        QList<TransactionWrite> creates;
        for (qint64 i = 0; i < std::min(batch, units - done); ++i) {
            creates.append(createSaga(from + done + i));
            group.append(creates.constLast());
        }
        for (const bool finishing : {false, true}) {
            const double cpu = seconds(CLOCK_THREAD_CPUTIME_ID);
            const double wall = seconds(CLOCK_MONOTONIC);
            const QList<StoreAnswer> answers = store.commit(group);
            spent.cpu += seconds(CLOCK_THREAD_CPUTIME_ID) - cpu;
            spent.wall += seconds(CLOCK_MONOTONIC) - wall;
            for (qsizetype i = 0; i < answers.size(); ++i) {
                const auto *answer = std::get_if<engine::WriteDone>(&answers[i]);
                if (!answer)
                    qFatal("a write was not done");
                if (!finishing)
                    group[i] = finishSaga(creates[i], answer->id);
            }
        }
    }
}

void timed(const char *what, auto &&job)
{
    std::vector<double> ms;
    for (int i = 0; i < 20; ++i) {
        const double before = seconds(CLOCK_MONOTONIC);
        job();
        ms.push_back((seconds(CLOCK_MONOTONIC) - before) * 1e3);
    }
    std::sort(ms.begin(), ms.end());
    std::printf("%-34s p50 %8.2f ms   max %8.2f ms\n", what, ms[10], ms[19]);
}

// So many that fail at one of two participants, with a business key each.
void addFailing(TransactionStore &store, qint64 from, qint64 count)
{
    QList<StoreRequest> group;
    for (qint64 i = 0; i < count; ++i) {
        engine::TransactionWrite write = createSaga(from + i);
        write.transaction.businessKey = u"ORD-%1"_s.arg(i);
        write.transaction.failures = 4;
        write.transaction.lastError = i % 3 == 0 ? u"order %1 timed out after 3000 ms"_s.arg(i) : u"connection refused"_s;
        write.newOps.last().url = i % 3 == 0 ? u"http://stock:1/do"_s : u"http://order:1/do"_s;
        group.append(write);
    }
    for (const StoreAnswer &answer : store.commit(group))
        if (!std::holds_alternative<engine::WriteDone>(answer))
            qFatal("a failing saga was not stored");
}

void measureReads(const OpenReader &open, TransactionStore &store, const QString &someGid)
{
    Result<std::unique_ptr<TransactionReader>> reader = open();
    if (!reader)
        qFatal("%s", qPrintable(reader.error().message));
    const auto page = [&](TransactionFilter filter, TransactionSort sort = TransactionSort::NewestFirst) {
        if (const auto found = (*reader)->list(filter, {{}, 200, sort}, at(0)); !found)
            qFatal("%s", qPrintable(found.error().message));
    };
    timed("list, newest, 200 rows", [&] { page({}); });
    timed("list, submitted, 200 rows", [&] { page({.statuses = {TransactionStatus::Submitted}}); });
    timed("list, stuck", [&] { page({.stuck = true}); });
    timed("list, parked, 200 rows", [&] { page({.parked = {Parked::Dirty, Parked::Unanswered, Parked::DeadLetter}}); });
    timed("list, one kind of parked, oldest", [&] { page({.parked = {Parked::DeadLetter}}, TransactionSort::OldestFirst); });
    timed("list, due first", [&] { page({}, TransactionSort::DueFirst); });
    timed("list, most failures", [&] { page({}, TransactionSort::MostFailures); });
    timed("list, one gid", [&] { page({.gidPrefix = someGid}); });
    timed("list, a gid prefix of 16 characters", [&] { page({.gidPrefix = someGid.left(16)}); });
    timed("list, one business key", [&] { page({.businessKey = u"ORD-7"_s}); });
    timed("list, one group of errors", [&] { page({.fingerprint = u"connection refused"_s}); });
    ErrorGroups groups;
    timed("groups of errors", [&] { groups = (*reader)->errorGroups({}, {}, at(0)).value_or(ErrorGroups{}); });
    CountEstimate count;
    timed("count, everything", [&] { count = (*reader)->count({}, {}, at(0)).value_or(CountEstimate{}); });
    timed("count, submitted", [&] { std::ignore = (*reader)->count({.statuses = {TransactionStatus::Submitted}}, {}, at(0)); });
    std::printf("groups of errors: %lld of %lld transactions%s; counted %lld%s\n", static_cast<long long>(groups.groups.size()),
                static_cast<long long>(groups.looked), groups.complete ? "" : " at least", static_cast<long long>(count.count), count.complete ? "" : " at least");
    timed("list, a participant never used", [&] { page({.participant = u"10.0.0.1:1"_s}); });
    timed("totals", [&] { std::ignore = (*reader)->totals(at(0)); });
    timed("claim, nothing due", [&] { std::ignore = store.commit({ClaimDue{u"node-1"_s, at(-1), 256}}); });
    timed("claim, one due", [&] { std::ignore = store.commit({ClaimDue{u"node-1"_s, at(100'000'000), 1}}); });
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({{u"units"_s, u"Sagas to measure."_s, u"n"_s, u"20000"_s}, {u"batch"_s, u"Sagas a commit."_s, u"n"_s, u"256"_s},
                       {u"stored"_s, u"Sagas stored before, by plain SQL."_s, u"n"_s, u"0"_s},
                       {u"file"_s, u"The SQLite database, instead of a temporary one."_s, u"file"_s},
                       {u"encrypted"_s, u"Payloads are encrypted."_s},
                       {u"mysql"_s, u"On a MariaDB of its own, which syncs each commit."_s},
                       {u"from"_s, u"Number of the first saga."_s, u"n"_s, u"0"_s}});
    parser.process(application);
    const bool mysql = parser.isSet(u"mysql"_s);
    const qint64 units = parser.value(u"units"_s).toLongLong();
    const qint64 from = parser.value(u"from"_s).toLongLong();
    const qint64 stored = parser.value(u"stored"_s).toLongLong();
    QTemporaryDir temporary;
    test::MariaDb server;
    if (const QString error = mysql ? server.start({u"--innodb-flush-log-at-trx-commit=1"_s, u"--innodb-buffer-pool-size=2G"_s}) : QString(); !error.isEmpty())
        qFatal("%s", qPrintable(error));
    const PayloadCipherPtr cipher = parser.isSet(u"encrypted"_s) ? *PayloadCipher::fromText("bench " + QByteArray(64, '5')) : nullptr;
    const SqliteOptions sqlite{.file = parser.isSet(u"file"_s) ? parser.value(u"file"_s) : temporary.filePath(u"bench.db"_s), .anyFileSystem = true,
                               .cipher = cipher};
    const MysqlOptions mariaDb{.host = server.socketPath(), .user = u"root"_s, .database = u"bench"_s, .cipher = cipher, .databaseClock = false};
    const OpenStore open = mysql ? mysqlStore(mariaDb) : sqliteStore(sqlite);
    if (stored > 0) {
        if (const auto made = open(); !made)
            qFatal("%s", qPrintable(made.error().message));
        const double before = seconds(CLOCK_MONOTONIC);
        mysql ? loadMysql(server, mariaDb.database, stored) : loadSqlite(sqlite.file, stored);
        std::printf("%lld sagas stored before               %.0f s\n", static_cast<long long>(stored), seconds(CLOCK_MONOTONIC) - before);
    }
    Result<std::unique_ptr<TransactionStore>> store = open();
    if (!store)
        qFatal("%s", qPrintable(store.error().message));
    Spent spent;
    const double cpuBefore = mysql ? cpuOf(server.processId()) : 0;
    run(**store, from, units, parser.value(u"batch"_s).toLongLong(), spent);
    const double serverCpu = mysql ? cpuOf(server.processId()) - cpuBefore : 0;
    std::printf("saga of two branches, batch %s     %.1f us CPU of the writer, %.1f us of the database server, %.0f/s\n", qPrintable(parser.value(u"batch"_s)),
                spent.cpu / static_cast<double>(units) * 1e6, serverCpu / static_cast<double>(units) * 1e6, static_cast<double>(units) / spent.wall);
    if (mysql)
        std::printf("row by row, one commit a step      %.0f/s\n", naiveSagasPerSecond(mariaDb, std::chrono::seconds{3}));
    for (const int batch : {1, 16, 256}) {
        const LockCosts at = lockCosts(**store, batch, std::chrono::seconds{2});
        std::printf("AT transfer, %3d at once            %.0f/s, %.1f us to register a branch, %.1f us to be refused\n", batch, at.transfersPerSecond,
                    at.registrationUs, at.refusalUs);
    }
    QList<StoreRequest> underWay; // as in life
    for (qint64 i = 0; i < 1000; ++i) {
        TransactionWrite write = createSaga(from + units + i);
        if (i % 3 == 0) {
            write.transaction.parked = i % 2 == 0 ? Parked::DeadLetter : Parked::Dirty;
            write.transaction.nextDueAt.reset();
        }
        underWay.append(write);
    }
    std::ignore = (*store)->commit(underWay);
    addFailing(**store, from + 2 * units, 2'000);
    measureReads(mysql ? mysqlReader(mariaDb) : sqliteReader(sqlite), **store, storedGid(from + units / 2).value);
    return 0;
}
