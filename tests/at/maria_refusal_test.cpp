// What is refused on MariaDB before it could make a rollback impossible, with the reason.
// SPDX-License-Identifier: Apache-2.0
#include "tests/at/maria_world.h"
#include "tests/support/mariadb.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk::at;

namespace txdesk::test {

class MariaRefusalTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (const QString why = MariaWorld::start(); !why.isEmpty())
            QSKIP(qPrintable(why));
    }
    void cleanupTestCase() { MariaWorld::stop(); }
    void group13_19_refusedBeforeItRuns_data();
    void group13_19_refusedBeforeItRuns();
    void refusesSessions_data();
    void refusesSessions();
    void refusesAnOpenTransaction();
    void refusesValuesThatDoNotFit_data();
    void refusesValuesThatDoNotFit();
};

void MariaRefusalTest::group13_19_refusedBeforeItRuns_data()
{
    QTest::addColumn<QStringList>("schema");
    QTest::addColumn<QString>("work");
    QTest::addColumn<QString>("why");
    const QString t = u"CREATE TABLE t(id INT PRIMARY KEY, v INT)"_s;
    const auto row = [](const char *name, const QStringList &schema, const QString &work, const char *why) {
        QTest::newRow(name) << schema << work << QString::fromUtf8(why);
    };
    row("group13: an update of the key", {t}, u"UPDATE t SET ID = 2 WHERE id = 1"_s, "an update of the primary key of t");
    row("group13: an upsert of the key", {t}, u"INSERT INTO t VALUES (1, 1) ON DUPLICATE KEY UPDATE id = 9"_s, "an update of the primary key of t");
    row("no key", {u"CREATE TABLE t(id INT, v INT)"_s}, u"UPDATE t SET v = 1"_s, "it has no primary key");
    row("a unique key is no primary key", {u"CREATE TABLE t(id INT NOT NULL UNIQUE, v INT)"_s}, u"DELETE FROM t"_s, "it has no primary key");
    row("group19: a trigger", {t, u"CREATE TABLE l(id INT)"_s, u"CREATE TRIGGER tr AFTER UPDATE ON t FOR EACH ROW INSERT INTO l VALUES (1)"_s}, u"DELETE FROM t"_s, "the trigger tr");
    row("group19: a delete that cascades", {t, u"CREATE TABLE c(id INT PRIMARY KEY, t INT, CONSTRAINT fk FOREIGN KEY (t) REFERENCES t(id) ON DELETE CASCADE)"_s},
        u"DELETE FROM t WHERE id = 1"_s, "would change rows of c (foreign key fk)");
    row("group19: a replace that cascades", {t, u"CREATE TABLE c(id INT PRIMARY KEY, t INT, CONSTRAINT fk FOREIGN KEY (t) REFERENCES t(id) ON DELETE SET NULL)"_s},
        u"REPLACE INTO t VALUES (1, 2)"_s, "would change rows of c (foreign key fk)");
    row("group19: an update that cascades", {u"CREATE TABLE t(id INT PRIMARY KEY, v INT UNIQUE)"_s,
        u"CREATE TABLE c(id INT PRIMARY KEY, t INT, CONSTRAINT fk FOREIGN KEY (t) REFERENCES t(v) ON UPDATE CASCADE)"_s},
        u"UPDATE t SET v = 4"_s, "would change rows of c (foreign key fk)");
    row("geometry", {u"CREATE TABLE t(id INT PRIMARY KEY, g GEOMETRY)"_s}, u"DELETE FROM t"_s, "of type geometry");
    row("a float as the key", {u"CREATE TABLE t(id FLOAT PRIMARY KEY, v INT)"_s}, u"DELETE FROM t"_s, "of type float");
    row("a timestamp as the key", {u"CREATE TABLE t(id TIMESTAMP PRIMARY KEY, v INT)"_s}, u"DELETE FROM t"_s, "of type timestamp");
    row("a part of a column as the key", {u"CREATE TABLE t(id TEXT, v INT, PRIMARY KEY (id(10)))"_s}, u"DELETE FROM t"_s, "a part of one");
    row("an engine without transactions", {u"CREATE TABLE t(id INT PRIMARY KEY, v INT) ENGINE=MyISAM"_s}, u"DELETE FROM t"_s, "MyISAM has no transactions");
    row("a key over a period", {u"CREATE TABLE t(id INT, a DATE, b DATE, PERIOD FOR p(a, b), PRIMARY KEY (id, p WITHOUT OVERLAPS))"_s}, u"DELETE FROM t"_s, "a key over a period");
    row("an enum without a value", {u"SET SESSION sql_mode = ''"_s, u"CREATE TABLE t(id INT PRIMARY KEY, v ENUM('a','b'))"_s, u"INSERT INTO t VALUES (1, 'zzz')"_s},
        u"UPDATE t SET v = 'a'"_s, "none of its own");
    row("a view", {u"CREATE TABLE b(id INT PRIMARY KEY, v INT)"_s, u"CREATE VIEW t AS SELECT * FROM b"_s}, u"DELETE FROM t"_s, "it is a view");
    row("no table", {t}, u"DELETE FROM nothing"_s, "no table nothing");
    row("a table in another case", {t}, u"DELETE FROM T"_s, "no table T");
    row("another schema", {t}, u"DELETE FROM mysql.user"_s, "open one to mysql");
    row("the undo table", {t}, u"DELETE FROM undo_log"_s, "AT's own");
    row("a join", {t}, u"UPDATE t JOIN t AS u USING (id) SET t.v = 1"_s, "a join in UPDATE");
    row("two statements", {t}, u"DELETE FROM t; DELETE FROM t"_s, "several statements");
    row("a call", {t}, u"CALL p()"_s, "CALL");
    row("DDL", {t}, u"DROP TABLE t"_s, "DDL (DROP)");
    row("truncate", {t}, u"TRUNCATE t"_s, "TRUNCATE");
    row("a function of the user's", {t}, u"UPDATE t SET v = f(1)"_s, "the function f");
    row("a random choice", {t}, u"DELETE FROM t WHERE v < RAND()"_s, "RAND in WHERE");
    row("names of values", {t}, u"DELETE FROM t WHERE id = :id"_s, "by position");
    row("too few values", {t}, u"DELETE FROM t WHERE id = ?"_s, "takes 1 values, not 0");
    row("mixed keys", {u"CREATE TABLE t(id INT AUTO_INCREMENT PRIMARY KEY, v INT)"_s}, u"INSERT INTO t VALUES (7, 1), (NULL, 2)"_s, "some get an automatic one");
    row("a key that an expression gives", {u"CREATE TABLE t(id VARCHAR(40) DEFAULT (UUID()) PRIMARY KEY, v INT)"_s}, u"INSERT INTO t (v) VALUES (1)"_s, "from an expression");
    row("a key without a value", {t}, u"INSERT INTO t (v) VALUES (1)"_s, "the key column id has no value");
    row("a key by another column", {t}, u"INSERT INTO t (v, id) VALUES (1, v + 1)"_s, "cannot be told beforehand");
    row("replace with a generated unique key", {u"CREATE TABLE t(id INT PRIMARY KEY, v INT, g INT GENERATED ALWAYS AS (v + 1) UNIQUE)"_s}, u"REPLACE INTO t (id, v) VALUES (1, 2)"_s,
        "the unique key g holds an expression");
    row("ignore with a unique part", {u"CREATE TABLE t(id INT PRIMARY KEY, v VARCHAR(20), UNIQUE u (v(3)))"_s}, u"INSERT IGNORE INTO t VALUES (1, 'abc')"_s, "the unique key u holds");
    row("upsert with rows of two kinds", {u"CREATE TABLE t(id INT AUTO_INCREMENT PRIMARY KEY, v INT UNIQUE)"_s},
        u"INSERT INTO t (v) VALUES (1), (NULL) ON DUPLICATE KEY UPDATE v = v"_s, "no column of a unique key may be updated");
    row("replace with rows of two kinds", {u"CREATE TABLE t(id INT AUTO_INCREMENT PRIMARY KEY, v INT UNIQUE)"_s}, u"REPLACE INTO t (v) VALUES (1), (NULL)"_s, "no unique value to be found by");
    row("a wrong number of values", {t}, u"INSERT INTO t VALUES (1, 2, 3)"_s, "3 values for the 2 columns");
}

void MariaRefusalTest::group13_19_refusedBeforeItRuns()
{
    QFETCH(QStringList, schema);
    QFETCH(QString, work);
    QFETCH(QString, why);
    MariaWorld world;
    world.addMariaBank(u"bank"_s, schema);
    const QString before = world.dump();
    const Result<> worked = world.work(u"g"_s, {work});
    QVERIFY(!worked);
    QCOMPARE(worked.error().code, ErrorCode::InvalidRequest);
    QVERIFY2(worked.error().message.contains(why), qPrintable(worked.error().message));
    QCOMPARE(world.dump(), before);
    QCOMPARE(world.coordinator.lockCount(), 0);
    QCOMPARE(world.undoRows(), QString());
}

void MariaRefusalTest::refusesSessions_data()
{
    QTest::addColumn<QStringList>("settings");
    QTest::addColumn<QString>("work");
    QTest::addColumn<QString>("why");
    const QString replace = u"REPLACE INTO t VALUES (1, 2)"_s;
    QTest::newRow("Oracle's grammar") << QStringList{u"SET SESSION sql_mode = 'ORACLE'"_s} << u"DELETE FROM t"_s << u"sql_mode ORACLE"_s;
    QTest::newRow("padded texts") << QStringList{u"SET SESSION sql_mode = 'PAD_CHAR_TO_FULL_LENGTH'"_s} << u"DELETE FROM t"_s << u"PAD_CHAR_TO_FULL_LENGTH"_s;
    QTest::newRow("not in UTF-8") << QStringList{u"SET NAMES gbk"_s} << u"DELETE FROM t"_s << u"in UTF-8, not in gbk"_s;
    QTest::newRow("fewer rows than there are") << QStringList{u"SET SESSION sql_select_limit = 1"_s} << u"DELETE FROM t"_s << u"sql_select_limit"_s;
    QTest::newRow("replace without a strict mode") << QStringList{u"SET SESSION sql_mode = ''"_s} << replace << u"strict sql_mode"_s;
    QTest::newRow("several rows without gap locks") << QStringList{u"SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED"_s}
                                                    << u"REPLACE INTO t VALUES (1, 2), (2, 3)"_s << u"REPEATABLE READ"_s;
}

void MariaRefusalTest::refusesSessions()
{
    QFETCH(QStringList, settings);
    QFETCH(QString, work);
    QFETCH(QString, why);
    MariaWorld world;
    world.addMariaBank(u"bank"_s, {u"CREATE TABLE t(id INT PRIMARY KEY, v INT)"_s, u"INSERT INTO t VALUES (1, 1)"_s});
    for (const QString &setting : settings)
        QCOMPARE(world.run(setting), QString());
    const Result<> worked = world.work(u"g"_s, {work});
    QVERIFY(!worked);
    QCOMPARE(worked.error().code, ErrorCode::InvalidRequest);
    QVERIFY2(worked.error().message.contains(why), qPrintable(worked.error().message));
    QCOMPARE(world.rows(u"SELECT * FROM t"_s), u"1|1"_s);
}

// START TRANSACTION would commit it.
void MariaRefusalTest::refusesAnOpenTransaction()
{
    MariaWorld world;
    world.addMariaBank(u"bank"_s, {u"CREATE TABLE t(id INT PRIMARY KEY, v INT)"_s});
    QVERIFY(world.bank().transaction());
    QCOMPARE(world.run(u"INSERT INTO t VALUES (1, 1)"_s), QString());
    const Result<> worked = world.work(u"g"_s, {u"INSERT INTO t VALUES (2, 2)"_s});
    QVERIFY(!worked && worked.error().message.contains("in a transaction"_L1));
    QVERIFY(world.bank().rollback());
    QCOMPARE(world.rows(u"SELECT COUNT(*) FROM t"_s), u"0"_s);
}

void MariaRefusalTest::refusesValuesThatDoNotFit_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QString>("work");
    QTest::newRow("a key that is cut") << QString() << u"INSERT INTO t VALUES ('abcdef', 1)"_s;
    QTest::newRow("ignore that cuts a unique value") << u"STRICT_ALL_TABLES"_s << u"INSERT IGNORE INTO t VALUES ('abcdef', 1)"_s;
    QTest::newRow("ignore that cuts another value") << u"STRICT_ALL_TABLES"_s << u"INSERT IGNORE INTO t VALUES ('x', 99999999999)"_s;
    QTest::newRow("replace of a text that is no number") << u"STRICT_ALL_TABLES"_s << u"REPLACE INTO n VALUES ('5x', 1)"_s;
}

// What the server would have made of it has not happened, or is rolled back.
void MariaRefusalTest::refusesValuesThatDoNotFit()
{
    QFETCH(QString, mode);
    QFETCH(QString, work);
    MariaWorld world;
    world.addMariaBank(u"bank"_s, {u"CREATE TABLE t(id VARCHAR(3) PRIMARY KEY, v INT)"_s, u"CREATE TABLE n(id INT PRIMARY KEY, v INT)"_s, u"INSERT INTO t VALUES ('abc', 0)"_s,
                                   u"SET SESSION sql_mode = '%1'"_s.arg(mode)});
    const QString before = world.dump();
    const Result<> worked = world.work(u"g"_s, {work});
    QVERIFY(!worked);
    QVERIFY(!worked.error().message.isEmpty());
    QCOMPARE(world.dump(), before);
    QCOMPARE(world.undoRows(), QString());
}

TXDESK_TEST(MariaRefusalTest);

} // namespace txdesk::test
#include "maria_refusal_test.moc"
