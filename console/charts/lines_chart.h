// Lines over time, by Qt Charts. Where nothing was measured the line is broken.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/charts/history_series.h"
#include "console/charts/marked_chart.h"

#include <QTimeZone>

class QChart;
class QDateTimeAxis;
class QLineSeries;
class QValueAxis;

namespace txdesk::console {

struct ChartLine
{
    QString name;
    Meaning meaning = Meaning::Running;
    Qt::PenStyle style = Qt::SolidLine;
    ChartRuns runs{};
};

// Marks are points in time; setMarkTimes() says which. Give it new lines at most twice a second.
class LinesChart final : public MarkedChart
{
    Q_OBJECT

public:
    explicit LinesChart(QWidget *parent = nullptr);

    void setLines(const QList<ChartLine> &lines, Instant from, Instant to, const QTimeZone &zone);
    void setMarkTimes(const QList<Instant> &times) { m_times = times; }
    [[nodiscard]] QRectF markRect(int index) const override;
    [[nodiscard]] QSize sizeHint() const override { return {360, 180}; }
    [[nodiscard]] qsizetype pointCount() const; // that are drawn
    [[nodiscard]] QList<QColor> lineColors() const;
    [[nodiscard]] QList<QColor> legendColors() const;

protected:
    void paintChart(QPainter &) override {} // the view does
    void themeChanged() override;
    void currentMoved() override;
    [[nodiscard]] int markAt(const QPointF &at) const override;
    void changeEvent(QEvent *event) override;

private:
    class View;
    struct Drawn
    {
        QList<QLineSeries *> runs; // one series a run; the first carries the legend
    };

    void draw(qsizetype line);
    static void drawRun(QLineSeries &series, const QList<QPointF> &points);
    [[nodiscard]] QLineSeries *addRun(bool isFirst);

    QChart *m_chart;
    View *m_view;
    QDateTimeAxis *m_time;
    QValueAxis *m_value;
    QList<ChartLine> m_lines;
    QList<Drawn> m_drawn;
    QList<Instant> m_times;
    [[nodiscard]] qint64 shiftedMs(Instant at) const { return toMs(at + m_shift); }

    Instant m_from{};
    Instant m_to{};
    Milliseconds m_shift{0};
};

} // namespace txdesk::console
