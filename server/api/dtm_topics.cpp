// DTM's topics: read the row, change the list, put it back if nobody was faster. The texts are DTM's.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/api_parts.h"
#include "server/api/handlers.h"
#include "server/api/parameters.h"
#include "shared/codec/dtm_answer.h"
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

struct Subscription
{
    QString topic;
    Subscriber subscriber;
};

Result<Subscription> subscriptionFrom(const http::Request &request, const ApiSettings &settings)
{
    const Result<QString> topic = firstValue(request, "topic");
    const Result<QString> url = firstValue(request, "url");
    const Result<QString> remark = firstValue(request, "remark");
    for (const Result<QString> *value : {&topic, &url, &remark})
        if (!*value)
            return tl::unexpected<Error>(value->error());
    if (topic->isEmpty())
        return dtmRefusal(u"empty topic"_s);
    if (url->isEmpty())
        return dtmRefusal(u"empty url"_s);
    if (topic->toUtf8().size() > topicBytesMax)
        return tooLong(u"topic too long"_s, u"topic"_s);
    if (url->toUtf8().size() > settings.limits.urlBytesMax)
        return tooLong(u"url too long"_s, u"url"_s);
    if (remark->toUtf8().size() > remarkBytesMax)
        return tooLong(u"remark too long"_s, u"remark"_s);
    return Subscription{*topic, {*url, *remark}};
}

// The last step of every change: the cache follows the store before the client hears of it.
void finish(ApiParts &parts, const ExchangePtr &exchange, const store::StoreAnswer &answer)
{
    if (const auto *error = std::get_if<Error>(&answer)) {
        exchange->answer(dtmError(*error));
        return;
    }
    parts.coordinator.reloadTopics([exchange](Result<> &&reloaded) { exchange->answer(reloaded ? dtmDone() : dtmError(reloaded.error())); });
}

void changeTopic(ApiParts &parts, const ExchangePtr &exchange, const QString &topic, const Change &change)
{
    const auto changeRow = [&parts, exchange, topic, change](Result<QList<KvRow>> &&rows) {
        if (!rows) {
            exchange->answer(dtmError(rows.error()));
            return;
        }
        const bool exists = !rows->isEmpty();
        Subscribers subscribers;
        if (exists)
            subscribers = codec::subscribersFromText(rows->first().value).value_or(Subscribers{});
        if (const Result<> changed = change(subscribers, exists); !changed) {
            exchange->answer(dtmError(changed.error()));
            return;
        }
        const qint64 expected = exists ? rows->first().version : 0;
        parts.coordinator.ask(
            store::PutKv{topicsCategory, topic, codec::subscribersText(subscribers), expected, parts.clock.now()},
            [&parts, exchange](store::StoreAnswer &&answer) { finish(parts, exchange, answer); });
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

void subscribe(ApiParts &parts, const ExchangePtr &exchange)
{
    const Result<Subscription> wanted = subscriptionFrom(exchange->request(), parts.settings);
    if (!wanted) {
        exchange->answer(dtmError(wanted.error()));
        return;
    }
    changeTopic(parts, exchange, wanted->topic,
                [subscriber = wanted->subscriber, most = parts.settings.subscribersMax](Subscribers &subscribers, bool) {
                    return add(subscribers, subscriber, most);
                });
}

void unsubscribe(ApiParts &parts, const ExchangePtr &exchange)
{
    const Result<Subscription> wanted = subscriptionFrom(exchange->request(), parts.settings);
    if (!wanted) {
        exchange->answer(dtmError(wanted.error()));
        return;
    }
    changeTopic(parts, exchange, wanted->topic, [url = wanted->subscriber.url](Subscribers &subscribers, bool exists) {
        return take(subscribers, exists, url);
    });
}

void removeTopic(ApiParts &parts, const ExchangePtr &exchange)
{
    parts.coordinator.ask(store::RemoveKv{topicsCategory, exchange->value(0)}, [&parts, exchange](store::StoreAnswer &&answer) {
        const auto *removed = std::get_if<store::Removed>(&answer);
        if (removed && removed->count == 0)
            exchange->answer(jsonAnswer(500, codec::dtmMessage(u"storage: NotFound")));
        else
            finish(parts, exchange, answer);
    });
}

} // namespace txdesk::api
