// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/actions/action_desk.h"

#include "console/actions/door_words.h"
#include "console/models/branch_fate.h"
#include "console/text/foreign_text.h"
#include "console/text/time_text.h"
#include "console/text/words.h"

namespace txdesk::console {

using namespace Qt::StringLiterals;

Guard guardOf(Action action)
{
    switch (action) {
    case Action::Retry:
    case Action::Pause:
    case Action::Resume: return Guard::Armed;
    case Action::Submit:
    case Action::Abort: return Guard::Dialog;
    case Action::ForceRollback:
    case Action::AcceptCurrent:
    case Action::Skip:
    case Action::MarkFailed:
    case Action::ForceStop: return Guard::Guarded;
    }
    return Guard::Guarded;
}

// What a force-stop leaves behind at a participant whose first phase may have run.
QString ActionDesk::leftAfterPhaseOne(const BranchRow &row, const QString &where, TransactionKind kind)
{
    if (row.finish.exists && row.finish.status == OpStatus::Succeeded)
        return tr("%1 stays done: it succeeded.").arg(where);
    if (kind == TransactionKind::At)
        return tr("%1 keeps the rows as it changed them: nobody puts them back, and their locks are released.").arg(where);
    return kind == TransactionKind::Tcc ? tr("%1 keeps what its try has set aside: nobody confirms or cancels it.").arg(where)
                                        : tr("%1 keeps its prepared XA branch and its locks: nobody commits or rolls it back.").arg(where);
}

ActionDesk::ActionDesk(CoordinatorLink &link, const Clock &serverClock, DelayedCalls &delayed, QObject *parent)
    : QObject(parent), m_link(link), m_clock(serverClock), m_delayed(delayed), m_witness(link, serverClock)
{
    connect(&link, &CoordinatorLink::statusChanged, this, &ActionDesk::statesChanged);
    connect(&link, &CoordinatorLink::changed, this, &ActionDesk::look);
}

ActionDesk::~ActionDesk()
{
    m_delayed.stop(m_armed);
    if (m_watched)
        m_delayed.stop(m_watched->end);
}

void ActionDesk::setSubject(const TransactionDetail &detail)
{
    const bool another = !m_subject || m_subject->snapshot.transaction.gid != detail.snapshot.transaction.gid;
    if (another) {
        cancelArmed();
        m_undo.reset();
        m_undoProblem.clear();
    }
    m_subject = detail;
    look(TransactionRow{detail.snapshot.transaction, detail.participants});
    emit statesChanged();
    if (!another)
        emit confirmationMoved();
}

void ActionDesk::clearSubject()
{
    cancelArmed();
    m_subject.reset();
    m_undo.reset();
    m_undoProblem.clear();
    emit statesChanged();
}

void ActionDesk::setUndo(const UndoView &undo)
{
    m_undo = undo;
    m_undoProblem.clear();
    emit statesChanged();
    emit confirmationMoved();
}

void ActionDesk::setUndoProblem(const QString &problem)
{
    m_undo.reset();
    m_undoProblem = problem;
    emit statesChanged();
}

void ActionDesk::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    emit statesChanged();
}

void ActionDesk::setZone(const QTimeZone &zone)
{
    m_zone = zone;
    emit statesChanged();
}

void ActionDesk::setProduction(bool production) { m_production = production; }

void ActionDesk::setRevealsAllowed(bool allowed)
{
    m_revealsAllowed = allowed;
    emit statesChanged();
}

void ActionDesk::setActsPerSecond(int most) { m_actsPerSecond = most; }

bool ActionDesk::takesTurn()
{
    const Instant now = m_clock.now();
    m_sentAt.removeIf([now](Instant at) { return at + Seconds{1} <= now; });
    if (m_sentAt.size() >= m_actsPerSecond)
        return false;
    m_sentAt.append(now);
    return true;
}

ActionState ActionDesk::state(Action action) const
{
    ActionState state{.action = action, .allowed = false, .reason = {}, .legalAt = {}};
    if (!m_subject) {
        state.reason = tr("No transaction is selected.");
        return state;
    }
    const LinkStatus link = m_link.status();
    if (link.state != LinkState::Live) {
        state.reason = link.door == Door::Open ? tr("Not connected to the coordinator.") : DoorWords::sentence(link);
        return state;
    }
    const Capabilities capabilities = m_link.capabilities();
    state.reason = m_readOnly ? tr("This profile is read-only.") : capabilities.readOnly;
    if (state.reason.isEmpty())
        state.reason = capabilities.neverAllowed.value(action);
    if (!state.reason.isEmpty())
        return state;
    state.reason = DoorWords::whyNot(roleNeededFor(action), link);
    if (!state.reason.isEmpty())
        return state;
    state.reason = unknownSentence(unknownOf(*m_subject)); // what an act would do cannot be told
    if (!state.reason.isEmpty())
        return state;
    for (const ActionState &told : m_subject->actions)
        if (told.action == action)
            state = told;
    if (!state.allowed)
        state.reason = state.reason.isEmpty() ? tr("The coordinator does not offer it.") : engineSentence(state.reason);
    else
        state.reason = whyUndecided(action);
    state.allowed = state.reason.isEmpty();
    return state;
}

QString ActionDesk::whyNot(const ActionState &state) const
{
    if (state.allowed || !state.legalAt)
        return state.allowed ? QString() : state.reason;
    const Instant now = m_clock.now();
    const QString clock = clockText(*state.legalAt, m_zone);
    const QString when = *state.legalAt > now ? tr("possible from %1 (%2)").arg(clock, ageText(*state.legalAt, now))
                                              : tr("possible since %1; the newest state is on its way").arg(clock);
    return u"%1 · %2"_s.arg(state.reason, when);
}

// Rows are overwritten or given up only by somebody who has seen them.
QString ActionDesk::whyUndecided(Action action) const
{
    const bool decides = action == Action::ForceRollback || action == Action::AcceptCurrent;
    if (!decides || m_undo || !m_undoProblem.isEmpty())
        return {};
    return tr("Read the undo record first, in the tab Undo: it says which rows and values are at stake.");
}

void ActionDesk::tellStake(Confirmation &confirmation) const
{
    if (confirmation.action != Action::ForceRollback && confirmation.action != Action::AcceptCurrent)
        return;
    if (!m_undo) {
        confirmation.atStake = {m_undoProblem.isEmpty() ? tr("The participant does not show its rows: which values are at stake is not known.")
                                                        : tr("The participant does not show its rows (%1): which values are at stake is not known.").arg(m_undoProblem)};
        return;
    }
    confirmation.branch = m_undo->branch;
    confirmation.atStake = UndoWords::stake(*m_undo, confirmation.action);
}

Confirmation ActionDesk::confirmation(Action action, const BranchId &branch) const
{
    Confirmation confirmation{.action = action};
    if (!m_subject)
        return confirmation;
    confirmation.snapshot = m_subject->snapshot;
    confirmation.branch = branch;
    for (const ActionState &told : m_subject->actions)
        if (told.action == action && branch.isEmpty() && !told.branches.isEmpty())
            confirmation.branch = told.branches.first();
    confirmation.preview = engine::preview(action, m_subject->snapshot, {}, m_clock.now(), confirmation.branch);
    if (const std::optional<ActPreview> own = m_link.previewOf(action, *m_subject))
        confirmation.preview = {own->calls, own->willDo, own->willNotDo};
    const bool isGuarded = guardOf(action) == Guard::Guarded;
    confirmation.reasonMin = isGuarded || m_production ? 10 : 1;
    confirmation.needsTicket = isGuarded && m_production;
    tellStake(confirmation);
    if (action == Action::ForceStop)
        tellLeft(confirmation);
    return confirmation;
}

void ActionDesk::tellLeft(Confirmation &confirmation) const
{
    const TransactionKind kind = m_subject->snapshot.transaction.kind;
    const QList<BranchRow> rows = branchRows(*m_subject);
    const QList<BranchEnd> ends = branchEnds(*m_subject, rows);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const BranchRow &row = rows[i];
        const QString where = u"%1 %2 %3"_s.arg(row.branch.value, row.participant, row.path).trimmed();
        switch (ends[i].fate) {
        case BranchFate::NotRun:
        case BranchFate::Undone:
        case BranchFate::HadDoneNothing: break;
        case BranchFate::Kept: confirmation.leftAlone.append(tr("%1 keeps its current rows, as a person decided.").arg(where)); break;
        case BranchFate::CountedUndone: confirmation.leftAlone.append(tr("%1 counts as undone by hand: no call of it succeeded.").arg(where)); break;
        case BranchFate::MayHaveRun:
        case BranchFate::Done:
        case BranchFate::CountedDone:
            confirmation.leftAlone.append(hasTwoPhases(kind)                            ? leftAfterPhaseOne(row, where, kind)
                                          : ends[i].fate == BranchFate::Done            ? tr("%1 stays done: it succeeded.").arg(where)
                                          : ends[i].fate == BranchFate::CountedDone     ? tr("%1 counts as done by hand: that stays.").arg(where)
                                                                                        : tr("%1 stays as it is: it may have run.").arg(where));
        }
    }
}

void ActionDesk::trigger(Action action, const BranchId &branch)
{
    if (!state(action).allowed)
        return;
    if (guardOf(action) != Guard::Armed) {
        emit confirmationNeeded(confirmation(action, branch));
        return;
    }
    cancelArmed();
    const TransactionDetail subject = *m_subject;
    m_armed = m_delayed.start(armedFor, [this, action, branch, subject] {
        const GlobalTransaction &pinned = subject.snapshot.transaction;
        m_armed = 0;
        emit disarmed();
        ActionRequest request;
        request.gid = pinned.gid;
        request.action = action;
        request.branch = branch;
        request.expectedStatus = pinned.status;
        request.expectedEpoch = pinned.epoch;
        send(std::move(request), subject);
    });
    emit armed(action, subject.snapshot.transaction.gid);
}

void ActionDesk::cancelArmed()
{
    if (m_armed == 0)
        return;
    m_delayed.stop(std::exchange(m_armed, 0));
    emit disarmed();
}

void ActionDesk::confirm(const Confirmation &confirmation, const QString &reason, const QString &ticket)
{
    const GlobalTransaction &t = confirmation.snapshot.transaction;
    ActionRequest request;
    request.gid = t.gid;
    request.action = confirmation.action;
    request.branch = confirmation.branch;
    request.reason = reason.trimmed();
    request.expectedStatus = t.status;
    request.expectedEpoch = t.epoch;
    TransactionDetail subject;
    if (m_subject && m_subject->snapshot.transaction.gid == t.gid)
        subject = *m_subject;
    subject.snapshot = confirmation.snapshot;
    if (!ticket.trimmed().isEmpty())
        request.reason = u"%1 [%2]"_s.arg(request.reason, ticket.trimmed());
    send(std::move(request), subject, confirmation.preview.willDo + confirmation.preview.willNotDo + confirmation.leftAlone, ticket.trimmed());
}

// No record, no act.
void ActionDesk::send(ActionRequest request, const TransactionDetail &subject, const QStringList &shown, const QString &ticket)
{
    const GlobalTransaction &before = subject.snapshot.transaction;
    request.actor = m_actor;
    const ActReport report{.gid = request.gid, .action = request.action, .parked = before.parked};
    if (m_watched)
        m_delayed.stop(m_watched->end);
    m_watched.reset();
    m_followed.reset();
    if (!takesTurn())
        return refused(report, {ErrorCode::Conflict, tr("not sent: this profile allows %n acts a second", nullptr, m_actsPerSecond), {}}, 0);
    m_sent = request.gid;
    m_meanwhile.reset();
    const Result<qint64> witnessed = m_witness.about(request, nameIn(transactionStatusNames, before.status), shown, ticket);
    if (!witnessed)
        return refused(report, witnessed.error(), 0);
    emit reported(report);
    m_link.act(request, this, [this, report, subject, seq = *witnessed](const Result<TransactionRow> &answer) {
        if (answer)
            accepted(report, subject, seq, *answer);
        else
            refused(report, answer.error(), seq);
    });
}

void ActionDesk::refused(const ActReport &report, const Error &error, qint64 witnessed)
{
    ActReport refusal = report;
    refusal.verdict = ActWords::verdictOf(error);
    refusal.detail = engineSentence(error.message);
    if (error.field == "expectedEpoch"_L1 || error.field == "expectedStatus"_L1)
        refusal.detail = tr("it changed while you were reading; look again");
    m_witness.concluded(witnessed, nameIn(actVerdictNames, refusal.verdict), error.message);
    emit reported(refusal);
}

void ActionDesk::accepted(const ActReport &report, const TransactionDetail &subject, qint64 witnessed, const TransactionRow &row)
{
    m_watched = Watched{report, subject.snapshot.transaction, m_link.whyNoEffect(report.action, subject), witnessed, 0};
    m_watched->end = m_delayed.start(effectWait, [this] { conclude(ActVerdict::NoEffectSeen, m_watched->whyNoEffect); });
    m_sent = {};
    look(row);
    if (m_watched && m_meanwhile && m_meanwhile->transaction.epoch >= row.transaction.epoch) // the stream was faster than the answer
        look(TransactionRow(*m_meanwhile));
}

void ActionDesk::look(const TransactionRow &row)
{
    if (!m_sent.isEmpty() && row.transaction.gid == m_sent)
        m_meanwhile = row;
    if (!m_watched || row.transaction.gid != m_watched->report.gid)
        return lookAgain(row.transaction);
    const QString seen = seenOf(m_watched->report.action, m_watched->before, row.transaction);
    if (!seen.isEmpty())
        conclude(ActVerdict::TookEffect, seen);
}

QString ActionDesk::seenOf(Action action, const GlobalTransaction &before, const GlobalTransaction &now) const
{
    return m_link.effectSeen(action, before, now).value_or(ActWords::effectSeen(action, before, now));
}

// The proof on screen says how it is, not how it was for a moment. The record keeps the verdict it has.
void ActionDesk::lookAgain(const GlobalTransaction &now)
{
    if (!m_followed || now.gid != m_followed->report.gid)
        return;
    if (m_clock.now() > m_followed->until)
        return m_followed.reset();
    const QString seen = seenOf(m_followed->report.action, m_followed->before, now);
    if (seen.isEmpty() || seen == m_followed->report.detail)
        return;
    m_followed->report.detail = seen;
    emit reported(ActReport(m_followed->report));
}

void ActionDesk::conclude(ActVerdict verdict, const QString &detail)
{
    m_delayed.stop(m_watched->end);
    ActReport report = m_watched->report;
    report.verdict = verdict;
    report.detail = detail;
    m_witness.concluded(m_watched->witnessed, nameIn(actVerdictNames, verdict), detail);
    if (verdict == ActVerdict::TookEffect)
        m_followed = Followed{report, m_watched->before, m_clock.now() + effectWait};
    m_watched.reset();
    emit reported(report);
}

} // namespace txdesk::console
