// Tables, columns, values, assignments, and WHERE, ORDER BY, LIMIT.
// SPDX-License-Identifier: Apache-2.0
#include "shared/statement/parts.h"

#include "shared/statement/refusal.h"

#include <algorithm>
#include <array>

namespace txdesk::statement {
namespace {

constexpr std::array<QByteArrayView, 29> partWords{"AS", "CROSS", "EXCEPT", "FETCH", "FOR", "FORCE", "FROM", "GROUP", "HAVING", "INNER",
                                                   "INTERSECT", "INTO", "JOIN", "LIMIT", "LOCK", "NATURAL", "ON", "ORDER", "PARTITION",
                                                   "PROCEDURE", "RETURNING", "SELECT", "SET", "STRAIGHT_JOIN", "UNION", "USE", "USING",
                                                   "WHERE", "WITH"};

bool beginsPart(const Reader &reader, qsizetype i)
{
    if (reader.token(i).kind != TokenKind::Word)
        return false;
    const auto is = [&](QByteArrayView word) { return reader.isWord(i, word); };
    if (std::ranges::any_of(partWords, is))
        return true;
    if (is("WINDOW"))
        return reader.isName(i + 1) && reader.isWord(i + 2, "AS");
    if (is("LEFT") || is("RIGHT"))
        return reader.isWord(i + 1, "JOIN") || reader.isWord(i + 1, "OUTER");
    const bool beforeNumber = i + 1 < reader.count() && (reader.token(i + 1).kind == TokenKind::Number || reader.token(i + 1).kind == TokenKind::Parameter);
    return is("OFFSET") && beforeNumber;
}

bool beginsJoin(const Reader &reader)
{
    static constexpr std::array<QByteArrayView, 8> words{"JOIN", "INNER", "CROSS", "LEFT", "RIGHT", "NATURAL", "STRAIGHT_JOIN", "FULL"};
    return reader.isSymbol(',') || std::ranges::any_of(words, [&](QByteArrayView word) { return reader.isWord(word); });
}

ValueForm formOf(const Reader &reader, qsizetype from, qsizetype to)
{
    if (to - from != 1)
        return ValueForm::Expression;
    switch (reader.token(from).kind) {
    case TokenKind::Parameter: return ValueForm::Parameter;
    case TokenKind::Number: return ValueForm::Number;
    case TokenKind::Text: return ValueForm::Text;
    case TokenKind::Word:
        if (reader.isWord(from, "NULL"))
            return ValueForm::Null;
        return reader.isWord(from, "DEFAULT") ? ValueForm::Default : ValueForm::Expression;
    case TokenKind::Name:
    case TokenKind::QuotedName:
    case TokenKind::Variable:
    case TokenKind::Symbol: break;
    }
    return ValueForm::Expression;
}

bool sameName(const QString &one, const QString &other)
{
    return one.compare(other, Qt::CaseInsensitive) == 0;
}

bool isTable(const TableName &table, const QStringList &qualifier)
{
    if (qualifier.isEmpty())
        return true;
    if (!table.alias.isEmpty())
        return qualifier.size() == 1 && sameName(qualifier.first(), table.alias);
    const bool sameSchema = qualifier.size() == 1 || (qualifier.size() == 2 && (table.schema.isEmpty() || sameName(qualifier.first(), table.schema)));
    return sameSchema && sameName(qualifier.last(), table.name);
}

// a.b.c, not more than three.
Result<QStringList> readDottedName(Reader &reader)
{
    QStringList parts;
    do {
        if (!reader.isName(reader.place()))
            return refused(u"%1 where a name must stand"_s.arg(reader.told()));
        parts.append(reader.nameAt(reader.place()));
        reader.skip();
    } while (reader.takeSymbol('.') && parts.size() < 4);
    if (parts.size() > 3)
        return refused(u"a name of four parts"_s);
    return parts;
}

// WHERE or ORDER BY; the reader stands behind the keyword.
Result<Span> readRows(Reader &reader, Statement &statement, const QString &name)
{
    const qsizetype from = reader.place(), to = partEnd(reader, from, false);
    if (from == to)
        return malformed(u"an empty %1"_s.arg(name));
    const Result<Findings> found = checkExpression(reader, from, to, Place::Selection);
    if (!found)
        return tl::unexpected(found.error());
    statement.readsClock = statement.readsClock || found->clock;
    statement.hasSubquery = statement.hasSubquery || found->subquery;
    reader.skip(to - from);
    return reader.span(from, to);
}

bool takeCount(Reader &reader)
{
    if (reader.atEnd())
        return false;
    const TokenKind kind = reader.token(reader.place()).kind;
    const QByteArrayView text = reader.spelled(reader.place());
    const bool isDigits = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    if (kind != TokenKind::Parameter && !(kind == TokenKind::Number && isDigits))
        return false;
    reader.skip();
    return true;
}

Result<Span> readLimit(Reader &reader, bool mayHaveOffset)
{
    const qsizetype from = reader.place();
    bool isGood = takeCount(reader);
    if (isGood && (reader.isSymbol(',') || reader.isWord("OFFSET"))) {
        if (!mayHaveOffset)
            return refused(u"an offset in LIMIT"_s);
        reader.skip();
        isGood = takeCount(reader);
    }
    if (!isGood)
        return refused(u"a LIMIT that is neither a number nor a parameter"_s);
    return reader.span(from, reader.place());
}

} // namespace

qsizetype partEnd(const Reader &reader, qsizetype from, bool stopsAtComma)
{
    qsizetype i = from;
    while (i < reader.count()) {
        if (reader.isSymbol(i, '(')) {
            i = reader.behindParenthesis(i);
            continue;
        }
        if (reader.isSymbol(i, ')') || (stopsAtComma && reader.isSymbol(i, ',')) || beginsPart(reader, i))
            return i;
        ++i;
    }
    return i;
}

Result<TableName> readTable(Reader &reader, const QString &in, bool mayHaveAlias)
{
    if (reader.isSymbol('('))
        return refused(u"a sub-query or a join as the table of "_s + in);
    const qsizetype from = reader.place();
    const Result<QStringList> parts = readDottedName(reader);
    if (!parts)
        return tl::unexpected(parts.error());
    if (parts->size() > 2)
        return refused(u"a table's name of three parts"_s);
    TableName table{.schema = parts->size() == 2 ? parts->first() : QString(), .name = parts->last()};
    table.spelled = reader.span(from, reader.place());
    if (reader.isSymbol('(') && mayHaveAlias)
        return refused(u"a table function in "_s + in);
    const bool hasAs = mayHaveAlias && reader.takeWord("AS");
    if (mayHaveAlias && !beginsJoin(reader) && reader.isName(reader.place())) {
        table.alias = reader.nameAt(reader.place());
        reader.skip();
    } else if (hasAs) {
        return malformed(u"an AS without a name"_s);
    }
    table.whole = reader.span(from, reader.place());
    if (beginsJoin(reader))
        return refused(u"a join in "_s + in);
    for (const char *hint : {"PARTITION", "USE", "FORCE", "IGNORE"})
        if (reader.isWord(hint))
            return refused(u"%1 behind the table of %2"_s.arg(QLatin1StringView(hint), in));
    return table;
}

Result<QString> readColumn(Reader &reader, const TableName &table)
{
    Result<QStringList> parts = readDottedName(reader);
    if (!parts)
        return tl::unexpected(parts.error());
    const QString column = parts->takeLast();
    if (!isTable(table, *parts))
        return refused(u"a column of another table than %1"_s.arg(shown(table.name.toUtf8())));
    return column;
}

Result<Value> readValue(Reader &reader, qsizetype end)
{
    const qsizetype from = reader.place();
    if (from >= end)
        return malformed(u"an empty value"_s);
    if (const Result<Findings> found = checkExpression(reader, from, end, Place::Value); !found)
        return tl::unexpected(found.error());
    reader.skip(end - from);
    return Value{reader.span(from, end), formOf(reader, from, end)};
}

Result<QList<Assignment>> readAssignments(Reader &reader, const TableName &table)
{
    QList<Assignment> assignments;
    do {
        const Result<QString> column = readColumn(reader, table);
        if (!column)
            return tl::unexpected(column.error());
        if (!reader.takeSymbol('='))
            return refused(u"%1 in place of = behind a column"_s.arg(reader.told()));
        const Result<Value> value = readValue(reader, partEnd(reader, reader.place(), true));
        if (!value)
            return tl::unexpected(value.error());
        assignments.append({*column, *value});
    } while (reader.takeSymbol(','));
    return assignments;
}

Result<> readSelection(Reader &reader, Statement &statement, const QString &in)
{
    const auto keep = [](std::optional<Span> &where, const Result<Span> &span) -> Result<> {
        if (!span)
            return tl::unexpected(span.error());
        where = *span;
        return {};
    };
    Result<> read;
    if (reader.takeWord("WHERE"))
        read = keep(statement.where, readRows(reader, statement, u"WHERE"_s));
    if (read && reader.isWord("ORDER") && reader.isWord(reader.place() + 1, "BY")) {
        reader.skip(2);
        read = keep(statement.orderBy, readRows(reader, statement, u"ORDER BY"_s));
    }
    if (read && reader.takeWord("LIMIT"))
        read = keep(statement.limit, readLimit(reader, in == "SELECT .. FOR UPDATE"_L1));
    return read;
}

Result<> readEnd(const Reader &reader, const QString &in)
{
    if (reader.atEnd())
        return {};
    if (beginsJoin(reader) || reader.isWord("ON") || reader.isWord("USING"))
        return refused(u"a join in "_s + in);
    return refused(u"%1 in %2"_s.arg(reader.told(), in));
}

} // namespace txdesk::statement
