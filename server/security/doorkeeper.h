// Lets a request in or not: one place for HTTP, JSON-RPC, the stream and gRPC.
// Thread: the I/O thread.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/security/caller.h"
#include "server/security/token_book.h"
#include "shared/base/instant.h"

#include <QHostAddress>

#include <memory>

namespace txdesk::security {

struct DoorSettings
{
    bool loopbackTrust = true;    // who comes from loopback without a token is a client
    bool compatOpenAdmin = false; // and an admin on DTM's own routes
    bool openIsKnown = false;     // --i-know-this-is-open: the same for every address, on every route
};

// What a transport knows of a request before it reads it.
struct Knock
{
    QByteArray authorization{};   // the header: "Bearer ...", "Basic ..."; empty: none
    QByteArray certificate{};     // fingerprint of the verified client certificate, lower-case hex; empty: none
    QHostAddress address{};       // of the peer; what a proxy claims is not asked
    bool isDtmRoute = false;
    const char *route = "";       // its name, for the audit and metrics
};

struct Refusal
{
    enum class Kind {
        Unauthenticated, // 401: "token required", "bad token"
        Forbidden,       // 403: "role operator needed"
        TooMany,         // 429: "too many failures", "too many requests"
    };
    Kind kind = Kind::Unauthenticated;
    QString message{};
    int retryAfterSeconds = 0; // TooMany
    Caller caller{};           // as far as it is known
};

class Doorkeeper
{
public:
    // `clock` must outlive it.
    Doorkeeper(DoorSettings settings, const Clock &clock);
    ~Doorkeeper();

    [[nodiscard]] tl::expected<Caller, Refusal> admit(const Knock &knock, Role needed);

    [[nodiscard]] TokenBook &tokens() { return m_tokens; }
    [[nodiscard]] const DoorSettings &settings() const { return m_settings; }

private:
    [[nodiscard]] tl::expected<Caller, Refusal> recognise(const Knock &knock);

    const DoorSettings m_settings;
    const Clock &m_clock;
    TokenBook m_tokens;
};

} // namespace txdesk::security
