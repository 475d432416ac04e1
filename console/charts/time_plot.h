// The frame of a chart over time that paints itself: legend on top, axis from zero at the left, times at the bottom.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/theme/theme.h"
#include "shared/base/instant.h"

#include <QFontMetrics>
#include <QTimeZone>

class QPainter;

namespace txdesk::console {

struct LegendEntry
{
    QString name;
    Meaning meaning = Meaning::Running;
};

struct TimePlot
{
    QRectF plot; // where marks go
    Instant from{};
    Instant to{};
    double top = 1; // the largest value of the axis, which begins at zero

    [[nodiscard]] double x(Instant at) const;
    [[nodiscard]] double y(double value) const { return plot.bottom() - plot.height() * value / top; }

    [[nodiscard]] static QRectF inside(const QRectF &whole, const QFontMetrics &metrics, int leftWidth);
};

void paintLegend(QPainter &painter, const Theme &theme, const QRectF &whole, const QList<LegendEntry> &entries);
void paintTimeAxis(QPainter &painter, const Theme &theme, const TimePlot &plot, const QTimeZone &zone);
void paintValueAxis(QPainter &painter, const Theme &theme, const TimePlot &plot);

} // namespace txdesk::console
