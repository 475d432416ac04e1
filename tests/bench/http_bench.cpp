// What one HTTP exchange costs the server's and the client's thread, beside the unit X: http_bench [seconds a row].
// SPDX-License-Identifier: Apache-2.0
#include "shared/http/client.h"
#include "shared/http/epoll_dispatcher.h"
#include "shared/http/server.h"
#include "tests/bench/loopback_unit.h"

#include <QCoreApplication>
#include <QFile>
#include <QThread>
#include <QTimer>

#include <atomic>
#include <cstdio>
#include <future>
#include <vector>

#include <netinet/in.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace std::chrono_literals;

namespace txdesk::http {
namespace {

using Nanoseconds = std::chrono::nanoseconds;

// A thread with an event loop of ours, and what it has cost so far.
class Side
{
public:
    Side()
    {
        m_thread.setEventDispatcher(new EpollDispatcher);
        m_context.moveToThread(&m_thread);
        m_thread.start();
        run([this] { pthread_getcpuclockid(pthread_self(), &m_clock); });
    }

    ~Side()
    {
        m_thread.quit();
        m_thread.wait();
    }

    // Does it in the thread and waits for its end.
    template<class Work>
    void run(Work work)
    {
        std::promise<void> isDone;
        QMetaObject::invokeMethod(&m_context, [&] { work(); isDone.set_value(); }, Qt::QueuedConnection);
        isDone.get_future().wait();
    }

    [[nodiscard]] Nanoseconds cpu() const
    {
        timespec now{};
        clock_gettime(m_clock, &now);
        return std::chrono::seconds{now.tv_sec} + Nanoseconds{now.tv_nsec};
    }

private:
    QThread m_thread;
    QObject m_context;
    clockid_t m_clock{};
};

// Sends again whenever an answer has come. Lives in the client's thread.
class Load
{
public:
    explicit Load(const QString &url)
        : m_client({.perHostMax = 1024}), m_request{.method = "POST", .url = url, .headers = {{"Content-Type", "application/json"}},
                                                    .body = QByteArray(200, 'x')}
    {
    }

    void start(int requests)
    {
        for (int i = 0; i < requests; ++i)
            send();
    }

    void stop() { m_isStopping = true; }
    [[nodiscard]] int inFlight() const { return m_client.inFlight(); }

    std::atomic<qint64> answered = 0;
    std::atomic<qint64> failed = 0;

private:
    void send()
    {
        m_client.send(m_request, [this](ClientResult &&result) {
            ++(result.status == 200 ? answered : failed);
            if (!m_isStopping)
                send();
        });
    }

    Client m_client;
    const ClientRequest m_request;
    bool m_isStopping = false;
};

// Connections that were used once and say nothing more.
std::vector<int> idleConnections(quint16 port, int count)
{
    std::vector<int> sockets;
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const QByteArray request = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
    char answer[1024];
    for (int i = 0; i < count; ++i) {
        const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (socket < 0 || ::connect(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
            break;
        sockets.push_back(socket);
        if (::send(socket, request.constData(), static_cast<size_t>(request.size()), MSG_NOSIGNAL) < 0
            || ::recv(socket, answer, sizeof answer, 0) <= 0)
            break;
    }
    return sockets;
}

double residentKiB()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toDouble() * double(::sysconf(_SC_PAGESIZE)) / 1024 : 0;
}

class Bench
{
public:
    explicit Bench(std::chrono::milliseconds time) : m_time(time), m_x(bench::measureX())
    {
        m_serverSide.run([this] {
            m_server = std::make_unique<Server>(ServerLimits{}, [](Request &&, Responder &&responder) {
                responder.send({.body = "{\"dtm_result\":\"SUCCESS\",\"message\":\"\",\"gid\":\"0123456789abcdef\"}"});
            });
            m_port = m_server->listen(QHostAddress::LocalHost, 0).value_or(0);
        });
        std::printf("X = %.2f us (send and receive of 450 B over loopback in one thread)\n\n", us(m_x));
        std::printf("| in flight | idle connections | exchanges/s | server us | server X | client us | client X |\n"
                    "|---|---|---|---|---|---|---|\n");
    }

    ~Bench()
    {
        m_serverSide.run([this] { m_server.reset(); });
    }

    bool row(int inFlight)
    {
        std::unique_ptr<Load> load;
        m_clientSide.run([&] {
            load = std::make_unique<Load>(QStringLiteral("http://127.0.0.1:%1/api/dtmsvr/submit").arg(m_port));
            load->start(inFlight);
        });
        waitFor(m_time / 4);
        const qint64 before = load->answered;
        const Nanoseconds serverBefore = m_serverSide.cpu();
        const Nanoseconds clientBefore = m_clientSide.cpu();
        const auto begun = std::chrono::steady_clock::now();
        waitFor(m_time);
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
        const auto exchanges = static_cast<double>(load->answered - before);
        const double server = us(m_serverSide.cpu() - serverBefore) / exchanges;
        const double client = us(m_clientSide.cpu() - clientBefore) / exchanges;
        std::printf("| %d | %zu | %.0f | %.2f | %.2f | %.2f | %.2f |\n", inFlight, m_idle.size(), exchanges / seconds, server,
                    server / us(m_x), client, client / us(m_x));
        m_clientSide.run([&] { load->stop(); });
        while (load->inFlight() > 0)
            waitFor(1ms);
        const bool allAnswered = load->failed == 0;
        m_clientSide.run([&] { load.reset(); });
        return allAnswered;
    }

    void addIdle(int count)
    {
        const double before = residentKiB();
        m_idle = idleConnections(m_port, count);
        if (!m_idle.empty())
            std::printf("\n%zu idle connections: %.1f KiB each in this process\n\n", m_idle.size(),
                        (residentKiB() - before) / static_cast<double>(m_idle.size()));
    }

    void closeIdle()
    {
        for (const int socket : m_idle)
            ::close(socket);
        m_idle.clear();
    }

private:
    [[nodiscard]] static double us(Nanoseconds time) { return std::chrono::duration<double, std::micro>(time).count(); }

    static void waitFor(std::chrono::milliseconds time)
    {
        QEventLoop loop;
        QTimer::singleShot(time, &loop, &QEventLoop::quit);
        loop.exec();
    }

    const std::chrono::milliseconds m_time;
    const Nanoseconds m_x;
    Side m_serverSide;
    Side m_clientSide;
    std::unique_ptr<Server> m_server;
    quint16 m_port = 0;
    std::vector<int> m_idle;
};

} // namespace
} // namespace txdesk::http

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const int seconds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 2;
    txdesk::http::Bench bench{std::chrono::seconds(seconds)};
    bool isGood = bench.row(1) && bench.row(64) && bench.row(256);
    bench.addIdle(5000);
    isGood = bench.row(64) && isGood;
    bench.closeIdle();
    return isGood ? 0 : 1;
}
