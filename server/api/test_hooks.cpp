// Hooks for foreign test suites that drive time; there only when the server was started with --test-hooks.
// Source: the hooks of DTM's own tests.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/api_parts.h"
#include "server/api/handlers.h"
#include "server/api/parameters.h"
#include "shared/codec/fields.h"
#include "shared/codec/json_reader.h"
#include "shared/codec/option_fields.h"

namespace txdesk::api {

using namespace Qt::StringLiterals;

namespace {

struct CronStep
{
    Seconds nowForward{0};
    Seconds cronForward{0};
};

Result<CronStep> cronStepFrom(const QByteArray &body)
{
    const Result<QJsonObject> json = body.isEmpty() ? QJsonObject{} : codec::parseObject(body, codec::KeyRule::StrictOnce);
    if (!json)
        return tl::unexpected<Error>(json.error());
    codec::Fields fields(*json);
    CronStep step;
    step.nowForward = Seconds{fields.integer("now_forward_s"_L1, 0, codec::longestTime.count())};
    step.cronForward = Seconds{fields.integer("cron_forward_s"_L1, 0, codec::longestTime.count())};
    return fields.finish(step);
}

http::Response passAnswer(quint64 sequence, const Gid &gid)
{
    return jsonAnswer(QJsonObject{{u"seq"_s, static_cast<qint64>(sequence)}, {u"gid"_s, gid.value}});
}

std::function<void(Result<> &&)> answeringDone(const ExchangePtr &exchange)
{
    return [exchange](Result<> &&done) { exchange->answer(done ? jsonAnswer(QJsonObject{}) : errorAnswer(done.error(), exchange->caller())); };
}

} // namespace

void testCronOnce(ApiParts &parts, const ExchangePtr &exchange)
{
    const Result<CronStep> step = cronStepFrom(exchange->request().body);
    if (!step)
        return exchange->answer(errorAnswer(step.error(), exchange->caller()));
    parts.coordinator.cronOnce(step->nowForward, step->cronForward, [exchange](Result<Gid> &&gid) {
        exchange->answer(gid ? jsonAnswer(QJsonObject{{u"gid"_s, gid->value}}) : errorAnswer(gid.error(), exchange->caller()));
    });
}

void testWaitProcessed(ApiParts &parts, const ExchangePtr &exchange)
{
    if (const Result<> known = onlyKnown(exchange->request(), {"after"}); !known)
        return exchange->answer(errorAnswer(known.error(), exchange->caller()));
    bool ok = false;
    const quint64 after = exchange->request().parameter("after").value_or("0").toULongLong(&ok);
    if (!ok)
        return exchange->answer(sentence(400, u"parameter after must be a whole number"_s, u"after"_s));
    parts.hold->add(exchange, passAnswer(after, {}));
    parts.coordinator.waitProcessed(after, [exchange](quint64 sequence, const Gid &gid) { exchange->answer(passAnswer(sequence, gid)); });
}

void testReset(ApiParts &parts, const ExchangePtr &exchange)
{
    parts.coordinator.resetStore(answeringDone(exchange));
}

void testRefreshTopics(ApiParts &parts, const ExchangePtr &exchange)
{
    parts.coordinator.reloadTopics(answeringDone(exchange));
}

} // namespace txdesk::api
