// Makes text fit: shortens it in the middle, or breaks it into lines.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/sequence_layout.h"

#include <QTextBoundaryFinder>

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

constexpr qsizetype charactersMax = 400; // longer labels are cut before they are measured

QList<qsizetype> graphemeEnds(const QString &text)
{
    QList<qsizetype> ends{0};
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    while (finder.toNextBoundary() >= 0)
        ends.append(finder.position());
    return ends;
}

// Where a line that begins at `from` ends: the longest that fits, at a break opportunity if there is one.
qsizetype lineEnd(const QString &text, qsizetype from, qreal width, TextRole role, const TextWidth &textWidth)
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Line, text);
    finder.setPosition(from);
    qsizetype fits = from;
    for (qsizetype next = finder.toNextBoundary(); next >= 0; next = finder.toNextBoundary()) {
        if (textWidth(text.mid(from, next - from).trimmed(), role) > width)
            break;
        fits = next;
    }
    if (fits > from)
        return fits;
    const QString rest = text.mid(from);
    const QList<qsizetype> ends = graphemeEnds(rest);
    qsizetype last = ends.size() > 1 ? ends[1] : rest.size();
    for (qsizetype i = 1; i < ends.size() && textWidth(rest.left(ends[i]), role) <= width; ++i)
        last = ends[i];
    return from + last;
}

} // namespace

QString elideMiddle(const QString &whole, qreal width, TextRole role, const TextWidth &textWidth)
{
    const QString text = whole.size() > charactersMax ? whole.left(charactersMax) + u'…' : whole;
    if (textWidth(text, role) <= width)
        return text;
    const QList<qsizetype> ends = graphemeEnds(text);
    const qsizetype count = ends.size() - 1;
    const auto kept = [&](qsizetype letters) {
        const qsizetype head = (letters * 2 + 2) / 3;
        const qsizetype tail = letters - head;
        return text.left(ends[head]).trimmed() + u'…' + text.mid(ends[count - tail]).trimmed();
    };
    qsizetype low = 0;
    qsizetype high = count;
    while (low < high) {
        const qsizetype middle = (low + high + 1) / 2;
        if (textWidth(kept(middle), role) <= width)
            low = middle;
        else
            high = middle - 1;
    }
    return kept(low);
}

QStringList wrapText(const QString &whole, qreal width, int linesMax, TextRole role, const TextWidth &textWidth)
{
    const QString text = whole.left(charactersMax);
    QStringList lines;
    qsizetype from = 0;
    while (from < text.size() && lines.size() < linesMax) {
        if (lines.size() == linesMax - 1) {
            lines.append(elideMiddle(text.mid(from).trimmed(), width, role, textWidth));
            break;
        }
        const qsizetype end = lineEnd(text, from, width, role, textWidth);
        lines.append(text.mid(from, end - from).trimmed());
        from = end;
    }
    return lines;
}

} // namespace txdesk::console
