// Options that change when and how often: retry_interval, retry_limit, timeout_to_fail; and empty URLs.
// Source: DTM, saga; time.
// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/machine_harness.h"
#include "tests/support/test_main.h"

#include <QTest>

namespace txdesk::test {

using namespace Qt::StringLiterals;
using namespace engine;

class OptionsTest : public QObject
{
    Q_OBJECT
private slots:
    void plays_data();
    void plays();
    void jitterSpreadsTheWait();
    void emptyUrlsAreNotCalled();
    void textsAreCut();
};

void OptionsTest::plays_data()
{
    QTest::addColumn<TransactionOptions>("options");
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("trace");
    QTest::addColumn<QString>("reason");

    const auto with = [](Seconds timeout, Seconds interval, int limit) {
        TransactionOptions options;
        options.timeoutToFail = timeout;
        options.retryInterval = interval;
        options.retryLimit = limit;
        return options;
    };
    QTest::newRow("its own interval") << with({}, Seconds{3}, 0) << "submit 01~ 2s 1s"
        << "create:submitted ok call 01 write:submitted call 01" << "";
    QTest::newRow("a timeout shorter than the interval is the interval") << with(Seconds{4}, {}, 0) << "submit 01~ 3s"
        << "create:submitted ok call 01 write:submitted" << "";
    QTest::newRow("deadline while it rests") << with(Seconds{25}, {}, 0) << "submit 01? 19s 1s 01? 5s c01+"
        << "create:submitted ok call 01 write:submitted call 01 write:submitted write:aborting call c01 write:failed"
        << "Timeout after 25 seconds";
    QTest::newRow("deadline while a call is under way: it is compensated after its answer") << with(Seconds{2}, {}, 0)
        << "submit 2s 01? c01+" << "create:submitted ok call 01 write:submitted write:aborting call c01 write:failed"
        << "Timeout after 2 seconds";
    QTest::newRow("a late success does not resurrect") << with(Seconds{2}, {}, 0) << "submit-wait 2s 01+ c01+"
        << "create:submitted call 01 write:submitted write:aborting call c01 write:failed fail(Timeout after 2 seconds FAILURE)"
        << "Timeout after 2 seconds";
    QTest::newRow("no deadline unless asked for") << with({}, {}, 0) << "submit 01~ 10s 01~ 10s 01~ 10s 01~ 10s"
        << "create:submitted ok call 01 write:submitted call 01 write:submitted call 01 write:submitted call 01 write:submitted call 01"
        << "";
    QTest::newRow("retry limit: at once, N+1 calls, then back") << with({}, {}, 2) << "submit-wait 01? 01~ 01? c01+"
        << "create:submitted call 01 call 01 call 01 write:aborting call c01 write:failed "
           "fail(RetryCount is greater than RetryLimit, RetryLimit: 2 FAILURE)"
        << "RetryCount is greater than RetryLimit, RetryLimit: 2";
    QTest::newRow("retry limit not reached") << with({}, {}, 2) << "submit 01? 01? 01+"
        << "create:submitted ok call 01 call 01 call 01 call 02" << "";
    QTest::newRow("retry limit does not hurry compensations") << with({}, {}, 1) << "submit 01! c01? 20s c01+"
        << "create:submitted ok call 01 write:aborting call c01 write:aborting call c01 write:failed"
        << "url:http://p/a1 return failed: words FAILURE";
}

void OptionsTest::plays()
{
    QFETCH(TransactionOptions, options);
    QFETCH(QString, script);
    QFETCH(QString, trace);
    QFETCH(QString, reason);
    TransactionSnapshot wanted = saga(2);
    wanted.transaction.options = options;
    MachineHarness harness(wanted);

    const QString played = harness.play(script);

    QCOMPARE(played, trace);
    QCOMPARE(harness.row->transaction.rollbackReason, reason);
}

void OptionsTest::jitterSpreadsTheWait()
{
    const RetryPolicy policy{.jitter = 0.2};

    QCOMPARE(policy.wait(Milliseconds{10'000}, 0.0), Milliseconds{8'000});
    QCOMPARE(policy.wait(Milliseconds{10'000}, 0.5), Milliseconds{10'000});
    QVERIFY(policy.wait(Milliseconds{10'000}, 0.999) < Milliseconds{12'000});
}

void OptionsTest::emptyUrlsAreNotCalled()
{
    TransactionSnapshot wanted = saga(3);
    wanted.ops[1].url.clear(); // action of 01
    wanted.ops[2].url.clear(); // compensation of 02
    MachineHarness harness(wanted);

    QCOMPARE(harness.play(u"submit 02+ 03! c03+ c01+"_s),
             u"create:submitted ok call 02 call 03 write:aborting call c03 call c01 write:failed"_s);
    QCOMPARE(harness.opStatuses(), u"succeed,succeed,succeed,succeed,succeed,failed"_s);
}

void OptionsTest::textsAreCut()
{
    MachineHarness harness(saga(1));
    harness.answerText = QString(5000, u'x') + u"end"_s;

    harness.play(u"submit 01!"_s);

    QCOMPARE(harness.row->transaction.rollbackReason.size(), 1024);
    QCOMPARE(harness.row->transaction.lastError.size(), 1024);
    const auto answered = std::ranges::find(harness.events, EventKind::Answered, &JournalEvent::kind);
    QCOMPARE(answered->text.size(), 4096);
}

TXDESK_TEST(OptionsTest);

} // namespace txdesk::test

#include "options_test.moc"
