#include "tests/bench/saga_load.h"

#include <cstdio>
#include <cstdlib>

#include <QLocale>

using namespace Qt::StringLiterals;

namespace txdesk::bench {
namespace {

std::string step(const std::string &action)
{
    return R"({"action":")" + action + R"(","compensate":")" + (action.empty() ? "" : action + "Revert") + R"("})";
}

} // namespace

std::string nextGid()
{
    static const long long run = std::chrono::system_clock::now().time_since_epoch() / std::chrono::microseconds(1);
    static long nth = 0;
    char text[40] = {};
    std::snprintf(text, sizeof text, "b%012llx%08lx", static_cast<unsigned long long>(run) & 0xffffffffffffULL, ++nth);
    return text;
}

std::string submitBody(const std::string &gid, const SagaShape &shape)
{
    static const std::string payload = R"({\"amount\":30,\"from\":\"account-000001\",\"to\":\"account-000002\",\"note\":\"bench transfer\"})";
    return R"({"gid":")" + gid + R"(","trans_type":"saga","steps":[)" + step(shape.first) + "," + step(shape.second) + R"(],"payloads":[")"
           + payload + R"(",")" + payload + R"("],"concurrent":false,"protocol":"","retry_interval":1,"request_timeout":)"
           + std::to_string(shape.requestTimeoutSeconds) + R"(,"wait_result":)" + (shape.waitResult ? "true" : "false") + "}";
}

double Figures::unitsOf(std::chrono::nanoseconds x) const
{
    return static_cast<double>(cpuPerSaga.count()) / static_cast<double>(x.count());
}

QString Figures::text(std::chrono::nanoseconds x) const
{
    const QLocale c(QLocale::English);
    return u"%1/s, %2 X (%3 µs), p50 %4 ms, p99 %5 ms"_s.arg(c.toString(load.perSecond(), 'f', 0), QString::number(unitsOf(x), 'f', 1),
                                                            QString::number(static_cast<double>(cpuPerSaga.count()) / 1e3, 'f', 0),
                                                            QString::number(load.percentileMs(0.5), 'f', 2),
                                                            QString::number(load.percentileMs(0.99), 'f', 1));
}

Figures measure(ChildServer &server, const Measurement &wanted)
{
    std::chrono::nanoseconds cpuBegin{}, cpuEnd{}, otherBegin{}, otherEnd{};
    long doneBegin = 0, doneEnd = 0;
    Load load;
    load.port = server.port();
    load.clients = wanted.clients;
    load.isSecure = wanted.isSecure;
    load.token = wanted.token;
    load.duration = wanted.duration;
    load.body = [&](long, int client) { return submitBody(nextGid(), wanted.shapeOf(client)); };
    load.onMeasureBegin = [&] {
        cpuBegin = server.cpu();
        otherBegin = wanted.cpuOfOther ? wanted.cpuOfOther() : std::chrono::nanoseconds{};
        doneBegin = wanted.countDone ? wanted.countDone() : 0;
    };
    load.onMeasureEnd = [&] {
        cpuEnd = server.cpu();
        otherEnd = wanted.cpuOfOther ? wanted.cpuOfOther() : std::chrono::nanoseconds{};
        doneEnd = wanted.countDone ? wanted.countDone() : 0;
    };
    Figures figures;
    figures.load = run(load);
    if (figures.load.refused > 0 && !wanted.expectsRefusals)
        std::fprintf(stderr, "%ld submits were refused, the first: %s\n", figures.load.refused, figures.load.firstRefusal.c_str());
    if (wanted.countDone)
        figures.load.answered = doneEnd - doneBegin;
    figures.cpuPerSaga = (cpuEnd - cpuBegin) / std::max(1L, figures.load.answered);
    figures.otherPerSaga = (otherEnd - otherBegin) / std::max(1L, figures.load.answered);
    return figures;
}

} // namespace txdesk::bench
