// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/json_highlighter.h"

namespace txdesk::console {

JsonHighlighter::JsonHighlighter(QTextDocument *document) : QSyntaxHighlighter(document) {}

void JsonHighlighter::setTheme(const Theme &theme)
{
    m_theme = theme;
    rehighlight();
}

void JsonHighlighter::setLines(int lines) { m_lines = lines; }

void JsonHighlighter::highlightBlock(const QString &text)
{
    if (currentBlock().blockNumber() >= m_lines)
        return;
    const auto at = [&text](qsizetype i) { return i < text.size() ? text[i] : QChar(); };
    for (qsizetype i = 0; i < text.size();) {
        const qsizetype begin = i;
        if (text[i] == u'"') {
            for (++i; i < text.size() && text[i] != u'"'; ++i)
                if (text[i] == u'\\')
                    ++i;
            i = std::min(i + 1, text.size());
            qsizetype next = i;
            while (at(next).isSpace())
                ++next;
            const bool isName = at(next) == u':';
            setFormat(static_cast<int>(begin), static_cast<int>(i - begin), isName ? m_theme.link : m_theme.text);
        } else if (text[i].isDigit() || text[i] == u'-' || text[i].isLetter()) {
            while (i < text.size() &&
                   (text[i].isLetterOrNumber() || text[i] == u'.' || text[i] == u'-' || text[i] == u'+'))
                ++i;
            setFormat(static_cast<int>(begin), static_cast<int>(i - begin), m_theme.color(Meaning::Compensating));
        } else {
            setFormat(static_cast<int>(i), 1, m_theme.mutedText);
            ++i;
        }
    }
}

} // namespace txdesk::console
