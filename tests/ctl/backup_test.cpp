// Copies of a store: while somebody writes, never over a file, never readable by others, checked.
// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/backup.h"
#include "server/store/sqlite_store.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using namespace txdesk::ctl;

class BackupTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void copiesAStoreInUse();
    void writesOverNothing();
    void refusesWhatIsNoStore_data();
    void refusesWhatIsNoStore();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void BackupTest::copiesAStoreInUse()
{
    const auto store = store::sqliteStore({.file = path(u"a.db"_s), .anyFileSystem = true})(); // stays open
    QVERIFY2(store.has_value(), store ? "" : qPrintable(store.error().message));
    const auto summary = backUpSqlite(path(u"a.db"_s), path(u"copy.db"_s));
    QVERIFY2(summary.has_value(), summary ? "" : qPrintable(summary.error().message));
    QCOMPARE(summary->transactions, 0);
    QCOMPARE(summary->bytes, QFileInfo(path(u"copy.db"_s)).size());
    const QFile::Permissions others = QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther;
    QVERIFY(!(QFileInfo(path(u"copy.db"_s)).permissions() & others));
    const auto again = store::sqliteStore({.file = path(u"copy.db"_s), .anyFileSystem = true})(); // a server can start on it
    QVERIFY2(again.has_value(), again ? "" : qPrintable(again.error().message));
}

void BackupTest::writesOverNothing()
{
    QVERIFY(store::sqliteStore({.file = path(u"a.db"_s), .anyFileSystem = true})());
    QFile old(path(u"old.db"_s));
    QVERIFY(old.open(QIODevice::WriteOnly) && old.write("precious") == 8);
    old.close();
    const auto refused = backUpSqlite(path(u"a.db"_s), path(u"old.db"_s));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Conflict);
    QVERIFY(old.open(QIODevice::ReadOnly));
    QCOMPARE(old.readAll(), "precious");
}

void BackupTest::refusesWhatIsNoStore_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("nothing there") << QByteArray() << ErrorCode::NotFound;
    QTest::newRow("no database") << QByteArray(4096, 'x') << ErrorCode::Unavailable;
}

void BackupTest::refusesWhatIsNoStore()
{
    QFETCH(QByteArray, content);
    QFETCH(ErrorCode, code);
    if (!content.isEmpty()) {
        QFile file(path(u"a.db"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    }
    const auto refused = backUpSqlite(path(u"a.db"_s), path(u"copy.db"_s));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, code);
    QVERIFY2(!QFile::exists(path(u"copy.db"_s)), "a copy that is no good was left behind");
}

TXDESK_TEST(BackupTest);
#include "backup_test.moc"
