// Whole dialogues of messages, one row a story. The notation is machine_harness.h's.
// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/machine_harness.h"
#include "tests/support/test_main.h"

#include <QTest>

namespace txdesk::test {

using namespace Qt::StringLiterals;
using namespace engine;

class MessageDialogueTest : public QObject
{
    Q_OBJECT
private slots:
    void plays_data();
    void plays();
    void asksWithBranchZeroAndNoPayload();
    void sendsWhenThereIsNobodyToAsk();
    void deliversSideBySide();
    void waitsForItsDelay();
    void asksAfterItsOwnTimeout();
};

void MessageDialogueTest::plays_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("trace");
    QTest::addColumn<QString>("status");

    const QString unknownText = u"http/grpc result should be specified as in:\nhttp://d.dtm.pub/practice/arch.html#proto\n"
                                u"unkown result will be retried: words"_s;
    QTest::newRow("prepared, submitted, delivered in order") << "prepare submit 01+ 02+"
        << "create:prepared ok create:submitted write:submitted ok call 01 call 02 write:succeed" << "succeed";
    QTest::newRow("submitted without prepare") << "submit-wait 01+ 02+"
        << "create:submitted call 01 call 02 write:succeed ok" << "succeed";
    QTest::newRow("aborted, never delivered") << "prepare abort 100s"
        << "create:prepared ok load write:failed ok" << "failed";
    QTest::newRow("asked after 35 s: committed, delivered") << "prepare 34s 1s q+ 01+ 02+"
        << "create:prepared ok call q write:submitted call 01 call 02 write:succeed" << "succeed";
    QTest::newRow("asked: rolled back") << "prepare 35s q!" << "create:prepared ok call q write:failed" << "failed";
    QTest::newRow("asked: ongoing, again after the base interval") << "prepare 35s q~ 9s 1s q+"
        << "create:prepared ok call q write:prepared call q write:submitted call 01" << "submitted";
    QTest::newRow("asked: no answer, again after twice that") << "prepare 35s q? 19s 1s q? 40s q+"
        << "create:prepared ok call q write:prepared call q write:prepared call q write:submitted call 01" << "submitted";
    QTest::newRow("the third failure of a back-check alerts") << "prepare 35s q? 20s q? 40s q? 80s q?"
        << "create:prepared ok call q write:prepared call q write:prepared call q alert(3) write:prepared call q alert(4) write:prepared" << "prepared";
    QTest::newRow("submitted while it is being asked: the answer changes nothing") << "prepare 35s submit q! 01+ 02+"
        << "create:prepared ok call q write:submitted ok call 01 call 02 write:succeed" << "succeed";
    QTest::newRow("a receiver is called until it accepts") << "submit 01! 20s 01? 40s 01~ 40s 01+"
        << "create:submitted ok call 01 write:submitted call 01 write:submitted call 01 write:submitted call 01 call 02" << "submitted";
    QTest::newRow("waited for, refused: conflict, still submitted") << "submit-wait 01!"
        << u"create:submitted call 01 write:submitted fail(%1 FAILURE)"_s.arg(unknownText) << "submitted";
    QTest::newRow("waited for, no answer: error") << "submit-wait 01?"
        << u"create:submitted call 01 write:submitted error(%1)"_s.arg(unknownText) << "submitted";
    QTest::newRow("waited for, ongoing") << "submit-wait 01~"
        << "create:submitted call 01 write:submitted fail(wait result not return success: FAILURE)" << "submitted";
    QTest::newRow("the third failure alerts") << "submit 01! 20s 01? 40s 01!"
        << "create:submitted ok call 01 write:submitted call 01 write:submitted call 01 alert(3) write:submitted" << "submitted";
}

void MessageDialogueTest::plays()
{
    QFETCH(QString, script);
    QFETCH(QString, trace);
    QFETCH(QString, status);
    MachineHarness harness(message(2));

    const QString played = harness.play(script);

    QCOMPARE(played, trace);
    QCOMPARE(harness.rowStatus(), status);
}

void MessageDialogueTest::asksWithBranchZeroAndNoPayload()
{
    MachineHarness harness(message(1));

    harness.play(u"prepare 35s"_s);

    const Call &call = harness.calls.first();
    QCOMPARE(call.kind, TransactionKind::Message);
    QCOMPARE(call.branch, BranchId{u"00"_s});
    QCOMPARE(call.op, OpKind::Query);
    QCOMPARE(call.url, u"http://p/query"_s);
    QVERIFY(call.payload.isEmpty());
}

void MessageDialogueTest::sendsWhenThereIsNobodyToAsk()
{
    TransactionSnapshot wanted = message(1);
    wanted.transaction.queryPrepared.clear();
    MachineHarness harness(wanted);

    QCOMPARE(harness.play(u"prepare 35s"_s), u"create:prepared ok write:submitted call 01"_s);
}

void MessageDialogueTest::deliversSideBySide()
{
    TransactionSnapshot wanted = message(3);
    wanted.transaction.options.concurrent = true;
    MachineHarness harness(wanted);

    QCOMPARE(harness.play(u"submit 01? 03+ 02+ 20s 01+"_s),
             u"create:submitted ok call 01 call 02 call 03 write:submitted call 01 write:succeed"_s);
}

void MessageDialogueTest::waitsForItsDelay()
{
    TransactionSnapshot wanted = message(1);
    wanted.transaction.custom.delay = Seconds{10};
    MachineHarness harness(wanted);

    QCOMPARE(harness.play(u"submit 9s"_s), u"create:submitted ok write:submitted"_s);
    QCOMPARE(harness.row->transaction.nextDueAt, std::optional(harness.row->transaction.createdAt + Seconds{10}));
    QCOMPARE(harness.play(u"1s 01+"_s), u"call 01 write:succeed"_s);
}

void MessageDialogueTest::asksAfterItsOwnTimeout()
{
    TransactionSnapshot wanted = message(1);
    wanted.transaction.options.timeoutToFail = Seconds{3};
    MachineHarness harness(wanted);

    QCOMPARE(harness.play(u"prepare 2s"_s), u"create:prepared ok"_s);
    QCOMPARE(harness.play(u"1s q~ 3s"_s), u"call q write:prepared call q"_s); // 3 s is the interval too, since it is below 10
}

TXDESK_TEST(MessageDialogueTest);

} // namespace txdesk::test

#include "message_dialogue_test.moc"
