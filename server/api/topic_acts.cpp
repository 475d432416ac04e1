// Reads the row, changes the list, puts it back if nobody was faster.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/topic_acts.h"

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

// DTM answers 500 to all of these, in these words.
tl::unexpected<Error> dtmRefusal(const QString &text)
{
    return fail(ErrorCode::Conflict, text);
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

// A topic's row as the audit has it. A URL's query is left out: it may hold a participant's secret.
QString shown(qint64 version, qsizetype subscribers)
{
    return u"version=%1 subscribers=%2"_s.arg(version).arg(subscribers);
}

QString withoutQuery(const QString &url)
{
    const qsizetype query = url.indexOf(u'?');
    return query < 0 ? url : url.first(query);
}

// One change of a topic on its way: who asked for it, for the audit, and where the answer goes.
struct TopicAct
{
    ApiParts &parts;
    security::Caller caller;
    QString action; // the audit's word
    QString topic;
    QString what;   // "added=http://..", for the audit
    QString reason;
    OnTopicChanged done;

    void refuse(const Error &error) const
    {
        if (error.code == ErrorCode::AuditUnavailable)
            parts.gate.auditFailed();
        else
            parts.gate.refused(caller, action, {}, topic, error.message);
        done(tl::unexpected<Error>(error));
    }

    [[nodiscard]] AuditRecord record(const QString &before, const QString &after) const
    {
        AuditRecord record = parts.gate.record(caller, action);
        record.target = topic;
        record.reason = reason.isEmpty() ? u"(none given)"_s : reason;
        record.before = before;
        record.after = what.isEmpty() ? after : after + u' ' + what;
        return record;
    }

    // The last step of every change: the cache follows the store before the client hears of it.
    void finish(const store::StoreAnswer &answer) const
    {
        if (const auto *error = std::get_if<Error>(&answer))
            return refuse(*error);
        parts.coordinator.reloadTopics(done);
    }
};

using Rows = QList<KvRow>;

// The topic's row as it is, or nothing; an error is answered.
void withRow(const TopicAct &act, std::function<void(const std::optional<KvRow> &)> then)
{
    act.parts.coordinator.read<Rows>([topic = act.topic](store::TransactionReader &reader) { return reader.kv(topicsCategory, topic); },
                                     [act, then = std::move(then)](Result<Rows> &&rows) {
                                         if (!rows)
                                             return act.refuse(rows.error());
                                         then(rows->isEmpty() ? std::nullopt : std::optional(rows->first()));
                                     });
}

Subscribers subscribersIn(const std::optional<KvRow> &row)
{
    return row ? codec::subscribersFromText(row->value).value_or(Subscribers{}) : Subscribers{};
}

void changeTopic(const TopicAct &act, const Change &change)
{
    withRow(act, [act, change](const std::optional<KvRow> &row) {
        Subscribers subscribers = subscribersIn(row);
        const qint64 version = row ? row->version : 0;
        const QString before = row ? shown(version, subscribers.size()) : QString();
        if (const Result<> changed = change(subscribers, row.has_value()); !changed)
            return act.refuse(changed.error());
        act.parts.coordinator.ask(
            store::PutKv{topicsCategory, act.topic, codec::subscribersText(subscribers), version, act.parts.clock.now(),
                         act.record(before, shown(version + 1, subscribers.size()))},
            [act](store::StoreAnswer &&answer) { act.finish(answer); });
    });
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

void addSubscriber(const TopicWish &wish, const Subscriber &subscriber, OnTopicChanged done)
{
    Result<> fits = check(wish.topic, subscriber, wish.parts.settings);
    if (fits && wish.parts.settings.checkUrl)
        fits = wish.parts.settings.checkUrl(subscriber.url);
    if (!fits)
        return done(std::move(fits));
    changeTopic({wish.parts, wish.caller, actionWord("subscribe"), wish.topic, u"added="_s + withoutQuery(subscriber.url), wish.reason, std::move(done)},
                [subscriber, most = wish.parts.settings.subscribersMax](Subscribers &subscribers, bool) { return add(subscribers, subscriber, most); });
}

void removeSubscriber(const TopicWish &wish, const QString &url, OnTopicChanged done)
{
    if (Result<> fits = check(wish.topic, {url, {}}, wish.parts.settings); !fits)
        return done(std::move(fits));
    changeTopic({wish.parts, wish.caller, actionWord("unsubscribe"), wish.topic, u"removed="_s + withoutQuery(url), wish.reason, std::move(done)},
                [url](Subscribers &subscribers, bool exists) { return take(subscribers, exists, url); });
}

void dropTopic(const TopicWish &wish, OnTopicChanged done)
{
    const TopicAct act{wish.parts, wish.caller, actionWord("topic"), wish.topic, {}, wish.reason, std::move(done)};
    withRow(act, [act](const std::optional<KvRow> &row) {
        const QString before = row ? shown(row->version, subscribersIn(row).size()) : QString();
        act.parts.coordinator.ask(store::RemoveKv{topicsCategory, act.topic, act.record(before, {})}, [act](store::StoreAnswer &&answer) {
            const auto *removed = std::get_if<store::Removed>(&answer);
            if (removed && removed->count == 0)
                act.refuse({ErrorCode::NotFound, u"storage: NotFound"_s, {}});
            else
                act.finish(answer);
        });
    });
}

} // namespace txdesk::api
