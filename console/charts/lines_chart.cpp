// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/charts/lines_chart.h"

#include <QDateTime>
#include <QEvent>
#include <QGraphicsLayout>
#include <QVBoxLayout>
#include <QtCharts/QChart>
#include <QtCharts/QChartView>
#include <QtCharts/QDateTimeAxis>
#include <QtCharts/QLegend>
#include <QtCharts/QLegendMarker>
#include <QtCharts/QLineSeries>
#include <QtCharts/QValueAxis>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr double dotSize = 7; // px
} // namespace

// The view with a line at the current mark.
class LinesChart::View final : public QChartView
{
public:
    using QChartView::QChartView;

    void setMarker(std::optional<double> x, const QColor &color)
    {
        m_x = x;
        m_color = color;
        viewport()->update();
    }

protected:
    void drawForeground(QPainter *painter, const QRectF &) override
    {
        if (!m_x)
            return;
        const QRectF plot = chart()->plotArea();
        painter->setPen(QPen(m_color, 1, Qt::DotLine));
        painter->drawLine(QPointF(*m_x, plot.top()), QPointF(*m_x, plot.bottom()));
    }

private:
    std::optional<double> m_x;
    QColor m_color;
};

LinesChart::LinesChart(QWidget *parent)
    : MarkedChart(parent), m_chart(new QChart), m_view(new View(m_chart, this)), m_time(new QDateTimeAxis(m_chart)),
      m_value(new QValueAxis(m_chart))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(2, 2, 2, 2); // of the focus ring
    column->addWidget(m_view);
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_view->viewport()->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_chart->setAnimationOptions(QChart::NoAnimation);
    m_chart->setBackgroundRoundness(0);
    m_chart->setMargins(QMargins(4, 2, 12, 2));
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_chart->addAxis(m_time, Qt::AlignBottom);
    m_chart->addAxis(m_value, Qt::AlignLeft);
    m_chart->legend()->setAlignment(Qt::AlignTop);
    m_chart->legend()->setMarkerShape(QLegend::MarkerShapeFromSeries); // a dashed line is dashed in the legend
    m_time->setTickCount(4);
    m_value->setTickCount(3);
    m_value->setRange(0, 1);
    themeChanged();
}

QLineSeries *LinesChart::addRun(bool isFirst)
{
    auto *series = new QLineSeries(m_chart);
    m_chart->addSeries(series);
    series->attachAxis(m_time);
    series->attachAxis(m_value);
    const QList<QLegendMarker *> markers = m_chart->legend()->markers(series);
    for (QLegendMarker *marker : markers)
        marker->setVisible(isFirst);
    return series;
}

void LinesChart::setLines(const QList<ChartLine> &lines, Instant from, Instant to, const QTimeZone &zone)
{
    m_lines = lines;
    m_from = from;
    m_to = to;
    // The axis writes local time whatever it is given: what it shows, and the points with it, are shifted into the zone.
    const QDateTime here = QDateTime::fromMSecsSinceEpoch(toMs(to));
    m_shift = Milliseconds{1000} * (zone.offsetFromUtc(here) - here.offsetFromUtc());
    double peak = 1;
    while (m_drawn.size() < lines.size())
        m_drawn.append({{addRun(true)}});
    for (qsizetype i = 0; i < lines.size(); ++i) {
        draw(i);
        for (const QList<QPointF> &run : lines[i].runs)
            for (const QPointF &point : run)
                peak = std::max(peak, point.y());
    }
    m_value->setRange(0, roundedUp(peak));
    m_value->setLabelFormat(m_value->max() < 10 ? u"%.1f"_s : u"%.0f"_s);
    m_time->setFormat(to - from <= Milliseconds{10 * 60'000} ? u"HH:mm:ss"_s : u"HH:mm"_s);
    m_time->setRange(QDateTime::fromMSecsSinceEpoch(shiftedMs(from)), QDateTime::fromMSecsSinceEpoch(shiftedMs(to)));
    currentMoved();
}

// A step with nothing before and after it is no line: it is drawn as a dot.
void LinesChart::drawRun(QLineSeries &series, const QList<QPointF> &points)
{
    series.setMarkerSize(dotSize);
    series.setPointsVisible(points.size() == 1);
    series.replace(points);
}

void LinesChart::draw(qsizetype line)
{
    Drawn &drawn = m_drawn[line];
    ChartRuns runs = decimated(m_lines[line].runs, linePointsMax);
    for (QList<QPointF> &run : runs)
        for (QPointF &point : run)
            point.rx() += static_cast<double>(m_shift.count());
    while (drawn.runs.size() < runs.size())
        drawn.runs.append(addRun(false));
    for (qsizetype i = 0; i < drawn.runs.size(); ++i)
        drawRun(*drawn.runs[i], i < runs.size() ? runs[i] : QList<QPointF>());
    drawn.runs.first()->setName(m_lines[line].name);
    QPen pen(theme().color(m_lines[line].meaning), 2);
    pen.setStyle(m_lines[line].style);
    for (QLineSeries *series : drawn.runs)
        if (series->pen() != pen)
            series->setPen(pen);
}

qsizetype LinesChart::pointCount() const
{
    qsizetype points = 0;
    for (const Drawn &drawn : m_drawn)
        for (const QLineSeries *series : drawn.runs)
            points += series->count();
    return points;
}

QList<QColor> LinesChart::lineColors() const
{
    QList<QColor> colors;
    for (const Drawn &drawn : m_drawn)
        colors.append(drawn.runs.first()->pen().color());
    return colors;
}

QList<QColor> LinesChart::legendColors() const
{
    QList<QColor> colors;
    for (const Drawn &drawn : m_drawn)
        for (const QLegendMarker *marker : m_chart->legend()->markers(drawn.runs.first()))
            colors.append(marker->brush().color());
    return colors;
}

QRectF LinesChart::markRect(int index) const
{
    if (index < 0 || index >= m_times.size() || m_drawn.isEmpty())
        return {};
    const QRectF plot = m_chart->plotArea();
    const double whole = static_cast<double>(std::max<qint64>(1, (m_to - m_from).count()));
    const double x = plot.left() + plot.width() * static_cast<double>((m_times[index] - m_from).count()) / whole;
    return QRectF(x - 2, plot.top(), 4, plot.height()).translated(m_view->pos());
}

int LinesChart::markAt(const QPointF &at) const
{
    int nearest = -1;
    double distance = 12;
    for (int i = 0; i < std::min<qsizetype>(m_times.size(), markCount()); ++i) {
        const QRectF here = markRect(i);
        const double away = std::abs(here.center().x() - at.x());
        if (away <= distance && at.y() >= here.top() - 4 && at.y() <= here.bottom() + 4) {
            nearest = i;
            distance = away;
        }
    }
    return nearest;
}

void LinesChart::currentMoved()
{
    const QRectF here = markRect(current());
    m_view->setMarker(here.isNull() ? std::optional<double>() : here.center().x() - m_view->x(), theme().text);
}

void LinesChart::themeChanged()
{
    m_view->setVisible(emptyReason().isEmpty());
    m_view->setBackgroundBrush(theme().canvas);
    m_chart->setBackgroundBrush(theme().canvas);
    m_chart->legend()->setLabelColor(theme().text);
    m_chart->legend()->setFont(font());
    for (QAbstractAxis *axis : {static_cast<QAbstractAxis *>(m_time), static_cast<QAbstractAxis *>(m_value)}) {
        axis->setLabelsColor(theme().mutedText);
        axis->setGridLinePen(QPen(theme().hairline, 0));
        axis->setLinePen(QPen(theme().hairline, 0));
        axis->setLabelsFont(font());
    }
    for (qsizetype i = 0; i < m_lines.size(); ++i)
        draw(i);
}

void LinesChart::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        themeChanged();
    MarkedChart::changeEvent(event);
}

} // namespace txdesk::console
