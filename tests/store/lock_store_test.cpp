// Global locks: acquired with the branch's rows or nothing is done, released with the decision, the same on every store.
// SPDX-License-Identifier: Apache-2.0
#include "server/store/memory_store.h"
#include "tests/store/lock_samples.h"
#include "tests/support/test_main.h"

#include <QElapsedTimer>

namespace txdesk::store {

using namespace Qt::StringLiterals;
using namespace samples;
using Status = TransactionStatus;

namespace {

const AuditSettings lockSealing{QByteArray(32, 'k'), u"n1"_s};

} // namespace

class LockStoreTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<AnyStore> m_files;
    std::unique_ptr<TransactionStore> m_store;

    void open(const QStringList &gids = {u"g1"_s, u"g2"_s})
    {
        QFETCH(AnyStore::Kind, store);
        m_files = std::make_unique<AnyStore>(store, u"lock_store"_s);
        m_files->setAudit(lockSealing);
        m_store = m_files->store();
        for (const QString &gid : gids)
            QCOMPARE(said(atTransaction(gid)), u"done"_s);
    }
    [[nodiscard]] QString said(const StoreRequest &request) { return saidOf(ask(*m_store, request)); }
    [[nodiscard]] QString registered(const QString &gid, const QString &branch, const QString &primaryKeys)
    {
        return said(branchOf(*m_store, gid, branch, primaryKeys));
    }
    // All locks, by key.
    [[nodiscard]] QList<LockHolder> locks()
    {
        if (const auto *memory = dynamic_cast<MemoryStore *>(m_store.get()))
            return memory->locks();
        const Result<LockPage> page = m_files->reader()->locks({}, {}, 10'000);
        if (!page)
            qFatal("%s", qPrintable(page.error().message));
        return page->locks;
    }
    [[nodiscard]] QString held() // "1 g1:01, 2 g1:01"
    {
        QStringList texts;
        for (const LockHolder &holder : locks())
            texts.append(u"%1 %2:%3"_s.arg(holder.row.row, holder.gid.value, holder.branch.value));
        texts.sort();
        return texts.join(u", "_s);
    }

private slots:
    void cleanup()
    {
        m_store.reset();
        m_files.reset();
    }

    void branchComesWithItsLocks_data() { addStoreRows(); }
    void branchComesWithItsLocks()
    {
        open();
        TransactionWrite write = branchOf(*m_store, u"g1"_s, u"01"_s, u"2 1"_s);
        write.transaction.updatedAt = at(1'234);
        QCOMPARE(said(write), u"done"_s);
        QCOMPARE(stored(*m_store, u"g1"_s).ops.size(), 2);
        QCOMPARE(stored(*m_store, u"g1"_s).transaction.epoch, 2);
        QCOMPARE(held(), u"1 g1:01, 2 g1:01"_s);
        LockHolder expected{row(u"1"_s), {u"g1"_s}, {u"01"_s}, at(1'234), Status::Prepared};
        QVERIFY(locks().contains(expected));
        QVERIFY(locks()[0].row.key < locks()[1].row.key);
    }

    void nothingIsDoneWhenARowIsHeld_data() { addStoreRows(); }
    void nothingIsDoneWhenARowIsHeld()
    {
        open({u"g1"_s, u"g2"_s, u"g3"_s});
        QCOMPARE(registered(u"g1"_s, u"01"_s, u"1 2"_s), u"done"_s);
        QCOMPARE(registered(u"g3"_s, u"01"_s, u"4"_s), u"done"_s);
        const TransactionSnapshot before = stored(*m_store, u"g2"_s);
        QCOMPARE(registered(u"g2"_s, u"01"_s, u"3 2 4 1"_s), u"locked by g1:01 1 prepared, g1:01 2 prepared, g3:01 4 prepared"_s);
        QVERIFY(stored(*m_store, u"g2"_s) == before);
        QCOMPARE(held(), u"1 g1:01, 2 g1:01, 4 g3:01"_s); // 3 is free again
        if (m_files->kind() != AnyStore::Kind::Memory) {
            const Result<StoredEvents> events = m_files->reader()->events({u"g2"_s}, 0, 100);
            QCOMPARE(events->events.size(), 2); // of its creation
        }
        QCOMPARE(registered(u"g2"_s, u"01"_s, u"3"_s), u"done"_s);
    }

    void holderThatTurnsBackIsNamedSo_data() { addStoreRows(); }
    void holderThatTurnsBackIsNamedSo()
    {
        open();
        QCOMPARE(registered(u"g1"_s, u"01"_s, u"1"_s), u"done"_s);
        QCOMPARE(said(next(stored(*m_store, u"g1"_s), Status::Aborting)), u"done"_s); // keeps its locks
        QCOMPARE(registered(u"g2"_s, u"01"_s, u"1"_s), u"locked by g1:01 1 aborting"_s);
        TransactionWrite end = next(stored(*m_store, u"g1"_s), Status::Failed);
        end.releasesLocks = true;
        QCOMPARE(said(end), u"done"_s);
        QCOMPARE(held(), QString());
        QCOMPARE(registered(u"g2"_s, u"01"_s, u"1"_s), u"done"_s);
    }

    void ownRowsStayWithTheirFirstBranch_data() { addStoreRows(); }
    void ownRowsStayWithTheirFirstBranch()
    {
        open();
        QCOMPARE(registered(u"g1"_s, u"01"_s, u"1 2"_s), u"done"_s);
        QCOMPARE(registered(u"g1"_s, u"02"_s, u"2 3 3 3"_s), u"done"_s); // a row may be named more than once
        QCOMPARE(registered(u"g1"_s, u"03"_s, u"1 2 3"_s), u"done"_s);
        QCOMPARE(held(), u"1 g1:01, 2 g1:01, 3 g1:02"_s);
        QCOMPARE(stored(*m_store, u"g1"_s).ops.size(), 6);
        QCOMPARE(registered(u"g2"_s, u"01"_s, u"3 3"_s), u"locked by g1:02 3 prepared"_s);
    }

    void locksEndWithTheDecision_data() { addStoreRows(); }
    void locksEndWithTheDecision()
    {
        open({u"g1"_s, u"g2"_s, u"g3"_s});
        QCOMPARE(registered(u"g1"_s, u"01"_s, u"1 2"_s), u"done"_s);
        QCOMPARE(registered(u"g3"_s, u"01"_s, u"9"_s), u"done"_s);
        const TransactionWrite submit = submitted(*m_store, u"g1"_s);
        TransactionWrite stale = submit;
        ++stale.expectedEpoch;
        QCOMPARE(said(stale), u"conflict"_s);
        QCOMPARE(held(), u"1 g1:01, 2 g1:01, 9 g3:01"_s);
        // One group: what one releases, the next may have.
        const QList<StoreAnswer> answers = m_store->commit({submit, branchOf(*m_store, u"g2"_s, u"01"_s, u"2 1"_s)});
        QCOMPARE(saidOf(answers[0]), u"done"_s);
        QCOMPARE(saidOf(answers[1]), u"done"_s);
        QCOMPARE(held(), u"1 g2:01, 2 g2:01, 9 g3:01"_s);
    }

    void oneGroupManyWants_data() { addStoreRows(); }
    void oneGroupManyWants()
    {
        open({u"g1"_s, u"g2"_s, u"g3"_s, u"g4"_s});
        QList<StoreRequest> group;
        for (const auto &[gid, keys] : {std::pair{u"g1"_s, u"5 1"_s}, {u"g2"_s, u"1 7"_s}, {u"g3"_s, u"7"_s}, {u"g4"_s, u"6"_s}})
            group.append(branchOf(*m_store, gid, u"01"_s, keys));
        group.insert(2, saga(u"other"_s));
        const QList<StoreAnswer> answers = m_store->commit(group);
        QStringList texts;
        for (const StoreAnswer &answer : answers)
            texts.append(saidOf(answer));
        QCOMPARE(texts, (QStringList{u"done"_s, u"locked by g1:01 1 prepared"_s, u"done"_s, u"done"_s, u"done"_s}));
        QCOMPARE(held(), u"1 g1:01, 5 g1:01, 6 g4:01, 7 g3:01"_s);
        QCOMPARE(stored(*m_store, u"g2"_s).ops.size(), 0);
    }

    void movedTransactionIsToldBeforeTheLocks_data() { addStoreRows(); }
    void movedTransactionIsToldBeforeTheLocks()
    {
        open();
        QCOMPARE(registered(u"g1"_s, u"01"_s, u"1"_s), u"done"_s);
        TransactionWrite stale = branchOf(*m_store, u"g2"_s, u"01"_s, u"1 2"_s);
        --stale.expectedEpoch;
        QCOMPARE(said(stale), u"conflict"_s);
        stale.expectedEpoch += 1;
        stale.expectedStatus = Status::Submitted;
        QCOMPARE(said(stale), u"conflict"_s);
        QCOMPARE(held(), u"1 g1:01"_s);
    }

    void creationMayLock_data() { addStoreRows(); }
    void creationMayLock()
    {
        open();
        TransactionWrite write = atTransaction(u"g3"_s);
        write.locks = rows(u"1"_s);
        write.lockBranch = {u"01"_s};
        QCOMPARE(said(write), u"done"_s);
        write.gid = {u"g4"_s};
        write.transaction.gid = write.gid;
        QCOMPARE(said(write), u"locked by g3:01 1 prepared"_s);
        QVERIFY(stored(*m_store, u"g4"_s).transaction.gid.isEmpty());
        QCOMPARE(held(), u"1 g3:01"_s);
    }

    void keysAreComparedAsBytes_data() { addStoreRows(); }
    void keysAreComparedAsBytes()
    {
        open();
        const auto wants = [this](const QString &gid, const QByteArray &key) {
            LockedRow one{key, u"r"_s, u"t"_s, u"x"_s};
            return said(branchOf(stored(*m_store, gid), u"0%1"_s.arg(stored(*m_store, gid).ops.size() / 2), {one}));
        };
        const QList<QByteArray> alike{QByteArray(32, 'a'), QByteArray(32, 'A'), QByteArray(31, 'a') + ' ', QByteArray(31, 'a') + '\0',
                                      QByteArray(32, '\0'), QByteArray(32, ' '), QByteArray(32, '\xff'), QByteArray(32, '\''), QByteArray(32, '\\')};
        for (qsizetype i = 0; i < alike.size(); ++i)
            QCOMPARE(wants(i % 2 ? u"g1"_s : u"g2"_s, alike[i]), u"done"_s);
        QCOMPARE(locks().size(), alike.size());
        for (qsizetype i = 0; i < alike.size(); ++i)
            QVERIFY(wants(i % 2 ? u"g2"_s : u"g1"_s, alike[i]).startsWith("locked by"_L1));
    }

    void textsHaveNoLimit_data() { addStoreRows(); }
    void textsHaveNoLimit()
    {
        open();
        const QString wide = QString(300, u'键') + QString(300, u'k') + u" , _ ; : ^ ' \\ % \U0001F600"_s;
        const LockedRow widest = row(wide + QString(100'000, u'x'), QString(300, u't'), QString(3'000, u'r'));
        QCOMPARE(said(branchOf(stored(*m_store, u"g1"_s), u"01"_s, {row(wide), row(wide + u' '), row(wide.toUpper()), widest})), u"done"_s);
        QCOMPARE(locks().size(), 4);
        bool found = false;
        for (const LockHolder &holder : locks())
            found = found || holder.row == widest;
        QVERIFY(found);
        QVERIFY(said(branchOf(stored(*m_store, u"g2"_s), u"01"_s, {widest})).startsWith("locked by g1:01"_L1));
    }

    void manyRowsAtOnce_data() { addStoreRows(); }
    void manyRowsAtOnce()
    {
        open();
        QStringList keys;
        for (int i = 0; i < 5'000; ++i)
            keys.append(QString::number(i));
        QElapsedTimer clock;
        clock.start();
        QCOMPARE(registered(u"g1"_s, u"01"_s, keys.join(u' ')), u"done"_s);
        const qint64 acquired = clock.restart();
        QCOMPARE(locks().size(), 5'000);
        const StoreAnswer refused = ask(*m_store, branchOf(*m_store, u"g2"_s, u"01"_s, keys.join(u' ') + u" free"_s));
        QCOMPARE(std::get<engine::WriteLocked>(refused).holders.size(), 5'000);
        const qint64 told = clock.restart();
        QCOMPARE(said(submitted(*m_store, u"g1"_s)), u"done"_s);
        QCOMPARE(locks().size(), 0);
        qInfo("5000 rows: locked in %lld ms, refused in %lld ms, released in %lld ms", static_cast<long long>(acquired), static_cast<long long>(told),
              static_cast<long long>(clock.elapsed()));
    }

    void actOnRecordMayLock_data() { addStoreRows(); }
    void actOnRecordMayLock()
    {
        open();
        AuditRecord act;
        act.at = at(10);
        act.by = {u"ann"_s, u"t1"_s, Role::Admin, u"127.0.0.1"_s, u"r1"_s};
        act.action = u"retry"_s;
        TransactionWrite first = branchOf(*m_store, u"g1"_s, u"01"_s, u"1"_s);
        first.audit = {act};
        TransactionWrite second = branchOf(*m_store, u"g2"_s, u"01"_s, u"1 2"_s);
        second.audit = {act};
        QCOMPARE(said(first), u"done"_s);
        QCOMPARE(said(second), u"locked by g1:01 1 prepared"_s);
        QCOMPARE(held(), u"1 g1:01"_s);
        if (const auto *memory = dynamic_cast<MemoryStore *>(m_store.get()))
            QCOMPARE(memory->audit().size(), 1);
        else
            QCOMPARE(m_files->reader()->auditTail(u"n1"_s)->count, 1);
    }

    void resetReleasesAll_data() { addStoreRows(); }
    void resetReleasesAll()
    {
        open();
        QCOMPARE(registered(u"g1"_s, u"01"_s, u"1"_s), u"done"_s);
        std::ignore = ask(*m_store, NoteLockWait{{wait(u"g2"_s, u"g1"_s, u"1"_s)}, at(0)});
        std::ignore = ask(*m_store, Reset{});
        QCOMPARE(held(), QString());
        QVERIFY(std::get<LockGraph>(ask(*m_store, NoteLockWait{{}, at(0)})).waits.isEmpty());
        QCOMPARE(said(atTransaction(u"g2"_s)), u"done"_s);
        QCOMPARE(registered(u"g2"_s, u"01"_s, u"1"_s), u"done"_s);
    }

    void lockOfALostTransaction_data() { addStoreRows(false); }
    void lockOfALostTransaction()
    {
        open();
        QCOMPARE(registered(u"g1"_s, u"01"_s, u"1"_s), u"done"_s);
        m_files->run(u"delete from trans_global where gid = 'g1'"_s);
        QCOMPARE(registered(u"g2"_s, u"01"_s, u"1"_s), u"locked by g1:01 1 failed"_s);
    }
};

TXDESK_TEST(LockStoreTest);

} // namespace txdesk::store

#include "lock_store_test.moc"
