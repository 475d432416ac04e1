// Runs a service: listens, works each call on a thread with a connection of its own, subscribes it to its topics.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/tutorial/service.h"
#include "shared/http/server.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

namespace txdesk::tutorial {

// Thread: the one that made it.
class ServiceHost final : public QObject
{
    Q_OBJECT

public:
    // crash: ends the process at a crash point.
    ServiceHost(ServiceOptions options, std::function<void()> crash);
    ~ServiceHost() override; // waits for what is being worked

    [[nodiscard]] Result<> start(); // tables, first rows, listens. Unavailable when it cannot
    [[nodiscard]] quint16 port() const { return m_parts.options.base.port; }

private:
    static constexpr int threadsMax = 32; // a call may wait for a call of this same service

    void take(http::Request &&request, http::Responder &&responder);
    [[nodiscard]] http::Response worked(const http::Request &request);
    [[nodiscard]] http::Response stateReply(const QSqlDatabase &db) const;
    [[nodiscard]] http::Response pathsReply() const;
    [[nodiscard]] http::Response switchReply(const http::Request &request);
    [[nodiscard]] Result<> reset(QSqlDatabase db);
    [[nodiscard]] Result<> begin(); // the database
    void subscribe(const Subscription &subscription);
    void purgeUndo();

    ServiceParts m_parts;
    std::unique_ptr<Service> m_service;
    QList<Route> m_routes;
    std::atomic<qsizetype> m_unsubscribed{0}; // topics that are still to be subscribed
    QThreadPool m_pool;
    QTimer m_purge;
    std::unique_ptr<http::Server> m_server;
};

} // namespace txdesk::tutorial
