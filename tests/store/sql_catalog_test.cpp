// Every file in sql/ is a statement some code names, every statement prepares, every list walks along an index.
// SPDX-License-Identifier: Apache-2.0
#include "server/store/schema_migrator.h"
#include "server/store/sqlite_statement.h"
#include "server/store/statement_set.h"
#include "tests/store/store_samples.h"
#include "tests/support/test_main.h"

namespace txdesk::store {

using namespace Qt::StringLiterals;

class SqlCatalogTest final : public QObject
{
    Q_OBJECT

    samples::Files m_files;
    std::unique_ptr<SqliteConnection> m_connection;
    const SqlCatalog m_catalog = SqlCatalog::forDialect(u"sqlite"_s);

private slots:
    void initTestCase()
    {
        Result<std::unique_ptr<SqliteConnection>> opened = SqliteConnection::openWriter(m_files.options());
        QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().message));
        m_connection = std::move(*opened);
        QVERIFY(SchemaMigrator(*m_connection, m_catalog).migrate(samples::at(0)));
    }

    void eachFileHasAName()
    {
        QStringList names;
        for (const Name<Sql> &name : sqlNames)
            names.append(name.text);
        QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), names.size());
        for (const QString &folder : {u"common"_s, u"sqlite"_s, u"mysql"_s}) {
            const QStringList files = SqlCatalog::files(folder);
            QVERIFY(!files.isEmpty());
            for (const QString &file : files)
                QVERIFY2(names.contains(file), qPrintable(u"sql/%1/%2.sql: no code runs it; name it in sql_catalog.h or remove it"_s.arg(folder, file)));
        }
        for (std::size_t i = 0; i < sqlNames.size(); ++i)
            QCOMPARE(static_cast<std::size_t>(sqlNames[i].value), i); // statements are found by position
    }

    void eachStatementPrepares_data()
    {
        QTest::addColumn<int>("statement");
        for (const Name<Sql> &name : sqlNames)
            QTest::newRow(name.text.data()) << static_cast<int>(name.value);
    }
    void eachStatementPrepares()
    {
        QFETCH(int, statement);
        const QByteArray text = m_catalog.text(static_cast<Sql>(statement));
        QVERIFY2(text.startsWith("-- "), "the first line says what it does and what it binds");
        QVERIFY2(text.contains(". Binds ") || text.contains(".\n-- Binds"), "the comment says what it binds");
        const Result<std::unique_ptr<SqliteStatement>> prepared = SqliteStatement::prepare(m_connection->handle(), text);
        QVERIFY2(prepared, prepared ? "" : qPrintable(prepared.error().message));
    }

    void listsAndClaimsUseTheirIndex_data()
    {
        QTest::addColumn<int>("statement");
        QTest::addColumn<QString>("index");
        const auto row = [](Sql statement, const QString &index) { QTest::newRow(nameIn(sqlNames, statement).data()) << static_cast<int>(statement) << index; };
        row(Sql::ClaimCandidates, u"trans_global_due"_s);
        row(Sql::HastenCandidates, u"trans_global_due"_s);
        row(Sql::RecoverDue, u"trans_global_unfinished"_s);
        row(Sql::RecoverCount, u"trans_global_unfinished"_s);
        row(Sql::Totals, u"trans_global_unfinished"_s);
        row(Sql::FinishedBefore, u"trans_global_created"_s);
        row(Sql::GidPrefix, u"trans_global_gid"_s);
        row(Sql::WalkAllNewest, u"trans_global_created"_s);
        row(Sql::WalkAllOldest, u"trans_global_created"_s);
        row(Sql::WalkUnfinishedNewest, u"trans_global_unfinished"_s);
        row(Sql::WalkUnfinishedOldest, u"trans_global_unfinished"_s);
        row(Sql::WalkFailedNewest, u"trans_global_failed"_s);
        row(Sql::WalkFailedOldest, u"trans_global_failed"_s);
        row(Sql::WalkPausedNewest, u"trans_global_paused"_s);
        row(Sql::WalkPausedOldest, u"trans_global_paused"_s);
        row(Sql::WalkParkedNewest, u"trans_global_parked"_s);
        row(Sql::WalkParkedOldest, u"trans_global_parked"_s);
        row(Sql::LockHolder, u"PRIMARY KEY"_s);
        row(Sql::LockPage, u"PRIMARY KEY"_s);
        row(Sql::LockPageGid, u"txdesk_lock_gid"_s);
        row(Sql::LockRelease, u"txdesk_lock_gid"_s);
        row(Sql::LockWaitOld, u"txdesk_lock_wait_until"_s);
        row(Sql::LockWaitForget, u"PRIMARY KEY"_s);
        row(Sql::WalkDue, u"trans_global_due"_s);
        row(Sql::WalkFailures, u"trans_global_failures"_s);
    }
    void listsAndClaimsUseTheirIndex()
    {
        QFETCH(int, statement);
        QFETCH(QString, index);
        Result<std::unique_ptr<SqliteStatement>> explained = SqliteStatement::prepare(m_connection->handle(), "explain query plan " + m_catalog.text(static_cast<Sql>(statement)));
        QVERIFY2(explained, explained ? "" : qPrintable(explained.error().message));
        QString plan;
        QVERIFY((*explained)->each([&](const Statement &row) { plan += row.text(3) + u'\n'; }));
        QVERIFY2(plan.contains(index), qPrintable(plan));
        QVERIFY2(!plan.contains("TEMP B-TREE"_L1), qPrintable(plan));
    }
};

TXDESK_TEST(SqlCatalogTest);

} // namespace txdesk::store

#include "sql_catalog_test.moc"
