// Acts on a scripted stock DTM over HTTP, and what is said of their effect.
// SPDX-License-Identifier: Apache-2.0
#include "console/actions/action_desk.h"
#include "console/client/server_clock.h"
#include "tests/dtm_link/dtm_bench.h"
#include "tests/support/test_main.h"

namespace txdesk::test {

using namespace Qt::StringLiterals;

namespace {

// The desk as the window uses it; what it reports in the end.
struct Hand
{
    explicit Hand(DtmBench &world) : bench(world), clock(world.time, *world.link), desk(*world.link, clock, world.time)
    {
        QObject::connect(&desk, &ActionDesk::reported, &desk, [this](const ActReport &report) { reports.append(report); });
        QObject::connect(world.link.get(), &CoordinatorLink::changed, &desk, [this](const TransactionRow &row) {
            if (row.transaction.gid == desk.subject())
                look(row.transaction.gid.value);
        });
    }

    void look(const QString &gid)
    {
        bench.link->detail(Gid{gid}, &desk, [this](const Result<TransactionDetail> &detail) {
            if (detail)
                desk.setSubject(*detail);
        });
    }

    [[nodiscard]] bool open(const QString &gid)
    {
        look(gid);
        return QTest::qWaitFor([this, gid] { return desk.subject().value == gid; });
    }

    [[nodiscard]] std::optional<ActReport> end()
    {
        for (int second = 0; second < 15 && (reports.isEmpty() || reports.last().verdict == ActVerdict::Sent); ++second)
            bench.pass(Seconds{1});
        return reports.isEmpty() ? std::nullopt : std::optional(reports.last());
    }

    DtmBench &bench;
    ServerClock clock;
    ActionDesk desk;
    QList<ActReport> reports;
};

} // namespace

class DtmActsTest final : public QObject
{
    Q_OBJECT

private slots:
    // The four outcomes, told truly on each kind of store.
    void retryTellsTheTruth_data()
    {
        QTest::addColumn<int>("store");
        QTest::addColumn<int>("verdict");
        QTest::newRow("sql") << int(DtmStore::Sql) << int(ActVerdict::TookEffect);
        QTest::newRow("redis") << int(DtmStore::Redis) << int(ActVerdict::NoEffectSeen);
        QTest::newRow("boltdb") << int(DtmStore::Boltdb) << int(ActVerdict::NoEffectSeen);
    }

    void retryTellsTheTruth()
    {
        QFETCH(int, store);
        QFETCH(int, verdict);
        DtmBench bench(static_cast<DtmStore>(store), static_cast<DtmStore>(store));
        bench.stuckSaga(u"g"_s);
        bench.dtm.advance(Seconds{72}); // the next try is 70 s away
        QVERIFY(bench.open());
        Hand hand(bench);
        QVERIFY(hand.open(u"g"_s));
        const ActionState state = hand.desk.state(Action::Retry);
        QVERIFY2(state.allowed, qUtf8Printable(state.reason));
        bench.dtm.calls.clear();
        hand.desk.trigger(Action::Retry);
        const std::optional<ActReport> report = hand.end();
        QVERIFY(report);
        QCOMPARE(int(report->verdict), verdict);
        QCOMPARE(!bench.dtm.calls.isEmpty(), report->verdict == ActVerdict::TookEffect); // as it really was
        if (report->verdict == ActVerdict::TookEffect)
            QVERIFY2(report->detail.contains(u"160 s instead of 80 s"_s), qUtf8Printable(report->detail));
        else
            QVERIFY(bench.link->whyNoEffect(Action::Retry, *bench.detail(u"g"_s)).contains(u"Redis"_s));
    }

    // On boltdb the record's own time came while we watched: the act was not why.
    void whatHappensByItselfIsNoEffect()
    {
        DtmBench bench(DtmStore::Boltdb, DtmStore::Boltdb);
        bench.stuckSaga(u"g"_s);
        bench.dtm.advance(Seconds{72 + 66}); // due in 4 s
        QVERIFY(bench.open());
        Hand hand(bench);
        QVERIFY(hand.open(u"g"_s));
        bench.dtm.calls.clear();
        hand.desk.trigger(Action::Retry);
        const std::optional<ActReport> report = hand.end();
        QVERIFY(!bench.dtm.calls.isEmpty());
        QVERIFY(report && report->verdict == ActVerdict::NoEffectSeen);
    }

    void wakingAllWorksEverywhere()
    {
        DtmBench bench(DtmStore::Redis, DtmStore::Redis);
        bench.stuckSaga(u"g"_s);
        bench.dtm.advance(Seconds{72});
        QVERIFY(bench.open());
        bench.dtm.calls.clear();
        const Result<WokenCount> woken =
            bench.wait<WokenCount>([&](const Answer<WokenCount> &answer) { bench.link->wakeAll(Seconds{10}, 100, u"tested"_s, &bench.context, answer); });
        QVERIFY(woken);
        QCOMPARE(woken->count, 1);
        bench.pass(Seconds{4});
        QVERIFY(!bench.dtm.calls.isEmpty());
    }

    void abortNamesTheKind()
    {
        DtmBench bench(DtmStore::Sql);
        bench.dtm.tcc(u"t"_s, {{out, outBack}});
        QVERIFY(bench.open());
        Hand hand(bench);
        QVERIFY(hand.open(u"t"_s));
        hand.desk.confirm(hand.desk.confirmation(Action::Abort), u"initiator is gone"_s);
        const std::optional<ActReport> report = hand.end();
        QVERIFY(report && report->verdict == ActVerdict::TookEffect);
        QVERIFY(bench.dtm.requests.join('\n').contains("\"trans_type\":\"tcc\""));
        QVERIFY(bench.dtm.requests.join('\n').contains("initiator is gone"));
        QCOMPARE(bench.dtm.row(u"t"_s).snapshot.transaction.status, TransactionStatus::Failed);
    }

    // DTM's own refusal comes verbatim; what the gate forbids never gets there.
    void refusedInTheServersWords()
    {
        DtmBench bench(DtmStore::Sql);
        bench.stuckSaga(u"g"_s);
        QVERIFY(bench.open());
        Hand hand(bench);
        QVERIFY(hand.open(u"g"_s));
        const qsizetype before = bench.dtm.requests.size();
        const Result<TransactionRow> forbidden = bench.wait<TransactionRow>([&](const Answer<TransactionRow> &answer) {
            bench.link->act({.gid = Gid{u"g"_s}, .action = Action::Abort, .reason = u"x"_s, .actor = {}, .expectedStatus = {}, .expectedEpoch = {}},
                            &bench.context, answer);
        });
        QCOMPARE(forbidden.error().code, ErrorCode::Conflict);
        QVERIFY(forbidden.error().message.startsWith(u"A saga cannot be aborted"_s));
        QVERIFY(!bench.dtm.requests.mid(before).join('\n').contains("POST"));
        // It ends between the look and the act.
        bench.dtm.says.clear();
        hand.desk.confirm(hand.desk.confirmation(Action::ForceStop), u"repaired by hand"_s);
        bench.dtm.row(u"g"_s).snapshot.transaction.status = TransactionStatus::Failed;
        const std::optional<ActReport> report = hand.end();
        QVERIFY(report && report->verdict == ActVerdict::Refused);
    }

    void noAnswerIsNotARefusal()
    {
        DtmBench bench(DtmStore::Sql);
        bench.stuckSaga(u"g"_s);
        QVERIFY(bench.open());
        Hand hand(bench);
        QVERIFY(hand.open(u"g"_s));
        bench.dtm.hangUp();
        bench.time.advance(DtmLink::usualPeriod);
        QTRY_COMPARE(bench.link->status().state, LinkState::Reconnecting);
        QVERIFY(!hand.desk.state(Action::Retry).allowed); // not connected
        QVERIFY(bench.link->status().nextTryAt.has_value());
    }
};

TXDESK_TEST(DtmActsTest);

} // namespace txdesk::test

#include "dtm_acts_test.moc"
