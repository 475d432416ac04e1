// txdesk-bench: the rows P1 to P9 of docs/performance.md, measured on this machine with the unit X
// of the same run. Starts its own txdesk-server (the one beside it) with a store on disk, journal on, and its own MariaDB.
// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/bench_table.h"
#include "tests/bench/light_participant.h"
#include "tests/bench/loopback_unit.h"
#include "tests/bench/naive_saga.h"
#include "tests/bench/row_loader.h"
#include "tests/bench/saga_load.h"
#include "tests/support/certificates.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QSysInfo>
#include <QThread>

#include <optional>

#include <poll.h>
#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace txdesk::bench {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

struct Bench
{
    QString program;
    milliseconds duration{5'000};
    nanoseconds x{};
    BenchTable table;
    qint64 stored = 1'000'000; // transactions of P7
    double p1PerSecond = 0;    // P5 compares with it
};

Verdict verdictOf(bool reached)
{
    return reached ? Verdict::Reached : Verdict::Missed;
}

QString number(double value, int digits = 0)
{
    return QString::number(value, 'f', digits);
}

// Waits for a fact of another process; true when it came in time.
bool waitFor(const std::function<bool()> &fact, milliseconds within)
{
    QElapsedTimer timer;
    timer.start();
    while (!fact()) {
        if (timer.elapsed() > within.count())
            return false;
        ::poll(nullptr, 0, 2);
    }
    return true;
}

void twoCalls(Bench &bench)
{
    LightParticipant participants(2);
    ChildServer server(bench.program);
    server.start();
    const SagaShape shape{participants.url(0) + "/TransOut", participants.url(1) + "/TransIn"};

    const Figures many = measure(server, {.duration = bench.duration, .shapeOf = [&](int) { return shape; }});
    bench.p1PerSecond = many.load.perSecond();
    bench.table.add({u"P1"_s, u"2-call saga, wait_result, 256 clients"_s, u"<= 16 X, >= 9,000/s"_s, many.text(bench.x),
                     verdictOf(many.unitsOf(bench.x) <= 16.0 && bench.p1PerSecond >= 9'000)});

    SagaShape noWait = shape;
    noWait.waitResult = false;
    const Figures submitted = measure(server, {.duration = bench.duration, .shapeOf = [&](int) { return noWait; }, .countDone = [&] { return participants.calls(1); }});
    bench.table.add({u"P1"_s, u"same without wait_result (second calls counted; latency is that of submit)"_s, u""_s, submitted.text(bench.x),
                     Verdict::Shown});

    const Figures one = measure(server, {.clients = 1, .duration = bench.duration, .shapeOf = [&](int) { return shape; }});
    bench.table.add({u"P4"_s, u"2-call saga, wait_result, 1 client"_s, u"p50 <= 1.2 ms"_s, one.text(bench.x),
                     verdictOf(one.load.percentileMs(0.5) <= 1.2)});
}

void emptyUrls(Bench &bench)
{
    ChildServer server(bench.program);
    server.start();
    const Figures waited = measure(server, {.duration = bench.duration, .shapeOf = [](int) { return SagaShape{}; }});
    bench.table.add({u"P3"_s, u"saga of two empty URLs, wait_result, 256 clients"_s, u"<= 9 X, >= 15,000/s"_s, waited.text(bench.x),
                     verdictOf(waited.unitsOf(bench.x) <= 9.0 && waited.load.perSecond() >= 15'000)});
    SagaShape noWait;
    noWait.waitResult = false;
    const Figures submitted = measure(server, {.duration = bench.duration, .shapeOf = [&](int) { return noWait; }});
    bench.table.add({u"P3"_s, u"same without wait_result (submits counted)"_s, u""_s, submitted.text(bench.x), Verdict::Shown});
}

// The better of two runs, each of half the time: comparisons within a row are made in turns, so that what else the
// machine does meets both sides.
void keepBetter(std::optional<Figures> &best, Figures figures)
{
    if (!best || figures.load.perSecond() > best->load.perSecond())
        best = std::move(figures);
}

void idleConnections(Bench &bench)
{
    LightParticipant participants(2);
    ChildServer server(bench.program, {u"--http-max-connections"_s, u"12000"_s});
    server.start();
    const SagaShape shape{participants.url(0) + "/TransOut", participants.url(1) + "/TransIn"};
    const Measurement half{.duration = bench.duration / 2, .shapeOf = [&](int) { return shape; }};
    std::optional<Figures> without, with;
    double perIdle = 0;
    int open = 0;
    for (int round = 0; round < 2; ++round) {
        keepBetter(without, measure(server, half));
        const long before = server.residentKib();
        const IdleConnections idle(server.port(), 10'000);
        waitFor([&] { return server.get("/api/ping").contains("pong"); }, 5s);
        perIdle = std::max(perIdle, static_cast<double>(server.residentKib() - before) / 10'000);
        keepBetter(with, measure(server, half));
        open = idle.open();
    }
    const double lost = 100.0 * (1.0 - with->load.perSecond() / without->load.perSecond());
    bench.table.add({u"P5"_s, u"P1 plus 10,000 idle connections"_s, u"within 10 % of P1; <= 16 KiB each"_s,
                     u"%1 % lost (%2); %3 KiB each; %4 open"_s.arg(number(lost, 1), with->text(bench.x), number(perIdle, 1)).arg(open),
                     verdictOf(lost <= 10.0 && perIdle <= 16.0 && open == 10'000)});
}

// The better of two runs each, in turns: as installed, then with a token, then with TLS as well.
void addDoors(Bench &bench, const QString &row, const QString &store, const QStringList &options)
{
    const test::Certificates certificates;
    const test::IdentityFiles files = certificates.make({.subject = u"bench"_s, .names = u"IP:127.0.0.1"_s});
    const std::string token = "bench-token-of-at-least-32-characters";
    const QStringList known = options + QStringList{u"--admin-token-file"_s, certificates.write(u"token"_s, QByteArray::fromStdString(token))};
    LightParticipant participants(2);
    ChildServer plain(bench.program, known);
    plain.start();
    ChildServer secure(bench.program, known + QStringList{u"--node"_s, u"secure"_s, u"--tls-certificate"_s, files.certificate, u"--tls-key"_s, files.key});
    secure.start();
    const SagaShape shape{participants.url(0) + "/TransOut", participants.url(1) + "/TransIn"};
    std::optional<Figures> bare, named, hidden;
    for (int round = 0; round < 2; ++round) {
        Measurement wanted{.duration = bench.duration, .shapeOf = [&](int) { return shape; }};
        keepBetter(bare, measure(plain, wanted));
        wanted.token = token;
        keepBetter(named, measure(plain, wanted));
        wanted.isSecure = true;
        keepBetter(hidden, measure(secure, wanted));
    }
    const auto against = [&](const Figures &figures) {
        return u"%1; CPU %2 times"_s.arg(figures.text(bench.x), number(figures.unitsOf(bench.x) / bare->unitsOf(bench.x), 2));
    };
    bench.table.add({row, u"2-call saga on %1, without token and TLS"_s.arg(store), u""_s, bare->text(bench.x), Verdict::Shown});
    bench.table.add({row, u"with a token"_s, u""_s, against(*named), Verdict::Shown});
    bench.table.add({row, u"with a token and TLS 1.3 (participants without)"_s, u""_s, against(*hidden), Verdict::Shown});
}

void doors(Bench &bench)
{
    addDoors(bench, u"P1"_s, u"SQLite"_s, {u"--requests-per-second"_s, u"1000000"_s, u"--requests-burst"_s, u"1000000"_s});
}

// Clients are dealt to ten participants; the answers of the first nine are what counts.
double answersOfNine(const LoadResult &load)
{
    long sum = 0;
    for (std::size_t client = 0; client < load.answeredOf.size(); ++client)
        if (client % 10 != 9)
            sum += load.answeredOf[client];
    return static_cast<double>(sum) / std::chrono::duration<double>(load.measured).count();
}

void slowParticipants(Bench &bench)
{
    LightParticipant participants(10, 20ms);
    ChildServer server(bench.program);
    server.start();
    const auto shapeOf = [&](int client) {
        const std::string url = participants.url(client % 10);
        return SagaShape{url + "/TransOut", url + "/TransIn"};
    };
    const Figures all = measure(server, {.clients = 512, .duration = bench.duration, .shapeOf = shapeOf});
    bench.table.add({u"P6"_s, u"participants with 20 ms latency, 512 clients"_s, u">= 9,000/s"_s, all.text(bench.x),
                     verdictOf(all.load.perSecond() >= 9'000)});

    double before = 0, now = 0;
    for (int round = 0; round < 2; ++round) {
        participants.silence(9, false);
        before = std::max(before, answersOfNine(measure(server, {.clients = 512, .duration = bench.duration / 2, .shapeOf = shapeOf}).load));
        participants.silence(9, true);
        const Measurement withSilence{.clients = 512, .duration = bench.duration / 2, .shapeOf = shapeOf, .expectsRefusals = true};
        now = std::max(now, answersOfNine(measure(server, withSilence).load));
    }
    const double lost = 100.0 * (1.0 - now / before);
    bench.table.add({u"P6"_s, u"then one of ten never answers"_s, u"the other nine lose <= 5 %"_s,
                     u"%1/s before, %2/s now: %3 % lost"_s.arg(number(before), number(now), number(lost, 1)), verdictOf(lost <= 5.0)});
}

// P8, then P9 on what it left behind.
void inFlight(Bench &bench)
{
    constexpr long count = 10'000;
    LightParticipant participants(10);
    for (int i = 0; i < 10; ++i)
        participants.silence(i, true);
    ChildServer server(bench.program);
    server.start();
    static_cast<void>(measure(server, {.clients = 16, .duration = 1s, .shapeOf = [](int) { return SagaShape{}; }})); // touch what is allocated once
    const long before = server.residentKib();

    Load load;
    load.port = server.port();
    load.clients = 64;
    load.warmUp = 0ms;
    load.requestsMax = count;
    load.body = [&](long nth, int) {
        const std::string url = participants.url(static_cast<int>(nth % 10));
        return submitBody(nextGid(), {url + "/TransOut", url + "/TransIn", false, 600});
    };
    const LoadResult submitted = run(load);
    const long after = server.residentKib();
    const double each = static_cast<double>(after - before) / static_cast<double>(count);
    bench.table.add({u"P8"_s, u"10,000 transactions in flight (participants never answer)"_s, u"<= 4 KiB each; RSS <= 150 MB"_s,
                     u"%1 KiB each; RSS %2 MB; %3 refused"_s.arg(number(each, 1), number(static_cast<double>(after) / 1024)).arg(submitted.refused),
                     verdictOf(each <= 4.0 && after <= 150 * 1024 && submitted.refused == 0)});

    server.kill();
    for (int i = 0; i < 10; ++i)
        participants.silence(i, false);
    participants.rememberGids();
    QElapsedTimer timer;
    timer.start();
    server.start();
    const qint64 up = timer.elapsed();
    const bool driven = waitFor([&] { return participants.distinctGids() >= count; }, 30s);
    bench.table.add({u"P9"_s, u"kill -9, restart with 10,000 unfinished"_s, u"all driven again within 2 s"_s,
                     driven ? u"%1 s (listening after %2 s)"_s.arg(number(static_cast<double>(timer.elapsed()) / 1e3, 2), number(static_cast<double>(up) / 1e3, 2))
                            : u"only %1 of 10,000 within 30 s"_s.arg(participants.distinctGids()),
                     verdictOf(driven && timer.elapsed() <= 2'000)});
}

constexpr auto mysqlSyncs = {"--innodb-flush-log-at-trx-commit=1", "--innodb-buffer-pool-size=2G", "--innodb-log-file-size=1G"};

void startMariaDb(test::MariaDb &database)
{
    QStringList options;
    for (const char *option : mysqlSyncs)
        options.append(QString::fromLatin1(option));
    if (const QString error = database.start(options); !error.isEmpty()) {
        std::fprintf(stderr, "%s\n", qPrintable(error));
        std::exit(1);
    }
}

QStringList mysqlServerOptions(const test::MariaDb &database)
{
    return {u"--store-driver"_s, u"mysql"_s, u"--store-host"_s, database.socketPath(), u"--store-user"_s, u"root"_s, u"--store-db"_s, u"bench"_s};
}

void mariaDb(Bench &bench)
{
    test::MariaDb database;
    startMariaDb(database);
    LightParticipant participants(2);
    ChildServer server(bench.program, mysqlServerOptions(database));
    server.start();
    const SagaShape shape{participants.url(0) + "/TransOut", participants.url(1) + "/TransIn"};
    const auto databaseCpu = [&] { return cpuOfProcess(database.processId()); };

    const Figures many = measure(server, {.duration = bench.duration, .shapeOf = [&](int) { return shape; }, .cpuOfOther = databaseCpu});
    const double databaseX = static_cast<double>(many.otherPerSaga.count()) / static_cast<double>(bench.x.count());
    bench.table.add({u"P2"_s, u"2-call saga, wait_result, MariaDB, 256 clients"_s, u"<= 11 X, database <= 14 X, >= 6,000/s"_s,
                     u"%1, database %2 X"_s.arg(many.text(bench.x), number(databaseX, 1)),
                     verdictOf(many.unitsOf(bench.x) <= 11.0 && databaseX <= 14.0 && many.load.perSecond() >= 6'000)});

    const double naive = naiveSagasPerSecond({.host = database.socketPath(), .user = u"root"_s, .database = u"naive"_s, .databaseClock = false}, bench.duration);
    const double times = many.load.perSecond() / naive;
    bench.table.add({u"P2"_s, u"the same writes row by row, a commit a step, without HTTP"_s, u"P2 is >= 10 times as fast"_s,
                     u"%1/s: %2 times"_s.arg(number(naive), number(times, 1)), verdictOf(times >= 10.0)});

    const Figures one = measure(server, {.clients = 1, .duration = bench.duration, .shapeOf = [&](int) { return shape; }});
    bench.table.add({u"P4"_s, u"2-call saga, wait_result, MariaDB, 1 client"_s, u"p50 <= 2 ms"_s, one.text(bench.x),
                     verdictOf(one.load.percentileMs(0.5) <= 2.0)});
}

void doorsOfMariaDb(Bench &bench)
{
    test::MariaDb database;
    startMariaDb(database);
    addDoors(bench, u"P2"_s, u"MariaDB"_s, mysqlServerOptions(database) + QStringList{u"--requests-per-second"_s, u"1000000"_s, u"--requests-burst"_s, u"1000000"_s});
}

// P7: the same load on an empty store and after so many stored transactions.
void addStored(Bench &bench, const QString &store, ChildServer &server, const std::function<void()> &fill)
{
    LightParticipant participants(2);
    const SagaShape shape{participants.url(0) + "/TransOut", participants.url(1) + "/TransIn"};
    server.start();
    const Figures before = measure(server, {.duration = bench.duration, .shapeOf = [&](int) { return shape; }});
    server.kill();
    fill();
    server.start();
    const Figures after = measure(server, {.duration = bench.duration, .shapeOf = [&](int) { return shape; }});
    const double lost = 100.0 * (1.0 - after.load.perSecond() / before.load.perSecond());
    bench.table.add({u"P7"_s, u"2-call saga after %1 stored transactions, %2"_s.arg(bench.stored).arg(store), u"within 15 % (list page and claim: store_bench)"_s,
                     u"%1/s empty, %2; %3 % lost"_s.arg(number(before.load.perSecond()), after.text(bench.x), number(lost, 1)), verdictOf(lost <= 15.0)});
}

void storedSqlite(Bench &bench)
{
    ChildServer server(bench.program, {u"--keep-finished"_s, u"0"_s});
    addStored(bench, u"SQLite"_s, server, [&] { loadSqlite(server.storeFile(), bench.stored); });
}

void storedMysql(Bench &bench)
{
    test::MariaDb database;
    startMariaDb(database);
    ChildServer server(bench.program, mysqlServerOptions(database) + QStringList{u"--keep-finished"_s, u"0"_s});
    addStored(bench, u"MariaDB"_s, server, [&] { loadMysql(database, u"bench"_s, bench.stored); });
}

QStringList factsOfThisRun(const Bench &bench)
{
    QFile cpuInfo(u"/proc/cpuinfo"_s);
    QString model;
    if (cpuInfo.open(QIODevice::ReadOnly))
        model = QString::fromUtf8(cpuInfo.readAll()).section(u"model name"_s, 1, 1).section(u':', 1).section(u'\n', 0, 0).trimmed();
    return {u"machine: %1 x %2, %3, kernel %4"_s.arg(QThread::idealThreadCount()).arg(model, QSysInfo::prettyProductName(), QSysInfo::kernelVersion()),
            u"X (one loopback exchange of 450 B): %1 µs"_s.arg(number(static_cast<double>(bench.x.count()) / 1e3, 2)),
            u"store: SQLite, WAL, synchronous=FULL, or MariaDB, innodb_flush_log_at_trx_commit=1, by socket; attempt journal on; participants and load generator on the same cores"_s,
            u"%1 s a row after 1 s of warm-up"_s.arg(bench.duration.count() / 1000)};
}

void allowManyFiles()
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

struct Part
{
    QString name;
    void (*run)(Bench &);
};

const QList<Part> &parts()
{
    static const QList<Part> all{{u"two-calls"_s, twoCalls}, {u"doors"_s, doors}, {u"doors-mysql"_s, doorsOfMariaDb}, {u"empty"_s, emptyUrls}, {u"idle"_s, idleConnections},
                                 {u"slow"_s, slowParticipants}, {u"in-flight"_s, inFlight}, {u"mysql"_s, mariaDb},
                                 {u"stored-sqlite"_s, storedSqlite}, {u"stored-mysql"_s, storedMysql}};
    return all;
}

} // namespace
} // namespace txdesk::bench

int main(int argc, char *argv[])
{
    using namespace txdesk::bench;
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOption({u"seconds"_s, u"Measured seconds of a row."_s, u"n"_s, u"5"_s});
    parser.addOption({u"only"_s, u"One part: two-calls (P1, P4), doors (P1), doors-mysql (P2) with tokens and TLS, empty (P3), idle (P5), slow (P6), in-flight (P8, P9), mysql (P2, P4), stored-sqlite, stored-mysql (P7)."_s, u"part"_s});
    parser.addOption({u"server"_s, u"The txdesk-server to measure; default: the one beside this program."_s, u"path"_s,
                      QCoreApplication::applicationDirPath() + u"/txdesk-server"_s});
    parser.addOption({u"stored"_s, u"Transactions that are stored before P7; the goal is meant for 10000000."_s, u"n"_s, u"1000000"_s});
    parser.process(app);

    allowManyFiles();
    Bench bench;
    bench.program = parser.value(u"server"_s);
    bench.duration = std::chrono::seconds(std::max(1, parser.value(u"seconds"_s).toInt()));
    bench.stored = parser.value(u"stored"_s).toLongLong();
    bench.x = measureX();
    bench.table.printHead(factsOfThisRun(bench));
    for (const Part &part : parts())
        if (!parser.isSet(u"only"_s) || parser.value(u"only"_s) == part.name)
            part.run(bench);
    return bench.table.missed() == 0 ? 0 : 1;
}
