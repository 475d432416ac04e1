// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/gantt_marks.h"

#include "console/text/duration_text.h"
#include "console/text/time_text.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr double zigzag = 3;

void paintZigzag(QPainter &painter, const GanttScene &scene, double x)
{
    QPainterPath path(QPointF(x, scene.headHeight));
    const double bottom = scene.body().bottom();
    for (double y = scene.headHeight; y < bottom; y += 2 * zigzag) {
        path.lineTo(x + zigzag, y + zigzag);
        path.lineTo(x, y + 2 * zigzag);
    }
    painter.drawPath(path);
}

// A round step of the ruler that leaves room for its label.
Milliseconds tickStep(const GanttScene &scene)
{
    constexpr std::array<qint64, 28> steps{1,      2,      5,      10,     20,      50,      100,     200,      500,      1000,
                                           2000,   5000,   10000,  15000,  30000,   60000,   120000,  300000,   600000,   900000,
                                           1800000, 3600000, 7200000, 14400000, 21600000, 43200000, 86400000, 604800000};
    const double least = 96 * scene.perPixel;
    for (const qint64 step : steps)
        if (static_cast<double>(step) >= least)
            return Milliseconds{step};
    return Milliseconds{steps.back() * static_cast<qint64>(least / static_cast<double>(steps.back()) + 1)};
}

// Where words have been written already, so that none lies over another.
class Taken
{
public:
    [[nodiscard]] bool take(double from, double to)
    {
        for (const auto &[a, b] : m_spans)
            if (from < b + 4 && to > a - 4)
                return false;
        m_spans.append({from, to});
        return true;
    }

private:
    QList<std::pair<double, double>> m_spans;
};

void paintFoldLengths(QPainter &painter, const GanttScene &scene, Taken &taken)
{
    const QFontMetricsF metrics(scene.font);
    painter.setPen(scene.theme.mutedText);
    for (const GanttStretch &stretch : scene.scale.stretches()) {
        if (!stretch.folded)
            continue;
        const double left = scene.x(stretch.begin), right = scene.x(stretch.begin + stretch.length);
        const QString words = u"⋯ "_s + durationText(stretch.duration());
        const double width = metrics.horizontalAdvance(words), x = (left + right - width) / 2;
        if (x < scene.body().left() || x + width > scene.body().right() || !taken.take(x, x + width))
            continue;
        painter.drawText(QRectF(x, 0, width + 1, scene.headHeight), Qt::AlignCenter, words);
    }
}

void paintTicks(QPainter &painter, const GanttScene &scene, Taken &taken)
{
    const QFontMetricsF metrics(scene.font);
    const Milliseconds step = tickStep(scene);
    const bool fine = step < Milliseconds{1000};
    for (const GanttStretch &stretch : scene.scale.stretches()) {
        if (stretch.folded)
            continue;
        const Instant from = std::max(stretch.from, scene.scale.at(scene.axis(scene.body().left())));
        const Instant to = std::min(stretch.to, scene.scale.at(scene.axis(scene.body().right())));
        qint64 tick = toMs(from) / step.count() * step.count();
        for (; tick <= toMs(to); tick += step.count()) {
            const Instant at = fromMs(tick);
            const double x = scene.x(at);
            if (at < from || x < scene.body().left())
                continue;
            painter.setPen(QPen(scene.theme.hairline, 1));
            painter.drawLine(QPointF(x, scene.headHeight - 5), QPointF(x, scene.headHeight));
            const QString words = fine ? clockMsText(at, scene.zone) : clockText(at, scene.zone);
            const double width = metrics.horizontalAdvance(words);
            if (x + 3 + width > scene.size.width() || !taken.take(x + 3, x + 3 + width))
                continue;
            painter.setPen(scene.theme.mutedText);
            painter.drawText(QRectF(x + 3, 0, width + 1, scene.headHeight), Qt::AlignLeft | Qt::AlignVCenter, words);
        }
    }
}

} // namespace

void paintFolds(QPainter &painter, const GanttScene &scene)
{
    for (const GanttStretch &stretch : scene.scale.stretches()) {
        const double left = scene.x(stretch.begin), right = scene.x(stretch.begin + stretch.length);
        if (!stretch.folded || right < scene.body().left() || left > scene.body().right())
            continue;
        painter.fillRect(QRectF(left, scene.headHeight, right - left, scene.body().height()), scene.theme.zebra);
        painter.setPen(QPen(scene.theme.lifeline, 1));
        paintZigzag(painter, scene, left);
        paintZigzag(painter, scene, right - zigzag);
    }
}

void paintNow(QPainter &painter, const GanttScene &scene)
{
    const QFontMetricsF metrics(scene.font);
    for (const GanttMark &mark : scene.chart.marks) {
        painter.setPen(QPen(scene.theme.color(mark.meaning), 1, Qt::DotLine));
        const double x = scene.x(mark.at);
        if (x >= scene.body().left() && x <= scene.body().right())
            painter.drawLine(QPointF(x, scene.headHeight), QPointF(x, scene.body().bottom()));
    }
    if (scene.chart.final)
        return;
    const double x = scene.x(scene.now);
    if (x < scene.body().left() || x > scene.body().right())
        return;
    painter.setPen(QPen(scene.theme.link, 2));
    painter.drawLine(QPointF(x, scene.headHeight), QPointF(x, scene.body().bottom()));
    const QString words = scene.connected ? QCoreApplication::translate("Gantt", "now") : QCoreApplication::translate("Gantt", "last seen");
    const double width = metrics.horizontalAdvance(words) + 6;
    const QRectF flag(std::min(x + 2, scene.body().right() - width), scene.body().bottom() - metrics.height() - 2, width, metrics.height());
    painter.fillRect(flag, scene.theme.canvas);
    painter.drawText(flag, Qt::AlignCenter, words);
}

void paintRuler(QPainter &painter, const GanttScene &scene)
{
    const QRectF head(0, 0, scene.size.width(), scene.headHeight);
    painter.fillRect(head, scene.theme.raised);
    painter.setPen(QPen(scene.theme.hairline, 1));
    painter.drawLine(head.bottomLeft(), head.bottomRight());
    Taken taken;
    const Instant first = scene.scale.from();
    painter.setPen(scene.theme.mutedText);
    const QString zone = offsetText(first, scene.zone);
    painter.drawText(QRectF(8, 0, scene.labelWidth - 14, scene.headHeight), Qt::AlignLeft | Qt::AlignVCenter, zone);
    painter.save();
    painter.setClipRect(QRectF(scene.labelWidth, 0, scene.size.width() - scene.labelWidth, scene.headHeight));
    paintFoldLengths(painter, scene, taken);
    paintTicks(painter, scene, taken);
    painter.restore();
}

} // namespace txdesk::console
