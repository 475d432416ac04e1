// What the analyser refuses, and that it says why.
// SPDX-License-Identifier: Apache-2.0
#include "tests/statement/summary.h"
#include "tests/support/test_main.h"

#include "shared/statement/token.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk::statement;

namespace txdesk::test {

class RefusalTest final : public QObject
{
    Q_OBJECT

private slots:
    void refuses_data();
    void refuses();
    void keepsLimits_data();
    void keepsLimits();
    void showsNoValues();
};

void RefusalTest::refuses_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QString>("construct");
    const auto row = [](const char *sql, const char *construct) { QTest::newRow(sql) << QByteArray(sql) << QString::fromUtf8(construct); };
    row("UPDATE t JOIN u ON t.id=u.id SET t.a=1", "a join in UPDATE");
    row("UPDATE t, u SET t.a=1", "a join in UPDATE");
    row("UPDATE t a LEFT JOIN u b ON 1 SET a.x=1", "a join in UPDATE");
    row("UPDATE (t, u) SET a=1", "a sub-query or a join as the table of UPDATE");
    row("UPDATE t SET u.a=1", "a column of another table");
    row("UPDATE t AS x SET t.a=1", "a column of another table");
    row("UPDATE IGNORE t SET a=1", "UPDATE IGNORE");
    row("UPDATE LOW_PRIORITY t SET a=1", "UPDATE LOW_PRIORITY");
    row("UPDATE t PARTITION (p0) SET a=1", "PARTITION behind the table of UPDATE");
    row("UPDATE t FOR PORTION OF p FROM 1 TO 2 SET a=1", "FOR in UPDATE");
    row("UPDATE t USE INDEX (i) SET a=1", "USE behind");
    row("UPDATE t SET a=1 WHERE b=2 LIMIT 1, 2", "an offset in LIMIT");
    row("UPDATE t SET a=1 LIMIT 1+1", "+ in UPDATE");
    row("UPDATE t SET a=1 LIMIT @x", "a LIMIT that is neither");
    row("UPDATE t SET a=1 LIMIT ROWS EXAMINED 5", "a LIMIT that is neither");
    row("UPDATE t SET a=1 LIMIT 5 ROWS EXAMINED 5", "ROWS in UPDATE");
    row("UPDATE t SET a=1 WHERE b=2 RETURNING a", "RETURNING in UPDATE");
    row("UPDATE t SET a=1 WHERE b=2 GROUP BY c", "GROUP in UPDATE");
    row("UPDATE t SET a:=1", ":= in place of =");
    row("UPDATE t SET (a,b)=(1,2)", "( where a name must stand");
    row("UPDATE t SET a=1, WHERE b=1", "WHERE where a name must stand");
    row("UPDATE t SET a= WHERE b=1", "the statement has an empty value");
    row("UPDATE t SET a=1 WHERE", "the statement has an empty WHERE");
    row("UPDATE t", "the statement has no SET");
    row("UPDATE a.b.c SET x=1", "a table's name of three parts");
    row("UPDATE t SET a=1 WHERE id=(@x:=2)", "an assignment to a user variable");
    row("UPDATE t SET a=(@x:=@x+1)", "an assignment to a user variable");
    row("DELETE t FROM t JOIN u", "a join in DELETE");
    row("DELETE t, u FROM t JOIN u", "a join in DELETE");
    row("DELETE FROM t USING t JOIN u", "a join in DELETE");
    row("DELETE FROM t, u USING t JOIN u", "a join in DELETE");
    row("DELETE QUICK FROM t", "DELETE QUICK");
    row("DELETE IGNORE FROM t", "DELETE IGNORE");
    row("DELETE HISTORY FROM t", "DELETE HISTORY");
    row("DELETE FROM t WHERE a=1 RETURNING *", "RETURNING in DELETE");
    row("DELETE FROM t WHERE a=RAND()", "RAND in WHERE or ORDER BY");
    row("DELETE FROM t WHERE a=UUID()", "UUID in WHERE or ORDER BY");
    row("DELETE FROM t WHERE a < SYSDATE()", "SYSDATE in WHERE or ORDER BY");
    row("DELETE FROM t ORDER BY rand() LIMIT 1", "RAND in WHERE or ORDER BY");
    row("DELETE FROM t WHERE a=LAST_INSERT_ID()", "LAST_INSERT_ID in WHERE");
    row("DELETE FROM t WHERE a=NEXT VALUE FOR s", "NEXT VALUE in WHERE");
    row("DELETE FROM t WHERE a=my_function(1)", "the function my_function");
    row("DELETE FROM t WHERE a=db.f(1)", "the function f");
    row("UPDATE t SET a=`f`(1)", "the function f");
    row("UPDATE t SET a=nextval(s)", "the function nextval");
    row("UPDATE t SET a=FOUND_ROWS()", "the function FOUND_ROWS");
    row("UPDATE t SET a=NOW ()", "a blank between NOW and its parenthesis");
    row("UPDATE t SET a=SUM/**/(b)", "a blank between SUM and its parenthesis");
    row("DELETE FROM t WHERE id IN (SELECT id FROM u FOR UPDATE)", "a locking clause in a sub-query");
    row("DELETE FROM t WHERE id IN (WITH x AS (SELECT 1) SELECT * FROM x)", "a common table expression (WITH)");
    row("INSERT INTO t SELECT 1", "INSERT .. SELECT");
    row("INSERT INTO t (a) SELECT a FROM u", "INSERT .. SELECT");
    row("INSERT INTO t (a) (SELECT a FROM u)", "INSERT .. SELECT");
    row("INSERT INTO t (SELECT a FROM u)", "INSERT .. SELECT");
    row("INSERT INTO t ((SELECT a FROM u))", "INSERT .. SELECT");
    row("INSERT INTO t (a) WITH x AS (SELECT 1) SELECT * FROM x", "INSERT .. SELECT");
    row("INSERT INTO t TABLE u", "INSERT .. SELECT");
    row("REPLACE INTO t SELECT 1", "REPLACE .. SELECT");
    row("INSERT DELAYED INTO t VALUES (1)", "INSERT DELAYED");
    row("INSERT INTO t PARTITION (p) VALUES (1)", "PARTITION behind");
    row("INSERT INTO t VALUES ROW(1)", "ROW where a row of values must stand");
    row("INSERT INTO t (a,b) VALUES (1)", "a row with 1 values where 2 must stand");
    row("INSERT INTO t VALUES (1),(1,2)", "a row with 2 values where 1 must stand");
    row("INSERT INTO t (a,A) VALUES (1,2)", "the column A twice");
    row("INSERT INTO t SET a=1, a=2", "the column a twice");
    row("INSERT INTO t VALUES (1,)", "the statement has an empty value");
    row("INSERT INTO t VALUES (1", "an unclosed parenthesis");
    row("INSERT INTO t VALUES (1) RETURNING id", "RETURNING in INSERT");
    row("INSERT INTO t (a) VALUES (1) AS n(x) ON DUPLICATE KEY UPDATE a=x", "names for the columns of a new row");
    row("INSERT IGNORE INTO t (a) VALUES (1) ON DUPLICATE KEY UPDATE a=1", "ON DUPLICATE KEY UPDATE with INSERT IGNORE");
    row("REPLACE INTO t (a) VALUES (1) ON DUPLICATE KEY UPDATE a=1", "ON DUPLICATE KEY UPDATE with REPLACE");
    row("INSERT INTO t (a) VALUES (1) ON CONFLICT DO NOTHING", "CONFLICT in INSERT");
    row("INSERT INTO t (a) VALUES ((SELECT a INTO @x FROM u))", "SELECT .. INTO");
    row("SELECT a INTO OUTFILE 'x' FROM t", "SELECT .. INTO");
    row("SELECT a FROM t INTO @x", "SELECT .. INTO");
    row("SELECT @x := 1", "an assignment to a user variable");
    row("SELECT f(1) FROM t", "the function f");
    row("SELECT a FROM t, u FOR UPDATE", "a join in SELECT .. FOR UPDATE");
    row("SELECT a FROM t JOIN u USING (id) FOR UPDATE", "a join in SELECT .. FOR UPDATE");
    row("SELECT DISTINCT a FROM t FOR UPDATE", "DISTINCT in SELECT .. FOR UPDATE");
    row("SELECT a FROM t GROUP BY a FOR UPDATE", "GROUP in SELECT .. FOR UPDATE");
    row("SELECT a FROM t UNION SELECT 1 FROM t FOR UPDATE", "UNION in SELECT .. FOR UPDATE");
    row("SELECT 1 FOR UPDATE", "without a table");
    row("SELECT a FROM (SELECT 1) x FOR UPDATE", "a sub-query or a join as the table");
    row("SELECT a FROM t FOR UPDATE SKIP LOCKED", "SKIP in SELECT .. FOR UPDATE");
    row("SELECT a FROM t FOR UPDATE OF t", "OF in SELECT .. FOR UPDATE");
    row("SELECT a FROM t LOCK IN SHARE MODE", "LOCK IN SHARE MODE, which does not look at the global locks");
    row("SELECT a FROM t FOR SHARE", "FOR SHARE, which does not look");
    row("SELECT a FROM (SELECT a FROM t FOR UPDATE) x", "a locking clause in a sub-query");
    row("(SELECT a FROM t FOR UPDATE)", "a locking clause in a sub-query");
    row("SELECT a FROM t WHERE b=RAND() FOR UPDATE", "RAND in WHERE");
    row("WITH x AS (SELECT 1) SELECT * FROM x", "a common table expression (WITH)");
    row("WITH x AS (SELECT 1) UPDATE t SET a=1", "a common table expression (WITH)");
    row("CALL p()", "CALL");
    row("TRUNCATE t", "TRUNCATE");
    row("LOAD DATA INFILE 'x' INTO TABLE t", "LOAD DATA");
    row("LOCK TABLES t WRITE", "LOCK TABLES");
    row("SET @x = 1", "SET");
    row("CREATE TABLE t (id INT)", "DDL (CREATE)");
    row("alter table t add x int", "DDL (ALTER)");
    row("DROP TABLE t", "DDL (DROP)");
    row("BEGIN", "transaction control (BEGIN)");
    row("start transaction", "transaction control (START)");
    row("COMMIT", "transaction control (COMMIT)");
    row("ROLLBACK TO SAVEPOINT x", "transaction control (ROLLBACK)");
    row("SAVEPOINT x", "transaction control (SAVEPOINT)");
    row("XA START 'x'", "transaction control (XA)");
    row("PREPARE s FROM 'x'", "PREPARE");
    row("EXPLAIN ANALYZE SELECT 1", "ANALYZE");
    row("ANALYZE UPDATE t SET a=1", "ANALYZE");
    row("DO SLEEP(1)", "a statement that begins with DO");
    row("USE db", "a statement that begins with USE");
    row("'x'", "a statement that begins with a text");
    row("(UPDATE t SET a=1)", "a statement that begins with a parenthesis");
    row("UPDATE t SET a=1; DELETE FROM t", "several statements in one text");
    row("UPDATE t SET a=1;;DELETE FROM t;", "several statements in one text");
    row("UPDATE t SET a=1 /*! WHERE b=2 */", "an executable comment");
    row("UPDATE t SET a=1 /*!50000 WHERE b=2 */", "an executable comment");
    row("UPDATE t SET a=1 /*M! WHERE b=2 */", "an executable comment");
    row("UPDATE /*+ SET_VAR(sql_mode='') */ t SET a=1", "an optimizer hint");
    row("UPDATE t SET a=1--/* x */1 WHERE b=2", "two minuses before a comment");
    row("UPDATE t SET a=1--#x\n1 WHERE b=2", "two minuses before a comment");
    row("UPDATE t SET a=1----", "two minuses before a comment or the end");
    row("UPDATE t SET a=1--;", "two minuses before a comment or the end");
    row("UPDATE t SET a=1 /* x", "an unclosed comment");
    row("UPDATE t SET a='x", "an unclosed quote");
    row("UPDATE t SET a='x\\'", "an unclosed quote");
    row("UPDATE t SET a=\"x", "an unclosed quote");
    row("UPDATE `t SET a=1", "an unclosed quote");
    row("UPDATE t SET a=@'x", "an unclosed quote");
    row("UPDATE `` SET a=1", "an empty name");
    row("UPDATE t SET a=(1", "an unclosed parenthesis");
    row("UPDATE t SET a=1)", "a parenthesis that closes nothing");
    row("UPDATE t SET a={d '2020-01-01'}", "the character { outside of quotes");
    row("UPDATE t SET a=\\N", "the character \\ outside of quotes");
    row("UPDATE [t] SET a=1", "the character [ outside of quotes");
    row("UPDATE 1t SET a=1", "a name that begins with a digit");
    row("UPDATE t SET a=1e", "a name that begins with a digit");
    row("UPDATE d.1t SET a=1", "a name that begins with a digit");
    row("UPDATE t SET t. a=1", "a blank or comment after the dot of a name");
    row("UPDATE t SET a=? WHERE b=:b", "? and :name in one statement");
    row("UPDATE t SET a=?b", "a parameter that runs into a name");
    row("UPDATE t SET a=:", "a colon without a name");
    row("UPDATE t SET a=@", "an @ without a name");
    row("UPDATE t SET \xF0\x9F\x98\x80=1", "a name with characters beyond U+FFFF");
    row("UPDATE t SET a=1\x01", "a control character outside of quotes");
    row("", "no words");
    row(" -- nothing", "no words");
    row(";", "no words");
}

void RefusalTest::refuses()
{
    QFETCH(QByteArray, sql);
    QFETCH(QString, construct);
    const Result<Statement> read = analyse(sql);
    QVERIFY2(!read, qPrintable(summaryOf(read)));
    QVERIFY2(read.error().message.contains(construct), qPrintable(read.error().message));
    QCOMPARE(read.error().code, ErrorCode::InvalidRequest);
    QCOMPARE(read.error().field, u"sql"_s);
}

// Row 83 of the list of bad inputs.
void RefusalTest::keepsLimits_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QString>("message"); // empty: accepted
    const QByteArray head("UPDATE t SET a="), tail(" WHERE b=1");
    const auto padded = [&](qsizetype size) { return head + '\'' + QByteArray(size - head.size() - tail.size() - 2, 'x') + '\'' + tail; };
    const auto nested = [&](qsizetype depth) { return head + QByteArray(depth, '(') + '1' + QByteArray(depth, ')') + tail; };
    QTest::newRow("1 MiB") << padded(statementBytesMax) << QString();
    QTest::newRow("1 MiB and a byte") << padded(statementBytesMax + 1) << u"more than 1 MiB"_s;
    QTest::newRow("200 parentheses") << nested(200) << QString();
    QTest::newRow("201 parentheses") << nested(201) << u"more than 200 nested parentheses"_s;
    QTest::newRow("a million parentheses") << QByteArray(1'000'000, '(') << u"more than 200 nested parentheses"_s;
    QTest::newRow("NUL") << QByteArray("UPDATE t SET a='\0'", 18) << u"a NUL byte"_s;
    QTest::newRow("invalid UTF-8") << QByteArray("UPDATE t SET a='\xff'") << u"not UTF-8"_s;
    QTest::newRow("overlong") << QByteArray("UPDATE t SET a='\xc0\xa7 OR 1'") << u"not UTF-8"_s;
    QTest::newRow("GBK that eats a backslash") << QByteArray("UPDATE t SET a='\xbf\\' WHERE b='x'") << u"not UTF-8"_s;
    QTest::newRow("GBK that eats a quote") << QByteArray("UPDATE t SET a='\xbf' OR 1=1 -- '") << u"not UTF-8"_s;
    QTest::newRow("half a character") << QByteArray("UPDATE t SET a='\xe4\xb8'") << u"not UTF-8"_s;
    QTest::newRow("a surrogate") << QByteArray("UPDATE t SET a='\xed\xa0\x80'") << u"not UTF-8"_s;
    QTest::newRow("an emoji in a text") << QByteArray("UPDATE t SET a='\xf0\x9f\x98\x80'") << QString();
}

void RefusalTest::keepsLimits()
{
    QFETCH(QByteArray, sql);
    QFETCH(QString, message);
    const Result<Statement> read = analyse(sql);
    QCOMPARE(read.has_value(), message.isEmpty());
    QVERIFY2(read || read.error().message.contains(message), qPrintable(summaryOf(read)));
}

void RefusalTest::showsNoValues()
{
    for (const char *sql : {"UPDATE t SET a='hunter2' 'x' b", "UPDATE t SET a=1 LIMIT 'hunter2'", "'hunter2'", "INSERT INTO t VALUES ('hunter2'", "SELECT 1 'hunter2' FROM 'hunter2' FOR UPDATE"})
        QVERIFY2(!summaryOf(analyse(sql)).contains(u"hunter2"_s) || analyse(sql), sql);
    const QString longName = summaryOf(analyse("UPDATE t SET a=" + QByteArray(1000, 'f') + "(1)"));
    QVERIFY(longName.contains(QString(64, u'f')) && !longName.contains(QString(65, u'f')));
}

TXDESK_TEST(RefusalTest);

} // namespace txdesk::test

#include "refusal_test.moc"
