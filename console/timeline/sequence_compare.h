// Two transactions of the same shape, arrow beside arrow: what is missing in one of them, what took much longer.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/timeline/sequence_message.h"

namespace txdesk::console {

// One line of a comparison. A missing side is a hole.
struct ComparedPair
{
    qsizetype left = -1;  // index of the message; -1: not there
    qsizetype right = -1;
    double factor = 0;    // how often the left time goes into the right one; below 1: the left took longer; 0: not comparable

    friend bool operator==(const ComparedPair &, const ComparedPair &) = default;
};

inline constexpr double slowerFrom = 2;             // times as long
inline constexpr Milliseconds slowerAtLeast{20};    // shorter differences are noise

[[nodiscard]] bool isSlower(const ComparedPair &pair); // one side took at least slowerFrom times as long as the other
[[nodiscard]] bool isMissing(const ComparedPair &pair);

// Aligned by (branch, op, occurrence); requests, decisions and ends by (verb, occurrence). Every message of both sides that
// stands for something that happened is in exactly one pair, in the order of its side where the orders agree. Waits,
// notes and planned calls are left out: they are not steps.
[[nodiscard]] QList<ComparedPair> compareSequences(const Sequence &left, const Sequence &right);

struct ComparisonCount
{
    int pairs = 0;
    int onlyLeft = 0;
    int onlyRight = 0;
    int slower = 0;   // pairs
    int answered = 0; // pairs whose outcomes differ

    friend bool operator==(const ComparisonCount &, const ComparisonCount &) = default;
};
[[nodiscard]] ComparisonCount countOf(const QList<ComparedPair> &pairs, const Sequence &left, const Sequence &right);

} // namespace txdesk::console
