// Where the lifelines stand: each gap between two lanes is as wide as its labels and heads need.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/timeline/sequence_layout.h"

namespace txdesk::console {

// Distances that rows and lanes share, in px.
namespace spacing {
inline constexpr qreal labelInset = 22; // from a lifeline to its labels: past arrow heads and bars
inline constexpr qreal badgeWidthMin = 18;
inline constexpr qreal badgeGap = 5;
inline constexpr qreal detailGap = 8;
inline constexpr qreal tabPadding = 8;
inline constexpr qreal loopWidth = 26;
inline constexpr qreal sparkline = 64; // of a fold: how long its attempts took
inline constexpr qreal textColumn = badgeWidthMin + badgeGap; // replies start where their call's words start
} // namespace spacing

// The gap a message's labels stand in: beside the party that is not the coordinator. Gap i is right of lane i.
[[nodiscard]] int labelGap(const SequenceMessage &message, int coordinator);

// What a row would need to show all of its words.
struct LabelNeed
{
    qreal badge = 0;
    qreal text = 0;
    qreal tab = 0;
    qreal detail = 0;

    [[nodiscard]] qreal total() const;
};
[[nodiscard]] LabelNeed callNeed(const SequenceMessage &message, const TextWidth &textWidth);
[[nodiscard]] LabelNeed replyNeed(const SequenceMessage &message, const TextWidth &textWidth);

[[nodiscard]] QString numberText(int number);
[[nodiscard]] QString undoesText(const SequenceMessage &message); // empty if it undoes nothing
[[nodiscard]] QString tookText(const SequenceMessage &message);

// Fills lanes, width and headerHeight of `layout` from its sequence and folds.
void layOutLanes(SequenceLayout &layout, const SequenceMetrics &metrics);
// True if the lanes are wide enough for the messages from `from` on, and for their folds.
[[nodiscard]] bool hasRoomFor(const SequenceLayout &layout, qsizetype from, const QList<RetryFold> &folds, const SequenceMetrics &metrics);
// How the calls to each lane ended, into its box; those of the messages before `from` are counted already.
void countOutcomes(SequenceLayout &layout, qsizetype from = 0);

} // namespace txdesk::console
