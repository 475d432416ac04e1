// Whole dialogues of AT, one row a story. The notation is machine_harness.h's.
// SPDX-License-Identifier: Apache-2.0
#include "shared/engine/at_rows.h"
#include "shared/engine/texts.h"
#include "tests/engine/machine_harness.h"
#include "tests/support/test_main.h"

#include <QTest>

namespace txdesk::test {

using namespace Qt::StringLiterals;
using namespace engine;

class AtDialogueTest : public QObject
{
    Q_OBJECT
private slots:
    void registers_data();
    void registers();
    void decides_data();
    void decides();
    void resolves_data();
    void resolves();
    void whatCameMeanwhileSurvives_data();
    void whatCameMeanwhileSurvives();
    void rowsCarryTheRequest();
    void requestsDifferByTheirWholeId();
    void theHolderIsNamed();
    void locksAreTold();
    void lockedTextIsCut();
    void aDirtyBranchIsTold();
    void aForcedDecisionIsDurableBeforeTheCall();
};

namespace {

const QString created = u"create:prepared ok "_s;
const QString noTrans = u"fail(no trans with gid: g status: prepared found FAILURE)"_s;

void columns()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("trace");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("ops");
    QTest::addColumn<QString>("locked");
}

QString locksOf(const MachineHarness &harness)
{
    QStringList words;
    for (auto it = harness.locks.cbegin(); it != harness.locks.cend(); ++it)
        words.append(it.key() + u':' + it.value());
    return words.join(u' ');
}

void play()
{
    QFETCH(QString, script);
    QFETCH(QString, trace);
    QFETCH(QString, status);
    QFETCH(QString, ops);
    QFETCH(QString, locked);
    MachineHarness harness(at());

    const QString played = harness.play(script);

    QCOMPARE(played, trace);
    QCOMPARE(harness.rowStatus(), status);
    QCOMPARE(harness.opStatuses(), ops);
    QCOMPARE(locksOf(harness), locked);
    qint64 seq = 0;
    for (const JournalEvent &event : std::as_const(harness.events))
        QCOMPARE(event.seq, ++seq);
}

void row(const char *name, const QString &script, const QString &trace, const char *status, const char *ops, const char *locked)
{
    QTest::newRow(name) << script << trace << QString::fromLatin1(status) << QString::fromLatin1(ops) << QString::fromLatin1(locked);
}

} // namespace

void AtDialogueTest::registers_data()
{
    columns();
    row("the first branch, with its lock", u"prepare at1"_s, created + u"load write:prepared+1 ok=01"_s, "prepared", "prepared,prepared", "1:01");
    row("ids by order of registration", u"prepare at7 at3"_s, created + u"load write:prepared+7 ok=01 load write:prepared+3 ok=02"_s, "prepared",
        "prepared,prepared,prepared,prepared", "3:02 7:01");
    row("the same row again: it stays the first one's", u"prepare at1 at2@1"_s,
        created + u"load write:prepared+1 ok=01 load write:prepared+1 ok=02"_s, "prepared", "prepared,prepared,prepared,prepared", "1:01");
    row("asked twice: one branch, the same answer", u"prepare at1 at1"_s, created + u"load write:prepared+1 ok=01 load ok=01"_s, "prepared",
        "prepared,prepared", "1:01");
    row("asked twice with other content", u"prepare at1 at1!"_s,
        created + u"load write:prepared+1 ok=01 load error(storage: UniqueKeyConflict)"_s, "prepared", "prepared,prepared", "1:01");
    row("asked twice, the second time for another row: it has no lock on that", u"prepare at1 at1@7"_s,
        created + u"load write:prepared+1 ok=01 load error(storage: UniqueKeyConflict)"_s, "prepared", "prepared,prepared", "1:01");
    row("asked twice while the first is being stored", u"prepare hold at1 at1 release"_s, created + u"load write:prepared+1 ok=01 ok=01"_s,
        "prepared", "prepared,prepared", "1:01");
    row("two at once: one after the other", u"prepare hold at1 at2 release"_s,
        created + u"load write:prepared+1 ok=01 write:prepared+2 ok=02"_s, "prepared", "prepared,prepared,prepared,prepared", "1:01 2:02");
    row("while the prepare is being stored", u"hold prepare at1 release"_s, u"create:prepared ok write:prepared+1 ok=01"_s, "prepared",
        "prepared,prepared", "1:01");
    row("the row is somebody else's", u"prepare taken1 at1"_s, created + u"load write:prepared+1 locked(other)"_s, "prepared", "", "1:other");
    row("and is asked for again when it is free", u"prepare taken1 at1 freed1 at1"_s,
        created + u"load write:prepared+1 locked(other) load write:prepared+1 ok=01"_s, "prepared", "prepared,prepared", "1:01");
    row("locked: whoever asked for the same is told, the next one is served", u"prepare taken1 hold at1 at1 at2 release"_s,
        created + u"load write:prepared+1 locked(other) locked(other) write:prepared+2 ok=01"_s, "prepared", "prepared,prepared", "1:other 2:01");
    row("no answer of the store: registered after all", u"prepare lose at1"_s,
        created + u"load write:prepared+1 load write:prepared write:prepared+1 ok=01"_s, "prepared", "prepared,prepared", "1:01");
    row("stored but not answered", u"prepare unknown at1"_s, created + u"load write:prepared+1 load ok=01"_s, "prepared", "prepared,prepared",
        "1:01");
    row("refused by the store: told, and asked again", u"prepare refuse at1 100ms at1"_s,
        created + u"load write:prepared+1 error(disk full) load write:prepared load write:prepared+1 ok=01"_s, "prepared", "prepared,prepared",
        "1:01");
    row("known after a crash", u"prepare at1 crash at1"_s, created + u"load write:prepared+1 ok=01 write:prepared load ok=01"_s, "prepared",
        "prepared,prepared", "1:01");
    row("nobody prepared it", u"at1"_s, u"load "_s + noTrans, "none", "", "");
    row("too late: submitted", u"prepare submit at1"_s, created + u"load write:submitted- ok write:succeed- load "_s + noTrans, "succeed", "", "");
    row("too late: turned back, also for what is registered", u"prepare at1 abort at1"_s,
        created + u"load write:prepared+1 ok=01 load write:aborting ok call rollback01 "_s + noTrans, "aborting", "prepared,prepared", "1:01");
    row("the deadline passes while it waits for its turn", u"prepare 34s hold at1 at2 1s release"_s,
        created + u"load write:prepared+1 load write:aborting "_s + noTrans + u' ' + noTrans + u" write:failed-"_s, "failed", "", "");
}

void AtDialogueTest::registers() { play(); }

void AtDialogueTest::decides_data()
{
    columns();
    const QString two = created + u"load write:prepared+1 ok=01 load write:prepared+2 ok=02 load "_s;
    row("committed: every branch at once, locks end with the decision", u"prepare at1 at2 submit commit02+ commit01+"_s,
        two + u"write:submitted- ok call commit01 call commit02 write:succeed-"_s, "succeed", "prepared,succeed,prepared,succeed", "");
    row("locks end before any branch has answered", u"prepare at1 submit"_s,
        created + u"load write:prepared+1 ok=01 load write:submitted- ok call commit01"_s, "submitted", "prepared,prepared", "");
    row("a commit that fails holds nobody up", u"prepare at1 at2 submit commit01! commit02+ 20s commit01+"_s,
        two + u"write:submitted- ok call commit01 call commit02 write:submitted call commit01 write:succeed-"_s, "succeed",
        "prepared,succeed,prepared,succeed", "");
    row("rolled back: the newest first, one after the other, locks kept to the end", u"prepare at1 at2 abort rollback02+"_s,
        two + u"write:aborting ok call rollback02 call rollback01"_s, "aborting", "prepared,prepared,prepared,prepared", "1:01 2:02");
    row("rolled back: then locks end", u"prepare at1 at2 abort rollback02+ rollback01+"_s,
        two + u"write:aborting ok call rollback02 call rollback01 write:failed-"_s, "failed", "succeed,prepared,succeed,prepared", "");
    row("a rollback without an answer holds up the rest", u"prepare at1 at2 abort rollback02? 20s rollback02~ 20s"_s,
        two + u"write:aborting ok call rollback02 write:aborting call rollback02 write:aborting call rollback02"_s, "aborting",
        "prepared,prepared,prepared,prepared", "1:01 2:02");
    row("silent for too long", u"prepare at1 34s 1s rollback01+"_s,
        created + u"load write:prepared+1 ok=01 write:aborting call rollback01 write:failed-"_s, "failed", "succeed,prepared", "");
    row("a submit that comes too late is refused, and the turn is stored", u"prepare at1 hold 35s release submit"_s,
        created + u"load write:prepared+1 ok=01 write:aborting call rollback01 fail(current status 'aborting', cannot sumbmit. FAILURE)"_s,
        "aborting", "prepared,prepared", "1:01");
    row("phase one failed: nothing to tell that branch", u"prepare at1 at2 bad02 submit commit01+"_s,
        created + u"load write:prepared+1 ok=01 load write:prepared+2 ok=02 load write:prepared ok load write:submitted- ok call commit01 "
                  u"write:succeed-"_s,
        "succeed", "prepared,succeed,succeed,succeed", "");
    row("phase one failed: nothing to roll back", u"prepare at1 at2 bad02 abort rollback01+"_s,
        created + u"load write:prepared+1 ok=01 load write:prepared+2 ok=02 load write:prepared ok load write:aborting ok call rollback01 "
                  u"write:failed-"_s,
        "failed", "succeed,prepared,succeed,succeed", "");
    row("told while it is being rolled back: the next one's turn", u"prepare at1 at2 abort bad02 rollback02? rollback01+"_s,
        two + u"write:aborting ok call rollback02 write:aborting ok call rollback01 write:failed-"_s, "failed",
        "succeed,prepared,succeed,succeed", "");
    row("a good report, twice, and one about nobody", u"prepare at1 fine01 fine01 bad09"_s,
        created + u"load write:prepared+1 ok=01 load ok load ok load fail(no at branch 09 FAILURE)"_s, "prepared", "prepared,prepared", "1:01");
    row("a report that the store refused, told again", u"prepare at1 refuse bad01 lose-all bad01"_s,
        created + u"load write:prepared+1 ok=01 load write:prepared error(disk full)"_s, "prepared", "prepared,prepared", "1:01");
    row("a report when all is over", u"prepare at1 submit commit01+ bad01"_s,
        created + u"load write:prepared+1 ok=01 load write:submitted- ok call commit01 write:succeed- load ok"_s, "succeed", "prepared,succeed", "");
    row("a crash after the decision forward", u"prepare at1 submit crash commit01+"_s,
        created + u"load write:prepared+1 ok=01 load write:submitted- ok call commit01 call commit01 write:succeed-"_s, "succeed",
        "prepared,succeed", "");
    row("a crash in the middle of the way back", u"prepare at1 at2 abort rollback02+ crash rollback02+ rollback01+"_s,
        two + u"write:aborting ok call rollback02 call rollback01 call rollback02 call rollback01 write:failed-"_s, "failed",
        "succeed,prepared,succeed,prepared", "");
    row("force-stopped: locks end with it", u"prepare at1 abort rollback01? stop"_s,
        created + u"load write:prepared+1 ok=01 load write:aborting ok call rollback01 write:aborting load write:failed- ok"_s, "failed",
        "prepared,prepared", "");
    row("waited for, rolled back", u"prepare at1 abort-wait rollback01+"_s,
        created + u"load write:prepared+1 ok=01 load write:aborting call rollback01 write:failed- ok"_s, "failed", "succeed,prepared", "");
    row("waited for, dirty", u"prepare at1 abort-wait rollback01!"_s,
        created + u"load write:prepared+1 ok=01 load write:aborting call rollback01 alert(0) write:aborting ongoing(ONGOING)"_s, "aborting",
        "dirty,prepared", "1:01");
}

void AtDialogueTest::decides() { play(); }

void AtDialogueTest::resolves_data()
{
    columns();
    const QString dirty = created + u"load write:prepared+1 ok=01 load write:prepared+2 ok=02 load write:aborting ok call rollback02 alert(0) "
                                    u"write:aborting"_s;
    const QString script = u"prepare at1 at2 abort rollback02! "_s;
    const QString back = u" call rollback01 write:failed-"_s;
    row("parked: nothing happens by itself", script + u"100s 10000s"_s, dirty, "aborting", "prepared,prepared,dirty,prepared", "1:01 2:02");
    row("forced", script + u"force rollback-force02+ rollback01+"_s, dirty + u" load write:aborting ok call rollback-force02"_s + back, "failed",
        "succeed,prepared,succeed,prepared", "");
    row("accepted", script + u"accept rollback-accept02+ rollback01+"_s, dirty + u" load write:aborting ok call rollback-accept02"_s + back,
        "failed", "succeed,prepared,succeed,prepared", "");
    row("mended by hand, tried again", script + u"retry rollback02+ rollback01+"_s, dirty + u" load write:aborting ok call rollback02"_s + back,
        "failed", "succeed,prepared,succeed,prepared", "");
    row("still dirty", script + u"retry rollback02!"_s, dirty + u" load write:aborting ok call rollback02 alert(0) write:aborting"_s, "aborting",
        "prepared,prepared,dirty,prepared", "1:01 2:02");
    row("forcing fails, too: a person decides anew", script + u"force rollback-force02! retry"_s,
        dirty + u" load write:aborting ok call rollback-force02 alert(0) write:aborting load write:aborting ok call rollback02"_s, "aborting",
        "prepared,prepared,prepared,prepared", "1:01 2:02");
    row("forcing gets no answer: forced again", script + u"force rollback-force02? 20s"_s,
        dirty + u" load write:aborting ok call rollback-force02 write:aborting call rollback-force02"_s, "aborting",
        "prepared,prepared,prepared,prepared", "1:01 2:02");
    row("a crash before the forced call is answered: forced again", script + u"force crash rollback-force02+ rollback01+"_s,
        dirty + u" load write:aborting ok call rollback-force02 call rollback-force02"_s + back, "failed", "succeed,prepared,succeed,prepared", "");
    row("a crash after it was answered, before that is stored", script + u"force rollback-force02+ crash rollback-force02+ rollback01+"_s,
        dirty + u" load write:aborting ok call rollback-force02 call rollback01 call rollback-force02"_s + back, "failed",
        "succeed,prepared,succeed,prepared", "");
    row("a crash while it is parked", script + u"crash 1000s"_s, dirty + u" write:aborting"_s, "aborting", "prepared,prepared,dirty,prepared",
        "1:01 2:02");
    row("the decision is about one branch only", script + u"force rollback-force02+ rollback01!"_s,
        dirty + u" load write:aborting ok call rollback-force02 call rollback01 alert(0) write:aborting"_s, "aborting",
        "dirty,prepared,succeed,prepared", "1:01 2:02");
    const QString turned = created + u"load write:prepared+1 ok=01 load write:aborting ok call rollback01 alert(0) write:aborting"_s;
    row("found dirty, and that write is lost: kept in mind and stored", u"prepare at1 abort lose rollback01!"_s,
        turned + u" load alert(0) write:aborting"_s, "aborting", "dirty,prepared", "1:01");
    row("found dirty, stored, not answered", u"prepare at1 abort unknown rollback01!"_s, turned + u" load"_s, "aborting",
        "dirty,prepared", "1:01");
    row("found dirty, the store refuses", u"prepare at1 abort refuse rollback01! 100ms"_s, turned + u" load alert(0) write:aborting"_s, "aborting",
        "dirty,prepared", "1:01");
    row("found dirty, a crash before that is stored: found again", u"prepare at1 abort hold rollback01! crash rollback01!"_s,
        turned + u" call rollback01 alert(0) write:aborting"_s, "aborting", "dirty,prepared", "1:01");
    row("a decision that is lost is made again", u"prepare at1 abort rollback01! lose force rollback-force01+"_s,
        turned + u" load write:aborting load write:aborting ok call rollback-force01 write:failed-"_s, "failed", "succeed,prepared", "");
    row("a crash before the decision is stored: no decision", u"prepare at1 abort rollback01! hold force crash 1000s"_s,
        turned + u" load write:aborting write:aborting"_s, "aborting", "dirty,prepared", "1:01");
    row("stopped: the rows stay as they are", script + u"stop"_s, dirty + u" load write:failed- ok"_s, "failed",
        "prepared,prepared,dirty,prepared", "");
    row("the dirty branch by its name", script + u"force/02 rollback-force02+ rollback01+"_s,
        dirty + u" load write:aborting ok call rollback-force02"_s + back, "failed", "succeed,prepared,succeed,prepared", "");
    row("a branch that is not the dirty one", script + u"force/01"_s,
        dirty + u" load denied(Nothing about that branch waits for a person or for its next delivery.)"_s, "aborting",
        "prepared,prepared,dirty,prepared", "1:01 2:02");
    row("nothing to force", u"prepare at1 abort force"_s,
        created + u"load write:prepared+1 ok=01 load write:aborting ok call rollback01 denied(No branch of it is dirty.)"_s, "aborting",
        "prepared,prepared", "1:01");
}

void AtDialogueTest::resolves() { play(); }

void AtDialogueTest::whatCameMeanwhileSurvives_data()
{
    columns();
    row("an abort", u"prepare at1 taken2 hold at2 abort release rollback01+"_s,
        created + u"load write:prepared+1 ok=01 load write:prepared+2 locked(other) write:aborting ok call rollback01 write:failed-"_s, "failed",
        "succeed,prepared", "2:other");
    row("a submit", u"prepare at1 taken2 hold at2 submit release commit01+"_s,
        created + u"load write:prepared+1 ok=01 load write:prepared+2 locked(other) write:submitted- ok call commit01 write:succeed-"_s, "succeed",
        "prepared,succeed", "2:other");
    row("a report", u"prepare at1 taken2 hold at2 bad01 release"_s,
        created + u"load write:prepared+1 ok=01 load write:prepared+2 locked(other) write:prepared ok"_s, "prepared", "succeed,succeed",
        "1:01 2:other");
    row("a pause", u"prepare at1 taken2 hold at2 pause release"_s,
        created + u"load write:prepared+1 ok=01 load write:prepared+2 locked(other) write:prepared ok"_s, "prepared", "prepared,prepared",
        "1:01 2:other");
    row("decided while it is being stored: its client must not commit", u"prepare hold at1 abort release rollback01+"_s,
        created + u"load write:prepared+1 "_s + noTrans + u" write:aborting ok call rollback01 write:failed-"_s, "failed", "succeed,prepared", "");
}

void AtDialogueTest::whatCameMeanwhileSurvives() { play(); }

void AtDialogueTest::rowsCarryTheRequest()
{
    MachineHarness harness(at());
    harness.play(u"prepare"_s);
    harness.send(RegisterAtRequest{70, {u"id\"\\\n1"_s, u"mysql:db/bank1"_s, u"http://p/at"_s, {}}});

    const QByteArray payload = R"({"request_id":"id\"\\\n1","resource_id":"mysql:db/bank1",)"
                               R"("rows":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"})";
    QCOMPARE(harness.row->ops.size(), 2);
    QCOMPARE(harness.row->ops[0].kind, OpKind::Rollback);
    QCOMPARE(harness.row->ops[1].kind, OpKind::Commit);
    for (const BranchOp &op : std::as_const(harness.row->ops)) {
        QCOMPARE(op.payload, payload);
        QCOMPARE(op.url, u"http://p/at"_s);
        QCOMPARE(op.branch, BranchId{u"01"_s});
    }
    harness.play(u"submit"_s);
    QCOMPARE(harness.calls.first().payload, payload);
    QCOMPARE(harness.calls.first().kind, TransactionKind::At);
}

void AtDialogueTest::requestsDifferByTheirWholeId()
{
    MachineHarness harness(at());
    QCOMPARE(harness.play(u"prepare at1 at11 at111"_s),
             created + u"load write:prepared+1 ok=01 load write:prepared+11 ok=02 load write:prepared+111 ok=03"_s);
    QVERIFY(rowOfRequest(harness.row->ops, u"r11"_s));
    QVERIFY(!rowOfRequest(harness.row->ops, u"r"_s));
    QVERIFY(!rowOfRequest(harness.row->ops, {}));
}

void AtDialogueTest::theHolderIsNamed()
{
    MachineHarness harness(at());
    harness.play(u"prepare taken1 at1"_s);

    const Reply &reply = harness.replies.last();
    QCOMPARE(reply.kind, Reply::Kind::Locked);
    QCOMPARE(reply.holders.size(), 1);
    QCOMPARE(reply.holders.first().gid, Gid{u"other"_s});
    QCOMPARE(reply.holders.first().row.row, u"1"_s);
}

void AtDialogueTest::locksAreTold()
{
    MachineHarness harness(at());
    harness.play(u"prepare taken1 at1 at2"_s);

    const JournalEvent locked = harness.events.last();
    QCOMPARE(locked.kind, EventKind::Locked);
    QCOMPARE(locked.branch, BranchId{u"01"_s});
    QCOMPARE(locked.text, u"account_info 2"_s);
    QCOMPARE(std::ranges::count(harness.events, EventKind::Registered, &JournalEvent::kind), 1);
}

void AtDialogueTest::lockedTextIsCut()
{
    QList<LockedRow> rows;
    for (int i = 0; i < 1'000; ++i)
        rows.append({{}, u"bank1"_s, u"account_info"_s, QString::number(i)});
    QVERIFY(lockedText(rows).startsWith(u"account_info 0; account_info 1; "_s));
    QVERIFY(lockedText(rows).size() < 5'000);
    QVERIFY(lockedText({}).isEmpty());
}

void AtDialogueTest::aDirtyBranchIsTold()
{
    MachineHarness harness(at());
    harness.answerText = u"account_info 1: account_balance is 7, not 5"_s;
    harness.play(u"prepare at1 abort rollback01!"_s);

    QCOMPARE(harness.row->transaction.parked, Parked::Dirty);
    QVERIFY(!harness.row->transaction.nextDueAt);
    QVERIFY(harness.row->transaction.owner.isEmpty());
    QCOMPARE(harness.row->transaction.lastError, harness.answerText);
    QCOMPARE(harness.row->ops.first().lastError, harness.answerText);
    QVERIFY(harness.row->ops.first().finishedAt);
    QCOMPARE(harness.events.last().kind, EventKind::Parked);
    QCOMPARE(harness.events.last().text, harness.answerText);
    QCOMPARE(harness.alerts.last().branchUrl, u"http://p"_s);
    QCOMPARE(harness.alerts.last().error, harness.answerText);

    harness.play(u"retry"_s);
    QCOMPARE(harness.row->transaction.parked, Parked::No);
    QVERIFY(!harness.row->ops.first().finishedAt);
}

void AtDialogueTest::aForcedDecisionIsDurableBeforeTheCall()
{
    MachineHarness harness(at());
    harness.play(u"prepare at1 abort rollback01!"_s);

    QCOMPARE(harness.play(u"hold force"_s), u"load write:aborting"_s);
    QVERIFY(harness.calls.isEmpty());
    QCOMPARE(harness.writes.last().transaction.resolution, Resolution::Force);
    QCOMPARE(harness.play(u"release"_s), u"ok call rollback-force01"_s);
    QCOMPARE(harness.play(u"rollback-force01+"_s), u"write:failed-"_s);
    QCOMPARE(harness.row->transaction.resolution, Resolution::None);
    QCOMPARE(harness.row->transaction.parked, Parked::No);
}

TXDESK_TEST(AtDialogueTest);

} // namespace txdesk::test

#include "at_dialogue_test.moc"
