// Reads requests and spells answers.
// SPDX-License-Identifier: Apache-2.0
#include "server/tutorial/service.h"

#include "shared/client/new_gid.h"

#include <QJsonDocument>

#include <cmath>

namespace txdesk::tutorial {

using namespace Qt::StringLiterals;

QString Work::text(QByteArrayView parameter, const QString &otherwise) const
{
    const std::optional<QByteArray> value = request.parameter(parameter);
    return value ? QString::fromUtf8(*value) : otherwise;
}

Gid Work::gid() const
{
    const QString told = text("gid");
    return told.isEmpty() ? client::newGid() : Gid{told};
}

Result<double> Work::amount(QByteArrayView parameter) const
{
    bool isNumber = false;
    const double amount = text(parameter).toDouble(&isNumber);
    if (!isNumber || !std::isfinite(amount) || amount <= 0)
        return fail(ErrorCode::InvalidRequest, u"%1: expected a positive number"_s.arg(QLatin1StringView(parameter)));
    return amount;
}

QByteArray compactJson(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonObject objectIn(const QByteArray &body)
{
    return QJsonDocument::fromJson(body).object();
}

http::Response jsonReply(const QJsonObject &object)
{
    return {.body = compactJson(object)};
}

http::Response errorReply(const Error &error, const Gid &gid)
{
    int status = 500;
    if (error.code == ErrorCode::InvalidRequest)
        status = 400;
    else if (error.code == ErrorCode::NotFound)
        status = 404;
    else if (error.code == ErrorCode::Conflict)
        status = 409;
    QJsonObject json{{u"message"_s, error.message}};
    if (!gid.value.isEmpty())
        json["gid"_L1] = gid.value;
    return {.status = status, .body = compactJson(json)};
}

http::Response replyOf(const Result<> &result, const QString &done, const Gid &gid)
{
    if (!result)
        return errorReply(result.error(), gid);
    QJsonObject json{{u"result"_s, done}};
    if (!gid.value.isEmpty())
        json["gid"_L1] = gid.value;
    return jsonReply(json);
}

Result<> resultOf(const client::BranchAnswer &answer)
{
    if (answer.outcome == Outcome::Succeeded)
        return {};
    return fail(answer.outcome == Outcome::Rejected ? ErrorCode::Conflict : ErrorCode::Unavailable, answer.message);
}

client::BranchAnswer oneRow(const Result<int> &changed, const QString &otherwise)
{
    if (!changed)
        return client::BranchAnswer::unknown(changed.error().message);
    return *changed == 1 ? client::BranchAnswer::succeeded() : client::BranchAnswer::rejected(otherwise);
}

} // namespace txdesk::tutorial
