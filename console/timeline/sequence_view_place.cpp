// Where things of the diagram are on screen: scroll bars, scales, areas, zoom.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/sequence_view.h"

#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace txdesk::console {

void SequenceView::updateScrollBars()
{
    const int pageHeight = int(bodyHeight());
    const int pageWidth = int(bodyWidth());
    verticalScrollBar()->setPageStep(pageHeight);
    verticalScrollBar()->setSingleStep(36);
    // The last row can be scrolled out of the footer's way.
    verticalScrollBar()->setRange(0, std::max(int(std::ceil(lay().height * m_zoom + footerHeight())) - pageHeight, 0));
    horizontalScrollBar()->setPageStep(pageWidth);
    horizontalScrollBar()->setSingleStep(40);
    horizontalScrollBar()->setRange(0, std::max(int(std::ceil(lay().width * scaleX())) - pageWidth, 0));
}

qreal SequenceView::footerHeight() const
{
    return lay().rows.isEmpty() || bodyHeight() < 120 ? 0 : QFontMetrics(m_fonts.caption).height() + 14;
}

// Lanes are never narrower than words need: small zooms shrink time only.
qreal SequenceView::scaleX() const
{
    return std::max(m_zoom, 0.6);
}

qreal SequenceView::mapWidth() const
{
    return lay().rows.isEmpty() || viewport()->width() < 560 ? 0 : Minimap::width;
}

QRectF SequenceView::mapArea() const
{
    return {viewport()->width() - mapWidth(), bodyTop(), mapWidth(), bodyHeight()};
}

std::pair<qreal, qreal> SequenceView::seen() const
{
    const qreal height = std::max(lay().height * m_zoom, 1.0);
    return {verticalScrollBar()->value() / height, std::min((verticalScrollBar()->value() + bodyHeight()) / height, 1.0)};
}

qreal SequenceView::bodyWidth() const
{
    return std::max(viewport()->width() - railWidth - mapWidth(), 1.0);
}

qreal SequenceView::bodyTop() const
{
    return lay().headerHeight * scaleX();
}

qreal SequenceView::bodyHeight() const
{
    return std::max(viewport()->height() - bodyTop(), 1.0);
}

// As far as it takes to see everything.
qreal SequenceView::zoomMin() const
{
    return std::min(0.02, lay().height > 0 ? (bodyHeight() - 2) / lay().height : 0.02);
}

QPointF SequenceView::toBody(const QPointF &at) const
{
    return {(at.x() - railWidth + horizontalScrollBar()->value()) / scaleX(), (at.y() - bodyTop() + verticalScrollBar()->value()) / m_zoom};
}

void SequenceView::zoomAround(qreal zoom, qreal viewportY)
{
    constexpr qreal zoomMax = 4;
    const qreal bodyY = toBody({0, viewportY}).y();
    m_zoom = std::clamp(zoom, zoomMin(), zoomMax);
    if (std::abs(m_zoom - 1) < 0.02)
        m_zoom = 1;
    updateScrollBars();
    verticalScrollBar()->setValue(int(std::lround(bodyY * m_zoom + bodyTop() - viewportY)));
    viewport()->update();
}

void SequenceView::scrollToNow()
{
    const qreal y = lay().nowY >= 0 ? lay().nowY : lay().height;
    verticalScrollBar()->setValue(int(y * m_zoom - bodyHeight() * 0.7));
}

void SequenceView::scrollToPlace(qreal place)
{
    m_following = false;
    verticalScrollBar()->setValue(int(place * lay().height * m_zoom - bodyHeight() / 2));
}

} // namespace txdesk::console
