// How RequestRunner does writes of transactions.
// SPDX-License-Identifier: Apache-2.0
#include "server/store/request_runner.h"

#include "server/store/sql_rows.h"
#include "server/store/store_log.h"
#include "server/store/store_rules.h"
#include "shared/base/failpoint.h"
#include "shared/codec/journal_codec.h"

namespace txdesk::store {

using namespace Qt::StringLiterals;

RequestRunner::Answer RequestRunner::answer(const TransactionWrite &write)
{
    m_passing.note(write);
    return write.locks.isEmpty() ? writeRows(write) : writeLocking(write);
}

// What is known to be held is refused by reading alone: those who wait ask again and again. (And on MySQL an insert onto a held
// row would lock it: its holder's release in another coordinator's group would wait for this group, and this one perhaps for
// that.) The rest is done behind a savepoint: a row that somebody else locks meanwhile takes all of it back.
RequestRunner::Answer RequestRunner::writeLocking(const TransactionWrite &write)
{
    Result<QList<LockHolder>> holders = m_locks.inTheWayOf(write);
    if (!holders)
        return tl::unexpected(holders.error());
    if (!holders->isEmpty())
        return refuse(write, std::move(*holders));
    if (const Result<int> begun = m_sql[Sql::LockSavepoint].with().run(); !begun)
        return tl::unexpected(begun.error());
    Answer answered = writeRows(write);
    if (!answered && answered.error().code != ErrorCode::Internal)
        return answered;
    if (answered && std::holds_alternative<engine::WriteLocked>(*answered))
        if (const Result<int> done = m_sql[Sql::LockSavepointRollback].with().run(); !done)
            return tl::unexpected(done.error());
    if (const Result<int> done = m_sql[Sql::LockSavepointRelease].with().run(); !done)
        return tl::unexpected(done.error());
    return answered;
}

// A transaction that has moved is told so before anything else.
RequestRunner::Answer RequestRunner::refuse(const TransactionWrite &write, QList<LockHolder> &&holders)
{
    const Result<std::optional<TransactionSnapshot>> stored = snapshot(m_sql[Sql::TransactionByGid].with(write.gid.value));
    if (!stored)
        return tl::unexpected(stored.error());
    const bool holds = write.create ? !*stored
                                    : *stored && (*stored)->transaction.gid == write.gid && (*stored)->transaction.status == write.expectedStatus
            && (*stored)->transaction.epoch == write.expectedEpoch;
    return holds ? engine::WriteLocked{std::move(holders)} : conflict(write.gid);
}

RequestRunner::Answer RequestRunner::writeRows(const TransactionWrite &write)
{
    const Result<qint64> id = write.create ? create(write) : change(write);
    if (!id)
        return tl::unexpected(id.error());
    if (*id == 0)
        return conflict(write.gid);
    Result<QList<LockHolder>> others = m_locks.acquire(write, *id);
    if (!others)
        return tl::unexpected(others.error());
    if (!others->isEmpty())
        return engine::WriteLocked{std::move(*others)};
    if (const Result<> added = addRows(write, *id); !added)
        return tl::unexpected(added.error());
    if (const Result<> added = write.create ? Result<>() : addParticipants(write, *id); !added)
        return tl::unexpected(added.error());
    if (const Result<> ended = m_locks.end(write); !ended)
        return tl::unexpected(ended.error());
    return engine::WriteDone{write.create ? 1 : write.expectedEpoch + 1, *id};
}

Result<qint64> RequestRunner::create(const TransactionWrite &write)
{
    const Result<int> inserted = bindNew(m_sql[Sql::TransactionInsert], write).run();
    if (!inserted)
        return tl::unexpected(inserted.error());
    if (*inserted == 0)
        return 0;
    const qint64 id = m_session.lastInsertId();
    TXDESK_FAILPOINT("store.global.inserted");
    return id;
}

Result<qint64> RequestRunner::change(const TransactionWrite &write)
{
    qint64 id = 0;
    Statement &update = bindChange(m_sql[Sql::TransactionUpdate], write);
    if (const Result<> done = update.each([&](const Statement &row) { id = row.integer(0); }); !done)
        return tl::unexpected(done.error());
    if (id == 0 && update.changes() > 0)
        id = m_session.lastInsertId(); // a database whose updates return no rows tells it so
    if (id == 0 && update.changes() > 0) { // unless a trigger of its owner's has inserted rows elsewhere
        const Result<std::optional<TransactionSnapshot>> row = snapshot(m_sql[Sql::TransactionByGid].with(write.gid.value));
        id = row && *row ? (*row)->transaction.id : 0;
    }
    return id;
}

// What was registered later joins the names that lists filter by.
Result<> RequestRunner::addParticipants(const TransactionWrite &write, qint64 id)
{
    for (const QString &name : participantsText(write.newOps).split(u' ', Qt::SkipEmptyParts))
        if (const Result<int> done = m_sql[Sql::ParticipantAdd].with(name, id).run(); !done)
            return tl::unexpected(done.error());
    return {};
}

Result<> RequestRunner::addRows(const TransactionWrite &write, qint64 id)
{
    for (const BranchOp &op : write.newOps)
        if (const Result<int> done = (isOnLadder(op) ? bindNewOpOnLadder(m_sql[Sql::OpInsertLadder], write.gid, op) : bindNewOp(m_sql[Sql::OpInsert], write.gid, op)).run(); !done)
            return tl::unexpected(done.error());
    if (!write.newOps.isEmpty())
        TXDESK_FAILPOINT("store.branches.inserted");
    for (const TransactionWrite::OpChange &op : write.opChanges) {
        Statement &update = tellsFailures(write, op) ? bindOpChangeOnLadder(m_sql[Sql::OpUpdateLadder], write, op) : bindOpChange(m_sql[Sql::OpUpdate], write, op);
        const Result<int> done = update.run();
        if (!done)
            return tl::unexpected(done.error());
        if (*done == 0 && m_session.countsUnchanged())
            qCCritical(storeLog).noquote() << "op is not stored gid=" << write.gid.value << "branch=" << op.branch.value;
    }
    if (write.events.isEmpty())
        return {};
    const Result<int> done = m_sql[Sql::JournalInsert].with(id, write.events.constFirst().seq, codec::journalText(write.events)).run();
    if (!done)
        return tl::unexpected(done.error());
    TXDESK_FAILPOINT("store.events.inserted");
    return {};
}

RequestRunner::Answer RequestRunner::conflict(const Gid &gid)
{
    Result<std::optional<TransactionSnapshot>> current = snapshot(m_sql[Sql::TransactionByGid].with(gid.value));
    if (!current)
        return tl::unexpected(current.error());
    if (*current && (*current)->transaction.gid != gid) // DTM's tables compare letters without case
        return Error{ErrorCode::InvalidRequest, u"gid: differs from %1, which exists, only in upper and lower case"_s.arg((*current)->transaction.gid.value), u"gid"_s};
    return engine::WriteConflict{std::move(*current)};
}

} // namespace txdesk::store
