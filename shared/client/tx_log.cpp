// Runs the statements of the logs.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/tx_log.h"

#include "shared/client/participant_sql.h"

#include <QSqlError>
#include <QSqlQuery>

namespace txdesk::client {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> logFailure(const QString &table, const QSqlError &error)
{
    return fail(ErrorCode::Unavailable, u"%1: %2"_s.arg(table, error.text()));
}

Result<QSqlQuery> logQuery(QSqlDatabase &db, QLatin1StringView statement, bool perDialect, const QString &table, const QString &txNo)
{
    const Result<QString> text = barrierStatement(db, statement, perDialect, table);
    if (!text)
        return tl::unexpected(text.error());
    QSqlQuery query(db);
    if (!query.prepare(*text))
        return logFailure(table, query.lastError());
    query.bindValue(u":tx"_s, txNo);
    if (!query.exec())
        return logFailure(table, query.lastError());
    return query;
}

} // namespace

Result<> createTxLog(QSqlDatabase &db, const QString &table)
{
    const Result<QString> text = barrierStatement(db, "tx_log"_L1, true, table);
    if (!text)
        return tl::unexpected(text.error());
    QSqlQuery query(db);
    if (!query.exec(*text))
        return logFailure(table, query.lastError());
    return {};
}

Result<bool> insertTxLogRow(QSqlDatabase &db, const QString &table, const QString &txNo, TxLogRow row)
{
    const QLatin1StringView statement = row == TxLogRow::Marker ? "tx_log_mark"_L1 : "tx_log_insert"_L1;
    const Result<QSqlQuery> query = logQuery(db, statement, true, table, txNo);
    if (!query)
        return tl::unexpected(query.error());
    return query->numRowsAffected() > 0;
}

Result<TxLogRow> txLogRow(QSqlDatabase &db, const QString &table, const QString &txNo)
{
    Result<QSqlQuery> query = logQuery(db, "tx_log_find"_L1, false, table, txNo);
    if (!query)
        return tl::unexpected(query.error());
    if (!query->next())
        return TxLogRow::Absent;
    return query->value(0).toBool() ? TxLogRow::Done : TxLogRow::Marker;
}

BranchAnswer inLocalTransaction(QSqlDatabase db, const std::function<Result<Turn>(QSqlDatabase &)> &enter, const Business &business)
{
    if (!db.transaction())
        return BranchAnswer::unknown(u"no local transaction: %1"_s.arg(db.lastError().text()));
    const Result<Turn> turn = enter(db);
    if (!turn) {
        db.rollback();
        return BranchAnswer::unknown(turn.error().message);
    }
    BranchAnswer answer = turn->answer;
    if (turn->isBusiness) {
        answer = business(db);
        answer.barrier = turn->answer.barrier;
    }
    if (answer.outcome != Outcome::Succeeded) {
        db.rollback();
    } else if (!db.commit()) {
        answer = BranchAnswer::unknown(u"the local transaction did not commit: %1"_s.arg(db.lastError().text()));
        db.rollback();
    }
    return answer;
}

} // namespace txdesk::client
