// Counters and histograms in Prometheus' text format, with DTM's names and labels, plus a few gauges of ours.
// Thread: the I/O thread.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/api/api_settings.h"
#include "server/coordinator/coordinator.h"
#include "shared/codec/at_answer.h"
#include "shared/http/server_counters.h"

#include <array>
#include <map>
#include <string_view>
#include <tuple>

namespace txdesk::api {

enum class Transport { Http, Grpc };
inline constexpr std::array<Name<Transport>, 2> transportNames{{
    {Transport::Http, QLatin1StringView("http")},
    {Transport::Grpc, QLatin1StringView("grpc")},
}};

// Why a request was turned away before its handler saw it.
enum class RefusedFor { NoToken, BadToken, Role, Scope, Failures, Rate, CrossSite, Loop };
inline constexpr std::array<Name<RefusedFor>, 8> refusedForNames{{
    {RefusedFor::NoToken, QLatin1StringView("no-token")},
    {RefusedFor::BadToken, QLatin1StringView("bad-token")},
    {RefusedFor::Role, QLatin1StringView("role")},
    {RefusedFor::Scope, QLatin1StringView("scope")},
    {RefusedFor::Failures, QLatin1StringView("failures")},
    {RefusedFor::Rate, QLatin1StringView("rate")},
    {RefusedFor::CrossSite, QLatin1StringView("cross-site")},
    {RefusedFor::Loop, QLatin1StringView("loop")},
}};

// What is measured when somebody reads the page.
struct Gauges
{
    CoordinatorStats stats{};
    int openStreams = 0;
    bool storeIsReadable = true; // false: what only the store knows is left out
    int nodesAlive = 0;
    int nodesDead = 0;           // their lease ran out and they did not say goodbye
    OutboundCounts outbound{};
    const http::ServerCounters *connections = nullptr; // of the HTTP server; null: nobody told
};

class Metrics
{
public:
    // `api` is a name of the route table or of a gRPC method: it lives as long as the program.
    void requestDone(Transport transport, const char *api, bool ok, double seconds);
    void callAnswered(TransactionKind kind, const BranchId &branch, OpKind op, Outcome outcome);
    void transactionEnded(TransactionKind kind, TransactionStatus status, Milliseconds took);

    void refusedBusy(); // new work that was not taken
    void refused(RefusedFor reason);
    void lockRefused(codec::AtRefusal why); // a branch of AT that was not registered
    void limitReached(QByteArrayView text); // the text or body of a refusal: counted if it begins a limit's text
    void auditFailed(); // a record that could not be written

    [[nodiscard]] QByteArray text(const Gauges &gauges) const;

private:
    static constexpr std::array<double, 11> bounds{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10}; // Prometheus' defaults
    struct Histogram
    {
        std::array<qint64, bounds.size()> counts{}; // of each bucket alone
        qint64 count = 0;
        double sum = 0;
        void add(double seconds);
    };
    // Label texts are made when somebody reads the page, not when something is counted.
    struct Route
    {
        std::array<qint64, 2> counts{}; // fail, ok
        Histogram seconds;
    };
    struct Ending
    {
        std::array<qint64, 2> counts{}; // fail, ok
        Histogram seconds;
    };
    struct BranchKey
    {
        TransactionKind kind;
        QString branch;
        OpKind op;
        bool ok;
        friend bool operator<(const BranchKey &a, const BranchKey &b)
        {
            return std::tie(a.kind, a.op, a.ok, a.branch) < std::tie(b.kind, b.op, b.ok, b.branch);
        }
    };
    static void addHistogram(QByteArray &out, const char *name, const QByteArray &labels, const Histogram &histogram);
    void addRequests(QByteArray &out) const;
    void addTransactions(QByteArray &out) const;
    void addBranches(QByteArray &out) const;
    static void addStats(QByteArray &out, const CoordinatorStats &stats);
    void addLimits(QByteArray &out) const;
    void addRefusals(QByteArray &out) const;
    void addLockRefusals(QByteArray &out) const;
    static void addConnections(QByteArray &out, const http::ServerCounters &counters);
    static void addStore(QByteArray &out, const Gauges &gauges);

    std::map<std::pair<Transport, std::string_view>, Route> m_routes;
    std::map<TransactionKind, Ending> m_endings;
    std::map<BranchKey, qint64> m_branches;
    qint64 m_refusedBusy = 0;
    std::array<qint64, refusedForNames.size()> m_refused{};
    std::map<std::string_view, qint64> m_limits;
    qint64 m_auditFailures = 0;
    std::array<qint64, codec::atRefusalNames.size()> m_lockRefusals{};
};

} // namespace txdesk::api
