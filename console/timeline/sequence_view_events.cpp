// What the diagram does with keys, the wheel and the mouse.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/text/plain_text.h"
#include "console/timeline/row_words.h"
#include "console/timeline/sequence_view.h"

#include <QCoreApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace txdesk::console {
using namespace Qt::StringLiterals;

void SequenceView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBars();
}

void SequenceView::scrollContentsBy(int, int)
{
    viewport()->update(); // header and rail are pinned: nothing can be moved as pixels
}

void SequenceView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        m_fonts = sequenceFonts(font());
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LanguageChange)
        relayout();
}

void SequenceView::keyPressEvent(QKeyEvent *event)
{
    if (!pressKey(event->key(), event->modifiers(), event->text()))
        QAbstractScrollArea::keyPressEvent(event);
}

bool SequenceView::pressMoveKey(int key, bool shift)
{
    switch (key) {
    case Qt::Key_Down: return selectNext(), true;
    case Qt::Key_Up: return selectPrevious(), true;
    case Qt::Key_Left: return shift ? moveLaneLeft() : selectLaneLeft(), true;
    case Qt::Key_Right: return shift ? moveLaneRight() : selectLaneRight(), true;
    case Qt::Key_Delete: return hideLane(), true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_selected >= 0)
            emit messageActivated(m_selected);
        return true;
    case Qt::Key_Escape: return escape();
    default: return false;
    }
}

// One thing at a time; when nothing is left it means something else to the page.
bool SequenceView::escape()
{
    if (m_drag != Drag::None)
        m_drag = Drag::None;
    else if (m_selectedLane >= 0)
        m_selectedLane = -1;
    else if (m_selected >= 0)
        select(-1, false);
    else if (!m_filter.search.isEmpty())
        setSearch({});
    else if (m_filter.fromSeq > 0 || m_filter.toSeq > 0)
        clearRange();
    else
        return false;
    viewport()->update();
    return true;
}

bool SequenceView::pressKey(int key, Qt::KeyboardModifiers modifiers, const QString &text)
{
    if (modifiers & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return false;
    const QString pending = std::exchange(m_pendingKeys, QString());
    if (pending == u"g"_s && text == u"n"_s)
        return followNow(), true;
    if (pending == u"0"_s && text == u"0"_s)
        return fitAll(), true;
    if (pressMoveKey(key, modifiers.testFlag(Qt::ShiftModifier)))
        return true;
    struct Binding
    {
        QStringView text;
        void (SequenceView::*act)();
    };
    static constexpr Binding bindings[] = {
        {u"j", &SequenceView::selectNext},        {u"k", &SequenceView::selectPrevious},
        {u"J", &SequenceView::selectNextFailed},  {u"K", &SequenceView::selectPreviousFailed},
        {u"n", &SequenceView::selectNextMatch},   {u"N", &SequenceView::selectPreviousMatch},
        {u"]", &SequenceView::toggleFold},        {u"[", &SequenceView::foldAll},
        {u"}", &SequenceView::unfoldAll},         {u"{", &SequenceView::foldAll},
        {u"t", &SequenceView::cycleAxisMode},     {u"o", &SequenceView::toggleLaneOrder},
        {u"+", &SequenceView::zoomIn},            {u"=", &SequenceView::zoomIn},
        {u"-", &SequenceView::zoomOut},           {u"0", &SequenceView::fitWidth},
        {u"a", &SequenceView::showAllLanes},      {u"s", &SequenceView::toggleReplicas},
        {u"f", &SequenceView::toggleHidesOthers}, {u"/", &SequenceView::searchWanted},
        {u"<", &SequenceView::rangeFromSelected}, {u">", &SequenceView::rangeToSelected},
    };
    m_pendingKeys = text == u"g"_s || text == u"0"_s ? text : QString();
    for (const Binding &binding : bindings)
        if (text == binding.text)
            return (this->*binding.act)(), true;
    if (text == u"h"_s || text == u"l"_s) {
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() + (text == u"l"_s ? 80 : -80));
        return true;
    }
    return text == u"g"_s;
}

void SequenceView::wheelEvent(QWheelEvent *event)
{
    if (!event->modifiers().testFlag(Qt::ControlModifier)) {
        m_following = false;
        return QAbstractScrollArea::wheelEvent(event);
    }
    const qreal delta = event->angleDelta().y() != 0 ? event->angleDelta().y() : event->angleDelta().x();
    const qreal factor = std::pow(1.2, delta / 120.0);
    if (event->modifiers().testFlag(Qt::ShiftModifier))
        setLaneZoom(m_laneZoom * factor);
    else
        zoomAround(m_zoom * factor, event->position().y());
    event->accept();
}

bool SequenceView::viewportEvent(QEvent *event)
{
    switch (event->type()) {
    case QEvent::Leave: hover({-1, -1}); break;
    case QEvent::NativeGesture: {
        const auto *gesture = static_cast<QNativeGestureEvent *>(event);
        if (gesture->gestureType() != Qt::ZoomNativeGesture)
            break;
        zoomAround(m_zoom * (1 + gesture->value()), gesture->position().y());
        return true;
    }
    case QEvent::ToolTip: {
        const auto *help = static_cast<QHelpEvent *>(event);
        showToolTip(help->pos(), help->globalPos());
        return true;
    }
    default: break;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

qsizetype SequenceView::rowAt(const QPointF &at) const
{
    return at.y() < bodyTop() || at.x() > railWidth + bodyWidth() ? -1 : lay().rowAt(toBody(at).y());
}

qsizetype SequenceView::messageAt(const QPointF &at) const
{
    const qsizetype row = rowAt(at);
    return row >= 0 ? lay().rows[row].message : -1;
}

int SequenceView::laneAt(const QPointF &at) const
{
    const qreal x = toBody(at).x();
    for (int i = 0; i < int(lay().lanes.size()); ++i)
        if (at.x() > railWidth && at.y() < bodyTop() && lay().lanes[i].head.left() <= x && x <= lay().lanes[i].head.right())
            return i;
    return -1;
}

// Lights up what belongs together once the pointer rests on words or arrows, not between them.
void SequenceView::hover(const QPointF &at)
{
    const qsizetype row = at.x() >= 0 ? rowAt(at) : -1;
    qsizetype hovered = -1;
    if (row >= 0 && at.x() > railWidth) {
        const SequenceRow &under = lay().rows[row];
        const auto [left, right] = std::minmax(under.fromX, under.toX);
        const qreal x = toBody(at).x();
        if (x > left - 6 && x < right + 6 && (under.kind == RowKind::Call || under.kind == RowKind::Reply))
            hovered = under.message;
    }
    const int lane = at.x() >= 0 ? laneAt(at) : -1;
    if (std::exchange(m_hoveredRow, row) != row)
        viewport()->update();
    if (m_hovered == hovered && m_hoveredLane == lane)
        return;
    m_hovered = hovered;
    m_hoveredLane = lane;
    if (m_reducedMotion || (hovered < 0 && lane < 0))
        return showHover();
    m_hoverDelay.start();
}

void SequenceView::showHover()
{
    m_hoverDelay.stop();
    m_lit = m_hovered;
    m_litLane = m_hoveredLane;
    viewport()->update();
    if (m_lit < 0 || m_lit >= lay().sequence.messages.size())
        return emit callHovered({}, {}, 0);
    const SequenceMessage &message = lay().sequence.messages[m_lit];
    emit callHovered(message.branch, message.op, message.attempt);
}

void SequenceView::showToolTip(const QPoint &at, const QPoint &global)
{
    if (const qsizetype row = rowAt(at); row >= 0)
        return QToolTip::showText(global, asToolTip(rowToolTip(lay(), row, m_zone)), viewport());
    const int lane = laneAt(at);
    if (lane < 0)
        return QToolTip::hideText();
    QToolTip::showText(global, asToolTip(laneToolTip(lay(), lane)), viewport());
}

void SequenceView::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Mouse) {
        const int lane = laneAt(event->pos());
        if (lane >= 0) {
            selectLane(lane);
            emit laneMenuWanted(lane, event->globalPos());
        } else if (const qsizetype message = messageAt(event->pos()); message >= 0) {
            select(message, true);
            emit menuWanted(message, event->globalPos());
        }
    } else if (m_selectedLane >= 0) {
        const QPointF below(railWidth + lay().lanes[m_selectedLane].x * scaleX() - horizontalScrollBar()->value(), bodyTop());
        emit laneMenuWanted(m_selectedLane, viewport()->mapToGlobal(below.toPoint()));
    } else if (m_selected >= 0) {
        emit menuWanted(m_selected, viewport()->mapToGlobal(rowRect(lay().rowOfMessage(m_selected)).center()));
    }
}

void SequenceView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const qsizetype message = messageAt(event->position());
    if (message < 0)
        return;
    const qsizetype row = lay().rowOfMessage(message);
    if (row >= 0 && lay().rows[row].fold >= 0)
        return toggleFold();
    emit messageActivated(message);
}

} // namespace txdesk::console
