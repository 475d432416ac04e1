// Whole dialogues of sagas, one row a story. The notation is machine_harness.h's.
// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/machine_harness.h"
#include "tests/support/test_main.h"

#include <QTest>

namespace txdesk::test {

using namespace Qt::StringLiterals;
using namespace engine;

class SagaDialogueTest : public QObject
{
    Q_OBJECT
private slots:
    void plays_data();
    void plays();
    void concurrent_data();
    void concurrent();
    void writesTwiceOnTheHotPath();
    void outcomesAreStoredAfterAWhile();
    void nothingIsCalledAheadOfRowsThatDoNotSaySo();
};

void SagaDialogueTest::plays_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("trace");
    QTest::addColumn<QString>("ops");

    QTest::newRow("succeeds") << "submit-wait 01+ 02+"
        << "create:submitted call 01 call 02 write:succeed ok" << "prepared,succeed,prepared,succeed";
    QTest::newRow("answers before the end unless asked to wait") << "submit 01+ 02+"
        << "create:submitted ok call 01 call 02 write:succeed" << "prepared,succeed,prepared,succeed";
    QTest::newRow("calls nothing and says nothing before it is stored") << "hold submit"
        << "create:submitted" << "";
    QTest::newRow("goes on when it is stored") << "hold submit release"
        << "create:submitted ok call 01" << "prepared,prepared,prepared,prepared";
    QTest::newRow("second step refused: both are compensated, last first") << "submit-wait 01+ 02! c02+ c01+"
        << "create:submitted call 01 call 02 write:aborting call c02 call c01 write:failed "
           "fail(url:http://p/a2 return failed: words FAILURE)" << "succeed,succeed,succeed,failed";
    QTest::newRow("first step refused: only it is compensated") << "submit 01! c01+"
        << "create:submitted ok call 01 write:aborting call c01 write:failed" << "succeed,failed,prepared,prepared";
    QTest::newRow("the turn is durable before the first compensation") << "submit hold 01!"
        << "create:submitted ok call 01 write:aborting" << "prepared,prepared,prepared,prepared";
    QTest::newRow("ongoing: the same op again after the same interval") << "submit 01~ 9s 1s"
        << "create:submitted ok call 01 write:submitted call 01" << "prepared,prepared,prepared,prepared";
    QTest::newRow("unknown: again after twice the interval") << "submit 01? 19s 1s 01? 39s 1s"
        << "create:submitted ok call 01 write:submitted call 01 write:submitted call 01" << "prepared,prepared,prepared,prepared";
    QTest::newRow("a success brings the interval back") << "submit 01? 20s 01+ 02? 20s"
        << "create:submitted ok call 01 write:submitted call 01 write:submitted call 02 write:submitted call 02"
        << "prepared,succeed,prepared,prepared";
    QTest::newRow("unfinished and waited for") << "submit-wait 01~"
        << "create:submitted call 01 write:submitted fail(wait result not return success: FAILURE)"
        << "prepared,prepared,prepared,prepared";
    QTest::newRow("unknown and waited for") << "submit-wait 01?"
        << "create:submitted call 01 write:submitted fail(wait result not return success: FAILURE)"
        << "prepared,prepared,prepared,prepared";
    QTest::newRow("a compensation is called until it succeeds, whatever it says") << "submit 01! c01! 20s c01? 40s c01~ 40s c01+"
        << "create:submitted ok call 01 write:aborting call c01 write:aborting call c01 write:aborting call c01 "
           "write:aborting call c01 write:failed" << "succeed,failed,prepared,prepared";
    QTest::newRow("the third failure alerts, and each after it") << "submit 01? 20s 01? 40s 01? 80s 01?"
        << "create:submitted ok call 01 write:submitted call 01 write:submitted call 01 alert(3) write:submitted call 01 alert(4) "
           "write:submitted" << "prepared,prepared,prepared,prepared";
    QTest::newRow("a second submit of a running saga only says so") << "submit submit 01+"
        << "create:submitted ok call 01 ok call 02" << "prepared,prepared,prepared,prepared";
    QTest::newRow("a second submit of a resting saga goes on with its rows") << "submit 01+ 02? submit"
        << "create:submitted ok call 01 call 02 write:submitted create:submitted load ok call 02"
        << "prepared,succeed,prepared,prepared";
    QTest::newRow("prepared is called by nobody") << "prepare 100s submit 01+"
        << "create:prepared ok create:submitted write:submitted ok call 01 call 02" << "prepared,prepared,prepared,prepared";
}

void SagaDialogueTest::plays()
{
    QFETCH(QString, script);
    QFETCH(QString, trace);
    QFETCH(QString, ops);
    MachineHarness harness(saga(2));

    const QString played = harness.play(script);

    QCOMPARE(played, trace);
    QCOMPARE(harness.opStatuses(), ops);
}

void SagaDialogueTest::concurrent_data()
{
    QTest::addColumn<QString>("orders"); // "2:0,1": step 2 after steps 0 and 1
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("trace");
    QTest::addColumn<QString>("ops");

    QTest::newRow("all at once") << "" << "submit 02+ 03+ 01+"
        << "create:submitted ok call 01 call 02 call 03 write:succeed"
        << "prepared,succeed,prepared,succeed,prepared,succeed";
    QTest::newRow("after its prerequisites") << "2:0,1" << "submit 01+ 02+ 03+"
        << "create:submitted ok call 01 call 02 call 03 write:succeed"
        << "prepared,succeed,prepared,succeed,prepared,succeed";
    QTest::newRow("what could not start is not compensated") << "1:0 2:1" << "submit 01! c01+"
        << "create:submitted ok call 01 write:aborting call c01 write:failed"
        << "succeed,failed,prepared,prepared,prepared,prepared";
    QTest::newRow("no new action after a refusal, compensation waits for calls under way")
        << "2:1" << "submit 01! 02+ c02+ c01+"
        << "create:submitted ok call 01 call 02 write:aborting call c01 call c02 write:failed"
        << "succeed,failed,succeed,prepared,prepared,prepared"; // 02 in its row would say that 03 may have run
    QTest::newRow("compensations in reverse of the dependency") << "1:0 2:0" << "submit 01+ 02! 03+ c02+ c03+ c01+"
        << "create:submitted ok call 01 call 02 call 03 write:aborting call c02 call c03 call c01 write:failed"
        << "succeed,succeed,succeed,failed,succeed,succeed";
    QTest::newRow("a late refusal is recorded and changes nothing") << "" << "submit 01! 02! 03+ c03+ c02+ c01+"
        << "create:submitted ok call 01 call 02 call 03 write:aborting call c01 call c02 call c03 write:failed"
        << "succeed,failed,succeed,failed,succeed,succeed";
    QTest::newRow("one fails, the others do not wait for it") << "2:1" << "submit 01? 02+ 03+ 20s 01+"
        << "create:submitted ok call 01 call 02 call 03 write:submitted call 01 write:succeed"
        << "prepared,succeed,prepared,succeed,prepared,succeed";
}

void SagaDialogueTest::concurrent()
{
    QFETCH(QString, orders);
    QFETCH(QString, script);
    QFETCH(QString, trace);
    QFETCH(QString, ops);
    TransactionSnapshot wanted = saga(3);
    wanted.transaction.custom.concurrent = true;
    for (const QString &order : orders.split(u' ', Qt::SkipEmptyParts)) {
        const QStringList parts = order.split(u':');
        for (const QString &step : parts[1].split(u','))
            wanted.transaction.custom.orders[parts[0].toInt()].append(step.toInt());
    }
    MachineHarness harness(wanted);

    const QString played = harness.play(script);

    QCOMPARE(played, trace);
    QCOMPARE(harness.opStatuses(), ops);
}

void SagaDialogueTest::writesTwiceOnTheHotPath()
{
    MachineHarness harness(saga(2));

    harness.play(u"submit-wait 01+ 02+"_s);

    QCOMPARE(harness.writes.size(), 2);
    QCOMPARE(harness.writes[0].newOps.size(), 4);
    QCOMPARE(harness.writes[1].opChanges.size(), 2);
    QList<EventKind> kinds;
    qint64 seq = 0;
    for (const JournalEvent &event : harness.events) {
        QCOMPARE(event.seq, ++seq);
        kinds.append(event.kind);
    }
    using enum EventKind;
    QCOMPARE(kinds, QList<EventKind>({Requested, StatusChanged, Called, Answered, Called, Answered, StatusChanged}));
    QVERIFY(!harness.inMemory());
}

void SagaDialogueTest::outcomesAreStoredAfterAWhile()
{
    MachineHarness harness(saga(2));

    const QString trace = harness.play(u"submit 01+ 199ms 1ms 02+"_s);

    QCOMPARE(trace, u"create:submitted ok call 01 call 02 write:submitted write:succeed"_s);
}

// After a crash the row tells whether calls may have run ahead of it; a claimed row that denies it is corrected first.
void SagaDialogueTest::nothingIsCalledAheadOfRowsThatDoNotSaySo()
{
    MachineHarness harness(saga(3));

    harness.play(u"submit 01?"_s);
    QVERIFY(!harness.row->transaction.ranAhead);
    const QString trace = harness.play(u"20s hold 01+ release 02+ crash"_s);

    QCOMPARE(trace, u"call 01 write:submitted call 02 call 03 call 02"_s);
    QVERIFY(harness.row->transaction.ranAhead);
    harness.act.expectedEpoch.reset();
    QCOMPARE(harness.play(u"turn 02? c03+ c02+ c01+"_s),
             u"write:aborting ok call c03 call c02 call c01 write:failed"_s); // 03 was called before the crash
}

TXDESK_TEST(SagaDialogueTest);

} // namespace txdesk::test

#include "saga_dialogue_test.moc"
