// A database that DTM's own script made and DTM filled: migrated, read, finished; and a DTM that works on it meanwhile,
// played by its SQL. Source of the statements: docs/migrate-from-dtm.md.
// SPDX-License-Identifier: Apache-2.0
#include "server/store/mysql_connection.h"
#include "tests/store/store_fixture.h"
#include "tests/support/test_main.h"

#include <thread>

namespace txdesk::store {

using namespace Qt::StringLiterals;
using namespace samples;
using Status = TransactionStatus;

namespace {

const QString dtmDatabase = u"dtm"_s;

// As DTM 1.13 made them: letters compared without case, no result, no rollback_reason.
QStringList dtmScript()
{
    return {u"create table trans_global (id bigint(22) not null auto_increment, gid varchar(128) not null, trans_type varchar(45) not null, "
            "status varchar(12) not null, query_prepared varchar(1024) not null, protocol varchar(45) not null, create_time datetime default null, "
            "update_time datetime default null, finish_time datetime default null, rollback_time datetime default null, "
            "options varchar(1024) default '', custom_data varchar(1024) default '', next_cron_interval int(11) default null, "
            "next_cron_time datetime default null, owner varchar(128) not null default '', ext_data text, primary key (id), unique key gid (gid), "
            "key owner (owner), key status_next_cron_time (status, next_cron_time)) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_unicode_ci"_s,
            u"create table trans_branch_op (id bigint(22) not null auto_increment, gid varchar(128) not null, url varchar(1024) not null, data text, "
            "bin_data blob, branch_id varchar(128) not null, op varchar(45) not null, status varchar(45) not null, finish_time datetime default null, "
            "rollback_time datetime default null, create_time datetime default null, update_time datetime default null, primary key (id), "
            "unique key gid_uniq (gid, branch_id, op)) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_unicode_ci"_s,
            u"create table kv (id bigint(22) not null auto_increment, cat varchar(45) not null, k varchar(128) not null, v text, "
            "version bigint(22) default 1, create_time datetime default null, update_time datetime default null, primary key (id), "
            "unique key uniq_k (cat, k)) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_unicode_ci"_s};
}

// at(0) is 2025-10-09 08:53:20 UTC, in DTM's zone (+8):
const QString created = u"'2025-10-09 16:53:20'"_s;

QString global(const QString &gid, const QString &kind, const QString &status, const QString &more = u"'{\"concurrent\":false}', ''"_s, const QString &due = u"'2025-10-09 16:53:30'"_s)
{
    return u"insert into trans_global (gid, trans_type, status, query_prepared, protocol, create_time, update_time, options, custom_data, "
           "next_cron_interval, next_cron_time, owner) values ('%1', '%2', '%3', '%4', 'http', %5, %5, %6, 10, %7, '')"_s
        .arg(gid, kind, status, kind == "msg"_L1 || kind == "workflow"_L1 ? u"http://app/query"_s : QString(), created, more, due);
}

QString branch(const QString &gid, const QString &id, const QString &op, const QString &status = u"prepared"_s)
{
    return u"insert into trans_branch_op (gid, url, bin_data, branch_id, op, status, create_time, update_time) "
           "values ('%1', 'http://bank:80/%3', '{\"amount\":30}', '%2', '%3', '%4', %5, %5)"_s.arg(gid, id, op, status, created);
}

// What DTM does to take one due row.
QString dtmLocks(const QString &now, const QString &until)
{
    return u"update trans_global set update_time = %1, next_cron_time = %2, owner = 'k7JqD3' where next_cron_time < %1 "
           "and status in ('prepared', 'aborting', 'submitted') order by rand() limit 1"_s.arg(now, until);
}

} // namespace

class DtmDatabaseTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<TransactionStore> m_store;

    void sql(const QStringList &statements, QList<QStringList> *rows = nullptr, const QString &name = dtmDatabase)
    {
        const QString error = mariaDb().run(name, statements, rows);
        QVERIFY2(error.isEmpty(), qPrintable(error));
    }
    QStringList row(const QString &query)
    {
        QList<QStringList> rows;
        sql({query}, &rows);
        return rows.value(0);
    }
    static std::unique_ptr<TransactionStore> opened(const MysqlOptions &options)
    {
        Result<std::unique_ptr<TransactionStore>> store = mysqlStore(options)();
        if (!store)
            qFatal("%s", qPrintable(store.error().message));
        return std::move(*store);
    }

private slots:
    void init()
    {
        sql({u"drop database if exists dtm"_s, u"create database dtm"_s}, nullptr, {});
        sql(dtmScript());
    }
    void cleanup() { m_store.reset(); }

    void unfinishedOnesOfEachModeAreDriven()
    {
        sql({global(u"saga"_s, u"saga"_s, u"submitted"_s, u"'{\"wait_result\":true,\"retry_interval\":3,\"branch_headers\":{\"a\":\"b\"},\"concurrent\":true}', '{\"concurrent\":true,\"orders\":{\"1\":[0]}}'"_s),
             branch(u"saga"_s, u"01"_s, u"compensate"_s), branch(u"saga"_s, u"01"_s, u"action"_s, u"succeed"_s),
             branch(u"saga"_s, u"02"_s, u"compensate"_s), branch(u"saga"_s, u"02"_s, u"action"_s),
             global(u"tcc"_s, u"tcc"_s, u"aborting"_s), branch(u"tcc"_s, u"01"_s, u"cancel"_s), branch(u"tcc"_s, u"01"_s, u"confirm"_s),
             global(u"xa"_s, u"xa"_s, u"submitted"_s), branch(u"xa"_s, u"01"_s, u"rollback"_s), branch(u"xa"_s, u"01"_s, u"commit"_s),
             global(u"msg"_s, u"msg"_s, u"prepared"_s, u"null, null"_s), branch(u"msg"_s, u"01"_s, u"action"_s),
             global(u"workflow"_s, u"workflow"_s, u"prepared"_s, u"'', '{\"name\":\"wf\",\"data\":\"eA==\"}'"_s), branch(u"workflow"_s, u"01"_s, u"action"_s, u"succeed"_s),
             global(u"later"_s, u"saga"_s, u"submitted"_s, u"'', ''"_s, u"'2025-10-09 17:00:00'"_s),
             global(u"over"_s, u"saga"_s, u"succeed"_s)});
        m_store = opened(mysqlOptions(dtmDatabase));
        QCOMPARE(stored(*m_store, u"over"_s).transaction.nextDueAt, std::nullopt);
        const TransactionSnapshot saga = stored(*m_store, u"saga"_s);
        QCOMPARE(saga.transaction.createdAt, at(0));
        QCOMPARE(saga.transaction.nextDueAt, std::optional(at(10'000)));
        QCOMPARE(saga.transaction.retryInterval, Milliseconds{10'000});
        QCOMPARE(saga.transaction.options.retryInterval, Seconds{3});
        QCOMPARE(saga.transaction.options.branchHeaders.value(u"a"_s), u"b"_s);
        QCOMPARE(saga.transaction.custom.orders.value(1), QList<int>{0});
        QVERIFY(saga.transaction.ranAhead); // DTM writes outcomes late
        QCOMPARE(saga.ops.size(), 4);
        QCOMPARE(saga.ops[1].status, OpStatus::Succeeded);
        QCOMPARE(saga.ops[3].payload, QByteArray("{\"amount\":30}"));
        QCOMPARE(stored(*m_store, u"workflow"_s).transaction.custom.workflowName, u"wf"_s);
        QCOMPARE(std::get<Recovered>(ask(*m_store, Recover{u"n1"_s, at(5'000)})).unfinished, 6); // none of them hastened:
        QVERIFY(std::get<ClaimedList>(ask(*m_store, ClaimDue{u"n1"_s, at(5'000), 10})).snapshots.isEmpty());
        const auto claimed = std::get<ClaimedList>(ask(*m_store, ClaimDue{u"n1"_s, at(10'000), 10}));
        QCOMPARE(claimed.snapshots.size(), 5);
        for (const TransactionSnapshot &one : claimed.snapshots) {
            QCOMPARE(one.transaction.owner, u"n1"_s);
            QCOMPARE(one.transaction.epoch, 1);
            TransactionWrite end = next(one, one.transaction.status == Status::Aborting ? Status::Failed : Status::Succeeded);
            for (qsizetype i = 0; i < one.ops.size(); ++i)
                end.opChanges.append({i, one.ops[i].branch, one.ops[i].kind, OpStatus::Succeeded, at(50)});
            end.events = {journalled(1)};
            QVERIFY(std::holds_alternative<engine::WriteDone>(ask(*m_store, end)));
        }
        // What DTM's users see of them: its columns, its zone.
        QCOMPARE(row(u"select status, finish_time, rollback_time, owner from trans_global where gid = 'saga'"_s), (QStringList{u"succeed"_s, u"2025-10-09T16:53:20.000"_s, {}, {}}));
        QCOMPARE(row(u"select status, rollback_time from trans_global where gid = 'tcc'"_s), (QStringList{u"failed"_s, u"2025-10-09T16:53:20.000"_s}));
        QCOMPARE(row(u"select count(*) from trans_branch_op where status = 'succeed' and finish_time = '2025-10-09 16:53:20'"_s), QStringList{u"10"_s});
    }

    void rowThatDtmHasLockedIsDtms()
    {
        sql({global(u"g"_s, u"saga"_s, u"submitted"_s)});
        m_store = opened(mysqlOptions(dtmDatabase));
        sql({dtmLocks(u"'2025-10-09 16:53:40'"_s, u"'2025-10-09 16:53:50'"_s)});
        QVERIFY(std::get<ClaimedList>(ask(*m_store, ClaimDue{u"n1"_s, at(25'000), 10})).snapshots.isEmpty());
        QCOMPARE(stored(*m_store, u"g"_s).transaction.owner, u"k7JqD3"_s);
        QCOMPARE(std::get<Recovered>(ask(*m_store, Recover{u"n1"_s, at(25'000)})).unfinished, 1);
        QVERIFY(std::get<ClaimedList>(ask(*m_store, ClaimDue{u"n1"_s, at(25'000), 10})).snapshots.isEmpty());
        QCOMPARE(std::get<ClaimedList>(ask(*m_store, ClaimDue{u"n1"_s, at(30'000), 10})).snapshots.size(), 1); // that DTM is gone
    }

    void rowThatWeHoldIsNotDtms()
    {
        sql({global(u"g"_s, u"saga"_s, u"submitted"_s)});
        m_store = opened(mysqlOptions(dtmDatabase));
        QCOMPARE(std::get<ClaimedList>(ask(*m_store, ClaimDue{u"n1"_s, at(11'000), 10})).snapshots.size(), 1);
        sql({dtmLocks(u"'2025-10-09 16:53:32'"_s, u"'2025-10-09 16:53:42'"_s)});
        QCOMPARE(row(u"select owner from trans_global"_s), QStringList{QString()});
        QCOMPARE(std::get<Removed>(ask(*m_store, KeepHeld{u"n1"_s, {{u"g"_s}}, at(60'000)})).count, 1);
        sql({dtmLocks(u"'2025-10-09 16:54:10'"_s, u"'2025-10-09 16:54:20'"_s)});
        QCOMPARE(row(u"select owner from trans_global"_s), QStringList{QString()});
    }

    void whatDtmTouchedMakesOurWriteAConflict_data()
    {
        QTest::addColumn<QString>("statement");
        QTest::newRow("locked it") << dtmLocks(u"'2025-10-09 17:10:00'"_s, u"'2025-10-09 17:10:10'"_s);
        QTest::newRow("moved its status") << u"update trans_global set status = 'aborting', update_time = now() where gid = 'g' and status = 'submitted'"_s;
    }
    void whatDtmTouchedMakesOurWriteAConflict()
    {
        QFETCH(QString, statement);
        sql({global(u"g"_s, u"saga"_s, u"submitted"_s), branch(u"g"_s, u"01"_s, u"action"_s)});
        m_store = opened(mysqlOptions(dtmDatabase));
        const auto claimed = std::get<ClaimedList>(ask(*m_store, ClaimDue{u"n1"_s, at(11'000), 10}));
        QCOMPARE(claimed.snapshots.size(), 1);
        sql({statement});
        TransactionWrite end = next(claimed.snapshots[0], Status::Succeeded);
        end.opChanges = {{0, {u"01"_s}, OpKind::Action, OpStatus::Succeeded, at(50)}};
        const QList<StoreAnswer> answers = m_store->commit({saga(u"another"_s), end});
        QVERIFY(std::holds_alternative<engine::WriteDone>(answers[0]));
        QVERIFY(std::get<engine::WriteConflict>(answers[1]).current);
        QCOMPARE(row(u"select status, finish_time from trans_branch_op where gid = 'g'"_s), (QStringList{u"prepared"_s, {}}));
        QVERIFY(row(u"select status from trans_global where gid = 'g'"_s) != QStringList{u"succeed"_s});
    }

    void dtmReadsAndDrivesWhatWeCreated()
    {
        m_store = opened(mysqlOptions(dtmDatabase));
        std::ignore = ask(*m_store, saga(u"ours"_s));
        QCOMPARE(row(u"select trans_type, status, query_prepared, protocol, create_time, next_cron_interval, next_cron_time, owner, custom_data from trans_global"_s),
                 (QStringList{u"saga"_s, u"submitted"_s, {}, u"http"_s, u"2025-10-09T16:53:20.000"_s, u"3"_s, u"2025-10-09T16:53:23.000"_s, {},
                              u"{\"concurrent\":true,\"orders\":{\"1\":[0]}}"_s}));
        QCOMPARE(row(u"select group_concat(concat(branch_id, op, status) order by id) from trans_branch_op"_s),
                 QStringList{u"01compensateprepared,01actionprepared,02compensateprepared,02actionprepared"_s});
        // We are stopped, DTM takes it over and finishes it; then we are back.
        sql({dtmLocks(u"'2025-10-09 16:54:00'"_s, u"'2025-10-09 16:54:10'"_s),
             u"update trans_global set next_cron_interval = 6, next_cron_time = '2025-10-09 16:54:16' where gid = 'ours'"_s});
        QCOMPARE(stored(*m_store, u"ours"_s).transaction.retryInterval, Milliseconds{6'000});
        sql({u"update trans_global set status = 'succeed', finish_time = '2025-10-09 16:54:05' where gid = 'ours' and status = 'submitted'"_s});
        const GlobalTransaction seen = stored(*m_store, u"ours"_s).transaction;
        QCOMPARE(seen.status, Status::Succeeded);
        QCOMPARE(seen.nextDueAt, std::nullopt);
        QCOMPARE(seen.succeededAt, std::optional(at(45'000)));
    }

    void migrationRunsAgain_data()
    {
        QTest::addColumn<QStringList>("leftBy");
        QTest::newRow("nothing done") << QStringList{u"delete from txdesk_schema"_s};
        QTest::newRow("stopped half-way") << QStringList{u"update txdesk_schema set finished_at = null"_s, u"alter table trans_global drop key txdesk_marks"_s,
                                                         u"alter table kv drop column create_ms, drop column update_ms"_s, u"drop table txdesk_journal"_s};
    }
    void migrationRunsAgain()
    {
        QFETCH(QStringList, leftBy);
        opened(mysqlOptions(dtmDatabase)).reset();
        sql(leftBy);
        m_store = opened(mysqlOptions(dtmDatabase));
        QVERIFY(std::holds_alternative<engine::WriteDone>(ask(*m_store, saga(u"g"_s))));
        QVERIFY(std::holds_alternative<KvStored>(ask(*m_store, PutKv{u"topics"_s, u"t"_s, u"[]"_s, 0, at(0)})));
        QCOMPARE(row(u"select count(*), count(finished_at) from txdesk_schema"_s), (QStringList{u"4"_s, u"4"_s}));
    }

    void twoCoordinatorsStartAtOnce_data()
    {
        QTest::addColumn<bool>("fresh");
        QTest::newRow("no database") << true;
        QTest::newRow("DTM's database") << false;
    }
    void twoCoordinatorsStartAtOnce()
    {
        QFETCH(bool, fresh);
        if (fresh)
            sql({u"drop database dtm"_s}, nullptr, {});
        QString errors[2];
        std::thread starts[2];
        const MysqlOptions options = mysqlOptions(dtmDatabase);
        for (int i = 0; i < 2; ++i)
            starts[i] = std::thread([&errors, &options, i] {
                if (const auto store = mysqlStore(options)(); !store)
                    errors[i] = store.error().message;
            });
        for (std::thread &start : starts)
            start.join();
        QCOMPARE(errors[0], QString());
        QCOMPARE(errors[1], QString());
        m_store = opened(options);
        QVERIFY(std::holds_alternative<engine::WriteDone>(ask(*m_store, saga(u"g"_s))));
    }

    void newerSchemaIsRefused()
    {
        opened(mysqlOptions(dtmDatabase)).reset();
        sql({u"insert into txdesk_schema values (99, 1, 1)"_s});
        const auto store = mysqlStore(mysqlOptions(dtmDatabase))();
        QVERIFY(!store);
        QCOMPARE(store.error().code, ErrorCode::InvalidRequest);
    }

    void lettersThatDtmTakesForTheSame()
    {
        m_store = opened(mysqlOptions(dtmDatabase));
        const QList<StoreAnswer> answers = m_store->commit({saga(u"Gid"_s), saga(u"other"_s)});
        QVERIFY(std::holds_alternative<engine::WriteDone>(answers[1]));
        const QList<StoreAnswer> second = m_store->commit({saga(u"gID"_s), saga(u"third"_s)});
        QCOMPARE(std::get<Error>(second[0]).field, u"gid"_s);
        QVERIFY(std::holds_alternative<engine::WriteDone>(second[1]));
        QVERIFY(stored(*m_store, u"gid"_s).transaction.gid.isEmpty());
        QVERIFY(!stored(*m_store, u"Gid"_s).transaction.gid.isEmpty());
    }

    void databaseClockCounts()
    {
        MysqlOptions options = mysqlOptions(dtmDatabase);
        options.databaseClock = true;
        m_store = opened(options);
        const Instant now = SystemClock().now();
        const auto a_day = std::chrono::hours{24};
        const auto list = std::get<NodeList>(ask(*m_store, Heartbeat{node(u"ahead"_s), Milliseconds{15'000}, now + a_day}));
        QVERIFY(list.nodes[0].alive);
        QVERIFY(std::chrono::abs(list.nodes[0].leaseUntil - now - a_day - Milliseconds{15'000}) < Seconds{5});
        TransactionWrite write = saga(u"g"_s);
        write.transaction.nextDueAt = now + a_day + Milliseconds{1'000};
        write.transaction.owner = u"ahead"_s;
        std::ignore = ask(*m_store, write);
        // The other's clock is right: to it the row is due in a second, not in a day, and its driver is alive.
        const auto other = opened(options);
        const auto seen = std::get<NodeList>(ask(*other, Heartbeat{node(u"right"_s), Milliseconds{15'000}, now}));
        QVERIFY(seen.nodes[0].alive && seen.nodes[1].alive);
        QVERIFY(std::chrono::abs(*stored(*other, u"g"_s).transaction.nextDueAt - now) < Seconds{5});
        QVERIFY(!std::get<engine::Loaded>(ask(*other, LoadTransaction{{u"g"_s}, true, false, u"right"_s, now})).claimed);
        QVERIFY(std::get<engine::Loaded>(ask(*other, LoadTransaction{{u"g"_s}, true, false, u"right"_s, now + Seconds{20}})).claimed);
    }
};

TXDESK_TEST(DtmDatabaseTest);

} // namespace txdesk::store

#include "dtm_database_test.moc"
