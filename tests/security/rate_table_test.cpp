// Token buckets, failures and records, at each limit and one over, and the table's bound.
// SPDX-License-Identifier: Apache-2.0
#include "server/security/rate_table.h"
#include "tests/support/fake_clock.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using namespace txdesk::security;

class RateTableTest : public QObject
{
    Q_OBJECT

private slots:
    void takesTheBurstAndThenTheRate();
    void aClockSetBackOnlyWaits();
    void noLimitIsNone();
    void tenFailuresAMinuteThenOneASecond();
    void aNewMinuteBeginsAnew();
    void recordsTheFirstAndTellsOfTheRest();
    void tellsAddressesApart_data();
    void tellsAddressesApart();
    void forgetsTheLeastRecentlyUsed();
    void aFloodDoesNotGrowIt();

private:
    test::FakeClock m_clock;
};

void RateTableTest::takesTheBurstAndThenTheRate()
{
    TokenBucket bucket;
    const Rate rate{2000, 4000};
    for (int i = 0; i < 4000; ++i)
        QVERIFY(bucket.take(rate, m_clock.now()));
    QVERIFY(!bucket.take(rate, m_clock.now()));

    m_clock.advance(Milliseconds{1});
    QVERIFY(bucket.take(rate, m_clock.now()));
    QVERIFY(bucket.take(rate, m_clock.now()));
    QVERIFY(!bucket.take(rate, m_clock.now()));

    m_clock.advance(Seconds{3600});
    for (int i = 0; i < 4000; ++i)
        QVERIFY(bucket.take(rate, m_clock.now()));
    QVERIFY(!bucket.take(rate, m_clock.now()));
}

void RateTableTest::aClockSetBackOnlyWaits()
{
    TokenBucket bucket;
    const Rate rate{1, 1};
    QVERIFY(bucket.take(rate, m_clock.now()));
    m_clock.advance(-Seconds{24 * 3600});
    QVERIFY(!bucket.take(rate, m_clock.now()));
    m_clock.advance(Seconds{1});
    QVERIFY(bucket.take(rate, m_clock.now()));

    FailureCount failures;
    QVERIFY(failures.mayFail(1, m_clock.now()));
    QVERIFY(!failures.mayFail(1, m_clock.now()));
    m_clock.advance(-Seconds{24 * 3600});
    QVERIFY(failures.mayFail(1, m_clock.now()));
}

void RateTableTest::noLimitIsNone()
{
    TokenBucket bucket;
    for (int i = 0; i < 10'000; ++i)
        QVERIFY(bucket.take({0, 0}, m_clock.now()));
}

void RateTableTest::tenFailuresAMinuteThenOneASecond()
{
    FailureCount failures;
    for (int i = 0; i < 10; ++i) {
        QVERIFY(failures.mayFail(10, m_clock.now()));
        m_clock.advance(Seconds{2});
    }
    QVERIFY(!failures.mayFail(10, m_clock.now())); // the eleventh, in the 21st second
    m_clock.advance(Milliseconds{999});
    QVERIFY(!failures.mayFail(10, m_clock.now()));
    m_clock.advance(Milliseconds{1});
    QVERIFY(failures.mayFail(10, m_clock.now()));
    QVERIFY(!failures.mayFail(10, m_clock.now()));
    m_clock.advance(Seconds{1});
    QVERIFY(failures.mayFail(10, m_clock.now()));
}

void RateTableTest::aNewMinuteBeginsAnew()
{
    FailureCount failures;
    QVERIFY(failures.mayFail(2, m_clock.now()));
    m_clock.advance(Seconds{59});
    QVERIFY(failures.mayFail(2, m_clock.now()));
    QVERIFY(!failures.mayFail(2, m_clock.now()));
    m_clock.advance(Seconds{1}); // a minute after the first
    QVERIFY(failures.mayFail(2, m_clock.now()));
    QVERIFY(failures.mayFail(2, m_clock.now()));
    QVERIFY(!failures.mayFail(2, m_clock.now()));
}

void RateTableTest::recordsTheFirstAndTellsOfTheRest()
{
    RecordCount records;
    for (int i = 0; i < 20; ++i)
        QVERIFY(records.mayRecord(20, m_clock.now()));
    for (int i = 0; i < 5; ++i)
        QVERIFY(!records.mayRecord(20, m_clock.now()));
    m_clock.advance(Seconds{60});
    QVERIFY(records.mayRecord(20, m_clock.now()));
    QCOMPARE(records.leftOut, 5);
}

void RateTableTest::tellsAddressesApart_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::addColumn<bool>("areSame");

    QTest::newRow("two of IPv4") << u"10.0.0.1"_s << u"10.0.0.2"_s << false;
    QTest::newRow("one twice") << u"10.0.0.1"_s << u"10.0.0.1"_s << true;
    QTest::newRow("IPv4 in IPv6's clothes") << u"10.0.0.1"_s << u"::ffff:10.0.0.1"_s << true;
    QTest::newRow("one network of IPv6") << u"2001:db8:0:1::1"_s << u"2001:db8:0:1:ffff::2"_s << true;
    QTest::newRow("two networks of IPv6") << u"2001:db8:0:1::1"_s << u"2001:db8:0:2::1"_s << false;
    QTest::newRow("two on one link") << u"fe80::1"_s << u"fe80::2"_s << false;
    QTest::newRow("loopback") << u"127.0.0.1"_s << u"::1"_s << true;
    QTest::newRow("all of loopback") << u"127.0.0.1"_s << u"127.200.3.4"_s << true;
    QTest::newRow("loopback and not") << u"127.0.0.1"_s << u"10.0.0.1"_s << false;
}

void RateTableTest::tellsAddressesApart()
{
    QFETCH(QString, first);
    QFETCH(QString, second);
    QTEST(keyOf(QHostAddress(first)) == keyOf(QHostAddress(second)), "areSame");
}

void RateTableTest::forgetsTheLeastRecentlyUsed()
{
    RateTable table(2);
    std::ignore = table.entry({0, 1}).failures.mayFail(1, m_clock.now());
    std::ignore = table.entry({0, 2}).failures.mayFail(1, m_clock.now());
    QCOMPARE(table.entry({0, 1}).failures.count, 1); // used again: now 2 is the oldest
    std::ignore = table.entry({0, 3});

    QCOMPARE(table.size(), 2);
    QCOMPARE(table.entry({0, 1}).failures.count, 1);
    QCOMPARE(table.entry({0, 2}).failures.count, 0);
}

void RateTableTest::aFloodDoesNotGrowIt()
{
    RateTable table(100);
    for (quint32 i = 0; i < 10'000; ++i)
        std::ignore = table.entry(keyOf(QHostAddress(0x0a000000U + i)));
    QCOMPARE(table.size(), 100);
}

TXDESK_TEST(RateTableTest);
#include "rate_table_test.moc"
