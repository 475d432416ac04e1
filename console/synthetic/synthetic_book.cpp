// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/synthetic/synthetic_book.h"

#include "console/synthetic/synthetic_journal.h"
#include "shared/model/error_fingerprint.h"

#include <algorithm>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr int gidDigits = 9;
constexpr qint64 keyOffset = 100'000'000; // business keys count from here
constexpr Milliseconds lifeMax{200'000};  // nothing that is not stuck takes longer

// Well spread bits of a number (splitmix64).
quint64 spread(qint64 number)
{
    quint64 z = static_cast<quint64>(number) + 0x9e3779b97f4a7c15ULL;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

Gid gidOf(qint64 number) { return Gid{u"SYN"_s + QString::number(number).rightJustified(gidDigits, u'0')}; }

TransactionKind kindOf(quint64 bits)
{
    const quint64 share = bits % 100;
    return share < 60 ? TransactionKind::Saga : share < 85 ? TransactionKind::Message : TransactionKind::Tcc;
}

bool isUnfinishedOnly(const TransactionFilter &filter)
{
    if (filter.stuck || filter.failuresMin.value_or(0) > 0 || !filter.errorContains.isEmpty() || !filter.fingerprint.isEmpty())
        return true;
    return !filter.statuses.isEmpty() && std::ranges::none_of(filter.statuses, isFinal);
}

} // namespace

SyntheticBook::SyntheticBook(qint64 size, Instant start)
    : m_size(size), m_start(start), m_stuckFirst(size - std::max<qint64>(size / 2000, 4000)),
      m_stuckApart(std::max<qint64>(m_stuckFirst / (stuckCount + 1), 1))
{
}

qint64 SyntheticBook::sizeAt(Instant now) const { return m_size + std::max<qint64>((now - m_start) / step, 0); }

bool SyntheticBook::isStuck(qint64 number) const
{
    const qint64 behind = m_stuckFirst - number;
    return behind >= 0 && behind % m_stuckApart == 0 && behind / m_stuckApart < stuckCount;
}

SyntheticBook::Facts SyntheticBook::facts(qint64 number, Instant now) const
{
    const quint64 bits = spread(number);
    Facts facts{.kind = kindOf(bits), .createdAt = createdAt(number)};
    const int participants = static_cast<int>(SyntheticJournal::participants().size());
    facts.first = static_cast<int>((bits >> 8) % static_cast<quint64>(participants));
    facts.second = static_cast<int>((bits >> 16) % static_cast<quint64>(participants));
    if (isStuck(number)) {
        facts.fault = static_cast<int>((bits >> 24) % static_cast<quint64>(SyntheticJournal::faults().size()));
        facts.kind = TransactionKind::Saga;
        facts.second = SyntheticJournal::faults()[facts.fault].participant;
        facts.status = (bits >> 40) % 3 == 0 ? TransactionStatus::Aborting : TransactionStatus::Submitted;
        facts.failures = 3 + static_cast<int>((bits >> 32) % 38);
        const Milliseconds apart{60'000 + static_cast<qint64>((bits >> 44) % 540'000)};
        facts.due = facts.createdAt + ((now - facts.createdAt) / apart + 1) * apart;
        return facts;
    }
    const Milliseconds life{200 + static_cast<qint64>((bits >> 20) % 64 == 0 ? (bits >> 28) % static_cast<quint64>(lifeMax.count())
                                                                             : (bits >> 28) % 2'000)};
    facts.endedAt = facts.createdAt + life;
    const bool turnsBack = (bits >> 48) % 100 < 3;
    if (now < facts.endedAt)
        facts.status = turnsBack ? TransactionStatus::Aborting : TransactionStatus::Submitted;
    else
        facts.status = turnsBack ? TransactionStatus::Failed : TransactionStatus::Succeeded;
    return facts;
}

TransactionRow SyntheticBook::rowOf(qint64 number, const Facts &facts) const
{
    const auto &names = SyntheticJournal::participants();
    TransactionRow row;
    GlobalTransaction &t = row.transaction;
    t.id = number + 1;
    t.gid = gidOf(number);
    t.kind = facts.kind;
    t.status = facts.status;
    t.businessKey = u"ORD-%1"_s.arg(number + keyOffset);
    t.createdAt = facts.createdAt;
    t.updatedAt = isFinal(facts.status) ? facts.endedAt : facts.createdAt;
    if (facts.status == TransactionStatus::Succeeded)
        t.succeededAt = facts.endedAt;
    if (facts.status == TransactionStatus::Failed)
        t.rolledBackAt = facts.endedAt;
    t.retryInterval = Milliseconds{10'000};
    t.failures = facts.failures;
    t.attempts = 2 + facts.failures;
    t.epoch = 2 + facts.failures;
    t.nextDueAt = facts.due;
    if (facts.fault >= 0)
        t.lastError = SyntheticJournal::errorText(facts.fault, number);
    if (facts.status == TransactionStatus::Failed || facts.status == TransactionStatus::Aborting)
        t.rollbackReason = u"%1: too little money"_s.arg(names[facts.second]);
    row.participants = {names[facts.first]};
    if (facts.second != facts.first)
        row.participants.append(names[facts.second]);
    return row;
}

TransactionRow SyntheticBook::row(qint64 number, Instant now) const { return rowOf(number, facts(number, now)); }

std::optional<qint64> SyntheticBook::numberOf(const Gid &gid) const
{
    bool isNumber = false;
    const qint64 number = gid.value.mid(3).toLongLong(&isNumber);
    return isNumber && gid == gidOf(number) ? std::optional(number) : std::nullopt;
}

bool SyntheticBook::matches(const TransactionFilter &filter, qint64 number, const Facts &facts, Instant now) const
{
    const auto &names = SyntheticJournal::participants();
    if (filter.paused || !filter.parked.isEmpty())
        return false;
    if (!filter.statuses.isEmpty() && !filter.statuses.contains(facts.status))
        return false;
    if (filter.kind && *filter.kind != facts.kind)
        return false;
    if (facts.failures < filter.failuresMin.value_or(0) || facts.createdAt > now)
        return false;
    if (!filter.participant.isEmpty() && names[facts.first] != filter.participant && names[facts.second] != filter.participant)
        return false;
    if (filter.stuck && facts.fault < 0)
        return false;
    if (filter.errorContains.isEmpty() && filter.fingerprint.isEmpty())
        return true;
    const QString error = facts.fault < 0 ? QString() : SyntheticJournal::errorText(facts.fault, number);
    return error.contains(filter.errorContains, Qt::CaseInsensitive) &&
           (filter.fingerprint.isEmpty() || errorFingerprint(error) == filter.fingerprint);
}

std::pair<qint64, qint64> SyntheticBook::range(const TransactionFilter &filter, Instant now) const
{
    qint64 first = 0;
    qint64 last = sizeAt(now);
    // The first that was begun at that time or later.
    const auto firstAt = [this](Instant at) {
        qint64 number = m_size - 1 - ((m_start - at) / step);
        while (createdAt(number) >= at)
            --number;
        return number + 1;
    };
    if (filter.createdFrom)
        first = std::max(first, firstAt(*filter.createdFrom));
    if (filter.createdTo)
        last = std::min(last, firstAt(*filter.createdTo));
    if (!filter.businessKey.isEmpty()) {
        bool isNumber = false;
        const qint64 number = filter.businessKey.mid(4).toLongLong(&isNumber) - keyOffset;
        if (!isNumber || !filter.businessKey.startsWith("ORD-"_L1) || number < 0)
            return {0, 0};
        return {std::max(first, number), std::min(last, number + 1)};
    }
    if (filter.gidPrefix.isEmpty())
        return {first, last};
    const QString digits = filter.gidPrefix.mid(3);
    bool isNumber = false;
    const qint64 number = digits.isEmpty() ? 0 : digits.toLongLong(&isNumber);
    if (!filter.gidPrefix.startsWith("SYN"_L1) || digits.size() > gidDigits || (!isNumber && !digits.isEmpty()))
        return {0, 0};
    qint64 wide = 1;
    for (qsizetype i = digits.size(); i < gidDigits; ++i)
        wide *= 10;
    return {std::max(first, number * wide), std::min(last, (number + 1) * wide)};
}

QList<qint64> SyntheticBook::unfinished(Instant now) const
{
    QList<qint64> numbers;
    const qint64 size = sizeAt(now);
    for (qint64 number = size - 1; number > size - 1 - lifeMax / step - 30 && number > m_stuckFirst; --number)
        if (!isFinal(facts(number, now).status))
            numbers.append(number);
    for (qint64 i = 0; i < stuckCount; ++i)
        numbers.append(m_stuckFirst - i * m_stuckApart);
    return numbers;
}

// Only those that are not over, in the order wanted.
QList<qint64> SyntheticBook::candidates(const TransactionFilter &filter, TransactionSort sort, Instant now) const
{
    const auto [first, last] = range(filter, now);
    QList<qint64> numbers = unfinished(now);
    numbers.removeIf([first, last](qint64 number) { return number < first || number >= last; });
    const auto dueOf = [&](qint64 number) { return facts(number, now).due.value_or(Instant::max()); };
    if (sort == TransactionSort::OldestFirst)
        std::ranges::reverse(numbers);
    else if (sort == TransactionSort::DueFirst)
        std::ranges::stable_sort(numbers, {}, dueOf);
    else if (sort == TransactionSort::MostFailures)
        std::ranges::stable_sort(numbers, std::greater<>(), [&](qint64 number) { return facts(number, now).failures; });
    return numbers;
}

TransactionPage SyntheticBook::pageOf(const QList<qint64> &numbers, const TransactionFilter &filter, const PageRequest &request,
                                      Instant now) const
{
    TransactionPage page;
    qsizetype at = request.after.isEmpty() ? 0 : numbers.indexOf(request.after.toLongLong()) + 1;
    for (; at < numbers.size() && page.rows.size() < request.limit; ++at)
        if (const Facts found = facts(numbers[at], now); matches(filter, numbers[at], found, now))
            page.rows.append(rowOf(numbers[at], found));
    if (at < numbers.size() && at > 0)
        page.next = QString::number(numbers[at - 1]);
    return page;
}

TransactionPage SyntheticBook::page(const TransactionFilter &filter, const PageRequest &request, Instant now) const
{
    const bool byTime = request.sort == TransactionSort::NewestFirst || request.sort == TransactionSort::OldestFirst;
    if (!byTime || isUnfinishedOnly(filter))
        return pageOf(candidates(filter, request.sort, now), filter, request, now);
    const bool newestFirst = request.sort == TransactionSort::NewestFirst;
    const auto [first, last] = range(filter, now);
    qint64 number = newestFirst ? last - 1 : first;
    if (!request.after.isEmpty())
        number = request.after.toLongLong() + (newestFirst ? -1 : 1);
    TransactionPage page;
    qint64 looked = 0;
    for (; number >= first && number < last; number += newestFirst ? -1 : 1) {
        if (page.rows.size() == request.limit || ++looked > linesPerLook) {
            page.next = QString::number(newestFirst ? number + 1 : number - 1);
            break;
        }
        if (const Facts found = facts(number, now); matches(filter, number, found, now))
            page.rows.append(rowOf(number, found));
    }
    return page;
}

CountEstimate SyntheticBook::count(const TransactionFilter &filter, Instant now) const
{
    CountEstimate estimate;
    if (isUnfinishedOnly(filter)) {
        for (const qint64 number : candidates(filter, TransactionSort::NewestFirst, now))
            estimate.count += matches(filter, number, facts(number, now), now) ? 1 : 0;
        return estimate;
    }
    const auto [first, last] = range(filter, now);
    const qint64 end = std::max(first, last - linesPerLook);
    for (qint64 number = last - 1; number >= end; --number)
        estimate.count += matches(filter, number, facts(number, now), now) ? 1 : 0;
    estimate.complete = end == first;
    return estimate;
}

ErrorGroups SyntheticBook::errorGroups(Instant now) const
{
    ErrorGroups groups;
    for (const qint64 number : unfinished(now)) {
        const Facts found = facts(number, now);
        ++groups.looked;
        if (found.fault < 0)
            continue;
        const QString error = SyntheticJournal::errorText(found.fault, number);
        const QString fingerprint = errorFingerprint(error);
        auto group = std::ranges::find(groups.groups, fingerprint, &ErrorGroup::fingerprint);
        if (group == groups.groups.end())
            group = groups.groups.insert(groups.groups.end(), {.fingerprint = fingerprint,
                                                               .sample = error,
                                                               .participant = SyntheticJournal::participants()[found.second],
                                                               .count = 0,
                                                               .firstSeen = found.createdAt,
                                                               .lastSeen = found.createdAt});
        ++group->count;
        group->firstSeen = std::min(group->firstSeen, found.createdAt);
        group->lastSeen = std::max(group->lastSeen, found.createdAt);
    }
    std::ranges::sort(groups.groups, std::greater<>(), &ErrorGroup::count);
    return groups;
}

CoordinatorStats SyntheticBook::stats(Instant now) const
{
    CoordinatorStats stats;
    const QList<qint64> open = unfinished(now);
    for (const qint64 number : open) {
        const Facts found = facts(number, now);
        ++stats.unfinished[found.status];
        stats.oldestUnfinishedAge = std::max(stats.oldestUnfinishedAge, std::chrono::floor<Seconds>(now - found.createdAt));
    }
    stats.stuck = stuckCount;
    stats.succeededTotal = sizeAt(now) * 97 / 100;
    stats.failedTotal = sizeAt(now) - stats.succeededTotal - open.size();
    stats.callsTotal = sizeAt(now) * 2;
    stats.callsFailedTotal = sizeAt(now) / 30;
    stats.inMemory = static_cast<int>(open.size());
    stats.commitMsP50 = 0.6;
    stats.commitMsP99 = 2.4;
    return stats;
}

QList<ParticipantStats> SyntheticBook::participants() const
{
    QList<ParticipantStats> all;
    for (const QString &name : SyntheticJournal::participants()) {
        ParticipantStats stats;
        stats.participant = name;
        stats.calls = stats.succeeded = m_size / 12;
        stats.msP50 = 8;
        stats.msP99 = 60;
        all.append(stats);
    }
    for (const SyntheticFault &fault : SyntheticJournal::faults()) {
        ParticipantStats &stats = all[fault.participant];
        stats.unknown = stuckCount * 10;
        stats.succeeded = stats.calls - stats.unknown;
        stats.lastError = fault.text;
    }
    return all;
}

std::optional<TransactionDetail> SyntheticBook::detail(const Gid &gid, Instant now) const
{
    if (gid == nightGid(5000))
        return night(5000, now);
    if (gid == nightGid(50'000))
        return night(50'000, now);
    const std::optional<qint64> number = numberOf(gid);
    if (!number || *number >= sizeAt(now))
        return std::nullopt;
    return SyntheticJournal::detailOf(row(*number, now), now);
}

Gid SyntheticBook::nightGid(int attempts) { return Gid{u"NIGHT-%1"_s.arg(attempts)}; }

TransactionDetail SyntheticBook::night(int attempts, Instant now) { return SyntheticJournal::night(nightGid(attempts), attempts, now); }

} // namespace txdesk::console
