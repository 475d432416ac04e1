// Columns over time, each a stack of parts that add up: an axis from zero, an empty place where nothing was counted.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/charts/marked_chart.h"
#include "console/charts/time_plot.h"

namespace txdesk::console {

struct StackedColumn
{
    Instant at{};
    QList<double> parts{}; // one a legend entry, from the bottom
};

// Mark number: column * parts + part. Left and right go through time, up and down through a column.
class StackedColumns final : public MarkedChart
{
    Q_OBJECT

public:
    using MarkedChart::MarkedChart;

    void setColumns(const QList<LegendEntry> &legend, const QList<StackedColumn> &columns, Milliseconds step, Instant from, Instant to,
                    const QTimeZone &zone);
    [[nodiscard]] double top() const; // of the axis
    [[nodiscard]] QRectF markRect(int index) const override;
    [[nodiscard]] QSize sizeHint() const override { return {360, 180}; }

protected:
    void paintChart(QPainter &painter) override;
    [[nodiscard]] int neighbour(int index, int key) const override;

private:
    [[nodiscard]] TimePlot plot() const;

    QList<LegendEntry> m_legend;
    QList<StackedColumn> m_columns;
    Milliseconds m_step{60'000};
    Instant m_from{};
    Instant m_to{};
    QTimeZone m_zone = QTimeZone::utc();
};

} // namespace txdesk::console
