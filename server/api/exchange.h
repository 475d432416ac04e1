// One request on its way to its one answer: the first answer counts, later ones are dropped, and metrics see it.
// Thread: the I/O thread. Handlers keep it by shared pointer until they answer; forgotten, it answers 500.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/api/route_table.h"
#include "server/security/caller.h"
#include "shared/http/server.h"

#include <QElapsedTimer>
#include <QStringList>

namespace txdesk::api {

class Metrics;

class Exchange
{
public:
    Exchange(http::Request request, http::Responder responder, const Route &route, QStringList values,
             security::Caller caller, std::shared_ptr<Metrics> metrics);

    [[nodiscard]] const http::Request &request() const { return m_request; }
    [[nodiscard]] QString value(qsizetype placeholder) const { return m_values.value(placeholder); }
    [[nodiscard]] const Route &route() const { return m_route; }
    [[nodiscard]] const security::Caller &caller() const { return m_caller; } // may do what the route needs
    [[nodiscard]] bool isAnswered() const { return m_answered; }

    // The client does not wait for the answer any more.
    [[nodiscard]] bool isGone() const { return !m_answered && m_responder.isGone(); }
    void answer(http::Response response);
    [[nodiscard]] std::shared_ptr<http::Stream> beginStream(http::Response head);

private:
    void count(int status);
    [[nodiscard]] http::Response dressed(http::Response &&response) const;

    http::Request m_request;
    http::Responder m_responder;
    const Route &m_route;
    QStringList m_values;
    security::Caller m_caller;
    std::shared_ptr<Metrics> m_metrics;
    QElapsedTimer m_timer;
    bool m_answered = false;
};

} // namespace txdesk::api
