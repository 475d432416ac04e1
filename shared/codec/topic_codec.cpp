// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/topic_codec.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace txdesk::codec {

using namespace Qt::StringLiterals;

QString subscribersText(const QList<Subscriber> &subscribers)
{
    QJsonArray array;
    for (const Subscriber &subscriber : subscribers)
        array.append(QJsonObject{{"url"_L1, subscriber.url}, {"remark"_L1, subscriber.remark}});
    return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
}

Result<QList<Subscriber>> subscribersFromText(const QString &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    if (!document.isArray())
        return fail(ErrorCode::InvalidRequest, u"subscribers: expected a JSON array"_s, u"v"_s);
    QList<Subscriber> subscribers;
    for (const QJsonValue &value : document.array())
        subscribers.append({value["url"_L1].toString(), value["remark"_L1].toString()});
    return subscribers;
}

} // namespace txdesk::codec
