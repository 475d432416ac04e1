// What waits for a person, what is delivered by a ladder, and AT with its locks: verdicts of unfinished transactions.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/delivery_ladder.h"
#include "console/text/duration_text.h"
#include "console/text/plain_text.h"
#include "console/text/time_text.h"
#include "console/verdict/verdict_rule.h"

#include <algorithm>

namespace txdesk::console {

using namespace Qt::StringLiterals;
using namespace verdict_words;

namespace {

using F = VerdictFacts;
using S = TransactionStatus;
using K = TransactionKind;

const BranchRow *dirtyRow(const F &f)
{
    for (const BranchOp &op : f.detail.snapshot.ops)
        if (op.status == OpStatus::Dirty)
            for (const BranchRow &row : f.branches)
                if (row.branch == op.branch)
                    return &row;
    return nullptr;
}

QString dirtyText(const F &f)
{
    const BranchRow *row = dirtyRow(f);
    const QString why = reason(row && !row->undo.error.isEmpty() ? row->undo.error : f.transaction.lastError);
    const QString where = row ? branchName(*row) : VerdictText::tr("a branch");
    return join({VerdictText::tr("AT rollback refused at %1: rows were changed after this transaction (dirty write): %2.").arg(where, why),
                 VerdictText::tr("Nothing is overwritten, and the locks stay, until a person decides: see Undo."),
                 VerdictText::tr("Overwrite and roll back, or keep the current data; or repair the rows and try again.")});
}

QString decidedText(const F &f)
{
    const QString what = f.transaction.resolution == Resolution::Force
                             ? VerdictText::tr("It was decided to overwrite the dirty rows with the values from before.")
                             : VerdictText::tr("It was decided to keep the current data of the dirty rows.");
    return join({what, f.trouble ? trouble(f) : QString(), next(f)});
}

QString deadText(const F &f)
{
    QStringList dead;
    for (const BranchOp &op : f.detail.snapshot.ops)
        if (op.status == OpStatus::Dead)
            for (const BranchRow &row : f.branches)
                if (row.branch == op.branch)
                    dead.append(VerdictText::tr("%1 after %n deliveries, last answer: %2", nullptr, op.failures)
                                    .arg(branchName(row), reason(op.lastError)));
    constexpr qsizetype namedMax = 3;
    const qsizetype more = dead.size() - namedMax;
    QString list = dead.first(std::min(dead.size(), namedMax)).join(u"; "_s);
    if (more > 0)
        list += u"; "_s + VerdictText::tr("and %n more receivers", nullptr, static_cast<int>(more));
    const bool asked = hasKind(f, K::Notify);
    return join({VerdictText::tr("Dead letter: delivery is given up: %1.").arg(list),
                 asked ? VerdictText::tr("The receiver may still ask for it by itself.") : QString(),
                 VerdictText::tr("Safe next step: repair the receiver, then resend; its ladder begins again.")});
}

QString unansweredText(const F &f)
{
    const QString head = VerdictText::tr("The sender was asked %n times whether its local transaction committed, and never said.", nullptr,
                                         f.transaction.attempts);
    return join({head, f.trouble ? trouble(f) : QString(), VerdictText::tr("Nothing is delivered and nobody asks any more."),
                 VerdictText::tr("Find out at the sender: submit if it committed, roll back if it did not, or ask again.")});
}

// --- AT

QString lockWaitText(const F &f)
{
    const LockWait &wait = f.waits.first();
    const Milliseconds since{std::max<qint64>(0, (f.now - wait.since).count() / 1000 * 1000)};
    const QString row = oneLine(u"%1 %2"_s.arg(wait.row.table, wait.row.row), 120);
    return join({VerdictText::tr("Waits for the lock of %1 at %2, which %3 holds, for %4.")
                     .arg(row, wait.row.resource, wait.holder.value, durationText(since)),
                 f.waits.size() > 1 ? VerdictText::tr("And for %n more rows.", nullptr, static_cast<int>(f.waits.size() - 1)) : QString(),
                 VerdictText::tr("It goes on when that one ends; if it takes too long, it is turned back. See the page Locks.")});
}

QString atSilence(const F &f)
{
    if (!f.transaction.nextDueAt)
        return {};
    return VerdictText::tr("If the initiator stays silent, it times out at %1 and is rolled back.").arg(clockText(*f.transaction.nextDueAt, f.zone));
}

QString atPhaseOneText(const F &f)
{
    if (f.open.isEmpty())
        return join({VerdictText::tr("Phase 1: no branch has registered yet."), atSilence(f)});
    return join({VerdictText::tr("Phase 1: branch %1 has changed its rows and holds their locks until the initiator decides.").arg(ids(f.open)),
                 atSilence(f), VerdictText::tr("Safe next step: wait; if the initiator is known to be gone, roll back.")});
}

QString atCommitText(const F &f)
{
    return join({VerdictText::tr("Commit is decided, the changes stay and the locks are released; an undo record is not deleted yet:"),
                 trouble(f), next(f), VerdictText::tr("Nothing is at stake; it is tried again by itself.")});
}

QString atRollbackText(const F &f)
{
    return join({VerdictText::tr("It is being rolled back, and a branch does not say that its rows are put back:"), trouble(f), next(f),
                 VerdictText::tr("All its rows stay locked until every branch is rolled back, the last one first."),
                 VerdictText::tr("Safe next step: repair %1, then retry now.").arg(f.troubled->participant)});
}

// --- Ladders

// The receiver that was tried most; its ladder speaks for all.
std::optional<DeliveryLadder> worstLadder(const F &f)
{
    QList<DeliveryLadder> ladders = deliveryLadders(f.detail);
    ladders.removeIf([](const DeliveryLadder &ladder) { return ladder.status != OpStatus::Prepared || ladder.failures == 0; });
    const auto worst = std::max_element(ladders.cbegin(), ladders.cend(), [](const auto &a, const auto &b) { return a.failures < b.failures; });
    return worst == ladders.cend() ? std::nullopt : std::optional(*worst);
}

bool climbs(const F &f)
{
    return hasStatus(f, S::Submitted) && hasLadder(f.transaction) && !f.calling && worstLadder(f).has_value();
}

QString ladderText(const F &f)
{
    const DeliveryLadder ladder = *worstLadder(f);
    const QString head = VerdictText::tr("Not delivered to %1 yet: %n deliveries failed, last: %2.", nullptr, ladder.failures)
                             .arg(ladder.receiver, reason(ladder.lastError));
    const LadderStep *step = ladder.next();
    QString when;
    if (step && step->at)
        when = VerdictText::tr("Next delivery, %1 of at most %2, at %3, in %4.")
                   .arg(QString::number(step->number), QString::number(ladder.steps.size()), clockText(*step->at, f.zone),
                        countdownText(std::max(*step->at - f.now, Milliseconds{0})));
    const QString window = ladder.windowEnd ? VerdictText::tr("No delivery after %1.").arg(dateTimeText(*ladder.windowEnd, f.zone)) : QString();
    return join({head, when, window, VerdictText::tr("Then it waits for a person as a dead letter.")});
}

bool isParked(const F &f, Parked parked) { return f.transaction.parked == parked; }

bool failsAt(const F &f, S status)
{
    return hasKind(f, K::At) && hasStatus(f, status) && f.trouble && !hasTrouble(f, Outcome::Ongoing);
}

constexpr VerdictRule ofWaiting[] = {
    {"V-21", Meaning::Failed, [](const F &f) { return isParked(f, Parked::Dirty); }, dirtyText},
    {"V-31", Meaning::Failed, [](const F &f) { return isParked(f, Parked::DeadLetter); }, deadText},
    {"V-32", Meaning::Failed, [](const F &f) { return isParked(f, Parked::Unanswered); }, unansweredText},
    {"V-33", Meaning::Compensating, [](const F &f) { return f.transaction.resolution != Resolution::None; }, decidedText},
    {"V-34", Meaning::Waiting, [](const F &f) { return hasKind(f, K::At) && hasStatus(f, S::Prepared) && !f.waits.isEmpty(); }, lockWaitText},
    {"V-35", Meaning::Waiting, [](const F &f) { return hasKind(f, K::At) && hasStatus(f, S::Prepared); }, atPhaseOneText},
    {"V-36", Meaning::Waiting, [](const F &f) { return failsAt(f, S::Submitted); }, atCommitText},
    {"V-37", Meaning::Failed, [](const F &f) { return failsAt(f, S::Aborting); }, atRollbackText},
    {"V-38", Meaning::Waiting, climbs, ladderText},
};

} // namespace

std::span<const VerdictRule> waitingRules() { return ofWaiting; }

} // namespace txdesk::console
