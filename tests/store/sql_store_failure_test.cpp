// What a group answers when the database fails under it: all or nothing, and the one at fault alone.
// SPDX-License-Identifier: Apache-2.0
#include "server/store/schema_migrator.h"
#include "server/store/sql_store.h"
#include "tests/store/store_samples.h"
#include "tests/support/test_main.h"

#include <sqlite3.h>

namespace txdesk::store {

using namespace Qt::StringLiterals;
using namespace samples;

class SqlStoreFailureTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<Files> m_files;
    std::unique_ptr<SqlStore> m_store;
    sqlite3 *m_handle = nullptr;

private slots:
    void init()
    {
        m_files = std::make_unique<Files>();
        const SqlCatalog catalog = SqlCatalog::forDialect(u"sqlite"_s);
        auto connection = SqliteConnection::openWriter(m_files->options());
        QVERIFY(connection);
        QVERIFY(SchemaMigrator(**connection, catalog).migrate(at(0)));
        m_handle = (*connection)->handle();
        auto statements = StatementSet::prepare(m_handle, catalog);
        QVERIFY(statements);
        m_store = std::make_unique<SqlStore>(std::move(*connection), std::move(*statements));
    }

    void fullDiskDoesNothingAndHeals()
    {
        std::ignore = ask(*m_store, saga(u"before"_s));
        sqlite3_exec(m_handle, "pragma max_page_count = 1", nullptr, nullptr, nullptr); // as small as it is now
        QList<StoreRequest> group;
        for (int i = 0; i < 200; ++i)
            group.append(saga(u"g%1"_s.arg(i)));
        for (const StoreAnswer &answer : m_store->commit(group)) {
            const auto *error = std::get_if<Error>(&answer);
            QVERIFY(error);
            QCOMPARE(error->code, ErrorCode::Unavailable);
        }
        QVERIFY(stored(*m_store, u"g0"_s).transaction.gid.isEmpty());
        QVERIFY(!stored(*m_store, u"before"_s).transaction.gid.isEmpty());
        sqlite3_exec(m_handle, "pragma max_page_count = 1000000", nullptr, nullptr, nullptr);
        for (const StoreAnswer &answer : m_store->commit(group))
            QVERIFY(std::holds_alternative<engine::WriteDone>(answer));
    }

    void oneAtFaultFailsAlone()
    {
        sqlite3_limit(m_handle, SQLITE_LIMIT_LENGTH, 100'000);
        TransactionWrite tooBig = saga(u"big"_s);
        tooBig.newOps[0].payload = QByteArray(200'000, 'x');
        const QList<StoreAnswer> answers = m_store->commit({saga(u"a"_s), tooBig, saga(u"b"_s)});
        QVERIFY(std::holds_alternative<engine::WriteDone>(answers[0]));
        QVERIFY(std::holds_alternative<Error>(answers[1]));
        QVERIFY(std::holds_alternative<engine::WriteDone>(answers[2]));
        QVERIFY(stored(*m_store, u"big"_s).transaction.gid.isEmpty());
        QCOMPARE(stored(*m_store, u"a"_s).ops.size(), 4);
    }

    void unreadableRowDoesNotKeepOthersFromBeingDriven()
    {
        std::ignore = m_store->commit({saga(u"bad"_s), saga(u"good"_s)});
        sqlite3_exec(m_handle, "update trans_global set trans_type = 'riddle' where gid = 'bad'", nullptr, nullptr, nullptr);
        const StoreAnswer answer = ask(*m_store, ClaimDue{u"n1"_s, at(60'000), 1});
        QVERIFY(std::get<ClaimedList>(answer).snapshots.isEmpty()); // the bad one was first
        const StoreAnswer second = ask(*m_store, ClaimDue{u"n1"_s, at(60'000), 1});
        QCOMPARE(std::get<ClaimedList>(second).snapshots.size(), 1);
    }

    void unreadableRowFailsAlone()
    {
        std::ignore = ask(*m_store, saga(u"bad"_s));
        sqlite3_exec(m_handle, "update trans_global set trans_type = 'riddle' where gid = 'bad'", nullptr, nullptr, nullptr);
        const QList<StoreAnswer> answers = m_store->commit({saga(u"a"_s), LoadTransaction{{u"bad"_s}, true, false, u"n1"_s, at(1)}, saga(u"b"_s)});
        QVERIFY(std::holds_alternative<engine::WriteDone>(answers[0]));
        QVERIFY(std::holds_alternative<Error>(answers[1]));
        QVERIFY(std::holds_alternative<engine::WriteDone>(answers[2]));
    }

    void lockedDatabaseIsUnavailable()
    {
        sqlite3 *other = nullptr;
        QCOMPARE(sqlite3_open(qPrintable(m_files->options().file), &other), SQLITE_OK);
        QCOMPARE(sqlite3_exec(other, "begin immediate", nullptr, nullptr, nullptr), SQLITE_OK);
        sqlite3_busy_timeout(m_handle, 0);
        const StoreAnswer refused = ask(*m_store, saga(u"g"_s));
        sqlite3_exec(other, "rollback", nullptr, nullptr, nullptr);
        sqlite3_close(other);
        QCOMPARE(std::get<Error>(refused).code, ErrorCode::Unavailable);
        QVERIFY(std::holds_alternative<engine::WriteDone>(ask(*m_store, saga(u"g"_s))));
    }

    void cleanup()
    {
        m_store.reset();
        m_files.reset();
    }
};

TXDESK_TEST(SqlStoreFailureTest);

} // namespace txdesk::store

#include "sql_store_failure_test.moc"
