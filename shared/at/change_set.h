// What a local transaction changed: rows before and after, and the keys to lock.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/names.h"
#include "shared/client/table_locks.h"

namespace txdesk::at {

using client::Row;
using client::RowValue;

enum class ChangeKind { Insert, Update, Delete };
inline constexpr std::array<Name<ChangeKind>, 3> changeKindNames{{
    {ChangeKind::Insert, QLatin1StringView("insert")},
    {ChangeKind::Update, QLatin1StringView("update")},
    {ChangeKind::Delete, QLatin1StringView("delete")},
}};

struct UndoColumn
{
    QString name;
    QString type{}; // as the database declares it; phase two refuses when it is another one by then

    friend bool operator==(const UndoColumn &, const UndoColumn &) = default;
};

// Rows of one table that were changed in the same way.
// Invariant: every row has a value for each column; every key column is among the columns.
//   Insert: only after. Delete: only before, of all columns. Update: both, same length, row by row, same key.
// An update gives all columns that can be restored (no generated ones) if it can: those that are equal before and after are
// neither compared nor written, but bring a row back that somebody deleted, when a person says so.
struct UndoItem
{
    ChangeKind kind = ChangeKind::Update;
    QString table;      // as the database spells it, no schema
    QStringList key;    // its columns
    QList<UndoColumn> columns;
    QList<Row> before{};
    QList<Row> after{};

    [[nodiscard]] qsizetype size() const { return kind == ChangeKind::Insert ? after.size() : before.size(); }
    [[nodiscard]] Row keyOf(const Row &row) const;

    friend bool operator==(const UndoItem &, const UndoItem &) = default;
};

struct ChangeSet
{
    QList<UndoItem> items{};            // in order of change; a row that came out as it was is in none of them
    QList<client::TableLocks> locks{};  // of every row that was touched, also by an update to the same value
};

} // namespace txdesk::at
