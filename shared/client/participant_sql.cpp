// Reads the statements out of the program and runs those of the barrier.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/participant_sql.h"

#include <QFile>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>

#include <algorithm>

namespace txdesk::client {

using namespace Qt::StringLiterals;

namespace {

Result<QSqlQuery> keyQuery(QSqlDatabase &db, const QString &text, const BarrierRow &row)
{
    QSqlQuery query(db);
    if (!query.prepare(text))
        return barrierFailure(query.lastError());
    query.bindValue(u":gid"_s, row.gid);
    query.bindValue(u":branch"_s, row.branch);
    query.bindValue(u":op"_s, row.op);
    query.bindValue(u":barrier"_s, row.barrierId);
    return query;
}

} // namespace

Result<QString> participantStatement(QLatin1StringView name)
{
    QFile file(u":/txdesk/participant/%1.sql"_s.arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Internal, u"statement %1 is not in the program"_s.arg(name));
    QString text;
    while (!file.atEnd())
        if (const QByteArray line = file.readLine(); !line.startsWith("--")) // Qt would bind names in comments, too
            text += QString::fromUtf8(line);
    return text;
}

Result<QString> barrierStatement(const QSqlDatabase &db, QLatin1StringView name, bool perDialect, const QString &table)
{
    if (db.driverName() != "QSQLITE"_L1 && db.driverName() != "QMYSQL"_L1)
        return fail(ErrorCode::InvalidRequest, u"the barrier knows QSQLITE and QMYSQL, not %1"_s.arg(db.driverName()));
    if (table.isEmpty() || std::ranges::any_of(table, [](QChar c) { return u"\"`[]"_s.contains(c); }))
        return fail(ErrorCode::InvalidRequest, u"not a table name: %1"_s.arg(table), u"table"_s);
    QByteArray file(name.data(), name.size());
    if (perDialect)
        file += db.driverName() == "QMYSQL"_L1 ? "_mysql" : "_sqlite";
    Result<QString> text = participantStatement(QLatin1StringView(file));
    if (text)
        text->replace("{table}"_L1, db.driver()->escapeIdentifier(table, QSqlDriver::TableName));
    return text;
}

tl::unexpected<Error> barrierFailure(const QSqlError &error)
{
    return fail(ErrorCode::Unavailable, u"barrier: %1"_s.arg(error.text()));
}

Result<bool> insertBarrierRow(QSqlDatabase &db, const QString &table, const BarrierRow &row)
{
    const Result<QString> text = barrierStatement(db, "barrier_insert"_L1, true, table);
    if (!text)
        return tl::unexpected(text.error());
    Result<QSqlQuery> query = keyQuery(db, *text, row);
    if (!query)
        return tl::unexpected(query.error());
    query->bindValue(u":kind"_s, row.kind);
    query->bindValue(u":reason"_s, row.reason);
    if (!query->exec())
        return barrierFailure(query->lastError());
    return query->numRowsAffected() > 0;
}

Result<QString> barrierReason(QSqlDatabase &db, const QString &table, const BarrierRow &row)
{
    const Result<QString> text = barrierStatement(db, "barrier_reason"_L1, false, table);
    if (!text)
        return tl::unexpected(text.error());
    Result<QSqlQuery> query = keyQuery(db, *text, row);
    if (!query)
        return tl::unexpected(query.error());
    if (!query->exec())
        return barrierFailure(query->lastError());
    return query->next() ? query->value(0).toString() : QString();
}

Result<bool> isBarrierLocked(QSqlDatabase &db, const QString &table, const BarrierRow &row)
{
    const Result<QString> text = barrierStatement(db, "barrier_locked"_L1, false, table);
    if (!text)
        return tl::unexpected(text.error());
    Result<QSqlQuery> query = keyQuery(db, *text, row);
    if (!query)
        return tl::unexpected(query.error());
    if (query->exec())
        return false;
    const QString code = query->lastError().nativeErrorCode();
    if (code == "1205"_L1 || code == "3572"_L1) // MariaDB's and MySQL's word for NOWAIT that would have to wait
        return true;
    return barrierFailure(query->lastError());
}

} // namespace txdesk::client
