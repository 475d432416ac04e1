// What the analyser finds in statements it accepts.
// SPDX-License-Identifier: Apache-2.0
#include "tests/statement/summary.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk::statement;

namespace txdesk::test {

class PartsTest final : public QObject
{
    Q_OBJECT

private slots:
    void findsParts_data();
    void findsParts();
    void tellsForms_data();
    void tellsForms();
    void countsParameters_data();
    void countsParameters();
    void cutsExcerpts();
    void notesWhatNeedsOneEvaluation_data();
    void notesWhatNeedsOneEvaluation();
    void readsModes();
};

void PartsTest::findsParts_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QString>("summary");
    const auto row = [](const char *name, const char *sql, const char *summary) {
        QTest::newRow(name) << QByteArray(sql) << QString::fromUtf8(summary);
    };
    row("update", "UPDATE t SET a = 1", "update t | set a=1");
    row("update, all parts", "update db.t as x set x.a = ?, b = b + :n where id in (1,2) and c = 'x' order by id desc, b limit 3",
        "? and :name in one statement");
    row("update with everything", "update db.t as x set x.a = ?, b = b + ? where id in (1,2) and c = 'x' order by id desc, b limit 3",
        "update db.t as x | set a=?;b=b + ? | where id in (1,2) and c = 'x' | order id desc, b | limit 3");
    row("alias without AS", "UPDATE t x SET x.a=(x.b)", "update t as x | set a=(x.b)");
    row("quoted names", "UPDATE `a b`.`t``x` AS `y.z` SET `y.z`.`order`=`key`", "update a b.t`x as y.z | set order=`key`");
    row("keywords behind dots", "UPDATE t SET t.order = t.where, key.limit = 2", "a column of another table than t");
    row("keyword columns by qualifier", "UPDATE t SET t.order = t.where + t.limit WHERE t.set = 1",
        "update t | set order=t.where + t.limit | where t.set = 1");
    row("schema-qualified column", "UPDATE db.t SET db.t.a = 1", "update db.t | set a=1");
    row("column by another case", "UPDATE Account SET account.a = 1", "update Account | set a=1");
    row("words in texts", "UPDATE t SET a = ' where ', b = \"x order by limit 1\" WHERE c = 'it''s; -- no' ",
        "update t | set a=' where ';b=\"x order by limit 1\" | where c = 'it''s; -- no'");
    row("comments go", "UPDATE /* a */ t SET a=1 -- x\n, b=2 # y\nWHERE c=3 /* z */ -- w", "update t | set a=1;b=2 | where c=3");
    row("a minus is no comment", "UPDATE t SET a=1--1", "update t | set a=1--1");
    row("last semicolon", "UPDATE t SET a=1 ; ; -- end", "update t | set a=1");
    row("sub-query in WHERE", "DELETE FROM t WHERE id IN (SELECT id FROM u WHERE x = 1 ORDER BY y LIMIT 1) OR b",
        "delete t | where id IN (SELECT id FROM u WHERE x = 1 ORDER BY y LIMIT 1) OR b");
    row("sub-query as a value", "UPDATE t SET a = (SELECT max(b) FROM u WHERE u.id = t.id), c = 1", "update t | set a=(SELECT max(b) FROM u WHERE u.id = t.id);c=1");
    row("CASE", "UPDATE t SET a = CASE WHEN b THEN 1 ELSE 2 END WHERE c IS NOT NULL LIMIT ?",
        "update t | set a=CASE WHEN b THEN 1 ELSE 2 END | where c IS NOT NULL | limit ?");
    row("functions with keywords", "UPDATE t SET a = TRIM(LEADING 'x' FROM b), c = CAST(d AS CHAR(10)), e = LEFT(f, 2)",
        "update t | set a=TRIM(LEADING 'x' FROM b);c=CAST(d AS CHAR(10));e=LEFT(f, 2)");
    row("delete", "DELETE FROM t", "delete t");
    row("delete, all parts", "DELETE FROM `t` WHERE a BETWEEN 1 AND 2 ORDER BY b LIMIT 10", "delete t | where a BETWEEN 1 AND 2 | order b | limit 10");
    row("delete with alias", "DELETE FROM t AS x WHERE x.a = 1", "delete t as x | where x.a = 1");
    row("insert", "INSERT INTO t (a, `b`, t.c) VALUES (1, 'x', NULL), (?, now(), DEFAULT)",
        "insert t | columns a,b,c | row 1;'x';NULL | row ?;now();DEFAULT");
    row("insert without columns", "insert t values (1,-2)", "insert t | row 1;-2");
    row("insert of nothing", "INSERT INTO t () VALUES ()", "insert t | row ");
    row("insert with VALUE", "INSERT INTO t (a) VALUE (f.x)", "insert t | columns a | row f.x");
    row("insert SET", "INSERT INTO t SET a = 1, b = DEFAULT", "insert t | columns a,b | row 1;DEFAULT");
    row("insert ignore", "INSERT IGNORE INTO t (a) VALUES (1)", "insert-ignore t | columns a | row 1");
    row("table called ignore", "INSERT `ignore` VALUES (1)", "insert ignore | row 1");
    row("upsert", "INSERT INTO t (id,a) VALUES (1,2) ON DUPLICATE KEY UPDATE a = VALUES(a) + 1, b = 2",
        "upsert t | columns id,a | row 1;2 | set a=VALUES(a) + 1;b=2");
    row("upsert with SET", "INSERT INTO t SET id=1 ON DUPLICATE KEY UPDATE a=a+1", "upsert t | columns id | row 1 | set a=a+1");
    row("upsert with a new row's name", "INSERT INTO t (id) VALUES (1) AS new ON DUPLICATE KEY UPDATE a = new.id",
        "upsert t | columns id | row 1 | set a=new.id | new row new");
    row("replace", "REPLACE INTO t (a) VALUES (1)", "replace t | columns a | row 1");
    row("replace SET", "REPLACE t SET a=1", "replace t | columns a | row 1");
    row("function replace", "UPDATE t SET a = REPLACE(b, 'x', 'y')", "update t | set a=REPLACE(b, 'x', 'y')");
    row("for update", "SELECT a, count(*) FROM t AS x WHERE b = 1 ORDER BY c LIMIT 2 FOR UPDATE", "an aggregate with LIMIT in SELECT .. FOR UPDATE");
    row("for update, all parts", "SELECT a, b AS c FROM t AS x WHERE b = 1 ORDER BY c LIMIT 2, 3 FOR UPDATE",
        "select-for-update t as x | where b = 1 | order c | limit 2, 3 | lock FOR UPDATE");
    row("for update, aggregate", "SELECT SUM(a) FROM t FOR UPDATE NOWAIT", "select-for-update t | lock FOR UPDATE NOWAIT");
    row("for update, wait", "SELECT * FROM t LIMIT 3 OFFSET 2 FOR UPDATE WAIT 3", "select-for-update t | limit 3 OFFSET 2 | lock FOR UPDATE WAIT 3");
    row("plain read", "SELECT a FROM t JOIN u USING (id) WHERE b > NOW() GROUP BY a HAVING COUNT(*) > 1", "plain-read");
    row("plain read in parentheses", "(SELECT a FROM t) UNION ALL (SELECT RAND() FROM u)", "plain-read");
    row("plain read with names for columns", "SELECT * FROM (SELECT 1, 2) AS x (a, b)", "plain-read");
    row("window functions", "SELECT ROW_NUMBER() OVER (PARTITION BY a ORDER BY b) FROM t", "plain-read");
    row("show", "SHOW CREATE TABLE t", "show");
    row("describe", "DESC t", "show");
    row("explain", "EXPLAIN SELECT 1 FROM t", "show");
    row("Chinese", "UPDATE 账户 SET 余额 = 余额 - 1 WHERE 户名 = '张三'", "update 账户 | set 余额=余额 - 1 | where 户名 = '张三'");
    row("not a reserved word", "UPDATE status SET value = 1, type = 2, date = 3", "update status | set value=1;type=2;date=3");
    row("a column called offset", "UPDATE t SET offset = offset + 1", "update t | set offset=offset + 1");
    row("hexadecimal, bits, charset", "UPDATE t SET a = 0x1f, b = X'00', c = b'01', d = _utf8mb4'x', e = N'y'",
        "update t | set a=0x1f;b=X'00';c=b'01';d=_utf8mb4'x';e=N'y'");
    row("JSON arrows", "UPDATE t SET a = b->>'$.x' WHERE c->'$.y' <=> 1", "update t | set a=b->>'$.x' | where c->'$.y' <=> 1");
    row("user variables read", "UPDATE t SET a = @x, b = @@sql_mode, c = @`w here` WHERE id = @y", "update t | set a=@x;b=@@sql_mode;c=@`w here` | where id = @y");
    row("ANY", "DELETE FROM t WHERE a = ANY (SELECT b FROM u)", "delete t | where a = ANY (SELECT b FROM u)");
}

// Refusals in the table carry the words that make the difference.
void PartsTest::findsParts()
{
    QFETCH(QByteArray, sql);
    QFETCH(QString, summary);
    const QString found = summaryOf(analyse(sql));
    QVERIFY2(found == summary || found == u"AT does not support "_s + summary, qPrintable(found));
}

void PartsTest::tellsForms_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("form");
    const auto row = [](const char *value, ValueForm form) { QTest::newRow(value) << QByteArray(value) << static_cast<int>(form); };
    row("?", ValueForm::Parameter);
    row(":id", ValueForm::Parameter);
    row("12", ValueForm::Number);
    row("-12", ValueForm::Expression);
    row("'x'", ValueForm::Text);
    row("'x' 'y'", ValueForm::Expression);
    row("null", ValueForm::Null);
    row("Default", ValueForm::Default);
    row("`default`", ValueForm::Expression);
    row("default(a)", ValueForm::Expression);
    row("uuid()", ValueForm::Expression);
}

void PartsTest::tellsForms()
{
    QFETCH(QByteArray, value);
    QFETCH(int, form);
    const Result<Statement> read = analyse("INSERT INTO t (a) VALUES ( " + value + " )");
    QVERIFY2(read, qPrintable(summaryOf(read)));
    QCOMPARE(static_cast<int>(read->rows[0][0].form), form);
    QCOMPARE(read->textOf(read->rows[0][0].span), QByteArrayView(value));
}

void PartsTest::countsParameters_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("none") << QByteArray("UPDATE t SET a = '?', `b?` = \":x\" -- ? :y") << QStringList{};
    QTest::newRow("positional") << QByteArray("UPDATE t SET a=? WHERE b IN (?,?)") << QStringList{{}, {}, {}};
    QTest::newRow("named, one twice") << QByteArray("UPDATE t SET a=:a WHERE b=:b_2 OR a=:a") << QStringList{u":a"_s, u":b_2"_s, u":a"_s};
    QTest::newRow("times are texts") << QByteArray("UPDATE t SET a='10:30:00' WHERE b=:1") << QStringList{u":1"_s};
}

void PartsTest::countsParameters()
{
    QFETCH(QByteArray, sql);
    QFETCH(QStringList, names);
    const Result<Statement> read = analyse(sql);
    QVERIFY2(read, qPrintable(summaryOf(read)));
    QStringList found;
    for (const Parameter &parameter : read->parameters)
        found.append(parameter.name);
    QCOMPARE(found, names);
}

void PartsTest::cutsExcerpts()
{
    const Result<Statement> read = analyse("UPDATE t SET a=:a, b=:b WHERE c=:c AND d=:a ORDER BY e LIMIT :n");
    QVERIFY(read);
    QCOMPARE(read->excerpt(*read->assigned), (Excerpt{"a=?, b=?", {0, 1}}));
    QCOMPARE(read->excerpt(*read->where), (Excerpt{"c=? AND d=?", {2, 3}}));
    QCOMPARE(read->excerpt(*read->orderBy), (Excerpt{"e", {}}));
    QCOMPARE(read->excerpt(*read->limit), (Excerpt{"?", {4}}));
    QCOMPARE(read->whole().sql, QByteArray("UPDATE t SET a=?, b=? WHERE c=? AND d=? ORDER BY e LIMIT ?"));
    QCOMPARE(read->parameters[3].name, u":a"_s);
}

void PartsTest::notesWhatNeedsOneEvaluation_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<bool>("clock");
    QTest::addColumn<bool>("subquery");
    QTest::newRow("neither") << QByteArray("UPDATE t SET a=NOW(), b=(SELECT 1) WHERE c=1") << false << false;
    QTest::newRow("NOW()") << QByteArray("UPDATE t SET a=1 WHERE c < NOW()") << true << false;
    QTest::newRow("a word that is a clock") << QByteArray("DELETE FROM t WHERE c < CURRENT_TIMESTAMP") << true << false;
    QTest::newRow("in ORDER BY") << QByteArray("DELETE FROM t ORDER BY TIMEDIFF(c, UTC_TIME) LIMIT 1") << true << false;
    QTest::newRow("a column of that name") << QByteArray("DELETE FROM t WHERE `current_date` = t.current_time") << false << false;
    QTest::newRow("sub-query") << QByteArray("DELETE FROM t WHERE EXISTS (SELECT 1 FROM u)") << false << true;
}

void PartsTest::notesWhatNeedsOneEvaluation()
{
    QFETCH(QByteArray, sql);
    QFETCH(bool, clock);
    QFETCH(bool, subquery);
    const Result<Statement> read = analyse(sql);
    QVERIFY2(read, qPrintable(summaryOf(read)));
    QCOMPARE(read->readsClock, clock);
    QCOMPARE(read->hasSubquery, subquery);
}

void PartsTest::readsModes()
{
    QCOMPARE(sqlModeFrom(u"STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION").value(), SqlMode{});
    QCOMPARE(sqlModeFrom(u"").value(), SqlMode{});
    QCOMPARE(sqlModeFrom(u"REAL_AS_FLOAT,PIPES_AS_CONCAT,ANSI_QUOTES,IGNORE_SPACE,ANSI").value(), (SqlMode{.ansiQuotes = true}));
    QCOMPARE(sqlModeFrom(u"NO_BACKSLASH_ESCAPES").value(), (SqlMode{.noBackslashEscapes = true}));
    QVERIFY(!sqlModeFrom(u"PIPES_AS_CONCAT,ORACLE"));
    QVERIFY(!sqlModeFrom(u"MSSQL"));
}

TXDESK_TEST(PartsTest);

} // namespace txdesk::test

#include "parts_test.moc"
