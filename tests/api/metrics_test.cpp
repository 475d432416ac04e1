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
};

void MetricsTest::countsRequests()
{
    api::Metrics metrics;
    metrics.requestDone(api::Transport::Http, "submit", true, 0.004);
    metrics.requestDone(api::Transport::Http, "submit", true, 0.2);
    metrics.requestDone(api::Transport::Http, "submit", false, 100);
    const QByteArray text = metrics.text({}, 2);
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
    const QByteArray text = metrics.text({}, 0);
    for (const char *line : {"dtm_branch_process_total{model=\"saga\",branchid=\"01\",branchtype=\"action\",status=\"ok\"} 1",
                             "dtm_branch_process_total{model=\"saga\",branchid=\"01\",branchtype=\"action\",status=\"fail\"} 1",
                             "dtm_branch_process_total{model=\"saga\",branchid=\"other\",branchtype=\"action\",status=\"fail\"} 1"})
        QVERIFY2(text.contains(QByteArray(line) + '\n'), text.constData());
}

void MetricsTest::countsEndings()
{
    api::Metrics metrics;
    metrics.transactionEnded(TransactionKind::Message, TransactionStatus::Succeeded, Milliseconds{200});
    const QByteArray text = metrics.text({}, 0);
    QVERIFY(text.contains("dtm_transaction_process_total{model=\"msg\",status=\"ok\"} 1\n"));
    QVERIFY(text.contains("dtm_transaction_handled_duration_sum{model=\"msg\"} 0.2\n"));
}

void MetricsTest::staysBounded()
{
    api::Metrics metrics;
    for (int i = 0; i < 3000; ++i)
        metrics.callAnswered(TransactionKind::Saga, {QString::number(i)}, OpKind::Action, Outcome::Succeeded);
    const QByteArray text = metrics.text({}, 0);
    QVERIFY(text.count("dtm_branch_process_total{") <= 1001);
    QVERIFY(text.contains("branchid=\"other\",branchtype=\"action\",status=\"ok\"} 2000\n"));
}

TXDESK_TEST(MetricsTest);
#include "metrics_test.moc"
