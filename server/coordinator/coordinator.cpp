// SPDX-License-Identifier: Apache-2.0
#include "server/coordinator/coordinator.h"

#include "server/coordinator/housekeeping.h"
#include "server/coordinator/participant_book.h"
#include "server/coordinator/store_desk.h"
#include "server/coordinator/timer_queue.h"
#include "shared/base/failpoint.h"
#include "shared/codec/topic_codec.h"
#include "shared/model/participant_name.h"

#include <QLoggingCategory>
#include <QMetaMethod>
#include <QRandomGenerator>

#include <deque>

namespace txdesk::coordinator {
namespace {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(coordinatorLog, "txdesk.coordinator.run")

template<class... F>
struct Overload : F...
{
    using F::operator()...;
};

QStringList participantsOf(const QList<BranchOp> &ops)
{
    QStringList names;
    for (const BranchOp &op : ops)
        if (const QString name = participantOf(op.url); !name.isEmpty() && !names.contains(name))
            names.append(name);
    return names;
}

QStringList urlsOf(const KvRow &topic)
{
    QStringList urls;
    for (const Subscriber &subscriber : codec::subscribersFromText(topic.value).value_or(QList<Subscriber>{}))
        urls.append(subscriber.url);
    return urls;
}

// The store's answer to a write or a load, as the machine's event.
engine::Event eventFrom(store::StoreAnswer &&answer, bool load)
{
    return std::visit(Overload{
                          [](engine::WriteDone &&done) -> engine::Event { return done; },
                          [](engine::WriteConflict &&conflict) -> engine::Event { return std::move(conflict); },
                          [](engine::Loaded &&loaded) -> engine::Event { return std::move(loaded); },
                          [load](Error &&error) -> engine::Event {
                              if (load)
                                  return engine::LoadFailed{std::move(error)};
                              if (error.code == ErrorCode::OutcomeUnknown)
                                  return engine::WriteUnknown{std::move(error)};
                              return engine::WriteRefused{std::move(error)};
                          },
                          [](auto &&) -> engine::Event { Q_UNREACHABLE(); },
                      },
                      std::move(answer));
}

} // namespace

class Coordinator::Impl
{
public:
    Impl(Coordinator &owner, CoordinatorSettings settings, const Clock &clock, store::OpenStore openStore,
         store::OpenReader openReader, branch::BranchCaller &caller);

    // Takes `event` for `gid` and everything that follows from it.
    void dispatch(const Gid &gid, engine::Event event);
    void request(const Gid &gid, OnAnswer done, auto &&makeEvent);
    void take(TransactionSnapshot &&snapshot, bool recovered);
    void watchDrain();

    Coordinator &q;
    CoordinatorSettings settings;
    const Clock &clock;
    store::OpenStore openStore;
    store::OpenReader openReader;
    branch::BranchCaller &caller;
    StoreDesk desk;
    TimerQueue timers;
    ParticipantBook participants;
    Housekeeping housekeeping;
    QHash<QString, QStringList> topics; // name -> subscribers' URLs

    bool draining = false;
    bool drained = false;
    qint64 succeededTotal = 0;
    qint64 failedTotal = 0;
    quint64 changeSequence = 0;
    QHash<Gid, std::shared_ptr<engine::TransactionMachine>> machines;

private:
    struct Ending
    {
        TransactionKind kind;
        TransactionStatus status;
        Milliseconds took;
    };
    struct Pending
    {
        Gid gid;
        engine::Event event;
    };

    void pump();
    void step(Pending &pending);
    void perform(const Gid &gid, engine::Effects &effects);
    void write(const Gid &gid, engine::TransactionWrite &&change);
    [[nodiscard]] bool isWatched() const;
    void count(const Ending &ending);
    void tell(const engine::TransactionWrite &change, const engine::WriteDone &done);
    void load(engine::Load &&wanted);
    void call(const engine::Call &wanted);
    void answer(engine::Reply &&reply);
    void forgetIfIdle(const Gid &gid);

    std::deque<Pending> m_pending; // events not yet taken; only pump() removes
    bool m_pumping = false;
    std::unordered_map<engine::RequestId, OnAnswer> m_requests;
    engine::RequestId m_nextRequest = 1;
};

Coordinator::Impl::Impl(Coordinator &owner, CoordinatorSettings wanted, const Clock &time, store::OpenStore store,
                        store::OpenReader reader, branch::BranchCaller &branchCaller)
    : q(owner), settings(std::move(wanted)), clock(time), openStore(std::move(store)), openReader(std::move(reader)),
      caller(branchCaller), desk(&owner), timers(time, [this](const Gid &gid) {
          TXDESK_FAILPOINT("timer.fired");
          dispatch(gid, engine::TimerFired{});
      }),
      housekeeping(settings, time, desk,
                   [this](TransactionSnapshot &&snapshot, bool recovered) { take(std::move(snapshot), recovered); },
                   [this] { return draining ? 0 : settings.inMemoryMax - static_cast<int>(machines.size()); })
{
}

void Coordinator::Impl::dispatch(const Gid &gid, engine::Event event)
{
    m_pending.push_back({gid, std::move(event)});
    pump();
}

// Events may cause events at once (a full queue refuses a write on the spot): they wait here for their turn.
void Coordinator::Impl::pump()
{
    if (m_pumping)
        return;
    m_pumping = true;
    while (!m_pending.empty()) {
        Pending next = std::move(m_pending.front());
        m_pending.pop_front();
        step(next);
    }
    m_pumping = false;
    if (draining)
        watchDrain();
}

void Coordinator::Impl::step(Pending &pending)
{
    const auto found = machines.constFind(pending.gid);
    if (found == machines.cend())
        return; // a late timer or answer of a transaction that has left memory
    const std::shared_ptr<engine::TransactionMachine> machine = *found;
    engine::Effects effects;
    machine->handle(std::move(pending.event), clock.now(), QRandomGenerator::global()->generateDouble(), effects);
    perform(pending.gid, effects);
    forgetIfIdle(pending.gid);
}

void Coordinator::Impl::perform(const Gid &gid, engine::Effects &effects)
{
    for (engine::Effect &effect : effects) {
        std::visit(Overload{
                       [&](engine::Write &wanted) { write(gid, std::move(wanted.change)); },
                       [&](engine::Load &wanted) { load(std::move(wanted)); },
                       [&](engine::Call &wanted) { call(wanted); },
                       [&](engine::SetTimer &wanted) { timers.set(gid, wanted.at); },
                       [&](engine::CancelTimer &) { timers.cancel(gid); },
                       [&](engine::Reply &reply) { answer(std::move(reply)); },
                       [&](engine::Alert &alert) { emit q.alerted(alert); },
                   },
                   effect);
    }
}

void Coordinator::Impl::write(const Gid &gid, engine::TransactionWrite &&change)
{
    const GlobalTransaction &next = change.transaction;
    const bool prepares = change.create && next.status == TransactionStatus::Prepared;
    const bool submits = next.status == TransactionStatus::Submitted && (change.create || change.expectedStatus == TransactionStatus::Prepared);
    std::optional<Ending> ending;
    if (isFinal(next.status) && (change.create || !isFinal(change.expectedStatus)))
        ending = Ending{next.kind, next.status, next.updatedAt - next.createdAt};
    std::shared_ptr<const engine::TransactionWrite> watched; // a copy costs some microseconds: only for those who look
    if (isWatched())
        watched = std::make_shared<const engine::TransactionWrite>(change);
    if (submits)
        TXDESK_FAILPOINT("submit.before");
    const bool taken = desk.ask(std::move(change), [this, gid, prepares, submits, ending, watched](store::StoreAnswer &&stored) {
        if (prepares)
            TXDESK_FAILPOINT("prepare.after");
        if (submits)
            TXDESK_FAILPOINT("submit.after");
        if (const auto *done = std::get_if<engine::WriteDone>(&stored)) {
            ++changeSequence;
            if (ending)
                count(*ending);
            if (watched)
                tell(*watched, *done);
        }
        dispatch(gid, eventFrom(std::move(stored), false));
    });
    if (!taken)
        dispatch(gid, engine::WriteRefused{{ErrorCode::Overloaded, u"the store's queue is full; try again later"_s, {}}});
}

bool Coordinator::Impl::isWatched() const
{
    static const QMetaMethod changedSignal = QMetaMethod::fromSignal(&Coordinator::changed);
    return q.isSignalConnected(changedSignal);
}

void Coordinator::Impl::count(const Ending &ending)
{
    ++(ending.status == TransactionStatus::Succeeded ? succeededTotal : failedTotal);
    emit q.ended(ending.kind, ending.status, ending.took);
}

void Coordinator::Impl::tell(const engine::TransactionWrite &change, const engine::WriteDone &done)
{
    Change news{.sequence = changeSequence, .row = {change.transaction, {}}, .events = change.events};
    news.row.transaction.epoch = done.epoch;
    if (done.id != 0)
        news.row.transaction.id = done.id;
    const auto machine = machines.constFind(change.gid);
    news.row.participants = participantsOf(change.create || machine == machines.cend() ? change.newOps : (*machine)->snapshot().ops);
    emit q.changed(news);
}

void Coordinator::Impl::load(engine::Load &&wanted)
{
    const Gid gid = wanted.gid;
    const bool taken = desk.ask(store::LoadTransaction{gid, wanted.claim, wanted.steal, settings.node.node, clock.now()},
                                [this, gid](store::StoreAnswer &&loaded) { dispatch(gid, eventFrom(std::move(loaded), true)); });
    if (!taken)
        dispatch(gid, engine::LoadFailed{{ErrorCode::Overloaded, u"the store's queue is full; try again later"_s, {}}});
}

void Coordinator::Impl::call(const engine::Call &wanted)
{
    const QString participant = participantOf(wanted.url);
    participants.called(participant);
    caller.call(wanted, [this, gid = wanted.gid, kind = wanted.kind, branch = wanted.branch, op = wanted.op,
                         participant](engine::CallAnswered &&answered) {
        participants.answered(participant, answered, clock.now());
        emit q.called(kind, branch, op, answered.outcome);
        dispatch(gid, std::move(answered));
    });
}

void Coordinator::Impl::answer(engine::Reply &&reply)
{
    auto asked = m_requests.extract(reply.request);
    if (asked.empty())
        return;
    reply.request = 0;
    asked.mapped()(std::move(reply));
}

void Coordinator::Impl::forgetIfIdle(const Gid &gid)
{
    const auto found = machines.find(gid);
    if (found == machines.end() || !(*found)->isIdle())
        return;
    if (const std::optional<Instant> due = (*found)->nextDueAt())
        housekeeping.dueAt(*due);
    timers.cancel(gid);
    machines.erase(found);
}

void Coordinator::Impl::request(const Gid &gid, OnAnswer done, auto &&makeEvent)
{
    const bool known = machines.contains(gid);
    if (draining || (!known && machines.size() >= settings.inMemoryMax)) {
        done({.kind = engine::Reply::Kind::Busy,
              .message = draining ? u"the coordinator is shutting down; try again later"_s
                                  : u"too many transactions are in flight; try again later"_s});
        return;
    }
    if (!known)
        machines.insert(gid, std::make_shared<engine::TransactionMachine>(gid, settings.engine));
    const engine::RequestId id = m_nextRequest++;
    m_requests.emplace(id, std::move(done));
    dispatch(gid, makeEvent(id));
}

void Coordinator::Impl::take(TransactionSnapshot &&snapshot, bool recovered)
{
    const Gid gid = snapshot.transaction.gid;
    if (machines.contains(gid))
        return; // its machine will learn of the new epoch from its next write
    machines.insert(gid, std::make_shared<engine::TransactionMachine>(gid, settings.engine));
    dispatch(gid, engine::Claimed{std::move(snapshot), recovered});
}

void Coordinator::Impl::watchDrain()
{
    if (drained || !machines.isEmpty() || desk.waiting() > 0)
        return;
    drained = true;
    emit q.drained();
}

Coordinator::Coordinator(CoordinatorSettings settings, const Clock &clock, store::OpenStore openStore,
                         store::OpenReader openReader, branch::BranchCaller &caller, QObject *parent)
    : QObject(parent),
      m_impl(std::make_unique<Impl>(*this, std::move(settings), clock, std::move(openStore), std::move(openReader), caller))
{
}

Coordinator::~Coordinator() = default;

Result<> Coordinator::start()
{
    Result<> opened = m_impl->desk.open(m_impl->openStore, m_impl->openReader, m_impl->settings.commit);
    if (!opened)
        return opened;
    m_impl->housekeeping.start();
    return {};
}

void Coordinator::drain(Milliseconds within)
{
    TXDESK_FAILPOINT("shutdown.drain");
    m_impl->draining = true;
    m_impl->housekeeping.stop();
    std::ignore = m_impl->desk.ask(store::LeaveCluster{m_impl->settings.node.node}, [](store::StoreAnswer &&) {});
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

void Coordinator::prepare(TransactionSnapshot wanted, OnAnswer done)
{
    const Gid gid = wanted.transaction.gid;
    m_impl->request(gid, std::move(done), [&](engine::RequestId id) -> engine::Event {
        return engine::PrepareRequest{id, std::move(wanted)};
    });
}

void Coordinator::submit(TransactionSnapshot wanted, OnAnswer done)
{
    const Gid gid = wanted.transaction.gid;
    m_impl->request(gid, std::move(done), [&](engine::RequestId id) -> engine::Event {
        return engine::SubmitRequest{id, std::move(wanted)};
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
    return m_impl->topics.value(topic);
}

void Coordinator::reloadTopics(std::function<void(Result<> &&)> done)
{
    read<QList<KvRow>>([](store::TransactionReader &reader) { return reader.kv(u"topics"_s, {}); },
                       [this, done = std::move(done)](Result<QList<KvRow>> &&rows) {
                           if (!rows)
                               return done(tl::unexpected(std::move(rows.error())));
                           m_impl->topics.clear();
                           for (const KvRow &row : *rows)
                               m_impl->topics.insert(row.key, urlsOf(row));
                           done({});
                       });
}

CoordinatorStats Coordinator::stats() const
{
    CoordinatorStats stats;
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

const CoordinatorSettings &Coordinator::settings() const
{
    return m_impl->settings;
}

} // namespace txdesk::coordinator
