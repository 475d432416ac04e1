// One timer per transaction on one QTimer: setting and cancelling cost a heap entry, not a system timer.
// Thread: the I/O thread.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/instant.h"
#include "shared/base/strong_id.h"

#include <QHash>
#include <QTimer>

#include <functional>
#include <queue>
#include <vector>

namespace txdesk::coordinator {

class TimerQueue
{
public:
    using Fire = std::function<void(const Gid &)>;

    TimerQueue(const Clock &clock, Fire fire);
    void set(const Gid &gid, Instant at); // replaces the earlier one of this gid
    void cancel(const Gid &gid);
    [[nodiscard]] qsizetype size() const { return m_wanted.size(); }
    [[nodiscard]] qsizetype entries() const { return static_cast<qsizetype>(m_heap.size()); } // size() and stale ones

private:
    struct Entry
    {
        Instant at;
        Gid gid;
        friend bool operator>(const Entry &a, const Entry &b) { return a.at > b.at; }
    };
    void fireDue();
    void dropStale();
    void arm();

    const Clock &m_clock;
    Fire m_fire;
    QTimer m_timer;
    Instant m_armedFor = Instant::max();
    QHash<Gid, Instant> m_wanted; // the truth; entries of the heap that differ from it are stale
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> m_heap;
};

} // namespace txdesk::coordinator
