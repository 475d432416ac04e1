// SPDX-License-Identifier: Apache-2.0
#include "server/api/hold_list.h"

#include <algorithm>

namespace txdesk::api {
namespace {

constexpr std::size_t smallSize = 256; // not worth dropping

} // namespace

HoldList::HoldList(std::chrono::milliseconds hold) : m_hold(hold)
{
    m_timer.setSingleShot(true);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { answerOverdue(); });
}

void HoldList::add(const std::shared_ptr<Exchange> &exchange, http::Response late)
{
    if (m_held.size() > smallSize && m_held.size() > 2 * m_sizeAfterDrop)
        dropAnswered();
    m_held.push_back({std::chrono::steady_clock::now() + m_hold, exchange, std::move(late)});
    if (!m_timer.isActive())
        m_timer.start(m_hold);
}

void HoldList::dropAnswered()
{
    std::erase_if(m_held, [](const Held &held) { return held.exchange.expired(); });
    m_sizeAfterDrop = m_held.size();
}

void HoldList::answerOverdue()
{
    const Time now = std::chrono::steady_clock::now();
    while (!m_held.empty() && (m_held.front().until <= now || m_held.front().exchange.expired())) {
        const Held held = std::move(m_held.front());
        m_held.pop_front();
        if (const std::shared_ptr<Exchange> exchange = held.exchange.lock())
            exchange->answer(held.late);
    }
    if (!m_held.empty())
        m_timer.start(std::max(std::chrono::ceil<std::chrono::milliseconds>(m_held.front().until - now), std::chrono::milliseconds{1}));
}

} // namespace txdesk::api
