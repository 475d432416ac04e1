// The small shapes of the diagram's grammar: heads, ticks, crosses, gates, badges, torn edges. Vector paths, no glyphs.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QColor>
#include <QFont>
#include <QPointF>
#include <QRectF>
#include <QString>

class QPainter;

namespace txdesk::console {

enum class HeadStyle { Filled, Open, Hollow };

struct ArrowLine
{
    qreal fromX = 0;
    qreal toX = 0;
    qreal y = 0;
    QColor color{};
    qreal penWidth = 1.4;
    Qt::PenStyle style = Qt::SolidLine;
    HeadStyle head = HeadStyle::Filled;
    QColor paper{}; // the canvas, inside hollow heads
};

// y moved so that a line of that width covers whole device pixels.
[[nodiscard]] qreal crispY(const QPainter &painter, qreal y, qreal penWidth);
[[nodiscard]] qreal crispX(const QPainter &painter, qreal x, qreal penWidth);

void drawLine(QPainter &painter, const ArrowLine &line); // without a head
void drawArrow(QPainter &painter, const ArrowLine &line);
void drawTick(QPainter &painter, QPointF centre, const QColor &color);
void drawCross(QPainter &painter, QPointF centre, const QColor &color);
void drawQuestion(QPainter &painter, QPointF centre, const QColor &color, const QColor &paper);
void drawClock(QPainter &painter, QPointF centre, const QColor &color);
void drawGate(QPainter &painter, QPointF centre, const QColor &color, const QColor &paper);
void drawBadge(QPainter &painter, const QRectF &rect, const QString &number, const QFont &font, const QColor &color, const QColor &ink);
// A tag that points left: what it undoes lies above.
void drawTab(QPainter &painter, const QRectF &rect, const QColor &fill, const QColor &border);
// The area between two zigzag edges.
void drawTornBand(QPainter &painter, const QRectF &rect, const QColor &fill, const QColor &edge);
// Text on a baseline that does not depend on its script; `rect` gives the left edge and the vertical middle.
void drawWords(QPainter &painter, const QRectF &rect, const QString &text, const QFont &font, const QColor &color,
               Qt::Alignment align = Qt::AlignLeft);

} // namespace txdesk::console
