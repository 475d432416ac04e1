// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/json_highlighter.h"

#include <QScrollBar>
#include <QTextBlock>
#include <QTextDocument>

#include <algorithm>
#include <utility>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr int colouredState = 1;        // of a text block
constexpr qsizetype lineMax = 20'000;   // characters: a longer line stays plain
constexpr int linesBelow = 20;          // a little more than what is in sight

void addFormat(QList<QTextLayout::FormatRange> &formats, qsizetype from, qsizetype to, const QColor &ink)
{
    QTextLayout::FormatRange range;
    range.start = static_cast<int>(from);
    range.length = static_cast<int>(to - from);
    range.format.setForeground(ink);
    formats.append(range);
}

qsizetype endOfQuoted(QStringView line, qsizetype at)
{
    for (++at; at < line.size() && line[at] != u'"'; ++at)
        if (line[at] == u'\\')
            ++at;
    return std::min(at + 1, line.size());
}
} // namespace

QList<QTextLayout::FormatRange> jsonFormats(QStringView line, const Theme &theme)
{
    QList<QTextLayout::FormatRange> formats;
    const auto add = [&formats](qsizetype from, qsizetype to, const QColor &ink) { addFormat(formats, from, to, ink); };
    const auto at = [&line](qsizetype i) { return i < line.size() ? line[i] : QChar(); };
    for (qsizetype i = 0; i < line.size();) {
        const qsizetype begin = i;
        if (line[i] == u'"') {
            i = endOfQuoted(line, i);
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

// "1: 150  # sint 75": the field in the ink of names, what the value may mean beside it.
QList<QTextLayout::FormatRange> protobufFormats(QStringView line, const Theme &theme)
{
    QList<QTextLayout::FormatRange> formats;
    const qsizetype colon = line.indexOf(u':');
    qsizetype begin = 0;
    while (begin < line.size() && line[begin] == u' ')
        ++begin;
    const qsizetype nameEnd = colon < 0 ? line.indexOf(u' ', begin) : colon;
    if (nameEnd > begin)
        addFormat(formats, begin, nameEnd, theme.link);
    if (nameEnd < 0)
        return formats;
    qsizetype value = nameEnd;
    while (value < line.size() && (line[value] == u':' || line[value] == u' '))
        ++value;
    const bool text = value < line.size() && line[value] == u'"', message = line.endsWith(u'{');
    const qsizetype note = line.indexOf("  # "_L1, text ? endOfQuoted(line, value) : value);
    addFormat(formats, value, note < 0 ? line.size() : note, text ? theme.text : message ? theme.mutedText : theme.color(Meaning::Compensating));
    if (note >= 0)
        addFormat(formats, note, line.size(), theme.mutedText);
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

void JsonHighlighter::setFormats(LineFormats formats)
{
    m_formats = formats;
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
    for (int row = 0; m_formats && row < rows && block.isValid(); ++row, block = block.next()) {
        if (!block.isVisible()) { // folded
            --row;
            continue;
        }
        if (block.userState() == colouredState || block.length() > lineMax)
            continue;
        block.setUserState(colouredState);
        block.layout()->setFormats(m_formats(block.text(), m_theme));
        m_text->document()->markContentsDirty(block.position(), block.length());
        ++m_coloured;
    }
}

} // namespace txdesk::console
