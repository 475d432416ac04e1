// Values by row and time as shades: an image of one pixel a cell, scaled without smoothing.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/charts/marked_chart.h"
#include "console/charts/time_plot.h"

#include <QImage>

namespace txdesk::console {

struct HeatRow
{
    QString name;
    QList<qint64> values; // one a step, the newest last; what is missing in front counts nothing
};

// Mark number: row * steps + step, the oldest step first. Arrow keys go to the neighbouring cell.
class HeatMap final : public MarkedChart
{
    Q_OBJECT

public:
    static constexpr int rowsMax = 24;

    using MarkedChart::MarkedChart;

    // The first rowsMax; `end`: of the newest step.
    void setRows(const QList<HeatRow> &rows, int steps, Milliseconds step, Instant end, const QTimeZone &zone, const QString &unit);
    [[nodiscard]] qint64 value(int row, int step) const;
    [[nodiscard]] int steps() const { return m_steps; }
    [[nodiscard]] const QImage &image() const { return m_image; } // a pixel a cell
    [[nodiscard]] QRectF markRect(int index) const override;
    [[nodiscard]] QSize sizeHint() const override { return {720, 200}; }

protected:
    void paintChart(QPainter &painter) override;
    void themeChanged() override { drawImage(); }
    [[nodiscard]] int markAt(const QPointF &at) const override;
    [[nodiscard]] int neighbour(int index, int key) const override;

private:
    void drawImage();
    void paintScale(QPainter &painter, double x) const;
    [[nodiscard]] QColor shade(qint64 value) const;
    [[nodiscard]] QRectF grid() const;

    QList<HeatRow> m_rows;
    int m_steps = 0;
    Milliseconds m_step{300'000};
    Instant m_end{};
    QTimeZone m_zone = QTimeZone::utc();
    QString m_unit;
    qint64 m_most = 0;
    QImage m_image;
};

} // namespace txdesk::console
