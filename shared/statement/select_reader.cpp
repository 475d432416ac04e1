// SELECT, with and without a lock, and SHOW.
// SPDX-License-Identifier: Apache-2.0
#include "shared/statement/parts.h"

#include "shared/statement/refusal.h"

namespace txdesk::statement {
namespace {

struct Locking
{
    qsizetype count = 0;
    qsizetype place = 0; // of the first
    bool isOutside = false; // of all parentheses
};

bool locksAt(const Reader &reader, qsizetype i)
{
    if (reader.isWord(i, "FOR"))
        return reader.isWord(i + 1, "UPDATE") || reader.isWord(i + 1, "SHARE");
    return reader.isWord(i, "LOCK") && reader.isWord(i + 1, "IN");
}

Locking lockingOf(const Reader &reader)
{
    Locking found;
    qsizetype depth = 0;
    for (qsizetype i = 0; i < reader.count(); ++i) {
        depth += reader.isSymbol(i, '(') ? 1 : reader.isSymbol(i, ')') ? -1 : 0;
        if (locksAt(reader, i) && found.count++ == 0) {
            found.place = i;
            found.isOutside = depth == 0;
        }
    }
    return found;
}

// The select list; the reader is then on FROM, or on the locking clause.
Result<Findings> readList(Reader &reader, const QString &in)
{
    for (const char *modifier : {"DISTINCT", "DISTINCTROW"})
        if (reader.isWord(modifier))
            return refused(u"%1 in %2"_s.arg(QLatin1StringView(modifier), in));
    const qsizetype from = reader.place();
    qsizetype to = from;
    while (to < reader.count() && !reader.isWord(to, "FROM") && !locksAt(reader, to))
        to = reader.isSymbol(to, '(') ? reader.behindParenthesis(to) : to + 1;
    if (from == to)
        return malformed(u"an empty list of columns"_s);
    reader.skip(to - from);
    return checkExpression(reader, from, to, Place::Value);
}

Result<> readLocking(Reader &reader, Statement &statement, const QString &in)
{
    const qsizetype from = reader.place();
    if (!reader.takeWord("FOR") || !reader.takeWord("UPDATE"))
        return readEnd(reader, in) ? malformed(u"no locking clause"_s) : readEnd(reader, in);
    if (reader.takeWord("WAIT")) {
        if (reader.atEnd() || reader.token(reader.place()).kind != TokenKind::Number)
            return refused(u"a WAIT without a number"_s);
        reader.skip();
    } else {
        reader.takeWord("NOWAIT");
    }
    statement.locking = reader.span(from, reader.place());
    return readEnd(reader, in);
}

Result<> readForUpdate(Reader &reader, Statement &statement)
{
    const QString in = u"SELECT .. FOR UPDATE"_s;
    statement.kind = StatementKind::SelectForUpdate;
    reader.skip();
    const Result<Findings> list = readList(reader, in);
    if (!list)
        return tl::unexpected(list.error());
    if (!reader.takeWord("FROM"))
        return refused(in + u" without a table"_s);
    const Result<TableName> table = readTable(reader, in, true);
    if (!table)
        return tl::unexpected(table.error());
    statement.table = *table;
    if (const Result<> read = readSelection(reader, statement, in); !read)
        return read;
    if (list->aggregate && statement.limit)
        return refused(u"an aggregate with LIMIT in "_s + in);
    return readLocking(reader, statement, in);
}

} // namespace

Result<> readSelect(Reader &reader, Statement &statement)
{
    const Locking locking = lockingOf(reader);
    if (locking.count == 0) {
        statement.kind = StatementKind::PlainRead;
        const Result<Findings> found = checkExpression(reader, reader.place(), reader.count(), Place::Read);
        return found ? Result<>{} : tl::unexpected(found.error());
    }
    if (!locking.isOutside || locking.count > 1 || reader.isSymbol('('))
        return refused(u"a locking clause in a sub-query"_s);
    if (!reader.isWord(locking.place, "FOR") || !reader.isWord(locking.place + 1, "UPDATE"))
        return refused(u"%1, which does not look at the global locks: use FOR UPDATE"_s.arg(reader.isWord(locking.place, "FOR") ? u"FOR SHARE"_s : u"LOCK IN SHARE MODE"_s));
    return readForUpdate(reader, statement);
}

Result<> readShow(Reader &reader, Statement &statement)
{
    statement.kind = StatementKind::Show;
    const qsizetype from = reader.place();
    for (qsizetype i = from; i < reader.count(); ++i)
        if (reader.isWord(i, "ANALYZE"))
            return refused(u"ANALYZE, which runs the statement"_s);
    const Result<Findings> found = checkExpression(reader, from, reader.count(), Place::Read);
    return found ? Result<>{} : tl::unexpected(found.error());
}

} // namespace txdesk::statement
