// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/transaction_text.h"

#include "server/ctl/safe_text.h"
#include "server/ctl/table_text.h"
#include "server/ctl/time_text.h"
#include "server/ctl/timeline_text.h"

namespace txdesk::ctl {

using namespace Qt::StringLiterals;

namespace {

QString statusText(const GlobalTransaction &transaction)
{
    QString text = wordIn(transactionStatusNames, transaction.status);
    if (transaction.paused)
        text += u" (paused)"_s;
    if (transaction.parked != Parked::No)
        text += u" (%1)"_s.arg(wordIn(parkedNames, transaction.parked));
    if (transaction.forced)
        text += u" (forced)"_s;
    return text;
}

QString inOrAgo(Instant at, Instant now)
{
    if (at <= now && now - at < Seconds{1})
        return u"now"_s;
    return at > now ? u"in "_s + spanText(at - now) : spanText(now - at) + u" ago"_s;
}

QString endText(const GlobalTransaction &transaction)
{
    const auto ended = transaction.succeededAt ? transaction.succeededAt : transaction.rolledBackAt;
    QString text = transaction.status == TransactionStatus::Succeeded ? u"It has succeeded"_s
        : transaction.forced ? u"It was stopped by force: nothing was undone"_s
                             : u"It has failed, and what it had done was undone"_s;
    if (ended)
        text += u", %1 after it began"_s.arg(spanText(*ended - transaction.createdAt));
    if (!transaction.rollbackReason.isEmpty())
        text += u". Reason: %1"_s.arg(safeText(transaction.rollbackReason));
    return text + u'.';
}

// The newest call that has no answer yet.
const JournalEvent *openCall(const QList<JournalEvent> &events)
{
    for (auto event = events.rbegin(); event != events.rend(); ++event) {
        if (event->kind == EventKind::Answered || event->kind == EventKind::Scheduled)
            return nullptr;
        if (event->kind == EventKind::Called)
            return &*event;
    }
    return nullptr;
}

QString failuresText(const GlobalTransaction &transaction)
{
    const QString times = transaction.failures == 1 ? u"The last call failed"_s
                                                    : u"The last %1 calls failed in a row"_s.arg(transaction.failures);
    return transaction.lastError.isEmpty() ? times : times + u": "_s + safeText(transaction.lastError);
}

QString waitText(const GlobalTransaction &transaction, Instant now)
{
    if (!transaction.nextDueAt)
        return u"Nothing looks at it again by itself."_s;
    if (*transaction.nextDueAt > now)
        return u"It is looked at again %1, at %2."_s.arg(inOrAgo(*transaction.nextDueAt, now), timeText(*transaction.nextDueAt));
    const QString owner = transaction.owner.isEmpty() ? u"nobody drives it"_s : u"%1 drives it"_s.arg(safeText(transaction.owner));
    return u"It has been due since %1 (%2), and %3."_s.arg(timeText(*transaction.nextDueAt), inOrAgo(*transaction.nextDueAt, now), owner);
}

QString parkedText(Parked parked)
{
    switch (parked) {
    case Parked::No: break;
    case Parked::Dirty:
        return u"It waits for a person: rows of a branch were changed by somebody else, so it is not rolled back. See undo; then retry, "
               "force-rollback or accept-current."_s;
    case Parked::Unanswered:
        return u"It waits for a person: its sender was asked as often as allowed and did not say whether it has committed. Then submit, "
               "abort or retry."_s;
    case Parked::DeadLetter: return u"It waits for a person: what could not be delivered has been given up. retry delivers it again."_s;
    }
    return {};
}

QString headText(const TransactionDetail &detail, Instant now)
{
    const GlobalTransaction &transaction = detail.snapshot.transaction;
    QString text = u"%1 %2: %3\n"_s.arg(wordIn(transactionKindNames, transaction.kind), safeText(transaction.gid.value), statusText(transaction));
    text += u"  begun         %1 (%2)\n"_s.arg(timeText(transaction.createdAt), inOrAgo(transaction.createdAt, now));
    text += u"  participants  %1\n"_s.arg(detail.participants.isEmpty() ? u"none"_s : safeText(detail.participants.join(u", "_s)));
    text += u"  calls         %1, %2 failed in a row\n"_s.arg(transaction.attempts).arg(transaction.failures);
    text += u"  epoch         %1%2\n"_s.arg(transaction.epoch).arg(transaction.owner.isEmpty() ? QString() : u", driven by "_s + safeText(transaction.owner));
    return text;
}

QString plannedText(const QList<PlannedCall> &planned)
{
    QString text;
    for (const PlannedCall &call : planned)
        text += u"  %1 %2 %3%4%5\n"_s.arg(call.at ? timeText(*call.at) : u"then"_s, safeText(call.branch.value).leftJustified(2),
                                           wordIn(opKindNames, call.op), call.url.isEmpty() ? QString() : u" -> "_s + safeText(call.url),
                                           u" (%1%2)"_s.arg(safeText(call.why), call.certain ? QString() : u", perhaps"_s));
    return text.isEmpty() ? QString() : u"\nNext, if nobody acts\n"_s + text;
}

bool isOnlyForParked(Action action)
{
    return action == Action::Submit || action == Action::ForceRollback || action == Action::AcceptCurrent
        || action == Action::Skip || action == Action::MarkFailed;
}

// Receivers that have a ladder of their own, and rollbacks that found their rows changed.
QString troubleText(const QList<BranchOp> &ops, Instant now)
{
    QString text;
    for (const BranchOp &op : ops) {
        const bool isOver = op.status != OpStatus::Prepared;
        if (op.status != OpStatus::Dead && op.status != OpStatus::Dirty && op.failures == 0)
            continue;
        const QString next = op.dueAt && !isOver ? u", next %1"_s.arg(inOrAgo(*op.dueAt, now)) : QString();
        const QString failures = op.failures > 0 ? u" after %1 failures"_s.arg(op.failures) : QString();
        text += u"  %1 %2 %3%4%5: %6\n"_s.arg(safeText(op.branch.value).leftJustified(2), wordIn(opKindNames, op.kind),
                                              wordIn(opStatusNames, op.status), failures, next, safeText(op.lastError.isEmpty() ? op.url : op.lastError));
    }
    return text.isEmpty() ? QString() : u"\nBranches in trouble\n"_s + text;
}

QString actionsText(const QList<ActionState> &actions, Instant now)
{
    QString text;
    for (const ActionState &state : actions) {
        if (!state.allowed && isOnlyForParked(state.action))
            continue; // it would be no news that they are not
        const QString name = wordIn(actionNames, state.action).leftJustified(14);
        QString why = state.allowed ? u"allowed"_s : u"no: "_s + safeText(state.reason);
        if (!state.allowed && state.legalAt)
            why += u" (from %1 on, %2)"_s.arg(timeText(*state.legalAt), inOrAgo(*state.legalAt, now));
        text += u"  %1  %2\n"_s.arg(name, why);
    }
    return text.isEmpty() ? QString() : u"\nWhat may be done now\n"_s + text;
}

} // namespace

QString listText(const QList<TransactionRow> &rows, Instant now)
{
    const QList<Column> columns{{u"GID"_s, 64}, {u"KIND"_s}, {u"STATUS"_s}, {u"BEGUN"_s}, {u"NEXT LOOK"_s}, {u"FAILURES"_s, 8, true},
                                {u"CALLS"_s, 8, true}, {u"PARTICIPANTS"_s, 48}, {u"NEWEST ERROR"_s, 80}};
    QList<QStringList> cells;
    for (const TransactionRow &row : rows) {
        const GlobalTransaction &transaction = row.transaction;
        const QString next = transaction.nextDueAt && !isFinal(transaction.status) ? inOrAgo(*transaction.nextDueAt, now) : u"-"_s;
        cells.append({transaction.gid.value, wordIn(transactionKindNames, transaction.kind), statusText(transaction), timeText(transaction.createdAt),
                      next, QString::number(transaction.failures), QString::number(transaction.attempts), row.participants.join(u", "_s),
                      transaction.lastError});
    }
    return rows.isEmpty() ? u"no transactions\n"_s : tableText(columns, cells);
}

QString unknownText(const GlobalTransaction &transaction)
{
    QString word;
    if (isForeign(transaction.status))
        word = u"status "_s + wordIn(transactionStatusNames, transaction.status);
    else if (isForeign(transaction.kind))
        word = u"kind "_s + wordIn(transactionKindNames, transaction.kind);
    else if (isForeign(transaction.parked))
        word = u"parked "_s + wordIn(parkedNames, transaction.parked);
    return word.isEmpty() ? QString() : u"The server says %1, which this txdeskctl does not know: update it."_s.arg(word);
}

QString whyText(const TransactionDetail &detail, Instant now)
{
    const GlobalTransaction &transaction = detail.snapshot.transaction;
    if (const QString unknown = unknownText(transaction); !unknown.isEmpty())
        return unknown;
    if (isFinal(transaction.status))
        return endText(transaction);
    QStringList sentences;
    if (transaction.paused)
        sentences.append(u"It is paused: nothing runs by itself until somebody resumes it."_s);
    if (transaction.parked != Parked::No)
        sentences.append(parkedText(transaction.parked));
    else if (transaction.status == TransactionStatus::Prepared)
        sentences.append(u"Its initiator has neither submitted nor aborted it."_s);
    if (transaction.status == TransactionStatus::Aborting)
        sentences.append(u"It is turning back%1."_s.arg(transaction.rollbackReason.isEmpty() ? QString() : u" ("_s + safeText(transaction.rollbackReason) + u')'));
    if (transaction.failures > 0)
        sentences.append(failuresText(transaction) + (transaction.lastError.endsWith(u'.') ? QString() : u"."_s));
    if (const JournalEvent *call = openCall(detail.events))
        sentences.append(u"An answer of %1 is waited for since %2 (%3)."_s.arg(safeText(call->text), clockText(call->at), inOrAgo(call->at, now)));
    else if (!transaction.paused && transaction.parked == Parked::No)
        sentences.append(waitText(transaction, now));
    return sentences.join(u' ');
}

QString detailText(const TransactionDetail &detail, Instant now)
{
    return headText(detail, now) + u"\n"_s + whyText(detail, now) + u"\n\nTimeline (UTC)\n"_s + timelineText(detail)
        + troubleText(detail.snapshot.ops, now) + plannedText(detail.planned) + actionsText(detail.actions, now);
}

} // namespace txdesk::ctl
