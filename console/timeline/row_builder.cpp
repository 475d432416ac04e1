// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/row_builder.h"

#include "console/text/duration_text.h"
#include "console/text/words.h"
#include "console/timeline/lane_layout.h"
#include "console/timeline/row_steps.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

class RowBuilder
{
public:
    RowBuilder(SequenceLayout &layout, const SequenceMetrics &metrics, const LayoutChoice &choice)
        : m_layout(layout), m_metrics(metrics), m_choice(choice), m_line(metrics.lineHeight)
    {
        for (qsizetype i = 0; i < layout.sequence.lanes.size(); ++i)
            if (layout.sequence.lanes[i].role == LaneRole::Coordinator)
                m_coordinator = int(i);
    }

    void run(qsizetype from)
    {
        const QList<Step> steps = stepsOf(m_layout, from);
        const qsizetype firstRow = m_layout.rows.size();
        if (firstRow == 0) // else it grows by itself, and not each time
            m_layout.rows.reserve(steps.size());
        m_layout.rowsOf.resize(from);
        m_layout.rowsOf.resize(m_layout.sequence.messages.size(), -1);
        m_top = firstRow > 0 ? m_layout.rows.last().bottom() : 10;
        for (const Step &step : steps)
            place(step);
        m_layout.height = m_top + 24;
        if (m_metrics.axis == AxisMode::ToScale)
            stretchToScale();
        m_layout.nowY = -1;
        for (qsizetype i = firstRow; i < m_layout.rows.size(); ++i)
            if (m_layout.rows[i].kind == RowKind::Now)
                m_layout.nowY = m_layout.rows[i].y;
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
        case RowKind::Stub: shapeStub(row, step.stubs); break;
        }
        m_top = row.bottom();
        note(row);
        m_layout.rows.append(row);
    }

    // Where messages are found again.
    void note(const SequenceRow &row)
    {
        const qsizetype index = m_layout.rows.size();
        if (row.fold >= 0)
            for (qsizetype i = m_layout.folds[row.fold].first; i <= m_layout.folds[row.fold].last; ++i)
                m_layout.rowsOf[i] = index;
        else if (row.message >= 0 && m_layout.rowsOf[row.message] < 0)
            m_layout.rowsOf[row.message] = index;
        if (row.kind != RowKind::Reply || messageOf(row).barrier != BarrierNote::Late)
            return;
        const qsizetype call = m_layout.rowsOf[row.message]; // it is known to have arrived just before it was refused
        if (call < 0 || call + 1 >= index)
            return;
        m_layout.rows[call].slantY = row.top + 3;
        m_layout.slants.append(call);
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
            addGap(row, passed, idleHeight(row, passed));
        else if (m_metrics.axis == AxisMode::EventOrder && !told)
            addGap(row, passed, m_line + 7);
        if (!told || m_metrics.axis == AxisMode::Hybrid)
            row.idle = passed;
    }

    [[nodiscard]] qreal idleHeight(const SequenceRow &row, Milliseconds passed) const
    {
        constexpr double perSecond = 20; // px, where a person wants the pause to scale
        const double seconds = double(passed.count()) / 1000;
        if (row.message >= 0 && m_choice.wideGaps.contains(messageOf(row).seq))
            return std::clamp(seconds * perSecond, 120.0, 6000.0);
        return std::clamp(18 + 9 * std::log2(1 + seconds), 18.0, 90.0);
    }

    void addGap(SequenceRow &row, Milliseconds passed, qreal height)
    {
        row.gap = QRectF(8, m_top, std::max(m_layout.width - 16, 0.0), height);
        row.gapText = u"⋯ %1 ⋯"_s.arg(durationText(passed));
        m_top += height;
    }

    void shapeStub(SequenceRow &row, int stubs) const
    {
        row.stubs = stubs;
        row.height = m_line + 8;
        row.y = row.top + row.height / 2;
        const bool last = m_coordinator + 1 == m_layout.lanes.size();
        row.fromX = laneX(m_coordinator);
        row.toX = row.fromX + (last ? -26 : 26);
        row.text = QCoreApplication::translate("Sequence", "⋯ to hidden lifelines: %1").arg(stubs);
        const qreal words = width(row.text, TextRole::Small);
        row.label = QRectF(last ? row.toX - 8 - words : row.toX + 8, row.top + 4, words, m_line);
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
    const LayoutChoice &m_choice;
    qreal m_line;
    qreal m_top = 0;
    int m_coordinator = 0;
};

} // namespace

void buildRows(SequenceLayout &layout, const SequenceMetrics &metrics, const LayoutChoice &choice, qsizetype from)
{
    RowBuilder(layout, metrics, choice).run(from);
}

} // namespace txdesk::console
