// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/filter_terms.h"

#include <algorithm>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

class TermReader
{
public:
    explicit TermReader(const QString &text) : m_text(text) {}

    [[nodiscard]] bool atEnd()
    {
        while (m_at < m_text.size() && m_text[m_at].isSpace())
            ++m_at;
        return m_at == m_text.size();
    }

    [[nodiscard]] FilterTermText next()
    {
        FilterTermText term;
        term.position = m_at;
        qsizetype end = m_at;
        while (end < m_text.size() && m_text[end].isLetter())
            ++end;
        const qsizetype comparison = end;
        if (end > m_at && end < m_text.size() && isComparison(m_text[end])) {
            term.key = m_text.sliced(m_at, end - m_at).toLower();
            ++end;
            if (end < m_text.size() && m_text[end] == u'=' && m_text[comparison] != u':')
                ++end;
            term.comparison = m_text.sliced(comparison, end - comparison);
            m_at = end;
        }
        term.valuePosition = m_at;
        readValue(term);
        term.length = m_at - term.position;
        return term;
    }

private:
    [[nodiscard]] static bool isComparison(QChar c) { return c == u':' || c == u'>' || c == u'<' || c == u'='; }

    void readValue(FilterTermText &term)
    {
        if (m_at < m_text.size() && m_text[m_at] == u'"')
            return readQuoted(term);
        const qsizetype begin = m_at;
        while (m_at < m_text.size() && !m_text[m_at].isSpace())
            ++m_at;
        term.value = m_text.sliced(begin, m_at - begin);
    }

    void readQuoted(FilterTermText &term)
    {
        for (++m_at; m_at < m_text.size() && m_text[m_at] != u'"'; ++m_at) {
            const bool escaped = m_text[m_at] == u'\\' && m_at + 1 < m_text.size() &&
                                 (m_text[m_at + 1] == u'"' || m_text[m_at + 1] == u'\\');
            if (escaped)
                ++m_at;
            term.value += m_text[m_at];
        }
        term.quoteOpen = m_at == m_text.size();
        if (!term.quoteOpen)
            ++m_at;
    }

    const QString &m_text;
    qsizetype m_at = 0;
};

} // namespace

QList<FilterTermText> termsIn(const QString &line)
{
    QList<FilterTermText> terms;
    TermReader reader(line);
    while (!reader.atEnd())
        terms.append(reader.next());
    return terms;
}

QString withoutTerm(const QString &line, const FilterTermText &term)
{
    return (line.first(term.position).trimmed() + u' ' + line.sliced(term.position + term.length).trimmed()).trimmed();
}

QString withTerm(const QString &line, const QString &term)
{
    QString rest = line.trimmed();
    const QList<FilterTermText> made = termsIn(term);
    QList<FilterTermText> terms = termsIn(rest);
    std::reverse(terms.begin(), terms.end()); // the places of those before it stay as they are
    for (const FilterTermText &known : std::as_const(terms))
        if (!made.isEmpty() && known.key == made.first().key)
            rest = withoutTerm(rest, known);
    return rest.isEmpty() ? term : rest + u' ' + term;
}

QString termText(const QString &key, const QString &value)
{
    const bool plain = !value.isEmpty() && std::none_of(value.begin(), value.end(), [](QChar c) { return c.isSpace() || c == u'"'; });
    if (plain)
        return key + u':' + value;
    QString quoted = value;
    quoted.replace(u'\\', "\\\\"_L1).replace(u'"', "\\\""_L1);
    return key + u":\""_s + quoted + u'"';
}

} // namespace txdesk::console
