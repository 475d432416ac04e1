// A DtmLink against a scripted stock DTM over HTTP: list, paging, detail, polls.
// SPDX-License-Identifier: Apache-2.0
#include "console/text/provenance.h"
#include "tests/dtm_link/dtm_bench.h"
#include "tests/support/test_main.h"

#include <QSignalSpy>
#include <QTest>

namespace txdesk::test {

using namespace Qt::StringLiterals;
using namespace txdesk::console;

class DtmLinkTest final : public QObject
{
    Q_OBJECT

private slots:
    void saysWhatItIs()
    {
        DtmBench bench(DtmStore::Sql);
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
        DtmBench bench(static_cast<DtmStore>(store));
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
        DtmBench bench(static_cast<DtmStore>(store));
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
        DtmBench bench(DtmStore::Sql);
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
        DtmBench bench(DtmStore::Sql);
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
        DtmBench bench(DtmStore::Sql);
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

    void pollsTellOnlyWhatChanged()
    {
        DtmBench bench(DtmStore::Sql);
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
        DtmBench bench(DtmStore::Sql);
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
        DtmBench bench(DtmStore::Sql);
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
        DtmBench bench(DtmStore::Sql);
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
