// The store's rules as SQL on one writing connection: the sentences are in sql/, the order of them is here.
// Thread: one, the writer's. Every write states its precondition in its WHERE; a conflict is 0 rows, never an error.
// SPDX-License-Identifier: Apache-2.0
#pragma once
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
    SqlStore(std::unique_ptr<SqliteConnection> connection, StatementSet statements);

    [[nodiscard]] QList<StoreAnswer> commit(const QList<StoreRequest> &requests) override;
    void tidy() override;

private:
    using Answer = Result<StoreAnswer>;
    struct Passing // failpoints that this group passes before and after its COMMIT
    {
        bool aborting = false;
        bool final = false;
        bool claim = false;
    };

    [[nodiscard]] Result<QList<StoreAnswer>> attempt(const QList<StoreRequest> &requests); // error: rolled back
    [[nodiscard]] Result<> commitGroup(const Passing &passing);
    void rollBack();

    Answer answer(const TransactionWrite &write);
    Answer answer(const LoadTransaction &load);
    Answer answer(const ClaimDue &claim);
    Answer answer(const Recover &recover);
    Answer answer(const Heartbeat &heartbeat);
    Answer answer(const TakeOver &takeOver);
    Answer answer(const KeepHeld &keep);
    Answer answer(const Reset &reset);
    Answer answer(const LeaveCluster &leave);
    Answer answer(const RemoveFinished &remove);
    Answer answer(const PutKv &put);
    Answer answer(const RemoveKv &remove);
    Answer answer(const HastenDue &hasten);

    Answer create(const TransactionWrite &write);
    Answer change(const TransactionWrite &write);
    Result<> addRows(const TransactionWrite &write, qint64 id);
    Answer conflict(const Gid &gid);
    Result<std::optional<TransactionSnapshot>> snapshot(Statement &transaction); // bound already
    Result<bool> isDrivable(const GlobalTransaction &transaction, const QString &owner, Instant now);
    Result<QList<NodeInfo>> nodes(Instant now);

    std::unique_ptr<SqliteConnection> m_connection;
    StatementSet m_sql; // finalized before the connection closes
    Passing m_passing;
    bool m_faultOfRequest = false; // why the last attempt failed
};

} // namespace txdesk::store
