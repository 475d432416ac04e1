// What detail, overview and DTM's old lists read.
// SPDX-License-Identifier: Apache-2.0
#include "tests/store/store_fixture.h"
#include "tests/support/test_main.h"

namespace txdesk::store {

using namespace Qt::StringLiterals;
using namespace samples;
using Status = TransactionStatus;

class ReaderTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<AnyStore> m_files;
    std::unique_ptr<TransactionStore> m_store;
    std::unique_ptr<TransactionReader> m_reader;

private slots:
    void initTestCase_data() { addStoreRows(false); }
    void init()
    {
        QFETCH_GLOBAL(AnyStore::Kind, store);
        m_files = std::make_unique<AnyStore>(store);
        m_store = m_files->store();
        m_reader = m_files->reader();
    }
    void cleanup()
    {
        m_reader.reset();
        m_store.reset();
    }

    void loadSeesWhatWasCommitted()
    {
        QVERIFY(!m_reader->load({u"g"_s}).value_or(TransactionSnapshot{}));
        std::ignore = ask(*m_store, saga(u"g"_s));
        const Result<std::optional<TransactionSnapshot>> found = m_reader->load({u"g"_s});
        QVERIFY(found && *found);
        QVERIFY(**found == stored(*m_store, u"g"_s));
    }

    void events_data()
    {
        QTest::addColumn<int>("afterSeq");
        QTest::addColumn<int>("limit");
        QTest::addColumn<QList<int>>("seqs");
        QTest::addColumn<bool>("truncated");
        QTest::addColumn<int>("beforeSeq");
        QTest::newRow("all") << 0 << 100 << QList<int>{1, 2, 3, 4, 5, 6} << false << 0;
        QTest::newRow("exactly all") << 0 << 6 << QList<int>{1, 2, 3, 4, 5, 6} << false << 0;
        QTest::newRow("newest") << 0 << 5 << QList<int>{2, 3, 4, 5, 6} << true << 0;
        QTest::newRow("newest of one commit") << 0 << 1 << QList<int>{6} << true << 0;
        QTest::newRow("after, inside a commit") << 4 << 100 << QList<int>{5, 6} << false << 0;
        QTest::newRow("after, between commits") << 3 << 100 << QList<int>{4, 5, 6} << false << 0;
        QTest::newRow("after and newest") << 2 << 3 << QList<int>{4, 5, 6} << true << 0;
        QTest::newRow("after the last") << 6 << 100 << QList<int>{} << false << 0;
        QTest::newRow("before, between commits") << 0 << 100 << QList<int>{1, 2, 3} << false << 4;
        QTest::newRow("before, inside a commit") << 0 << 100 << QList<int>{1, 2, 3, 4, 5} << false << 6;
        QTest::newRow("a page before") << 0 << 2 << QList<int>{3, 4} << true << 5;
        QTest::newRow("before and after") << 2 << 100 << QList<int>{3, 4} << false << 5;
        QTest::newRow("before the first") << 0 << 100 << QList<int>{} << false << 1;
        QTest::newRow("before what is to come") << 0 << 2 << QList<int>{5, 6} << true << 99;
    }
    void events()
    {
        QFETCH(int, afterSeq);
        QFETCH(int, limit);
        QFETCH(QList<int>, seqs);
        QFETCH(bool, truncated);
        QFETCH(int, beforeSeq);
        std::ignore = ask(*m_store, saga(u"g"_s)); // 1, 2
        for (const QList<int> &group : {QList<int>{3}, QList<int>{4, 5, 6}}) {
            TransactionWrite write = next(stored(*m_store, u"g"_s), Status::Submitted);
            for (const int seq : group)
                write.events.append(journalled(seq, u"\"text\" 文"_s));
            QVERIFY(std::holds_alternative<engine::WriteDone>(ask(*m_store, write)));
        }
        const StoredEvents found = m_reader->events({u"g"_s}, afterSeq, limit, beforeSeq).value_or(StoredEvents{});
        QList<int> got;
        for (const JournalEvent &one : found.events) {
            got.append(static_cast<int>(one.seq));
            if (one.seq > 2)
                QCOMPARE(one, journalled(one.seq, u"\"text\" 文"_s));
        }
        QCOMPARE(got, seqs);
        QCOMPARE(found.truncated, truncated);
        QCOMPARE(stored(*m_store, u"g"_s).transaction.lastSeq, 6);
    }

    void retentionTakesTheJournalToo()
    {
        std::ignore = ask(*m_store, saga(u"g"_s));
        std::ignore = ask(*m_store, next(stored(*m_store, u"g"_s), Status::Succeeded));
        QCOMPARE(std::get<Removed>(ask(*m_store, RemoveFinished{at(1'000), 10})).count, 1);
        TransactionWrite again = saga(u"g"_s);
        again.events.clear();
        again.transaction.lastSeq = 0;
        std::ignore = ask(*m_store, again); // may get the id of the removed one
        QVERIFY(m_reader->events({u"g"_s}, 0, 100).value_or(StoredEvents{{journalled(9)}, false}).events.isEmpty());
    }

    void totals()
    {
        const auto put = [this](const QString &gid, Status status, qint64 created, std::optional<qint64> due, int failures, bool paused) {
            TransactionWrite write = saga(gid, status);
            write.transaction.createdAt = at(created);
            write.transaction.nextDueAt = due ? std::optional(at(*due)) : std::nullopt;
            write.transaction.failures = failures;
            write.transaction.paused = paused;
            std::ignore = ask(*m_store, write);
        };
        StoreTotals totals = m_reader->totals(at(0)).value_or(StoreTotals{});
        QCOMPARE(totals.unfinished.value(Status::Prepared, -1), 0);
        QVERIFY(!totals.oldestUnfinishedAt && !totals.oldestDueAt);
        put(u"done"_s, Status::Succeeded, 0, {}, 9, false);
        put(u"fresh"_s, Status::Submitted, 299'000, 310'000, 0, false);
        put(u"failing"_s, Status::Aborting, 299'500, 305'000, 3, false);
        put(u"old"_s, Status::Prepared, 9'999, 400'000, 0, false);       // 300.001 s
        put(u"just not old"_s, Status::Prepared, 10'000, 400'000, 0, false);
        put(u"overdue"_s, Status::Submitted, 299'000, 279'999, 0, false); // 30.001 s
        put(u"paused"_s, Status::Submitted, 299'000, 1'000, 0, true);
        totals = m_reader->totals(at(310'000)).value_or(StoreTotals{});
        QCOMPARE(totals.unfinished.value(Status::Submitted), 3);
        QCOMPARE(totals.unfinished.value(Status::Prepared), 2);
        QCOMPARE(totals.unfinished.value(Status::Aborting), 1);
        QCOMPARE(totals.stuck, 3);
        QCOMPARE(totals.oldestUnfinishedAt, std::optional(at(9'999)));
        QCOMPARE(totals.oldestDueAt, std::optional(at(279'999)));
    }

    void kvByNameAndInPages()
    {
        for (const QString &key : {u"a"_s, u"b"_s, u"c"_s})
            std::ignore = ask(*m_store, PutKv{u"topics"_s, key, u"[]"_s, 0, at(1)});
        std::ignore = ask(*m_store, PutKv{u"other"_s, u"a"_s, u"{}"_s, 0, at(1)});
        std::ignore = ask(*m_store, PutKv{u"topics"_s, u"b"_s, u"[2]"_s, 1, at(2)});
        QCOMPARE(m_reader->kv({}, {}).value_or(QList<KvRow>{}).size(), 4);
        QCOMPARE(m_reader->kv(u"topics"_s, {}).value_or(QList<KvRow>{}).size(), 3);
        QCOMPARE(m_reader->kv({}, u"a"_s).value_or(QList<KvRow>{}).size(), 2);
        const QList<KvRow> one = m_reader->kv(u"topics"_s, u"b"_s).value_or(QList<KvRow>{});
        QCOMPARE(one.size(), 1);
        QCOMPARE(one[0], (KvRow{one[0].id, u"topics"_s, u"b"_s, u"[2]"_s, 2, at(1), at(2)}));
        const auto first = m_reader->scanKv(u"topics"_s, {}, 2);
        QVERIFY(first && first->rows.size() == 2 && !first->next.isEmpty());
        const auto second = m_reader->scanKv(u"topics"_s, first->next, 2);
        QVERIFY(second && second->rows.size() == 1 && second->next.isEmpty());
        QCOMPARE(second->rows[0].key, u"c"_s);
        QVERIFY(!m_reader->scanKv(u"topics"_s, u"x"_s, 2));
    }

    void dtmListGoesDownById()
    {
        for (int i = 0; i < 5; ++i)
            std::ignore = ask(*m_store, saga(u"g%1"_s.arg(i), i == 2 ? Status::Failed : Status::Submitted));
        QString position;
        QStringList gids;
        do {
            const auto page = m_reader->all({.statuses = {Status::Submitted}}, position, 2);
            QVERIFY(page);
            for (const GlobalTransaction &row : page->rows)
                gids.append(row.gid.value);
            position = page->next;
        } while (!position.isEmpty());
        QCOMPARE(gids, (QStringList{u"g4"_s, u"g3"_s, u"g1"_s, u"g0"_s}));
        QVERIFY(!m_reader->all({}, u"nonsense"_s, 2));
    }

    void nodesSayWhoIsAlive()
    {
        std::ignore = ask(*m_store, Heartbeat{node(u"n1"_s), Milliseconds{10}, at(0)});
        std::ignore = ask(*m_store, Heartbeat{node(u"n2"_s), Milliseconds{100}, at(0)});
        const QList<NodeInfo> nodes = m_reader->nodes(at(50)).value_or(QList<NodeInfo>{});
        QCOMPARE(nodes.size(), 2);
        QVERIFY(!nodes[0].alive && nodes[1].alive);
    }
};

TXDESK_TEST(ReaderTest);

} // namespace txdesk::store

#include "reader_test.moc"
