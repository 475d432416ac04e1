// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/sequence_marks.h"

#include "console/text/plain_text.h"

#include <QFontMetricsF>
#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

constexpr qreal headLength = 9;
constexpr qreal headHalfWidth = 4;

// A coordinate moved so that a pen of that width covers whole device pixels.
qreal crisp(qreal value, qreal offset, qreal scale, qreal penWidth)
{
    if (scale <= 0)
        return value;
    const qreal device = value * scale + offset;
    const bool odd = std::lround(std::max(penWidth * scale, 1.0)) % 2 == 1;
    return ((odd ? std::floor(device) + 0.5 : std::round(device)) - offset) / scale;
}

// On, off, on, off ... in pen widths; empty: solid.
QList<qreal> dashesOf(Qt::PenStyle style)
{
    switch (style) {
    case Qt::DashLine: return {5, 3};
    case Qt::DotLine: return {1.5, 2.5};
    case Qt::DashDotLine: return {7, 2.5, 1.5, 2.5};
    default: return {};
    }
}

// The dashes one by one: Qt's own move with the clip, and pictures of parts would not fit together.
QList<QLineF> dashed(const ArrowLine &line, qreal y, const QList<qreal> &dashes)
{
    const qreal direction = line.toX >= line.fromX ? 1 : -1;
    const qreal length = std::abs(line.toX - line.fromX);
    QList<QLineF> pieces;
    qreal at = 0;
    for (qsizetype i = 0; at < length; i = (i + 1) % dashes.size()) {
        const qreal end = std::min(at + dashes[i] * line.penWidth, length);
        if (i % 2 == 0)
            pieces.append(QLineF(line.fromX + direction * at, y, line.fromX + direction * end, y));
        at = end;
    }
    return pieces;
}

QPen strong(const QColor &color, qreal width = 1.8)
{
    return QPen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
}

} // namespace

qreal crispY(const QPainter &painter, qreal y, qreal penWidth)
{
    const QTransform device = painter.deviceTransform();
    return crisp(y, device.dy(), device.m22(), penWidth);
}

qreal crispX(const QPainter &painter, qreal x, qreal penWidth)
{
    const QTransform device = painter.deviceTransform();
    return crisp(x, device.dx(), device.m11(), penWidth);
}

void drawLine(QPainter &painter, const ArrowLine &line)
{
    const QList<qreal> dashes = dashesOf(line.style);
    QPen pen(line.color, line.penWidth, Qt::SolidLine, Qt::FlatCap);
    const qreal y = crispY(painter, line.y, line.penWidth);
    const bool whole = dashes.isEmpty() || painter.paintEngine()->type() == QPaintEngine::SVG;
    if (whole && !dashes.isEmpty())
        pen.setDashPattern(dashes);
    painter.setPen(pen);
    if (whole)
        painter.drawLine(QPointF(line.fromX, y), QPointF(line.toX, y));
    else
        painter.drawLines(dashed(line, y, dashes));
}

void drawArrow(QPainter &painter, const ArrowLine &line)
{
    const qreal direction = line.toX >= line.fromX ? 1 : -1;
    const qreal y = crispY(painter, line.y, line.penWidth);
    const QPointF tip(line.toX, y);
    const QPointF upper(line.toX - direction * headLength, y - headHalfWidth);
    const QPointF lower(line.toX - direction * headLength, y + headHalfWidth);
    ArrowLine shaft = line;
    if (line.head != HeadStyle::Open)
        shaft.toX -= direction * (headLength - 1);
    drawLine(painter, shaft);
    painter.setPen(line.head == HeadStyle::Filled ? QPen(Qt::NoPen) : strong(line.color, line.penWidth));
    painter.setBrush(line.head == HeadStyle::Filled ? QBrush(line.color) : line.head == HeadStyle::Hollow ? QBrush(line.paper) : Qt::NoBrush);
    if (line.head == HeadStyle::Open)
        painter.drawPolyline(QPolygonF({upper, tip, lower}));
    else
        painter.drawPolygon(QPolygonF({upper, tip, lower}));
    painter.setBrush(Qt::NoBrush);
}

void drawTick(QPainter &painter, QPointF centre, const QColor &color)
{
    painter.setPen(strong(color));
    painter.drawPolyline(QPolygonF({centre + QPointF(-4, 0.3), centre + QPointF(-1.3, 3.2), centre + QPointF(4.2, -3.4)}));
}

void drawCross(QPainter &painter, QPointF centre, const QColor &color)
{
    painter.setPen(strong(color, 2));
    painter.drawLine(centre + QPointF(-3.6, -3.6), centre + QPointF(3.6, 3.6));
    painter.drawLine(centre + QPointF(-3.6, 3.6), centre + QPointF(3.6, -3.6));
}

void drawQuestion(QPainter &painter, QPointF centre, const QColor &color, const QColor &paper)
{
    painter.setPen(strong(color, 1.3));
    painter.setBrush(paper);
    painter.drawEllipse(centre, 7, 7);
    painter.setBrush(Qt::NoBrush);
    QPainterPath hook(centre + QPointF(-2.3, -1.6));
    hook.cubicTo(centre + QPointF(-2.2, -4.6), centre + QPointF(2.6, -4.4), centre + QPointF(2.3, -1.7));
    hook.cubicTo(centre + QPointF(2.1, -0.2), centre + QPointF(0, 0), centre + QPointF(0, 1.4));
    painter.setPen(strong(color, 1.5));
    painter.drawPath(hook);
    painter.drawPoint(centre + QPointF(0, 3.8));
}

void drawClock(QPainter &painter, QPointF centre, const QColor &color)
{
    painter.setPen(strong(color, 1.4));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(centre, 5, 5);
    painter.drawPolyline(QPolygonF({centre + QPointF(0, -3), centre, centre + QPointF(2.4, 1.2)}));
}

void drawGate(QPainter &painter, QPointF centre, const QColor &color, const QColor &paper)
{
    painter.setPen(strong(color, 1.4));
    painter.setBrush(paper);
    painter.drawRect(QRectF(centre.x() - 7, centre.y() - 7, 14, 14));
    painter.setBrush(color);
    painter.drawRect(QRectF(centre.x() - 2.5, centre.y() - 2.5, 5, 5));
    painter.setBrush(Qt::NoBrush);
}

void drawBadge(QPainter &painter, const QRectF &rect, const QString &number, const QFont &font, const QColor &color, const QColor &ink)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2);
    painter.setBrush(Qt::NoBrush);
    drawWords(painter, rect, number, font, ink, Qt::AlignHCenter);
}

void drawTab(QPainter &painter, const QRectF &rect, const QColor &fill, const QColor &border)
{
    const qreal middle = rect.center().y();
    const QPolygonF tag({QPointF(rect.left(), middle), QPointF(rect.left() + 6, rect.top()), rect.topRight(), rect.bottomRight(),
                         QPointF(rect.left() + 6, rect.bottom())});
    painter.setPen(QPen(border, 1));
    painter.setBrush(fill);
    painter.drawPolygon(tag);
    painter.setBrush(Qt::NoBrush);
}

void drawTornBand(QPainter &painter, const QRectF &rect, const QColor &fill, const QColor &edge)
{
    constexpr qreal tooth = 8;
    QPolygonF upper;
    QPolygonF lower;
    bool peak = false;
    for (qreal x = rect.left(); x < rect.right() + tooth; x += tooth, peak = !peak) {
        const qreal at = std::min(x, rect.right());
        upper.append({at, rect.top() + (peak ? 0 : 4)});
        lower.prepend({at, rect.bottom() - (peak ? 4 : 0)});
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawPolygon(upper + lower);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(strong(edge, 1.2));
    painter.drawPolyline(upper);
    painter.drawPolyline(lower);
}

void drawWords(QPainter &painter, const QRectF &rect, const QString &text, const QFont &font, const QColor &color, Qt::Alignment align)
{
    if (text.isEmpty())
        return;
    const QFontMetricsF metrics(font);
    qreal x = rect.left();
    if (align.testFlag(Qt::AlignHCenter))
        x = rect.center().x() - metrics.horizontalAdvance(text) / 2;
    else if (align.testFlag(Qt::AlignRight))
        x = rect.right() - metrics.horizontalAdvance(text);
    const qreal baseline = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2;
    painter.setFont(font);
    painter.setPen(color);
    painter.drawText(QPointF(x, std::round(baseline)), visibleText(text));
}

} // namespace txdesk::console
