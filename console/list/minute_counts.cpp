// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/list/minute_counts.h"

#include "console/models/filter_match.h"

namespace txdesk::console {

namespace {
constexpr Milliseconds countAgainAfter{30'000};
}

MinuteCounts::MinuteCounts(CoordinatorLink &link, const Clock &serverClock, QObject *parent) : QObject(parent), m_link(link), m_clock(serverClock) {}

bool MinuteCounts::isOffered() const
{
    const Capabilities can = m_link.capabilities();
    return m_link.status().state == LinkState::Live && can.has(Feature::Counts) && !m_filter.createdFrom && !m_filter.createdTo &&
           clientSideTerms(m_filter, can.filters) == FilterTerms();
}

void MinuteCounts::want(const TransactionFilter &filter, Instant first, Instant last)
{
    if (!(filter == m_filter)) {
        m_filter = filter;
        m_known.clear();
        ++m_question;
        m_asking = false;
    }
    m_first = first;
    m_last = last;
    m_known.erase(m_known.begin(), m_known.lowerBound(first));
    if (!m_asking)
        askNext();
}

std::optional<CountEstimate> MinuteCounts::of(Instant minute) const
{
    const auto known = m_known.constFind(minute);
    return known == m_known.constEnd() ? std::nullopt : std::optional(known->count);
}

void MinuteCounts::askNext()
{
    if (!isOffered())
        return;
    Instant minute = m_last;
    while (minute >= m_first && m_known.contains(minute) && m_clock.now() - m_known.value(minute).at < countAgainAfter)
        minute -= aMinute;
    if (minute < m_first)
        return;
    TransactionFilter ofMinute = m_filter;
    ofMinute.createdFrom = minute;
    ofMinute.createdTo = minute + aMinute;
    m_asking = true;
    m_link.count(ofMinute, this, [this, minute, question = m_question](const Result<CountEstimate> &count) {
        if (question != m_question)
            return;
        m_asking = false;
        if (!count)
            return; // the next want() asks again
        m_known.insert(minute, {*count, m_clock.now()});
        emit counted();
        askNext();
    });
}

} // namespace txdesk::console
