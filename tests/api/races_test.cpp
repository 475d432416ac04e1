// Many requests about one gid at the same moment: one run, one decision. Rows 58 and 60-62 of the list of bad inputs.
// SPDX-License-Identifier: Apache-2.0
#include "tests/api/knocker.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace txdesk;
using test::ApiBench;
using test::Heard;

class RacesTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_bench.reset(); }
    void aHundredSubmitsAreOne();
    void submitAndAbortDecideOnce();
    void theFirstContentWins();
    void boundsBranches();

private:
    // All at once; the answers in order.
    [[nodiscard]] QList<Heard> ask(const QList<std::pair<QString, QByteArray>> &requests);
    [[nodiscard]] Heard ask(const QString &route, const QByteArray &body) { return ask({{route, body}}).constFirst(); }
    std::unique_ptr<ApiBench> m_bench;
};

void RacesTest::init()
{
    m_bench = std::make_unique<ApiBench>(api::ApiSettings{}, test::BenchOptions{.branchesMax = 20});
    QVERIFY(m_bench->start());
}

QList<Heard> RacesTest::ask(const QList<std::pair<QString, QByteArray>> &requests)
{
    QList<std::shared_ptr<test::Recorder>> recorders;
    for (const auto &[route, body] : requests)
        recorders.append(test::knockWithoutWaiting(*m_bench, {.method = "POST", .target = u"/api/dtmsvr/"_s + route, .body = body}));
    QList<Heard> heard;
    for (const auto &recorder : recorders) {
        std::ignore = QTest::qWaitFor([&recorder] { return recorder->heard.has_value(); }, 60'000);
        heard.append(recorder->heard.value_or(Heard{}));
    }
    return heard;
}

void RacesTest::aHundredSubmitsAreOne()
{
    const QByteArray body = test::sagaBody(u"g"_s, R"("wait_result":true)");
    for (const Heard &heard : ask(QList<std::pair<QString, QByteArray>>(100, {u"submit"_s, body})))
        QCOMPARE(heard.status, 200);
    QCOMPARE(m_bench->caller.calls.size(), 2); // each step once
}

// I8: what was submitted is never taken back, what was aborted never goes through.
void RacesTest::submitAndAbortDecideOnce()
{
    constexpr int rounds = 1000;
    const auto body = [](int i) { return R"({"gid":"r-)" + QByteArray::number(i) + R"(","trans_type":"msg","steps":[{"action":""}],"payloads":[""]})"; };
    QList<std::pair<QString, QByteArray>> prepares, decisions;
    for (int i = 0; i < rounds; ++i) {
        prepares.append({u"prepare"_s, body(i)});
        const QList<std::pair<QString, QByteArray>> both{{u"submit"_s, body(i)}, {u"abort"_s, body(i)}};
        decisions.append(both[i % 2]);
        decisions.append(both[1 - i % 2]);
    }
    for (const Heard &heard : ask(prepares))
        QCOMPARE(heard.status, 200);
    const QList<Heard> heard = ask(decisions);
    int submitted = 0;
    for (int i = 0; i < rounds; ++i) {
        const int first = heard[2 * i].status;
        const int second = heard[2 * i + 1].status;
        QVERIFY2((first == 200) != (second == 200), qPrintable(u"round %1: %2 and %3"_s.arg(i).arg(first).arg(second)));
        submitted += (first == 200) == (i % 2 == 0) ? 1 : 0;
    }
    QVERIFY2(submitted > 0 && submitted < rounds, "one of the two never won");
}

// DTM's rule: what comes later under the same gid is taken for the same.
void RacesTest::theFirstContentWins()
{
    m_bench->answer = [](const engine::Call &) { return engine::CallAnswered{.outcome = Outcome::Ongoing, .statusCode = 425}; };
    QCOMPARE(ask(u"submit"_s, test::sagaBody(u"g"_s)).status, 200);
    QTRY_VERIFY(!m_bench->caller.calls.isEmpty());
    const QByteArray other = R"({"gid":"g","trans_type":"saga","steps":[{"action":"http://other:1/x"}],"payloads":[""]})";
    QCOMPARE(ask(u"submit"_s, other).status, 200);
    QVERIFY(!m_bench->get(u"/api/dtmsvr/query?gid=g"_s).body.contains("other"));
    for (const engine::Call &call : m_bench->caller.calls)
        QVERIFY(!call.url.contains(u"other"_s));
}

void RacesTest::boundsBranches()
{
    QCOMPARE(ask(u"prepare"_s, R"({"gid":"g","trans_type":"tcc"})").status, 200);
    const auto branch = [](int i) {
        return R"({"gid":"g","trans_type":"tcc","confirm":"","cancel":"","branch_id":")" + QByteArray::number(i).rightJustified(2, '0') + "\"}";
    };
    for (int i = 1; i <= 20; ++i)
        QCOMPARE(ask(u"registerBranch"_s, branch(i)).status, 200);
    const Heard more = ask(u"registerBranch"_s, branch(21));
    QCOMPARE(more.status, 409);
    QCOMPARE(more.message(), u"too many branches (at most 20) FAILURE"_s);
    QCOMPARE(ask(u"registerBranch"_s, branch(20)).status, 200); // is no news
    QVERIFY(m_bench->get(u"/api/metrics"_s).body.contains("txdesk_limit_reached_total{limit=\"branches\"} 1\n"));
}

TXDESK_TEST(RacesTest);
#include "races_test.moc"
