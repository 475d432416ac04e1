// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/json_highlighter.h"

#include <QScrollBar>
#include <QTextBlock>
#include <QTextDocument>

#include <algorithm>
#include <utility>

namespace txdesk::console {

namespace {
constexpr int colouredState = 1;        // of a text block
constexpr qsizetype lineMax = 20'000;   // characters: a longer line stays plain
constexpr int linesBelow = 20;          // a little more than what is in sight
} // namespace

QList<QTextLayout::FormatRange> jsonFormats(QStringView line, const Theme &theme)
{
    QList<QTextLayout::FormatRange> formats;
    const auto add = [&formats](qsizetype from, qsizetype to, const QColor &ink) {
        QTextLayout::FormatRange range;
        range.start = static_cast<int>(from);
        range.length = static_cast<int>(to - from);
        range.format.setForeground(ink);
        formats.append(range);
    };
    const auto at = [&line](qsizetype i) { return i < line.size() ? line[i] : QChar(); };
    for (qsizetype i = 0; i < line.size();) {
        const qsizetype begin = i;
        if (line[i] == u'"') {
            for (++i; i < line.size() && line[i] != u'"'; ++i)
                if (line[i] == u'\\')
                    ++i;
            i = std::min(i + 1, line.size());
            qsizetype next = i;
            while (at(next).isSpace())
                ++next;
            add(begin, i, at(next) == u':' ? theme.link : theme.text);
        } else if (line[i].isDigit() || line[i] == u'-' || line[i].isLetter()) {
            while (i < line.size() && (line[i].isLetterOrNumber() || line[i] == u'.' || line[i] == u'-' || line[i] == u'+'))
                ++i;
            add(begin, i, theme.color(Meaning::Compensating));
        } else {
            if (!line[i].isSpace())
                add(i, i + 1, theme.mutedText);
            ++i;
        }
    }
    return formats;
}

JsonHighlighter::JsonHighlighter(QPlainTextEdit *text) : QObject(text), m_text(text)
{
    connect(text, &QPlainTextEdit::updateRequest, this, [this](const QRect &, int) { colourVisible(); });
}

void JsonHighlighter::setTheme(const Theme &theme)
{
    m_theme = theme;
    forget();
    colourVisible();
}

void JsonHighlighter::setLines(int lines)
{
    m_lines = lines;
    forget();
    colourVisible();
}

void JsonHighlighter::forget()
{
    if (std::exchange(m_coloured, 0) == 0)
        return; // a new text has no coloured lines
    for (QTextBlock block = m_text->document()->firstBlock(); block.isValid(); block = block.next())
        block.setUserState(-1);
}

void JsonHighlighter::colourVisible()
{
    QTextBlock block = m_text->cursorForPosition(QPoint(0, 0)).block();
    const int rows = m_text->viewport()->height() / std::max(1, m_text->fontMetrics().lineSpacing()) + linesBelow;
    for (int row = 0; row < rows && block.isValid() && block.blockNumber() < m_lines; ++row, block = block.next()) {
        if (!block.isVisible()) { // folded
            --row;
            continue;
        }
        if (block.userState() == colouredState || block.length() > lineMax)
            continue;
        block.setUserState(colouredState);
        block.layout()->setFormats(jsonFormats(block.text(), m_theme));
        m_text->document()->markContentsDirty(block.position(), block.length());
        ++m_coloured;
    }
}

} // namespace txdesk::console
