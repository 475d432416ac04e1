// The invariants of a run: checked at each write, call and answer, and once more at the end.
// The numbers are explained in docs/simulator.md.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/engine/effect.h"
#include "server/store/memory_store.h"
#include "tests/sim/node.h"
#include "tests/sim/world.h"

namespace txdesk::sim {

class Checker
{
public:
    explicit Checker(World &world);

    void written(int number, const std::optional<TransactionSnapshot> &before, const TransactionSnapshot &after,
                 const engine::TransactionWrite &write);
    void called(int number, const engine::Call &call, const Node &by);
    void answered(const Question &question, const engine::Reply &reply);
    void taken(int number, const QString &by); // a coordinator found it due and claimed it
    void operatorAsked(int number, Action action);
    void actAnswered(int number, const QString &actor, engine::Reply::Kind kind); // each act has an actor of its own
    void actOnOpAnswered(int number, const ActionRequest &request, std::optional<OpKind> op); // with success
    void submitAsked(int number) { m_facts[static_cast<std::size_t>(number)].submitAsked = true; }
    void failureReported(int number, const BranchId &branch) { facts(number).failedOnes.append(branch); } // its local transaction is no more
    void abortAsked(int number) { m_facts[static_cast<std::size_t>(number)].abortAsked = true; }
    void verify();

private:
    struct Facts
    {
        bool acknowledged = false; // some request that creates it was answered with success
        bool submitAsked = false;
        bool abortAsked = false; // by its client
        bool turnAsked = false;
        bool forceAsked = false;
        bool forceRollbackAsked = false;
        bool acceptAsked = false;
        bool markAsked = false;
        QList<BranchId> failedOnes; // by their clients' reports
        BranchId decided{}; // the dirty branch that a person decided about last
        int locks = 0;     // of at, held after the newest write
        QString lastOwner; // by the newest write
        QStringList undone;        // actors who heard that nothing was done
        std::vector<std::pair<int, OpKind>> recorded; // steps of a workflow whose record was acknowledged
    };
    void checkDoneOnes(int number, const TransactionSnapshot &before, const TransactionSnapshot &after, const engine::TransactionWrite &write);
    void checkRows(int number, const TransactionSnapshot &before, const TransactionSnapshot &after, const engine::TransactionWrite &write);
    void checkSuccess(const Question &question, const engine::Reply &reply);
    void checkRegistered(const Question &question, const TransactionSnapshot &stored);
    void checkProgress(const Question &question, const TransactionSnapshot &stored, const engine::Reply &reply);
    void checkRefused(const Question &question, const engine::Reply &reply);
    void checkPhaseTwo(int number, const engine::Call &call, const TransactionSnapshot &row);
    void checkLocks(int number, const TransactionSnapshot &after, const engine::TransactionWrite &write);
    void checkParked(int number, const TransactionSnapshot &before, const TransactionSnapshot &after, const engine::TransactionWrite &write);
    void checkDeliveries(int number, const TransactionSnapshot &before, const TransactionSnapshot &after, const engine::TransactionWrite &write);
    void checkQuery(int number, const TransactionSnapshot &row, const Node &by);
    void checkAtCall(int number, const engine::Call &call, const TransactionSnapshot &row, const Node &by);
    void checkAtRegistered(const Question &question, const TransactionSnapshot &stored, const engine::Reply &reply);
    void checkForward(int number, const engine::Call &call);
    void checkBackward(int number, const engine::Call &call, const Node &by);
    void verifyOne(const TransactionScript &script);
    void verifySaga(const TransactionScript &script, const GlobalTransaction &t);
    void verifyTwoPhase(const TransactionScript &script, const TransactionSnapshot &stored);
    void verifyAt(const TransactionScript &script, const TransactionSnapshot &stored);
    void verifyNotify(const TransactionScript &script, const store::MemoryStore::Entry &entry);
    void verifyWorkflow(const TransactionScript &script, const TransactionSnapshot &stored);
    void verifyMessage(const TransactionScript &script, const GlobalTransaction &t);
    void verifyJournal(int number, const store::MemoryStore::Entry &entry);
    void verifyActs(int number, const store::MemoryStore::Entry &entry);
    void verifySeals();
    [[nodiscard]] bool everyNetIs(const TransactionScript &script, int wanted) const;
    void require(bool holds, const char *invariant, int number, const char *what);
    [[nodiscard]] Facts &facts(int number) { return m_facts[static_cast<std::size_t>(number)]; }

    World &m_world;
    std::vector<Facts> m_facts;
};

} // namespace txdesk::sim
