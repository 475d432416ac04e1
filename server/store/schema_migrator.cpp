// SPDX-License-Identifier: Apache-2.0
#include "server/store/schema_migrator.h"

namespace txdesk::store {

using namespace Qt::StringLiterals;

Result<int> SchemaMigrator::version()
{
    const Result<qint64> tables = m_connection.number("select count(*) from sqlite_master where type = 'table'");
    if (!tables)
        return tl::unexpected(tables.error());
    if (*tables == 0)
        return 0;
    const Result<qint64> ours = m_connection.number("select count(*) from sqlite_master where name = 'txdesk_schema'");
    if (ours.value_or(0) == 0)
        return fail(ErrorCode::InvalidRequest, u"the file is a database of another program: it has tables, but no txdesk_schema"_s);
    const Result<qint64> open = m_connection.number("select version from txdesk_schema where finished_at is null");
    if (!open)
        return tl::unexpected(open.error());
    if (*open > 0)
        return fail(ErrorCode::InvalidRequest, u"migration %1 of the database was never finished: restore a backup"_s.arg(*open));
    const Result<qint64> newest = m_connection.number("select max(version) from txdesk_schema");
    if (!newest)
        return tl::unexpected(newest.error());
    return static_cast<int>(*newest);
}

Result<> SchemaMigrator::check()
{
    const Result<int> found = version();
    if (!found)
        return tl::unexpected(found.error());
    const int known = static_cast<int>(m_catalog.migrations().size());
    if (*found > known)
        return fail(ErrorCode::InvalidRequest,
                    u"the database has schema %1, this program knows up to %2: use a newer program"_s.arg(*found).arg(known));
    return {};
}

Result<> SchemaMigrator::migrate(Instant now)
{
    if (const Result<> fits = check(); !fits)
        return fits;
    const Result<int> found = version();
    if (!found)
        return tl::unexpected(found.error());
    for (const Migration &migration : m_catalog.migrations().sliced(*found))
        if (const Result<> done = apply(migration, now); !done)
            return done;
    return {};
}

Result<> SchemaMigrator::apply(const Migration &migration, Instant now)
{
    const QByteArray number = QByteArray::number(migration.version);
    const QByteArray at = QByteArray::number(toMs(now));
    const QByteArray script = m_catalog.text(Sql::SchemaCreate) + "insert into txdesk_schema (version, started_at) values (" + number + ", " + at + ");\n"
        + migration.script + "\nupdate txdesk_schema set finished_at = " + at + " where version = " + number + ";\n";
    if (const Result<> begun = m_connection.run(m_catalog.text(Sql::Begin)); !begun)
        return begun;
    Result<> done = m_connection.run(script);
    if (done)
        done = m_connection.run(m_catalog.text(Sql::Commit));
    if (done)
        return {};
    std::ignore = m_connection.run(m_catalog.text(Sql::Rollback));
    return fail(ErrorCode::Unavailable, u"migration %1: %2"_s.arg(migration.name, done.error().message));
}

} // namespace txdesk::store
