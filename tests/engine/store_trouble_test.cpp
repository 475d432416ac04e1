// What a machine does when the store refuses, loses its answer, or somebody else has moved the row.
// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/machine_harness.h"
#include "tests/support/test_main.h"

#include <QTest>

namespace txdesk::test {

using namespace Qt::StringLiterals;
using namespace engine;

class StoreTroubleTest : public QObject
{
    Q_OBJECT
private slots:
    void plays_data();
    void plays();
    void aMovedRowIsNeverOverwritten();
    void factsOutliveALostWrite();
    void whoeverHadItInBetweenMayHaveCalledMore();
    void aLostRaceKeepsCallsInMind();
    void aClaimReachesAMachineAtWork();
    void aSendersAnswerOutlivesALostRace();
    void requestsDuringTroubleAreAnswered_data();
    void requestsDuringTroubleAreAnswered();
    void lapses_data();
    void lapses();
    void aLapseFindsAnotherDriver();
    void crashes_data();
    void crashes();
};

void StoreTroubleTest::plays_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("trace");
    QTest::addColumn<QString>("status");

    QTest::newRow("a refused create is told and forgotten") << "refuse submit" << "create:submitted error(disk full)" << "none";
    QTest::newRow("and can be tried again") << "refuse submit submit" << "create:submitted error(disk full) create:submitted ok call 01"
        << "submitted";
    QTest::newRow("a create that was done but not answered") << "unknown submit" << "create:submitted load ok call 01" << "submitted";
    QTest::newRow("a create that was lost") << "lose submit" << "create:submitted load create:submitted ok call 01" << "submitted";
    QTest::newRow("a final write that was done but not answered") << "submit-wait 01+ unknown 02+"
        << "create:submitted call 01 call 02 write:succeed load ok" << "succeed";
    QTest::newRow("a final write that was lost") << "submit-wait 01+ lose 02+"
        << "create:submitted call 01 call 02 write:succeed load write:succeed ok" << "succeed";
    QTest::newRow("a turn that was lost is not carried out before it is stored") << "submit lose 01! c01+"
        << "create:submitted ok call 01 write:aborting load write:aborting call c01 write:failed" << "failed";
    QTest::newRow("a refused turn is stored later") << "submit refuse 01! 100ms c01+"
        << "create:submitted ok call 01 write:aborting load write:aborting call c01 write:failed" << "failed";
    QTest::newRow("a refused end is told to who waits, and stored later") << "submit-wait 01+ refuse 02+ 100ms"
        << "create:submitted call 01 call 02 write:succeed error(disk full) load write:succeed" << "succeed";
    QTest::newRow("asked again while it is looked whether a write was done: it was") << "submit unknown hold-load pause submit release-load"
        << "create:submitted ok call 01 write:submitted load ok ok" << "submitted";
    QTest::newRow("asked again while it is looked whether a create was done: it was not") << "lose hold-load submit submit release-load"
        << "create:submitted load create:submitted ok ok call 01" << "submitted";
    QTest::newRow("a create that is lost each time is given up and told") << "lose-all submit"
        << "create:submitted load create:submitted load create:submitted load error(the store cannot be written; nothing was done)" << "none";
    QTest::newRow("a success that came while a turn was not stored is not forgotten") << "submit refuse turn 01+ 100ms 02+"
        << "create:submitted ok call 01 write:aborting error(disk full) load call 02 write:succeed" << "succeed";
    QTest::newRow("flush stores what is only in memory") << "submit 01+ flush" << "create:submitted ok call 01 call 02 write:submitted ok"
        << "submitted";
}

void StoreTroubleTest::plays()
{
    QFETCH(QString, script);
    QFETCH(QString, trace);
    QFETCH(QString, status);
    MachineHarness harness(saga(2));

    const QString played = harness.play(script);

    QCOMPARE(played, trace);
    QCOMPARE(harness.rowStatus(), status);
    qint64 seq = 0;
    for (const JournalEvent &event : harness.events)
        QCOMPARE(event.seq, ++seq);
}

void StoreTroubleTest::aMovedRowIsNeverOverwritten()
{
    MachineHarness harness(saga(2));
    harness.play(u"submit 01+"_s);
    harness.row->transaction.status = TransactionStatus::Aborting; // another coordinator turned it back
    harness.row->transaction.owner = u"node-2"_s;
    harness.row->transaction.epoch += 2;

    QCOMPARE(harness.play(u"02+"_s), u"write:succeed load"_s);

    QCOMPARE(harness.rowStatus(), u"aborting"_s);
    QVERIFY(!harness.inMemory());
}

void StoreTroubleTest::factsOutliveALostWrite()
{
    MachineHarness harness(saga(2));

    harness.play(u"submit 01+ lose 200ms"_s);

    QCOMPARE(harness.allCalls.size(), 2); // 01 is not called again
    harness.play(u"02+"_s);
    QCOMPARE(harness.opStatuses(), u"prepared,succeed,prepared,succeed"_s);
    QCOMPARE(std::ranges::count(harness.events, EventKind::Answered, &JournalEvent::kind), 2);
}

// Found by the simulator: the other coordinator claimed, froze, and went on later.
void StoreTroubleTest::whoeverHadItInBetweenMayHaveCalledMore()
{
    MachineHarness harness(saga(2));
    harness.play(u"submit"_s);
    ++harness.row->transaction.epoch; // another coordinator claimed it, and may have called 01 and 02

    QCOMPARE(harness.play(u"01! c02+ c01+"_s), u"write:aborting load write:aborting call c02 call c01 write:failed"_s);
}

// Found by the simulator: a step was compensated while an earlier call of this coordinator was still under way.
void StoreTroubleTest::aLostRaceKeepsCallsInMind()
{
    MachineHarness harness(saga(1));
    harness.play(u"submit"_s);
    harness.row->transaction.owner = u"node-2"_s;
    ++harness.row->transaction.epoch;

    QCOMPARE(harness.play(u"flush"_s), u"write:submitted load ok"_s);
    QVERIFY(harness.inMemory());
    QCOMPARE(harness.play(u"turn"_s), u"write:aborting ok"_s);
    QCOMPARE(harness.play(u"01+"_s), u"call c01"_s);
}

void StoreTroubleTest::aClaimReachesAMachineAtWork()
{
    MachineHarness harness(saga(2));
    harness.play(u"submit"_s);
    ++harness.row->transaction.epoch;
    harness.send(Claimed{*harness.row, false});

    QCOMPARE(harness.play(u"01+ 02+"_s), u"call 02 write:succeed"_s); // no conflict
}

// Found by DTM's Go client: its back-check was asked twice.
void StoreTroubleTest::aSendersAnswerOutlivesALostRace()
{
    MachineHarness harness(message(1));
    harness.play(u"prepare 35s"_s);
    ++harness.row->transaction.epoch; // a claim of our own that is still on its way here

    QCOMPARE(harness.play(u"q+ 01+"_s), u"write:submitted load write:submitted call 01 write:succeed"_s);
}

// Found by the simulator: such a client was never answered.
void StoreTroubleTest::requestsDuringTroubleAreAnswered_data()
{
    QTest::addColumn<QString>("script");

    QTest::newRow("while backing off from a refused write") << "submit refuse 01! submit-wait 200ms c01+";
    QTest::newRow("while backing off from a lost write") << "submit lose 01! submit-wait c01+";
    QTest::newRow("while an end is being stored") << "submit 01+ hold 02+ submit-wait prepare release";
}

void StoreTroubleTest::requestsDuringTroubleAreAnswered()
{
    QFETCH(QString, script);
    MachineHarness harness(saga(2));

    harness.play(script);

    QCOMPARE(harness.replies.size(), script.count(u"submit"_s) + script.count(u"prepare"_s));
    QVERIFY(!harness.inMemory());
}

void StoreTroubleTest::lapses_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("trace");

    QTest::newRow("while a call is under way: its answer counts, the next call waits for the claim")
        << "submit hold-load lapse 01+ release-load 02+" << "create:submitted ok call 01 load call 02 write:succeed";
    QTest::newRow("while a write is under way: looked at when that is answered") << "submit 01+ hold flush lapse release 02+"
        << "create:submitted ok call 01 call 02 write:submitted load ok write:succeed";
    QTest::newRow("while a claim is under way: that one is too old") << "submit 01? hold-load retry lapse release-load"
        << "create:submitted ok call 01 write:submitted load load write:submitted ok call 01";
    QTest::newRow("before a decision is stored: stored after the claim") << "submit hold-load lapse 01! release-load c01+"
        << "create:submitted ok call 01 load write:aborting call c01 write:failed";
    QTest::newRow("twice") << "submit lapse lapse 01+" << "create:submitted ok call 01 load load call 02";
    QTest::newRow("of a prepared one: nothing was owned") << "prepare lapse submit" << "create:prepared ok create:submitted write:submitted ok call 01";
    QTest::newRow("of one that ended") << "submit 01+ 02+ lapse" << "create:submitted ok call 01 call 02 write:succeed";
}

void StoreTroubleTest::lapses()
{
    QFETCH(QString, script);
    QFETCH(QString, trace);
    MachineHarness harness(saga(2));

    QCOMPARE(harness.play(script), trace);
}

void StoreTroubleTest::aLapseFindsAnotherDriver()
{
    MachineHarness harness(saga(2));
    harness.play(u"submit"_s);
    harness.row->transaction.owner = u"node-2"_s;
    ++harness.row->transaction.epoch;

    QCOMPARE(harness.play(u"lapse 01+ 100s"_s), u"load"_s); // its answer is node-2's to find out

    QVERIFY(!harness.inMemory());
    QCOMPARE(harness.allCalls.size(), 1);
}

void StoreTroubleTest::crashes_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("trace");
    QTest::addColumn<QString>("ops");

    QTest::newRow("before the end is stored: the last steps are called again") << "submit 01+ crash 01+ 02+"
        << "create:submitted ok call 01 call 02 call 01 call 02 write:succeed" << "prepared,succeed,prepared,succeed";
    QTest::newRow("refused after a crash: what may have run is compensated") << "submit 01+ crash 01! c02+ c01+"
        << "create:submitted ok call 01 call 02 call 01 write:aborting call c02 call c01 write:failed"
        << "succeed,failed,succeed,prepared";
    QTest::newRow("while turning back: goes on turning back") << "submit 01+ 02! c02+ crash c02+ c01+"
        << "create:submitted ok call 01 call 02 write:aborting call c02 call c01 call c02 call c01 write:failed"
        << "succeed,succeed,succeed,failed";
    QTest::newRow("rows that rest are complete: nothing more is compensated") << "submit 01? crash 01! c01+"
        << "create:submitted ok call 01 write:submitted call 01 write:aborting call c01 write:failed"
        << "succeed,failed,prepared,prepared";
    QTest::newRow("twice: the doubt stays") << "submit 01+ crash 01? crash 01! c02+ c01+"
        << "create:submitted ok call 01 call 02 call 01 write:submitted call 01 write:aborting call c02 call c01 write:failed"
        << "succeed,failed,succeed,prepared";
}

void StoreTroubleTest::crashes()
{
    QFETCH(QString, script);
    QFETCH(QString, trace);
    QFETCH(QString, ops);
    MachineHarness harness(saga(2));

    const QString played = harness.play(script);

    QCOMPARE(played, trace);
    QCOMPARE(harness.opStatuses(), ops);
    const auto recovered = std::ranges::find(harness.events, EventKind::Recovered, &JournalEvent::kind);
    QVERIFY(recovered != harness.events.end());
}

TXDESK_TEST(StoreTroubleTest);

} // namespace txdesk::test

#include "store_trouble_test.moc"
