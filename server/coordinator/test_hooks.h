// What foreign test suites drive time with: numbered processing passes and scheduling steps on demand.
// Thread: the I/O thread.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/instant.h"
#include "shared/base/result.h"
#include "shared/model/transaction_snapshot.h"

#include <QHash>
#include <QSet>

#include <deque>
#include <functional>
#include <vector>

namespace txdesk::coordinator {

class TestHooks
{
public:
    using OnPass = std::function<void(quint64 sequence, const Gid &gid)>;
    using OnStep = std::function<void(Result<Gid> &&)>;

    // A scheduling step took this transaction: from now to the end of the pass it lives `ahead` of the clock.
    void begin(const TransactionSnapshot &taken, Seconds nowForward, Seconds cronForward, OnStep done);
    void touched(const Gid &gid) { m_touched.insert(gid); } // a pass is under way
    void rests(const Gid &gid);                             // it has left memory: a pass, if there was one, is over
    void wait(quint64 after, OnPass done);
    void reset();                                           // steps under way end with an error

    [[nodiscard]] Milliseconds ahead(const Gid &gid) const;

private:
    static constexpr std::size_t passesKept = 10'000;

    struct Step
    {
        Milliseconds ahead{};
        std::vector<OnStep> done;
    };
    struct Waiter
    {
        quint64 after = 0;
        OnPass done;
    };

    quint64 m_sequence = 0;
    std::deque<Gid> m_passes; // the newest; the last has m_sequence
    QSet<Gid> m_touched;
    QHash<Gid, Step> m_steps;
    std::vector<Waiter> m_waiters;
};

} // namespace txdesk::coordinator
