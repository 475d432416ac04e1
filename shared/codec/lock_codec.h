// Global locks and who waits for whom as JSON of /api/v1, both ways; and the query string of GET /api/v1/locks.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/foreign_word.h"
#include "shared/base/result.h"
#include "shared/model/row_lock.h"

#include <QJsonObject>

namespace txdesk::codec {

// {"key":hex,"resource","table","row","gid","branch","sinceAt","status"}
[[nodiscard]] QJsonObject toJson(const LockHolder &holder);
// {"waiter","holder","key","resource","table","row","waiterCreatedAt","sinceAt","untilAt","coordinator"}
[[nodiscard]] QJsonObject toJson(const LockWait &wait);
[[nodiscard]] QJsonObject toJson(const LockPage &page);            // {"locks":[..],"next":".."}
[[nodiscard]] QJsonObject toJson(const QList<LockWait> &waits);    // {"waits":[..]}

[[nodiscard]] Result<LockHolder> lockHolderFromJson(const QJsonObject &json, UnknownWords unknown = UnknownWords::Refused);
[[nodiscard]] Result<LockWait> lockWaitFromJson(const QJsonObject &json);
[[nodiscard]] Result<LockPage> lockPageFromJson(const QJsonObject &json, UnknownWords unknown = UnknownWords::Refused);
[[nodiscard]] Result<QList<LockWait>> lockWaitsFromJson(const QJsonObject &json);

// "gid=..&resource=..&table=..&after=..&limit=200", percent-encoded; what is empty is left out.
struct LockQuery
{
    LockFilter filter{};
    QString after{};
    int limit = 200; // at most 1000
};
[[nodiscard]] QByteArray toQuery(const LockQuery &query);
// InvalidRequest names the parameter and what it may be.
[[nodiscard]] Result<LockQuery> lockQueryFrom(const QList<std::pair<QByteArray, QByteArray>> &parameters);

} // namespace txdesk::codec
