// Values of MySQL's and MariaDB's columns as undo records carry them: read as bytes that mean the same in every session, written
// back from them. Source: measurements of QMYSQL in the specification, H.6. Not for users.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/at/change_set.h"

#include <QVariant>

namespace txdesk::at {

enum class MysqlClass {
    Integer,   // also YEAR
    Bits,
    Decimal,
    Real,      // DOUBLE
    Single,    // FLOAT: no literal compares equal to it
    Text,      // CHAR, VARCHAR, TEXT, MariaDB's JSON
    Choice,    // ENUM, SET
    Bytes,     // BINARY, VARBINARY, BLOB
    Temporal,  // DATE, TIME, DATETIME
    Timestamp, // as seconds since 1970: what it shows depends on the session's time zone
    Json,      // MySQL's
    Named,     // UUID, INET4, INET6
    Unknown,   // GEOMETRY and what comes
};

enum class MysqlDefault { None, Null, Constant, Expression };

struct MysqlColumn
{
    QString name;
    QString type;                // as declared, with its character set
    MysqlClass kind = MysqlClass::Unknown;
    QByteArray charset{};        // of a text
    QString collation{};
    QByteArray cast{};           // a type for CAST that rounds as the column does; empty: none needed
    qint64 lengthMax = 0;        // of BINARY(n): bytes
    bool isFixed = false;        // CHAR, BINARY
    bool isNullable = true;
    bool isGenerated = false;
    bool isInvisible = false;
    bool isAutoIncrement = false;
    bool setsItself = false;     // ON UPDATE CURRENT_TIMESTAMP
    MysqlDefault byDefault = MysqlDefault::None;
};

// One row of information_schema.COLUMNS; values in the order of at_columns_mysql.sql.
[[nodiscard]] MysqlColumn mysqlColumnFrom(const QVariantList &described);

// An SQL expression that gives the column's value as bytes; operand: the column's name.
[[nodiscard]] QByteArray mysqlRead(const MysqlColumn &column, const QByteArray &operand);
// The same for any expression, rounded as if it had been stored in the column.
[[nodiscard]] QByteArray mysqlReadAsStored(const MysqlColumn &column, const QByteArray &operand);
// What such an expression gave. InvalidRequest: a text that is not UTF-8.
[[nodiscard]] Result<RowValue> mysqlValue(const MysqlColumn &column, const QVariant &bytes, bool isNull);

// The value as it can be written and compared. Timestamps mean the session's zone is UTC (phase two's is). InvalidRequest:
// data that is not of its kind.
[[nodiscard]] Result<QByteArray> mysqlLiteral(const MysqlColumn &column, const RowValue &value);
// The same; long texts and bytes become "?" and a value to bind.
[[nodiscard]] Result<QByteArray> mysqlAssigned(const MysqlColumn &column, const RowValue &value, QVariantList &binds);

// Spellings that the column's collation takes for the same come as one: an expression for its weight, empty when the value
// itself will do; and that weight, or the value, as it is locked.
[[nodiscard]] QByteArray mysqlWeight(const MysqlColumn &column, const QByteArray &operand);
[[nodiscard]] RowValue mysqlFolded(const MysqlColumn &column, const RowValue &value, const QByteArray &weightHex);

} // namespace txdesk::at
