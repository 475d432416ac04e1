// Topics, by DTM's own routes: their texts and status codes are DTM's.
// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/page_walk.h"
#include "server/ctl/safe_text.h"
#include "server/ctl/table_text.h"
#include "server/ctl/verbs.h"
#include "shared/codec/topic_codec.h"

#include <QUrl>

namespace txdesk::ctl {

using namespace Qt::StringLiterals;

namespace {

QJsonObject topicFrom(const QJsonObject &kv)
{
    QJsonArray subscribers;
    for (const Subscriber &subscriber : codec::subscribersFromText(kv.value(u"v"_s).toString()).value_or(QList<Subscriber>{}))
        subscribers.append(QJsonObject{{u"url"_s, subscriber.url}, {u"remark"_s, subscriber.remark}});
    return {{u"topic"_s, kv.value(u"k"_s)}, {u"version"_s, kv.value(u"version"_s)}, {u"subscribers"_s, subscribers}};
}

QString topicsText(const QJsonArray &topics)
{
    QList<QStringList> rows;
    for (const QJsonValue &topic : topics) {
        const QJsonArray subscribers = topic[u"subscribers"_s].toArray();
        QString name = topic[u"topic"_s].toString();
        if (subscribers.isEmpty())
            rows.append({name, u"(nobody)"_s, {}});
        for (const QJsonValue &subscriber : subscribers)
            rows.append({std::exchange(name, {}), subscriber[u"url"_s].toString(), subscriber[u"remark"_s].toString()});
    }
    return rows.isEmpty() ? u"no topics\n"_s : tableText({{u"TOPIC"_s, 48}, {u"SUBSCRIBER"_s, 96}, {u"REMARK"_s, 48}}, rows);
}

// DTM answers 500 to what it refuses; nothing was done then.
ServerAnswer readAsDtm(ServerAnswer &&answer)
{
    static const QStringList missing{u"no such a topic"_s, u"no such an url"_s, u"storage: NotFound"_s};
    static const QStringList refused{u"this url exists"_s, u"this topic is empty"_s, u"empty topic"_s, u"empty url"_s, u"storage: UniqueKeyConflict"_s};
    const QString text = answer.error.trimmed();
    if (missing.contains(text))
        answer.code = ExitCode::NotFound;
    else if (refused.contains(text))
        answer.code = ExitCode::Refused;
    return std::move(answer);
}

} // namespace

void listTopics(const JobPointer &job)
{
    walkPages({.job = job, .path = "/api/dtmsvr/scanKV?cat=topics", .rowsName = u"kv"_s, .positionName = "position", .nextName = u"next_position"_s},
              [job](const QJsonArray &rows, const QString &) {
                  QJsonArray topics;
                  for (const QJsonValue &row : rows)
                      topics.append(topicFrom(row.toObject()));
                  job->show(QJsonObject{{u"topics"_s, topics}}, topicsText(topics));
              });
}

void changeTopic(const JobPointer &job)
{
    const VerbId verb = job->line.verb->id;
    const QString topic = job->line.words.value(0);
    const QString url = job->line.words.value(1);
    QByteArray path = "/api/dtmsvr/topic/" + QUrl::toPercentEncoding(topic);
    QString question = u"Remove topic %1 with all its subscribers?"_s.arg(safeText(topic));
    if (verb != VerbId::TopicsRemove) {
        const QByteArray query = queryText({{"topic", topic.toUtf8()}, {"url", url.toUtf8()}, {"remark", job->line.value(u"remark"_s).toUtf8()}});
        path = (verb == VerbId::TopicsSubscribe ? "/api/dtmsvr/subscribe?" : "/api/dtmsvr/unsubscribe?") + query;
        question = u"Take %1 from topic %2?"_s.arg(safeText(url), safeText(topic));
    }
    const Result<bool> yes = verb == VerbId::TopicsSubscribe ? Result<bool>(true) : job->mayGoOn(question);
    if (!yes)
        return job->fail(yes.error());
    if (!*yes)
        return job->fail(ExitCode::Refused, u"nothing was done"_s);
    job->link->change(verb == VerbId::TopicsRemove ? "DELETE" : "GET", path, {}, [job](ServerAnswer &&raw) {
        const ServerAnswer answer = readAsDtm(std::move(raw));
        if (!answer.isGood())
            return job->fail(answer);
        job->show(answer.json, u"done\n"_s);
    });
}

} // namespace txdesk::ctl
