// /api/v1/topics: topics with their subscribers, and changes of them.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/handlers.h"
#include "server/api/parameters.h"
#include "server/api/topic_acts.h"
#include "shared/codec/fields.h"
#include "shared/codec/json_reader.h"
#include "shared/codec/topic_codec.h"

namespace txdesk::api {

using namespace Qt::StringLiterals;

namespace {

constexpr int topicReasonMost = 1024; // longer ones are cut

struct TopicBody
{
    Subscriber subscriber;
    QString reason;
};

Result<TopicBody> topicBodyFrom(const http::Request &request, bool mayRemark)
{
    if (const Result<> known = onlyKnown(request, {}); !known)
        return tl::unexpected<Error>(known.error());
    const Result<QJsonObject> json = codec::parseObject(request.body, codec::KeyRule::StrictOnce);
    if (!json)
        return tl::unexpected<Error>(json.error());
    codec::Fields fields(*json);
    TopicBody body;
    body.subscriber.url = fields.text("url"_L1);
    body.subscriber.remark = mayRemark ? fields.text("remark"_L1) : QString();
    body.reason = fields.text("reason"_L1).trimmed().left(topicReasonMost);
    if (body.subscriber.url.isEmpty())
        fields.complain("url"_L1, "is missing");
    return fields.finish(body);
}

OnTopicChanged answeringTopic(const ExchangePtr &exchange)
{
    return [exchange](Result<> &&changed) {
        exchange->answer(changed ? jsonAnswer(QJsonObject{{u"topic"_s, exchange->value(0)}}) : errorAnswer(changed.error(), exchange->caller()));
    };
}

} // namespace

void listTopics(ApiParts &parts, const ExchangePtr &exchange)
{
    if (const Result<> known = onlyKnown(exchange->request(), {}); !known) {
        exchange->answer(errorAnswer(known.error(), exchange->caller()));
        return;
    }
    parts.coordinator.read<QList<KvRow>>([](store::TransactionReader &reader) { return reader.kv(u"topics"_s, {}); },
                                         [exchange](Result<QList<KvRow>> &&rows) {
                                             exchange->answer(rows ? jsonAnswer(codec::topicsToJson(*rows)) : errorAnswer(rows.error(), exchange->caller()));
                                         });
}

void addTopicSubscriber(ApiParts &parts, const ExchangePtr &exchange)
{
    const Result<TopicBody> body = topicBodyFrom(exchange->request(), true);
    if (!body)
        return exchange->answer(errorAnswer(body.error(), exchange->caller()));
    addSubscriber({parts, exchange->caller(), exchange->value(0), body->reason}, body->subscriber, answeringTopic(exchange));
}

void removeTopicSubscriber(ApiParts &parts, const ExchangePtr &exchange)
{
    const Result<TopicBody> body = topicBodyFrom(exchange->request(), false);
    if (!body)
        return exchange->answer(errorAnswer(body.error(), exchange->caller()));
    removeSubscriber({parts, exchange->caller(), exchange->value(0), body->reason}, body->subscriber.url, answeringTopic(exchange));
}

} // namespace txdesk::api
