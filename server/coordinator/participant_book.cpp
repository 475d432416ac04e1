// SPDX-License-Identifier: Apache-2.0
#include "server/coordinator/participant_book.h"

#include <algorithm>
#include <vector>

namespace txdesk::coordinator {
namespace {

using namespace Qt::StringLiterals;

constexpr Seconds bucketSpan{30};

double percentile(std::vector<float> values, double share)
{
    if (values.empty())
        return 0;
    const auto nth = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + nth, values.end());
    return static_cast<double>(values[static_cast<std::size_t>(nth)]);
}

} // namespace

ParticipantBook::Page &ParticipantBook::pageOf(const QString &participant)
{
    const auto known = m_pages.find(participant);
    if (known != m_pages.end())
        return *known;
    const QString name = m_pages.size() < participantsMax ? participant : u"(others)"_s;
    Page &page = m_pages[name];
    page.counts.participant = name;
    return page;
}

const QString &ParticipantBook::called(const QString &participant)
{
    Page &page = pageOf(participant);
    ++page.counts.calls;
    ++page.counts.inFlight;
    ++m_calls;
    ++m_inFlight;
    return page.counts.participant;
}

void ParticipantBook::answered(const QString &participant, const engine::CallAnswered &answer, Instant now)
{
    Page &page = pageOf(participant);
    --page.counts.inFlight;
    --m_inFlight;
    switch (answer.outcome) {
    case Outcome::Succeeded: ++page.counts.succeeded; break;
    case Outcome::Rejected: ++page.counts.rejected; break;
    case Outcome::Ongoing: ++page.counts.ongoing; break;
    case Outcome::Unknown: ++page.counts.unknown; break;
    }
    if (answer.outcome != Outcome::Ongoing) {
        const qint64 number = now.time_since_epoch() / bucketSpan;
        Bucket &bucket = page.buckets[static_cast<std::size_t>(number) % page.buckets.size()];
        if (bucket.number != number)
            bucket = {.number = number};
        ++bucket.answered;
        bucket.succeeded += answer.outcome == Outcome::Succeeded ? 1 : 0;
    }
    page.recentMs[static_cast<std::size_t>(page.answeredCount++ % 256)] = static_cast<float>(answer.took.count());
    page.recent = std::min(page.recent + 1, 256);
    if (answer.outcome == Outcome::Rejected || answer.outcome == Outcome::Unknown) {
        ++m_callsFailed;
        page.counts.lastError = answer.text.left(256);
        page.counts.lastErrorAt = now;
    }
}

std::optional<double> ParticipantBook::okShare(const QString &participant, Instant now) const
{
    const auto known = m_pages.constFind(participant);
    if (known == m_pages.constEnd())
        return std::nullopt;
    const qint64 newest = now.time_since_epoch() / bucketSpan;
    const auto span = static_cast<qint64>(known->buckets.size());
    int answered = 0;
    int succeeded = 0;
    for (const Bucket &bucket : known->buckets) {
        if (bucket.number <= newest - span || bucket.number > newest)
            continue;
        answered += bucket.answered;
        succeeded += bucket.succeeded;
    }
    return answered == 0 ? std::nullopt : std::optional(static_cast<double>(succeeded) / answered);
}

QList<ParticipantStats> ParticipantBook::all() const
{
    QList<ParticipantStats> list;
    for (const Page &page : m_pages) {
        const std::vector<float> recent(page.recentMs.begin(), page.recentMs.begin() + page.recent);
        ParticipantStats stats = page.counts;
        stats.msP50 = percentile(recent, 0.50);
        stats.msP99 = percentile(recent, 0.99);
        list.append(stats);
    }
    std::ranges::sort(list, {}, &ParticipantStats::participant);
    return list;
}

} // namespace txdesk::coordinator
