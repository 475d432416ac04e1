// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/gantt_chart.h"

#include "shared/base/foreign_word.h"

#include <QHash>

#include <algorithm>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

class ChartBuilder
{
public:
    explicit ChartBuilder(const Sequence &sequence) : m_sequence(sequence) { m_chart.final = sequence.final; }

    GanttChart build()
    {
        for (const SequenceMessage &message : m_sequence.messages)
            take(message);
        for (GanttRow &row : m_chart.rows)
            std::stable_sort(row.bars.begin(), row.bars.end(), [](const auto &a, const auto &b) { return a.from < b.from; });
        for (GanttRow &row : m_chart.rows)
            addBackoffs(row);
        findCriticalPath();
        return std::move(m_chart);
    }

private:
    void take(const SequenceMessage &message)
    {
        const bool call = message.kind == MessageKind::Call && message.op && message.certainty != Certainty::Reported;
        if (!isPlanned(message))
            stretch(message);
        if (call && (!isPlanned(message) || message.until))
            addBar(message);
        else if (!isPlanned(message) && (message.kind == MessageKind::Decision || message.kind == MessageKind::Restart ||
                                         message.verb == "manual"_L1 || message.kind == MessageKind::Loop))
            m_chart.marks.append({message.sentAt, message.meaning, message.label});
    }

    void stretch(const SequenceMessage &message)
    {
        if (m_chart.from == Instant{} || message.sentAt < m_chart.from)
            m_chart.from = message.sentAt;
        m_chart.to = std::max({m_chart.to, message.sentAt, message.answeredAt.value_or(message.sentAt)});
    }

    GanttRow &rowOf(const SequenceMessage &message)
    {
        const QString key = message.branch.value + u' ' + spelled(opKindNames, *message.op);
        const auto known = m_rows.constFind(key);
        if (known != m_rows.cend())
            return m_chart.rows[*known];
        m_rows.insert(key, m_chart.rows.size());
        GanttRow row{.branch = message.branch, .op = *message.op};
        const int lane = message.to;
        if (lane >= 0 && lane < m_sequence.lanes.size())
            row.participant = m_sequence.lanes[lane].name;
        m_chart.rows.append(row);
        return m_chart.rows.last();
    }

    void addBar(const SequenceMessage &message)
    {
        GanttBar bar{.kind = isPlanned(message) ? GanttBarKind::Planned : GanttBarKind::Call,
                     .from = message.sentAt,
                     .to = message.answeredAt.value_or(message.sentAt),
                     .open = !isPlanned(message) && !message.answeredAt,
                     .meaning = message.meaning,
                     .certainty = message.certainty,
                     .attempt = message.attempt,
                     .outcome = message.outcome,
                     .statusCode = message.statusCode,
                     .words = message.reply};
        if (message.took.count() > 0 && message.answeredAt) // measured by one clock
            bar.from = std::max(bar.from, bar.to - message.took);
        bar.to = std::max(bar.from, bar.to);
        m_chart.calls += bar.kind == GanttBarKind::Call ? 1 : 0;
        rowOf(message).bars.append(bar);
    }

    static void addBackoffs(GanttRow &row)
    {
        QList<GanttBar> all;
        all.reserve(row.bars.size() * 2);
        for (GanttBar &bar : row.bars) {
            if (!all.isEmpty() && !all.last().open && bar.from > all.last().to) {
                bar.waited = bar.from - all.last().to;
                all.append({.kind = GanttBarKind::Backoff,
                            .from = all.last().to,
                            .to = bar.from,
                            .meaning = Meaning::Waiting,
                            .certainty = bar.certainty,
                            .attempt = bar.attempt,
                            .waited = bar.waited});
            }
            all.append(bar);
        }
        row.bars = std::move(all);
    }

    // From the call that ended last backwards: each time the one that ended last before it began.
    void findCriticalPath()
    {
        QList<GanttPlace> byEnd;
        for (qsizetype row = 0; row < m_chart.rows.size(); ++row)
            for (qsizetype bar = 0; bar < m_chart.rows[row].bars.size(); ++bar)
                if (barAt({row, bar}).kind == GanttBarKind::Call && !barAt({row, bar}).open)
                    byEnd.append({row, bar});
        std::stable_sort(byEnd.begin(), byEnd.end(), [this](GanttPlace a, GanttPlace b) { return barAt(a).to < barAt(b).to; });
        auto end = byEnd.end();
        while (end != byEnd.begin()) {
            const GanttPlace step = *std::prev(end);
            barAt(step).critical = true;
            m_chart.critical.prepend(step);
            end = std::upper_bound(byEnd.begin(), std::prev(end), barAt(step).from,
                                   [this](Instant begin, GanttPlace place) { return begin < barAt(place).to; });
        }
    }

    GanttBar &barAt(GanttPlace place) { return m_chart.rows[place.row].bars[place.bar]; }

    const Sequence &m_sequence;
    GanttChart m_chart;
    QHash<QString, qsizetype> m_rows; // branch and op
};

} // namespace

GanttChart ganttOf(const Sequence &sequence) { return ChartBuilder(sequence).build(); }

bool isFailure(const GanttBar &bar)
{
    return bar.kind == GanttBarKind::Call && bar.outcome && (*bar.outcome == Outcome::Rejected || *bar.outcome == Outcome::Unknown);
}

const GanttBar *GanttChart::at(GanttPlace place) const
{
    if (!place.isValid() || place.row >= rows.size() || place.bar >= rows[place.row].bars.size())
        return nullptr;
    return &rows[place.row].bars[place.bar];
}

GanttPlace GanttChart::placeOf(const BranchId &branch, OpKind op, int attempt) const
{
    for (qsizetype row = 0; row < rows.size(); ++row) {
        if (rows[row].branch != branch || rows[row].op != op)
            continue;
        for (qsizetype bar = rows[row].bars.size() - 1; bar >= 0; --bar) {
            const GanttBar &one = rows[row].bars[bar];
            if (one.kind == GanttBarKind::Call && (attempt == 0 || one.attempt == attempt))
                return {row, bar};
        }
    }
    return {};
}

GanttPlace GanttChart::nextCall(GanttPlace start, int step, bool failedOnly) const
{
    const bool anywhere = !at(start);
    GanttPlace best;
    const auto after = [this](GanttPlace a, GanttPlace b) { // whether a comes after b
        const Instant x = at(a)->from, y = at(b)->from;
        return x != y ? x > y : a.row != b.row ? a.row > b.row : a.bar > b.bar;
    };
    for (qsizetype row = 0; row < rows.size(); ++row)
        for (qsizetype bar = 0; bar < rows[row].bars.size(); ++bar) {
            const GanttPlace place{row, bar};
            if (at(place)->kind != GanttBarKind::Call || (failedOnly && !isFailure(*at(place))) || place == start)
                continue;
            if (!anywhere && after(place, start) != (step > 0))
                continue;
            if (!best.isValid() || after(best, place) == (step > 0))
                best = place;
        }
    return best;
}

} // namespace txdesk::console
