// Whole dialogues of TCC and XA, one row a story. The notation is machine_harness.h's.
// SPDX-License-Identifier: Apache-2.0
#include "shared/engine/texts.h"
#include "tests/engine/machine_harness.h"
#include "tests/support/test_main.h"

#include <QTest>

namespace txdesk::test {

using namespace Qt::StringLiterals;
using namespace engine;

class TwoPhaseDialogueTest : public QObject
{
    Q_OBJECT
private slots:
    void plays_data();
    void plays();
    void rowsAreInTheOrderOfDtm();
    void orderIsOfRowsNotOfIds();
    void callsCarryTheRow();
    void attemptsOfOneOpAreNotThoseOfTheNext();
    void anEmptyUrlIsDone();
    void timeoutsNameTheirSeconds_data();
    void timeoutsNameTheirSeconds();
    void registrationsAreTold();
    void branchesDifferByMoreThanCase();
    void branchesAreBounded();
    void submitLeavesPreparedOptionsAlone();
    void anotherCoordinatorKeepsItsLease();
};

void TwoPhaseDialogueTest::plays_data()
{
    QTest::addColumn<bool>("isTcc");
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("trace");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("ops");

    const QString unknownText = texts::unknownResult(u"words"_s);
    const QString registered = u"create:prepared ok load write:prepared ok load write:prepared ok "_s;
    const QString noTrans = u"fail(no trans with gid: g status: prepared found FAILURE)"_s;
    const auto row = [&](const char *name, bool isTcc, const QString &script, const QString &trace, const char *status, const char *ops) {
        QTest::newRow(name) << isTcc << script << trace << QString::fromLatin1(status) << QString::fromLatin1(ops);
    };
    row("tcc confirms the newest branch first", true, u"prepare reg01 reg02 submit confirm02+ confirm01+"_s,
        registered + u"load write:submitted ok call confirm02 call confirm01 write:succeed"_s, "succeed", "prepared,succeed,prepared,succeed");
    row("tcc cancels the newest branch first", true, u"prepare reg01 reg02 abort cancel02+ cancel01+"_s,
        registered + u"load write:aborting ok call cancel02 call cancel01 write:failed"_s, "failed", "succeed,prepared,succeed,prepared");
    row("xa commits the oldest branch first", false, u"prepare reg01 reg02 submit commit01+ commit02+"_s,
        registered + u"load write:submitted ok call commit01 call commit02 write:succeed"_s, "succeed", "prepared,succeed,prepared,succeed");
    row("xa rolls back the oldest branch first", false, u"prepare reg01 reg02 abort rollback01+ rollback02+"_s,
        registered + u"load write:aborting ok call rollback01 call rollback02 write:failed"_s, "failed", "succeed,prepared,succeed,prepared");
    row("a refusal of phase two is retried like an error", true, u"prepare reg01 submit confirm01! 19s 1s confirm01+"_s,
        u"create:prepared ok load write:prepared ok load write:submitted ok call confirm01 write:submitted call confirm01 write:succeed"_s,
        "succeed", "prepared,succeed");
    row("the first branch that does not accept holds up the rest", false, u"prepare reg01 reg02 abort rollback01? 20s rollback01~ 20s"_s,
        registered + u"load write:aborting ok call rollback01 write:aborting call rollback01 write:aborting call rollback01"_s, "aborting",
        "prepared,prepared,prepared,prepared");
    row("the third failure alerts", true, u"prepare reg01 submit confirm01! 20s confirm01? 40s confirm01!"_s,
        u"create:prepared ok load write:prepared ok load write:submitted ok call confirm01 write:submitted call confirm01 write:submitted "
        u"call confirm01 alert(3) write:submitted"_s, "submitted", "prepared,prepared");
    row("nothing registered, submitted", true, u"prepare submit"_s, u"create:prepared ok load write:submitted ok write:succeed"_s,
        "succeed", "");
    row("nothing registered, aborted", false, u"prepare abort"_s, u"create:prepared ok load write:aborting ok write:failed"_s, "failed", "");
    row("silent for too long: cancelled", true, u"prepare reg01 34s 1s cancel01+"_s,
        u"create:prepared ok load write:prepared ok write:aborting call cancel01 write:failed"_s, "failed", "succeed,prepared");
    row("submitted just in time", true, u"prepare reg01 34s submit 100s confirm01+"_s,
        u"create:prepared ok load write:prepared ok load write:submitted ok call confirm01 write:submitted write:succeed"_s, "succeed",
        "prepared,succeed");
    row("submitted again while submitted: the stored branches", true, u"prepare reg01 submit confirm01? submit confirm01+"_s,
        u"create:prepared ok load write:prepared ok load write:submitted ok call confirm01 write:submitted load load ok "
        u"call confirm01 write:succeed"_s, "succeed", "prepared,succeed");
    row("aborted again while aborting: called again at once", true, u"prepare reg01 abort cancel01? abort cancel01+"_s,
        u"create:prepared ok load write:prepared ok load write:aborting ok call cancel01 write:aborting load ok call cancel01 write:failed"_s,
        "failed", "succeed,prepared");
    row("registered twice the same way", true, u"prepare reg01 reg01"_s,
        u"create:prepared ok load write:prepared ok load ok"_s, "prepared", "prepared,prepared");
    row("registered twice another way", true, u"prepare reg01 reg01!"_s,
        u"create:prepared ok load write:prepared ok load error(storage: UniqueKeyConflict)"_s, "prepared", "prepared,prepared");
    row("registered too late", false, u"prepare reg01 abort reg02"_s,
        u"create:prepared ok load write:prepared ok load write:aborting ok call rollback01 "_s + noTrans, "aborting", "prepared,prepared");
    row("registered with nobody", true, u"reg01"_s, u"load "_s + noTrans, "none", "");
    row("submitted without prepare", true, u"submit"_s, u"load error(no TransGlobal with gid: g found)"_s, "none", "");
    row("registered while the registration before is being stored", true, u"prepare hold reg01 reg02 release submit confirm02+ confirm01+"_s,
        u"create:prepared ok load write:prepared ok write:prepared ok load write:submitted ok call confirm02 call confirm01 write:succeed"_s,
        "succeed", "prepared,succeed,prepared,succeed");
    row("registered while the prepare is being stored", true, u"hold prepare reg01 release submit confirm01+"_s,
        u"create:prepared ok write:prepared ok load write:submitted ok call confirm01 write:succeed"_s, "succeed", "prepared,succeed");
    row("a registration that is lost is registered after all", true, u"prepare lose reg01 submit"_s,
        u"create:prepared ok load write:prepared load write:prepared ok load load write:submitted ok call confirm01"_s, "submitted",
        "prepared,prepared");
    row("a registration that was stored but not answered", true, u"prepare unknown reg01"_s,
        u"create:prepared ok load write:prepared load ok"_s, "prepared", "prepared,prepared");
    row("a registration that is refused is told", true, u"prepare refuse reg01 100ms reg01"_s,
        u"create:prepared ok load write:prepared error(disk full) load write:prepared load write:prepared ok"_s, "prepared",
        "prepared,prepared");
    row("waited for: confirmed", true, u"prepare reg01 submit-wait confirm01+"_s,
        u"create:prepared ok load write:prepared ok load write:submitted call confirm01 write:succeed ok"_s, "succeed", "prepared,succeed");
    row("waited for: ongoing", true, u"prepare reg01 submit-wait confirm01~"_s,
        u"create:prepared ok load write:prepared ok load write:submitted call confirm01 write:submitted ongoing(ONGOING)"_s, "submitted",
        "prepared,prepared");
    row("waited for: refused", true, u"prepare reg01 submit-wait confirm01!"_s,
        u"create:prepared ok load write:prepared ok load write:submitted call confirm01 write:submitted fail(%1 FAILURE)"_s.arg(unknownText),
        "submitted", "prepared,prepared");
    row("waited for: no answer", false, u"prepare reg01 submit-wait commit01?"_s,
        u"create:prepared ok load write:prepared ok load write:submitted call commit01 write:submitted error(%1)"_s.arg(unknownText),
        "submitted", "prepared,prepared");
    row("abort waited for: taken back", false, u"prepare reg01 abort-wait rollback01+"_s,
        u"create:prepared ok load write:prepared ok load write:aborting call rollback01 write:failed ok"_s, "failed", "succeed,prepared");
    row("abort waited for: no answer", true, u"prepare reg01 abort-wait cancel01?"_s,
        u"create:prepared ok load write:prepared ok load write:aborting call cancel01 write:aborting error(%1)"_s.arg(unknownText), "aborting",
        "prepared,prepared");
    row("a crash after the decision: confirmed by the next one", true, u"prepare reg01 submit crash confirm01+"_s,
        u"create:prepared ok load write:prepared ok load write:submitted ok call confirm01 call confirm01 write:succeed"_s, "succeed",
        "prepared,succeed");
    row("a lapse: read and claimed before the next call", true, u"prepare reg01 reg02 submit lapse confirm02+ confirm01+"_s,
        registered + u"load write:submitted ok call confirm02 load call confirm01 write:succeed"_s, "succeed",
        "prepared,succeed,prepared,succeed");
    row("a lapse: nothing is called before the claim has come", true, u"prepare reg01 reg02 submit hold-load lapse confirm02+ release-load"_s,
        registered + u"load write:submitted ok call confirm02 load call confirm01"_s, "submitted", "prepared,prepared,prepared,prepared");
}

void TwoPhaseDialogueTest::plays()
{
    QFETCH(bool, isTcc);
    QFETCH(QString, script);
    QFETCH(QString, trace);
    QFETCH(QString, status);
    QFETCH(QString, ops);
    MachineHarness harness(isTcc ? tcc() : xa());

    const QString played = harness.play(script);

    QCOMPARE(played, trace);
    QCOMPARE(harness.rowStatus(), status);
    QCOMPARE(harness.opStatuses(), ops);
    qint64 seq = 0;
    for (const JournalEvent &event : harness.events)
        QCOMPARE(event.seq, ++seq);
}

void TwoPhaseDialogueTest::rowsAreInTheOrderOfDtm()
{
    QStringList words;
    for (const BranchOp &op : tccOps({u"01"_s}, u"yes"_s, u"no"_s, "body", fromMs(7)) + xaOps({u"02"_s}, u"both"_s, fromMs(8)))
        words.append(u"%1 %2 %3 %4"_s.arg(op.branch.value, QString(nameIn(opKindNames, op.kind)), op.url, QString::fromLatin1(op.payload)));

    QCOMPARE(words, QStringList({u"01 cancel no body"_s, u"01 confirm yes body"_s, u"02 rollback both "_s, u"02 commit both "_s}));
}

// Nested branches and PHP's right-padded ids: "0201" may be registered before "02", "1000" is PHP's tenth at most.
void TwoPhaseDialogueTest::orderIsOfRowsNotOfIds()
{
    MachineHarness harness(tcc());
    harness.play(u"prepare reg0201 reg02 reg1000 reg01 submit"_s);

    QCOMPARE(harness.play(u"confirm01+ confirm1000+ confirm02+ confirm0201+"_s),
             u"call confirm1000 call confirm02 call confirm0201 write:succeed"_s);
}

void TwoPhaseDialogueTest::callsCarryTheRow()
{
    TransactionSnapshot wanted = tcc();
    wanted.transaction.options.branchHeaders = {{u"k"_s, u"v"_s}};
    wanted.transaction.protocol = u"grpc"_s;
    MachineHarness harness(wanted);

    harness.play(u"prepare reg01 submit"_s);

    const Call &call = harness.calls.first();
    QCOMPARE(call.kind, TransactionKind::Tcc);
    QCOMPARE(call.op, OpKind::Confirm);
    QCOMPARE(call.url, u"http://p/confirm01"_s);
    QCOMPARE(call.payload, QByteArray("{}"));
    QCOMPARE(call.protocol, u"grpc"_s);
    QCOMPARE(call.headers, wanted.transaction.options.branchHeaders);
    QVERIFY(call.opText.isEmpty());
}

// The row tells how often the newest op failed in a row; after a restart that counts for this op alone.
void TwoPhaseDialogueTest::attemptsOfOneOpAreNotThoseOfTheNext()
{
    MachineHarness harness(tcc());

    harness.play(u"prepare reg01 reg02 submit confirm02? 20s confirm02? crash 40s confirm02+ confirm01+"_s);

    QStringList told;
    for (const Call &call : std::as_const(harness.allCalls))
        told.append(call.branch.value + u'x' + QString::number(call.attempt));
    QCOMPARE(told.join(u' '), u"02x1 02x2 02x3 01x1"_s);
    QCOMPARE(harness.rowStatus(), u"succeed"_s);
}

void TwoPhaseDialogueTest::anEmptyUrlIsDone()
{
    MachineHarness harness(tcc());
    harness.play(u"prepare reg01"_s);
    harness.send(RegisterRequest{90, TransactionKind::Tcc, tccOps({u"02"_s}, {}, {}, {}, harness.now)});

    QCOMPARE(harness.play(u"submit confirm01+"_s), u"load write:submitted ok call confirm01 write:succeed"_s);
    QCOMPARE(harness.opStatuses(), u"prepared,succeed,prepared,succeed"_s);
}

void TwoPhaseDialogueTest::timeoutsNameTheirSeconds_data()
{
    QTest::addColumn<int>("wanted");
    QTest::addColumn<int>("byDefault");
    QTest::addColumn<int>("passes");

    QTest::newRow("the server's") << 0 << 35 << 35;
    QTest::newRow("the server's, another one") << 0 << 7 << 7;
    QTest::newRow("its own") << 3 << 35 << 3;
}

void TwoPhaseDialogueTest::timeoutsNameTheirSeconds()
{
    QFETCH(int, wanted);
    QFETCH(int, byDefault);
    QFETCH(int, passes);
    TransactionSnapshot asked = xa();
    asked.transaction.options.timeoutToFail = Seconds{wanted};
    MachineHarness harness(asked);
    harness.settings.timeoutToFail = Seconds{byDefault};

    harness.play(u"prepare reg01 %1s"_s.arg(passes - 1));
    QCOMPARE(harness.rowStatus(), u"prepared"_s);
    harness.play(u"1s"_s);

    QCOMPARE(harness.rowStatus(), u"aborting"_s);
    QCOMPARE(harness.row->transaction.rollbackReason, u"Timeout after %1 seconds"_s.arg(passes));
}

void TwoPhaseDialogueTest::registrationsAreTold()
{
    MachineHarness tccHarness(tcc());
    MachineHarness xaHarness(xa());
    tccHarness.play(u"prepare reg01"_s);
    xaHarness.play(u"prepare reg01"_s);

    const JournalEvent tried = tccHarness.events.last();
    QCOMPARE(tried.kind, EventKind::Registered);
    QCOMPARE(tried.branch, BranchId{u"01"_s});
    QCOMPARE(tried.op, std::optional(OpKind::Try));
    QCOMPARE(tried.text, u"http://p/confirm01"_s);
    QCOMPARE(xaHarness.events.last().op, std::optional(OpKind::Action));
    QCOMPARE(xaHarness.events.last().text, u"http://p/01"_s);
}

// A database that DTM made compares ids so: it would keep one of the two rows, and the other branch would be lost.
void TwoPhaseDialogueTest::branchesDifferByMoreThanCase()
{
    MachineHarness harness(tcc());
    QCOMPARE(harness.play(u"prepare rega"_s), u"create:prepared ok load write:prepared ok"_s);
    QCOMPARE(harness.play(u"regA"_s), u"load error(storage: UniqueKeyConflict)"_s);
    QCOMPARE(harness.play(u"rega"_s), u"load ok"_s);
}

// One client cannot make a transaction grow for ever; what is registered already may be told again.
void TwoPhaseDialogueTest::branchesAreBounded()
{
    MachineHarness harness(tcc());
    harness.settings.branchesMax = 2;
    QCOMPARE(harness.play(u"prepare reg01 reg02"_s), u"create:prepared ok load write:prepared ok load write:prepared ok"_s);
    QCOMPARE(harness.play(u"reg03"_s), u"load fail(too many branches (at most 2) FAILURE)"_s);
    QCOMPARE(harness.play(u"reg02"_s), u"load ok"_s);
    QCOMPARE(harness.row->ops.size(), 4);
}

// Many clients name their options at prepare only.
void TwoPhaseDialogueTest::submitLeavesPreparedOptionsAlone()
{
    TransactionSnapshot wanted = tcc();
    wanted.transaction.options.requestTimeout = Seconds{7};
    wanted.transaction.options.branchHeaders = {{u"k"_s, u"v"_s}};
    MachineHarness harness(wanted);
    harness.play(u"prepare reg01"_s);
    harness.wanted.transaction.options = {};

    harness.play(u"submit"_s);

    QCOMPARE(harness.calls.first().timeout, Milliseconds{7'000});
    QCOMPARE(harness.calls.first().headers.value(u"k"_s), u"v"_s);
}

void TwoPhaseDialogueTest::anotherCoordinatorKeepsItsLease()
{
    MachineHarness harness(tcc());
    harness.play(u"prepare reg01"_s);
    harness.row->transaction.owner = u"node-2"_s;

    QCOMPARE(harness.play(u"reg02"_s), u"load write:prepared ok"_s);

    QCOMPARE(harness.row->transaction.owner, u"node-2"_s);
    QCOMPARE(harness.row->ops.size(), 4);
    QVERIFY(!harness.inMemory());
}

TXDESK_TEST(TwoPhaseDialogueTest);

} // namespace txdesk::test

#include "two_phase_dialogue_test.moc"
