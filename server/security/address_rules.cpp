// SPDX-License-Identifier: Apache-2.0
#include "server/security/address_rules.h"

#include <algorithm>
#include <array>

namespace txdesk::security {
namespace {

struct Network4
{
    quint32 address;
    int bits;
    AddressKind kind;
};

// The first row that fits decides. Source: spec 4.2; RFC 6890; the metadata addresses are those cloud providers publish.
constexpr std::array<Network4, 12> networks4{{
    {0x00000000, 32, AddressKind::Unspecified},
    {0x00000000, 8, AddressKind::Forbidden},
    {0x7f000000, 8, AddressKind::Loopback},
    {0x0a000000, 8, AddressKind::Private},
    {0xac100000, 12, AddressKind::Private},
    {0xc0a80000, 16, AddressKind::Private},
    {0xa9fe0000, 16, AddressKind::Forbidden},  // link-local, and most clouds' metadata
    {0x646464c8, 32, AddressKind::Forbidden},  // 100.100.100.200: metadata
    {0xa83f8110, 32, AddressKind::Forbidden},  // 168.63.129.16: metadata
    {0xc0000000, 24, AddressKind::Forbidden},  // 192.0.0.0/24: protocol assignments, metadata
    {0xe0000000, 4, AddressKind::Forbidden},   // multicast
    {0xf0000000, 4, AddressKind::Forbidden},   // reserved, broadcast
}};

struct Network6
{
    std::array<quint8, 16> address;
    int bits;
    AddressKind kind;
};

constexpr std::array<Network6, 8> networks6{{
    {{}, 128, AddressKind::Unspecified},
    {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 128, AddressKind::Loopback},
    {{0xfd, 0x00, 0x0e, 0xc2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54}, 128, AddressKind::Forbidden}, // metadata
    {{0xfd, 0x20, 0x00, 0xce, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54}, 128, AddressKind::Forbidden}, // metadata
    {{0xfe, 0x80}, 10, AddressKind::Forbidden},                  // link-local
    {{0xff}, 8, AddressKind::Forbidden},                         // multicast
    {{0x00, 0x64, 0xff, 0x9b, 0x00, 0x01}, 48, AddressKind::Forbidden}, // RFC 8215: may hide any IPv4 address
    {{0xfc}, 7, AddressKind::Private},
}};

bool beginsWith(const quint8 *address, const quint8 *network, int bits)
{
    const int whole = bits / 8;
    if (!std::equal(network, network + whole, address))
        return false;
    const int rest = bits % 8;
    return rest == 0 || (address[whole] ^ network[whole]) >> (8 - rest) == 0;
}

AddressKind kindOf4(quint32 address)
{
    for (const Network4 &network : networks4)
        if ((address ^ network.address) >> (32 - network.bits) == 0)
            return network.kind;
    return AddressKind::Public;
}

AddressKind kindOf6(const Q_IPV6ADDR &address)
{
    for (const Network6 &network : networks6)
        if (beginsWith(address.c, network.address.data(), network.bits))
            return network.kind;
    return AddressKind::Public;
}

quint32 ipv4At(const Q_IPV6ADDR &address, int at)
{
    quint32 value = 0;
    for (int i = at; i < at + 4; ++i)
        value = value << 8 | address.c[i];
    return value;
}

std::optional<quint32> ipv4Inside(const Q_IPV6ADDR &address)
{
    constexpr std::array<quint8, 12> zeros{};
    constexpr std::array<quint8, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    constexpr std::array<quint8, 12> translated{0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0};
    constexpr std::array<quint8, 12> nat64{0, 0x64, 0xff, 0x9b};
    constexpr std::array<quint8, 2> sixToFour{0x20, 0x02};
    if (beginsWith(address.c, sixToFour.data(), 16))
        return ipv4At(address, 2);
    const quint32 last = ipv4At(address, 12);
    for (const auto &prefix : {mapped, translated, nat64})
        if (beginsWith(address.c, prefix.data(), 96))
            return last;
    if (beginsWith(address.c, zeros.data(), 96) && last > 1) // not :: and ::1
        return last;
    return std::nullopt;
}

} // namespace

std::optional<quint32> ipv4From(QStringView text)
{
    quint32 value = 0;
    int parts = 0, digits = 0, part = 0;
    for (const QChar c : text) {
        if (c == u'.') {
            if (digits == 0 || ++parts > 3)
                return std::nullopt;
            value = value << 8 | static_cast<quint32>(part);
            digits = part = 0;
            continue;
        }
        if (c < u'0' || c > u'9' || (digits > 0 && part == 0))
            return std::nullopt;
        part = part * 10 + (c.unicode() - u'0');
        if (++digits > 3 || part > 255)
            return std::nullopt;
    }
    if (digits == 0 || parts != 3)
        return std::nullopt;
    return value << 8 | static_cast<quint32>(part);
}

QHostAddress unwrapped(const QHostAddress &address)
{
    if (address.protocol() != QAbstractSocket::IPv6Protocol)
        return address;
    const std::optional<quint32> inside = ipv4Inside(address.toIPv6Address());
    return inside ? QHostAddress(*inside) : address;
}

AddressKind kindOf(const QHostAddress &address)
{
    if (!address.scopeId().isEmpty())
        return AddressKind::Forbidden;
    const QHostAddress plain = unwrapped(address);
    switch (plain.protocol()) {
    case QAbstractSocket::IPv4Protocol: return kindOf4(plain.toIPv4Address());
    case QAbstractSocket::IPv6Protocol: return kindOf6(plain.toIPv6Address());
    case QAbstractSocket::AnyIPProtocol: return AddressKind::Unspecified; // QHostAddress::Any
    default: return AddressKind::Forbidden;                               // not an address
    }
}

} // namespace txdesk::security
