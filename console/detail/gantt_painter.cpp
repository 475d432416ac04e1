// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/gantt_painter.h"

#include "console/detail/gantt_marks.h"
#include "console/text/call_text.h"
#include "console/text/duration_text.h"
#include "console/text/plain_text.h"
#include "console/text/time_text.h"
#include "console/text/words.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <map>

namespace txdesk::console {

using namespace Qt::StringLiterals;

QRectF GanttScene::body() const
{
    return {labelWidth, headHeight, std::max(0.0, size.width() - labelWidth), std::max(0.0, size.height() - headHeight - mapHeight)};
}

QRectF GanttScene::map() const { return {labelWidth, size.height() - mapHeight, std::max(1.0, size.width() - labelWidth), mapHeight}; }

double GanttScene::mapX(double axis) const { return map().left() + axis / std::max(1e-9, scale.length()) * map().width(); }

QRectF GanttScene::window() const
{
    const double left = mapX(axis(body().left())), right = mapX(axis(body().right()));
    return QRectF(left, map().top(), std::max(3.0, right - left), map().height()).intersected(map());
}

QRectF GanttScene::barRect(GanttPlace place) const
{
    const GanttBar *bar = chart.at(place);
    if (!bar)
        return {};
    const double left = x(bar->from);
    double width = std::max(2.0, x(endOf(*bar)) - left);
    if (bar->kind == GanttBarKind::Planned)
        width = 12;
    const double inset = bar->kind == GanttBarKind::Backoff ? rowHeight * 0.36 : isFailure(*bar) ? 3 : 6;
    return {left, rowTop(place.row) + inset, width, rowHeight - 2 * inset};
}

namespace {

constexpr double haloWidth = 5; // of the critical path

// How badly a bar went: of several on one pixel the worst is drawn.
int severity(const GanttBar &bar)
{
    if (bar.kind != GanttBarKind::Call)
        return bar.kind == GanttBarKind::Planned ? 1 : 0;
    return isFailure(bar) ? 4 : bar.open ? 3 : 2;
}

Meaning meaningOf(const GanttBar &bar)
{
    if (bar.kind == GanttBarKind::Call && isFailure(bar))
        return Meaning::Failed;
    if (bar.kind == GanttBarKind::Call && bar.outcome == Outcome::Ongoing)
        return Meaning::Waiting;
    if (bar.kind == GanttBarKind::Call && bar.outcome == Outcome::Succeeded && bar.meaning == Meaning::Running)
        return Meaning::Succeeded;
    return bar.meaning;
}

class GanttPainter
{
public:
    GanttPainter(QPainter &painter, const GanttScene &scene) : m_painter(painter), m_scene(scene), m_theme(scene.theme) {}

    void paint()
    {
        m_painter.setFont(m_scene.font);
        m_painter.fillRect(QRectF(QPointF(), QSizeF(m_scene.size)), m_theme.canvas);
        m_painter.save();
        m_painter.setClipRect(m_scene.body());
        paintBands();
        paintFolds(m_painter, m_scene);
        for (qsizetype row = firstRow(); row <= lastRow(); ++row)
            paintRow(row);
        m_painter.setRenderHint(QPainter::Antialiasing);
        paintCritical();
        paintNow(m_painter, m_scene);
        m_painter.restore();
        paintNames();
        paintRuler(m_painter, m_scene);
        paintMap();
    }

private:
    [[nodiscard]] qsizetype firstRow() const { return std::max<qsizetype>(0, static_cast<qsizetype>(m_scene.scrollY / m_scene.rowHeight)); }
    [[nodiscard]] qsizetype lastRow() const
    {
        const auto last = static_cast<qsizetype>((m_scene.scrollY + m_scene.body().height()) / m_scene.rowHeight);
        return std::min(last, m_scene.chart.rows.size() - 1);
    }

    void paintBands()
    {
        for (qsizetype row = firstRow(); row <= lastRow(); ++row) {
            const QRectF band(m_scene.body().left(), m_scene.rowTop(row), m_scene.body().width(), m_scene.rowHeight);
            if (row % 2 == 1)
                m_painter.fillRect(band, m_theme.zebra);
            if (row == m_scene.selected.row)
                m_painter.fillRect(band, m_theme.hover);
        }
    }

    // Only what is in sight; what falls on one pixel is drawn once, the worst of it.
    void paintRow(qsizetype row)
    {
        const QList<GanttBar> &bars = m_scene.chart.rows[row].bars;
        const Instant left = m_scene.scale.at(m_scene.axis(m_scene.body().left()) - 1);
        auto bar = std::lower_bound(bars.cbegin(), bars.cend(), left, [](const GanttBar &b, Instant at) { return b.from < at; });
        while (bar != bars.cbegin() && (std::prev(bar)->to >= left || std::prev(bar)->open))
            --bar;
        const double right = m_scene.body().right();
        GanttPlace pending;
        double pendingPixel = -1e9;
        for (; bar != bars.cend(); ++bar) {
            const GanttPlace place{row, bar - bars.cbegin()};
            const double x = m_scene.x(bar->from);
            if (x > right)
                break;
            const bool narrow = bar->kind != GanttBarKind::Planned && m_scene.x(m_scene.endOf(*bar)) - x < 1.0;
            if (narrow && pending.isValid() && std::floor(x) == pendingPixel) {
                if (severity(*bar) > severity(*m_scene.chart.at(pending)))
                    pending = place;
                continue;
            }
            if (pending.isValid())
                paintBar(pending);
            pending = narrow ? place : GanttPlace{};
            pendingPixel = std::floor(x);
            if (!narrow)
                paintBar(place);
        }
        if (pending.isValid())
            paintBar(pending);
    }

    void paintBar(GanttPlace place)
    {
        const GanttBar &bar = *m_scene.chart.at(place);
        const QRectF box = m_scene.barRect(place);
        const Meaning meaning = meaningOf(bar);
        const QColor ink = m_theme.color(meaning);
        if (bar.kind == GanttBarKind::Backoff) {
            m_painter.fillRect(box, QBrush(ink, Qt::BDiagPattern));
            return;
        }
        const bool ghost = bar.kind == GanttBarKind::Planned;
        if (box.width() < 4 && !ghost) {
            m_painter.fillRect(box, ink);
        } else {
            QPen pen(ink, 1.2, bar.certainty == Certainty::Inferred ? Qt::DotLine : ghost ? Qt::DashLine : Qt::SolidLine);
            m_painter.setPen(pen);
            m_painter.setBrush(ghost ? QBrush(Qt::NoBrush) : QBrush(m_theme.tint(meaning)));
            m_painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5));
            paintInside(bar, box, meaning);
        }
        if (place == m_scene.selected || place == m_scene.hovered) {
            m_painter.setBrush(Qt::NoBrush);
            m_painter.setPen(QPen(place == m_scene.selected ? m_theme.focus : m_theme.mutedText, 2));
            m_painter.drawRect(box.adjusted(-2, -2, 2, 2));
        }
    }

    void paintInside(const GanttBar &bar, const QRectF &box, Meaning meaning)
    {
        const QFontMetricsF metrics(m_scene.font);
        const QRectF inside = box.adjusted(3, 0, -3, 0).intersected(m_scene.body());
        const QString glyph = bar.kind == GanttBarKind::Planned ? QString() : m_theme.ink(meaning).glyph;
        const double glyphWidth = metrics.horizontalAdvance(glyph);
        if (glyph.isEmpty() || inside.width() < glyphWidth)
            return;
        m_painter.setPen(m_theme.color(meaning));
        m_painter.drawText(QRectF(inside.left(), inside.top(), glyphWidth, inside.height()), Qt::AlignCenter, glyph);
        const QString words = barWords(bar);
        const QRectF room = inside.adjusted(glyphWidth + 4, 0, 0, 0);
        if (metrics.horizontalAdvance(words) > room.width())
            return;
        m_painter.setPen(m_theme.text);
        m_painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, words);
    }

    [[nodiscard]] QString barWords(const GanttBar &bar) const
    {
        const QString took = durationText(m_scene.endOf(bar) - bar.from);
        const QString code = isFailure(bar) ? shortCodeText(bar.statusCode, bar.outcome) : QString();
        return code.isEmpty() ? took : took + u" · "_s + code;
    }

    // From the end of each call to the beginning of the next one; a halo keeps it apart from what it crosses. Steps between the
    // same rows that are nearer than that halo are one line: thousands of them would be one smear, and cost a frame.
    void paintCritical()
    {
        QList<QLineF> lines;
        std::map<std::pair<qsizetype, qsizetype>, double> drawnTo;
        const double left = m_scene.body().left() - 50, right = m_scene.body().right() + 50;
        for (qsizetype i = 1; i < m_scene.chart.critical.size(); ++i) {
            const QRectF a = m_scene.barRect(m_scene.chart.critical[i - 1]), b = m_scene.barRect(m_scene.chart.critical[i]);
            if (b.left() < left || a.right() > right || (b.left() - a.right() < 2 && a.center().y() == b.center().y()))
                continue;
            double &last = drawnTo.try_emplace({m_scene.chart.critical[i - 1].row, m_scene.chart.critical[i].row}, -1e9).first->second;
            if (b.left() - last < haloWidth)
                continue;
            last = b.left();
            lines.append({a.right(), a.center().y(), b.left(), b.center().y()});
        }
        m_painter.setPen(QPen(m_theme.canvas, haloWidth, Qt::SolidLine, Qt::RoundCap));
        m_painter.drawLines(lines);
        m_painter.setPen(QPen(m_theme.text, 1.6, Qt::SolidLine, Qt::RoundCap));
        m_painter.drawLines(lines);
    }

    void paintNames()
    {
        m_painter.fillRect(QRectF(0, 0, m_scene.labelWidth, m_scene.size.height()), m_theme.panel);
        m_painter.save();
        m_painter.setClipRect(QRectF(0, m_scene.headHeight, m_scene.labelWidth, m_scene.body().height()));
        const QFontMetricsF metrics(m_scene.font);
        for (qsizetype row = firstRow(); row <= lastRow(); ++row) {
            const GanttRow &one = m_scene.chart.rows[row];
            const QRectF area(8, m_scene.rowTop(row), m_scene.labelWidth - 14, m_scene.rowHeight);
            const QString name = rowName(one);
            m_painter.setPen(m_theme.text);
            m_painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(name, Qt::ElideRight, area.width()));
            const QRectF rest = area.adjusted(metrics.horizontalAdvance(name) + 8, 0, 0, 0);
            if (rest.width() < 40)
                continue;
            m_painter.setPen(m_theme.mutedText);
            m_painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(oneLine(one.participant, 80), Qt::ElideMiddle, rest.width()));
        }
        m_painter.restore();
        m_painter.setPen(QPen(m_theme.hairline, 1));
        m_painter.drawLine(QPointF(m_scene.labelWidth - 0.5, 0), QPointF(m_scene.labelWidth - 0.5, m_scene.size.height()));
    }

    // The whole axis in one strip: per pixel the worst of each row's bars.
    void paintMap()
    {
        const QRectF map = m_scene.map();
        if (map.height() < 4)
            return;
        m_painter.fillRect(QRectF(0, map.top(), m_scene.size.width(), map.height()), m_theme.panel);
        const auto columns = static_cast<qsizetype>(map.width()) + 1;
        const qsizetype rows = std::max<qsizetype>(1, m_scene.chart.rows.size());
        const double height = std::max(1.5, (map.height() - 8) / static_cast<double>(rows));
        for (qsizetype row = 0; row < m_scene.chart.rows.size(); ++row) {
            QList<int> worst(columns, -1);
            QList<const GanttBar *> bars(columns, nullptr);
            for (const GanttBar &bar : m_scene.chart.rows[row].bars) {
                const auto from = static_cast<qsizetype>(m_scene.mapX(m_scene.scale.of(bar.from)) - map.left());
                const auto to = static_cast<qsizetype>(m_scene.mapX(m_scene.scale.of(m_scene.endOf(bar))) - map.left());
                for (qsizetype i = std::clamp<qsizetype>(from, 0, columns - 1); i <= std::clamp<qsizetype>(to, 0, columns - 1); ++i)
                    if (severity(bar) > worst[i]) {
                        worst[i] = severity(bar);
                        bars[i] = &bar;
                    }
            }
            const double top = map.top() + 4 + std::min(static_cast<double>(row) * height, map.height() - 10);
            for (qsizetype i = 0; i < columns; ++i)
                if (bars[i] && bars[i]->kind == GanttBarKind::Call)
                    m_painter.fillRect(QRectF(map.left() + static_cast<double>(i), top, 1, std::max(1.0, height - 0.5)),
                                       m_theme.color(meaningOf(*bars[i])));
        }
        QColor veil = m_theme.panel;
        veil.setAlpha(150);
        const QRectF window = m_scene.window();
        m_painter.fillRect(QRectF(map.topLeft(), QPointF(window.left(), map.bottom())), veil);
        m_painter.fillRect(QRectF(QPointF(window.right(), map.top()), map.bottomRight()), veil);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(m_theme.mutedText, 1));
        m_painter.drawRect(window.adjusted(0.5, 0.5, -1, -1));
        m_painter.setPen(QPen(m_theme.hairline, 1));
        m_painter.drawLine(QPointF(0, map.top() - 0.5), QPointF(m_scene.size.width(), map.top() - 0.5));
        m_painter.setPen(m_theme.mutedText);
        m_painter.drawText(QRectF(8, map.top(), m_scene.labelWidth - 14, map.height()), Qt::AlignLeft | Qt::AlignVCenter,
                           QFontMetricsF(m_scene.font).elidedText(QCoreApplication::translate("Gantt", "whole time"), Qt::ElideRight, m_scene.labelWidth - 14));
    }

    QPainter &m_painter;
    const GanttScene &m_scene;
    const Theme &m_theme;
};

} // namespace

void paintGantt(QPainter &painter, const GanttScene &scene) { GanttPainter(painter, scene).paint(); }

QString rowName(const GanttRow &row)
{
    return row.branch.isEmpty() ? wordOf(row.op) : row.branch.value + u' ' + wordOf(row.op);
}

QString barText(const GanttScene &scene, GanttPlace place)
{
    const GanttBar *bar = scene.chart.at(place);
    if (!bar)
        return {};
    const auto say = [](const char *text) { return QCoreApplication::translate("Gantt", text); };
    const GanttRow &row = scene.chart.rows[place.row];
    const QString who = row.participant.isEmpty() ? rowName(row) : rowName(row) + u" · "_s + oneLine(row.participant, 80);
    const QString at = clockMsText(bar->from, scene.zone);
    if (bar->kind == GanttBarKind::Backoff)
        return u"%1 · %2"_s.arg(who, say(QT_TRANSLATE_NOOP("Gantt", "waited %1 from %2")).arg(durationText(bar->to - bar->from), at));
    if (bar->kind == GanttBarKind::Planned)
        return u"%1 · %2"_s.arg(who, say(QT_TRANSLATE_NOOP("Gantt", "planned for %1, not called yet")).arg(at));
    QStringList words{who, say(QT_TRANSLATE_NOOP("Gantt", "attempt %1")).arg(bar->attempt), at};
    if (bar->open)
        words.append(say(QT_TRANSLATE_NOOP("Gantt", "no answer for %1")).arg(durationText(scene.endOf(*bar) - bar->from)));
    else
        words.append(say(QT_TRANSLATE_NOOP("Gantt", "took %1")).arg(durationText(bar->to - bar->from)));
    if (bar->outcome)
        words.append(wordOf(*bar->outcome) + (isFailure(*bar) ? u' ' + shortCodeText(bar->statusCode, bar->outcome) : QString()));
    if (!bar->words.isEmpty())
        words.append(oneLine(bar->words, 200));
    if (bar->waited)
        words.append(say(QT_TRANSLATE_NOOP("Gantt", "waited %1 before")).arg(durationText(*bar->waited)));
    if (bar->critical)
        words.append(say(QT_TRANSLATE_NOOP("Gantt", "on the critical path")));
    return words.join(u" · "_s);
}

} // namespace txdesk::console
