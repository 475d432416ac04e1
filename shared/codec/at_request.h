// The bodies of AT's routes: a branch with the rows it locks, how its phase one ended, and whether rows are free.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/instant.h"
#include "shared/codec/dtm_request.h"
#include "shared/model/row_lock.h"

namespace txdesk::codec {

// registerBranch with trans_type "at". `locks`: each row once, by key.
struct AtRegisterBody
{
    Gid gid;
    QString requestId;
    QString resource;
    QString url;
    QList<LockedRow> locks;
    Milliseconds wait{}; // as asked for; not yet bounded
};

struct AtReportBody
{
    Gid gid;
    BranchId branch;
    bool failed = false;
    QString reason; // cut at RequestLimits::reasonCharactersMax
};

struct AtLockQueryBody
{
    Gid gid; // empty: of no transaction
    QString resource;
    QList<LockedRow> locks;
};

// Whether the body of a registerBranch is AT's: the other kinds send a flat map of strings.
[[nodiscard]] bool isAtRegister(const QJsonObject &json);

// `json`: as KeyRule::LikeGo leaves it. All errors are InvalidRequest and name the field: "field locks[2].pks[0][1]: ..".
// Of one key value: a text is a JSON string, an integer a JSON integer or {"i":"digits"}, bytes are {"b":"base64"}; nothing
// else is taken, null least of all.
[[nodiscard]] Result<AtRegisterBody> atRegisterFrom(const QJsonObject &json, const RequestLimits &limits);
[[nodiscard]] Result<AtReportBody> atReportFrom(const QJsonObject &json, const RequestLimits &limits);
[[nodiscard]] Result<AtLockQueryBody> atLockQueryFrom(const QJsonObject &json, const RequestLimits &limits);

} // namespace txdesk::codec
