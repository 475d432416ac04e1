// Options DTM does not know: ladders, windows, back-checks. Without them everything is DTM's, to the byte.
// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/dtm_request.h"
#include "shared/codec/options_codec.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using namespace txdesk::codec;

namespace {

Result<TransactionRequest> readBody(const QByteArray &kind, const QByteArray &members)
{
    return transactionRequestFrom(R"({"gid":"g","trans_type":")" + kind + R"(","steps":[{"action":"http://a/b"}],"payloads":["{}"],)" + members + '}', {});
}

} // namespace

class OwnOptionsTest : public QObject
{
    Q_OBJECT

private slots:
    void storedTextReadsBack_data();
    void storedTextReadsBack();
    void readsALadder();
    void knowsTheUsualLadders();
    void refuses_data();
    void refuses();
};

void OwnOptionsTest::storedTextReadsBack_data()
{
    QTest::addColumn<TransactionOptions>("options");
    QTest::addColumn<QByteArray>("text");
    TransactionOptions dtms;
    dtms.retryInterval = Seconds{3};
    QTest::newRow("DTM's") << dtms << QByteArray(R"({"retry_interval":3,"concurrent":false})");
    TransactionOptions ours;
    ours.retryLadder = {Seconds{10}, Seconds{0}, Seconds{7200}};
    ours.window = Seconds{60};
    ours.successBody = u"a \"b\""_s;
    ours.checkInterval = Seconds{5};
    ours.checkMax = 15;
    QTest::newRow("all of ours")
        << ours << QByteArray(R"({"concurrent":false,"retry_ladder":[10,0,7200],"window":60,"success_body":"a \"b\"","check_interval":5,"check_max":15})");
}

void OwnOptionsTest::storedTextReadsBack()
{
    QFETCH(TransactionOptions, options);
    QTEST(optionsText(options), "text");
    const auto read = optionsFromText(optionsText(options));
    QVERIFY2(read.has_value(), read ? "" : qPrintable(read.error().message));
    QCOMPARE(*read, options);
}

void OwnOptionsTest::readsALadder()
{
    const auto request = readBody("notify", R"("retry_ladder":[1,2],"window":9,"success_body":" success\n","check_interval":4,"check_max":2)");
    QVERIFY2(request.has_value(), request ? "" : qPrintable(request.error().message));
    QCOMPARE(request->kind, TransactionKind::Notify);
    QCOMPARE(request->steps.size(), 1);
    QCOMPARE(request->options.retryLadder, (QList<Seconds>{Seconds{1}, Seconds{2}}));
    QCOMPARE(request->options.window, Seconds{9});
    QCOMPARE(request->options.successBody, u"success"_s); // as it is compared
    QCOMPARE(request->options.checkMax, 2);
    QVERIFY(readBody("msg", R"("concurrent":true)")->options.retryLadder.isEmpty());
}

void OwnOptionsTest::knowsTheUsualLadders()
{
    QCOMPARE(readBody("msg", R"("retry_ladder":"default")")->options.retryLadder.size(), 16);
    QCOMPARE(readBody("msg", R"("retry_ladder":"default")")->options.retryLadder.last(), Seconds{7200});
    QCOMPARE(readBody("notify", R"("retry_ladder":"default")")->options.retryLadder.size(), 8);
    QCOMPARE(readBody("notify", R"("retry_ladder":"default")")->options.retryLadder.last(), Seconds{36'000});
}

void OwnOptionsTest::refuses_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QString>("begins");
    const auto row = [](const char *name, const char *kind, const QByteArray &members, const char *begins) {
        QTest::newRow(name) << QByteArray(kind) << members << QString::fromLatin1(begins);
    };
    row("ladder of words", "msg", R"("retry_ladder":["1"])", "field retry_ladder: expected whole numbers");
    row("negative wait", "msg", R"("retry_ladder":[-1])", "field retry_ladder: expected whole numbers");
    row("fraction", "msg", R"("retry_ladder":[1.5])", "field retry_ladder: expected whole numbers");
    row("endless wait", "msg", R"("retry_ladder":[1e300])", "field retry_ladder: expected whole numbers");
    row("empty ladder", "msg", R"("retry_ladder":[])", "field retry_ladder: expected 1 to 64 waits");
    row("long ladder", "msg", R"("retry_ladder":[)" + QByteArray("1,").repeated(64) + "1]", "field retry_ladder: expected 1 to 64 waits");
    row("another word", "msg", R"("retry_ladder":"fast")", "field retry_ladder: expected a list");
    row("window of a message", "msg", R"("window":1)", "field window: only notify");
    row("success body of a saga", "saga", R"("success_body":"ok")", "field window: only notify");
    row("ladder of a saga", "saga", R"("retry_ladder":[1])", "field retry_ladder: only msg and notify");
    row("checks of a saga", "saga", R"("check_max":1)", "field check_interval: only of msg and notify");
    row("negative checks", "msg", R"("check_max":-1)", "field check_max");
    row("long success body", "notify", R"("success_body":")" + QByteArray(257, 'x') + '"', "field success_body: is too long");
    row("notify over gRPC", "notify", R"("protocol":"grpc")", "protocol: notifications go over http");
}

void OwnOptionsTest::refuses()
{
    QFETCH(QByteArray, kind);
    QFETCH(QByteArray, members);
    QFETCH(QString, begins);
    const auto request = readBody(kind, members);
    QVERIFY(!request);
    QVERIFY2(request.error().message.startsWith(begins), qPrintable(request.error().message));
}

TXDESK_TEST(OwnOptionsTest);
#include "own_options_test.moc"
