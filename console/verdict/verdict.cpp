// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/verdict/verdict.h"

#include "console/text/duration_text.h"
#include "console/text/time_text.h"
#include "console/text/words.h"
#include "console/verdict/verdict_rule.h"

namespace txdesk::console {

using namespace Qt::StringLiterals;
using namespace verdict_words;

namespace {

constexpr Milliseconds overdueAfter{30'000};

QString doneSentence(const VerdictFacts &f)
{
    return f.done.isEmpty() ? QString() : VerdictText::tr("Done so far: branch %1.").arg(f.done.join(u", "_s));
}

QString notUndoneSentence(const VerdictFacts &f)
{
    const QStringList left = f.done + f.maybeRan;
    return left.isEmpty() ? QString() : VerdictText::tr("At stake: what branch %1 did is not undone yet.").arg(named(f, left));
}

QString actorText(const VerdictFacts &f)
{
    const JournalEvent *act = f.manualAct;
    if (!act)
        return VerdictText::tr("an operator");
    const QString who = act->actor.isEmpty() ? VerdictText::tr("an operator") : act->actor;
    return VerdictText::tr("%1 at %2").arg(who, clockText(act->at, f.zone));
}

// What the person said about it: the journal has "verb: reason".
QString actReason(const VerdictFacts &f)
{
    const QString why = f.manualAct ? reason(f.manualAct->text.section(u": "_s, 1)) : QString();
    return why.isEmpty() ? QString() : VerdictText::tr("Reason given: %1.").arg(why);
}

QString tookText(const VerdictFacts &f)
{
    const GlobalTransaction &t = f.transaction;
    const Instant end = t.succeededAt.value_or(t.rolledBackAt.value_or(t.updatedAt));
    return durationText(std::max(end - t.createdAt, Milliseconds{0}));
}

QString reasonSentence(const VerdictFacts &f)
{
    const QString why = reason(f.transaction.rollbackReason);
    for (const BranchRow &row : f.branches)
        if (!f.refusedBranch.isEmpty() && row.branch.value == f.refusedBranch && !row.asksInitiator())
            return why.isEmpty() ? VerdictText::tr("%1 said no.").arg(branchName(row)) : VerdictText::tr("%1 said no: %2.").arg(branchName(row), why);
    return why.isEmpty() ? QString() : VerdictText::tr("Reason: %1.").arg(why);
}

bool isMessage(const VerdictFacts &f) { return hasKind(f, TransactionKind::Message); }

using F = VerdictFacts;
using S = TransactionStatus;

QString forcedText(const F &f)
{
    const QString head = VerdictText::tr("Force-stopped by %1.").arg(actorText(f));
    const QStringList ran = f.done + f.maybeRan;
    if (ran.isEmpty())
        return join({head, actReason(f), VerdictText::tr("No branch had run; there is nothing to repair.")});
    return join({head, actReason(f), VerdictText::tr("Branch %1 did run or may have run and was not undone: check it by hand.").arg(named(f, ran))});
}

// What a person decided about dirty rows: the parties are then not simply as before.
QString decisionSentence(const F &f)
{
    QString sentence;
    for (const JournalEvent &event : f.detail.events) {
        if (event.kind != EventKind::ManualAct)
            continue;
        const QString act = event.text.section(u':', 0, 0);
        const QString who = event.actor.isEmpty() ? VerdictText::tr("an operator") : event.actor;
        if (act == nameIn(actionNames, Action::AcceptCurrent))
            sentence = VerdictText::tr("%1 kept the current data of dirty rows: these were not put back.").arg(who);
        else if (act == nameIn(actionNames, Action::ForceRollback))
            sentence = VerdictText::tr("%1 had dirty rows overwritten with the values from before.").arg(who);
    }
    return sentence;
}

QString rolledBackText(const F &f)
{
    const QString decided = decisionSentence(f);
    const QString what = f.undone.isEmpty() ? VerdictText::tr("Nothing had to be undone.")
                                            : VerdictText::tr("Undone: branch %1.").arg(f.undone.join(u", "_s));
    const QString head = hasKind(f, TransactionKind::Workflow)
                             ? VerdictText::tr("Failed after %1, as its client reported.").arg(tookText(f))
                         : decided.isEmpty() ? VerdictText::tr("Rolled back after %1: all parties are as before.").arg(tookText(f))
                                             : VerdictText::tr("Rolled back after %1.").arg(tookText(f));
    return join({head, decided,
                 reasonSentence(f), what, VerdictText::tr("Nothing to do.")});
}

// A notification that nobody accepted; the receiver was told nothing, or did not say that it heard.
QString givenUpText(const F &f)
{
    int failed = 0;
    for (const BranchOp &op : f.detail.snapshot.ops)
        failed = std::max(failed, op.failures);
    const QString head = failed == 0 ? VerdictText::tr("Dropped before anybody was told.")
                                     : VerdictText::tr("Given up: %n deliveries failed, last: %1.", nullptr, failed).arg(reason(f.transaction.lastError));
    return join({head, reasonSentence(f), VerdictText::tr("The receiver can still ask for the result by itself.")});
}

QString askText(const F &f)
{
    const QString age = durationText(Milliseconds{(f.now - f.transaction.createdAt).count() / 1000 * 1000});
    const QString head = VerdictText::tr("Waiting for the initiator: prepared %1 ago, not submitted yet.").arg(age);
    if (!f.transaction.nextDueAt)
        return head;
    return join({head, VerdictText::tr("At %1 it is asked whether its local transaction committed.")
                           .arg(clockText(*f.transaction.nextDueAt, f.zone))});
}

QString callText(const F &f)
{
    const Milliseconds since = std::max(f.now - *f.call->calledAt, Milliseconds{0});
    return join({VerdictText::tr("%1 is being called (%2) for %3.")
                     .arg(branchName(*f.calling), wordOf(f.call->kind), durationText(since)),
                 hasStatus(f, S::Aborting) ? notUndoneSentence(f) : doneSentence(f)});
}

QString succeededText(const F &f)
{
    QString what;
    switch (f.transaction.kind) {
    case TransactionKind::Tcc: what = VerdictText::tr("Succeeded in %1: every branch is confirmed."); break;
    case TransactionKind::At:
    case TransactionKind::Xa: what = VerdictText::tr("Succeeded in %1: every branch is committed."); break;
    case TransactionKind::Workflow: what = VerdictText::tr("Succeeded in %1: its client reported the end."); break;
    case TransactionKind::Notify: what = VerdictText::tr("Delivered after %1: every receiver has said that it heard."); break;
    case TransactionKind::Saga:
    case TransactionKind::Message: what = VerdictText::tr("Succeeded in %1: every branch did its work."); break;
    }
    return join({what.arg(tookText(f)), VerdictText::tr("Nothing to do.")});
}

constexpr VerdictRule firstRules[] = {
    {"V-01", Meaning::Succeeded, [](const F &f) { return hasStatus(f, S::Succeeded); }, succeededText},
    {"V-14", Meaning::Failed, [](const F &f) { return hasStatus(f, S::Failed) && f.transaction.forced; }, forcedText},
    {"V-15", Meaning::Compensating, [](const F &f) { return hasStatus(f, S::Failed) && isMessage(f); },
     [](const F &f) {
         return join({VerdictText::tr("Dropped: the local transaction did not commit, so nothing was delivered."),
                      reasonSentence(f), VerdictText::tr("Nothing to do.")});
     }},
    {"V-39", Meaning::Stopped, [](const F &f) { return hasStatus(f, S::Failed) && hasKind(f, TransactionKind::Notify); }, givenUpText},
    {"V-12", Meaning::Compensating, [](const F &f) { return hasStatus(f, S::Failed); }, rolledBackText},
    {"V-16", Meaning::Stopped, [](const F &f) { return f.transaction.paused; },
     [](const F &f) {
         return join({VerdictText::tr("Paused by %1: nothing happens until somebody resumes it.").arg(actorText(f)), actReason(f),
                      f.trouble ? trouble(f) : QString(),
                      hasStatus(f, S::Aborting) ? notUndoneSentence(f) : doneSentence(f)});
     }},
    {"V-17", Meaning::Failed,
     [](const F &f) {
         return f.transaction.nextDueAt && f.now - *f.transaction.nextDueAt > overdueAfter && !f.calling;
     },
     [](const F &f) {
         const Milliseconds late{(f.now - *f.transaction.nextDueAt).count() / 1000 * 1000};
         return join(
             {VerdictText::tr("Overdue by %1: no coordinator picks it up. Look at the nodes.").arg(durationText(late)),
              f.trouble ? trouble(f) : QString()});
     }},
};

constexpr VerdictRule lastRules[] = {
    {"V-10", Meaning::Failed, [](const F &f) { return hasStatus(f, S::Aborting) && f.trouble; },
     [](const F &f) {
         return join({VerdictText::tr("Rolling back, and an undo does not succeed:"), trouble(f),
                      next(f), notUndoneSentence(f)});
     }},
    {"V-11", Meaning::Compensating, [](const F &f) { return hasStatus(f, S::Aborting); },
     [](const F &f) {
         return join(
             {VerdictText::tr("Rolling back."), reasonSentence(f), f.calling ? callText(f) : notUndoneSentence(f)});
     }},
    {"V-03", Meaning::Failed,
     [](const F &f) { return hasStatus(f, S::Prepared) && f.trouble && !hasTrouble(f, Outcome::Ongoing); },
     [](const F &f) {
         return join({VerdictText::tr("Prepared, and nobody can tell whether the local transaction committed:"),
                      trouble(f), next(f),
                      VerdictText::tr("Nothing is delivered before that is known.")});
     }},
    {"V-02", Meaning::Waiting, [](const F &f) { return hasStatus(f, S::Prepared) && (isMessage(f) || hasKind(f, TransactionKind::Notify)); }, askText},
    {"V-19", Meaning::Waiting, [](const F &f) { return hasStatus(f, S::Prepared); },
     [](const F &f) {
         return join({VerdictText::tr("Prepared: no branch has been called."), next(f)});
     }},
    {"V-06", Meaning::Waiting, [](const F &f) { return hasTrouble(f, Outcome::Ongoing); },
     [](const F &f) {
         const QString head = VerdictText::tr("%1 says it is still working on it.").arg(branchName(*f.troubled));
         return join({head, next(f), doneSentence(f)});
     }},
    {"V-18", Meaning::Failed, [](const F &f) { return f.trouble && f.trouble->statusCode == 0; },
     [](const F &f) {
         return join(
             {VerdictText::tr("A participant does not answer:"), trouble(f), next(f), doneSentence(f)});
     }},
    {"V-05", Meaning::Failed, [](const F &f) { return f.trouble != nullptr; },
     [](const F &f) {
         return join({VerdictText::tr("A branch fails and is tried again:"), trouble(f), next(f),
                      doneSentence(f)});
     }},
    {"V-04", Meaning::Running, [](const F &f) { return f.calling != nullptr; }, callText},
    {"V-07", Meaning::Waiting, [](const F &f) { return f.transaction.nextDueAt && *f.transaction.nextDueAt > f.now; },
     [](const F &f) {
         return join({VerdictText::tr("Submitted, and waiting for its time."), next(f), doneSentence(f)});
     }},
    {"V-08", Meaning::Running, [](const F &) { return true; },
     [](const F &f) {
         return join({VerdictText::tr("Running, nothing has failed."), doneSentence(f)});
     }},
};

QList<std::span<const VerdictRule>> ruleTables()
{
    return {firstRules, waitingRules(), twoPhaseRules(), workflowRules(), lastRules};
}

Verdict told(const VerdictRule &rule, const VerdictFacts &facts)
{
    Verdict verdict{.id = QString::fromLatin1(rule.id), .meaning = rule.meaning, .text = rule.text(facts)};
    nameCulprit(verdict, facts);
    for (const VerdictNote &note : verdictNotes()) {
        const QString words = note.text(facts);
        if (words.isEmpty())
            continue;
        verdict.text += u' ' + words;
        verdict.notes.append(QString::fromLatin1(note.id));
    }
    return verdict;
}

} // namespace

Verdict verdictOf(const TransactionDetail &detail, Instant now, const QTimeZone &zone, const QList<LockWait> &waits)
{
    VerdictFacts facts = verdictFacts(detail, now, zone);
    for (const LockWait &wait : waits)
        if (wait.waiter == detail.snapshot.transaction.gid)
            facts.waits.append(wait);
    for (const std::span<const VerdictRule> table : ruleTables())
        for (const VerdictRule &rule : table)
            if (rule.applies(facts))
                return told(rule, facts);
    return {};
}

QStringList verdictIds()
{
    QStringList all;
    for (const std::span<const VerdictRule> table : ruleTables())
        for (const VerdictRule &rule : table)
            all.append(QString::fromLatin1(rule.id));
    for (const VerdictNote &note : verdictNotes())
        all.append(QString::fromLatin1(note.id));
    return all;
}

} // namespace txdesk::console
