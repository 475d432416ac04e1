// SPDX-License-Identifier: Apache-2.0
#include "server/store/mysql_claims.h"

#include "server/store/sql_rows.h"
#include "server/store/store_log.h"
#include "server/store/store_rules.h"
#include "shared/base/check.h"

#include <mysql.h>

namespace txdesk::store {

namespace {

constexpr qsizetype heldAtOnce = 2'000; // gids of one statement
constexpr int opGidColumn = 10;         // behind those of ops_by_gid.sql

QByteArray replaced(QByteArray text, const char *from, const char *to)
{
    check(text.contains(from), "the statements for one transaction find it as those for many expect");
    return text.left(text.indexOf(from)) + to;
}

} // namespace

MysqlClaims::MysqlClaims(MysqlConnection &connection, StatementSet &sql, const SqlCatalog &catalog)
    : m_connection(connection), m_sql(sql), m_claimDue(catalog.text(Sql::ClaimDue), "primary"), m_keepHeld(catalog.text(Sql::KeepHeld), "gid"),
      m_transactions(replaced(catalog.text(Sql::TransactionById), "where id = :id", "where id in (")),
      m_ops(replaced(catalog.text(Sql::OpsByGid), "\nfrom trans_branch_op where gid = :gid",
                     ", gid\nfrom trans_branch_op where gid in (select gid from trans_global where id in ("))
{
}

Result<qint64> MysqlClaims::update(const MysqlManyUpdate &many, const std::vector<MysqlRow> &rows)
{
    std::string text;
    many.append(text, rows, m_connection);
    if (!m_connection.send({text.data(), static_cast<qsizetype>(text.size())}))
        return tl::unexpected(m_connection.error());
    return static_cast<qint64>(mysql_affected_rows(m_connection.handle()));
}

Result<StoreAnswer> MysqlClaims::keep(const KeepHeld &keep)
{
    Removed moved;
    for (qsizetype from = 0; from < keep.gids.size(); from += heldAtOnce) {
        std::vector<MysqlRow> rows;
        for (const Gid &gid : keep.gids.mid(from, heldAtOnce)) {
            m_values.with(keep.until, gid.value, keep.owner);
            rows.push_back(m_values.take());
        }
        const Result<qint64> done = update(m_keepHeld, rows);
        if (!done)
            return tl::unexpected(done.error());
        moved.count += static_cast<int>(*done);
    }
    return moved;
}

Result<QList<MysqlClaims::Candidate>> MysqlClaims::candidates(const ClaimDue &claim)
{
    QList<Candidate> found;
    Statement &due = m_sql[Sql::ClaimCandidates].with(claim.now + claim.ahead, claim.owner, std::max(claim.limit, 0));
    const Result<> done = due.each([&](const Statement &row) {
        found.append({row.integer(0), row.instant(1), row.integer(2), Milliseconds{row.integer(3)}});
    });
    if (!done)
        return tl::unexpected(done.error());
    return found;
}

Result<StoreAnswer> MysqlClaims::claim(const ClaimDue &claim, Passing &passing)
{
    const Result<QList<Candidate>> found = candidates(claim);
    if (!found)
        return tl::unexpected(found.error());
    ClaimedList list;
    if (found->isEmpty())
        return list;
    std::vector<MysqlRow> rows;
    for (const Candidate &candidate : *found) {
        m_values.with(claim.owner, claim.now + claimGrace(candidate.interval), candidate.id, candidate.epoch, claim.now + claim.ahead);
        rows.push_back(m_values.take());
    }
    if (const Result<qint64> moved = update(m_claimDue, rows); !moved)
        return tl::unexpected(moved.error());
    if (const Result<> taken = take(*found, claim, list); !taken)
        return tl::unexpected(taken.error());
    passing.claim = passing.claim || !list.snapshots.isEmpty();
    return list;
}

// Reads what the update has claimed: not a row that another coordinator, or a DTM, had moved by then.
Result<> MysqlClaims::take(const QList<Candidate> &found, const ClaimDue &claim, ClaimedList &list)
{
    QByteArray ids;
    for (const Candidate &candidate : found)
        ids += (ids.isEmpty() ? "" : ",") + QByteArray::number(candidate.id);
    QHash<qint64, TransactionSnapshot> read;
    QList<qint64> unreadable;
    MysqlStatement transactions(m_connection, m_transactions + ids + ')');
    const Result<> done = transactions.with().each([&](const Statement &row) {
        if (Result<TransactionRow> one = transactionFrom(row)) {
            read.insert(idOf(row), {std::move(one->transaction), {}});
        } else {
            qCCritical(storeLog).noquote() << one.error().message;
            unreadable.append(idOf(row));
        }
    });
    if (!done)
        return done;
    for (const Candidate &candidate : found) {
        if (unreadable.contains(candidate.id)) { // must not keep the others from being driven
            if (const Result<int> later = m_sql[Sql::HastenOne].with(claim.now + unreadableRest, candidate.id, candidate.epoch + 1).run(); !later)
                return tl::unexpected(later.error());
            continue;
        }
        const auto one = read.find(candidate.id);
        if (one == read.end() || one->transaction.epoch != candidate.epoch + 1 || one->transaction.owner != claim.owner)
            continue;
        one->transaction.nextDueAt = candidate.dueAt;
        list.snapshots.append(std::move(*one));
    }
    return addOps(ids, list);
}

Result<> MysqlClaims::addOps(const QByteArray &ids, ClaimedList &list)
{
    QHash<QString, qsizetype> places;
    for (qsizetype i = 0; i < list.snapshots.size(); ++i)
        places.insert(list.snapshots[i].transaction.gid.value, i);
    MysqlStatement ops(m_connection, m_ops + ids + ")) order by id");
    return ops.with().each([&](const Statement &row) {
        if (const auto place = places.constFind(row.text(opGidColumn)); place != places.cend())
            list.snapshots[*place].ops.append(opFrom(row));
    });
}

} // namespace txdesk::store
