// The participant's table of undo rows and tombstones. Statements: sql/participant/undo_*.sql.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/at/undo_record.h"
#include "shared/base/instant.h"
#include "shared/client/coordinator_connection.h"

#include <QSqlDatabase>

#include <optional>

namespace txdesk::at {

enum class UndoState {
    Undoable = 0,  // the row holds an undo record
    Tombstone = 1, // rolled back before phase one committed: it never will
};

struct UndoRow
{
    UndoState state = UndoState::Undoable;
    QByteArray record;
};

// Thread: the connection's. Begins and ends no transaction.
class UndoLog
{
public:
    explicit UndoLog(QSqlDatabase db, QString table = QStringLiteral("undo_log"));

    // Creates the table unless it is there.
    [[nodiscard]] Result<> createTable();

    // Conflict: there is a row for this branch already (phase one: it has been rolled back).
    [[nodiscard]] Result<> insert(const Gid &gid, const BranchId &branch, const QByteArray &record);
    [[nodiscard]] Result<> insertTombstone(const Gid &gid, const BranchId &branch);

    // The row, locked until the end of the transaction. forUpdate: not for a mere look.
    [[nodiscard]] Result<std::optional<UndoRow>> find(const Gid &gid, const BranchId &branch, bool forUpdate);
    [[nodiscard]] Result<bool> remove(const Gid &gid, const BranchId &branch); // false: there was none

    // Removes rows older than `retention` of transactions that the coordinator says are over, at most of `limit` gids a call;
    // how many rows. Of what it does not know (any more) only tombstones go: an undo record may be the only way back if we
    // ask the wrong coordinator. What cannot be asked about stays. A service calls it now and then.
    [[nodiscard]] Result<int> purge(client::CoordinatorConnection &coordinator, Milliseconds retention, int limit = 100);

private:
    [[nodiscard]] Result<QList<Gid>> oldest(Milliseconds retention, int limit, int offset);
    [[nodiscard]] Result<int> removeFrom(UndoState least, const Gid &gid);

    QSqlDatabase m_db;
    QString m_table;
};

} // namespace txdesk::at
