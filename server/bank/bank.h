// The bank as a service: one port that a coordinator calls, one for its switches, one book.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/bank/bank_json.h"
#include "server/bank/bank_options.h"
#include "server/bank/switches.h"
#include "server/bank/transfer_initiator.h"
#include "shared/http/server.h"

namespace txdesk::bank {

// Thread: the one that made it; all calls are worked there, one after another.
// POST /TransOut, /TransIn, ... (movement.h), GET /QueryPrepared · POST /transfer-by-message, /commit-late ·
// on the control port as well: GET /accounts, GET and POST /switch, POST /release, POST /reset.
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

    struct Call
    {
        QString op;
        http::Request request;
        http::Responder responder;
    };

    [[nodiscard]] Result<> listen();
    void take(http::Request &&request, http::Responder &&responder);    // the bank's port
    void control(http::Request &&request, http::Responder &&responder); // the control port
    void begin(Call call);
    void finish(Call call, const Fate &fate);
    void work(std::vector<Call> calls);
    void set(const Switches &switches);
    void renewConnections();
    void transfer(Call call);
    [[nodiscard]] client::BranchAnswer answerTo(const Call &call);
    [[nodiscard]] client::BranchAnswer worked(const Call &call, client::BranchBarrier &barrier);
    [[nodiscard]] http::Response accountsAnswer();

    BankOptions m_options;
    BankBook m_book;
    Switches m_switches;
    QRandomGenerator m_random{42};
    client::CoordinatorConnection m_coordinator;
    TransferInitiator m_initiator;
    QList<Visit> m_visits;      // the newest visitsMax
    std::vector<Call> m_held;   // until released
    std::vector<Call> m_paused; // until the pause is over
    std::unique_ptr<http::Server> m_server; // null while connections are refused
    std::unique_ptr<http::Server> m_control;
};

} // namespace txdesk::bank
