// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/minimap.h"

#include "console/timeline/small_zoom.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace txdesk::console {
namespace {

constexpr qreal grip = 7; // px around an edge of the range

qreal placeOfSeq(const SequenceLayout &layout, qint64 seq, bool after)
{
    const qreal height = std::max(layout.height, 1.0);
    for (const SequenceRow &row : layout.rows) {
        if (row.message < 0 || row.kind == RowKind::Reply)
            continue;
        const qint64 at = layout.sequence.messages[row.message].seq;
        if (after ? at > seq : at >= seq)
            return row.top / height;
    }
    return 1;
}

} // namespace

// One mark for each line of pixels: the worst that happened there, at its lane.
void Minimap::draw(const QSizeF &size, qreal scale, const SequenceScene &scene)
{
    m_picture = QPixmap((size * scale).toSize());
    m_picture.setDevicePixelRatio(scale);
    m_picture.fill(scene.theme.panel);
    m_search = scene.search;
    const SequenceLayout &layout = scene.layout;
    QPainter painter(&m_picture);
    const qreal perHeight = size.height() / std::max(layout.height, 1.0);
    const qreal perWidth = (size.width() - 12) / std::max(layout.width, 1.0);
    int line = -1;
    int worst = -1;
    for (const SequenceRow &row : layout.rows) {
        if (row.message < 0)
            continue;
        const SequenceMessage &message = layout.sequence.messages[row.message];
        const int y = int(row.y * perHeight);
        const int severity = severityOf(message.meaning) * 2 + (row.kind == RowKind::Decision ? 1 : 0);
        if (y == line && severity <= worst)
            continue;
        line = y;
        worst = severity;
        const QColor ink = isPlanned(message) ? blend(scene.theme.panel, scene.theme.color(message.meaning), 0.4) : scene.theme.color(message.meaning);
        const auto [left, right] = std::minmax(row.fromX, row.toX);
        painter.fillRect(QRectF(4 + left * perWidth, y, std::max((right - left) * perWidth, 2.0), 1), ink);
        if (isFailure(message))
            painter.fillRect(QRectF(size.width() - 7, y - 1, 6, 3), scene.theme.color(Meaning::Failed));
        if (!scene.search.isEmpty() && saysText(layout.sequence, message, scene.search))
            painter.fillRect(QRectF(0, y - 1, 4, 3), scene.theme.color(Meaning::Waiting));
    }
}

void Minimap::paint(QPainter &painter, const QRectF &area, const SequenceScene &scene, std::pair<qreal, qreal> seen)
{
    const qreal scale = painter.device()->devicePixelRatioF();
    if (m_picture.isNull() || m_picture.deviceIndependentSize().toSize() != area.size().toSize() || m_search != scene.search)
        draw(area.size(), scale, scene);
    painter.drawPixmap(area.topLeft(), m_picture);
    painter.fillRect(QRectF(area.left(), area.top(), 1, area.height()), scene.theme.hairline);
    const auto [from, to] = placesOf(scene);
    QColor shade = scene.theme.canvas;
    shade.setAlphaF(0.7F);
    painter.fillRect(QRectF(area.left(), area.top(), area.width(), from * area.height()), shade);
    painter.fillRect(QRectF(area.left(), area.top() + to * area.height(), area.width(), (1 - to) * area.height()), shade);
    const QRectF window(area.left() + 1.5, area.top() + seen.first * area.height() + 0.5, area.width() - 3,
                        std::max((seen.second - seen.first) * area.height() - 1, 8.0));
    QColor glass = scene.theme.focus;
    glass.setAlphaF(0.14F);
    painter.setPen(QPen(scene.theme.focus, 1));
    painter.setBrush(glass);
    painter.drawRoundedRect(window, 2, 2);
    painter.setPen(Qt::NoPen);
    painter.setBrush(scene.theme.text);
    for (const qreal place : {from, to}) { // the grips of the range
        const qreal y = std::clamp(area.top() + place * area.height(), area.top() + 2, area.bottom() - 3);
        painter.drawRect(QRectF(area.left() + 2, y - 1, area.width() - 4, 2));
        painter.drawRoundedRect(QRectF(area.center().x() - 6, y - 3, 12, 6), 2, 2);
    }
    painter.setBrush(Qt::NoBrush);
}

Minimap::Part Minimap::partAt(const QPointF &at, const QRectF &area, const SequenceScene &scene, std::pair<qreal, qreal> seen) const
{
    if (!area.contains(at))
        return Part::None;
    const auto [from, to] = placesOf(scene);
    if (std::abs(at.y() - area.top() - from * area.height()) <= grip)
        return Part::RangeTop;
    if (std::abs(at.y() - area.top() - to * area.height()) <= grip)
        return Part::RangeBottom;
    const qreal place = (at.y() - area.top()) / area.height();
    return place >= seen.first && place <= seen.second ? Part::Window : Part::Track;
}

qint64 Minimap::seqAt(const SequenceLayout &layout, qreal place)
{
    const qreal y = place * layout.height;
    const auto [first, last] = layout.rowsIn(y, layout.height + 1);
    for (qsizetype i = first; i < last; ++i)
        if (layout.rows[i].message >= 0 && layout.sequence.messages[layout.rows[i].message].seq > 0)
            return layout.sequence.messages[layout.rows[i].message].seq;
    return 0;
}

std::pair<qreal, qreal> Minimap::placesOf(const SequenceScene &scene)
{
    return {scene.fromSeq > 0 ? placeOfSeq(scene.layout, scene.fromSeq, false) : 0,
            scene.toSeq > 0 ? placeOfSeq(scene.layout, scene.toSeq, true) : 1};
}

} // namespace txdesk::console
