// The barrier's inserts. Source: docs/branch-protocol.md, "Barrier".
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/branch_barrier.h"

#include <QFile>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>

#include <algorithm>

namespace txdesk::client {

using namespace Qt::StringLiterals;

namespace {

struct BarrierRow
{
    QString kind;
    QString gid;
    QString branch;
    QString op;
    QString barrierId;
    QString reason;
};

// The op whose effect `op` takes back; empty: it takes nothing back.
QString originOf(const QString &op)
{
    if (op == "cancel"_L1)
        return u"try"_s;
    if (op == "compensate"_L1 || op == "rollback"_L1)
        return u"action"_s;
    return {};
}

Result<QString> statementText(const QSqlDatabase &db, QLatin1StringView name, bool perDialect, const QString &table)
{
    if (db.driverName() != "QSQLITE"_L1 && db.driverName() != "QMYSQL"_L1)
        return fail(ErrorCode::InvalidRequest, u"the barrier knows QSQLITE and QMYSQL, not %1"_s.arg(db.driverName()));
    const QLatin1StringView suffix = db.driverName() == "QMYSQL"_L1 ? "_mysql"_L1 : "_sqlite"_L1;
    if (table.isEmpty() || std::ranges::any_of(table, [](QChar c) { return u"\"`[]"_s.contains(c); }))
        return fail(ErrorCode::InvalidRequest, u"not a table name: %1"_s.arg(table), u"table"_s);
    QFile file(u":/txdesk/participant/%1%2.sql"_s.arg(name, perDialect ? suffix : QLatin1StringView()));
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Internal, u"statement %1 is not in the program"_s.arg(name));
    QString text;
    while (!file.atEnd())
        if (const QByteArray line = file.readLine(); !line.startsWith("--")) // Qt would bind names in comments, too
            text += QString::fromUtf8(line);
    return text.replace("{table}"_L1, db.driver()->escapeIdentifier(table, QSqlDriver::TableName));
}

tl::unexpected<Error> sqlFailure(const QSqlError &error)
{
    return fail(ErrorCode::Unavailable, u"barrier: %1"_s.arg(error.text()));
}

// True: the row is new. False: one with its key was there before.
Result<bool> insertRow(QSqlDatabase &db, const QString &table, const BarrierRow &row)
{
    const Result<QString> text = statementText(db, "barrier_insert"_L1, true, table);
    if (!text)
        return tl::unexpected(text.error());
    QSqlQuery query(db);
    if (!query.prepare(*text))
        return sqlFailure(query.lastError());
    query.bindValue(u":kind"_s, row.kind);
    query.bindValue(u":gid"_s, row.gid);
    query.bindValue(u":branch"_s, row.branch);
    query.bindValue(u":op"_s, row.op);
    query.bindValue(u":barrier"_s, row.barrierId);
    query.bindValue(u":reason"_s, row.reason);
    if (!query.exec())
        return sqlFailure(query.lastError());
    return query.numRowsAffected() > 0;
}

Result<QString> reasonOf(QSqlDatabase &db, const QString &table, const BarrierRow &row)
{
    const Result<QString> text = statementText(db, "barrier_reason"_L1, false, table);
    if (!text)
        return tl::unexpected(text.error());
    QSqlQuery query(db);
    if (!query.prepare(*text))
        return sqlFailure(query.lastError());
    query.bindValue(u":gid"_s, row.gid);
    query.bindValue(u":branch"_s, row.branch);
    query.bindValue(u":op"_s, row.op);
    query.bindValue(u":barrier"_s, row.barrierId);
    if (!query.exec())
        return sqlFailure(query.lastError());
    return query.next() ? query.value(0).toString() : QString();
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
        const Result<bool> inserted = insertRow(db, m_options.table, row);
        if (!inserted)
            return tl::unexpected(inserted.error());
        originWasAbsent = *inserted;
    }
    row.op = m_context.op;
    const Result<bool> inserted = insertRow(db, m_options.table, row);
    if (!inserted)
        return tl::unexpected(inserted.error());
    if (originWasAbsent)
        return BarrierNote::Empty;
    if (*inserted)
        return BarrierNote::Run;
    const Result<QString> reason = reasonOf(db, m_options.table, row);
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
    const Result<bool> inserted = insertRow(db, m_options.table, row);
    if (!inserted)
        return BranchAnswer::unknown(inserted.error().message);
    // A statement of its own: in repeatable read it must see what the insert waited for.
    const Result<QString> reason = reasonOf(db, m_options.table, row);
    if (!reason)
        return BranchAnswer::unknown(reason.error().message);
    return *reason == "rollback"_L1 ? BranchAnswer::rejected(u"the local transaction did not commit and never will"_s)
                                    : BranchAnswer::succeeded();
}

Result<> BranchBarrier::createTable(QSqlDatabase db, const BarrierOptions &options)
{
    const Result<QString> text = statementText(db, "barrier"_L1, true, options.table);
    if (!text)
        return tl::unexpected(text.error());
    QSqlQuery query(db);
    if (!query.exec(*text))
        return sqlFailure(query.lastError());
    return {};
}

} // namespace txdesk::client
