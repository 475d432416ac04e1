// Looks for what may not stand in an expression. Names of functions go by a list: what is not on it may write.
// SPDX-License-Identifier: Apache-2.0
#include "shared/statement/parts.h"

#include "shared/statement/refusal.h"
#include "shared/statement/words.h"

namespace txdesk::statement {
namespace {

class ExpressionCheck
{
public:
    ExpressionCheck(const Reader &reader, Place place) : m_reader(reader), m_place(place) {}

    Result<> look(qsizetype i)
    {
        if (m_reader.token(i).kind == TokenKind::Symbol && m_reader.token(i).size == 2)
            return refused(u"an assignment to a user variable"_s);
        if (m_reader.isSymbol(i + 1, '(') && isNameLike(i))
            if (const Result<> called = lookAtCall(i); !called)
                return called;
        return m_reader.token(i).kind == TokenKind::Word ? lookAtWord(i) : Result<>{};
    }

    [[nodiscard]] Findings findings() const { return m_findings; }

private:
    [[nodiscard]] bool isNameLike(qsizetype i) const
    {
        const TokenKind kind = m_reader.token(i).kind;
        return kind == TokenKind::Word || kind == TokenKind::Name || kind == TokenKind::QuotedName;
    }

    Result<> lookAtWord(qsizetype i)
    {
        const QByteArray word = m_reader.upper(i);
        if (word == "SELECT")
            m_findings.subquery = true;
        if (word == "INTO")
            return refused(u"SELECT .. INTO"_s);
        if ((word == "FOR" && (m_reader.isWord(i + 1, "UPDATE") || m_reader.isWord(i + 1, "SHARE"))) || (word == "LOCK" && m_reader.isWord(i + 1, "IN")))
            return refused(u"a locking clause in a sub-query"_s);
        if (word == "WITH" && m_reader.isSymbol(i - 1, '('))
            return refused(u"a common table expression (WITH)"_s);
        if ((word == "NEXT" || word == "PREVIOUS") && m_reader.isWord(i + 1, "VALUE") && m_reader.isWord(i + 2, "FOR"))
            return note(word + " VALUE", FunctionClass::Volatile);
        if (isReserved(word) && !m_reader.isSymbol(i + 1, '('))
            if (const auto known = functionClass(word); known == FunctionClass::Clock)
                return note(word, *known);
        return {};
    }

    // Parentheses follow names of columns in AS t (a, b), and names behind a closing parenthesis are no functions.
    Result<> lookAtCall(qsizetype i)
    {
        if (i > 0 && (m_reader.isWord(i - 1, "AS") || m_reader.isSymbol(i - 1, ')')))
            return {};
        const QByteArray word = m_reader.upper(i);
        const auto known = word.isEmpty() ? std::nullopt : functionClass(word);
        if (known && mustTouchParenthesis(word) && !m_reader.token(i + 1).touches)
            return refused(u"a blank between %1 and its parenthesis"_s.arg(shown(word)));
        if (known)
            return note(word, *known);
        if (!word.isEmpty() && (isReserved(word) || comparesWithAny(word, i)))
            return {};
        return refused(u"the function %1, which may do anything"_s.arg(shown(unquotedName(m_reader.spelled(i)))));
    }

    [[nodiscard]] bool comparesWithAny(const QByteArray &word, qsizetype i) const
    {
        return (word == "ANY" || word == "SOME") && (m_reader.isSymbol(i - 1, '=') || m_reader.isSymbol(i - 1, '<') || m_reader.isSymbol(i - 1, '>'));
    }

    Result<> note(const QByteArray &word, FunctionClass what)
    {
        m_findings.aggregate = m_findings.aggregate || what == FunctionClass::Aggregate;
        m_findings.clock = m_findings.clock || what == FunctionClass::Clock;
        if (what == FunctionClass::Volatile && m_place == Place::Selection)
            return refused(u"%1 in WHERE or ORDER BY, where it gives other rows each time"_s.arg(shown(word)));
        return {};
    }

    const Reader &m_reader;
    Place m_place;
    Findings m_findings;
};

} // namespace

Result<Findings> checkExpression(const Reader &reader, qsizetype from, qsizetype to, Place place)
{
    ExpressionCheck check(reader, place);
    for (qsizetype i = from; i < to; ++i)
        if (const Result<> looked = check.look(i); !looked)
            return tl::unexpected(looked.error());
    return check.findings();
}

} // namespace txdesk::statement
