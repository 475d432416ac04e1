// AT over HTTP: a branch with its locks, how its phase one ended, whether rows are free. Source: spec/at-tcc-message-notify H.2.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/at_routes.h"

#include "server/api/api_parts.h"
#include "server/api/handlers.h"
#include "shared/codec/at_answer.h"
#include "shared/codec/at_request.h"

namespace txdesk::api {

using namespace Qt::StringLiterals;

namespace {

using codec::AtRefusal;
using MaybeFound = std::optional<TransactionSnapshot>;

// Who is outside of the caller's scope is not named to him: only that somebody is there.
QList<LockHolder> shownHolders(const security::Caller &caller, QList<LockHolder> holders)
{
    for (LockHolder &holder : holders)
        if (!caller.mayTouch(holder.gid)) {
            holder.gid = Gid{u"(outside of your scope)"_s};
            holder.branch = {};
        }
    return holders;
}

http::Response refused(ApiParts &parts, AtRefusal code, const QString &message, const QList<LockHolder> &holders = {})
{
    parts.metrics->lockRefused(code);
    return jsonAnswer(409, codec::atRefused(code, message, holders));
}

AtRefusal codeOf(coordinator::LockRefusal refusal)
{
    switch (refusal) {
    case coordinator::LockRefusal::None:
    case coordinator::LockRefusal::Held: break;
    case coordinator::LockRefusal::HolderTurnsBack: return AtRefusal::LockConflictRollback;
    case coordinator::LockRefusal::Deadlock: return AtRefusal::Deadlock;
    }
    return AtRefusal::LockConflict;
}

// DTM's word for a failure belongs into dtm_result.
QString withoutVerdict(QString message)
{
    constexpr auto verdict = " FAILURE"_L1;
    if (message.endsWith(verdict))
        message.chop(verdict.size());
    return message;
}

http::Response notActive(ApiParts &parts, const MaybeFound &found, const QString &message)
{
    if (!found)
        return refused(parts, AtRefusal::NotFound, u"no transaction with this gid"_s);
    const GlobalTransaction &t = found->transaction;
    if (t.kind != TransactionKind::At)
        return refused(parts, AtRefusal::NotActive, u"it is no AT transaction but a %1"_s.arg(nameIn(transactionKindNames, t.kind)));
    if (t.status != TransactionStatus::Prepared)
        return refused(parts, AtRefusal::NotActive, u"it is decided already: %1"_s.arg(nameIn(transactionStatusNames, t.status)));
    return refused(parts, AtRefusal::NotActive, withoutVerdict(message));
}

// What has become of the transaction tells a client more than that nothing can be registered.
void explain(ApiParts &parts, const ExchangePtr &exchange, const Gid &gid, const QString &message)
{
    parts.coordinator.read<MaybeFound>([gid](store::TransactionReader &reader) { return reader.load(gid); },
                                       [&parts, exchange, message](Result<MaybeFound> &&found) {
                                           exchange->answer(found ? notActive(parts, *found, message) : dtmError(found.error(), exchange->caller()));
                                       });
}

void answerRegistration(ApiParts &parts, const ExchangePtr &exchange, const Gid &gid, coordinator::AtAnswer &&answer)
{
    using Kind = engine::Reply::Kind;
    engine::Reply &reply = answer.reply;
    switch (reply.kind) {
    case Kind::Success: return exchange->answer(jsonAnswer(200, codec::atRegistered(reply.branch)));
    case Kind::Locked: return exchange->answer(refused(parts, codeOf(answer.refusal), reply.message, shownHolders(exchange->caller(), reply.holders)));
    case Kind::NotFound:
    case Kind::Failure: return explain(parts, exchange, gid, reply.message);
    case Kind::Busy: parts.metrics->refusedBusy(); break;
    case Kind::Ongoing:
    case Kind::Error:
    case Kind::Moved:
    case Kind::Denied:
    case Kind::AuditUnavailable: break;
    }
    exchange->answer(dtmAnswer(dtmReply(std::move(reply), gid, exchange->caller().requestId)));
}

void registerAdmitted(ApiParts &parts, const ExchangePtr &exchange, codec::AtRegisterBody &&body)
{
    const Gid gid = body.gid;
    coordinator::AtWish wish{.gid = gid,
                             .branch = {std::move(body.requestId), std::move(body.resource), std::move(body.url), std::move(body.locks)},
                             .wait = body.wait,
                             .isGone = [exchange] { return exchange->isGone(); }};
    parts.coordinator.registerAt(std::move(wish), [&parts, exchange, gid](coordinator::AtAnswer &&answer) {
        answerRegistration(parts, exchange, gid, std::move(answer));
    });
}

void answerReport(ApiParts &parts, const ExchangePtr &exchange, const Gid &gid, coordinator::Answer &&reply)
{
    using Kind = engine::Reply::Kind;
    if (reply.kind == Kind::Failure || reply.kind == Kind::NotFound)
        return exchange->answer(refused(parts, AtRefusal::NotFound, withoutVerdict(reply.message)));
    exchange->answer(dtmAnswer(dtmReply(std::move(reply), gid, exchange->caller().requestId)));
}

void readHolders(ApiParts &parts, const ExchangePtr &exchange, const codec::AtLockQueryBody &body)
{
    QList<QByteArray> keys;
    for (const LockedRow &row : body.locks)
        keys.append(row.key);
    parts.coordinator.read<QList<LockHolder>>([keys](store::TransactionReader &reader) { return reader.holdersOf(keys); },
                                              [exchange, gid = body.gid](Result<QList<LockHolder>> &&holders) {
                                                  if (!holders)
                                                      return exchange->answer(dtmError(holders.error(), exchange->caller()));
                                                  holders->removeIf([&gid](const LockHolder &holder) { return holder.gid == gid; });
                                                  exchange->answer(jsonAnswer(200, codec::atLockable(shownHolders(exchange->caller(), *holders))));
                                              });
}

template<class Body>
Result<Body> bodyOf(const ApiParts &parts, const ExchangePtr &exchange, Result<Body> (*read)(const QJsonObject &, const codec::RequestLimits &))
{
    const Result<QJsonObject> json = codec::parseObject(exchange->request().body, codec::KeyRule::LikeGo, parts.settings.limits.json);
    if (!json)
        return tl::unexpected<Error>(json.error());
    return read(*json, parts.settings.limits);
}

} // namespace

void registerAtBranch(ApiParts &parts, const ExchangePtr &exchange, const QJsonObject &json)
{
    Result<codec::AtRegisterBody> body = codec::atRegisterFrom(json, parts.settings.limits);
    if (!body)
        return exchange->answer(dtmError(body.error(), exchange->caller()));
    const Gid gid = body->gid;
    const QStringList urls{body->url};
    parts.service->admitted(exchange->caller(), "registerbranch", gid, TransactionKind::At, urls,
                            [&parts, exchange, body = std::move(*body)](std::optional<DtmReply> &&refusal) mutable {
                                if (refusal)
                                    return exchange->answer(dtmAnswer(*refusal));
                                registerAdmitted(parts, exchange, std::move(body));
                            });
}

void reportBranch(ApiParts &parts, const ExchangePtr &exchange)
{
    const Result<codec::AtReportBody> body = bodyOf<codec::AtReportBody>(parts, exchange, codec::atReportFrom);
    if (!body)
        return exchange->answer(dtmError(body.error(), exchange->caller()));
    parts.service->admitted(exchange->caller(), "at.branch-report", body->gid, TransactionKind::At, {},
                            [&parts, exchange, body = *body](std::optional<DtmReply> &&refusal) {
                                if (refusal)
                                    return exchange->answer(dtmAnswer(*refusal));
                                const engine::BranchReport report{.branch = body.branch, .failed = body.failed, .reason = body.reason};
                                parts.coordinator.reportBranch(body.gid, report, [&parts, exchange, gid = body.gid](coordinator::Answer &&reply) {
                                    answerReport(parts, exchange, gid, std::move(reply));
                                });
                            });
}

void queryLocks(ApiParts &parts, const ExchangePtr &exchange)
{
    const Result<codec::AtLockQueryBody> body = bodyOf<codec::AtLockQueryBody>(parts, exchange, codec::atLockQueryFrom);
    if (!body)
        return exchange->answer(dtmError(body.error(), exchange->caller()));
    if (body->gid.isEmpty() && exchange->caller().mayTouch(TransactionKind::At))
        return readHolders(parts, exchange, *body); // of no transaction: somebody who takes care of rows that others hold
    parts.service->admitted(exchange->caller(), "at.lock-query", body->gid, TransactionKind::At, {},
                            [&parts, exchange, body = *body](std::optional<DtmReply> &&refusal) {
                                if (refusal)
                                    return exchange->answer(dtmAnswer(*refusal));
                                readHolders(parts, exchange, body);
                            });
}

} // namespace txdesk::api
