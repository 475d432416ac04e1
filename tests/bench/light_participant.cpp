#include "tests/bench/light_participant.h"

#include "tests/bench/http_bytes.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <unordered_set>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace txdesk::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view goodAnswer =
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 24\r\n\r\n{\"dtm_result\":\"SUCCESS\"}";

[[noreturn]] void participantFailed(const char *what)
{
    std::perror(what);
    std::exit(1);
}

int listenSomewhere(int &port)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (fd < 0 || ::bind(fd, reinterpret_cast<sockaddr *>(&address), size) != 0 || ::listen(fd, 4096) != 0
        || ::getsockname(fd, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        participantFailed("participant");
    port = ntohs(address.sin_port);
    return fd;
}

struct Connection
{
    int port = 0; // index
    std::string unread;
};

struct Late
{
    Clock::time_point at;
    int fd = -1;
};

} // namespace

class LightParticipant::Impl
{
public:
    Impl(int count, std::chrono::milliseconds latency)
        : m_latency(latency), m_callsOf(static_cast<std::size_t>(count)), m_silent(static_cast<std::size_t>(count))
    {
        m_epoll = ::epoll_create1(EPOLL_CLOEXEC);
        for (int i = 0; i < count; ++i) {
            int port = 0;
            const int fd = listenSomewhere(port);
            m_ports.push_back(port);
            m_listeners.emplace(fd, i);
            watch(fd);
        }
        m_thread = std::thread([this] { run(); });
    }

    ~Impl()
    {
        m_stop = true;
        m_thread.join();
        for (const auto &[fd, connection] : m_connections)
            ::close(fd);
        for (const auto &[fd, index] : m_listeners)
            ::close(fd);
        ::close(m_epoll);
    }

    void run()
    {
        std::array<epoll_event, 256> events{};
        while (!m_stop) {
            const int count = ::epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), m_late.empty() ? 20 : 1);
            for (std::size_t i = 0; i < static_cast<std::size_t>(std::max(count, 0)); ++i)
                ready(events[i].data.fd);
            while (!m_late.empty() && m_late.front().at <= Clock::now()) {
                answer(m_late.front().fd);
                m_late.pop_front();
            }
        }
    }

    std::chrono::milliseconds m_latency;
    std::vector<int> m_ports;
    std::vector<std::atomic<long>> m_callsOf;
    std::vector<std::atomic<bool>> m_silent;
    std::atomic<bool> m_remember{false};
    std::atomic<long> m_distinct{0};

private:
    void watch(int fd)
    {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.fd = fd;
        ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, fd, &event);
    }

    void ready(int fd)
    {
        if (const auto listener = m_listeners.find(fd); listener != m_listeners.end())
            return accept(fd, listener->second);
        const auto found = m_connections.find(fd);
        if (found == m_connections.end())
            return;
        std::array<char, 16'384> buffer{};
        const ssize_t size = ::recv(fd, buffer.data(), buffer.size(), 0);
        if (size <= 0) {
            ::close(fd);
            m_connections.erase(found);
            return;
        }
        found->second.unread.append(buffer.data(), static_cast<std::size_t>(size));
        serve(fd, found->second);
    }

    void accept(int listener, int index)
    {
        const int fd = ::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd < 0)
            return;
        const int on = 1;
        ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        m_connections[fd] = {index, {}};
        watch(fd);
    }

    void serve(int fd, Connection &connection)
    {
        while (const std::size_t length = messageLength(connection.unread)) {
            const auto port = static_cast<std::size_t>(connection.port);
            ++m_callsOf[port];
            if (m_remember && m_gids.emplace(parameterOf(connection.unread, "gid")).second)
                ++m_distinct;
            connection.unread.erase(0, length);
            if (m_silent[port])
                continue;
            if (m_latency.count() > 0)
                m_late.push_back({Clock::now() + m_latency, fd});
            else
                answer(fd);
        }
    }

    // An answer fits the socket buffer: one request is in flight per connection.
    void answer(int fd) { static_cast<void>(::send(fd, goodAnswer.data(), goodAnswer.size(), MSG_NOSIGNAL)); }

    int m_epoll = -1;
    std::unordered_map<int, int> m_listeners; // fd -> index
    std::unordered_map<int, Connection> m_connections;
    std::deque<Late> m_late;
    std::unordered_set<std::string> m_gids;
    std::atomic<bool> m_stop{false};
    std::thread m_thread;
};

LightParticipant::LightParticipant(int ports, std::chrono::milliseconds latency) : m_impl(std::make_unique<Impl>(ports, latency))
{
}

LightParticipant::~LightParticipant() = default;

std::string LightParticipant::url(int port) const
{
    return "http://127.0.0.1:" + std::to_string(m_impl->m_ports[static_cast<std::size_t>(port)]);
}

long LightParticipant::calls() const
{
    long sum = 0;
    for (const std::atomic<long> &count : m_impl->m_callsOf)
        sum += count;
    return sum;
}

long LightParticipant::calls(int port) const
{
    return m_impl->m_callsOf[static_cast<std::size_t>(port)];
}

long LightParticipant::distinctGids() const
{
    return m_impl->m_distinct;
}

void LightParticipant::rememberGids()
{
    m_impl->m_remember = true;
}

void LightParticipant::silence(int port, bool silent)
{
    m_impl->m_silent[static_cast<std::size_t>(port)] = silent;
}

} // namespace txdesk::bench
