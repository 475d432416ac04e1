// What the diagram does while a mouse button is down: ranges on the rail and the map, lanes that change places.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/sequence_view.h"

#include <QMouseEvent>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace txdesk::console {
namespace {

constexpr qreal dragFrom = 6; // px; less is a click

} // namespace

void SequenceView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pressed = m_dragged = event->position();
    if (pressMap(event->position()))
        return;
    if (const int lane = laneAt(event->position()); lane >= 0) {
        selectLane(lane);
        m_drag = Drag::Lane;
        return;
    }
    if (event->position().x() < railWidth && event->position().y() >= bodyTop())
        m_drag = Drag::Rail;
    toggleGap(event->position());
    select(messageAt(event->position()), true);
}

bool SequenceView::pressMap(const QPointF &at)
{
    switch (m_map.partAt(at, mapArea(), shownScene(), seen())) {
    case Minimap::Part::None: return false;
    case Minimap::Part::RangeTop: m_drag = Drag::RangeTop; return true;
    case Minimap::Part::RangeBottom: m_drag = Drag::RangeBottom; return true;
    case Minimap::Part::Track: scrollToPlace((at.y() - mapArea().top()) / mapArea().height()); break;
    case Minimap::Part::Window: break;
    }
    m_drag = Drag::Map;
    return true;
}

void SequenceView::mouseMoveEvent(QMouseEvent *event)
{
    if (m_drag == Drag::None)
        return hover(event->position());
    m_dragged = event->position();
    dragTo(event->position());
    viewport()->update();
}

void SequenceView::dragTo(const QPointF &at)
{
    const qreal place = std::clamp((at.y() - mapArea().top()) / mapArea().height(), 0.0, 1.0);
    switch (m_drag) {
    case Drag::Map: return scrollToPlace(place);
    case Drag::RangeTop: return setRange(place <= 0.005 ? 0 : Minimap::seqAt(lay(), place), m_filter.toSeq);
    case Drag::RangeBottom: return setRange(m_filter.fromSeq, place >= 0.995 ? 0 : Minimap::seqAt(lay(), place));
    case Drag::Rail:
        if (std::abs(at.y() - m_pressed.y()) >= dragFrom)
            setRange(seqAtY(std::min(at.y(), m_pressed.y())), seqAtY(std::max(at.y(), m_pressed.y())));
        return;
    case Drag::Lane:
    case Drag::None: return;
    }
}

void SequenceView::mouseReleaseEvent(QMouseEvent *event)
{
    const Drag drag = std::exchange(m_drag, Drag::None);
    if (drag == Drag::Lane && std::abs(event->position().x() - m_pressed.x()) >= dragFrom)
        dropLane(event->position().x());
    viewport()->update();
}

// The lane goes in front of the first one that stands right of the pointer.
void SequenceView::dropLane(qreal viewportX)
{
    const qreal x = toBody({viewportX, 0}).x();
    int target = 0;
    for (const LaneBox &lane : lay().lanes)
        target += lane.x < x ? 1 : 0;
    if (target > m_selectedLane)
        --target;
    for (const int step = target > m_selectedLane ? 1 : -1; m_selectedLane != target && m_selectedLane >= 0;) {
        const int before = m_selectedLane;
        moveLane(m_selectedLane, step);
        if (m_selectedLane == before)
            return;
    }
}

// In the hybrid axis a pause is drawn to scale when it is clicked, and short again.
void SequenceView::toggleGap(const QPointF &at)
{
    if (m_axis != AxisMode::Hybrid || at.y() < bodyTop())
        return;
    const QPointF body = toBody(at);
    const auto [first, last] = lay().rowsIn(body.y(), lay().height + 1);
    if (first >= last || !lay().rows[first].gap.contains(body) || lay().rows[first].message < 0)
        return;
    const qint64 seq = lay().sequence.messages[lay().rows[first].message].seq;
    if (!m_wideGaps.remove(seq))
        m_wideGaps.insert(seq);
    relayout();
}

qint64 SequenceView::seqAtY(qreal viewportY) const
{
    const qreal y = std::clamp(toBody({0, viewportY}).y(), 0.0, lay().height);
    return Minimap::seqAt(lay(), y / std::max(lay().height, 1.0));
}

} // namespace txdesk::console
