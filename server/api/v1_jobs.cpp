// /api/v1/jobs: one act on many transactions: what it would do, the order, and how it goes on.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/api_parts.h"
#include "server/api/handlers.h"
#include "server/api/masking.h"
#include "server/api/parameters.h"
#include "server/api/scope.h"
#include "server/jobs/job_desk.h"
#include "shared/codec/fields.h"
#include "shared/codec/job_codec.h"
#include "shared/codec/json_reader.h"
#include "shared/codec/transaction_codec.h"

#include <QJsonArray>

namespace txdesk::api {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype jobReasonLeast = 10; // characters, for what loses data
const QString jobWord = u"job"_s;

QString scopedToken() { return u"a job may touch any transaction: this token is limited to some of them"_s; }
QString verbOf(Action action) { return jobWord + u'.' + nameIn(actionNames, action); }

// What one may not do to one transaction, one may not do to many.
Result<> checkMay(ApiParts &parts, const security::Caller &caller, Action action)
{
    if (const Result<> unlimited = checkUnlimited(parts, caller, verbOf(action)); !unlimited)
        return fail(ErrorCode::NotAllowed, scopedToken(), u"gid"_s);
    const Role needed = action == Action::ForceStop ? roleFor("v1_force_stop") : roleFor("v1_retry");
    if (caller.role >= needed)
        return {};
    parts.gate.refused(caller, verbOf(action), {}, {}, u"role"_s);
    return fail(ErrorCode::NotAllowed, u"a job of %1 needs role %2"_s.arg(nameIn(actionNames, action), nameIn(roleNames, needed)));
}

Result<JobOrder> orderFrom(ApiParts &parts, const ExchangePtr &exchange)
{
    if (const Result<> known = onlyKnown(exchange->request(), {}); !known)
        return tl::unexpected<Error>(known.error());
    const Result<QJsonObject> json = codec::parseObject(exchange->request().body, codec::KeyRule::StrictOnce);
    if (!json)
        return tl::unexpected<Error>(json.error());
    Result<JobOrder> order = codec::jobOrderFromJson(*json);
    if (!order)
        return order;
    if (order->set.gids.isEmpty() && order->set.picked > 0)
        return fail(ErrorCode::InvalidRequest, u"field set.gids: is missing, although set.picked says how many"_s, u"set.gids"_s);
    if (const Result<> may = checkMay(parts, exchange->caller(), order->action); !may)
        return tl::unexpected<Error>(may.error());
    return order;
}

void answerJob(const ExchangePtr &exchange, const Result<BulkJob> &job)
{
    exchange->answer(job ? jsonAnswer(QJsonObject{{u"job"_s, codec::toJson(*job)}}) : errorAnswer(job.error(), exchange->caller()));
}

QString described(const JobOrder &order)
{
    const QString set = order.set.picked > 0 ? u"%1 picked"_s.arg(order.set.picked)
                                             : QString::fromLatin1(codec::toQuery(order.set.filter, {})).left(200);
    return u"%1 frozenAt=%2"_s.arg(set).arg(toMs(order.set.frozenAt));
}

QString whyNoReason(Action action)
{
    return action == Action::ForceStop ? u"reason required (at least %1 characters): nothing is undone, and the audit keeps why"_s.arg(jobReasonLeast)
                                       : u"reason required: the audit keeps it with every act of the job"_s;
}

struct SteerOrder
{
    QString reason;
    int perSecond = 0;
};

Result<SteerOrder> steeringFrom(const ExchangePtr &exchange, JobVerb verb)
{
    const Result<QJsonObject> json = codec::parseObject(exchange->request().body, codec::KeyRule::StrictOnce);
    if (!json)
        return tl::unexpected<Error>(json.error());
    codec::Fields fields(*json);
    SteerOrder order{.reason = fields.text("reason"_L1).trimmed().left(codec::jobReasonMax)};
    if (verb == JobVerb::SetRate) {
        if (!fields.has("perSecond"_L1))
            fields.complain("perSecond"_L1, "is missing");
        order.perSecond = static_cast<int>(fields.integer("perSecond"_L1, std::numeric_limits<int>::min(), std::numeric_limits<int>::max(), 1));
        if (order.perSecond < 1 || order.perSecond > JobPace::perSecondMax)
            fields.complain("perSecond"_L1, "must be 1 to 200 transactions a second");
    }
    return fields.finish(std::move(order));
}

// Stopping is for every operator; letting it act on is for who may act.
void steer(ApiParts &parts, const ExchangePtr &exchange, JobVerb verb)
{
    const Result<SteerOrder> order = steeringFrom(exchange, verb);
    if (!order)
        return exchange->answer(errorAnswer(order.error(), exchange->caller()));
    const QString id = exchange->value(0);
    parts.jobs->find(id, [&parts, exchange, id, verb, order = *order](Result<BulkJob> &&job) {
        if (!job)
            return answerJob(exchange, job);
        const bool stops = verb == JobVerb::Pause || verb == JobVerb::Cancel;
        if (const Result<> may = checkMay(parts, exchange->caller(), stops ? Action::Retry : job->order.action); !may)
            return exchange->answer(errorAnswer(may.error(), exchange->caller()));
        AuditRecord record = parts.gate.record(exchange->caller(), jobWord + u'.' + nameIn(jobVerbNames, verb));
        record.target = id;
        record.reason = order.reason;
        parts.jobs->steer(id, verb, order.perSecond, record, [exchange](Result<BulkJob> &&steered) { answerJob(exchange, steered); });
    });
}

} // namespace

void dryRunJob(ApiParts &parts, const ExchangePtr &exchange)
{
    const Result<JobOrder> order = orderFrom(parts, exchange);
    if (!order)
        return exchange->answer(errorAnswer(order.error(), exchange->caller()));
    parts.jobs->dryRun(*order, [exchange](Result<JobDryRun> &&run) {
        if (!run)
            return exchange->answer(errorAnswer(run.error(), exchange->caller()));
        for (TransactionRow &row : run->sample)
            maskPayloads(row.transaction);
        exchange->answer(jsonAnswer(codec::toJson(*run)));
    });
}

void startJob(ApiParts &parts, const ExchangePtr &exchange)
{
    const Result<JobOrder> order = orderFrom(parts, exchange);
    if (!order)
        return exchange->answer(errorAnswer(order.error(), exchange->caller()));
    const qsizetype least = order->action == Action::ForceStop ? jobReasonLeast : 1;
    if (order->reason.size() < least)
        return exchange->answer(sentence(400, whyNoReason(order->action), u"reason"_s));
    AuditRecord record = parts.gate.record(exchange->caller(), verbOf(order->action));
    record.target = order->id;
    record.reason = order->reason;
    record.after = described(*order);
    parts.jobs->start(*order, exchange->caller().context(), record, [exchange](Result<BulkJob> &&job) { answerJob(exchange, job); });
}

void listJobs(ApiParts &parts, const ExchangePtr &exchange)
{
    if (const Result<> known = onlyKnown(exchange->request(), {}); !known)
        return exchange->answer(errorAnswer(known.error(), exchange->caller()));
    parts.jobs->list([exchange](Result<QList<BulkJob>> &&jobs) {
        if (!jobs)
            return exchange->answer(errorAnswer(jobs.error(), exchange->caller()));
        QJsonArray list;
        for (const BulkJob &job : std::as_const(*jobs))
            list.append(codec::toJson(job));
        exchange->answer(jsonAnswer(QJsonObject{{u"jobs"_s, list}}));
    });
}

void listJobItems(ApiParts &parts, const ExchangePtr &exchange)
{
    if (const Result<> known = onlyKnown(exchange->request(), {"after"}); !known)
        return exchange->answer(errorAnswer(known.error(), exchange->caller()));
    if (const Result<> unlimited = checkUnlimited(parts, exchange->caller(), jobWord + u".items"_s); !unlimited)
        return exchange->answer(errorAnswer({ErrorCode::NotAllowed, scopedToken(), u"gid"_s}, exchange->caller()));
    const QString after = QString::fromUtf8(exchange->request().parameter("after").value_or(QByteArray()));
    const QString id = exchange->value(0);
    parts.jobs->find(id, [&parts, exchange, id, after](Result<BulkJob> &&job) {
        if (!job)
            return answerJob(exchange, job);
        parts.jobs->items(id, after, [exchange](Result<JobItems> &&items) {
            exchange->answer(items ? jsonAnswer(codec::toJson(*items)) : errorAnswer(items.error(), exchange->caller()));
        });
    });
}

void pauseJob(ApiParts &parts, const ExchangePtr &exchange) { steer(parts, exchange, JobVerb::Pause); }
void resumeJob(ApiParts &parts, const ExchangePtr &exchange) { steer(parts, exchange, JobVerb::Resume); }
void cancelJob(ApiParts &parts, const ExchangePtr &exchange) { steer(parts, exchange, JobVerb::Cancel); }
void rateJob(ApiParts &parts, const ExchangePtr &exchange) { steer(parts, exchange, JobVerb::SetRate); }

} // namespace txdesk::api
