// /api/v1 over a socket: list, detail, actions with what they expect, numbers, stream.
// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/transaction_codec.h"
#include "tests/api/api_bench.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using test::ApiBench;
using test::Heard;
using test::sagaBody;

class V1RoutesTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_bench.reset(); }
    void lists();
    void showsOne();
    void showsEachKind_data();
    void showsEachKind();
    void hidesSecrets();
    void acts();
    void refusesStaleActions();
    void refuses_data();
    void refuses();
    void tellsAboutItself();
    void streamsChanges();
    void measuresByRoute();

private:
    [[nodiscard]] TransactionDetail detailOf(const QString &gid);
    [[nodiscard]] QByteArray expecting(const TransactionDetail &detail, const QString &reason);
    void submitStuck(const QString &gid, const QByteArray &more = {});

    std::unique_ptr<ApiBench> m_bench;
};

void V1RoutesTest::init()
{
    m_bench = std::make_unique<ApiBench>();
    QVERIFY(m_bench->start());
}

// The second branch never answers anything but "not yet".
void V1RoutesTest::submitStuck(const QString &gid, const QByteArray &more)
{
    m_bench->answer = [](const engine::Call &call) {
        return engine::CallAnswered{.outcome = call.branch.value == u"02"_s ? Outcome::Ongoing : Outcome::Succeeded, .statusCode = 200};
    };
    const qsizetype before = m_bench->caller.calls.size();
    QCOMPARE(m_bench->post(u"/api/dtmsvr/submit"_s, sagaBody(gid, more)).status, 200);
    QTRY_COMPARE(m_bench->caller.calls.size(), before + 2);
}

TransactionDetail V1RoutesTest::detailOf(const QString &gid)
{
    return codec::detailFromJson(m_bench->get(u"/api/v1/transactions/"_s + gid).json()).value_or(TransactionDetail{});
}

QByteArray V1RoutesTest::expecting(const TransactionDetail &detail, const QString &reason)
{
    ActionRequest request;
    request.reason = reason;
    request.actor = u"alice"_s;
    request.expectedStatus = detail.snapshot.transaction.status;
    request.expectedEpoch = detail.snapshot.transaction.epoch;
    return QJsonDocument(codec::toJson(request)).toJson();
}

void V1RoutesTest::lists()
{
    for (const QString &gid : {u"a"_s, u"b"_s, u"c"_s})
        QCOMPARE(m_bench->post(u"/api/dtmsvr/submit"_s, sagaBody(gid, R"("wait_result":true)")).status, 200);
    const auto page = codec::pageFromJson(m_bench->get(u"/api/v1/transactions?limit=2"_s).json());
    QVERIFY(page);
    QCOMPARE(page->rows.size(), 2);
    QCOMPARE(page->rows[0].transaction.gid.value, u"c"_s);
    QCOMPARE(page->rows[0].participants, QStringList({u"bank:1"_s, u"bank:2"_s}));
    const QByteArray query = codec::toQuery({}, {.after = page->next, .limit = 2});
    const auto rest = codec::pageFromJson(m_bench->get(u"/api/v1/transactions?"_s + QString::fromLatin1(query)).json());
    QVERIFY(rest);
    QCOMPARE(rest->rows.size(), 1);
    QVERIFY(rest->next.isEmpty());
}

void V1RoutesTest::showsOne()
{
    submitStuck(u"g"_s);
    const TransactionDetail detail = detailOf(u"g"_s);
    QCOMPARE(detail.snapshot.ops.size(), 4);
    QCOMPARE(detail.snapshot.transaction.status, TransactionStatus::Submitted);
    QCOMPARE(detail.participants, QStringList({u"bank:1"_s, u"bank:2"_s}));
    QCOMPARE(detail.actions.size(), static_cast<qsizetype>(actionNames.size()));
    QVERIFY(!detail.events.isEmpty());
    QVERIFY(!detail.planned.isEmpty());
    QVERIFY(!detail.eventsTruncated);
    const auto few = codec::detailFromJson(m_bench->get(u"/api/v1/transactions/g?events=1"_s).json());
    QVERIFY(few);
    QCOMPARE(few->events.size(), 1);
    QVERIFY(few->eventsTruncated);
    QList<JournalEvent> all = few->events; // page by page, each before the one that is there
    for (bool more = true; more;) {
        const QString path = u"/api/v1/transactions/g?events=1&before=%1"_s.arg(all.constFirst().seq);
        const auto page = codec::detailFromJson(m_bench->get(path).json());
        QVERIFY(page);
        QCOMPARE(page->events.size(), 1);
        all = page->events + all;
        more = page->eventsTruncated;
    }
    QCOMPARE(all, detail.events);
}

void V1RoutesTest::showsEachKind_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QByteArray>("prepare");
    QTest::addColumn<QByteArray>("branch"); // empty: none registers
    QTest::addColumn<QStringList>("ops");
    QTest::addColumn<QStringList>("planned");
    const QByteArray steps = R"("steps":[{"action":"http://b:1/a"}],"payloads":["{}"])";
    QTest::newRow("msg") << u"msg"_s << QByteArray(R"("query_prepared":"http://b:1/q",)" + steps) << QByteArray()
                         << QStringList{u"01 action"_s} << QStringList{u"00 msg"_s, u"01 action"_s};
    QTest::newRow("tcc") << u"tcc"_s << QByteArray(R"("protocol":"http")")
                         << QByteArray(R"("branch_id":"01","confirm":"http://b:1/confirm","cancel":"http://b:1/cancel")")
                         << QStringList{u"01 cancel"_s, u"01 confirm"_s} << QStringList{u"01 cancel"_s};
    QTest::newRow("xa") << u"xa"_s << QByteArray(R"("protocol":"http")") << QByteArray(R"("branch_id":"01","url":"http://b:1/xa")")
                        << QStringList{u"01 rollback"_s, u"01 commit"_s} << QStringList{u"01 rollback"_s};
    QTest::newRow("workflow") << u"workflow"_s
                              << QByteArray(R"("query_prepared":"http://b:1/resume","custom_data":"{\"name\":\"order\",\"data\":\"aGk=\"}")")
                              << QByteArray(R"("branch_id":"01","op":"action","status":"succeed","data":"done")")
                              << QStringList{u"01 action"_s} << QStringList{u"00 resume"_s};
}

// List by kind, detail with rows, journal and what comes next.
void V1RoutesTest::showsEachKind()
{
    QFETCH(QString, kind);
    QFETCH(QByteArray, prepare);
    QFETCH(QByteArray, branch);
    QFETCH(QStringList, ops);
    QFETCH(QStringList, planned);
    const QByteArray head = R"({"gid":"g","trans_type":")" + kind.toLatin1() + "\",";
    const QString route = kind == u"workflow"_s ? u"prepareWorkflow"_s : u"prepare"_s;
    QCOMPARE(m_bench->post(u"/api/dtmsvr/"_s + route, head + prepare + '}').status, 200);
    if (!branch.isEmpty())
        QCOMPARE(m_bench->post(u"/api/dtmsvr/registerBranch"_s, head + branch + '}').status, 200);
    const auto page = codec::pageFromJson(m_bench->get(u"/api/v1/transactions?kind="_s + kind).json());
    QVERIFY(page);
    QCOMPARE(page->rows.size(), 1);
    QCOMPARE(QString(nameIn(transactionKindNames, page->rows[0].transaction.kind)), kind);
    QVERIFY(codec::pageFromJson(m_bench->get(u"/api/v1/transactions?kind=saga"_s).json())->rows.isEmpty());

    const TransactionDetail detail = detailOf(u"g"_s);
    const auto words = [](const auto &calls, auto op) {
        QStringList all;
        for (const auto &call : calls)
            all.append(call.branch.value + u' ' + nameIn(opKindNames, call.*op));
        return all;
    };
    QCOMPARE(words(detail.snapshot.ops, &BranchOp::kind), ops);
    QCOMPARE(words(detail.planned, &PlannedCall::op), planned);
    const bool registered = std::any_of(detail.events.begin(), detail.events.end(), [](const JournalEvent &event) {
        return event.kind == EventKind::Registered && event.branch.value == u"01"_s;
    });
    QCOMPARE(registered, !branch.isEmpty());
}

void V1RoutesTest::hidesSecrets()
{
    submitStuck(u"g"_s, R"("branch_headers":{"Authorization":"Bearer s3cret","X-Shop":"7"})");
    const Heard heard = m_bench->get(u"/api/v1/transactions/g"_s);
    QVERIFY(!heard.body.contains("s3cret"));
    QVERIFY(heard.body.contains("\"X-Shop\":\"7\""));
}

void V1RoutesTest::acts()
{
    submitStuck(u"g"_s);
    const Heard paused = m_bench->post(u"/api/v1/transactions/g/pause"_s, expecting(detailOf(u"g"_s), u"look into it"_s));
    QCOMPARE(paused.status, 200);
    const auto row = codec::rowFromJson(paused.json().value("transaction"_L1).toObject());
    QVERIFY(row);
    QVERIFY(row->transaction.paused);
    QCOMPARE(m_bench->post(u"/api/v1/transactions/g/resume"_s, expecting(detailOf(u"g"_s), {})).status, 200);
    const Heard stopped = m_bench->post(u"/api/v1/transactions/g/force-stop"_s, expecting(detailOf(u"g"_s), u"settled by hand"_s));
    QCOMPARE(stopped.status, 200);
    const TransactionDetail detail = detailOf(u"g"_s);
    QVERIFY(detail.snapshot.transaction.forced);
    const bool told = std::any_of(detail.events.begin(), detail.events.end(), [](const JournalEvent &event) {
        return event.kind == EventKind::ManualAct && event.actor == u"alice"_s && event.text.contains(u"settled by hand"_s);
    });
    QVERIFY(told);
    const Heard again = m_bench->post(u"/api/v1/transactions/g/force-stop"_s, expecting(detail, u"settled by hand"_s));
    QCOMPARE(again.status, 409);
    QVERIFY(!again.message().isEmpty());
}

void V1RoutesTest::refusesStaleActions()
{
    submitStuck(u"g"_s);
    TransactionDetail seen = detailOf(u"g"_s);
    seen.snapshot.transaction.epoch += 1000;
    const Heard epoch = m_bench->post(u"/api/v1/transactions/g/force-stop"_s, expecting(seen, u"settled by hand"_s));
    QCOMPARE(epoch.status, 412);
    QCOMPARE(epoch.message(), u"status or epoch moved"_s);
    seen = detailOf(u"g"_s);
    seen.snapshot.transaction.status = TransactionStatus::Aborting;
    QCOMPARE(m_bench->post(u"/api/v1/transactions/g/force-stop"_s, expecting(seen, u"settled by hand"_s)).status, 412);
    QCOMPARE(detailOf(u"g"_s).snapshot.transaction.status, TransactionStatus::Submitted);
}

void V1RoutesTest::refuses_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, const char *method, const QString &path, const QByteArray &body, int status,
                        const QString &message, const QString &field = {}) {
        QTest::newRow(name) << QByteArray(method) << u"/api/v1/"_s + path << body << status << message << field;
    };
    const QByteArray seen = R"({"expectedStatus":"submitted","expectedEpoch":1,"reason":"settled by hand"})";
    row("unknown path", "GET", u"nothing"_s, {}, 404, u"no such path"_s);
    row("unknown gid", "GET", u"transactions/none"_s, {}, 404, u"no transaction with this gid"_s);
    row("acting on an unknown gid", "POST", u"transactions/none/force-stop"_s, seen, 404, u"no transaction with this gid"_s);
    row("unknown action", "POST", u"transactions/g/dance"_s, "{}", 405, u"method not allowed"_s);
    row("wrong method", "DELETE", u"transactions"_s, {}, 405, u"method not allowed"_s);
    row("unknown parameter", "GET", u"transactions?colour=red"_s, {}, 400, u"unknown parameter colour"_s, u"colour"_s);
    row("parameter twice", "GET", u"transactions?gid=a&gid=b"_s, {}, 400, u"duplicate parameter gid"_s, u"gid"_s);
    row("events", "GET", u"transactions/g?events=all"_s, {}, 400, u"parameter events must be a whole number"_s, u"events"_s);
    row("before", "GET", u"transactions/g?before=1.5"_s, {}, 400, u"parameter before must be a whole number"_s, u"before"_s);
    row("after", "GET", u"stream?after=x"_s, {}, 400, u"parameter after must be a whole number"_s, u"after"_s);
    row("bad JSON", "POST", u"transactions/g/retry"_s, "hello", 400, u"bad json at 0"_s);
    row("duplicate key", "POST", u"transactions/g/retry"_s, R"({"reason":"a","reason":"b"})", 400, u"json: duplicate key"_s);
    row("no reason", "POST", u"transactions/g/force-stop"_s, R"({"expectedStatus":"submitted","expectedEpoch":1})", 400,
        u"reason required (at least 10 characters)"_s, u"reason"_s);
    row("blank reason", "POST", u"transactions/g/force-stop"_s,
        R"({"expectedStatus":"submitted","expectedEpoch":1,"reason":"           "})", 400, u"reason required (at least 10 characters)"_s,
        u"reason"_s);
    row("no status", "POST", u"transactions/g/abort"_s, "{}", 400, u"field expectedStatus: is missing"_s, u"expectedStatus"_s);
    row("no epoch", "POST", u"transactions/g/abort"_s, R"({"expectedStatus":"submitted"})", 400, u"field expectedEpoch: is missing"_s,
        u"expectedEpoch"_s);
    row("retrying what has ended", "POST", u"transactions/ended/retry"_s, "{}", 409, u"It has ended already."_s);
    row("unknown status", "POST", u"transactions/g/retry"_s, R"({"expectedStatus":"done"})", 400,
        u"field expectedStatus: is not a known word"_s, u"expectedStatus"_s);
}

void V1RoutesTest::refuses()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QString, message);
    QFETCH(QString, field);
    QCOMPARE(m_bench->post(u"/api/dtmsvr/submit"_s, sagaBody(u"ended"_s, R"("wait_result":true)")).status, 200);
    const Heard heard = m_bench->ask(method, path, body);
    QCOMPARE(heard.message(), message);
    QCOMPARE(heard.status, status);
    QCOMPARE(heard.json().value("field"_L1).toString(), field);
    if (status == 405)
        QCOMPARE(http::headerValue(heard.headers, "allow"), QByteArray("GET"));
}

void V1RoutesTest::tellsAboutItself()
{
    submitStuck(u"g"_s);
    const QJsonObject version = m_bench->get(u"/api/v1/version"_s).json();
    QCOMPARE(version.value("node"_L1).toString(), u"desk"_s);
    QVERIFY(version.value("serverTime"_L1).toInteger() > 1'700'000'000'000);
    const auto stats = codec::statsFromJson(m_bench->get(u"/api/v1/stats"_s).json());
    QVERIFY(stats);
    QCOMPARE(stats->unfinished.value(TransactionStatus::Submitted), 1);
    QCOMPARE(stats->callsTotal, 2);
    const QJsonArray participants = m_bench->get(u"/api/v1/participants"_s).json().value("participants"_L1).toArray();
    QCOMPARE(participants.size(), 2);
    QVERIFY(codec::participantStatsFromJson(participants[0].toObject()));
    QTRY_COMPARE(m_bench->get(u"/api/v1/nodes"_s).json().value("nodes"_L1).toArray().size(), 1);
    const auto node = codec::nodeFromJson(m_bench->get(u"/api/v1/nodes"_s).json().value("nodes"_L1).toArray()[0].toObject());
    QVERIFY(node);
    QCOMPARE(node->node, u"desk"_s);
    QVERIFY(node->self);
}

void V1RoutesTest::streamsChanges()
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, m_bench->port);
    socket.write("GET /api/v1/stream?events=all HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    QByteArray text;
    connect(&socket, &QTcpSocket::readyRead, &socket, [&] { text += socket.readAll(); });
    QTRY_VERIFY(text.contains("event: hello"));
    QVERIFY(text.contains("text/event-stream"));
    QCOMPARE(m_bench->post(u"/api/dtmsvr/submit"_s, sagaBody(u"g"_s, R"("wait_result":true)")).status, 200);
    QTRY_VERIFY(text.contains("\"status\":\"succeed\""));
    QVERIFY(text.contains("\"kind\":\"called\""));
    m_bench->api.close();
    QTRY_VERIFY(text.endsWith("0\r\n\r\n"));
}

void V1RoutesTest::measuresByRoute()
{
    QCOMPARE(m_bench->post(u"/api/dtmsvr/submit"_s, sagaBody(u"g"_s, R"("wait_result":true)")).status, 200);
    QCOMPARE(m_bench->get(u"/api/dtmsvr/query?gid=g"_s).status, 200);
    const Heard heard = m_bench->get(u"/api/metrics"_s);
    QVERIFY(http::headerValue(heard.headers, "content-type").startsWith("text/plain; version=0.0.4"));
    for (const char *line : {"dtm_server_process_total{type=\"http\",api=\"query\",status=\"ok\"} 1\n",
                             "dtm_transaction_process_total{model=\"saga\",status=\"ok\"} 1\n",
                             "dtm_branch_process_total{model=\"saga\",branchid=\"01\",branchtype=\"action\",status=\"ok\"} 1\n"})
        QVERIFY2(heard.body.contains(line), heard.body.constData());
    QVERIFY2(!heard.body.contains("gid=\""), "no label is a gid");
}

TXDESK_TEST(V1RoutesTest);
#include "v1_routes_test.moc"
