// The time rail at the left of a sequence diagram, and the heads of its lanes.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/sequence_painter.h"

#include "console/text/duration_text.h"
#include "console/text/time_text.h"
#include "console/timeline/sequence_marks.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

// Rows that happened in the same second of a clock that has no finer one: their order is not known by time.
void paintTies(QPainter &painter, qsizetype first, qsizetype last, const SequenceScene &scene, qreal zoom)
{
    const auto coarse = [&](qsizetype i) {
        const SequenceRow &row = scene.layout.rows[i];
        return row.message >= 0 && !isPlanned(scene.layout.sequence.messages[row.message]) && toMs(row.at) % 1000 == 0 && toMs(row.at) > 0;
    };
    for (qsizetype i = first; i < last;) {
        qsizetype end = i + 1;
        while (end < scene.layout.rows.size() && coarse(i) && coarse(end) && scene.layout.rows[end].at == scene.layout.rows[i].at)
            ++end;
        if (end - i >= 3) {
            const qreal top = scene.layout.rows[i].y * zoom - 3;
            const qreal bottom = scene.layout.rows[end - 1].y * zoom + 3;
            painter.setPen(QPen(scene.theme.mutedText, 1));
            painter.drawPolyline(QPolygonF({QPointF(7, top), QPointF(3, top), QPointF(3, bottom), QPointF(7, bottom)}));
            painter.save();
            painter.translate(10, (top + bottom) / 2);
            drawWords(painter, QRectF(0, -8, railWidth - 24, 16), QCoreApplication::translate("Sequence", "same second"), scene.fonts.small, scene.theme.mutedText);
            painter.restore();
        }
        i = end;
    }
}

// A dot says how its newest call went; the share that failed is a bar along the bottom.
void paintLaneState(QPainter &painter, const LaneBox &lane, const SequenceScene &scene)
{
    if (!lane.state)
        return;
    painter.setPen(Qt::NoPen);
    if (lane.failures > 0) {
        const qreal share = double(lane.failures) / double(std::max(lane.calls, 1));
        painter.setBrush(scene.theme.color(Meaning::Failed));
        painter.drawRect(QRectF(lane.head.left() + 4, lane.head.bottom() - 3, std::max((lane.head.width() - 8) * share, 2.0), 2));
    }
    const QPointF dot(lane.head.right() - 8, lane.head.top() + 8);
    const QColor ink = scene.theme.color(*lane.state);
    if (*lane.state == Meaning::Failed) { // known by its shape, too
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(ink, 1.6, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(dot + QPointF(-2.5, -2.5), dot + QPointF(2.5, 2.5));
        painter.drawLine(dot + QPointF(-2.5, 2.5), dot + QPointF(2.5, -2.5));
    } else {
        painter.setBrush(*lane.state == Meaning::Succeeded ? QBrush(ink) : Qt::NoBrush);
        painter.setPen(QPen(ink, 1.4));
        painter.drawEllipse(dot, 3, 3);
    }
    painter.setBrush(Qt::NoBrush);
}

// Where a row of the to-scale axis was pushed down: a hairline to its true time.
void paintTrueTime(QPainter &painter, const SequenceRow &row, const SequenceScene &scene, qreal zoom)
{
    if (row.trueY <= 0 || row.y - row.trueY < 2)
        return;
    painter.setPen(QPen(scene.theme.lifeline, 1));
    painter.drawLine(QPointF(railWidth - 7, row.trueY * zoom), QPointF(railWidth - 13, row.y * zoom));
}

void paintHeat(QPainter &painter, const SequenceRow &before, const SequenceRow &row, const SequenceScene &scene, qreal zoom)
{
    const double ms = std::max(double((row.at - before.at).count()), 0.0);
    const double step = std::clamp(std::round(std::log10(1 + ms) * 2), 0.0, 10.0) / 10;
    if (step > 0)
        painter.fillRect(QRectF(railWidth - 5, before.y * zoom, 4, (row.y - before.y) * zoom),
                         blend(scene.theme.canvas, scene.theme.color(Meaning::Waiting), step));
}

// The second where it changes, below it only the milliseconds.
QString railTime(const SequenceRow &row, const SequenceRow *before, const SequenceScene &scene)
{
    const bool sameSecond = before && toMs(row.at) / 1000 == toMs(before->at) / 1000;
    const QString full = clockMsText(row.at, scene.zone);
    return sameSecond ? full.right(4) : full;
}

} // namespace

void paintHeader(QPainter &painter, const SequenceScene &scene)
{
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = scene.theme;
    for (qsizetype i = 0; i < scene.layout.lanes.size(); ++i) {
        const LaneBox &lane = scene.layout.lanes[i];
        const bool coordinator = scene.layout.sequence.lanes[i].role == LaneRole::Coordinator;
        const QColor accent = coordinator ? theme.color(Meaning::Running) : blend(theme.canvas, theme.text, 0.55);
        drawWords(painter, lane.caption, lane.captionText, scene.fonts.caption, theme.mutedText, Qt::AlignHCenter);
        painter.setPen(QPen(accent, 1));
        painter.setBrush(coordinator ? theme.tint(Meaning::Running) : theme.raised);
        painter.drawRoundedRect(lane.head.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
        painter.setBrush(Qt::NoBrush);
        paintLaneState(painter, lane, scene);
        if (int(i) == scene.selectedLane) {
            painter.setPen(QPen(theme.focus, 2));
            painter.drawRoundedRect(lane.head.adjusted(-2, -2, 2, 2), 6, 6);
        }
        if (lane.subtitle.isEmpty()) {
            drawWords(painter, lane.head, lane.title, scene.fonts.head, theme.text, Qt::AlignHCenter);
            continue;
        }
        drawWords(painter, lane.head.adjusted(0, 3, 0, -lane.head.height() / 2 + 1), lane.title, scene.fonts.head, theme.text, Qt::AlignHCenter);
        drawWords(painter, lane.head.adjusted(0, lane.head.height() / 2 - 1, 0, -3), lane.subtitle, scene.fonts.caption, theme.mutedText, Qt::AlignHCenter);
    }
}

void paintRail(QPainter &painter, const QRectF &clip, const SequenceScene &scene, Detail detail, qreal zoom)
{
    const Theme &theme = scene.theme;
    painter.fillRect(QRectF(0, clip.top() * zoom, railWidth, clip.height() * zoom), theme.panel);
    painter.fillRect(QRectF(railWidth - 1, clip.top() * zoom, 1, clip.height() * zoom), theme.hairline);
    const auto [first, last] = scene.layout.rowsIn(clip.top() - 60, clip.bottom() + 60);
    const SequenceRow *before = first > 0 ? &scene.layout.rows[first - 1] : nullptr;
    for (qsizetype i = first; i < last; ++i) {
        const SequenceRow &row = scene.layout.rows[i];
        if (row.kind == RowKind::Now || isPlanned(scene.layout.sequence.messages[row.message]))
            break; // the future has no times yet
        if (before)
            paintHeat(painter, *before, row, scene, zoom);
        if (detail == Detail::Full && scene.layout.sequence.messages[row.message].seq > 0) {
            const QRectF line(6, row.y * zoom - 8, railWidth - 20, 16);
            if (before && i == scene.hoveredRow)
                drawWords(painter, line, u"+"_s + durationText(std::max(row.at - before->at, Milliseconds(0))), scene.fonts.small, theme.text, Qt::AlignRight);
            else
                drawWords(painter, line, railTime(row, before, scene), scene.fonts.small, theme.mutedText, Qt::AlignRight);
            if (row.idle >= Milliseconds(1000))
                drawWords(painter, QRectF(6, row.top * zoom - 18, railWidth - 20, 16), u"+"_s + durationText(row.idle), scene.fonts.small, theme.text, Qt::AlignRight);
            paintTrueTime(painter, row, scene, zoom);
        }
        before = &row;
    }
    if (detail == Detail::Full)
        paintTies(painter, first, last, scene, zoom);
}

void paintRailHead(QPainter &painter, const SequenceScene &scene, qreal height)
{
    const SequenceLayout &layout = scene.layout;
    painter.fillRect(QRectF(0, 0, railWidth, height), scene.theme.panel);
    painter.fillRect(QRectF(railWidth - 1, 0, 1, height), scene.theme.hairline);
    if (layout.rows.isEmpty())
        return;
    const QRectF line(6, height - 24, railWidth - 20, 16);
    drawWords(painter, line, offsetText(layout.rows.first().at, scene.zone), scene.fonts.caption, scene.theme.mutedText, Qt::AlignRight);
}

} // namespace txdesk::console
