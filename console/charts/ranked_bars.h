// Named bars, the longest first: whole names, the value in words, each bar a mark. Painted, because Qt Charts cuts names.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/charts/marked_chart.h"

namespace txdesk::console {

struct RankedBar
{
    QString name;
    QString words; // "95 %, 142 of 150"
    double share = 0; // 0 to 1, of the whole width
    Meaning meaning = Meaning::Failed;
};

class RankedBars final : public MarkedChart
{
    Q_OBJECT

public:
    static constexpr int barsMax = 10;

    using MarkedChart::MarkedChart;

    void setBars(const QList<RankedBar> &bars); // the first barsMax
    [[nodiscard]] QRectF markRect(int index) const override;
    [[nodiscard]] QSize sizeHint() const override { return {360, 180}; }

protected:
    void paintChart(QPainter &painter) override;

private:
    QList<RankedBar> m_bars;
};

} // namespace txdesk::console
