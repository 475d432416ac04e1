// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/notify_answer.h"

#include "shared/codec/json_text.h"
#include "shared/codec/utf8.h"

#include <algorithm>

namespace txdesk::codec {

using namespace Qt::StringLiterals;

namespace {

void putText(QByteArray &out, QByteArrayView key, QStringView text)
{
    appendKey(out, key);
    appendJsonString(out, text, Escape::LikeGo);
}

void putNumber(QByteArray &out, QByteArrayView key, qint64 number)
{
    appendKey(out, key);
    appendNumber(out, number);
}

void putPayload(QByteArray &out, const QByteArray &payload)
{
    if (isValidUtf8(payload))
        return putText(out, "payload", QString::fromUtf8(payload));
    appendKey(out, "payload");
    out += "{\"b\":\"" + payload.toBase64() + "\"}";
}

QByteArray receiverText(const BranchOp &op, bool hasPayload)
{
    QByteArray out = "{";
    putText(out, "branch_id", op.branch.value);
    putText(out, "url", op.url);
    putText(out, "status", QString(nameIn(opStatusNames, op.status)));
    if (hasPayload)
        putPayload(out, op.payload);
    putNumber(out, "failures", op.failures);
    if (op.dueAt && op.status == OpStatus::Prepared)
        putText(out, "next_at", QString::fromLatin1(rfc3339(*op.dueAt)));
    if (!op.lastError.isEmpty())
        putText(out, "last_error", op.lastError);
    return out + '}';
}

bool isAttempt(const JournalEvent &event)
{
    return event.kind == EventKind::Answered && event.op == OpKind::Action;
}

QByteArray attemptText(const JournalEvent &event)
{
    QByteArray out = "{";
    putText(out, "at", QString::fromLatin1(rfc3339(event.at)));
    putText(out, "branch_id", event.branch.value);
    putNumber(out, "attempt", event.attempt);
    putText(out, "outcome", event.outcome ? QString(nameIn(outcomeNames, *event.outcome)) : QString());
    putNumber(out, "status_code", event.statusCode);
    putNumber(out, "took_ms", event.took.count());
    if (!event.text.isEmpty())
        putText(out, "error", event.text);
    return out + '}';
}

void addItem(QByteArray &list, const QByteArray &item)
{
    if (!list.endsWith('['))
        list += ',';
    list += item;
}

// Whether it ever was to be delivered: only then does it say anything.
bool wasSubmitted(const TransactionSnapshot &snapshot, const QList<JournalEvent> &events)
{
    if (snapshot.transaction.status != TransactionStatus::Failed)
        return true;
    const bool isTouched = std::ranges::any_of(snapshot.ops, [](const BranchOp &op) { return op.status != OpStatus::Prepared || op.failures > 0; });
    return isTouched || std::ranges::any_of(events, [](const JournalEvent &event) {
               return event.to == TransactionStatus::Submitted || event.from == TransactionStatus::Submitted || isAttempt(event);
           });
}

} // namespace

NotifyState notifyStateOf(const TransactionSnapshot &snapshot, const QList<JournalEvent> &events)
{
    const GlobalTransaction &t = snapshot.transaction;
    const bool isGivenUp = std::ranges::any_of(snapshot.ops, [](const BranchOp &op) { return op.status == OpStatus::Dead; });
    if (t.status == TransactionStatus::Succeeded)
        return NotifyState::Succeeded;
    if (!wasSubmitted(snapshot, events))
        return NotifyState::Withdrawn;
    if (t.status != TransactionStatus::Failed)
        return t.parked == Parked::DeadLetter ? NotifyState::Expired : NotifyState::Waiting;
    return isGivenUp && !t.forced ? NotifyState::Expired : NotifyState::Stopped;
}

QByteArray dtmNotification(const TransactionSnapshot &snapshot, const QList<JournalEvent> &events)
{
    const NotifyState state = notifyStateOf(snapshot, events);
    const bool hasPayload = state != NotifyState::Withdrawn;
    QByteArray receivers = "[";
    for (const BranchOp &op : snapshot.ops)
        if (op.kind == OpKind::Action)
            addItem(receivers, receiverText(op, hasPayload));
    QByteArray attempts = "[";
    for (const JournalEvent &event : events)
        if (isAttempt(event))
            addItem(attempts, attemptText(event));
    QByteArray out = "{\"dtm_result\":\"SUCCESS\"";
    putText(out, "tx_no", snapshot.transaction.gid.value);
    putText(out, "state", QString(nameIn(notifyStateNames, state)));
    if (hasPayload && !snapshot.ops.isEmpty())
        putPayload(out, snapshot.ops.constFirst().payload);
    appendKey(out, "receivers");
    out += receivers + ']';
    appendKey(out, "attempts");
    return out + attempts + "]}";
}

} // namespace txdesk::codec
