// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/charts/ranked_bars.h"

#include <QPainter>

namespace txdesk::console {

namespace {
constexpr double margin = 12;
}

void RankedBars::setBars(const QList<RankedBar> &bars)
{
    m_bars = bars.first(std::min<qsizetype>(bars.size(), barsMax));
    setMinimumHeight(static_cast<int>(2 * margin + static_cast<double>(m_bars.size()) * (fontMetrics().height() + 9)));
    update();
}

QRectF RankedBars::markRect(int index) const
{
    if (index < 0 || index >= m_bars.size())
        return {};
    const double height = std::min((this->height() - 2 * margin) / static_cast<double>(m_bars.size()), fontMetrics().height() + 22.0);
    return {margin, margin + index * height, width() - 2 * margin, height};
}

void RankedBars::paintChart(QPainter &painter)
{
    const QFontMetrics metrics = painter.fontMetrics();
    for (int i = 0; i < m_bars.size(); ++i) {
        const RankedBar &bar = m_bars[i];
        const QRectF row = markRect(i);
        if (i == current())
            painter.fillRect(row, theme().hover);
        const double words = metrics.horizontalAdvance(bar.words);
        painter.setPen(theme().text);
        const QRectF text = row.adjusted(4, 0, -4, -6);
        painter.drawText(text, Qt::AlignRight | Qt::AlignVCenter, bar.words);
        painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(bar.name, Qt::ElideMiddle, static_cast<int>(text.width() - words - 12)));
        const QRectF line(row.left() + 4, row.bottom() - 6, row.width() - 8, 4);
        painter.fillRect(line, theme().raised);
        painter.fillRect(QRectF(line.left(), line.top(), line.width() * bar.share, line.height()), theme().color(bar.meaning));
    }
}

} // namespace txdesk::console
