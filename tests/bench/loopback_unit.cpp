#include "tests/bench/loopback_unit.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace txdesk::bench {
namespace {

std::chrono::nanoseconds threadCpu()
{
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return std::chrono::seconds{now.tv_sec} + std::chrono::nanoseconds{now.tv_nsec};
}

// Two ends of one loopback connection.
std::array<int, 2> connectedPair()
{
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    const int near = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (::bind(listener, reinterpret_cast<sockaddr *>(&address), size) != 0 || ::listen(listener, 1) != 0
        || ::getsockname(listener, reinterpret_cast<sockaddr *>(&address), &size) != 0
        || ::connect(near, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0) {
        std::perror("loopback");
        std::exit(1);
    }
    const int far = ::accept(listener, nullptr, nullptr);
    ::close(listener);
    const int on = 1;
    ::setsockopt(near, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return {near, far};
}

} // namespace

std::chrono::nanoseconds measureX()
{
    constexpr int exchanges = 30'000;
    const std::array<int, 2> pair = connectedPair();
    std::array<char, 450> bytes{};
    std::array<std::chrono::nanoseconds, 5> series{};
    for (std::chrono::nanoseconds &one : series) {
        const std::chrono::nanoseconds begun = threadCpu();
        for (int i = 0; i < exchanges; ++i) {
            static_cast<void>(::send(pair[0], bytes.data(), bytes.size(), MSG_NOSIGNAL));
            static_cast<void>(::recv(pair[1], bytes.data(), bytes.size(), MSG_WAITALL));
        }
        one = (threadCpu() - begun) / exchanges;
    }
    ::close(pair[0]);
    ::close(pair[1]);
    std::ranges::sort(series);
    return series[series.size() / 2];
}

} // namespace txdesk::bench
