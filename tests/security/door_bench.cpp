// What the doorkeeper costs a request, by what the request shows: door_bench [seconds a row].
// SPDX-License-Identifier: Apache-2.0
#include "server/security/doorkeeper.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace txdesk::security {
namespace {

using SteadyClock = std::chrono::steady_clock;

// The best of some rounds: what others do on the machine only adds to it.
double nanosecondsOf(Doorkeeper &door, const Knock &knock, Role needed, std::chrono::duration<double> time)
{
    constexpr int round = 20'000;
    double best = 1e9;
    for (const auto end = SteadyClock::now() + time; SteadyClock::now() < end;) {
        const auto begun = SteadyClock::now();
        for (int i = 0; i < round; ++i)
            std::ignore = door.admit(knock, needed);
        best = std::min(best, std::chrono::duration<double, std::nano>(SteadyClock::now() - begun).count() / round);
    }
    return best;
}

int run(double seconds)
{
    const SystemClock clock;
    Doorkeeper door({.certificates = certificateRolesFrom({QStringLiteral("shop=client")}).value_or(CertificateRoles{}),
                     .requests = {1e9, 1e9}, .loopback = {1e9, 1e9}}, clock);
    const QByteArray secret = "txd_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";
    StoredToken token;
    token.token.id = QStringLiteral("00000001");
    token.token.name = QStringLiteral("shop");
    token.hash = hashOf(secret);
    door.tokens().put(token);
    const QHostAddress local(QHostAddress::LocalHost);
    const QHostAddress far(QStringLiteral("192.0.2.7"));
    const struct { const char *name; Knock knock; } rows[]{
        {"loopback, no token", {.address = local}},
        {"another address, no token (refused)", {.address = far}},
        {"token, loopback", {.authorization = "Bearer " + secret, .address = local}},
        {"token, another address", {.authorization = "Bearer " + secret, .address = far}},
        {"token as password", {.authorization = "Basic " + ("x:" + secret).toBase64(), .address = far}},
        {"certificate", {.certificate = QByteArray(64, 'a'), .certificateName = QStringLiteral("shop"), .address = far}},
        {"wrong token (refused)", {.authorization = "Bearer x", .address = far}},
    };
    std::printf("%-40s %10s\n", "a request that shows", "ns");
    for (const auto &[name, knock] : rows)
        std::printf("%-40s %10.0f\n", name, nanosecondsOf(door, knock, Role::Client, std::chrono::duration<double>(seconds)));
    return 0;
}

} // namespace
} // namespace txdesk::security

int main(int argc, char *argv[])
{
    return txdesk::security::run(argc > 1 ? std::atof(argv[1]) : 0.5);
}
