// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/lane_layout.h"

#include "console/text/duration_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

constexpr qreal headWidthMin = 104;
constexpr qreal headWidthMax = 220;
constexpr qreal headTop = 24; // below the caption
constexpr qreal boxHeight = 40;
constexpr qreal sideMargin = 20;

QString captionOf(LaneRole role)
{
    switch (role) {
    case LaneRole::Operator: return QCoreApplication::translate("Sequence", "Operator");
    case LaneRole::Initiator: return QCoreApplication::translate("Sequence", "AP / application");
    case LaneRole::Participant: return QCoreApplication::translate("Sequence", "RM / resource manager");
    case LaneRole::Locks: return QCoreApplication::translate("Sequence", "resource");
    case LaneRole::Coordinator: return QCoreApplication::translate("Sequence", "TM / transaction manager");
    }
    return {};
}

QString subtitleOf(const SequenceLane &lane)
{
    if (lane.branches.isEmpty())
        return {};
    QStringList branches = lane.branches;
    if (branches.size() > 6)
        branches = branches.first(5) + QStringList{u"…"_s};
    return QCoreApplication::translate("Sequence", "branch %1").arg(branches.join(u" · "_s));
}

int coordinatorOf(const Sequence &sequence)
{
    for (qsizetype i = 0; i < sequence.lanes.size(); ++i)
        if (sequence.lanes[i].role == LaneRole::Coordinator)
            return int(i);
    return 0;
}

// Half of what a lane's head or caption takes.
qreal headHalf(const LaneBox &lane)
{
    return std::max(lane.head.width(), lane.caption.width()) / 2;
}

LaneBox boxOf(const SequenceLane &lane, const SequenceMetrics &metrics)
{
    LaneBox box;
    const qreal inner = headWidthMax - 24;
    box.captionText = captionOf(lane.role);
    box.title = elideMiddle(lane.name, inner, TextRole::Head, metrics.textWidth);
    box.subtitle = elideMiddle(subtitleOf(lane), inner, TextRole::Caption, metrics.textWidth);
    const qreal words = std::max(metrics.textWidth(box.title, TextRole::Head), metrics.textWidth(box.subtitle, TextRole::Caption));
    box.head = QRectF(0, headTop, std::clamp(std::ceil(words) + 28, headWidthMin, headWidthMax), boxHeight);
    box.caption = QRectF(0, 4, std::ceil(metrics.textWidth(box.captionText, TextRole::Caption)) + 4, headTop - 6);
    return box;
}

// The widest label of each gap, of the messages from `from` on; the last entry is the space right of the last lane. What a
// fold hides counts too: unfolding moves no lane.
QList<qreal> gapNeeds(const Sequence &sequence, const QList<RetryFold> &folds, const SequenceMetrics &metrics, qsizetype from)
{
    const int coordinator = coordinatorOf(sequence);
    constexpr qreal foldExtra = 80; // its sparkline stands beside the words
    QList<qreal> needs(sequence.lanes.size(), 0);
    QList<qreal> foldNeeds = needs;
    const auto need = [](QList<qreal> &all, int gap, qreal width) {
        if (gap >= 0 && gap < all.size())
            all[gap] = std::max(all[gap], width);
    };
    for (const RetryFold &fold : folds) {
        const qreal words = std::ceil(metrics.textWidth(foldLabel(fold, sequence.messages), TextRole::Label)) + 2;
        need(foldNeeds, labelGap(sequence.messages[fold.first - 1], coordinator), words + foldExtra);
    }
    for (qsizetype i = from; i < sequence.messages.size(); ++i) {
        const SequenceMessage &message = sequence.messages[i];
        if (isHidden(message))
            continue;
        if (message.kind == MessageKind::Loop)
            need(needs, message.from, callNeed(message, metrics.textWidth).total() + spacing::loopWidth);
        if (message.kind != MessageKind::Call)
            continue;
        const int gap = labelGap(message, coordinator);
        need(needs, gap, callNeed(message, metrics.textWidth).total());
        if (message.answeredAt)
            need(needs, gap, replyNeed(message, metrics.textWidth).total());
        if (message.barrier != BarrierNote::None && message.barrier != BarrierNote::Run)
            need(needs, gap, metrics.noteWidthMax);
    }
    for (qsizetype i = 0; i < needs.size(); ++i)
        needs[i] = std::max(std::min(needs[i], metrics.labelWidthMax), std::min(foldNeeds[i], metrics.labelWidthMax + foldExtra));
    return needs;
}

// What the words of rows across all lanes need, in diagrams with few of them.
qreal acrossNeed(const Sequence &sequence, const SequenceMetrics &metrics, qsizetype from)
{
    constexpr qreal wordsMax = 400;
    constexpr qreal around = 230; // glyph, countdown, insets
    qreal widest = 0;
    for (qsizetype i = from; i < sequence.messages.size(); ++i) {
        const SequenceMessage &message = sequence.messages[i];
        if (message.kind == MessageKind::Wait || message.kind == MessageKind::Decision || message.kind == MessageKind::Restart)
            widest = std::max(widest, std::min(metrics.textWidth(message.label, TextRole::Label), wordsMax) + around);
    }
    return std::ceil(widest);
}

} // namespace

qreal LabelNeed::total() const
{
    return badge + text + (tab > 0 ? tab + 6 : 0) + (detail > 0 ? detail + spacing::detailGap : 0);
}

int labelGap(const SequenceMessage &message, int coordinator)
{
    if (message.from == message.to)
        return message.from;
    if (message.from != coordinator && message.to != coordinator)
        return std::min(message.from, message.to);
    const int party = message.from == coordinator ? message.to : message.from;
    return party < coordinator ? party : party - 1;
}

LabelNeed callNeed(const SequenceMessage &message, const TextWidth &textWidth)
{
    LabelNeed need;
    const QString number = numberText(message.number);
    need.badge = number.isEmpty() ? spacing::textColumn
                                  : std::max(std::ceil(textWidth(number, TextRole::Small)) + 9, spacing::badgeWidthMin) + spacing::badgeGap;
    need.text = std::ceil(textWidth(message.label, TextRole::Label)) + 2;
    const QString undoes = undoesText(message);
    if (!undoes.isEmpty())
        need.tab = std::ceil(textWidth(undoes, TextRole::Small)) + 2 * spacing::tabPadding;
    if (message.until && isPlanned(message))
        need.detail = std::ceil(textWidth(u"00:00:00"_s, TextRole::Small)) + 4;
    return need;
}

LabelNeed replyNeed(const SequenceMessage &message, const TextWidth &textWidth)
{
    LabelNeed need;
    need.badge = spacing::textColumn;
    need.text = std::ceil(textWidth(message.reply, TextRole::Label)) + 2;
    const QString took = tookText(message);
    if (!took.isEmpty())
        need.detail = std::ceil(textWidth(took, TextRole::Small)) + 2;
    return need;
}

QString numberText(int number)
{
    return number > 0 ? QString::number(number) : QString();
}

QString undoesText(const SequenceMessage &message)
{
    return message.undoes > 0 ? QCoreApplication::translate("Sequence", "undoes #%1").arg(message.undoes) : QString();
}

QString tookText(const SequenceMessage &message)
{
    return message.op && message.answeredAt && message.took > Milliseconds(0) ? durationText(message.took) : QString();
}

void layOutLanes(SequenceLayout &layout, const SequenceMetrics &metrics)
{
    for (const SequenceLane &lane : layout.sequence.lanes)
        layout.lanes.append(boxOf(lane, metrics));
    layout.headerHeight = headTop + boxHeight + 8;
    if (layout.lanes.isEmpty())
        return;
    layout.gapNeeds = gapNeeds(layout.sequence, layout.folds, metrics, 0);
    layout.acrossNeed = acrossNeed(layout.sequence, metrics, 0);
    const QList<qreal> &needs = layout.gapNeeds;
    qreal x = sideMargin + headHalf(layout.lanes.first());
    for (qsizetype i = 0; i < layout.lanes.size(); ++i) {
        LaneBox &lane = layout.lanes[i];
        lane.x = std::round(x) + 0.5;
        lane.head.moveLeft(std::round(lane.x - lane.head.width() / 2));
        lane.caption.moveLeft(std::round(lane.x - lane.caption.width() / 2));
        if (i + 1 == layout.lanes.size())
            break;
        x = lane.x + std::max({headHalf(lane) + headHalf(layout.lanes[i + 1]) + 24, needs[i] + 2 * spacing::labelInset, metrics.laneGapMin});
    }
    const LaneBox &last = layout.lanes.last();
    layout.width = std::ceil(last.x + std::max(headHalf(last), needs.last() + spacing::labelInset) + sideMargin);
    layout.width = std::max(layout.width, layout.acrossNeed);
    countOutcomes(layout);
}

bool hasRoomFor(const SequenceLayout &layout, qsizetype from, const QList<RetryFold> &folds, const SequenceMetrics &metrics)
{
    const QList<qreal> needs = gapNeeds(layout.sequence, folds, metrics, from);
    for (qsizetype i = 0; i < needs.size(); ++i)
        if (i >= layout.gapNeeds.size() || needs[i] > layout.gapNeeds[i])
            return false;
    return needs.size() == layout.lanes.size() && acrossNeed(layout.sequence, metrics, from) <= layout.acrossNeed;
}

void countOutcomes(SequenceLayout &layout, qsizetype from)
{
    const QList<SequenceMessage> &messages = layout.sequence.messages;
    const auto laneOf = [&layout](const SequenceMessage &message) {
        const bool counts = message.op && message.to >= 0 && message.to < layout.lanes.size() && !isPlanned(message);
        return counts ? &layout.lanes[message.to] : nullptr;
    };
    for (qsizetype i = from; i < std::min(layout.tallies.size(), messages.size()); ++i) {
        LaneBox *lane = layout.tallies[i] > 0 ? laneOf(messages[i]) : nullptr;
        if (!lane)
            continue;
        --lane->calls;
        lane->failures -= layout.tallies[i] > 1 ? 1 : 0;
    }
    layout.tallies.resize(from);
    layout.tallies.resize(messages.size(), 0);
    for (qsizetype i = from; i < messages.size(); ++i) {
        const SequenceMessage &message = messages[i];
        LaneBox *lane = laneOf(message);
        if (!lane)
            continue;
        const bool open = message.replyKind == ReplyKind::None;
        lane->state = open ? Meaning::Waiting : message.outcome == Outcome::Succeeded ? Meaning::Succeeded : message.meaning;
        if (open)
            continue;
        layout.tallies[i] = isFailure(message) ? 2 : 1;
        ++lane->calls;
        lane->failures += isFailure(message) ? 1 : 0;
    }
}

} // namespace txdesk::console
