// Succeeded, rolled back and calls per second over the last minutes, as lines.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/charts/rate_series.h"
#include "console/theme/theme.h"
#include "shared/model/coordinator_stats.h"

#include <QWidget>

class QChart;
class QChartView;
class QDateTimeAxis;
class QLineSeries;
class QValueAxis;

namespace txdesk::console {

// Thread: GUI. Give it at most two samples a second.
class ThroughputChart final : public QWidget
{
    Q_OBJECT

public:
    static constexpr Milliseconds shownFor{5 * 60'000};
    static constexpr Milliseconds shownAtLeast{60'000};

    explicit ThroughputChart(QWidget *parent = nullptr);

    void addSample(Instant serverTime, const CoordinatorStats &stats);
    void clear();
    void setTheme(const Theme &theme);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Line
    {
        Meaning meaning = Meaning::Running;
        RateSeries rates;
        QList<QLineSeries *> runs; // one series a run without a gap; the first carries the legend
    };

    void draw(Line &line);
    void retranslate();
    void colorLine(const Line &line);
    [[nodiscard]] QLineSeries *addRun(const Line &line);

    QChart *m_chart;
    QChartView *m_view;
    QDateTimeAxis *m_time;
    QValueAxis *m_rate;
    Line m_succeeded{Meaning::Succeeded, {}, {}};
    Line m_failed{Meaning::Compensating, {}, {}};
    Line m_calls{Meaning::Running, {}, {}};
    Theme m_theme = lightTheme();
    Instant m_first{};
};

} // namespace txdesk::console
