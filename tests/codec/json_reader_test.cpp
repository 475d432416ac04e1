// What the JSON parser takes, what it refuses, and that it says where.
// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/json_reader.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace txdesk;
using namespace txdesk::codec;

class JsonReaderTest : public QObject
{
    Q_OBJECT

private slots:
    void agreesWithQt_data();
    void agreesWithQt();
    void refuses_data();
    void refuses();
    void treatsKeysLikeGo();
    void refusesDuplicatesOfOurs();
    void keepsNumbers();
    void takesManyKeysInLittleTime();
};

void JsonReaderTest::agreesWithQt_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray("{}");
    QTest::newRow("space") << QByteArray(" \t\r\n{ } \n");
    QTest::newRow("nested") << QByteArray(R"({"a":[1,2,{"b":[]}],"c":{"d":null,"e":true,"f":false}})");
    QTest::newRow("numbers") << QByteArray(R"({"a":0,"b":-1,"c":1.5,"d":1e3,"e":-2.5E-2,"f":9007199254740993})");
    QTest::newRow("escapes") << QByteArray(R"({"a":"\"\\\/\b\f\n\r\t\u0041\u4e2d"})");
    QTest::newRow("surrogate pair") << QByteArray(R"({"a":"\ud83d\ude00 \u00e9"})");
    QTest::newRow("utf-8") << QByteArray("{\"\xe4\xb8\xad\":\"\xf0\x9f\x98\x80\"}");
}

void JsonReaderTest::agreesWithQt()
{
    QFETCH(QByteArray, text);
    const Result<QJsonObject> ours = parseObject(text, KeyRule::StrictOnce);
    QVERIFY2(ours.has_value(), ours ? "" : qPrintable(ours.error().message));
    QCOMPARE(*ours, QJsonDocument::fromJson(text).object());
}

void JsonReaderTest::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("message");
    QTest::newRow("nothing") << QByteArray() << u"empty body"_s;
    QTest::newRow("only space") << QByteArray("  ") << u"empty body"_s;
    QTest::newRow("word") << QByteArray("hello") << u"bad json at 0"_s;
    QTest::newRow("truncated") << QByteArray(R"({"a":)") << u"bad json at 5"_s;
    QTest::newRow("open string") << QByteArray(R"({"a":"b)") << u"bad json at 7"_s;
    QTest::newRow("escape at the end") << QByteArray("{\"a\":\"b\\") << u"bad json at 8"_s;
    QTest::newRow("trailing junk") << QByteArray("{} x") << u"bad json at 3"_s;
    QTest::newRow("second object") << QByteArray("{}{}") << u"bad json at 2"_s;
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf{}") << u"bad json at 0"_s;
    QTest::newRow("single value") << QByteArray("1") << u"bad json at 0"_s;
    QTest::newRow("array") << QByteArray("[]") << u"bad json at 0"_s;
    QTest::newRow("trailing comma") << QByteArray(R"({"a":1,})") << u"bad json at 7"_s;
    QTest::newRow("single quotes") << QByteArray("{'a':1}") << u"bad json at 1"_s;
    QTest::newRow("leading zero") << QByteArray(R"({"a":01})") << u"bad json at 6"_s;
    QTest::newRow("plus sign") << QByteArray(R"({"a":+1})") << u"bad json at 5"_s;
    QTest::newRow("NaN") << QByteArray(R"({"a":NaN})") << u"bad json at 5"_s;
    QTest::newRow("bad escape") << QByteArray(R"({"a":"x\q"})") << u"bad json at 7"_s;
    QTest::newRow("raw control character") << QByteArray("{\"a\":\"\n\"}") << u"bad json at 6"_s;
    QTest::newRow("NUL outside") << QByteArray("{\"a\":1\0}", 8) << u"bad json at 6"_s;
    QTest::newRow("lone surrogate") << QByteArray(R"({"a":"\ud800"})") << u"bad utf-8"_s;
    QTest::newRow("low surrogate first") << QByteArray(R"({"a":"\udc00\ud800"})") << u"bad utf-8"_s;
    QTest::newRow("invalid utf-8") << QByteArray("{\"a\":\"\xff\"}") << u"bad utf-8"_s;
    QTest::newRow("overlong utf-8") << QByteArray("{\"a\":\"\xc0\xaf\"}") << u"bad utf-8"_s;
    QTest::newRow("surrogate in utf-8") << QByteArray("{\"a\":\"\xed\xa0\x80\"}") << u"bad utf-8"_s;
    QTest::newRow("cut utf-8") << QByteArray("{\"a\":\"\xe4\xb8\"}") << u"bad utf-8"_s;
    QTest::newRow("depth 65") << "{\"a\":" + QByteArray(64, '[') + QByteArray(64, ']') + '}' << u"json too deep"_s;
    QTest::newRow("a million brackets") << QByteArray(1'000'000, '[') << u"json too deep"_s;
    QTest::newRow("100,001 values") << "{\"a\":[0" + QByteArray(",0").repeated(99'998) + "]}" << u"json too large"_s;
    QTest::newRow("long number") << "{\"a\":" + QByteArray(65, '1') + '}' << u"json number too long"_s;
    QTest::newRow("long key") << "{\"" + QByteArray(257, 'k') + "\":1}" << u"json key too long"_s;
}

void JsonReaderTest::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, message);
    const Result<QJsonObject> result = parseObject(text, KeyRule::LikeGo);
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::InvalidRequest);
    QCOMPARE(result.error().message, message);
}

void JsonReaderTest::treatsKeysLikeGo()
{
    const auto json = parseObject(R"({"GID":"a","Gid":"b","gid":null,"m":{"K":1,"k":null}})", KeyRule::LikeGo);
    QVERIFY(json);
    QCOMPARE(json->keys(), QStringList({u"gid"_s, u"m"_s}));
    QCOMPARE(json->value("gid"_L1).toString(), u"b"_s);
    QCOMPARE(json->value("m"_L1).toObject().keys(), QStringList({u"K"_s, u"k"_s}));
}

void JsonReaderTest::refusesDuplicatesOfOurs()
{
    const auto json = parseObject(R"({"a":1,"b":2,"a":1})", KeyRule::StrictOnce);
    QVERIFY(!json);
    QCOMPARE(json.error().message, u"json: duplicate key"_s);
    QVERIFY(parseObject(R"({"a":1,"A":1})", KeyRule::StrictOnce).has_value());
}

void JsonReaderTest::keepsNumbers()
{
    const auto json = parseObject(R"({"most":9223372036854775807,"least":-9223372036854775808,"huge":1e999,"minus":-0})",
                                  KeyRule::LikeGo);
    QVERIFY(json);
    QCOMPARE(json->value("most"_L1).toInteger(), std::numeric_limits<qint64>::max());
    QCOMPARE(json->value("least"_L1).toInteger(), std::numeric_limits<qint64>::min());
    QVERIFY(std::isinf(json->value("huge"_L1).toDouble()));
    QVERIFY(std::isnan(json->value("minus"_L1).toDouble()));
}

void JsonReaderTest::takesManyKeysInLittleTime()
{
    QByteArray text = "{";
    for (int i = 99'000; i > 0; --i)
        text += '"' + QByteArray::number(i) + "\":1,";
    text.back() = '}';
    QElapsedTimer timer;
    timer.start();
    const auto json = parseObject(text, KeyRule::LikeGo);
    QVERIFY(json);
    QCOMPARE(json->size(), 99'000);
    QVERIFY2(timer.elapsed() < 5'000, "the cost of many keys must not be quadratic");
}

TXDESK_TEST(JsonReaderTest);
#include "json_reader_test.moc"
