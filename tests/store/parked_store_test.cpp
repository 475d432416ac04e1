// What waits for a person, and deliveries by a ladder: stored, listed, counted, and left alone by what drives the others.
// SPDX-License-Identifier: Apache-2.0
#include "tests/store/store_fixture.h"
#include "tests/support/test_main.h"

namespace txdesk::store {

using namespace Qt::StringLiterals;
using namespace samples;
using Status = TransactionStatus;

namespace {

TransactionWrite parkedSaga(const QString &gid, Parked parked, std::optional<Instant> due = {}, const QString &owner = {})
{
    TransactionWrite write = saga(gid, parked == Parked::Unanswered ? Status::Prepared : parked == Parked::Dirty ? Status::Aborting : Status::Submitted);
    write.transaction.parked = parked;
    write.transaction.nextDueAt = due;
    write.transaction.owner = owner;
    return write;
}

} // namespace

class ParkedStoreTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<AnyStore> m_files;
    std::unique_ptr<TransactionStore> m_store;

    void open()
    {
        QFETCH(AnyStore::Kind, store);
        m_files = std::make_unique<AnyStore>(store, u"parked_store"_s);
        m_store = m_files->store();
    }
    void put(const TransactionWrite &write) { QVERIFY(std::holds_alternative<engine::WriteDone>(ask(*m_store, write))); }
    [[nodiscard]] GlobalTransaction now(const QString &gid) { return stored(*m_store, gid).transaction; }

private slots:
    void cleanup()
    {
        m_store.reset();
        m_files.reset();
    }

    void eachKindIsReadBack_data() { addStoreRows(); }
    void eachKindIsReadBack()
    {
        open();
        for (const Name<Parked> &parked : parkedNames) {
            for (const Name<Resolution> &resolution : resolutionNames) {
                const QString gid = parked.text + u'/' + resolution.text;
                TransactionWrite write = saga(gid);
                write.transaction.parked = parked.value;
                write.transaction.resolution = resolution.value;
                put(write);
                QCOMPARE(now(gid).parked, parked.value);
                QCOMPARE(now(gid).resolution, resolution.value);
                write = next(stored(*m_store, gid), Status::Aborting);
                write.transaction.parked = Parked::Dirty;
                write.transaction.resolution = Resolution::Accept;
                put(write);
                QCOMPARE(now(gid).parked, Parked::Dirty);
                QCOMPARE(now(gid).resolution, Resolution::Accept);
                write = next(stored(*m_store, gid), Status::Aborting);
                write.transaction.parked = Parked::No;
                write.transaction.resolution = Resolution::None;
                put(write);
                QCOMPARE(now(gid).parked, Parked::No);
                QCOMPARE(now(gid).resolution, Resolution::None);
            }
        }
    }

    void ladderOfEachOpIsReadBack_data() { addStoreRows(); }
    void ladderOfEachOpIsReadBack()
    {
        open();
        TransactionWrite write = saga(u"g"_s);
        write.transaction.kind = TransactionKind::Message;
        write.newOps[1].failures = 3;
        write.newOps[1].dueAt = at(1'234'567);
        write.newOps[1].lastError = u"HTTP 500: 连接失败"_s;
        put(write);
        QCOMPARE(stored(*m_store, u"g"_s).ops, write.newOps);
        const TransactionSnapshot before = stored(*m_store, u"g"_s);
        TransactionWrite change = next(before, Status::Submitted);
        change.opChanges = {{1, {u"01"_s}, OpKind::Action, OpStatus::Dead, at(50), 16, {}, QString(1024, u'e')},
                            {3, {u"02"_s}, OpKind::Action, OpStatus::Prepared, {}, 1, at(9'999), u"it's \\ no"_s}};
        put(change);
        const QList<BranchOp> after = stored(*m_store, u"g"_s).ops;
        QCOMPARE(after[1].status, OpStatus::Dead);
        QCOMPARE(after[1].failures, 16);
        QCOMPARE(after[1].dueAt, std::nullopt);
        QCOMPARE(after[1].lastError, QString(1024, u'e'));
        QCOMPARE(after[3].failures, 1);
        QCOMPARE(after[3].dueAt, std::optional(at(9'999)));
        QCOMPARE(after[3].lastError, u"it's \\ no"_s);
        QCOMPARE(after[0], before.ops[0]);
        change = next(stored(*m_store, u"g"_s), Status::Submitted);
        change.opChanges = {{1, {u"01"_s}, OpKind::Action, OpStatus::Dirty, {}}};
        put(change);
        QCOMPARE(stored(*m_store, u"g"_s).ops[1].status, OpStatus::Dirty);
        QCOMPARE(stored(*m_store, u"g"_s).ops[1].failures, 0);
        QVERIFY(stored(*m_store, u"g"_s).ops[1].lastError.isEmpty());
        const auto claimed = std::get<ClaimedList>(ask(*m_store, ClaimDue{u"n1"_s, at(99'999), 10}));
        QCOMPARE(claimed.snapshots.size(), 1);
        QCOMPARE(claimed.snapshots[0].ops, stored(*m_store, u"g"_s).ops);
    }

    void nothingHappensByItself_data() { addStoreRows(); }
    void nothingHappensByItself()
    {
        open();
        std::ignore = ask(*m_store, Heartbeat{node(u"gone"_s), Milliseconds{1'000}, at(0)});
        put(parkedSaga(u"dirty"_s, Parked::Dirty, {}, u"gone"_s));
        put(parkedSaga(u"unanswered"_s, Parked::Unanswered));
        put(parkedSaga(u"dead"_s, Parked::DeadLetter, {}, u"n1"_s));
        put(parkedSaga(u"expires"_s, Parked::DeadLetter, at(700'000), u"gone"_s)); // a notify keeps its end
        TransactionWrite lively = saga(u"lively"_s);
        lively.transaction.owner = u"gone"_s;
        lively.transaction.nextDueAt = at(600'000);
        put(lively);
        const QStringList parked{u"dirty"_s, u"unanswered"_s, u"dead"_s, u"expires"_s};
        const auto untouched = [&] {
            for (const QString &gid : parked)
                if (now(gid).epoch != 1 || now(gid).nextDueAt != (gid == "expires"_L1 ? std::optional(at(700'000)) : std::nullopt))
                    return false;
            return true;
        };
        QCOMPARE(std::get<Recovered>(ask(*m_store, TakeOver{u"n1"_s, at(5'000)})).unfinished, 1);
        QCOMPARE(now(u"lively"_s).nextDueAt, std::optional(at(5'000)));
        QVERIFY(untouched());
        QCOMPARE(std::get<Recovered>(ask(*m_store, Recover{u"n1"_s, at(4'000)})).unfinished, 5); // all may be driven by it
        QCOMPARE(now(u"lively"_s).nextDueAt, std::optional(at(4'000)));
        QVERIFY(untouched());
        QCOMPARE(std::get<Hastened>(ask(*m_store, HastenDue{at(1'000), at(500), 10})).gids, (QList<Gid>{{u"lively"_s}}));
        QVERIFY(untouched());
        QCOMPARE(std::get<ClaimedList>(ask(*m_store, ClaimDue{u"n1"_s, at(699'000), 10})).snapshots.size(), 1);
        QVERIFY(untouched());
        const auto expired = std::get<ClaimedList>(ask(*m_store, ClaimDue{u"n1"_s, at(700'000), 10}));
        QStringList gids;
        for (const TransactionSnapshot &one : expired.snapshots)
            gids.append(one.transaction.gid.value);
        QVERIFY(gids.contains(u"expires"_s));
        QVERIFY(!gids.contains(u"dirty"_s) && !gids.contains(u"unanswered"_s) && !gids.contains(u"dead"_s));
        const auto loaded = std::get<engine::Loaded>(ask(*m_store, LoadTransaction{{u"dirty"_s}, true, false, u"n1"_s, at(5'000)}));
        QVERIFY(loaded.claimed); // a person acts
        QCOMPARE(loaded.snapshot->transaction.parked, Parked::Dirty);
    }

    void endedOnesLeaveAsBefore_data() { addStoreRows(); }
    void endedOnesLeaveAsBefore()
    {
        open();
        put(parkedSaga(u"waits"_s, Parked::DeadLetter));
        put(parkedSaga(u"ended"_s, Parked::DeadLetter));
        put(next(stored(*m_store, u"ended"_s), Status::Failed)); // forced: what was parked may say so
        QCOMPARE(std::get<Removed>(ask(*m_store, RemoveFinished{at(60), 10})).count, 1);
        QCOMPARE(now(u"waits"_s).parked, Parked::DeadLetter);
        QVERIFY(now(u"ended"_s).gid.isEmpty());
    }

    void listedAndCounted_data() { addStoreRows(false); }
    void listedAndCounted()
    {
        open();
        const QList<Parked> kinds{Parked::No, Parked::Dirty, Parked::Unanswered, Parked::DeadLetter};
        QStringList all;
        for (int i = 0; i < 40; ++i) {
            TransactionWrite write = parkedSaga(u"g%1"_s.arg(i, 2, 10, QChar(u'0')), kinds[i % 4]);
            write.transaction.createdAt = at(i / 5); // five a millisecond
            write.transaction.failures = i % 3;
            put(write);
            if (i % 4 != 0)
                all.prepend(write.gid.value);
        }
        const auto reader = m_files->reader();
        const auto listed = [&reader](const TransactionFilter &filter, TransactionSort sort, int limit) {
            QStringList gids;
            PageRequest page{{}, limit, sort};
            do {
                const Result<TransactionPage> found = reader->list(filter, page, at(1'000));
                if (!found)
                    return QStringList{found.error().message};
                for (const TransactionRow &one : found->rows)
                    gids.append(one.transaction.gid.value);
                page.after = found->next;
            } while (!page.after.isEmpty());
            return gids;
        };
        const QList<Parked> waiting{Parked::Dirty, Parked::Unanswered, Parked::DeadLetter};
        for (const int limit : {1, 7, 100})
            QCOMPARE(listed({.parked = waiting}, TransactionSort::NewestFirst, limit), all);
        QStringList reversed(all.rbegin(), all.rend());
        QCOMPARE(listed({.parked = waiting}, TransactionSort::OldestFirst, 4), reversed);
        QStringList some = listed({.parked = waiting}, TransactionSort::MostFailures, 4);
        some.sort();
        QCOMPARE(some, reversed);
        for (const Parked kind : kinds)
            QCOMPARE(listed({.parked = {kind}}, TransactionSort::NewestFirst, 3).size(), 10);
        QCOMPARE(listed({.parked = {Parked::No, Parked::Dirty}}, TransactionSort::NewestFirst, 3).size(), 20);
        QCOMPARE(listed({.statuses = {Status::Aborting}, .parked = waiting}, TransactionSort::NewestFirst, 3).size(), 10);
        QCOMPARE(listed({.createdFrom = at(4), .createdTo = at(6), .parked = {Parked::Dirty}}, TransactionSort::NewestFirst, 3),
                 (QStringList{u"g29"_s, u"g25"_s, u"g21"_s}));
        const Result<StoreTotals> totals = reader->totals(at(1'000));
        QCOMPARE(totals->parked, (QMap<Parked, qint64>{{Parked::Dirty, 10}, {Parked::Unanswered, 10}, {Parked::DeadLetter, 10}}));
        QCOMPARE(totals->stuck, 0);
    }
};

TXDESK_TEST(ParkedStoreTest);

} // namespace txdesk::store

#include "parked_store_test.moc"
