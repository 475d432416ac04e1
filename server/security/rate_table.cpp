// SPDX-License-Identifier: Apache-2.0
#include "server/security/rate_table.h"

#include <QtEndian>

#include <algorithm>
#include <cstring>

namespace txdesk::security {
namespace {

constexpr Seconds minute{60};
constexpr Seconds second{1};

double secondsBetween(Instant from, Instant to)
{
    return std::max(0.0, std::chrono::duration<double>(to - from).count());
}

// A window that lies in the future is left over from before the clock was set back.
bool isOver(Instant since, Instant now)
{
    return now < since || now >= since + minute;
}

} // namespace

bool TokenBucket::take(const Rate &rate, Instant now)
{
    if (rate.perSecond <= 0)
        return true;
    taken = std::max(0.0, taken - secondsBetween(at, now) * rate.perSecond);
    at = now;
    if (taken + 1 > rate.burst)
        return false;
    ++taken;
    return true;
}

bool FailureCount::mayFail(int perMinute, Instant now)
{
    if (isOver(since, now))
        *this = {.count = 0, .since = now, .barredUntil = {}};
    if (count < perMinute) {
        ++count;
        return true;
    }
    const bool isFirstOver = barredUntil == Instant{};
    if (!isFirstOver && now < barredUntil)
        return false;
    barredUntil = now + second;
    return !isFirstOver;
}

bool RecordCount::mayRecord(int perMinute, Instant now)
{
    if (isOver(since, now)) {
        count = 0;
        since = now;
    }
    if (count >= perMinute) {
        ++leftOut;
        return false;
    }
    ++count;
    return true;
}

size_t qHash(const RateKey &key, size_t seed) noexcept
{
    return qHashMulti(seed, key.high, key.low);
}

RateKey keyOf(const QHostAddress &address)
{
    if (address.isLoopback())
        return {0, 1};
    const Q_IPV6ADDR bytes = address.toIPv6Address(); // IPv4: in IPv6's clothes
    const RateKey whole = keyOf(QByteArrayView(reinterpret_cast<const char *>(bytes.c), 16));
    const bool isIpv4 = whole.high == 0;
    const bool isLinkLocal = whole.high == 0xfe80'0000'0000'0000; // one network for all
    return isIpv4 || isLinkLocal ? whole : RateKey{whole.high, 0};
}

RateKey keyOf(QByteArrayView digest)
{
    char bytes[16] = {};
    std::memcpy(bytes, digest.data(), static_cast<std::size_t>(std::min<qsizetype>(digest.size(), 16)));
    return {qFromBigEndian<quint64>(bytes), qFromBigEndian<quint64>(bytes + 8)};
}

RateTable::Entry &RateTable::entry(const RateKey &key)
{
    if (!m_entries.empty() && m_entries.front().key == key)
        return m_entries.front();
    if (const auto found = m_places.constFind(key); found != m_places.cend()) {
        m_entries.splice(m_entries.begin(), m_entries, *found);
        return m_entries.front();
    }
    if (size() >= m_entriesMax) {
        m_places.remove(m_entries.back().key);
        m_entries.pop_back();
    }
    m_entries.push_front({.key = key});
    m_places.insert(key, m_entries.begin());
    return m_entries.front();
}

} // namespace txdesk::security
