// Reads a table when it is first asked for: a few of them are, however many there are.
// SPDX-License-Identifier: Apache-2.0
#include "shared/at/sqlite_tables.h"

#include "shared/client/participant_sql.h"

#include <algorithm>
#include <cmath>

namespace txdesk::at {

using namespace Qt::StringLiterals;

namespace {

// Reads a table's columns in order.
class SqliteTableReader
{
public:
    SqliteTable table{};

    void add(SqliteStatement &row)
    {
        if (table.name.isEmpty())
            begin(row.text(0), row.text(1), row.integer(2) != 0);
        const QString column = row.text(3);
        const qint64 hidden = row.integer(6);
        if (hidden == 2 || hidden == 3)
            refuse(u"table %1 has a generated column, %2"_s.arg(table.name, column));
        if (const auto nth = row.integer(5); nth > 0)
            addKeyColumn(int(nth), row.text(7));
        table.columns.append({column, row.text(4)});
    }

    void finish()
    {
        if (table.isStored && table.key.isEmpty())
            refuse(u"table %1 has no declared primary key"_s.arg(table.name));
        if (!table.rowid.isEmpty())
            nameRowid();
    }

private:
    void refuse(const QString &why)
    {
        if (table.refusal.isEmpty())
            table.refusal = why;
    }

    void begin(const QString &name, const QString &type, bool isWithoutRowid)
    {
        table.name = name;
        table.isStored = type != "view"_L1;
        if (type == "virtual"_L1 || type == "shadow"_L1)
            refuse(u"%1 is a virtual table, or belongs to one"_s.arg(name));
        if (table.isStored && !isWithoutRowid)
            table.rowid = "rowid";
    }

    void addKeyColumn(int nth, const QString &collation)
    {
        if (collation != "BINARY"_L1 && collation != "NOCASE"_L1 && collation != "RTRIM"_L1)
            refuse(u"the key of table %1 is compared by collation %2"_s.arg(table.name, collation));
        table.key.resize(std::max(table.key.size(), qsizetype(nth)));
        table.key[nth - 1] = {int(table.columns.size()), collation.toLatin1()};
    }

    // Columns may take the names of the rowid.
    void nameRowid()
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
        refuse(u"table %1 has columns named rowid, _rowid_ and oid"_s.arg(table.name));
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

Result<const SqliteTable *> SqliteTables::find(const QString &name)
{
    auto known = m_known.find(name);
    if (known == m_known.end()) {
        const Result<QString> text = client::participantStatement("at_table_sqlite"_L1);
        Result<SqliteStatement> statement = text ? SqliteStatement::prepare(m_db, text->toUtf8()) : tl::unexpected(text.error());
        const Result<> bound = statement ? statement->bind(1, RowValue::text(name.toUtf8())) : tl::unexpected(statement.error());
        if (!bound)
            return tl::unexpected(bound.error());
        SqliteTableReader reader;
        for (;;) {
            const Result<bool> more = statement->step();
            if (!more)
                return tl::unexpected(more.error());
            if (!*more)
                break;
            reader.add(*statement);
        }
        reader.finish();
        known = m_known.emplace(name, std::move(reader.table)).first;
    }
    return known->second.name.isEmpty() ? nullptr : &known->second;
}

} // namespace txdesk::at
