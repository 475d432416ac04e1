#include "tests/bench/load_generator.h"

#include "tests/bench/http_bytes.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace txdesk::bench {
namespace {

using Clock = std::chrono::steady_clock;

struct Client
{
    Wire wire;
    std::string unread{};
    Clock::time_point sent{};
    bool busy = false;
};

class Run
{
public:
    explicit Run(const Load &load)
        : m_load(load), m_authorization(load.token.empty() ? std::string() : "Authorization: Bearer " + load.token + "\r\n")
    {
        const auto clients = static_cast<std::size_t>(load.clients);
        m_result.answeredOf.resize(clients);
        m_epoll = ::epoll_create1(EPOLL_CLOEXEC);
        m_clients.reserve(clients);
        for (std::size_t i = 0; i < clients; ++i) {
            m_clients.push_back({.wire = Wire(load.port, load.isSecure)});
            epoll_event event{};
            event.events = EPOLLIN;
            event.data.u64 = i;
            ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_clients[i].wire.descriptor(), &event);
        }
    }

    ~Run() { ::close(m_epoll); }

    Run(const Run &) = delete;
    Run &operator=(const Run &) = delete;

    LoadResult go()
    {
        m_begin = Clock::now();
        for (std::size_t i = 0; i < m_clients.size(); ++i)
            submit(i);
        while (advance())
            wait();
        if (m_measuring)
            endMeasure();
        std::ranges::sort(m_result.latencies);
        return std::move(m_result);
    }

private:
    // False when the run is over.
    bool advance()
    {
        const Clock::time_point now = Clock::now();
        if (!m_measuring && !m_over && now >= m_begin + m_load.warmUp) {
            m_measuring = true;
            m_measureBegin = now;
            if (m_load.onMeasureBegin)
                m_load.onMeasureBegin();
        }
        if (m_measuring && m_load.requestsMax == 0 && now >= m_measureBegin + m_load.duration)
            endMeasure();
        if (m_over || (m_load.requestsMax > 0 && m_submitted >= m_load.requestsMax))
            return std::ranges::any_of(m_clients, &Client::busy) && now < m_begin + m_load.warmUp + m_load.duration + std::chrono::seconds(20);
        return true;
    }

    void endMeasure()
    {
        m_measuring = false;
        m_over = true;
        m_result.measured = Clock::now() - m_measureBegin;
        if (m_load.onMeasureEnd)
            m_load.onMeasureEnd();
    }

    void submit(std::size_t index)
    {
        if (m_over || (m_load.requestsMax > 0 && m_submitted >= m_load.requestsMax))
            return;
        Client &client = m_clients[index];
        const std::string body = m_load.body(m_submitted++, static_cast<int>(index));
        m_request = "POST /api/dtmsvr/submit HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n" + m_authorization + "Content-Length: "
                    + std::to_string(body.size()) + "\r\n\r\n" + body;
        client.sent = Clock::now();
        client.busy = true;
        client.wire.send(m_request);
    }

    void wait()
    {
        std::array<epoll_event, 256> events{};
        const int count = ::epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), 10);
        for (std::size_t i = 0; i < static_cast<std::size_t>(std::max(count, 0)); ++i)
            read(events[i].data.u64);
    }

    void read(std::size_t index)
    {
        Client &client = m_clients[index];
        if (!client.wire.receive(client.unread)) {
            std::fprintf(stderr, "the coordinator closed a connection\n");
            std::exit(1);
        }
        while (const std::size_t length = messageLength(client.unread)) {
            answered(index, std::string_view(client.unread).substr(0, length));
            client.unread.erase(0, length);
            submit(index);
        }
    }

    void answered(std::size_t index, std::string_view message)
    {
        Client &client = m_clients[index];
        client.busy = false;
        if (statusOf(message) != 200 && m_result.refused++ == 0)
            m_result.firstRefusal = message;
        if (!m_measuring)
            return;
        ++m_result.answered;
        ++m_result.answeredOf[index];
        m_result.latencies.push_back(Clock::now() - client.sent);
    }

    const Load &m_load;
    const std::string m_authorization; // a line of the head; empty: no token
    std::vector<Client> m_clients;
    LoadResult m_result;
    std::string m_request;
    Clock::time_point m_begin;
    Clock::time_point m_measureBegin;
    long m_submitted = 0;
    int m_epoll = -1;
    bool m_measuring = false;
    bool m_over = false;
};

} // namespace

double LoadResult::perSecond() const
{
    return measured.count() == 0 ? 0.0 : static_cast<double>(answered) / std::chrono::duration<double>(measured).count();
}

double LoadResult::percentileMs(double part) const
{
    if (latencies.empty())
        return 0.0;
    const auto index = static_cast<std::size_t>(part * static_cast<double>(latencies.size() - 1));
    return std::chrono::duration<double, std::milli>(latencies[index]).count();
}

LoadResult run(const Load &load)
{
    return Run(load).go();
}

IdleConnections::IdleConnections(int port, int count)
{
    for (int i = 0; i < count; ++i)
        m_wires.emplace_back(port, false);
}

int IdleConnections::open() const
{
    return static_cast<int>(std::ranges::count_if(m_wires, [](const Wire &wire) {
        char byte = 0;
        return ::recv(wire.descriptor(), &byte, 1, MSG_DONTWAIT | MSG_PEEK) < 0 && errno == EAGAIN;
    }));
}

} // namespace txdesk::bench
