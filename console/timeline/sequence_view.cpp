// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/sequence_view.h"

#include "console/timeline/row_words.h"

#include <QCoreApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

constexpr qreal zoomMin = 0.02;
constexpr qreal zoomMax = 4;
constexpr qreal zoomStep = 1.2;

bool isFailed(const SequenceMessage &message)
{
    return message.meaning == Meaning::Failed && !isPlanned(message);
}

} // namespace

SequenceView::SequenceView(QWidget *parent)
    : QAbstractScrollArea(parent), m_fonts(sequenceFonts(font())), m_theme(lightTheme()), m_zone(QTimeZone::systemTimeZone())
{
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    viewport()->setMouseTracking(true);
    setAccessibleName(QCoreApplication::translate("Sequence", "Sequence diagram"));
    m_emptyReason = QCoreApplication::translate("Sequence", "Select a transaction to see its sequence diagram.");
}

void SequenceView::setDetail(const TransactionDetail &detail)
{
    const bool another = !m_detail || m_detail->snapshot.transaction.gid != detail.snapshot.transaction.gid;
    m_detail = detail;
    if (another) {
        m_preview.reset();
        m_folds = {};
        m_selected = m_hovered = -1;
        m_following = false;
        horizontalScrollBar()->setValue(0);
        verticalScrollBar()->setValue(0);
    }
    relayout();
}

void SequenceView::clear(const QString &reason)
{
    m_detail.reset();
    m_emptyReason = reason;
    m_selected = m_hovered = -1;
    relayout();
}

void SequenceView::setParticipantNames(const QHash<QString, QString> &names)
{
    if (names == m_names)
        return;
    m_names = names;
    relayout();
}

void SequenceView::setTheme(const Theme &theme)
{
    m_theme = theme;
    viewport()->update();
}

void SequenceView::setTimeZone(const QTimeZone &zone)
{
    m_zone = zone;
    viewport()->update();
}

void SequenceView::setNow(Instant now)
{
    m_now = now;
    if (m_layout.nowY >= 0)
        viewport()->update();
}

void SequenceView::setConnectionLost(bool lost)
{
    m_connectionLost = lost;
    viewport()->update();
}

void SequenceView::setPreview(const QList<PlannedCall> &calls)
{
    m_preview = calls;
    relayout();
}

void SequenceView::clearPreview()
{
    if (!m_preview)
        return;
    m_preview.reset();
    relayout();
}

void SequenceView::setAxisMode(AxisMode mode)
{
    m_axis = mode;
    relayout();
}

void SequenceView::setLaneOrder(LaneOrder order)
{
    m_order = order;
    relayout();
}

void SequenceView::setZoom(qreal zoom)
{
    zoomAround(zoom, bodyTop() + bodyHeight() / 2);
}

void SequenceView::selectCall(const BranchId &branch, OpKind op, int attempt)
{
    const QList<SequenceMessage> &messages = m_layout.sequence.messages;
    for (qsizetype i = messages.size() - 1; i >= 0; --i) {
        const SequenceMessage &message = messages[i];
        const bool found = message.op == op && message.branch == branch && (attempt <= 0 || message.attempt == attempt);
        if (found && !isPlanned(message))
            return select(i, false);
    }
}

SequenceScene SequenceView::scene() const
{
    return {.layout = m_layout, .theme = m_theme, .fonts = m_fonts, .now = m_now, .nowKnown = toMs(m_now) > 0 && !m_connectionLost, .zone = m_zone};
}

QString SequenceView::summary() const
{
    if (!m_detail)
        return {};
    const int count = m_layout.sequence.events;
    const QString events = count == 1 ? QCoreApplication::translate("Sequence", "1 event") : QCoreApplication::translate("Sequence", "%1 events").arg(count);
    return m_layout.eventsFolded > 0 ? QCoreApplication::translate("Sequence", "%1, %2 folded").arg(events).arg(m_layout.eventsFolded) : events;
}

QString SequenceView::rowText(qsizetype row) const
{
    return row >= 0 && row < m_layout.rows.size() ? rowWords(m_layout, row, m_zone) : QString();
}

QRect SequenceView::rowRect(qsizetype index) const
{
    if (index < 0 || index >= m_layout.rows.size())
        return {};
    const SequenceRow &row = m_layout.rows[index];
    const qreal top = bodyTop() + row.top * m_zoom - verticalScrollBar()->value();
    return QRectF(0, top, viewport()->width(), row.height * m_zoom).toRect();
}

// The row in the middle stays where it is, whatever is added above or below it.
void SequenceView::relayout()
{
    const qreal middle = (verticalScrollBar()->value() + bodyHeight() / 2) / m_zoom;
    const qsizetype anchorRow = m_layout.rowAt(middle);
    const qsizetype anchor = anchorRow >= 0 && verticalScrollBar()->value() > 0 ? m_layout.rows[anchorRow].message : -1;
    const qreal offset = anchor >= 0 ? middle - m_layout.rows[anchorRow].top : 0;
    Sequence sequence = m_detail ? sequenceOf(*m_detail, m_preview.value_or(m_detail->planned), m_order) : Sequence{};
    for (SequenceLane &lane : sequence.lanes)
        lane.name = m_names.value(lane.name, lane.name);
    m_layout = layOut(sequence, m_fonts.metrics(m_axis), m_folds);
    m_hovered = -1;
    if (m_selected >= sequence.messages.size())
        m_selected = -1;
    updateScrollBars();
    if (m_following)
        scrollToNow();
    else if (const qsizetype row = anchor >= 0 ? m_layout.rowOfMessage(anchor) : -1; row >= 0)
        verticalScrollBar()->setValue(int((m_layout.rows[row].top + offset) * m_zoom - bodyHeight() / 2));
    viewport()->update();
    emit laidOut();
}

void SequenceView::updateScrollBars()
{
    const int pageHeight = int(bodyHeight());
    const int pageWidth = int(viewport()->width() - railWidth);
    verticalScrollBar()->setPageStep(pageHeight);
    verticalScrollBar()->setSingleStep(36);
    verticalScrollBar()->setRange(0, std::max(int(std::ceil(m_layout.height * m_zoom)) - pageHeight, 0));
    horizontalScrollBar()->setPageStep(pageWidth);
    horizontalScrollBar()->setSingleStep(40);
    horizontalScrollBar()->setRange(0, std::max(int(std::ceil(m_layout.width * scaleX())) - pageWidth, 0));
}

// Lanes are never narrower than words need: small zooms shrink time only.
qreal SequenceView::scaleX() const
{
    return std::max(m_zoom, 0.6);
}

qreal SequenceView::bodyTop() const
{
    return m_layout.headerHeight * scaleX();
}

qreal SequenceView::bodyHeight() const
{
    return std::max(viewport()->height() - bodyTop(), 1.0);
}

QPointF SequenceView::toBody(const QPointF &at) const
{
    return {(at.x() - railWidth + horizontalScrollBar()->value()) / scaleX(), (at.y() - bodyTop() + verticalScrollBar()->value()) / m_zoom};
}

qsizetype SequenceView::messageAt(const QPointF &at) const
{
    if (at.y() < bodyTop())
        return -1;
    const qsizetype row = m_layout.rowAt(toBody(at).y());
    return row >= 0 ? m_layout.rows[row].message : -1;
}

void SequenceView::zoomAround(qreal zoom, qreal viewportY)
{
    const qreal bodyY = toBody({0, viewportY}).y();
    m_zoom = std::clamp(zoom, zoomMin, zoomMax);
    if (std::abs(m_zoom - 1) < 0.02)
        m_zoom = 1;
    updateScrollBars();
    verticalScrollBar()->setValue(int(std::lround(bodyY * m_zoom + bodyTop() - viewportY)));
    viewport()->update();
}

void SequenceView::select(qsizetype message, bool tell)
{
    m_selected = message;
    viewport()->update();
    if (message < 0)
        return;
    ensureVisible(m_layout.rowOfMessage(message));
    const SequenceMessage &selected = m_layout.sequence.messages[message];
    if (tell && selected.op)
        emit callSelected(selected.branch, *selected.op, selected.attempt);
}

void SequenceView::selectFrom(int step, bool failedOnly)
{
    const QList<SequenceRow> &rows = m_layout.rows;
    const auto selectable = [&](const SequenceRow &row) {
        return row.message >= 0 && row.kind != RowKind::Reply && (!failedOnly || isFailed(m_layout.sequence.messages[row.message]));
    };
    const qsizetype start = m_selected >= 0 ? m_layout.rowOfMessage(m_selected) : step > 0 ? -1 : rows.size();
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
    const qreal top = m_layout.rows[row].top * m_zoom;
    const qreal bottom = m_layout.rows[row].bottom() * m_zoom;
    const qreal margin = std::min(40.0, bodyHeight() / 4);
    if (top - margin < verticalScrollBar()->value())
        verticalScrollBar()->setValue(int(top - margin));
    else if (bottom + margin > verticalScrollBar()->value() + bodyHeight())
        verticalScrollBar()->setValue(int(bottom + margin - bodyHeight()));
}

void SequenceView::scrollToNow()
{
    const qreal y = m_layout.nowY >= 0 ? m_layout.nowY : m_layout.height;
    verticalScrollBar()->setValue(int(y * m_zoom - bodyHeight() * 0.7));
}

void SequenceView::selectNext()
{
    selectFrom(1, false);
}

void SequenceView::selectPrevious()
{
    selectFrom(-1, false);
}

void SequenceView::selectNextFailed()
{
    selectFrom(1, true);
}

void SequenceView::selectPreviousFailed()
{
    selectFrom(-1, true);
}

void SequenceView::toggleFold()
{
    const qsizetype row = m_selected >= 0 ? m_layout.rowOfMessage(m_selected) : -1;
    if (row < 0)
        return;
    if (m_layout.rows[row].fold >= 0) {
        m_folds.unfolded.insert(m_layout.folds[m_layout.rows[row].fold].key);
    } else {
        FoldChoice everything;
        for (const RetryFold &fold : foldRetries(m_layout.sequence.messages, everything))
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
    const qreal room = viewport()->width() - railWidth;
    setZoom(m_layout.width > 0 ? std::clamp(room / m_layout.width, 0.6, 1.0) : 1);
    horizontalScrollBar()->setValue(0);
}

void SequenceView::followNow()
{
    m_following = true;
    scrollToNow();
}

} // namespace txdesk::console
