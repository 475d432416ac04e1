// The barrier's inserts. Source: docs/branch-protocol.md, "Barrier".
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/branch_barrier.h"

#include "shared/client/participant_sql.h"

#include <QSqlError>
#include <QSqlQuery>

namespace txdesk::client {

using namespace Qt::StringLiterals;

namespace {

// The op whose effect `op` takes back; empty: it takes nothing back.
QString originOf(const QString &op)
{
    if (op == "cancel"_L1)
        return u"try"_s;
    if (op == "compensate"_L1 || op == "rollback"_L1)
        return u"action"_s;
    return {};
}

} // namespace

BranchBarrier::BranchBarrier(TransactionContext context, BarrierOptions options)
    : m_context(std::move(context)), m_options(std::move(options))
{
}

Result<BranchBarrier> BranchBarrier::from(const http::Request &request, BarrierOptions options)
{
    const Result<TransactionContext> context = TransactionContext::from(request);
    if (!context)
        return tl::unexpected(context.error());
    return BranchBarrier(*context, std::move(options));
}

// Inserts the row of the op that this one takes back, then its own, and tells what that means.
Result<BarrierNote> BranchBarrier::enter(QSqlDatabase &db)
{
    ++m_calls;
    BarrierRow row{.kind = m_context.kind,
                   .gid = m_context.gid.value,
                   .branch = m_context.branch.value,
                   .op = originOf(m_context.op),
                   .barrierId = u"%1"_s.arg(m_calls, 2, 10, QLatin1Char('0')),
                   .reason = m_context.op};
    bool originWasAbsent = false;
    if (!row.op.isEmpty()) {
        const Result<bool> inserted = insertBarrierRow(db, m_options.table, row);
        if (!inserted)
            return tl::unexpected(inserted.error());
        originWasAbsent = *inserted;
    }
    row.op = m_context.op;
    const Result<bool> inserted = insertBarrierRow(db, m_options.table, row);
    if (!inserted)
        return tl::unexpected(inserted.error());
    if (originWasAbsent)
        return BarrierNote::Empty;
    if (*inserted)
        return BarrierNote::Run;
    const Result<QString> reason = barrierReason(db, m_options.table, row);
    if (!reason)
        return tl::unexpected(reason.error());
    return *reason == m_context.op ? BarrierNote::Duplicate : BarrierNote::Late;
}

BranchAnswer BranchBarrier::call(QSqlDatabase db, const Business &business)
{
    if (!db.transaction())
        return BranchAnswer::unknown(u"barrier: no transaction: %1"_s.arg(db.lastError().text()));
    const Result<BarrierNote> note = enter(db);
    if (!note) {
        db.rollback();
        return BranchAnswer::unknown(note.error().message);
    }
    if (m_context.op == "msg"_L1 && *note != BarrierNote::Run) {
        db.rollback();
        return {.outcome = Outcome::Unknown, .message = u"DUPLICATED"_s, .barrier = BarrierNote::Duplicate};
    }
    BranchAnswer answer = *note == BarrierNote::Run ? business(db) : BranchAnswer::succeeded();
    answer.barrier = *note;
    if (answer.outcome != Outcome::Succeeded) {
        db.rollback();
    } else if (!db.commit()) {
        answer = BranchAnswer::unknown(u"the local transaction did not commit: %1"_s.arg(db.lastError().text()));
        db.rollback();
    }
    return answer;
}

BranchAnswer BranchBarrier::queryPrepared(QSqlDatabase db)
{
    const BarrierRow row{.kind = m_context.kind,
                         .gid = m_context.gid.value,
                         .branch = u"00"_s,
                         .op = u"msg"_s,
                         .barrierId = u"01"_s,
                         .reason = u"rollback"_s};
    const Result<bool> inserted = insertBarrierRow(db, m_options.table, row);
    if (!inserted)
        return BranchAnswer::unknown(inserted.error().message);
    // A statement of its own: in repeatable read it must see what the insert waited for.
    const Result<QString> reason = barrierReason(db, m_options.table, row);
    if (!reason)
        return BranchAnswer::unknown(reason.error().message);
    return *reason == "rollback"_L1 ? BranchAnswer::rejected(u"the local transaction did not commit and never will"_s)
                                    : BranchAnswer::succeeded();
}

Result<> BranchBarrier::createTable(QSqlDatabase db, const BarrierOptions &options)
{
    const Result<QString> text = barrierStatement(db, "barrier"_L1, true, options.table);
    if (!text)
        return tl::unexpected(text.error());
    QSqlQuery query(db);
    if (!query.exec(*text))
        return barrierFailure(query.lastError());
    return {};
}

} // namespace txdesk::client
