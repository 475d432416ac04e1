// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/charts/time_plot.h"

#include <QDateTime>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace txdesk::console {

using namespace Qt::StringLiterals;

double TimePlot::x(Instant at) const
{
    const double whole = static_cast<double>(std::max<qint64>(1, (to - from).count()));
    return plot.left() + plot.width() * static_cast<double>((at - from).count()) / whole;
}

QRectF TimePlot::inside(const QRectF &whole, const QFontMetrics &metrics, int leftWidth)
{
    return whole.adjusted(leftWidth + 12, metrics.height() + 14, -14, -(metrics.height() + 10));
}

void paintLegend(QPainter &painter, const Theme &theme, const QRectF &whole, const QList<LegendEntry> &entries)
{
    const QFontMetrics metrics = painter.fontMetrics();
    double x = whole.left() + 12;
    const double y = whole.top() + 6;
    const double box = metrics.height() * 0.6;
    for (const LegendEntry &entry : entries) {
        painter.fillRect(QRectF(x, y + (metrics.height() - box) / 2, box, box), theme.color(entry.meaning));
        x += box + 5;
        painter.setPen(theme.text);
        const QString text = theme.ink(entry.meaning).glyph + u' ' + entry.name;
        painter.drawText(QPointF(x, y + metrics.ascent()), text);
        x += metrics.horizontalAdvance(text) + 16;
    }
}

void paintTimeAxis(QPainter &painter, const Theme &theme, const TimePlot &plot, const QTimeZone &zone)
{
    const bool fine = plot.to - plot.from <= Milliseconds{10 * 60'000};
    const QString format = fine ? u"HH:mm:ss"_s : u"HH:mm"_s;
    const double labelWidth = painter.fontMetrics().horizontalAdvance(fine ? u"00:00:00"_s : u"00:00"_s);
    const int labels = std::clamp(static_cast<int>(plot.plot.width() / (labelWidth * 2.2)), 1, 6);
    painter.setPen(QPen(theme.hairline, 0));
    painter.drawLine(plot.plot.bottomLeft(), plot.plot.bottomRight());
    for (int i = 0; i <= labels; ++i) {
        const Instant at = plot.from + (plot.to - plot.from) * i / labels;
        const QString text = QDateTime::fromMSecsSinceEpoch(toMs(at), zone).toString(format);
        const double x = std::clamp(plot.x(at), plot.plot.left() + labelWidth / 2 - 6, plot.plot.right() + 8 - labelWidth / 2);
        painter.setPen(theme.mutedText);
        painter.drawText(QRectF(x - labelWidth, plot.plot.bottom() + 4, 2 * labelWidth, painter.fontMetrics().height()), Qt::AlignHCenter, text);
    }
}

void paintValueAxis(QPainter &painter, const Theme &theme, const TimePlot &plot)
{
    for (const double value : {0.0, plot.top / 2, plot.top}) {
        const double y = plot.y(value);
        painter.setPen(QPen(theme.hairline, 0));
        painter.drawLine(QPointF(plot.plot.left(), y), QPointF(plot.plot.right(), y));
        painter.setPen(theme.mutedText);
        const QString text = QLocale().toString(value, 'f', value == std::floor(value) ? 0 : 1);
        const double height = painter.fontMetrics().height();
        painter.drawText(QRectF(0, y - height / 2, plot.plot.left() - 6, height), Qt::AlignRight | Qt::AlignVCenter, text);
    }
}

} // namespace txdesk::console
