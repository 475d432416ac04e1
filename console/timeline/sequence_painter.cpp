// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/sequence_painter.h"

#include "console/timeline/row_painter.h"
#include "console/timeline/sequence_marks.h"
#include "console/timeline/small_zoom.h"

#include <QPaintEngine>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

constexpr qreal dashPeriod = 8; // of lifelines: 5 on, 3 off
constexpr double fadedOpacity = 0.4;

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

void paintSelection(QPainter &painter, const SequenceRow &row, const SequenceScene &scene)
{
    QRectF area(std::min(row.fromX, row.toX), row.top + 1, std::abs(row.toX - row.fromX), row.height - 2);
    area = area.united(row.label.isNull() ? area : QRectF(row.label.left() - 30, row.top + 1, row.label.width() + 40, row.height - 2));
    painter.setPen(QPen(scene.theme.focus, 1));
    painter.setBrush(scene.theme.selection);
    painter.drawRoundedRect(area.adjusted(-6, 0, 6, 0), 4, 4);
    painter.setBrush(Qt::NoBrush);
}

void paintMatch(QPainter &painter, const SequenceRow &row, const SequenceScene &scene)
{
    const QRectF words = row.label.united(row.badge).adjusted(-3, -1, 4, 1);
    painter.setPen(QPen(scene.theme.color(Meaning::Waiting), 1));
    painter.setBrush(blend(scene.theme.canvas, scene.theme.color(Meaning::Waiting), scene.theme.dark ? 0.28 : 0.3));
    painter.drawRoundedRect(words, 3, 3);
    painter.setBrush(Qt::NoBrush);
}

void paintRows(QPainter &painter, qsizetype first, qsizetype last, const SequenceScene &scene, Detail detail)
{
    RowPainter rows(painter, scene);
    const QList<SequenceMessage> &messages = scene.layout.sequence.messages;
    for (qsizetype i = first; i < last; ++i) {
        const SequenceRow &row = scene.layout.rows[i];
        if (scene.beforeRow)
            scene.beforeRow(i);
        painter.setOpacity(row.message >= 0 && isFaded(scene, row.message) ? fadedOpacity : 1);
        if (row.message >= 0 && !scene.search.isEmpty() && saysText(scene.layout.sequence, messages[row.message], scene.search))
            paintMatch(painter, row, scene);
        if (row.message >= 0 && row.message == scene.selected)
            paintSelection(painter, row, scene);
        if (detail == Detail::Full)
            rows.paint(row);
        else
            rows.paintArrowOnly(row);
    }
    painter.setOpacity(1);
    if (scene.beforeRow)
        scene.beforeRow(-1);
}

// Calls that arrived late cross what happened meanwhile.
void paintSlants(QPainter &painter, const QRectF &clip, const SequenceScene &scene)
{
    RowPainter rows(painter, scene);
    for (const qsizetype index : scene.layout.slants) {
        const SequenceRow &row = scene.layout.rows[index];
        if (row.y > clip.bottom() + 12 || row.slantY < clip.top() - 12)
            continue;
        painter.setOpacity(isFaded(scene, row.message) ? fadedOpacity : 1);
        rows.paintSlant(row);
    }
    painter.setOpacity(1);
}

} // namespace

Detail detailAt(qreal zoom)
{
    constexpr qreal pitch = 26; // px of a usual row: full from 14 px, no labels from 6, ticks from 2
    if (zoom * pitch >= 14)
        return Detail::Full;
    return zoom * pitch >= 6 ? Detail::Lines : zoom * pitch >= 2 ? Detail::Ticks : Detail::Density;
}

bool areRelated(const SequenceMessage &a, const SequenceMessage &b)
{
    const bool undo = (a.number > 0 && a.number == b.undoes) || (b.number > 0 && b.number == a.undoes);
    return undo || (a.op && a.op == b.op && a.branch == b.branch);
}

bool isFaded(const SequenceScene &scene, qsizetype index)
{
    const QList<SequenceMessage> &messages = scene.layout.sequence.messages;
    const SequenceMessage &message = messages[index];
    if (scene.fromSeq > 0 && std::max(message.seq, message.answerSeq) < scene.fromSeq)
        return true;
    if (scene.toSeq > 0 && (message.seq > scene.toSeq || isPlanned(message)))
        return true;
    if (scene.hovered >= 0 && scene.hovered < messages.size())
        return index != scene.hovered && !areRelated(message, messages[scene.hovered]);
    return scene.hoveredLane >= 0 && message.from != scene.hoveredLane && message.to != scene.hoveredLane;
}

void paintBody(QPainter &painter, const QRectF &clip, const SequenceScene &scene, Detail detail)
{
    painter.setRenderHint(QPainter::Antialiasing, detail < Detail::Ticks);
    painter.fillRect(clip, scene.theme.canvas);
    paintBands(painter, clip, scene);
    paintLifelines(painter, clip, scene, detail);
    const auto [first, last] = scene.layout.rowsIn(clip.top() - 2, clip.bottom() + 2);
    if (detail == Detail::Ticks)
        return paintTicks(painter, first, last, scene);
    if (detail == Detail::Density)
        return paintDensity(painter, first, last, scene);
    paintBars(painter, clip, scene);
    paintSlants(painter, clip, scene);
    paintRows(painter, first, last, scene, detail);
}

} // namespace txdesk::console
