// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/text/words.h"

#include "console/text/foreign_text.h"

#include <QCoreApplication>

namespace txdesk::console {
namespace {

QString word(const char *source)
{
    return QCoreApplication::translate("Words", source);
}

QString tccWord(TransactionStatus status, bool retries)
{
    switch (status) {
    case TransactionStatus::Prepared: return word(QT_TRANSLATE_NOOP("Words", "trying"));
    case TransactionStatus::Submitted:
        return retries ? word(QT_TRANSLATE_NOOP("Words", "confirming again")) : word(QT_TRANSLATE_NOOP("Words", "confirming"));
    case TransactionStatus::Aborting:
        return retries ? word(QT_TRANSLATE_NOOP("Words", "cancelling again")) : word(QT_TRANSLATE_NOOP("Words", "cancelling"));
    case TransactionStatus::Succeeded:
    case TransactionStatus::Failed: break;
    }
    return wordOf(status);
}

QString xaWord(TransactionStatus status)
{
    switch (status) {
    case TransactionStatus::Prepared: return word(QT_TRANSLATE_NOOP("Words", "phase 1"));
    case TransactionStatus::Submitted: return word(QT_TRANSLATE_NOOP("Words", "phase 2: commit"));
    case TransactionStatus::Aborting: return word(QT_TRANSLATE_NOOP("Words", "phase 2: roll back"));
    case TransactionStatus::Succeeded:
    case TransactionStatus::Failed: break;
    }
    return wordOf(status);
}

QString notifyWord(TransactionStatus status, bool retries)
{
    if (status == TransactionStatus::Submitted)
        return retries ? word(QT_TRANSLATE_NOOP("Words", "notifying again")) : word(QT_TRANSLATE_NOOP("Words", "notifying"));
    return wordOf(status);
}

QString unfinishedWord(TransactionKind kind, TransactionStatus status, bool retries)
{
    if (kind == TransactionKind::Tcc)
        return tccWord(status, retries);
    if (kind == TransactionKind::Xa || kind == TransactionKind::At)
        return xaWord(status);
    if (kind == TransactionKind::Notify)
        return notifyWord(status, retries);
    if (kind == TransactionKind::Workflow && status == TransactionStatus::Prepared)
        return retries ? word(QT_TRANSLATE_NOOP("Words", "client is silent"))
                       : word(QT_TRANSLATE_NOOP("Words", "running at its client"));
    if (status == TransactionStatus::Submitted && retries)
        return word(QT_TRANSLATE_NOOP("Words", "retrying"));
    return wordOf(status);
}

} // namespace

QString wordOf(TransactionKind kind)
{
    switch (kind) {
    case TransactionKind::Saga: return word(QT_TRANSLATE_NOOP("Words", "saga"));
    case TransactionKind::Tcc: return word(QT_TRANSLATE_NOOP("Words", "TCC"));
    case TransactionKind::Xa: return word(QT_TRANSLATE_NOOP("Words", "XA"));
    case TransactionKind::Message: return word(QT_TRANSLATE_NOOP("Words", "message"));
    case TransactionKind::Workflow: return word(QT_TRANSLATE_NOOP("Words", "workflow"));
    case TransactionKind::At: return word(QT_TRANSLATE_NOOP("Words", "AT"));
    case TransactionKind::Notify: return word(QT_TRANSLATE_NOOP("Words", "notification"));
    }
    return foreignText(kind);
}

QString wordOf(TransactionStatus status)
{
    switch (status) {
    case TransactionStatus::Prepared: return word(QT_TRANSLATE_NOOP("Words", "prepared"));
    case TransactionStatus::Submitted: return word(QT_TRANSLATE_NOOP("Words", "running"));
    case TransactionStatus::Aborting: return word(QT_TRANSLATE_NOOP("Words", "rolling back"));
    case TransactionStatus::Succeeded: return word(QT_TRANSLATE_NOOP("Words", "succeeded"));
    case TransactionStatus::Failed: return word(QT_TRANSLATE_NOOP("Words", "rolled back"));
    }
    return foreignText(status);
}

QString wordOf(OpKind kind)
{
    switch (kind) {
    case OpKind::Action: return word(QT_TRANSLATE_NOOP("Words", "action"));
    case OpKind::Compensate: return word(QT_TRANSLATE_NOOP("Words", "compensate"));
    case OpKind::Query: return word(QT_TRANSLATE_NOOP("Words", "query"));
    case OpKind::Try: return word(QT_TRANSLATE_NOOP("Words", "try"));
    case OpKind::Confirm: return word(QT_TRANSLATE_NOOP("Words", "confirm"));
    case OpKind::Cancel: return word(QT_TRANSLATE_NOOP("Words", "cancel"));
    case OpKind::Commit: return word(QT_TRANSLATE_NOOP("Words", "commit"));
    case OpKind::Rollback: return word(QT_TRANSLATE_NOOP("Words", "roll back"));
    case OpKind::Business: return word(QT_TRANSLATE_NOOP("Words", "business"));
    case OpKind::Resume: return word(QT_TRANSLATE_NOOP("Words", "wake up"));
    }
    return foreignText(kind);
}

QString wordOf(OpStatus status)
{
    switch (status) {
    case OpStatus::Prepared: return word(QT_TRANSLATE_NOOP("Words", "not done yet"));
    case OpStatus::Succeeded: return word(QT_TRANSLATE_NOOP("Words", "done"));
    case OpStatus::Failed: return word(QT_TRANSLATE_NOOP("Words", "failed"));
    case OpStatus::Dead: return word(QT_TRANSLATE_NOOP("Words", "dead letter"));
    case OpStatus::Dirty: return word(QT_TRANSLATE_NOOP("Words", "dirty"));
    }
    return foreignText(status);
}

QString wordOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Succeeded: return word(QT_TRANSLATE_NOOP("Words", "success"));
    case Outcome::Rejected: return word(QT_TRANSLATE_NOOP("Words", "failure"));
    case Outcome::Ongoing: return word(QT_TRANSLATE_NOOP("Words", "ongoing"));
    case Outcome::Unknown: return word(QT_TRANSLATE_NOOP("Words", "outcome unknown"));
    }
    return foreignText(outcome);
}

QString wordOf(EventKind kind)
{
    switch (kind) {
    case EventKind::Requested: return word(QT_TRANSLATE_NOOP("Words", "request"));
    case EventKind::Called: return word(QT_TRANSLATE_NOOP("Words", "call"));
    case EventKind::Answered: return word(QT_TRANSLATE_NOOP("Words", "answer"));
    case EventKind::StatusChanged: return word(QT_TRANSLATE_NOOP("Words", "status change"));
    case EventKind::Scheduled: return word(QT_TRANSLATE_NOOP("Words", "next try"));
    case EventKind::ManualAct: return word(QT_TRANSLATE_NOOP("Words", "operator"));
    case EventKind::Recovered: return word(QT_TRANSLATE_NOOP("Words", "recovery"));
    case EventKind::Registered: return word(QT_TRANSLATE_NOOP("Words", "branch"));
    case EventKind::Locked: return word(QT_TRANSLATE_NOOP("Words", "locks"));
    case EventKind::Parked: return word(QT_TRANSLATE_NOOP("Words", "parked"));
    case EventKind::Note: return word(QT_TRANSLATE_NOOP("Words", "note"));
    }
    return foreignText(kind);
}

QString wordOf(BarrierNote note, std::optional<OpKind> op)
{
    const bool isCancel = op == OpKind::Try || op == OpKind::Confirm || op == OpKind::Cancel;
    switch (note) {
    case BarrierNote::None: return {};
    case BarrierNote::Run: return word(QT_TRANSLATE_NOOP("Words", "barrier: executed"));
    case BarrierNote::Duplicate: return word(QT_TRANSLATE_NOOP("Words", "duplicate request filtered: it had run before"));
    case BarrierNote::Empty:
        return isCancel ? word(QT_TRANSLATE_NOOP("Words", "empty cancel: the try never ran, so nothing was released"))
                        : word(QT_TRANSLATE_NOOP("Words", "empty compensation: the action never ran, so nothing was undone"));
    case BarrierNote::Late:
        return isCancel ? word(QT_TRANSLATE_NOOP("Words", "late try refused: its cancel already ran"))
                        : word(QT_TRANSLATE_NOOP("Words", "late action refused: its compensation already ran"));
    }
    return foreignText(note);
}

QString wordOf(Role role)
{
    switch (role) {
    case Role::Nobody: return word(QT_TRANSLATE_NOOP("Words", "nobody"));
    case Role::Client: return word(QT_TRANSLATE_NOOP("Words", "client"));
    case Role::Viewer: return word(QT_TRANSLATE_NOOP("Words", "viewer"));
    case Role::Operator: return word(QT_TRANSLATE_NOOP("Words", "operator"));
    case Role::Admin: return word(QT_TRANSLATE_NOOP("Words", "admin"));
    }
    return foreignText(role);
}

QString wordOf(Action action)
{
    switch (action) {
    case Action::Retry: return word(QT_TRANSLATE_NOOP("Words", "Retry now"));
    case Action::Abort: return word(QT_TRANSLATE_NOOP("Words", "Roll back"));
    case Action::ForceStop: return word(QT_TRANSLATE_NOOP("Words", "Force-stop"));
    case Action::Pause: return word(QT_TRANSLATE_NOOP("Words", "Pause"));
    case Action::Resume: return word(QT_TRANSLATE_NOOP("Words", "Resume"));
    case Action::Submit: return word(QT_TRANSLATE_NOOP("Words", "Submit"));
    case Action::ForceRollback: return word(QT_TRANSLATE_NOOP("Words", "Overwrite and roll back"));
    case Action::AcceptCurrent: return word(QT_TRANSLATE_NOOP("Words", "Keep current data"));
    case Action::Skip: return word(QT_TRANSLATE_NOOP("Words", "Skip: done by hand"));
    case Action::MarkFailed: return word(QT_TRANSLATE_NOOP("Words", "Mark as failed"));
    }
    return foreignText(action);
}

QString wordOf(Action action, Parked parked)
{
    if (action != Action::Retry)
        return wordOf(action);
    switch (parked) {
    case Parked::No: break;
    case Parked::Dirty: return word(QT_TRANSLATE_NOOP("Words", "Try again after repair"));
    case Parked::Unanswered: return word(QT_TRANSLATE_NOOP("Words", "Ask again"));
    case Parked::DeadLetter: return word(QT_TRANSLATE_NOOP("Words", "Resend"));
    }
    return wordOf(action);
}

QString wordOf(Parked parked)
{
    switch (parked) {
    case Parked::No: break;
    case Parked::Dirty: return word(QT_TRANSLATE_NOOP("Words", "dirty rows"));
    case Parked::Unanswered: return word(QT_TRANSLATE_NOOP("Words", "sender unanswered"));
    case Parked::DeadLetter: return word(QT_TRANSLATE_NOOP("Words", "dead letter"));
    }
    return foreignText(parked);
}

QString statusWord(const GlobalTransaction &transaction)
{
    if (isForeign(transaction.status))
        return wordOf(transaction.status);
    if (transaction.status == TransactionStatus::Failed && transaction.forced)
        return word(QT_TRANSLATE_NOOP("Words", "force-stopped"));
    if (transaction.status == TransactionStatus::Failed && transaction.kind == TransactionKind::Notify)
        return word(QT_TRANSLATE_NOOP("Words", "given up"));
    if (isFinal(transaction.status))
        return wordOf(transaction.status);
    if (transaction.paused)
        return word(QT_TRANSLATE_NOOP("Words", "paused"));
    if (transaction.parked != Parked::No)
        return wordOf(transaction.parked);
    return unfinishedWord(transaction.kind, transaction.status, transaction.failures > 0);
}

QString forwardWord(TransactionKind kind)
{
    switch (kind) {
    case TransactionKind::Saga: return word(QT_TRANSLATE_NOOP("Words", "action"));
    case TransactionKind::Tcc: return word(QT_TRANSLATE_NOOP("Words", "phase 1: try"));
    case TransactionKind::Xa: return word(QT_TRANSLATE_NOOP("Words", "phase 1: prepare"));
    case TransactionKind::At: return word(QT_TRANSLATE_NOOP("Words", "phase 1: change and lock"));
    case TransactionKind::Notify:
    case TransactionKind::Message: return word(QT_TRANSLATE_NOOP("Words", "delivery"));
    case TransactionKind::Workflow: return word(QT_TRANSLATE_NOOP("Words", "recorded step"));
    }
    return {};
}

QString secondWord(TransactionKind kind)
{
    switch (kind) {
    case TransactionKind::Saga: return word(QT_TRANSLATE_NOOP("Words", "compensate"));
    case TransactionKind::Tcc: return word(QT_TRANSLATE_NOOP("Words", "phase 2: confirm or cancel"));
    case TransactionKind::At:
    case TransactionKind::Xa: return word(QT_TRANSLATE_NOOP("Words", "phase 2: commit or roll back"));
    case TransactionKind::Notify:
    case TransactionKind::Message: return word(QT_TRANSLATE_NOOP("Words", "undo"));
    case TransactionKind::Workflow: return word(QT_TRANSLATE_NOOP("Words", "recorded end"));
    }
    return {};
}

QString engineSentence(const QString &sentence)
{
    return QCoreApplication::translate("ActionGate", sentence.toUtf8().constData());
}

} // namespace txdesk::console
