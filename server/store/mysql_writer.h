// Group commit on MySQL: one database transaction at READ COMMITTED for a group, few statements whatever its size.
// Thread: one, the writer's. A write that fails its precondition touches no row and does not fail the others; a group that
// lost a deadlock, or whose connection was lost before COMMIT, runs again; after an unknown COMMIT nothing runs again.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/mysql_connection.h"
#include "server/store/request_runner.h"

namespace txdesk::store {

class MysqlWriter final : public TransactionStore
{
public:
    MysqlWriter(std::unique_ptr<MysqlConnection> connection, const SqlCatalog &catalog);

    [[nodiscard]] QList<StoreAnswer> commit(const QList<StoreRequest> &requests) override;

private:
    // Why a group was not done; nothing of it is, except after UnknownCommit.
    enum class Failure { Request, Retry, Lost, UnknownCommit, Other };
    struct Attempt
    {
        QList<StoreAnswer> answers; // one a request when it was done
        std::optional<Failure> failure;
        Error error;
    };

    [[nodiscard]] Attempt attempt(const QList<StoreRequest> &requests);
    [[nodiscard]] Attempt failed(bool committing);
    [[nodiscard]] QList<StoreAnswer> oneByOne(const QList<StoreRequest> &requests);
    void rollBack();

    std::unique_ptr<MysqlConnection> m_connection;
    StatementSet m_sql;
    RequestRunner m_runner;
};

[[nodiscard]] StatementSet mysqlStatements(MysqlConnection &connection, const SqlCatalog &catalog);

} // namespace txdesk::store
