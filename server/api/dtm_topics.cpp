// DTM's topics: read the row, change the list, put it back if nobody was faster. The texts are DTM's.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/api_parts.h"
#include "server/api/dtm_service.h"
#include "shared/codec/topic_codec.h"

#include <algorithm>

namespace txdesk::api {

using namespace Qt::StringLiterals;

namespace {

const QString topicsCategory = u"topics"_s;
constexpr int topicBytesMax = 128;
constexpr int remarkBytesMax = 1024;

using Subscribers = QList<Subscriber>;
// Changes the list in place; an error leaves it alone. `exists`: the topic has a row.
using Change = std::function<Result<>(Subscribers &subscribers, bool exists)>;

// DTM answers 500 to all of these.
tl::unexpected<Error> dtmRefusal(const QString &text)
{
    return fail(ErrorCode::Internal, text);
}

tl::unexpected<Error> tooLong(const QString &message, const QString &field)
{
    return fail(ErrorCode::InvalidRequest, message, field);
}

Result<> check(const QString &topic, const Subscriber &subscriber, const ApiSettings &settings)
{
    if (topic.isEmpty())
        return dtmRefusal(u"empty topic"_s);
    if (subscriber.url.isEmpty())
        return dtmRefusal(u"empty url"_s);
    if (topic.toUtf8().size() > topicBytesMax)
        return tooLong(u"topic too long"_s, u"topic"_s);
    if (subscriber.url.toUtf8().size() > settings.limits.urlBytesMax)
        return tooLong(u"url too long"_s, u"url"_s);
    if (subscriber.remark.toUtf8().size() > remarkBytesMax)
        return tooLong(u"remark too long"_s, u"remark"_s);
    return {};
}

// The last step of every change: the cache follows the store before the client hears of it.
void finish(ApiParts &parts, const OnDtmReply &done, const store::StoreAnswer &answer)
{
    if (const auto *error = std::get_if<Error>(&answer)) {
        done(dtmReply(*error));
        return;
    }
    parts.coordinator.reloadTopics([done](Result<> &&reloaded) { done(reloaded ? DtmReply{} : dtmReply(reloaded.error())); });
}

void changeTopic(ApiParts &parts, const QString &topic, const Change &change, const OnDtmReply &done)
{
    const auto changeRow = [&parts, done, topic, change](Result<QList<KvRow>> &&rows) {
        if (!rows) {
            done(dtmReply(rows.error()));
            return;
        }
        const bool exists = !rows->isEmpty();
        Subscribers subscribers;
        if (exists)
            subscribers = codec::subscribersFromText(rows->first().value).value_or(Subscribers{});
        if (const Result<> changed = change(subscribers, exists); !changed) {
            done(dtmReply(changed.error()));
            return;
        }
        const qint64 expected = exists ? rows->first().version : 0;
        parts.coordinator.ask(
            store::PutKv{topicsCategory, topic, codec::subscribersText(subscribers), expected, parts.clock.now()},
            [&parts, done](store::StoreAnswer &&answer) { finish(parts, done, answer); });
    };
    parts.coordinator.read<QList<KvRow>>(
        [topic](store::TransactionReader &reader) { return reader.kv(topicsCategory, topic); }, changeRow);
}

auto withUrl(const QString &url)
{
    return [url](const Subscriber &subscriber) { return subscriber.url == url; };
}

Result<> add(Subscribers &subscribers, const Subscriber &subscriber, int most)
{
    if (std::any_of(subscribers.begin(), subscribers.end(), withUrl(subscriber.url)))
        return dtmRefusal(u"this url exists"_s);
    if (subscribers.size() >= most)
        return tooLong(u"too many subscribers (at most %1)"_s.arg(most), u"topic"_s);
    subscribers.append(subscriber);
    return {};
}

Result<> take(Subscribers &subscribers, bool exists, const QString &url)
{
    if (!exists)
        return dtmRefusal(u"no such a topic"_s);
    if (subscribers.isEmpty())
        return dtmRefusal(u"this topic is empty"_s);
    if (subscribers.removeIf(withUrl(url)) == 0)
        return dtmRefusal(u"no such an url "_s);
    return {};
}

} // namespace

void DtmService::subscribe(const Caller &, const QString &topic, const QString &url, const QString &remark, OnDtmReply done)
{
    const Subscriber subscriber{url, remark};
    Result<> fits = check(topic, subscriber, m_parts.settings);
    if (fits && m_parts.settings.checkUrl)
        fits = m_parts.settings.checkUrl(url);
    if (!fits) {
        done(dtmReply(fits.error()));
        return;
    }
    changeTopic(m_parts, topic,
                [subscriber, most = m_parts.settings.subscribersMax](Subscribers &subscribers, bool) {
                    return add(subscribers, subscriber, most);
                },
                done);
}

void DtmService::unsubscribe(const Caller &, const QString &topic, const QString &url, OnDtmReply done)
{
    if (const Result<> fits = check(topic, {url, {}}, m_parts.settings); !fits) {
        done(dtmReply(fits.error()));
        return;
    }
    changeTopic(m_parts, topic, [url](Subscribers &subscribers, bool exists) { return take(subscribers, exists, url); }, done);
}

void DtmService::removeTopic(const Caller &, const QString &topic, OnDtmReply done)
{
    m_parts.coordinator.ask(store::RemoveKv{topicsCategory, topic}, [this, done](store::StoreAnswer &&answer) {
        const auto *removed = std::get_if<store::Removed>(&answer);
        if (removed && removed->count == 0)
            done({.kind = DtmReply::Kind::Error, .message = u"storage: NotFound"_s});
        else
            finish(m_parts, done, answer);
    });
}

} // namespace txdesk::api
