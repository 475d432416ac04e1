// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/activation_layout.h"

#include <algorithm>

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

constexpr qreal depthStep = 6;
constexpr qreal tornHeight = 26;

struct MessageRows
{
    qsizetype call = -1;
    qsizetype reply = -1;
    qsizetype bar = -1;
};

class ActivationBuilder
{
public:
    ActivationBuilder(SequenceLayout &layout, const SequenceMetrics &metrics)
        : m_layout(layout), m_half(metrics.barWidth / 2), m_rows(layout.sequence.messages.size())
    {
        for (qsizetype i = 0; i < layout.rows.size(); ++i) {
            const SequenceRow &row = layout.rows[i];
            if (row.message < 0 || row.fold >= 0)
                continue;
            (row.kind == RowKind::Reply ? m_rows[row.message].reply : m_rows[row.message].call) = i;
        }
    }

    void run()
    {
        if (m_layout.lanes.isEmpty())
            return;
        for (qsizetype i = 0; i < m_rows.size(); ++i)
            addCallBar(i);
        addInitiatorBars();
        addCoordinatorBars();
        std::stable_sort(m_layout.bars.begin(), m_layout.bars.end(), [](const auto &a, const auto &b) { return a.top < b.top; });
        assignDepths();
        endArrowsAtBars();
        addBuckets();
        addBands();
    }

private:
    [[nodiscard]] const QList<SequenceMessage> &messages() const { return m_layout.sequence.messages; }
    [[nodiscard]] qreal yOf(qsizetype row) const { return m_layout.rows[row].y; }
    [[nodiscard]] qreal openEnd() const { return m_layout.nowY >= 0 ? m_layout.nowY : m_layout.height - 8; }

    void addBar(int lane, qreal top, qreal bottom, BarEnd end, Meaning meaning, Certainty certainty = Certainty::Observed)
    {
        m_layout.bars.append({lane, 0, top, std::max(bottom, top + 8), end, meaning, certainty});
    }

    // The called party works from the call to its answer.
    void addCallBar(qsizetype i)
    {
        const SequenceMessage &message = messages()[i];
        const MessageRows &rows = m_rows[i];
        const bool called = message.kind == MessageKind::Call && message.op && rows.call >= 0;
        if (!called || isPlanned(message) || isFiltered(message) || message.replyKind == ReplyKind::Refused)
            return;
        const qreal top = yOf(rows.call);
        if (message.replyKind == ReplyKind::Lost)
            addBar(message.to, top, rows.reply >= 0 ? yOf(rows.reply) : top + tornHeight, BarEnd::Torn, message.meaning);
        else if (rows.reply >= 0)
            addBar(message.to, top, yOf(rows.reply), BarEnd::Closed, message.meaning);
        else if (m_layout.sequence.final)
            addBar(message.to, top, top + tornHeight, BarEnd::Torn, message.meaning);
        else
            addBar(message.to, top, openEnd(), BarEnd::Open, message.meaning);
    }

    // The initiator works while it waits for its request, and from prepare to submit or crash.
    void addInitiatorBars()
    {
        qsizetype begun = -1;
        for (qsizetype i = 0; i < m_rows.size(); ++i) {
            const SequenceMessage &message = messages()[i];
            if (m_rows[i].call < 0)
                continue;
            if (message.verb == u"prepare"_s && message.kind == MessageKind::Call && !message.op) {
                begun = m_rows[i].call;
            } else if (message.verb == u"crash"_s && begun >= 0) {
                addBar(message.from, yOf(begun), yOf(m_rows[i].call) + 4, BarEnd::Torn, Meaning::Failed);
                begun = -1;
            } else if ((message.verb == u"submit"_s || (message.verb == u"abort"_s && begun >= 0)) && message.kind == MessageKind::Call && !message.op) {
                const qsizetype first = begun >= 0 ? begun : m_rows[i].call;
                const qreal bottom = m_rows[i].reply >= 0 ? yOf(m_rows[i].reply) : yOf(m_rows[i].call) + 8;
                addBar(message.from, yOf(first), bottom, BarEnd::Closed, Meaning::Running);
                begun = -1;
            }
        }
        if (begun < 0)
            return;
        const SequenceMessage &message = messages()[m_layout.rows[begun].message];
        const qreal bottom = m_rows[m_layout.rows[begun].message].reply >= 0 ? yOf(m_rows[m_layout.rows[begun].message].reply) : yOf(begun) + 8;
        addBar(message.from, yOf(begun), bottom, BarEnd::Closed, Meaning::Running);
    }

    // The coordinator works except while it waits, was down, or has not started what is planned.
    void addCoordinatorBars()
    {
        int lane = -1;
        for (qsizetype i = 0; i < m_layout.sequence.lanes.size(); ++i)
            if (m_layout.sequence.lanes[i].role == LaneRole::Coordinator)
                lane = int(i);
        qreal top = -1;
        qreal bottom = -1;
        const auto close = [&](BarEnd end) {
            if (top >= 0 && lane >= 0)
                addBar(lane, top, bottom, end, Meaning::Running);
            top = -1;
        };
        for (const SequenceRow &row : std::as_const(m_layout.rows)) {
            if (row.kind == RowKind::Restart) {
                bottom = std::max(bottom, row.top + 4);
                close(BarEnd::Torn);
            } else if (row.kind == RowKind::Wait || row.kind == RowKind::Fold || row.kind == RowKind::Now) {
                close(BarEnd::Closed);
            } else if (row.kind != RowKind::Note && !ownBusiness(row, lane)) {
                if (top < 0)
                    top = row.y;
                bottom = row.kind == RowKind::Loop ? row.y + 12 : row.y;
            }
            if (row.kind == RowKind::Now)
                break;
        }
        close(BarEnd::Closed);
    }

    // A loop on somebody else's line.
    [[nodiscard]] bool ownBusiness(const SequenceRow &row, int lane) const
    {
        return row.kind == RowKind::Loop && row.message >= 0 && messages()[row.message].from != lane;
    }

    // Bars that overlap on one lifeline stand beside each other.
    void assignDepths()
    {
        QHash<int, QList<qreal>> taken; // per lane: the bottom of the newest bar of each depth
        for (qsizetype i = 0; i < m_layout.bars.size(); ++i) {
            ActivationBar &bar = m_layout.bars[i];
            QList<qreal> &bottoms = taken[bar.lane];
            qsizetype depth = 0;
            while (depth < bottoms.size() && bottoms[depth] > bar.top)
                ++depth;
            if (depth == bottoms.size())
                bottoms.append(0);
            bottoms[depth] = bar.bottom;
            bar.depth = int(std::min<qsizetype>(depth, 8));
        }
    }

    // Half the width of what stands on a lifeline at a height, on the side of the other party.
    [[nodiscard]] qreal edge(int lane, qreal y, bool rightSide, const QHash<int, QList<qsizetype>> &byLane) const
    {
        const QList<qsizetype> &bars = byLane.value(lane);
        const auto last = std::partition_point(bars.cbegin(), bars.cend(), [&](qsizetype i) { return m_layout.bars[i].top <= y + 0.5; });
        for (auto bar = last; bar != bars.cbegin() && last - bar < 24;) {
            const ActivationBar &candidate = m_layout.bars[*--bar];
            if (candidate.bottom >= y - 0.5)
                return rightSide ? m_half + depthStep * candidate.depth : m_half - depthStep * candidate.depth;
        }
        return 0;
    }

    void endArrowsAtBars()
    {
        QHash<int, QList<qsizetype>> byLane;
        for (qsizetype i = 0; i < m_layout.bars.size(); ++i)
            byLane[m_layout.bars[i].lane].append(i);
        for (SequenceRow &row : m_layout.rows) {
            if (row.message < 0 || (row.kind != RowKind::Call && row.kind != RowKind::Reply))
                continue;
            const SequenceMessage &message = messages()[row.message];
            const bool call = row.kind == RowKind::Call;
            const int from = call ? message.from : message.to;
            const int to = call ? message.to : message.from;
            const bool toRight = row.toX > row.fromX;
            const qreal fromEdge = isPlanned(message) ? 0 : edge(from, row.y, toRight, byLane);
            const qreal toEdge = isPlanned(message) ? 0 : edge(to, row.y, !toRight, byLane);
            row.fromX += toRight ? fromEdge : -fromEdge;
            row.toX += toRight ? -toEdge : toEdge;
        }
    }

    void addBuckets()
    {
        m_layout.barBuckets.resize(qsizetype(m_layout.height / SequenceLayout::bucketHeight) + 1);
        for (qsizetype i = 0; i < m_layout.bars.size(); ++i) {
            const auto first = qsizetype(m_layout.bars[i].top / SequenceLayout::bucketHeight);
            const auto last = qsizetype(m_layout.bars[i].bottom / SequenceLayout::bucketHeight);
            for (qsizetype bucket = first; bucket <= last && bucket < m_layout.barBuckets.size(); ++bucket)
                m_layout.barBuckets[bucket].append(i);
        }
    }

    void addBands()
    {
        qreal top = -1;
        for (const SequenceRow &row : std::as_const(m_layout.rows)) {
            if (row.kind == RowKind::Decision && messages()[row.message].meaning == Meaning::Compensating && top < 0)
                top = row.y;
            const bool ends = row.kind == RowKind::Now || (row.kind == RowKind::Loop && messages()[row.message].seq > 0);
            if (!ends || top < 0)
                continue;
            m_layout.bands.append({top, row.kind == RowKind::Now ? row.y : row.bottom(), Meaning::Compensating});
            top = -1;
        }
        if (top >= 0)
            m_layout.bands.append({top, m_layout.height, Meaning::Compensating});
    }

    SequenceLayout &m_layout;
    qreal m_half;
    QList<MessageRows> m_rows;
};

} // namespace

bool isFiltered(const SequenceMessage &message)
{
    return message.barrier == BarrierNote::Duplicate || message.barrier == BarrierNote::Empty || message.barrier == BarrierNote::Late;
}

void layOutActivations(SequenceLayout &layout, const SequenceMetrics &metrics)
{
    ActivationBuilder(layout, metrics).run();
}

} // namespace txdesk::console
