// Groups of requests: what one group does is what its requests do one after another, on every store; the store in memory
// says what that is.
// SPDX-License-Identifier: Apache-2.0
#include "server/store/memory_store.h"
#include "tests/store/lock_samples.h"
#include "tests/support/test_main.h"

#include <random>

namespace txdesk::store {

using namespace Qt::StringLiterals;
using namespace samples;
using Status = TransactionStatus;

namespace {

// Draws writes that fit what the model holds, and some that do not.
class GroupDraw
{
public:
    GroupDraw(unsigned seed, const MemoryStore &model) : m_random(seed), m_model(model) {}

    QList<StoreRequest> group()
    {
        QList<StoreRequest> requests;
        const int size = 1 + below(12);
        for (int i = 0; i < size; ++i)
            requests.append(one());
        return requests;
    }

private:
    int below(int limit) { return static_cast<int>(m_random() % static_cast<unsigned>(limit)); }

    StoreRequest one()
    {
        const QString gid = u"g%1"_s.arg(below(30));
        const auto known = m_model.entries().constFind(gid);
        switch (below(12)) {
        case 0: return LoadTransaction{{gid}, below(2) == 0, below(2) == 0, u"me"_s, at(0)};
        case 1: return ClaimDue{u"me"_s, at(below(60) * 1'000), 3};
        case 2: return Heartbeat{node(u"n%1"_s.arg(below(3))), Milliseconds{5'000}, at(below(20) * 1'000)};
        case 3: return created(gid); // perhaps it exists
        default: return known == m_model.entries().cend() ? created(gid) : changed(known->snapshot);
        }
    }

    TransactionWrite created(const QString &gid)
    {
        TransactionWrite write = saga(gid, below(2) ? Status::Submitted : Status::Prepared);
        write.transaction.customData = QString(below(50), u'x');
        write.transaction.customData = below(2) ? u"{}"_s : write.transaction.customData.isEmpty() ? QString() : u"{\"concurrent\":false}"_s;
        write.transaction.custom = {};
        write.transaction.queryPrepared = QString(below(100), u'/');
        write.transaction.kind = below(2) ? TransactionKind::Message : TransactionKind::Saga;
        if (write.transaction.kind == TransactionKind::Message) {
            write.newOps[below(4)].failures = below(2);
            write.newOps[below(4)].dueAt = at(below(9'999));
        }
        if (below(3) == 0)
            write.newOps.clear();
        if (below(3) == 0)
            write.transaction.nextDueAt.reset();
        return write;
    }

    TransactionWrite changed(const TransactionSnapshot &now)
    {
        static constexpr Status statuses[]{Status::Prepared, Status::Submitted, Status::Aborting, Status::Succeeded, Status::Failed};
        TransactionWrite write = next(now, statuses[below(5)]);
        GlobalTransaction &t = write.transaction;
        t.updatedAt = at(below(100'000));
        t.failures = below(3);
        t.attempts = below(1'000);
        t.lastError = QString(below(30), u'错');
        t.rollbackReason = below(2) ? QString() : u"it's \\ \"quoted\" \n%"_s;
        t.result = below(2) ? QString() : u"cmVzdWx0"_s;
        t.paused = below(2) == 0;
        t.ranAhead = below(2) == 0;
        t.retryInterval = Milliseconds{below(20'000)};
        t.nextDueAt = below(2) ? std::optional(at(below(60'000))) : std::nullopt;
        t.owner = below(2) ? u"me"_s : u"n1"_s;
        t.parked = below(4) ? Parked::No : Parked::DeadLetter;
        t.resolution = below(4) ? Resolution::None : Resolution::Force;
        if (isFinal(t.status))
            t.nextDueAt.reset();
        for (qsizetype i = 0; i < now.ops.size(); ++i)
            if (below(2))
                write.opChanges.append({i, now.ops[i].branch, now.ops[i].kind, below(2) ? OpStatus::Succeeded : OpStatus::Failed, at(below(9'999))});
        for (engine::TransactionWrite::OpChange &change : write.opChanges) {
            if (t.kind != TransactionKind::Message || below(2))
                continue;
            change.failures = below(3);
            change.dueAt = below(2) ? std::optional(at(below(9'999))) : std::nullopt;
            change.lastError = QString(below(3), u'误');
        }
        if (below(3) == 0 && !isFinal(now.transaction.status)) {
            const QString branch = u"%1"_s.arg(now.ops.size() + 10);
            write.newOps = {op(branch, OpKind::Cancel, u"http://late-%1:1/c"_s.arg(below(2))), op(branch, OpKind::Confirm, u"http://late-%1:1/d"_s.arg(below(2)))};
        }
        if (below(2)) {
            write.events = {journalled(now.transaction.lastSeq + 1, QString(below(40), u'j')), journalled(now.transaction.lastSeq + 2)};
            t.lastSeq = now.transaction.lastSeq + 2;
        }
        write.releasesLocks = below(5) == 0 || isFinal(t.status);
        for (int i = write.releasesLocks || below(2) ? 0 : 1 + below(4); i > 0; --i)
            write.locks.append(row(QString::number(below(25))));
        write.lockBranch = {u"0%1"_s.arg(below(4))};
        if (below(8) == 0)
            --write.expectedEpoch; // somebody else moved it
        return write;
    }

    std::mt19937 m_random;
    const MemoryStore &m_model;
};

// What two stores must agree on: row numbers are each store's own.
TransactionSnapshot comparable(TransactionSnapshot snapshot)
{
    snapshot.transaction.id = 0;
    return snapshot;
}

QString told(const StoreAnswer &answer)
{
    if (const auto *done = std::get_if<engine::WriteDone>(&answer))
        return u"done, epoch %1"_s.arg(done->epoch);
    if (const auto *conflict = std::get_if<engine::WriteConflict>(&answer))
        return conflict->current ? u"conflict, epoch %1"_s.arg(conflict->current->transaction.epoch) : u"conflict, no row"_s;
    if (std::holds_alternative<engine::WriteLocked>(answer))
        return saidOf(answer);
    if (const auto *loaded = std::get_if<engine::Loaded>(&answer))
        return u"loaded %1 %2"_s.arg(loaded->snapshot ? loaded->snapshot->transaction.epoch : -1).arg(loaded->claimed);
    if (const auto *claimed = std::get_if<ClaimedList>(&answer)) {
        QStringList gids;
        for (const TransactionSnapshot &one : claimed->snapshots)
            gids.append(one.transaction.gid.value + u'/' + QString::number(one.transaction.epoch) + u'/' + QString::number(one.ops.size()));
        gids.sort();
        return u"claimed "_s + gids.join(u' ');
    }
    if (const auto *error = std::get_if<Error>(&answer))
        return u"error "_s + error->message;
    return u"answer %1"_s.arg(answer.index());
}

} // namespace

class GroupTest final : public QObject
{
    Q_OBJECT

private slots:
    void groupsDoWhatTheModelDoes_data() { addStoreRows(false); }
    void groupsDoWhatTheModelDoes()
    {
        QFETCH(AnyStore::Kind, store);
        const AnyStore files(store);
        const auto real = files.store();
        MemoryStore model;
        GroupDraw draw(20'261'121, model);
        for (int round = 0; round < 150; ++round) {
            QList<StoreRequest> group = draw.group();
            for (StoreRequest &request : group) // row numbers are the real store's
                if (auto *write = std::get_if<TransactionWrite>(&request); write && !write->create)
                    write->transaction.id = stored(*real, write->gid.value).transaction.id;
            const QList<StoreAnswer> expected = model.commit(group);
            const QList<StoreAnswer> found = real->commit(group);
            for (qsizetype i = 0; i < group.size(); ++i)
                if (!std::holds_alternative<ClaimDue>(group[i])) // within a second each store has its own order
                    QCOMPARE(told(found[i]), told(expected[i]));
                else
                    QCOMPARE(std::get<ClaimedList>(found[i]).snapshots.size(), std::get<ClaimedList>(expected[i]).snapshots.size());
        }
        QCOMPARE(files.reader()->locks({}, {}, 1'000)->locks, model.locks());
        QVERIFY(!model.locks().isEmpty());
        for (const MemoryStore::Entry &entry : model.entries())
            QVERIFY2(comparable(stored(*real, entry.snapshot.transaction.gid.value)) == comparable(entry.snapshot), qPrintable(entry.snapshot.transaction.gid.value));
    }

    void oneTransactionSeveralTimesInAGroup_data() { addStoreRows(); }
    void oneTransactionSeveralTimesInAGroup()
    {
        QFETCH(AnyStore::Kind, store);
        const AnyStore files(store);
        const auto real = files.store();
        std::ignore = ask(*real, saga(u"other"_s));
        std::ignore = ask(*real, saga(u"g"_s, Status::Prepared));
        const TransactionSnapshot before = stored(*real, u"g"_s);
        TransactionWrite first = next(before, Status::Submitted);
        first.newOps = {op(u"03"_s, OpKind::Confirm, u"http://late:1/c"_s)};
        TransactionWrite stale = first;
        TransactionWrite second = next(before, Status::Succeeded);
        second.expectedStatus = Status::Submitted;
        second.expectedEpoch = 2;
        second.opChanges = {{4, {u"03"_s}, OpKind::Confirm, OpStatus::Succeeded, at(5)}};
        const QList<StoreAnswer> answers = real->commit({next(stored(*real, u"other"_s), Status::Aborting), first, stale, second, saga(u"fresh"_s)});
        QStringList texts;
        for (const StoreAnswer &answer : answers)
            texts.append(told(answer));
        QCOMPARE(texts, (QStringList{u"done, epoch 2"_s, u"done, epoch 2"_s, u"conflict, epoch 2"_s, u"done, epoch 3"_s, u"done, epoch 1"_s}));
        const TransactionSnapshot after = stored(*real, u"g"_s);
        QCOMPARE(after.transaction.status, Status::Succeeded);
        QCOMPARE(after.ops.size(), 5);
        QCOMPARE(after.ops[4].status, OpStatus::Succeeded);
    }

    void registeredBranchesJoinTheParticipants_data() { addStoreRows(false); }
    void registeredBranchesJoinTheParticipants()
    {
        QFETCH(AnyStore::Kind, store);
        const AnyStore files(store);
        const auto real = files.store();
        TransactionWrite empty = saga(u"g"_s, Status::Prepared);
        empty.transaction.kind = TransactionKind::Tcc;
        empty.newOps.clear();
        std::ignore = ask(*real, empty);
        for (const QString &branch : {u"01"_s, u"02"_s, u"03"_s}) {
            TransactionWrite write = next(stored(*real, u"g"_s), Status::Prepared);
            const QString host = branch == u"03"_s ? u"http://bank-01:1"_s : u"http://bank-%1:1"_s.arg(branch);
            write.newOps = {op(branch, OpKind::Cancel, host), op(branch, OpKind::Confirm, host)};
            QCOMPARE(told(ask(*real, write)), u"done, epoch %1"_s.arg(write.expectedEpoch + 1));
        }
        const auto reader = files.reader();
        const Result<TransactionPage> page = reader->list({.participant = u"bank-02:1"_s}, {}, at(0));
        QVERIFY(page && page->rows.size() == 1);
        QCOMPARE(page->rows[0].participants, (QStringList{u"bank-01:1"_s, u"bank-02:1"_s}));
        QCOMPARE(stored(*real, u"g"_s).ops.size(), 6);
        QCOMPARE(stored(*real, u"g"_s).ops[5].kind, OpKind::Confirm);
    }

    void eachKindIsReadBack_data()
    {
        QTest::addColumn<AnyStore::Kind>("store");
        QTest::addColumn<int>("kind");
        for (const Name<TransactionKind> &kind : transactionKindNames)
            for (const auto &[name, store] : {std::pair{"memory", AnyStore::Kind::Memory}, {"sqlite", AnyStore::Kind::Sqlite}, {"mysql", AnyStore::Kind::Mysql}})
                QTest::addRow("%s %s", kind.text.data(), name) << store << static_cast<int>(kind.value);
    }
    void eachKindIsReadBack()
    {
        QFETCH(AnyStore::Kind, store);
        QFETCH(int, kind);
        const AnyStore files(store);
        const auto real = files.store();
        TransactionWrite write = saga(u"g"_s, Status::Prepared);
        write.transaction.kind = static_cast<TransactionKind>(kind);
        write.transaction.customData.clear();
        write.transaction.custom = {};
        if (write.transaction.kind == TransactionKind::Workflow) {
            write.transaction.customData = u"{\"name\":\"wf\",\"data\":\"eA==\"}"_s;
            write.transaction.custom.workflowName = u"wf"_s;
            write.transaction.custom.workflowData = "x";
        }
        write.newOps.clear();
        for (const Name<OpKind> &one : opKindNames)
            write.newOps.append(op(u"01"_s, one.value, u"grpc://bank:1/busi.Busi/TransOut"_s));
        std::ignore = ask(*real, write);
        TransactionWrite end = next(stored(*real, u"g"_s), Status::Succeeded);
        end.transaction.result = u"cmVzdWx0"_s;
        end.transaction.updatedAt = at(1'234);
        end.transaction.succeededAt = at(1'234);
        end.opChanges = {{3, {u"01"_s}, OpKind::Try, OpStatus::Succeeded, at(1'111)}};
        QCOMPARE(told(ask(*real, end)), u"done, epoch 2"_s);
        const TransactionSnapshot found = stored(*real, u"g"_s);
        QCOMPARE(found.transaction.kind, write.transaction.kind);
        QCOMPARE(found.transaction.custom, write.transaction.custom);
        QCOMPARE(found.transaction.result, u"cmVzdWx0"_s);
        QCOMPARE(found.transaction.succeededAt, std::optional(at(1'234)));
        QCOMPARE(found.ops[3].finishedAt, std::optional(at(1'111)));
        for (qsizetype i = 0; i < found.ops.size(); ++i)
            QCOMPARE(found.ops[i].kind, write.newOps[i].kind);
    }
};

TXDESK_TEST(GroupTest);

} // namespace txdesk::store

#include "group_test.moc"
