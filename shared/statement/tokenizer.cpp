// Cuts a statement into tokens. Source: the lexical rules in MySQL's and MariaDB's manuals ("Language Structure").
// SPDX-License-Identifier: Apache-2.0
#include "shared/statement/refusal.h"
#include "shared/statement/token.h"

#include <algorithm>
#include <utility>

namespace txdesk::statement {
namespace {

bool isBlank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isControl(char c)
{
    return (c >= 0 && c < ' ') || c == 0x7f;
}

bool isNameByte(char c)
{
    return isLetter(c) || isDigit(c) || c == '_' || c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

class Tokenizer
{
public:
    Tokenizer(QByteArrayView sql, const SqlMode &mode) : m_mode(mode), m_size(static_cast<qint32>(sql.size())) { m_list.text = sql.toByteArray(); }

    Result<TokenList> run();

private:
    [[nodiscard]] char at(qint32 i) const { return i < m_size ? m_list.text[i] : '\0'; }
    [[nodiscard]] bool digitsAt(qint32 i) const { return isDigit(at(i)); }

    Result<> readOne();
    Result<> readComment(qint32 end);
    Result<> skipBlockComment();
    Result<> readQuoted(TokenKind kind);
    Result<> readNumber();
    Result<> readWord();
    Result<> readVariable();
    Result<> readParameter(qint32 size);
    Result<> readSymbol();
    Result<> countParenthesis(char c);
    Result<> dropLastSemicolons();
    Result<> blankOut(qint32 begin, qint32 end);
    void take(qint32 end, TokenKind kind);
    [[nodiscard]] qint32 quoteEnd(qint32 quote, bool escapes) const; // -1: unclosed
    [[nodiscard]] bool startsLineComment() const;
    [[nodiscard]] bool followsDot() const;

    SqlMode m_mode;
    qint32 m_size;
    qint32 m_at = 0;
    int m_depth = 0;
    bool m_positional = false;
    bool m_named = false;
    TokenList m_list;
};

Result<TokenList> Tokenizer::run()
{
    while (m_at < m_size) {
        if (isBlank(at(m_at))) {
            ++m_at;
            continue;
        }
        if (const Result<> read = readOne(); !read)
            return tl::unexpected(read.error());
    }
    if (m_depth != 0)
        return malformed(u"an unclosed parenthesis"_s);
    if (m_positional && m_named)
        return refused(u"? and :name in one statement"_s);
    if (const Result<> dropped = dropLastSemicolons(); !dropped)
        return tl::unexpected(dropped.error());
    if (m_list.tokens.isEmpty())
        return malformed(u"no words"_s);
    return std::move(m_list);
}

Result<> Tokenizer::readOne()
{
    const char c = at(m_at);
    if (startsLineComment())
        return readComment(static_cast<qint32>(std::find(m_list.text.cbegin() + m_at, m_list.text.cend(), '\n') - m_list.text.cbegin()));
    if (c == '/' && at(m_at + 1) == '*')
        return skipBlockComment();
    if (c == '\'' || (c == '"' && !m_mode.ansiQuotes))
        return readQuoted(TokenKind::Text);
    if (c == '`' || c == '"')
        return readQuoted(TokenKind::QuotedName);
    if (isDigit(c) || (c == '.' && digitsAt(m_at + 1)))
        return readNumber();
    if (isNameByte(c))
        return readWord();
    if (c == '@')
        return readVariable();
    if (c == '?')
        return readParameter(1);
    if (c == ':' && at(m_at + 1) != '=')
        return readParameter(0);
    return readSymbol();
}

bool Tokenizer::startsLineComment() const
{
    if (at(m_at) == '#')
        return true;
    if (at(m_at) != '-' || at(m_at + 1) != '-')
        return false;
    return m_at + 2 >= m_size || isBlank(at(m_at + 2)) || isControl(at(m_at + 2));
}

Result<> Tokenizer::readComment(qint32 end)
{
    const qint32 begin = std::exchange(m_at, end);
    return blankOut(begin, end);
}

// The server runs what stands in /*! */ and, MariaDB, /*M! */; /*+ */ may set variables.
Result<> Tokenizer::skipBlockComment()
{
    const qint32 first = m_at + 2;
    if (at(first) == '!' || ((at(first) == 'M' || at(first) == 'm') && at(first + 1) == '!'))
        return refused(u"an executable comment, /*! */"_s);
    if (at(first) == '+')
        return refused(u"an optimizer hint, /*+ */"_s);
    const qsizetype close = m_list.text.indexOf("*/", first);
    if (close < 0)
        return malformed(u"an unclosed comment"_s);
    return readComment(static_cast<qint32>(close) + 2);
}

qint32 Tokenizer::quoteEnd(qint32 quote, bool escapes) const
{
    const char mark = at(quote);
    for (qint32 i = quote + 1; i < m_size; ++i) {
        if (escapes && at(i) == '\\')
            ++i;
        else if (at(i) == mark && at(i + 1) == mark)
            ++i;
        else if (at(i) == mark)
            return i + 1;
    }
    return -1;
}

Result<> Tokenizer::readQuoted(TokenKind kind)
{
    const qint32 end = quoteEnd(m_at, kind == TokenKind::Text && !m_mode.noBackslashEscapes);
    if (end < 0)
        return malformed(u"an unclosed quote"_s);
    if (kind == TokenKind::QuotedName && end - m_at == 2)
        return malformed(u"an empty name"_s);
    take(end, kind);
    return {};
}

Result<> Tokenizer::readNumber()
{
    if (at(m_at) == '.' && !m_list.tokens.isEmpty() && m_list.tokens.last().end() == m_at)
        if (const TokenKind before = m_list.tokens.last().kind; before != TokenKind::Symbol && before != TokenKind::Text)
            return refused(u"a name that begins with a digit and has no quotes"_s);
    if (followsDot())
        return refused(u"a name that begins with a digit and has no quotes"_s);
    qint32 i = m_at;
    if (at(i) == '0' && (at(i + 1) == 'x' || at(i + 1) == 'b')) {
        const bool isHex = at(i + 1) == 'x';
        const auto isPart = [isHex](char c) {
            return isHex ? isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') : c == '0' || c == '1';
        };
        for (i += 2; isPart(at(i)); ++i) {}
        if (i == m_at + 2)
            return refused(u"a name that begins with a digit and has no quotes"_s);
    } else {
        for (; digitsAt(i); ++i) {}
        if (at(i) == '.')
            for (++i; digitsAt(i); ++i) {}
        if (const qint32 sign = at(i + 1) == '+' || at(i + 1) == '-' ? 1 : 0; (at(i) == 'e' || at(i) == 'E') && digitsAt(i + 1 + sign))
            for (i += 1 + sign; digitsAt(i); ++i) {}
    }
    if (i < m_size && isNameByte(at(i)))
        return refused(u"a name that begins with a digit and has no quotes"_s);
    take(i, TokenKind::Number);
    return {};
}

bool Tokenizer::followsDot() const
{
    return !m_list.tokens.isEmpty() && m_list.tokens.last().size == 1 && at(m_list.tokens.last().begin) == '.';
}

// A word that touches a dot is a name to the server even when it is spelled as a keyword.
Result<> Tokenizer::readWord()
{
    qint32 end = m_at;
    for (; end < m_size && isNameByte(at(end)); ++end)
        if (static_cast<unsigned char>(at(end)) >= 0xF0)
            return refused(u"a name with characters beyond U+FFFF"_s);
    bool isName = at(end) == '.' && end + 1 < m_size && isNameByte(at(end + 1));
    if (followsDot()) {
        if (m_list.tokens.last().end() != m_at)
            return refused(u"a blank or comment after the dot of a name"_s);
        isName = true;
    }
    take(end, isName ? TokenKind::Name : TokenKind::Word);
    return {};
}

Result<> Tokenizer::readVariable()
{
    qint32 i = m_at + 1;
    if (at(i) == '@')
        ++i;
    qint32 end = i;
    if (const char c = at(i); c == '`' || c == '\'' || c == '"')
        end = quoteEnd(i, c != '`' && !m_mode.noBackslashEscapes);
    else
        for (; end < m_size && (isNameByte(at(end)) || at(end) == '.'); ++end) {}
    if (end < 0)
        return malformed(u"an unclosed quote"_s);
    if (end == i)
        return malformed(u"an @ without a name"_s);
    take(end, TokenKind::Variable);
    return {};
}

// size 0: as many as QtSql takes for a name.
Result<> Tokenizer::readParameter(qint32 size)
{
    qint32 end = m_at + 1;
    if (size == 0)
        for (; isLetter(at(end)) || digitsAt(end) || at(end) == '_'; ++end) {}
    if (size == 0 && end == m_at + 1)
        return malformed(u"a colon without a name"_s);
    if (end < m_size && isNameByte(at(end)))
        return refused(u"a parameter that runs into a name"_s);
    (size == 0 ? m_named : m_positional) = true;
    take(end, TokenKind::Parameter);
    return {};
}

Result<> Tokenizer::readSymbol()
{
    const char c = at(m_at);
    if (isControl(c))
        return malformed(u"a control character outside of quotes"_s);
    if (!QByteArrayView("(),.;=<>+-*/%!&|^~:").contains(c))
        return refused(u"the character %1 outside of quotes"_s.arg(QLatin1Char(c)));
    if (const Result<> counted = countParenthesis(c); !counted)
        return counted;
    take(m_at + (c == ':' ? 2 : 1), TokenKind::Symbol);
    return {};
}

Result<> Tokenizer::countParenthesis(char c)
{
    if (c == '(' && ++m_depth > nestedParenthesesMax)
        return refused(u"more than %1 nested parentheses"_s.arg(nestedParenthesesMax));
    if (c == ')' && --m_depth < 0)
        return malformed(u"a parenthesis that closes nothing"_s);
    return {};
}

Result<> Tokenizer::dropLastSemicolons()
{
    const auto isSemicolon = [this](const Token &token) { return token.kind == TokenKind::Symbol && at(token.begin) == ';'; };
    while (!m_list.tokens.isEmpty() && isSemicolon(m_list.tokens.last())) {
        const qint32 begin = m_list.tokens.takeLast().begin;
        if (const Result<> blanked = blankOut(begin, begin + 1); !blanked)
            return blanked;
    }
    if (std::ranges::any_of(m_list.tokens, isSemicolon))
        return refused(u"several statements in one text"_s);
    return {};
}

// With a blank behind them, two minuses would begin a comment: 1--/* x */1.
Result<> Tokenizer::blankOut(qint32 begin, qint32 end)
{
    if (begin >= 2 && at(begin - 1) == '-' && at(begin - 2) == '-')
        return refused(u"two minuses before a comment or the end"_s);
    std::fill(m_list.text.begin() + begin, m_list.text.begin() + end, ' ');
    return {};
}

void Tokenizer::take(qint32 end, TokenKind kind)
{
    const bool touches = !m_list.tokens.isEmpty() && m_list.tokens.last().end() == m_at;
    m_list.tokens.append({m_at, end - m_at, kind, touches});
    m_at = end;
}

} // namespace

Result<TokenList> tokensOf(QByteArrayView utf8Sql, const SqlMode &mode)
{
    if (utf8Sql.size() > statementBytesMax)
        return refused(u"a statement of more than 1 MiB: bind long values"_s);
    if (utf8Sql.contains('\0'))
        return malformed(u"a NUL byte"_s);
    if (!utf8Sql.isValidUtf8())
        return malformed(u"bytes that are not UTF-8"_s);
    return Tokenizer(utf8Sql, mode).run();
}

QByteArray unquotedName(QByteArrayView spelled)
{
    if (spelled.size() < 2 || (spelled.front() != '`' && spelled.front() != '"'))
        return spelled.toByteArray();
    const char mark = spelled.front();
    QByteArray name = spelled.sliced(1, spelled.size() - 2).toByteArray();
    return name.replace(QByteArray(2, mark), QByteArray(1, mark));
}

} // namespace txdesk::statement
