// One act on many transactions: a set that was frozen before it was looked at, carried out step by step.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/model/action.h"
#include "shared/model/transaction_page.h"

#include <QMap>

#include <numeric>

namespace txdesk {

// What to act on. Later arrivals never come in: only what was created at or before frozenAt.
struct FrozenSet
{
    TransactionFilter filter{};
    QList<Gid> gids{}; // picked by hand; then the filter is not used
    qint64 picked = 0; // how many, also where gids themselves are left out
    Instant frozenAt{};

    friend bool operator==(const FrozenSet &, const FrozenSet &) = default;
};

// 1, then 10, then 100 transactions, each step judged before the next; the rest at a rate.
struct JobPace
{
    int perSecond = 20;
    int stopPercent = 20; // of a step that were refused or showed no effect: the job stops itself
    QList<int> ramp{1, 10, 100};

    static constexpr int perSecondMax = 200;

    friend bool operator==(const JobPace &, const JobPace &) = default;
};

struct JobOrder
{
    QString id{}; // made by who asks, so that asking twice makes one job
    Action action = Action::Retry;
    FrozenSet set{};
    QString reason{};
    JobPace pace{};

    friend bool operator==(const JobOrder &, const JobOrder &) = default;
};

struct IneligibleCount
{
    QString reason{}; // the gate's words
    qint64 count = 0;

    friend bool operator==(const IneligibleCount &, const IneligibleCount &) = default;
};

// Whom the act would call, and how that participant does now.
struct TouchedParticipant
{
    QString participant{};
    qint64 calls = 0;             // that the act leads to
    std::optional<double> okShare{}; // of its calls in the last 5 minutes; empty: it was not called

    friend bool operator==(const TouchedParticipant &, const TouchedParticipant &) = default;
};

// What an order would do, counted with the gate that will judge each transaction when its turn comes.
struct JobDryRun
{
    qint64 eligible = 0;
    QList<IneligibleCount> ineligible{};
    bool complete = true; // false: counting was cut after 2 s; numbers are lower bounds
    qint64 arrivedLater = 0;
    QList<TransactionRow> sample{}; // at most 20 eligible ones
    QList<TouchedParticipant> touched{};

    friend bool operator==(const JobDryRun &, const JobDryRun &) = default;
};

// Of these the last three are final.
enum class JobState {
    Collecting, // finds out who is in the set; nothing is acted on yet
    Running,
    Paused,
    StoppedItself,
    Cancelled,
    Done,
};
inline constexpr std::array<Name<JobState>, 6> jobStateNames{{
    {JobState::Collecting, QLatin1StringView("collecting")},
    {JobState::Running, QLatin1StringView("running")},
    {JobState::Paused, QLatin1StringView("paused")},
    {JobState::StoppedItself, QLatin1StringView("stopped")},
    {JobState::Cancelled, QLatin1StringView("cancelled")},
    {JobState::Done, QLatin1StringView("done")},
}};

// What became of one transaction of a job.
enum class ItemOutcome { TookEffect, NoEffectSeen, Refused, Changed, Lost };
inline constexpr std::array<Name<ItemOutcome>, 5> itemOutcomeNames{{
    {ItemOutcome::TookEffect, QLatin1StringView("took-effect")},
    {ItemOutcome::NoEffectSeen, QLatin1StringView("no-effect-seen")},
    {ItemOutcome::Refused, QLatin1StringView("refused")},
    {ItemOutcome::Changed, QLatin1StringView("changed")}, // it had moved since the set was frozen: left alone
    {ItemOutcome::Lost, QLatin1StringView("lost")},       // no answer: it may have been done
}};

[[nodiscard]] constexpr bool isFinal(JobState state)
{
    return state == JobState::StoppedItself || state == JobState::Cancelled || state == JobState::Done;
}

// Counts against JobPace::stopPercent.
[[nodiscard]] constexpr bool isFailure(ItemOutcome outcome)
{
    return outcome == ItemOutcome::NoEffectSeen || outcome == ItemOutcome::Refused || outcome == ItemOutcome::Lost;
}

// What a job may do. The other actions are decisions about one transaction.
[[nodiscard]] constexpr bool isForMany(Action action)
{
    return action == Action::Retry || action == Action::Abort || action == Action::Pause || action == Action::Resume
        || action == Action::ForceStop;
}

struct JobItem
{
    Gid gid{};
    ItemOutcome outcome = ItemOutcome::TookEffect;
    QString detail{};
    Instant at{};

    friend bool operator==(const JobItem &, const JobItem &) = default;
};

struct BulkJob
{
    JobOrder order{};
    JobState state = JobState::Running;
    QString why{}; // of one that stopped itself, or had nothing to do
    QString actor{};
    Instant createdAt{};
    std::optional<Instant> endedAt{};
    qint64 total = 0; // that were eligible when the set was frozen
    QMap<ItemOutcome, qint64> done{};

    [[nodiscard]] qint64 doneCount() const { return std::accumulate(done.begin(), done.end(), qint64{0}); }
    friend bool operator==(const BulkJob &, const BulkJob &) = default;
};

enum class JobVerb { Pause, Resume, Cancel, SetRate };
inline constexpr std::array<Name<JobVerb>, 4> jobVerbNames{{
    {JobVerb::Pause, QLatin1StringView("pause")},
    {JobVerb::Resume, QLatin1StringView("resume")},
    {JobVerb::Cancel, QLatin1StringView("cancel")},
    {JobVerb::SetRate, QLatin1StringView("rate")},
}};

struct JobItems
{
    QList<JobItem> items{};
    QString next{}; // cursor; empty: that was the last page so far

    friend bool operator==(const JobItems &, const JobItems &) = default;
};

} // namespace txdesk
