// How phase two reads rows as they are now and puts them back. One a database; what is dirty and what is done is decided in
// rollback_plan.cpp, for all of them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/at/change_set.h"
#include "shared/base/instant.h"

#include <QSqlDatabase>

#include <memory>
#include <optional>

namespace txdesk::at {

struct Shape
{
    bool isWhole = false; // the item has all columns that the table has now, generated ones aside
};

// Thread: the connection's, which is phase two's own.
// Errors: Conflict, a constraint or the table's shape forbids it (a person must decide; never tried again by itself);
// Overloaded, somebody holds the rows or the file (tried again soon); Unavailable and the rest: tried again later.
class Restore
{
public:
    virtual ~Restore() = default;

    // Once a connection, before the first begin(): triggers and foreign-key actions off, fixed modes; lockWait: for
    // rows, or the file, that somebody holds.
    [[nodiscard]] virtual Result<> setUp(Milliseconds lockWait) = 0;

    [[nodiscard]] virtual Result<> begin() = 0;
    [[nodiscard]] virtual Result<> savepoint() = 0;   // one, set anew each time
    [[nodiscard]] virtual Result<> backToSavepoint() = 0;
    [[nodiscard]] virtual Result<> commit() = 0;      // after checkReferences()
    virtual void rollback() = 0;

    // Conflict, with what differs: the table is gone, or lacks a column, or declares another type or key.
    [[nodiscard]] virtual Result<Shape> checkShape(const UndoItem &item) = 0;

    // The rows with the item's keys (of its before image, or of its after image when it has no other), in their order, with
    // the item's columns; locked until the end. nullopt: no such row.
    [[nodiscard]] virtual Result<QList<std::optional<Row>>> currentRows(const UndoItem &item) = 0;

    [[nodiscard]] virtual Result<> insertRow(const UndoItem &item, const Row &row) = 0;
    // Writes those columns (indexes into item.columns) of the row whose key `row` holds.
    [[nodiscard]] virtual Result<> updateRow(const UndoItem &item, const Row &row, const QList<qsizetype> &columns) = 0;
    [[nodiscard]] virtual Result<> deleteRow(const UndoItem &item, const Row &row) = 0;

    // Before the first write, and before commit(): Conflict when references are broken that were not at the first call.
    [[nodiscard]] virtual Result<> checkReferences(const QList<UndoItem> &items) = 0;
};

[[nodiscard]] Result<std::unique_ptr<Restore>> makeRestore(QSqlDatabase db);

} // namespace txdesk::at
