// Lets a request in or not: one place for HTTP, JSON-RPC, the stream and gRPC.
// Thread: the I/O thread.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/security/caller.h"
#include "server/security/certificate_roles.h"
#include "server/security/rate_table.h"
#include "server/security/token_book.h"
#include "shared/base/instant.h"

#include <QHostAddress>

#include <memory>

namespace txdesk::security {

// Source of the numbers: spec/reliability 4.2, docs/security.md.
struct DoorSettings
{
    bool loopbackTrust = true;    // who comes from loopback without a token is a client
    bool compatOpenAdmin = false; // and an admin on DTM's own routes
    bool openIsKnown = false;     // --i-know-this-is-open: the same for every address, on every route
    CertificateRoles certificates{};
    Rate requests{2000, 4000};         // of one token, one certificate, one address without either
    Rate loopback{100'000, 200'000};   // of all of loopback together that comes without
    int failuresPerMinute = 10;        // of one address
    int recordsPerMinute = 20;         // refusals of one address that belong into the audit
    int entriesMax = 10'000;           // addresses, and tokens, that are remembered
};

// What a transport knows of a request before it reads it.
struct Knock
{
    QByteArray authorization{};   // the header: "Bearer ...", "Basic ..."; empty: none
    QByteArray certificate{};     // fingerprint of the verified client certificate, lower-case hex; empty: none
    QString certificateName{};    // its CN; empty: none, or more than one
    QHostAddress address{};       // of the peer; what a proxy claims is not asked
    bool isDtmRoute = false;
    bool hasSecretInUrl = false;  // namesSecret() of a query parameter
    const char *route = "";       // its name, for the audit and metrics
};

struct Refusal
{
    enum class Kind {
        Unauthenticated, // 401: "token required", "bad token", "a token in the URL is not accepted: use the header Authorization"
        Forbidden,       // 403: "role operator needed"
        TooMany,         // 429: "too many failures", "too many requests"
    };
    Kind kind = Kind::Unauthenticated;
    QString message{};
    int retryAfterSeconds = 0; // TooMany
    Caller caller{};           // as far as it is known
    bool shouldBeRecorded = true; // in the audit; false: its address has filled its share of this minute
    int leftOut = 0;              // and how many of that address were left out since the last one that should
};

class Doorkeeper
{
public:
    // `clock` must outlive it.
    Doorkeeper(DoorSettings settings, const Clock &clock);
    ~Doorkeeper();

    // A wrong token, a revoked and an expired one take the same steps and get the same words. A right one is let in
    // whatever its address did before.
    [[nodiscard]] tl::expected<Caller, Refusal> admit(const Knock &knock, Role needed);

    [[nodiscard]] TokenBook &tokens() { return m_tokens; }
    [[nodiscard]] const DoorSettings &settings() const { return m_settings; }
    void setSettings(DoorSettings settings); // from the next request on; entriesMax stays as it was

    [[nodiscard]] qint64 secretsChecked() const { return m_secretsChecked; } // SHA-256 made, for tests
    [[nodiscard]] int remembered() const { return m_addresses.size() + m_holders.size(); }

private:
    using Answer = tl::expected<Caller, Refusal>;
    [[nodiscard]] Answer byToken(const Knock &knock, Role needed, Instant now);
    [[nodiscard]] Answer byCertificate(const Knock &knock, Role role, Role needed, Instant now);
    [[nodiscard]] Answer byAddress(const Knock &knock, Role needed, Instant now);
    [[nodiscard]] Answer refuse(const Knock &knock, Refusal refusal, Role needed, Instant now);
    [[nodiscard]] QString textOf(const QHostAddress &address);

    DoorSettings m_settings;
    const Clock &m_clock;
    TokenBook m_tokens;
    RateTable m_addresses;
    RateTable m_holders; // of tokens and certificates: no flood of addresses pushes them out
    TokenBucket m_loopback;
    qint64 m_secretsChecked = 0;
};

} // namespace txdesk::security
