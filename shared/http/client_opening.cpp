// How a connection of the client begins: the name is looked up and checked, an address is connected to, TLS agrees.
// SPDX-License-Identifier: Apache-2.0
#include "shared/http/client_connection.h"
#include "shared/http/host_pool.h"

#include <QNetworkProxy>

namespace txdesk::http {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 readBufferBytes = 256 * 1024;

} // namespace

void ClientConnection::open(std::unique_ptr<Exchange> exchange)
{
    m_exchange = std::move(exchange);
    m_exchange->holder = this;
    m_deadline.set(m_core.limits.connectTime);
    if (!m_core.addressCheck) {
        connectTo(nullptr);
        return;
    }
    m_endsLater = true;
    const QString &host = m_pool.url().host;
    if (const QHostAddress address(host); !address.isNull()) {
        resolved({address}, {});
    } else {
        m_core.resolve(host, [weak = weak_from_this()](const QList<QHostAddress> &addresses, const QString &error) {
            if (const auto connection = weak.lock(); connection && connection->m_phase == Phase::Connecting)
                connection->resolved(addresses, error);
        });
    }
    m_endsLater = false;
}

// Called at most once: what comes later is about a connection that has begun or is over.
void ClientConnection::resolved(const QList<QHostAddress> &addresses, const QString &error)
{
    if (m_socket != nullptr || !m_refusal.isEmpty())
        return;
    if (addresses.isEmpty())
        m_refusal = u"the name %1 cannot be resolved: %2"_s.arg(m_pool.url().host, error);
    else if (m_refusal = refusalOf(addresses); !m_refusal.isEmpty())
        m_refusalKind = ClientResult::Kind::Forbidden;
    if (!m_refusal.isEmpty()) {
        later(&ClientConnection::refused);
        return;
    }
    m_addresses = addresses;
    const QHostAddress first = m_addresses.takeFirst();
    connectTo(&first);
}

// One bad address is enough: which of them is connected to must not depend on luck.
QString ClientConnection::refusalOf(const QList<QHostAddress> &addresses) const
{
    for (const QHostAddress &address : addresses) {
        const Result<void> allowed = m_core.addressCheck(address, m_pool.url().port, m_pool.url().host);
        if (allowed)
            continue;
        const QString &why = allowed.error().message;
        return why.startsWith(u"url "_s) ? why : u"url not allowed: "_s + why;
    }
    return {};
}

void ClientConnection::refused()
{
    if (m_phase == Phase::Connecting)
        failed(m_refusalKind, m_refusal);
}

// Null: wherever the system says that the host is.
void ClientConnection::connectTo(const QHostAddress *address)
{
    const ClientUrl &url = m_pool.url();
    m_socket = new QTcpSocket;
    m_socket->setProxy(QNetworkProxy::NoProxy);
    m_socket->setReadBufferSize(readBufferBytes);
    QObject::connect(m_socket, &QTcpSocket::readyRead, m_socket, [this] { handle(&ClientConnection::readable); });
    QObject::connect(m_socket, &QTcpSocket::disconnected, m_socket, [this] { handle(&ClientConnection::ended); });
    QObject::connect(m_socket, &QTcpSocket::errorOccurred, m_socket, [this] { handle(&ClientConnection::ended); });
    QObject::connect(m_socket, &QTcpSocket::connected, m_socket, [this] { handle(&ClientConnection::reached); });
    const bool before = std::exchange(m_endsLater, true);
    if (address != nullptr)
        m_socket->connectToHost(*address, url.port);
    else
        m_socket->connectToHost(url.host, url.port);
    m_endsLater = before;
}

bool ClientConnection::triesNextAddress()
{
    if (m_tls || m_addresses.isEmpty())
        return false;
    dropSocket();
    const QHostAddress next = m_addresses.takeFirst();
    connectTo(&next);
    return true;
}

void ClientConnection::reached()
{
    const ClientUrl &url = m_pool.url();
    if (m_phase != Phase::Connecting)
        return;
    if (!url.isSecure) {
        connected();
        return;
    }
    TlsClientContext::Connection tls = m_core.tlsContext().newConnection(url.host, url.port, m_pool.resumption());
    m_tls = std::make_unique<TlsSession>(std::move(tls.ssl), *m_socket, std::move(tls.pin));
    secure();
}

void ClientConnection::secure()
{
    if (!m_tls)
        return;
    const bool before = std::exchange(m_endsLater, true);
    m_tls->handshake();
    m_endsLater = before;
    if (m_tls->state() == TlsSession::State::Open)
        connected();
    else if (m_tls->state() == TlsSession::State::Failed)
        failed(ClientResult::Kind::NotConnected, tlsFailure(m_tls->error()));
}

QString ClientConnection::tlsFailure(const QString &why) const
{
    return u"TLS with %1 failed: %2"_s.arg(QString::fromLatin1(m_pool.url().authority), why);
}

} // namespace txdesk::http
