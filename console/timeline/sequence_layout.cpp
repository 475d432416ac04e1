// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/sequence_layout.h"

#include "console/timeline/activation_layout.h"
#include "console/timeline/lane_layout.h"
#include "console/timeline/row_builder.h"
#include "console/timeline/row_steps.h"

#include <QHash>

#include <algorithm>
#include <array>
#include <memory>

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

// What decides the initiator's and the coordinator's bars, or bands: found only by looking at the whole.
bool turnsThePage(const SequenceMessage &message)
{
    if (isPlanned(message))
        return false;
    if (message.kind == MessageKind::Call)
        return !message.op && message.verb != u"manual"_s;
    return message.kind != MessageKind::Wait && (message.kind != MessageKind::Note || message.seq <= 0);
}

// Folds and rows of the messages from `from` on go.
qsizetype dropTail(SequenceLayout &layout, qsizetype from)
{
    while (!layout.folds.isEmpty() && layout.folds.last().first > from)
        layout.eventsFolded -= layout.folds.takeLast().events;
    const auto kept = std::partition_point(layout.rows.cbegin(), layout.rows.cend(),
                                           [from](const auto &row) { return row.message >= 0 && row.message < from; });
    const qsizetype rows = kept - layout.rows.cbegin();
    layout.rows.resize(rows);
    layout.slants.removeIf([rows](qsizetype row) { return row >= rows; });
    return rows;
}

} // namespace

TextWidth cachedWidth(const TextWidth &textWidth)
{
    constexpr qsizetype keptMax = 20'000;
    auto known = std::make_shared<std::array<QHash<QString, qreal>, 4>>();
    return [known, textWidth](const QString &text, TextRole role) {
        QHash<QString, qreal> &widths = (*known)[std::size_t(role)];
        if (const auto found = widths.constFind(text); found != widths.constEnd())
            return *found;
        if (widths.size() >= keptMax)
            widths.clear();
        return *widths.insert(text, textWidth(text, role));
    };
}

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
    return message >= 0 && message < rowsOf.size() ? rowsOf[message] : -1;
}

SequenceLayout layOut(const Sequence &sequence, const SequenceMetrics &metrics, const LayoutChoice &choice)
{
    SequenceMetrics once = metrics;
    once.textWidth = cachedWidth(metrics.textWidth);
    return layOut(Sequence(sequence), once, choice);
}

SequenceLayout layOut(Sequence &&sequence, const SequenceMetrics &metrics, const LayoutChoice &choice)
{
    SequenceLayout layout;
    layout.sequence = std::move(sequence);
    layout.folds = foldRetries(layout.sequence.messages, choice.folds);
    layout.leftOut = leftOutBy(layout.sequence, choice.filter);
    layOutLanes(layout, metrics);
    buildRows(layout, metrics, choice);
    layOutActivations(layout, metrics);
    return layout;
}

bool layOutMore(SequenceLayout &layout, qsizetype changed, const SequenceMetrics &metrics, const LayoutChoice &choice)
{
    const QList<SequenceMessage> &messages = layout.sequence.messages;
    const qsizetype from = cleanCut(messages, changed);
    const bool whole = metrics.axis == AxisMode::ToScale || choice.filter.isActive() || !layout.sequence.hidden.isEmpty();
    if (from <= 0 || whole || std::any_of(messages.cbegin() + from, messages.cend(), turnsThePage))
        return false;
    const QList<RetryFold> folds = foldRetries(messages, choice.folds, from);
    if (!hasRoomFor(layout, from, folds, metrics))
        return false;
    const qsizetype rows = dropTail(layout, from);
    layout.folds.append(folds);
    countOutcomes(layout, from);
    buildRows(layout, metrics, choice, from);
    layOutActivations(layout, metrics, rows);
    return true;
}

} // namespace txdesk::console
