// A database of schema 2 with rows in it: opened by this program it keeps them, reads what is new as "no", and locks rows.
// SPDX-License-Identifier: Apache-2.0
#include "server/store/schema_migrator.h"
#include "server/store/sql_catalog.h"
#include "tests/store/lock_samples.h"
#include "tests/support/test_main.h"

#include <sqlite3.h>

namespace txdesk::store {

using namespace Qt::StringLiterals;
using namespace samples;
using Status = TransactionStatus;

class SchemaUpgradeTest final : public QObject
{
    Q_OBJECT

    const PayloadCipherPtr m_cipher = PayloadCipher::fromText("k1 " + QByteArray(64, '1') + '\n').value_or(nullptr);

    static void exec(sqlite3 *database, const QByteArray &script)
    {
        QVERIFY2(sqlite3_exec(database, script.constData(), nullptr, nullptr, nullptr) == SQLITE_OK, sqlite3_errmsg(database));
    }

    // What the program before this one made, and left in it.
    static void makeSqlite(const QString &file)
    {
        const SqlCatalog catalog = SqlCatalog::forDialect(u"sqlite"_s);
        sqlite3 *database = nullptr;
        QCOMPARE(sqlite3_open(qPrintable(file), &database), SQLITE_OK);
        exec(database, catalog.text(Sql::SchemaCreate));
        for (int version = 1; version <= 2; ++version) {
            exec(database, catalog.migrations()[version - 1].script);
            exec(database, "insert into txdesk_schema (version, started_at, finished_at) values (" + QByteArray::number(version) + ", 1, 1)");
        }
        exec(database,
             "insert into trans_global (gid, trans_type, status, create_time, update_time, next_cron_time, epoch, retry_interval_ms, paused, last_seq) values "
             "('old', 'msg', 'submitted', 1760000000000, 1760000000000, 1760000003000, 4, 3000, 0, 0), "
             "('paused', 'saga', 'aborting', 1760000000001, 1760000000000, null, 1, 3000, 1, 0), "
             "('over', 'msg', 'succeed', 1760000000002, 1760000000000, null, 9, 3000, 0, 0); "
             "insert into trans_branch_op (gid, url, bin_data, branch_id, op, status, create_time, update_time, finish_time) values "
             "('old', 'http://a:1/undo', x'7b7d', '01', 'compensate', 'prepared', 1760000000000, 1760000000000, null), "
             "('old', 'http://a:1/do', x'7b7d', '01', 'action', 'succeed', 1760000000000, 1760000000000, 1760000000500)");
        sqlite3_close(database);
    }

    void verifyOldRows(TransactionStore &store)
    {
        const TransactionSnapshot old = stored(store, u"old"_s);
        QCOMPARE(old.transaction.epoch, 4);
        QCOMPARE(old.transaction.parked, Parked::No);
        QCOMPARE(old.transaction.resolution, Resolution::None);
        QCOMPARE(old.ops.size(), 2);
        QCOMPARE(old.ops[0].payload, QByteArray("{}"));
        QCOMPARE(old.ops[1].status, OpStatus::Succeeded);
        QCOMPARE(old.ops[1].finishedAt, std::optional(at(500)));
        for (const BranchOp &one : old.ops) {
            QCOMPARE(one.failures, 0);
            QCOMPARE(one.dueAt, std::nullopt);
            QVERIFY(one.lastError.isEmpty());
        }
        QVERIFY(old.transaction.businessKey.isEmpty());
        QVERIFY(stored(store, u"paused"_s).transaction.paused);
        QCOMPARE(stored(store, u"over"_s).transaction.status, Status::Succeeded);
        const auto claimed = std::get<ClaimedList>(ask(store, ClaimDue{u"n1"_s, at(3'000), 10}));
        QCOMPARE(claimed.snapshots.size(), 1);
        TransactionWrite write = next(claimed.snapshots[0], Status::Submitted);
        write.transaction.parked = Parked::DeadLetter;
        write.opChanges = {{0, {u"01"_s}, OpKind::Compensate, OpStatus::Dead, at(60), 2, at(70), u"refused"_s}};
        QCOMPARE(saidOf(ask(store, write)), u"done"_s);
        QCOMPARE(stored(store, u"old"_s).ops[0].lastError, u"refused"_s);
    }

    void verifyLocks(TransactionStore &store)
    {
        for (const QString &gid : {u"g1"_s, u"g2"_s})
            QCOMPARE(saidOf(ask(store, atTransaction(gid))), u"done"_s);
        QCOMPARE(saidOf(ask(store, branchOf(store, u"g1"_s, u"01"_s, u"1 2"_s))), u"done"_s);
        QCOMPARE(saidOf(ask(store, branchOf(store, u"g2"_s, u"01"_s, u"2"_s))), u"locked by g1:01 2 prepared"_s);
    }

private slots:
    void sqlite()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"t.db"_s);
        makeSqlite(file);
        const SqliteOptions options{.file = file, .anyFileSystem = true};
        for (int start = 0; start < 2; ++start) {
            const auto store = sqliteStore(options)();
            QVERIFY2(store, store ? "" : qPrintable(store.error().message));
            if (start == 0) {
                verifyOldRows(**store);
                verifyLocks(**store);
            }
            const auto reader = sqliteReader(options)();
            QCOMPARE((*reader)->list({.parked = {Parked::DeadLetter}}, {}, at(100))->rows.size(), 1);
            QCOMPARE((*reader)->locks({}, {}, 10)->locks.size(), 2);
        }
    }

    void mysql()
    {
        const QString name = u"schema_upgrade"_s;
        const auto run = [&](const QStringList &statements) {
            const QString error = mariaDb().run(name, statements);
            QVERIFY2(error.isEmpty(), qPrintable(error));
        };
        QVERIFY(mysqlStore(mysqlOptions(name))());
        emptyMysql(name);
        run({u"alter table trans_global drop key txdesk_parked, drop column parked, drop column resolution, drop key txdesk_business_key, drop column business_key"_s,
             u"alter table trans_branch_op drop column failures, drop column due_at, drop column last_error"_s,
             u"drop table txdesk_lock"_s, u"drop table txdesk_lock_wait"_s, u"delete from txdesk_schema where version >= 3"_s,
             u"insert into trans_global (gid, trans_type, status, query_prepared, protocol, create_time, update_time, next_cron_time, next_cron_interval, "
             "epoch, retry_interval_ms, paused) values "
             "('old', 'msg', 'submitted', '', '', '2025-10-09 16:53:20', '2025-10-09 16:53:20', '2025-10-09 16:53:23', 3, 4, 3000, 0), "
             "('paused', 'saga', 'aborting', '', '', '2025-10-09 16:53:21', '2025-10-09 16:53:20', null, 3, 1, 3000, 1), "
             "('over', 'msg', 'succeed', '', '', '2025-10-09 16:53:22', '2025-10-09 16:53:20', null, 3, 9, 3000, 0)"_s,
             u"insert into trans_branch_op (gid, url, bin_data, branch_id, op, status, create_time, update_time, finish_time, finish_ms) values "
             "('old', 'http://a:1/undo', '{}', '01', 'compensate', 'prepared', '2025-10-09 16:53:20', '2025-10-09 16:53:20', null, 0), "
             "('old', 'http://a:1/do', '{}', '01', 'action', 'succeed', '2025-10-09 16:53:20', '2025-10-09 16:53:20', '2025-10-09 16:53:20', 500)"_s});
        const auto store = mysqlStore(mysqlOptions(name))();
        QVERIFY2(store, store ? "" : qPrintable(store.error().message));
        verifyOldRows(**store);
        verifyLocks(**store);
        // Half-way: killed in the middle of the migration, or started twice.
        run({u"alter table trans_global drop key txdesk_parked"_s, u"drop table txdesk_lock_wait"_s,
             u"update txdesk_schema set finished_at = null where version >= 3"_s});
        const auto again = mysqlStore(mysqlOptions(name))();
        QVERIFY2(again, again ? "" : qPrintable(again.error().message));
        const auto reader = mysqlReader(mysqlOptions(name))();
        QCOMPARE((*reader)->list({.parked = {Parked::DeadLetter}}, {}, at(100))->rows.size(), 1);
        QCOMPARE((*reader)->locks({}, {}, 10)->locks.size(), 2);
        QVERIFY(std::get<LockGraph>(ask(**again, NoteLockWait{{wait(u"g2"_s, u"g1"_s, u"2"_s)}, at(100)})).waits.size() == 1);
    }

    void sealedPayloadsComeWithLocks_data() { addStoreRows(false); }
    void sealedPayloadsComeWithLocks()
    {
        QFETCH(AnyStore::Kind, store);
        AnyStore files(store, u"sealed_locks"_s);
        QVERIFY(m_cipher);
        files.setCipher(m_cipher);
        const auto open = files.store();
        for (const QString &gid : {u"g1"_s, u"g2"_s})
            QCOMPARE(saidOf(ask(*open, atTransaction(gid))), u"done"_s);
        TransactionWrite write = branchOf(*open, u"g1"_s, u"01"_s, u"1"_s);
        QCOMPARE(saidOf(ask(*open, write)), u"done"_s);
        QCOMPARE(saidOf(ask(*open, branchOf(*open, u"g2"_s, u"01"_s, u"1"_s))), u"locked by g1:01 1 prepared"_s);
        QCOMPARE(stored(*open, u"g1"_s).ops, write.newOps);
        QCOMPARE(files.reader()->load({u"g1"_s})->value().ops, write.newOps);
        files.setCipher({});
        QVERIFY(files.reader()->load({u"g1"_s})->value().ops[0].payload != write.newOps[0].payload);
        QCOMPARE(files.reader()->locks({}, {}, 10)->locks.value(0).row, row(u"1"_s)); // locks are not sealed
    }
};

TXDESK_TEST(SchemaUpgradeTest);

} // namespace txdesk::store

#include "schema_upgrade_test.moc"
