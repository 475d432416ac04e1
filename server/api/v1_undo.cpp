// /api/v1/transactions/{gid}/undo: what a participant would put back, and what is in its tables now. These are data of the
// application: that somebody looks is on record before anything is asked for; without a record nothing is.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/api_parts.h"
#include "server/api/handlers.h"
#include "server/api/masking.h"
#include "server/api/parameters.h"
#include "shared/codec/json_reader.h"
#include "shared/model/participant_name.h"

#include <algorithm>

namespace txdesk::api {

using namespace Qt::StringLiterals;

namespace {

using MaybeStoredAt = std::optional<TransactionSnapshot>;

constexpr int undoReasonMost = 1024;
constexpr Milliseconds undoTimeMost{10'000};

struct UndoWish
{
    Gid gid;
    BranchId branch;
    QString reason;
};

Result<UndoWish> undoWishFrom(const ExchangePtr &exchange)
{
    if (const Result<> known = onlyKnown(exchange->request(), {"branch", "reason"}); !known)
        return tl::unexpected<Error>(known.error());
    const Result<QString> branch = firstValue(exchange->request(), "branch");
    const Result<QString> reason = firstValue(exchange->request(), "reason");
    if (!branch || !reason)
        return tl::unexpected<Error>(branch ? reason.error() : branch.error());
    if (branch->isEmpty())
        return fail(ErrorCode::InvalidRequest, u"parameter branch must name a branch, such as 01"_s, u"branch"_s);
    return UndoWish{Gid{exchange->value(0)}, BranchId{*branch}, reason->isEmpty() ? u"(none given)"_s : reason->left(undoReasonMost)};
}

const BranchOp *rollbackOf(const TransactionSnapshot &snapshot, const BranchId &branch)
{
    const auto found = std::ranges::find_if(snapshot.ops, [&branch](const BranchOp &op) { return op.branch == branch && op.kind == OpKind::Rollback; });
    return found == snapshot.ops.end() ? nullptr : &*found;
}

// The call that rolls the branch back, with another word for what to do.
engine::Call undoCallFor(const ApiParts &parts, const TransactionSnapshot &snapshot, const BranchOp &op)
{
    const GlobalTransaction &t = snapshot.transaction;
    const Milliseconds usual = parts.coordinator.settings().engine.requestTimeout;
    const Milliseconds wanted = t.options.requestTimeout > Seconds{0} ? Milliseconds{t.options.requestTimeout} : usual;
    return {.gid = t.gid, .kind = t.kind, .branch = op.branch, .op = op.kind, .url = op.url, .payload = op.payload, .opText = u"undo"_s,
            .protocol = t.protocol, .headers = t.options.branchHeaders, .timeout = std::min(wanted, undoTimeMost)};
}

http::Response undoAnswer(const ApiParts &parts, const UndoWish &wish, const QString &url, const UndoTold &told)
{
    const QString participant = participantOf(url);
    if (told.kind == UndoTold::Kind::None)
        return sentence(404, u"the participant %1 has no undo record of this branch"_s.arg(participant));
    if (told.kind == UndoTold::Kind::NoAnswer)
        return sentence(502, u"the participant %1: %2"_s.arg(participant, told.why));
    codec::JsonLimits limits = parts.settings.limits.json;
    limits.valuesMax = 1'000'000; // it is as long as an answer may be, whatever is in it
    const Result<QJsonObject> undo = codec::parseObject(told.body, codec::KeyRule::StrictOnce, limits);
    if (!undo || !undo->value("items"_L1).isArray())
        return sentence(502, u"the participant %1: what it answers is no undo record"_s.arg(participant));
    return jsonAnswer(QJsonObject{{u"gid"_s, wish.gid.value}, {u"branch"_s, wish.branch.value}, {u"url"_s, url}, {u"undo"_s, *undo}});
}

void askRecorded(ApiParts &parts, const ExchangePtr &exchange, const UndoWish &wish, const engine::Call &call)
{
    AuditRecord record = parts.gate.record(exchange->caller(), u"undo.show"_s);
    record.gid = wish.gid.value;
    record.target = wish.branch.value;
    record.reason = wish.reason;
    parts.coordinator.ask(store::AppendAudit{std::move(record)}, [&parts, exchange, wish, call](store::StoreAnswer &&answer) {
        if (const auto *error = std::get_if<Error>(&answer)) {
            parts.gate.auditFailed();
            return exchange->answer(errorAnswer({ErrorCode::AuditUnavailable, error->message, {}}, exchange->caller()));
        }
        if (!parts.settings.readUndo)
            return exchange->answer(sentence(502, u"this server asks no participants for undo records"_s));
        parts.settings.readUndo(call, [&parts, exchange, wish, url = call.url](UndoTold &&told) {
            exchange->answer(undoAnswer(parts, wish, url, told));
        });
    });
}

void showUndoOf(ApiParts &parts, const ExchangePtr &exchange, const UndoWish &wish, const MaybeStoredAt &found)
{
    if (!found || !mayTouch(exchange->caller(), found->transaction)) {
        parts.gate.refused(exchange->caller(), u"undo.show"_s, wish.gid.value, wish.branch.value, u"no such transaction"_s);
        return exchange->answer(unknownGid());
    }
    if (found->transaction.kind != TransactionKind::At)
        return exchange->answer(sentence(409, u"only the branches of an AT transaction have undo records"_s));
    const BranchOp *rollback = rollbackOf(*found, wish.branch);
    if (!rollback)
        return exchange->answer(sentence(404, u"no such branch"_s, u"branch"_s));
    askRecorded(parts, exchange, wish, undoCallFor(parts, *found, *rollback));
}

} // namespace

void showUndo(ApiParts &parts, const ExchangePtr &exchange)
{
    const Result<UndoWish> wish = undoWishFrom(exchange);
    if (!wish)
        return exchange->answer(errorAnswer(wish.error(), exchange->caller()));
    parts.coordinator.read<MaybeStoredAt>([gid = wish->gid](store::TransactionReader &reader) { return reader.load(gid); },
                                          [&parts, exchange, wish = *wish](Result<MaybeStoredAt> &&found) {
                                              if (found)
                                                  showUndoOf(parts, exchange, wish, *found);
                                              else
                                                  exchange->answer(errorAnswer(found.error(), exchange->caller()));
                                          });
}

} // namespace txdesk::api
