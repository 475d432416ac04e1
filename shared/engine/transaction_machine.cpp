// The loop of a transaction, and the one place that changes its status.
// SPDX-License-Identifier: Apache-2.0
#include "shared/engine/transaction_machine.h"

#include "shared/engine/machine_impl.h"
#include "shared/engine/texts.h"

namespace txdesk::engine {

TransactionMachine::TransactionMachine(Gid gid, const EngineSettings &settings)
    : m_impl(std::make_unique<Impl>(std::move(gid), settings))
{
}
TransactionMachine::~TransactionMachine() = default;
TransactionMachine::TransactionMachine(TransactionMachine &&) noexcept = default;
TransactionMachine &TransactionMachine::operator=(TransactionMachine &&) noexcept = default;

void TransactionMachine::handle(Event event, Instant now, double roll, Effects &out)
{
    m_impl->handle(std::move(event), now, roll, out);
}
bool TransactionMachine::isIdle() const { return m_impl->isIdle(); }
std::optional<Instant> TransactionMachine::nextDueAt() const { return m_impl->nextDueAt(); }
const TransactionSnapshot &TransactionMachine::snapshot() const { return m_impl->snapshot(); }
int TransactionMachine::callsInFlight() const { return m_impl->callsInFlight(); }

// The loop, written once: take the event in, plan and call, store what changed, answer who waits, sleep.
void TransactionMachine::Impl::handle(Event &&event, Instant now, double roll, Effects &out)
{
    m_now = now;
    m_roll = roll;
    m_out = &out;
    std::visit([this](auto &&what) { on(std::move(what)); }, std::move(event));
    if (m_store == Store::BackingOff && now >= m_storeRetryAt)
        load();
    if (m_lapsed && m_store == Store::Rest)
        lookAfterLapse();
    if (m_lookWanted && m_store == Store::Rest)
        load(false);
    answerWaiters(); // first: calls take their time
    advance();
    persist();
    answerWaiters();
    armTimer();
    m_out = nullptr;
}

bool TransactionMachine::Impl::isIdle() const
{
    return m_store == Store::Rest && m_callsInFlight == 0 && m_waiters.empty()
        && (!m_present || (!dirty() && (isFinished() || m_resting || m_lost || transaction().paused || !m_owned)));
}

std::optional<Instant> TransactionMachine::Impl::nextDueAt() const
{
    const bool othersWork = m_lost && !transaction().owner.isEmpty();
    if (!m_present || othersWork || isFinished() || transaction().paused)
        return std::nullopt;
    return transaction().nextDueAt;
}

// Armed only while something is to be done in memory: a resting transaction is claimed again when it is due.
// An earlier timer is left alone, since firing early is harmless.
void TransactionMachine::Impl::armTimer()
{
    std::optional<Instant> at;
    if (m_store == Store::BackingOff)
        at = m_storeRetryAt;
    else if (m_store == Store::Rest && m_present && dirty() && !m_urgent)
        at = m_dirtySince + m_settings.writeBehind;
    if (m_present && m_owned && !m_resting && !transaction().paused && !isFinished())
        if (m_wakeAt && *m_wakeAt > m_now)
            at = earlier(at, m_wakeAt);
    if (!at) {
        if (m_timer)
            m_out->emplace_back(CancelTimer{});
        m_timer.reset();
        return;
    }
    if (m_timer && *m_timer <= *at && *m_timer > m_now)
        return;
    m_timer = at;
    m_out->emplace_back(SetTimer{*at});
}

// The one place that assigns a status. The new status becomes durable before anything is called because of it.
void TransactionMachine::Impl::apply(TransactionEvent event, const QString &reason)
{
    GlobalTransaction &t = transaction();
    const TransactionStatus from = t.status;
    const std::optional<TransactionStatus> to = next(t.kind, from, event);
    check(to.has_value(), "every status change stands in the transition table");
    t.status = *to;
    t.updatedAt = m_now;
    t.failures = 0;
    t.retryInterval = baseInterval();
    t.nextDueAt = m_now + t.retryInterval;
    t.parked = Parked::No;
    t.resolution = Resolution::None;
    if (*to == TransactionStatus::Aborting || *to == TransactionStatus::Failed)
        if (!reason.isEmpty())
            t.rollbackReason = cutText(reason, reasonLimit);
    if (*to == TransactionStatus::Succeeded)
        t.succeededAt = m_now;
    if (*to == TransactionStatus::Failed)
        t.rolledBackAt = m_now;
    if (isFinal(*to))
        t.nextDueAt.reset();
    note({.kind = EventKind::StatusChanged, .from = from, .to = *to, .text = reason});
    startRound();
    touch(true);
}

Milliseconds TransactionMachine::Impl::baseInterval() const
{
    return m_settings.retry.base(transaction().options.retryInterval, transaction().options.timeoutToFail);
}

} // namespace txdesk::engine
