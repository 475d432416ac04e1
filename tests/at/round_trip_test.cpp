// What a branch does to a SQLite database and what its rollback leaves: byte for byte what was there before.
// The groups are those of spec/at-tcc-message-notify H.8; docs/at-failure-groups.md lists them.
// SPDX-License-Identifier: Apache-2.0
#include "tests/at/at_world.h"
#include "tests/support/test_main.h"

#include <QSqlError>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk::at;

namespace txdesk::test {
namespace {

struct RoundTrip
{
    const char *name;
    QStringList schema;
    QStringList work;
    qsizetype locks = -1; // how many rows are held; -1: not looked at
};

const QString accounts = u"CREATE TABLE account(id INTEGER PRIMARY KEY, name TEXT, balance REAL)"_s;
const QString twoAccounts = u"INSERT INTO account VALUES (1, 'Zhang', 1000), (2, 'Li', 0)"_s;

QList<RoundTrip> plainTrips()
{
    return {
        {"group3: an update to the same value", {accounts, twoAccounts}, {u"UPDATE account SET balance = balance WHERE id = 1"_s}, 1},
        {"group3: there and back", {accounts, twoAccounts},
         {u"UPDATE account SET balance = 1 WHERE id = 1"_s, u"UPDATE account SET balance = 1000 WHERE id = 1"_s}, 1},
        {"group17: three times in one branch", {accounts, twoAccounts},
         {u"UPDATE account SET balance = 1 WHERE id = 1"_s, u"UPDATE account SET balance = 2 WHERE id = 1"_s, u"UPDATE account SET balance = 3 WHERE id = 1"_s}, 1},
        {"group18: insert then delete", {accounts, twoAccounts}, {u"INSERT INTO account VALUES (3, 'x', 1)"_s, u"DELETE FROM account WHERE id = 3"_s}, 1},
        {"group18: delete then insert again", {accounts, twoAccounts}, {u"DELETE FROM account WHERE id = 1"_s, u"INSERT INTO account VALUES (1, 'y', 7)"_s}, 1},
        {"group18: upsert", {accounts, twoAccounts}, {u"INSERT INTO account VALUES (1, 'z', 5), (9, 'n', 1) ON CONFLICT(id) DO UPDATE SET balance = 77"_s}, 2},
        {"group18: replace that hits two unique keys",
         {u"CREATE TABLE u(id INTEGER PRIMARY KEY, a UNIQUE, b UNIQUE)"_s, u"INSERT INTO u VALUES (1,'a1','b1'),(2,'a2','b2'),(3,'a3','b3')"_s},
         {u"REPLACE INTO u VALUES (7, 'a1', 'b2')"_s}, 3},
        {"group18: unique keys swapped", {u"CREATE TABLE u(id INTEGER PRIMARY KEY, a UNIQUE)"_s, u"INSERT INTO u VALUES (1,'a'),(2,'b')"_s},
         {u"UPDATE u SET a = 'tmp' WHERE id = 1"_s, u"UPDATE u SET a = 'a' WHERE id = 2"_s, u"UPDATE u SET a = 'b' WHERE id = 1"_s}, 2},
        {"group18: a chain of unique keys", {u"CREATE TABLE u(id INTEGER PRIMARY KEY, a UNIQUE)"_s, u"INSERT INTO u VALUES (1,'a'),(2,'b'),(3,'c')"_s},
         {u"UPDATE u SET a = 'd' WHERE id = 3"_s, u"UPDATE u SET a = 'c' WHERE id = 2"_s, u"DELETE FROM u WHERE id = 1"_s, u"UPDATE u SET a = 'a' WHERE id = 3"_s}, 3},
        {"group18: a self-referencing key", {u"CREATE TABLE n(id INTEGER PRIMARY KEY, up REFERENCES n)"_s, u"INSERT INTO n VALUES (1, NULL)"_s},
         {u"INSERT INTO n VALUES (2, 1), (3, 2), (4, 3)"_s}, 3},
        {"group18: a self-referencing key, deleted", {u"CREATE TABLE n(id INTEGER PRIMARY KEY, up REFERENCES n)"_s, u"INSERT INTO n VALUES (1, NULL),(2,1),(3,2)"_s},
         {u"DELETE FROM n"_s}, 3},
        {"group19: triggers and their rows",
         {accounts, twoAccounts, u"CREATE TABLE log(id INTEGER PRIMARY KEY, what)"_s,
          u"CREATE TRIGGER audit AFTER UPDATE ON account BEGIN INSERT INTO log(what) VALUES (old.balance); END"_s},
         {u"UPDATE account SET balance = 5"_s}, 4},
        {"group19: cascades",
         {u"CREATE TABLE p(id INTEGER PRIMARY KEY)"_s, u"CREATE TABLE c(id INTEGER PRIMARY KEY, p REFERENCES p ON DELETE CASCADE)"_s,
          u"INSERT INTO p VALUES (1),(2)"_s, u"INSERT INTO c VALUES (7,1),(8,1),(9,2)"_s, u"PRAGMA foreign_keys = ON"_s},
         {u"DELETE FROM p WHERE id = 1"_s}, 3},
        {"group19: a column that was added with a default",
         {u"CREATE TABLE t(id INTEGER PRIMARY KEY, a)"_s, u"INSERT INTO t VALUES (1,'x'),(2,'y')"_s, u"ALTER TABLE t ADD COLUMN d NOT NULL DEFAULT 'q'"_s,
          u"ALTER TABLE t ADD COLUMN e DEFAULT 5"_s},
         {u"UPDATE t SET a = 'z', d = 'r', e = NULL WHERE id = 1"_s, u"DELETE FROM t WHERE id = 2"_s}, 2},
        {"group23: a statement that was refused by the database, then others", {accounts, twoAccounts},
         {u"INSERT OR IGNORE INTO account VALUES (1, 'Zhang again', 1), (5, 'new', 2)"_s}, 1},
    };
}

QList<RoundTrip> keyTrips()
{
    const QString texts = u"CREATE TABLE k(a TEXT, b TEXT, v, PRIMARY KEY (a, b))"_s;
    return {
        {"group14: separators in keys", {texts, u"INSERT INTO k VALUES ('1','2_3',0),('1_2','3',0),('x;y,z','a:b^c',0)"_s}, {u"UPDATE k SET v = 1"_s}, 3},
        {"group14: an empty text", {texts, u"INSERT INTO k VALUES ('','',0)"_s}, {u"DELETE FROM k"_s}, 1},
        {"group14: long and in many bytes", {texts, u"INSERT INTO k VALUES (printf('%.300c','x'),'张三😀',0)"_s}, {u"UPDATE k SET v = 1"_s}, 1},
        {"group14: blanks at the end and letters in two cases, told apart", {texts, u"INSERT INTO k VALUES ('a','x',0),('A','x',0),('a ','x',0)"_s}, {u"UPDATE k SET v = 1"_s}, 3},
        {"group14: letters in two cases, the same", {u"CREATE TABLE k(a TEXT COLLATE NOCASE PRIMARY KEY, v)"_s, u"INSERT INTO k VALUES ('Abc', 0)"_s},
         {u"DELETE FROM k WHERE a = 'ABC'"_s, u"INSERT INTO k VALUES ('aBC', 1)"_s}, 1},
        {"group14: blanks at the end, the same", {u"CREATE TABLE k(a TEXT, v, PRIMARY KEY (a COLLATE RTRIM)) WITHOUT ROWID"_s, u"INSERT INTO k VALUES ('a  ', 0)"_s},
         {u"DELETE FROM k"_s, u"INSERT INTO k VALUES ('a', 1)"_s}, 1},
        {"group14: without rowid", {u"CREATE TABLE k(a, b, v, PRIMARY KEY (b, a)) WITHOUT ROWID"_s, u"INSERT INTO k VALUES (1, x'00ff', 'v')"_s},
         {u"UPDATE k SET v = NULL"_s}, 1},
        {"group14: numbers of two kinds as one key", {u"CREATE TABLE k(a PRIMARY KEY, v)"_s, u"INSERT INTO k VALUES (1.0, 'v')"_s},
         {u"DELETE FROM k"_s, u"INSERT INTO k VALUES (1, 'w')"_s}, 1},
        {"group14: NULL in unique columns", {u"CREATE TABLE u(id INTEGER PRIMARY KEY, a, b, UNIQUE (a, b))"_s, u"INSERT INTO u VALUES (1,NULL,1),(2,NULL,1)"_s},
         {u"UPDATE u SET a = id"_s, u"DELETE FROM u WHERE id = 2"_s}, 2},
        {"group16: names that are words or hold quotes",
         {u"CREATE TABLE \"order\"(\"key\" INTEGER PRIMARY KEY, \"a \"\"b\"\" c\" TEXT, [sel ect] , `from` )"_s, u"INSERT INTO \"order\" VALUES (1,'x','y','z')"_s},
         {u"UPDATE \"ORDER\" SET \"a \"\"b\"\" c\" = 'n', [sel ect] = 1"_s, u"INSERT INTO main.[order] VALUES (2, '', '', '')"_s, u"UPDATE \"Order\" AS o SET `from` = 0 WHERE o.key = 1"_s}, 2},
        {"group16: a column named rowid", {u"CREATE TABLE r(rowid TEXT PRIMARY KEY, oid, v)"_s, u"INSERT INTO r VALUES ('a', 1, 2)"_s}, {u"UPDATE r SET v = 3"_s}, 1},
    };
}

QList<RoundTrip> valueTrips()
{
    const QString values = u"CREATE TABLE v(id INTEGER PRIMARY KEY, x, r REAL, i INTEGER, t TEXT, b BLOB, n NUMERIC)"_s;
    const auto trip = [&](const char *name, const QString &from, const QString &to) {
        return RoundTrip{name, {values, u"INSERT INTO v(id, x) VALUES (1, %1)"_s.arg(from)}, {u"UPDATE v SET x = %1"_s.arg(to)}, 1};
    };
    return {
        trip("group15: null to value", u"NULL"_s, u"1"_s),
        trip("group15: value to null", u"'a'"_s, u"NULL"_s),
        trip("group15: null to the empty text", u"NULL"_s, u"''"_s),
        trip("group15: the empty text to null", u"''"_s, u"NULL"_s),
        trip("group15: the empty text to the empty blob", u"''"_s, u"x''"_s),
        trip("group15: a blob with zero bytes", u"x'00ff00'"_s, u"x'00'"_s),
        trip("group15: text with a zero byte", u"CAST(x'610062' AS TEXT)"_s, u"'a'"_s),
        trip("group15: text that begins with a byte order mark", u"char(65279) || 'a'"_s, u"'a'"_s),
        trip("group15: letters of four bytes", u"'\U0001F600 张三'"_s, u"'x'"_s),
        trip("group15: 1.0 to 1", u"1.0"_s, u"1"_s),
        trip("group15: '1' to 1", u"'1'"_s, u"1"_s),
        trip("group15: the smallest integer", u"-9223372036854775808"_s, u"9223372036854775807"_s),
        trip("group15: a third", u"1.0/3"_s, u"0.33333333333333331"_s),
        trip("group15: 1e308", u"1e308"_s, u"9e999"_s),
        trip("group15: minus zero", u"-0.0"_s, u"0.0"_s),
        {"group15: affinities", {values, u"INSERT INTO v VALUES (1, 1, 1, '2', 3, 'four', '5.50')"_s},
         {u"UPDATE v SET r = 2, i = '3.0', t = 4, b = 5, n = '6.0'"_s, u"DELETE FROM v"_s}, 1},
        {"group15: dates and booleans as SQLite has them", {u"CREATE TABLE d(id INTEGER PRIMARY KEY, at DATETIME, ok BOOLEAN, amount DECIMAL(65,30))"_s,
         u"INSERT INTO d VALUES (1,'2026-03-29 02:30:00.123456',TRUE,'123456789012345678901234567890.123456789')"_s},
         {u"UPDATE d SET at = '0000-00-00', ok = FALSE, amount = 0"_s}, 1},
    };
}

} // namespace

class RoundTripTest final : public QObject
{
    Q_OBJECT

private slots:
    void group3_14_15_16_17_18_19_23_rollsBackToWhatWasThere_data() { trips(); }
    void group3_14_15_16_17_18_19_23_rollsBackToWhatWasThere();
    void commitsToWhatWasDone_data() { trips(); }
    void commitsToWhatWasDone();
    void group17_sameRowInThreeBranches();
    void group23_manyRows();
    void group23_manyExecutions();
    void group15_anUndoRecordThatIsTooLarge();
    void savepointsAreRespected();

private:
    void trips();
    static QString dump(AtWorld &world);
};

void RoundTripTest::trips()
{
    QTest::addColumn<QStringList>("schema");
    QTest::addColumn<QStringList>("work");
    QTest::addColumn<qsizetype>("locks");
    for (const QList<RoundTrip> &rows : {plainTrips(), keyTrips(), valueTrips()})
        for (const RoundTrip &row : rows)
            QTest::newRow(row.name) << row.schema << row.work << row.locks;
}

// Every value of every table with its type.
QString RoundTripTest::dump(AtWorld &world)
{
    QStringList all;
    const QStringList tables = world.rows(u"SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('undo_log', 'sqlite_sequence') ORDER BY 1"_s).split(u';');
    for (const QString &table : tables) {
        const QString quoted = u"\"%1\""_s.arg(table);
        const QString columns = world.rows(u"SELECT group_concat('typeof(' || q || ') || quote(' || q || ')', ' || '','' || ') FROM "
                                           "(SELECT '\"' || replace(name, '\"', '\"\"') || '\"' AS q FROM pragma_table_info('%1'))"_s.arg(table));
        all.append(table + u": "_s + world.rows(u"SELECT %1 FROM %2 ORDER BY 1"_s.arg(columns, quoted)));
    }
    return all.join(u'\n');
}

void RoundTripTest::group3_14_15_16_17_18_19_23_rollsBackToWhatWasThere()
{
    QFETCH(QStringList, schema);
    QFETCH(QStringList, work);
    QFETCH(qsizetype, locks);
    AtWorld world;
    world.addBank(u"bank"_s, schema);
    const QString before = dump(world);
    const Result<> worked = world.work(u"g"_s, work);
    QVERIFY2(worked, worked ? "" : qPrintable(worked.error().message));
    QCOMPARE(world.coordinator.lockCount(), locks);
    QCOMPARE(world.undoRows(), u"g|01|0"_s);
    QCOMPARE(world.rollBack(u"g"_s), QStringList{u"01 200"_s});
    QCOMPARE(dump(world), before);
    QCOMPARE(world.undoRows(), QString());
    QCOMPARE(world.coordinator.lockCount(), 0);
}

void RoundTripTest::commitsToWhatWasDone()
{
    QFETCH(QStringList, schema);
    QFETCH(QStringList, work);
    AtWorld world;
    world.addBank(u"bank"_s, schema);
    world.addBank(u"plain"_s, schema);
    for (const QString &statement : work)
        QCOMPARE(world.run(statement, u"plain"_s), QString());
    QVERIFY(world.work(u"g"_s, work));
    QCOMPARE(world.commit(u"g"_s), QStringList{u"01 200"_s});
    QCOMPARE(world.undoRows(), QString());
    const QStringList tables = world.rows(u"SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> 'undo_log'"_s).split(u';');
    for (const QString &table : tables)
        QCOMPARE(world.rows(u"SELECT * FROM \"%1\" ORDER BY 1"_s.arg(table)), world.rows(u"SELECT * FROM \"%1\" ORDER BY 1"_s.arg(table), u"plain"_s));
}

void RoundTripTest::group17_sameRowInThreeBranches()
{
    AtWorld world;
    world.addBank(u"bank"_s, {accounts, twoAccounts});
    const QString before = dump(world);
    for (const QString &balance : {u"1"_s, u"2"_s, u"3"_s})
        QVERIFY(world.work(u"g"_s, {u"UPDATE account SET balance = %1 WHERE id = 1"_s.arg(balance)}));
    QCOMPARE(world.undoRows(), u"g|01|0;g|02|0;g|03|0"_s);
    QCOMPARE(world.rollBack(u"g"_s), (QStringList{u"03 200"_s, u"02 200"_s, u"01 200"_s}));
    QCOMPARE(dump(world), before);
}

void RoundTripTest::group23_manyRows()
{
    AtWorld world;
    world.addBank(u"bank"_s, {u"CREATE TABLE t(id INTEGER PRIMARY KEY, v)"_s,
                              u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6000) INSERT INTO t SELECT i, 'v' || i FROM n"_s});
    const QString before = dump(world);
    QVERIFY(world.work(u"g"_s, {u"UPDATE t SET v = 'changed' WHERE id <= 1000"_s, u"DELETE FROM t WHERE id > 1000"_s}));
    QCOMPARE(world.coordinator.lockCount(), 6000);
    QCOMPARE(world.rollBack(u"g"_s), QStringList{u"01 200"_s});
    QCOMPARE(dump(world), before);
}

// One prepared statement executed many times: what other libraries call a batch.
void RoundTripTest::group23_manyExecutions()
{
    AtWorld world;
    world.addBank(u"bank"_s, {accounts, twoAccounts});
    const QString before = dump(world);
    QVERIFY(world.connection.prepare({.gid = Gid{u"g"_s}, .kind = TransactionKind::At}).result());
    const AtTransaction transaction = AtTransaction::join(world.connection, {.gid = Gid{u"g"_s}});
    AtSession session(transaction, world.bank(), world.options());
    const Result<> worked = session.run([](AtSession &inside) -> Result<> {
        for (int i = 10; i < 60; ++i)
            if (const Result<QSqlQuery> done = inside.exec(u"INSERT INTO account VALUES (?, ?, ?)"_s, {i, u"n"_s, 1.5}); !done)
                return tl::unexpected(done.error());
        return {};
    });
    QVERIFY(worked);
    QCOMPARE(world.rows(u"SELECT count(*) FROM account"_s), u"52"_s);
    QCOMPARE(world.rollBack(u"g"_s), QStringList{u"01 200"_s});
    QCOMPARE(dump(world), before);
}

void RoundTripTest::group15_anUndoRecordThatIsTooLarge()
{
    AtWorld world;
    world.addBank(u"bank"_s, {u"CREATE TABLE b(id INTEGER PRIMARY KEY, v)"_s, u"INSERT INTO b VALUES (1, zeroblob(20000000))"_s});
    const Result<> worked = world.work(u"g"_s, {u"DELETE FROM b"_s});
    QVERIFY(!worked);
    QCOMPARE(worked.error().code, ErrorCode::InvalidRequest);
    QVERIFY2(worked.error().message.contains("16777216"_L1), qPrintable(worked.error().message));
    QCOMPARE(world.rows(u"SELECT id, length(v) FROM b"_s), u"1|20000000"_s);
    QCOMPARE(world.undoRows(), QString());
    QCOMPARE(world.rollBack(u"g"_s), QStringList()); // its branch was reported as failed
}

void RoundTripTest::savepointsAreRespected()
{
    AtWorld world;
    world.addBank(u"bank"_s, {accounts, twoAccounts});
    QVERIFY(world.work(u"g"_s, {u"SAVEPOINT s"_s, u"UPDATE account SET balance = 7 WHERE id = 2"_s, u"ROLLBACK TO s"_s, u"RELEASE s"_s,
                                u"UPDATE account SET balance = 8 WHERE id = 1"_s}));
    QCOMPARE(world.rows(u"SELECT id, balance FROM account"_s), u"1|8;2|0"_s);
    QCOMPARE(world.rollBack(u"g"_s), QStringList{u"01 200"_s});
    QCOMPARE(world.rows(u"SELECT id, balance FROM account"_s), u"1|1000;2|0"_s);
}

TXDESK_TEST(RoundTripTest);

} // namespace txdesk::test
#include "round_trip_test.moc"
