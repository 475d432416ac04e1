// What the timeline says, before any geometry: a row for each op of a branch, bars on it in time, and the critical path.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/timeline/sequence_message.h"

namespace txdesk::console {

enum class GanttBarKind {
    Call,    // one attempt
    Backoff, // between two attempts nobody is called
    Planned, // not made yet
};

struct GanttBar
{
    GanttBarKind kind = GanttBarKind::Call;
    Instant from{};
    Instant to{};
    bool open = false; // no answer yet: it lasts until now
    Meaning meaning = Meaning::Running;
    Certainty certainty = Certainty::Observed;
    int attempt = 0;
    std::optional<Outcome> outcome{};
    int statusCode = 0;
    QString words{};                     // answer, or why it is planned; redacted
    std::optional<Milliseconds> waited{}; // since the attempt before
    bool critical = false;

    friend bool operator==(const GanttBar &, const GanttBar &) = default;
};

struct GanttRow
{
    BranchId branch{};
    OpKind op = OpKind::Action;
    QString participant{};
    QList<GanttBar> bars{}; // by time; a branch's attempts of one op do not overlap

    friend bool operator==(const GanttRow &, const GanttRow &) = default;
};

// Something that is no call: a decision, a person's act, a restart, the end.
struct GanttMark
{
    Instant at{};
    Meaning meaning = Meaning::Stopped;
    QString words{};

    friend bool operator==(const GanttMark &, const GanttMark &) = default;
};

struct GanttPlace
{
    qsizetype row = -1;
    qsizetype bar = -1;

    [[nodiscard]] bool isValid() const { return row >= 0 && bar >= 0; }
    friend bool operator==(const GanttPlace &, const GanttPlace &) = default;
};

struct GanttChart
{
    Instant from{};
    Instant to{}; // of what has happened
    bool final = false;
    qsizetype calls = 0;
    QList<GanttRow> rows{};
    QList<GanttMark> marks{};
    QList<GanttPlace> critical{}; // calls, by time: each began when the one before had ended

    [[nodiscard]] const GanttBar *at(GanttPlace place) const; // null: there is none
    [[nodiscard]] GanttPlace placeOf(const BranchId &branch, OpKind op, int attempt) const; // attempt 0: the newest call
    [[nodiscard]] GanttPlace nextCall(GanttPlace start, int step, bool failedOnly) const;    // in time, over all rows

    friend bool operator==(const GanttChart &, const GanttChart &) = default;
};

[[nodiscard]] bool isFailure(const GanttBar &bar);

// Of the same messages as the sequence diagram.
[[nodiscard]] GanttChart ganttOf(const Sequence &sequence);

} // namespace txdesk::console
