// SPDX-License-Identifier: Apache-2.0
#include "server/coordinator/coordinator.h"

#include "server/coordinator/coordinator_impl.h"
#include "shared/base/check.h"
#include "shared/base/failpoint.h"

#include <QLoggingCategory>
#include <QMetaMethod>

namespace txdesk::coordinator {
namespace {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(coordinatorLog, "txdesk.coordinator.run")

} // namespace

Coordinator::Coordinator(CoordinatorSettings settings, const Clock &clock, store::OpenStore openStore,
                         store::OpenReader openReader, branch::BranchCaller &caller, QObject *parent)
    : QObject(parent),
      m_impl(std::make_unique<Impl>(*this, std::move(settings), clock, std::move(openStore), std::move(openReader), caller))
{
}

Coordinator::~Coordinator() = default;

// Counted, because asking isSignalConnected() here would lock what the destructor of a receiver has locked already.
void Coordinator::connectNotify(const QMetaMethod &signal)
{
    if (signal == QMetaMethod::fromSignal(&Coordinator::changed))
        ++m_impl->watchers;
}

void Coordinator::disconnectNotify(const QMetaMethod &signal)
{
    if (signal == QMetaMethod::fromSignal(&Coordinator::changed))
        --m_impl->watchers;
}

Result<> Coordinator::start()
{
    Result<> opened = m_impl->desk.open(m_impl->openStore, m_impl->openReader, m_impl->settings.commit);
    if (!opened)
        return opened;
    m_impl->housekeeping.start();
    m_impl->historyWatch.start();
    if (m_impl->settings.sharedStore)
        m_impl->topics.reloadEvery(m_impl->settings.topicRefresh);
    return {};
}

void Coordinator::drain(Milliseconds within)
{
    TXDESK_FAILPOINT("shutdown.drain");
    m_impl->draining = true;
    m_impl->housekeeping.stop();
    m_impl->historyWatch.stop();
    m_impl->topics.stop();
    m_impl->locks.stop();
    m_impl->locks.endAll(u"the coordinator is shutting down; try again later"_s);
    m_impl->desk.setAfterAnswers([this] { m_impl->watchDrain(); });
    QTimer::singleShot(within, this, [this] {
        if (m_impl->drained)
            return;
        m_impl->drained = true;
        qCInfo(coordinatorLog) << "still in flight at the end of the drain:" << m_impl->machines.size()
                               << "transactions; they go on after the next start";
        emit drained();
    });
    m_impl->watchDrain();
}

void Coordinator::prepare(TransactionSnapshot wanted, OnAnswer done, bool withProgress)
{
    const Gid gid = wanted.transaction.gid;
    m_impl->request(gid, std::move(done), [&](engine::RequestId id) -> engine::Event {
        return engine::PrepareRequest{id, std::move(wanted), withProgress};
    });
}

void Coordinator::submit(TransactionSnapshot wanted, OnAnswer done, std::optional<engine::WorkflowEnd> end, std::optional<engine::Origin> origin)
{
    const Gid gid = wanted.transaction.gid;
    m_impl->request(gid, std::move(done), [&](engine::RequestId id) -> engine::Event {
        return engine::SubmitRequest{id, std::move(wanted), std::move(end), std::move(origin)};
    });
}

void Coordinator::registerBranch(const Gid &gid, TransactionKind kind, QList<BranchOp> ops, OnAnswer done)
{
    m_impl->request(gid, std::move(done), [&](engine::RequestId id) -> engine::Event {
        return engine::RegisterRequest{id, kind, std::move(ops)};
    });
}

void Coordinator::registerAt(AtWish wish, OnAtAnswer done)
{
    m_impl->locks.ask(std::move(wish), std::move(done));
}

void Coordinator::reportBranch(const Gid &gid, engine::BranchReport report, OnAnswer done)
{
    m_impl->request(gid, std::move(done), [&](engine::RequestId id) -> engine::Event {
        report.request = id;
        return std::move(report);
    });
}

void Coordinator::abort(const Gid &gid, const QString &kindText, const QString &reason, bool waitResult, OnAnswer done)
{
    TXDESK_FAILPOINT("abort.before");
    auto answered = [done = std::move(done)](Answer &&answer) {
        TXDESK_FAILPOINT("abort.after");
        done(std::move(answer));
    };
    m_impl->request(gid, std::move(answered), [&](engine::RequestId id) -> engine::Event {
        return engine::AbortRequest{id, kindText, reason, waitResult};
    });
}

void Coordinator::act(const ActionRequest &request, OnAnswer done)
{
    m_impl->request(request.gid, std::move(done), [&](engine::RequestId id) -> engine::Event {
        return engine::ManualRequest{id, request};
    });
}

void Coordinator::flush(const Gid &gid, OnAnswer done)
{
    if (!m_impl->machines.contains(gid)) {
        done({});
        return;
    }
    m_impl->request(gid, std::move(done), [](engine::RequestId id) -> engine::Event { return engine::FlushRequest{id}; });
}

void Coordinator::ask(store::StoreRequest request, std::function<void(store::StoreAnswer &&)> done)
{
    if (!m_impl->desk.ask(std::move(request), done))
        done(Error{ErrorCode::Overloaded, u"the store's queue is full; try again later"_s, {}});
}

void Coordinator::readOnPool(std::function<void(store::TransactionReader &)> job, std::function<void()> back,
                             std::function<void(Error)> failed)
{
    m_impl->desk.read(std::move(job), std::move(back), std::move(failed));
}

void Coordinator::claimDueSoon()
{
    m_impl->housekeeping.claimSoon();
}

QStringList Coordinator::subscribersOf(const QString &topic) const
{
    return m_impl->topics.subscribersOf(topic);
}

void Coordinator::reloadTopics(std::function<void(Result<> &&)> done)
{
    m_impl->topics.reload(std::move(done));
}

void Coordinator::knowTopics(const QStringList &names, std::function<void()> done)
{
    if (m_impl->topics.knows(names))
        return done();
    m_impl->topics.reload([done = std::move(done)](Result<> &&) { done(); });
}

void Coordinator::cronOnce(Seconds nowForward, Seconds cronForward, std::function<void(Result<Gid> &&)> done)
{
    m_impl->cronOnce(nowForward, cronForward, std::move(done));
}

void Coordinator::waitProcessed(quint64 after, std::function<void(quint64, const Gid &)> done)
{
    m_impl->hooks.wait(after, std::move(done));
}

void Coordinator::resetStore(std::function<void(Result<> &&)> done)
{
    check(m_impl->settings.testHooks, "only a test suite empties the store");
    m_impl->forgetAll();
    ask(store::Reset{}, [done = std::move(done)](store::StoreAnswer &&answer) {
        if (auto *error = std::get_if<Error>(&answer))
            return done(tl::unexpected(std::move(*error)));
        done({});
    });
}

const Clock &Coordinator::clock() const
{
    return m_impl->clock;
}

CoordinatorStats Coordinator::stats() const
{
    CoordinatorStats stats;
    stats.createdTotal = m_impl->history.createdTotal();
    stats.retriesTotal = m_impl->history.retriesTotal();
    stats.succeededTotal = m_impl->succeededTotal;
    stats.failedTotal = m_impl->failedTotal;
    stats.callsTotal = m_impl->participants.calls();
    stats.callsFailedTotal = m_impl->participants.callsFailed();
    stats.callsInFlight = m_impl->participants.inFlight();
    stats.inMemory = static_cast<int>(m_impl->machines.size());
    const store::CommitCounters commits = m_impl->desk.counters();
    stats.commitMsP50 = commits.commitMsP50;
    stats.commitMsP99 = commits.commitMsP99;
    return stats;
}

quint64 Coordinator::changeSequence() const
{
    return m_impl->changeSequence;
}

QList<ParticipantStats> Coordinator::participants() const
{
    return m_impl->participants.all();
}

StatsHistory Coordinator::history() const
{
    StatsHistory history = m_impl->history.all(m_impl->clock.now());
    history.node = m_impl->settings.node.node;
    return history;
}

std::optional<double> Coordinator::okShare(const QString &participant) const
{
    return m_impl->participants.okShare(participant, m_impl->clock.now());
}

const CoordinatorSettings &Coordinator::settings() const
{
    return m_impl->settings;
}

} // namespace txdesk::coordinator
