// Drives transactions: feeds events to the engine's machines, does their effects, finds due ones in the store.
// Thread: the I/O thread; every function and callback below.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/branch/branch_caller.h"
#include "server/coordinator/lock_waiter.h"
#include "server/store/commit_writer.h"
#include "server/store/read_pool.h"
#include "shared/engine/transaction_machine.h"
#include "shared/model/coordinator_stats.h"
#include "shared/model/stats_history.h"
#include "shared/model/transaction_page.h"

#include <QObject>

#include <functional>
#include <memory>

namespace txdesk::coordinator {

// The message of an Error whose cause is in the log: a client can do nothing about it.
inline constexpr QLatin1StringView internalError("internal error");

// What became durable just now: for the event stream. Sequence numbers have no holes within one coordinator run, but
// only what was asked for while changed() had a listener is told.
struct Change
{
    quint64 sequence = 0;
    TransactionRow row;
    QList<JournalEvent> events;
};

struct CoordinatorSettings
{
    engine::EngineSettings engine;
    NodeInfo node;
    Milliseconds lease{15'000};
    Milliseconds pollInterval{3'000};        // DTM: TransCronInterval; looks for due rows of others and overlooked ones
    store::CommitLimits commit;              // of the writer's queue and transactions
    int claimBatch = 256;
    int inMemoryMax = 100'000;               // machines; beyond it new work is refused (Busy)
    Seconds keepFinished{7 * 24 * 3600};     // finished transactions are removed after it; 0: never
    Seconds keepAudit{365 * 24 * 3600};      // audit records are removed after it, by whole days; 0: never
    Milliseconds lockWaitMax{5'000};         // AT: a registration waits for rows no longer than this
    int lockWaitersMax = 256;                // beyond it nobody waits
    Seconds topicRefresh{3};                 // topics that others changed are known after it
    bool sharedStore = false;                // other coordinators may use the store: a name in use is refused
    bool testHooks = false;                  // nothing is driven by itself: cronOnce() does
    std::function<Milliseconds()> uptime;    // monotonic, counts while the machine sleeps; empty: this machine's
};

class Coordinator final : public QObject
{
    Q_OBJECT

public:
    Coordinator(CoordinatorSettings settings, const Clock &clock, store::OpenStore openStore, store::OpenReader openReader,
                branch::BranchCaller &caller, QObject *parent = nullptr);
    ~Coordinator() override;

    // Opens the store; then joined() or displaced() comes. Takes over what an earlier run left and drives it at once.
    [[nodiscard]] Result<> start();
    // No new work is taken (Busy); calls drained() when nothing is in flight or after `within`.
    void drain(Milliseconds within);

    // One answer each. `wanted` as in engine::SubmitRequest.
    void prepare(TransactionSnapshot wanted, OnAnswer done, bool withProgress = false); // true: DTM's prepareWorkflow
    void submit(TransactionSnapshot wanted, OnAnswer done, std::optional<engine::WorkflowEnd> end = {}, std::optional<engine::Origin> origin = {});
    void registerBranch(const Gid &gid, TransactionKind kind, QList<BranchOp> ops, OnAnswer done); // as engine::RegisterRequest
    // A branch of AT with its locks; waits for rows that others hold as long as the wish says. No answer when it is gone.
    void registerAt(AtWish wish, OnAtAnswer done);
    void reportBranch(const Gid &gid, engine::BranchReport report, OnAnswer done);
    void abort(const Gid &gid, const QString &kindText, const QString &reason, bool waitResult, OnAnswer done);
    void act(const ActionRequest &request, OnAnswer done);
    void flush(const Gid &gid, OnAnswer done); // what is known of gid is durable when it answers

    // Runs `job` on the reader thread and `done` back here. Unavailable/Overloaded come as an error.
    template<class T>
    void read(std::function<Result<T>(store::TransactionReader &)> job, std::function<void(Result<T> &&)> done);
    // A store request that is not about one transaction (topics, resetCronTime).
    void ask(store::StoreRequest request, std::function<void(store::StoreAnswer &&)> done);

    [[nodiscard]] QStringList subscribersOf(const QString &topic) const; // from the cache
    void reloadTopics(std::function<void(Result<> &&)> done);      // from the store; until then the old ones hold
    // Reloads if one of `names` is unknown here: another coordinator may know it already. Then subscribersOf() is final.
    void knowTopics(const QStringList &names, std::function<void()> done);
    void claimDueSoon(); // something may have become due in the store, other than through this object

    [[nodiscard]] quint64 changeSequence() const; // of the newest durable change, told or not
    [[nodiscard]] CoordinatorStats stats() const;                 // without what only the store knows
    [[nodiscard]] QList<ParticipantStats> participants() const;
    [[nodiscard]] StatsHistory history() const; // of this run; takes some milliseconds
    [[nodiscard]] std::optional<double> okShare(const QString &participant) const; // of the last 5 minutes; see ParticipantBook
    [[nodiscard]] const CoordinatorSettings &settings() const;
    [[nodiscard]] const Clock &clock() const; // follows the wall clock slowly, never jumps: what transactions are timed by

    // For foreign test suites that drive time, only with settings().testHooks; spec: DTM's own tests. A processing pass is
    // what follows from one submit, abort or scheduling step of a transaction until it rests or is final.
    // One scheduling step: takes the earliest transaction due within `cronForward`, drives one pass as if it were
    // `nowForward` later, and answers its gid when the pass is over; an empty gid when none was due.
    void cronOnce(Seconds nowForward, Seconds cronForward, std::function<void(Result<Gid> &&)> done);
    // The first pass that ended after the one numbered `after` (from 1), now or as soon as there is one.
    void waitProcessed(quint64 after, std::function<void(quint64 sequence, const Gid &gid)> done);
    void resetStore(std::function<void(Result<> &&)> done); // forgets everything, also what is in memory

signals:
    void joined(); // this node's name is held; not before start() returns if the store is shared
    void displaced(const QString &reason); // another run has this node's name: this one must end
    void changed(const txdesk::coordinator::Change &change);
    void called(txdesk::TransactionKind kind, const txdesk::BranchId &branch, txdesk::OpKind op, txdesk::Outcome outcome);
    void ended(txdesk::TransactionKind kind, txdesk::TransactionStatus status, txdesk::Milliseconds took); // durably
    void alerted(const txdesk::engine::Alert &alert);
    void drained();

protected:
    void connectNotify(const QMetaMethod &signal) override;
    void disconnectNotify(const QMetaMethod &signal) override;

private:
    class Impl;
    void readOnPool(std::function<void(store::TransactionReader &)> job, std::function<void()> back, std::function<void(Error)> failed);
    std::unique_ptr<Impl> m_impl;
};

template<class T>
void Coordinator::read(std::function<Result<T>(store::TransactionReader &)> job, std::function<void(Result<T> &&)> done)
{
    auto result = std::make_shared<Result<T>>(tl::unexpected<Error>(Error{}));
    readOnPool([job = std::move(job), result](store::TransactionReader &reader) { *result = job(reader); },
               [result, done] { done(std::move(*result)); },
               [done](Error error) { done(Result<T>(tl::unexpected<Error>(std::move(error)))); });
}

} // namespace txdesk::coordinator
