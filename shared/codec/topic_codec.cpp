// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/topic_codec.h"

#include "shared/codec/fields.h"
#include "shared/codec/json_text.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

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

QJsonObject topicsToJson(const QList<KvRow> &rows)
{
    QList<KvRow> sorted = rows;
    std::sort(sorted.begin(), sorted.end(), [](const KvRow &a, const KvRow &b) { return a.key < b.key; });
    QJsonArray topics;
    for (const KvRow &row : std::as_const(sorted)) {
        QJsonArray subscribers;
        for (const Subscriber &one : subscribersFromText(row.value).value_or(QList<Subscriber>{}))
            subscribers.append(QJsonObject{{u"url"_s, one.url}, {u"remark"_s, one.remark}});
        topics.append(QJsonObject{{u"name"_s, row.key}, {u"version"_s, row.version}, {u"subscribers"_s, subscribers}});
    }
    return {{u"topics"_s, topics}};
}

Result<QList<Topic>> topicsFromJson(const QJsonObject &json)
{
    Fields fields(json);
    QList<Topic> topics;
    for (const QJsonValue &value : fields.list("topics"_L1)) {
        const QJsonObject one = value.toObject();
        Fields members(one, u"topics[%1]."_s.arg(topics.size()));
        Topic topic{.name = members.text("name"_L1), .subscribers = {}, .version = members.integer("version"_L1, 0)};
        for (const QJsonValue &subscriber : members.list("subscribers"_L1))
            topic.subscribers.append({subscriber["url"_L1].toString(), subscriber["remark"_L1].toString()});
        if (!members.ok())
            fields.adopt(members.error());
        topics.append(std::move(topic));
    }
    return fields.finish(topics);
}

} // namespace txdesk::codec
