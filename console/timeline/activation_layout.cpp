// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/activation_layout.h"

#include <algorithm>
#include <cmath>

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

constexpr qreal depthStep = 6;
constexpr int depthMax = 8;
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
    ActivationBuilder(SequenceLayout &layout, const SequenceMetrics &metrics, qsizetype firstRow)
        : m_layout(layout), m_half(metrics.barWidth / 2), m_firstRow(firstRow),
          m_cut(firstRow > 0 ? layout.rows[firstRow - 1].bottom() : 0)
    {
        m_first = firstMessage();
        m_rows.resize(layout.sequence.messages.size() - m_first);
        for (int i = 0; i < int(layout.sequence.lanes.size()); ++i)
            if (layout.sequence.lanes[i].role == LaneRole::Coordinator)
                m_coordinator = i;
        for (qsizetype i = firstRow; i < layout.rows.size(); ++i) {
            const SequenceRow &row = layout.rows[i];
            if (row.message < m_first || row.fold >= 0 || row.kind == RowKind::Stub)
                continue;
            (row.kind == RowKind::Reply ? m_rows[row.message - m_first].reply : m_rows[row.message - m_first].call) = i;
        }
    }

    void run()
    {
        if (m_layout.lanes.isEmpty())
            return;
        const qsizetype kept = keepBars();
        for (qsizetype i = 0; i < m_rows.size(); ++i)
            addCallBar(m_first + i, m_rows[i]);
        if (m_firstRow == 0)
            addInitiatorBars();
        addCoordinatorBars(kept);
        std::stable_sort(m_layout.bars.begin() + kept, m_layout.bars.end(), [](const auto &a, const auto &b) { return a.top < b.top; });
        assignDepths(kept);
        endArrowsAtBars(kept);
        addBuckets(kept);
        addBands();
    }

private:
    [[nodiscard]] const QList<SequenceMessage> &messages() const { return m_layout.sequence.messages; }
    [[nodiscard]] qreal yOf(qsizetype row) const { return m_layout.rows[row].y; }
    [[nodiscard]] qreal openEnd() const { return m_layout.nowY >= 0 ? m_layout.nowY : m_layout.height - 8; }

    // Of the rows that are laid out.
    [[nodiscard]] qsizetype firstMessage() const
    {
        qsizetype first = m_firstRow > 0 ? m_layout.sequence.messages.size() : 0;
        for (qsizetype i = m_firstRow; i < m_layout.rows.size() && m_firstRow > 0; ++i)
            if (m_layout.rows[i].message >= 0)
                first = std::min(first, m_layout.rows[i].message);
        return first;
    }

    // The bars of the rows before; those of calls nobody answered yet grow with the diagram.
    qsizetype keepBars()
    {
        const auto kept = std::partition_point(m_layout.bars.begin(), m_layout.bars.end(), [this](const auto &bar) { return bar.top < m_cut; });
        m_layout.bars.erase(kept, m_layout.bars.end());
        const qreal bucketTop = std::floor(m_cut / SequenceLayout::bucketHeight) * SequenceLayout::bucketHeight;
        for (qsizetype i = 0; i < m_layout.bars.size(); ++i) {
            ActivationBar &bar = m_layout.bars[i];
            if (bar.end == BarEnd::Open)
                bar.bottom = std::max(openEnd(), bar.top + 8);
            if (bar.bottom >= bucketTop)
                m_near.append(i);
        }
        return m_layout.bars.size();
    }

    void addBar(int lane, qreal top, qreal bottom, BarEnd end, Meaning meaning, qsizetype message = -1)
    {
        m_layout.bars.append({lane, 0, top, std::max(bottom, top + 8), end, meaning, Certainty::Observed, message});
    }

    // The called party works from the call to its answer.
    void addCallBar(qsizetype i, const MessageRows &rows)
    {
        const SequenceMessage &message = messages()[i];
        const bool called = message.kind == MessageKind::Call && message.op && rows.call >= 0;
        if (!called || isPlanned(message) || isFiltered(message) || message.replyKind == ReplyKind::Refused)
            return;
        const qreal top = yOf(rows.call);
        if (message.replyKind == ReplyKind::Lost)
            addBar(message.to, top, rows.reply >= 0 ? yOf(rows.reply) : top + tornHeight, BarEnd::Torn, message.meaning, i);
        else if (rows.reply >= 0)
            addBar(message.to, top, yOf(rows.reply), BarEnd::Closed, message.meaning, i);
        else if (m_layout.sequence.final)
            addBar(message.to, top, top + tornHeight, BarEnd::Torn, message.meaning, i);
        else
            addBar(message.to, top, openEnd(), BarEnd::Open, message.meaning, i);
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
    void addCoordinatorBars(qsizetype kept)
    {
        qsizetype grown = openCoordinatorBar(kept); // one that began above goes on
        qreal top = grown >= 0 ? m_layout.bars[grown].top : -1;
        qreal bottom = grown >= 0 ? lastWork() : -1;
        const auto close = [&](BarEnd end) {
            if (grown >= 0) {
                m_layout.bars[grown].bottom = std::max(bottom, top + 8);
                if (const auto at = std::lower_bound(m_near.begin(), m_near.end(), grown); at == m_near.end() || *at != grown)
                    m_near.insert(at, grown);
                m_layout.bars[grown].end = end;
            } else if (top >= 0 && m_coordinator >= 0) {
                addBar(m_coordinator, top, bottom, end, Meaning::Running);
            }
            top = -1;
            grown = -1;
        };
        for (qsizetype i = m_firstRow; i < m_layout.rows.size(); ++i) {
            const SequenceRow &row = m_layout.rows[i];
            if (row.kind == RowKind::Restart) {
                bottom = std::max(bottom, row.top + 4);
                close(BarEnd::Torn);
            } else if (pauses(row)) {
                close(BarEnd::Closed);
            } else if (works(row)) {
                if (top < 0)
                    top = row.y;
                bottom = row.kind == RowKind::Loop ? row.y + 12 : row.y;
            }
            if (row.kind == RowKind::Now)
                break;
        }
        close(BarEnd::Closed);
    }

    [[nodiscard]] static bool pauses(const SequenceRow &row)
    {
        return row.kind == RowKind::Restart || row.kind == RowKind::Wait || row.kind == RowKind::Fold || row.kind == RowKind::Now;
    }
    [[nodiscard]] bool works(const SequenceRow &row) const { return row.kind != RowKind::Note && !ownBusiness(row, m_coordinator); }

    // The coordinator's bar that the first row continues; -1: it begins a new one.
    [[nodiscard]] qsizetype openCoordinatorBar(qsizetype kept) const
    {
        qsizetype row = m_firstRow - 1;
        while (row >= 0 && !pauses(m_layout.rows[row]) && !works(m_layout.rows[row]))
            --row;
        if (row < 0 || pauses(m_layout.rows[row]))
            return -1;
        for (qsizetype i = kept - 1; i >= 0; --i)
            if (m_layout.bars[i].lane == m_coordinator && m_layout.bars[i].message < 0)
                return i;
        return -1;
    }

    // Where the coordinator was last seen at work, above the first row.
    [[nodiscard]] qreal lastWork() const
    {
        qsizetype row = m_firstRow - 1;
        while (row > 0 && !works(m_layout.rows[row]))
            --row;
        return m_layout.rows[row].kind == RowKind::Loop ? m_layout.rows[row].y + 12 : m_layout.rows[row].y;
    }

    // A loop on somebody else's line.
    [[nodiscard]] bool ownBusiness(const SequenceRow &row, int lane) const
    {
        return row.kind == RowKind::Loop && row.message >= 0 && messages()[row.message].from != lane;
    }

    // Bars that overlap on one lifeline stand beside each other.
    void assignDepths(qsizetype kept)
    {
        QHash<int, QList<qreal>> taken; // per lane: the bottom of the newest bar of each depth
        const auto take = [&taken](const ActivationBar &bar) {
            QList<qreal> &bottoms = taken[bar.lane];
            while (bottoms.size() <= bar.depth)
                bottoms.append(0);
            bottoms[bar.depth] = bar.bottom;
        };
        for (const qsizetype i : std::as_const(m_near))
            if (m_layout.bars[i].bottom > m_cut)
                take(m_layout.bars[i]);
        for (qsizetype i = kept; i < m_layout.bars.size(); ++i) {
            ActivationBar &bar = m_layout.bars[i];
            const QList<qreal> &bottoms = taken[bar.lane];
            while (bar.depth < bottoms.size() && bar.depth < depthMax && bottoms[bar.depth] > bar.top)
                ++bar.depth;
            take(bar);
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

    void endArrowsAtBars(qsizetype kept)
    {
        QHash<int, QList<qsizetype>> byLane;
        for (const qsizetype i : std::as_const(m_near))
            if (m_layout.bars[i].bottom >= m_cut)
                byLane[m_layout.bars[i].lane].append(i);
        for (qsizetype i = kept; i < m_layout.bars.size(); ++i)
            byLane[m_layout.bars[i].lane].append(i);
        for (qsizetype i = m_firstRow; i < m_layout.rows.size(); ++i) {
            SequenceRow &row = m_layout.rows[i];
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

    void addBuckets(qsizetype kept)
    {
        QList<QList<qsizetype>> &buckets = m_layout.barBuckets;
        buckets.resize(qsizetype(m_layout.height / SequenceLayout::bucketHeight) + 1);
        const auto cut = qsizetype(m_cut / SequenceLayout::bucketHeight);
        for (qsizetype bucket = cut; bucket < buckets.size(); ++bucket)
            buckets[bucket].clear();
        const auto add = [&](qsizetype i) {
            const auto first = qsizetype(m_layout.bars[i].top / SequenceLayout::bucketHeight);
            const auto last = qsizetype(m_layout.bars[i].bottom / SequenceLayout::bucketHeight);
            for (qsizetype bucket = std::max(first, cut); bucket <= last && bucket < buckets.size(); ++bucket)
                buckets[bucket].append(i);
        };
        std::for_each(m_near.cbegin(), m_near.cend(), add);
        for (qsizetype i = kept; i < m_layout.bars.size(); ++i)
            add(i);
    }

    void addBands()
    {
        qreal top = -1;
        if (m_firstRow > 0 && !m_layout.bands.isEmpty() && m_layout.bands.last().bottom > m_cut)
            top = m_layout.bands.takeLast().top;
        for (qsizetype i = m_firstRow; i < m_layout.rows.size(); ++i) {
            const SequenceRow &row = m_layout.rows[i];
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
    qsizetype m_firstRow;
    qsizetype m_first = 0; // message
    qreal m_cut;           // above it everything stays
    int m_coordinator = -1;
    QList<qsizetype> m_near; // kept bars that reach into the bucket of the cut
    QList<MessageRows> m_rows; // of the messages from m_first on
};

} // namespace

bool isFiltered(const SequenceMessage &message)
{
    return message.barrier == BarrierNote::Duplicate || message.barrier == BarrierNote::Empty || message.barrier == BarrierNote::Late;
}

void layOutActivations(SequenceLayout &layout, const SequenceMetrics &metrics, qsizetype firstRow)
{
    ActivationBuilder(layout, metrics, firstRow).run();
}

} // namespace txdesk::console
