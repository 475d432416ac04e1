// A place in a list of tokens, with the questions a parser asks. Not for users of the folder.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/statement/statement.h"
#include "shared/statement/token.h"

namespace txdesk::statement {

class Reader
{
public:
    explicit Reader(const TokenList &list) : m_list(list) {}

    [[nodiscard]] qsizetype place() const { return m_at; }
    [[nodiscard]] qsizetype count() const { return m_list.tokens.size(); }
    [[nodiscard]] bool atEnd() const { return m_at >= count(); }
    void skip(qsizetype tokens = 1) { m_at += tokens; }

    [[nodiscard]] const Token &token(qsizetype i) const { return m_list.tokens[i]; }
    [[nodiscard]] QByteArrayView spelled(qsizetype i) const;
    [[nodiscard]] QByteArray upper(qsizetype i) const; // empty when it is not a Word
    // Words and symbols at a place, or at this one; false beyond the end.
    [[nodiscard]] bool isWord(qsizetype i, QByteArrayView upperWord) const;
    [[nodiscard]] bool isSymbol(qsizetype i, char symbol) const;
    [[nodiscard]] bool isWord(QByteArrayView upperWord) const { return isWord(m_at, upperWord); }
    [[nodiscard]] bool isSymbol(char symbol) const { return isSymbol(m_at, symbol); }
    bool takeWord(QByteArrayView upperWord);
    bool takeSymbol(char symbol);

    // A name that is no reserved word, without its quotes.
    [[nodiscard]] bool isName(qsizetype i) const;
    [[nodiscard]] QString nameAt(qsizetype i) const;

    // The tokens [from, to) as a part of the text.
    [[nodiscard]] Span span(qsizetype from, qsizetype to) const;
    // The place behind the parenthesis that closes the one at i.
    [[nodiscard]] qsizetype behindParenthesis(qsizetype i) const;
    // What stands there, for a message: a word or symbol, else the kind of token.
    [[nodiscard]] QString told() const;

private:
    const TokenList &m_list;
    qsizetype m_at = 0;
};

} // namespace txdesk::statement
