// Options and custom_data: DTM's text, and every broken shape by name.
// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/options_codec.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using namespace txdesk::codec;

class OptionsCodecTest : public QObject
{
    Q_OBJECT

private slots:
    void writesLikeDtm_data();
    void writesLikeDtm();
    void readsEmptyAsDefaults();
    void readsOrders_data();
    void readsOrders();
    void readsDelay();
    void refusesCustomData_data();
    void refusesCustomData();
    void trustsTheStore();
};

void OptionsCodecTest::writesLikeDtm_data()
{
    QTest::addColumn<TransactionOptions>("options");
    QTest::addColumn<QByteArray>("text");
    TransactionOptions options;
    QTest::newRow("nothing") << options << QByteArray(R"({"concurrent":false})");
    options.waitResult = true;
    QTest::newRow("wait") << options << QByteArray(R"({"wait_result":true,"concurrent":false})");
    options.timeoutToFail = Seconds{35};
    options.requestTimeout = Seconds{8};
    options.retryInterval = Seconds{15};
    options.retryLimit = 3;
    options.concurrent = true;
    options.branchHeaders = {{u"X-B"_s, u"2"_s}, {u"X-A"_s, u"a\"<b"_s}};
    QTest::newRow("everything") << options << QByteArray(
        "{\"wait_result\":true,\"timeout_to_fail\":35,\"request_timeout\":8,\"retry_interval\":15,"
        "\"branch_headers\":{\"X-A\":\"a\\\"\\u003cb\",\"X-B\":\"2\"},\"concurrent\":true,\"retry_limit\":3}");
}

void OptionsCodecTest::writesLikeDtm()
{
    QFETCH(TransactionOptions, options);
    QFETCH(QByteArray, text);
    QCOMPARE(optionsText(options), text);
    const auto back = optionsFromText(text);
    QVERIFY(back);
    QCOMPARE(*back, options);
}

void OptionsCodecTest::readsEmptyAsDefaults()
{
    const auto options = optionsFromText({});
    QVERIFY(options);
    QCOMPARE(*options, TransactionOptions{});
}

void OptionsCodecTest::readsOrders_data()
{
    using Orders = QMap<int, QList<int>>;
    QTest::addColumn<QString>("text");
    QTest::addColumn<Orders>("orders");
    QTest::addColumn<bool>("concurrent");
    QTest::newRow("none") << QString() << Orders{} << false;
    QTest::newRow("Go") << u"{\"concurrent\":true,\"orders\":{\"2\":[0,1]}}"_s << Orders{{2, {0, 1}}} << true;
    QTest::newRow("null orders") << u"{\"concurrent\":true,\"orders\":null}"_s << Orders{} << true;
    QTest::newRow("PHP list") << u"{\"concurrent\":true,\"orders\":[[],[0],[0,1]]}"_s
                              << Orders{{0, {}}, {1, {0}}, {2, {0, 1}}} << true;
    QTest::newRow("repeated index") << u"{\"orders\":{\"1\":[0,0]}}"_s << Orders{{1, {0}}} << false;
}

void OptionsCodecTest::readsOrders()
{
    using Orders = QMap<int, QList<int>>;
    QFETCH(QString, text);
    QFETCH(Orders, orders);
    QFETCH(bool, concurrent);
    const auto custom = customDataFromText(TransactionKind::Saga, text, 3);
    QVERIFY(custom);
    QCOMPARE(custom->orders, orders);
    QCOMPARE(custom->concurrent, concurrent);
}

void OptionsCodecTest::readsDelay()
{
    const auto custom = customDataFromText(TransactionKind::Message, u"{\"delay\":10}"_s, 1);
    QVERIFY(custom);
    QCOMPARE(custom->delay, Seconds{10});
}

void OptionsCodecTest::refusesCustomData_data()
{
    QTest::addColumn<TransactionKind>("kind");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("begins");
    const auto saga = TransactionKind::Saga;
    QTest::newRow("index 99") << saga << u"{\"orders\":{\"1\":[99]}}"_s << u"orders"_s;
    QTest::newRow("key 99") << saga << u"{\"orders\":{\"99\":[1]}}"_s << u"orders"_s;
    QTest::newRow("self loop") << saga << u"{\"orders\":{\"1\":[1]}}"_s << u"orders"_s;
    QTest::newRow("cycle") << saga << u"{\"orders\":{\"0\":[1],\"1\":[2],\"2\":[0]}}"_s << u"orders"_s;
    QTest::newRow("negative") << saga << u"{\"orders\":{\"1\":[-1]}}"_s << u"orders"_s;
    QTest::newRow("word as key") << saga << u"{\"orders\":{\"a\":[0]}}"_s << u"orders"_s;
    QTest::newRow("word as orders") << saga << u"{\"orders\":\"a\"}"_s << u"orders"_s;
    QTest::newRow("no list") << saga << u"{\"orders\":{\"1\":0}}"_s << u"orders"_s;
    QTest::newRow("fraction") << saga << u"{\"orders\":{\"1\":[0.5]}}"_s << u"orders"_s;
    QTest::newRow("a million edges") << saga << u"{\"orders\":{\"1\":[0%1]}}"_s.arg(u",0"_s.repeated(1'000'000)) << u"custom_data"_s;
    QTest::newRow("concurrent as word") << saga << u"{\"concurrent\":\"yes\"}"_s << u"custom_data"_s;
    QTest::newRow("no JSON") << saga << u"hello"_s << u"custom_data"_s;
    QTest::newRow("delay 2^63") << TransactionKind::Message << u"{\"delay\":9223372036854775808}"_s << u"field delay"_s;
    QTest::newRow("delay negative") << TransactionKind::Message << u"{\"delay\":-1}"_s << u"field delay"_s;
}

void OptionsCodecTest::refusesCustomData()
{
    QFETCH(TransactionKind, kind);
    QFETCH(QString, text);
    QFETCH(QString, begins);
    const auto custom = customDataFromText(kind, text, 3);
    QVERIFY(!custom);
    QVERIFY2(custom.error().message.startsWith(begins), qPrintable(custom.error().message));
}

void OptionsCodecTest::trustsTheStore()
{
    QVERIFY(customDataFromText(TransactionKind::Saga, u"{\"orders\":{\"99\":[98]}}"_s, -1).has_value());
}

TXDESK_TEST(OptionsCodecTest);
#include "options_codec_test.moc"
