// Chooses the reader by the first word and names what AT does not do.
// SPDX-License-Identifier: Apache-2.0
#include "shared/statement/analyser.h"

#include "shared/statement/parts.h"
#include "shared/statement/refusal.h"

namespace txdesk::statement {
namespace {

using ReadStatement = Result<> (*)(Reader &, Statement &);

struct Beginning
{
    QByteArrayView word;
    ReadStatement read;
};

constexpr std::array<Beginning, 9> understood{{
    {"INSERT", readInsert},
    {"REPLACE", readInsert},
    {"UPDATE", readUpdate},
    {"DELETE", readDelete},
    {"SELECT", readSelect},
    {"SHOW", readShow},
    {"DESCRIBE", readShow},
    {"DESC", readShow},
    {"EXPLAIN", readShow},
}};

struct Refused
{
    QByteArrayView word;
    QLatin1StringView construct;
};

constexpr std::array<Refused, 26> named{{
    {"WITH", "a common table expression (WITH)"_L1},
    {"CALL", "CALL: a stored procedure may do anything"_L1},
    {"TRUNCATE", "TRUNCATE: use DELETE"_L1},
    {"LOAD", "LOAD DATA"_L1},
    {"LOCK", "LOCK TABLES"_L1},
    {"UNLOCK", "UNLOCK TABLES"_L1},
    {"SET", "SET"_L1},
    {"CREATE", "DDL (CREATE)"_L1},
    {"ALTER", "DDL (ALTER)"_L1},
    {"DROP", "DDL (DROP)"_L1},
    {"RENAME", "DDL (RENAME)"_L1},
    {"GRANT", "DDL (GRANT)"_L1},
    {"REVOKE", "DDL (REVOKE)"_L1},
    {"OPTIMIZE", "DDL (OPTIMIZE)"_L1},
    {"ANALYZE", "ANALYZE, which commits or runs the statement"_L1},
    {"BEGIN", "transaction control (BEGIN)"_L1},
    {"START", "transaction control (START)"_L1},
    {"COMMIT", "transaction control (COMMIT)"_L1},
    {"ROLLBACK", "transaction control (ROLLBACK)"_L1},
    {"SAVEPOINT", "transaction control (SAVEPOINT)"_L1},
    {"RELEASE", "transaction control (RELEASE)"_L1},
    {"XA", "transaction control (XA)"_L1},
    {"PREPARE", "PREPARE: use the driver's parameters"_L1},
    {"EXECUTE", "EXECUTE: use the driver's parameters"_L1},
    {"MERGE", "MERGE"_L1},
    {"HANDLER", "HANDLER"_L1},
}};

Result<> readStatement(Reader &reader, Statement &statement)
{
    qsizetype first = 0;
    while (reader.isSymbol(first, '('))
        ++first;
    if (first > 0)
        return reader.isWord(first, "SELECT") ? readSelect(reader, statement) : refused(u"a statement that begins with a parenthesis"_s);
    for (const Beginning &beginning : understood)
        if (reader.isWord(beginning.word))
            return beginning.read(reader, statement);
    for (const Refused &row : named)
        if (reader.isWord(row.word))
            return refused(QString(row.construct));
    return refused(u"a statement that begins with "_s + reader.told());
}

void keepParameters(const TokenList &list, Statement &statement)
{
    for (const Token &token : list.tokens) {
        if (token.kind != TokenKind::Parameter)
            continue;
        const Span span{token.begin, token.size};
        statement.parameters.append({span, token.size == 1 ? QString() : QString::fromLatin1(statement.textOf(span))});
    }
}

} // namespace

Result<Statement> analyse(QByteArrayView utf8Sql, const SqlMode &mode)
{
    const Result<TokenList> list = tokensOf(utf8Sql, mode);
    if (!list)
        return tl::unexpected(list.error());
    Statement statement;
    statement.text = list->text;
    Reader reader(*list);
    if (const Result<> read = readStatement(reader, statement); !read)
        return tl::unexpected(read.error());
    keepParameters(*list, statement);
    return statement;
}

} // namespace txdesk::statement
