// Writes the request body; members that mean "default" are left out.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/transaction_request.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace txdesk::client {

using namespace Qt::StringLiterals;

namespace {

void addIfSet(QJsonObject &json, QLatin1StringView key, const QString &value)
{
    if (!value.isEmpty())
        json[key] = value;
}

void addIfSet(QJsonObject &json, QLatin1StringView key, qint64 value)
{
    if (value != 0)
        json[key] = value;
}

void addOptions(QJsonObject &json, const TransactionOptions &options)
{
    if (options.waitResult)
        json["wait_result"_L1] = true;
    addIfSet(json, "timeout_to_fail"_L1, options.timeoutToFail.count());
    addIfSet(json, "request_timeout"_L1, options.requestTimeout.count());
    addIfSet(json, "retry_interval"_L1, options.retryInterval.count());
    addIfSet(json, "retry_limit"_L1, options.retryLimit);
    addIfSet(json, "check_interval"_L1, options.checkInterval.count());
    addIfSet(json, "check_max"_L1, options.checkMax);
    addIfSet(json, "window"_L1, options.window.count());
    addIfSet(json, "success_body"_L1, options.successBody);
    QJsonArray ladder;
    for (const Seconds wait : options.retryLadder)
        ladder.append(qint64(wait.count()));
    if (!ladder.isEmpty())
        json["retry_ladder"_L1] = ladder;
    QJsonObject headers;
    for (auto it = options.branchHeaders.begin(); it != options.branchHeaders.end(); ++it)
        headers[it.key()] = it.value();
    if (!headers.isEmpty())
        json["branch_headers"_L1] = headers;
}

QString customText(const TransactionRequest &request)
{
    QJsonObject json;
    if (request.kind == TransactionKind::Message)
        addIfSet(json, "delay"_L1, request.custom.delay.count());
    if (request.kind == TransactionKind::Workflow && !request.custom.workflowName.isEmpty()) {
        json["name"_L1] = request.custom.workflowName;
        json["data"_L1] = QString::fromLatin1(request.custom.workflowData.toBase64());
    }
    if (request.kind == TransactionKind::Saga && request.custom.concurrent) {
        QJsonObject orders;
        for (auto it = request.custom.orders.begin(); it != request.custom.orders.end(); ++it) {
            QJsonArray before;
            for (const int step : it.value())
                before.append(step);
            orders[QString::number(it.key())] = before;
        }
        json["concurrent"_L1] = true;
        json["orders"_L1] = orders;
    }
    return json.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

} // namespace

QByteArray TransactionRequest::toJson() const
{
    QJsonArray jsonSteps;
    QJsonArray payloads;
    for (const RequestStep &step : steps) {
        QJsonObject jsonStep{{u"action"_s, step.action}};
        if (kind == TransactionKind::Saga)
            jsonStep["compensate"_L1] = step.compensate;
        jsonSteps.append(jsonStep);
        payloads.append(QString::fromUtf8(step.payload));
    }
    QJsonObject json{{u"gid"_s, gid.value},
                     {u"trans_type"_s, nameIn(transactionKindNames, kind)},
                     {u"concurrent"_s, custom.concurrent || options.concurrent}};
    if (!steps.isEmpty()) {
        json["steps"_L1] = jsonSteps;
        json["payloads"_L1] = payloads;
    }
    addIfSet(json, "custom_data"_L1, customText(*this));
    addIfSet(json, "query_prepared"_L1, queryPrepared);
    addIfSet(json, "business_key"_L1, businessKey);
    addIfSet(json, "rollback_reason"_L1, rollbackReason);
    addOptions(json, options);
    if (defaultLadder)
        json["retry_ladder"_L1] = "default"_L1;
    QJsonObject more;
    for (auto it = extra.begin(); it != extra.end(); ++it)
        more[it.key()] = it.value();
    if (!more.isEmpty())
        json["req_extra"_L1] = more;
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

} // namespace txdesk::client
