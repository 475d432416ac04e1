// Reads what a coordinator says about locks.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/lock_answer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace txdesk::client {

using namespace Qt::StringLiterals;

namespace {

QList<LockHolder> holdersOf(const QJsonArray &json)
{
    QList<LockHolder> holders;
    for (const QJsonValue &one : json)
        holders.append({Gid{one["gid"_L1].toString()}, BranchId{one["branch_id"_L1].toString()}, one["resource_id"_L1].toString(),
                        one["table"_L1].toString(), one["row"_L1].toVariant().toString(), one["since"_L1].toVariant().toString(),
                        one["state"_L1].toString()});
    return holders;
}

} // namespace

Result<LockAnswer> LockAnswer::fromJson(const QByteArray &body)
{
    const QJsonObject json = QJsonDocument::fromJson(body).object();
    LockAnswer answer{.branch = BranchId{json["branch_id"_L1].toString()},
                      .holders = holdersOf(json["holders"_L1].toArray()),
                      .message = json["message"_L1].toString()};
    if (json.contains("retry_after_ms"_L1))
        answer.retryAfter = Milliseconds{json["retry_after_ms"_L1].toInteger()};
    if (json["dtm_result"_L1].toString() == "SUCCESS"_L1) {
        if (!json["lockable"_L1].toBool(true))
            answer.verdict = LockVerdict::Conflict;
        return answer;
    }
    const std::optional<LockVerdict> verdict = valueIn(lockVerdictNames, json["code"_L1].toString());
    if (!verdict || *verdict == LockVerdict::Granted)
        return fail(ErrorCode::Internal, u"the coordinator's answer says nothing about locks"_s);
    answer.verdict = *verdict;
    return answer;
}

} // namespace txdesk::client
