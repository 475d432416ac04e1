// /api/v1/transactions: the list, one in detail, and what a person does to it.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/api_parts.h"
#include "server/api/handlers.h"
#include "server/api/masking.h"
#include "server/api/parameters.h"
#include "server/api/scope.h"
#include "shared/codec/json_reader.h"
#include "shared/codec/transaction_codec.h"
#include "shared/engine/action_gate.h"
#include "shared/model/participant_name.h"

#include <algorithm>

namespace txdesk::api {

using namespace Qt::StringLiterals;

namespace {

constexpr int eventsWhenNotSaid = 1000;
constexpr int eventsMost = 10'000;
constexpr int reasonLeast = 10;   // characters, for what loses data
constexpr int branchMost = 128;
constexpr int reasonMost = 1024;  // longer ones are cut
constexpr int actorMost = 128;

struct Stored
{
    std::optional<TransactionSnapshot> snapshot;
    store::StoredEvents events;
};

struct JournalPart
{
    int events = eventsWhenNotSaid; // the newest ones
    qint64 before = 0;              // of those with a smaller number; 0: of all
};

Result<Stored> loadStored(store::TransactionReader &reader, const Gid &gid, const JournalPart &part)
{
    Stored stored;
    Result<std::optional<TransactionSnapshot>> snapshot = reader.load(gid);
    if (!snapshot)
        return tl::unexpected<Error>(snapshot.error());
    stored.snapshot = std::move(*snapshot);
    if (!stored.snapshot)
        return stored;
    Result<store::StoredEvents> found = reader.events(gid, 0, part.events, part.before);
    if (!found)
        return tl::unexpected<Error>(found.error());
    stored.events = std::move(*found);
    return stored;
}

QStringList participantsIn(const QList<BranchOp> &ops)
{
    QStringList names;
    for (const BranchOp &op : ops)
        if (const QString name = participantOf(op.url); !name.isEmpty() && !names.contains(name))
            names.append(name);
    return names;
}

QList<qint64> payloadSizes(const QList<BranchOp> &ops)
{
    QList<qint64> sizes;
    for (const BranchOp &op : ops)
        sizes.append(op.payload.size());
    return sizes;
}

TransactionDetail detailOf(const ApiParts &parts, Stored &&stored)
{
    const Instant now = parts.clock.now();
    TransactionDetail detail;
    detail.snapshot = std::move(*stored.snapshot);
    detail.participants = participantsIn(detail.snapshot.ops);
    detail.events = std::move(stored.events.events);
    detail.eventsTruncated = stored.events.truncated;
    detail.actions = engine::gateAll(detail.snapshot, now);
    detail.planned = engine::plannedCalls(detail.snapshot, parts.coordinator.settings().engine, now);
    detail.payloadBytes = payloadSizes(detail.snapshot.ops);
    maskPayloads(detail.snapshot);
    return detail;
}

Result<qint64> numberIn(const http::Request &request, const char *name, qint64 otherwise)
{
    const std::optional<QByteArray> text = request.parameter(name);
    bool ok = true;
    const qint64 number = text ? text->toLongLong(&ok) : otherwise;
    const QString field = QString::fromLatin1(name);
    return ok ? Result<qint64>(number) : fail(ErrorCode::InvalidRequest, u"parameter %1 must be a whole number"_s.arg(field), field);
}

Result<JournalPart> partWanted(const http::Request &request)
{
    if (const Result<> known = onlyKnown(request, {"events", "before"}); !known)
        return tl::unexpected<Error>(known.error());
    const Result<qint64> events = numberIn(request, "events", eventsWhenNotSaid), before = numberIn(request, "before", 0);
    if (!events || !before)
        return tl::unexpected<Error>(!events ? events.error() : before.error());
    return JournalPart{static_cast<int>(std::clamp<qint64>(*events, 0, eventsMost)), std::max<qint64>(0, *before)};
}

void readDetail(ApiParts &parts, const ExchangePtr &exchange, const Gid &gid, const JournalPart &part)
{
    parts.coordinator.read<Stored>([gid, part](store::TransactionReader &reader) { return loadStored(reader, gid, part); },
                                   [&parts, exchange](Result<Stored> &&stored) {
                                       if (!stored)
                                           exchange->answer(errorAnswer(stored.error(), exchange->caller()));
                                       else if (!stored->snapshot || !mayTouch(exchange->caller(), stored->snapshot->transaction))
                                           exchange->answer(unknownGid());
                                       else
                                           exchange->answer(jsonAnswer(codec::toJson(detailOf(parts, std::move(*stored)))));
                                   });
}

http::Response actionAnswer(const engine::Reply &reply, const QString &requestId)
{
    using Kind = engine::Reply::Kind;
    switch (reply.kind) {
    case Kind::Success: {
        GlobalTransaction transaction = reply.transaction.value_or(GlobalTransaction{});
        maskPayloads(transaction);
        return jsonAnswer(QJsonObject{{u"transaction"_s, codec::toJson(TransactionRow{transaction, {}})}});
    }
    case Kind::NotFound: return unknownGid();
    case Kind::Moved: return sentence(412, u"status or epoch moved"_s);
    case Kind::Locked:
    case Kind::Failure:
    case Kind::Denied: return sentence(409, reply.message);
    case Kind::Ongoing: return sentence(425, reply.message);
    case Kind::AuditUnavailable:
    case Kind::Busy: return sentence(503, reply.message);
    case Kind::Error: break;
    }
    return sentence(500, errorText(reply, requestId));
}

// What cannot be taken back is done only to what the person has looked at.
Result<> checkSeen(const ActionRequest &request)
{
    static constexpr Action forgiving[] = {Action::Retry, Action::Pause, Action::Resume};
    if (std::ranges::find(forgiving, request.action) != std::end(forgiving))
        return {};
    if (!request.expectedStatus)
        return fail(ErrorCode::InvalidRequest, u"field expectedStatus: is missing"_s, u"expectedStatus"_s);
    if (!request.expectedEpoch)
        return fail(ErrorCode::InvalidRequest, u"field expectedEpoch: is missing"_s, u"expectedEpoch"_s);
    return {};
}

Result<ActionRequest> actionFrom(const ExchangePtr &exchange, Action action)
{
    const Result<QJsonObject> json = codec::parseObject(exchange->request().body, codec::KeyRule::StrictOnce);
    if (!json)
        return tl::unexpected<Error>(json.error());
    Result<ActionRequest> request = codec::actionRequestFromJson(*json);
    if (!request)
        return request;
    request->gid = Gid{exchange->value(0)};
    request->action = action;
    request->reason = request->reason.trimmed().left(reasonMost);
    const security::Caller &caller = exchange->caller();
    request->by = caller.context();
    if (isNamed(caller))
        request->actor = caller.actor; // a name that was shown cannot be changed by a body
    request->actor = request->actor.isEmpty() ? u"(not told)"_s : request->actor.left(actorMost);
    if (const Result<> seen = checkSeen(*request); !seen)
        return tl::unexpected<Error>(seen.error());
    if (request->branch.value.size() > branchMost)
        return fail(ErrorCode::InvalidRequest, u"bad branch_id"_s, u"branch"_s);
    const bool ofOneOp = action == Action::Skip || action == Action::MarkFailed;
    if (ofOneOp && request->branch.value.isEmpty())
        return fail(ErrorCode::InvalidRequest, u"field branch: is missing"_s, u"branch"_s);
    const bool losesData = ofOneOp || action == Action::ForceStop || action == Action::ForceRollback || action == Action::AcceptCurrent;
    if (losesData && request->reason.size() < reasonLeast)
        return fail(ErrorCode::InvalidRequest, u"reason required (at least %1 characters)"_s.arg(reasonLeast), u"reason"_s);
    return request;
}

void actOn(ApiParts &parts, const ExchangePtr &exchange, Action action)
{
    const Result<ActionRequest> request = actionFrom(exchange, action);
    if (!request) {
        exchange->answer(errorAnswer(request.error(), exchange->caller()));
        return;
    }
    checkScope(parts, exchange->caller(), nameIn(actionNames, action), request->gid, [&parts, exchange, request = *request](Result<> &&inScope) {
        if (!inScope)
            return exchange->answer(errorAnswer(inScope.error(), exchange->caller()));
        parts.coordinator.act(request, [&parts, exchange, request](coordinator::Answer &&reply) {
            recordRefusal(parts, exchange->caller(), request.action, request.gid, reply);
            exchange->answer(actionAnswer(reply, exchange->caller().requestId));
        });
    });
}

} // namespace

void listTransactions(ApiParts &parts, const ExchangePtr &exchange)
{
    const Result<codec::ListQuery> wanted = codec::listQueryFrom(exchange->request().query);
    if (!wanted) {
        exchange->answer(errorAnswer(wanted.error(), exchange->caller()));
        return;
    }
    parts.coordinator.read<TransactionPage>(
        [wanted = *wanted, now = parts.clock.now()](store::TransactionReader &reader) {
            return reader.list(wanted.filter, wanted.page, now);
        },
        [exchange](Result<TransactionPage> &&page) {
            if (page) {
                page->rows.removeIf([exchange](const TransactionRow &row) { return !mayTouch(exchange->caller(), row.transaction); });
                for (TransactionRow &row : page->rows)
                    maskPayloads(row.transaction);
            }
            exchange->answer(page ? jsonAnswer(codec::toJson(*page)) : errorAnswer(page.error(), exchange->caller()));
        });
}

void showTransaction(ApiParts &parts, const ExchangePtr &exchange)
{
    const Result<JournalPart> part = partWanted(exchange->request());
    if (!part) {
        exchange->answer(errorAnswer(part.error(), exchange->caller()));
        return;
    }
    const Gid gid{exchange->value(0)};
    parts.coordinator.flush(gid, [&parts, exchange, gid, part = *part](coordinator::Answer &&flushed) {
        if (flushed.kind == engine::Reply::Kind::Busy)
            exchange->answer(sentence(503, flushed.message));
        else
            readDetail(parts, exchange, gid, part);
    });
}

void retryTransaction(ApiParts &parts, const ExchangePtr &exchange)
{
    actOn(parts, exchange, Action::Retry);
}

void abortTransaction(ApiParts &parts, const ExchangePtr &exchange)
{
    actOn(parts, exchange, Action::Abort);
}

void forceStopTransaction(ApiParts &parts, const ExchangePtr &exchange)
{
    actOn(parts, exchange, Action::ForceStop);
}

void pauseTransaction(ApiParts &parts, const ExchangePtr &exchange)
{
    actOn(parts, exchange, Action::Pause);
}

void resumeTransaction(ApiParts &parts, const ExchangePtr &exchange)
{
    actOn(parts, exchange, Action::Resume);
}

void submitTransaction(ApiParts &parts, const ExchangePtr &exchange)
{
    actOn(parts, exchange, Action::Submit);
}

void forceRollback(ApiParts &parts, const ExchangePtr &exchange)
{
    actOn(parts, exchange, Action::ForceRollback);
}

void acceptCurrent(ApiParts &parts, const ExchangePtr &exchange)
{
    actOn(parts, exchange, Action::AcceptCurrent);
}

void skipOp(ApiParts &parts, const ExchangePtr &exchange)
{
    actOn(parts, exchange, Action::Skip);
}

void markFailed(ApiParts &parts, const ExchangePtr &exchange)
{
    actOn(parts, exchange, Action::MarkFailed);
}

} // namespace txdesk::api
