// SPDX-License-Identifier: Apache-2.0
#include "server/jobs/job_shelf.h"

#include <QLoggingCategory>

namespace txdesk::jobs {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(shelfLog, "txdesk.jobs")

using Rows = QList<KvRow>;
using Page = store::TransactionReader::KvPage;

const QString jobsCategory = u"txdesk.job"_s;
constexpr QChar itemKind = u'c';
constexpr QChar pickedKind = u'g';
constexpr qsizetype pickedInRow = 400; // a row of DTM's table holds 64 KB

QString categoryOf(const QString &id) { return jobsCategory + u'.' + id; }
QString keyOf(QChar kind, int number) { return kind + u"%1"_s.arg(number, 7, 10, QChar(u'0')); }

JobShelf::ItemRow itemRowFrom(const KvRow &row)
{
    Result<JobShelf::Items> items = codec::storedItemsFrom(row.value);
    if (!items)
        qCWarning(shelfLog).noquote() << "a row of job" << row.category << row.key << "cannot be read:" << items.error().message;
    return {.number = row.key.sliced(1).toInt(), .items = items.value_or(JobShelf::Items{}), .version = row.version};
}

std::optional<Versioned<codec::StoredJob>> jobFrom(const KvRow &row)
{
    Result<codec::StoredJob> job = codec::storedJobFrom(row.value);
    if (!job) {
        qCWarning(shelfLog).noquote() << "job" << row.key << "cannot be read:" << job.error().message;
        return std::nullopt;
    }
    return Versioned<codec::StoredJob>{*std::move(job), row.version};
}

} // namespace

void JobShelf::all(Done<Jobs> done) const
{
    m_coordinator.read<Rows>([](store::TransactionReader &reader) { return reader.kv(jobsCategory, {}); },
                             [done = std::move(done)](Result<Rows> &&rows) {
                                 if (!rows)
                                     return done(tl::unexpected<Error>(rows.error()));
                                 Jobs jobs;
                                 for (const KvRow &row : std::as_const(*rows))
                                     if (auto job = jobFrom(row))
                                         jobs.append(*std::move(job));
                                 done(std::move(jobs));
                             });
}

void JobShelf::find(const QString &id, Done<std::optional<Versioned<codec::StoredJob>>> done) const
{
    m_coordinator.read<Rows>([id](store::TransactionReader &reader) { return reader.kv(jobsCategory, id); },
                             [done = std::move(done)](Result<Rows> &&rows) {
                                 if (!rows)
                                     return done(tl::unexpected<Error>(rows.error()));
                                 done(rows->isEmpty() ? std::nullopt : jobFrom(rows->first()));
                             });
}

void JobShelf::ask(store::StoreRequest request, Done<qint64> done) const
{
    m_coordinator.ask(std::move(request), [done = std::move(done)](store::StoreAnswer &&answer) {
        if (const auto *stored = std::get_if<store::KvStored>(&answer))
            done(stored->version);
        else if (const auto *error = std::get_if<Error>(&answer))
            done(tl::unexpected<Error>(*error));
        else
            done(qint64{0}); // removed
    });
}

void JobShelf::put(const codec::StoredJob &job, qint64 version, store::Audit audit, Done<qint64> done) const
{
    ask(store::PutKv{jobsCategory, job.job.order.id, codec::storedText(job), version, m_coordinator.clock().now(), std::move(audit)}, std::move(done));
}

void JobShelf::putItems(const QString &id, qint64 jobVersion, int number, const Items &items, qint64 version, Done<qint64> done) const
{
    ask(store::PutKv{categoryOf(id), keyOf(itemKind, number), codec::storedText(items), version, m_coordinator.clock().now(), {},
                     store::KvGuard{jobsCategory, id, jobVersion}},
        std::move(done));
}

void JobShelf::findItems(const QString &id, int number, Done<ItemRow> done) const
{
    m_coordinator.read<Rows>([id, number](store::TransactionReader &reader) { return reader.kv(categoryOf(id), keyOf(itemKind, number)); },
                             [done = std::move(done)](Result<Rows> &&rows) {
                                 if (!rows)
                                     return done(tl::unexpected<Error>(rows.error()));
                                 if (rows->isEmpty())
                                     return done(fail(ErrorCode::NotFound, u"a part of the job is not stored any more"_s));
                                 done(itemRowFrom(rows->first()));
                             });
}

void JobShelf::items(const QString &id, const QString &after, int count, Done<ItemRows> done) const
{
    m_coordinator.read<Page>([id, after, count](store::TransactionReader &reader) { return reader.scanKv(categoryOf(id), after, count); },
                             [done = std::move(done)](Result<Page> &&page) {
                                 if (!page)
                                     return done(tl::unexpected<Error>(page.error()));
                                 ItemRows rows;
                                 for (const KvRow &row : std::as_const(page->rows))
                                     if (row.key.startsWith(itemKind))
                                         rows.rows.append(itemRowFrom(row));
                                 rows.next = page->next;
                                 done(std::move(rows));
                             });
}

// An order that was sent before but never stored as a job may have left its picks: they must be the same.
void JobShelf::putPicked(const QString &id, const QList<Gid> &gids, Done<void> done) const
{
    const auto left = std::make_shared<int>(static_cast<int>((gids.size() + pickedInRow - 1) / pickedInRow));
    const auto failed = std::make_shared<std::optional<Error>>();
    const auto kept = [self = *this, id, gids, failed, done = std::move(done)] {
        if (*failed)
            return done(tl::unexpected<Error>(**failed));
        self.picked(id, [gids, done](Result<QList<Gid>> &&stored) {
            if (!stored)
                return done(tl::unexpected<Error>(stored.error()));
            done(*stored == gids ? Result<>() : fail(ErrorCode::Conflict, u"there is another job with this id: a new order needs a new id"_s, u"id"_s));
        });
    };
    if (*left == 0)
        return kept();
    for (qsizetype from = 0, number = 0; from < gids.size(); from += pickedInRow, ++number)
        ask(store::PutKv{categoryOf(id), keyOf(pickedKind, static_cast<int>(number)), codec::storedText(gids.mid(from, pickedInRow)), 0, m_coordinator.clock().now(), {}},
            [left, failed, kept](Result<qint64> &&stored) {
                if (!stored && stored.error().code != ErrorCode::Conflict)
                    *failed = stored.error();
                if (--*left == 0)
                    kept();
            });
}

void JobShelf::picked(const QString &id, Done<QList<Gid>> done) const
{
    m_coordinator.read<Rows>([id](store::TransactionReader &reader) { return reader.kv(categoryOf(id), {}); },
                             [done = std::move(done)](Result<Rows> &&rows) {
                                 if (!rows)
                                     return done(tl::unexpected<Error>(rows.error()));
                                 std::ranges::sort(*rows, {}, &KvRow::key);
                                 QList<Gid> gids;
                                 for (const KvRow &row : std::as_const(*rows))
                                     if (row.key.startsWith(pickedKind))
                                         gids += codec::storedGidsFrom(row.value);
                                 done(std::move(gids));
                             });
}

void JobShelf::removeWhere(const QString &id, QChar kind, std::optional<store::KvGuard> guard, Done<void> done) const
{
    m_coordinator.read<Rows>([id](store::TransactionReader &reader) { return reader.kv(categoryOf(id), {}); },
                             [coordinator = &m_coordinator, kind, guard = std::move(guard), done = std::move(done)](Result<Rows> &&rows) {
                                 if (!rows)
                                     return done(tl::unexpected<Error>(rows.error()));
                                 const auto left = std::make_shared<int>(1);
                                 const auto failed = std::make_shared<std::optional<Error>>();
                                 const auto one = [left, failed, done](store::StoreAnswer &&answer) {
                                     if (const auto *error = std::get_if<Error>(&answer))
                                         *failed = *error;
                                     if (--*left == 0)
                                         done(*failed ? Result<>(tl::unexpected<Error>(**failed)) : Result<>());
                                 };
                                 for (const KvRow &row : std::as_const(*rows)) {
                                     if (!kind.isNull() && !row.key.startsWith(kind))
                                         continue;
                                     ++*left;
                                     coordinator->ask(store::RemoveKv{row.category, row.key, {}, guard}, one);
                                 }
                                 one(store::Removed{});
                             });
}

void JobShelf::removeItems(const QString &id, qint64 jobVersion, Done<void> done) const
{
    removeWhere(id, itemKind, store::KvGuard{jobsCategory, id, jobVersion}, std::move(done));
}

void JobShelf::remove(const QString &id, Done<void> done) const
{
    removeWhere(id, {}, {}, [coordinator = &m_coordinator, id, done = std::move(done)](Result<> &&removed) {
        if (!removed)
            return done(std::move(removed));
        coordinator->ask(store::RemoveKv{jobsCategory, id, {}}, [done](store::StoreAnswer &&answer) {
            const auto *error = std::get_if<Error>(&answer);
            done(error ? Result<>(tl::unexpected<Error>(*error)) : Result<>());
        });
    });
}

} // namespace txdesk::jobs
