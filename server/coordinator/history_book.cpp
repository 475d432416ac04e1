// SPDX-License-Identifier: Apache-2.0
#include "server/coordinator/history_book.h"

#include <algorithm>

namespace txdesk::coordinator {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 stepMs = Milliseconds{HistoryBook::step}.count();
constexpr qint64 participantStepMs = Milliseconds{HistoryBook::participantStep}.count();
constexpr qint64 minutesOfHour = 60;
constexpr qint64 minutesOfDay = 24 * 60;
constexpr qint64 knownOfAnHour = 55; // so many minutes of an hour must be known, or it is not

std::size_t slotOf(qint64 number, qint64 size) { return static_cast<std::size_t>(number % size); }

bool undoes(OpKind op) { return op == OpKind::Compensate || op == OpKind::Cancel || op == OpKind::Rollback; }

// The step of `now` in a strip; steps that were left out on the way become empty.
template<class Strip>
auto &stepIn(Strip &strip, Instant now)
{
    const qint64 step = std::max(strip.newest, toMs(now) / participantStepMs);
    for (qint64 i = std::max(strip.newest + 1, step - HistoryBook::stepsMax + 1); i <= step; ++i)
        strip.steps[slotOf(i, HistoryBook::stepsMax)] = {};
    strip.newest = step;
    return strip.steps[slotOf(step, HistoryBook::stepsMax)];
}

// Calls take(step) for each step of a strip that is not too old at `end`, the oldest first, from the first that counts something.
template<class Strip, class Take>
void eachStep(const Strip &strip, qint64 end, auto isEmpty, Take take)
{
    bool begun = false;
    for (qint64 i = end - HistoryBook::stepsMax + 1; i <= end; ++i) {
        const bool isKept = i <= strip.newest && i > strip.newest - HistoryBook::stepsMax;
        const auto value = isKept ? strip.steps[slotOf(i, HistoryBook::stepsMax)] : typename decltype(strip.steps)::value_type{};
        begun = begun || !isEmpty(value);
        if (begun)
            take(value);
    }
}

// Makes room for one more: what has counted nothing for a day is of no use to anybody.
template<class Strips>
bool hasRoom(Strips &strips, int most, Instant now)
{
    if (strips.size() < most)
        return true;
    const qint64 oldest = toMs(now) / participantStepMs - HistoryBook::stepsMax;
    strips.removeIf([oldest](typename Strips::iterator entry) { return entry->newest <= oldest; });
    return strips.size() < most;
}

void addTo(HistoryPoint &sum, const HistoryPoint &one)
{
    sum.created += one.created;
    sum.succeeded += one.succeeded;
    sum.failed += one.failed;
    sum.calls += one.calls;
    sum.callsFailed += one.callsFailed;
    sum.retries += one.retries;
    sum.unfinished = one.unfinished;
    sum.stuck = one.stuck;
    sum.oldestStuck = one.oldestStuck;
    sum.commitMsP99 = std::max(sum.commitMsP99, one.commitMsP99);
}

} // namespace

HistoryBook::HistoryBook(Instant from) : m_from(from), m_minutes(static_cast<std::size_t>(minutesMax)), m_newest(toMs(from) / stepMs) {}

HistoryBook::Minute &HistoryBook::minute(Instant now)
{
    const qint64 number = std::max(m_newest, toMs(now) / stepMs);
    Minute &minute = m_minutes[slotOf(number, minutesMax)];
    if (minute.number == number)
        return minute;
    const Minute *before = known(m_newest);
    HistoryPoint counts{.at = fromMs(number * stepMs)};
    if (before) { // until they are read again
        counts.unfinished = before->counts.unfinished;
        counts.stuck = before->counts.stuck;
        counts.oldestStuck = before->counts.oldestStuck;
    }
    minute = Minute{.number = number, .counts = counts};
    m_newest = number;
    return minute;
}

HistoryBook::Cell &HistoryBook::cell(const QString &participant, Instant now)
{
    if (const auto found = m_participants.find(participant); found != m_participants.end())
        return stepIn(*found, now);
    return stepIn(m_participants[hasRoom(m_participants, participantsMax, now) ? participant : u"(others)"_s], now);
}

void HistoryBook::created(TransactionKind kind, const QString &host, Instant now)
{
    ++m_created;
    ++minute(now).counts.created;
    const Initiator key{static_cast<int>(kind), host};
    const bool hasPlace = m_initiators.contains(key) || hasRoom(m_initiators, initiatorsMax, now);
    ++stepIn(m_initiators[hasPlace ? key : Initiator{static_cast<int>(kind), {}}], now);
}

void HistoryBook::ended(TransactionKind kind, TransactionStatus status, Milliseconds took, Instant now)
{
    Minute &current = minute(now);
    ++(status == TransactionStatus::Succeeded ? current.counts.succeeded : current.counts.failed);
    std::unique_ptr<DurationHistogram> &durations = current.durations[static_cast<std::size_t>(kind)];
    if (!durations)
        durations = std::make_unique<DurationHistogram>();
    durations->add(took);
}

void HistoryBook::called(const QString &participant, OpKind op, int attempt, Instant now)
{
    Minute &current = minute(now);
    Cell &place = cell(participant, now);
    ++current.counts.calls;
    ++place.calls;
    place.undoing += undoes(op) ? 1U : 0U;
    if (attempt <= 1)
        return;
    ++m_retries;
    ++current.counts.retries;
    ++place.retries;
}

void HistoryBook::answered(const QString &participant, Outcome outcome, Instant now)
{
    if (outcome == Outcome::Unknown)
        ++cell(participant, now).failed;
    if (outcome == Outcome::Unknown || outcome == Outcome::Rejected)
        ++minute(now).counts.callsFailed;
}

void HistoryBook::noted(const Levels &levels, Instant now)
{
    HistoryPoint &counts = minute(now).counts;
    counts.unfinished = levels.unfinished;
    counts.stuck = levels.stuck;
    counts.oldestStuck = levels.oldestStuck;
    counts.commitMsP99 = levels.commitMsP99;
}

const HistoryBook::Minute *HistoryBook::known(qint64 number) const
{
    if (number < 0)
        return nullptr;
    const Minute &minute = m_minutes[slotOf(number, minutesMax)];
    return minute.number == number ? &minute : nullptr;
}

HistoryPoint HistoryBook::pointOf(const Minute &minute)
{
    HistoryPoint point = minute.counts;
    for (const auto &[kind, name] : transactionKindNames)
        if (const auto &durations = minute.durations[static_cast<std::size_t>(kind)])
            point.durations.insert(kind, durations->quantiles());
    return point;
}

HistoryPoint HistoryBook::sum(qint64 first, qint64 last) const
{
    HistoryPoint sum{.at = fromMs(first * stepMs)};
    std::array<DurationHistogram, transactionKindNames.size()> durations{};
    for (qint64 i = first; i <= last; ++i) {
        const Minute *minute = known(i);
        if (!minute)
            continue;
        addTo(sum, minute->counts);
        for (std::size_t kind = 0; kind < durations.size(); ++kind)
            if (minute->durations[kind])
                durations[kind].add(*minute->durations[kind]);
    }
    for (const auto &[kind, name] : transactionKindNames)
        if (const DurationHistogram &all = durations[static_cast<std::size_t>(kind)]; !all.isEmpty())
            sum.durations.insert(kind, all.quantiles());
    return sum;
}

StatsHistory HistoryBook::all(Instant now) const
{
    StatsHistory history{.from = m_from, .step = step, .participantStep = participantStep};
    const qint64 newest = std::max(m_newest, toMs(now) / stepMs);
    for (qint64 i = newest - minutesMax + 1; i <= newest; ++i)
        if (const Minute *minute = known(i))
            history.points.append(pointOf(*minute));
    history.lastHour = sum(newest - minutesOfHour + 1, newest);
    const qint64 dayBefore = newest - minutesOfDay;
    qint64 knownMinutes = 0;
    for (qint64 i = dayBefore - minutesOfHour + 1; i <= dayBefore; ++i)
        knownMinutes += known(i) ? 1 : 0;
    if (knownMinutes >= knownOfAnHour)
        history.yesterday = sum(dayBefore - minutesOfHour + 1, dayBefore);
    const qint64 end = toMs(now) / participantStepMs;
    history.participantEnd = fromMs((end + 1) * participantStepMs);
    for (auto strip = m_participants.cbegin(); strip != m_participants.cend(); ++strip) {
        ParticipantHistory one{.participant = strip.key()};
        eachStep(*strip, end, [](const Cell &cell) { return cell.calls + cell.failed == 0; }, [&one](const Cell &cell) {
            one.calls.append(cell.calls);
            one.failed.append(cell.failed);
            one.retries.append(cell.retries);
            one.undoing.append(cell.undoing);
        });
        if (!one.calls.isEmpty())
            history.participants.append(one);
    }
    for (auto strip = m_initiators.cbegin(); strip != m_initiators.cend(); ++strip) {
        InitiatorHistory one{.kind = static_cast<TransactionKind>(strip.key().first), .host = strip.key().second};
        eachStep(*strip, end, [](quint32 created) { return created == 0; }, [&one](quint32 created) { one.created.append(created); });
        if (!one.created.isEmpty())
            history.initiators.append(one);
    }
    std::ranges::sort(history.participants, {}, &ParticipantHistory::participant);
    std::ranges::sort(history.initiators, {}, [](const InitiatorHistory &one) { return std::pair{one.kind, one.host}; });
    return history;
}

} // namespace txdesk::coordinator
