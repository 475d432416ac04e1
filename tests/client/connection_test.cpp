// The client library against a coordinator that answers as it is told.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/message.h"
#include "shared/client/saga.h"
#include "tests/client/fake_coordinator.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSqlQuery>
#include <QTest>
#include <QThread>

using namespace Qt::StringLiterals;
using namespace txdesk::client;

// tests/client/readme_example.cpp
txdesk::Result<> transfer(CoordinatorConnection &coordinator, const QString &bankA, const QString &bankB);
BranchAnswer transOut(const txdesk::http::Request &request, QSqlDatabase db);

namespace txdesk::test {
namespace {

// The spelling of a result: "ok", or the error's name.
QString resultName(const Result<> &result)
{
    if (result)
        return u"ok"_s;
    switch (result.error().code) {
    case ErrorCode::InvalidRequest: return u"invalid"_s;
    case ErrorCode::NotFound: return u"not found"_s;
    case ErrorCode::Conflict: return u"conflict"_s;
    case ErrorCode::NotAllowed: return u"not allowed"_s;
    case ErrorCode::Overloaded: return u"overloaded"_s;
    case ErrorCode::Unavailable: return u"unavailable"_s;
    case ErrorCode::OutcomeUnknown: return u"outcome unknown"_s;
    case ErrorCode::AuditUnavailable: return u"audit unavailable"_s;
    case ErrorCode::Internal: return u"internal"_s;
    }
    return {};
}

} // namespace

class ConnectionTest final : public QObject
{
    Q_OBJECT

private slots:
    void readsAnAnswer_data();
    void readsAnAnswer();
    void subscribesToATopic_data();
    void subscribesToATopic();
    void asksAnotherService_data();
    void asksAnotherService();
    void saysThatNothingWasSentToNobody();
    void endsOpenRequestsWhenItGoes();
    void settlesAMessage_data();
    void settlesAMessage();
    void settlesAMessageFromAThreadWithoutEventLoop();
    void tellsTheDelayAtSubmitOnly();
    void playsTheReadmesExample();
    void isInTheReadmeVerbatim();
};

void ConnectionTest::readsAnAnswer_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("result");
    QTest::newRow("done") << 200 << QByteArray(R"({"dtm_result":"SUCCESS"})") << u"ok"_s;
    QTest::newRow("200 that says otherwise") << 200 << QByteArray(R"({"dtm_result":"FAILURE"})") << u"conflict"_s;
    QTest::newRow("state does not allow it") << 409 << QByteArray(R"({"dtm_result":"FAILURE","message":"current status 'failed', cannot sumbmit. FAILURE"})") << u"conflict"_s;
    QTest::newRow("not yet") << 425 << QByteArray(R"({"dtm_result":"ONGOING"})") << u"outcome unknown"_s;
    QTest::newRow("bad request") << 400 << QByteArray("{}") << u"invalid"_s;
    QTest::newRow("too busy") << 503 << QByteArray("{}") << u"overloaded"_s;
    QTest::newRow("error") << 500 << QByteArray(R"({"message":"x"})") << u"internal"_s;
    QTest::newRow("not ours") << 404 << QByteArray("404 page not found") << u"not found"_s;
}

void ConnectionTest::readsAnAnswer()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    FakeCoordinator fake;
    fake.statusOf[u"submit"_s] = status;
    fake.bodyOf[u"submit"_s] = body;
    CoordinatorConnection coordinator(fake.url());
    const Saga saga;

    QFuture<Result<>> future = saga.submit(coordinator);

    QTRY_VERIFY(future.isFinished());
    QTEST(resultName(future.result()), "result");
    QCOMPARE(QJsonDocument::fromJson(fake.requests.value(0).body)["gid"_L1].toString(), saga.gid().value);
}

void ConnectionTest::subscribesToATopic_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("result");
    QTest::newRow("new") << 200 << QByteArray(R"({"dtm_result":"SUCCESS"})") << u"ok"_s;
    QTest::newRow("there already") << 409 << QByteArray(R"({"dtm_result":"FAILURE","message":"this url exists"})") << u"ok"_s;
    QTest::newRow("refused") << 409 << QByteArray(R"({"dtm_result":"FAILURE","message":"empty topic"})") << u"conflict"_s;
    QTest::newRow("not an admin") << 403 << QByteArray(R"({"message":"role admin needed"})") << u"not allowed"_s;
}

void ConnectionTest::subscribesToATopic()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    FakeCoordinator fake;
    fake.statusOf[u"subscribe"_s] = status;
    fake.bodyOf[u"subscribe"_s] = body;
    CoordinatorConnection coordinator({.baseUrl = fake.url(), .token = "t0ken"});

    const QFuture<Result<>> done = coordinator.subscribe(u"topic & more"_s, u"http://b/in?x=1"_s, u"bank2"_s);
    QTRY_VERIFY(done.isFinished());

    QTEST(resultName(done.result()), "result");
    const http::Request &asked = fake.requests.constFirst();
    QCOMPARE(asked.parameter("topic").value_or(QByteArray()), QByteArray("topic & more"));
    QCOMPARE(asked.parameter("url").value_or(QByteArray()), QByteArray("http://b/in?x=1"));
    QCOMPARE(asked.parameter("remark").value_or(QByteArray()), QByteArray("bank2"));
    QCOMPARE(http::headerValue(asked.headers, "authorization"), QByteArray("Bearer t0ken"));
}

void ConnectionTest::asksAnotherService_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("result");
    QTest::newRow("answered") << 200 << u"ok"_s;
    QTest::newRow("not known") << 404 << u"not found"_s;
    QTest::newRow("refused") << 409 << u"conflict"_s;
    QTest::newRow("broken") << 500 << u"outcome unknown"_s;
}

void ConnectionTest::asksAnotherService()
{
    QFETCH(const int, status);
    FakeCoordinator own;
    FakeCoordinator service;
    service.statusOf[u"pay"_s] = status;
    service.bodyOf[u"pay"_s] = "{}";
    CoordinatorConnection coordinator({.baseUrl = own.url(), .token = "t0ken"});

    const QFuture<Result<QByteArray>> asked = coordinator.ask(service.url() + u"/pay"_s, {{"Dtm-Gid", "g"}});
    QTRY_VERIFY(asked.isFinished());

    QTEST(asked.result() ? resultName({}) : resultName(tl::unexpected(asked.result().error())), "result");
    QCOMPARE(service.requests.constFirst().method, QByteArray("GET"));
    QCOMPARE(http::headerValue(service.requests.constFirst().headers, "dtm-gid"), QByteArray("g"));
    QVERIFY(http::headerValue(service.requests.constFirst().headers, "authorization").isEmpty()); // it is not the coordinator
}

void ConnectionTest::saysThatNothingWasSentToNobody()
{
    CoordinatorConnection coordinator(u"http://127.0.0.1:1/api/dtmsvr"_s);

    QCOMPARE(resultName(Saga().submit(coordinator).result()), u"unavailable"_s); // no event loop here
}

void ConnectionTest::endsOpenRequestsWhenItGoes()
{
    QFuture<Result<>> future;
    FakeCoordinator fake;
    {
        CoordinatorConnection coordinator(fake.url()); // the fake cannot answer: its event loop does not run
        future = Saga().submit(coordinator);
    }
    QVERIFY(future.isFinished());
    QCOMPARE(resultName(future.result()), u"outcome unknown"_s);
}

void ConnectionTest::settlesAMessage_data()
{
    QTest::addColumn<BranchAnswer>("local");
    QTest::addColumn<int>("backCheck");
    QTest::addColumn<int>("prepareStatus");
    QTest::addColumn<QString>("asked");
    QTest::addColumn<QString>("result");
    QTest::newRow("commits") << BranchAnswer::succeeded() << 200 << 200 << u"prepare submit"_s << u"ok"_s;
    QTest::newRow("rejects") << BranchAnswer::rejected(u"short"_s) << 200 << 200 << u"prepare abort"_s << u"conflict"_s;
    QTest::newRow("unknown, did commit") << BranchAnswer::unknown(u"?"_s) << 200 << 200 << u"prepare query submit"_s << u"outcome unknown"_s;
    QTest::newRow("unknown, did not") << BranchAnswer::unknown(u"?"_s) << 409 << 200 << u"prepare query abort"_s << u"outcome unknown"_s;
    QTest::newRow("unknown for good") << BranchAnswer::unknown(u"?"_s) << 500 << 200 << u"prepare query"_s << u"outcome unknown"_s;
    QTest::newRow("cannot be prepared") << BranchAnswer::succeeded() << 200 << 409 << u"prepare"_s << u"conflict"_s;
}

void ConnectionTest::settlesAMessage()
{
    QFETCH(const BranchAnswer, local);
    QFETCH(const int, backCheck);
    QFETCH(const int, prepareStatus);
    FakeCoordinator fake;
    fake.statusOf = {{u"query"_s, backCheck}, {u"prepare"_s, prepareStatus}};
    fake.bodyOf[u"query"_s] = "{}";
    CoordinatorConnection coordinator(fake.url());
    Message message(Gid{u"m 1"_s});
    bool ran = false;

    QFuture<Result<>> future = message.doAndSubmit(coordinator, fake.url() + u"/query?a=b"_s, this, [&](BranchBarrier &barrier) {
        ran = barrier.context().gid == message.gid() && barrier.context().op == "msg"_L1;
        return local;
    });

    QTRY_VERIFY(future.isFinished());
    QTEST(resultName(future.result()), "result");
    QTEST(fake.asked.join(u' '), "asked");
    QCOMPARE(ran, prepareStatus == 200);
    if (fake.asked.contains("query"_L1)) {
        const http::Request &query = fake.requests[1];
        QCOMPARE(query.method, QByteArray("GET"));
        QCOMPARE(query.parameter("gid"), QByteArray("m 1"));
        QCOMPARE(query.parameter("branch_id"), QByteArray("00"));
        QCOMPARE(query.parameter("op"), QByteArray("msg"));
        QCOMPARE(query.parameter("a"), QByteArray("b"));
    }
}

void ConnectionTest::settlesAMessageFromAThreadWithoutEventLoop()
{
    FakeCoordinator fake;
    CoordinatorConnection coordinator(fake.url());
    Result<> result = fail(ErrorCode::Internal, u"did not run"_s);
    const std::unique_ptr<QThread> thread(QThread::create([&] {
        Message message;
        result = message.doAndSubmit(coordinator, fake.url() + u"/query"_s, [](BranchBarrier &) { return BranchAnswer::succeeded(); });
    }));
    thread->start();

    QTRY_VERIFY(thread->isFinished());
    QCOMPARE(resultName(result), u"ok"_s);
    QCOMPARE(fake.asked, (QStringList{u"prepare"_s, u"submit"_s}));
}

void ConnectionTest::tellsTheDelayAtSubmitOnly()
{
    FakeCoordinator fake;
    CoordinatorConnection coordinator(fake.url());
    Message message;
    message.addTopic(u"t"_s, "{}").delayBy(Seconds{5});

    QFuture<Result<>> prepared = message.prepare(coordinator, fake.url() + u"/query"_s);
    QTRY_VERIFY(prepared.isFinished());
    QFuture<Result<>> submitted = message.submit(coordinator);
    QTRY_VERIFY(submitted.isFinished());

    QVERIFY(!QJsonDocument::fromJson(fake.requests[0].body).object().contains("custom_data"_L1));
    QCOMPARE(QJsonDocument::fromJson(fake.requests[1].body)["custom_data"_L1].toString(), u"{\"delay\":5}"_s);
}

void ConnectionTest::playsTheReadmesExample()
{
    QSqlDatabase db = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"readme"_s);
    db.setDatabaseName(u":memory:"_s);
    QVERIFY(db.open());
    QVERIFY(QSqlQuery(db).exec(u"CREATE TABLE accounts (id INTEGER, balance INTEGER)"_s));
    QVERIFY(QSqlQuery(db).exec(u"INSERT INTO accounts VALUES (1, 50)"_s));
    QVERIFY(BranchBarrier::createTable(db).has_value());
    const auto called = [](const QByteArray &gid) {
        return http::Request{.method = "POST", .path = "/TransOut",
                             .query = {{"gid", gid}, {"branch_id", "01"}, {"op", "action"}, {"trans_type", "saga"}},
                             .headers = {}, .body = {}, .peer = {}};
    };

    QCOMPARE(transOut(called("g1"), db).barrier, BarrierNote::Run);
    QCOMPARE(transOut(called("g1"), db).barrier, BarrierNote::Duplicate);
    QCOMPARE(transOut(called("g2"), db).outcome, Outcome::Rejected); // 20 are left
    QCOMPARE(transOut({}, db).outcome, Outcome::Rejected);

    FakeCoordinator fake;
    CoordinatorConnection coordinator(fake.url());
    Result<> result = fail(ErrorCode::Internal, u"did not run"_s);
    const std::unique_ptr<QThread> thread(QThread::create([&] { result = transfer(coordinator, u"http://a"_s, u"http://b"_s); }));
    thread->start();
    QTRY_VERIFY(thread->isFinished());
    QCOMPARE(resultName(result), u"ok"_s);
    QVERIFY(fake.requests.value(0).body.contains("http://b/TransInCompensate"));
    db = {};
    QSqlDatabase::removeDatabase(u"readme"_s);
}

void ConnectionTest::isInTheReadmeVerbatim()
{
    QFile example(QStringLiteral(TXDESK_SOURCE_DIR "/tests/client/readme_example.cpp"));
    QVERIFY(example.open(QIODevice::ReadOnly));
    const QByteArray text = example.readAll();
    for (const QString &name : {u"README.md"_s, u"README.zh-CN.md"_s}) {
        QFile readme(QStringLiteral(TXDESK_SOURCE_DIR "/") + name);
        QVERIFY2(readme.open(QIODevice::ReadOnly), qPrintable(name));
        QVERIFY2(readme.readAll().contains("```cpp\n" + text + "```\n"), qPrintable(name));
    }
}

TXDESK_TEST(ConnectionTest);

} // namespace txdesk::test

#include "connection_test.moc"
