// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/sequence_layout.h"

#include "console/text/words.h"
#include "console/timeline/activation_layout.h"
#include "console/timeline/lane_layout.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <cmath>
#include <limits>

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

// One row to come, before it has a place. Ordered by the journal: what has no event of its own follows the message before.
struct Step
{
    RowKind kind = RowKind::Note;
    qsizetype message = -1;
    qsizetype fold = -1;
    qint64 seq = 0;
    Instant at{};
    int rank = 0; // within its seq: the event, then the answer of a call it happened in, then what is inferred from it
};

RowKind rowKindOf(MessageKind kind)
{
    switch (kind) {
    case MessageKind::Call: return RowKind::Call;
    case MessageKind::Loop: return RowKind::Loop;
    case MessageKind::Decision: return RowKind::Decision;
    case MessageKind::Wait: return RowKind::Wait;
    case MessageKind::Restart: return RowKind::Restart;
    case MessageKind::Note: return RowKind::Note;
    }
    return RowKind::Note;
}

QList<Step> stepsOf(const SequenceLayout &layout)
{
    const QList<SequenceMessage> &messages = layout.sequence.messages;
    QList<Step> steps;
    qint64 seq = 0;
    qint64 after = 0;
    qsizetype fold = 0;
    bool nowShown = layout.sequence.final || messages.isEmpty();
    for (qsizetype i = 0; i < messages.size(); ++i) {
        if (fold < layout.folds.size() && i == layout.folds[fold].first) {
            steps.append({RowKind::Fold, i, fold, messages[i].seq, layout.folds[fold].from});
            seq = messages[layout.folds[fold].last].answerSeq;
            i = layout.folds[fold++].last + 1;
        }
        const SequenceMessage &message = messages[i];
        if (isPlanned(message)) {
            seq = std::numeric_limits<qint64>::max();
            if (!std::exchange(nowShown, true))
                steps.append({RowKind::Now, -1, -1, seq, {}});
        } else if (message.seq > 0) {
            seq = message.seq;
        }
        if (!message.callMissing)
            steps.append({rowKindOf(message.kind), i, -1, seq, message.sentAt});
        if (message.answeredAt)
            steps.append({RowKind::Reply, i, -1, std::max(seq, message.answerSeq), *message.answeredAt});
        if (!message.seq && !isPlanned(message)) { // inferred: behind all of the message before
            steps.last().seq = message.kind != MessageKind::Note ? after // a note: behind its call, before its answer
                               : message.answerBehind > 0        ? message.answerBehind
                                                                 : seq;
            steps.last().rank = 2;
            if (message.answeredAt && !message.callMissing) {
                steps[steps.size() - 2].seq = after;
                steps[steps.size() - 2].rank = 2;
            }
            if (message.answeredAt && message.answerBehind > 0 && message.kind != MessageKind::Note) {
                steps.last().seq = message.answerBehind;
                steps.last().rank = 1;
            }
        }
        after = std::max({after, message.seq, message.answerSeq});
    }
    if (!nowShown)
        steps.append({RowKind::Now, -1, -1, std::numeric_limits<qint64>::max(), {}});
    std::stable_sort(steps.begin(), steps.end(), [](const Step &a, const Step &b) {
        return std::pair(a.seq, a.rank) < std::pair(b.seq, b.rank);
    });
    return steps;
}

class RowBuilder
{
public:
    RowBuilder(SequenceLayout &layout, const SequenceMetrics &metrics)
        : m_layout(layout), m_metrics(metrics), m_line(metrics.lineHeight)
    {
        for (qsizetype i = 0; i < layout.sequence.lanes.size(); ++i)
            if (layout.sequence.lanes[i].role == LaneRole::Coordinator)
                m_coordinator = int(i);
    }

    void run()
    {
        const QList<Step> steps = stepsOf(m_layout);
        m_layout.rows.reserve(steps.size());
        m_top = 10;
        for (const Step &step : steps)
            place(step);
        m_layout.height = m_top + 24;
        if (m_metrics.axis == AxisMode::ToScale)
            stretchToScale();
        for (const SequenceRow &row : std::as_const(m_layout.rows))
            if (row.kind == RowKind::Now)
                m_layout.nowY = row.y;
    }

private:
    [[nodiscard]] const SequenceMessage &messageOf(const SequenceRow &row) const { return m_layout.sequence.messages[row.message]; }
    [[nodiscard]] qreal laneX(int lane) const
    {
        return m_layout.lanes.isEmpty() ? 0 : m_layout.lanes[std::clamp(lane, 0, int(m_layout.lanes.size()) - 1)].x;
    }
    [[nodiscard]] qreal width(const QString &text, TextRole role) const { return std::ceil(m_metrics.textWidth(text, role)) + 2; }

    void place(const Step &step)
    {
        SequenceRow row;
        row.kind = step.kind;
        row.message = step.message;
        row.fold = step.fold;
        row.at = step.at;
        addIdle(row);
        row.top = m_top;
        switch (row.kind) {
        case RowKind::Call: shapeCall(row); break;
        case RowKind::Reply: shapeReply(row); break;
        case RowKind::Loop: shapeLoop(row); break;
        case RowKind::Note: shapeNote(row); break;
        case RowKind::Fold: shapeFold(row); break;
        case RowKind::Decision: shapeAcross(row, 44, messageOf(row).label); break;
        case RowKind::Wait: shapeAcross(row, 40, messageOf(row).label); break;
        case RowKind::Restart: shapeAcross(row, 58, messageOf(row).label); break;
        case RowKind::Now: shapeAcross(row, 44, QCoreApplication::translate("Sequence", "now")); break;
        }
        m_top = row.bottom();
        m_layout.rows.append(row);
    }

    // Time that passed without a word about it: a pause of its own in the diagram.
    void addIdle(SequenceRow &row)
    {
        if (m_layout.rows.isEmpty() || row.kind == RowKind::Now || (row.message >= 0 && isPlanned(messageOf(row))))
            return;
        const SequenceRow &before = m_layout.rows.last();
        const Milliseconds passed = row.at - before.at;
        if (passed < Milliseconds(1000))
            return;
        const bool told = row.kind == RowKind::Reply || row.kind == RowKind::Restart || row.kind == RowKind::Fold
                          || before.kind == RowKind::Wait || before.kind == RowKind::Fold;
        if (m_metrics.axis == AxisMode::Hybrid)
            m_top += std::clamp(18 + 9 * std::log2(1 + double(passed.count()) / 1000), 18.0, 90.0);
        else if (m_metrics.axis == AxisMode::EventOrder && !told)
            m_top += 20;
        if (!told || m_metrics.axis == AxisMode::Hybrid)
            row.idle = passed;
    }

    // The left edge and the width of the space for the labels of a call.
    [[nodiscard]] std::pair<qreal, qreal> labelSpace(const SequenceMessage &message) const
    {
        const int gap = labelGap(message, m_coordinator);
        const qreal left = laneX(gap) + spacing::labelInset;
        const qreal right = gap + 1 < m_layout.lanes.size() ? laneX(gap + 1) - spacing::labelInset : m_layout.width - 4;
        return {std::round(left), std::max(right - left, 0.0)};
    }

    void shapeCall(SequenceRow &row) const
    {
        const SequenceMessage &message = messageOf(row);
        row.y = row.top + 7 + m_line + 6;
        row.height = m_line + 20;
        row.fromX = laneX(message.from);
        row.toX = laneX(message.to);
        const auto [left, space] = labelSpace(message);
        placeLabel(row, message.label, callNeed(message, m_metrics.textWidth), left, space, row.y - 6 - m_line);
        row.tabText = undoesText(message);
    }

    void shapeReply(SequenceRow &row) const
    {
        const SequenceMessage &message = messageOf(row);
        row.y = row.top + 4 + m_line + 5;
        row.height = m_line + 15;
        row.fromX = laneX(message.to);
        row.toX = laneX(message.from);
        const auto [left, space] = labelSpace(message);
        row.detailText = tookText(message);
        placeLabel(row, message.reply, replyNeed(message, m_metrics.textWidth), left, space, row.y - 5 - m_line);
        row.badge = {};
        if (message.barrier == BarrierNote::None || message.barrier == BarrierNote::Run)
            return;
        const qreal noteWidth = std::min(space, m_metrics.noteWidthMax);
        row.lines = wrapText(wordOf(message.barrier, message.op), noteWidth - 20, 4, TextRole::Small, m_metrics.textWidth);
        row.height += qreal(row.lines.size()) * m_line + 20;
    }

    // Badge, words, tab and detail in one line; the words give way if there is not enough room.
    void placeLabel(SequenceRow &row, const QString &words, const LabelNeed &need, qreal left, qreal space, qreal top) const
    {
        const qreal others = need.total() - need.text;
        row.text = elideMiddle(words, std::max(space - others, 0.0), TextRole::Label, m_metrics.textWidth);
        const qreal textWidth = std::min(width(row.text, TextRole::Label), std::max(space - others, 0.0));
        row.badge = QRectF(left, top - 1, need.badge - spacing::badgeGap, m_line + 2);
        row.label = QRectF(left + need.badge, top, textWidth, m_line);
        qreal x = row.label.right();
        if (need.tab > 0) {
            row.tab = QRectF(x + 6, top, need.tab, m_line);
            x = row.tab.right();
        }
        if (need.detail > 0)
            row.detail = QRectF(x + spacing::detailGap, top, need.detail, m_line);
    }

    void shapeLoop(SequenceRow &row) const
    {
        const SequenceMessage &message = messageOf(row);
        row.height = 46;
        row.y = row.top + 23;
        row.fromX = laneX(message.from);
        row.toX = row.fromX + spacing::loopWidth;
        const LabelNeed need = callNeed(message, m_metrics.textWidth);
        const qreal left = std::round(row.toX) + 10;
        const bool lastLane = message.from + 1 >= m_layout.lanes.size();
        const qreal right = lastLane ? m_layout.width - 2 : laneX(message.from + 1) - 10;
        placeLabel(row, message.label, need, left, std::max(right - left, 0.0), row.y - m_line / 2);
    }

    void shapeNote(SequenceRow &row) const
    {
        const SequenceMessage &message = messageOf(row);
        const bool left = message.from > 0;
        const qreal laneEnd = laneX(message.from);
        const qreal space = left ? laneEnd - laneX(message.from - 1) : m_metrics.noteWidthMax;
        row.lines = wrapText(message.label, std::min(space - 40, m_metrics.noteWidthMax), 3, TextRole::Small, m_metrics.textWidth);
        qreal widest = 0;
        for (const QString &line : row.lines)
            widest = std::max(widest, width(line, TextRole::Small));
        row.height = qreal(std::max<qsizetype>(row.lines.size(), 1)) * m_line + 22;
        row.y = row.top + row.height / 2;
        row.label = QRectF(left ? laneEnd - 14 - widest - 16 : laneEnd + 14, row.top + 5, widest + 16, row.height - 10);
        row.fromX = row.toX = laneEnd;
    }

    // A frame from the party to the coordinator, as UML frames a loop.
    void shapeFold(SequenceRow &row) const
    {
        const SequenceMessage &message = m_layout.sequence.messages[m_layout.folds[row.fold].first - 1];
        row.height = 46;
        row.y = row.top + row.height / 2;
        const auto [low, high] = std::minmax({laneX(message.from), laneX(message.to)});
        row.fromX = low - 16;
        row.toX = high + 16;
        const qreal sparkline = spacing::sparkline;
        const qreal left = std::round(low + spacing::labelInset);
        const qreal space = std::max(high - low - 2 * spacing::labelInset - sparkline - 10, 40.0);
        row.text = elideMiddle(foldLabel(m_layout.folds[row.fold], m_layout.sequence.messages), space, TextRole::Label, m_metrics.textWidth);
        row.label = QRectF(left, row.y - m_line / 2, std::min(width(row.text, TextRole::Label), space), m_line);
        row.detail = QRectF(high - spacing::labelInset - sparkline, row.y - 9, sparkline, 18);
    }

    // A row across all lanes with its words in the middle.
    void shapeAcross(SequenceRow &row, qreal height, const QString &words) const
    {
        row.height = height;
        row.y = row.top + std::round(height / 2) + 0.5;
        row.fromX = 8;
        row.toX = std::max(m_layout.width - 8, row.fromX);
        const bool counts = row.kind == RowKind::Wait && messageOf(row).until;
        const qreal detail = counts || row.kind == RowKind::Now ? width(u"00:00:00 (00:00:00)"_s, TextRole::Small) : 0;
        const qreal space = std::max(row.toX - row.fromX - 80 - detail, 20.0);
        row.text = elideMiddle(words, space, TextRole::Label, m_metrics.textWidth);
        const qreal total = width(row.text, TextRole::Label) + (detail > 0 ? detail + spacing::detailGap : 0);
        const qreal left = std::round((laneX(0) + laneX(int(m_layout.lanes.size()) - 1)) / 2 - total / 2);
        row.label = QRectF(std::max(left, 24.0), row.y - m_line / 2, width(row.text, TextRole::Label), m_line);
        if (detail > 0)
            row.detail = QRectF(row.label.right() + spacing::detailGap, row.label.top(), detail, m_line);
    }

    // y is time; a row that would cover the one before is pushed down and keeps its true place in trueY.
    void stretchToScale()
    {
        if (m_layout.rows.isEmpty())
            return;
        const Instant start = m_layout.rows.first().at;
        Instant end = start;
        for (const SequenceRow &row : std::as_const(m_layout.rows))
            if (row.message >= 0 && !isPlanned(messageOf(row)))
                end = std::max(end, row.at);
        const double span = std::max(double((end - start).count()), 1.0);
        const double perMs = (m_layout.height * 1.4) / span;
        qreal bottom = m_layout.rows.first().top;
        for (SequenceRow &row : m_layout.rows) {
            const bool timed = row.message >= 0 && !isPlanned(messageOf(row));
            const qreal offset = row.y - row.top;
            const qreal truth = 10 + offset + std::round(double(std::max(row.at - start, Milliseconds(0)).count()) * perMs);
            const qreal y = timed ? std::max(truth, bottom + offset) : bottom + offset;
            move(row, y - row.y);
            row.trueY = timed ? truth : y;
            bottom = row.bottom();
        }
        m_layout.height = bottom + 24;
    }

    static void move(SequenceRow &row, qreal by)
    {
        row.top += by;
        row.y += by;
        for (QRectF *rect : {&row.badge, &row.label, &row.tab, &row.detail})
            if (!rect->isNull())
                rect->translate(0, by);
    }

    SequenceLayout &m_layout;
    const SequenceMetrics &m_metrics;
    qreal m_line;
    qreal m_top = 0;
    int m_coordinator = 0;
};

// Measures each text once.
TextWidth cached(const TextWidth &textWidth)
{
    auto known = std::make_shared<std::array<QHash<QString, qreal>, 4>>();
    return [known, textWidth](const QString &text, TextRole role) {
        QHash<QString, qreal> &widths = (*known)[std::size_t(role)];
        if (const auto found = widths.constFind(text); found != widths.constEnd())
            return *found;
        return *widths.insert(text, textWidth(text, role));
    };
}

} // namespace

std::pair<qsizetype, qsizetype> SequenceLayout::rowsIn(qreal top, qreal bottom) const
{
    const auto first = std::partition_point(rows.cbegin(), rows.cend(), [top](const auto &row) { return row.bottom() <= top; });
    const auto last = std::partition_point(first, rows.cend(), [bottom](const auto &row) { return row.top < bottom; });
    return {first - rows.cbegin(), last - rows.cbegin()};
}

qsizetype SequenceLayout::rowAt(qreal y) const
{
    const auto [first, last] = rowsIn(y, y + 0.01);
    return first < last ? first : -1;
}

qsizetype SequenceLayout::rowOfMessage(qsizetype message) const
{
    for (qsizetype i = 0; i < rows.size(); ++i) {
        if (rows[i].fold >= 0 && message >= folds[rows[i].fold].first && message <= folds[rows[i].fold].last)
            return i;
        if (rows[i].fold < 0 && rows[i].message == message)
            return i;
    }
    return -1;
}

SequenceLayout layOut(const Sequence &sequence, const SequenceMetrics &given, const FoldChoice &choice)
{
    SequenceMetrics metrics = given;
    metrics.textWidth = cached(given.textWidth);
    SequenceLayout layout;
    layout.sequence = sequence;
    layout.folds = foldRetries(sequence.messages, choice);
    for (const RetryFold &fold : std::as_const(layout.folds))
        layout.eventsFolded += fold.events;
    layOutLanes(layout, metrics);
    RowBuilder(layout, metrics).run();
    layOutActivations(layout, metrics);
    return layout;
}

} // namespace txdesk::console
