// SPDX-License-Identifier: Apache-2.0
#include "server/security/doorkeeper.h"

#include "server/security/credentials.h"

#include <utility>

namespace txdesk::security {

using namespace Qt::StringLiterals;

namespace {

using Kind = Refusal::Kind;

Refusal refusal(Kind kind, const QString &message, Caller caller)
{
    return {.kind = kind, .message = message, .retryAfterSeconds = kind == Kind::TooMany ? 1 : 0, .caller = std::move(caller)};
}

// Counted, not recorded: it is no attempt at anything.
tl::unexpected<Refusal> tooMany(Caller caller)
{
    Refusal answer = refusal(Kind::TooMany, u"too many requests"_s, std::move(caller));
    answer.shouldBeRecorded = false;
    return tl::unexpected<Refusal>(std::move(answer));
}

// Whom we know, but who may not.
Refusal forbidden(Role needed, Caller caller)
{
    return refusal(Kind::Forbidden, u"role %1 needed"_s.arg(nameIn(roleNames, needed)), std::move(caller));
}

// Takes the place of a token that is not there, so that its path is the same.
const StoredToken &noToken()
{
    static const StoredToken none = [] {
        StoredToken token;
        token.token.revokedAt = Instant{};
        return token;
    }();
    return none;
}

} // namespace

Doorkeeper::Doorkeeper(DoorSettings settings, const Clock &clock)
    : m_settings(std::move(settings)), m_clock(clock), m_addresses(m_settings.entriesMax), m_holders(m_settings.entriesMax)
{
}

Doorkeeper::~Doorkeeper() = default;

void Doorkeeper::setSettings(DoorSettings settings)
{
    m_settings = std::move(settings);
}

tl::expected<Caller, Refusal> Doorkeeper::admit(const Knock &knock, Role needed)
{
    const Instant now = m_clock.now();
    if (knock.hasSecretInUrl)
        return refuse(knock, refusal(Kind::Unauthenticated, u"a token in the URL is not accepted: use the header Authorization"_s, {}), needed, now);
    if (!knock.authorization.isEmpty())
        return byToken(knock, needed, now);
    if (const Role role = m_settings.certificates.roleOf(knock.certificate, knock.certificateName); role != Role::Nobody)
        return byCertificate(knock, role, needed, now);
    return byAddress(knock, needed, now);
}

Doorkeeper::Answer Doorkeeper::byToken(const Knock &knock, Role needed, Instant now)
{
    const QByteArray hash = hashOf(secretIn(knock.authorization));
    ++m_secretsChecked;
    const StoredToken *found = m_tokens.findHash(hash);
    const StoredToken &known = found ? *found : noToken();
    if (!isInForce(known.token, now)) {
        const bool mayFail = m_addresses.entry(keyOf(knock.address)).failures.mayFail(m_settings.failuresPerMinute, now);
        return refuse(knock, mayFail ? refusal(Kind::Unauthenticated, u"bad token"_s, {}) : refusal(Kind::TooMany, u"too many failures"_s, {}), needed, now);
    }
    Caller caller{.role = known.token.role, .actor = known.token.name, .tokenId = known.token.id, .scope = known.token.scope,
                  .address = textOf(knock.address)};
    if (!m_holders.entry(keyOf(hash)).requests.take(m_settings.requests, now))
        return tooMany(std::move(caller));
    m_tokens.noteUse(hash, now);
    if (caller.role < needed)
        return refuse(knock, forbidden(needed, std::move(caller)), needed, now);
    return caller;
}

Doorkeeper::Answer Doorkeeper::byCertificate(const Knock &knock, Role role, Role needed, Instant now)
{
    const QString name = knock.certificateName.isEmpty() ? QString::fromLatin1(knock.certificate.left(16)) : knock.certificateName.left(64);
    Caller caller{.role = role, .actor = u"certificate "_s + name, .address = textOf(knock.address)};
    if (!m_holders.entry(keyOf(QByteArray::fromHex(knock.certificate))).requests.take(m_settings.requests, now))
        return tooMany(std::move(caller));
    if (caller.role < needed)
        return refuse(knock, forbidden(needed, std::move(caller)), needed, now);
    return caller;
}

Doorkeeper::Answer Doorkeeper::byAddress(const Knock &knock, Role needed, Instant now)
{
    const bool isLocal = knock.address.isLoopback();
    const bool isTrusted = m_settings.loopbackTrust && isLocal;
    Caller caller{.actor = isTrusted ? u"loopback"_s : QString(), .address = textOf(knock.address)};
    if (m_settings.openIsKnown || (isTrusted && m_settings.compatOpenAdmin && knock.isDtmRoute))
        caller.role = Role::Admin;
    else if (isTrusted)
        caller.role = Role::Client;
    const bool isInTime = isLocal ? m_loopback.take(m_settings.loopback, now)
                                  : m_addresses.entry(keyOf(knock.address)).requests.take(m_settings.requests, now);
    if (!isInTime)
        return tooMany(std::move(caller));
    if (caller.role < needed)
        return refuse(knock, refusal(Kind::Unauthenticated, u"token required"_s, std::move(caller)), needed, now);
    return caller;
}

// Who asks for nothing that matters without a token is not recorded either.
Doorkeeper::Answer Doorkeeper::refuse(const Knock &knock, Refusal refusal, Role needed, Instant now)
{
    if (refusal.caller.address.isEmpty())
        refusal.caller.address = textOf(knock.address);
    const bool showsNothing = knock.authorization.isEmpty() && refusal.kind == Kind::Unauthenticated && !knock.hasSecretInUrl;
    if (showsNothing && needed < Role::Operator) {
        refusal.shouldBeRecorded = false;
        return tl::unexpected<Refusal>(std::move(refusal));
    }
    RecordCount &records = m_addresses.entry(keyOf(knock.address)).records;
    refusal.shouldBeRecorded = records.mayRecord(m_settings.recordsPerMinute, now);
    if (refusal.shouldBeRecorded)
        refusal.leftOut = std::exchange(records.leftOut, 0);
    return tl::unexpected<Refusal>(std::move(refusal));
}

// Loopback's is the same for every request of a bench, and a text of an address costs more than the rest of it all.
QString Doorkeeper::textOf(const QHostAddress &address)
{
    static const QString local = u"127.0.0.1"_s;
    static const QHostAddress localAddress(QHostAddress::LocalHost);
    if (address == localAddress)
        return local;
    if (address.isLoopback())
        return address.toString();
    RateTable::Entry &entry = m_addresses.entry(keyOf(address));
    if (entry.address != address) {
        entry.address = address;
        entry.text = address.toString();
    }
    return entry.text;
}

} // namespace txdesk::security
