// SPDX-License-Identifier: Apache-2.0
#include "server/store/sql_store.h"

#include "server/store/store_log.h"
#include "shared/base/failpoint.h"

#include <sqlite3.h>

namespace txdesk::store {

using namespace Qt::StringLiterals;

ErrorCode codeOfFailure(CommitStage stage)
{
    return stage == CommitStage::Commit ? ErrorCode::OutcomeUnknown : ErrorCode::Unavailable;
}

bool isFaultOfRequest(int sqliteCode)
{
    const int primary = sqliteCode & 0xff;
    return primary == SQLITE_CONSTRAINT || primary == SQLITE_TOOBIG || primary == SQLITE_MISMATCH;
}

SqlStore::SqlStore(std::unique_ptr<SqliteConnection> connection, StatementSet statements, AuditSettings audit)
    : m_connection(std::move(connection)), m_sql(std::move(statements)), m_runner(*m_connection, m_sql, std::move(audit))
{
}

QList<StoreAnswer> SqlStore::commit(const QList<StoreRequest> &requests)
{
    Result<QList<StoreAnswer>> answers = attempt(requests);
    if (answers)
        return std::move(*answers);
    if (!m_faultOfRequest || requests.size() == 1)
        return QList<StoreAnswer>(requests.size(), StoreAnswer(answers.error()));
    QList<StoreAnswer> alone; // one of them is at fault: each for itself, so that only that one fails
    for (const StoreRequest &request : requests)
        alone += commit({request});
    return alone;
}

Result<QList<StoreAnswer>> SqlStore::attempt(const QList<StoreRequest> &requests)
{
    m_runner.passing() = {};
    m_faultOfRequest = false;
    if (const Result<int> begun = m_sql[Sql::Begin].with().run(); !begun)
        return fail(codeOfFailure(CommitStage::Begin), begun.error().message);
    TXDESK_FAILPOINT("store.begin");
    QList<StoreAnswer> answers;
    answers.reserve(requests.size());
    for (const StoreRequest &request : requests) {
        Result<StoreAnswer> answered = m_runner.run(request);
        if (!answered && answered.error().code == ErrorCode::Internal) {
            answers.append(std::move(answered.error())); // a row that cannot be read: it was looked at and nothing was done
            continue;
        }
        if (!answered) {
            m_faultOfRequest = isFaultOfRequest(sqlite3_errcode(m_connection->handle()));
            rollBack();
            return fail(codeOfFailure(CommitStage::Statement), answered.error().message);
        }
        answers.append(std::move(*answered));
    }
    if (const Result<> done = commitGroup(m_runner.passing()); !done)
        return tl::unexpected(done.error());
    return answers;
}

Result<> SqlStore::commitGroup(const Passing &passing)
{
    passing.beforeCommit();
    if (const Result<int> done = m_sql[Sql::Commit].with().run(); !done) {
        rollBack();
        return fail(codeOfFailure(CommitStage::Commit), done.error().message);
    }
    passing.afterCommit();
    return {};
}

void SqlStore::rollBack()
{
    if (sqlite3_get_autocommit(m_connection->handle()) != 0)
        return; // SQLite has rolled back by itself
    if (const Result<int> done = m_sql[Sql::Rollback].with().run(); !done)
        qCCritical(storeLog).noquote() << "rollback failed:" << done.error().message;
}

void SqlStore::tidy()
{
    // Moves what it can from the WAL into the database while nothing else waits.
    sqlite3_wal_checkpoint_v2(m_connection->handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

} // namespace txdesk::store
