// How the changes of one local transaction are seen: SQLite's preupdate hook, or statements that are read beforehand
// (MySQL). One a database; the rest of AT knows only this.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/at/change_set.h"
#include "shared/base/instant.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

#include <memory>

namespace txdesk::at {

// Thread: the connection's. One local transaction: begin, exec.., flush, and then (the undo row having been written on the
// same connection) commit or rollback.
// Errors: InvalidRequest, the statement or its table cannot be undone exactly, refused by name before it changes anything
// or, at the latest, by flush(); Overloaded, the database made us wait too long for rows or the file; Conflict, the
// database's own constraints; Unavailable, the database cannot be reached.
class Capture
{
public:
    virtual ~Capture() = default;

    [[nodiscard]] virtual Result<> begin() = 0;

    // Runs one statement with values for its "?". What is not INSERT, UPDATE, DELETE, REPLACE or SELECT is refused.
    [[nodiscard]] virtual Result<QSqlQuery> exec(const QString &sql, const QVariantList &binds) = 0;

    // Runs a select whose columns hold the table's key; takeLockedReads() tells the rows. On MySQL it ends in FOR UPDATE, as
    // it may in exec(); SQLite has the file to itself anyway.
    [[nodiscard]] virtual Result<QList<QVariantList>> selectForUpdate(const QString &table, const QString &sql, const QVariantList &binds) = 0;

    // Keys of rows that were read for update since the last call.
    [[nodiscard]] virtual QList<client::TableLocks> takeLockedReads() = 0;

    // Everything that has changed so far.
    [[nodiscard]] virtual Result<ChangeSet> flush() = 0;

    // OutcomeUnknown: the connection was lost, it may have committed. Any other error: it has not, and rollback() follows.
    [[nodiscard]] virtual Result<> commit() = 0;
    virtual void rollback() = 0; // also when nothing was begun

    // How long a global lock may be waited for while the local transaction is open. 0 on SQLite, whose one writer would
    // keep the holder's own rollback from the file.
    [[nodiscard]] virtual Milliseconds waitInsideMax() const = 0;
};

// For QSQLITE and QMYSQL; `undoTable` is not captured. InvalidRequest: another driver, or a library without what it takes.
[[nodiscard]] Result<std::unique_ptr<Capture>> makeCapture(QSqlDatabase db, const QString &undoTable);

} // namespace txdesk::at
