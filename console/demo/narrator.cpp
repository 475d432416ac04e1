// The narrator's sentences.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/demo/narrator.h"

#include "console/models/branch_fate.h"
#include "console/text/error_text.h"
#include "console/text/words.h"
#include "console/theme/op_role.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace txdesk::demo {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("Narrator", text);
}

QString ofBarrier(BarrierNote note, const QString &who)
{
    switch (note) {
    case BarrierNote::Duplicate:
        return say(QT_TRANSLATE_NOOP("Narrator", "%1 has done this before: its barrier lets the copy pass without effect.")).arg(who);
    case BarrierNote::Empty:
        return say(QT_TRANSLATE_NOOP("Narrator", "%1 never did what it shall undo: its barrier answers success and does nothing.")).arg(who);
    case BarrierNote::Late:
        return say(QT_TRANSLATE_NOOP("Narrator", "%1 has undone this already: its barrier refuses the late request.")).arg(who);
    case BarrierNote::None:
    case BarrierNote::Run:
        break;
    }
    return {};
}

// "01, 03": those that ended so.
QString branchesOf(const TransactionDetail &detail, std::initializer_list<console::BranchFate> fates)
{
    const QList<console::BranchRow> rows = console::branchRows(detail);
    const QList<console::BranchEnd> ends = console::branchEnds(detail, rows);
    QStringList names;
    for (qsizetype i = 0; i < rows.size(); ++i)
        if (!rows[i].asksInitiator() && std::find(fates.begin(), fates.end(), ends[i].fate) != fates.end())
            names.append(rows[i].branch.value);
    return names.join(QStringLiteral(", "));
}

} // namespace

QString Narrator::ofMeasure(const Measure &measure)
{
    return QCoreApplication::translate("Story", "%1 in %2 ms.").arg(QLocale().toString(measure.count), QString::number(measure.ms, 'f', measure.ms < 10 ? 1 : 0));
}

QString Narrator::ofLateVisit(const QString &bank)
{
    return ofBarrier(BarrierNote::Late, bank);
}

QString Narrator::ofCall(const TransactionDetail &detail, const JournalEvent &event) const
{
    const QString who = laneOf(detail, event, m_nameOf);
    if (event.op == OpKind::Query)
        return say(QT_TRANSLATE_NOOP("Narrator", "The coordinator asks the application: did your local transaction commit?"));
    if (event.op == OpKind::Resume)
        return say(QT_TRANSLATE_NOOP("Narrator", "The workflow has not ended in time: the coordinator wakes its client."));
    if (event.attempt > 1)
        return say(QT_TRANSLATE_NOOP("Narrator", "The coordinator asks %1 again, attempt %2.")).arg(who).arg(event.attempt);
    const char *words = QT_TRANSLATE_NOOP("Narrator", "The coordinator asks %1 to do branch %2.");
    switch (event.op.value_or(OpKind::Action)) {
    case OpKind::Compensate: words = QT_TRANSLATE_NOOP("Narrator", "The coordinator asks %1 to undo branch %2."); break;
    case OpKind::Confirm: words = QT_TRANSLATE_NOOP("Narrator", "The coordinator asks %1 to confirm branch %2."); break;
    case OpKind::Cancel: words = QT_TRANSLATE_NOOP("Narrator", "The coordinator asks %1 to cancel branch %2."); break;
    case OpKind::Commit: words = QT_TRANSLATE_NOOP("Narrator", "The coordinator asks %1 to commit branch %2."); break;
    case OpKind::Rollback: words = QT_TRANSLATE_NOOP("Narrator", "The coordinator asks %1 to roll back branch %2."); break;
    default: break;
    }
    return say(words).arg(who, event.branch.value);
}

QString Narrator::ofStep(const JournalEvent &event)
{
    if (event.outcome == Outcome::Rejected)
        return say(QT_TRANSLATE_NOOP("Narrator", "Step %1 failed, and that is recorded."));
    switch (console::roleOf(event.op.value_or(OpKind::Action))) {
    case console::OpRole::Finish: return say(QT_TRANSLATE_NOOP("Narrator", "The confirm or commit of step %1 is done and recorded."));
    case console::OpRole::Undo: return say(QT_TRANSLATE_NOOP("Narrator", "Step %1 is taken back, and that is recorded."));
    case console::OpRole::Forward:
    case console::OpRole::Ask: break;
    }
    return say(QT_TRANSLATE_NOOP("Narrator", "Step %1 is done and recorded: it will never be run again."));
}

QString Narrator::ofRegistration(const TransactionDetail &detail, const JournalEvent &event)
{
    switch (detail.snapshot.transaction.kind) {
    case TransactionKind::Tcc:
        return say(QT_TRANSLATE_NOOP("Narrator", "The application registers branch %1 and then tries it by itself: the coordinator does not see that call."))
            .arg(event.branch.value);
    case TransactionKind::Xa:
        return say(QT_TRANSLATE_NOOP("Narrator", "The participant of branch %1 registers it and prepares it in its database.")).arg(event.branch.value);
    case TransactionKind::Workflow:
        return ofStep(event).arg(event.branch.value);
    case TransactionKind::At:
        return say(QT_TRANSLATE_NOOP("Narrator", "Branch %1 has changed its rows: its database writes how to undo that, and registers before it commits."))
            .arg(event.branch.value);
    case TransactionKind::Saga:
    case TransactionKind::Notify:
    case TransactionKind::Message: break;
    }
    return {};
}

QString Narrator::ofAnswer(const TransactionDetail &detail, const JournalEvent &event) const
{
    const QString who = laneOf(detail, event, m_nameOf);
    if (const QString barrier = ofBarrier(event.barrier, who); !barrier.isEmpty())
        return barrier;
    if (event.op == OpKind::Resume) // what counts is what the client reports
        return event.outcome == Outcome::Succeeded ? QString()
                                                   : say(QT_TRANSLATE_NOOP("Narrator", "The workflow's client does not come to its end; it will be woken again."));
    if (detail.snapshot.transaction.kind == TransactionKind::At && event.op == OpKind::Rollback && event.outcome == Outcome::Rejected)
        return say(QT_TRANSLATE_NOOP("Narrator", "%1 refuses: somebody else has changed its row since. It overwrites nothing.")).arg(who);
    if (event.op == OpKind::Rollback && event.outcome == Outcome::Succeeded
        && branchesOf(detail, {console::BranchFate::Kept}).split(QStringLiteral(", ")).contains(event.branch.value))
        return say(QT_TRANSLATE_NOOP("Narrator", "%1 leaves its rows as they are now, and forgets how to put them back.")).arg(who);
    const bool isQuery = event.op == OpKind::Query;
    switch (event.outcome.value_or(Outcome::Unknown)) {
    case Outcome::Succeeded:
        return isQuery ? say(QT_TRANSLATE_NOOP("Narrator", "The application answers: yes, it committed."))
                       : say(QT_TRANSLATE_NOOP("Narrator", "%1 has done it.")).arg(who);
    case Outcome::Rejected:
        return isQuery ? say(QT_TRANSLATE_NOOP("Narrator", "The application answers: no, and now it never will."))
                       : say(QT_TRANSLATE_NOOP("Narrator", "%1 refuses.")).arg(who);
    case Outcome::Ongoing:
        return say(QT_TRANSLATE_NOOP("Narrator", "%1 is not done yet; it will be asked again.")).arg(who);
    case Outcome::Unknown:
        return say(QT_TRANSLATE_NOOP("Narrator", "No answer from %1 that says anything: perhaps it did it, perhaps not.")).arg(who);
    }
    return {};
}

QString Narrator::ofRollback(const TransactionDetail &detail, const JournalEvent &event)
{
    if (event.text.startsWith(QStringLiteral("url:"))) // the participant's answer as DTM quotes it; the call before told it
        return say(QT_TRANSLATE_NOOP("Narrator", "The coordinator decides to roll back, because a branch was refused."));
    const QString why = console::errorLine(event.text);
    const bool timedOut = why.startsWith(QStringLiteral("Timeout"));
    if (detail.snapshot.transaction.kind == TransactionKind::Tcc && !timedOut)
        return say(QT_TRANSLATE_NOOP("Narrator", "A try failed (%1), so the application says cancel: what the tries set aside goes back.")).arg(why);
    if (why.isEmpty())
        return say(QT_TRANSLATE_NOOP("Narrator", "The application asks to roll back."));
    return say(QT_TRANSLATE_NOOP("Narrator", "The coordinator decides to roll back: %1")).arg(why);
}

QString Narrator::ofSubmit(TransactionKind kind)
{
    switch (kind) {
    case TransactionKind::Message:
        return say(QT_TRANSLATE_NOOP("Narrator", "The message is submitted: from now on it will be delivered, whatever it takes."));
    case TransactionKind::Tcc:
        return say(QT_TRANSLATE_NOOP("Narrator", "All tries are done. Confirm is decided: it will be done, whatever it takes."));
    case TransactionKind::Xa:
        return say(QT_TRANSLATE_NOOP("Narrator", "Every branch is prepared. Commit is decided: it will be done, whatever it takes."));
    case TransactionKind::At:
        return say(QT_TRANSLATE_NOOP("Narrator", "Commit is decided: all locks are released at once; the undo records are deleted next."));
    case TransactionKind::Notify:
        return say(QT_TRANSLATE_NOOP("Narrator", "The notification is stored: it is delivered again and again, up to the end of its ladder."));
    case TransactionKind::Saga:
    case TransactionKind::Workflow: break;
    }
    return say(QT_TRANSLATE_NOOP("Narrator", "The saga is stored. From now on it will end, whatever happens."));
}

QString Narrator::ofPrepare(TransactionKind kind)
{
    switch (kind) {
    case TransactionKind::Message: return say(QT_TRANSLATE_NOOP("Narrator", "The message is prepared: stored, but not to be delivered yet."));
    case TransactionKind::Tcc: return say(QT_TRANSLATE_NOOP("Narrator", "Phase 1: the application tries each branch. A try reserves, and changes nothing for good."));
    case TransactionKind::Xa: return say(QT_TRANSLATE_NOOP("Narrator", "Phase 1: each database does its work, prepares it, and holds its locks."));
    case TransactionKind::Workflow: return say(QT_TRANSLATE_NOOP("Narrator", "The workflow runs at the application; the coordinator records its steps."));
    case TransactionKind::At: return say(QT_TRANSLATE_NOOP("Narrator", "Phase 1: each database changes its rows and commits at once; rows stay locked until the decision."));
    case TransactionKind::Notify:
    case TransactionKind::Saga: break;
    }
    return {};
}

QString Narrator::ofSuccess(const TransactionDetail &detail)
{
    const QString byHand = branchesOf(detail, {console::BranchFate::CountedDone});
    return byHand.isEmpty() ? say(QT_TRANSLATE_NOOP("Narrator", "Everything is done: the transaction has succeeded."))
                            : say(QT_TRANSLATE_NOOP("Narrator", "The transaction has succeeded; a person counted branch %1 as done.")).arg(byHand);
}

// No more than the verdict says: what was kept, or counted as undone, is not undone.
QString Narrator::ofRolledBack(const TransactionDetail &detail)
{
    using enum console::BranchFate;
    if (const QString kept = branchesOf(detail, {Kept}); !kept.isEmpty())
        return say(QT_TRANSLATE_NOOP("Narrator", "The transaction is rolled back, but for branch %1: a person decided that its rows stay as they are now.")).arg(kept);
    if (const QString byHand = branchesOf(detail, {CountedUndone}); !byHand.isEmpty())
        return say(QT_TRANSLATE_NOOP("Narrator", "The transaction is rolled back; a person counted branch %1 as undone.")).arg(byHand);
    if (const QString left = branchesOf(detail, {MayHaveRun, Done, CountedDone}); !left.isEmpty())
        return say(QT_TRANSLATE_NOOP("Narrator", "The transaction is rolled back, but what branch %1 did may stay.")).arg(left);
    if (branchesOf(detail, {Undone}).isEmpty())
        return say(QT_TRANSLATE_NOOP("Narrator", "Nothing had been done: the transaction is rolled back, and there was nothing to undo."));
    return say(QT_TRANSLATE_NOOP("Narrator", "Everything is undone: the transaction is rolled back."));
}

QString Narrator::ofStatus(const TransactionDetail &detail, const JournalEvent &event)
{
    const TransactionKind kind = detail.snapshot.transaction.kind;
    switch (event.to.value_or(TransactionStatus::Prepared)) {
    case TransactionStatus::Prepared: return ofPrepare(kind);
    case TransactionStatus::Submitted: return ofSubmit(kind);
    case TransactionStatus::Aborting: return ofRollback(detail, event);
    case TransactionStatus::Succeeded:
        return ofSuccess(detail);
    case TransactionStatus::Failed:
        if (detail.snapshot.transaction.forced)
            return say(QT_TRANSLATE_NOOP("Narrator", "The transaction is stopped by force. Nothing is undone: what was done stays done."));
        if (kind == TransactionKind::Notify)
            return say(QT_TRANSLATE_NOOP("Narrator", "The notification is given up: who missed it can still ask."));
        return kind == TransactionKind::Message ? say(QT_TRANSLATE_NOOP("Narrator", "The message is cancelled: nobody receives anything."))
                                                : ofRolledBack(detail);
    }
    return {};
}

// "retry: why" in the words of the buttons; what the person wrote stays as it is.
QString Narrator::ofAct(const QString &text)
{
    const std::optional<Action> action = valueIn(actionNames, text.section(u':', 0, 0));
    const qsizetype reason = text.indexOf(u':'); // -1: none was given
    return action ? console::wordOf(*action) + (reason < 0 ? QString() : text.mid(reason)) : text;
}

QString Narrator::sentence(const TransactionDetail &detail, const JournalEvent &event) const
{
    switch (event.kind) {
    case EventKind::Called:
        return ofCall(detail, event);
    case EventKind::Answered:
        return ofAnswer(detail, event);
    case EventKind::StatusChanged:
        return ofStatus(detail, event);
    case EventKind::ManualAct:
        return say(QT_TRANSLATE_NOOP("Narrator", "%1 acts by hand: %2")).arg(event.actor, ofAct(event.text));
    case EventKind::Recovered:
        return say(QT_TRANSLATE_NOOP("Narrator", "The coordinator is back and takes the transaction over from its store."));
    case EventKind::Registered:
        return ofRegistration(detail, event);
    case EventKind::Locked:
        return say(QT_TRANSLATE_NOOP("Narrator", "The coordinator locks %1 for it.")).arg(console::errorLine(event.text));
    case EventKind::Parked:
        return say(QT_TRANSLATE_NOOP("Narrator", "Nothing more happens by itself: it waits for a person."));
    case EventKind::Requested:
    case EventKind::Scheduled:
    case EventKind::Note:
        break;
    }
    return {};
}

} // namespace txdesk::demo
