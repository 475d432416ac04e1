// How many connections each address has, and who of the strangers has not shown yet who they are.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/http/server_counters.h"
#include "shared/http/server_limits.h"

#include <QHash>
#include <QHostAddress>

#include <algorithm>
#include <iterator>

namespace txdesk::http {

// An IPv4 address that came as an IPv6 one is the same address.
[[nodiscard]] inline QHostAddress normalAddress(const QHostAddress &address)
{
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4);
    return isIpv4 ? QHostAddress(ipv4) : address;
}

// Whose connections count together: those of an IPv6 network, of which one host may have all addresses. Link-local addresses
// are all of one network, and stay apart.
[[nodiscard]] inline QHostAddress peerKey(const QHostAddress &address)
{
    const QHostAddress normal = normalAddress(address);
    if (normal.protocol() != QAbstractSocket::IPv6Protocol || normal.isLoopback() || normal.isLinkLocal())
        return normal;
    constexpr int networkBytes = 8;
    Q_IPV6ADDR bytes = normal.toIPv6Address();
    std::fill(bytes.c + networkBytes, std::end(bytes.c), quint8{0});
    return QHostAddress(bytes);
}

// Thread: the server's.
class PeerRegister
{
public:
    PeerRegister(const ServerLimits &limits, ServerCounters &counters) : m_limits(limits), m_counters(counters) {}

    // Who counts as unauthenticated until a request has shown who it is.
    [[nodiscard]] bool isStranger(const QHostAddress &address) const { return !m_limits.trustsLoopback || !address.isLoopback(); }

    // False, and counted, when a limit is reached.
    [[nodiscard]] bool admit(const QHostAddress &address)
    {
        if (m_admitted >= m_limits.connectionsMax)
            return refuse(m_counters.refusedByTotal);
        const bool isLoopback = address.isLoopback();
        const QHostAddress key = peerKey(address);
        const Count here = m_perAddress.value(key);
        if (here.all >= (isLoopback ? m_limits.connectionsPerLoopbackMax : m_limits.connectionsPerAddressMax))
            return refuse(m_counters.refusedByAddress);
        const bool isUnknown = isStranger(address);
        const bool isFull = m_counters.unauthenticated >= m_limits.unauthenticatedMax || here.strangers >= m_limits.unauthenticatedPerAddressMax;
        if (isUnknown && isFull)
            return refuse(m_counters.refusedUnauthenticated);
        ++m_admitted;
        m_counters.unauthenticated += isUnknown ? 1 : 0;
        m_perAddress[key] = {here.all + 1, here.strangers + (isUnknown ? 1 : 0)};
        return true;
    }

    void authenticated(const QHostAddress &address)
    {
        if (!isStranger(address))
            return;
        --m_counters.unauthenticated;
        if (const auto count = m_perAddress.find(peerKey(address)); count != m_perAddress.end())
            --count->strangers;
    }

    void left(const QHostAddress &address, bool wasAuthenticated)
    {
        --m_admitted;
        if (!wasAuthenticated)
            authenticated(address);
        if (const auto count = m_perAddress.find(peerKey(address)); count != m_perAddress.end() && --count->all == 0)
            m_perAddress.erase(count);
    }

private:
    [[nodiscard]] static bool refuse(qint64 &counter)
    {
        ++counter;
        return false;
    }

    const ServerLimits &m_limits;
    ServerCounters &m_counters;
    struct Count
    {
        int all = 0;
        int strangers = 0;
    };
    QHash<QHostAddress, Count> m_perAddress; // by peerKey()
    int m_admitted = 0;
};

} // namespace txdesk::http
