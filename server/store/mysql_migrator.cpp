// SPDX-License-Identifier: Apache-2.0
#include "server/store/mysql_migrator.h"

#include "server/store/store_log.h"

#include <QScopeGuard>

namespace txdesk::store {

using namespace Qt::StringLiterals;

namespace {

constexpr unsigned noSuchTable = 1146;

// Statements end with a semicolon at the end of a line; lines of comment are left out.
QList<QByteArray> statementsOf(const QByteArray &script)
{
    QList<QByteArray> statements;
    QByteArray open;
    for (const QByteArray &line : script.split('\n')) {
        if (line.trimmed().startsWith("--"))
            continue;
        open += line + '\n';
        if (!line.endsWith(';'))
            continue;
        open = open.trimmed();
        open.chop(1);
        statements.append(open);
        open.clear();
    }
    return statements;
}

} // namespace

Result<int> MysqlMigrator::version()
{
    const Result<qint64> newest = m_connection.number("select max(version) from txdesk_schema where finished_at is not null");
    if (!newest && m_connection.errorNumber() == noSuchTable)
        return 0;
    if (!newest)
        return tl::unexpected(newest.error());
    return static_cast<int>(*newest);
}

Result<> MysqlMigrator::migrate(Instant now)
{
    const Result<int> found = version();
    if (!found)
        return tl::unexpected(found.error());
    const int known = static_cast<int>(m_catalog.migrations().size());
    if (*found > known)
        return fail(ErrorCode::InvalidRequest,
                    u"the database has schema %1, this program knows up to %2: use a newer program"_s.arg(*found).arg(known));
    if (*found == known)
        return {};
    // Only so that two starts do not build the same index twice: Galera's locks do not cross nodes, and nothing depends on it.
    const bool locked = m_connection.number("select get_lock(concat('txdesk ', left(database(), 50)), 600)").value_or(0) == 1;
    const auto unlock = qScopeGuard([&] {
        if (locked)
            std::ignore = m_connection.number("select release_lock(concat('txdesk ', left(database(), 50)))");
    });
    return migrateLocked(now);
}

Result<> MysqlMigrator::migrateLocked(Instant now)
{
    if (const Result<> made = make(m_catalog.text(Sql::SchemaCreate)); !made)
        return made;
    const Result<int> found = version(); // another coordinator may have been faster
    if (!found)
        return tl::unexpected(found.error());
    for (const Migration &migration : m_catalog.migrations().sliced(std::min<qsizetype>(*found, m_catalog.migrations().size())))
        if (const Result<> done = apply(migration, now); !done)
            return fail(done.error().code, u"migration %1: %2"_s.arg(migration.name, done.error().message));
    return {};
}

Result<> MysqlMigrator::make(const QByteArray &statement)
{
    Result<> done = m_connection.run(statement);
    if (!done && existsAlready(m_connection.errorNumber()))
        return {};
    return done;
}

Result<> MysqlMigrator::apply(const Migration &migration, Instant now)
{
    const QByteArray number = QByteArray::number(migration.version);
    const QByteArray at = QByteArray::number(toMs(now));
    qCInfo(storeLog).noquote() << "migration" << migration.name << "of the database begins";
    if (const Result<> begun = m_connection.run("insert ignore into txdesk_schema (version, started_at) values (" + number + ", " + at + ")"); !begun)
        return begun;
    for (const QByteArray &statement : statementsOf(migration.script))
        if (const Result<> made = make(statement); !made)
            return made;
    return m_connection.run("update txdesk_schema set finished_at = " + at + " where version = " + number + " and finished_at is null");
}

} // namespace txdesk::store
