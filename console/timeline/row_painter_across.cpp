// The rows across all lanes, folds, notes and pauses of the arrow grammar.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/row_painter.h"

#include "console/text/duration_text.h"
#include "console/text/time_text.h"
#include "console/timeline/lane_layout.h"
#include "console/timeline/sequence_marks.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace txdesk::console {
using namespace Qt::StringLiterals;

void RowPainter::paintPill(const QRectF &words, const QColor &fill, const QColor &border)
{
    const QRectF pill = words.adjusted(-14, -5, 14, 5);
    m_painter.setPen(QPen(border, 1.2));
    m_painter.setBrush(fill);
    m_painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
    m_painter.setBrush(Qt::NoBrush);
}

void RowPainter::paintDecision(const SequenceRow &row)
{
    const Meaning meaning = messageOf(row).meaning;
    const QColor ink = m_theme.color(meaning);
    drawLine(m_painter, {.fromX = row.fromX, .toX = row.toX, .y = row.y, .color = ink, .penWidth = 2});
    paintPill(row.label, m_theme.tint(meaning), ink);
    drawWords(m_painter, row.label, row.text, m_scene.fonts.label, m_theme.text);
}

void RowPainter::paintWait(const SequenceRow &row)
{
    const SequenceMessage &message = messageOf(row);
    const QRectF band(row.fromX, row.top + 4, row.toX - row.fromX, row.height - 8);
    m_painter.fillRect(band, m_theme.canvas); // the lifelines stop: time passes
    m_painter.fillRect(band, m_theme.zebra);
    const QColor ink = m_theme.color(Meaning::Waiting);
    for (const qreal y : {band.top(), band.bottom()})
        drawLine(m_painter, {.fromX = row.fromX, .toX = row.toX, .y = y, .color = blend(m_theme.canvas, ink, 0.6), .penWidth = 1, .style = Qt::DotLine});
    drawClock(m_painter, QPointF(row.label.left() - 12, row.label.center().y()), ink);
    drawWords(m_painter, row.label, row.text, m_scene.fonts.label, m_theme.text);
    if (!message.until)
        return;
    const QString due = u" ("_s + clockText(*message.until, m_scene.zone) + u')';
    const bool last = row.message + 1 >= m_scene.layout.sequence.messages.size() || isPlanned(m_scene.layout.sequence.messages[row.message + 1]);
    QString words = durationText(message.took); // as long as it lasted
    if (last && m_scene.nowKnown)
        words = countdownText(*message.until - m_scene.now) + due;
    else if (last)
        words = durationText(std::max(*message.until - message.sentAt, Milliseconds(0))) + due;
    drawWords(m_painter, row.detail, words, m_scene.fonts.small, m_theme.mutedText);
}

void RowPainter::paintRestart(const SequenceRow &row)
{
    const QColor ink = m_theme.color(Meaning::Failed);
    const QRectF band(row.fromX, row.top + 8, row.toX - row.fromX, row.height - 16);
    drawTornBand(m_painter, band, blend(m_theme.canvas, ink, m_theme.dark ? 0.2 : 0.08), ink);
    drawWords(m_painter, row.label, row.text, m_scene.fonts.label, m_theme.text);
}

void RowPainter::paintNote(const SequenceRow &row)
{
    const QColor border = m_theme.color(messageOf(row).meaning);
    m_painter.setPen(QPen(border, 1));
    m_painter.setBrush(m_theme.raised);
    m_painter.drawRoundedRect(row.label.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    m_painter.setBrush(Qt::NoBrush);
    const qreal lineHeight = (row.label.height() - 12) / qreal(std::max<qsizetype>(row.lines.size(), 1));
    for (qsizetype i = 0; i < row.lines.size(); ++i)
        drawWords(m_painter, QRectF(row.label.left() + 8, row.label.top() + 6 + qreal(i) * lineHeight, row.label.width() - 16, lineHeight),
                  row.lines[i], m_scene.fonts.small, m_theme.text);
}

void RowPainter::paintFold(const SequenceRow &row)
{
    const RetryFold &fold = m_scene.layout.folds[row.fold];
    const QColor ink = m_theme.color(messageOf(row).meaning);
    const QRectF frame(row.fromX + 0.5, row.top + 5.5, row.toX - row.fromX - 1, row.height - 11);
    m_painter.setPen(QPen(blend(m_theme.canvas, ink, 0.7), 1));
    m_painter.setBrush(blend(m_theme.canvas, ink, m_theme.dark ? 0.13 : 0.06));
    m_painter.drawRoundedRect(frame, 4, 4);
    m_painter.setBrush(Qt::NoBrush);
    drawWords(m_painter, row.label, row.text, m_scene.fonts.label, m_theme.text);
    const qsizetype shown = std::min<qsizetype>(fold.took.size(), 16);
    Milliseconds longest{1};
    for (const Milliseconds took : fold.took)
        longest = std::max(longest, took);
    for (qsizetype i = 0; i < shown; ++i) {
        const Milliseconds took = fold.took[i * fold.took.size() / shown];
        const qreal height = std::max(std::round(row.detail.height() * double(took.count()) / double(longest.count())), 2.0);
        m_painter.fillRect(QRectF(row.detail.right() - qreal(shown - i) * 4, row.detail.bottom() - height, 3, height), ink);
    }
}

void RowPainter::paintNow(const SequenceRow &row)
{
    const QColor ink = m_theme.color(Meaning::Running);
    drawLine(m_painter, {.fromX = row.fromX, .toX = row.toX, .y = row.y, .color = ink, .penWidth = 1, .style = Qt::DashLine});
    QString words = row.text;
    if (m_scene.nowKnown)
        words += u"  "_s + clockText(m_scene.now, m_scene.zone);
    const QRectF around(row.label.center().x() - 10, row.label.top(), QFontMetricsF(m_scene.fonts.label).horizontalAdvance(words), row.label.height());
    paintPill(around, m_theme.canvas, ink);
    drawWords(m_painter, around, words, m_scene.fonts.label, m_theme.text);
}

// The lifelines are broken by zigzag edges where the axis leaves time out; a chip says how much.
void RowPainter::paintGap(const SequenceRow &row)
{
    const QColor ink = blend(m_theme.canvas, m_theme.color(Meaning::Waiting), 0.6);
    if (row.gap.height() > m_scene.fonts.label.pointSizeF() * 3)
        drawTornBand(m_painter, row.gap.adjusted(0, 3, 0, -3), m_theme.zebra, ink);
    const qreal words = QFontMetricsF(m_scene.fonts.small).horizontalAdvance(row.gapText);
    const qreal middle = m_scene.layout.lanes.isEmpty() ? row.gap.center().x() : (m_scene.layout.lanes.first().x + m_scene.layout.lanes.last().x) / 2;
    const QRectF chip(middle - words / 2, row.gap.center().y() - 8, words, 16);
    m_painter.fillRect(chip.adjusted(-6, 0, 6, 0), m_theme.canvas);
    drawWords(m_painter, chip, row.gapText, m_scene.fonts.small, m_theme.mutedText);
}

// Something was sent that is not shown: the line ends in the open and says so.
void RowPainter::paintStub(const SequenceRow &row)
{
    drawLine(m_painter, {.fromX = row.fromX, .toX = row.toX, .y = row.y, .color = m_theme.mutedText, .penWidth = 1.2, .style = Qt::DotLine});
    drawWords(m_painter, row.label, row.text, m_scene.fonts.small, m_theme.mutedText);
}

} // namespace txdesk::console
