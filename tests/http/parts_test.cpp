// The parts that need no socket: timer wheel, URLs, response bytes.
// SPDX-License-Identifier: Apache-2.0
#include "shared/http/client_url.h"
#include "shared/http/request_writer.h"
#include "shared/http/response_writer.h"
#include "shared/http/timer_wheel.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <memory>
#include <random>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace txdesk::http {
namespace {

struct FakeWheel
{
    TimerWheel::Duration now{1'000'000};
    TimerWheel wheel{10ms, [this] { return now; }};

    void pass(TimerWheel::Duration time)
    {
        now += time;
        wheel.advance();
    }
};

} // namespace

class PartsTest final : public QObject
{
    Q_OBJECT

private slots:
    void deadlineIsNeverEarlyAndAtMostTwoTicksLate_data()
    {
        QTest::addColumn<int>("ms");
        for (const int ms : {0, 1, 9, 10, 11, 100, 9'999, 10'240, 10'250, 25'000, 60'000, 3'600'000})
            QTest::addRow("%d ms", ms) << ms;
    }

    void deadlineIsNeverEarlyAndAtMostTwoTicksLate()
    {
        QFETCH(int, ms);
        FakeWheel fake;
        int expired = 0;
        TimerWheel::Deadline deadline(fake.wheel, [&expired] { ++expired; });
        deadline.set(TimerWheel::Duration(ms));

        for (int passed = 0; passed + 1 < ms; passed += std::min(500, ms - 1 - passed))
            fake.pass(TimerWheel::Duration(std::min(500, ms - 1 - passed)));
        QCOMPARE(expired, 0);
        fake.pass(1ms + 2 * 10ms);

        QCOMPARE(expired, 1);
        QVERIFY(!deadline.isSet());
        fake.pass(1h);
        QCOMPARE(expired, 1);
    }

    void longPauseExpiresAll()
    {
        FakeWheel fake;
        int expired = 0;
        std::vector<std::unique_ptr<TimerWheel::Deadline>> deadlines;
        std::mt19937 random(7);
        for (int i = 0; i < 1000; ++i) {
            deadlines.push_back(std::make_unique<TimerWheel::Deadline>(fake.wheel, [&expired] { ++expired; }));
            deadlines.back()->set(TimerWheel::Duration(random() % 100'000));
        }

        fake.pass(200s);

        QCOMPARE(expired, 1000);
        QCOMPARE(fake.wheel.count(), 0);
    }

    void clearedDeadlineDoesNotExpire()
    {
        FakeWheel fake;
        int expired = 0;
        TimerWheel::Deadline deadline(fake.wheel, [&expired] { ++expired; });
        deadline.set(50ms);
        deadline.set(500ms); // set again: only the last counts
        fake.pass(100ms);
        QCOMPARE(expired, 0);

        deadline.clear();
        fake.pass(1s);

        QCOMPARE(expired, 0);
        QCOMPARE(fake.wheel.count(), 0);
    }

    void expiringMayChangeOthersAndItself()
    {
        FakeWheel fake;
        int expired = 0;
        auto second = std::make_unique<TimerWheel::Deadline>(fake.wheel, [&expired] { expired += 100; });
        std::unique_ptr<TimerWheel::Deadline> first;
        first = std::make_unique<TimerWheel::Deadline>(fake.wheel, [&] {
            ++expired;
            second.reset();
            if (expired < 3)
                first->set(50ms);
            else
                first.reset();
        });
        first->set(50ms);
        second->set(50ms);

        for (int i = 0; i < 10; ++i)
            fake.pass(100ms);

        QCOMPARE(expired, 3);
        QVERIFY(first == nullptr);
        QCOMPARE(fake.wheel.count(), 0);
    }

    void readsUrls_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("host");
        QTest::addColumn<int>("port");
        QTest::addColumn<QByteArray>("authority");
        QTest::addColumn<QByteArray>("target");
        QTest::newRow("plain") << u"http://host/a/b?c=d"_s << u"host"_s << 80 << QByteArray("host") << QByteArray("/a/b?c=d");
        QTest::newRow("port") << u"http://host:8080/"_s << u"host"_s << 8080 << QByteArray("host:8080") << QByteArray("/");
        QTest::newRow("standard port") << u"https://HOST:443/"_s << u"HOST"_s << 443 << QByteArray("host") << QByteArray("/");
        QTest::newRow("https") << u"HTTPS://h/x"_s << u"h"_s << 443 << QByteArray("h") << QByteArray("/x");
        QTest::newRow("no path") << u"http://host"_s << u"host"_s << 80 << QByteArray("host") << QByteArray("/");
        QTest::newRow("query only") << u"http://host?x=1"_s << u"host"_s << 80 << QByteArray("host") << QByteArray("/?x=1");
        QTest::newRow("fragment") << u"http://host/a#b"_s << u"host"_s << 80 << QByteArray("host") << QByteArray("/a");
        QTest::newRow("fragment with a host") << u"http://good#@evil/"_s << u"good"_s << 80 << QByteArray("good") << QByteArray("/");
        QTest::newRow("IPv6") << u"http://[::1]:99/x"_s << u"::1"_s << 99 << QByteArray("[::1]:99") << QByteArray("/x");
        QTest::newRow("blanks and letters") << u"http://h/a b/ü?q=\"x\""_s << u"h"_s << 80 << QByteArray("h")
                                            << QByteArray("/a%20b/%C3%BC?q=%22x%22");
        QTest::newRow("escapes stay") << u"http://h/%41%2f"_s << u"h"_s << 80 << QByteArray("h") << QByteArray("/%41%2f");
    }

    void readsUrls()
    {
        QFETCH(QString, url);

        const auto parsed = parseClientUrl(url);

        QVERIFY(parsed.has_value());
        QTEST(parsed->host, "host");
        QTEST(int(parsed->port), "port");
        QTEST(parsed->authority, "authority");
        QTEST(parsed->target, "target");
    }

    void schemesHavePoolsOfTheirOwn()
    {
        QVERIFY(parseClientUrl(u"http://h:99/"_s)->poolKey() != parseClientUrl(u"https://h:99/"_s)->poolKey());
        QCOMPARE(parseClientUrl(u"http://H/a"_s)->poolKey(), parseClientUrl(u"http://h:80/b"_s)->poolKey());
    }

    void badMethodIsRefused_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("two words") << QByteArray("GET /x");
        QTest::newRow("line end") << QByteArray("GET\r\n");
    }

    void badMethodIsRefused()
    {
        QFETCH(QByteArray, method);

        QVERIFY(!requestBytes({.method = method}, *parseClientUrl(u"http://h/"_s)));
    }

    void headerThatWouldBeTwoIsLeftOut()
    {
        Response response;
        response.headers = {{"X-Good", "1"}, {"X-Bad", "a\r\nSet-Cookie: b"}, {"Bad Name", "c"}};

        const QByteArray bytes = responseBytes(response, {});

        QVERIFY(bytes.contains("\r\nX-Good: 1\r\n"));
        QVERIFY(!bytes.contains("Set-Cookie"));
        QVERIFY(!bytes.contains("Bad Name"));
    }

    void answersWithoutBodyHaveNoLength()
    {
        const QByteArray bytes = responseBytes({.status = 204, .body = "ignored"}, {});

        QVERIFY(bytes.startsWith("HTTP/1.1 204 No Content\r\n"));
        QVERIFY(!bytes.contains("Content-Length"));
        QVERIFY(bytes.endsWith("\r\n\r\n"));
    }
};

TXDESK_TEST(PartsTest);

} // namespace txdesk::http

#include "parts_test.moc"
