// Phases, reported calls and recorded steps: what diagrams of tcc, xa and workflow say.
// SPDX-License-Identifier: Apache-2.0
#include "console/timeline/row_words.h"
#include "console/timeline/sequence_events.h"
#include "console/timeline/sequence_text.h"
#include "tests/support/test_main.h"
#include "tests/timeline/layout_oracle.h"
#include "tests/timeline/mode_fixture.h"

#include <QTest>

#include <algorithm>

using namespace txdesk;
using namespace txdesk::console;
using namespace Qt::StringLiterals;

class SequenceModesTest final : public QObject
{
    Q_OBJECT

private slots:
    void tellsTheStory_data();
    void tellsTheStory();
    void countsEachEventOnce();
    void holdsTheRules_data();
    void holdsTheRules();
    void neverClaimsWhatItDidNotSee();
    void foldsConfirmsThatFail();
    void saysThePhases();
    void saysHowAWorkflowEnded();
    void drawsWhatHappensInsideACall();
    void tellsOfLocksAndParking();
    void foldsALadder();
};

void SequenceModesTest::tellsTheStory_data()
{
    QTest::addColumn<TransactionDetail>("detail");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("tcc") << test::tccConfirmed()
        << QStringList{u"L01 AP>TM prepare ok"_s, u"=== phase 1"_s, u"L02 AP>TM register 01 ok"_s, u"L03 AP>RM1 try 01 ok (reported)"_s,
                       u"L04 AP>TM register 02 ok"_s, u"L05 AP>RM2 try 02 ok (reported)"_s, u"L06 AP>TM submit ok"_s, u"=== phase 2"_s,
                       u"L07 TM>RM2 confirm 02 ok"_s, u"L08 TM>RM1 confirm 01 ok"_s, u"L09 TM succeeded"_s};
    QTest::newRow("nested tcc, timeout") << test::tccNestedCancelled()
        << QStringList{u"L01 AP>TM prepare ok"_s, u"=== phase 1"_s, u"L02 AP>TM register 01 ok"_s, u"L03 AP>RM1 try 01 ... (reported)"_s,
                       u"L04 AP>TM register 02 ok"_s, u"L05 AP>RM2 try 02 ... (reported)"_s, u"L06 RM2>TM register 0201 ok"_s,
                       u"L07 RM2>RM3 try 0201 ... (reported)"_s, u"--- wait"_s, u"=== phase 2, back"_s,
                       u"L08 TM>RM3 cancel 0201 ok undoes L07"_s, u"L09 TM>RM2 cancel 02 ok undoes L05"_s,
                       u"L10 TM>RM1 cancel 01 ok undoes L03"_s, u"L11 TM failed"_s};
    QTest::newRow("xa") << test::xaCommitted()
        << QStringList{u"L01 AP>TM prepare ok"_s, u"=== phase 1"_s, u"L02 AP>RM1 xa 01 ok (reported)"_s, u"L03 RM1>TM register 01 ok"_s,
                       u"L04 AP>RM2 xa 02 ok (reported)"_s, u"L05 RM2>TM register 02 ok"_s, u"L06 AP>TM submit ok"_s, u"=== phase 2"_s,
                       u"L07 TM>RM1 commit 01 ok"_s, u"L08 TM>RM2 commit 02 ok"_s, u"L09 TM succeeded"_s};
    QTest::newRow("workflow") << test::workflowResumed()
        << QStringList{u"L01 AP>TM prepare ok"_s, u"L02 AP>TM recorded action 01 ok"_s, u"L03 AP>TM recorded action 02 ok"_s, u"--- wait"_s,
                       u"L04 TM>AP resume 00 ok"_s, u"--- replay"_s, u"L05 AP>TM prepare ..."_s, u"L06 AP>TM recorded action 03 rejected"_s,
                       u"L07 AP>TM recorded rollback 02 ok"_s, u"L08 AP>TM submit ok"_s, u"L09 TM failed"_s};
}

// What AT adds: rows locked with a branch, locks that go with the decision or with the end, a refusal that waits for a person.
void SequenceModesTest::tellsOfLocksAndParking()
{
    QCOMPARE(sequenceText(sequenceOf(test::atCommitted())),
             (QStringList{u"L01 AP>TM prepare ok"_s, u"=== phase 1"_s, u"L02 AP>RM1 change 01 ok (reported)"_s, u"L03 RM1>TM register 01 ok"_s,
                          u"--- locked"_s, u"L04 AP>RM2 change 02 ok (reported)"_s, u"L05 RM2>TM register 02 ok"_s, u"--- locked"_s,
                          u"L06 AP>TM submit ok"_s, u"=== phase 2"_s, u"--- unlocked"_s, u"L07 TM>RM1 commit 01 ok"_s,
                          u"L08 TM>RM2 commit 02 ok"_s, u"L09 TM succeeded"_s}));
    const Sequence dirty = sequenceOf(test::atDirty());
    const QStringList lines = sequenceText(dirty);
    QCOMPARE(lines.sliced(8), (QStringList{u"L06 AP>TM abort ..."_s, u"=== phase 2, back"_s, u"L07 TM>RM2 rollback 02 ok undoes L04"_s,
                                           u"L08 TM>RM1 rollback 01 rejected 409 undoes L02"_s, u"=== parked"_s, u"L09 OP>TM manual ..."_s,
                                           u"L10 TM>RM1 rollback 01 try 2 ok undoes L02"_s, u"--- unlocked"_s, u"L11 TM failed"_s}));
    const auto refused = std::ranges::find_if(dirty.messages, [](const auto &message) { return message.outcome == Outcome::Rejected; });
    QCOMPARE(refused->reply, u"dirty: account_info 2 was changed"_s);
    const SequenceLayout layout = layOut(dirty, test::plainMetrics());
    QStringList drawn;
    for (const SequenceRow &row : layout.rows)
        drawn.append(layout.sequence.messages[row.message].verb + (row.kind == RowKind::Reply ? u" reply"_s : QString()));
    QCOMPARE(drawn.last(3), (QStringList{u"rollback reply"_s, u"unlocked"_s, u"failed"_s})); // locks stay until the last row is back
}

// A ladder's deliveries fold like any retries, and the band that ends them stays.
void SequenceModesTest::foldsALadder()
{
    const SequenceLayout layout = layOut(sequenceOf(test::notifyDead(9)), test::plainMetrics());
    QCOMPARE(layout.folds.size(), 1);
    QCOMPARE(layout.folds.first().attempts, 7);
    QCOMPARE(sequenceText(layout.sequence).last(), u"=== parked"_s);
}

void SequenceModesTest::tellsTheStory()
{
    QFETCH(TransactionDetail, detail);
    QFETCH(QStringList, lines);

    QCOMPARE(sequenceText(sequenceOf(detail)), lines);
}

void SequenceModesTest::countsEachEventOnce()
{
    for (const test::NamedStory &story : test::modeStories()) {
        const Sequence sequence = sequenceOf(story.detail);
        int told = 0;
        for (const SequenceMessage &message : sequence.messages)
            told += message.events;
        QCOMPARE(told, int(story.detail.events.size()));
    }
}

void SequenceModesTest::holdsTheRules_data()
{
    QTest::addColumn<TransactionDetail>("detail");
    QTest::addColumn<LaneOrder>("order");
    for (const test::NamedStory &story : test::modeStories()) {
        QTest::addRow("%s", story.name) << story.detail << LaneOrder::CoordinatorLast;
        QTest::addRow("%s, coordinator first", story.name) << story.detail << LaneOrder::CoordinatorFirst;
    }
}

void SequenceModesTest::holdsTheRules()
{
    QFETCH(TransactionDetail, detail);
    QFETCH(LaneOrder, order);
    QCOMPARE(test::brokenRule(layOut(sequenceOf(detail, order), test::plainMetrics())), QString());
}

// A first-phase call has no time, no code and no bar of its own: the coordinator was not there.
void SequenceModesTest::neverClaimsWhatItDidNotSee()
{
    const SequenceLayout layout = layOut(sequenceOf(test::tccConfirmed()), test::plainMetrics());
    int reported = 0;
    for (qsizetype i = 0; i < layout.rows.size(); ++i) {
        if (layout.rows[i].message < 0)
            continue;
        const SequenceMessage &message = layout.sequence.messages[layout.rows[i].message];
        if (message.certainty != Certainty::Reported)
            continue;
        ++reported;
        QCOMPARE(message.took, Milliseconds(0));
        QCOMPARE(message.statusCode, 0);
        QVERIFY(rowWords(layout, i, QTimeZone::utc()).contains(u"reported by the initiator"_s));
    }
    QCOMPARE(reported, 4); // two tries, each with the initiator's word for its end
    for (const SequenceMessage &message : sequenceOf(test::tccNestedCancelled()).messages)
        QVERIFY(message.certainty != Certainty::Reported || !message.outcome); // nobody said how they ended
}

void SequenceModesTest::foldsConfirmsThatFail()
{
    const SequenceLayout layout = layOut(sequenceOf(test::tccConfirmFails(7)), test::plainMetrics());
    QCOMPARE(layout.folds.size(), 1);
    QCOMPARE(layout.folds.first().attempts, 5);
    const QStringList lines = sequenceText(layout.sequence);
    QCOMPARE(lines.last(2), (QStringList{u"... TM>RM2 confirm 02 planned"_s, u"... TM>RM1 confirm 01 planned"_s}));
}

void SequenceModesTest::saysThePhases()
{
    const auto labels = [](const TransactionDetail &detail) {
        QStringList found;
        for (const SequenceMessage &message : sequenceOf(detail).messages)
            if (message.kind == MessageKind::Decision)
                found.append(message.label);
        return found;
    };
    QCOMPARE(labels(test::tccConfirmed()), (QStringList{u"Phase 1: try"_s, u"Phase 2: confirm"_s}));
    QCOMPARE(labels(test::tccNestedCancelled()), (QStringList{u"Phase 1: try"_s, u"Phase 2: cancel: timeout after 35 s"_s}));
    QCOMPARE(labels(test::xaCommitted()), (QStringList{u"Phase 1: prepare"_s, u"Phase 2: commit"_s}));
    const Sequence confirmed = sequenceOf(test::tccConfirmed());
    QVERIFY(std::ranges::any_of(confirmed.messages, [](const auto &message) { return message.label == u"confirm TransIn"_s; }));
}

void SequenceModesTest::saysHowAWorkflowEnded()
{
    TransactionDetail detail = test::workflowResumed();
    const auto report = [&detail] {
        for (const SequenceMessage &message : sequenceOf(detail).messages)
            if (message.verb == u"submit"_s)
                return message.label;
        return QString();
    };
    QCOMPARE(report(), u"report: failed"_s);
    detail.snapshot.transaction.result = QString::fromLatin1(QByteArray(R"({"moved":30})").toBase64());
    detail.events[detail.events.size() - 2].to = TransactionStatus::Succeeded;
    QCOMPARE(report(), uR"(report: succeeded, result {"moved":30})"_s);
}

// The registration of an xa branch and the replay of a woken workflow happen before the call that caused them returns.
void SequenceModesTest::drawsWhatHappensInsideACall()
{
    const auto rows = [](const TransactionDetail &detail) {
        const SequenceLayout layout = layOut(sequenceOf(detail), test::plainMetrics());
        QStringList found;
        for (const SequenceRow &row : layout.rows)
            if (row.message >= 0)
                found.append(layout.sequence.messages[row.message].verb + (row.kind == RowKind::Reply ? u" reply"_s : QString()));
        return found;
    };
    const QStringList xa = rows(test::xaCommitted());
    QCOMPARE(xa.sliced(3, 6), (QStringList{u"xa"_s, u"register"_s, u"xa reply"_s, u"xa"_s, u"register"_s, u"xa reply"_s}));
    const QStringList workflow = rows(test::workflowResumed());
    QCOMPARE(workflow.indexOf(u"replay"_s), workflow.indexOf(u"resume"_s) + 1);
    QCOMPARE(workflow.last(), u"resume reply"_s);
    TransactionDetail refused = test::workflowResumed(); // nobody was there: nothing was replayed
    refused.events.resize(6);
    refused.events.append({.seq = 7, .kind = EventKind::Answered, .branch = {u"00"_s}, .op = OpKind::Resume, .attempt = 1,
                           .outcome = Outcome::Unknown, .text = u"Connection refused"_s});
    QVERIFY(!rows(refused).contains(u"replay"_s));
    QVERIFY(rows(refused).contains(u"resume reply"_s));
}

TXDESK_TEST(SequenceModesTest);
#include "sequence_modes_test.moc"
