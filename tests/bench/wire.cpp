// Sockets and OpenSSL of the load generator.
// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/wire.h"

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace txdesk::bench {
namespace {

[[noreturn]] void giveUp(const char *what)
{
    std::perror(what);
    std::exit(1);
}

int connectTo(int port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (socket < 0 || ::connect(socket, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
        giveUp("connect");
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return socket;
}

SSL_CTX *clientContext()
{
    static SSL_CTX *const context = ::SSL_CTX_new(::TLS_client_method());
    return context;
}

} // namespace

class Wire::Secure
{
public:
    explicit Secure(int socket) : m_ssl(::SSL_new(clientContext()))
    {
        ::SSL_set_fd(m_ssl, socket);
        if (::SSL_connect(m_ssl) != 1)
            giveUp("TLS handshake");
        ::fcntl(socket, F_SETFL, ::fcntl(socket, F_GETFL) | O_NONBLOCK); // a ticket alone must not make a reading wait
    }
    ~Secure() { ::SSL_free(m_ssl); }
    Secure(const Secure &) = delete;
    Secure &operator=(const Secure &) = delete;

    void send(std::string_view bytes) { static_cast<void>(::SSL_write(m_ssl, bytes.data(), static_cast<int>(bytes.size()))); }

    bool receive(std::string &into)
    {
        std::array<char, 16'384> buffer{};
        int size = 0;
        while ((size = ::SSL_read(m_ssl, buffer.data(), static_cast<int>(buffer.size()))) > 0)
            into.append(buffer.data(), static_cast<std::size_t>(size));
        return ::SSL_get_error(m_ssl, size) == SSL_ERROR_WANT_READ;
    }

private:
    SSL *m_ssl;
};

Wire::Wire(int port, bool isSecure) : m_socket(connectTo(port)), m_secure(isSecure ? std::make_unique<Secure>(m_socket) : nullptr) {}

Wire::~Wire()
{
    m_secure.reset();
    if (m_socket >= 0)
        ::close(m_socket);
}

Wire::Wire(Wire &&other) noexcept : m_socket(std::exchange(other.m_socket, -1)), m_secure(std::move(other.m_secure)) {}

Wire &Wire::operator=(Wire &&other) noexcept
{
    std::swap(m_socket, other.m_socket);
    std::swap(m_secure, other.m_secure);
    return *this;
}

int Wire::descriptor() const
{
    return m_socket;
}

void Wire::send(std::string_view bytes)
{
    if (m_secure)
        m_secure->send(bytes);
    else
        static_cast<void>(::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL));
}

bool Wire::receive(std::string &into)
{
    if (m_secure)
        return m_secure->receive(into);
    std::array<char, 8'192> buffer{};
    const ssize_t size = ::recv(m_socket, buffer.data(), buffer.size(), 0);
    if (size > 0)
        into.append(buffer.data(), static_cast<std::size_t>(size));
    return size > 0;
}

} // namespace txdesk::bench
