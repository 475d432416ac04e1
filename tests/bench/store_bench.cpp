// Measures the store alone: CPU of the writing thread for a saga of two branches, and the time of a list page and of a
// claim, with as many stored transactions as asked for.
// Usage: store_bench [--units 20000] [--batch 256] [--stored 0] [--file FILE --from N]
// --file measures in a database that exists and stays; its sagas of earlier runs have numbers below N.
// SPDX-License-Identifier: Apache-2.0
#include "server/store/sqlite_store.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace Qt::StringLiterals;
using namespace txdesk;
using namespace txdesk::store;

namespace {

double seconds(clockid_t clock)
{
    timespec now = {};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

Instant at(qint64 ms)
{
    return fromMs(1'760'000'000'000 + ms);
}

// As newGid makes them: ordered by time, 22 characters.
Gid gidOf(qint64 number)
{
    return {u"8kTqPz2%1"_s.arg(number, 15, 10, QChar(u'0'))};
}

JournalEvent event(qint64 seq, EventKind kind, const QString &text)
{
    JournalEvent made;
    made.seq = seq;
    made.at = at(seq);
    made.kind = kind;
    made.text = text;
    made.coordinator = u"node-1"_s;
    if (kind == EventKind::Called || kind == EventKind::Answered) {
        made.branch = {u"01"_s};
        made.op = OpKind::Action;
        made.attempt = 1;
    }
    if (kind == EventKind::Answered) {
        made.outcome = Outcome::Succeeded;
        made.statusCode = 200;
        made.took = Milliseconds{3};
    }
    return made;
}

TransactionWrite create(qint64 number)
{
    TransactionWrite write;
    write.gid = gidOf(number);
    write.create = true;
    GlobalTransaction &t = write.transaction;
    t.gid = write.gid;
    t.status = TransactionStatus::Submitted;
    t.options.waitResult = true;
    t.protocol = u"http"_s;
    t.createdAt = t.updatedAt = at(number);
    t.retryInterval = Milliseconds{10'000};
    t.nextDueAt = at(number + 10'000);
    t.owner = u"node-1"_s;
    const QByteArray payload(60, 'x');
    for (const QString &branch : {u"01"_s, u"02"_s}) {
        for (const OpKind kind : {OpKind::Compensate, OpKind::Action})
            write.newOps.append({.branch = {branch}, .kind = kind, .url = u"http://127.0.0.1:8081/api/busi/TransOut"_s,
                                 .payload = payload, .createdAt = at(number)});
    }
    write.events = {event(1, EventKind::Requested, u"submit"_s), event(2, EventKind::StatusChanged, {}),
                    event(3, EventKind::Called, u"http://127.0.0.1:8081/api/busi/TransOut"_s)};
    t.lastSeq = 3;
    return write;
}

TransactionWrite finish(const TransactionWrite &created)
{
    TransactionWrite write;
    write.gid = created.gid;
    write.expectedStatus = TransactionStatus::Submitted;
    write.expectedEpoch = 1;
    write.transaction = created.transaction;
    write.transaction.status = TransactionStatus::Succeeded;
    write.transaction.succeededAt = write.transaction.updatedAt = created.transaction.createdAt + Milliseconds{5};
    write.transaction.nextDueAt.reset();
    write.transaction.owner.clear();
    write.opChanges = {{1, {u"01"_s}, OpKind::Action, OpStatus::Succeeded, at(1)}, {3, {u"02"_s}, OpKind::Action, OpStatus::Succeeded, at(1)}};
    write.events = {event(4, EventKind::Answered, {}), event(5, EventKind::Called, u"http://127.0.0.1:8081/api/busi/TransIn"_s),
                    event(6, EventKind::Answered, {}), event(7, EventKind::StatusChanged, {})};
    write.transaction.lastSeq = 7;
    return write;
}

struct Spent
{
    double cpu = 0;
    double wall = 0;
};

void run(TransactionStore &store, qint64 from, qint64 units, qint64 batch, Spent &spent)
{
    for (qint64 done = 0; done < units; done += batch) {
        QList<StoreRequest> creates;
        QList<StoreRequest> finishes;
        for (qint64 i = 0; i < std::min(batch, units - done); ++i) {
            const TransactionWrite one = create(from + done + i);
            creates.append(one);
            finishes.append(finish(one));
        }
        const double cpu = seconds(CLOCK_THREAD_CPUTIME_ID);
        const double wall = seconds(CLOCK_MONOTONIC);
        for (const QList<StoreRequest> &group : {creates, finishes})
            for (const StoreAnswer &answer : store.commit(group))
                if (!std::holds_alternative<engine::WriteDone>(answer))
                    qFatal("a write was not done");
        spent.cpu += seconds(CLOCK_THREAD_CPUTIME_ID) - cpu;
        spent.wall += seconds(CLOCK_MONOTONIC) - wall;
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

void measureReads(const SqliteOptions &options, TransactionStore &store, qint64 stored)
{
    Result<std::unique_ptr<TransactionReader>> reader = sqliteReader(options)();
    if (!reader)
        qFatal("%s", qPrintable(reader.error().message));
    const auto page = [&](TransactionFilter filter, TransactionSort sort = TransactionSort::NewestFirst) {
        if (const auto found = (*reader)->list(filter, {{}, 200, sort}, at(0)); !found)
            qFatal("%s", qPrintable(found.error().message));
    };
    timed("list, newest, 200 rows", [&] { page({}); });
    timed("list, submitted, 200 rows", [&] { page({.statuses = {TransactionStatus::Submitted}}); });
    timed("list, stuck", [&] { page({.stuck = true}); });
    timed("list, due first", [&] { page({}, TransactionSort::DueFirst); });
    timed("list, most failures", [&] { page({}, TransactionSort::MostFailures); });
    timed("list, one gid", [&] { page({.gidPrefix = gidOf(stored / 2).value}); });
    timed("list, a participant never used", [&] { page({.participant = u"10.0.0.1:1"_s}); });
    timed("totals", [&] { std::ignore = (*reader)->totals(at(0)); });
    timed("claim, nothing due", [&] { std::ignore = store.commit({ClaimDue{u"node-1"_s, at(-1), 256}}); });
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({{u"units"_s, u"Sagas to measure."_s, u"n"_s, u"20000"_s}, {u"batch"_s, u"Sagas a commit."_s, u"n"_s, u"256"_s},
                       {u"stored"_s, u"Sagas stored before."_s, u"n"_s, u"0"_s}, {u"file"_s, u"The database, instead of a temporary one."_s, u"file"_s},
                       {u"from"_s, u"Number of the first saga."_s, u"n"_s, u"0"_s}});
    parser.process(application);
    const qint64 units = parser.value(u"units"_s).toLongLong();
    const qint64 from = parser.value(u"from"_s).toLongLong();
    const qint64 stored = from + parser.value(u"stored"_s).toLongLong();
    QTemporaryDir temporary;
    const SqliteOptions options{.file = parser.isSet(u"file"_s) ? parser.value(u"file"_s) : temporary.filePath(u"bench.db"_s), .anyFileSystem = true};
    Result<std::unique_ptr<TransactionStore>> store = sqliteStore(options)();
    if (!store)
        qFatal("%s", qPrintable(store.error().message));
    Spent filling;
    run(**store, from, stored - from, 2048, filling);
    Spent spent;
    run(**store, stored, units, parser.value(u"batch"_s).toLongLong(), spent);
    std::printf("saga of two branches, batch %s     %.1f us CPU of the writer, %.0f/s\n", qPrintable(parser.value(u"batch"_s)),
                spent.cpu / static_cast<double>(units) * 1e6, static_cast<double>(units) / spent.wall);
    for (qint64 i = 0; i < 1000; ++i) // some that are under way, as in life
        std::ignore = (*store)->commit({create(stored + units + i)});
    measureReads(options, **store, stored + units);
    return 0;
}
