// Who may call what, and what others hear. Source: rows 36, 37, 38 and 97 of the specification's list.
// SPDX-License-Identifier: Apache-2.0
#include "tests/grpc/grpc_bench.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using test::bareRequest;
using test::GrpcBench;
using test::sagaRequest;
using Async = GrpcBench::Async;
using Empty = google::protobuf::Empty;
using Request = dtmgimp::DtmRequest;
using Branch = dtmgimp::DtmBranchRequest;
using TopicAsked = dtmgimp::DtmTopicRequest;

class FrontDoorsTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_bench.reset(); }
    void everyMethodNeedsARole_data() { methods(); }
    void everyMethodNeedsARole();
    void aClientMayNotTouchTopics_data() { methods(); }
    void aClientMayNotTouchTopics();
    void readsTheToken_data();
    void readsTheToken();
    void keepsToTheScope();
    void trustsLoopbackAsAClientOnly();
    void refusesItsOwnCalls();
    void tellsBadInputFromNoRight();
    void slowsGuessersDown();
    void slowsTheBusyDown();

private:
    using Ask = std::function<std::pair<int, QString>(GrpcBench &, const GrpcBench::Metadata &)>;
    static void methods();
    void addToken(const QByteArray &secret, Role role, const TokenScope &scope = {});

    std::unique_ptr<GrpcBench> m_bench;
};

namespace {

constexpr int doorOk = 0;
constexpr int doorInvalidArgument = 3;
constexpr int doorPermissionDenied = 7;
constexpr int doorResourceExhausted = 8;
constexpr int doorUnauthenticated = 16;

template<class Message, class Reply = Empty>
auto asking(GrpcBench::Method<Message, Reply> method, const Message &message)
{
    return [method, message](GrpcBench &bench, const GrpcBench::Metadata &metadata) {
        const auto heard = bench.ask<Message, Reply>(method, message, metadata);
        return std::pair(heard.code, heard.message);
    };
}

GrpcBench::Metadata bearer(const std::string &secret)
{
    return {{"authorization", "Bearer " + secret}};
}

} // namespace

void FrontDoorsTest::init()
{
    m_bench = std::make_unique<GrpcBench>(grpcapi::FrontSettings(), security::DoorSettings{.loopbackTrust = false});
    QVERIFY(m_bench->start());
}

void FrontDoorsTest::addToken(const QByteArray &secret, Role role, const TokenScope &scope)
{
    security::StoredToken stored;
    stored.token.id = stored.token.name = QString::fromLatin1(secret);
    stored.token.role = role;
    stored.token.scope = scope;
    stored.hash = security::hashOf(secret);
    m_bench->door.tokens().put(stored);
}

void FrontDoorsTest::methods()
{
    QTest::addColumn<Ask>("ask");
    QTest::addColumn<bool>("isForAdmins");
    TopicAsked topic;
    topic.set_topic("t");
    topic.set_url("bank:1/bank.Bank/In");
    QTest::newRow("NewGid") << Ask(asking<Empty, dtmgimp::DtmGidReply>(&Async::NewGid, {})) << false;
    QTest::newRow("Submit") << Ask(asking<Request>(&Async::Submit, sagaRequest("g"))) << false;
    QTest::newRow("Prepare") << Ask(asking<Request>(&Async::Prepare, bareRequest("g", "tcc"))) << false;
    QTest::newRow("Abort") << Ask(asking<Request>(&Async::Abort, bareRequest("g", "tcc"))) << false;
    QTest::newRow("RegisterBranch") << Ask(asking<Branch>(&Async::RegisterBranch, {})) << false;
    QTest::newRow("PrepareWorkflow") << Ask(asking<Request, dtmgimp::DtmProgressesReply>(&Async::PrepareWorkflow, bareRequest("g", "workflow"))) << false;
    QTest::newRow("Subscribe") << Ask(asking<TopicAsked>(&Async::Subscribe, topic)) << true;
    QTest::newRow("Unsubscribe") << Ask(asking<TopicAsked>(&Async::Unsubscribe, topic)) << true;
    QTest::newRow("DeleteTopic") << Ask(asking<TopicAsked>(&Async::DeleteTopic, topic)) << true;
}

void FrontDoorsTest::everyMethodNeedsARole()
{
    QFETCH(Ask, ask);
    QCOMPARE(ask(*m_bench, {}), std::pair(doorUnauthenticated, u"token required"_s));
    QCOMPARE(ask(*m_bench, bearer("guess")), std::pair(doorUnauthenticated, u"bad token"_s));
    QVERIFY(!m_bench->stored(u"g"_s).has_value());
}

void FrontDoorsTest::aClientMayNotTouchTopics()
{
    QFETCH(Ask, ask);
    QFETCH(bool, isForAdmins);
    addToken("shop", Role::Client);
    const auto heard = ask(*m_bench, bearer("shop"));
    if (isForAdmins)
        QCOMPARE(heard, std::pair(doorPermissionDenied, u"role admin needed"_s));
    else
        QVERIFY(heard.first != doorUnauthenticated && heard.first != doorPermissionDenied);
    addToken("root", Role::Admin);
    QVERIFY(ask(*m_bench, bearer("root")).first != doorPermissionDenied);
}

void FrontDoorsTest::readsTheToken_data()
{
    QTest::addColumn<GrpcBench::Metadata>("metadata");
    QTest::addColumn<int>("code");
    const auto row = [](const char *name, const GrpcBench::Metadata &metadata, int code) { QTest::newRow(name) << metadata << code; };
    row("bearer", {{"authorization", "Bearer secret"}}, doorOk);
    row("bearer in lower case", {{"authorization", "bearer secret"}}, doorOk);
    row("basic, the token as password", {{"authorization", "Basic eDpzZWNyZXQ="}}, doorOk); // x:secret
    row("basic, the token as user", {{"authorization", "Basic c2VjcmV0Og=="}}, doorUnauthenticated); // secret:
    row("bare", {{"authorization", "secret"}}, doorUnauthenticated);
    row("empty", {{"authorization", "Bearer "}}, doorUnauthenticated);
    row("two", {{"authorization", "Bearer secret"}, {"authorization", "Bearer other"}}, doorUnauthenticated);
    row("in other metadata", {{"token", "secret"}}, doorUnauthenticated);
}

void FrontDoorsTest::readsTheToken()
{
    QFETCH(GrpcBench::Metadata, metadata);
    addToken("secret", Role::Client);
    QTEST((m_bench->ask<Empty, dtmgimp::DtmGidReply>(&Async::NewGid, {}, metadata).code), "code");
}

void FrontDoorsTest::keepsToTheScope()
{
    addToken("shop", Role::Client, {.gidPrefix = u"shop-"_s, .kinds = {}});
    addToken("saga", Role::Client, {.gidPrefix = {}, .kinds = {TransactionKind::Saga}});
    const auto code = [this](const std::string &gid, const std::string &kind, const std::string &secret) {
        const auto heard = m_bench->ask<Request, Empty>(&Async::Prepare, bareRequest(gid, kind), bearer(secret));
        return std::pair(heard.code, heard.message);
    };
    QCOMPARE(code("bank-1", "tcc", "shop"), std::pair(doorPermissionDenied, u"gid outside token scope"_s));
    QCOMPARE(code("shop-1", "tcc", "shop"), std::pair(doorOk, QString()));
    QCOMPARE(code("any", "tcc", "saga"), std::pair(doorPermissionDenied, u"trans_type outside token scope"_s));
    QVERIFY(!m_bench->stored(u"bank-1"_s).has_value());
    QVERIFY(!m_bench->stored(u"any"_s).has_value());
}

void FrontDoorsTest::trustsLoopbackAsAClientOnly()
{
    m_bench = std::make_unique<GrpcBench>(grpcapi::FrontSettings(), security::DoorSettings{});
    QVERIFY(m_bench->start());
    QCOMPARE((m_bench->ask<Request, Empty>(&Async::Submit, sagaRequest("g")).code), doorOk);
    TopicAsked topic;
    topic.set_topic("t");
    const auto heard = m_bench->ask<TopicAsked, Empty>(&Async::DeleteTopic, topic);
    QCOMPARE(heard.code, doorUnauthenticated);
    QCOMPARE(heard.message, u"token required"_s);
}

// HTTP's 421. ABORTED and FAILED_PRECONDITION mean something to DTM's clients.
void FrontDoorsTest::refusesItsOwnCalls()
{
    addToken("secret", Role::Admin);
    GrpcBench::Metadata metadata = bearer("secret");
    metadata.emplace_back("dtm-outbound", "desk");
    const auto heard = m_bench->ask<Request, Empty>(&Async::Submit, sagaRequest("g"), metadata);
    QCOMPARE(heard.code, doorPermissionDenied);
    QCOMPARE(heard.message, u"loop"_s);
    QVERIFY(!m_bench->stored(u"g"_s).has_value());
}

void FrontDoorsTest::tellsBadInputFromNoRight()
{
    addToken("secret", Role::Client);
    const auto withRight = m_bench->ask<Request, Empty>(&Async::Submit, sagaRequest("a'b"), bearer("secret"));
    QCOMPARE(withRight.code, doorInvalidArgument);
    QVERIFY2(withRight.message.startsWith(u"bad gid"_s), qPrintable(withRight.message));
    QCOMPARE((m_bench->ask<Request, Empty>(&Async::Submit, sagaRequest("a'b")).code), doorUnauthenticated);
}

// Row 31.
void FrontDoorsTest::slowsGuessersDown()
{
    for (int i = 0; i < 10; ++i)
        QCOMPARE((m_bench->ask<Empty, dtmgimp::DtmGidReply>(&Async::NewGid, {}, bearer("guess" + std::to_string(i))).code), doorUnauthenticated);
    const auto heard = m_bench->ask<Empty, dtmgimp::DtmGidReply>(&Async::NewGid, {}, bearer("guess"));
    QCOMPARE(heard.code, doorResourceExhausted);
    QCOMPARE(heard.message, u"too many failures"_s);
}

void FrontDoorsTest::slowsTheBusyDown()
{
    m_bench = std::make_unique<GrpcBench>(grpcapi::FrontSettings(), security::DoorSettings{.loopbackTrust = false, .requests = {1, 2}});
    QVERIFY(m_bench->start());
    addToken("shop", Role::Client);
    QString refusal;
    for (int i = 0; i < 4; ++i)
        if (const auto heard = m_bench->ask<Empty, dtmgimp::DtmGidReply>(&Async::NewGid, {}, bearer("shop")); heard.code == doorResourceExhausted)
            refusal = heard.message;
    QCOMPARE(refusal, u"too many requests"_s);
}

TXDESK_TEST(FrontDoorsTest);
#include "front_doors_test.moc"
