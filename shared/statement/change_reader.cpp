// UPDATE and DELETE of one table.
// SPDX-License-Identifier: Apache-2.0
#include "shared/statement/parts.h"

#include "shared/statement/refusal.h"

namespace txdesk::statement {
namespace {

Result<> refuseModifiers(const Reader &reader, const QString &in)
{
    for (const char *modifier : {"LOW_PRIORITY", "QUICK", "IGNORE", "HISTORY"})
        if (reader.isWord(modifier) && (!reader.isName(reader.place()) || reader.isName(reader.place() + 1) || reader.isWord(reader.place() + 1, "FROM")))
            return refused(u"%1 %2"_s.arg(in, QLatin1StringView(modifier)));
    return {};
}

} // namespace

Result<> readUpdate(Reader &reader, Statement &statement)
{
    const QString in = u"UPDATE"_s;
    statement.kind = StatementKind::Update;
    reader.skip();
    if (const Result<> plain = refuseModifiers(reader, in); !plain)
        return plain;
    const Result<TableName> table = readTable(reader, in, true);
    if (!table)
        return tl::unexpected(table.error());
    statement.table = *table;
    if (!reader.takeWord("SET"))
        return readEnd(reader, in) ? malformed(u"no SET"_s) : readEnd(reader, in);
    const qsizetype from = reader.place();
    const Result<QList<Assignment>> assignments = readAssignments(reader, statement.table);
    if (!assignments)
        return tl::unexpected(assignments.error());
    statement.assignments = *assignments;
    statement.assigned = reader.span(from, reader.place());
    const Result<> read = readSelection(reader, statement, in);
    return read ? readEnd(reader, in) : read;
}

Result<> readDelete(Reader &reader, Statement &statement)
{
    const QString in = u"DELETE"_s;
    statement.kind = StatementKind::Delete;
    reader.skip();
    if (const Result<> plain = refuseModifiers(reader, in); !plain)
        return plain;
    if (!reader.takeWord("FROM"))
        return refused(u"a join in DELETE"_s);
    const Result<TableName> table = readTable(reader, in, true);
    if (!table)
        return tl::unexpected(table.error());
    statement.table = *table;
    const Result<> read = readSelection(reader, statement, in);
    return read ? readEnd(reader, in) : read;
}

} // namespace txdesk::statement
