// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/gantt_view.h"

#include "console/text/plain_text.h"

#include <QCoreApplication>
#include <QHelpEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr double zoomMax = 20'000;
} // namespace

GanttView::GanttView(QWidget *parent) : QAbstractScrollArea(parent), m_theme(lightTheme())
{
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    viewport()->setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
}

GanttScene GanttView::scene() const
{
    const QFontMetricsF metrics(font());
    GanttScene scene{.chart = m_chart, .scale = m_scale, .theme = m_theme, .font = font(), .zone = m_zone, .now = m_now, .connected = m_connected};
    scene.size = viewport()->size();
    scene.labelWidth = std::min(metrics.averageCharWidth() * 34, scene.size.width() * 0.35);
    scene.headHeight = std::ceil(metrics.height() + 8);
    scene.rowHeight = std::max(24.0, std::ceil(metrics.height() + 10));
    scene.mapHeight = scene.size.height() > 160 ? std::ceil(metrics.height() + 16) : 0;
    scene.perPixel = m_scale.length() / std::max(1.0, scene.body().width()) / m_zoom;
    scene.scrollX = horizontalScrollBar()->value();
    scene.scrollY = verticalScrollBar()->value();
    scene.selected = m_selected;
    scene.hovered = m_hovered;
    scene.focused = hasFocus();
    return scene;
}

void GanttView::setChart(const GanttChart &chart, Instant now)
{
    const GanttRow *row = m_selected.row >= 0 && m_selected.row < m_chart.rows.size() ? &m_chart.rows[m_selected.row] : nullptr;
    const GanttBar *bar = m_chart.at(m_selected);
    const GanttPlace kept = row && bar ? chart.placeOf(row->branch, row->op, bar->attempt) : GanttPlace{};
    m_chart = chart;
    m_now = now;
    m_selected = kept;
    m_hovered = {};
    rescale();
    emit chartChanged();
}

void GanttView::setNow(Instant now, bool connected)
{
    m_connected = connected;
    if (m_chart.final)
        return;
    if (connected) // nobody knows what happens behind a broken line
        m_now = now;
    rescale();
}

void GanttView::rescale()
{
    m_scale = GanttScale(m_chart, m_now, m_toScale);
    updateScrollBars();
    viewport()->update();
}

void GanttView::setToScale(bool toScale)
{
    if (m_toScale == toScale)
        return;
    m_toScale = toScale;
    rescale();
    emit scaleChanged();
}

void GanttView::setTheme(const Theme &theme)
{
    m_theme = theme;
    viewport()->update();
}

void GanttView::setTimeZone(const QTimeZone &zone)
{
    m_zone = zone;
    viewport()->update();
}

void GanttView::select(GanttPlace place)
{
    if (place == m_selected)
        return;
    m_selected = place;
    if (place.isValid())
        ensureVisible(place);
    viewport()->update();
}

void GanttView::hover(GanttPlace place)
{
    if (place == m_hovered)
        return;
    m_hovered = place;
    viewport()->update();
}

void GanttView::pick(GanttPlace place)
{
    select(place);
    emit selectionMade(place);
}

void GanttView::step(int by, bool failedOnly)
{
    const GanttPlace next = m_chart.nextCall(m_selected, by, failedOnly);
    if (next.isValid())
        pick(next);
}

void GanttView::updateScrollBars()
{
    const GanttScene now = scene();
    const double width = m_scale.length() / std::max(1e-9, now.perPixel);
    horizontalScrollBar()->setRange(0, static_cast<int>(std::min(2e9, std::max(0.0, width - now.body().width() + 0.5))));
    horizontalScrollBar()->setPageStep(static_cast<int>(now.body().width()));
    horizontalScrollBar()->setSingleStep(40);
    const double height = static_cast<double>(m_chart.rows.size()) * now.rowHeight;
    verticalScrollBar()->setRange(0, static_cast<int>(std::max(0.0, height - now.body().height())));
    verticalScrollBar()->setPageStep(static_cast<int>(now.body().height()));
    verticalScrollBar()->setSingleStep(static_cast<int>(now.rowHeight));
}

// What lies under x stays there.
void GanttView::zoomAround(double zoom, double x)
{
    const GanttScene before = scene();
    const double axis = before.axis(x);
    m_zoom = std::clamp(zoom, 1.0, zoomMax);
    updateScrollBars();
    const GanttScene after = scene();
    horizontalScrollBar()->setValue(static_cast<int>(axis / after.perPixel - (x - after.labelWidth)));
    viewport()->update();
}

void GanttView::fit()
{
    m_zoom = 1;
    updateScrollBars();
    viewport()->update();
}

void GanttView::goToNow()
{
    const GanttScene now = scene();
    horizontalScrollBar()->setValue(static_cast<int>(m_scale.of(m_chart.final ? m_chart.to : m_now) / now.perPixel - now.body().width() * 0.8));
}

void GanttView::showRange(double fromAxis, double toAxis)
{
    const double length = std::max(m_scale.length() / zoomMax, toAxis - fromAxis);
    m_zoom = std::clamp(m_scale.length() / std::max(1e-9, length), 1.0, zoomMax);
    updateScrollBars();
    horizontalScrollBar()->setValue(static_cast<int>(fromAxis / scene().perPixel));
    viewport()->update();
}

void GanttView::ensureVisible(GanttPlace place)
{
    const GanttScene now = scene();
    const QRectF box = now.barRect(place), body = now.body();
    if (box.right() > body.right() || box.left() < body.left())
        horizontalScrollBar()->setValue(static_cast<int>(now.scrollX + box.left() - body.left() - body.width() / 3));
    if (box.bottom() > body.bottom() || box.top() < body.top())
        verticalScrollBar()->setValue(static_cast<int>(static_cast<double>(place.row) * now.rowHeight - body.height() / 2));
}

GanttPlace GanttView::placeAt(const QPointF &at) const
{
    const GanttScene now = scene();
    if (!now.body().contains(at))
        return {};
    const auto row = static_cast<qsizetype>((at.y() - now.headHeight + now.scrollY) / now.rowHeight);
    if (row < 0 || row >= m_chart.rows.size())
        return {};
    // The nearest within reach of a finger; a bar may be one pixel wide.
    GanttPlace best;
    double nearest = 5;
    const QList<GanttBar> &bars = m_chart.rows[row].bars;
    const Instant until = m_scale.at(now.axis(at.x() + 6));
    auto bar = std::upper_bound(bars.cbegin(), bars.cend(), until, [](Instant value, const GanttBar &b) { return value < b.from; });
    for (int tries = 0; bar != bars.cbegin() && tries < 40; ++tries) {
        const GanttPlace place{row, --bar - bars.cbegin()};
        const QRectF box = now.barRect(place);
        const double away = std::max({0.0, box.left() - at.x(), at.x() - box.right()}) + (bar->kind == GanttBarKind::Backoff ? 0.5 : 0);
        if (away < nearest) {
            nearest = away;
            best = place;
        }
    }
    return best;
}

QString GanttView::summary() const
{
    QString words = tr("%n calls", nullptr, static_cast<int>(m_chart.calls)) + u' ' + tr("in %n rows", nullptr, static_cast<int>(m_chart.rows.size()));
    if (m_scale.folds() > 0)
        words += u" · "_s + tr("%n idle stretches folded", nullptr, static_cast<int>(m_scale.folds()));
    return words;
}

void GanttView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    const GanttScene now = scene();
    paintGantt(painter, now);
    if (!now.focused)
        return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(m_theme.focus, 2));
    painter.drawRect(QRectF(viewport()->rect()).adjusted(1, 1, -1, -1));
}

void GanttView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBars();
}

bool GanttView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QString words = barText(scene(), placeAt(help->pos()));
        QToolTip::showText(help->globalPos(), words.isEmpty() ? QString() : asToolTip(words), viewport());
        return true;
    }
    if (event->type() == QEvent::Leave)
        emit hoverMade({});
    return QAbstractScrollArea::viewportEvent(event);
}

void GanttView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateScrollBars();
    viewport()->update();
}

} // namespace txdesk::console
