// The metrics page: DTM's names and labels, histograms that add up, a bounded number of series.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/metrics.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;

class MetricsTest : public QObject
{
    Q_OBJECT

private slots:
    void countsRequests();
    void countsBranches();
    void countsEndings();
    void staysBounded();
    void countsGrpcApart();
    void showsWhatTheStoreKnows();
    void showsItsProcess();
    void showsItsConnections();
};

void MetricsTest::showsItsConnections()
{
    http::ServerCounters counters{.refusedByAddress = 4, .handshakes = 7, .handshakesResumed = 2, .connections = 3};
    counters.refuse(431);
    counters.refuse(503);
    const QByteArray text = api::Metrics().text({.connections = &counters});
    for (const char *line : {"# TYPE txdesk_http_connections gauge", "txdesk_http_connections 3", "txdesk_http_refused_total{status=\"431\"} 1",
                             "txdesk_http_connections_refused_total{limit=\"address\"} 4", "# TYPE txdesk_tls_handshakes_total counter",
                             "txdesk_tls_handshakes_total{result=\"new\"} 5", "txdesk_tls_handshakes_total{result=\"resumed\"} 2"})
        QVERIFY2(text.contains(QByteArray(line) + '\n'), text.constData());
    QCOMPARE(text.count("# TYPE txdesk_http_refused_total "), 1); // one head for all statuses
    QVERIFY(!api::Metrics().text({}).contains("txdesk_http_connections"));
}

void MetricsTest::countsRequests()
{
    api::Metrics metrics;
    metrics.requestDone(api::Transport::Http, "submit", true, 0.004);
    metrics.requestDone(api::Transport::Http, "submit", true, 0.2);
    metrics.requestDone(api::Transport::Http, "submit", false, 100);
    const QByteArray text = metrics.text({.openStreams = 2});
    for (const char *line : {"dtm_server_process_total{type=\"http\",api=\"submit\",status=\"ok\"} 2",
                             "dtm_server_process_total{type=\"http\",api=\"submit\",status=\"fail\"} 1",
                             "dtm_server_response_duration_bucket{type=\"http\",api=\"submit\",le=\"0.005\"} 1",
                             "dtm_server_response_duration_bucket{type=\"http\",api=\"submit\",le=\"0.25\"} 2",
                             "dtm_server_response_duration_bucket{type=\"http\",api=\"submit\",le=\"+Inf\"} 3",
                             "dtm_server_response_duration_count{type=\"http\",api=\"submit\"} 3", "txdesk_streams_open 2"})
        QVERIFY2(text.contains(QByteArray(line) + '\n'), text.constData());
}

void MetricsTest::countsBranches()
{
    api::Metrics metrics;
    metrics.callAnswered(TransactionKind::Saga, {u"01"_s}, OpKind::Action, Outcome::Succeeded);
    metrics.callAnswered(TransactionKind::Saga, {u"01"_s}, OpKind::Action, Outcome::Unknown);
    metrics.callAnswered(TransactionKind::Saga, {u"x\"} 1\n"_s}, OpKind::Action, Outcome::Rejected);
    const QByteArray text = metrics.text({});
    for (const char *line : {"dtm_branch_process_total{model=\"saga\",branchid=\"01\",branchtype=\"action\",status=\"ok\"} 1",
                             "dtm_branch_process_total{model=\"saga\",branchid=\"01\",branchtype=\"action\",status=\"fail\"} 1",
                             "dtm_branch_process_total{model=\"saga\",branchid=\"other\",branchtype=\"action\",status=\"fail\"} 1"})
        QVERIFY2(text.contains(QByteArray(line) + '\n'), text.constData());
}

void MetricsTest::countsEndings()
{
    api::Metrics metrics;
    metrics.transactionEnded(TransactionKind::Message, TransactionStatus::Succeeded, Milliseconds{200});
    const QByteArray text = metrics.text({});
    QVERIFY(text.contains("dtm_transaction_process_total{model=\"msg\",status=\"ok\"} 1\n"));
    QVERIFY(text.contains("dtm_transaction_handled_duration_sum{model=\"msg\"} 0.2\n"));
}

void MetricsTest::staysBounded()
{
    api::Metrics metrics;
    for (int i = 0; i < 3000; ++i)
        metrics.callAnswered(TransactionKind::Saga, {QString::number(i)}, OpKind::Action, Outcome::Succeeded);
    const QByteArray text = metrics.text({});
    QVERIFY(text.count("dtm_branch_process_total{") <= 1001);
    QVERIFY(text.contains("branchid=\"other\",branchtype=\"action\",status=\"ok\"} 2000\n"));
}

void MetricsTest::countsGrpcApart()
{
    api::Metrics metrics;
    metrics.requestDone(api::Transport::Http, "submit", true, 0.1);
    metrics.requestDone(api::Transport::Grpc, "submit", false, 0.1);
    const QByteArray text = metrics.text({});
    QVERIFY(text.contains("dtm_server_process_total{type=\"http\",api=\"submit\",status=\"ok\"} 1\n"));
    QVERIFY(text.contains("dtm_server_process_total{type=\"grpc\",api=\"submit\",status=\"fail\"} 1\n"));
}

void MetricsTest::showsWhatTheStoreKnows()
{
    api::Metrics metrics;
    metrics.refusedBusy();
    api::Gauges gauges{.nodesAlive = 2, .nodesDead = 1, .outbound = {.decidedByText = 5, .forbidden = 6}};
    gauges.stats.unfinished = {{TransactionStatus::Prepared, 3}};
    gauges.stats.stuck = 4;
    gauges.stats.parked = {{Parked::Dirty, 7}};
    gauges.stats.locks = 8;
    gauges.stats.lockWaits = 9;
    metrics.lockRefused(codec::AtRefusal::Deadlock);
    gauges.stats.oldestDue = Seconds{5};
    const QByteArray text = metrics.text(gauges);
    for (const char *line : {"txdesk_transactions_unfinished{status=\"prepared\"} 3", "txdesk_transactions_unfinished{status=\"aborting\"} 0",
                             "txdesk_transactions_stuck 4", "txdesk_oldest_due_seconds 5", "txdesk_nodes{state=\"alive\"} 2",
                             "txdesk_transactions_parked{why=\"dirty\"} 7", "txdesk_transactions_parked{why=\"dead-letter\"} 0", "txdesk_locks 8",
                             "txdesk_lock_waits 9", "txdesk_lock_refused_total{code=\"DEADLOCK\"} 1", "txdesk_nodes{state=\"dead\"} 1", "txdesk_store_readable 1", "txdesk_busy_total 1",
                             "txdesk_result_by_text_total 5", "txdesk_calls_forbidden_total 6"})
        QVERIFY2(text.contains(QByteArray(line) + '\n'), text.constData());
    gauges.storeIsReadable = false;
    const QByteArray without = metrics.text(gauges);
    QVERIFY(without.contains("txdesk_store_readable 0\n"));
    QVERIFY2(!without.contains("txdesk_transactions_stuck"), "a zero would say that nothing is stuck");
}

void MetricsTest::showsItsProcess()
{
    const QByteArray text = api::Metrics().text({});
    for (const char *name : {"process_cpu_seconds_total", "process_resident_memory_bytes", "process_open_fds", "process_start_time_seconds"}) {
        const qsizetype at = text.indexOf('\n' + QByteArray(name) + ' ');
        QVERIFY2(at >= 0, name);
        const qsizetype value = at + 2 + static_cast<qsizetype>(qstrlen(name));
        QVERIFY2(text.mid(value, text.indexOf('\n', value) - value).toDouble() > 0, name);
    }
}

TXDESK_TEST(MetricsTest);
#include "metrics_test.moc"
