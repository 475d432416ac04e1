// What is concluded of a stock DTM's rows, what its next pass calls, and what may be done: pure.
// SPDX-License-Identifier: Apache-2.0
#include "console/dtm/dtm_gate.h"
#include "console/dtm/dtm_inference.h"
#include "console/dtm/dtm_metrics.h"
#include "console/dtm/dtm_planner.h"
#include "console/dtm/dtm_rules.h"
#include "console/dtm/dtm_store_guess.h"
#include "console/text/provenance.h"
#include "console/timeline/sequence_events.h"
#include "shared/base/foreign_word.h"
#include "tests/dtm_link/fake_dtm.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QTest>

namespace txdesk::test {

using namespace Qt::StringLiterals;
using namespace txdesk::console;

namespace {

const QString out = u"http://order:8081/TransOut"_s;
const QString outBack = u"http://order:8081/TransOutCompensate"_s;
const QString in = u"http://stock:8082/TransIn"_s;
const QString inBack = u"http://stock:8082/TransInCompensate"_s;
constexpr Instant start = fromMs(1'795'244'861'000);

FakeDtm sqlDtm() { return FakeDtm(DtmStore::Sql, start); }

QString line(const PlannedCall &call)
{
    return u"%1 %2 %3%4"_s.arg(call.branch.value, QString(nameIn(opKindNames, call.op)), call.url, call.certain ? QString() : u" ?"_s);
}

QStringList linesOf(const QList<JournalEvent> &events)
{
    QStringList lines;
    for (const JournalEvent &event : events) {
        QString words = QString(nameIn(eventKindNames, event.kind));
        if (event.op)
            words += u" %1 %2 %3"_s.arg(event.branch.value, QString(nameIn(opKindNames, *event.op))).arg(event.attempt);
        if (event.outcome)
            words += u' ' + nameIn(outcomeNames, *event.outcome);
        if (event.to)
            words += u' ' + nameIn(transactionStatusNames, *event.to);
        lines.append(words + u" +%1 "_s.arg((event.at - start).count() / 1000) + ruleOf(event));
    }
    return lines;
}

QList<JournalEvent> eventsOf(FakeDtm &dtm, const QString &gid, const QList<HookReport> &reports = {})
{
    return dtm::inferEvents(dtm.row(gid).snapshot, reports);
}

} // namespace

class DtmRulesTest final : public QObject
{
    Q_OBJECT

private slots:
    // What the planner says is what the next pass does: all participants say yes.
    void planIsWhatThePassDoes_data()
    {
        QTest::addColumn<QString>("gid");
        QTest::addColumn<int>("wait");
        QTest::addColumn<QStringList>("golden");
        QTest::newRow("saga forward") << u"saga"_s << 1 << QStringList{u"02 action "_s + in};
        QTest::newRow("saga back") << u"back"_s << 1 << QStringList{u"02 compensate "_s + inBack, u"01 compensate "_s + outBack + u" ?"_s};
        QTest::newRow("concurrent saga") << u"wide"_s << 1 << QStringList{u"01 action "_s + out, u"02 action "_s + in};
        QTest::newRow("saga timed out") << u"late"_s << 100 << QStringList{u"01 compensate "_s + outBack};
        QTest::newRow("tcc undecided") << u"tcc"_s << 1 << QStringList{};
        QTest::newRow("tcc timed out") << u"tcc"_s << 36 << QStringList{u"02 cancel b2"_s, u"01 cancel b1 ?"_s};
        QTest::newRow("tcc confirming") << u"yes"_s << 1 << QStringList{u"02 confirm c2"_s, u"01 confirm c1 ?"_s};
        QTest::newRow("xa committing") << u"xa"_s << 1 << QStringList{u"01 commit x1"_s, u"02 commit x2 ?"_s};
        QTest::newRow("message undecided") << u"msg"_s << 1 << QStringList{};
        QTest::newRow("message timed out") << u"msg"_s << 36 << QStringList{u"00 msg ask"_s, u"01 action m1 ?"_s, u"02 action m2 ?"_s};
        QTest::newRow("message submitted") << u"sent"_s << 1 << QStringList{u"01 action m1"_s, u"02 action m2 ?"_s};
        QTest::newRow("workflow") << u"flow"_s << 1 << QStringList{u"00 resume w"_s};
    }

    void planIsWhatThePassDoes()
    {
        QFETCH(QString, gid);
        QFETCH(int, wait);
        QFETCH(QStringList, golden);
        FakeDtm dtm = sqlDtm();
        dtm.stops = true;
        dtm.says = {{in, Says::Error}, {inBack, Says::Error}, {u"m1"_s, Says::Error}, {u"c2"_s, Says::Error}, {u"x1"_s, Says::Error}};
        dtm.saga(u"saga"_s, {{out, outBack}, {in, inBack}});
        dtm.says[in] = Says::No;
        dtm.saga(u"back"_s, {{out, outBack}, {in, inBack}});
        dtm.says[in] = dtm.says[out] = Says::Error;
        CustomData together;
        together.concurrent = true;
        dtm.saga(u"wide"_s, {{out, outBack}, {in, inBack}}, {}, together);
        TransactionOptions short_;
        short_.timeoutToFail = Seconds{60};
        dtm.saga(u"late"_s, {{out, outBack}, {in, inBack}}, short_);
        dtm.tcc(u"tcc"_s, {{u"c1"_s, u"b1"_s}, {u"c2"_s, u"b2"_s}});
        dtm.tcc(u"yes"_s, {{u"c1"_s, u"b1"_s}, {u"c2"_s, u"b2"_s}});
        dtm.submit(u"yes"_s);
        dtm.xa(u"xa"_s, {u"x1"_s, u"x2"_s});
        dtm.submit(u"xa"_s);
        dtm.message(u"msg"_s, {u"m1"_s, u"m2"_s}, u"ask"_s, false);
        dtm.message(u"sent"_s, {u"m1"_s, u"m2"_s}, {}, true);
        dtm.workflow(u"flow"_s, u"pay"_s, u"w"_s);
        dtm.advance(Seconds{wait});

        QStringList lines;
        QStringList urls;
        for (const PlannedCall &call : dtm::passAt(dtm.row(gid).snapshot, dtm.now())) {
            lines.append(line(call));
            urls.append(call.url);
        }
        QCOMPARE(lines, golden);

        dtm.says.clear();
        dtm.stops = false;
        dtm.calls.clear();
        dtm.row(gid).indexDue = dtm.now();
        dtm.advance(Seconds{3});
        QStringList made;
        for (const FakeCall &call : std::as_const(dtm.calls))
            if (call.gid == gid)
                made.append(call.url);
        QCOMPARE(made, urls);
    }

    void gateOfEachKindAndStatus_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("old");
        QTest::addColumn<QString>("expected"); // retry, abort, force-stop
        const auto row = [](TransactionKind kind, TransactionStatus status, bool old, const char *expected) {
            QTest::addRow("%s %s%s", nameIn(transactionKindNames, kind).latin1(), nameIn(transactionStatusNames, status).latin1(), old ? " old" : "")
                << int(kind) << int(status) << old << QString::fromLatin1(expected);
        };
        using K = TransactionKind;
        using S = TransactionStatus;
        row(K::Saga, S::Prepared, true, "--F");
        row(K::Saga, S::Submitted, false, "R-F");
        row(K::Saga, S::Aborting, false, "R-F");
        row(K::Saga, S::Succeeded, false, "---");
        row(K::Saga, S::Failed, false, "---");
        for (const K kind : {K::Tcc, K::Xa}) {
            row(kind, S::Prepared, false, "-AF");
            row(kind, S::Prepared, true, "RAF");
            row(kind, S::Submitted, false, "R-F");
            row(kind, S::Aborting, false, "RAF");
            row(kind, S::Failed, false, "---");
        }
        row(K::Message, S::Prepared, false, "-AF");
        row(K::Message, S::Prepared, true, "RAF");
        row(K::Message, S::Submitted, false, "R-F");
        row(K::Message, S::Succeeded, false, "---");
        row(K::Workflow, S::Prepared, false, "R-F");
        row(K::Workflow, S::Succeeded, false, "---");
    }

    void gateOfEachKindAndStatus()
    {
        QFETCH(int, kind);
        QFETCH(int, status);
        QFETCH(bool, old);
        QFETCH(QString, expected);
        GlobalTransaction t;
        t.kind = static_cast<TransactionKind>(kind);
        t.status = static_cast<TransactionStatus>(status);
        t.queryPrepared = u"http://a:1/ask"_s;
        t.createdAt = start;
        const QList<ActionState> states = dtm::gateAll(t, start + Seconds{old ? 36 : 12});
        QCOMPARE(states.size(), qsizetype(actionNames.size()));
        QString seen = u"---"_s;
        for (const ActionState &state : states) {
            const qsizetype at = QList<Action>{Action::Retry, Action::Abort, Action::ForceStop}.indexOf(state.action);
            QVERIFY2(state.allowed != !state.reason.isEmpty(), "what is refused says why");
            QVERIFY2(at >= 0 || !state.allowed, "nothing else is offered");
            if (state.allowed)
                seen[at] = u"RAF"[at];
        }
        QCOMPARE(seen, expected);
    }

    void whatIsNotLegalYetSaysWhen()
    {
        GlobalTransaction t;
        t.kind = TransactionKind::Tcc;
        t.createdAt = start;
        const ActionState retry = dtm::gateAll(t, start + Seconds{12}).first();
        QCOMPARE(retry.action, Action::Retry);
        QCOMPARE(retry.legalAt, std::optional(start + Seconds{35}));
    }

    void aStuckRollbackIsConcluded()
    {
        FakeDtm dtm = sqlDtm();
        dtm.says = {{in, Says::No}, {inBack, Says::Error}};
        dtm.saga(u"g"_s, {{out, outBack}, {in, inBack}});
        dtm.advance(Seconds{72}); // passes at 0, 21, 63: intervals 20, 40, 80
        const TransactionSnapshot &snapshot = dtm.row(u"g"_s).snapshot;
        QCOMPARE(dtm::failuresByInterval(snapshot.transaction), 3);
        const QStringList lines = linesOf(eventsOf(dtm, u"g"_s));
        QCOMPARE(lines,
                 (QStringList{u"requested +0 I-05"_s, u"status submitted +0 I-05"_s, u"called 01 action 1 +0 I-01"_s,
                              u"answered 01 action 1 succeeded +0 I-01"_s, u"called 02 action 1 +0 I-01"_s,
                              u"answered 02 action 1 rejected +0 I-01"_s, u"status aborting +0 I-04"_s, u"called 02 compensate 1 +3 I-03"_s,
                              u"answered 02 compensate 1 unknown +3 I-03"_s, u"called 02 compensate 2 +23 I-03"_s,
                              u"answered 02 compensate 2 unknown +23 I-03"_s, u"called 02 compensate 3 +63 I-03"_s,
                              u"answered 02 compensate 3 unknown +63 I-03"_s, u"scheduled +63 I-08"_s}));
    }

    void whatTheWebHookToldIsObserved()
    {
        FakeDtm dtm = sqlDtm();
        dtm.says = {{in, Says::No}, {inBack, Says::Error}};
        dtm.saga(u"g"_s, {{out, outBack}, {in, inBack}});
        dtm.advance(Seconds{72});
        const HookReport report{start + Seconds{64}, Gid{u"g"_s}, u"aborting"_s, inBack, u"lock wait timeout"_s, 3};
        const QList<JournalEvent> events = eventsOf(dtm, u"g"_s, {report});
        int observed = 0;
        for (const JournalEvent &event : events)
            if (event.attempt == 3) {
                QCOMPARE(provenanceOf(event), Provenance::WebHook);
                ++observed;
            }
        QCOMPARE(observed, 2); // the call and its answer, and not once more as inferred
        QCOMPARE(events[events.size() - 1].kind == EventKind::Scheduled ? events[events.size() - 2].text : events.last().text, u"lock wait timeout"_s);
        TransactionSnapshot snapshot = dtm.row(u"g"_s).snapshot;
        dtm::inferFields(snapshot, {report});
        QCOMPARE(snapshot.transaction.failures, 3);
        QCOMPARE(snapshot.transaction.lastError, u"lock wait timeout"_s);
    }

    // An action that was sent and never answered may have run; it is never called failed.
    void whatIsUnknownStaysUnknown()
    {
        FakeDtm dtm = sqlDtm();
        dtm.says = {{in, Says::Error}, {inBack, Says::Error}};
        TransactionOptions options;
        options.timeoutToFail = Seconds{15};
        dtm.saga(u"g"_s, {{out, outBack}, {in, inBack}}, options);
        dtm.advance(Seconds{30});
        QCOMPARE(dtm.row(u"g"_s).snapshot.transaction.status, TransactionStatus::Aborting);
        const QStringList lines = linesOf(eventsOf(dtm, u"g"_s));
        QVERIFY2(lines.contains(u"answered 02 action 1 unknown +15 I-02"_s), qUtf8Printable(lines.join(u'\n')));
        QVERIFY(!lines.join(u'\n').contains(u"02 action 1 rejected"_s));
    }

    void aForceStopIsTakenForOne()
    {
        FakeDtm dtm = sqlDtm();
        dtm.says = {{in, Says::Error}};
        dtm.saga(u"g"_s, {{out, outBack}, {in, inBack}});
        (void)dtm.answer({.method = "POST", .path = "/api/dtmsvr/forceStop", .body = "{\"gid\":\"g\"}"});
        QVERIFY(dtm::looksForced(dtm.row(u"g"_s).snapshot));
        QVERIFY(linesOf(eventsOf(dtm, u"g"_s)).last().endsWith(u"I-07"_s));
        dtm.says = {{in, Says::No}};
        dtm.saga(u"h"_s, {{out, outBack}, {in, inBack}});
        QCOMPARE(dtm.row(u"h"_s).snapshot.transaction.status, TransactionStatus::Failed);
        QVERIFY(!dtm::looksForced(dtm.row(u"h"_s).snapshot));
    }

    // Everything in the diagram of a stock DTM is dotted but what the web hook saw.
    void theDiagramDrawsInferredInk()
    {
        FakeDtm dtm = sqlDtm();
        dtm.says = {{in, Says::No}, {inBack, Says::Error}};
        dtm.saga(u"g"_s, {{out, outBack}, {in, inBack}});
        dtm.advance(Seconds{72});
        TransactionDetail detail;
        detail.snapshot = dtm.row(u"g"_s).snapshot;
        detail.events = eventsOf(dtm, u"g"_s, {{start + Seconds{63}, Gid{u"g"_s}, u"aborting"_s, inBack, u"lock wait"_s, 3}});
        int inferred = 0;
        int observed = 0;
        for (const SequenceMessage &message : sequenceOf(detail).messages) {
            inferred += message.certainty == Certainty::Inferred ? 1 : 0;
            observed += message.certainty == Certainty::Observed ? 1 : 0;
        }
        for (const SequenceLane &lane : sequenceOf(detail).lanes)
            QVERIFY2(!lane.name.contains(u"inferred"_s), "the mark of a rule is no coordinator");
        QVERIFY(inferred >= 6);
        QCOMPARE(observed, 1);
    }

    void storesBetrayThemselves_data()
    {
        QTest::addColumn<int>("id");
        QTest::addColumn<QString>("next");
        QTest::addColumn<int>("expected");
        QTest::newRow("rows with numbers") << 7 << QString() << int(DtmStore::Sql);
        QTest::newRow("position is a gid") << 0 << u"gid-b"_s << int(DtmStore::Boltdb);
        QTest::newRow("position is a number") << 0 << u"17"_s << int(DtmStore::Redis);
        QTest::newRow("one page") << 0 << QString() << int(DtmStore::KeyValue);
    }

    void storesBetrayThemselves()
    {
        QFETCH(int, id);
        QFETCH(QString, next);
        QFETCH(int, expected);
        codec::DtmPage page;
        page.next = next;
        page.rows.resize(2);
        page.rows[1].id = id;
        page.rows[1].gid = Gid{u"gid-b"_s};
        QCOMPARE(int(dtm::guessStore(DtmStore::Unknown, page)), expected);
        QCOMPARE(int(dtm::guessStore(DtmStore::Sql, page)), int(DtmStore::Sql));
        QCOMPARE(int(dtm::guessStore(DtmStore::Unknown, {})), int(DtmStore::Unknown));
    }

    void timesOfEveryStoreAreRead()
    {
        const auto read = [](const char *time) {
            const QJsonObject json{{"trans_type"_L1, u"saga"_s}, {"status"_L1, u"submitted"_s}, {"create_time"_L1, QString::fromLatin1(time)}};
            return toMs(codec::dtmTransactionFrom(json)->createdAt);
        };
        QCOMPARE(read("2021-09-06T10:00:00+08:00"), 1630893600000);
        QCOMPARE(read("2026-11-21T01:12:17.972798509Z") / 10, 179522353797);
        QCOMPARE(read("0001-01-01T00:00:00Z"), 0);
        const QJsonObject odd{{"status"_L1, u"submitted"_s}};
        QCOMPARE(codec::dtmTransactionFrom(odd).error().message, u"trans_type ⟨⟩ is not known here"_s);
        const QJsonObject branch{{"op"_L1, u"novel"_s}, {"status"_L1, u"prepared"_s}};
        QCOMPARE(codec::dtmBranchFrom(branch).error().message, u"op ⟨novel⟩ is not known here"_s);
    }

    // A newer DTM: the row is shown with its words, and nothing may be done to it.
    void wordsOfANewerDtmAreKept()
    {
        const QJsonObject newer{{"gid"_L1, u"g"_s}, {"trans_type"_L1, u"quantum"_s}, {"status"_L1, u"frozen"_s}};
        const codec::DtmPage page = codec::dtmPageFrom({{u"transactions"_s, QJsonArray{newer}}});
        QCOMPARE(page.rows.size(), 1);
        QVERIFY(page.unreadable.isEmpty());
        QCOMPARE(foreignWord(page.rows[0].kind), u"quantum"_s);
        QCOMPARE(foreignWord(page.rows[0].status), u"frozen"_s);
        for (const ActionState &state : dtm::gateAll(page.rows[0], {}))
            QVERIFY2(!state.allowed, nameIn(actionNames, state.action).data());
    }

    void metricsAreRead()
    {
        const dtm::DtmMetrics metrics = dtm::metricsFrom("# TYPE x counter\n"
                                                         "dtm_transaction_process_total{model=\"saga\",status=\"ok\"} 12\n"
                                                         "dtm_transaction_process_total{model=\"tcc\",status=\"fail\"} 3 1795244861000\n"
                                                         "dtm_branch_process_total{branchid=\"01\",branchtype=\"action\",model=\"saga\",status=\"ok\"} 40\n"
                                                         "dtm_branch_process_total{branchid=\"01\",branchtype=\"action\",model=\"saga\",status=\"fail\"} 2\r\n"
                                                         "dtm_branch_process_total{ NaN\n{} 7\nprocess_start_time_seconds 1.795e+09\ngo_x 1e400\n");
        QCOMPARE(metrics, (dtm::DtmMetrics{12, 3, 42, 2, fromMs(1'795'000'000'000)}));
    }
};

TXDESK_TEST(DtmRulesTest);

} // namespace txdesk::test

#include "dtm_rules_test.moc"
