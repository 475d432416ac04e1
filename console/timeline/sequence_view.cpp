// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/sequence_view.h"

#include "console/timeline/row_words.h"

#include <QCoreApplication>
#include <QScrollBar>
#include <QStyle>
#include <QPointer>
#include <QThreadPool>

#include <algorithm>
#include <cmath>

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

constexpr int hoverDelayMs = 120; // a pointer that passes by changes nothing

QString translated(const char *source)
{
    return QCoreApplication::translate("Sequence", source);
}

// A font that shares nothing with this thread's.
QFont ownFont(const QFont &font)
{
    QFont own;
    own.fromString(font.toString());
    return own;
}

} // namespace

SequenceView::SequenceView(QWidget *parent)
    : QAbstractScrollArea(parent), m_fonts(sequenceFonts(font())), m_theme(lightTheme()), m_zone(QTimeZone::systemTimeZone())
{
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    viewport()->setMouseTracking(true);
    m_hoverDelay.setSingleShot(true);
    m_hoverDelay.setInterval(hoverDelayMs);
    m_reducedMotion = style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) == 0;
    connect(&m_hoverDelay, &QTimer::timeout, this, &SequenceView::showHover);
    setAccessibleName(translated(QT_TRANSLATE_NOOP("Sequence", "Sequence diagram")));
    m_emptyReason = translated(QT_TRANSLATE_NOOP("Sequence", "Select a transaction to see its sequence diagram."));
}

void SequenceView::setDetail(const TransactionDetail &detail)
{
    const bool another = !m_detail || m_detail->snapshot.transaction.gid != detail.snapshot.transaction.gid;
    if (!another && *m_detail == detail)
        return;
    m_detail = detail;
    if (another) {
        m_preview.reset();
        m_folds = {};
        m_filter = {};
        m_wideGaps.clear();
        m_selected = m_hovered = -1;
        m_selectedLane = -1;
        m_following = false;
        m_diagram = {};
        horizontalScrollBar()->setValue(0);
        verticalScrollBar()->setValue(0);
    } else if (!m_busy && m_diagram.grow(detail, future())) {
        return afterLayout();
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
    if (names == m_lanes.names)
        return;
    m_lanes.names = names;
    relayout();
}

void SequenceView::setTheme(const Theme &theme)
{
    m_theme = theme;
    m_map.forget();
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
    if (lay().nowY >= 0)
        viewport()->update();
}

void SequenceView::setConnectionLost(bool lost)
{
    m_connectionLost = lost;
    viewport()->update();
}

void SequenceView::setReducedMotion(bool reduced)
{
    m_reducedMotion = reduced;
}

void SequenceView::setPreview(const QList<PlannedCall> &calls)
{
    m_preview = calls;
    if (m_detail && !m_busy && m_diagram.grow(*m_detail, future()))
        return afterLayout();
    relayout();
}

void SequenceView::clearPreview()
{
    if (!m_preview)
        return;
    m_preview.reset();
    if (m_detail && !m_busy && m_diagram.grow(*m_detail, future()))
        return afterLayout();
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

void SequenceView::setLaneZoom(qreal zoom)
{
    m_laneZoom = std::clamp(zoom, 0.4, 3.0);
    relayout();
}

void SequenceView::selectCall(const BranchId &branch, OpKind op, int attempt)
{
    const QList<SequenceMessage> &messages = lay().sequence.messages;
    for (qsizetype i = messages.size() - 1; i >= 0; --i) {
        const SequenceMessage &message = messages[i];
        const bool found = message.op == op && message.branch == branch && (attempt <= 0 || message.attempt == attempt);
        if (found && !isPlanned(message))
            return select(i, false);
    }
}

SequenceScene SequenceView::scene() const
{
    return {.layout = lay(), .theme = m_theme, .fonts = m_fonts, .now = m_now, .nowKnown = toMs(m_now) > 0 && !m_connectionLost, .zone = m_zone};
}

DiagramRequest SequenceView::request() const
{
    DiagramRequest request{.order = m_order, .lanes = m_lanes, .choice = {m_folds, {}, m_wideGaps}, .metrics = m_fonts.metrics(m_axis)};
    if (m_detail) {
        request.detail = *m_detail;
        request.future = future();
    }
    if (m_hidesOthers || m_filter.failures)
        request.choice.filter = m_filter;
    if (!m_hidesOthers) { // marked and faded instead
        request.choice.filter.search.clear();
        request.choice.filter.fromSeq = request.choice.filter.toSeq = 0;
    }
    request.metrics.laneGapMin *= m_laneZoom;
    request.metrics.labelWidthMax *= m_laneZoom;
    return request;
}

// What an act would prevent is what would have happened without it.
Future SequenceView::future() const
{
    if (!m_preview)
        return {m_detail->planned, {}};
    Future future{*m_preview, {}};
    for (const PlannedCall &call : m_detail->planned) {
        const auto same = [&call](const PlannedCall &other) { return other.branch == call.branch && other.op == call.op; };
        if (std::none_of(m_preview->cbegin(), m_preview->cend(), same))
            future.prevented.append(call);
    }
    return future;
}

std::pair<qint64, qint64> SequenceView::seqsInSight() const
{
    const auto [first, last] = lay().rowsIn(verticalScrollBar()->value() / m_zoom, (verticalScrollBar()->value() + bodyHeight()) / m_zoom);
    qint64 from = 0;
    qint64 to = 0;
    for (qsizetype i = first; i < last; ++i) {
        const SequenceRow &row = lay().rows[i];
        const qint64 seq = row.message < 0 ? 0 : lay().sequence.messages[row.message].seq;
        if (seq <= 0)
            continue;
        from = from > 0 ? std::min(from, seq) : seq;
        to = std::max(to, seq);
    }
    return {from, to};
}

QString SequenceView::summary() const
{
    if (!m_detail)
        return {};
    const SequenceLayout &layout = lay();
    const int count = layout.sequence.events;
    QStringList words{count == 1 ? translated(QT_TRANSLATE_NOOP("Sequence", "1 event"))
                                 : translated(QT_TRANSLATE_NOOP("Sequence", "%1 events")).arg(count)};
    if (layout.eventsFolded > 0)
        words.append(translated(QT_TRANSLATE_NOOP("Sequence", "%1 folded")).arg(layout.eventsFolded));
    if (!layout.sequence.hidden.isEmpty())
        words.append(translated(QT_TRANSLATE_NOOP("Sequence", "%1 on hidden lifelines (%2)")).arg(layout.eventsHidden).arg(layout.sequence.hidden.size()));
    if (layout.eventsLeftOut > 0)
        words.append(translated(QT_TRANSLATE_NOOP("Sequence", "%1 left out by the filter")).arg(layout.eventsLeftOut));
    return words.join(u", "_s);
}

QString SequenceView::rowText(qsizetype row) const
{
    return row >= 0 && row < lay().rows.size() ? rowWords(lay(), row, m_zone) : QString();
}

QRect SequenceView::rowRect(qsizetype index) const
{
    if (index < 0 || index >= lay().rows.size())
        return {};
    const SequenceRow &row = lay().rows[index];
    const qreal top = bodyTop() + row.top * m_zoom - verticalScrollBar()->value();
    return QRectF(0, top, railWidth + bodyWidth(), row.height * m_zoom).toRect();
}

// The row in the middle stays where it is, whatever is added above or below it.
SequenceView::Anchor SequenceView::anchor() const
{
    if (verticalScrollBar()->value() <= 0)
        return {};
    const qreal middle = (verticalScrollBar()->value() + bodyHeight() / 2) / m_zoom;
    for (qsizetype row = lay().rowAt(middle); row >= 0; --row) {
        const qsizetype message = lay().rows[row].message;
        if (message >= 0 && lay().sequence.messages[message].seq > 0)
            return {lay().sequence.messages[message].seq, middle - lay().rows[row].top};
    }
    return {};
}

void SequenceView::restore(const Anchor &anchor)
{
    if (m_following)
        return scrollToNow();
    if (anchor.seq <= 0)
        return;
    const QList<SequenceMessage> &messages = lay().sequence.messages;
    for (qsizetype i = 0; i < messages.size(); ++i) {
        if (messages[i].seq < anchor.seq || lay().rowOfMessage(i) < 0)
            continue;
        const qreal offset = messages[i].seq == anchor.seq ? anchor.offset : 0;
        return verticalScrollBar()->setValue(int(std::lround((lay().rows[lay().rowOfMessage(i)].top + offset) * m_zoom - bodyHeight() / 2)));
    }
}

void SequenceView::relayout()
{
    if (!m_detail) {
        ++m_generation;
        m_diagram = {};
        return afterLayout();
    }
    if (m_detail->events.size() > aloneFrom)
        return layOutElsewhere(request());
    ++m_generation; // whatever is on its way is not wanted any more
    m_busy = m_again = false;
    take(GrowingLayout(request()));
}

// Long journals must not hold up the GUI. What is there stays until the new layout comes.
void SequenceView::layOutElsewhere(DiagramRequest request)
{
    const bool waits = std::exchange(m_busy, true);
    m_again = waits;
    if (waits)
        return;
    const SequenceFonts fonts{ownFont(m_fonts.label), ownFont(m_fonts.small), ownFont(m_fonts.head), ownFont(m_fonts.caption)};
    QThreadPool::globalInstance()->start([view = QPointer(this), generation = ++m_generation, fonts, request = std::move(request)]() mutable {
        request.metrics.textWidth = fonts.textWidth();
        const auto made = std::make_shared<GrowingLayout>(std::move(request));
        QMetaObject::invokeMethod(qApp, [view, generation, made] { // the view may be gone by then
            if (!view || generation != view->m_generation)
                return;
            view->m_busy = false;
            view->take(std::move(*made));
            if (std::exchange(view->m_again, false))
                view->relayout();
        });
    });
    viewport()->update();
}

void SequenceView::take(GrowingLayout diagram)
{
    const Anchor kept = anchor();
    const qint64 selected = m_selected >= 0 && m_selected < lay().sequence.messages.size() ? lay().sequence.messages[m_selected].seq : 0;
    m_diagram = std::move(diagram);
    m_diagram.measureWith(m_fonts.textWidth());
    const QList<SequenceMessage> &messages = lay().sequence.messages;
    if (selected > 0) // what was inferred since moved it
        m_selected = std::find_if(messages.cbegin(), messages.cend(), [=](const auto &message) { return message.seq == selected; }) - messages.cbegin();
    updateScrollBars();
    restore(kept);
    afterLayout();
}

void SequenceView::afterLayout()
{
    m_hovered = m_hoveredRow = m_lit = -1;
    m_litLane = m_hoveredLane = -1;
    if (m_selected >= lay().sequence.messages.size())
        m_selected = -1;
    if (m_selectedLane >= lay().lanes.size())
        m_selectedLane = -1;
    m_map.forget();
    updateScrollBars();
    if (m_following)
        scrollToNow();
    viewport()->update();
    emit laidOut();
}

} // namespace txdesk::console
