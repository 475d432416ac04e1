// SPDX-License-Identifier: Apache-2.0
#include "server/branch/alert_hook.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>

namespace txdesk::branch {
namespace {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(alertLog, "txdesk.branch.alert")

QByteArray bodyOf(const engine::Alert &alert)
{
    return QJsonDocument(QJsonObject{{"gid"_L1, alert.gid.value},
                                     {"status"_L1, QString(nameIn(transactionStatusNames, alert.status))},
                                     {"branch"_L1, alert.branchUrl},
                                     {"error"_L1, alert.error},
                                     {"retry_count"_L1, alert.retryCount}})
        .toJson(QJsonDocument::Compact);
}

} // namespace

AlertHook::AlertHook(QString url, Outbound outbound) : m_url(std::move(url)), m_outbound(std::move(outbound))
{
    m_client.setAddressCheck(addressCheckOf(m_outbound.policy));
}

void AlertHook::post(const engine::Alert &alert)
{
    if (m_url.isEmpty())
        return;
    if (const Result<> allowed = m_outbound.policy->checkUrl(m_url); !allowed) {
        qCWarning(alertLog).noquote() << "alert not sent to the web hook gid=" << alert.gid.value << allowed.error().message;
        return;
    }
    http::ClientRequest request;
    request.method = "POST"_ba;
    request.url = m_url;
    request.headers = {{"Content-Type"_ba, "application/json"_ba}, {outboundHeader.toByteArray(), m_outbound.name()}};
    request.body = bodyOf(alert);
    m_client.send(std::move(request), [gid = alert.gid](http::ClientResult &&result) {
        if (result.kind != http::ClientResult::Kind::Answered || result.status >= 300)
            qCWarning(alertLog).noquote() << "alert not taken by the web hook gid=" << gid.value << result.status << result.error;
    });
}

} // namespace txdesk::branch
