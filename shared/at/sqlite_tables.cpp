// Reads the schema once a local transaction: inside of it nobody can change it.
// SPDX-License-Identifier: Apache-2.0
#include "shared/at/sqlite_tables.h"

#include "shared/client/participant_sql.h"

#include <algorithm>
#include <cmath>

namespace txdesk::at {

using namespace Qt::StringLiterals;

namespace {

// Reads columns in order, one table after another.
class TableReader
{
public:
    QHash<QString, SqliteTable> tables;

    void add(SqliteStatement &row)
    {
        const QString name = row.text(0);
        SqliteTable &table = tables[name];
        if (table.name.isEmpty())
            begin(table, name, row.text(1), row.integer(2) != 0);
        const QString column = row.text(3);
        const qint64 hidden = row.integer(6);
        if (hidden == 2 || hidden == 3)
            refuse(table, u"table %1 has a generated column, %2"_s.arg(name, column));
        if (const auto nth = row.integer(5); nth > 0)
            addKeyColumn(table, int(nth), row.text(7));
        table.columns.append({column, row.text(4)});
    }

    void finish()
    {
        for (SqliteTable &table : tables) {
            if (table.isStored && table.key.isEmpty())
                refuse(table, u"table %1 has no declared primary key"_s.arg(table.name));
            if (!table.rowid.isEmpty())
                nameRowid(table);
        }
    }

private:
    static void refuse(SqliteTable &table, const QString &why)
    {
        if (table.refusal.isEmpty())
            table.refusal = why;
    }

    static void begin(SqliteTable &table, const QString &name, const QString &type, bool isWithoutRowid)
    {
        table.name = name;
        table.isStored = type != "view"_L1;
        if (type == "virtual"_L1 || type == "shadow"_L1)
            refuse(table, u"%1 is a virtual table, or belongs to one"_s.arg(name));
        if (table.isStored && !isWithoutRowid)
            table.rowid = "rowid";
    }

    static void addKeyColumn(SqliteTable &table, int nth, const QString &collation)
    {
        if (collation != "BINARY"_L1 && collation != "NOCASE"_L1 && collation != "RTRIM"_L1)
            refuse(table, u"the key of table %1 is compared by collation %2"_s.arg(table.name, collation));
        table.key.resize(std::max(table.key.size(), qsizetype(nth)));
        table.key[nth - 1] = {int(table.columns.size()), collation.toLatin1()};
    }

    // Columns may take the names of the rowid.
    static void nameRowid(SqliteTable &table)
    {
        for (const QLatin1StringView name : {"rowid"_L1, "_rowid_"_L1, "oid"_L1}) {
            const bool isTaken = std::ranges::any_of(table.columns, [name](const UndoColumn &column) {
                return column.name.compare(name, Qt::CaseInsensitive) == 0;
            });
            if (!isTaken) {
                table.rowid = QByteArray(name.data(), name.size());
                return;
            }
        }
        refuse(table, u"table %1 has columns named rowid, _rowid_ and oid"_s.arg(table.name));
    }
};

RowValue folded(const RowValue &value, const QByteArray &collation)
{
    if (value.kind == RowValue::Kind::Real) {
        const double number = value.data.toDouble(); // 1.0 and 1 are one key
        if (std::abs(number) < 9e15 && number == std::trunc(number))
            return RowValue::integer(qint64(number));
        return RowValue::text(value.data); // the wire's locks know no reals
    }
    if (value.kind != RowValue::Kind::Text || collation == "BINARY")
        return value;
    QByteArray text = value.data;
    if (collation == "NOCASE") {
        for (char &c : text) // only A to Z, as SQLite does
            if (c >= 'A' && c <= 'Z')
                c = char(c - 'A' + 'a');
    } else {
        while (text.endsWith(' '))
            text.chop(1);
    }
    return RowValue::text(text);
}

} // namespace

QStringList SqliteTable::keyNames() const
{
    QStringList names;
    for (const SqliteKeyColumn &column : key)
        names.append(columns[column.index].name);
    return names;
}

QByteArray SqliteTable::columnList() const
{
    QByteArrayList names;
    for (const UndoColumn &column : columns)
        names.append(sqliteQuoted(column.name));
    return names.join(", ");
}

QByteArray SqliteTable::whereKey(int firstParameter) const
{
    QByteArrayList terms;
    for (const SqliteKeyColumn &column : key) {
        QByteArray term = sqliteQuoted(columns[column.index].name) + " = ?" + QByteArray::number(firstParameter++);
        if (column.collation != "BINARY")
            term += " COLLATE " + column.collation;
        terms.append(term);
    }
    return terms.join(" AND ");
}

Row SqliteTable::keyOf(const Row &row) const
{
    Row result;
    for (const SqliteKeyColumn &column : key)
        result.append(row[column.index]);
    return result;
}

Row SqliteTable::foldedKey(const Row &keyValues) const
{
    Row result;
    for (qsizetype i = 0; i < key.size(); ++i)
        result.append(folded(keyValues[i], key[i].collation));
    return result;
}

Result<QHash<QString, SqliteTable>> readSqliteTables(sqlite3 *db)
{
    const Result<QString> text = client::participantStatement("at_tables_sqlite"_L1);
    if (!text)
        return tl::unexpected(text.error());
    Result<SqliteStatement> statement = SqliteStatement::prepare(db, text->toUtf8());
    if (!statement)
        return tl::unexpected(statement.error());
    TableReader reader;
    for (;;) {
        const Result<bool> more = statement->step();
        if (!more)
            return tl::unexpected(more.error());
        if (!*more)
            break;
        reader.add(*statement);
    }
    reader.finish();
    return reader.tables;
}

} // namespace txdesk::at
