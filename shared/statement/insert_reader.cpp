// INSERT and REPLACE.
// SPDX-License-Identifier: Apache-2.0
#include "shared/statement/parts.h"

#include "shared/statement/refusal.h"

namespace txdesk::statement {
namespace {

bool beginsQuery(const Reader &reader, qsizetype i)
{
    return reader.isWord(i, "SELECT") || reader.isWord(i, "WITH") || reader.isWord(i, "TABLE");
}

Result<> readColumns(Reader &reader, Statement &statement)
{
    if (reader.takeSymbol(')'))
        return {};
    do {
        const Result<QString> column = readColumn(reader, statement.table);
        if (!column)
            return tl::unexpected(column.error());
        if (statement.columns.contains(*column, Qt::CaseInsensitive))
            return malformed(u"the column %1 twice"_s.arg(shown(column->toUtf8())));
        statement.columns.append(*column);
    } while (reader.takeSymbol(','));
    if (!reader.takeSymbol(')'))
        return refused(u"%1 in a list of columns"_s.arg(reader.told()));
    return {};
}

Result<QList<Value>> readRow(Reader &reader)
{
    if (!reader.isSymbol('('))
        return refused(u"%1 where a row of values must stand"_s.arg(reader.told()));
    const qsizetype behind = reader.behindParenthesis(reader.place());
    reader.skip();
    QList<Value> row;
    if (reader.place() == behind - 1) {
        reader.skip();
        return row;
    }
    do {
        const Result<Value> value = readValue(reader, std::min(partEnd(reader, reader.place(), true), behind - 1));
        if (!value)
            return tl::unexpected(value.error());
        row.append(*value);
    } while (reader.takeSymbol(','));
    if (reader.place() != behind - 1)
        return refused(u"%1 in a row of values"_s.arg(reader.told()));
    reader.skip();
    return row;
}

Result<> readRowsOfValues(Reader &reader, Statement &statement)
{
    do {
        const Result<QList<Value>> row = readRow(reader);
        if (!row)
            return tl::unexpected(row.error());
        const qsizetype wanted = statement.columns.isEmpty() ? (statement.rows.isEmpty() ? row->size() : statement.rows.first().size()) : statement.columns.size();
        if (row->size() != wanted)
            return malformed(u"a row with %1 values where %2 must stand"_s.arg(row->size()).arg(wanted));
        statement.rows.append(*row);
    } while (reader.takeSymbol(','));
    return {};
}

Result<> readSetOfInsert(Reader &reader, Statement &statement)
{
    const Result<QList<Assignment>> assignments = readAssignments(reader, statement.table);
    if (!assignments)
        return tl::unexpected(assignments.error());
    QList<Value> row;
    for (const Assignment &assignment : *assignments) {
        if (statement.columns.contains(assignment.column, Qt::CaseInsensitive))
            return malformed(u"the column %1 twice"_s.arg(shown(assignment.column.toUtf8())));
        statement.columns.append(assignment.column);
        row.append(assignment.value);
    }
    statement.rows.append(row);
    return {};
}

// INTO t (a, b) VALUES (..), (..) and SET a = .., and nothing that reads its rows from elsewhere.
Result<> readSource(Reader &reader, Statement &statement, const QString &in)
{
    if (reader.isSymbol('(')) {
        if (beginsQuery(reader, reader.place() + 1) || reader.isSymbol(reader.place() + 1, '('))
            return refused(in + u" .. SELECT"_s);
        reader.skip();
        if (const Result<> read = readColumns(reader, statement); !read)
            return read;
    }
    if (beginsQuery(reader, reader.place()) || reader.isSymbol('('))
        return refused(in + u" .. SELECT"_s);
    if (reader.takeWord("VALUES") || reader.takeWord("VALUE"))
        return readRowsOfValues(reader, statement);
    if (statement.columns.isEmpty() && reader.takeWord("SET"))
        return readSetOfInsert(reader, statement);
    return refused(u"%1 in %2"_s.arg(reader.told(), in));
}

Result<> readRowAlias(Reader &reader, Statement &statement)
{
    if (!reader.takeWord("AS"))
        return {};
    if (!reader.isName(reader.place()))
        return malformed(u"an AS without a name"_s);
    statement.rowAlias = reader.span(reader.place(), reader.place() + 1);
    reader.skip();
    return reader.isSymbol('(') ? Result<>(refused(u"names for the columns of a new row"_s)) : Result<>{};
}

Result<> readDuplicateKey(Reader &reader, Statement &statement, const QString &in)
{
    if (!reader.isWord("ON"))
        return {};
    reader.skip();
    if (!reader.takeWord("DUPLICATE") || !reader.takeWord("KEY") || !reader.takeWord("UPDATE"))
        return refused(u"%1 in %2"_s.arg(reader.told(), in));
    if (statement.kind != StatementKind::Insert)
        return refused(u"ON DUPLICATE KEY UPDATE with "_s + in);
    const qsizetype from = reader.place();
    const Result<QList<Assignment>> assignments = readAssignments(reader, statement.table);
    if (!assignments)
        return tl::unexpected(assignments.error());
    statement.kind = StatementKind::Upsert;
    statement.assignments = *assignments;
    statement.assigned = reader.span(from, reader.place());
    return {};
}

} // namespace

Result<> readInsert(Reader &reader, Statement &statement)
{
    const bool isReplace = reader.isWord("REPLACE");
    QString in = isReplace ? u"REPLACE"_s : u"INSERT"_s;
    statement.kind = isReplace ? StatementKind::Replace : StatementKind::Insert;
    reader.skip();
    for (const char *priority : {"LOW_PRIORITY", "HIGH_PRIORITY", "DELAYED"})
        if (reader.isWord(priority))
            return refused(u"%1 %2"_s.arg(in, QLatin1StringView(priority)));
    if (!isReplace && reader.takeWord("IGNORE")) {
        statement.kind = StatementKind::InsertIgnore;
        in = u"INSERT IGNORE"_s;
    }
    reader.takeWord("INTO");
    const Result<TableName> table = readTable(reader, in, false);
    if (!table)
        return tl::unexpected(table.error());
    statement.table = *table;
    Result<> read = readSource(reader, statement, in);
    if (read)
        read = readRowAlias(reader, statement);
    if (read)
        read = readDuplicateKey(reader, statement, in);
    return read ? readEnd(reader, in) : read;
}

} // namespace txdesk::statement
