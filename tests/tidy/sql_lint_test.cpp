// SQL is written in sql/, one statement a file, and bound to values. Nothing else in the programs spells a statement; the
// few files that put packets for MySQL together, from those statements and escaped values, are named here.
// Source: ASVS 1.2.4.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_main.h"
#include "tests/tidy/source_tree.h"

#include <QMap>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

namespace txdesk::test {
namespace {

// Path and why it may. Values come in as numbers, or through MysqlRows, which escapes them.
const QMap<QString, QString> &mayHoldSql()
{
    static const QMap<QString, QString> files{
        {u"shared/at/mysql_capture.cpp"_s, u"the user's own text with keys as literals; one fixed text"_s},
        {u"shared/at/mysql_references.cpp"_s, u"names from information_schema, quoted; values as literals by class"_s},
        {u"shared/at/mysql_restore.cpp"_s, u"images: names from information_schema, quoted; values as literals by class, or bound"_s},
        {u"shared/at/mysql_tables.cpp"_s, u"one question about a quoted name"_s},
        {u"shared/at/sqlite_capture.cpp"_s, u"images: names from the schema, quoted; values bound"_s},
        {u"shared/at/sqlite_handle.cpp"_s, u"a fixed text"_s},
        {u"shared/at/sqlite_restore.cpp"_s, u"images: names from the schema, quoted; values bound"_s},
        {u"server/ctl/backup.cpp"_s, u"a fixed text"_s},
        {u"server/store/mysql_batch.cpp"_s, u"rows of one packet, by MysqlRows"_s},
        {u"server/store/mysql_claims.cpp"_s, u"lists of numbers"_s},
        {u"server/store/mysql_connection.cpp"_s, u"settings of the session, fixed texts and numbers"_s},
        {u"server/store/mysql_migrator.cpp"_s, u"fixed texts and numbers"_s},
        {u"server/store/mysql_rows.cpp"_s, u"the one place that escapes values"_s},
        {u"server/store/mysql_rows.h"_s, u"a comment"_s},
        {u"server/store/mysql_writer.cpp"_s, u"gids, by MysqlRows"_s},
        {u"server/store/schema_migrator.cpp"_s, u"fixed texts and numbers"_s},
        {u"server/store/sqlite_connection.cpp"_s, u"fixed texts"_s},
    };
    return files;
}

bool isProgram(const SourceFile &file)
{
    return file.isCpp() && (file.path.startsWith("server/"_L1) || file.path.startsWith("shared/"_L1) || file.path.startsWith("console/"_L1));
}

// A literal that begins, or goes on, as a statement does.
bool spellsSql(const QString &line)
{
    static const QRegularExpression statement(
        u"\"(?:[^\"]*[; ])?(?:select |insert into |update \\w+ set|delete from |drop table|alter table|create table|truncate table|replace into |set session )"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression shownToPeople(u"(?:tr|translate)\\(|^\\s*//"_s);
    if (!statement.match(line).hasMatch() || shownToPeople.match(line).hasMatch())
        return false;
    static const QRegularExpression select(u"\"[^\"]*\\bselect\\b(?![^\"]*(?:\\bfrom\\b|@@|\\())"_s, QRegularExpression::CaseInsensitiveOption);
    return !select.match(line).hasMatch();
}

} // namespace

class SqlLintTest : public QObject
{
    Q_OBJECT

private slots:
    void knowsSql_data();
    void knowsSql();
    void noSqlInTheProgram();
    void exceptionsAreNeeded();
};

void SqlLintTest::knowsSql_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<bool>("isSql");
    QTest::newRow("built") << u"query = \"select id from trans_global where gid = '\" + gid + \"'\";"_s << true;
    QTest::newRow("arg") << u"u\"delete from kv where k = '%1'\"_s.arg(key)"_s << true;
    QTest::newRow("upper case") << u"exec(\"INSERT INTO kv VALUES\")"_s << true;
    QTest::newRow("second statement") << u"\"; update kv set v = 1\""_s << true;
    QTest::newRow("a word") << u"\"Select a transaction\""_s << false;
    QTest::newRow("a sentence") << u"tr(\"Update the list from the server\")"_s << false;
    QTest::newRow("a comment") << u"// \"select 1 from kv\""_s << false;
    QTest::newRow("a file") << u"Sql::KvSelect"_s << false;
}

void SqlLintTest::knowsSql()
{
    QFETCH(QString, line);
    QTEST(spellsSql(line), "isSql");
}

void SqlLintTest::noSqlInTheProgram()
{
    QStringList faults;
    for (const SourceFile &file : sourceFiles()) {
        if (!isProgram(file) || mayHoldSql().contains(file.path))
            continue;
        for (qsizetype i = 0; i < file.lines.size(); ++i)
            if (spellsSql(file.lines[i]))
                faults.append(u"%1:%2: a statement belongs into sql/, with its values bound"_s.arg(file.path).arg(i + 1));
    }
    QVERIFY2(faults.isEmpty(), qPrintable(u'\n' + faults.join(u'\n')));
}

void SqlLintTest::exceptionsAreNeeded()
{
    for (auto it = mayHoldSql().begin(); it != mayHoldSql().end(); ++it)
        QVERIFY2(exists(it.key()), qPrintable(it.key()));
}

TXDESK_TEST(SqlLintTest);

} // namespace txdesk::test
#include "sql_lint_test.moc"
