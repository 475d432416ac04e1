// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/row_painter.h"

#include "console/text/duration_text.h"
#include "console/theme/op_role.h"
#include "console/timeline/activation_layout.h"
#include "console/timeline/lane_layout.h"
#include "console/timeline/sequence_marks.h"
#include "shared/base/foreign_word.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

constexpr qreal refusedGap = 13; // a call that did not arrive ends here, before the lifeline

QColor faded(const Theme &theme, const QColor &color, Certainty certainty)
{
    switch (certainty) {
    case Certainty::Observed: return color;
    case Certainty::Inferred:
    case Certainty::Reported: return blend(theme.canvas, color, 0.72);
    case Certainty::Planned: return blend(theme.canvas, color, 0.6);
    case Certainty::PlannedUncertain: return blend(theme.canvas, color, 0.5);
    case Certainty::Prevented: return blend(theme.canvas, color, 0.3);
    }
    return color;
}

Qt::PenStyle styleOf(const SequenceMessage &message)
{
    if (message.certainty == Certainty::Inferred || message.certainty == Certainty::Reported || message.certainty >= Certainty::PlannedUncertain)
        return Qt::DotLine;
    if (message.certainty == Certainty::Planned)
        return Qt::DashLine;
    return message.op && isUndo(*message.op) ? Qt::DashDotLine : Qt::SolidLine;
}

qreal directionOf(const SequenceRow &row)
{
    return row.toX >= row.fromX ? 1 : -1;
}

} // namespace

const SequenceMessage &RowPainter::messageOf(const SequenceRow &row) const
{
    return m_scene.layout.sequence.messages[row.message];
}

QColor RowPainter::inkOf(const SequenceMessage &message) const
{
    Meaning meaning = message.meaning;
    if (message.op && message.replyKind == ReplyKind::Reply) // it arrived: only its answer may be red
        meaning = isForeign(message.op) ? Meaning::Stopped : isUndo(*message.op) ? Meaning::Compensating : Meaning::Running;
    return faded(m_theme, m_theme.color(meaning), message.certainty);
}

QColor RowPainter::replyInk(const SequenceMessage &message) const
{
    if (message.outcome == Outcome::Succeeded)
        return blend(m_theme.canvas, m_theme.text, 0.6);
    if (isForeign(message.outcome)) // neither good nor bad
        return m_theme.color(Meaning::Stopped);
    return m_theme.color(message.outcome == Outcome::Ongoing ? Meaning::Waiting : Meaning::Failed);
}

QColor RowPainter::wordsInk(const SequenceMessage &message) const
{
    return message.certainty == Certainty::Observed ? m_theme.text : m_theme.mutedText;
}

void RowPainter::paint(const SequenceRow &row)
{
    if (!row.gap.isNull())
        paintGap(row);
    switch (row.kind) {
    case RowKind::Call: return paintCall(row);
    case RowKind::Reply: return paintReply(row);
    case RowKind::Loop: return paintLoop(row);
    case RowKind::Decision: return paintDecision(row);
    case RowKind::Wait: return paintWait(row);
    case RowKind::Restart: return paintRestart(row);
    case RowKind::Note: return paintNote(row);
    case RowKind::Fold: return paintFold(row);
    case RowKind::Now: return paintNow(row);
    case RowKind::Stub: return paintStub(row);
    }
}

void RowPainter::paintSlant(const SequenceRow &row)
{
    const SequenceMessage &message = messageOf(row);
    const QPointF from(row.fromX, row.y);
    const QPointF to(row.toX, row.slantY);
    const QLineF line(from, to);
    QPen pen(inkOf(message), 1.4, Qt::SolidLine, Qt::FlatCap);
    m_painter.setPen(pen);
    m_painter.drawLine(line);
    const QPointF along(line.dx() / line.length(), line.dy() / line.length());
    const QPointF across(-along.y(), along.x());
    const QPointF tip = to - along * 8;
    m_painter.drawPolyline(QPolygonF({tip - along * 9 + across * 4, tip, tip - along * 9 - across * 4})); // an open head: it travelled alone
    drawGate(m_painter, to, m_theme.color(Meaning::Stopped), m_theme.canvas);
}

void RowPainter::paintArrowOnly(const SequenceRow &row)
{
    if (row.kind == RowKind::Call || row.kind == RowKind::Reply) {
        const SequenceMessage &message = messageOf(row);
        const bool call = row.kind == RowKind::Call;
        drawArrow(m_painter, {.fromX = row.fromX,
                              .toX = row.toX,
                              .y = row.y,
                              .color = call ? inkOf(message) : replyInk(message),
                              .style = call ? styleOf(message) : Qt::DashLine,
                              .head = call ? HeadStyle::Filled : HeadStyle::Open,
                              .paper = m_theme.canvas});
        return;
    }
    const Meaning meaning = row.message >= 0 ? messageOf(row).meaning : Meaning::Running;
    drawLine(m_painter, {.fromX = row.fromX, .toX = row.toX, .y = row.y, .color = m_theme.color(meaning)});
}

void RowPainter::paintLabel(const SequenceRow &row, const QColor &ink)
{
    const SequenceMessage &message = messageOf(row);
    if (message.number > 0)
        drawBadge(m_painter, row.badge, numberText(message.number), m_scene.fonts.small, ink, m_theme.canvas);
    else if (isPlanned(message))
        drawClock(m_painter, QPointF(row.badge.left() + 9, row.badge.center().y()), ink);
    drawWords(m_painter, row.label, row.text, m_scene.fonts.label, wordsInk(message));
    if (row.tab.isNull())
        return;
    drawTab(m_painter, row.tab, blend(m_theme.canvas, ink, 0.12), ink);
    drawWords(m_painter, row.tab.adjusted(4, 0, 0, 0), row.tabText, m_scene.fonts.small, m_theme.text, Qt::AlignHCenter);
}

void RowPainter::paintCall(const SequenceRow &row)
{
    const SequenceMessage &message = messageOf(row);
    paintCallLine(row);
    paintLabel(row, inkOf(message));
    if (!isPlanned(message) || !message.until || !m_scene.nowKnown)
        return;
    const QString left = countdownText(*message.until - m_scene.now);
    drawWords(m_painter, row.detail, left, m_scene.fonts.small, m_theme.mutedText);
}

void RowPainter::paintCallLine(const SequenceRow &row)
{
    const SequenceMessage &message = messageOf(row);
    const qreal direction = directionOf(row);
    ArrowLine line{.fromX = row.fromX,
                   .toX = row.toX,
                   .y = row.y,
                   .color = inkOf(message),
                   .penWidth = 1.4,
                   .style = styleOf(message),
                   .head = HeadStyle::Filled,
                   .paper = m_theme.canvas};
    const qreal y = crispY(m_painter, row.y, 1.4);
    if (message.certainty != Certainty::Observed)
        line.head = HeadStyle::Hollow;
    if (message.replyKind == ReplyKind::Refused) {
        ArrowLine rest = line;
        rest.fromX = line.toX - direction * (refusedGap - 6);
        rest.style = Qt::DotLine;
        rest.color = blend(m_theme.canvas, line.color, 0.5);
        drawLine(m_painter, rest);
        line.toX -= direction * (refusedGap + 6);
        drawLine(m_painter, line);
        return drawCross(m_painter, QPointF(row.toX - direction * refusedGap, y), m_theme.color(Meaning::Failed));
    }
    if (row.slantY > 0) // drawn with the others that cross rows
        return;
    if (isFiltered(message)) {
        line.toX -= direction * 8;
        drawArrow(m_painter, line);
        return drawGate(m_painter, QPointF(row.toX, y), m_theme.color(Meaning::Stopped), m_theme.canvas);
    }
    if (message.replyKind == ReplyKind::Lost) {
        line.toX -= direction * 16;
        drawArrow(m_painter, line);
        return drawQuestion(m_painter, QPointF(row.toX - direction * 8, y), m_theme.color(Meaning::Failed), m_theme.canvas);
    }
    const bool technical = message.replyKind == ReplyKind::Reply && message.outcome == Outcome::Unknown && message.statusCode >= 500;
    if (technical)
        return paintBrokenLine(line);
    const bool ongoing = message.op && message.replyKind == ReplyKind::None && !isPlanned(message);
    if (ongoing)
        return paintOngoing(row, line);
    drawArrow(m_painter, line);
    if (message.certainty == Certainty::Prevented)
        drawLine(m_painter, {.fromX = row.label.left(), .toX = row.label.right(), .y = row.label.center().y(), .color = inkOf(message), .penWidth = 1});
}

// Three quarters of the way it is certain; how long it has been under way stands behind the words.
void RowPainter::paintOngoing(const SequenceRow &row, ArrowLine line)
{
    const qreal quarter = (line.toX - line.fromX) / 4;
    ArrowLine sure = line;
    sure.toX = line.toX - quarter;
    drawLine(m_painter, sure);
    line.fromX = sure.toX;
    line.style = Qt::DotLine;
    line.head = HeadStyle::Hollow;
    drawArrow(m_painter, line);
    if (!m_scene.nowKnown)
        return;
    const Milliseconds since = std::max(m_scene.now - messageOf(row).sentAt, Milliseconds(0));
    const QRectF beside(row.label.right() + spacing::detailGap, row.label.top(), 80, row.label.height());
    drawWords(m_painter, beside, durationText(since), m_scene.fonts.small, m_theme.mutedText);
}

// Broken in the middle: it got through, and what it reached could not do it.
void RowPainter::paintBrokenLine(const ArrowLine &line)
{
    const qreal direction = line.toX >= line.fromX ? 1 : -1;
    const qreal middle = (line.fromX + line.toX) / 2;
    ArrowLine first = line;
    first.toX = middle - direction * 5;
    drawLine(m_painter, first);
    ArrowLine second = line;
    second.fromX = middle + direction * 5;
    drawArrow(m_painter, second);
}

void RowPainter::paintReply(const SequenceRow &row)
{
    const SequenceMessage &message = messageOf(row);
    paintReplyLine(row);
    paintOutcome(row);
    const bool good = message.outcome == Outcome::Succeeded;
    const QColor words = good ? wordsInk(message) : blend(m_theme.text, replyInk(message), m_theme.dark ? 0.55 : 0.85);
    drawWords(m_painter, row.label, row.text, m_scene.fonts.label, words);
    drawWords(m_painter, row.detail, row.detailText, m_scene.fonts.small, m_theme.mutedText);
    if (!row.lines.isEmpty())
        paintBarrierNote(row);
}

void RowPainter::paintReplyLine(const SequenceRow &row)
{
    const SequenceMessage &message = messageOf(row);
    const qreal direction = directionOf(row);
    ArrowLine line{.fromX = row.fromX,
                   .toX = row.toX,
                   .y = row.y,
                   .color = replyInk(message),
                   .penWidth = 1.2,
                   .style = Qt::DashLine,
                   .head = HeadStyle::Open,
                   .paper = m_theme.canvas};
    if (message.replyKind == ReplyKind::Refused || message.replyKind == ReplyKind::Lost) {
        line.fromX += direction * 24; // nothing came from there: it starts in the open
    } else if (isFiltered(message)) {
        line.fromX += direction * 2;
    }
    drawArrow(m_painter, line);
}

// The answer's mark stands in the column of the numbers.
void RowPainter::paintOutcome(const SequenceRow &row)
{
    const SequenceMessage &message = messageOf(row);
    const QPointF centre(row.label.left() - spacing::textColumn + spacing::badgeWidthMin / 2, row.label.center().y());
    if (message.replyKind == ReplyKind::Refused) // it is known not to have arrived
        return drawCross(m_painter, centre, m_theme.color(Meaning::Failed));
    switch (message.outcome.value_or(Outcome::Unknown)) {
    case Outcome::Succeeded: return drawTick(m_painter, centre, m_theme.color(Meaning::Succeeded));
    case Outcome::Ongoing: return drawClock(m_painter, centre, m_theme.color(Meaning::Waiting));
    case Outcome::Rejected: return drawCross(m_painter, centre, m_theme.color(Meaning::Failed));
    case Outcome::Unknown: return drawQuestion(m_painter, centre, m_theme.color(Meaning::Failed), m_theme.canvas);
    }
    drawQuestion(m_painter, centre, m_theme.color(Meaning::Stopped), m_theme.canvas); // a word of a newer server
}

void RowPainter::paintBarrierNote(const SequenceRow &row)
{
    qreal widest = 0;
    for (const QString &line : row.lines)
        widest = std::max(widest, QFontMetricsF(m_scene.fonts.small).horizontalAdvance(line));
    const qreal lineHeight = row.label.height();
    const qreal left = row.label.left() - spacing::textColumn;
    const QRectF box(left, row.y + 8, std::ceil(widest) + 20, qreal(row.lines.size()) * lineHeight + 8);
    const QColor border = m_theme.color(Meaning::Stopped);
    m_painter.setPen(QPen(border, 1));
    m_painter.setBrush(blend(m_theme.canvas, border, 0.1));
    m_painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    m_painter.setBrush(Qt::NoBrush);
    for (qsizetype i = 0; i < row.lines.size(); ++i)
        drawWords(m_painter, QRectF(left + 10, box.top() + 4 + qreal(i) * lineHeight, widest, lineHeight), row.lines[i],
                  m_scene.fonts.small, m_theme.text);
}

void RowPainter::paintLoop(const SequenceRow &row)
{
    const SequenceMessage &message = messageOf(row);
    const QColor ink = inkOf(message);
    const bool ends = message.seq > 0;
    if (ends) {
        const QRectF around = row.badge.united(row.label).adjusted(-4, -5, 8, 5);
        m_painter.setPen(QPen(blend(m_theme.canvas, ink, 0.5), 1));
        m_painter.setBrush(m_theme.tint(message.meaning));
        m_painter.drawRoundedRect(around, around.height() / 2, around.height() / 2);
        m_painter.setBrush(Qt::NoBrush);
    }
    if (message.verb == u"crash"_s) {
        drawCross(m_painter, QPointF(row.fromX, row.y), m_theme.color(Meaning::Failed));
        if (message.number > 0)
            drawBadge(m_painter, row.badge, numberText(message.number), m_scene.fonts.small, ink, m_theme.canvas);
        return drawWords(m_painter, row.label, row.text, m_scene.fonts.label, blend(m_theme.text, ink, m_theme.dark ? 0.55 : 0.85));
    }
    const qreal start = row.fromX + 5;
    const ArrowLine back{.fromX = row.toX, .toX = start, .y = row.y + 10, .color = ink, .style = styleOf(message),
                         .head = message.certainty == Certainty::Observed ? HeadStyle::Filled : HeadStyle::Hollow, .paper = m_theme.canvas};
    drawLine(m_painter, {.fromX = start, .toX = row.toX, .y = row.y - 10, .color = ink, .style = back.style});
    QPen pen(ink, 1.4);
    if (back.style == Qt::DotLine)
        pen.setDashPattern({1.5, 2.5});
    m_painter.setPen(pen);
    const qreal x = crispX(m_painter, row.toX, 1.4);
    m_painter.drawLine(QPointF(x, crispY(m_painter, row.y - 10, 1.4)), QPointF(x, crispY(m_painter, row.y + 10, 1.4)));
    drawArrow(m_painter, back);
    paintLabel(row, ink);
}

} // namespace txdesk::console
