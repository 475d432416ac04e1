// Listens where DTM's AlertWebHook points: takes the reports, keeps them, and tells the web hook that was there before.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/dtm/hook_book.h"
#include "console/dtm/hook_settings.h"

#include <memory>

namespace txdesk::http {
class Client;
class Responder;
class Server;
struct Request;
} // namespace txdesk::http

namespace txdesk::console {

// Thread: GUI. `book` and `clock` must outlive it. Bodies up to 64 KB, ratePerSecond reports a second, then 429; a wrong path is 404.
class HookCatcher final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype bodyMax = 64 * 1024;
    static constexpr int ratePerSecond = 50;

    HookCatcher(HookBook &book, const Clock &clock, QObject *parent = nullptr);
    ~HookCatcher() override;

    // Stops, and listens as the settings say; Unavailable in the system's words. Disabled ones only stop.
    [[nodiscard]] Result<> apply(const HookSettings &settings);
    [[nodiscard]] bool isListening() const { return m_port != 0; }
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] const HookSettings &settings() const { return m_settings; }
    [[nodiscard]] QString url() const; // for DTM
    [[nodiscard]] int taken() const { return m_taken; }
    [[nodiscard]] int refused() const { return m_refused; }
    [[nodiscard]] int relayed() const { return m_relayed; }
    [[nodiscard]] const QString &relayProblem() const { return m_relayProblem; } // of the newest relay; empty: it was taken

signals:
    void caught(const txdesk::console::HookReport &report);
    void stateChanged();

private:
    void handle(http::Request &&request, http::Responder &&responder);
    [[nodiscard]] bool mayTake(Instant now); // a token bucket
    void relay(const QByteArray &body);

    HookBook &m_book;
    const Clock &m_clock;
    HookSettings m_settings;
    std::unique_ptr<http::Server> m_server;
    std::unique_ptr<http::Client> m_client;
    quint16 m_port = 0;
    double m_budget = ratePerSecond;
    Instant m_budgetAt{};
    int m_taken = 0;
    int m_refused = 0;
    int m_relayed = 0;
    QString m_relayProblem;
};

} // namespace txdesk::console
