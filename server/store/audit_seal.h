// How an audit record is sealed: which bytes are authenticated, and by what. Fixed for ever: what is sealed today must
// verify in years to come.
//   mac = HMAC-SHA256(key, mac of the record before it in its chain || canonical form); before the first stand 32 zero bytes
//   canonical form: fields one after another, each as the number of its bytes (4 bytes, most significant first) and the bytes:
//     "txdesk audit 1", chain, seq, at, actor, token id, role, address, request id, action, gid, target, reason, before,
//     after, result
//   Texts are UTF-8; role and result are their words; seq and at (ms since 1970 UTC) are decimal digits.
// Thread: any; pure. Source: spec/reliability 4.2, I37.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/model/audit_record.h"

namespace txdesk::store {

struct AuditSettings
{
    QByteArray key; // outside the database, 32 bytes; empty: tests only
    QString chain;  // this coordinator's name
};

// The newest record of a chain; seq 0: it has none.
struct AuditHead
{
    qint64 seq = 0;
    QByteArray mac = QByteArray(32, '\0');

    friend bool operator==(const AuditHead &, const AuditHead &) = default;
};

[[nodiscard]] QByteArray canonicalForm(const AuditRecord &record);
[[nodiscard]] QByteArray macOf(const QByteArray &key, const QByteArray &macBefore, const AuditRecord &record);
// The same as the record's, compared in constant time.
[[nodiscard]] bool fitsSeal(const QByteArray &key, const QByteArray &macBefore, const AuditRecord &record);

// Texts as they are stored: cut to their columns (a record takes at most 16 KiB), control characters and those that turn the
// writing direction spelled out (\u000a), so that a record stays one line wherever it is shown.
[[nodiscard]] AuditRecord fitted(AuditRecord record);
// The next of its chain.
[[nodiscard]] AuditRecord sealed(AuditRecord record, const AuditHead &head, const AuditSettings &settings);

} // namespace txdesk::store
