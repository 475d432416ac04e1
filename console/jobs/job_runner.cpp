// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/jobs/job_runner.h"

#include "console/actions/action_report.h"
#include "shared/engine/act_effect.h"
#include "shared/engine/action_gate.h"

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr Milliseconds askAgainAfter{1000}; // a back end that does not push
} // namespace

JobRunner::JobRunner(CoordinatorLink &link, const Clock &clock, DelayedCalls &delayed, ActWitness &witness, const JobOrder &order,
                     const QString &folder, const QString &actor, QObject *parent)
    : QObject(parent), m_link(link), m_clock(clock), m_delayed(delayed), m_witness(witness),
      m_job{.order = order, .state = JobState::Collecting, .why = {}, .actor = actor, .createdAt = clock.now(), .endedAt = {}, .total = 0, .done = {}},
      m_files(folder, order.id), m_steps(order.pace, 0)
{
    connect(&link, &CoordinatorLink::changed, this, &JobRunner::takeChange);
}

JobRunner::~JobRunner() { m_delayed.stop(m_timer); }

Result<> JobRunner::begin()
{
    const Result<> opened = m_files.open();
    if (opened)
        collect();
    return opened;
}

// All of it, before anything is done.
void JobRunner::collect()
{
    auto *walk = new LocalWalk(m_link, m_clock, m_job.order.set, m_job.order.action, Milliseconds{0}, this);
    const auto member = [this](const TransactionRow &row, const ActionState &state) {
        if (!state.allowed || isFinal(m_job.state))
            return;
        if (const Result<> kept = m_files.addMember(row.transaction.gid); !kept)
            return setState(JobState::StoppedItself, kept.error().message);
        ++m_job.total;
    };
    walk->start(member, [this, walk](const Result<bool> &complete) {
        walk->deleteLater();
        if (isFinal(m_job.state))
            return;
        if (!complete)
            return setState(JobState::StoppedItself, complete.error().message);
        m_steps.expect(m_job.total);
        setState(JobState::Running);
        tick();
    });
}

void JobRunner::arm()
{
    m_delayed.stop(m_timer);
    m_timer = m_delayed.start(tickEvery, [this] {
        m_timer = 0;
        tick();
    });
}

void JobRunner::tick()
{
    beginNext();
    QList<int> late;
    for (const auto &[number, pending] : m_underWay)
        if (pending.actedAt)
            late.append(number);
    for (const int number : late) {
        const Pending &pending = m_underWay.at(number);
        if (m_clock.now() - *pending.actedAt >= engine::effectWait)
            conclude(number, ItemOutcome::NoEffectSeen, m_link.whyNoEffect(m_job.order.action, pending.subject));
        else if (!pending.asking && m_clock.now() - pending.askedAt >= askAgainAfter)
            askAgain(number);
    }
    endIfDone();
    if (!isFinal(m_job.state) || !m_underWay.empty())
        arm();
}

void JobRunner::beginNext()
{
    if (m_job.state != JobState::Running || m_link.status().state != LinkState::Live)
        return;
    const int room = underWayMax - static_cast<int>(m_underWay.size());
    for (int left = std::min(m_steps.allowance(m_clock.now()), room); left > 0; --left) {
        const std::optional<Gid> gid = m_files.nextMember();
        if (!gid) {
            m_setIsRead = true;
            return;
        }
        m_steps.started(1);
        const int number = m_nextNumber++;
        m_underWay.emplace(number, Pending{.gid = *gid});
        m_link.detail(*gid, this, [this, number](const Result<TransactionDetail> &detail) {
            if (detail)
                judge(number, *detail);
            else
                conclude(number, detail.error().code == ErrorCode::NotFound ? ItemOutcome::Changed : ItemOutcome::Refused, detail.error().message);
        });
    }
}

// The back end's own answer counts; the gate's where it gives none.
void JobRunner::judge(int number, const TransactionDetail &detail)
{
    const Action action = m_job.order.action;
    ActionState state = judgeListed(m_link, action, detail.snapshot.transaction, m_clock.now());
    for (const ActionState &told : detail.actions)
        if (told.action == action && state.allowed)
            state = told;
    if (!state.allowed)
        return conclude(number, ItemOutcome::Changed, state.reason);
    m_underWay.at(number).subject = detail;
    act(number);
}

void JobRunner::act(int number)
{
    Pending &pending = m_underWay.at(number);
    const GlobalTransaction &t = pending.subject.snapshot.transaction;
    ActionRequest request;
    request.gid = pending.gid;
    request.action = m_job.order.action;
    request.reason = m_job.order.reason;
    request.actor = u"%1, job %2"_s.arg(m_job.actor, m_job.order.id);
    request.expectedStatus = t.status;
    request.expectedEpoch = t.epoch;
    const Result<qint64> witnessed = m_witness.about(request, nameIn(transactionStatusNames, t.status), {});
    if (!witnessed) {
        conclude(number, ItemOutcome::Refused, witnessed.error().message);
        return setState(JobState::StoppedItself, witnessed.error().message);
    }
    pending.witnessed = *witnessed;
    m_link.act(request, this, [this, number](const Result<TransactionRow> &answer) { answered(number, answer); });
}

void JobRunner::answered(int number, const Result<TransactionRow> &answer)
{
    const auto found = m_underWay.find(number);
    if (found == m_underWay.end())
        return;
    if (answer) {
        found->second.actedAt = m_clock.now();
        found->second.askedAt = m_clock.now();
        std::ignore = concludeIfSeen(number, answer->transaction);
        return;
    }
    const Error &error = answer.error();
    const bool moved = error.field == "expectedEpoch"_L1 || error.field == "expectedStatus"_L1;
    const ItemOutcome outcome = moved                                     ? ItemOutcome::Changed
                                : error.code == ErrorCode::OutcomeUnknown ? ItemOutcome::Lost
                                                                          : ItemOutcome::Refused;
    conclude(number, outcome, moved ? QString::fromLatin1(engine::movedMeanwhile) : error.message);
}

void JobRunner::takeChange(const TransactionRow &row)
{
    for (const auto &[number, pending] : m_underWay)
        if (pending.actedAt && pending.gid == row.transaction.gid) {
            std::ignore = concludeIfSeen(number, row.transaction);
            return;
        }
}

void JobRunner::askAgain(int number)
{
    m_underWay.at(number).asking = true;
    m_link.detail(m_underWay.at(number).gid, this, [this, number](const Result<TransactionDetail> &detail) {
        const auto found = m_underWay.find(number);
        if (found == m_underWay.end())
            return;
        found->second.asking = false;
        found->second.askedAt = m_clock.now();
        if (detail)
            std::ignore = concludeIfSeen(number, detail->snapshot.transaction);
    });
}

bool JobRunner::concludeIfSeen(int number, const GlobalTransaction &now)
{
    const GlobalTransaction &before = m_underWay.at(number).subject.snapshot.transaction;
    const Action action = m_job.order.action;
    const QString seen = m_link.effectSeen(action, before, now).value_or(ActWords::effectSeen(action, before, now));
    if (!seen.isEmpty())
        conclude(number, ItemOutcome::TookEffect, seen);
    return !seen.isEmpty();
}

void JobRunner::conclude(int number, ItemOutcome outcome, const QString &detail)
{
    const auto found = m_underWay.find(number);
    if (found == m_underWay.end())
        return;
    const JobItem item{found->second.gid, outcome, detail.left(300), m_clock.now()};
    m_witness.concluded(found->second.witnessed, nameIn(itemOutcomeNames, outcome), detail);
    m_underWay.erase(found);
    ++m_job.done[outcome];
    m_steps.concluded(outcome);
    if (const Result<> kept = m_files.addItem(item); !kept)
        setState(JobState::StoppedItself, kept.error().message);
    if (m_steps.mustStop())
        setState(JobState::StoppedItself, QString::fromLatin1(engine::tooManyFailed));
    emit changed();
}

void JobRunner::steer(JobVerb verb, int perSecond)
{
    if (isFinal(m_job.state))
        return;
    switch (verb) {
    case JobVerb::Pause:
        if (m_job.state == JobState::Running)
            setState(JobState::Paused);
        return;
    case JobVerb::Resume:
        if (m_job.state == JobState::Paused)
            setState(JobState::Running);
        return;
    case JobVerb::Cancel: return setState(JobState::Cancelled);
    case JobVerb::SetRate:
        m_job.order.pace.perSecond = std::clamp(perSecond, 1, JobPace::perSecondMax);
        m_steps.setRate(m_job.order.pace.perSecond);
        emit changed();
        return;
    }
}

void JobRunner::setState(JobState state, const QString &why)
{
    if (isFinal(m_job.state))
        return;
    m_job.state = state;
    m_job.why = why;
    if (isFinal(state))
        m_job.endedAt = m_clock.now();
    emit changed();
    if (m_timer == 0)
        arm();
}

void JobRunner::endIfDone()
{
    if (m_job.state == JobState::Running && m_setIsRead && m_underWay.empty())
        setState(JobState::Done);
}

} // namespace txdesk::console
