// SPDX-License-Identifier: Apache-2.0
#include "server/store/sql_reader.h"

#include "server/store/read_scope.h"
#include "server/store/sql_rows.h"
#include "server/store/store_log.h"
#include "shared/codec/journal_codec.h"

#include <algorithm>
#include <limits>

namespace txdesk::store {

using namespace Qt::StringLiterals;

namespace {

Result<qint64> positionFrom(const QString &text, qint64 whenEmpty)
{
    if (text.isEmpty())
        return whenEmpty;
    bool ok = false;
    const qint64 position = text.toLongLong(&ok);
    if (!ok)
        return fail(ErrorCode::InvalidRequest, u"position: not a position of this list"_s, u"position"_s);
    return position;
}

} // namespace

SqlReader::SqlReader(std::unique_ptr<SqlSession> session, StatementSet statements, StuckRule stuck)
    : m_session(std::move(session)), m_sql(std::move(statements)), m_stuck(stuck)
{
}

Result<std::optional<TransactionRow>> SqlReader::rowOf(const Gid &gid)
{
    std::optional<Result<TransactionRow>> row;
    Statement &find = m_sql[Sql::TransactionByGid].with(gid.value);
    if (const Result<> done = find.each([&](const Statement &found) { row = transactionFrom(found); }); !done)
        return tl::unexpected(done.error());
    if (!row)
        return std::nullopt;
    if (!*row)
        return tl::unexpected(row->error());
    return std::move(**row);
}

Result<std::optional<TransactionSnapshot>> SqlReader::load(const Gid &gid)
{
    const ReadScope scope(*m_session, m_sql);
    if (!scope.begun())
        return tl::unexpected(scope.begun().error());
    Result<std::optional<TransactionRow>> row = rowOf(gid);
    if (!row)
        return tl::unexpected(row.error());
    if (!*row)
        return std::nullopt;
    TransactionSnapshot snapshot{std::move((*row)->transaction), {}};
    Statement &ops = m_sql[Sql::OpsByGid].with(gid.value);
    if (const Result<> done = ops.each([&](const Statement &op) { snapshot.ops.append(opFrom(op)); }); !done)
        return tl::unexpected(done.error());
    return snapshot;
}

Result<StoredEvents> SqlReader::events(const Gid &gid, qint64 afterSeq, int limit, qint64 beforeSeq)
{
    const ReadScope scope(*m_session, m_sql);
    if (!scope.begun())
        return tl::unexpected(scope.begun().error());
    const Result<std::optional<TransactionRow>> row = rowOf(gid);
    if (!row)
        return tl::unexpected(row.error());
    if (!*row)
        return StoredEvents{};
    StoredEvents stored;
    Statement &packed = m_sql[Sql::JournalNewest].with((*row)->transaction.id);
    Statement::Step step = packed.step();
    for (; step == Statement::Step::Row && stored.events.size() < bounded(limit); step = packed.step()) {
        if (beforeSeq > 0 && packed.integer(0) >= beforeSeq)
            continue;
        Result<QList<JournalEvent>> events = codec::journalFromText(packed.bytes(1).toByteArray());
        if (!events) {
            packed.reset();
            return tl::unexpected(events.error());
        }
        events->removeIf([&](const JournalEvent &event) { return event.seq <= afterSeq || (beforeSeq > 0 && event.seq >= beforeSeq); });
        stored.events = std::move(*events) + stored.events;
        if (packed.integer(0) <= afterSeq + 1)
            break;
    }
    if (const Result<> done = packed.ended(step); !done)
        return tl::unexpected(done.error());
    if (stored.events.size() > bounded(limit))
        stored.events = stored.events.last(bounded(limit));
    stored.truncated = !stored.events.isEmpty() && stored.events.constFirst().seq > afterSeq + 1;
    return stored;
}

Result<TransactionPage> SqlReader::list(const TransactionFilter &filter, const PageRequest &page, Instant now)
{
    const ReadScope scope(*m_session, m_sql);
    if (!scope.begun())
        return tl::unexpected(scope.begun().error());
    PageRequest request = page;
    request.limit = bounded(page.limit);
    return ListWalk(m_sql, filter, request, m_stuck, now).run();
}

Result<StoreTotals> SqlReader::totals(Instant now)
{
    const ReadScope scope(*m_session, m_sql);
    if (!scope.begun())
        return tl::unexpected(scope.begun().error());
    StoreTotals totals;
    totals.unfinished = {{TransactionStatus::Prepared, 0}, {TransactionStatus::Submitted, 0}, {TransactionStatus::Aborting, 0}};
    totals.parked = {{Parked::Dirty, 0}, {Parked::Unanswered, 0}, {Parked::DeadLetter, 0}};
    const auto earliest = [](std::optional<Instant> &kept, Instant found) { kept = std::min(kept.value_or(found), found); };
    const Result<> done = m_sql[Sql::Totals].with().each([&](const Statement &row) {
        const Progress progress = progressFromTotals(row);
        ++totals.unfinished[progress.status];
        if (isStuck(progress, m_stuck, now)) {
            ++totals.stuck;
            earliest(totals.oldestStuckAt, progress.createdAt);
        }
        if (const Parked parked = parkedFromTotals(row); parked != Parked::No)
            ++totals.parked[parked];
        earliest(totals.oldestUnfinishedAt, progress.createdAt);
        if (progress.nextDueAt && !progress.paused)
            earliest(totals.oldestDueAt, *progress.nextDueAt);
    });
    if (!done)
        return tl::unexpected(done.error());
    const Result<> counted = m_sql[Sql::LockCounts].with(now).each([&](const Statement &row) {
        totals.locks = row.integer(0);
        totals.lockWaits = row.integer(1);
    });
    if (!counted)
        return tl::unexpected(counted.error());
    return totals;
}

Result<QList<KvRow>> SqlReader::kv(const QString &category, const QString &key)
{
    const ReadScope scope(*m_session, m_sql);
    if (!scope.begun())
        return tl::unexpected(scope.begun().error());
    QList<KvRow> rows;
    if (const Result<> done = m_sql[Sql::KvFind].with(category, key).each([&](const Statement &row) { rows.append(kvFrom(row)); }); !done)
        return tl::unexpected(done.error());
    return rows;
}

Result<TransactionReader::KvPage> SqlReader::scanKv(const QString &category, const QString &after, int limit)
{
    const ReadScope scope(*m_session, m_sql);
    if (!scope.begun())
        return tl::unexpected(scope.begun().error());
    const Result<qint64> position = positionFrom(after, 0);
    if (!position)
        return tl::unexpected(position.error());
    KvPage page;
    Statement &scan = m_sql[Sql::KvScan].with(category, *position, bounded(limit));
    if (const Result<> done = scan.each([&](const Statement &row) { page.rows.append(kvFrom(row)); }); !done)
        return tl::unexpected(done.error());
    if (page.rows.size() == bounded(limit))
        page.next = QString::number(page.rows.constLast().id);
    return page;
}

Result<TransactionReader::OldPage> SqlReader::all(const TransactionFilter &filter, const QString &position, int limit)
{
    constexpr int lookedMax = 50'000;
    const ReadScope scope(*m_session, m_sql);
    if (!scope.begun())
        return tl::unexpected(scope.begun().error());
    const Result<qint64> from = positionFrom(position, std::numeric_limits<qint64>::max());
    if (!from)
        return tl::unexpected(from.error());
    const RowFilter accepts(filter, m_stuck, Instant{});
    OldPage page;
    qint64 after = *from;
    for (int looked = 0; looked < lookedMax;) {
        int rows = 0;
        const int chunk = looked == 0 ? bounded(limit) : 1'000;
        Statement &walk = m_sql[Sql::WalkIds].with(after, chunk);
        Statement::Step step = walk.step();
        for (; step == Statement::Step::Row; step = walk.step(), ++rows) {
            after = idOf(walk);
            if (!accepts.accepts(walk))
                continue;
            if (Result<TransactionRow> read = transactionFrom(walk))
                page.rows.append(std::move(read->transaction));
            else
                qCWarning(storeLog).noquote() << read.error().message;
            if (page.rows.size() >= bounded(limit)) {
                page.next = QString::number(after);
                walk.reset();
                return page;
            }
        }
        if (const Result<> done = walk.ended(step); !done)
            return tl::unexpected(done.error());
        if (rows < chunk)
            return page;
        looked += rows;
    }
    page.next = QString::number(after);
    return page;
}

Result<QList<NodeInfo>> SqlReader::nodes(Instant now)
{
    const ReadScope scope(*m_session, m_sql);
    if (!scope.begun())
        return tl::unexpected(scope.begun().error());
    QList<NodeInfo> all;
    if (const Result<> done = m_sql[Sql::Nodes].with().each([&](const Statement &row) { all.append(nodeFrom(row, now)); }); !done)
        return tl::unexpected(done.error());
    return all;
}

Result<QList<security::StoredToken>> SqlReader::tokens()
{
    const ReadScope scope(*m_session, m_sql);
    if (!scope.begun())
        return tl::unexpected(scope.begun().error());
    QList<security::StoredToken> all;
    if (const Result<> done = m_sql[Sql::Tokens].with().each([&](const Statement &row) { all.append(tokenFrom(row)); }); !done)
        return tl::unexpected(done.error());
    return all;
}

} // namespace txdesk::store
