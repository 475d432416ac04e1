// Audit records as JSON of /api/v1, both ways, and as lines of CSV for export.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/foreign_word.h"
#include "shared/base/result.h"
#include "shared/model/audit_record.h"

#include <QJsonObject>

namespace txdesk::codec {

// {"chain","seq","at","actor","tokenId","role","address","requestId","action","gid","target","reason","before","after",
// "result","mac"}: empty members are left out, "at" is milliseconds since 1970 UTC, "mac" hexadecimal.
[[nodiscard]] QJsonObject toJson(const AuditRecord &record);
[[nodiscard]] QJsonObject toJson(const AuditPage &page); // {"records","next"}
[[nodiscard]] Result<AuditRecord> auditRecordFromJson(const QJsonObject &json, UnknownWords unknown = UnknownWords::Refused);
[[nodiscard]] Result<AuditPage> auditPageFromJson(const QJsonObject &json, UnknownWords unknown = UnknownWords::Refused);

// RFC 4180, every cell in quotes, lines end in CR LF. A cell that a spreadsheet would take for a formula, because it
// begins with = + - @ tab or CR, gets an apostrophe before it. Source: ASVS 1.2.10.
[[nodiscard]] QByteArray csvCell(const QString &text);
[[nodiscard]] QByteArray auditCsvHead();
[[nodiscard]] QByteArray auditCsvLine(const AuditRecord &record);

struct AuditQuery
{
    AuditFilter filter;
    QString after;   // AuditPage::next of the page before
    int limit = 200; // 1 to 1000
    enum class Format { Json, JsonLines, Csv } format = Format::Json;
};
// gid, actor, action, from, to (ms), after, limit, format (json, jsonl, csv). InvalidRequest names the parameter.
[[nodiscard]] Result<AuditQuery> auditQueryFrom(const QList<std::pair<QByteArray, QByteArray>> &parameters);
[[nodiscard]] QByteArray toQuery(const AuditQuery &query);

} // namespace txdesk::codec
