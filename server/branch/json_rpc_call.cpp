// SPDX-License-Identifier: Apache-2.0
#include "server/branch/json_rpc_call.h"

#include "server/branch/answer_words.h"
#include "server/branch/branch_request.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>
#include <QUrlQuery>

namespace txdesk::branch {
namespace {

using namespace Qt::StringLiterals;

constexpr int codeOfFailure = -32901;
constexpr int codeOfOngoing = -32902;

QJsonObject identityOf(const engine::Call &call)
{
    return {{"gid"_L1, call.gid.value},
            {"trans_type"_L1, QString(nameIn(transactionKindNames, call.kind))},
            {"branch_id"_L1, call.branch.value},
            {"op"_L1, opTextOf(call)}};
}

QByteArray compact(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

// The payload's own text is kept: reading and writing it again would round its large numbers.
Result<QByteArray> paramsOf(const engine::Call &call)
{
    QJsonObject identity = identityOf(call);
    const QByteArray payload = call.payload.trimmed();
    if (payload.isEmpty())
        return compact(identity);
    const QJsonDocument document = QJsonDocument::fromJson(payload);
    if (!document.isObject())
        return fail(ErrorCode::InvalidRequest, u"the payload of a JSON-RPC branch must be a JSON object; nothing was called"_s);
    QJsonObject members = document.object();
    const bool overlaps = std::ranges::any_of(identity.keys(), [&](const QString &key) { return members.contains(key); });
    if (!overlaps && !members.isEmpty())
        return payload.chopped(1) + ',' + compact(identity).sliced(1);
    for (auto it = identity.constBegin(); it != identity.constEnd(); ++it)
        members.insert(it.key(), it.value());
    return compact(members);
}

QString methodOf(const QString &url)
{
    return QUrlQuery(QUrl(url)).queryItemValue(u"method"_s, QUrl::FullyDecoded);
}

} // namespace

Result<http::ClientRequest> jsonRpcRequestFor(const engine::Call &call, const QList<http::Header> &usual)
{
    const Result<QByteArray> params = paramsOf(call);
    if (!params)
        return tl::unexpected<Error>(params.error());
    const QString id = u"%1-%2-%3-%4"_s.arg(call.gid.value, call.branch.value, opTextOf(call)).arg(call.attempt);
    const QByteArray head = compact({{"id"_L1, id}, {"jsonrpc"_L1, "2.0"_L1}, {"method"_L1, methodOf(call.url)}});
    http::ClientRequest request;
    request.method = "POST"_ba;
    request.url = call.url.section(u'#', 0, 0);
    request.headers = headersFor(call, usual);
    request.body = head.chopped(1) + ",\"params\":" + *params + '}';
    request.timeout = call.timeout;
    return request;
}

engine::CallAnswered answerFromJsonRpc(engine::CallId id, const http::ClientResult &result, Verdict verdict)
{
    engine::CallAnswered answer = answerFromHttp(id, result, verdict);
    if (answer.outcome != Outcome::Succeeded)
        return answer;
    const QJsonValue error = QJsonDocument::fromJson(result.body).object().value("error"_L1);
    if (error.isUndefined() || error.isNull())
        return answer;
    const int code = error["code"_L1].toInt();
    answer.outcome = code == codeOfFailure ? Outcome::Rejected : code == codeOfOngoing ? Outcome::Ongoing : Outcome::Unknown;
    answer.text = wordsOf(error["message"_L1].toString().toUtf8());
    if (answer.text.isEmpty())
        answer.text = wordsOf(result.body);
    return answer;
}

} // namespace txdesk::branch
