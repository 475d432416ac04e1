// Writes the body of an AT registerBranch and of at/lockQuery.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/lock_request.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace txdesk::client {

using namespace Qt::StringLiterals;

QByteArray LockRequest::toJson() const
{
    QJsonObject json{{u"resource_id"_s, resource}, {u"locks"_s, client::toJson(locks)}};
    if (!gid.isEmpty())
        json["gid"_L1] = gid.value;
    if (!requestId.isEmpty()) {
        json["trans_type"_L1] = u"at"_s;
        json["request_id"_L1] = requestId;
        json["url"_L1] = url;
        json["wait_ms"_L1] = qint64(wait.count());
    }
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

} // namespace txdesk::client
