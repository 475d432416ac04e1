// What the console asks a stock DTM for.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/dtm/dtm_gate.h"
#include "console/dtm/dtm_inference.h"
#include "console/dtm/dtm_link.h"
#include "console/dtm/dtm_planner.h"
#include "console/text/foreign_text.h"
#include "shared/model/participant_name.h"

#include <QJsonObject>

#include <algorithm>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr Milliseconds stillFresh{900};

template <class T>
void answerLater(QObject *context, Answer<T> answer, Result<T> value)
{
    QMetaObject::invokeMethod(
        context, [answer = std::move(answer), value = std::move(value)] { answer(value); }, Qt::QueuedConnection);
}

template <class T>
void refuse(QObject *context, Answer<T> answer, const QString &why)
{
    answerLater<T>(context, std::move(answer), fail(ErrorCode::Unavailable, why));
}

QStringList participantsOf(const TransactionSnapshot &snapshot)
{
    QStringList names;
    for (const BranchOp &op : snapshot.ops)
        if (const QString name = participantOf(op.url); !name.isEmpty() && !names.contains(name))
            names.append(name);
    return names;
}

} // namespace

void DtmLink::list(const TransactionFilter &filter, const PageRequest &page, QObject *context, Answer<TransactionPage> answer)
{
    if (page.after.isEmpty())
        listingOf(context).filter = filter;
    const QPointer<QObject> asker(context);
    dtm::listPage(m_calls, m_store, filter, page.after, page.limit, context, [this, asker, answer](const Result<dtm::ListedPage> &listed) {
        if (!listed)
            return answer(tl::unexpected(listed.error()));
        learnStore(listed->store);
        const auto listing = std::find_if(m_listings.begin(), m_listings.end(), [&asker](const Listing &one) { return one.context == asker; });
        TransactionPage result{{}, listed->next};
        for (const GlobalTransaction &transaction : listed->rows) {
            if (listing != m_listings.end() && listing->gids.contains(transaction.gid))
                continue; // Redis' scan may bring it again
            if (listing != m_listings.end())
                listing->gids.insert(transaction.gid);
            result.rows.append(rowOf(transaction));
            m_seen.insert(transaction.gid, result.rows.last().transaction);
        }
        answer(std::move(result));
    });
}

TransactionDetail DtmLink::detailOf(const codec::DtmQuery &answer)
{
    TransactionDetail detail;
    detail.snapshot = *answer.snapshot;
    GlobalTransaction &t = detail.snapshot.transaction;
    const QList<HookReport> reports = m_hooks.reportsOf(t.gid);
    const bool isKnown = unknownOf(t).isEmpty(); // else nothing is concluded
    if (isKnown)
        dtm::inferFields(detail.snapshot, reports);
    t.epoch = toMs(t.updatedAt);
    if (isKnown)
        detail.events = dtm::inferEvents(detail.snapshot, reports);
    for (const QString &why : answer.unreadable)
        detail.events.append({.seq = detail.events.size() + 1,
                              .at = t.updatedAt,
                              .kind = EventKind::Note,
                              .text = tr("A branch row could not be read: %1").arg(why)});
    t.lastSeq = detail.events.size();
    t.attempts = static_cast<int>(std::count_if(detail.events.begin(), detail.events.end(), [](const JournalEvent &event) {
        return event.kind == EventKind::Called;
    }));
    const Instant now = serverNow();
    detail.actions = dtm::gateAll(t, now);
    if (isKnown)
        detail.planned = dtm::plannedCalls(detail.snapshot, t.nextDueAt.value_or(t.updatedAt));
    detail.participants = participantsOf(detail.snapshot);
    for (const BranchOp &op : std::as_const(detail.snapshot.ops))
        detail.payloadBytes.append(op.payload.size());
    return detail;
}

void DtmLink::query(const Gid &gid, QObject *context, Answer<TransactionDetail> answer)
{
    m_calls.get(u"/api/dtmsvr/query"_s, {{"gid", gid.value}}, context, [this, answer](const Result<QJsonObject> &json) {
        if (!json)
            return answer(tl::unexpected(json.error()));
        const Result<codec::DtmQuery> read = codec::dtmQueryFrom(*json);
        if (!read)
            return answer(tl::unexpected(read.error()));
        if (!read->snapshot)
            return answer(fail(ErrorCode::NotFound, tr("DTM does not know this transaction (any more).")));
        const TransactionDetail detail = detailOf(*read);
        watch(detail);
        answer(detail);
    });
}

void DtmLink::watch(const TransactionDetail &detail)
{
    const Gid gid = detail.snapshot.transaction.gid;
    m_participants.insert(gid, detail.participants);
    m_seen.insert(gid, detail.snapshot.transaction);
    if (gid != m_open)
        return;
    if (m_sent.contains(gid) && m_newest && m_newest->snapshot.ops != detail.snapshot.ops)
        m_sent[gid].opsMoved = true;
    m_newest = detail;
    m_newestAt = m_clock.now();
}

void DtmLink::detail(const Gid &gid, QObject *context, Answer<TransactionDetail> answer)
{
    const bool isOpen = gid == m_open;
    if (isOpen && m_newest && m_clock.now() - m_newestAt < stillFresh && m_hooks.reportsOf(gid).isEmpty())
        return answerLater<TransactionDetail>(context, std::move(answer), *m_newest);
    if (!isOpen) {
        m_open = gid;
        m_newest.reset();
    }
    query(gid, context, std::move(answer));
}

void DtmLink::act(const ActionRequest &request, QObject *context, Answer<TransactionRow> answer)
{
    const QHash<Action, QString> never = dtm::neverAllowed();
    if (never.contains(request.action))
        return answerLater<TransactionRow>(context, std::move(answer), fail(ErrorCode::Conflict, never.value(request.action)));
    // DTM compares nothing: whether it is still what the person looked at is looked up before.
    query(request.gid, context, [this, request, context, answer](const Result<TransactionDetail> &now) {
        if (!now)
            return answer(tl::unexpected(now.error()));
        const GlobalTransaction &t = now->snapshot.transaction;
        if (request.expectedStatus && t.status != *request.expectedStatus)
            return answer(fail(ErrorCode::Conflict, tr("It is in another state by now."), u"expectedStatus"_s));
        for (const ActionState &state : now->actions)
            if (state.action == request.action && !state.allowed)
                return answer(fail(ErrorCode::Conflict, state.reason));
        sendAct(request, t, context, answer);
    });
}

void DtmLink::sendAct(const ActionRequest &request, const GlobalTransaction &before, QObject *context, Answer<TransactionRow> answer)
{
    QJsonObject body{{"gid"_L1, request.gid.value}};
    QString path = u"/api/dtmsvr/resetNextCronTime"_s;
    if (request.action == Action::ForceStop)
        path = u"/api/dtmsvr/forceStop"_s;
    if (request.action == Action::Abort) {
        path = u"/api/dtmsvr/abort"_s;
        body.insert("trans_type"_L1, QString(nameIn(transactionKindNames, before.kind)));
        if (!request.reason.isEmpty())
            body.insert("rollback_reason"_L1, request.reason);
    }
    m_sent.insert(request.gid, Sent{request.action, {}, false});
    m_calls.act("POST", path, {}, body, context, [this, request, before, context, answer](const Result<QJsonObject> &done) {
        if (!done)
            return answer(tl::unexpected(done.error()));
        acted(request, before, context, answer);
    });
}

// Accepted. How it looks now is what later looks are compared with.
void DtmLink::acted(const ActionRequest &request, const GlobalTransaction &before, QObject *context, const Answer<TransactionRow> &answer)
{
    query(request.gid, context, [this, request, before, answer](const Result<TransactionDetail> &now) {
        if (!now) // it was accepted all the same
            return answer(TransactionRow{before, {}});
        m_sent[request.gid].dueAfter = now->snapshot.transaction.nextDueAt;
        const TransactionRow row{now->snapshot.transaction, now->participants};
        answer(row);
        emit changed(row);
    });
}

void DtmLink::wakeAll(Seconds waitingMoreThan, int limit, const QString &, QObject *context, Answer<WokenCount> answer)
{
    const dtm::DtmCalls::Query query{{"timeout", QString::number(waitingMoreThan.count())}, {"limit", QString::number(limit)}};
    m_calls.act("GET", u"/api/dtmsvr/resetCronTime"_s, query, {}, context, [this, answer](const Result<QJsonObject> &json) {
        if (!json)
            return answer(tl::unexpected(json.error()));
        answer(WokenCount{json->value("succeed_count"_L1).toInt(), json->value("has_remaining"_L1).toBool()});
        pollList();
    });
}

void DtmLink::stats(QObject *context, Answer<CoordinatorStats> answer)
{
    if (m_stats && m_clock.now() - m_statsAt < period(metricsPeriod))
        return answerLater<CoordinatorStats>(context, std::move(answer), *m_stats);
    m_calls.getText(u"/api/metrics"_s, context, [this, answer](const Result<QByteArray> &text) {
        if (!text)
            return answer(tl::unexpected(text.error()));
        m_metrics = dtm::metricsFrom(*text);
        CoordinatorStats stats;
        stats.succeededTotal = m_metrics.passesSucceeded;
        stats.failedTotal = m_metrics.passesFailed;
        stats.callsTotal = m_metrics.calls;
        stats.callsFailedTotal = m_metrics.callsFailed;
        m_stats = stats;
        m_statsAt = m_clock.now();
        answer(stats);
    });
}

void DtmLink::nodes(QObject *context, Answer<QList<NodeInfo>> answer)
{
    NodeInfo node;
    node.node = m_status.node;
    node.version = m_status.version;
    node.store = QString(nameIn(dtmStoreNames, m_store));
    node.startedAt = m_metrics.startedAt.value_or(Instant{});
    node.alive = m_status.state == LinkState::Live;
    node.self = true;
    answerLater<QList<NodeInfo>>(context, std::move(answer), QList<NodeInfo>{node});
}

void DtmLink::participants(QObject *context, Answer<QList<ParticipantStats>> answer)
{
    refuse(context, std::move(answer), tr("Stock DTM counts calls by branch number, not by participant."));
}

void DtmLink::payloads(const Gid &gid, const QString &, QObject *context, Answer<ShownPayloads> answer)
{
    query(gid, context, [answer](const Result<TransactionDetail> &detail) {
        if (!detail)
            return answer(tl::unexpected(detail.error()));
        ShownPayloads shown;
        shown.gid = detail->snapshot.transaction.gid;
        for (const BranchOp &op : detail->snapshot.ops)
            shown.ops.append({op.branch, op.kind, op.payload});
        shown.customData = detail->snapshot.transaction.customData;
        shown.result = detail->snapshot.transaction.result;
        answer(shown);
    });
}

void DtmLink::locks(const LockFilter &, const QString &, int, QObject *context, Answer<LockPage> answer)
{
    refuse(context, std::move(answer), tr("Stock DTM has no global locks."));
}

void DtmLink::lockWaits(QObject *context, Answer<QList<LockWait>> answer)
{
    refuse(context, std::move(answer), tr("Stock DTM has no global locks."));
}

void DtmLink::undo(const Gid &, const BranchId &, const QString &, QObject *context, Answer<UndoView> answer)
{
    refuse(context, std::move(answer), tr("Stock DTM has no AT mode."));
}

void DtmLink::audit(const AuditFilter &, const QString &, int, QObject *context, Answer<AuditPage> answer)
{
    refuse(context, std::move(answer), tr("Stock DTM keeps no audit; this console keeps its own."));
}

void DtmLink::tokens(QObject *context, Answer<QList<AccessToken>> answer)
{
    refuse(context, std::move(answer), tr("Stock DTM knows no tokens."));
}

void DtmLink::makeToken(const TokenOrder &, QObject *context, Answer<MadeToken> answer)
{
    refuse(context, std::move(answer), tr("Stock DTM knows no tokens."));
}

void DtmLink::revokeToken(const QString &, const QString &, QObject *context, Answer<AccessToken> answer)
{
    refuse(context, std::move(answer), tr("Stock DTM knows no tokens."));
}

void DtmLink::topics(QObject *context, Answer<QList<Topic>> answer)
{
    m_calls.get(u"/api/dtmsvr/queryKV"_s, {{"cat", u"topics"_s}}, context, [answer](const Result<QJsonObject> &json) {
        answer(json ? Result<QList<Topic>>(codec::dtmTopicsFrom(*json)) : tl::unexpected(json.error()));
    });
}

void DtmLink::subscribe(const QString &topic, const Subscriber &subscriber, const QString &, QObject *context, Answer<void> answer)
{
    const dtm::DtmCalls::Query query{{"topic", topic}, {"url", subscriber.url}, {"remark", subscriber.remark}};
    m_calls.act("GET", u"/api/dtmsvr/subscribe"_s, query, {}, context, [answer](const Result<QJsonObject> &json) {
        answer(json ? Result<void>() : tl::unexpected(json.error()));
    });
}

void DtmLink::unsubscribe(const QString &topic, const QString &url, const QString &, QObject *context, Answer<void> answer)
{
    m_calls.act("GET", u"/api/dtmsvr/unsubscribe"_s, {{"topic", topic}, {"url", url}}, {}, context, [answer](const Result<QJsonObject> &json) {
        answer(json ? Result<void>() : tl::unexpected(json.error()));
    });
}

} // namespace txdesk::console
