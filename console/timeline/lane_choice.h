// Which lifelines a person wants to see, in which order; quiet ones of many share one lane, failing ones never.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/timeline/sequence_message.h"

#include <QHash>
#include <QSet>

namespace txdesk::console {

inline constexpr qsizetype participantsMax = 12; // more: quiet ones share a lane

struct LaneChoice
{
    QStringList order{};             // participants, left to right; those not named follow in the order of their first contact
    QSet<QString> hidden{};          // participants
    bool foldQuiet = true;
    bool splitReplicas = false;      // participants of one name each get a lane
    QHash<QString, QString> names{}; // host:port -> a name people know

    friend bool operator==(const LaneChoice &, const LaneChoice &) = default;
};

// How the lanes of a sequence as it was told become those that are drawn.
struct LaneMap
{
    QList<SequenceLane> lanes{};
    QList<int> laneOf{};     // by lane as told; hiddenLane
    QStringList names{};     // by lane as told
    QStringList hidden{};
    bool isPlain = true;     // every lane is drawn, none is shared
};
[[nodiscard]] LaneMap arrangeLanes(const Sequence &told, const LaneChoice &choice);

// Moves the messages from `from` on to their drawn lanes.
void moveToLanes(Sequence &sequence, const LaneMap &map, qsizetype from = 0);

// Names what a choice is kept under: the same participants, the same choice.
[[nodiscard]] QString shapeOf(const QList<SequenceLane> &lanes);

} // namespace txdesk::console
