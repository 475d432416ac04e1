// Walks over tokens.
// SPDX-License-Identifier: Apache-2.0
#include "shared/statement/reader.h"

#include "shared/statement/refusal.h"
#include "shared/statement/words.h"

namespace txdesk::statement {

QByteArrayView Reader::spelled(qsizetype i) const
{
    return QByteArrayView(m_list.text).sliced(token(i).begin, token(i).size);
}

QByteArray Reader::upper(qsizetype i) const
{
    if (i >= count() || token(i).kind != TokenKind::Word)
        return {};
    return spelled(i).toByteArray().toUpper();
}

bool Reader::isWord(qsizetype i, QByteArrayView upperWord) const
{
    return i < count() && token(i).kind == TokenKind::Word && spelled(i).compare(upperWord, Qt::CaseInsensitive) == 0;
}

bool Reader::isSymbol(qsizetype i, char symbol) const
{
    return i >= 0 && i < count() && token(i).kind == TokenKind::Symbol && token(i).size == 1 && spelled(i).front() == symbol;
}

bool Reader::takeWord(QByteArrayView upperWord)
{
    if (!isWord(upperWord))
        return false;
    ++m_at;
    return true;
}

bool Reader::takeSymbol(char symbol)
{
    if (!isSymbol(symbol))
        return false;
    ++m_at;
    return true;
}

bool Reader::isName(qsizetype i) const
{
    if (i >= count())
        return false;
    const TokenKind kind = token(i).kind;
    return kind == TokenKind::Name || kind == TokenKind::QuotedName || (kind == TokenKind::Word && !isReserved(upper(i)));
}

QString Reader::nameAt(qsizetype i) const
{
    return QString::fromUtf8(token(i).kind == TokenKind::QuotedName ? unquotedName(spelled(i)) : spelled(i).toByteArray());
}

Span Reader::span(qsizetype from, qsizetype to) const
{
    if (from >= to)
        return {};
    return {token(from).begin, token(to - 1).end() - token(from).begin};
}

qsizetype Reader::behindParenthesis(qsizetype i) const
{
    qsizetype depth = 0;
    for (; i < count(); ++i) {
        if (isSymbol(i, '('))
            ++depth;
        else if (isSymbol(i, ')') && --depth == 0)
            return i + 1;
    }
    return count();
}

QString Reader::told() const
{
    if (atEnd())
        return u"the end of the statement"_s;
    switch (token(m_at).kind) {
    case TokenKind::Word: return shown(spelled(m_at).toByteArray().toUpper());
    case TokenKind::Symbol: return shown(spelled(m_at));
    case TokenKind::Name:
    case TokenKind::QuotedName: return u"a name"_s;
    case TokenKind::Text: return u"a text"_s;
    case TokenKind::Number: return u"a number"_s;
    case TokenKind::Parameter: return u"a parameter"_s;
    case TokenKind::Variable: return u"a variable"_s;
    }
    return {};
}

} // namespace txdesk::statement
