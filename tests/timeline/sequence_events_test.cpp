// Journal events become the arrows people expect.
// SPDX-License-Identifier: Apache-2.0
#include "console/timeline/sequence_text.h"
#include "console/timeline/sequence_events.h"
#include "tests/support/test_main.h"
#include "tests/timeline/story_fixture.h"

#include <QTest>

using namespace txdesk;
using namespace txdesk::console;
using namespace Qt::StringLiterals;

class SequenceEventsTest final : public QObject
{
    Q_OBJECT

private slots:
    void tellsTheStory_data();
    void tellsTheStory();
    void countsEachEventOnce();
    void ordersLanes();
    void answersWithoutCallsStandAlone();
    void answersAreNeverBeforeTheirCalls();
    void previewReplacesTheFuture();
    void namesCallsByTheirPath_data();
    void namesCallsByTheirPath();
    void hidesSecretsOfUrlsAndErrors();
    void takesTheSentenceOutOfErrorBodies();
};

void SequenceEventsTest::tellsTheStory_data()
{
    QTest::addColumn<TransactionDetail>("detail");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("saga succeeds") << test::sagaSuccess()
        << QStringList{u"L01 AP>TM submit ok"_s, u"L02 TM>RM1 action 01 ok"_s, u"L03 TM>RM2 action 02 ok"_s, u"L04 TM succeeded"_s};
    QTest::newRow("saga rolls back") << test::sagaFailure()
        << QStringList{u"L01 AP>TM submit ok"_s, u"L02 TM>RM1 action 01 ok"_s, u"L03 TM>RM2 action 02 rejected 409"_s,
                       u"=== decided: rollback"_s, u"L04 TM>RM2 compensate 02 ok undoes L03"_s,
                       u"L05 TM>RM1 compensate 01 ok undoes L02"_s, u"L06 TM failed"_s};
    QTest::newRow("message, initiator crashed") << test::messageCrash()
        << QStringList{u"L01 AP>TM prepare ok"_s, u"L02 AP local (inferred)"_s, u"L03 AP crash (inferred)"_s, u"--- wait"_s,
                       u"L04 TM>AP msg ok"_s, u"=== decided: deliver"_s, u"L05 TM>RM1 action 01 ok"_s, u"L06 TM succeeded"_s};
    QTest::newRow("coordinator crashed") << test::coordinatorCrash()
        << QStringList{u"L01 AP>TM submit ok"_s, u"L02 TM>RM1 action 01 ok"_s, u"L03 TM>RM2 action 02 lost"_s, u"--- restart"_s,
                       u"L04 TM>RM2 action 02 try 2 ok [dup]"_s, u"L05 TM succeeded"_s};
    QTest::newRow("operator and empty compensation") << test::barrierNotes()
        << QStringList{u"L01 AP>TM submit ok"_s, u"L02 TM>RM1 action 01 ok"_s, u"L03 TM>RM2 action 02 unknown"_s,
                       u"L04 OP>TM manual ..."_s, u"=== decided: rollback"_s, u"L05 TM>RM2 compensate 02 ok [empty] undoes L03"_s,
                       u"L06 TM>RM1 compensate 01 ok undoes L02"_s, u"L07 TM failed"_s};
    QTest::newRow("still retrying") << test::sagaRetries(1)
        << QStringList{u"L01 AP>TM submit ok"_s, u"L02 TM>RM1 action 01 ok"_s, u"L03 TM>RM2 action 02 unknown 500"_s, u"--- wait"_s,
                       u"L04 TM>RM2 action 02 try 2 unknown refused"_s, u"--- wait"_s, u"... TM>RM2 action 02 planned"_s,
                       u"... TM>RM2 compensate 02 planned undoes L04"_s};
}

void SequenceEventsTest::tellsTheStory()
{
    QFETCH(TransactionDetail, detail);
    QFETCH(QStringList, lines);

    QCOMPARE(sequenceText(sequenceOf(detail)), lines);
}

void SequenceEventsTest::countsEachEventOnce()
{
    for (const test::NamedStory &story : test::allStories()) {
        const Sequence sequence = sequenceOf(story.detail);
        int told = 0;
        for (const SequenceMessage &message : sequence.messages)
            told += message.events;
        QCOMPARE(told, int(story.detail.events.size()));
        QCOMPARE(sequence.events, told);
    }
}

void SequenceEventsTest::ordersLanes()
{
    const auto roles = [](const Sequence &sequence) {
        QList<LaneRole> result;
        for (const SequenceLane &lane : sequence.lanes)
            result.append(lane.role);
        return result;
    };
    using enum LaneRole;

    QCOMPARE(roles(sequenceOf(test::sagaFailure())), (QList{Initiator, Participant, Participant, Coordinator}));
    QCOMPARE(roles(sequenceOf(test::sagaFailure(), LaneOrder::CoordinatorFirst)),
             (QList{Initiator, Coordinator, Participant, Participant}));
    QCOMPARE(roles(sequenceOf(test::barrierNotes())).first(), Operator);
    QCOMPARE(sequenceOf(test::concurrentSaga()).lanes[1].branches, (QStringList{u"01"_s, u"04"_s}));
}

void SequenceEventsTest::answersWithoutCallsStandAlone()
{
    TransactionDetail detail = test::sagaSuccess();
    detail.events.remove(0, 3); // the journal begins with the answer of 01
    detail.eventsTruncated = true;

    const Sequence sequence = sequenceOf(detail);

    QCOMPARE(sequence.messages[0].verb, u"truncated"_s);
    QCOMPARE(sequence.messages[0].label, u"3 older events are not loaded"_s);
    QVERIFY(sequence.messages[1].callMissing);
    QCOMPARE(sequence.messages[1].number, 0);
    QCOMPARE(sequence.lanes[sequence.messages[1].to].name, u"127.0.0.1:8081"_s);
}

void SequenceEventsTest::answersAreNeverBeforeTheirCalls()
{
    TransactionDetail detail = test::sagaSuccess();
    detail.events[3].at -= std::chrono::hours(1); // the participant's answer, by a clock that was set back

    for (const SequenceMessage &message : sequenceOf(detail).messages)
        QVERIFY(!message.answeredAt || *message.answeredAt >= message.sentAt);
}

void SequenceEventsTest::previewReplacesTheFuture()
{
    const TransactionDetail detail = test::sagaRetries(2);
    PlannedCall undo;
    undo.branch.value = u"01"_s;
    undo.op = OpKind::Compensate;
    undo.url = u"http://127.0.0.1:8081/api/TransOutRevert"_s;

    const Sequence sequence = sequenceOf(detail, {undo}, LaneOrder::CoordinatorLast);

    QCOMPARE(sequenceText(sequence).last(), u"... TM>RM1 compensate 01 planned undoes L02"_s);
    QCOMPARE(std::count_if(sequence.messages.cbegin(), sequence.messages.cend(), isPlanned), 1);
}

void SequenceEventsTest::namesCallsByTheirPath_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("name");
    QTest::newRow("last part") << u"http://a:1/api/busi/TransOut"_s << u"TransOut"_s;
    QTest::newRow("query left out") << u"http://a:1/api/TransOut?x=1"_s << u"TransOut"_s;
    QTest::newRow("slash at the end") << u"http://a:1/api/TransOut/"_s << u"TransOut"_s;
    QTest::newRow("no path") << u"http://a:1"_s << u"a:1"_s;
    QTest::newRow("gRPC") << u"127.0.0.1:58081/busi.Busi/TransIn"_s << u"TransIn"_s;
    QTest::newRow("gRPC by name") << u"localhost:58081/busi.Busi/TransIn"_s << u"TransIn"_s;
    QTest::newRow("JSON-RPC") << u"http://a:1/api/json-rpc?method=TransIn"_s << u"TransIn"_s;
    QTest::newRow("empty") << QString() << QString();
}

void SequenceEventsTest::namesCallsByTheirPath()
{
    QFETCH(QString, url);
    QTEST(callName(url), "name");
}

void SequenceEventsTest::hidesSecretsOfUrlsAndErrors()
{
    TransactionDetail detail = test::sagaFailure();
    detail.events[2].text = u"http://127.0.0.1:8081/api/TransOut?token=abcdef"_s;
    detail.events[5].text = uR"({"password": "hunter2"})"_s;

    for (const SequenceMessage &message : sequenceOf(detail).messages) {
        QVERIFY(!message.text.contains(u"abcdef"_s));
        QVERIFY(!(message.text + message.reply).contains(u"hunter2"_s));
    }
}

void SequenceEventsTest::takesTheSentenceOutOfErrorBodies()
{
    TransactionDetail detail = test::sagaFailure();
    detail.events[5].text = uR"({"field":"","message":"account frozen"})"_s;
    detail.events[6].text = uR"(url:http://127.0.0.1:8082/api/TransIn return failed: {"message":"account frozen"} FAILURE)"_s;

    const Sequence sequence = sequenceOf(detail);

    QCOMPARE(sequence.messages[2].reply, u"failure 409 account frozen"_s);
    QCOMPARE(sequence.messages[3].label, u"Roll back decided: TransIn refused: account frozen"_s);
}

TXDESK_TEST(SequenceEventsTest);
#include "sequence_events_test.moc"
