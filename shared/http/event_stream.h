// The handler's end of an answer that goes on (server-sent events).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/http/connection.h"
#include "shared/http/server.h"

#include <memory>

namespace txdesk::http {

// Thread: the server's. Dropped without end(), it ends the answer.
class EventStream final : public Stream
{
public:
    explicit EventStream(std::shared_ptr<Connection> connection) : m_connection(std::move(connection)) {}
    ~EventStream() override { end(); }

    void write(const QByteArray &bytes) override
    {
        if (m_connection && !bytes.isEmpty())
            m_connection->writeStream(bytes);
    }

    void end() override
    {
        if (const auto connection = std::exchange(m_connection, nullptr))
            connection->endStream();
    }

    [[nodiscard]] bool isOpen() const override { return m_connection && m_connection->isStreaming(); }

    void closed() // by the connection
    {
        m_connection.reset();
        if (const auto tell = std::exchange(onClosed, nullptr))
            tell();
    }

private:
    std::shared_ptr<Connection> m_connection; // null once ended or closed
};

} // namespace txdesk::http
