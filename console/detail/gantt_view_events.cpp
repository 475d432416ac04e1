// What keys, wheel and mouse do to the timeline.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/gantt_view.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr double gripWidth = 6; // of the minimap's window
} // namespace

void GanttView::keyPressEvent(QKeyEvent *event)
{
    const bool plain = (event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == Qt::NoModifier;
    if (plain && pressKey(event->key(), event->text()))
        return event->accept();
    m_pendingKeys.clear();
    QAbstractScrollArea::keyPressEvent(event);
}

bool GanttView::pressKey(int key, const QString &text)
{
    if (std::exchange(m_pendingKeys, QString()) == "g"_L1 && text == "n"_L1) {
        goToNow();
        return true;
    }
    QScrollBar *across = horizontalScrollBar();
    switch (key) {
    case Qt::Key_Down: step(1, false); return true;
    case Qt::Key_Up: step(-1, false); return true;
    case Qt::Key_Left: across->setValue(across->value() - across->singleStep()); return true;
    case Qt::Key_Right: across->setValue(across->value() + across->singleStep()); return true;
    case Qt::Key_Home: across->setValue(0); return true;
    case Qt::Key_End: across->setValue(across->maximum()); return true;
    case Qt::Key_Plus:
    case Qt::Key_Equal: zoomIn(); return true;
    case Qt::Key_Minus: zoomOut(); return true;
    case Qt::Key_0: fit(); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_selected.isValid())
            emit activated(m_selected);
        return true;
    default: break;
    }
    if (text == "j"_L1 || text == "k"_L1)
        step(text == "j"_L1 ? 1 : -1, false);
    else if (text == "J"_L1 || text == "K"_L1)
        step(text == "J"_L1 ? 1 : -1, true);
    else if (text == "h"_L1 || text == "l"_L1)
        across->setValue(across->value() + (text == "l"_L1 ? 1 : -1) * across->singleStep());
    else if (text == "t"_L1)
        toggleScale();
    else if (text == "g"_L1)
        m_pendingKeys = text;
    else
        return false;
    return true;
}

void GanttView::wheelEvent(QWheelEvent *event)
{
    if (!event->modifiers().testFlag(Qt::ControlModifier))
        return QAbstractScrollArea::wheelEvent(event);
    zoomAround(m_zoom * std::pow(1.2, event->angleDelta().y() / 120.0), event->position().x());
    event->accept();
}

void GanttView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const GanttScene now = scene();
    const QPointF at = event->position();
    if (!now.map().contains(at))
        return pick(placeAt(at));
    const QRectF window = now.window();
    const double axis = (at.x() - now.map().left()) / now.map().width() * m_scale.length();
    if (std::abs(at.x() - window.left()) <= gripWidth)
        m_drag = Drag::Left;
    else if (std::abs(at.x() - window.right()) <= gripWidth)
        m_drag = Drag::Right;
    else
        m_drag = window.contains(at) && m_zoom > 1.01 ? Drag::Window : Drag::Range;
    m_dragFrom = m_drag == Drag::Window ? axis - now.axis(now.body().left()) : axis;
}

void GanttView::mouseMoveEvent(QMouseEvent *event)
{
    if (m_drag != Drag::None)
        return dragTo(event->position().x());
    const GanttPlace place = placeAt(event->position());
    if (place != m_hovered)
        emit hoverMade(place);
    hover(place);
    const GanttScene now = scene();
    const bool grip = now.map().contains(event->position()) && (std::abs(event->position().x() - now.window().left()) <= gripWidth ||
                                                                std::abs(event->position().x() - now.window().right()) <= gripWidth);
    viewport()->setCursor(grip ? Qt::SizeHorCursor : Qt::ArrowCursor);
}

void GanttView::dragTo(double x)
{
    const GanttScene now = scene();
    const double axis = std::clamp((x - now.map().left()) / now.map().width(), 0.0, 1.0) * m_scale.length();
    const double left = now.axis(now.body().left()), right = now.axis(now.body().right());
    switch (m_drag) {
    case Drag::Window: horizontalScrollBar()->setValue(static_cast<int>((axis - m_dragFrom) / now.perPixel)); break;
    case Drag::Left: showRange(std::min(axis, right), right); break;
    case Drag::Right: showRange(left, std::max(axis, left)); break;
    case Drag::Range: showRange(std::min(axis, m_dragFrom), std::max(axis, m_dragFrom)); break;
    case Drag::None: break;
    }
}

void GanttView::mouseReleaseEvent(QMouseEvent *) { m_drag = Drag::None; }

void GanttView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const GanttPlace place = placeAt(event->position());
    if (place.isValid())
        emit activated(place);
    else if (scene().map().contains(event->position()))
        fit();
}

void GanttView::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() != QContextMenuEvent::Mouse) {
        emit menuWanted(viewport()->mapToGlobal(scene().barRect(m_selected).center().toPoint()));
        return;
    }
    const GanttPlace place = placeAt(viewport()->mapFromGlobal(event->globalPos()));
    if (!place.isValid())
        return;
    pick(place);
    emit menuWanted(event->globalPos());
}

void GanttView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void GanttView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace txdesk::console
