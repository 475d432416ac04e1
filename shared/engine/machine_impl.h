// Inside of TransactionMachine: its state, and the parts that handle requests, calls, writes and waiting clients.
// Read transaction_machine.cpp first (the loop), then machine_requests, machine_registers, machine_at, machine_calls,
// machine_writes, machine_loads, machine_deliveries, machine_waiters, machine_parked, machine_branch_acts.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/check.h"
#include "shared/engine/action_gate.h"
#include "shared/engine/machine_journal.h"
#include "shared/engine/plan.h"
#include "shared/engine/transaction_machine.h"

namespace txdesk::engine {

inline constexpr int unknownWritesMax = 3; // in a row; then the store gets time

// What a request would create, kept while the store is asked whether it is there already.
using Wanted = std::shared_ptr<TransactionSnapshot>;

// A submit, without the rows it would create: all that counts once the transaction exists.
struct SubmitIntent
{
    RequestId request = 0;
    TransactionKind kind = TransactionKind::Saga;
    TransactionOptions options;
    QString customData;
    CustomData custom;
    std::optional<WorkflowEnd> end;
    Wanted wanted{};
    std::optional<Origin> origin{};
};
struct PrepareIntent { RequestId request = 0; bool withProgress = false; Wanted wanted{}; };
using Intent = std::variant<PrepareIntent, SubmitIntent, AbortRequest, RegisterRequest, RegisterAtRequest, BranchReport, ManualRequest, FlushRequest>;

// A client that will get exactly one answer.
struct Waiter
{
    enum class Until {
        Durable, // `reply` once `change` is durable
        Acted,   // the same, with the transaction as it is then
        Stored,  // with all rows, once nothing is unstored
        Result,  // what became of the transaction, once nothing more happens by itself
        Known,   // asked again once the store has told what there is
        Turn,    // at: registered once all before it is durable
    };
    Until until = Until::Durable;
    quint64 change = 0;
    RequestId request = 0;
    Reply::Kind kind = Reply::Kind::Success;
    QString message{};
    Intent intent;
    bool acted = false; // an operator's act that was done, and is part of `change`
};

class TransactionMachine::Impl
{
public:
    Impl(Gid gid, const EngineSettings &settings) : m_settings(settings), m_gid(std::move(gid)), m_journal(settings) {}

    void handle(Event &&event, Instant now, double roll, Effects &out);
    [[nodiscard]] bool isIdle() const;
    [[nodiscard]] std::optional<Instant> nextDueAt() const;
    [[nodiscard]] const TransactionSnapshot &snapshot() const { return m_snapshot; }
    [[nodiscard]] int callsInFlight() const { return m_callsInFlight; }

private:
    // Requests: what a client or an operator asks for, decided by the state it meets.
    void on(PrepareRequest &&request);
    void on(SubmitRequest &&request);
    void on(AbortRequest &&request) { ask(std::move(request)); }
    void on(RegisterRequest &&request) { ask(std::move(request)); }
    void on(RegisterAtRequest &&request) { ask(std::move(request)); }
    void on(BranchReport &&report) { ask(std::move(report)); }
    void on(ManualRequest &&request) { ask(std::move(request)); }
    void on(FlushRequest &&request);
    void create(TransactionSnapshot &&wanted, TransactionEvent event, Intent &&intent);
    void noteOrigin(const Origin &origin);
    void ask(Intent &&intent);
    void decide(Intent &&intent);
    void decide(const PrepareIntent &intent);
    void decide(const SubmitIntent &intent);
    void decide(const AbortRequest &request);
    void decide(const RegisterRequest &request);
    void decide(const RegisterAtRequest &request);
    void decide(const BranchReport &report);
    void decide(const ManualRequest &request);
    void decide(const FlushRequest &request);
    void submitPrepared(const SubmitIntent &intent);
    void waitForResult(RequestId request, Intent &&intent);
    void endWorkflow(const SubmitIntent &intent);
    void addBranch(const RegisterRequest &request);
    bool turnBackIfLate();
    [[nodiscard]] bool answersAtOnce(const RegisterAtRequest &request);
    [[nodiscard]] bool somebodyRegisters() const;
    void registerNext();
    void addAtBranch(const RegisterAtRequest &request);
    [[nodiscard]] bool wantsProgress(const Intent &intent) const;
    void act(const ActionRequest &what);
    void turnByHand(const ActionRequest &what);
    void actOnOp(const ActionRequest &what);
    void callAlone(qsizetype index);
    void countAsDone(qsizetype index);
    void countAsRejected(qsizetype index, const ActionRequest &what);
    void letOthersGoOn();
    [[nodiscard]] JournalEvent eventOf(const ActionRequest &what) const;
    [[nodiscard]] ActionState gateOf(const ActionRequest &what) const;
    [[nodiscard]] bool hasMoved(const ActionRequest &what) const;
    [[nodiscard]] bool refuse(const ManualRequest &request);

    // Calls and their answers.
    void on(CallAnswered &&answer);
    void on(TimerFired &&) { m_timer.reset(); }
    void advance();
    [[nodiscard]] bool mayPlan() const;
    [[nodiscard]] Plan nextPlan();
    bool run(const Plan &plan);
    [[nodiscard]] bool mayRunAhead() const;
    void callOp(qsizetype index);
    void callQuery();
    [[nodiscard]] BranchOp queryOp() const;
    void startCall(OpRun &run, const BranchOp &op);
    void answeredOp(qsizetype index, const CallAnswered &answer);
    void answeredQuery(const CallAnswered &answer);
    void answeredResume(const CallAnswered &answer);
    void finishOp(qsizetype index, OpStatus status);
    void foundDirty(qsizetype index, const QString &text);
    [[nodiscard]] QString rollbackText() const;
    [[nodiscard]] bool releasesLocks() const;
    void countFailure(qsizetype index, const CallAnswered &answer);
    void failedDelivery(qsizetype index, const CallAnswered &answer);
    void giveUp(qsizetype index);
    void hasten(const BranchId &only);
    void unansweredCheck(const CallAnswered &answer);
    [[nodiscard]] bool waitsFor(const BranchId &branch) const;
    void park(const Plan &plan);
    void unpark(const BranchId &only);
    void badAnswer(OpRun &run, const BranchOp &op, const CallAnswered &answer);
    void backOff(const BranchOp &op, const QString &error);
    void wait(const Plan &plan);
    void startRound();
    void apply(TransactionEvent event, const QString &reason);

    // The store.
    void on(WriteDone &&done);
    void on(WriteConflict &&conflict);
    void on(WriteLocked &&locked);
    void on(WriteRefused &&refused);
    void undoActs(quint64 refusedChange, const QString &message);
    void on(WriteUnknown &&unknown);
    void on(Loaded &&loaded);
    void on(LoadFailed &&failed);
    void on(Claimed &&claimed);
    void on(LeaseLapsed &&);
    void lookAfterLapse();
    void touch(bool urgent);
    void persist();
    void issueWrite();
    [[nodiscard]] TransactionWrite buildWrite();
    void load(bool claim = true);
    [[nodiscard]] bool mustClaim(const GlobalTransaction &stored) const;
    [[nodiscard]] bool continues(const TransactionSnapshot &stored) const;
    void adopt(TransactionSnapshot &&stored, bool owned);
    void mergeFacts(TransactionSnapshot &&stored);
    void keepOp(qsizetype index, const BranchOp &known, const OpRun &knownRun, bool isNewer);
    void keepBookkeeping(const GlobalTransaction &known, bool isNewer);
    void replaceSnapshot(TransactionSnapshot &&stored);
    void dropMemory(TransactionSnapshot &&stored);
    [[nodiscard]] bool wasWritten(const TransactionSnapshot &stored, bool claimed) const;
    void storeFailed(const Error &error);
    void createAgain();
    [[nodiscard]] bool createWhatWasAsked();
    [[nodiscard]] Wanted kept(TransactionSnapshot &&wanted) const;
    void forget();
    [[nodiscard]] bool dirty() const { return m_change > (m_store == Store::Writing ? m_issuedChange : m_durableChange); }

    // Waiting clients.
    void waitUntilDurable(RequestId request, Reply::Kind kind, QString message, Intent &&intent);
    void addWaiter(Waiter &&waiter);
    void answerWaiters();
    [[nodiscard]] std::optional<Reply> answerOf(const Waiter &waiter) const;
    void fillIn(Reply &reply, const RegisterAtRequest &asked) const;
    [[nodiscard]] bool isQuiet() const;
    [[nodiscard]] Reply resultReply(const Waiter &waiter) const;
    [[nodiscard]] Reply unfinishedReply(RequestId request) const;
    void answerAll(Reply::Kind kind, const QString &message);
    void answerNotFound();
    void decideAgain();
    void decideKnown();

    void armTimer();
    void note(JournalEvent event) { m_journal.add(std::move(event), m_now, transaction().lastSeq); }
    [[nodiscard]] GlobalTransaction &transaction() { return m_snapshot.transaction; }
    [[nodiscard]] const GlobalTransaction &transaction() const { return m_snapshot.transaction; }
    [[nodiscard]] bool isFinished() const { return isFinal(transaction().status); }
    [[nodiscard]] Milliseconds baseInterval() const;

    const EngineSettings &m_settings;
    Gid m_gid;

    // Of the event being handled.
    Instant m_now{};
    double m_roll = 0;
    Effects *m_out = nullptr;

    // The transaction, ahead of the store by what is not durable yet.
    bool m_present = false;   // m_snapshot means something
    bool m_owned = false;     // this coordinator may call; the stored row names it
    bool m_lost = false;      // another coordinator took it over: only a request takes it back
    bool m_resting = false;   // nothing under way and nothing to call before nextDueAt
    TransactionSnapshot m_snapshot;
    OpRuns m_runs;
    OpRun m_query;            // the back-check, or the call that wakes a workflow's client
    std::optional<Outcome> m_queryOutcome;
    QString m_rejection;      // of the first rejected action
    int m_retriesUsed = 0;    // retry_limit
    bool m_roundFailed = false; // the interval grows once a round, however many ops fail in it
    std::optional<std::pair<Outcome, QString>> m_badAnswer; // the newest of this round, for clients that wait
    std::optional<Instant> m_wakeAt;
    std::optional<Instant> m_announced; // the due time that the journal tells already
    CallId m_lastCall = 0;
    int m_callsInFlight = 0;

    // What is stored and what is on its way there.
    enum class Store { Rest, Writing, Loading, BackingOff };
    Store m_store = Store::Rest;
    bool m_stored = false;    // the row exists
    bool m_claiming = false;  // the load under way takes the row over
    bool m_lookWanted = false; // somebody asked for progress since the newest load left
    bool m_lapsed = false;    // the lease ran out: nothing is called before the row was read and claimed again
    bool m_guest = false;     // rows are added to a transaction that somebody else may drive: its owner stays
    TransactionStatus m_storedStatus = TransactionStatus::Prepared;
    qint64 m_storedEpoch = 0;
    qint64 m_storedSeq = 0;
    qsizetype m_storedOps = 0; // rows that exist; those behind them wait to be stored
    qsizetype m_issuedOps = 0;
    bool m_storedRanAhead = false;
    std::optional<qint64> m_epochBeforeClaim; // set while nothing but our own claim has moved the row
    qint64 m_claimsIgnored = 0;               // our own, made while a write or load was under way
    bool m_inheritedRanAhead = false;         // calls of an earlier run may be missing in the rows

    quint64 m_change = 0;        // grows with each change in memory
    quint64 m_decision = 0;      // the newest of them that is more than an outcome
    quint64 m_issuedChange = 0;  // the newest one in a write that is under way
    quint64 m_durableChange = 0;
    TransactionStatus m_issuedStatus = TransactionStatus::Prepared;
    qint64 m_issuedSeq = 0;
    Instant m_issuedUpdate{};
    bool m_issuedRanAhead = false;
    bool m_issuedOwner = false;
    bool m_urgent = false;       // do not wait for more changes to ride along
    Instant m_dirtySince{};
    int m_storeFailures = 0;     // in a row
    Instant m_storeRetryAt{};

    MachineJournal m_journal;
    struct BeforeActs { std::optional<Instant> due; OpRuns runs; bool queryWaiting; int failures; Milliseconds retryInterval; };
    std::unique_ptr<BeforeActs> m_beforeActs; // what acts that are not durable have hastened
    struct Registering { QString requestId; BranchId branch; QList<LockedRow> locks; Instant updatedAt; bool owned = false; };
    std::unique_ptr<Registering> m_registering; // the write under way brings this branch of at, with its locks
    std::vector<Waiter> m_waiters;
    std::optional<Instant> m_timer;
};

} // namespace txdesk::engine
