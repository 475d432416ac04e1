// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/text/duration_text.h"
#include "console/verdict/verdict_rule.h"

namespace txdesk::console {

using namespace Qt::StringLiterals;
using namespace verdict_words;

namespace {

using F = VerdictFacts;

bool isRunning(const F &f)
{
    return hasKind(f, TransactionKind::Workflow) && hasStatus(f, TransactionStatus::Prepared);
}

QString recorded(const F &f)
{
    return f.registered.isEmpty() ? VerdictText::tr("No step is recorded yet.")
                                  : VerdictText::tr("Recorded so far: branch %1; these are not run again.").arg(ids(f.registered));
}

QString twoRunnersText(const F &f)
{
    return join({VerdictText::tr("Two clients run this workflow at once: the one that was woken found a step recorded that it had "
                                 "just done, and was refused."),
                 recorded(f), next(f),
                 VerdictText::tr("Safe next step: wait for the other one; it is woken up again if neither ends.")});
}

QString silentText(const F &f)
{
    return join({VerdictText::tr("The workflow's client does not answer its wake-up:"), trouble(f), recorded(f), next(f),
                 VerdictText::tr("Safe next step: start its client at %1 again; it is woken up by itself, or retry now.")
                     .arg(f.troubled->participant)});
}

QString ongoingText(const F &f)
{
    return join({VerdictText::tr("The workflow's client says it is still working on it."), recorded(f), next(f),
                 VerdictText::tr("Nothing to do.")});
}

QString wakingText(const F &f)
{
    const Milliseconds since = std::max(f.now - *f.call->calledAt, Milliseconds{0});
    return join({VerdictText::tr("The workflow's client %1 has been woken up and works for %2.")
                     .arg(f.calling->participant, durationText(since)),
                 recorded(f)});
}

QString runningText(const F &f)
{
    return join({VerdictText::tr("It runs at its client; the coordinator only records its steps."), recorded(f),
                 f.transaction.nextDueAt && *f.transaction.nextDueAt > f.now
                     ? VerdictText::tr("If it has not ended in %1, its client is woken up.").arg(countdownText(*f.transaction.nextDueAt - f.now))
                     : QString()});
}

constexpr VerdictRule ofWorkflow[] = {
    {"V-28", Meaning::Waiting, [](const F &f) { return isRunning(f) && f.secondRunner; }, twoRunnersText},
    {"V-27", Meaning::Waiting, [](const F &f) { return isRunning(f) && hasTrouble(f, Outcome::Ongoing); }, ongoingText},
    {"V-26", Meaning::Failed, [](const F &f) { return isRunning(f) && f.trouble && !f.calling; }, silentText},
    {"V-29", Meaning::Running, [](const F &f) { return isRunning(f) && f.calling; }, wakingText},
    {"V-30", Meaning::Running, isRunning, runningText},
};

} // namespace

std::span<const VerdictRule> workflowRules() { return ofWorkflow; }

} // namespace txdesk::console
