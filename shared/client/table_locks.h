// Rows that a local transaction changed, by their primary keys: what is locked at the coordinator.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/client/row_value.h"

#include <QJsonArray>

namespace txdesk::client {

// Two spellings of one key must come as one: whoever collects them knows the collation (codec/lock_key.h compares bytes).
struct TableLocks
{
    QString table;       // as the database spells it
    QList<Row> keys{};   // values in the order of the key's columns; no nulls

    friend bool operator==(const TableLocks &, const TableLocks &) = default;
};

// [{"table":"account","pks":[[{"i":"1"}]]}]
[[nodiscard]] QJsonArray toJson(const QList<TableLocks> &locks);

// True when every row of `wanted` is among `held`.
[[nodiscard]] bool covers(const QList<TableLocks> &held, const QList<TableLocks> &wanted);

} // namespace txdesk::client
