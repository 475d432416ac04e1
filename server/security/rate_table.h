// How often each caller has asked and failed lately: token buckets in a table of bounded size.
// Thread: one.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/instant.h"

#include <QByteArrayView>
#include <QHash>
#include <QHostAddress>
#include <QString>

#include <list>

namespace txdesk::security {

struct Rate
{
    double perSecond = 0; // 0: no limit
    double burst = 0;
};

// Full at first. A clock that is set back stops it for no longer than it takes to fill once.
struct TokenBucket
{
    double taken = 0;
    Instant at{};

    [[nodiscard]] bool take(const Rate &rate, Instant now);
};

// So many failures in the minute that the first of them begins; from the next one on, one a second.
struct FailureCount
{
    int count = 0;
    Instant since{};
    Instant barredUntil{};

    [[nodiscard]] bool mayFail(int perMinute, Instant now); // counts this one
};

// Records of refusals: the first few of a minute; what was left out since then is told with the next one.
struct RecordCount
{
    int count = 0;
    int leftOut = 0;
    Instant since{};

    [[nodiscard]] bool mayRecord(int perMinute, Instant now); // counts this one
};

// 128 bits that tell callers apart.
struct RateKey
{
    quint64 high = 0;
    quint64 low = 0;

    friend bool operator==(const RateKey &, const RateKey &) = default;
};
[[nodiscard]] size_t qHash(const RateKey &key, size_t seed = 0) noexcept;
[[nodiscard]] RateKey keyOf(const QHostAddress &address); // all of loopback is one; of an IPv6 network its first 64 bits count
[[nodiscard]] RateKey keyOf(QByteArrayView digest);       // its first 16 bytes

class RateTable
{
public:
    struct Entry
    {
        RateKey key{};
        TokenBucket requests{};
        FailureCount failures{};
        RecordCount records{};
        QHostAddress address{}; // the last one of a network, and its text, which is not made anew each time: the holder's to fill
        QString text{};
    };

    // Beyond `entriesMax` the least recently used one leaves, and begins anew when it comes back.
    explicit RateTable(int entriesMax) : m_entriesMax(entriesMax) {}

    [[nodiscard]] Entry &entry(const RateKey &key); // until the next call
    [[nodiscard]] int size() const { return static_cast<int>(m_places.size()); }

private:
    using List = std::list<Entry>;
    int m_entriesMax;
    List m_entries; // the most recently used first
    QHash<RateKey, List::iterator> m_places;
};

} // namespace txdesk::security
