// Sentences about what people did and what became of branches, for rules of any table.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/branch_fate.h"
#include "console/text/time_text.h"
#include "console/verdict/verdict_rule.h"

#include <algorithm>

namespace txdesk::console::verdict_words {

using namespace Qt::StringLiterals;

namespace {

QString nameOf(const JournalEvent &act) { return act.actor.isEmpty() ? VerdictText::tr("an operator") : act.actor; }

// An old journal does not say which verb it was: then the newest act is meant.
const JournalEvent *actMeant(const VerdictFacts &f, Action action)
{
    const JournalEvent *act = newestAct(f, action);
    return act ? act : f.manualAct;
}

} // namespace

QStringList sorted(QStringList branches)
{
    std::ranges::sort(branches);
    return branches;
}

const JournalEvent *newestAct(const VerdictFacts &f, Action action)
{
    const JournalEvent *newest = nullptr;
    for (const JournalEvent &event : f.detail.events)
        if (isAct(event, action))
            newest = &event;
    return newest;
}

QString actorText(const VerdictFacts &f, Action action)
{
    const JournalEvent *act = actMeant(f, action);
    return act ? VerdictText::tr("%1 at %2").arg(nameOf(*act), clockText(act->at, f.zone)) : VerdictText::tr("an operator");
}

// What the person said about it: the journal has "verb: reason".
QString actReason(const VerdictFacts &f, Action action) { return reasonGiven(actMeant(f, action)); }

QString reasonGiven(const JournalEvent *act)
{
    const QString why = act ? reason(act->text.section(u": "_s, 1)) : QString();
    return why.isEmpty() ? QString() : VerdictText::tr("Reason given: %1.").arg(why);
}

QString whyBack(const VerdictFacts &f)
{
    const QString why = reason(f.transaction.rollbackReason);
    for (const BranchRow &row : f.branches)
        if (!f.refusedBranch.isEmpty() && row.branch.value == f.refusedBranch && !row.asksInitiator()) {
            QString who = branchName(row);
            who.front() = who.front().toUpper(); // it begins a sentence
            return why.isEmpty() ? VerdictText::tr("%1 said no.").arg(who) : VerdictText::tr("%1 said no: %2.").arg(who, why);
        }
    return why.isEmpty() ? QString() : VerdictText::tr("Reason: %1.").arg(why);
}

QString countedDone(const VerdictFacts &f)
{
    return f.countedDone.isEmpty() ? QString()
                                   : VerdictText::tr("Counted as done by hand: branch %1.").arg(named(f, f.countedDone));
}

QString staysByDecision(const VerdictFacts &f)
{
    QStringList sentences;
    if (const JournalEvent *act = newestAct(f, Action::AcceptCurrent); act && !f.kept.isEmpty())
        sentences = {VerdictText::tr("%1 kept the current data of branch %2: its rows were not put back.").arg(nameOf(*act), named(f, f.kept)), reasonGiven(act)};
    if (!f.countedUndone.isEmpty())
        sentences.append(VerdictText::tr("Counted as undone by hand: branch %1.").arg(named(f, f.countedUndone)));
    return join(sentences);
}

} // namespace txdesk::console::verdict_words
