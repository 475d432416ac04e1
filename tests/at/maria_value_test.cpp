// Values of every type of column, changed, deleted and brought back on MariaDB: the same bytes, whatever the session's settings.
// SPDX-License-Identifier: Apache-2.0
#include "tests/at/maria_world.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk::at;

namespace txdesk::test {

class MariaValueTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (const QString why = MariaWorld::start(); !why.isEmpty())
            QSKIP(qPrintable(why));
    }
    void cleanupTestCase() { MariaWorld::stop(); }
    void group15_comesBackAndDirtyIsSeen_data();
    void group15_comesBackAndDirtyIsSeen();
    void group15_timestampsInOtherZones();
    void group15_largeValues();
    void group15_undoRecordLargerThanAPacket();
};

void MariaValueTest::group15_comesBackAndDirtyIsSeen_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    const auto row = [](const char *name, const char *type, const char *from, const char *to) {
        QTest::newRow(name) << QString::fromUtf8(type) << QString::fromUtf8(from) << QString::fromUtf8(to);
    };
    row("null to value", "VARCHAR(20)", "NULL", "'a'");
    row("value to null", "VARCHAR(20)", "'a'", "NULL");
    row("null to empty", "VARCHAR(20)", "NULL", "''");
    row("empty to null", "VARCHAR(20)", "''", "NULL");
    row("null blob to value", "BLOB", "NULL", "x'00'");
    row("null text to value", "LONGTEXT", "NULL", "'x'");
    row("blob with zero bytes", "BLOB", "x'00ff00270a5c'", "x''");
    row("varbinary that is no UTF-8", "VARBINARY(20)", "x'c328a0ff'", "x'41'");
    row("binary with zeros at its end", "BINARY(6)", "x'4100'", "'abc'");
    row("four-byte letters", "VARCHAR(20)", "'\U0001F600 张三'", "'x'");
    row("text that begins with U+FEFF", "TEXT", "_utf8mb4 x'EFBBBF61'", "'a'");
    row("text with a zero character", "TEXT", "'a\\0b'", "'ab'");
    row("quotes, colons and backslashes", "TEXT", "'it\\'s :x, \\\\ \"y\" `z` -- ? # /* */'", "'n'");
    row("text in latin1", "VARCHAR(20) CHARACTER SET latin1", "'naïve €'", "'x'");
    row("text in utf16", "VARCHAR(20) CHARACTER SET utf16", "'\U0001F600é'", "'x'");
    row("text in gbk", "VARCHAR(20) CHARACTER SET gbk", "'张三'", "'李四'");
    row("long text in gbk", "TEXT CHARACTER SET gbk", "REPEAT('张', 3000)", "'x'");
    row("bytes that are no gbk", "VARCHAR(20) CHARACTER SET gbk", "CONVERT(x'A1A8A2E3' USING gbk)", "'x'");
    row("enum in big5", "ENUM('張','b') CHARACTER SET big5", "'張'", "'b'");
    row("blanks at the end", "VARCHAR(20)", "'a  '", "'a'");
    row("char", "CHAR(10)", "'a'", "'b'");
    row("letters in another case", "VARCHAR(20) COLLATE utf8mb4_general_ci", "'Abc'", "'aBC'");
    row("decimal(65,30)", "DECIMAL(65,30)", "12345678901234567890123456789012345.123456789012345678901234567890", "-0.000000000000000000000000000001");
    row("decimal with zeros in front", "DECIMAL(10,2) ZEROFILL", "42.5", "1");
    row("datetime(6)", "DATETIME(6)", "'2026-03-29 02:30:00.123456'", "'9999-12-31 23:59:59.999999'");
    row("zero date", "DATE", "'0000-00-00'", "'2020-01-01'");
    row("half a date", "DATE", "'2020-00-15'", "'0000-00-00'");
    row("zero datetime", "DATETIME", "'0000-00-00 00:00:00'", "'2020-01-01'");
    row("zero timestamp", "TIMESTAMP NULL", "'0000-00-00 00:00:00'", "'2020-01-01'");
    row("timestamp(6)", "TIMESTAMP(6) NULL", "'2020-02-29 12:00:00.000001'", "'2020-02-29 12:00:00.000002'");
    row("null timestamp", "TIMESTAMP NULL", "NULL", "'2020-01-01'");
    row("longest time", "TIME(6)", "'-838:59:58.999999'", "'838:59:58.000001'");
    row("year", "YEAR", "'0000'", "1901");
    row("a year of this century", "YEAR", "2005", "1970");
    row("float", "FLOAT", "0.1", "0.2");
    row("large float", "FLOAT", "3.4e38", "-1.17e-38");
    row("float, minus zero", "FLOAT", "-0e0", "1");
    row("float with digits", "FLOAT(7,4)", "123.4567", "0");
    row("double", "DOUBLE", "0.1", "0.30000000000000004e0");
    row("large double", "DOUBLE", "1.7976931348623157e308", "-2.2250738585072014e-308");
    row("double, minus zero", "DOUBLE", "-0e0", "1");
    row("double that is whole", "DOUBLE", "9007199254740993e0", "1");
    row("bit(1)", "BIT(1)", "b'1'", "b'0'");
    row("bit(64)", "BIT(64)", "18446744073709551615", "b'1'");
    row("enum", "ENUM('a','b','')", "'b'", "''");
    row("enum in another case", "ENUM('A','b')", "'a'", "'B'");
    row("set", "SET('a','b','c')", "'a,c'", "''");
    row("json", "JSON", "'{\"b\": [1, 2.50, null], \"a\":  \"é\"}'", "'[]'");
    row("smallest bigint", "BIGINT", "-9223372036854775808", "9223372036854775807");
    row("largest unsigned bigint", "BIGINT UNSIGNED", "18446744073709551615", "0");
    row("tinyint", "TINYINT", "-128", "127");
    row("int with zeros in front", "INT(8) ZEROFILL", "42", "7");
    row("boolean", "BOOLEAN", "TRUE", "FALSE");
    row("uuid", "UUID", "'123e4567-e89b-12d3-a456-426655440000'", "NULL");
    row("inet6", "INET6", "'2001:db8::ff00:42:8329'", "'::1'");
}

void MariaValueTest::group15_comesBackAndDirtyIsSeen()
{
    QFETCH(QString, type);
    QFETCH(QString, from);
    QFETCH(QString, to);
    const QStringList schema{u"SET SESSION sql_mode = ''"_s, u"CREATE TABLE v(id INT PRIMARY KEY, x %1, y INT)"_s.arg(type), u"INSERT INTO v VALUES (1, %1, 5)"_s.arg(from)};
    MariaWorld world;
    world.addMariaBank(u"bank"_s, schema);
    const QString before = world.dump();
    for (const QString &work : {u"UPDATE v SET x = %1"_s.arg(to), u"DELETE FROM v"_s, u"UPDATE v SET y = 7"_s, u"REPLACE INTO v VALUES (1, %1, 6)"_s.arg(to)}) {
        if (work.startsWith("REPLACE"_L1))
            QCOMPARE(world.run(u"SET SESSION sql_mode = 'STRICT_ALL_TABLES'"_s), QString());
        const Result<> worked = world.work(work, {work});
        QVERIFY2(worked, worked ? "" : qPrintable(work + u": "_s + worked.error().message));
        QVERIFY2(world.dump() != before, qPrintable(work));
        QCOMPARE(world.rollBack(work), QStringList{u"01 200"_s});
        QCOMPARE(world.dump(), before);
    }
    // The difference that one of our own changes makes is one that counts when somebody else makes it.
    QCOMPARE(world.run(u"SET SESSION sql_mode = ''"_s), QString());
    QVERIFY(world.work(u"g"_s, {u"INSERT INTO v VALUES (2, %1, 0)"_s.arg(from)}));
    QCOMPARE(world.run(u"UPDATE v SET x = %1 WHERE id = 2"_s.arg(to)), QString());
    const QString dirty = world.dump();
    const QStringList told = world.rollBack(u"g"_s);
    QVERIFY2(told.value(0).startsWith("01 409"_L1), qPrintable(told.join(u';')));
    QCOMPARE(world.dump(), dirty);
    QCOMPARE(world.run(u"UPDATE v SET x = %1 WHERE id = 2"_s.arg(from)), QString());
    QCOMPARE(world.coordinator.finish(u"g"_s), QStringList{u"01 200"_s});
    QCOMPARE(world.dump(), before);
}

// 02:30 comes twice on 25 October and not at all on 29 March; a session's own zone changes nothing.
void MariaValueTest::group15_timestampsInOtherZones()
{
    const QStringList schema{u"CREATE TABLE t(id INT PRIMARY KEY, at TIMESTAMP(3) NULL)"_s, u"SET time_zone = '+00:00'"_s,
                             u"INSERT INTO t VALUES (1, '2026-10-25 00:30:00.001'), (2, '2026-10-25 01:30:00.001'), (3, '2026-03-29 01:30:00'), (4, '2026-03-29 00:59:59.999')"_s};
    for (const QString &zone : {u"SYSTEM"_s, u"+00:00"_s, u"+05:30"_s, u"-12:00"_s}) {
        MariaWorld world;
        world.addMariaBank(u"bank"_s, schema);
        QCOMPARE(world.run(u"SET time_zone = '%1'"_s.arg(zone)), QString());
        const QString before = world.dump();
        QVERIFY(world.work(u"g"_s, {u"UPDATE t SET at = NULL WHERE id < 3"_s, u"DELETE FROM t WHERE id >= 3"_s}));
        QCOMPARE(world.run(u"SET time_zone = '+09:00'"_s), QString());
        QCOMPARE(world.rollBack(u"g"_s), QStringList{u"01 200"_s});
        QCOMPARE(world.dump(), before);
    }
}

void MariaValueTest::group15_largeValues()
{
    MariaWorld world;
    world.addMariaBank(u"bank"_s, {u"CREATE TABLE b(id INT PRIMARY KEY, v LONGBLOB, t LONGTEXT)"_s, u"INSERT INTO b VALUES (1, REPEAT(x'00ff', 1500000), REPEAT('张', 1000000))"_s});
    const QString digest = u"SELECT id, LENGTH(v), SHA1(v), LENGTH(t), SHA1(t) FROM b"_s;
    const QString before = world.rows(digest);
    for (const QString &work : {u"DELETE FROM b"_s, u"UPDATE b SET v = 'x', t = 'y'"_s}) {
        const QString gid = work.left(6);
        const Result<> worked = world.work(gid, {work});
        QVERIFY2(worked, worked ? "" : qPrintable(worked.error().message));
        QVERIFY(world.rows(digest) != before);
        const QStringList told = world.rollBack(gid);
        QVERIFY2(told.size() == 1 && told.first().endsWith(" 200"_L1), qPrintable(told.join(u';')));
        QCOMPARE(world.rows(digest), before);
    }
}

// Refused before the connection could be lost for it; the local transaction is rolled back.
void MariaValueTest::group15_undoRecordLargerThanAPacket()
{
    MariaWorld world;
    world.addMariaBank(u"bank"_s, {u"CREATE TABLE b(id INT PRIMARY KEY, v LONGBLOB)"_s, u"INSERT INTO b VALUES (1, REPEAT('x', 7000000)), (2, REPEAT('y', 7000000))"_s});
    const Result<> worked = world.work(u"g"_s, {u"UPDATE b SET v = '' WHERE id = 1"_s, u"DELETE FROM b"_s});
    QVERIFY(!worked);
    QCOMPARE(worked.error().code, ErrorCode::InvalidRequest);
    QVERIFY2(worked.error().message.contains("max_allowed_packet"_L1), qPrintable(worked.error().message));
    QCOMPARE(world.rows(u"SELECT id, LENGTH(v) FROM b"_s), u"1|7000000;2|7000000"_s);
    QCOMPARE(world.undoRows(), QString());
    QCOMPARE(world.rollBack(u"g"_s), QStringList());
}

TXDESK_TEST(MariaValueTest);

} // namespace txdesk::test
#include "maria_value_test.moc"
