// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/text/time_text.h"
#include "console/verdict/verdict_rule.h"

namespace txdesk::console {

using namespace Qt::StringLiterals;
using namespace verdict_words;

namespace {

using F = VerdictFacts;
using S = TransactionStatus;
using K = TransactionKind;

// "If the initiator stays silent it is cancelled at 03:12:40."
QString silence(const F &f)
{
    const GlobalTransaction &t = f.transaction;
    std::optional<Instant> limit = t.nextDueAt;
    if (!limit && t.options.timeoutToFail.count() > 0)
        limit = t.createdAt + t.options.timeoutToFail;
    if (!limit)
        return {};
    const QString at = clockText(*limit, f.zone);
    return hasKind(f, K::Tcc) ? VerdictText::tr("If the initiator stays silent, it times out at %1 and is cancelled.").arg(at)
                              : VerdictText::tr("If the initiator stays silent, it times out at %1 and is rolled back.").arg(at);
}

QString tryingText(const F &f)
{
    const QString head = f.registered.isEmpty()
                             ? VerdictText::tr("Phase 1: the initiator has not registered a branch yet.")
                             : VerdictText::tr("Phase 1: the initiator tries branch %1 and has not said confirm or cancel; what the tries "
                                               "have set aside stays set aside.")
                                   .arg(ids(f.registered));
    return join({head, silence(f),
                 VerdictText::tr("Safe next step: wait; if the initiator is known to be gone, roll back.")});
}

QString preparedText(const F &f)
{
    if (f.registered.isEmpty())
        return join({VerdictText::tr("Phase 1: no branch has registered yet."), silence(f)});
    return join({VerdictText::tr("Phase 1: branch %1 is prepared or about to be, and holds its locks until the initiator decides.")
                     .arg(ids(f.registered)),
                 silence(f), VerdictText::tr("Safe next step: wait; if the initiator is known to be gone, roll back.")});
}

QString confirmFailsText(const F &f)
{
    return join({VerdictText::tr("Confirm is decided, it cannot be cancelled any more, and a confirm does not succeed:"), trouble(f),
                 next(f),
                 VerdictText::tr("What was set aside stays frozen at %1 until it confirms.").arg(f.troubled->participant),
                 VerdictText::tr("Safe next step: repair %1, then retry now.").arg(f.troubled->participant)});
}

QString cancelFailsText(const F &f)
{
    return join({VerdictText::tr("It is being cancelled, and a cancel does not succeed:"), trouble(f), next(f),
                 VerdictText::tr("What was set aside stays frozen at %1 until it cancels.").arg(f.troubled->participant),
                 VerdictText::tr("Safe next step: repair %1, then retry now.").arg(f.troubled->participant)});
}

QString commitFailsText(const F &f)
{
    return join({VerdictText::tr("Commit is decided, and an XA branch does not commit:"), trouble(f), next(f),
                 VerdictText::tr("Its rows stay locked at %1 until it does; other work on them waits.").arg(f.troubled->participant),
                 VerdictText::tr("Safe next step: repair %1, then retry now.").arg(f.troubled->participant)});
}

QString rollbackFailsText(const F &f)
{
    return join({VerdictText::tr("It is being rolled back, and an XA branch does not answer for its rollback:"), trouble(f), next(f),
                 VerdictText::tr("Its rows stay locked at %1 until it does; other work on them waits.").arg(f.troubled->participant),
                 VerdictText::tr("Safe next step: repair %1, then retry now.").arg(f.troubled->participant)});
}

bool fails(const F &f, K kind, S status)
{
    return hasKind(f, kind) && hasStatus(f, status) && f.trouble && !hasTrouble(f, Outcome::Ongoing);
}

constexpr VerdictRule twoPhase[] = {
    {"V-20", Meaning::Waiting, [](const F &f) { return hasKind(f, K::Tcc) && hasStatus(f, S::Prepared); }, tryingText},
    {"V-22", Meaning::Failed, [](const F &f) { return fails(f, K::Tcc, S::Submitted); }, confirmFailsText},
    {"V-23", Meaning::Failed, [](const F &f) { return fails(f, K::Tcc, S::Aborting); }, cancelFailsText},
    {"V-24", Meaning::Waiting, [](const F &f) { return hasKind(f, K::Xa) && hasStatus(f, S::Prepared); }, preparedText},
    {"V-09", Meaning::Failed, [](const F &f) { return fails(f, K::Xa, S::Submitted); }, commitFailsText},
    {"V-25", Meaning::Failed, [](const F &f) { return fails(f, K::Xa, S::Aborting); }, rollbackFailsText},
};

} // namespace

std::span<const VerdictRule> twoPhaseRules() { return twoPhase; }

} // namespace txdesk::console
