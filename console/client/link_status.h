// What the console knows about its connection, and how old that knowledge is.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/server_certificate.h"
#include "shared/base/instant.h"
#include "shared/model/access.h"

#include <QStringList>

#include <algorithm>
#include <optional>

namespace txdesk::console {

enum class LinkState {
    Closed,       // nobody asked for a connection
    Connecting,   // the first try is on its way
    Live,         // the stream is open
    Reconnecting, // the stream broke; the next try is at nextTryAt, or on its way when that is empty
};

// Whether the coordinator lets us in.
enum class Door {
    Open,          // or nobody has said otherwise yet
    NotAuthorised, // 401: no token, or one that is wrong, expired or revoked
    Forbidden,     // 403 for the stream itself: the role may not look
    Busy,          // 429: too many requests or too many failures
    Untrusted,     // its certificate is not believed; see LinkStatus::certificate
};

// Who we are to the coordinator, as it says itself.
struct CallerInfo
{
    Role role = Role::Nobody;
    QString name;    // of the token
    QString tokenId; // empty: it saw none
    std::optional<Instant> expiresAt;

    friend bool operator==(const CallerInfo &, const CallerInfo &) = default;
};

struct LinkStatus
{
    LinkState state = LinkState::Closed;
    std::optional<Instant> lastByteAt; // by our clock; a try that nobody answers does not count
    std::optional<Instant> nextTryAt;  // by our clock
    int failures = 0;                  // tries that failed in a row
    Milliseconds clockOffset{0};       // server time = our time + this
    QString problem;                   // the newest failure, as the system or the server words it
    QString node;                      // the coordinator that answered
    Door door = Door::Open;
    QString doorWords; // what the server said when it did not let us in
    bool hasToken = false;
    std::optional<CallerInfo> caller; // empty: it has not said
    bool serverIsOpen = false;        // it lets in everybody: --i-know-this-is-open or CompatOpenAdmin
    QString version;                  // of the server
    std::optional<ServerCertificate> certificate; // empty: no TLS
    Milliseconds beat{1000};   // how often something is heard when all is well
    QStringList notices{};     // what a person should know of this server all the time, translated

    friend bool operator==(const LinkStatus &, const LinkStatus &) = default;
};

// What a person may believe of the numbers on screen.
enum class Freshness { Live, Stale, Disconnected };

// A coordinator of ours speaks at least once a second: three beats of silence are stale.
inline constexpr Milliseconds staleAfter{3000};
// So long a silence is a dead connection that the system has not noticed.
inline constexpr Milliseconds deadAfter{10000};

[[nodiscard]] inline Freshness freshnessAt(const LinkStatus &status, Instant now)
{
    if (status.state != LinkState::Live || !status.lastByteAt)
        return Freshness::Disconnected;
    return now - *status.lastByteAt > std::max(staleAfter, 3 * status.beat) ? Freshness::Stale : Freshness::Live;
}

} // namespace txdesk::console
