// Group commit on the one writing connection to SQLite: every request of a group row by row in one transaction.
// Thread: one, the writer's. Every write states its precondition in its WHERE; a conflict is 0 rows, never an error.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/request_runner.h"
#include "server/store/sqlite_connection.h"
#include "server/store/statement_set.h"

namespace txdesk::store {

// What became of a database transaction that failed at a stage. Before COMMIT nothing can have been done; a COMMIT that
// fails may be found in the file after a crash.
enum class CommitStage { Begin, Statement, Commit };
[[nodiscard]] ErrorCode codeOfFailure(CommitStage stage);

// True for errors that lie in one request (too big, a broken constraint): the others of its group can still be done.
[[nodiscard]] bool isFaultOfRequest(int sqliteCode);

class SqlStore final : public TransactionStore
{
public:
    SqlStore(std::unique_ptr<SqliteConnection> connection, StatementSet statements, AuditSettings audit = {});

    [[nodiscard]] QList<StoreAnswer> commit(const QList<StoreRequest> &requests) override;
    void tidy() override;

private:
    [[nodiscard]] Result<QList<StoreAnswer>> attempt(const QList<StoreRequest> &requests); // error: rolled back
    [[nodiscard]] Result<> commitGroup(const Passing &passing);
    void rollBack();

    std::unique_ptr<SqliteConnection> m_connection;
    StatementSet m_sql; // finalized before the connection closes
    RequestRunner m_runner;
    bool m_faultOfRequest = false; // why the last attempt failed
};

} // namespace txdesk::store
