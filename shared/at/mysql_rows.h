// Reads whole rows of a table with exact values. Not for users.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/at/mysql_tables.h"

class QSqlError;

namespace txdesk::at {

struct MysqlImage
{
    Row row;     // all of MysqlTable::columns
    Row folded;  // its key, one spelling for what the collation takes for the same

    friend bool operator==(const MysqlImage &, const MysqlImage &) = default;
};

// Images of more rows are refused: an undo record could not hold them.
inline constexpr qsizetype imageRowsMax = 100'000;

// "SELECT <everything> FROM <from>": what readImages() reads. prefix: "`t`." or nothing.
[[nodiscard]] QByteArray imageSelect(const MysqlTable &table, const QByteArray &prefix, const QByteArray &from);

// Runs such a select. InvalidRequest: too many rows, or a text that is not UTF-8.
[[nodiscard]] Result<QList<MysqlImage>> readImages(const QSqlDatabase &db, const MysqlTable &table, const QByteArray &sql, const QVariantList &values = {},
                                                   QSqlError *error = nullptr);

// The rows with these keys, locked, in no order.
[[nodiscard]] Result<QList<MysqlImage>> imagesByKeys(const QSqlDatabase &db, const MysqlTable &table, const QList<Row> &keys);

// The rows of these conditions, locked: each once. Conditions are put into selects of a moderate size.
[[nodiscard]] Result<QList<MysqlImage>> imagesWhere(const QSqlDatabase &db, const MysqlTable &table, const QByteArrayList &conditions, QSqlError *error = nullptr);

// Tells keys, or folded keys, apart.
[[nodiscard]] QByteArray identityOfKey(const Row &key);

} // namespace txdesk::at
