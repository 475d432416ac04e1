// Paints a timeline: rows of bars, folds, the critical path, the now line, the ruler and the minimap.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/detail/gantt_scale.h"
#include "console/theme/theme.h"

#include <QFont>
#include <QTimeZone>

class QPainter;

namespace txdesk::console {

// Everything the picture depends on. Pixels; (0, 0) is the viewport's corner.
struct GanttScene
{
    const GanttChart &chart;
    const GanttScale &scale;
    Theme theme;
    QFont font;
    QTimeZone zone = QTimeZone::utc();
    Instant now{};
    bool connected = true;
    QSize size{};            // of the viewport
    double labelWidth = 0;   // the column on the left
    double headHeight = 0;   // the ruler
    double rowHeight = 0;
    double mapHeight = 0;    // the minimap at the bottom
    double perPixel = 1;     // axis length of one pixel
    double scrollX = 0;      // pixels
    double scrollY = 0;
    GanttPlace selected{};
    GanttPlace hovered{};
    bool focused = false;

    [[nodiscard]] double x(double axis) const { return labelWidth + axis / perPixel - scrollX; }
    [[nodiscard]] double x(Instant at) const { return x(scale.of(at)); }
    [[nodiscard]] double axis(double x) const { return (x - labelWidth + scrollX) * perPixel; }
    [[nodiscard]] double rowTop(qsizetype row) const { return headHeight + static_cast<double>(row) * rowHeight - scrollY; }
    [[nodiscard]] QRectF body() const;
    [[nodiscard]] QRectF map() const;
    [[nodiscard]] double mapX(double axis) const; // of the minimap
    [[nodiscard]] QRectF window() const;          // what is visible, on the minimap
    [[nodiscard]] QRectF barRect(GanttPlace place) const;
    [[nodiscard]] Instant endOf(const GanttBar &bar) const { return bar.open ? std::max(now, bar.to) : bar.to; }
};

void paintGantt(QPainter &painter, const GanttScene &scene);

// "01 action", for the column of names.
[[nodiscard]] QString rowName(const GanttRow &row);
// A bar in words: tool tip, screen reader, inspector.
[[nodiscard]] QString barText(const GanttScene &scene, GanttPlace place);

} // namespace txdesk::console
