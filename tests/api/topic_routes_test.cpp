// Topics: DTM's texts, versions that grow by one, messages that reach every subscriber.
// SPDX-License-Identifier: Apache-2.0
#include "tests/api/api_bench.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using test::ApiBench;
using test::Heard;

class TopicRoutesTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_bench.reset(); }
    void refusesInDtmWords_data();
    void refusesInDtmWords();
    void keepsSubscribers();
    void sendsToEverySubscriber();
    void boundsSubscribers();

private:
    [[nodiscard]] Heard subscribe(const QString &topic, const QString &url);
    [[nodiscard]] QJsonObject rowOf(const QString &topic);

    std::unique_ptr<ApiBench> m_bench;
};

void TopicRoutesTest::init()
{
    m_bench = std::make_unique<ApiBench>();
    QVERIFY(m_bench->start());
}

Heard TopicRoutesTest::subscribe(const QString &topic, const QString &url)
{
    return m_bench->get(u"/api/dtmsvr/subscribe?topic=%1&url=%2&remark=r"_s.arg(topic, url));
}

QJsonObject TopicRoutesTest::rowOf(const QString &topic)
{
    return m_bench->get(u"/api/dtmsvr/queryKV?cat=topics&key="_s + topic).json().value("kv"_L1).toArray().first().toObject();
}

void TopicRoutesTest::refusesInDtmWords_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const char *method, const QString &path, int status, const QString &message) {
        QTest::newRow(name) << QByteArray(method) << path << status << message;
    };
    row("subscribe without topic", "GET", u"subscribe?url=u"_s, 500, u"empty topic"_s);
    row("subscribe without url", "GET", u"subscribe?topic=t"_s, 500, u"empty url"_s);
    row("subscribe twice", "GET", u"subscribe?topic=t&url=http://a/1"_s, 500, u"this url exists"_s);
    row("unsubscribe without topic", "GET", u"unsubscribe?url=u"_s, 500, u"empty topic"_s);
    row("unsubscribe without url", "GET", u"unsubscribe?topic=t"_s, 500, u"empty url"_s);
    row("unknown topic", "GET", u"unsubscribe?topic=none&url=u"_s, 500, u"no such a topic"_s);
    row("empty topic", "GET", u"unsubscribe?topic=bare&url=u"_s, 500, u"this topic is empty"_s);
    row("unknown url", "GET", u"unsubscribe?topic=t&url=u"_s, 500, u"no such an url "_s);
    row("deleting what is not there", "DELETE", u"topic/none"_s, 500, u"storage: NotFound"_s);
    row("long topic", "GET", u"subscribe?url=u&topic="_s + QString(129, u't'), 400, u"topic too long"_s);
    row("long url", "GET", u"subscribe?topic=t&url="_s + QString(1025, u'u'), 400, u"url too long"_s);
}

void TopicRoutesTest::refusesInDtmWords()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(int, status);
    QFETCH(QString, message);
    QCOMPARE(subscribe(u"t"_s, u"http://a/1"_s).status, 200);
    QCOMPARE(subscribe(u"bare"_s, u"http://a/1"_s).status, 200);
    QCOMPARE(m_bench->get(u"/api/dtmsvr/unsubscribe?topic=bare&url=http://a/1"_s).status, 200);
    const Heard heard = m_bench->ask(method, u"/api/dtmsvr/"_s + path);
    QCOMPARE(heard.message(), message);
    QCOMPARE(heard.status, status);
}

void TopicRoutesTest::keepsSubscribers()
{
    QCOMPARE(subscribe(u"t"_s, u"http://a/1"_s).body, QByteArray(R"({"dtm_result":"SUCCESS"})"));
    QCOMPARE(rowOf(u"t"_s).value("version"_L1).toInteger(), 1);
    QCOMPARE(subscribe(u"t"_s, u"http://a/2"_s).status, 200);
    QCOMPARE(rowOf(u"t"_s).value("version"_L1).toInteger(), 2);
    QCOMPARE(m_bench->get(u"/api/dtmsvr/unsubscribe?topic=t&url=http://a/1"_s).status, 200);
    const QJsonObject row = rowOf(u"t"_s);
    QCOMPARE(row.value("version"_L1).toInteger(), 3);
    QVERIFY(row.value("v"_L1).toString().contains(u"http://a/2"_s));
    QVERIFY(!row.value("v"_L1).toString().contains(u"http://a/1"_s));
    QCOMPARE(m_bench->ask("DELETE", u"/api/dtmsvr/topic/t"_s).status, 200);
    QVERIFY(rowOf(u"t"_s).isEmpty());
}

void TopicRoutesTest::sendsToEverySubscriber()
{
    QCOMPARE(subscribe(u"t"_s, u"http://a/1"_s).status, 200);
    QCOMPARE(subscribe(u"t"_s, u"http://a/2"_s).status, 200);
    const Heard heard = m_bench->post(u"/api/dtmsvr/submit"_s,
        R"({"gid":"m","trans_type":"msg","steps":[{"action":"topic://t"}],"payloads":["{}"],"wait_result":true})");
    QCOMPARE(heard.status, 200);
    QCOMPARE(m_bench->caller.spoken(), QStringList({u"01-01 action"_s, u"01-02 action"_s}));
}

void TopicRoutesTest::boundsSubscribers()
{
    api::ApiSettings settings;
    settings.subscribersMax = 2;
    ApiBench bench(settings);
    QVERIFY(bench.start());
    for (const QString &url : {u"a"_s, u"b"_s})
        QCOMPARE(bench.get(u"/api/dtmsvr/subscribe?topic=t&url="_s + url).status, 200);
    const Heard third = bench.get(u"/api/dtmsvr/subscribe?topic=t&url=c"_s);
    QCOMPARE(third.status, 400);
    QVERIFY(third.message().startsWith(u"too many subscribers"_s));
}

TXDESK_TEST(TopicRoutesTest);
#include "topic_routes_test.moc"
