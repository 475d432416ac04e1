// Unfinished transactions whose newest error has the same fingerprint at the same participant: one fault, many victims.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/instant.h"

#include <QList>
#include <QString>

namespace txdesk {

struct ErrorGroup
{
    QString fingerprint; // shared/model/error_fingerprint.h; what the list filters by
    QString sample;      // one of its errors, in full
    QString participant; // host:port of the branch that failed; empty: not known
    qint64 count = 0;
    Instant firstSeen{};
    Instant lastSeen{};

    friend bool operator==(const ErrorGroup &, const ErrorGroup &) = default;
};

// The groups of what was looked at, the largest first.
struct ErrorGroups
{
    QList<ErrorGroup> groups;
    qint64 looked = 0;     // transactions that were looked at
    bool complete = true;  // false: there are more than were looked at; counts are lower bounds
    qint64 otherGroups = 0; // smaller ones that are left out
    qint64 others = 0;      // transactions in these

    friend bool operator==(const ErrorGroups &, const ErrorGroups &) = default;
};

inline constexpr int errorGroupsMax = 500; // of one answer

// Leaves out all but the largest `most`, and says so.
inline void keepLargest(ErrorGroups &groups, qsizetype most)
{
    for (; groups.groups.size() > most; groups.groups.removeLast()) {
        ++groups.otherGroups;
        groups.others += groups.groups.constLast().count;
    }
}

// How many transactions match a filter, counted for no longer than a short time.
struct CountEstimate
{
    qint64 count = 0;
    bool complete = true; // false: at least so many

    friend bool operator==(const CountEstimate &, const CountEstimate &) = default;
};

} // namespace txdesk
