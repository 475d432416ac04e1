// The narrator's sentences.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/demo/narrator.h"

#include <QCoreApplication>

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

} // namespace

QString Narrator::ofLateVisit(const QString &bank)
{
    return ofBarrier(BarrierNote::Late, bank);
}

QString Narrator::ofCall(const TransactionDetail &detail, const JournalEvent &event) const
{
    const QString who = laneOf(detail, event, m_nameOf);
    if (event.op == OpKind::Query)
        return say(QT_TRANSLATE_NOOP("Narrator", "The coordinator asks the application: did your local transaction commit?"));
    if (event.op == OpKind::Compensate)
        return say(QT_TRANSLATE_NOOP("Narrator", "The coordinator asks %1 to undo branch %2.")).arg(who, event.branch.value);
    if (event.attempt > 1)
        return say(QT_TRANSLATE_NOOP("Narrator", "The coordinator asks %1 again, attempt %2.")).arg(who).arg(event.attempt);
    return say(QT_TRANSLATE_NOOP("Narrator", "The coordinator asks %1 to do branch %2.")).arg(who, event.branch.value);
}

QString Narrator::ofAnswer(const TransactionDetail &detail, const JournalEvent &event) const
{
    const QString who = laneOf(detail, event, m_nameOf);
    if (const QString barrier = ofBarrier(event.barrier, who); !barrier.isEmpty())
        return barrier;
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

QString Narrator::ofStatus(const TransactionDetail &detail, const JournalEvent &event) const
{
    const bool isMessage = detail.snapshot.transaction.kind == TransactionKind::Message;
    switch (event.to.value_or(TransactionStatus::Prepared)) {
    case TransactionStatus::Prepared:
        return isMessage ? say(QT_TRANSLATE_NOOP("Narrator", "The message is prepared: stored, but not to be delivered yet.")) : QString();
    case TransactionStatus::Submitted:
        return isMessage ? say(QT_TRANSLATE_NOOP("Narrator", "The message is submitted: from now on it will be delivered, whatever it takes."))
                         : say(QT_TRANSLATE_NOOP("Narrator", "The saga is stored. From now on it will end, whatever happens."));
    case TransactionStatus::Aborting:
        if (event.text.startsWith(QStringLiteral("url:"))) // the participant's answer as DTM quotes it; the call before told it
            return say(QT_TRANSLATE_NOOP("Narrator", "The coordinator decides to roll back, because a branch was refused."));
        return say(QT_TRANSLATE_NOOP("Narrator", "The coordinator decides to roll back: %1")).arg(event.text);
    case TransactionStatus::Succeeded:
        return say(QT_TRANSLATE_NOOP("Narrator", "Everything is done: the transaction has succeeded."));
    case TransactionStatus::Failed:
        return isMessage ? say(QT_TRANSLATE_NOOP("Narrator", "The message is cancelled: nobody receives anything."))
                         : say(QT_TRANSLATE_NOOP("Narrator", "Everything is undone: the transaction is rolled back."));
    }
    return {};
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
        return say(QT_TRANSLATE_NOOP("Narrator", "%1 acts by hand: %2")).arg(event.actor, event.text);
    case EventKind::Recovered:
        return say(QT_TRANSLATE_NOOP("Narrator", "The coordinator is back and takes the transaction over from its store."));
    case EventKind::Requested:
    case EventKind::Registered:
    case EventKind::Scheduled:
    case EventKind::Note:
        break;
    }
    return {};
}

} // namespace txdesk::demo
