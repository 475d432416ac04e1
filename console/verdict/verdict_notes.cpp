// Who is at fault, and what is added to any verdict: acts of people, copies, and how sure it is.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/transaction_links.h"
#include "console/text/plain_text.h"
#include "console/text/words.h"
#include "console/verdict/verdict_rule.h"

namespace txdesk::console {

using namespace Qt::StringLiterals;
using namespace verdict_words;

namespace {

using F = VerdictFacts;

QString countedText(const JournalEvent *act, const QString &words)
{
    if (!act)
        return {};
    const QString who = act->actor.isEmpty() ? VerdictText::tr("an operator") : act->actor;
    const QString why = reason(act->text.section(u": "_s, 1));
    return words.arg(who, act->branch.value, why.isEmpty() ? u"–"_s : why);
}

QString skippedText(const F &f)
{
    return countedText(newestAct(f, Action::Skip), VerdictText::tr("%1 counted branch %2 as done by hand, nobody called it successfully: %3."));
}

QString markedText(const F &f)
{
    return countedText(newestAct(f, Action::MarkFailed), VerdictText::tr("%1 counted branch %2 as failed: %3."));
}

QString copiedText(const F &f)
{
    const TransactionLinks links = linksOf(f.detail);
    return links.copies.isEmpty() ? QString() : VerdictText::tr("It was resubmitted as %1: look there.").arg(oneLine(links.copies.last().value, 60));
}

QString copyText(const F &f)
{
    const TransactionLinks links = linksOf(f.detail);
    return links.original ? VerdictText::tr("It is a changed copy of %1.").arg(oneLine(links.original->value, 60)) : QString();
}

QString inferredText(const F &f)
{
    return f.inferred ? VerdictText::tr("≈ This back end keeps no attempts: what was tried is concluded from what it stores.") : QString();
}

QString truncatedText(const F &f)
{
    return f.detail.eventsTruncated ? VerdictText::tr("Its oldest events are not loaded: tries and acts among them are not counted here.") : QString();
}

constexpr VerdictNote notes[] = {
    {"V-50", skippedText}, {"V-51", markedText}, {"V-52", copiedText}, {"V-53", copyText}, {"V-54", inferredText},
    {"V-55", truncatedText},
};

// Waits for a person: the op that stands for it.
const BranchRow *parkedRow(const F &f, OpKind &op)
{
    for (const BranchOp &one : f.detail.snapshot.ops)
        if (one.status == OpStatus::Dirty || one.status == OpStatus::Dead)
            for (const BranchRow &row : f.branches)
                if (row.branch == one.branch) {
                    op = one.kind;
                    return &row;
                }
    return nullptr;
}

QString whoText(const BranchRow &row, OpKind op)
{
    const QString host = row.participant.isEmpty() ? VerdictText::tr("branch %1").arg(row.branch.value) : row.participant;
    if (row.asksInitiator())
        return VerdictText::tr("%1 (initiator)", "host").arg(host);
    return VerdictText::tr("%1 (branch %2, %3)", "host, branch, operation").arg(host, row.branch.value, wordOf(op));
}

} // namespace

std::span<const VerdictNote> verdictNotes() { return notes; }

void nameCulprit(Verdict &verdict, const VerdictFacts &f)
{
    const auto name = [&verdict](const QString &words, const BranchRow &row, OpKind op) {
        verdict.culprit = words.arg(whoText(row, op));
        verdict.branch = row.branch;
        verdict.op = op;
    };
    OpKind op = OpKind::Action;
    if (isFinal(f.transaction.status) || f.transaction.status == TransactionStatus::Aborting)
        for (const BranchRow &row : f.branches)
            if (!f.trouble && !f.refusedBranch.isEmpty() && row.branch.value == f.refusedBranch && !row.asksInitiator())
                return name(VerdictText::tr("Said no: %1"), row, row.forward.kind);
    if (isFinal(f.transaction.status))
        return;
    if (const BranchRow *row = parkedRow(f, op); row && f.transaction.parked != Parked::No)
        return name(VerdictText::tr("At fault: %1"), *row, op);
    if (f.trouble)
        return name(f.trouble->outcome == Outcome::Ongoing ? VerdictText::tr("Waiting for: %1") : VerdictText::tr("At fault: %1"), *f.troubled,
                    f.trouble->kind);
    if (f.calling)
        name(VerdictText::tr("Waiting for: %1"), *f.calling, f.call->kind);
    else if (verdict.id == "V-17"_L1)
        verdict.culprit = VerdictText::tr("At fault: no coordinator drives it");
}

} // namespace txdesk::console
