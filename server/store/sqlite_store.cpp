// SPDX-License-Identifier: Apache-2.0
#include "server/store/sqlite_store.h"

#include "server/store/schema_migrator.h"
#include "server/store/sealing_store.h"
#include "server/store/sql_reader.h"
#include "server/store/sql_store.h"
#include "server/store/store_log.h"

#include <QFileInfo>

namespace txdesk::store {

Q_LOGGING_CATEGORY(storeLog, "txdesk.store")

namespace {

// Before anything is written: even the journal mode of a file that is not ours stays as it is.
Result<> refuseForeign(const SqliteOptions &options, const SqlCatalog &catalog)
{
    if (QFileInfo(options.file).size() == 0)
        return {};
    const Result<std::unique_ptr<SqliteConnection>> look = SqliteConnection::openReader(options);
    if (!look)
        return {}; // the writer will say why
    Result<> fits = SchemaMigrator(**look, catalog).check();
    return !fits && fits.error().code == ErrorCode::InvalidRequest ? fits : Result<>();
}

Result<std::unique_ptr<TransactionStore>> openStore(const SqliteOptions &options)
{
    const SqlCatalog catalog = SqlCatalog::forDialect(QStringLiteral("sqlite"));
    if (const Result<> ours = refuseForeign(options, catalog); !ours)
        return tl::unexpected(ours.error());
    Result<std::unique_ptr<SqliteConnection>> connection = SqliteConnection::openWriter(options);
    if (!connection)
        return tl::unexpected(connection.error());
    if (const Result<> migrated = SchemaMigrator(**connection, catalog).migrate(SystemClock().now()); !migrated)
        return tl::unexpected(migrated.error());
    Result<StatementSet> statements = StatementSet::prepare((*connection)->handle(), catalog);
    if (!statements)
        return tl::unexpected(statements.error());
    return std::make_unique<SealingStore>(std::make_unique<SqlStore>(std::move(*connection), std::move(*statements), options.audit), options.cipher);
}

Result<std::unique_ptr<TransactionReader>> openReader(const SqliteOptions &options)
{
    Result<std::unique_ptr<SqliteConnection>> connection = SqliteConnection::openReader(options);
    if (!connection)
        return tl::unexpected(connection.error());
    Result<StatementSet> statements = StatementSet::prepare((*connection)->handle(), SqlCatalog::forDialect(QStringLiteral("sqlite")));
    if (!statements)
        return tl::unexpected(statements.error());
    return std::make_unique<OpeningReader>(std::make_unique<SqlReader>(std::move(*connection), std::move(*statements), options.stuck), options.cipher);
}

} // namespace

OpenStore sqliteStore(const SqliteOptions &options)
{
    return [options] { return openStore(options); };
}

OpenReader sqliteReader(const SqliteOptions &options)
{
    return [options] { return openReader(options); };
}

} // namespace txdesk::store
