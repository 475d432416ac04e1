// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/charts/throughput_chart.h"

#include <QDateTime>
#include <QEvent>
#include <QVBoxLayout>
#include <QtCharts/QChart>
#include <QtCharts/QChartView>
#include <QtCharts/QDateTimeAxis>
#include <QtCharts/QLegend>
#include <QtCharts/QLegendMarker>
#include <QtCharts/QLineSeries>
#include <QtCharts/QValueAxis>

#include <cmath>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

// The next of 1, 2, 5, 10, 20 ...: an axis with round numbers that does not jump with every sample.
double roundedUp(double value)
{
    const double power = std::pow(10.0, std::floor(std::log10(std::max(value, 1.0))));
    for (const double step : {1.0, 2.0, 5.0, 10.0})
        if (value <= step * power)
            return step * power;
    return value;
}

} // namespace

ThroughputChart::ThroughputChart(QWidget *parent)
    : QWidget(parent), m_chart(new QChart), m_view(new QChartView(m_chart, this)), m_time(new QDateTimeAxis(m_chart)),
      m_rate(new QValueAxis(m_chart))
{
    setObjectName("throughputChart"_L1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_view);
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setFrameShape(QFrame::NoFrame);
    m_chart->setAnimationOptions(QChart::NoAnimation);
    m_chart->setBackgroundRoundness(0);
    m_chart->setMargins(QMargins(4, 4, 12, 4));
    m_chart->addAxis(m_time, Qt::AlignBottom);
    m_chart->addAxis(m_rate, Qt::AlignLeft);
    m_chart->legend()->setAlignment(Qt::AlignTop);
    m_time->setFormat(u"HH:mm:ss"_s);
    m_time->setTickCount(4);
    m_rate->setTickCount(3);
    m_rate->setRange(0, 1);
    for (Line *line : {&m_succeeded, &m_failed, &m_calls})
        line->runs.append(addRun(*line));
    retranslate();
    setTheme(m_theme);
    setMinimumHeight(180);
}

QLineSeries *ThroughputChart::addRun(const Line &line)
{
    auto *series = new QLineSeries(m_chart);
    m_chart->addSeries(series);
    series->attachAxis(m_time);
    series->attachAxis(m_rate);
    if (!line.runs.isEmpty()) {
        const QList<QLegendMarker *> markers = m_chart->legend()->markers(series);
        for (QLegendMarker *marker : markers)
            marker->setVisible(false);
    }
    return series;
}

void ThroughputChart::addSample(Instant serverTime, const CoordinatorStats &stats)
{
    m_succeeded.rates.add(serverTime, stats.succeededTotal);
    m_failed.rates.add(serverTime, stats.failedTotal);
    m_calls.rates.add(serverTime, stats.callsTotal);
    double peak = 1;
    for (Line *line : {&m_succeeded, &m_failed, &m_calls}) {
        draw(*line);
        peak = std::max(peak, line->rates.peak());
    }
    m_rate->setRange(0, roundedUp(peak));
    m_rate->setLabelFormat(m_rate->max() < 10 ? u"%.1f"_s : u"%.0f"_s);
    if (m_first == Instant{})
        m_first = serverTime;
    const Instant from = std::max(serverTime - shownFor, std::min(m_first, serverTime - shownAtLeast));
    m_time->setRange(QDateTime::fromMSecsSinceEpoch(toMs(from)), QDateTime::fromMSecsSinceEpoch(toMs(serverTime)));
    setAccessibleDescription(tr("now %1 succeeded, %2 rolled back and %3 calls a second")
                                 .arg(m_succeeded.rates.newest(), 0, 'f', 1)
                                 .arg(m_failed.rates.newest(), 0, 'f', 1)
                                 .arg(m_calls.rates.newest(), 0, 'f', 1));
}

void ThroughputChart::draw(Line &line)
{
    const QList<QList<QPointF>> &runs = line.rates.runs();
    while (line.runs.size() < runs.size())
        line.runs.append(addRun(line));
    for (qsizetype i = 0; i < line.runs.size(); ++i)
        line.runs[i]->replace(i < runs.size() ? runs[i] : QList<QPointF>());
    colorLine(line);
}

void ThroughputChart::colorLine(const Line &line)
{
    QPen pen(m_theme.color(line.meaning), 2);
    pen.setStyle(line.meaning == Meaning::Compensating ? Qt::DashLine : Qt::SolidLine);
    for (QLineSeries *series : line.runs)
        series->setPen(pen);
}

void ThroughputChart::clear()
{
    m_first = {};
    for (Line *line : {&m_succeeded, &m_failed, &m_calls}) {
        line->rates.clear();
        draw(*line);
    }
}

void ThroughputChart::setTheme(const Theme &theme)
{
    m_theme = theme;
    m_view->setBackgroundBrush(theme.canvas);
    m_chart->setBackgroundBrush(theme.canvas);
    m_chart->legend()->setLabelColor(theme.text);
    for (QAbstractAxis *axis : {static_cast<QAbstractAxis *>(m_time), static_cast<QAbstractAxis *>(m_rate)}) {
        axis->setLabelsColor(theme.mutedText);
        axis->setGridLinePen(QPen(theme.hairline, 0));
        axis->setLinePen(QPen(theme.hairline, 0));
        axis->setLabelsFont(font());
    }
    m_chart->legend()->setFont(font());
    for (const Line *line : {&m_succeeded, &m_failed, &m_calls})
        colorLine(*line);
}

void ThroughputChart::retranslate()
{
    m_succeeded.runs.first()->setName(tr("succeeded / s"));
    m_failed.runs.first()->setName(tr("rolled back / s"));
    m_calls.runs.first()->setName(tr("calls / s"));
    setAccessibleName(tr("Throughput"));
}

void ThroughputChart::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace txdesk::console
