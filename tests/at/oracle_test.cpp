// Our capture against SQLite's own session extension: random statements on two copies of a database must give the same net
// changes, and both ways back must lead to the same rows.
// SPDX-License-Identifier: Apache-2.0
#include "shared/at/sqlite_handle.h"
#include "tests/at/at_world.h"
#include "tests/support/test_main.h"

#include <QRandomGenerator>
#include <QTest>

#include <sqlite3.h>

using namespace Qt::StringLiterals;
using namespace txdesk::at;

namespace txdesk::test {
namespace {

const QStringList oracleSchema{
    u"CREATE TABLE a(id INTEGER PRIMARY KEY, u TEXT UNIQUE, v, r REAL)"_s,
    u"CREATE TABLE b(k TEXT, n INTEGER, v BLOB, PRIMARY KEY (k, n)) WITHOUT ROWID"_s,
    u"CREATE TABLE c(name TEXT PRIMARY KEY, a REFERENCES a(id) ON DELETE SET NULL ON UPDATE CASCADE)"_s,
    u"CREATE TRIGGER t1 AFTER DELETE ON a BEGIN DELETE FROM b WHERE n = old.id; END"_s,
    u"CREATE TRIGGER t2 AFTER INSERT ON b BEGIN UPDATE a SET v = new.k WHERE id = new.n; END"_s,
    u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12) INSERT INTO a SELECT i, 'u' || i, i, i / 3.0 FROM n"_s,
    u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12) INSERT INTO b SELECT 'k' || (i % 3), i, zeroblob(i) FROM n"_s,
    u"INSERT INTO c SELECT 'c' || id, id FROM a WHERE id % 2"_s,
    u"PRAGMA foreign_keys = ON"_s,
};

QString randomStatement(QRandomGenerator &dice)
{
    const int id = dice.bounded(1, 16);
    const int other = dice.bounded(1, 16);
    switch (dice.bounded(10)) {
    case 0: return u"INSERT OR IGNORE INTO a VALUES (%1, 'u%2', NULL, 0.5)"_s.arg(id).arg(other);
    case 1: return u"REPLACE INTO a VALUES (%1, 'u%2', x'00', -1)"_s.arg(id).arg(other);
    case 2: return u"UPDATE OR IGNORE a SET u = 'u%2' WHERE id = %1"_s.arg(id).arg(other);
    case 3: return u"UPDATE a SET v = %2, r = r + 0.1 WHERE id <= %1"_s.arg(id).arg(other);
    case 4: return u"DELETE FROM a WHERE id IN (%1, %2)"_s.arg(id).arg(other);
    case 5: return u"INSERT INTO b VALUES ('k%1', %2, 'x') ON CONFLICT DO UPDATE SET v = v || 'y'"_s.arg(id % 3).arg(other);
    case 6: return u"DELETE FROM b WHERE n = %1"_s.arg(id);
    case 7: return u"INSERT OR REPLACE INTO c VALUES ('c%1', (SELECT id FROM a WHERE id = %2))"_s.arg(id).arg(other);
    case 8: return u"UPDATE b SET v = v WHERE n > %1"_s.arg(id);
    default: return u"UPDATE c SET a = NULL WHERE name > 'c%1'"_s.arg(id);
    }
}

QString spelledValue(const RowValue &value)
{
    return u"%1:%2"_s.arg(int(value.kind)).arg(QString::fromLatin1(value.data.toHex()));
}

// "b insert k=..,n=.. v:->.." with the changed columns only.
QStringList spelledChanges(const UndoRecord &record)
{
    QStringList all;
    for (const UndoItem &item : record.items)
        for (qsizetype row = 0; row < item.size(); ++row) {
            const Row &image = item.before.isEmpty() ? item.after[row] : item.before[row];
            QString text = item.table + u' ' + nameIn(changeKindNames, item.kind);
            for (const RowValue &value : item.keyOf(image))
                text += u' ' + spelledValue(value);
            for (qsizetype i = 0; i < item.columns.size(); ++i) {
                const QString before = item.before.isEmpty() ? QString() : spelledValue(item.before[row][i]);
                const QString after = item.after.isEmpty() ? QString() : spelledValue(item.after[row][i]);
                if (before != after)
                    text += u' ' + QString::number(i) + u'=' + before + u"->"_s + after;
            }
            all.append(text);
        }
    all.sort();
    return all;
}

QStringList spelledChangeset(int size, void *changeset)
{
    QStringList all;
    sqlite3_changeset_iter *iterator = nullptr;
    sqlite3changeset_start(&iterator, size, changeset);
    while (sqlite3changeset_next(iterator) == SQLITE_ROW) {
        const char *table = nullptr;
        int columns = 0;
        int operation = 0;
        sqlite3changeset_op(iterator, &table, &columns, &operation, nullptr);
        unsigned char *key = nullptr;
        sqlite3changeset_pk(iterator, &key, nullptr);
        QString text = QString::fromUtf8(table) + (operation == SQLITE_INSERT ? u" insert"_s : operation == SQLITE_DELETE ? u" delete"_s : u" update"_s);
        QString changed;
        for (int i = 0; i < columns; ++i) {
            sqlite3_value *before = nullptr;
            sqlite3_value *after = nullptr;
            if (operation != SQLITE_INSERT)
                sqlite3changeset_old(iterator, i, &before);
            if (operation != SQLITE_DELETE)
                sqlite3changeset_new(iterator, i, &after);
            if (key[i])
                text += u' ' + spelledValue(*valueOf(before ? before : after));
            const QString old = before ? spelledValue(*valueOf(before)) : QString();
            const QString now = after ? spelledValue(*valueOf(after)) : QString();
            if (old != now && !(operation == SQLITE_UPDATE && key[i]))
                changed += u' ' + QString::number(i) + u'=' + old + u"->"_s + now;
        }
        all.append(text + changed);
    }
    sqlite3changeset_finalize(iterator);
    all.sort();
    return all;
}

} // namespace

class OracleTest final : public QObject
{
    Q_OBJECT

private slots:
    void capturesWhatTheSessionExtensionSees();
};

void OracleTest::capturesWhatTheSessionExtensionSees()
{
    for (quint32 seed = 1; seed <= 30; ++seed) {
        AtWorld world;
        world.addBank(u"bank"_s, oracleSchema);
        world.addBank(u"other"_s, oracleSchema);
        QRandomGenerator dice(seed);
        QStringList work;
        for (int i = dice.bounded(1, 12); i > 0; --i)
            work.append(randomStatement(dice));
        const QString everything = u"SELECT 'a', id, u, quote(v), r FROM a UNION ALL SELECT 'b', k, n, quote(v), 0 FROM b UNION ALL SELECT 'c', name, a, 0, 0 FROM c ORDER BY 1, 2, 3"_s;
        const QString before = world.rows(everything);

        sqlite3 *handle = *sqliteHandle(world.bank(u"other"_s));
        sqlite3_session *session = nullptr;
        QCOMPARE(sqlite3session_create(handle, "main", &session), SQLITE_OK);
        sqlite3session_attach(session, nullptr);
        for (const QString &statement : work)
            QCOMPARE(world.run(statement, u"other"_s), QString());
        int size = 0;
        void *changeset = nullptr;
        QCOMPARE(sqlite3session_changeset(session, &size, &changeset), SQLITE_OK);
        const QStringList expected = spelledChangeset(size, changeset);
        sqlite3_free(changeset);
        sqlite3session_delete(session);

        const Result<> worked = world.work(u"g"_s, work);
        QVERIFY2(worked, worked ? "" : qPrintable(worked.error().message + work.join(u"; "_s)));
        QCOMPARE(world.rows(everything), world.rows(everything, u"other"_s));
        if (world.undoRows().isEmpty()) {
            QVERIFY(expected.isEmpty());
            continue;
        }
        const Result<std::optional<UndoRow>> row = UndoLog(world.bank()).find(Gid{u"g"_s}, BranchId{u"01"_s}, false);
        const Result<UndoRecord> record = UndoRecord::decode((*row)->record, Gid{u"g"_s}, BranchId{u"01"_s});
        QVERIFY(record);
        QCOMPARE(spelledChanges(*record), expected);
        const QStringList told = world.rollBack(u"g"_s);
        QVERIFY2(told == QStringList{u"01 200"_s}, qPrintable(told.join(u' ') + work.join(u"; "_s)));
        QCOMPARE(world.rows(everything), before);
    }
}

TXDESK_TEST(OracleTest);

} // namespace txdesk::test
#include "oracle_test.moc"
