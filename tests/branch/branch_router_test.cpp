// Real calls to participants in this process, by all three transports.
// SPDX-License-Identifier: Apache-2.0
#include "server/branch/branch_router.h"
#include "tests/branch/participants.h"
#include "tests/branch/routed_call.h"
#include "tests/support/test_main.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace txdesk;
using namespace Qt::StringLiterals;
using test::GrpcParticipant;
using test::HttpParticipant;
using test::ask;
using test::routedCall;

class BranchRouterTest : public QObject
{
    Q_OBJECT

private slots:
    void postsAndGets_data();
    void postsAndGets();
    void callsByJsonRpc();
    void refusesBeforeCalling_data();
    void refusesBeforeCalling();
    void callsByGrpc();
    void readsStatusesOffTheWire_data();
    void readsStatusesOffTheWire();
    void wakesAWorkflow();
    void findsNobody();
    void callsOnlyWhatIsAllowed_data();
    void callsOnlyWhatIsAllowed();
    void callsByName_data();
    void callsByName();
    void followsNoRedirect();
    void takesAnyAnswer_data();
    void takesAnyAnswer();
    void countsWhatWordsDecided();
};

void BranchRouterTest::postsAndGets_data()
{
    QTest::addColumn<TransactionKind>("kind");
    QTest::addColumn<OpKind>("op");
    QTest::addColumn<QString>("opText");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("payload") << TransactionKind::Saga << OpKind::Action << QString() << "{}"_ba << "POST"_ba << "action"_ba;
    QTest::newRow("none") << TransactionKind::Saga << OpKind::Action << QString() << ""_ba << "GET"_ba << "action"_ba;
    QTest::newRow("back-check") << TransactionKind::Message << OpKind::Query << QString() << ""_ba << "GET"_ba << "msg"_ba;
    QTest::newRow("XA") << TransactionKind::Xa << OpKind::Commit << QString() << ""_ba << "POST"_ba << "commit"_ba;
    QTest::newRow("workflow") << TransactionKind::Workflow << OpKind::Resume << u"wf 1"_s << "data"_ba << "POST"_ba << "wf 1"_ba;
    QTest::newRow("workflow without data") << TransactionKind::Workflow << OpKind::Resume << u"wf"_s << ""_ba << "GET"_ba << "wf"_ba;
}

void BranchRouterTest::postsAndGets()
{
    QFETCH(TransactionKind, kind);
    QFETCH(OpKind, op);
    QFETCH(QString, opText);
    QFETCH(QByteArray, payload);
    HttpParticipant participant;
    QVERIFY(participant.start());
    branch::BranchRouter router({});
    engine::Call call = routedCall(participant.url(u"/a"_s), u"http"_s);
    call.kind = kind;
    call.op = op;
    call.opText = opText;
    call.payload = payload;

    QCOMPARE(ask(router, call).outcome, Outcome::Succeeded);

    QCOMPARE(participant.heard.size(), 1);
    QTEST(participant.heard[0].method, "method");
    QCOMPARE(participant.heard[0].body, payload);
    QTEST(participant.heard[0].parameter("op").value_or(QByteArray()), "told");
}

void BranchRouterTest::callsByJsonRpc()
{
    HttpParticipant participant([](const http::Request &) {
        return http::Response{.body = R"({"jsonrpc":"2.0","id":"1","error":{"code":-32901,"message":"no money"}})"_ba};
    });
    QVERIFY(participant.start());
    branch::BranchRouter router({});

    const engine::CallAnswered answer = ask(router, routedCall(participant.url(u"/rpc?method=In"_s), u"json-rpc"_s));

    QCOMPARE(answer.outcome, Outcome::Rejected);
    QCOMPARE(answer.statusCode, 200);
    QCOMPARE(answer.text, u"no money"_s);
    const QJsonObject body = QJsonDocument::fromJson(participant.heard.at(0).body).object();
    QCOMPARE(body["method"_L1].toString(), u"In"_s);
    QCOMPARE(body["params"_L1]["amount"_L1].toInt(), 30);
    QCOMPARE(body["params"_L1]["gid"_L1].toString(), u"g1"_s);
    QCOMPARE(participant.heard[0].query.size(), 1); // nothing was added to the URL
}

void BranchRouterTest::refusesBeforeCalling_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("protocol");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QString>("text");
    QTest::newRow("no slash") << u"bank"_s << u"grpc"_s << ""_ba << u"bad url: 'bank'. no '/' found"_s;
    QTest::newRow("not http") << u"ftp://b/x"_s << u"http"_s << ""_ba << u"url scheme: b; nothing was sent"_s;
    QTest::newRow("userinfo") << u"http://a@b/x"_s << u"http"_s << ""_ba << u"url: a@b; nothing was sent"_s;
    QTest::newRow("scheme") << u"etcd://b/x"_s << u"grpc"_s << ""_ba << u"call dtmdriver.Use() before you use custom scheme for 'etcd://b/x'"_s;
    QTest::newRow("payload") << u"http://127.0.0.1:1/?method=a"_s << u"json-rpc"_s << "[]"_ba
                             << u"the payload of a JSON-RPC branch must be a JSON object; nothing was called"_s;
}

void BranchRouterTest::refusesBeforeCalling()
{
    QFETCH(QString, url);
    QFETCH(QString, protocol);
    QFETCH(QByteArray, payload);
    branch::BranchRouter router({});
    engine::Call call = routedCall(url, protocol);
    call.payload = payload;
    const engine::CallAnswered answer = ask(router, call);
    QCOMPARE(answer.call, 5);
    QCOMPARE(answer.outcome, Outcome::Unknown);
    QCOMPARE(answer.statusCode, 0);
    QTEST(answer.text, "text");
}

void BranchRouterTest::callsByGrpc()
{
    GrpcParticipant participant([](const GrpcParticipant::Heard &) { return GrpcParticipant::Said{.barrier = u"run"_s, .body = "x"_ba}; });
    QVERIFY(participant.start());
    branch::BranchRouter router({});
    engine::Call call = routedCall(participant.url(u"bank.Bank/In"_s));
    call.payload = "\x08\x1e\xff"_ba; // not text
    call.headers = {{u"X-Trace"_s, u"7"_s}};

    const engine::CallAnswered answer = ask(router, call);

    QCOMPARE(answer.call, 5);
    QCOMPARE(answer.outcome, Outcome::Succeeded);
    QCOMPARE(answer.statusCode, 200);
    QCOMPARE(answer.barrier, BarrierNote::Run);
    QCOMPARE(answer.text, QString());
    const GrpcParticipant::Heard heard = participant.heard().at(0);
    QCOMPARE(heard.method, u"/bank.Bank/In"_s);
    QCOMPARE(heard.body, call.payload);
    QCOMPARE(heard.metadata["dtm-gid"_L1], u"g1"_s);
    QCOMPARE(heard.metadata["dtm-trans_type"_L1], u"saga"_s);
    QCOMPARE(heard.metadata["dtm-branch_id"_L1], u"01"_s);
    QCOMPARE(heard.metadata["dtm-op"_L1], u"action"_s);
    QVERIFY(heard.metadata.contains(u"dtm-dtm"_s));
    QCOMPARE(heard.metadata["dtm-dtm"_L1], QString());
    QCOMPARE(heard.metadata["x-trace"_L1], u"7"_s);
    // gRPC sends the time left in steps of its own, rounded up.
    QVERIFY2(heard.deadlineMs > 3000 && heard.deadlineMs <= 5500, qPrintable(QString::number(heard.deadlineMs)));
}

void BranchRouterTest::readsStatusesOffTheWire_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("message");
    QTest::addColumn<Outcome>("outcome");
    QTest::newRow("ABORTED") << 10 << u"kein Geld für Zoë"_s << Outcome::Rejected;
    QTest::newRow("ABORTED ONGOING") << 10 << u"ONGOING"_s << Outcome::Ongoing;
    QTest::newRow("FAILED_PRECONDITION") << 9 << u"later"_s << Outcome::Ongoing;
    QTest::newRow("PHP 409") << 409 << u"FAILURE"_s << Outcome::Rejected;
    QTest::newRow("PHP 425") << 425 << u"ONGOING"_s << Outcome::Ongoing;
    QTest::newRow("INTERNAL") << 13 << u"boom"_s << Outcome::Unknown;
}

void BranchRouterTest::readsStatusesOffTheWire()
{
    QFETCH(int, code);
    QFETCH(QString, message);
    GrpcParticipant participant([&](const GrpcParticipant::Heard &) {
        return GrpcParticipant::Said{.code = code, .message = message, .barrier = u"late"_s};
    });
    QVERIFY(participant.start());
    branch::BranchRouter router({});
    const engine::CallAnswered answer = ask(router, routedCall(participant.url(u"a.B/C"_s)));
    QTEST(answer.outcome, "outcome");
    QCOMPARE(answer.statusCode, code);
    QCOMPARE(answer.barrier, BarrierNote::Late);
    QVERIFY2(answer.text.contains(message), qPrintable(answer.text));
}

void BranchRouterTest::wakesAWorkflow()
{
    GrpcParticipant client;
    QVERIFY(client.start());
    branch::BranchRouter router({});
    engine::Call call = routedCall(client.url(u"workflow.Workflow/Execute"_s));
    call.kind = TransactionKind::Workflow;
    call.branch = {u"00"_s};
    call.op = OpKind::Resume;
    call.opText = u"transfer"_s;
    call.payload = "abc"_ba;
    QCOMPARE(ask(router, call).outcome, Outcome::Succeeded);
    const GrpcParticipant::Heard heard = client.heard().at(0);
    QCOMPARE(heard.method, u"/workflow.Workflow/Execute"_s);
    QCOMPARE(heard.metadata["dtm-op"_L1], u"transfer"_s);
    QCOMPARE(heard.metadata["dtm-branch_id"_L1], u"00"_s);
    QCOMPARE(heard.body, "\x0a\x03"_ba + "abc");
}

void BranchRouterTest::findsNobody()
{
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    const QString url = u"127.0.0.1:%1/a.B/C"_s.arg(closed.serverPort());
    closed.close();
    branch::BranchRouter router({});
    const engine::CallAnswered answer = ask(router, routedCall(url));
    QCOMPARE(answer.outcome, Outcome::Unknown);
    QCOMPARE(answer.statusCode, 0);
    QVERIFY2(answer.text.startsWith(u"rpc error: code = Unavailable desc = "_s), qPrintable(answer.text));
}

void BranchRouterTest::callsOnlyWhatIsAllowed_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QString &url, const char *text) { QTest::newRow(name) << url << QString::fromLatin1(text); };
    row("metadata", u"http://169.254.169.254/latest"_s, "url not allowed: 169.254.169.254; nothing was sent");
    row("metadata, gRPC", u"169.254.169.254:80/a.B/C"_s, "url not allowed: 169.254.169.254:80; nothing was sent");
    row("metadata, mapped", u"http://[::ffff:a9fe:a9fe]/x"_s, "url not allowed: [::ffff:a9fe:a9fe]; nothing was sent");
    row("public", u"http://8.8.8.8/x"_s, "url not allowed: 8.8.8.8; nothing was sent");
    row("this server", u"http://127.0.0.1:%1/x"_s, "url is this server: 127.0.0.1:%1; nothing was sent");
    row("this server, by name", u"http://localhost:%1/x"_s, "url is this server: localhost:%1; nothing was sent");
    row("this server, gRPC", u"127.0.0.1:%1/a.B/C"_s, "url is this server: 127.0.0.1:%1; nothing was sent");
    row("this server, TLS", u"grpcs://localhost:%1/a.B/C"_s, "url is this server: localhost:%1; nothing was sent");
    row("numbers", u"http://2130706433:%1/x"_s, "url host: 2130706433:%1; nothing was sent");
}

// The rows of a database may be older than the policy; nothing is connected to.
void BranchRouterTest::callsOnlyWhatIsAllowed()
{
    QFETCH(QString, url);
    QFETCH(QString, text);
    QTcpServer forbidden;
    QVERIFY(forbidden.listen(QHostAddress::LocalHost));
    const auto policy = std::make_shared<security::UrlPolicy>();
    branch::BranchRouter router({.outbound = {.policy = policy}});
    policy->listensOn({forbidden.serverPort()}); // after the router was made, as in the server
    const auto withPort = [&forbidden](const QString &s) { return s.contains(u'%') ? s.arg(forbidden.serverPort()) : s; };
    for (const QString &protocol : {u"http"_s, u"grpc"_s}) {
        if (protocol == "http"_L1 && !url.contains("://"_L1))
            continue;
        const engine::CallAnswered answer = ask(router, routedCall(withPort(url), protocol));
        QCOMPARE(answer.outcome, Outcome::Unknown);
        QCOMPARE(answer.statusCode, 0);
        QCOMPARE(answer.text, withPort(text));
    }
    QVERIFY(router.counts().forbidden > 0);
    QVERIFY(!forbidden.waitForNewConnection(0));
}

void BranchRouterTest::callsByName_data()
{
    QTest::addColumn<QString>("url");
    QTest::newRow("as DTM") << u"localhost:%1/bank.Bank/In"_s;
    QTest::newRow("scheme") << u"grpc://localhost:%1/bank.Bank/In"_s;
}

void BranchRouterTest::callsByName()
{
    QFETCH(QString, url);
    GrpcParticipant participant;
    QVERIFY(participant.start());
    branch::BranchRouter router({.outbound = {.node = u"node-a"_s}});
    const engine::CallAnswered answer = ask(router, routedCall(url.arg(participant.port())));
    QVERIFY2(answer.outcome == Outcome::Succeeded, qPrintable(answer.text));
    QCOMPARE(participant.heard().at(0).method, u"/bank.Bank/In"_s);
    QCOMPARE(participant.heard().at(0).metadata["dtm-outbound"_L1], u"node-a"_s);
}

void BranchRouterTest::followsNoRedirect()
{
    QTcpServer elsewhere;
    QVERIFY(elsewhere.listen(QHostAddress::LocalHost));
    for (const QByteArray &target : {"http://127.0.0.1:" + QByteArray::number(elsewhere.serverPort()), "http://169.254.169.254/latest"_ba}) {
        HttpParticipant participant([&target](const http::Request &) { return http::Response{.status = 302, .headers = {{"Location"_ba, target}}}; });
        QVERIFY(participant.start());
        branch::BranchRouter router({});
        const engine::CallAnswered answer = ask(router, routedCall(participant.url(u"/a"_s), u"http"_s));
        QCOMPARE(answer.outcome, Outcome::Unknown);
        QCOMPARE(answer.statusCode, 302);
        QVERIFY(!elsewhere.waitForNewConnection(0));
    }
}

void BranchRouterTest::takesAnyAnswer_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<Outcome>("outcome");
    const QByteArray head = "HTTP/1.1 200 OK\r\n";
    const QByteArray chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
    const auto row = [](const char *name, const QByteArray &answer, Outcome outcome) { QTest::newRow(name) << answer << outcome; };
    row("70 KB", head + "Content-Length: 70000\r\n\r\n" + QByteArray(70'000, 'x'), Outcome::Succeeded);
    row("NUL bytes", head + "Content-Length: 4\r\n\r\n" + QByteArray("a\0b\0", 4), Outcome::Succeeded);
    row("no UTF-8", head + "Content-Length: 2\r\n\r\n\xff\xfe", Outcome::Succeeded);
    row("10 GB by its length", head + "Content-Length: 10737418240\r\n\r\n" + QByteArray(70'000, 'x'), Outcome::Unknown);
    row("endless chunks", chunked + ("10000\r\n" + QByteArray(65'536, 'x') + "\r\n").repeated(20), Outcome::Unknown);
    row("1 MB of head", head + "X: " + QByteArray(1'000'000, 'x') + "\r\n\r\n", Outcome::Unknown);
    row("many headers", head + ("X: " + QByteArray(100, 'x') + "\r\n").repeated(1000) + "\r\n", Outcome::Unknown);
    row("a bad chunk", chunked + "zz\r\n", Outcome::Unknown);
    row("two status lines", "HTTP/1.1 200 OK\r\n" + head + "Content-Length: 0\r\n\r\n", Outcome::Unknown);
    row("nonsense", "\x16\x03\x01 what\r\n\r\n", Outcome::Unknown);
    row("HTTP/0.9", "<html></html>", Outcome::Unknown);
}

// A participant is not to be trusted either.
void BranchRouterTest::takesAnyAnswer()
{
    QFETCH(QByteArray, answer);
    QTcpServer participant;
    QVERIFY(participant.listen(QHostAddress::LocalHost));
    QObject::connect(&participant, &QTcpServer::newConnection, &participant, [&] {
        QTcpSocket *socket = participant.nextPendingConnection();
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [socket, answer] {
            socket->readAll();
            socket->write(answer);
            socket->disconnectFromHost();
        });
    });
    branch::BranchRouter router({});
    const engine::CallAnswered given = ask(router, routedCall(u"http://127.0.0.1:%1/x"_s.arg(participant.serverPort()), u"http"_s));
    QTEST(given.outcome, "outcome");
    QVERIFY(given.text.size() <= 4096);
    QCOMPARE(given.text.isEmpty(), given.outcome == Outcome::Succeeded);
}

void BranchRouterTest::countsWhatWordsDecided()
{
    HttpParticipant participant([](const http::Request &) { return http::Response{.body = R"({"note":"FAILURE"})"_ba}; });
    QVERIFY(participant.start());
    branch::BranchRouter router({.results = {.statusOnly = security::UrlPatterns::from({participant.url(u"/notes"_s)}).value()}});

    QCOMPARE(ask(router, routedCall(participant.url(u"/pay"_s), u"http"_s)).outcome, Outcome::Rejected);
    QCOMPARE(router.counts().decidedByText, 1);
    QCOMPARE(ask(router, routedCall(participant.url(u"/notes/add"_s), u"http"_s)).outcome, Outcome::Succeeded);
    QCOMPARE(router.counts().decidedByText, 1);
}

TXDESK_TEST(BranchRouterTest);
#include "branch_router_test.moc"
