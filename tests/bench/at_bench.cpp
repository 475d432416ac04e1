// at_bench: what AT costs. A plain local transaction, the same as phase one of an AT branch, whole AT transfers between two
// databases; on SQLite files and on a MariaDB of its own. Its own txdesk-server is the one beside it.
// SPDX-License-Identifier: Apache-2.0
#include "shared/at/at_session.h"
#include "tests/bench/at_places.h"
#include "tests/bench/child_server.h"
#include "tests/bench/loopback_unit.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QSqlQuery>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <thread>
#include <vector>

#include <poll.h>

using namespace Qt::StringLiterals;

namespace txdesk::bench {
namespace {

constexpr int branchesPerTransaction = 100; // of the row that times phase one alone

struct Samples
{
    std::vector<double> ms;
    int failed = 0;
    double seconds = 0;

    [[nodiscard]] double at(double share)
    {
        if (ms.empty())
            return 0;
        std::ranges::sort(ms);
        return ms[std::min(ms.size() - 1, static_cast<std::size_t>(static_cast<double>(ms.size()) * share))];
    }
    [[nodiscard]] double perSecond() const { return seconds > 0 ? static_cast<double>(ms.size()) / seconds : 0; }
};

Samples timed(std::chrono::milliseconds duration, const std::function<bool()> &once)
{
    Samples samples;
    QElapsedTimer whole;
    whole.start();
    while (whole.elapsed() < duration.count()) {
        QElapsedTimer one;
        one.start();
        if (once())
            samples.ms.push_back(static_cast<double>(one.nsecsElapsed()) / 1e6);
        else
            ++samples.failed;
    }
    samples.seconds = static_cast<double>(whole.nsecsElapsed()) / 1e9;
    return samples;
}

// What AT refuses is part of the figure; anything else spoils it.
bool isMeasurable(const Result<> &done)
{
    if (done)
        return true;
    if (done.error().code == ErrorCode::Overloaded || done.error().code == ErrorCode::Conflict)
        return false;
    std::fprintf(stderr, "at_bench: %s\n", qPrintable(done.error().message));
    std::exit(1);
}

QString text(Samples &samples)
{
    const QString failed = samples.failed > 0 ? u", %1 gave up waiting"_s.arg(samples.failed) : QString();
    return u"%1/s, p50 %2 ms, p99 %3 ms%4"_s.arg(samples.perSecond(), 0, 'f', 0).arg(samples.at(0.5), 0, 'f', 2).arg(samples.at(0.99), 0, 'f', 2).arg(failed);
}

void row(const QString &what, const QString &measured)
{
    std::printf("| %s | %s |\n", qPrintable(what), qPrintable(measured));
    std::fflush(stdout);
}

const QString move = u"update account set balance = balance + ? where id = ?"_s;

int anyAccount()
{
    return static_cast<int>(QRandomGenerator::global()->bounded(1, AtPlaces::accounts + 1));
}

bool plainUpdate(QSqlDatabase db)
{
    if (!db.transaction())
        return false;
    QSqlQuery query(db);
    query.prepare(move);
    query.addBindValue(0 - 1);
    query.addBindValue(anyAccount());
    return query.exec() && db.commit();
}

Result<> moveIn(const at::AtTransaction &transaction, const QSqlDatabase &db, const QString &url, qint64 amount)
{
    at::AtSession session(transaction, db, {.phaseTwoUrl = url});
    return session.run([&](at::AtSession &inside) -> Result<> {
        const Result<QSqlQuery> done = inside.exec(move, {amount, anyAccount()});
        return done ? Result<>() : tl::unexpected(done.error());
    });
}

// One client's transfers: begin, a branch in each database, the decision.
Samples transfers(const AtPlaces &places, const QString &coordinatorUrl, int client, std::chrono::milliseconds duration)
{
    client::CoordinatorConnection coordinator(coordinatorUrl);
    const QSqlDatabase from = places.open(0, u"from%1"_s.arg(client));
    const QSqlDatabase to = places.open(1, u"to%1"_s.arg(client));
    return timed(duration, [&] {
        return isMeasurable(at::AtTransaction::run(coordinator, [&](at::AtTransaction &transaction) -> Result<> {
            if (const Result<> debited = moveIn(transaction, from, places.phaseTwoUrl(0), -1); !debited)
                return debited;
            return moveIn(transaction, to, places.phaseTwoUrl(1), 1);
        }));
    });
}

Samples manyTransfers(const AtPlaces &places, const QString &coordinatorUrl, int clients, std::chrono::milliseconds duration)
{
    static int first = 0;
    std::vector<Samples> all(static_cast<std::size_t>(clients));
    std::vector<std::thread> threads;
    for (int i = 0; i < clients; ++i)
        threads.emplace_back([&, i, number = first + i] { all[static_cast<std::size_t>(i)] = transfers(places, coordinatorUrl, number, duration); });
    for (std::thread &thread : threads)
        thread.join();
    first += clients;
    Samples sum;
    for (const Samples &one : all) {
        sum.ms.insert(sum.ms.end(), one.ms.begin(), one.ms.end());
        sum.failed += one.failed;
        sum.seconds = std::max(sum.seconds, one.seconds);
    }
    return sum;
}

Samples phaseOne(const AtPlaces &places, client::CoordinatorConnection &coordinator, const QSqlDatabase &db, std::chrono::milliseconds duration)
{
    Samples sum;
    while (sum.seconds * 1000 < static_cast<double>(duration.count())) {
        Result<at::AtTransaction> transaction = at::AtTransaction::begin(coordinator);
        if (!transaction)
            break;
        for (int branch = 0; branch < branchesPerTransaction; ++branch) {
            QElapsedTimer timer;
            timer.start();
            const bool done = isMeasurable(moveIn(*transaction, db, places.phaseTwoUrl(0), -1));
            const double ms = static_cast<double>(timer.nsecsElapsed()) / 1e6;
            sum.seconds += ms / 1000;
            if (done)
                sum.ms.push_back(ms);
            else
                ++sum.failed;
        }
        if (!transaction->commit())
            break;
    }
    return sum;
}

bool waitUntilUndone(const AtPlaces &places)
{
    for (int i = 0; i < 3000 && places.undoRows() > 0; ++i)
        ::poll(nullptr, 0, 10);
    return places.undoRows() == 0;
}

bool measurePlaces(const QString &program, bool onMariaDb, std::chrono::milliseconds duration)
{
    const QString on = onMariaDb ? u"MariaDB"_s : u"SQLite"_s;
    const AtPlaces places(onMariaDb);
    ChildServer server(program);
    server.start();
    const QString url = u"http://127.0.0.1:%1/api/dtmsvr"_s.arg(server.port());
    client::CoordinatorConnection coordinator(url);
    const QSqlDatabase db = places.open(0, u"plain"_s + on);
    const auto x = measureX();

    Samples plain = timed(duration, [&] { return plainUpdate(db); });
    row(on + u": plain local transaction, 1 client"_s, text(plain));
    Samples branch = phaseOne(places, coordinator, db, duration);
    row(on + u": the same as phase one of an AT branch, 1 client"_s,
        u"%1; %2 times the plain one"_s.arg(text(branch)).arg(branch.at(0.5) / plain.at(0.5), 0, 'f', 1));
    const qint64 before = places.sum();
    for (const int clients : {1, 16}) {
        const auto cpuBefore = server.cpu();
        Samples whole = manyTransfers(places, url, clients, duration);
        const double cpu = static_cast<double>((server.cpu() - cpuBefore).count()) / static_cast<double>(std::max<std::size_t>(whole.ms.size(), 1));
        row(u"%1: AT transfer between two databases, %2"_s.arg(on, clients == 1 ? u"1 client"_s : u"%1 clients"_s.arg(clients)),
            u"%1; coordinator %2 µs (%3 X)"_s.arg(text(whole)).arg(cpu / 1000, 0, 'f', 0).arg(cpu / static_cast<double>(x.count()), 0, 'f', 1));
    }
    const bool isClean = waitUntilUndone(places);
    row(on + u": afterwards"_s, u"sum %1, undo rows %2"_s.arg(places.sum() == before ? u"unchanged"_s : u"CHANGED"_s).arg(places.undoRows()));
    return isClean && places.sum() == before;
}

} // namespace
} // namespace txdesk::bench

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser arguments;
    arguments.addOption({u"seconds"_s, u"Seconds a row."_s, u"n"_s, u"4"_s});
    arguments.addOption({u"only"_s, u"sqlite or mysql."_s, u"which"_s});
    arguments.addHelpOption();
    arguments.process(app);
    const QString program = QCoreApplication::applicationDirPath() + u"/txdesk-server"_s;
    const std::chrono::milliseconds duration{arguments.value(u"seconds"_s).toInt() * 1000};
    const QString only = arguments.value(u"only"_s);
    std::printf("| load | measured |\n|---|---|\n");
    bool isRight = true;
    if (only.isEmpty() || only == u"sqlite"_s)
        isRight = txdesk::bench::measurePlaces(program, false, duration) && isRight;
    if (only.isEmpty() || only == u"mysql"_s)
        isRight = txdesk::bench::measurePlaces(program, true, duration) && isRight;
    return isRight ? 0 : 1;
}
