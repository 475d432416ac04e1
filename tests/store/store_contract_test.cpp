// The same rows on the store in memory, in SQLite and in MariaDB: what one does, the others do.
// SPDX-License-Identifier: Apache-2.0
#include "tests/store/store_fixture.h"
#include "tests/support/test_main.h"

namespace txdesk::store {

using namespace Qt::StringLiterals;
using namespace samples;
using Status = TransactionStatus;

class StoreContractTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<AnyStore> m_files;
    std::unique_ptr<TransactionStore> m_store;

    static void eachStore() { addStoreRows(); }

    void open()
    {
        QFETCH(AnyStore::Kind, store);
        m_files = std::make_unique<AnyStore>(store);
        m_store = m_files->store();
    }

    template<class Answered>
    Answered get(StoreRequest request)
    {
        StoreAnswer answer = ask(*m_store, std::move(request));
        auto *wanted = std::get_if<Answered>(&answer);
        if (!wanted) {
            const auto *error = std::get_if<Error>(&answer);
            QTest::qFail(qPrintable(u"another kind of answer: %1 %2"_s.arg(answer.index()).arg(error ? error->message : QString())), __FILE__, __LINE__);
            return {};
        }
        return std::move(*wanted);
    }

    QStringList gidsOf(const ClaimedList &list)
    {
        QStringList gids;
        for (const TransactionSnapshot &snapshot : list.snapshots)
            gids.append(snapshot.transaction.gid.value);
        return gids;
    }

private slots:
    void cleanup()
    {
        m_store.reset();
        m_files.reset();
    }

    void createdTransactionIsReadBack_data() { eachStore(); }
    void createdTransactionIsReadBack()
    {
        open();
        const TransactionWrite write = saga(u"g1"_s);
        const auto done = get<engine::WriteDone>(write);
        QCOMPARE(done.epoch, 1);
        QVERIFY(done.id > 0);
        TransactionSnapshot expected{write.transaction, write.newOps};
        expected.transaction.epoch = 1;
        expected.transaction.id = done.id;
        const TransactionSnapshot found = stored(*m_store, u"g1"_s);
        QCOMPARE(found.ops, expected.ops);
        QVERIFY(found == expected);
    }

    void secondCreateIsConflict_data() { eachStore(); }
    void secondCreateIsConflict()
    {
        open();
        const auto first = get<engine::WriteDone>(saga(u"g1"_s));
        TransactionWrite again = saga(u"g1"_s, Status::Prepared);
        again.newOps.append(op(u"03"_s, OpKind::Action, u"http://c/do"_s));
        const auto conflict = get<engine::WriteConflict>(again);
        QVERIFY(conflict.current);
        QCOMPARE(conflict.current->transaction.status, Status::Submitted);
        QCOMPARE(conflict.current->transaction.id, first.id);
        QCOMPARE(conflict.current->ops.size(), 4);
        QVERIFY(stored(*m_store, u"g1"_s) == *conflict.current);
    }

    void writeMovesOnlyWhatItExpects_data()
    {
        QTest::addColumn<AnyStore::Kind>("store");
        QTest::addColumn<int>("status");
        QTest::addColumn<qint64>("epoch");
        QTest::addColumn<bool>("done");
        for (const auto &[name, store] : {std::pair{"memory", AnyStore::Kind::Memory}, {"sqlite", AnyStore::Kind::Sqlite}, {"mysql", AnyStore::Kind::Mysql}}) {
            QTest::addRow("%s right", name) << store << int(Status::Submitted) << 1LL << true;
            QTest::addRow("%s other status", name) << store << int(Status::Prepared) << 1LL << false;
            QTest::addRow("%s older epoch", name) << store << int(Status::Submitted) << 0LL << false;
            QTest::addRow("%s newer epoch", name) << store << int(Status::Submitted) << 2LL << false;
        }
    }
    void writeMovesOnlyWhatItExpects()
    {
        open();
        QFETCH(int, status);
        QFETCH(qint64, epoch);
        QFETCH(bool, done);
        std::ignore = get<engine::WriteDone>(saga(u"g1"_s));
        const TransactionSnapshot before = stored(*m_store, u"g1"_s);
        TransactionWrite write = next(before, Status::Aborting);
        write.expectedStatus = static_cast<Status>(status);
        write.expectedEpoch = epoch;
        write.opChanges = {{1, {u"01"_s}, OpKind::Action, OpStatus::Succeeded, at(20)}};
        const StoreAnswer answer = ask(*m_store, write);
        QCOMPARE(std::holds_alternative<engine::WriteDone>(answer), done);
        const TransactionSnapshot after = stored(*m_store, u"g1"_s);
        QCOMPARE(after.transaction.status, done ? Status::Aborting : Status::Submitted);
        QCOMPARE(after.transaction.epoch, done ? 2 : 1);
        QCOMPARE(after.ops[1].status, done ? OpStatus::Succeeded : OpStatus::Prepared);
        QCOMPARE(after.ops[1].finishedAt.has_value(), done);
        QCOMPARE(after.ops[0], before.ops[0]);
        if (!done)
            QVERIFY(std::get<engine::WriteConflict>(answer).current == after);
    }

    void writeToUnknownIsConflictWithoutRow_data() { eachStore(); }
    void writeToUnknownIsConflictWithoutRow()
    {
        open();
        TransactionWrite write = saga(u"nobody"_s);
        write.create = false;
        QVERIFY(!get<engine::WriteConflict>(write).current);
        QVERIFY(!get<engine::Loaded>(LoadTransaction{{u"nobody"_s}, true, true, u"n1"_s, at(0)}).snapshot);
    }

    void updateKeepsWhatWasFixed_data() { eachStore(); }
    void updateKeepsWhatWasFixed()
    {
        open();
        std::ignore = get<engine::WriteDone>(saga(u"g1"_s));
        const TransactionSnapshot before = stored(*m_store, u"g1"_s);
        TransactionWrite write = next(before, Status::Submitted);
        GlobalTransaction &t = write.transaction;
        t.kind = TransactionKind::Message;
        t.options = {};
        t.customData = u"{}"_s;
        t.createdAt = at(99);
        t.queryPrepared = u"http://x"_s;
        t.failures = 2;
        t.attempts = 7;
        t.lastError = u"连接失败"_s;
        t.paused = true;
        t.ranAhead = false;
        t.rollbackReason = u"why"_s;
        t.retryInterval = Milliseconds{6'500};
        t.nextDueAt = at(7'000);
        std::ignore = get<engine::WriteDone>(write);
        TransactionSnapshot expected = before;
        GlobalTransaction &e = expected.transaction;
        e.epoch = 2;
        e.failures = 2;
        e.attempts = 7;
        e.lastError = u"连接失败"_s;
        e.paused = true;
        e.ranAhead = false;
        e.rollbackReason = u"why"_s;
        e.retryInterval = Milliseconds{6'500};
        e.nextDueAt = at(7'000);
        e.updatedAt = at(50);
        QVERIFY(stored(*m_store, u"g1"_s) == expected);
    }

    void finalTransactionIsNeverDueNorClaimed_data() { eachStore(); }
    void finalTransactionIsNeverDueNorClaimed()
    {
        open();
        std::ignore = get<engine::WriteDone>(saga(u"g1"_s));
        TransactionWrite write = next(stored(*m_store, u"g1"_s), Status::Succeeded);
        write.transaction.nextDueAt = at(1);
        std::ignore = get<engine::WriteDone>(write);
        QVERIFY(!stored(*m_store, u"g1"_s).transaction.nextDueAt);
        QVERIFY(get<ClaimedList>(ClaimDue{u"n2"_s, at(99'999), 10}).snapshots.isEmpty());
        const auto loaded = get<engine::Loaded>(LoadTransaction{{u"g1"_s}, true, true, u"n2"_s, at(99'999)});
        QVERIFY(!loaded.claimed);
        QCOMPARE(loaded.snapshot->transaction.epoch, 2);
    }

    void loserDoesNotFailItsGroup_data() { eachStore(); }
    void loserDoesNotFailItsGroup()
    {
        open();
        std::ignore = get<engine::WriteDone>(saga(u"g1"_s));
        const QList<StoreAnswer> answers = m_store->commit({saga(u"g2"_s), saga(u"g1"_s), saga(u"g3"_s)});
        QCOMPARE(answers.size(), 3);
        QVERIFY(std::holds_alternative<engine::WriteDone>(answers[0]));
        QVERIFY(std::holds_alternative<engine::WriteConflict>(answers[1]));
        QVERIFY(std::holds_alternative<engine::WriteDone>(answers[2]));
        QCOMPARE(stored(*m_store, u"g3"_s).ops.size(), 4);
    }

    void loadClaims_data()
    {
        QTest::addColumn<AnyStore::Kind>("store");
        QTest::addColumn<QString>("owner");
        QTest::addColumn<bool>("claim");
        QTest::addColumn<bool>("steal");
        QTest::addColumn<qint64>("now");
        QTest::addColumn<bool>("claimed");
        for (const auto &[name, store] : {std::pair{"memory", AnyStore::Kind::Memory}, {"sqlite", AnyStore::Kind::Sqlite}, {"mysql", AnyStore::Kind::Mysql}}) {
            QTest::addRow("%s nobody drives it", name) << store << QString() << true << false << 0LL << true;
            QTest::addRow("%s only looked at", name) << store << QString() << false << false << 0LL << false;
            QTest::addRow("%s ours", name) << store << u"me"_s << true << false << 0LL << true;
            QTest::addRow("%s driven by another", name) << store << u"n1"_s << true << false << 0LL << false;
            QTest::addRow("%s stolen", name) << store << u"n1"_s << true << true << 0LL << true;
            QTest::addRow("%s lease has ended", name) << store << u"n1"_s << true << false << 15'000LL << true;
            QTest::addRow("%s lease just lives", name) << store << u"n1"_s << true << false << 14'999LL << false;
            QTest::addRow("%s owner was never seen", name) << store << u"ghost"_s << true << false << 0LL << true;
        }
    }
    void loadClaims()
    {
        open();
        QFETCH(QString, owner);
        QFETCH(bool, claim);
        QFETCH(bool, steal);
        QFETCH(qint64, now);
        QFETCH(bool, claimed);
        std::ignore = get<NodeList>(Heartbeat{node(u"n1"_s), Milliseconds{15'000}, at(0)});
        TransactionWrite write = saga(u"g1"_s);
        write.transaction.owner = owner;
        std::ignore = get<engine::WriteDone>(write);
        const auto loaded = get<engine::Loaded>(LoadTransaction{{u"g1"_s}, claim, steal, u"me"_s, at(now)});
        QCOMPARE(loaded.claimed, claimed);
        QCOMPARE(loaded.snapshot->transaction.owner, claimed ? u"me"_s : owner);
        QCOMPARE(loaded.snapshot->transaction.epoch, claimed ? 2 : 1);
        QVERIFY(*loaded.snapshot == stored(*m_store, u"g1"_s));
        QCOMPARE(loaded.snapshot->transaction.nextDueAt, write.transaction.nextDueAt);
    }

    void claimTakesWhatIsDue_data() { eachStore(); }
    void claimTakesWhatIsDue()
    {
        open();
        std::ignore = get<NodeList>(Heartbeat{node(u"alive"_s), Milliseconds{15'000}, at(0)});
        const auto put = [this](const QString &gid, qint64 due, const QString &owner, bool paused = false) {
            TransactionWrite write = saga(gid);
            write.transaction.nextDueAt = at(due);
            write.transaction.owner = owner;
            write.transaction.paused = paused;
            std::ignore = get<engine::WriteDone>(write);
        };
        // Whole seconds apart: within a second MySQL goes by id.
        put(u"late"_s, 9'000, {});
        put(u"early"_s, 1'000, {});
        put(u"mine"_s, 5'000, u"me"_s);
        put(u"dead"_s, 4'000, u"gone"_s);
        put(u"theirs"_s, 500, u"alive"_s);
        put(u"paused"_s, 600, {}, true);
        put(u"later"_s, 10'001, {});
        const auto first = get<ClaimedList>(ClaimDue{u"me"_s, at(10'000), 3});
        QCOMPARE(gidsOf(first), (QStringList{u"early"_s, u"dead"_s, u"mine"_s}));
        const GlobalTransaction &claimed = first.snapshots[0].transaction;
        QCOMPARE(claimed.owner, u"me"_s);
        QCOMPARE(claimed.epoch, 2);
        QCOMPARE(claimed.nextDueAt, std::optional(at(1'000))); // what was reached
        QCOMPARE(first.snapshots[0].ops.size(), 4);
        QCOMPARE(stored(*m_store, u"early"_s).transaction.nextDueAt, std::optional(at(13'000))); // not found again at once
        QCOMPARE(gidsOf(get<ClaimedList>(ClaimDue{u"me"_s, at(10'000), 3})), (QStringList{u"late"_s}));
        QVERIFY(get<ClaimedList>(ClaimDue{u"me"_s, at(10'000), 3}).snapshots.isEmpty());
        QVERIFY(get<ClaimedList>(ClaimDue{u"me"_s, at(90'000), 0}).snapshots.isEmpty());
    }

    void recoverMakesWorkDueAtOnce_data() { eachStore(); }
    void recoverMakesWorkDueAtOnce()
    {
        open();
        std::ignore = get<NodeList>(Heartbeat{node(u"alive"_s), Milliseconds{15'000}, at(0)});
        const auto put = [this](const QString &gid, Status status, const QString &owner, bool paused = false) {
            TransactionWrite write = saga(gid, status);
            write.transaction.nextDueAt = at(60'000);
            write.transaction.owner = owner;
            write.transaction.paused = paused;
            std::ignore = get<engine::WriteDone>(write);
        };
        put(u"submitted"_s, Status::Submitted, u"me"_s);
        put(u"waiting"_s, Status::Aborting, {});
        put(u"dead"_s, Status::Submitted, u"gone"_s);
        put(u"prepared"_s, Status::Prepared, {});
        put(u"paused"_s, Status::Submitted, {}, true);
        put(u"theirs"_s, Status::Submitted, u"alive"_s);
        put(u"final"_s, Status::Failed, {});
        QCOMPARE(get<Recovered>(Recover{u"me"_s, at(1'000)}).unfinished, 5);
        for (const QString &gid : {u"submitted"_s, u"waiting"_s, u"dead"_s}) {
            QCOMPARE(stored(*m_store, gid).transaction.nextDueAt, std::optional(at(1'000)));
            QCOMPARE(stored(*m_store, gid).transaction.epoch, 2);
            QCOMPARE(stored(*m_store, gid).transaction.retryInterval, Milliseconds{3'000});
        }
        for (const QString &gid : {u"prepared"_s, u"paused"_s, u"theirs"_s})
            QCOMPARE(stored(*m_store, gid).transaction.nextDueAt, std::optional(at(60'000)));
    }

    void leasesComeAndGo_data() { eachStore(); }
    void leasesComeAndGo()
    {
        open();
        std::ignore = get<NodeList>(Heartbeat{node(u"n2"_s), Milliseconds{15'000}, at(0)});
        const auto both = get<NodeList>(Heartbeat{node(u"n1"_s), Milliseconds{15'000}, at(20'000)});
        QCOMPARE(both.nodes.size(), 2);
        QCOMPARE(both.nodes[0].node, u"n1"_s);
        QVERIFY(both.nodes[0].self && both.nodes[0].alive);
        QCOMPARE(both.nodes[0].leaseUntil, at(35'000));
        QCOMPARE(both.nodes[0].startedAt, at(0));
        QVERIFY(!both.nodes[1].self && !both.nodes[1].alive);
        QCOMPARE(get<Removed>(LeaveCluster{u"n1"_s}).count, 1);
        QCOMPARE(get<Removed>(LeaveCluster{u"n1"_s}).count, 0);
        const qint64 day = 86'400'000;
        QCOMPARE(get<NodeList>(Heartbeat{node(u"n3"_s), Milliseconds{15'000}, at(15'000 + day)}).nodes.size(), 2);
        QCOMPARE(get<NodeList>(Heartbeat{node(u"n3"_s), Milliseconds{15'000}, at(15'001 + day)}).nodes.size(), 1);
    }

    void aNameBelongsToOneRun_data() { eachStore(); }
    void aNameBelongsToOneRun()
    {
        open();
        NodeInfo first = node(u"n1"_s), second = first;
        second.startedAt = at(5);
        std::ignore = get<NodeList>(Heartbeat{first, Milliseconds{15'000}, at(0)});
        const auto refused = get<NodeList>(Heartbeat{second, Milliseconds{15'000}, at(14'999)});
        QCOMPARE(refused.nodes.size(), 1);
        QVERIFY(!refused.nodes[0].self);
        QCOMPARE(refused.nodes[0].leaseUntil, at(15'000));
        const auto renewed = get<NodeList>(Heartbeat{first, Milliseconds{15'000}, at(14'999)});
        QVERIFY(renewed.nodes[0].self);
        const auto taken = get<NodeList>(Heartbeat{second, Milliseconds{15'000}, at(29'999)});
        QVERIFY(taken.nodes[0].self && taken.nodes[0].startedAt == at(5));
        QVERIFY(!get<NodeList>(Heartbeat{first, Milliseconds{15'000}, at(30'000)}).nodes[0].self);
    }

    void lapsedCoordinatorsLoseTheirWork_data() { eachStore(); }
    void lapsedCoordinatorsLoseTheirWork()
    {
        open();
        std::ignore = get<NodeList>(Heartbeat{node(u"gone"_s), Milliseconds{15'000}, at(0)});
        std::ignore = get<NodeList>(Heartbeat{node(u"alive"_s), Milliseconds{15'000}, at(10'000)});
        std::ignore = get<NodeList>(Heartbeat{node(u"me"_s), Milliseconds{15'000}, at(0)});
        const auto put = [this](const QString &gid, Status status, const QString &owner, qint64 due, bool paused = false) {
            TransactionWrite write = saga(gid, status);
            write.transaction.nextDueAt = at(due);
            write.transaction.owner = owner;
            write.transaction.paused = paused;
            std::ignore = get<engine::WriteDone>(write);
        };
        put(u"driven"_s, Status::Submitted, u"gone"_s, 60'000);
        put(u"turning"_s, Status::Aborting, u"gone"_s, 60'000);
        put(u"due"_s, Status::Submitted, u"gone"_s, 100);
        put(u"prepared"_s, Status::Prepared, u"gone"_s, 60'000);
        put(u"paused"_s, Status::Submitted, u"gone"_s, 60'000, true);
        put(u"theirs"_s, Status::Submitted, u"alive"_s, 60'000);
        put(u"mine"_s, Status::Submitted, u"me"_s, 60'000);
        put(u"resting"_s, Status::Submitted, {}, 60'000);
        put(u"another-dtm"_s, Status::Submitted, u"k7JqD3"_s, 60'000);
        QCOMPARE(get<Recovered>(TakeOver{u"me"_s, at(14'999)}).unfinished, 0);
        QCOMPARE(get<Recovered>(TakeOver{u"me"_s, at(15'000)}).unfinished, 2);
        for (const QString &gid : {u"driven"_s, u"turning"_s}) {
            QCOMPARE(stored(*m_store, gid).transaction.nextDueAt, std::optional(at(15'000)));
            QCOMPARE(stored(*m_store, gid).transaction.epoch, 2);
        }
        QCOMPARE(stored(*m_store, u"another-dtm"_s).transaction.epoch, 1);
        QCOMPARE(get<Recovered>(TakeOver{u"me"_s, at(15'001)}).unfinished, 0);
    }

    void heldOnesStayAwayFromClaims_data() { eachStore(); }
    void heldOnesStayAwayFromClaims()
    {
        open();
        for (const QString &gid : {u"mine"_s, u"theirs"_s, u"far"_s}) {
            TransactionWrite write = saga(gid);
            write.transaction.owner = gid == u"theirs"_s ? u"other"_s : u"me"_s;
            write.transaction.nextDueAt = at(gid == u"far"_s ? 90'000 : 1'000);
            std::ignore = get<engine::WriteDone>(write);
        }
        const QList<Gid> held{{u"mine"_s}, {u"theirs"_s}, {u"far"_s}, {u"unknown"_s}};
        QCOMPARE(get<Removed>(KeepHeld{u"me"_s, held, at(8'000)}).count, 1);
        QCOMPARE(stored(*m_store, u"mine"_s).transaction.nextDueAt, std::optional(at(8'000)));
        QCOMPARE(stored(*m_store, u"mine"_s).transaction.epoch, 1);
        QCOMPARE(stored(*m_store, u"theirs"_s).transaction.nextDueAt, std::optional(at(1'000)));
        QCOMPARE(stored(*m_store, u"far"_s).transaction.nextDueAt, std::optional(at(90'000)));
    }

    void resetLeavesNothing_data() { eachStore(); }
    void resetLeavesNothing()
    {
        open();
        std::ignore = get<engine::WriteDone>(saga(u"g1"_s));
        std::ignore = get<KvStored>(PutKv{u"topics"_s, u"t"_s, u"[]"_s, 0, at(0)});
        QCOMPARE(get<Removed>(Reset{}).count, 1);
        QVERIFY(!get<engine::Loaded>(LoadTransaction{{u"g1"_s}, false, false, u"me"_s, at(0)}).snapshot);
        QCOMPARE(get<Removed>(RemoveKv{u"topics"_s, u"t"_s}).count, 0);
        QCOMPARE(get<engine::WriteDone>(saga(u"g1"_s)).epoch, 1);
    }

    void oldFinishedOnesAreRemovedInBatches_data() { eachStore(); }
    void oldFinishedOnesAreRemovedInBatches()
    {
        open();
        for (int i = 0; i < 5; ++i) {
            TransactionWrite write = saga(u"old%1"_s.arg(i));
            write.transaction.createdAt = at(i);
            std::ignore = get<engine::WriteDone>(write);
            if (i == 1)
                continue; // unfinished: stays
            std::ignore = get<engine::WriteDone>(next(stored(*m_store, write.gid.value), i % 2 ? Status::Succeeded : Status::Failed));
        }
        QCOMPARE(get<Removed>(RemoveFinished{at(50), 10}).count, 0); // ended at 50
        QCOMPARE(get<Removed>(RemoveFinished{at(51), 2}).count, 2);
        QVERIFY(stored(*m_store, u"old0"_s).transaction.gid.isEmpty());
        QVERIFY(stored(*m_store, u"old2"_s).ops.isEmpty());
        QCOMPARE(stored(*m_store, u"old3"_s).ops.size(), 4);
        QCOMPARE(get<Removed>(RemoveFinished{at(51), 10}).count, 2);
        QCOMPARE(stored(*m_store, u"old1"_s).ops.size(), 4);
        QCOMPARE(get<engine::WriteDone>(saga(u"old0"_s)).epoch, 1); // the name is free again
    }

    void kvKeepsVersions_data() { eachStore(); }
    void kvKeepsVersions()
    {
        open();
        const PutKv create{u"topics"_s, u"t"_s, u"[]"_s, 0, at(1)};
        QCOMPARE(get<KvStored>(create).version, 1);
        QCOMPARE(get<Error>(create).message, u"storage: UniqueKeyConflict"_s);
        QCOMPARE(get<KvStored>(PutKv{u"topics"_s, u"t"_s, u"[1]"_s, 1, at(2)}).version, 2);
        QCOMPARE(get<Error>(PutKv{u"topics"_s, u"t"_s, u"[2]"_s, 1, at(3)}).code, ErrorCode::Conflict);
        QCOMPARE(get<Error>(PutKv{u"topics"_s, u"other"_s, u"[2]"_s, 1, at(3)}).message, u"storage: NotFound"_s);
        QCOMPARE(get<KvStored>(PutKv{u"else"_s, u"t"_s, u"[]"_s, 0, at(4)}).version, 1);
        QCOMPARE(get<Removed>(RemoveKv{u"topics"_s, u"t"_s}).count, 1);
        QCOMPARE(get<Removed>(RemoveKv{u"topics"_s, u"t"_s}).count, 0);
        QCOMPARE(get<KvStored>(create).version, 1);
    }

    void hastenMovesLaterOnesForward_data() { eachStore(); }
    void hastenMovesLaterOnesForward()
    {
        open();
        for (const qint64 due : {5'000, 9'000, 7'000, 8'000}) {
            TransactionWrite write = saga(u"g%1"_s.arg(due));
            write.transaction.nextDueAt = at(due);
            write.transaction.paused = due == 8'000;
            std::ignore = get<engine::WriteDone>(write);
        }
        const auto first = get<Hastened>(HastenDue{at(5'000), at(1'000), 1});
        QCOMPARE(first.gids, (QList<Gid>{{u"g7000"_s}}));
        QVERIFY(first.hasRemaining);
        const auto rest = get<Hastened>(HastenDue{at(5'000), at(1'000), 1});
        QCOMPARE(rest.gids, (QList<Gid>{{u"g9000"_s}}));
        QVERIFY(!rest.hasRemaining);
        QCOMPARE(stored(*m_store, u"g7000"_s).transaction.nextDueAt, std::optional(at(1'000)));
        QCOMPARE(stored(*m_store, u"g7000"_s).transaction.epoch, 2);
    }
};

TXDESK_TEST(StoreContractTest);

} // namespace txdesk::store

#include "store_contract_test.moc"
