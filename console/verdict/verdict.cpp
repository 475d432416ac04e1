// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/verdict/verdict.h"

#include "console/text/duration_text.h"
#include "console/text/foreign_text.h"
#include "console/text/time_text.h"
#include "console/text/words.h"
#include "console/verdict/verdict_rule.h"

namespace txdesk::console {

using namespace Qt::StringLiterals;
using namespace verdict_words;

namespace {

constexpr Milliseconds overdueAfter{30'000};
constexpr const char *unknownId = "V-40"; // a word of a newer server, whatever else is so

QString doneSentence(const VerdictFacts &f)
{
    return join({f.done.isEmpty() ? QString() : VerdictText::tr("Done so far: branch %1.").arg(ids(f.done)), countedDone(f)});
}

QString notUndoneSentence(const VerdictFacts &f)
{
    const QStringList left = sorted(f.done + f.countedDone + f.maybeRan);
    return join({left.isEmpty() ? QString() : VerdictText::tr("At stake: what branch %1 did is not undone yet.").arg(named(f, left)), staysByDecision(f)});
}

bool isMessage(const VerdictFacts &f) { return hasKind(f, TransactionKind::Message); }

using F = VerdictFacts;
using S = TransactionStatus;

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

constexpr VerdictRule haltedRules[] = {
    {"V-16", Meaning::Stopped, [](const F &f) { return f.transaction.paused; },
     [](const F &f) {
         return join({VerdictText::tr("Paused by %1: nothing happens until somebody resumes it.").arg(actorText(f, Action::Pause)), actReason(f, Action::Pause),
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
             {VerdictText::tr("Rolling back."), whyBack(f), f.calling ? callText(f) : notUndoneSentence(f)});
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
    return {endedRules(), haltedRules, waitingRules(), twoPhaseRules(), workflowRules(), lastRules};
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
    // Of what this console does not know it claims nothing: no culprit, no stake.
    if (const QString unknown = unknownOf(detail); !unknown.isEmpty())
        return {.id = QString::fromLatin1(unknownId), .meaning = Meaning::Stopped,
                .text = join({unknownSentence(unknown), VerdictText::tr("Until then it shows what the server says, and offers no act.")})};
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
    QStringList all{QString::fromLatin1(unknownId)};
    for (const std::span<const VerdictRule> table : ruleTables())
        for (const VerdictRule &rule : table)
            all.append(QString::fromLatin1(rule.id));
    for (const VerdictNote &note : verdictNotes())
        all.append(QString::fromLatin1(note.id));
    return all;
}

} // namespace txdesk::console
