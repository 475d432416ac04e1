// Asks a session for its settings and sorts its errors.
// SPDX-License-Identifier: Apache-2.0
#include "shared/at/mysql_session.h"

#include "shared/client/participant_sql.h"

#include <QRegularExpression>
#include <QSqlDriver>
#include <QSqlError>

#include <algorithm>
#include <array>
#include <limits>

namespace txdesk::at {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> mysqlFailure(const QSqlError &error)
{
    return fail(mysqlErrorCode(error), error.databaseText().isEmpty() ? error.text() : error.databaseText());
}

bool hasFlag(const QString &modes, QLatin1StringView flag)
{
    return modes.split(u',').contains(flag, Qt::CaseInsensitive);
}

// Asked once a connection.
Result<bool> isServedByMariaDb(const QSqlDatabase &db)
{
    static constexpr char property[] = "txdesk_at_is_mariadb";
    if (const QVariant known = db.driver()->property(property); known.isValid())
        return known.toBool();
    Result<QSqlQuery> version = mysqlRunFile(db, "at_version_mysql"_L1);
    if (!version)
        return tl::unexpected(version.error());
    if (!version->next())
        return fail(ErrorCode::Unavailable, u"the server does not tell its version"_s);
    const bool isMariaDb = version->value(0).toString().contains("MariaDB"_L1, Qt::CaseInsensitive);
    db.driver()->setProperty(property, isMariaDb);
    return isMariaDb;
}

} // namespace

bool isConnectionLost(const QSqlError &error)
{
    static constexpr std::array codes{1053, 1152, 1153, 1927, 2002, 2003, 2006, 2013, 2014, 2055};
    return std::ranges::find(codes, error.nativeErrorCode().toInt()) != codes.end();
}

bool hasRolledBack(const QSqlError &error)
{
    const int code = error.nativeErrorCode().toInt();
    return code == 1020 || code == 1205 || code == 1213 || code == 1614 || isConnectionLost(error); // 1205: with innodb_rollback_on_timeout
}

ErrorCode mysqlErrorCode(const QSqlError &error)
{
    static constexpr std::array waiting{1020, 1205, 1213, 1969, 3024, 3572};
    static constexpr std::array constraints{1022, 1048, 1062, 1169, 1216, 1217, 1264, 1292, 1364, 1366, 1406, 1451, 1452, 1557, 1586, 1761, 1762, 3819, 4025};
    const int code = error.nativeErrorCode().toInt();
    if (isConnectionLost(error))
        return ErrorCode::Unavailable;
    if (std::ranges::find(waiting, code) != waiting.end())
        return ErrorCode::Overloaded;
    return std::ranges::find(constraints, code) != constraints.end() ? ErrorCode::Conflict : ErrorCode::InvalidRequest;
}

Result<QSqlQuery> mysqlRun(const QSqlDatabase &db, const QByteArray &sql, const QVariantList &values, QSqlError *error)
{
    if (!values.isEmpty())
        return mysqlRunPrepared(db, sql, values, error);
    QSqlQuery query(db);
    if (query.exec(QString::fromUtf8(sql)))
        return query;
    if (error)
        *error = query.lastError();
    return mysqlFailure(query.lastError());
}

Result<QSqlQuery> mysqlRunPrepared(const QSqlDatabase &db, const QByteArray &sql, const QVariantList &values, QSqlError *error)
{
    const QString text = QString::fromUtf8(sql);
    QSqlQuery query(db);
    bool works = query.prepare(text);
    // QtSql looks for :name by itself and knows no escaped quotes.
    const bool isChanged = works && query.executedQuery() != text;
    if (isChanged && !values.isEmpty())
        return fail(ErrorCode::InvalidRequest, u"AT does not support a colon behind an escaped quote: bind that text"_s, u"sql"_s);
    for (const QVariant &value : values)
        query.addBindValue(value);
    works = works && (isChanged ? query.exec(text) : query.exec());
    if (works)
        return query;
    if (error)
        *error = query.lastError();
    return mysqlFailure(query.lastError());
}

Result<QSqlQuery> mysqlRunFile(const QSqlDatabase &db, QLatin1StringView name, const QList<std::pair<QString, QVariant>> &values)
{
    const Result<QString> text = client::participantStatement(name);
    if (!text)
        return tl::unexpected(text.error());
    QSqlQuery query(db);
    bool works = true;
    if (values.isEmpty()) {
        works = query.exec(*text);
    } else {
        works = query.prepare(*text);
        for (const auto &[placeholder, value] : values)
            query.bindValue(placeholder, value);
        works = works && query.exec();
    }
    if (!works)
        return mysqlFailure(query.lastError());
    return query;
}

QByteArray mysqlQuoted(const QString &name)
{
    return '`' + QString(name).replace(u'`', u"``"_s).toUtf8() + '`';
}

Result<MysqlSession> readMysqlSession(const QSqlDatabase &db)
{
    const Result<bool> isMariaDb = isServedByMariaDb(db);
    Result<QSqlQuery> facts = isMariaDb ? mysqlRunFile(db, *isMariaDb ? "at_session_mariadb"_L1 : "at_session_mysql"_L1) : tl::unexpected(isMariaDb.error());
    if (!facts)
        return tl::unexpected(facts.error());
    if (!facts->next())
        return fail(ErrorCode::Unavailable, u"the session tells nothing about itself"_s);
    const QString modes = facts->value(0).toString();
    const Result<statement::SqlMode> mode = statement::sqlModeFrom(modes);
    if (!mode)
        return tl::unexpected(mode.error());
    if (hasFlag(modes, "PAD_CHAR_TO_FULL_LENGTH"_L1))
        return fail(ErrorCode::InvalidRequest, u"AT does not support sql_mode PAD_CHAR_TO_FULL_LENGTH"_s);
    if (!facts->value(5).toString().startsWith("utf8"_L1))
        return fail(ErrorCode::InvalidRequest, u"AT needs a connection in UTF-8, not in %1"_s.arg(facts->value(5).toString()));
    if (facts->value(7).toULongLong() != std::numeric_limits<quint64>::max())
        return fail(ErrorCode::InvalidRequest, u"AT does not support sql_select_limit: rows would be taken for deleted"_s);
    if (db.connectOptions().contains(QRegularExpression(u"RECONNECT\\s*=\\s*(1|TRUE)"_s, QRegularExpression::CaseInsensitiveOption)))
        return fail(ErrorCode::InvalidRequest, u"AT needs a connection that does not reconnect by itself: what follows would be committed one by one"_s);
    MysqlSession session{.mode = *mode};
    session.isMariaDb = *isMariaDb;
    session.isStrict = hasFlag(modes, "STRICT_TRANS_TABLES"_L1) || hasFlag(modes, "STRICT_ALL_TABLES"_L1);
    session.noAutoValueOnZero = hasFlag(modes, "NO_AUTO_VALUE_ON_ZERO"_L1);
    session.autoIncrementStep = facts->value(1).toLongLong();
    session.packetBytesMax = facts->value(2).toLongLong();
    session.schema = facts->value(3).toString();
    session.foldsTableNames = facts->value(4).toInt() != 0;
    if (session.schema.isEmpty())
        return fail(ErrorCode::InvalidRequest, u"AT needs a connection with a database chosen"_s);
    const QString level = facts->value(6).toString();
    session.isolation = level.toUtf8().replace('-', ' ');
    session.locksGaps = level == "REPEATABLE-READ"_L1 || level == "SERIALIZABLE"_L1;
    return session;
}

} // namespace txdesk::at
