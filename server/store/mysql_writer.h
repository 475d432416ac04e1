// Group commit on MySQL: one database transaction at READ COMMITTED for a group, few statements whatever its size.
// Thread: one, the writer's. A write that fails its precondition touches no row and does not fail the others; a group that
// lost a deadlock, or whose connection was lost before COMMIT, runs again; after an unknown COMMIT nothing runs again.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/mysql_batch.h"
#include "server/store/mysql_claims.h"
#include "server/store/mysql_locks.h"
#include "server/store/request_runner.h"

#include <QSet>

namespace txdesk::store {

class MysqlWriter final : public TransactionStore
{
public:
    MysqlWriter(std::unique_ptr<MysqlConnection> connection, const SqlCatalog &catalog, AuditSettings audit = {});

    [[nodiscard]] QList<StoreAnswer> commit(const QList<StoreRequest> &requests) override;

private:
    // How the writes of a group are done. Batched: all preconditions are believed to hold. Sorted: their rows are locked and
    // looked at first, and those that cannot be done are done one by one, as is everything in Single.
    enum class Way { Batched, Sorted, Single };
    // Why a group was not done; nothing of it is, except after UnknownCommit.
    enum class Failure { Refused, Request, Retry, Lost, UnknownCommit, Other };
    struct Attempt
    {
        QList<StoreAnswer> answers; // one a request when it was done
        std::optional<Failure> failure;
        Error error;
        unsigned number = 0; // of the error
        bool begun = false;
        bool committed = false;
    };
    using Stretch = QList<qsizetype>; // indexes of writes of different transactions

    [[nodiscard]] QList<StoreAnswer> oneByOne(const QList<StoreRequest> &requests);
    [[nodiscard]] Attempt attempt(const QList<StoreRequest> &requests, Way way);
    [[nodiscard]] Stretch stretchFrom(const QList<StoreRequest> &requests, qsizetype from, const QSet<qsizetype> &freeLocks) const;
    bool doStretch(const QList<StoreRequest> &requests, const Stretch &stretch, Way way, bool last, Attempt &attempt);
    bool doBatch(const QList<StoreRequest> &requests, const Stretch &stretch, bool last, Attempt &attempt);
    bool doSingle(const StoreRequest &request, StoreAnswer &answer, Attempt &attempt);
    [[nodiscard]] Result<StoreAnswer> run(const StoreRequest &request);
    bool begin(Attempt &attempt);
    [[nodiscard]] std::optional<QSet<QString>> lockAndFindHeld(const QList<StoreRequest> &requests, const Stretch &stretch);
    void fail(Attempt &attempt, bool committing);
    void rollBack();

    std::unique_ptr<MysqlConnection> m_connection;
    StatementSet m_sql;
    MysqlLocks m_locks;
    RequestRunner m_runner;
    MysqlBatch m_batch;
    MysqlClaims m_claims;
};

[[nodiscard]] StatementSet mysqlStatements(MysqlConnection &connection, const SqlCatalog &catalog);

} // namespace txdesk::store
