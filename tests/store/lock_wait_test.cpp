// Who waits for whom: noted, answered, forgotten, the same on every store; and what readers see of locks and waits.
// SPDX-License-Identifier: Apache-2.0
#include "server/store/memory_store.h"
#include "tests/store/lock_samples.h"
#include "tests/support/test_main.h"

#include <algorithm>

namespace txdesk::store {

using namespace Qt::StringLiterals;
using namespace samples;
using Status = TransactionStatus;

class LockWaitTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<AnyStore> m_files;
    std::unique_ptr<TransactionStore> m_store;

    void open(const QStringList &gids = {u"a"_s, u"b"_s})
    {
        QFETCH(AnyStore::Kind, store);
        m_files = std::make_unique<AnyStore>(store, u"lock_wait"_s);
        m_store = m_files->store();
        for (const QString &gid : gids)
            QCOMPARE(saidOf(ask(*m_store, atTransaction(gid))), u"done"_s);
    }
    [[nodiscard]] QList<LockWait> noted(const QList<LockWait> &waits, qint64 now = 100)
    {
        return std::get<LockGraph>(ask(*m_store, NoteLockWait{waits, at(now)})).waits;
    }
    [[nodiscard]] QString edges(qint64 now = 100) { return saidOf(noted({}, now)); }
    [[nodiscard]] QString done(const TransactionWrite &write) { return saidOf(ask(*m_store, write)); }
    [[nodiscard]] static QStringList keysOf(const QList<LockHolder> &locks)
    {
        QStringList keys;
        for (const LockHolder &holder : locks)
            keys.append(holder.row.row);
        return keys;
    }

private slots:
    void cleanup()
    {
        m_store.reset();
        m_files.reset();
    }

    void allThatStandIsAnswered_data() { addStoreRows(); }
    void allThatStandIsAnswered()
    {
        open();
        const LockWait first = wait(u"a"_s, u"b"_s, u"1"_s);
        QCOMPARE(noted({first}), QList<LockWait>{first});
        QCOMPARE(saidOf(noted({wait(u"b"_s, u"a"_s, u"2"_s)})), u"a>b 1, b>a 2"_s);
        QCOMPARE(edges(4'999), u"a>b 1, b>a 2"_s);
        QCOMPARE(edges(5'000), QString()); // until is not part of it
    }

    void newWaitsReplaceOldOnes_data() { addStoreRows(); }
    void newWaitsReplaceOldOnes()
    {
        open();
        std::ignore = noted({wait(u"c"_s, u"d"_s, u"9"_s, 400)});
        std::ignore = noted({wait(u"a"_s, u"b"_s, u"1"_s), wait(u"a"_s, u"c"_s, u"2"_s)});
        QCOMPARE(edges(), u"a>b 1, a>c 2, c>d 9"_s);
        QCOMPARE(saidOf(noted({wait(u"a"_s, u"d"_s, u"1"_s), wait(u"a"_s, u"e"_s, u"1"_s)})), u"a>e 1, c>d 9"_s); // one holder a row
        QCOMPARE(saidOf(noted({wait(u"a"_s, u"b"_s, u"3"_s)}, 400)), u"a>b 3"_s);
        QCOMPARE(saidOf(noted({wait(u"A"_s, u"b"_s, u"3"_s)}, 400)), u"A>b 3, a>b 3"_s); // gids differ by case
    }

    void waitIsForgotten_data() { addStoreRows(); }
    void waitIsForgotten()
    {
        open();
        std::ignore = noted({wait(u"a"_s, u"b"_s, u"1"_s), wait(u"a"_s, u"c"_s, u"2"_s)});
        std::ignore = noted({wait(u"b"_s, u"a"_s, u"3"_s)});
        QCOMPARE(std::get<Removed>(ask(*m_store, ForgetLockWait{{u"a"_s}})).count, 2);
        QCOMPARE(std::get<Removed>(ask(*m_store, ForgetLockWait{{u"a"_s}})).count, 0);
        QCOMPARE(edges(), u"b>a 3"_s);
    }

    void whoGetsItsLocksWaitsNoMore_data() { addStoreRows(); }
    void whoGetsItsLocksWaitsNoMore()
    {
        open();
        QCOMPARE(done(branchOf(*m_store, u"b"_s, u"01"_s, u"1"_s)), u"done"_s);
        std::ignore = noted({wait(u"a"_s, u"b"_s, u"1"_s)});
        std::ignore = noted({wait(u"x"_s, u"b"_s, u"1"_s)});
        QCOMPARE(done(branchOf(*m_store, u"a"_s, u"01"_s, u"1"_s)), u"locked by b:01 1 prepared"_s);
        QCOMPARE(edges(), u"a>b 1, x>b 1"_s);
        TransactionWrite other = next(stored(*m_store, u"a"_s), Status::Prepared); // without locks: it waits on
        QCOMPARE(done(other), u"done"_s);
        QCOMPARE(edges(), u"a>b 1, x>b 1"_s);
        QCOMPARE(done(branchOf(*m_store, u"a"_s, u"01"_s, u"2"_s)), u"done"_s);
        QCOMPARE(edges(), u"x>b 1"_s);
    }

    void whoEndsWaitsNoMore_data() { addStoreRows(); }
    void whoEndsWaitsNoMore()
    {
        open({u"a"_s, u"b"_s, u"c"_s});
        for (const QString &gid : {u"a"_s, u"b"_s, u"c"_s})
            std::ignore = noted({wait(gid, u"h"_s, gid)});
        QCOMPARE(done(submitted(*m_store, u"a"_s)), u"done"_s);
        QCOMPARE(edges(), u"b>h b, c>h c"_s);
        TransactionWrite back = next(stored(*m_store, u"b"_s), Status::Aborting);
        QCOMPARE(done(back), u"done"_s);
        QCOMPARE(edges(), u"c>h c"_s);
        TransactionWrite stale = next(stored(*m_store, u"c"_s), Status::Aborting);
        ++stale.expectedEpoch;
        QCOMPARE(done(stale), u"conflict"_s);
        QCOMPARE(edges(), u"c>h c"_s);
    }

    void locksArePagedByKey_data() { addStoreRows(false); }
    void locksArePagedByKey()
    {
        open();
        QList<LockedRow> ours, theirs;
        for (int i = 0; i < 7; ++i)
            ours.append(row(QString::number(i), i < 3 ? u"account"_s : u"Account"_s));
        for (int i = 7; i < 10; ++i)
            theirs.append(row(QString::number(i), u"account"_s, u"sqlite:/b.db"_s));
        QCOMPARE(done(branchOf(stored(*m_store, u"a"_s), u"01"_s, ours)), u"done"_s);
        QCOMPARE(done(branchOf(stored(*m_store, u"b"_s), u"01"_s, theirs)), u"done"_s);
        const auto reader = m_files->reader();
        for (const int limit : {1, 3, 5, 10, 11}) {
            QList<LockHolder> all;
            QString after;
            do {
                const Result<LockPage> page = reader->locks({}, after, limit);
                QVERIFY(page && page->locks.size() <= limit);
                all += page->locks;
                after = page->next;
            } while (!after.isEmpty());
            QCOMPARE(all.size(), 10);
            QVERIFY(std::is_sorted(all.cbegin(), all.cend(), [](const LockHolder &a, const LockHolder &b) { return a.row.key < b.row.key; }));
        }
        const auto count = [&reader](const LockFilter &filter) {
            qsizetype found = 0;
            QString after;
            do {
                const Result<LockPage> page = reader->locks(filter, after, 2);
                found += page->locks.size();
                after = page->next;
            } while (!after.isEmpty());
            return found;
        };
        QCOMPARE(count({u"a"_s, {}, {}}), 7);
        QCOMPARE(count({u"A"_s, {}, {}}), 0);
        QCOMPARE(count({{}, u"sqlite:/b.db"_s, {}}), 3);
        QCOMPARE(count({{}, {}, u"account"_s}), 6); // names differ by case
        QCOMPARE(count({u"a"_s, {}, u"Account"_s}), 4);
        QCOMPARE(count({u"a"_s, u"sqlite:/b.db"_s, {}}), 0);
        const Result<LockPage> bad = reader->locks({}, u"xyz"_s, 5);
        QVERIFY(!bad && bad.error().code == ErrorCode::InvalidRequest && bad.error().field == "after"_L1);
    }

    void holdersAreFoundByKey_data() { addStoreRows(false); }
    void holdersAreFoundByKey()
    {
        open();
        QStringList keys;
        QList<QByteArray> wanted;
        for (int i = 0; i < 1'201; ++i) { // more than one statement takes
            keys.append(QString::number(i));
            wanted.append(row(keys.constLast()).key);
        }
        QCOMPARE(done(branchOf(*m_store, u"a"_s, u"01"_s, keys.join(u' '))), u"done"_s);
        const auto reader = m_files->reader();
        QCOMPARE(reader->holdersOf(wanted)->size(), 1'201);
        QCOMPARE(reader->holdersOf({})->size(), 0);
        QCOMPARE(reader->holdersOf({row(u"free"_s).key})->size(), 0);
        QCOMPARE(reader->holdersOf({"no key"})->size(), 0);
        const auto found = reader->holdersOf({row(u"free"_s).key, row(u"5"_s).key, "no key", row(u"5"_s).key});
        QCOMPARE(keysOf(*found), QStringList{u"5"_s});
        QCOMPARE((*found)[0].gid.value, u"a"_s);
        QCOMPARE((*found)[0].branch.value, u"01"_s);
    }

    void waitsAndNumbersAreRead_data() { addStoreRows(false); }
    void waitsAndNumbersAreRead()
    {
        open();
        QCOMPARE(done(branchOf(*m_store, u"b"_s, u"01"_s, u"1 2 3"_s)), u"done"_s);
        const QList<LockWait> waits{wait(u"a"_s, u"b"_s, u"1"_s), wait(u"a"_s, u"b"_s, u"2"_s)};
        std::ignore = noted(waits);
        std::ignore = noted({wait(u"c"_s, u"b"_s, u"2"_s, 200)});
        const auto reader = m_files->reader();
        QCOMPARE(saidOf(*reader->lockWaits(at(150))), u"a>b 1, a>b 2, c>b 2"_s);
        QList<LockWait> later = *reader->lockWaits(at(200));
        QCOMPARE(later.size(), 2);
        QVERIFY(later.contains(waits[0]) && later.contains(waits[1]));
        QCOMPARE(reader->totals(at(150))->locks, 3);
        QCOMPARE(reader->totals(at(150))->lockWaits, 2); // a waits for b, c waits for b
        QCOMPARE(reader->totals(at(5'000))->lockWaits, 0);
    }
};

TXDESK_TEST(LockWaitTest);

} // namespace txdesk::store

#include "lock_wait_test.moc"
