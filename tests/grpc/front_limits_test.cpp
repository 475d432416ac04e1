// What the front does with clients that leave, send nonsense, come in crowds or too late; and reflection.
// SPDX-License-Identifier: Apache-2.0
#include "tests/grpc/grpc_bench.h"
#include "tests/support/test_main.h"

#include <QTcpServer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using test::GrpcBench;
using test::sagaRequest;
using Async = GrpcBench::Async;
using Empty = google::protobuf::Empty;
using Request = dtmgimp::DtmRequest;

class FrontLimitsTest : public QObject
{
    Q_OBJECT

private slots:
    void survivesNonsense_data();
    void survivesNonsense();
    void refusesLargeMessages();
    void takesFourMebibytesAndNoMore();
    void survivesALeavingClient();
    void holdsAWaitingRequestOnlySoLong();
    void servesACrowd();
    void boundsTheCrowd();
    void takesNothingMoreWhenItStops();
    void answersWhatIsOpenWhenItEnds();
    void wantsAPortOfItsOwn();
    void listensOnIpv6();

private:
    static Request waitingSaga(const std::string &gid);
};

namespace {

constexpr int frontOk = 0;
constexpr int frontUnavailable = 14;

} // namespace

Request FrontLimitsTest::waitingSaga(const std::string &gid)
{
    Request request = sagaRequest(gid);
    request.mutable_transoptions()->set_waitresult(true);
    return request;
}

void FrontLimitsTest::survivesNonsense_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<int>("code");
    QTest::newRow("not a message") << "/dtmgimp.Dtm/Submit"_ba << "\xff\xff\xff\xff"_ba << 3;
    QTest::newRow("a gid that is no UTF-8") << "/dtmgimp.Dtm/Submit"_ba << "\x0a\x02\xc3\x28"_ba << 3;
    QTest::newRow("a length beyond the end") << "/dtmgimp.Dtm/RegisterBranch"_ba << "\x0a\x7fx"_ba << 3;
    QTest::newRow("nothing") << "/dtmgimp.Dtm/Submit"_ba << ""_ba << 3;
    QTest::newRow("no such method") << "/dtmgimp.Dtm/Query"_ba << ""_ba << 12;
    QTest::newRow("reflection") << "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo"_ba << "\x3a\x01*"_ba << 12;
    QTest::newRow("no such service") << "/bank.Bank/In"_ba << ""_ba << 12;
}

void FrontLimitsTest::survivesNonsense()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, message);
    GrpcBench bench;
    QVERIFY(bench.start());
    QTEST(bench.askRaw(path.toStdString(), message.toStdString()).code, "code");
    QCOMPARE((bench.ask<Request, Empty>(&Async::Submit, sagaRequest("after")).code), frontOk);
}

void FrontLimitsTest::refusesLargeMessages()
{
    GrpcBench bench({.endpoint = {.messageBytesMax = 1000}});
    QVERIFY(bench.start());
    Request large = sagaRequest("large");
    large.set_binpayloads(0, std::string(1000, 'x'));
    QCOMPARE((bench.ask<Request, Empty>(&Async::Submit, large).code), 8); // RESOURCE_EXHAUSTED
    QCOMPARE((bench.ask<Request, Empty>(&Async::Submit, sagaRequest("small")).code), frontOk);
}

// Row 98 of the specification.
void FrontLimitsTest::takesFourMebibytesAndNoMore()
{
    GrpcBench bench;
    QVERIFY(bench.start());
    constexpr std::size_t bytesMax = 4 * 1024 * 1024;
    Request large = sagaRequest("large");
    large.set_customeddata(std::string(bytesMax - large.ByteSizeLong() - 5, 'x')); // its tag and length: 5 bytes
    QCOMPARE(large.ByteSizeLong(), bytesMax);
    const auto whole = bench.ask<Request, Empty>(&Async::Submit, large);
    QCOMPARE(whole.code, 3); // it was read, and custom_data is too long
    QVERIFY2(whole.message.startsWith(u"custom_data"_s), qPrintable(whole.message));
    large.mutable_customeddata()->push_back('x');
    QCOMPARE((bench.ask<Request, Empty>(&Async::Submit, large).code), 8);
}

void FrontLimitsTest::survivesALeavingClient()
{
    GrpcBench bench;
    QVERIFY(bench.start());
    bench.caller.holding = true;
    const auto left = bench.begin<Request, Empty>(&Async::Submit, waitingSaga("left"));
    QTRY_COMPARE(bench.caller.calls.size(), 1);
    left->context.TryCancel();
    QTRY_VERIFY(left->isAnswered());
    QCOMPARE(left->heard.code, 1); // CANCELLED
    bench.caller.release();
    QTRY_COMPARE(bench.stored(u"left"_s)->transaction.status, TransactionStatus::Succeeded);
    QCOMPARE((bench.ask<Request, Empty>(&Async::Submit, waitingSaga("next")).code), frontOk);
}

void FrontLimitsTest::holdsAWaitingRequestOnlySoLong()
{
    GrpcBench bench({.waitResultHold = Milliseconds{50}});
    QVERIFY(bench.start());
    bench.caller.holding = true;
    const auto heard = bench.ask<Request, Empty>(&Async::Submit, waitingSaga("held"));
    QCOMPARE(heard.code, 9);
    QCOMPARE(heard.message, u"ONGOING"_s);
    bench.caller.release(); // the late answer is dropped
    QTRY_COMPARE(bench.stored(u"held"_s)->transaction.status, TransactionStatus::Succeeded);
}

void FrontLimitsTest::servesACrowd()
{
    GrpcBench bench;
    QVERIFY(bench.start());
    QList<std::shared_ptr<GrpcBench::Asked<Empty>>> all;
    for (int i = 0; i < 500; ++i)
        all.append(bench.begin<Request, Empty>(&Async::Submit, sagaRequest("crowd" + std::to_string(i))));
    for (const auto &asked : all) {
        QVERIFY(GrpcBench::waitFor([&] { return asked->isAnswered(); }));
        QCOMPARE(asked->heard.code, frontOk);
    }
}

void FrontLimitsTest::boundsTheCrowd()
{
    GrpcBench bench({.endpoint = {.inFlightMax = 1}});
    QVERIFY(bench.start());
    bench.caller.holding = true;
    const auto first = bench.begin<Request, Empty>(&Async::Submit, waitingSaga("first"));
    QTRY_COMPARE(bench.caller.calls.size(), 1);
    bench.connectBy(grpc::InsecureChannelCredentials()); // a connection of its own: streams of one are bounded, too
    const auto second = bench.ask<Request, Empty>(&Async::Submit, sagaRequest("second"));
    QCOMPARE(second.code, frontUnavailable);
    QCOMPARE(second.message, u"too many requests at a time"_s);
    bench.caller.release();
    QTRY_VERIFY(first->isAnswered());
    QCOMPARE((bench.ask<Request, Empty>(&Async::Submit, sagaRequest("third")).code), frontOk);
}

void FrontLimitsTest::takesNothingMoreWhenItStops()
{
    GrpcBench bench;
    QVERIFY(bench.start());
    bench.caller.holding = true;
    const auto open = bench.begin<Request, Empty>(&Async::Submit, waitingSaga("open"));
    QTRY_COMPARE(bench.caller.calls.size(), 1);
    bench.front->stopAccepting();
    QCOMPARE((bench.ask<Request, Empty>(&Async::Submit, sagaRequest("late")).code), frontUnavailable);
    bench.caller.release();
    QTRY_VERIFY(open->isAnswered());
    QCOMPARE(open->heard.code, frontOk);
}

void FrontLimitsTest::answersWhatIsOpenWhenItEnds()
{
    GrpcBench bench;
    QVERIFY(bench.start());
    bench.caller.holding = true;
    const auto open = bench.begin<Request, Empty>(&Async::Submit, waitingSaga("open"));
    QTRY_COMPARE(bench.caller.calls.size(), 1);
    bench.front.reset();
    QTRY_VERIFY(open->isAnswered());
    QCOMPARE(open->heard.code, frontUnavailable);
    bench.caller.release(); // the coordinator's answer finds nobody
    QTRY_COMPARE(bench.stored(u"open"_s)->transaction.status, TransactionStatus::Succeeded);
}

void FrontLimitsTest::wantsAPortOfItsOwn()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    GrpcBench bench({.endpoint = {.port = taken.serverPort()}});
    const auto port = bench.front->listen();
    QVERIFY(!port);
    QVERIFY2(port.error().message.startsWith(u"cannot listen on 127.0.0.1:%1 for gRPC"_s.arg(taken.serverPort())), qPrintable(port.error().message));
}

void FrontLimitsTest::listensOnIpv6()
{
    QTcpServer any;
    if (!any.listen(QHostAddress::LocalHostIPv6))
        QSKIP("this machine has no IPv6");
    GrpcBench bench({.endpoint = {.bind = u"::1"_s}});
    QVERIFY(bench.front->listen().has_value());
}

TXDESK_TEST(FrontLimitsTest);
#include "front_limits_test.moc"
