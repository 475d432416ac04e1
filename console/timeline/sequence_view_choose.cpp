// What a person chooses in the diagram: arrows, lanes, folds, zoom, search and range.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/sequence_view.h"

#include <QScrollBar>

#include <algorithm>

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

constexpr qreal zoomStep = 1.2;

} // namespace

void SequenceView::select(qsizetype message, bool tell)
{
    m_selected = message;
    viewport()->update();
    if (message < 0)
        return;
    ensureVisible(lay().rowOfMessage(message));
    const SequenceMessage &selected = lay().sequence.messages[message];
    if (tell && selected.op)
        emit callSelected(selected.branch, *selected.op, selected.attempt);
}

void SequenceView::selectFrom(int step, const std::function<bool(const SequenceMessage &)> &wanted)
{
    const QList<SequenceRow> &rows = lay().rows;
    const auto selectable = [&](const SequenceRow &row) {
        return row.message >= 0 && row.kind != RowKind::Reply && row.kind != RowKind::Stub && wanted(lay().sequence.messages[row.message]);
    };
    const qsizetype start = m_selected >= 0 ? lay().rowOfMessage(m_selected) : step > 0 ? -1 : rows.size();
    for (qsizetype i = start + step; i >= 0 && i < rows.size(); i += step) {
        if (selectable(rows[i]))
            return select(rows[i].message, true);
    }
}

void SequenceView::ensureVisible(qsizetype row)
{
    if (row < 0)
        return;
    m_following = false;
    const qreal top = lay().rows[row].top * m_zoom;
    const qreal bottom = lay().rows[row].bottom() * m_zoom;
    const qreal margin = std::min(40.0, bodyHeight() / 4);
    if (top - margin < verticalScrollBar()->value())
        verticalScrollBar()->setValue(int(top - margin));
    else if (bottom + margin > verticalScrollBar()->value() + bodyHeight())
        verticalScrollBar()->setValue(int(bottom + margin - bodyHeight()));
}

void SequenceView::selectNext()
{
    selectFrom(1, [](const SequenceMessage &) { return true; });
}

void SequenceView::selectPrevious()
{
    selectFrom(-1, [](const SequenceMessage &) { return true; });
}

void SequenceView::selectNextFailed()
{
    selectFrom(1, isFailure);
}

void SequenceView::selectPreviousFailed()
{
    selectFrom(-1, isFailure);
}

void SequenceView::selectNextMatch()
{
    if (!m_filter.search.isEmpty())
        selectFrom(1, [this](const SequenceMessage &message) { return saysText(lay().sequence, message, m_filter.search); });
}

void SequenceView::selectPreviousMatch()
{
    if (!m_filter.search.isEmpty())
        selectFrom(-1, [this](const SequenceMessage &message) { return saysText(lay().sequence, message, m_filter.search); });
}

int SequenceView::matchCount() const
{
    if (m_filter.search.isEmpty())
        return 0;
    const QList<SequenceMessage> &messages = lay().sequence.messages;
    return int(std::count_if(messages.cbegin(), messages.cend(),
                             [this](const SequenceMessage &message) { return saysText(lay().sequence, message, m_filter.search); }));
}

void SequenceView::selectLane(int lane)
{
    if (lay().lanes.isEmpty())
        return;
    m_selectedLane = std::clamp(lane, 0, int(lay().lanes.size()) - 1);
    ensureLaneVisible(m_selectedLane);
    viewport()->update();
}

void SequenceView::ensureLaneVisible(int lane)
{
    const QRectF &head = lay().lanes[lane].head;
    if (head.left() * scaleX() < horizontalScrollBar()->value())
        horizontalScrollBar()->setValue(int(head.left() * scaleX()) - 12);
    else if (head.right() * scaleX() > horizontalScrollBar()->value() + bodyWidth())
        horizontalScrollBar()->setValue(int(head.right() * scaleX() - bodyWidth()) + 12);
}

void SequenceView::selectLaneLeft()
{
    selectLane(m_selectedLane < 0 ? int(lay().lanes.size()) - 1 : m_selectedLane - 1);
}

void SequenceView::selectLaneRight()
{
    selectLane(m_selectedLane + 1);
}

void SequenceView::moveLaneLeft()
{
    moveLane(m_selectedLane, -1);
}

void SequenceView::moveLaneRight()
{
    moveLane(m_selectedLane, 1);
}

// Participants change places among each other; the other parties keep theirs.
void SequenceView::moveLane(int lane, int by)
{
    const QList<SequenceLane> &lanes = lay().sequence.lanes;
    const auto movable = [&](int index) { return index >= 0 && index < lanes.size() && lanes[index].role == LaneRole::Participant && !lanes[index].quiet; };
    if (!movable(lane) || !movable(lane + by))
        return;
    QStringList order;
    for (int i = 0; i < int(lanes.size()); ++i)
        if (movable(i))
            order.append(lanes[i].name);
    const qsizetype from = order.indexOf(lanes[lane].name);
    order.move(from, order.indexOf(lanes[lane + by].name));
    m_lanes.order = order;
    m_selectedLane = lane + by;
    relayout();
    emit lanesChosen();
}

// With none chosen it shows which one it would be: a key that does nothing looks broken.
void SequenceView::hideLane()
{
    const QList<SequenceLane> &lanes = lay().sequence.lanes;
    if (m_selectedLane < 0) {
        const auto first = std::ranges::find(lanes, LaneRole::Participant, &SequenceLane::role);
        return first == lanes.cend() ? void() : selectLane(static_cast<int>(first - lanes.cbegin()));
    }
    if (lanes[m_selectedLane].role != LaneRole::Participant)
        return;
    const SequenceLane &lane = lanes[m_selectedLane];
    for (const QString &name : lane.quiet ? lane.members : QStringList{lane.name})
        m_lanes.hidden.insert(name);
    m_selectedLane = -1;
    relayout();
    emit lanesChosen();
}

void SequenceView::showAllLanes()
{
    if (m_lanes.hidden.isEmpty() && !m_lanes.foldQuiet)
        m_lanes.foldQuiet = true; // all are shown: back to few
    else if (m_lanes.hidden.isEmpty())
        m_lanes.foldQuiet = false;
    m_lanes.hidden.clear();
    relayout();
    emit lanesChosen();
}

void SequenceView::toggleReplicas()
{
    m_lanes.splitReplicas = !m_lanes.splitReplicas;
    relayout();
    emit lanesChosen();
}

void SequenceView::setLanes(const LaneChoice &choice)
{
    const QHash<QString, QString> names = m_lanes.names;
    if (m_lanes.order == choice.order && m_lanes.hidden == choice.hidden && m_lanes.foldQuiet == choice.foldQuiet
        && m_lanes.splitReplicas == choice.splitReplicas)
        return;
    m_lanes = choice;
    m_lanes.names = names;
    relayout();
}

void SequenceView::toggleFold()
{
    const qsizetype row = m_selected >= 0 ? lay().rowOfMessage(m_selected) : -1;
    if (row < 0)
        return;
    if (lay().rows[row].fold >= 0) {
        m_folds.unfolded.insert(lay().folds[lay().rows[row].fold].key);
    } else {
        for (const RetryFold &fold : foldRetries(lay().sequence.messages))
            if (m_selected >= fold.first - 1 && m_selected <= fold.last + 1)
                m_folds.unfolded.remove(fold.key);
        m_folds.unfoldAll = false;
    }
    relayout();
}

void SequenceView::unfoldAll()
{
    m_folds.unfoldAll = true;
    relayout();
}

void SequenceView::foldAll()
{
    m_folds = {};
    relayout();
}

void SequenceView::cycleAxisMode()
{
    setAxisMode(m_axis == AxisMode::EventOrder ? AxisMode::Hybrid : m_axis == AxisMode::Hybrid ? AxisMode::ToScale : AxisMode::EventOrder);
}

void SequenceView::toggleLaneOrder()
{
    setLaneOrder(m_order == LaneOrder::CoordinatorLast ? LaneOrder::CoordinatorFirst : LaneOrder::CoordinatorLast);
}

void SequenceView::zoomIn()
{
    setZoom(m_zoom * zoomStep);
}

void SequenceView::zoomOut()
{
    setZoom(m_zoom / zoomStep);
}

void SequenceView::fitWidth()
{
    setZoom(lay().width > 0 ? std::clamp(bodyWidth() / lay().width, 0.6, 1.0) : 1);
    horizontalScrollBar()->setValue(0);
}

void SequenceView::fitAll()
{
    fitWidth();
    if (lay().height > 0)
        setZoom(std::min(m_zoom, std::max(bodyHeight() - footerHeight(), 1.0) / lay().height));
    verticalScrollBar()->setValue(0);
}

void SequenceView::followNow()
{
    m_following = true;
    scrollToNow();
}

void SequenceView::setSearch(const QString &text)
{
    if (text == m_filter.search)
        return;
    m_filter.search = text;
    refilter();
}

void SequenceView::setRange(qint64 fromSeq, qint64 toSeq)
{
    if (fromSeq == m_filter.fromSeq && toSeq == m_filter.toSeq)
        return;
    m_filter.fromSeq = fromSeq;
    m_filter.toSeq = toSeq;
    refilter();
}

void SequenceView::setFailuresOnly(bool only)
{
    if (std::exchange(m_filter.failures, only) != only)
        relayout();
}

void SequenceView::setHidesOthers(bool hides)
{
    if (std::exchange(m_hidesOthers, hides) != hides)
        relayout();
}

void SequenceView::toggleHidesOthers()
{
    setHidesOthers(!m_hidesOthers);
}

void SequenceView::clearRange()
{
    setRange(0, 0);
}

void SequenceView::rangeFromSelected()
{
    if (m_selected >= 0)
        setRange(lay().sequence.messages[m_selected].seq, m_filter.toSeq);
}

void SequenceView::rangeToSelected()
{
    if (m_selected >= 0)
        setRange(m_filter.fromSeq, lay().sequence.messages[m_selected].seq);
}

// Hidden: another layout. Marked and faded: another picture.
void SequenceView::refilter()
{
    if (m_hidesOthers)
        return relayout();
    viewport()->update();
    emit laidOut();
}

} // namespace txdesk::console
