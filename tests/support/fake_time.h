// Time that a test moves by hand: a clock and the delayed calls that hang on it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "console/client/delayed_calls.h"

#include <QMap>

namespace txdesk::test {

class FakeTime final : public Clock, public console::DelayedCalls
{
public:
    [[nodiscard]] Instant now() const override { return m_now; }

    Handle start(Milliseconds delay, std::function<void()> call) override
    {
        m_calls.insert(++m_newest, Pending{m_now + delay, std::move(call)});
        return m_newest;
    }

    void stop(Handle handle) override { m_calls.remove(handle); }

    // Runs what becomes due on the way, in order of its time, also what such calls start themselves.
    void advance(Milliseconds by)
    {
        const Instant end = m_now + by;
        for (;;) {
            auto next = m_calls.end();
            for (auto it = m_calls.begin(); it != m_calls.end(); ++it)
                if (it->at <= end && (next == m_calls.end() || it->at < next->at))
                    next = it;
            if (next == m_calls.end())
                break;
            m_now = std::max(m_now, next->at);
            const std::function<void()> call = next->call;
            m_calls.erase(next);
            call();
        }
        m_now = end;
    }

    [[nodiscard]] qsizetype pending() const { return m_calls.size(); }

private:
    struct Pending
    {
        Instant at;
        std::function<void()> call;
    };

    Instant m_now = fromMs(1'795'244'861'000); // 2026-11-21 07:07:41 UTC
    QMap<Handle, Pending> m_calls;
    Handle m_newest = 0;
};

} // namespace txdesk::test
