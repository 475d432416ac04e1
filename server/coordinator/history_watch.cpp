// SPDX-License-Identifier: Apache-2.0
#include "server/coordinator/history_watch.h"

namespace txdesk::coordinator {

namespace {
constexpr Milliseconds lookEvery{30'000};
}

HistoryWatch::HistoryWatch(Coordinator &coordinator, HistoryBook &book) : m_coordinator(coordinator), m_book(book)
{
    m_timer.setInterval(lookEvery);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { look(); });
}

void HistoryWatch::start()
{
    m_timer.start();
    look();
}

void HistoryWatch::look()
{
    if (m_looking)
        return;
    m_looking = true;
    const Instant now = m_coordinator.clock().now();
    m_coordinator.read<store::StoreTotals>(
        [now](store::TransactionReader &reader) { return reader.totals(now); },
        [this](Result<store::StoreTotals> &&totals) {
            m_looking = false;
            if (!totals)
                return; // this minute shows what was read before
            const Instant then = m_coordinator.clock().now();
            HistoryBook::Levels levels{.stuck = totals->stuck, .commitMsP99 = m_coordinator.stats().commitMsP99};
            for (const qint64 count : totals->unfinished)
                levels.unfinished += count;
            if (totals->oldestStuckAt)
                levels.oldestStuck = std::max(Seconds{0}, std::chrono::duration_cast<Seconds>(then - *totals->oldestStuckAt));
            m_book.noted(levels, then);
        });
}

} // namespace txdesk::coordinator
