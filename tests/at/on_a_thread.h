// An HTTP server on a thread of its own, so that a test's thread may block as services do.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/http/server.h"

#include <QSemaphore>
#include <QThread>

#include <memory>

namespace txdesk::test {

// The handler runs on the server's thread.
class ServerOnAThread
{
public:
    explicit ServerOnAThread(const http::Server::Handler &handler)
    {
        m_home.moveToThread(&m_thread);
        m_thread.start();
        run([this, handler] {
            m_server = std::make_unique<http::Server>(http::ServerLimits{}, handler);
            m_port = m_server->listen(QHostAddress::LocalHost, 0).value_or(quint16(0));
        });
    }
    ~ServerOnAThread()
    {
        run([this] { m_server.reset(); });
        m_thread.quit();
        m_thread.wait();
    }

    // Returns when it has run.
    void run(const std::function<void()> &inside)
    {
        QSemaphore done;
        QMetaObject::invokeMethod(&m_home, [&] {
            inside();
            done.release();
        });
        done.acquire();
    }

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QObject *home() { return &m_home; }

private:
    QThread m_thread;
    QObject m_home;
    std::unique_ptr<http::Server> m_server;
    quint16 m_port = 0;
};

} // namespace txdesk::test
