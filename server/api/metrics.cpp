// Prometheus' exposition format by hand: a few dozen lines, no library needed.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/metrics.h"

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
QByteArray safe(const QString &branch)
{
    for (const QChar c : branch)
        if (!c.isDigit() && c != u'-')
            return "other";
    return branch.toLatin1();
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

void Metrics::requestDone(const char *route, int status, double seconds)
{
    const QByteArray labels = "type=\"http\"," + label("api", route);
    ++m_requests['{' + labels + ",status=\"" + okOrFail(status < 400) + "\"}"];
    m_requestSeconds[labels].add(seconds);
}

void Metrics::changed(const coordinator::Change &change)
{
    const GlobalTransaction &transaction = change.row.transaction;
    for (const JournalEvent &event : change.events) {
        if (event.kind == EventKind::Answered && event.op)
            branchAnswered(transaction.kind, event);
        if (event.kind == EventKind::StatusChanged && event.to && isFinal(*event.to))
            transactionEnded(transaction);
    }
}

void Metrics::branchAnswered(TransactionKind kind, const JournalEvent &event)
{
    QByteArray branch = label("branchid", safe(event.branch.value));
    const QByteArray head = '{' + label("model", wordOf(nameIn(transactionKindNames, kind))) + ',';
    const QByteArray tail = ',' + label("branchtype", wordOf(nameIn(opKindNames, *event.op))) + ','
        + label("status", okOrFail(event.outcome == Outcome::Succeeded)) + '}';
    if (m_branches.size() >= branchSeriesMax && !m_branches.contains(head + branch + tail))
        branch = label("branchid", "other");
    ++m_branches[head + branch + tail];
}

void Metrics::transactionEnded(const GlobalTransaction &transaction)
{
    const QByteArray model = label("model", wordOf(nameIn(transactionKindNames, transaction.kind)));
    const bool ok = transaction.status == TransactionStatus::Succeeded;
    ++m_transactions['{' + model + ',' + label("status", okOrFail(ok)) + '}'];
    const std::optional<Instant> ended = ok ? transaction.succeededAt : transaction.rolledBackAt;
    const Milliseconds took = ended.value_or(transaction.updatedAt) - transaction.createdAt;
    m_transactionSeconds[model].add(static_cast<double>(took.count()) / 1000.0);
}

void Metrics::addSeries(QByteArray &out, const char *name, const Series &series)
{
    addHead(out, name, "counter");
    for (auto it = series.begin(); it != series.end(); ++it)
        out += name + it.key() + ' ' + QByteArray::number(it.value()) + '\n';
}

void Metrics::addHistograms(QByteArray &out, const char *name, const Histograms &histograms)
{
    addHead(out, name, "histogram");
    for (auto it = histograms.begin(); it != histograms.end(); ++it) {
        qint64 below = 0;
        for (std::size_t i = 0; i < bounds.size(); ++i) {
            below += it->counts[i];
            out += QByteArray(name) + "_bucket{" + it.key() + ",le=\"" + QByteArray::number(bounds[i]) + "\"} "
                + QByteArray::number(below) + '\n';
        }
        const QByteArray labels = '{' + it.key() + "} ";
        out += QByteArray(name) + "_bucket{" + it.key() + ",le=\"+Inf\"} " + QByteArray::number(it->count) + '\n';
        out += QByteArray(name) + "_sum" + labels + QByteArray::number(it->sum) + '\n';
        out += QByteArray(name) + "_count" + labels + QByteArray::number(it->count) + '\n';
    }
}

QByteArray Metrics::text(const CoordinatorStats &stats, int openStreams) const
{
    QByteArray out = "# TYPE dtm_server_info gauge\ndtm_server_info{version=\"" TXDESK_VERSION "\"} 1\n";
    addSeries(out, "dtm_server_process_total", m_requests);
    addHistograms(out, "dtm_server_response_duration", m_requestSeconds);
    addSeries(out, "dtm_transaction_process_total", m_transactions);
    addHistograms(out, "dtm_transaction_handled_duration", m_transactionSeconds);
    addSeries(out, "dtm_branch_process_total", m_branches);
    addCounter(out, "txdesk_transactions_succeeded_total", stats.succeededTotal);
    addCounter(out, "txdesk_transactions_failed_total", stats.failedTotal);
    addCounter(out, "txdesk_calls_total", stats.callsTotal);
    addCounter(out, "txdesk_calls_failed_total", stats.callsFailedTotal);
    addGauge(out, "txdesk_calls_in_flight", stats.callsInFlight);
    addGauge(out, "txdesk_transactions_in_memory", stats.inMemory);
    addGauge(out, "txdesk_commit_seconds_p50", stats.commitMsP50 / 1000.0);
    addGauge(out, "txdesk_commit_seconds_p99", stats.commitMsP99 / 1000.0);
    addGauge(out, "txdesk_streams_open", openStreams);
    return out;
}

} // namespace txdesk::api
