// Prometheus' exposition format by hand: a few dozen lines, no library needed.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/metrics.h"

#include "server/api/process_metrics.h"

#include <algorithm>
#include <utility>

namespace txdesk::api {
namespace {

constexpr qsizetype branchSeriesMax = 1000; // branch ids come from clients: the number of series stays bounded

QByteArray wordOf(QLatin1StringView name)
{
    return QByteArray(name.data(), name.size());
}

QByteArray label(const char *name, const QByteArray &value)
{
    return QByteArray(name) + "=\"" + value + '"';
}

const QByteArray &okOrFail(bool ok)
{
    static const QByteArray words[] = {"fail", "ok"};
    return words[ok ? 1 : 0];
}

// By how a refusal's text begins. docs/limits.md tells what each is about.
struct LimitText
{
    QByteArrayView text;
    std::string_view limit;
};

constexpr LimitText limitTexts[] = {
    {"json too deep", "json_depth"},         {"json too large", "json_values"},       {"json number too long", "json_number"},
    {"json key too long", "json_key"},       {"bad gid", "gid"},                      {"bad branch_id", "branch_id"},
    {"xa id too long", "xa_id"},             {"steps: too many", "steps"},            {"too many branches", "branches"},
    {"payload too large", "payload"},        {"custom_data: too long", "custom_data"}, {"url too long", "url"},
    {"branch_headers", "branch_headers"},    {"too many subscribers", "subscribers"}, {"topic too long", "topic"},
    {"remark too long", "remark"},           {"too many streams", "streams"},         {"the store's queue is full", "store_queue"},
    {"too many reads", "reads"},             {"too many transactions", "in_memory"},  {"too many requests at a time", "grpc_in_flight"},
    {"locks: too many rows", "lock_rows"},   {"lock key too long", "lock_key"},
};

void addHead(QByteArray &out, const char *name, const char *type)
{
    out += QByteArray("# TYPE ") + name + ' ' + type + '\n';
}

void addGauge(QByteArray &out, const char *name, double value)
{
    addHead(out, name, "gauge");
    out += QByteArray(name) + ' ' + QByteArray::number(value) + '\n';
}

void addCounter(QByteArray &out, const char *name, qint64 value)
{
    addHead(out, name, "counter");
    out += QByteArray(name) + ' ' + QByteArray::number(value) + '\n';
}

// Only what a label may hold without escapes; gids and URLs never become labels.
bool isSafe(const QString &branch)
{
    return std::ranges::all_of(branch, [](QChar c) { return (c >= u'0' && c <= u'9') || c == u'-'; });
}

QByteArray modelLabel(TransactionKind kind)
{
    return label("model", wordOf(nameIn(transactionKindNames, kind)));
}

void addCount(QByteArray &out, const char *name, const QByteArray &labels, qint64 value)
{
    if (value > 0)
        out += QByteArray(name) + '{' + labels + "} " + QByteArray::number(value) + '\n';
}

} // namespace

void Metrics::Histogram::add(double seconds)
{
    ++count;
    sum += seconds;
    for (std::size_t i = 0; i < bounds.size(); ++i) {
        if (seconds <= bounds[i]) {
            ++counts[i];
            return;
        }
    }
}

void Metrics::requestDone(Transport transport, const char *api, bool ok, double seconds)
{
    Route &counted = m_routes[{transport, api}];
    ++counted.counts[ok ? 1 : 0];
    counted.seconds.add(seconds);
}

void Metrics::callAnswered(TransactionKind kind, const BranchId &branch, OpKind op, Outcome outcome)
{
    static const QString other = QStringLiteral("other");
    BranchKey key{kind, isSafe(branch.value) ? branch.value : other, op, outcome == Outcome::Succeeded};
    if (const auto known = m_branches.find(key); known != m_branches.end()) {
        ++known->second;
        return;
    }
    if (std::ssize(m_branches) >= branchSeriesMax)
        key.branch = other;
    ++m_branches[key];
}

void Metrics::transactionEnded(TransactionKind kind, TransactionStatus status, Milliseconds took)
{
    Ending &ending = m_endings[kind];
    ++ending.counts[status == TransactionStatus::Succeeded ? 1 : 0];
    ending.seconds.add(static_cast<double>(took.count()) / 1000.0);
}

void Metrics::addHistogram(QByteArray &out, const char *name, const QByteArray &labels, const Histogram &histogram)
{
    qint64 below = 0;
    for (std::size_t i = 0; i < bounds.size(); ++i) {
        below += histogram.counts[i];
        out += QByteArray(name) + "_bucket{" + labels + ",le=\"" + QByteArray::number(bounds[i]) + "\"} " + QByteArray::number(below) + '\n';
    }
    out += QByteArray(name) + "_bucket{" + labels + ",le=\"+Inf\"} " + QByteArray::number(histogram.count) + '\n';
    out += QByteArray(name) + "_sum{" + labels + "} " + QByteArray::number(histogram.sum) + '\n';
    out += QByteArray(name) + "_count{" + labels + "} " + QByteArray::number(histogram.count) + '\n';
}

void Metrics::addRequests(QByteArray &out) const
{
    const auto labelsOf = [](const std::pair<Transport, std::string_view> &route) {
        const auto &[transport, api] = route;
        return label("type", wordOf(nameIn(transportNames, transport))) + ',' + label("api", QByteArray(api.data(), std::ssize(api)));
    };
    addHead(out, "dtm_server_process_total", "counter");
    for (const auto &[route, counted] : m_routes)
        for (const bool ok : {false, true})
            addCount(out, "dtm_server_process_total", labelsOf(route) + ',' + label("status", okOrFail(ok)), counted.counts[ok ? 1 : 0]);
    addHead(out, "dtm_server_response_duration", "histogram");
    for (const auto &[route, counted] : m_routes)
        addHistogram(out, "dtm_server_response_duration", labelsOf(route), counted.seconds);
}

void Metrics::addTransactions(QByteArray &out) const
{
    addHead(out, "dtm_transaction_process_total", "counter");
    for (const auto &[kind, ending] : m_endings)
        for (const bool ok : {false, true})
            addCount(out, "dtm_transaction_process_total", modelLabel(kind) + ',' + label("status", okOrFail(ok)), ending.counts[ok ? 1 : 0]);
    addHead(out, "dtm_transaction_handled_duration", "histogram");
    for (const auto &[kind, ending] : m_endings)
        addHistogram(out, "dtm_transaction_handled_duration", modelLabel(kind), ending.seconds);
}

void Metrics::addBranches(QByteArray &out) const
{
    addHead(out, "dtm_branch_process_total", "counter");
    for (const auto &[key, count] : m_branches)
        addCount(out, "dtm_branch_process_total",
                 modelLabel(key.kind) + ',' + label("branchid", key.branch.toLatin1()) + ','
                     + label("branchtype", wordOf(nameIn(opKindNames, key.op))) + ',' + label("status", okOrFail(key.ok)),
                 count);
}

void Metrics::addStats(QByteArray &out, const CoordinatorStats &stats)
{
    addCounter(out, "txdesk_transactions_succeeded_total", stats.succeededTotal);
    addCounter(out, "txdesk_transactions_failed_total", stats.failedTotal);
    addCounter(out, "txdesk_calls_total", stats.callsTotal);
    addCounter(out, "txdesk_calls_failed_total", stats.callsFailedTotal);
    addGauge(out, "txdesk_calls_in_flight", stats.callsInFlight);
    addGauge(out, "txdesk_transactions_in_memory", stats.inMemory);
    addGauge(out, "txdesk_commit_seconds_p50", stats.commitMsP50 / 1000.0);
    addGauge(out, "txdesk_commit_seconds_p99", stats.commitMsP99 / 1000.0);
}

// Of all coordinators on the store: the same on each of them.
void Metrics::addStore(QByteArray &out, const Gauges &gauges)
{
    addGauge(out, "txdesk_store_readable", gauges.storeIsReadable ? 1 : 0);
    if (!gauges.storeIsReadable)
        return;
    addHead(out, "txdesk_transactions_unfinished", "gauge");
    for (const auto &[status, name] : transactionStatusNames)
        if (!isFinal(status))
            out += "txdesk_transactions_unfinished{" + label("status", wordOf(name)) + "} "
                + QByteArray::number(gauges.stats.unfinished.value(status)) + '\n';
    addGauge(out, "txdesk_transactions_stuck", static_cast<double>(gauges.stats.stuck));
    addHead(out, "txdesk_transactions_parked", "gauge");
    for (const auto &[why, name] : parkedNames)
        if (why != Parked::No)
            out += "txdesk_transactions_parked{" + label("why", wordOf(name)) + "} " + QByteArray::number(gauges.stats.parked.value(why)) + '\n';
    addGauge(out, "txdesk_locks", static_cast<double>(gauges.stats.locks));
    addGauge(out, "txdesk_lock_waits", static_cast<double>(gauges.stats.lockWaits));
    addGauge(out, "txdesk_oldest_unfinished_seconds", static_cast<double>(gauges.stats.oldestUnfinishedAge.count()));
    addGauge(out, "txdesk_oldest_due_seconds", static_cast<double>(gauges.stats.oldestDue.count()));
    addHead(out, "txdesk_nodes", "gauge");
    out += "txdesk_nodes{state=\"alive\"} " + QByteArray::number(gauges.nodesAlive) + '\n';
    out += "txdesk_nodes{state=\"dead\"} " + QByteArray::number(gauges.nodesDead) + '\n';
}

void Metrics::refusedBusy()
{
    ++m_refusedBusy;
}

void Metrics::refused(RefusedFor reason)
{
    ++m_refused[static_cast<std::size_t>(reason)];
}

// `text` is a message, or a body whose member "message" it is.
void Metrics::limitReached(QByteArrayView text)
{
    constexpr QByteArrayView member("\"message\":\"");
    if (const qsizetype at = text.indexOf(member); at >= 0)
        text = text.sliced(at + member.size());
    const auto *found = std::find_if(std::begin(limitTexts), std::end(limitTexts), [text](const LimitText &one) { return text.startsWith(one.text); });
    if (found != std::end(limitTexts))
        ++m_limits[found->limit];
}

void Metrics::addLimits(QByteArray &out) const
{
    addHead(out, "txdesk_limit_reached_total", "counter");
    for (const LimitText &one : limitTexts) {
        const auto counted = m_limits.find(one.limit);
        out += "txdesk_limit_reached_total{" + label("limit", QByteArray(one.limit.data(), std::ssize(one.limit))) + "} "
            + QByteArray::number(counted == m_limits.end() ? 0 : counted->second) + '\n';
    }
}

void Metrics::auditFailed()
{
    ++m_auditFailures;
}

void Metrics::addRefusals(QByteArray &out) const
{
    addHead(out, "txdesk_refused_total", "counter");
    for (const auto &[reason, name] : refusedForNames)
        out += "txdesk_refused_total{" + label("reason", wordOf(name)) + "} " + QByteArray::number(m_refused[static_cast<std::size_t>(reason)]) + '\n';
    addCounter(out, "txdesk_audit_failures_total", m_auditFailures);
}

void Metrics::lockRefused(codec::AtRefusal why)
{
    ++m_lockRefusals[static_cast<std::size_t>(why)];
}

void Metrics::addLockRefusals(QByteArray &out) const
{
    addHead(out, "txdesk_lock_refused_total", "counter");
    for (const auto &[why, name] : codec::atRefusalNames)
        out += "txdesk_lock_refused_total{" + label("code", wordOf(name)) + "} " + QByteArray::number(m_lockRefusals[static_cast<std::size_t>(why)]) + '\n';
}

void Metrics::addConnections(QByteArray &out, const http::ServerCounters &counters)
{
    QByteArray last;
    http::tellCounters(counters, [&out, &last](QByteArrayView name, QByteArrayView label, bool isGauge, qint64 value) {
        const QByteArray whole = "txdesk_" + name.toByteArray();
        if (std::exchange(last, whole) != whole)
            addHead(out, whole.constData(), isGauge ? "gauge" : "counter");
        out += whole + (label.isEmpty() ? QByteArray() : '{' + label.toByteArray() + '}') + ' ' + QByteArray::number(value) + '\n';
    });
}

QByteArray Metrics::text(const Gauges &gauges) const
{
    QByteArray out = "# TYPE dtm_server_info gauge\ndtm_server_info{version=\"" TXDESK_VERSION "\"} 1\n";
    addRequests(out);
    addTransactions(out);
    addBranches(out);
    addStats(out, gauges.stats);
    addStore(out, gauges);
    addRefusals(out);
    addLimits(out);
    addLockRefusals(out);
    addCounter(out, "txdesk_busy_total", m_refusedBusy);
    addCounter(out, "txdesk_result_by_text_total", gauges.outbound.decidedByText);
    addCounter(out, "txdesk_calls_forbidden_total", gauges.outbound.forbidden);
    addGauge(out, "txdesk_streams_open", gauges.openStreams);
    if (gauges.connections != nullptr)
        addConnections(out, *gauges.connections);
    return out + processMetrics();
}

} // namespace txdesk::api
