// How many transactions of a list began in each minute, counted by the server where the list has not loaded them.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/coordinator_link.h"

#include <QMap>

namespace txdesk::console {

inline constexpr Milliseconds aMinute{60'000};

// Thread: GUI. One request at a time, the newest minute first; a number is asked for again after half a minute. What the back
// end cannot count or cannot filter by stays unknown, and so does everything in a list that has bounds of time already.
class MinuteCounts final : public QObject
{
    Q_OBJECT

public:
    MinuteCounts(CoordinatorLink &link, const Clock &serverClock, QObject *parent = nullptr);

    // The minutes that begin at `first`, .. `last` of the list of `filter`; another filter forgets what was counted.
    void want(const TransactionFilter &filter, Instant first, Instant last);
    [[nodiscard]] std::optional<CountEstimate> of(Instant minute) const; // nullopt: not known

signals:
    void counted();

private:
    struct Known
    {
        CountEstimate count;
        Instant at{};
    };
    [[nodiscard]] bool isOffered() const;
    void askNext();

    CoordinatorLink &m_link;
    const Clock &m_clock;
    TransactionFilter m_filter;
    QMap<Instant, Known> m_known;
    Instant m_first{};
    Instant m_last{};
    int m_question = 0; // another filter makes answers void
    bool m_asking = false;
};

} // namespace txdesk::console
