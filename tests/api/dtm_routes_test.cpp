// DTM's routes over a socket: status codes, bodies and texts, one row a fact.
// SPDX-License-Identifier: Apache-2.0
#include "tests/api/api_bench.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using test::ApiBench;
using test::Heard;
using test::sagaBody;

namespace {

const QByteArray success = R"({"dtm_result":"SUCCESS"})";

QByteArray messageBody(const QString &gid, const QByteArray &more = {})
{
    return R"({"gid":")" + gid.toUtf8() + R"(","trans_type":"msg","query_prepared":"http://app/q",)"
           R"("steps":[{"action":"http://bank:1/in"}],"payloads":["{}"])" + (more.isEmpty() ? "" : ",") + more + '}';
}

QStringList branchesOf(const Heard &query)
{
    QStringList rows;
    for (const QJsonValue &branch : query.json().value("branches"_L1).toArray())
        rows.append(u"%1 %2 %3"_s.arg(branch["branch_id"_L1].toString(), branch["op"_L1].toString(), branch["status"_L1].toString()));
    return rows;
}

} // namespace

class DtmRoutesTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_bench.reset(); }
    void answersFixedQuestions_data();
    void answersFixedQuestions();
    void makesGids();
    void runsASaga();
    void rollsASagaBack();
    void runsAMessage();
    void keepsDtmWordsForStates();
    void refusesBadBodies_data();
    void refusesBadBodies();
    void stopsByForce();
    void listsAll();
    void hastens();
    void isNotFound_data();
    void isNotFound();
    void refusesStrangers_data();
    void refusesStrangers();
    void holdsAWaitingRequestOnlySoLong();
    void ignoresMassAssignment();

private:
    void answerWith(const QString &url, const engine::CallAnswered &answer);
    [[nodiscard]] QString statusOf(const QString &gid);

    std::unique_ptr<ApiBench> m_bench;
};

void DtmRoutesTest::init()
{
    m_bench = std::make_unique<ApiBench>();
    QVERIFY(m_bench->start());
}

void DtmRoutesTest::answerWith(const QString &url, const engine::CallAnswered &answer)
{
    m_bench->answer = [url, answer](const engine::Call &call) {
        return call.url == url ? answer : engine::CallAnswered{.outcome = Outcome::Succeeded, .statusCode = 200};
    };
}

QString DtmRoutesTest::statusOf(const QString &gid)
{
    return m_bench->get(u"/api/dtmsvr/query?gid="_s + gid).json().value("transaction"_L1)["status"_L1].toString();
}

void DtmRoutesTest::answersFixedQuestions_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const QString &path, int status, const QByteArray &body) { QTest::newRow(qPrintable(path)) << path << status << body; };
    const QString at = u"/api/dtmsvr"_s;
    row(at + u"/version"_s, 200, "{\"version\":\"v" TXDESK_VERSION "\"}");
    row(at + u"/query"_s, 500, R"({"message":"no gid specified"})");
    row(at + u"/query?gid=unknown"_s, 200, R"({"branches":[],"transaction":null})");
    row(at + u"/query?gid=unknown&gid=b"_s, 200, R"({"branches":[],"transaction":null})");
    row(at + u"/query?gid=%27%20or%201%3D1"_s, 200, R"({"branches":[],"transaction":null})");
    row(at + u"/query?gid=%FF"_s, 400, R"({"message":"bad query"})");
    row(at + u"/all"_s, 200, R"({"next_position":"","transactions":[]})");
    row(at + u"/all?gid=unknown&position=7"_s, 200, R"({"next_position":"7","transactions":null})");
    row(at + u"/all?limit=abc"_s, 500, R"({"message":"convert to int error: abc"})");
    row(at + u"/all?limit=-1"_s, 200, R"({"next_position":"","transactions":[]})");
    row(at + u"/all?limit=1000000000"_s, 200, R"({"next_position":"","transactions":[]})");
    row(at + u"/all?createTimeStart=x"_s, 500, R"({"message":"convert to int error: x"})");
    row(at + u"/all?createTimeStart=-9223372036854775808&createTimeEnd=9223372036854775807"_s, 200, R"({"next_position":"","transactions":[]})");
    row(at + u"/all?createTimeStart=2000&createTimeEnd=1000"_s, 200, R"({"next_position":"","transactions":[]})");
    row(at + u"/all?position=%27%20or%201%3D1"_s, 400, R"({"message":"position: expected what next_position said"})");
    row(at + u"/all?status=done"_s, 200, R"({"next_position":"","transactions":[]})");
    row(at + u"/all?transType=tcc"_s, 200, R"({"next_position":"","transactions":[]})");
    row(at + u"/resetCronTime"_s, 200, R"({"has_remaining":false,"succeed_count":0})");
    row(at + u"/resetCronTime?timeout=x"_s, 500, R"({"message":"convert to int error: x"})");
    row(at + u"/queryKV?cat=topics&key=none"_s, 200, R"({"kv":[]})");
    row(at + u"/scanKV?cat=topics"_s, 200, R"({"kv":[],"next_position":""})");
    row(u"/api/ping"_s, 200, R"({"msg":"pong"})");
}

void DtmRoutesTest::answersFixedQuestions()
{
    QFETCH(QString, path);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    const Heard heard = m_bench->get(path);
    QCOMPARE(heard.body, body);
    QCOMPARE(heard.status, status);
    QCOMPARE(http::headerValue(heard.headers, "content-type"), QByteArray("application/json; charset=utf-8"));
}

void DtmRoutesTest::makesGids()
{
    const QJsonObject first = m_bench->get(u"/api/dtmsvr/newGid"_s).json();
    const QJsonObject second = m_bench->get(u"/api/dtmsvr/newGid"_s).json();
    QCOMPARE(first.value("dtm_result"_L1).toString(), u"SUCCESS"_s);
    QCOMPARE(first.value("gid"_L1).toString().size(), 22);
    QVERIFY(first.value("gid"_L1).toString() < second.value("gid"_L1).toString());
}

void DtmRoutesTest::runsASaga()
{
    const Heard submitted = m_bench->post(u"/api/dtmsvr/submit"_s, sagaBody(u"g"_s, R"("wait_result":true)"));
    QCOMPARE(submitted.body, success);
    QCOMPARE(submitted.status, 200);
    QCOMPARE(m_bench->caller.spoken(), QStringList({u"01 action"_s, u"02 action"_s}));
    const Heard query = m_bench->get(u"/api/dtmsvr/query?gid=g"_s);
    QCOMPARE(branchesOf(query), QStringList({u"01 compensate prepared"_s, u"01 action succeed"_s, u"02 compensate prepared"_s,
                                             u"02 action succeed"_s}));
    const QJsonObject transaction = query.json().value("transaction"_L1).toObject();
    QCOMPARE(transaction.value("status"_L1).toString(), u"succeed"_s);
    QCOMPARE(transaction.value("options"_L1).toString(), u"{\"wait_result\":true,\"concurrent\":false}"_s);
    QVERIFY(transaction.contains("finish_time"_L1));
    QVERIFY(!transaction.contains("rollback_time"_L1));
}

void DtmRoutesTest::rollsASagaBack()
{
    answerWith(u"http://bank:2/b"_s, {.outcome = Outcome::Rejected, .statusCode = 409, .text = u"no money"_s});
    const Heard submitted = m_bench->post(u"/api/dtmsvr/submit"_s, sagaBody(u"g"_s, R"("wait_result":true)"));
    QCOMPARE(submitted.status, 409);
    QCOMPARE(submitted.json().value("dtm_result"_L1).toString(), u"FAILURE"_s);
    QVERIFY2(submitted.message().endsWith(u"FAILURE"_s), submitted.body.constData());
    QTRY_COMPARE(statusOf(u"g"_s), u"failed"_s);
    QCOMPARE(branchesOf(m_bench->get(u"/api/dtmsvr/query?gid=g"_s)),
             QStringList({u"01 compensate succeed"_s, u"01 action succeed"_s, u"02 compensate succeed"_s, u"02 action failed"_s}));
}

void DtmRoutesTest::runsAMessage()
{
    QCOMPARE(m_bench->post(u"/api/dtmsvr/prepare"_s, messageBody(u"m"_s)).body, success);
    QCOMPARE(statusOf(u"m"_s), u"prepared"_s);
    QVERIFY(m_bench->caller.calls.isEmpty());
    QCOMPARE(m_bench->post(u"/api/dtmsvr/submit"_s, messageBody(u"m"_s, R"("wait_result":true)")).body, success);
    QCOMPARE(statusOf(u"m"_s), u"succeed"_s);
    QCOMPARE(m_bench->caller.spoken(), QStringList{u"01 action"_s});
}

void DtmRoutesTest::keepsDtmWordsForStates()
{
    const auto say = [this](const QString &route, const QByteArray &body) {
        const Heard heard = m_bench->post(u"/api/dtmsvr/"_s + route, body);
        return u"%1 %2"_s.arg(heard.status).arg(heard.status == 200 ? u"ok"_s : heard.message());
    };
    QCOMPARE(say(u"submit"_s, sagaBody(u"s"_s, R"("wait_result":true)")), u"200 ok"_s);
    QCOMPARE(say(u"submit"_s, sagaBody(u"s"_s)), u"409 current status 'succeed', cannot sumbmit. FAILURE"_s);
    QCOMPARE(say(u"prepare"_s, sagaBody(u"s"_s)), u"409 current status 'succeed', cannot prepare. FAILURE"_s);
    QCOMPARE(say(u"abort"_s, R"({"gid":"s","trans_type":"saga"})"),
             u"409 trans type: 'saga' current status 'succeed', cannot abort. FAILURE"_s);
    QCOMPARE(say(u"abort"_s, R"({"gid":"none","trans_type":"msg"})"), u"500 no TransGlobal with gid: none found"_s);
    QCOMPARE(say(u"forceStop"_s, R"({"gid":"none"})"), u"500 no TransGlobal with gid: none found"_s);
    QCOMPARE(say(u"resetNextCronTime"_s, R"({"gid":"none"})"), u"500 no TransGlobal with gid: none found"_s);
    QCOMPARE(say(u"forceStop"_s, R"({"gid":"s"})"), u"409 global transaction force stop error. status: succeed. error: FAILURE"_s);
    QCOMPARE(say(u"resetNextCronTime"_s, R"({"gid":"s"})"), u"200 ok"_s);
    QCOMPARE(say(u"prepare"_s, messageBody(u"m"_s)), u"200 ok"_s);
    QCOMPARE(say(u"prepare"_s, messageBody(u"m"_s)), u"200 ok"_s);
    QCOMPARE(say(u"abort"_s, R"({"gid":"m","trans_type":"msg","rollback_reason":"changed my mind"})"), u"200 ok"_s);
    QCOMPARE(statusOf(u"m"_s), u"failed"_s);
    QCOMPARE(say(u"submit"_s, messageBody(u"m"_s)), u"409 current status 'failed', cannot sumbmit. FAILURE"_s);
}

void DtmRoutesTest::refusesBadBodies_data()
{
    QTest::addColumn<QString>("route");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("begins");
    const auto row = [](const char *name, const QString &route, const QByteArray &body, int status, const QString &begins) {
        QTest::newRow(name) << route << body << status << begins;
    };
    row("nothing", u"submit"_s, {}, 400, u"empty body"_s);
    row("no JSON", u"submit"_s, "hello", 400, u"bad json at 0"_s);
    row("truncated", u"prepare"_s, "{\"gid\":", 400, u"bad json at 7"_s);
    row("deep", u"submit"_s, QByteArray(1'000'000, '['), 400, u"json too deep"_s);
    row("no gid", u"abort"_s, "{}", 400, u"bad gid"_s);
    row("quoted gid", u"resetNextCronTime"_s, R"({"gid":"a' or '1'='1"})", 400, u"bad gid"_s);
    row("gid with line break", u"forceStop"_s, R"({"gid":"a\r\nb"})", 400, u"bad gid"_s);
    row("unknown type", u"submit"_s, R"({"gid":"g","trans_type":"sage"})", 400, u"trans_type: expected saga, msg, tcc, xa, workflow, at or notify"_s);
    row("unknown topic", u"submit"_s, R"({"gid":"g","trans_type":"msg","steps":[{"action":"topic://none"}],"payloads":[""]})", 500,
        u"topic not found"_s);
    row("empty topic", u"prepare"_s, R"({"gid":"g","trans_type":"msg","steps":[{"action":"topic://"}],"payloads":[""]})", 500,
        u"topic not found"_s);
    row("orders", u"submit"_s, sagaBody(u"g"_s, R"("custom_data":"{\"concurrent\":true,\"orders\":{\"0\":[0]}}")"), 400, u"orders"_s);
}

void DtmRoutesTest::refusesBadBodies()
{
    QFETCH(QString, route);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QString, begins);
    const Heard heard = m_bench->post(u"/api/dtmsvr/"_s + route, body);
    QCOMPARE(heard.status, status);
    QVERIFY2(heard.message().startsWith(begins), heard.body.constData());
    QVERIFY(!heard.body.contains("dtm_result"));
    QCOMPARE(m_bench->get(u"/api/dtmsvr/all"_s).body, QByteArray(R"({"next_position":"","transactions":[]})"));
}

void DtmRoutesTest::stopsByForce()
{
    answerWith(u"http://bank:2/b"_s, {.outcome = Outcome::Ongoing, .statusCode = 425});
    QCOMPARE(m_bench->post(u"/api/dtmsvr/submit"_s, sagaBody(u"g"_s)).body, success);
    QTRY_COMPARE(m_bench->caller.calls.size(), 2);
    QCOMPARE(m_bench->post(u"/api/dtmsvr/forceStop"_s, R"({"gid":"g"})").body, success);
    QCOMPARE(statusOf(u"g"_s), u"failed"_s);
    const QJsonObject transaction = m_bench->get(u"/api/dtmsvr/query?gid=g"_s).json().value("transaction"_L1).toObject();
    QVERIFY(!transaction.contains("rollback_reason"_L1));
    QVERIFY(transaction.contains("rollback_time"_L1));
}

void DtmRoutesTest::listsAll()
{
    for (const QString &gid : {u"a"_s, u"b"_s, u"c"_s})
        QCOMPARE(m_bench->post(u"/api/dtmsvr/submit"_s, sagaBody(gid, R"("wait_result":true)")).status, 200);
    QCOMPARE(m_bench->post(u"/api/dtmsvr/prepare"_s, messageBody(u"m"_s)).status, 200);
    const auto gids = [this](const QString &query, QString *next = nullptr) {
        const QJsonObject page = m_bench->get(u"/api/dtmsvr/all?"_s + query).json();
        QStringList all;
        for (const QJsonValue &row : page.value("transactions"_L1).toArray())
            all.append(row["gid"_L1].toString());
        if (next)
            *next = page.value("next_position"_L1).toString();
        return all.join(u' ');
    };
    QString next;
    QCOMPARE(gids(u"limit=3"_s, &next), u"m c b"_s);
    QCOMPARE(gids(u"limit=3&position="_s + next, &next), u"a"_s);
    QCOMPARE(gids(u"status=prepared"_s), u"m"_s);
    QCOMPARE(gids(u"transType=saga"_s), u"c b a"_s);
    QCOMPARE(gids(u"gid=b"_s), u"b"_s);
    QCOMPARE(gids(u"createTimeEnd=1000"_s), QString());
}

void DtmRoutesTest::hastens()
{
    QCOMPARE(m_bench->post(u"/api/dtmsvr/prepare"_s, messageBody(u"m"_s, R"("timeout_to_fail":3600,"retry_interval":3600)")).status, 200);
    QCOMPARE(m_bench->get(u"/api/dtmsvr/resetCronTime?timeout=1800&limit=10"_s).body,
             QByteArray(R"({"has_remaining":false,"succeed_count":1})"));
}

void DtmRoutesTest::isNotFound_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::newRow("unknown") << QByteArray("GET") << u"/api/dtmsvr/nothing"_s;
    QTest::newRow("wrong method") << QByteArray("GET") << u"/api/dtmsvr/submit"_s;
    QTest::newRow("reading by a route that writes") << QByteArray("GET") << u"/api/dtmsvr/registerBranch"_s;
    QTest::newRow("root") << QByteArray("GET") << u"/"_s;
}

void DtmRoutesTest::isNotFound()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    const Heard heard = m_bench->ask(method, path, method == "POST" ? "{}" : "");
    QCOMPARE(heard.status, 404);
    QCOMPARE(heard.body, QByteArray("404 page not found"));
    QVERIFY(http::headerValue(heard.headers, "content-type").startsWith("text/plain"));
}

void DtmRoutesTest::refusesStrangers_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("message");
    QTest::newRow("ourselves") << QByteArray("Dtm-Outbound") << QByteArray("1") << 421 << u"loop"_s;
    QTest::newRow("another site") << QByteArray("Origin") << QByteArray("https://evil.example") << 403 << u"cross-site request"_s;
    QTest::newRow("cross-site fetch") << QByteArray("Sec-Fetch-Site") << QByteArray("cross-site") << 403 << u"cross-site request"_s;
}

void DtmRoutesTest::refusesStrangers()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(int, status);
    QFETCH(QString, message);
    const Heard heard = m_bench->ask("POST", u"/api/dtmsvr/submit"_s, sagaBody(u"g"_s), {{name, value}});
    QCOMPARE(heard.status, status);
    QCOMPARE(heard.message(), message);
    QCOMPARE(m_bench->get(u"/api/dtmsvr/query?gid=g"_s).body, QByteArray(R"({"branches":[],"transaction":null})"));
}

void DtmRoutesTest::holdsAWaitingRequestOnlySoLong()
{
    api::ApiSettings settings;
    settings.waitResultHold = Seconds{0};
    ApiBench bench(settings);
    QVERIFY(bench.start());
    bench.caller.holding = true;
    const Heard heard = bench.post(u"/api/dtmsvr/submit"_s, sagaBody(u"g"_s, R"("wait_result":true)"));
    QCOMPARE(heard.status, 425);
    QCOMPARE(heard.body, QByteArray(R"({"dtm_result":"ONGOING","message":"ONGOING"})"));
    bench.caller.release();
}

void DtmRoutesTest::ignoresMassAssignment()
{
    const QByteArray more = R"("id":999,"owner":"me","epoch":7,"status":"succeed","next_cron_time":"x","create_time":"1970-01-01T00:00:00Z")";
    m_bench->caller.holding = true;
    QCOMPARE(m_bench->post(u"/api/dtmsvr/submit"_s, sagaBody(u"g"_s, more)).body, success);
    const QJsonObject transaction = m_bench->get(u"/api/dtmsvr/query?gid=g"_s).json().value("transaction"_L1).toObject();
    QCOMPARE(transaction.value("status"_L1).toString(), u"submitted"_s);
    QCOMPARE(transaction.value("id"_L1).toInteger(), 1);
    QVERIFY(!transaction.value("create_time"_L1).toString().startsWith(u"1970"_s));
    QVERIFY(transaction.value("owner"_L1).toString() != u"me"_s);
    m_bench->caller.release();
}

TXDESK_TEST(DtmRoutesTest);
#include "dtm_routes_test.moc"
