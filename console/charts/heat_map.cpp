// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/charts/heat_map.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace txdesk::console {

namespace {
constexpr int namesMax = 200;
}

void HeatMap::setRows(const QList<HeatRow> &rows, int steps, Milliseconds step, Instant end, const QTimeZone &zone, const QString &unit)
{
    m_rows = rows.first(std::min<qsizetype>(rows.size(), rowsMax));
    m_steps = steps;
    m_step = step;
    m_end = end;
    m_zone = zone;
    m_unit = unit;
    m_most = 0;
    for (int row = 0; row < m_rows.size(); ++row)
        for (int i = 0; i < steps; ++i)
            m_most = std::max(m_most, value(row, i));
    setMinimumHeight(2 * fontMetrics().height() + 30 + static_cast<int>(m_rows.size()) * (fontMetrics().height() + 2));
    drawImage();
    update();
}

qint64 HeatMap::value(int row, int step) const
{
    const QList<qint64> &values = m_rows[row].values;
    const qsizetype at = values.size() - m_steps + step;
    return at >= 0 && at < values.size() ? values[at] : 0;
}

// By the logarithm: one retry is seen beside a thousand.
QColor HeatMap::shade(qint64 value) const
{
    if (value <= 0)
        return theme().zebra;
    const double share = m_most <= 1 ? 1.0 : std::log1p(static_cast<double>(value)) / std::log1p(static_cast<double>(m_most));
    return blend(theme().canvas, theme().color(Meaning::Failed), 0.25 + 0.75 * share);
}

void HeatMap::drawImage()
{
    if (m_rows.isEmpty() || m_steps == 0) {
        m_image = {};
        return;
    }
    m_image = QImage(m_steps, static_cast<int>(m_rows.size()), QImage::Format_RGB32);
    for (int row = 0; row < m_rows.size(); ++row)
        for (int i = 0; i < m_steps; ++i)
            m_image.setPixelColor(i, row, shade(value(row, i)));
}

QRectF HeatMap::grid() const
{
    int names = 60;
    for (const HeatRow &row : m_rows)
        names = std::max(names, fontMetrics().horizontalAdvance(row.name));
    const QRectF inside = TimePlot::inside(rect(), fontMetrics(), std::min(names, namesMax));
    const double most = static_cast<double>(m_rows.size()) * (fontMetrics().height() + 14.0);
    return {inside.left(), inside.top(), inside.width(), std::min(inside.height(), most)};
}

QRectF HeatMap::markRect(int index) const
{
    if (m_steps == 0 || index < 0 || index / m_steps >= m_rows.size())
        return {};
    const QRectF all = grid();
    const double width = all.width() / m_steps;
    const double height = all.height() / static_cast<double>(m_rows.size());
    return {all.left() + index % m_steps * width, all.top() + index / m_steps * height, width, height};
}

int HeatMap::markAt(const QPointF &at) const
{
    const QRectF all = grid();
    if (m_rows.isEmpty() || !all.contains(at))
        return -1;
    const int step = std::min(m_steps - 1, static_cast<int>((at.x() - all.left()) / all.width() * m_steps));
    const auto rows = static_cast<int>(m_rows.size());
    const int row = std::min(rows - 1, static_cast<int>((at.y() - all.top()) / all.height() * rows));
    return row * m_steps + step;
}

int HeatMap::neighbour(int index, int key) const
{
    const int row = index / m_steps + (key == Qt::Key_Up ? -1 : key == Qt::Key_Down ? 1 : 0);
    const int step = index % m_steps + (key == Qt::Key_Left ? -1 : key == Qt::Key_Right ? 1 : 0);
    return row >= 0 && row < m_rows.size() && step >= 0 && step < m_steps ? row * m_steps + step : -1;
}

void HeatMap::paintScale(QPainter &painter, double x) const
{
    const QFontMetrics metrics = painter.fontMetrics();
    const double y = 6;
    constexpr int shades = 5;
    qint64 before = 0;
    painter.setPen(theme().text);
    painter.drawText(QPointF(x, y + metrics.ascent()), m_unit);
    x += metrics.horizontalAdvance(m_unit) + 12;
    for (int i = 0; i <= shades; ++i) {
        const qint64 value = i == 0 ? 0 : static_cast<qint64>(std::expm1(std::log1p(static_cast<double>(m_most)) * i / shades) + 0.5);
        if (i > 0 && value == std::exchange(before, value)) // few values: no two shades of one number
            continue;
        painter.fillRect(QRectF(x, y + 2, 14, metrics.height() - 4), shade(value));
        x += 18;
        const QString text = QLocale().toString(value);
        painter.setPen(theme().mutedText);
        painter.drawText(QPointF(x, y + metrics.ascent()), text);
        x += metrics.horizontalAdvance(text) + 10;
    }
}

void HeatMap::paintChart(QPainter &painter)
{
    const QRectF all = grid();
    paintScale(painter, 12);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.drawImage(all, m_image);
    const double height = m_rows.isEmpty() ? 0 : all.height() / static_cast<double>(m_rows.size());
    const QFontMetrics metrics = painter.fontMetrics();
    for (int row = 0; row < m_rows.size(); ++row) {
        painter.setPen(theme().text);
        painter.drawText(QRectF(0, all.top() + row * height, all.left() - 6, height), Qt::AlignRight | Qt::AlignVCenter,
                         metrics.elidedText(m_rows[row].name, Qt::ElideMiddle, static_cast<int>(all.left()) - 10));
        painter.setPen(QPen(theme().canvas, 1));
        painter.drawLine(QPointF(all.left(), all.top() + row * height), QPointF(all.right(), all.top() + row * height));
    }
    paintTimeAxis(painter, theme(), {all, m_end - m_step * m_steps, m_end, 1}, m_zone);
    if (current() < 0)
        return;
    painter.setPen(QPen(theme().text, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(markRect(current()));
}

} // namespace txdesk::console
