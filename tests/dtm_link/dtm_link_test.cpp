// A DtmLink against a scripted stock DTM over HTTP: list, paging, detail, acts, and what it says of their effect.
// SPDX-License-Identifier: Apache-2.0
#include "console/actions/action_desk.h"
#include "console/client/server_clock.h"
#include "console/dtm/dtm_link.h"
#include "console/text/provenance.h"
#include "tests/dtm_link/fake_dtm.h"
#include "tests/support/fake_time.h"
#include "tests/support/test_main.h"

#include <QSignalSpy>
#include <QTest>

namespace txdesk::test {

using namespace Qt::StringLiterals;
using namespace txdesk::console;

namespace {

const QString out = u"http://order:8081/TransOut"_s;
const QString outBack = u"http://order:8081/TransOutCompensate"_s;
const QString in = u"http://stock:8082/TransIn"_s;
const QString inBack = u"http://stock:8082/TransInCompensate"_s;

// The scripted DTM, a link to it, and one clock for both.
struct Bench
{
    FakeTime time;
    FakeDtm dtm;
    HookBook hooks;
    std::unique_ptr<DtmLink> link;
    QObject context;

    explicit Bench(DtmStore store, DtmStore told = DtmStore::Unknown) : dtm(store, time.now())
    {
        link = std::make_unique<DtmLink>(dtm.serve(), told, time, time, hooks);
    }

    [[nodiscard]] bool open()
    {
        link->open();
        return QTest::qWaitFor([this] { return link->status().state == LinkState::Live; });
    }

    void pass(Seconds seconds) // in both worlds, a second at a time, so that polls see each state
    {
        for (Seconds passed{0}; passed < seconds; ++passed) {
            dtm.advance(Seconds{1});
            time.advance(Seconds{1});
            settle();
        }
    }

    void settle() // until nothing is on its way
    {
        for (int round = 0; round < 3; ++round) { // an answer may lead to a question
            bool turned = false;
            QMetaObject::invokeMethod(&context, [&turned] { turned = true; }, Qt::QueuedConnection);
            (void)QTest::qWaitFor([this, &turned] { return turned && link->isIdle(); });
        }
    }

    template <class T>
    [[nodiscard]] Result<T> wait(const std::function<void(Answer<T>)> &ask)
    {
        std::optional<Result<T>> got;
        ask([&got](const Result<T> &answer) { got = answer; });
        if (!QTest::qWaitFor([&got] { return got.has_value(); }))
            return fail(ErrorCode::Internal, u"no answer within 5 s"_s);
        return *got;
    }

    [[nodiscard]] Result<TransactionPage> list(const TransactionFilter &filter, const QString &after = {}, int limit = 100)
    {
        return wait<TransactionPage>([&](const Answer<TransactionPage> &answer) { link->list(filter, {after, limit}, &context, answer); });
    }

    [[nodiscard]] QStringList gids(const TransactionFilter &filter, int limit) // all pages
    {
        QStringList all;
        QString after;
        do {
            const Result<TransactionPage> page = list(filter, after, limit);
            if (!page)
                return {page.error().message};
            for (const TransactionRow &row : page->rows)
                all.append(row.transaction.gid.value);
            after = page->next;
        } while (!after.isEmpty());
        return all;
    }

    [[nodiscard]] Result<TransactionDetail> detail(const QString &gid)
    {
        return wait<TransactionDetail>([&](const Answer<TransactionDetail> &answer) { link->detail(Gid{gid}, &context, answer); });
    }

    // A saga whose first compensation fails: stuck in rolling back.
    void stuckSaga(const QString &gid)
    {
        dtm.says = {{in, Says::No}, {inBack, Says::Error}};
        dtm.saga(gid, {{out, outBack}, {in, inBack}});
    }
};

// The desk as the window uses it; what it reports in the end.
struct Hand
{
    explicit Hand(Bench &world) : bench(world), clock(world.time, *world.link), desk(*world.link, clock, world.time)
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

    Bench &bench;
    ServerClock clock;
    ActionDesk desk;
    QList<ActReport> reports;
};

} // namespace

class DtmLinkTest final : public QObject
{
    Q_OBJECT

private slots:
    void saysWhatItIs()
    {
        Bench bench(DtmStore::Sql);
        bench.dtm.saga(u"a"_s, {{out, outBack}});
        QVERIFY(bench.open());
        QCOMPARE(bench.link->status().version, u"v1.19.0"_s);
        QVERIFY(bench.link->status().notices.first().contains(u"does not authenticate"_s));
        const Capabilities caps = bench.link->capabilities();
        QCOMPARE(caps.product, u"DTM"_s);
        QCOMPARE(caps.order, ListOrder::NewestFirst);
        QVERIFY(!caps.has(Feature::Attempts) && !caps.has(Feature::Push) && !caps.has(Feature::Audit) && caps.has(Feature::WakeAll));
        QVERIFY(caps.filters == (FilterTerm::Status | FilterTerm::Kind | FilterTerm::Gid | FilterTerm::Created));
        QVERIFY(!caps.neverAllowed.value(Action::Pause).isEmpty());
    }

    void storesAreDetected_data()
    {
        QTest::addColumn<int>("store");
        QTest::addColumn<int>("order");
        QTest::newRow("sql") << int(DtmStore::Sql) << int(ListOrder::NewestFirst);
        QTest::newRow("redis") << int(DtmStore::Redis) << int(ListOrder::Arbitrary);
        QTest::newRow("boltdb") << int(DtmStore::Boltdb) << int(ListOrder::ByGid);
    }

    void storesAreDetected()
    {
        QFETCH(int, store);
        QFETCH(int, order);
        Bench bench(static_cast<DtmStore>(store));
        for (const QString &gid : {u"c"_s, u"a"_s, u"b"_s})
            bench.dtm.saga(gid, {{out, outBack}});
        QVERIFY(bench.open());
        QCOMPARE(int(bench.link->store()), store);
        QCOMPARE(int(bench.link->capabilities().order), order);
    }

    // Every transaction once, in the store's order, whatever the page's size and the number of statuses.
    void everyRowOnceInPages_data()
    {
        QTest::addColumn<int>("store");
        QTest::addColumn<bool>("twice");
        QTest::newRow("sql") << int(DtmStore::Sql) << false;
        QTest::newRow("redis, each row twice") << int(DtmStore::Redis) << true;
        QTest::newRow("boltdb") << int(DtmStore::Boltdb) << false;
    }

    void everyRowOnceInPages()
    {
        QFETCH(int, store);
        QFETCH(bool, twice);
        Bench bench(static_cast<DtmStore>(store));
        bench.dtm.showsEachTwice = twice;
        bench.dtm.says = {{in, Says::Error}};
        QStringList waiting;
        QStringList all;
        for (int i = 0; i < 37; ++i) {
            const QString gid = u"g%1"_s.arg((i * 17) % 37, 2, 10, QLatin1Char('0'));
            all.prepend(gid);
            if (i % 3 == 0) {
                bench.dtm.saga(gid, {{in, {}}});
                waiting.prepend(gid);
            } else if (i % 3 == 1) {
                bench.dtm.saga(gid, {{out, {}}});
            } else {
                bench.dtm.tcc(gid, {{out, outBack}});
                waiting.prepend(gid);
            }
        }
        QVERIFY(bench.open());
        TransactionFilter unfinished;
        unfinished.statuses = {TransactionStatus::Prepared, TransactionStatus::Submitted, TransactionStatus::Aborting};
        for (QStringList *expected : {&all, &waiting}) {
            QStringList seen = bench.gids(expected == &all ? TransactionFilter() : unfinished, 5);
            if (static_cast<DtmStore>(store) == DtmStore::Boltdb)
                expected->sort();
            if (static_cast<DtmStore>(store) == DtmStore::Redis) {
                expected->sort();
                seen.sort();
            }
            QCOMPARE(seen, *expected);
        }
        QVERIFY2(bench.link->inFlightPeak() <= 4, "never more than four requests at a time");
    }

    void filtersThatDtmHas()
    {
        Bench bench(DtmStore::Sql);
        bench.dtm.saga(u"old"_s, {{out, {}}});
        bench.dtm.advance(Seconds{100});
        bench.dtm.tcc(u"new"_s, {{out, outBack}});
        QVERIFY(bench.open());
        TransactionFilter filter;
        filter.kind = TransactionKind::Tcc;
        QCOMPARE(bench.gids(filter, 100), QStringList{u"new"_s});
        filter = {};
        filter.createdTo = bench.dtm.now() - Seconds{50};
        QCOMPARE(bench.gids(filter, 100), QStringList{u"old"_s});
        filter = {};
        filter.gidPrefix = u"old"_s;
        QCOMPARE(bench.gids(filter, 100), QStringList{u"old"_s});
        filter.gidPrefix = u"ol"_s; // the beginning of one: more than was asked for comes, and who asked sorts it out
        QCOMPARE(bench.gids(filter, 100).size(), 2);
        filter = {};
        filter.stuck = true;
        QCOMPARE(bench.gids(filter, 100), QStringList{u"new"_s});
    }

    void detailIsInferredAndSaysSo()
    {
        Bench bench(DtmStore::Sql);
        bench.stuckSaga(u"g"_s);
        bench.dtm.advance(Seconds{72});
        QVERIFY(bench.open());
        const Result<TransactionDetail> detail = bench.detail(u"g"_s);
        QVERIFY(detail);
        QCOMPARE(detail->snapshot.transaction.failures, 3);
        QCOMPARE(detail->participants, (QStringList{u"order:8081"_s, u"stock:8082"_s}));
        for (const JournalEvent &event : detail->events)
            QCOMPARE(provenanceOf(event), Provenance::Inferred);
        QCOMPARE(detail->planned.first().url, inBack);
        QCOMPARE(detail->snapshot.ops.first().payload, QByteArray("{\"amount\":30,\"card\":\"4111111111111111\"}"));
        QCOMPARE(bench.detail(u"absent"_s).error().code, ErrorCode::NotFound);
    }

    void theWebHooksErrorTextIsShown()
    {
        Bench bench(DtmStore::Sql);
        bench.stuckSaga(u"g"_s);
        bench.dtm.advance(Seconds{72});
        QVERIFY(bench.open());
        QVERIFY(bench.detail(u"g"_s));
        QSignalSpy changed(bench.link.get(), &CoordinatorLink::changed);
        bench.hooks.add({bench.dtm.now(), Gid{u"g"_s}, u"aborting"_s, inBack, u"lock wait timeout exceeded"_s, 3});
        QVERIFY(changed.size() == 1);
        const Result<TransactionDetail> detail = bench.detail(u"g"_s);
        QCOMPARE(detail->snapshot.transaction.lastError, u"lock wait timeout exceeded"_s);
        QVERIFY(std::any_of(detail->events.begin(), detail->events.end(), [](const JournalEvent &event) {
            return provenanceOf(event) == Provenance::WebHook && event.text == u"lock wait timeout exceeded"_s;
        }));
    }

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
        Bench bench(static_cast<DtmStore>(store), static_cast<DtmStore>(store));
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
        Bench bench(DtmStore::Boltdb, DtmStore::Boltdb);
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
        Bench bench(DtmStore::Redis, DtmStore::Redis);
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
        Bench bench(DtmStore::Sql);
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
        Bench bench(DtmStore::Sql);
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
        Bench bench(DtmStore::Sql);
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

    void pollsTellOnlyWhatChanged()
    {
        Bench bench(DtmStore::Sql);
        bench.dtm.stops = true;
        bench.stuckSaga(u"g"_s);
        QVERIFY(bench.open());
        QVERIFY(bench.list({}));
        QSignalSpy changed(bench.link.get(), &CoordinatorLink::changed);
        bench.pass(Seconds{6});
        QCOMPARE(changed.size(), 0);
        bench.dtm.tcc(u"fresh"_s, {{out, outBack}});
        bench.pass(Seconds{3});
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.first().first().value<TransactionRow>().transaction.gid.value, u"fresh"_s);
    }

    void itIsAskedAsOftenAsTheProfileSays()
    {
        Bench bench(DtmStore::Sql);
        bench.dtm.stops = true;
        bench.link->setPollPeriod(Seconds{10});
        bench.stuckSaga(u"g"_s);
        QVERIFY(bench.open());
        QVERIFY(bench.list({}));
        QCOMPARE(bench.link->status().beat, Milliseconds{10'000});
        const auto pages = [&bench] { return std::ranges::count_if(bench.dtm.requests, [](const QByteArray &one) { return one.contains("/api/dtmsvr/all"); }); };
        const auto before = pages();
        bench.pass(Seconds{9});
        QCOMPARE(pages(), before);
        bench.pass(Seconds{2});
        QCOMPARE(pages(), before + 1);
    }

    void hiddenItIsAskedLess()
    {
        Bench bench(DtmStore::Sql);
        bench.dtm.saga(u"a"_s, {{out, {}}});
        QVERIFY(bench.open());
        QVERIFY(bench.list({}));
        bench.link->setWatched(false);
        bench.pass(Seconds{3});
        const qsizetype before = bench.dtm.requests.size();
        bench.pass(Seconds{20});
        QVERIFY2(bench.dtm.requests.size() - before <= 1, qPrintable(QString::number(bench.dtm.requests.size() - before)));
        QCOMPARE(freshnessAt(bench.link->status(), bench.time.now()), Freshness::Live);
        bench.link->setWatched(true);
        bench.settle();
        QVERIFY(bench.dtm.requests.size() - before >= 1);
    }

    void whatIsCountedAndWhatIsNot()
    {
        Bench bench(DtmStore::Sql);
        bench.dtm.saga(u"a"_s, {{out, {}}, {in, {}}});
        QVERIFY(bench.open());
        const Result<CoordinatorStats> stats =
            bench.wait<CoordinatorStats>([&](const Answer<CoordinatorStats> &answer) { bench.link->stats(&bench.context, answer); });
        QVERIFY(stats);
        QCOMPARE(stats->callsTotal, 2);
        QCOMPARE(stats->succeededTotal, 1);
        const auto people = bench.wait<QList<ParticipantStats>>([&](const auto &answer) { bench.link->participants(&bench.context, answer); });
        QCOMPARE(people.error().code, ErrorCode::Unavailable);
        const auto topics = bench.wait<QList<Topic>>([&](const auto &answer) { bench.link->topics(&bench.context, answer); });
        QCOMPARE(topics->first().subscribers.first().url, u"http://a:1/x"_s);
    }
};

TXDESK_TEST(DtmLinkTest);

} // namespace txdesk::test

#include "dtm_link_test.moc"
