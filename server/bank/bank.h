// The bank as a service: one port that a coordinator calls, one for its switches, one book.
//
//   for     | URL (POST, body {"account":1,"amount":30})             | what it does
//   --------|--------------------------------------------------------|---------------------------------------------------
//   saga    | /TransOut /TransOutCompensate /TransIn /TransInCompensate | movement.h has them all
//   message | /QueryPrepared (GET)                                   | tells whether the local transaction committed
//   tcc     | /TransOutTry /TransOutConfirm /TransOutCancel          | freezes, spends what was frozen, gives it back
//   tcc     | /TransInTry /TransInConfirm /TransInCancel             | looks, credits, nothing
//   xa      | /TransOutXa /TransInXa (op action, commit, rollback)   | only with --mysql; phase 2 comes to the same URL
//   workflow| /workflow                                              | the coordinator's wake-up call
//
//   initiator            | body                                                         | what it does
//   ---------------------|--------------------------------------------------------------|-----------------------------
//   /transfer-by-message | {"account":1,"amount":30,"to":URL of TransIn,"toAccount":1}  | debits here, then a message
//   /transfer-by-tcc     | {"account":1,"amount":30,"to":other bank's address,..}       | tries both, submits or aborts
//   /transfer-by-xa      | the same; both banks need --mysql                            | prepares both, submits or aborts
//   /transfer-by-workflow| the same and "xaTo": a third bank's address with --mysql     | saga step here, TCC step there,
//                        |   (gets "amount", too), "stopAfter":2: the first run ends    |   XA step at the third
//                        |   after so many steps, as if its process had died            |
//   All take "gid", "timeoutToFail", "retryInterval" (s); an address is "http://127.0.0.1:8082".
//   Switches (POST /switch) name an endpoint by its path, or one op of it: {"failNext":{"TransInConfirm":500}},
//   {"failNext":{"TransInXa.commit":500}}.
//   Conservation: the sum of balance + frozen over all banks, once nothing is under way.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/bank/bank_json.h"
#include "server/bank/bank_options.h"
#include "server/bank/mode_transfers.h"
#include "server/bank/switches.h"
#include "server/bank/transfer_initiator.h"
#include "shared/http/server.h"

namespace txdesk::bank {

// Thread: the one that made it; all calls are worked there, one after another.
// Besides the tables above: POST /commit-late tries a message's local transaction again. On the control port as well: GET /accounts, GET and POST /switch, POST /release, POST /reset.
class Bank final : public QObject
{
    Q_OBJECT

public:
    // crash: ends the process at a transfer's crash point.
    Bank(BankOptions options, BankBook book, std::function<void()> crash);
    ~Bank() override;

    // Begins to listen on both ports. Unavailable when it cannot.
    [[nodiscard]] Result<> start();
    [[nodiscard]] quint16 port() const { return m_options.port; }
    [[nodiscard]] quint16 controlPort() const { return m_options.controlPort; }

private:
    static constexpr qsizetype visitsMax = 1000;
    static constexpr int xaThreadsMax = 16; // phase 1 may wait for rows that a phase 2 would give back

    struct Call
    {
        QString op;
        http::Request request;
        http::Responder responder;
    };

    [[nodiscard]] Result<> listen();
    [[nodiscard]] QString address() const; // where others call it
    void take(http::Request &&request, http::Responder &&responder);    // the bank's port
    void control(http::Request &&request, http::Responder &&responder); // the control port
    void begin(Call call);
    void finish(Call call, const Fate &fate);
    void work(std::vector<Call> calls);
    void set(const Switches &switches);
    void renewConnections();
    void transfer(Call call);
    void resumeWorkflow(Call call, const Fate &fate);
    void workXa(Call call, const Fate &fate); // on a thread of a pool: a phase may wait for rows of another branch
    void answer(Call &call, const Fate &fate, const client::BranchAnswer &answer);
    void remember(const client::TransactionContext &context, const QString &op, const client::BranchAnswer &answer);
    [[nodiscard]] client::BranchAnswer answerTo(const Call &call);
    [[nodiscard]] client::BranchAnswer worked(const Call &call, client::BranchBarrier &barrier);
    [[nodiscard]] http::Response accountsAnswer();

    BankOptions m_options;
    BankBook m_book;
    Switches m_switches;
    QRandomGenerator m_random{42};
    client::CoordinatorConnection m_coordinator;
    TransferInitiator m_initiator;
    std::function<void()> m_crash;
    std::unique_ptr<ModeTransfers> m_transfers; // from start() on
    QList<Visit> m_visits;      // the newest visitsMax
    std::vector<Call> m_held;   // until released
    std::vector<Call> m_paused; // until the pause is over
    std::unique_ptr<http::Server> m_server; // null while connections are refused
    std::unique_ptr<http::Server> m_control;
    QThreadPool m_xaThreads;
};

} // namespace txdesk::bank
