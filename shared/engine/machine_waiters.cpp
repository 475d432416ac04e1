// Clients that wait: each gets exactly one answer, when what it speaks of is durable. Source: DTM, wait_result.
// SPDX-License-Identifier: Apache-2.0
#include "shared/engine/machine_impl.h"
#include "shared/engine/mutants.h"
#include "shared/engine/texts.h"

namespace txdesk::engine {

using namespace Qt::StringLiterals;

static bool wouldCreate(const Intent &intent)
{
    const auto *prepare = std::get_if<PrepareIntent>(&intent);
    const auto *submit = std::get_if<SubmitIntent>(&intent);
    return (prepare && prepare->wanted) || (submit && submit->wanted);
}

void TransactionMachine::Impl::waitUntilDurable(RequestId request, Reply::Kind kind, QString message, Intent &&intent)
{
    const bool acted = std::holds_alternative<ManualRequest>(intent);
    const bool flushes = std::holds_alternative<FlushRequest>(intent);
    addWaiter({.until = acted ? Waiter::Until::Acted : Waiter::Until::Durable, .change = flushes ? m_change : m_decision,
               .request = request, .kind = kind, .message = std::move(message), .intent = std::move(intent)});
}

void TransactionMachine::Impl::addWaiter(Waiter &&waiter)
{
    if (waiter.until == Waiter::Until::Known)
        waiter.request = std::visit([](const auto &intent) { return intent.request; }, waiter.intent);
    m_waiters.push_back(std::move(waiter));
}

void TransactionMachine::Impl::answerWaiters()
{
    if (m_waiters.empty())
        return;
    std::erase_if(m_waiters, [this](const Waiter &waiter) {
        std::optional<Reply> reply = answerOf(waiter);
        if (reply)
            m_out->emplace_back(*std::move(reply));
        return reply.has_value();
    });
    if (m_waiters.empty())
        m_waiters = std::vector<Waiter>(); // gives its memory back: a transaction may wait long
}

std::optional<Reply> TransactionMachine::Impl::answerOf(const Waiter &waiter) const
{
    const bool registers = TXDESK_MUTANT(RegisterAckEarly) && std::holds_alternative<RegisterRequest>(waiter.intent);
    const bool durable = m_durableChange >= waiter.change || TXDESK_MUTANT(AckBeforeDurable) || registers;
    Reply reply{.request = waiter.request, .kind = waiter.kind, .message = waiter.message};
    switch (waiter.until) {
    case Waiter::Until::Known:
    case Waiter::Until::Turn:
        return std::nullopt;
    case Waiter::Until::Durable:
        if (const auto *asked = std::get_if<RegisterAtRequest>(&waiter.intent); asked && waiter.kind == Reply::Kind::Success)
            fillIn(reply, *asked);
        break;
    case Waiter::Until::Acted:
        reply.transaction = transaction();
        break;
    case Waiter::Until::Stored:
        if (m_store != Store::Rest || dirty())
            return std::nullopt;
        reply.snapshot = m_snapshot;
        break;
    case Waiter::Until::Result:
        if (TXDESK_MUTANT(FinalBeforeStored) && isFinished())
            return resultReply(waiter);
        return durable && isQuiet() ? std::optional(resultReply(waiter)) : std::nullopt;
    }
    return durable ? std::optional(std::move(reply)) : std::nullopt;
}

// Nothing is under way and what is known is durable: this is all the client can learn by waiting.
bool TransactionMachine::Impl::isQuiet() const
{
    return m_store == Store::Rest && m_callsInFlight == 0 && !dirty()
        && (isFinished() || m_resting || transaction().paused || m_lost);
}

Reply TransactionMachine::Impl::resultReply(const Waiter &waiter) const
{
    const GlobalTransaction &t = transaction();
    const RequestId request = waiter.request;
    const bool takesBack = std::holds_alternative<AbortRequest>(waiter.intent);
    if (t.status == (takesBack ? TransactionStatus::Failed : TransactionStatus::Succeeded))
        return {.request = request};
    if (takesBack)
        return unfinishedReply(request);
    const bool turnedBack = t.status == TransactionStatus::Aborting || t.status == TransactionStatus::Failed;
    if (turnedBack && !t.rollbackReason.isEmpty())
        return {.request = request, .kind = Reply::Kind::Failure, .message = texts::withFailure(t.rollbackReason)};
    return unfinishedReply(request);
}

Reply TransactionMachine::Impl::unfinishedReply(RequestId request) const
{
    const TransactionKind kind = transaction().kind;
    const bool tellsAnswers = kind == TransactionKind::Message || kind == TransactionKind::Notify || isTwoPhase(kind);
    if (tellsAnswers && m_badAnswer && m_badAnswer->first == Outcome::Rejected)
        return {.request = request, .kind = Reply::Kind::Failure, .message = texts::withFailure(texts::unknownResult(m_badAnswer->second))};
    if (tellsAnswers && m_badAnswer && m_badAnswer->first == Outcome::Unknown)
        return {.request = request, .kind = Reply::Kind::Error, .message = texts::unknownResult(m_badAnswer->second)};
    if (isTwoPhase(kind))
        return {.request = request, .kind = Reply::Kind::Ongoing, .message = u"ONGOING"_s};
    return {.request = request, .kind = Reply::Kind::Failure, .message = texts::notFinishedInTime()};
}

void TransactionMachine::Impl::answerAll(Reply::Kind kind, const QString &message)
{
    for (const Waiter &waiter : std::exchange(m_waiters, {}))
        m_out->emplace_back(Reply{.request = waiter.request, .kind = kind, .message = message});
}

void TransactionMachine::Impl::answerNotFound()
{
    for (Waiter &waiter : std::exchange(m_waiters, {})) {
        if (wouldCreate(waiter.intent)) {
            m_waiters.push_back(std::move(waiter));
            continue;
        }
        Reply reply{.request = waiter.request, .kind = Reply::Kind::Error, .message = texts::notFound(m_gid)};
        if (std::holds_alternative<ManualRequest>(waiter.intent))
            reply.kind = Reply::Kind::NotFound;
        else if (std::holds_alternative<FlushRequest>(waiter.intent))
            reply = {.request = waiter.request};
        else if (std::holds_alternative<RegisterRequest>(waiter.intent) || std::holds_alternative<RegisterAtRequest>(waiter.intent))
            reply = {.request = waiter.request, .kind = Reply::Kind::Failure, .message = texts::cannotRegister(m_gid)};
        else if (const auto *report = std::get_if<BranchReport>(&waiter.intent))
            reply = {.request = waiter.request, .kind = Reply::Kind::Failure, .message = texts::noSuchBranch(report->branch)};
        else if (const auto *submit = std::get_if<SubmitIntent>(&waiter.intent); submit && submit->kind == TransactionKind::Workflow)
            reply.message = texts::rowNotFound();
        m_out->emplace_back(std::move(reply));
    }
}

// The state turned out to be another one: whoever is not answered yet is decided anew, in order.
void TransactionMachine::Impl::decideAgain()
{
    for (Waiter &waiter : std::exchange(m_waiters, {})) {
        if (m_lookWanted && wantsProgress(waiter.intent))
            m_waiters.push_back({.until = Waiter::Until::Known, .request = waiter.request, .intent = std::move(waiter.intent)});
        else
            decide(std::move(waiter.intent));
    }
}

// Only those who came while the store was being asked: the others' changes turned out to be stored.
void TransactionMachine::Impl::decideKnown()
{
    std::vector<Waiter> others;
    for (Waiter &waiter : std::exchange(m_waiters, {})) {
        if (waiter.until == Waiter::Until::Known && !(m_lookWanted && wantsProgress(waiter.intent)))
            decide(std::move(waiter.intent));
        else
            others.push_back(std::move(waiter));
    }
    m_waiters.insert(m_waiters.begin(), std::make_move_iterator(others.begin()), std::make_move_iterator(others.end()));
}

} // namespace txdesk::engine
