// Opening the file: who may, which schema, which mode, which file system; a database of an older release still opens.
// SPDX-License-Identifier: Apache-2.0
#include "server/store/file_system.h"
#include "server/store/schema_migrator.h"
#include "server/store/sql_store.h"
#include "tests/store/store_samples.h"
#include "tests/support/test_main.h"

#include <QFile>

#include <sqlite3.h>

namespace txdesk::store {

using namespace Qt::StringLiterals;
using namespace samples;

namespace {

void runScript(const QString &file, const QByteArray &script)
{
    sqlite3 *database = nullptr;
    QCOMPARE(sqlite3_open(QFile::encodeName(file).constData(), &database), SQLITE_OK);
    char *message = nullptr;
    const int code = sqlite3_exec(database, script.constData(), nullptr, nullptr, &message);
    QVERIFY2(code == SQLITE_OK, message ? message : "");
    sqlite3_close(database);
}

void writeFile(const QString &name, const QByteArray &bytes)
{
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

class SqliteOpenTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<Files> m_files;

    QString file() const { return m_files->options().file; }
    Error errorOfOpening()
    {
        const Result<std::unique_ptr<TransactionStore>> opened = sqliteStore(m_files->options())();
        return opened ? Error{ErrorCode::Internal, u"it opened"_s, {}} : opened.error();
    }

private slots:
    void init() { m_files = std::make_unique<Files>(); }

    void secondServerIsRefused()
    {
        const auto first = m_files->store();
        const Error error = errorOfOpening();
        QCOMPARE(error.code, ErrorCode::Unavailable);
        QCOMPARE(error.message, u"database is in use by pid %1"_s.arg(QCoreApplication::applicationPid()));
    }

    void lockEndsWithTheStore()
    {
        m_files->store().reset();
        QVERIFY(QFile::exists(file() + u".lock"_s));
        QVERIFY(m_files->store());
    }

    void fileIsPrivate()
    {
        const auto store = m_files->store();
        std::ignore = ask(*store, saga(u"g"_s));
        const QFile::Permissions ours = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
        for (const QString &name : {file(), file() + u"-wal"_s, file() + u"-shm"_s, file() + u".lock"_s})
            QCOMPARE(QFile::permissions(name), ours);
    }

    void fileThatOthersCouldReadIsClosed()
    {
        m_files->store().reset();
        QVERIFY(QFile::setPermissions(file(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther));
        const auto store = m_files->store();
        std::ignore = ask(*store, saga(u"g"_s));
        for (const QString &name : {file(), file() + u"-wal"_s})
            QCOMPARE(QFile::permissions(name) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

    void refusedFiles_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<QString>("says");
        const QByteArray ours = "create table txdesk_schema (version integer not null primary key, started_at integer not null, finished_at integer);";
        QTest::newRow("newer") << ours + "insert into txdesk_schema values (1, 0, 0), (99, 0, 0)" << u"the database has schema 99"_s;
        QTest::newRow("half-way") << ours + "insert into txdesk_schema values (1, 0, null)" << u"migration 1 of the database was never finished"_s;
        QTest::newRow("foreign") << QByteArray("create table cats (name text)") << u"another program"_s;
    }
    void refusedFiles()
    {
        QFETCH(QByteArray, script);
        QFETCH(QString, says);
        runScript(file(), script);
        QFile before(file());
        QVERIFY(before.open(QIODevice::ReadOnly));
        const QByteArray content = before.readAll();
        const Error error = errorOfOpening();
        QCOMPARE(error.code, ErrorCode::InvalidRequest);
        QVERIFY2(error.message.contains(says), qPrintable(error.message));
        QFile after(file());
        QVERIFY(after.open(QIODevice::ReadOnly));
        QCOMPARE(after.readAll(), content); // to the byte
    }

    void notADatabaseIsRefused()
    {
        writeFile(file(), QByteArray(5000, 'x'));
        QCOMPARE(errorOfOpening().code, ErrorCode::InvalidRequest);
        QFile unchanged(file());
        QVERIFY(unchanged.open(QIODevice::ReadOnly));
        QCOMPARE(unchanged.readAll(), QByteArray(5000, 'x'));
    }

    void missingDirectoryIsNamed()
    {
        const Result<std::unique_ptr<TransactionStore>> opened = sqliteStore({.file = u"/nowhere/at/all/t.db"_s, .anyFileSystem = true})();
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::InvalidRequest);
        QVERIFY(opened.error().message.contains(u"/nowhere/at/all"_s));
    }

    void networkFileSystemsAreKnown_data()
    {
        QTest::addColumn<qint64>("type");
        QTest::addColumn<QString>("name");
        QTest::newRow("ext4") << 0xEF53LL << QString();
        QTest::newRow("xfs") << 0x58465342LL << QString();
        QTest::newRow("tmpfs") << 0x01021994LL << QString();
        QTest::newRow("nfs") << 0x6969LL << u"nfs"_s;
        QTest::newRow("cifs") << 0xFF534D42LL << u"cifs"_s;
        QTest::newRow("cifs, as a signed number") << qint64(qint32(0xFF534D42)) << u"cifs"_s;
        QTest::newRow("fuse") << 0x65735546LL << u"fuse"_s;
        QTest::newRow("overlay") << 0x794c7630LL << u"overlay"_s;
    }
    void networkFileSystemsAreKnown()
    {
        QFETCH(qint64, type);
        QFETCH(QString, name);
        QCOMPARE(distrustedFileSystem(type), name);
    }

    void readerCannotWrite()
    {
        const auto store = m_files->store();
        std::ignore = ask(*store, saga(u"g"_s));
        Result<std::unique_ptr<SqliteConnection>> reader = SqliteConnection::openReader(m_files->options());
        QVERIFY(reader);
        QVERIFY(!(*reader)->run("delete from trans_global"));
        QCOMPARE((*reader)->number("select count(*) from trans_global").value_or(-1), 1);
        QCOMPARE((*reader)->number("pragma wal_autocheckpoint").value_or(-1), 0);
    }

    void writerKeepsFullSync()
    {
        Result<std::unique_ptr<SqliteConnection>> writer = SqliteConnection::openWriter(m_files->options());
        QVERIFY(writer);
        QCOMPARE((*writer)->number("pragma synchronous").value_or(-1), 2);
        QCOMPARE((*writer)->number("pragma foreign_keys").value_or(-1), 0);
    }

    void failedMigrationLeavesNothing()
    {
        runScript(file(), "create table txdesk_schema (version integer not null primary key, started_at integer not null, finished_at integer);"
                          "create table kv (id integer)"); // collides with a table of migration 1
        const Error error = errorOfOpening();
        QVERIFY2(error.message.contains("0001_initial"_L1), qPrintable(error.message));
        sqlite3 *database = nullptr;
        QCOMPARE(sqlite3_open(QFile::encodeName(file()).constData(), &database), SQLITE_OK);
        int tables = 0;
        const auto count = [](void *into, int, char **, char **) { return ++*static_cast<int *>(into), 0; };
        sqlite3_exec(database, "select 1 from sqlite_master where type = 'table'", count, &tables, nullptr);
        sqlite3_close(database);
        QCOMPARE(tables, 2);
    }

    // tests/data/schema_v1.sql was dumped from a database of schema 1 and never changes.
    void frozenSchema1OpensAndFinishes()
    {
        QFile dump(QFINDTESTDATA("../data/schema_v1.sql"));
        QVERIFY(dump.open(QIODevice::ReadOnly));
        runScript(file(), dump.readAll());
        const auto store = m_files->store();
        std::ignore = ask(*store, Recover{u"later"_s, at(3'600'000)});
        const StoreAnswer answer = ask(*store, ClaimDue{u"later"_s, at(3'600'000), 10});
        const auto *claimed = std::get_if<ClaimedList>(&answer);
        QVERIFY(claimed);
        QCOMPARE(claimed->snapshots.size(), 2);
        for (const TransactionSnapshot &snapshot : claimed->snapshots) {
            QCOMPARE(snapshot.ops.size(), 4);
            TransactionWrite write = next(snapshot, TransactionStatus::Succeeded);
            write.events = {journalled(snapshot.transaction.lastSeq + 1)};
            QVERIFY(std::holds_alternative<engine::WriteDone>(ask(*store, write)));
        }
        const auto reader = m_files->reader();
        const TransactionPage page = reader->list({}, {}, at(0)).value_or(TransactionPage{});
        QCOMPARE(page.rows.size(), 3);
        for (const TransactionRow &row : page.rows) {
            QCOMPARE(row.transaction.status, TransactionStatus::Succeeded);
            QCOMPARE(row.participants.size(), 2);
            QCOMPARE(reader->events(row.transaction.gid, 0, 100).value_or(StoredEvents{}).events.size(), row.transaction.lastSeq);
        }
        QCOMPARE(reader->kv(u"topics"_s, {}).value_or(QList<KvRow>{}).size(), 1);
    }

    void failuresAreToldApart()
    {
        QCOMPARE(codeOfFailure(CommitStage::Begin), ErrorCode::Unavailable);
        QCOMPARE(codeOfFailure(CommitStage::Statement), ErrorCode::Unavailable);
        QCOMPARE(codeOfFailure(CommitStage::Commit), ErrorCode::OutcomeUnknown);
        QVERIFY(isFaultOfRequest(SQLITE_TOOBIG));
        QVERIFY(isFaultOfRequest(SQLITE_CONSTRAINT_NOTNULL));
        for (const int code : {SQLITE_FULL, SQLITE_IOERR_FSYNC, SQLITE_BUSY, SQLITE_CORRUPT, SQLITE_READONLY})
            QVERIFY(!isFaultOfRequest(code));
    }
};

TXDESK_TEST(SqliteOpenTest);

} // namespace txdesk::store

#include "sqlite_open_test.moc"
