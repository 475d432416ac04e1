// What is remembered of a chain outside the database, so that a truncated audit and a restored old database are noticed.
// The file, mode 0600, one word and its value a line:
//   txdesk-audit-anchor 1
//   chain <name> | seq <of the head> | mac <64 hexadecimal digits> | count <records stored> | at <UTC> | key <name of the key>
// Source: spec/reliability 4.2, I37.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/audit_seal.h"
#include "shared/base/result.h"

#include <optional>

namespace txdesk::store {

struct AuditAnchor
{
    QString chain;
    AuditHead head;
    qint64 count = 0; // records of the chain that were stored; fewer than head.seq after a trim
    Instant at{};
    QString key;      // auditKeyName()

    friend bool operator==(const AuditAnchor &, const AuditAnchor &) = default;
};

// Tells keys apart without telling the key: 16 hexadecimal digits.
[[nodiscard]] QString auditKeyName(const QByteArray &key);

[[nodiscard]] QByteArray anchorText(const AuditAnchor &anchor);
[[nodiscard]] Result<AuditAnchor> anchorFromText(const QByteArray &text); // InvalidRequest

// Thread: any; blocks on the disk. NotFound and NotAllowed as of security::readSecret.
[[nodiscard]] Result<AuditAnchor> readAnchor(const QString &file);
[[nodiscard]] Result<> writeAnchor(const QString &file, const AuditAnchor &anchor); // replaces it at once; durable

} // namespace txdesk::store
