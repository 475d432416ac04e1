// One thing a person did or tried to do, as the audit keeps it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/instant.h"
#include "shared/model/access.h"

#include <QByteArray>

namespace txdesk {

// Who asks. Comes from the token or the certificate, never from the request's body.
struct AuditContext
{
    QString actor;
    QString tokenId; // empty: no token
    Role role = Role::Nobody;
    QString address;
    QString requestId;

    friend bool operator==(const AuditContext &, const AuditContext &) = default;
};

enum class AuditResult { Done, Refused };
inline constexpr std::array<Name<AuditResult>, 2> auditResultNames{{
    {AuditResult::Done, QLatin1StringView("done")},
    {AuditResult::Refused, QLatin1StringView("refused")},
}};

// Invariant once stored: mac = HMAC-SHA256(key, mac of seq - 1 of the same chain, canonical form of the rest); seq has
// no holes within a chain. Source: spec/reliability 4.2, I36, I37.
struct AuditRecord
{
    QString chain;   // the coordinator that wrote it; given by the store
    qint64 seq = 0;  // from 1; given by the store
    Instant at{};
    AuditContext by;
    QString action;  // "force-stop", "token.create", "payload.show", "login": a word of audit_actions
    QString gid;     // empty: not about one transaction
    QString target;  // token id, topic name; empty: none
    QString reason;
    QString before;  // "submitted epoch=4"; empty: nothing was there
    QString after;
    AuditResult result = AuditResult::Done;
    QByteArray mac;  // 32 bytes; given by the store

    friend bool operator==(const AuditRecord &, const AuditRecord &) = default;
};

// Empty members: any. Newest first.
struct AuditFilter
{
    QString gid;
    QString actor;
    QString action;
    std::optional<Instant> from; // at >= from
    std::optional<Instant> to;   // at < to

    friend bool operator==(const AuditFilter &, const AuditFilter &) = default;
};

struct AuditPage
{
    QList<AuditRecord> records;
    QString next; // opaque position; empty at the end

    friend bool operator==(const AuditPage &, const AuditPage &) = default;
};

} // namespace txdesk
