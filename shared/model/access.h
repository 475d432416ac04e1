// Who may do what: roles, scopes and tokens, without the secrets themselves.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/instant.h"
#include "shared/model/vocabulary.h"

#include <QList>
#include <QString>

#include <optional>

namespace txdesk {

// In order: each may do what those before it may.
enum class Role {
    Nobody,   // who has shown nothing
    Client,   // an application: prepare, submit, abort, registerBranch, newGid, query within its scope
    Viewer,   // reads all; payloads are masked
    Operator, // retry, pause, resume, abort; sees payloads, which is audited
    Admin,    // force-stop, topics, tokens, audit
};
inline constexpr std::array<Name<Role>, 5> roleNames{{
    {Role::Nobody, QLatin1StringView("nobody")},
    {Role::Client, QLatin1StringView("client")},
    {Role::Viewer, QLatin1StringView("viewer")},
    {Role::Operator, QLatin1StringView("operator")},
    {Role::Admin, QLatin1StringView("admin")},
}};

// What of the transactions a caller may touch. Empty members: all of them.
struct TokenScope
{
    QString gidPrefix;
    QList<TransactionKind> kinds;

    friend bool operator==(const TokenScope &, const TokenScope &) = default;
};

// What is known of a token. The secret is shown once, when it is made; the store keeps its SHA-256.
struct AccessToken
{
    QString id;    // short, public: in lists, logs and audit records
    QString name;  // whose it is: the actor of audit records and journals
    Role role = Role::Client;
    TokenScope scope;
    Instant createdAt{};
    QString createdBy; // name of the token that made it; empty: the server, at its first start
    std::optional<Instant> expiresAt;
    std::optional<Instant> lastUsedAt; // to about a minute
    std::optional<Instant> revokedAt;

    friend bool operator==(const AccessToken &, const AccessToken &) = default;
};

} // namespace txdesk
