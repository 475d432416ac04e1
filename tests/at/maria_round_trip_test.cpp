// What a branch does to a MariaDB database and what its rollback leaves: byte for byte what was there before.
// The groups are those of the specification's H.8; docs/at-failure-groups.md lists them.
// SPDX-License-Identifier: Apache-2.0
#include "tests/at/maria_world.h"
#include "tests/support/test_main.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk::at;

namespace txdesk::test {
namespace {

struct MariaTrip
{
    const char *name;
    QStringList schema;
    QStringList work;
    qsizetype locks = -1; // how many rows are held
};

const QString mariaAccounts = u"CREATE TABLE account(id INT PRIMARY KEY, name VARCHAR(40), balance DECIMAL(20,2))"_s;
const QString mariaRows = u"INSERT INTO account VALUES (1, 'Zhang', 1000), (2, 'Li', 0)"_s;

QList<MariaTrip> mariaPlainTrips()
{
    return {
        {"group3: an update to the same value", {mariaAccounts, mariaRows}, {u"UPDATE account SET balance = balance WHERE id = 1"_s}, 1},
        {"group3: there and back", {mariaAccounts, mariaRows},
         {u"UPDATE account SET balance = 1 WHERE id = 1"_s, u"UPDATE account SET balance = 1000 WHERE id = 1"_s}, 1},
        {"group17: three times in one branch", {mariaAccounts, mariaRows},
         {u"UPDATE account SET balance = 1 WHERE id = 1"_s, u"UPDATE account SET balance = 2 WHERE id = 1"_s, u"UPDATE account SET balance = 3 WHERE id = 1"_s}, 1},
        {"update with alias, order and limit", {mariaAccounts, mariaRows}, {u"UPDATE account AS a SET a.balance = a.balance + 1 WHERE a.id > 0 ORDER BY a.id DESC LIMIT 1"_s}, 1},
        {"update by a sub-query", {mariaAccounts, mariaRows}, {u"UPDATE account SET balance = (SELECT 7) WHERE id IN (SELECT 2 FROM DUAL)"_s}, 1},
        {"update by the clock", {u"CREATE TABLE t(id INT PRIMARY KEY, at DATETIME(6))"_s, u"INSERT INTO t VALUES (1, '2020-01-01'), (2, '2999-01-01')"_s},
         {u"UPDATE t SET at = NOW(6) WHERE at < NOW(6)"_s, u"UPDATE t SET at = '2000-01-01' WHERE at > NOW(6)"_s}, 2},
        {"a statement in the comments' middle", {mariaAccounts, mariaRows}, {u"/* a */ UPDATE account -- x\n SET balance = 1 # y\n WHERE id = 1;"_s}, 1},
        {"delete with limit", {mariaAccounts, mariaRows}, {u"DELETE FROM account ORDER BY balance LIMIT 1"_s}, 1},
        {"insert without columns", {mariaAccounts, mariaRows}, {u"INSERT INTO account VALUES (3, 'x', 1), (4, 'y', 2)"_s}, 2},
        {"insert SET", {mariaAccounts, mariaRows}, {u"INSERT INTO account SET id = 2 + 1, name = 'x'"_s}, 1},
        {"insert with a random key", {u"CREATE TABLE t(id CHAR(36) PRIMARY KEY, v INT)"_s}, {u"INSERT INTO t VALUES (UUID(), 1), (UUID(), 2)"_s}, 2},
        {"insert with bytes as a key", {u"CREATE TABLE t(id BINARY(16) PRIMARY KEY, v INT)"_s}, {u"INSERT INTO t VALUES (UNHEX(MD5(RAND())), 1), ('short', 2)"_s}, 2},
        {"insert with a key in quotes", {mariaAccounts, mariaRows}, {u"INSERT INTO account (id) VALUES ('007')"_s}, 1},
        {"automatic key", {u"CREATE TABLE t(id INT AUTO_INCREMENT PRIMARY KEY, v INT)"_s, u"INSERT INTO t VALUES (5, 0)"_s}, {u"INSERT INTO t (v) VALUES (1)"_s}, 1},
        {"automatic keys of several rows", {u"CREATE TABLE t(id INT AUTO_INCREMENT PRIMARY KEY, v INT)"_s},
         {u"INSERT INTO t (v) VALUES (1), (2), (3)"_s, u"INSERT INTO t VALUES (NULL, 4), (0, 5), (DEFAULT, 6)"_s}, 6},
        {"automatic keys in steps", {u"CREATE TABLE t(id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, v INT)"_s, u"SET SESSION auto_increment_increment = 10"_s},
         {u"INSERT INTO t (v) VALUES (1), (2), (3)"_s}, 3},
        {"automatic part of a key", {u"CREATE TABLE t(a INT, id INT AUTO_INCREMENT, v INT, PRIMARY KEY (a, id), KEY (id))"_s}, {u"INSERT INTO t (a, v) VALUES (1, 1), (1, 2), (2, 1)"_s}, 3},
        {"group18: insert then delete", {mariaAccounts, mariaRows}, {u"INSERT INTO account VALUES (3, 'x', 1)"_s, u"DELETE FROM account WHERE id = 3"_s}, 1},
        {"group18: delete then insert again", {mariaAccounts, mariaRows}, {u"DELETE FROM account WHERE id = 1"_s, u"INSERT INTO account VALUES (1, 'y', 7)"_s}, 1},
        {"group18: upsert", {mariaAccounts, mariaRows},
         {u"INSERT INTO account VALUES (1, 'z', 5), (9, 'n', 1) ON DUPLICATE KEY UPDATE balance = VALUES(balance) + 70"_s}, 2},
        {"group18: upsert that changes nothing", {mariaAccounts, mariaRows}, {u"INSERT INTO account VALUES (1, 'z', 5) ON DUPLICATE KEY UPDATE balance = balance"_s}, 1},
        {"group18: upsert by a second key", {u"CREATE TABLE u(id INT AUTO_INCREMENT PRIMARY KEY, a VARCHAR(9) UNIQUE, n INT)"_s, u"INSERT INTO u VALUES (1,'a',0)"_s},
         {u"INSERT INTO u (a, n) VALUES ('a', 1), ('b', 2) ON DUPLICATE KEY UPDATE n = n + 1"_s, u"INSERT INTO u SET a = 'c' ON DUPLICATE KEY UPDATE n = 1"_s}, 3},
        {"group18: upsert hitting two unique keys",
         {u"CREATE TABLE u(id INT PRIMARY KEY, a VARCHAR(9) UNIQUE, b VARCHAR(9) UNIQUE)"_s, u"INSERT INTO u VALUES (1,'a1','b1'),(2,'a2','b2')"_s},
         {u"INSERT INTO u VALUES (1, 'a2', 'x') ON DUPLICATE KEY UPDATE b = 'b3'"_s}, 2},
        {"group18: replace that hits two unique keys",
         {u"CREATE TABLE u(id INT PRIMARY KEY, a VARCHAR(9) UNIQUE, b VARCHAR(9) UNIQUE)"_s, u"INSERT INTO u VALUES (1,'a1','b1'),(2,'a2','b2'),(3,'a3','b3')"_s},
         {u"REPLACE INTO u VALUES (7, 'a1', 'b2')"_s}, 3},
        {"group18: replace by the automatic key's table", {u"CREATE TABLE u(id INT AUTO_INCREMENT PRIMARY KEY, a VARCHAR(9) UNIQUE)"_s, u"INSERT INTO u VALUES (1,'a')"_s},
         {u"REPLACE INTO u (a) VALUES ('a'), ('b')"_s}, 3},
        {"group18: ignore", {mariaAccounts, mariaRows}, {u"INSERT IGNORE INTO account VALUES (1, 'Zhang again', 1), (5, 'new', 2)"_s, u"INSERT IGNORE INTO account VALUES (2, 'x', 0)"_s}, 3},
        {"group18: ignore with automatic keys only", {u"CREATE TABLE t(id INT AUTO_INCREMENT PRIMARY KEY, v INT)"_s}, {u"INSERT IGNORE INTO t (v) VALUES (1), (2)"_s}, 2},
        {"group18: a default that is unique", {u"CREATE TABLE u(id INT PRIMARY KEY, a VARCHAR(9) DEFAULT 'd' UNIQUE, v INT)"_s, u"INSERT INTO u VALUES (1,'d',0)"_s},
         {u"REPLACE INTO u (id, v) VALUES (2, 1)"_s}, 2},
        {"group18: NULL in a unique key", {u"CREATE TABLE u(id INT PRIMARY KEY, a INT, b INT, UNIQUE (a, b))"_s, u"INSERT INTO u VALUES (1,NULL,1)"_s},
         {u"REPLACE INTO u VALUES (2, NULL, 1)"_s, u"INSERT IGNORE INTO u (id, b) VALUES (3, 1)"_s}, 2},
        {"group18: unique keys swapped", {u"CREATE TABLE u(id INT PRIMARY KEY, a CHAR(5) UNIQUE)"_s, u"INSERT INTO u VALUES (1,'a'),(2,'b')"_s},
         {u"UPDATE u SET a = 'tmp' WHERE id = 1"_s, u"UPDATE u SET a = 'a' WHERE id = 2"_s, u"UPDATE u SET a = 'b' WHERE id = 1"_s}, 2},
        {"group18: a chain of unique keys", {u"CREATE TABLE u(id INT PRIMARY KEY, a CHAR(5) UNIQUE)"_s, u"INSERT INTO u VALUES (1,'a'),(2,'b'),(3,'c')"_s},
         {u"UPDATE u SET a = 'd' WHERE id = 3"_s, u"UPDATE u SET a = 'c' WHERE id = 2"_s, u"DELETE FROM u WHERE id = 1"_s, u"UPDATE u SET a = 'a' WHERE id = 3"_s}, 3},
        {"group18: a self-referencing key", {u"CREATE TABLE n(id INT PRIMARY KEY, up INT, FOREIGN KEY (up) REFERENCES n(id))"_s, u"INSERT INTO n VALUES (1, NULL)"_s},
         {u"INSERT INTO n VALUES (2, 1), (3, 2), (4, 3)"_s}, 3},
        {"group18: a self-referencing key, deleted",
         {u"CREATE TABLE n(id INT PRIMARY KEY, up INT, FOREIGN KEY (up) REFERENCES n(id))"_s, u"INSERT INTO n VALUES (1, NULL),(2,1),(3,2)"_s},
         {u"DELETE FROM n ORDER BY id DESC"_s}, 3},
        {"group19: a column that sets itself",
         {u"CREATE TABLE t(id INT PRIMARY KEY, v INT, at TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6), "
          "seen DATETIME DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP)"_s,
          u"INSERT INTO t VALUES (1, 1, '2020-01-01 00:00:00.123456', '2020-01-01'), (2, 2, '2020-01-02', '2020-01-01')"_s},
         {u"UPDATE t SET v = v + 1 WHERE id = 1"_s, u"UPDATE t SET v = 3, at = '2020-01-02', seen = '2020-01-01' WHERE id = 2"_s}, 2},
        {"group19: generated columns, defaults, an invisible column",
         {u"CREATE TABLE t(id INT PRIMARY KEY, v INT DEFAULT 4, g INT GENERATED ALWAYS AS (v + 1) STORED, w INT GENERATED ALWAYS AS (v + 2) VIRTUAL, "
          "d VARCHAR(40) DEFAULT (UUID()), h INT INVISIBLE DEFAULT 7)"_s,
          u"INSERT INTO t (id, v, h) VALUES (1, 1, 8), (2, 2, 9)"_s},
         {u"UPDATE t SET v = 5, h = 1 WHERE id = 1"_s, u"DELETE FROM t WHERE id = 2"_s, u"INSERT INTO t (id) VALUES (3)"_s, u"INSERT INTO t VALUES (4, 4, DEFAULT, DEFAULT, 'x')"_s}, 4},
        {"group19: an instant column", {u"CREATE TABLE t(id INT PRIMARY KEY, a INT)"_s, u"INSERT INTO t VALUES (1, 1), (2, 2)"_s, u"ALTER TABLE t ADD COLUMN d INT NOT NULL DEFAULT 5"_s},
         {u"UPDATE t SET a = 9 WHERE id = 1"_s, u"DELETE FROM t WHERE id = 2"_s}, 2},
        {"group19: parents and children without actions",
         {u"CREATE TABLE p(id INT PRIMARY KEY, v INT)"_s, u"CREATE TABLE c(id INT PRIMARY KEY, p INT, FOREIGN KEY (p) REFERENCES p(id))"_s, u"INSERT INTO p VALUES (1,0),(2,0)"_s,
          u"INSERT INTO c VALUES (7,1)"_s},
         {u"DELETE FROM c WHERE id = 7"_s, u"DELETE FROM p WHERE id = 1"_s, u"INSERT INTO p VALUES (3,0)"_s, u"INSERT INTO c VALUES (8,3)"_s}, 4},
        {"group16: names that are words or hold quotes",
         {u"CREATE TABLE `order`(`key` INT PRIMARY KEY, `a ``b`` c` VARCHAR(9), `sel ect` INT, `where` INT)"_s, u"INSERT INTO `order` VALUES (1,'x',2,3)"_s},
         {u"UPDATE `order` SET `a ``b`` c` = 'n', `sel ect` = 1"_s, u"INSERT INTO `order` VALUES (2, '', 0, 0)"_s, u"UPDATE `order` AS `o``o` SET `where` = 0 WHERE `o``o`.key = 1"_s}, 2},
        {"group16: columns in another case", {mariaAccounts, mariaRows}, {u"UPDATE account SET BALANCE = 5 WHERE Id = 1"_s, u"INSERT INTO account (ID, Name) VALUES (3, 'x')"_s}, 2},
        {"group16: ANSI quotes", {mariaAccounts, mariaRows, u"SET SESSION sql_mode = CONCAT(@@sql_mode, ',ANSI_QUOTES,NO_BACKSLASH_ESCAPES')"_s},
         {u"UPDATE \"account\" SET \"name\" = 'x\\' WHERE \"id\" = 1"_s}, 1},
        {"the connection's own schema named", {mariaAccounts, mariaRows}, {u"UPDATE {schema}.account SET balance = 5 WHERE id = 1"_s, u"DELETE FROM `{schema}`.`account` WHERE id = 2"_s}, 2},
    };
}

QList<MariaTrip> mariaKeyTrips()
{
    const auto texts = [](const QString &collation) {
        return u"CREATE TABLE k(a VARCHAR(150) COLLATE %1, b VARCHAR(150) COLLATE %1, v INT, PRIMARY KEY (a, b))"_s.arg(collation);
    };
    const QString bin = u"utf8mb4_bin"_s, ci = u"utf8mb4_general_ci"_s, uca = u"utf8mb4_unicode_ci"_s;
    return {
        {"group14: separators in keys", {texts(ci), u"INSERT INTO k VALUES ('1','2_3',0),('1_2','3',0),('x;y,z','a:b^c',0),('q''','\\\\\"`',0)"_s}, {u"UPDATE k SET v = 1"_s}, 4},
        {"group14: an empty text", {texts(bin), u"INSERT INTO k VALUES ('','',0)"_s}, {u"DELETE FROM k"_s}, 1},
        {"group14: long and in many bytes", {texts(bin), u"INSERT INTO k VALUES (REPEAT('x',150),'张三😀',0)"_s}, {u"UPDATE k SET v = 1"_s, u"DELETE FROM k"_s}, 1},
        {"group14: letters in two cases, told apart", {texts(bin), u"INSERT INTO k VALUES ('a','x',0),('A','x',0)"_s}, {u"UPDATE k SET v = 1 WHERE a = 'a'"_s, u"DELETE FROM k WHERE a = 'A'"_s}, 2},
        {"group14: letters in two cases, the same", {texts(ci), u"INSERT INTO k VALUES ('Abc','x',0)"_s}, {u"DELETE FROM k WHERE a = 'ABC'"_s, u"INSERT INTO k VALUES ('aBC','X',1)"_s}, 1},
        {"group14: letters with accents, the same", {texts(uca), u"INSERT INTO k VALUES ('é','ß',0)"_s}, {u"DELETE FROM k"_s, u"INSERT INTO k VALUES ('E','SS',1)"_s}, 1},
        {"group14: blanks at the end, the same", {texts(ci), u"INSERT INTO k VALUES ('a  ','x',0)"_s}, {u"DELETE FROM k"_s, u"INSERT INTO k VALUES ('a','x',1)"_s}, 1},
        {"group14: blanks at the end, told apart", {texts(u"utf8mb4_nopad_bin"_s), u"INSERT INTO k VALUES ('a ','x',0),('a','x',0)"_s}, {u"UPDATE k SET v = 1"_s}, 2},
        {"group14: replace finds another spelling", {texts(ci), u"INSERT INTO k VALUES ('Abc','x',0)"_s}, {u"REPLACE INTO k VALUES ('ABC','x',1)"_s}, 1},
        {"group14: numbers of every kind as a key",
         {u"CREATE TABLE k(a BIGINT UNSIGNED, b DECIMAL(40,10), c DATETIME(6), d BIT(40), e YEAR, f TIME(3), g ENUM('x','y'), h DOUBLE, v INT, PRIMARY KEY (a,b,c,d,e,f,g,h))"_s,
          u"INSERT INTO k VALUES (18446744073709551615, 123456789012345678901234567890.0123456789, '2026-03-29 02:30:00.123456', 1099511627775, 2155, '-838:59:58.999', 'y', 0.1, 0)"_s},
         {u"UPDATE k SET v = 1"_s, u"DELETE FROM k"_s,
          u"INSERT INTO k VALUES (18446744073709551614, -0.5, '2026-01-01', 1, 1999, '00:00:01', 'x', 1e100, 0)"_s}, 2},
        {"group14: control characters in a key", {texts(bin), u"INSERT INTO k VALUES ('a\\0b','\\n',0),(x'01','',0)"_s}, {u"UPDATE k SET v = 1"_s}, 2},
        {"group14: UUIDs and addresses as keys", {u"CREATE TABLE k(a UUID, b INET6, c VARCHAR(9) CHARACTER SET gbk, v INT, PRIMARY KEY (a, b, c))"_s,
          u"INSERT INTO k VALUES ('123e4567-e89b-12d3-a456-426655440000', '2001:db8::1', '张', 0)"_s},
         {u"UPDATE k SET v = 1"_s, u"DELETE FROM k"_s, u"INSERT INTO k VALUES (UUID(), '::1', '李', 0)"_s}, 2},
        {"group14: minus zero as a key", {u"CREATE TABLE k(a DOUBLE PRIMARY KEY, v INT)"_s, u"INSERT INTO k VALUES (-0e0, 0)"_s}, {u"DELETE FROM k"_s, u"INSERT INTO k VALUES (0, 1)"_s}, 1},
        {"group14: bytes as a key", {u"CREATE TABLE k(a VARBINARY(200), v INT, PRIMARY KEY (a))"_s, u"INSERT INTO k VALUES (x'00ff27', 0), (x'', 0), (x'00', 0)"_s}, {u"UPDATE k SET v = 1"_s, u"DELETE FROM k"_s}, 3},
    };
}

} // namespace

class MariaRoundTripTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (const QString why = MariaWorld::start(); !why.isEmpty())
            QSKIP(qPrintable(why));
    }
    void cleanupTestCase() { MariaWorld::stop(); }
    void group3_14_16_17_18_19_rollsBackToWhatWasThere_data() { trips(); }
    void group3_14_16_17_18_19_rollsBackToWhatWasThere();
    void commitsToWhatWasDone_data() { trips(); }
    void commitsToWhatWasDone();
    void group17_sameRowInThreeBranches();
    void group23_manyRows();
    void group23_manyExecutions();

private:
    void trips();
};

void MariaRoundTripTest::trips()
{
    QTest::addColumn<QStringList>("schema");
    QTest::addColumn<QStringList>("work");
    QTest::addColumn<qsizetype>("locks");
    for (const QList<MariaTrip> &rows : {mariaPlainTrips(), mariaKeyTrips()})
        for (const MariaTrip &row : rows)
            QTest::newRow(row.name) << row.schema << row.work << row.locks;
}

void MariaRoundTripTest::group3_14_16_17_18_19_rollsBackToWhatWasThere()
{
    QFETCH(QStringList, schema);
    QFETCH(QStringList, work);
    QFETCH(qsizetype, locks);
    MariaWorld world;
    world.addMariaBank(u"bank"_s, schema);
    work.replaceInStrings(u"{schema}"_s, world.bank().databaseName());
    const QString before = world.dump();
    const Result<> worked = world.work(u"g"_s, work);
    QVERIFY2(worked, worked ? "" : qPrintable(worked.error().message));
    QCOMPARE(world.coordinator.lockCount(), locks);
    QCOMPARE(world.undoRows(), u"g|01|0"_s);
    QCOMPARE(world.rollBack(u"g"_s), QStringList{u"01 200"_s});
    QCOMPARE(world.dump(), before);
    QCOMPARE(world.undoRows(), QString());
    QCOMPARE(world.coordinator.lockCount(), 0);
}

// The same statements without us; what is random or the time is left out.
void MariaRoundTripTest::commitsToWhatWasDone()
{
    QFETCH(QStringList, schema);
    QFETCH(QStringList, work);
    MariaWorld world;
    world.addMariaBank(u"bank"_s, schema);
    world.addMariaBank(u"plain"_s, schema);
    QStringList plain = work;
    plain.replaceInStrings(u"{schema}"_s, world.bank(u"plain"_s).databaseName());
    work.replaceInStrings(u"{schema}"_s, world.bank().databaseName());
    for (const QString &statement : plain)
        QCOMPARE(world.run(statement, u"plain"_s), QString());
    const Result<> worked = world.work(u"g"_s, work);
    QVERIFY2(worked, worked ? "" : qPrintable(worked.error().message));
    QCOMPARE(world.commit(u"g"_s), QStringList{u"01 200"_s});
    QCOMPARE(world.undoRows(), QString());
    const bool isRandom = (schema + work).filter(QRegularExpression(u"UUID|RAND|NOW|CURRENT_TIMESTAMP"_s)).size() > 0;
    if (!isRandom)
        QCOMPARE(world.dump(), world.dump(u"plain"_s));
}

void MariaRoundTripTest::group17_sameRowInThreeBranches()
{
    MariaWorld world;
    world.addMariaBank(u"bank"_s, {mariaAccounts, mariaRows});
    const QString before = world.dump();
    for (const QString &balance : {u"1"_s, u"2"_s, u"3"_s})
        QVERIFY(world.work(u"g"_s, {u"UPDATE account SET balance = %1 WHERE id = 1"_s.arg(balance)}));
    QCOMPARE(world.undoRows(), u"g|01|0;g|02|0;g|03|0"_s);
    QCOMPARE(world.rollBack(u"g"_s), (QStringList{u"03 200"_s, u"02 200"_s, u"01 200"_s}));
    QCOMPARE(world.dump(), before);
}

void MariaRoundTripTest::group23_manyRows()
{
    MariaWorld world;
    world.addMariaBank(u"bank"_s, {u"CREATE TABLE t(a INT, id INT, v VARCHAR(20), PRIMARY KEY (a, id))"_s,
                                   u"INSERT INTO t SELECT seq % 2, seq, CONCAT('v', seq) FROM seq_1_to_6000"_s});
    const QString before = world.dump();
    const Result<> worked = world.work(u"g"_s, {u"UPDATE t SET v = 'changed' WHERE id <= 1000"_s, u"DELETE FROM t WHERE id > 1000"_s});
    QVERIFY2(worked, worked ? "" : qPrintable(worked.error().message));
    QCOMPARE(world.coordinator.lockCount(), 6000);
    QCOMPARE(world.rows(u"SELECT COUNT(*), MIN(v) FROM t"_s), u"1000|changed"_s);
    QCOMPARE(world.rollBack(u"g"_s), QStringList{u"01 200"_s});
    QCOMPARE(world.dump(), before);
}

// One statement executed many times with other values: what other libraries call a batch.
void MariaRoundTripTest::group23_manyExecutions()
{
    MariaWorld world;
    world.addMariaBank(u"bank"_s, {mariaAccounts, mariaRows});
    const QString before = world.dump();
    QVERIFY(world.connection.prepare({.gid = Gid{u"g"_s}, .kind = TransactionKind::At}).result());
    const AtTransaction transaction = AtTransaction::join(world.connection, {.gid = Gid{u"g"_s}});
    const Result<> worked = AtSession(transaction, world.bank(), world.options()).run([](AtSession &inside) -> Result<> {
        for (int i = 10; i < 60; ++i)
            if (const Result<QSqlQuery> done = inside.exec(u"INSERT INTO account VALUES (?, ?, ?)"_s, {i, u"n"_s, u"1.50"_s}); !done)
                return tl::unexpected(done.error());
        return {};
    });
    QVERIFY2(worked, worked ? "" : qPrintable(worked.error().message));
    QCOMPARE(world.rows(u"SELECT count(*) FROM account"_s), u"52"_s);
    QCOMPARE(world.rollBack(u"g"_s), QStringList{u"01 200"_s});
    QCOMPARE(world.dump(), before);
}

TXDESK_TEST(MariaRoundTripTest);

} // namespace txdesk::test
#include "maria_round_trip_test.moc"
