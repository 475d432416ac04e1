// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/topic_codec.h"

#include "shared/codec/json_text.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace txdesk::codec {

using namespace Qt::StringLiterals;

// Members in DTM's order: its servers and tests compare this text.
QString subscribersText(const QList<Subscriber> &subscribers)
{
    QByteArray text = "[";
    for (const Subscriber &subscriber : subscribers) {
        text += text.size() > 1 ? ",{" : "{";
        appendKey(text, "url");
        appendJsonString(text, subscriber.url, Escape::LikeGo);
        appendKey(text, "remark");
        appendJsonString(text, subscriber.remark, Escape::LikeGo);
        text += '}';
    }
    return QString::fromUtf8(text + ']');
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
