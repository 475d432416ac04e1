// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/sequence_painter.h"

#include "console/text/duration_text.h"
#include "console/text/time_text.h"
#include "console/timeline/row_painter.h"
#include "console/timeline/sequence_marks.h"

#include <QPaintEngine>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

constexpr qreal dashPeriod = 8; // of lifelines: 5 on, 3 off
constexpr double fadedOpacity = 0.35;

void paintBands(QPainter &painter, const QRectF &clip, const SequenceScene &scene)
{
    for (const PhaseBand &band : scene.layout.bands) {
        const QRectF area(8, band.top, scene.layout.width - 16, band.bottom - band.top);
        if (area.intersects(clip))
            painter.fillRect(area, blend(scene.theme.canvas, scene.theme.color(band.meaning), scene.theme.dark ? 0.07 : 0.04));
    }
}

// Dashes begin at multiples of their period, so that adjacent pictures fit together. Drawn one by one: Qt's own dashes
// move with the clip. An SVG gets one dashed line instead.
void paintLifeline(QPainter &painter, qreal x, qreal top, qreal bottom, bool dashed)
{
    if (!dashed || painter.paintEngine()->type() == QPaintEngine::SVG) {
        painter.drawLine(QPointF(x, top), QPointF(x, bottom));
        return;
    }
    QList<QLineF> dashes;
    dashes.reserve(qsizetype((bottom - top) / dashPeriod) + 1);
    for (qreal y = top; y < bottom; y += dashPeriod)
        dashes.append(QLineF(x, y, x, std::min(y + 5, bottom)));
    painter.drawLines(dashes);
}

void paintLifelines(QPainter &painter, const QRectF &clip, const SequenceScene &scene, Detail detail)
{
    QPen pen(scene.theme.lifeline, 1, Qt::SolidLine, Qt::FlatCap);
    pen.setCosmetic(detail != Detail::Full);
    if (painter.paintEngine()->type() == QPaintEngine::SVG)
        pen.setDashPattern({5, 3});
    painter.setPen(pen);
    const qreal top = std::max(std::floor(clip.top() / dashPeriod) * dashPeriod, 0.0);
    const qreal bottom = std::min(clip.bottom(), scene.layout.height - 8);
    for (const LaneBox &lane : scene.layout.lanes) {
        const qreal x = crispX(painter, lane.x, 1);
        if (x >= clip.left() - 2 && x <= clip.right() + 2 && top < bottom)
            paintLifeline(painter, x, top, bottom, detail == Detail::Full);
    }
}

QPolygonF barShape(const QRectF &rect, bool torn)
{
    if (!torn)
        return QPolygonF({rect.topLeft(), rect.topRight(), rect.bottomRight(), rect.bottomLeft()});
    const qreal third = rect.width() / 4;
    QPolygonF shape({rect.topLeft(), rect.topRight(), rect.bottomRight()});
    for (int i = 1; i < 4; ++i)
        shape.append({rect.right() - i * third, rect.bottom() - (i % 2 == 1 ? 5 : 0)});
    shape.append(rect.bottomLeft());
    return shape;
}

void paintBar(QPainter &painter, const ActivationBar &bar, const SequenceScene &scene)
{
    const QColor ink = scene.theme.color(bar.meaning);
    const qreal left = std::round(scene.layout.lanes[bar.lane].x - 5) + 6 * bar.depth;
    const QRectF rect(left + 0.5, std::round(bar.top) + 0.5, 9, std::max(std::round(bar.bottom - bar.top), 6.0));
    painter.setPen(QPen(blend(scene.theme.canvas, ink, 0.75), 1, bar.end == BarEnd::Open ? Qt::DashLine : Qt::SolidLine));
    painter.setBrush(blend(scene.theme.canvas, ink, scene.theme.dark ? 0.3 : 0.16));
    painter.drawPolygon(barShape(rect, bar.end == BarEnd::Torn));
    painter.setBrush(Qt::NoBrush);
}

void paintBars(QPainter &painter, const QRectF &clip, const SequenceScene &scene)
{
    const QList<QList<qsizetype>> &buckets = scene.layout.barBuckets;
    const auto first = qsizetype(std::max(clip.top(), 0.0) / SequenceLayout::bucketHeight);
    const auto last = std::min(qsizetype(std::max(clip.bottom(), 0.0) / SequenceLayout::bucketHeight), buckets.size() - 1);
    qsizetype painted = -1; // bars are sorted: those of an earlier bucket have smaller numbers
    for (qsizetype bucket = first; bucket <= last; ++bucket) {
        for (const qsizetype index : buckets[bucket]) {
            const ActivationBar &bar = scene.layout.bars[index];
            const bool before = bucket > first && bar.top < qreal(bucket) * SequenceLayout::bucketHeight;
            if (before || index <= painted || bar.bottom < clip.top() - 2 || bar.top > clip.bottom() + 2)
                continue;
            paintBar(painter, bar, scene);
            painted = index;
        }
    }
}

// Stands for every row on the same pixel line: the worst of them.
void paintTicks(QPainter &painter, qsizetype first, qsizetype last, const SequenceScene &scene)
{
    const auto severity = [](Meaning meaning) { return meaning == Meaning::Failed ? 2 : meaning == Meaning::Compensating ? 1 : 0; };
    const QTransform device = painter.deviceTransform();
    qint64 line = -1;
    int worst = -1;
    for (qsizetype i = first; i < last; ++i) {
        const SequenceRow &row = scene.layout.rows[i];
        const Meaning meaning = row.message >= 0 ? scene.layout.sequence.messages[row.message].meaning : Meaning::Running;
        const auto at = qint64(std::floor(row.y * device.m22() + device.dy()));
        if (at == line && severity(meaning) <= worst)
            continue;
        line = at;
        worst = severity(meaning);
        QPen pen(scene.theme.color(meaning), 1);
        pen.setCosmetic(true);
        painter.setPen(pen);
        painter.drawLine(QPointF(row.fromX, row.y), QPointF(row.toX, row.y));
    }
}

void paintSelection(QPainter &painter, const SequenceRow &row, const SequenceScene &scene)
{
    QRectF area(std::min(row.fromX, row.toX), row.top + 1, std::abs(row.toX - row.fromX), row.height - 2);
    area = area.united(row.label.isNull() ? area : QRectF(row.label.left() - 30, row.top + 1, row.label.width() + 40, row.height - 2));
    painter.setPen(QPen(scene.theme.focus, 1));
    painter.setBrush(scene.theme.selection);
    painter.drawRoundedRect(area.adjusted(-6, 0, 6, 0), 4, 4);
    painter.setBrush(Qt::NoBrush);
}

void paintRows(QPainter &painter, qsizetype first, qsizetype last, const SequenceScene &scene, Detail detail)
{
    RowPainter rows(painter, scene);
    const QList<SequenceMessage> &messages = scene.layout.sequence.messages;
    for (qsizetype i = first; i < last; ++i) {
        const SequenceRow &row = scene.layout.rows[i];
        const bool fades = scene.hovered >= 0 && row.message >= 0 && row.message != scene.hovered
                           && !areRelated(messages[row.message], messages[scene.hovered]);
        painter.setOpacity(fades ? fadedOpacity : 1);
        if (row.message >= 0 && row.message == scene.selected)
            paintSelection(painter, row, scene);
        if (detail == Detail::Full)
            rows.paint(row);
        else
            rows.paintArrowOnly(row);
    }
    painter.setOpacity(1);
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

Detail detailAt(qreal zoom)
{
    return zoom >= 0.6 ? Detail::Full : zoom >= 0.2 ? Detail::Lines : Detail::Ticks;
}

bool areRelated(const SequenceMessage &a, const SequenceMessage &b)
{
    const bool undo = (a.number > 0 && a.number == b.undoes) || (b.number > 0 && b.number == a.undoes);
    return undo || (a.op && a.op == b.op && a.branch == b.branch);
}

void paintBody(QPainter &painter, const QRectF &clip, const SequenceScene &scene, Detail detail)
{
    painter.setRenderHint(QPainter::Antialiasing, detail != Detail::Ticks);
    painter.fillRect(clip, scene.theme.canvas);
    paintBands(painter, clip, scene);
    paintLifelines(painter, clip, scene, detail);
    const auto [first, last] = scene.layout.rowsIn(clip.top() - 2, clip.bottom() + 2);
    if (detail == Detail::Ticks)
        return paintTicks(painter, first, last, scene);
    paintBars(painter, clip, scene);
    paintRows(painter, first, last, scene, detail);
}

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
        if (row.message < 0 || isPlanned(scene.layout.sequence.messages[row.message]))
            break; // the future has no times yet
        if (before)
            paintHeat(painter, *before, row, scene, zoom);
        if (detail == Detail::Full && scene.layout.sequence.messages[row.message].seq > 0) {
            const QRectF line(6, row.y * zoom - 8, railWidth - 20, 16);
            drawWords(painter, line, railTime(row, before, scene), scene.fonts.small, theme.mutedText, Qt::AlignRight);
            if (row.idle >= Milliseconds(1000))
                drawWords(painter, QRectF(6, row.top * zoom - 18, railWidth - 20, 16), u"+"_s + durationText(row.idle), scene.fonts.small, theme.text, Qt::AlignRight);
            paintTrueTime(painter, row, scene, zoom);
        }
        before = &row;
    }
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
