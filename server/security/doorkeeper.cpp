// SPDX-License-Identifier: Apache-2.0
#include "server/security/doorkeeper.h"

namespace txdesk::security {

using namespace Qt::StringLiterals;

namespace {

// The secret of "Bearer x", or the password of "Basic base64(user:x)"; null: neither.
QByteArray secretIn(const QByteArray &authorization)
{
    const qsizetype blank = authorization.indexOf(' ');
    const QByteArray scheme = authorization.first(std::max<qsizetype>(0, blank)).toLower();
    const QByteArray rest = authorization.sliced(blank + 1).trimmed();
    if (scheme == "bearer")
        return rest;
    if (scheme != "basic")
        return {};
    const QByteArray pair = QByteArray::fromBase64(rest);
    const qsizetype colon = pair.indexOf(':');
    return colon < 0 ? QByteArray() : pair.sliced(colon + 1);
}

tl::unexpected<Refusal> refuse(Refusal::Kind kind, const QString &message, Caller caller)
{
    return tl::unexpected<Refusal>(Refusal{.kind = kind, .message = message, .caller = std::move(caller)});
}

} // namespace

Doorkeeper::Doorkeeper(DoorSettings settings, const Clock &clock) : m_settings(settings), m_clock(clock) {}

Doorkeeper::~Doorkeeper() = default;

tl::expected<Caller, Refusal> Doorkeeper::recognise(const Knock &knock)
{
    Caller caller{.address = knock.address.toString()};
    if (knock.authorization.isEmpty()) {
        const bool trusted = m_settings.loopbackTrust && knock.address.isLoopback();
        if (m_settings.openIsKnown)
            caller.role = Role::Admin;
        else if (trusted)
            caller.role = knock.isDtmRoute && m_settings.compatOpenAdmin ? Role::Admin : Role::Client;
        caller.actor = trusted ? u"loopback"_s : QString();
        return caller;
    }
    const QByteArray hash = hashOf(secretIn(knock.authorization));
    const StoredToken *known = m_tokens.findHash(hash);
    const Instant now = m_clock.now();
    if (!known || !isInForce(known->token, now))
        return refuse(Refusal::Kind::Unauthenticated, u"bad token"_s, caller);
    m_tokens.noteUse(hash, now);
    caller.role = known->token.role;
    caller.actor = known->token.name;
    caller.tokenId = known->token.id;
    caller.scope = known->token.scope;
    return caller;
}

tl::expected<Caller, Refusal> Doorkeeper::admit(const Knock &knock, Role needed)
{
    tl::expected<Caller, Refusal> caller = recognise(knock);
    if (!caller || caller->role >= needed)
        return caller;
    if (caller->tokenId.isEmpty())
        return refuse(Refusal::Kind::Unauthenticated, u"token required"_s, *caller);
    return refuse(Refusal::Kind::Forbidden, u"role %1 needed"_s.arg(nameIn(roleNames, needed)), *caller);
}

} // namespace txdesk::security
