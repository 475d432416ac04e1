// What an address is to the outbound policy, whatever notation hides it. Pure: nothing is resolved.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QHostAddress>
#include <QStringView>

#include <optional>

namespace txdesk::security {

enum class AddressKind {
    Forbidden,   // never called: link-local, cloud metadata, multicast, broadcast, reserved, 0/8, with a scope id
    Unspecified, // 0.0.0.0, ::
    Loopback,
    Private,     // RFC 1918, RFC 4193
    Public,
};

// Four decimal numbers without leading zeros, and nothing else.
[[nodiscard]] std::optional<quint32> ipv4From(QStringView text);

// The IPv4 address inside a mapped, compatible, translated (RFC 2765), NAT64 (64:ff9b::/96) or 6to4 one; else the same.
[[nodiscard]] QHostAddress unwrapped(const QHostAddress &address);

// Of the unwrapped address.
[[nodiscard]] AddressKind kindOf(const QHostAddress &address);

} // namespace txdesk::security
