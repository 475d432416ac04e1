// Notifications and messages with ladders over a socket: what is taken, what a receiver is told that asks, dead letters and
// senders that do not answer in the hands of a person.
// SPDX-License-Identifier: Apache-2.0
#include "tests/api/knocker.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using test::ApiBench;
using test::Heard;

namespace {

QByteArray notifyBody(const QString &txNo, const QByteArray &more = {})
{
    return R"({"gid":")" + txNo.toUtf8() + R"(","trans_type":"notify","steps":[{"action":"http://partner:1/told"},{"action":"http://other:1/told"}],)"
           R"("payloads":["amount=30","{}"])" + (more.isEmpty() ? "" : ",") + more + '}';
}

engine::CallAnswered noAnswer(const QString &text = u"no answer"_s)
{
    return {.outcome = Outcome::Unknown, .text = text};
}

} // namespace

class NotifyRoutesTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_bench.reset(); }
    void deliversToAll();
    void tellsWhoAsks();
    void tellsNothingBeforeItIsDecided();
    void tellsNothingOfWhatWasWithdrawn();
    void tellsOnlyNotifications();
    void showsNoPayloadToOnlookers();
    void deadLettersAreDeliveredAgain();
    void aPersonStopsOne();
    void aPersonSubmitsForASilentSender();

private:
    [[nodiscard]] Heard asked(const QString &txNo) { return m_bench->get(u"/api/dtmsvr/notify/"_s + txNo); }
    [[nodiscard]] QJsonObject transactionOf(const QString &gid);
    [[nodiscard]] Heard act(const QString &gid, const char *action, const QByteArray &more = {});

    std::unique_ptr<ApiBench> m_bench;
};

void NotifyRoutesTest::init()
{
    m_bench = std::make_unique<ApiBench>();
    QVERIFY(m_bench->start());
}

QJsonObject NotifyRoutesTest::transactionOf(const QString &gid)
{
    return m_bench->get(u"/api/v1/transactions/"_s + gid).json()["transaction"_L1].toObject();
}

Heard NotifyRoutesTest::act(const QString &gid, const char *action, const QByteArray &more)
{
    const QJsonObject seen = transactionOf(gid);
    const QByteArray body = R"({"reason":"settled by telephone","expectedStatus":")" + seen["status"_L1].toString().toLatin1()
        + R"(","expectedEpoch":)" + QByteArray::number(seen["epoch"_L1].toInteger()) + more + '}';
    return m_bench->post(u"/api/v1/transactions/%1/%2"_s.arg(gid, QLatin1StringView(action)), body);
}

void NotifyRoutesTest::deliversToAll()
{
    const QByteArray options = R"("success_body":"ok","branch_headers":{"X-Sign":"s"})";
    QCOMPARE(m_bench->post(u"/api/dtmsvr/submit"_s, notifyBody(u"n"_s, options)).status, 200);
    QTRY_COMPARE(transactionOf(u"n"_s)["status"_L1].toString(), u"succeed"_s);
    QCOMPARE(m_bench->caller.calls.size(), 2);
    QCOMPARE(m_bench->caller.calls.first().successBody, u"ok"_s);
    QCOMPARE(m_bench->caller.calls.first().headers.value(u"X-Sign"_s), u"s"_s);
    QCOMPARE(m_bench->caller.calls.first().payload, QByteArray("amount=30"));
}

void NotifyRoutesTest::tellsWhoAsks()
{
    m_bench->answer = [](const engine::Call &call) { return call.url.contains("partner"_L1) ? noAnswer() : engine::CallAnswered{.outcome = Outcome::Succeeded, .statusCode = 200}; };
    QCOMPARE(m_bench->post(u"/api/dtmsvr/submit"_s, notifyBody(u"n"_s)).status, 200);
    QTRY_COMPARE(asked(u"n"_s).json()["attempts"_L1].toArray().size(), 2);
    const QJsonObject told = asked(u"n"_s).json();
    QCOMPARE(told["dtm_result"_L1].toString(), u"SUCCESS"_s);
    QCOMPARE(told["tx_no"_L1].toString(), u"n"_s);
    QCOMPARE(told["state"_L1].toString(), u"waiting"_s);
    QCOMPARE(told["payload"_L1].toString(), u"amount=30"_s);
    const QJsonArray receivers = told["receivers"_L1].toArray();
    QCOMPARE(receivers[0]["status"_L1].toString(), u"prepared"_s);
    QCOMPARE(receivers[0]["failures"_L1].toInt(), 1);
    QCOMPARE(receivers[0]["last_error"_L1].toString(), u"no answer"_s);
    QVERIFY(!receivers[0]["next_at"_L1].toString().isEmpty());
    QCOMPARE(receivers[1]["status"_L1].toString(), u"succeed"_s);
    QCOMPARE(receivers[1]["payload"_L1].toString(), u"{}"_s);
}

// It may still be rolled back: a receiver must not act on it.
void NotifyRoutesTest::tellsNothingBeforeItIsDecided()
{
    const QByteArray options = R"("query_prepared":"http://app:1/q")";
    QCOMPARE(m_bench->post(u"/api/dtmsvr/prepare"_s, notifyBody(u"n"_s, options)).status, 200);
    QCOMPARE(asked(u"n"_s).status, 425);
    QVERIFY(!asked(u"n"_s).body.contains("amount"));
}

void NotifyRoutesTest::tellsNothingOfWhatWasWithdrawn()
{
    const QByteArray options = R"("query_prepared":"http://app:1/q")";
    QCOMPARE(m_bench->post(u"/api/dtmsvr/prepare"_s, notifyBody(u"n"_s, options)).status, 200);
    const QByteArray aborted = R"({"gid":"n","trans_type":"notify"})";
    QCOMPARE(m_bench->post(u"/api/dtmsvr/abort"_s, aborted).status, 200);
    QTRY_COMPARE(asked(u"n"_s).json()["state"_L1].toString(), u"withdrawn"_s);
    QVERIFY(!asked(u"n"_s).body.contains("amount"));
}

void NotifyRoutesTest::tellsOnlyNotifications()
{
    QCOMPARE(asked(u"nothing"_s).status, 404);
    QCOMPARE(asked(u"nothing"_s).message(), u"no notification with this number"_s);
    QCOMPARE(m_bench->post(u"/api/dtmsvr/submit"_s, test::sagaBody(u"saga"_s)).status, 200);
    QCOMPARE(asked(u"saga"_s).body, asked(u"nothing"_s).body);
    QCOMPARE(asked(u"a%3Bb"_s).status, 400);
}

void NotifyRoutesTest::showsNoPayloadToOnlookers()
{
    m_bench = std::make_unique<ApiBench>(api::ApiSettings{}, test::BenchOptions{.door = {}});
    QVERIFY(m_bench->start());
    test::giveToken(*m_bench, u"viewer"_s, Role::Viewer);
    test::giveToken(*m_bench, u"client"_s, Role::Client);
    test::giveToken(*m_bench, u"stranger"_s, Role::Client, {.gidPrefix = u"mine-"_s, .kinds = {}});
    const auto as = [this](const QString &token, const QByteArray &method, const QString &target, const QByteArray &body = {}) {
        return test::knock(*m_bench, {.method = method, .target = target, .body = body, .headers = {test::bearerOf(token)}});
    };
    QCOMPARE(as(u"client"_s, "POST", u"/api/dtmsvr/submit"_s, notifyBody(u"n"_s)).status, 200);
    QVERIFY(as(u"client"_s, "GET", u"/api/dtmsvr/notify/n"_s).body.contains("amount"));
    const Heard seen = as(u"viewer"_s, "GET", u"/api/dtmsvr/notify/n"_s);
    QCOMPARE(seen.status, 200);
    QVERIFY(!seen.body.contains("amount"));
    QCOMPARE(as(u"stranger"_s, "GET", u"/api/dtmsvr/notify/n"_s).status, 404);
}

void NotifyRoutesTest::deadLettersAreDeliveredAgain()
{
    bool isBack = false;
    m_bench->answer = [&isBack](const engine::Call &) { return isBack ? engine::CallAnswered{.outcome = Outcome::Succeeded, .statusCode = 200} : noAnswer(); };
    const QByteArray ladder = R"("retry_ladder":[0])";
    QCOMPARE(m_bench->post(u"/api/dtmsvr/submit"_s, notifyBody(u"n"_s, ladder)).status, 200);
    QTRY_COMPARE(transactionOf(u"n"_s)["parked"_L1].toString(), u"dead-letter"_s);
    QCOMPARE(asked(u"n"_s).json()["state"_L1].toString(), u"expired"_s);
    QVERIFY(asked(u"n"_s).body.contains("amount")); // what it says still stands
    QCOMPARE(m_bench->get(u"/api/v1/transactions?parked=dead-letter&kind=notify"_s).json()["rows"_L1].toArray().size(), 1);
    QCOMPARE(m_bench->get(u"/api/v1/stats"_s).json()["parked"_L1]["dead-letter"_L1].toInt(), 1);

    isBack = true;
    m_bench->caller.calls.clear();
    const QByteArray onlySecond = R"(,"branch":"02")";
    QCOMPARE(act(u"n"_s, "retry", onlySecond).status, 200);
    QTRY_COMPARE(asked(u"n"_s).json()["receivers"_L1].toArray()[1]["status"_L1].toString(), u"succeed"_s);
    QCOMPARE(m_bench->caller.spoken(), QStringList{u"02 action"_s}); // that one alone
    QCOMPARE(act(u"n"_s, "retry").status, 200);
    QTRY_COMPARE(transactionOf(u"n"_s)["status"_L1].toString(), u"succeed"_s);
    const QByteArray longName = ",\"branch\":\"" + QByteArray(129, '1') + "\"";
    QCOMPARE(act(u"n"_s, "retry", longName).status, 400);
}

void NotifyRoutesTest::aPersonStopsOne()
{
    m_bench->answer = [](const engine::Call &) { return noAnswer(); };
    QCOMPARE(m_bench->post(u"/api/dtmsvr/submit"_s, notifyBody(u"n"_s)).status, 200);
    QTRY_COMPARE(asked(u"n"_s).json()["attempts"_L1].toArray().size(), 2);
    QCOMPARE(act(u"n"_s, "abort").status, 200);
    QTRY_COMPARE(asked(u"n"_s).json()["state"_L1].toString(), u"stopped"_s);
}

void NotifyRoutesTest::aPersonSubmitsForASilentSender()
{
    m_bench->answer = [](const engine::Call &call) { return call.op == OpKind::Query ? noAnswer() : engine::CallAnswered{.outcome = Outcome::Succeeded, .statusCode = 200}; };
    const QByteArray body = R"({"gid":"m","trans_type":"msg","query_prepared":"http://app:1/q","steps":[{"action":"http://bank:1/in"}],"payloads":["{}"],)"
                            R"("timeout_to_fail":1,"check_interval":1,"check_max":1})";
    QCOMPARE(m_bench->post(u"/api/dtmsvr/prepare"_s, body).status, 200);
    QCOMPARE(act(u"m"_s, "submit").status, 409); // it is not known yet whether anybody is needed
    QTRY_COMPARE_WITH_TIMEOUT(transactionOf(u"m"_s)["parked"_L1].toString(), u"unanswered"_s, 15'000);
    QCOMPARE(act(u"m"_s, "submit").status, 200);
    QTRY_COMPARE(transactionOf(u"m"_s)["status"_L1].toString(), u"succeed"_s);
    QCOMPARE(m_bench->audit.records().last().action, u"submit"_s);
}

TXDESK_TEST(NotifyRoutesTest);
#include "notify_routes_test.moc"
