// Whether the stored audit is what was recorded: every chain from its beginning to its end, and against what is remembered
// of it outside the database. A thief of the database can change it, but not so that this finds nothing: it has no key.
// Thread: that of the reader; blocks. Source: spec/reliability 4.4 row 92, I37.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/audit_anchor.h"
#include "server/store/transaction_store.h"

namespace txdesk::store {

enum class AuditDamage {
    Changed,   // a record does not fit its seal
    Deleted,   // records are missing in the middle or at the beginning
    Inserted,  // a record stands there that was never recorded, and pushes the others on
    Swapped,   // records have changed places
    Truncated, // the end is missing that the anchor knows
    Restored,  // an older state of the database came back
    WrongKey,  // nothing of the chain fits this key
};
inline constexpr std::array<Name<AuditDamage>, 7> auditDamageNames{{
    {AuditDamage::Changed, QLatin1StringView("changed")},
    {AuditDamage::Deleted, QLatin1StringView("deleted")},
    {AuditDamage::Inserted, QLatin1StringView("inserted")},
    {AuditDamage::Swapped, QLatin1StringView("swapped")},
    {AuditDamage::Truncated, QLatin1StringView("truncated")},
    {AuditDamage::Restored, QLatin1StringView("restored")},
    {AuditDamage::WrongKey, QLatin1StringView("wrong-key")},
}};

// The first bad place of a chain; what comes after it is not looked at.
struct AuditFault
{
    QString chain;
    qint64 seq = 0; // of the first record that is bad or missing
    AuditDamage damage = AuditDamage::Changed;
    QString text;   // one sentence for an operator

    friend bool operator==(const AuditFault &, const AuditFault &) = default;
};

struct VerifiedChain
{
    QString chain;
    qint64 first = 0; // later than 1 after a trim
    AuditHead head;   // as far as it verifies
};

struct AuditVerdict
{
    QList<VerifiedChain> chains;
    QList<AuditFault> faults; // at most one a chain, in the order of chains; empty: all is well
    qint64 records = 0;       // that fit
};

// Coordinators may have keys of their own: then those of other chains are given by name.
struct AuditKeys
{
    QByteArray usual;
    QMap<QString, QByteArray> byChain{};

    [[nodiscard]] QByteArray of(const QString &chain) const { return byChain.value(chain, usual); }
};

// Anchors: one a chain at most; a chain without one may have lost its end without anybody noticing.
[[nodiscard]] Result<AuditVerdict> verifyAudit(TransactionReader &reader, const AuditKeys &keys, const QList<AuditAnchor> &anchors);

// The short look of a start: the record that the anchor knows is there, and what follows it fits.
[[nodiscard]] Result<std::optional<AuditFault>> verifySince(TransactionReader &reader, const QByteArray &key, const AuditAnchor &anchor);

} // namespace txdesk::store
