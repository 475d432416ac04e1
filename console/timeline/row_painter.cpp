// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/row_painter.h"

#include "console/text/duration_text.h"
#include "console/text/time_text.h"
#include "console/theme/op_role.h"
#include "console/timeline/activation_layout.h"
#include "console/timeline/lane_layout.h"
#include "console/timeline/sequence_marks.h"

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
    }
    return color;
}

Qt::PenStyle styleOf(const SequenceMessage &message)
{
    if (message.certainty == Certainty::Inferred || message.certainty == Certainty::Reported || message.certainty == Certainty::PlannedUncertain)
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
        meaning = isUndo(*message.op) ? Meaning::Compensating : Meaning::Running;
    return faded(m_theme, m_theme.color(meaning), message.certainty);
}

QColor RowPainter::replyInk(const SequenceMessage &message) const
{
    if (message.outcome == Outcome::Succeeded)
        return blend(m_theme.canvas, m_theme.text, 0.6);
    return m_theme.color(message.outcome == Outcome::Ongoing ? Meaning::Waiting : Meaning::Failed);
}

QColor RowPainter::wordsInk(const SequenceMessage &message) const
{
    return message.certainty == Certainty::Observed ? m_theme.text : m_theme.mutedText;
}

void RowPainter::paint(const SequenceRow &row)
{
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
    }
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
    const bool ongoing = message.op && message.replyKind == ReplyKind::None && !isPlanned(message);
    if (ongoing)
        line.head = HeadStyle::Hollow;
    drawArrow(m_painter, line);
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

} // namespace txdesk::console
