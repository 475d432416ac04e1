// Every method of the service, called by gRPC's own client: what it does, and what it answers when it does not.
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

class DtmMethodsTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_bench.reset(); }
    void makesGids();
    void runsASaga();
    void tellsOfAResult();
    void runsATcc();
    void runsAWorkflow();
    void carriesABusinessKey();
    void servesTopics();
    void refusesInDtmWords_data();
    void refusesInDtmWords();
    void skipsTheFieldThatWas();
    void isCounted();

private:
    int submit(const Request &request, QString *message = nullptr);
    int prepare(const Request &request);
    int registerBranch(const Branch &request, QString *message = nullptr);

    std::unique_ptr<GrpcBench> m_bench;
};

namespace {

constexpr int codeOk = 0;
constexpr int codeInvalidArgument = 3;
constexpr int codeAborted = 10;

Branch branchRequest(const std::string &gid, const std::string &kind, const std::string &branch = "01")
{
    Branch request;
    request.set_gid(gid);
    request.set_transtype(kind);
    request.set_branchid(branch);
    return request;
}

using Ask = std::function<std::pair<int, QString>(GrpcBench &)>;

template<class Message>
Ask askLater(GrpcBench::Method<Message, Empty> method, const Message &message)
{
    return [method, message](GrpcBench &bench) {
        const auto heard = bench.ask<Message, Empty>(method, message);
        return std::pair(heard.code, heard.message);
    };
}

} // namespace

void DtmMethodsTest::init()
{
    m_bench = std::make_unique<GrpcBench>();
    QVERIFY(m_bench->start());
}

int DtmMethodsTest::submit(const Request &request, QString *message)
{
    const auto heard = m_bench->ask<Request, Empty>(&Async::Submit, request);
    if (message)
        *message = heard.message;
    return heard.code;
}

int DtmMethodsTest::prepare(const Request &request)
{
    return m_bench->ask<Request, Empty>(&Async::Prepare, request).code;
}

int DtmMethodsTest::registerBranch(const Branch &request, QString *message)
{
    const auto heard = m_bench->ask<Branch, Empty>(&Async::RegisterBranch, request);
    if (message)
        *message = heard.message;
    return heard.code;
}

void DtmMethodsTest::makesGids()
{
    const auto first = m_bench->ask<Empty, dtmgimp::DtmGidReply>(&Async::NewGid, {});
    const auto second = m_bench->ask<Empty, dtmgimp::DtmGidReply>(&Async::NewGid, {});
    QCOMPARE(first.code, codeOk);
    QCOMPARE(first.reply.gid().size(), 22U);
    QVERIFY(first.reply.gid() != second.reply.gid());
}

void DtmMethodsTest::runsASaga()
{
    Request request = sagaRequest("g1");
    (*request.mutable_transoptions()->mutable_branchheaders())["x-trace"] = "7";
    request.mutable_transoptions()->set_requesttimeout(9);
    QCOMPARE(submit(request), codeOk);
    QTRY_COMPARE(m_bench->caller.calls.size(), 1);
    const engine::Call call = m_bench->caller.calls[0];
    QCOMPARE(call.protocol, u"grpc"_s);
    QCOMPARE(call.url, u"bank:1/bank.Bank/Out"_s);
    QCOMPARE(call.payload, "\x08\x1e\xff"_ba); // bytes that are no text
    QCOMPARE(call.headers["x-trace"_L1], u"7"_s);
    QCOMPARE(call.timeout, Milliseconds{9000});
    QTRY_COMPARE(m_bench->stored(u"g1"_s)->transaction.status, TransactionStatus::Succeeded);
    QCOMPARE(m_bench->stored(u"g1"_s)->transaction.protocol, u"grpc"_s);
}

void DtmMethodsTest::tellsOfAResult()
{
    m_bench->answer = [](const engine::Call &call) {
        return call.op == OpKind::Action ? engine::CallAnswered{.outcome = Outcome::Rejected, .statusCode = 10, .text = u"no money"_s}
                                         : engine::CallAnswered{.outcome = Outcome::Succeeded, .statusCode = 200};
    };
    Request request = sagaRequest("g2");
    request.mutable_transoptions()->set_waitresult(true);
    QString message;
    QCOMPARE(submit(request, &message), codeAborted);
    QCOMPARE(message, u"url:bank:1/bank.Bank/Out return failed: no money FAILURE"_s);

    m_bench->answer = {};
    request.set_gid("g3");
    QCOMPARE(submit(request), codeOk);
    QCOMPARE(m_bench->stored(u"g3"_s)->transaction.status, TransactionStatus::Succeeded);
}

void DtmMethodsTest::runsATcc()
{
    const Request tcc = bareRequest("t1", "tcc");
    QCOMPARE(prepare(tcc), codeOk);
    Branch branch = branchRequest("t1", "tcc");
    (*branch.mutable_data())["confirm"] = "bank:1/bank.Bank/Confirm";
    (*branch.mutable_data())["cancel"] = "bank:1/bank.Bank/Cancel";
    branch.set_busipayload("\x08\xff");
    QCOMPARE(registerBranch(branch), codeOk);
    QCOMPARE(submit(tcc), codeOk);
    QTRY_COMPARE(m_bench->caller.calls.size(), 1);
    QCOMPARE(m_bench->caller.calls[0].url, u"bank:1/bank.Bank/Confirm"_s);
    QCOMPARE(m_bench->caller.calls[0].payload, "\x08\xff"_ba);

    QCOMPARE(prepare(bareRequest("t2", "tcc")), codeOk);
    branch.set_gid("t2");
    QCOMPARE(registerBranch(branch), codeOk);
    Request abort = bareRequest("t2", "tcc");
    abort.set_rollbackreason("rpc error: code = Aborted desc = no");
    QCOMPARE((m_bench->ask<Request, Empty>(&Async::Abort, abort).code), codeOk);
    QTRY_COMPARE(m_bench->caller.calls.size(), 2);
    QCOMPARE(m_bench->caller.calls[1].op, OpKind::Cancel);
    QTRY_COMPARE(m_bench->stored(u"t2"_s)->transaction.status, TransactionStatus::Failed);
    QCOMPARE(m_bench->stored(u"t2"_s)->transaction.rollbackReason, u"rpc error: code = Aborted desc = no"_s);
}

void DtmMethodsTest::runsAWorkflow()
{
    Request workflow = bareRequest("w1", "workflow");
    workflow.set_customeddata(R"({"name":"transfer","data":"YWJj"})");
    workflow.set_queryprepared("app:1/workflow.Workflow/Execute");
    const auto first = m_bench->ask<Request, dtmgimp::DtmProgressesReply>(&Async::PrepareWorkflow, workflow);
    QCOMPARE(first.code, codeOk);
    QCOMPARE(first.reply.transaction().status(), "prepared");
    QCOMPARE(first.reply.progresses_size(), 0);

    Branch step = branchRequest("w1", "workflow");
    (*step.mutable_data())["op"] = "action";
    (*step.mutable_data())["status"] = "succeed";
    step.set_busipayload("\xff\x01");
    QCOMPARE(registerBranch(step), codeOk);
    const auto again = m_bench->ask<Request, dtmgimp::DtmProgressesReply>(&Async::PrepareWorkflow, workflow);
    QCOMPARE(again.reply.progresses_size(), 1);
    QCOMPARE(again.reply.progresses(0).branchid(), "01");
    QCOMPARE(again.reply.progresses(0).op(), "action");
    QCOMPARE(again.reply.progresses(0).status(), "succeed");
    QCOMPARE(again.reply.progresses(0).bindata(), "\xff\x01");

    Request end = bareRequest("w1", "workflow");
    (*end.mutable_reqextra())["status"] = "succeed";
    (*end.mutable_reqextra())["result"] = "b2s=";
    QCOMPARE(submit(end), codeOk);
    const auto ended = m_bench->ask<Request, dtmgimp::DtmProgressesReply>(&Async::PrepareWorkflow, workflow);
    QCOMPARE(ended.code, codeOk);
    QCOMPARE(ended.reply.transaction().gid(), "w1");
    QCOMPARE(ended.reply.transaction().status(), "succeed");
    QCOMPARE(ended.reply.transaction().result(), "b2s="); // DTM leaves it empty
}

// DTM's message has no field for it: it comes as business_key in ReqExtra, of whatever begins a transaction.
void DtmMethodsTest::carriesABusinessKey()
{
    Request saga = sagaRequest("g1");
    (*saga.mutable_reqextra())["business_key"] = "ORD-2209 \xe5\x8c\x97";
    QCOMPARE(submit(saga), codeOk);
    QCOMPARE(m_bench->stored(u"g1"_s)->transaction.businessKey, u"ORD-2209 北"_s);
    Request tcc = bareRequest("t1", "tcc");
    (*tcc.mutable_reqextra())["business_key"] = "ORD-1";
    QCOMPARE(prepare(tcc), codeOk);
    QCOMPARE(m_bench->stored(u"t1"_s)->transaction.businessKey, u"ORD-1"_s);
    (*tcc.mutable_reqextra())["business_key"] = "another";
    QCOMPARE(submit(tcc), codeOk); // fixed when it was created
    QCOMPARE(m_bench->stored(u"t1"_s)->transaction.businessKey, u"ORD-1"_s);
    Request workflow = bareRequest("w1", "workflow");
    workflow.set_customeddata(R"({"name":"transfer","data":"YWJj"})");
    workflow.set_queryprepared("app:1/workflow.Workflow/Execute");
    (*workflow.mutable_reqextra())["business_key"] = "ORD-2";
    QCOMPARE((m_bench->ask<Request, dtmgimp::DtmProgressesReply>(&Async::PrepareWorkflow, workflow).code), codeOk);
    QCOMPARE(m_bench->stored(u"w1"_s)->transaction.businessKey, u"ORD-2"_s);
    Request tooLong = sagaRequest("g2");
    (*tooLong.mutable_reqextra())["business_key"] = std::string(129, 'k');
    QString message;
    QCOMPARE(submit(tooLong, &message), codeInvalidArgument);
    QVERIFY2(message.contains(u"business_key: at most 128"_s), qPrintable(message));
    QVERIFY(!m_bench->stored(u"g2"_s));
}

void DtmMethodsTest::servesTopics()
{
    TopicAsked topic;
    topic.set_topic("paid");
    topic.set_url("shop:1/shop.Shop/Paid");
    topic.set_remark("the shop");
    QCOMPARE((m_bench->ask<TopicAsked, Empty>(&Async::Subscribe, topic).code), codeOk);
    Request message = bareRequest("m1", "msg");
    message.set_steps(R"([{"action":"topic://paid"}])");
    message.add_binpayloads("x");
    QCOMPARE(submit(message), codeOk);
    QTRY_COMPARE(m_bench->caller.calls.size(), 1);
    QCOMPARE(m_bench->caller.calls[0].url, u"shop:1/shop.Shop/Paid"_s);
    QCOMPARE((m_bench->ask<TopicAsked, Empty>(&Async::Unsubscribe, topic).code), codeOk);
    QCOMPARE((m_bench->ask<TopicAsked, Empty>(&Async::DeleteTopic, topic).code), codeOk);
}

void DtmMethodsTest::refusesInDtmWords_data()
{
    QTest::addColumn<Ask>("ask");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const Ask &ask, int code, const QString &text) { QTest::newRow(name) << ask << code << text; };
    constexpr int unknown = 2;
    constexpr int internal = 13;
    row("abort unknown gid", askLater<Request>(&Async::Abort, bareRequest("nobody", "tcc")), internal, u"no TransGlobal with gid: nobody found"_s);
    row("submit unknown workflow", askLater<Request>(&Async::Submit, bareRequest("nobody", "workflow")), internal, u"storage: NotFound"_s);
    row("branch of an unknown gid", askLater<Branch>(&Async::RegisterBranch, branchRequest("nobody", "tcc")), codeAborted,
        u"no trans with gid: nobody status: prepared found FAILURE"_s);
    row("branch of an unknown type", askLater<Branch>(&Async::RegisterBranch, branchRequest("nobody", "paper")), unknown, u"unknow trans type: paper"_s);
    Request message = bareRequest("m", "msg");
    message.set_steps(R"([{"action":"topic://nobody"}])");
    message.add_binpayloads("x");
    row("unknown topic in a step", askLater<Request>(&Async::Submit, message), internal, u"topic not found"_s);
    TopicAsked topic;
    row("empty topic", askLater<TopicAsked>(&Async::Subscribe, topic), unknown, u"empty topic"_s);
    topic.set_topic("t");
    row("empty url", askLater<TopicAsked>(&Async::Subscribe, topic), unknown, u"empty url"_s);
    row("topic not there", askLater<TopicAsked>(&Async::DeleteTopic, topic), unknown, u"storage: NotFound"_s);
    row("empty gid", askLater<Request>(&Async::Submit, sagaRequest("")), codeInvalidArgument, u"bad gid"_s);
    row("gid with a quote", askLater<Request>(&Async::Prepare, sagaRequest("a'b")), codeInvalidArgument, u"bad gid"_s);
    message.set_steps("[{]");
    row("steps that are no JSON", askLater<Request>(&Async::Submit, message), codeInvalidArgument, u"steps: expected a JSON list"_s);
    message.set_steps("{}");
    row("steps that are no list", askLater<Request>(&Async::Submit, message), codeInvalidArgument, u"steps: expected a JSON list"_s);
    Request saga = sagaRequest("s");
    saga.set_binpayloads(0, std::string(1024 * 1024 + 1, 'x'));
    row("payload too large", askLater<Request>(&Async::Submit, saga), codeInvalidArgument, u"payload too large (at most 1048576 bytes)"_s);
    saga.clear_binpayloads();
    row("payload missing", askLater<Request>(&Async::Submit, saga), codeInvalidArgument, u"payloads: expected one for each step"_s);
}

void DtmMethodsTest::refusesInDtmWords()
{
    QFETCH(Ask, ask);
    const auto [code, message] = ask(*m_bench);
    QTEST(message, "message");
    QTEST(code, "code");
}

// Clients in PHP and Node still send the options' field 4, a list of header names.
void DtmMethodsTest::skipsTheFieldThatWas()
{
    const std::string options("\x1a\x05\x22\x03" "abc");
    const auto heard = m_bench->askRaw("/dtmgimp.Dtm/Submit", sagaRequest("g9").SerializeAsString() + options);
    QCOMPARE(heard.code, codeOk);
    QTRY_COMPARE(m_bench->caller.calls.size(), 1);
}

void DtmMethodsTest::isCounted()
{
    QCOMPARE(submit(sagaRequest("c1")), codeOk);
    QCOMPARE(submit(sagaRequest("")), codeInvalidArgument);
    QCOMPARE((m_bench->ask<Request, Empty>(&Async::Abort, bareRequest("nobody", "tcc")).code), 13);
    QCOMPARE(m_bench->counted.size(), 3);
    QCOMPARE(m_bench->counted[0].method, u"submit"_s);
    QVERIFY(m_bench->counted[0].ok);
    QCOMPARE(m_bench->counted[1].method, u"submit"_s);
    QVERIFY(!m_bench->counted[1].ok);
    QCOMPARE(m_bench->counted[2].method, u"abort"_s);
}

TXDESK_TEST(DtmMethodsTest);
#include "dtm_methods_test.moc"
