// Requests that wait for something to happen: each gets the answer it was put here with when it has been held long enough.
// One timer for all of them; what has been answered leaves the list soon, so that a busy server does not keep a minute of it.
// Thread: the I/O thread.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/api/exchange.h"

#include <QTimer>

#include <chrono>
#include <deque>
#include <memory>

namespace txdesk::api {

class HoldList
{
public:
    explicit HoldList(std::chrono::milliseconds hold);

    void add(const std::shared_ptr<Exchange> &exchange, http::Response late);
    [[nodiscard]] std::size_t size() const { return m_held.size(); }

private:
    using Time = std::chrono::steady_clock::time_point;
    struct Held
    {
        Time until;
        std::weak_ptr<Exchange> exchange;
        http::Response late;
    };
    void answerOverdue();
    void dropAnswered();

    std::chrono::milliseconds m_hold;
    std::deque<Held> m_held; // by time: all are held equally long
    std::size_t m_sizeAfterDrop = 0;
    QTimer m_timer;
};

} // namespace txdesk::api
