// Plays dialogues with a TransactionMachine: a script of words in, a trace of words out. It is client, participants, store,
// clock and the coordinator that forgets idle machines and claims due rows.
//
// Script: submit submit-wait prepare abort abort-wait flush | reg02 reg02! (a branch registers; ! with other content)
// step02+ step02! (a workflow's client records a step) progress (prepareWorkflow) end+ end! end? (it reports its end) | 01+ 01! 01~ 01? (answer of an action: succeeded, rejected, ongoing,
// unknown), c01+ (of a compensation), confirm01+ cancel01+ commit01+ rollback01+, q+ (of the back-check),
// wake+ (of the call that wakes a workflow's client) | retry turn stop pause resume (an operator) | 10s 250ms
// (time passes) | hold release (writes stay unanswered / are answered) | hold-load release-load (the same for loads) |
// refuse lose unknown unaudited (the next write; unaudited: the audit cannot be written) | lose-all (every write from now on) | crash | lapse
// at1 at2@7 at1! (a branch of at registers by request r1, r2; wants row 1, 7; ! with other content), taken7 freed7 (somebody else
// locks row 7), bad01 fine01 (how phase one of 01 ended) | force accept say-yes retry/01 (an operator decides about what is parked)
// skip/01 mark/01 (or about an op that fails)
// Trace: create:submitted write:aborting load | call 01, call c01, call q | ok fail(..) error(..) ... | alert(n)
// write:prepared+1 (with a lock on row 1) write:submitted- (every lock ends)
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/engine/new_transaction.h"
#include "shared/engine/transaction_machine.h"

#include <QStringList>

namespace txdesk::test {

class MachineHarness
{
public:
    explicit MachineHarness(TransactionSnapshot wanted);

    TransactionSnapshot wanted;       // what submit and prepare ask for
    engine::EngineSettings settings;
    ActionRequest act{.gid = {QStringLiteral("g")}, .reason = QStringLiteral("told to"), .actor = QStringLiteral("ann"),
                      .expectedStatus = {}, .expectedEpoch = {}};
    QString answerText = QStringLiteral("words");
    QString abortKind; // of the request; empty: as wanted

    QString play(const QString &script); // the trace of these words, joined by blanks
    void send(engine::Event event);

    // The stored row, as the store has it.
    std::optional<TransactionSnapshot> row;
    QList<JournalEvent> events;
    QList<AuditRecord> audit;
    QMap<QString, QString> locks; // row -> branch that locked it first; "other": another transaction
    QList<engine::Call> calls;        // under way, in order
    QList<engine::Call> allCalls;
    QList<engine::Reply> replies;
    QList<engine::TransactionWrite> writes;
    QList<engine::Alert> alerts;
    Instant now = fromMs(1'000'000'000);

    [[nodiscard]] QString rowStatus() const;  // "submitted", or "none"
    [[nodiscard]] QString opStatuses() const; // "prepared,succeed" in creation order
    [[nodiscard]] bool inMemory() const { return !m_machine->isIdle(); }
    [[nodiscard]] const engine::TransactionMachine &machine() const { return *m_machine; }

private:
    enum class Fate { Done, Refused, Unaudited, Lost, DoneButUnknown };
    void playWord(const QString &word);
    bool playRequest(const QString &word);
    bool playBranch(const QString &word);
    bool playEnd(const QString &word);
    bool playAt(const QString &word);
    bool playManual(const QString &word);
    bool playStore(const QString &word);
    bool playAnswer(const QString &word);
    bool playTime(const QString &word);
    void pass(Milliseconds time);
    void crash();
    void take(engine::Effects &&effects);
    void takeWrite(engine::TransactionWrite &&write);
    void takeLoad(const engine::Load &load);
    [[nodiscard]] engine::Event loadAnswer(const engine::Load &load);
    void settle();
    [[nodiscard]] engine::Event storeAnswer(const engine::TransactionWrite &write, Fate fate);
    [[nodiscard]] QList<LockHolder> holdersOf(const engine::TransactionWrite &write) const;
    void lock(const engine::TransactionWrite &write);
    [[nodiscard]] bool apply(const engine::TransactionWrite &write);
    [[nodiscard]] TransactionSnapshot claimRow();

    std::unique_ptr<engine::TransactionMachine> m_machine;
    QStringList m_trace;
    std::optional<Instant> m_timer;
    std::optional<Instant> m_due;
    Fate m_nextFate = Fate::Done;
    Fate m_usualFate = Fate::Done;
    bool m_hold = false;
    bool m_holdLoads = false;
    QList<engine::Event> m_answers; // of the store, on their way
    QList<engine::TransactionWrite> m_held;
    QList<engine::Load> m_heldLoads;
    engine::RequestId m_lastRequest = 0;
};

// "01 02" with compensations; options and custom data are set by the test.
[[nodiscard]] TransactionSnapshot saga(int steps);
[[nodiscard]] TransactionSnapshot message(int steps);
[[nodiscard]] TransactionSnapshot tcc();
[[nodiscard]] TransactionSnapshot xa();
[[nodiscard]] TransactionSnapshot workflow();
[[nodiscard]] TransactionSnapshot at();
[[nodiscard]] TransactionSnapshot notification(int receivers);

} // namespace txdesk::test
