// What the console asks about many transactions at once, about topics, and for a copy of what has ended.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/client/http_coordinator_link.h"
#include "shared/codec/error_group_codec.h"
#include "shared/codec/topic_codec.h"
#include "shared/codec/transaction_codec.h"

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

template <class T, class Read>
void hand(const Result<QJsonObject> &json, Read read, const Answer<T> &answer)
{
    answer(json ? read(*json) : Result<T>(tl::unexpected(json.error())));
}

// Only the filter counts.
QByteArray queryOf(const TransactionFilter &filter)
{
    return codec::toQuery(filter, PageRequest{});
}

QUrl subscribersOf(const HttpDoor &door, const QString &topic)
{
    QUrl url = door.at({});
    url.setPath(u"/api/v1/topics/"_s + QString::fromLatin1(QUrl::toPercentEncoding(topic)) + u"/subscribers"_s, QUrl::StrictMode);
    return url;
}

HttpDoor::Parse doneOrNot(const Answer<void> &answer)
{
    return [answer](const Result<QJsonObject> &json) { answer(json ? Result<void>() : Result<void>(tl::unexpected(json.error()))); };
}

} // namespace

void HttpCoordinatorLink::errorGroups(const TransactionFilter &filter, QObject *context, Answer<ErrorGroups> answer)
{
    m_door.fetch(m_door.at(u"/api/v1/error-groups"_s, queryOf(filter)), context,
                 [answer](const Result<QJsonObject> &json) { hand(json, codec::errorGroupsFromJson, answer); });
}

void HttpCoordinatorLink::count(const TransactionFilter &filter, QObject *context, Answer<CountEstimate> answer)
{
    m_door.fetch(m_door.at(u"/api/v1/transactions/count"_s, queryOf(filter)), context,
                 [answer](const Result<QJsonObject> &json) { hand(json, codec::countFromJson, answer); });
}

void HttpCoordinatorLink::topics(QObject *context, Answer<QList<Topic>> answer)
{
    m_door.fetch(m_door.at(u"/api/v1/topics"_s), context, [answer](const Result<QJsonObject> &json) { hand(json, codec::topicsFromJson, answer); });
}

void HttpCoordinatorLink::subscribe(const QString &topic, const Subscriber &subscriber, const QString &reason, QObject *context, Answer<void> answer)
{
    const QJsonObject body{{u"url"_s, subscriber.url}, {u"remark"_s, subscriber.remark}, {u"reason"_s, reason}};
    m_door.send("POST", subscribersOf(m_door, topic), body, context, doneOrNot(answer));
}

void HttpCoordinatorLink::unsubscribe(const QString &topic, const QString &url, const QString &reason, QObject *context, Answer<void> answer)
{
    m_door.send("DELETE", subscribersOf(m_door, topic), {{u"url"_s, url}, {u"reason"_s, reason}}, context, doneOrNot(answer));
}

void HttpCoordinatorLink::resubmit(const Resubmission &copy, QObject *context, Answer<Gid> answer)
{
    QJsonObject payloads;
    for (auto it = copy.payloads.cbegin(); it != copy.payloads.cend(); ++it)
        payloads.insert(it.key().value, QString::fromUtf8(it.value()));
    const QJsonObject body{{u"copy"_s, copy.copy.value}, {u"payloads"_s, payloads}, {u"reason"_s, copy.reason}};
    m_door.send("POST", m_door.atGid(copy.original.value, u"/resubmit"_s), body, context, [answer](const Result<QJsonObject> &json) {
        hand(json, [](const QJsonObject &done) { return Result<Gid>(Gid{done.value("gid"_L1).toString()}); }, answer);
    });
}

} // namespace txdesk::console
