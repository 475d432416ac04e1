// A statement cut into tokens, as MySQL and MariaDB cut it. Anything they might read in another way is refused.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"
#include "shared/statement/sql_mode.h"

#include <QByteArray>
#include <QList>

namespace txdesk::statement {

enum class TokenKind : quint8 {
    Word,       // a keyword or a name without quotes
    Name,       // a name without quotes that stands beside a dot: never a keyword
    QuotedName, // `x`, or "x" with ANSI_QUOTES
    Text,       // 'x', or "x"
    Number,
    Parameter,  // ? or :name
    Variable,   // @x, @@x
    Symbol,     // one character, or :=
};

// Bytes of TokenList::text.
struct Token
{
    qint32 begin = 0;
    qint32 size = 0;
    TokenKind kind = TokenKind::Symbol;
    bool touches = false; // nothing stands between it and the token before it

    [[nodiscard]] qint32 end() const { return begin + size; }
};

struct TokenList
{
    QByteArray text; // the statement with blanks for its comments and its last semicolons
    QList<Token> tokens;
};

// Source: reliability.md row 83.
inline constexpr qsizetype statementBytesMax = 1024 * 1024;
inline constexpr int nestedParenthesesMax = 200;

// InvalidRequest: more than 1 MiB, more than 200 nested parentheses or unbalanced ones, invalid UTF-8, NUL and other control
// characters outside of quotes, an unclosed quote or comment, an executable comment or hint, a second statement, ? beside :name.
[[nodiscard]] Result<TokenList> tokensOf(QByteArrayView utf8Sql, const SqlMode &mode);

// The text between the quotes, with doubled quotes as one; a name without quotes as it is.
[[nodiscard]] QByteArray unquotedName(QByteArrayView spelled);

} // namespace txdesk::statement
