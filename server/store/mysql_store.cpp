// SPDX-License-Identifier: Apache-2.0
#include "server/store/mysql_store.h"

#include "server/store/mysql_migrator.h"
#include "server/store/mysql_writer.h"
#include "server/store/sealing_store.h"
#include "server/store/sql_reader.h"

namespace txdesk::store {

using namespace Qt::StringLiterals;

namespace {

Result<std::unique_ptr<TransactionStore>> openMysqlStore(const MysqlOptions &options)
{
    const SqlCatalog catalog = SqlCatalog::forDialect(u"mysql"_s);
    Result<std::unique_ptr<MysqlConnection>> connection = MysqlConnection::open(options, MysqlConnection::Role::Writer);
    if (!connection)
        return tl::unexpected(connection.error());
    if (const Result<> migrated = MysqlMigrator(**connection, catalog).migrate(SystemClock().now()); !migrated)
        return tl::unexpected(migrated.error());
    if (const Result<> adopted = (*connection)->adoptCollation(); !adopted)
        return tl::unexpected(adopted.error());
    return std::make_unique<SealingStore>(std::make_unique<MysqlWriter>(std::move(*connection), catalog, options.audit), options.cipher);
}

Result<std::unique_ptr<TransactionReader>> openMysqlReader(const MysqlOptions &options)
{
    Result<std::unique_ptr<MysqlConnection>> connection = MysqlConnection::open(options, MysqlConnection::Role::Reader);
    if (!connection)
        return tl::unexpected(connection.error());
    StatementSet statements = mysqlStatements(**connection, SqlCatalog::forDialect(u"mysql"_s));
    return std::make_unique<OpeningReader>(std::make_unique<SqlReader>(std::move(*connection), std::move(statements), options.stuck), options.cipher);
}

} // namespace

OpenStore mysqlStore(const MysqlOptions &options)
{
    return [options] { return openMysqlStore(options); };
}

OpenReader mysqlReader(const MysqlOptions &options)
{
    return [options] { return openMysqlReader(options); };
}

} // namespace txdesk::store
