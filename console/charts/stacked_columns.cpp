// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/charts/stacked_columns.h"

#include "console/charts/history_series.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <numeric>

namespace txdesk::console {

void StackedColumns::setColumns(const QList<LegendEntry> &legend, const QList<StackedColumn> &columns, Milliseconds step, Instant from,
                                Instant to, const QTimeZone &zone)
{
    m_legend = legend;
    m_columns = columns;
    m_step = step;
    m_from = from;
    m_to = to;
    m_zone = zone;
    update();
}

double StackedColumns::top() const
{
    double most = 1;
    for (const StackedColumn &column : m_columns)
        most = std::max(most, std::accumulate(column.parts.begin(), column.parts.end(), 0.0));
    return roundedUp(most);
}

TimePlot StackedColumns::plot() const
{
    const double highest = top();
    const QFontMetrics metrics = fontMetrics();
    const QString half = QLocale().toString(highest / 2, 'f', highest < 10 ? 1 : 0); // the wider one of a small scale
    const int left = std::max(metrics.horizontalAdvance(QLocale().toString(highest, 'f', 0)), metrics.horizontalAdvance(half));
    return {TimePlot::inside(rect(), metrics, left), m_from, m_to, highest};
}

QRectF StackedColumns::markRect(int index) const
{
    const auto parts = static_cast<int>(m_legend.size());
    if (parts == 0 || index < 0 || index / parts >= m_columns.size())
        return {};
    const StackedColumn &column = m_columns[index / parts];
    const TimePlot frame = plot();
    const double left = std::max(frame.x(column.at), frame.plot.left());
    const double right = std::min(frame.x(column.at + m_step), frame.plot.right());
    if (right <= left)
        return {};
    const double gap = right - left > 4 ? 1.0 : 0.0;
    const double below = std::accumulate(column.parts.begin(), column.parts.begin() + index % parts, 0.0);
    const double upper = frame.y(below + column.parts[index % parts]);
    return {QPointF(left, upper), QPointF(right - gap, frame.y(below))};
}

int StackedColumns::neighbour(int index, int key) const
{
    const auto parts = static_cast<int>(m_legend.size());
    const int column = index / parts;
    const int part = index % parts;
    if (key == Qt::Key_Left || key == Qt::Key_Right) {
        const int to = column + (key == Qt::Key_Left ? -1 : 1);
        return to >= 0 && to < m_columns.size() ? to * parts + part : -1;
    }
    const int to = part + (key == Qt::Key_Up ? 1 : -1);
    return to >= 0 && to < parts ? column * parts + to : -1;
}

void StackedColumns::paintChart(QPainter &painter)
{
    const TimePlot frame = plot();
    paintLegend(painter, theme(), rect(), m_legend);
    paintValueAxis(painter, theme(), frame);
    paintTimeAxis(painter, theme(), frame, m_zone);
    const auto parts = static_cast<int>(m_legend.size());
    for (int i = 0; i < markCount(); ++i) {
        const QRectF box = markRect(i);
        if (box.isEmpty())
            continue;
        painter.fillRect(box, theme().color(m_legend[i % parts].meaning));
    }
    if (current() < 0)
        return;
    const QRectF marked = markRect(current());
    painter.setPen(QPen(theme().text, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(marked.adjusted(-1, -1, 1, 1)); // also where the part is empty: a line
}

} // namespace txdesk::console
