// Verdicts of what has ended: which branches did their work, which were undone, and what stays though it was turned back.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/branch_fate.h"
#include "console/text/duration_text.h"
#include "console/verdict/verdict_rule.h"

#include <algorithm>

namespace txdesk::console {

using namespace Qt::StringLiterals;
using namespace verdict_words;

namespace {

using F = VerdictFacts;
using S = TransactionStatus;
using K = TransactionKind;

QString tookText(const F &f)
{
    const GlobalTransaction &t = f.transaction;
    const Instant end = t.succeededAt.value_or(t.rolledBackAt.value_or(t.updatedAt));
    return durationText(std::max(end - t.createdAt, Milliseconds{0}));
}

// A sentence about branches; empty when there are none. Where one must go and look, the participant is named, too.
QString about(const F &f, const QStringList &branches, const QString &words)
{
    return branches.isEmpty() ? QString() : words.arg(named(f, sorted(branches)));
}

QString listed(const QStringList &branches, const QString &words)
{
    return branches.isEmpty() ? QString() : words.arg(ids(sorted(branches)));
}

// Nothing undid them: they had no call for that, or it was never made.
QStringList notUndone(const F &f) { return sorted(f.done + f.countedDone + f.maybeRan); }

QString forcedText(const F &f)
{
    const QString head = VerdictText::tr("Force-stopped by %1.").arg(actorText(f, Action::ForceStop));
    const QStringList left = notUndone(f);
    const QString stays = about(f, left, VerdictText::tr("Branch %1 did run or may have run and was not undone: check it by hand."));
    const QString before = listed(f.undone, VerdictText::tr("Undone before that: branch %1."));
    const bool nothing = left.isEmpty() && before.isEmpty() && f.kept.isEmpty() && f.countedUndone.isEmpty();
    return join({head, actReason(f, Action::ForceStop), stays, before, staysByDecision(f),
                 nothing ? VerdictText::tr("No branch had run; there is nothing to repair.") : QString()});
}

QString overwrittenSentence(const F &f)
{
    const JournalEvent *act = newestAct(f, Action::ForceRollback);
    if (!act)
        return {};
    return join({VerdictText::tr("%1 had dirty rows overwritten with the values from before.")
                     .arg(act->actor.isEmpty() ? VerdictText::tr("an operator") : act->actor),
                 reasonGiven(act)});
}

QString rolledBackHead(const F &f, bool allAsBefore)
{
    if (hasKind(f, K::Workflow))
        return VerdictText::tr("Failed after %1, as its client reported.").arg(tookText(f));
    return allAsBefore ? VerdictText::tr("Rolled back after %1: all parties are as before.").arg(tookText(f))
                       : VerdictText::tr("Rolled back after %1.").arg(tookText(f));
}

QString rolledBackText(const F &f)
{
    QStringList missing; // there was something to call for that, and nothing says that it was done
    for (const QString &branch : notUndone(f))
        if (!f.cannotBeUndone.contains(branch))
            missing.append(branch);
    const QString decided = join({overwrittenSentence(f), staysByDecision(f)});
    const bool stays = !notUndone(f).isEmpty();
    const bool touched = stays || !f.undone.isEmpty() || !f.countedUndone.isEmpty() || !f.kept.isEmpty();
    const bool allAsBefore = decided.isEmpty() && !stays && !f.detail.eventsTruncated;
    return join({rolledBackHead(f, allAsBefore), whyBack(f), decided,
                 touched ? listed(f.undone, VerdictText::tr("Undone: branch %1.")) : VerdictText::tr("Nothing had to be undone."),
                 listed(f.hadDoneNothing, VerdictText::tr("There was nothing to undo at branch %1.")),
                 about(f, f.cannotBeUndone, hasKind(f, K::Workflow) ? VerdictText::tr("No undo of branch %1 is recorded: what it did stays.")
                                                                    : VerdictText::tr("Branch %1 has nothing to call to undo it: what it did stays.")),
                 about(f, missing, VerdictText::tr("Not undone: branch %1, which did run or may have run.")),
                 stays ? VerdictText::tr("Check by hand what stays.") : VerdictText::tr("Nothing to do.")});
}

// Who drops a message by hand may have been wrong about its sender.
QString droppedText(const F &f)
{
    const QString delivered = about(f, sorted(f.done + f.maybeRan), VerdictText::tr("Delivered, or perhaps: branch %1. Check it by hand."));
    if (newestAct(f, Action::Abort))
        return join({VerdictText::tr("Dropped by %1: nobody calls its receivers any more.").arg(actorText(f, Action::Abort)), actReason(f, Action::Abort), delivered,
                     VerdictText::tr("If the sender's local transaction did commit, send it again.")});
    if (!delivered.isEmpty())
        return join({VerdictText::tr("Dropped: its receivers are not called any more."), whyBack(f), delivered});
    return join({VerdictText::tr("Dropped: the local transaction did not commit, so nothing was delivered."), whyBack(f),
                 VerdictText::tr("Nothing to do.")});
}

// A notification that nobody accepted; the receiver was told nothing, or did not say that it heard.
QString givenUpText(const F &f)
{
    int failed = 0;
    for (const BranchOp &op : f.detail.snapshot.ops)
        failed = std::max(failed, op.failures);
    const QString head = failed == 0 ? VerdictText::tr("Dropped before anybody was told.")
                                     : VerdictText::tr("Given up: %n deliveries failed, last: %1.", nullptr, failed).arg(reason(f.transaction.lastError));
    const QString heard = listed(f.done, VerdictText::tr("Branch %1 has heard it."));
    return join({failed == 0 && !heard.isEmpty() ? VerdictText::tr("Stopped before everybody was told.") : head, heard, countedDone(f), whyBack(f),
                 VerdictText::tr("The receiver can still ask for the result by itself.")});
}

QString succeededText(const F &f)
{
    QString what;
    switch (f.transaction.kind) {
    case K::Tcc: what = VerdictText::tr("Succeeded in %1: every branch is confirmed."); break;
    case K::At:
    case K::Xa: what = VerdictText::tr("Succeeded in %1: every branch is committed."); break;
    case K::Workflow: what = VerdictText::tr("Succeeded in %1: its client reported the end."); break;
    case K::Notify: what = VerdictText::tr("Delivered after %1: every receiver has said that it heard."); break;
    case K::Saga:
    case K::Message: what = VerdictText::tr("Succeeded in %1: every branch did its work."); break;
    }
    if (!f.countedDone.isEmpty())
        what = VerdictText::tr("Ended as succeeded after %1.");
    return join({what.arg(tookText(f)), countedDone(f), VerdictText::tr("Nothing to do.")});
}

constexpr VerdictRule ofEnded[] = {
    {"V-01", Meaning::Succeeded, [](const F &f) { return hasStatus(f, S::Succeeded); }, succeededText},
    {"V-14", Meaning::Failed, [](const F &f) { return hasStatus(f, S::Failed) && f.transaction.forced; }, forcedText},
    {"V-15", Meaning::Compensating, [](const F &f) { return hasStatus(f, S::Failed) && hasKind(f, K::Message); }, droppedText},
    {"V-39", Meaning::Stopped, [](const F &f) { return hasStatus(f, S::Failed) && hasKind(f, K::Notify); }, givenUpText},
    {"V-12", Meaning::Compensating, [](const F &f) { return hasStatus(f, S::Failed); }, rolledBackText},
};

} // namespace

std::span<const VerdictRule> endedRules() { return ofEnded; }

} // namespace txdesk::console
