// How quotes, escapes and comments are read in each sql_mode.
// SPDX-License-Identifier: Apache-2.0
#include "tests/statement/summary.h"
#include "tests/support/test_main.h"

#include "shared/statement/token.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk::statement;

namespace txdesk::test {

class TokenizerTest final : public QObject
{
    Q_OBJECT

private slots:
    void modesChangeQuotes_data();
    void modesChangeQuotes();
    void cuts_data();
    void cuts();
    void unquotes();
};

void TokenizerTest::modesChangeQuotes_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<bool>("ansiQuotes");
    QTest::addColumn<bool>("noBackslash");
    QTest::addColumn<QString>("summary");
    const auto row = [](const char *name, const char *sql, bool ansi, bool noBackslash, const char *summary) {
        QTest::newRow(name) << QByteArray(sql) << ansi << noBackslash << QString::fromUtf8(summary);
    };
    row("a text", "UPDATE t SET a=\"b\"", false, false, "update t | set a=\"b\"");
    row("a name", "UPDATE \"t\" SET \"a\"\"b\"=\"b\"", true, false, "update t | set a\"b=\"b\"");
    row("no name without the mode", "UPDATE \"t\" SET a=1", false, false, "AT does not support a text where a name must stand");
    row("no escapes in names", "UPDATE \"t\\\" SET a=1", true, false, "update t\\ | set a=1");
    row("an escaped quote", "UPDATE t SET a='x\\' WHERE b=1 -- '", false, false, "update t | set a='x\\' WHERE b=1 -- '");
    row("a backslash that is itself", "UPDATE t SET a='x\\' WHERE b=1 -- '", false, true, "update t | set a='x\\' | where b=1");
    row("two backslashes", "UPDATE t SET a='x\\\\' WHERE b=1", false, false, "update t | set a='x\\\\' | where b=1");
    row("doubled quotes", "UPDATE t SET a='''' WHERE b=''''''", false, true, "update t | set a='''' | where b=''''''");
}

void TokenizerTest::modesChangeQuotes()
{
    QFETCH(QByteArray, sql);
    QFETCH(bool, ansiQuotes);
    QFETCH(bool, noBackslash);
    QFETCH(QString, summary);
    QCOMPARE(summaryOf(analyse(sql, {.ansiQuotes = ansiQuotes, .noBackslashEscapes = noBackslash})), summary);
}

void TokenizerTest::cuts_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QByteArray>("tokens"); // separated by blanks
    const auto row = [](const char *name, const char *sql, const char *tokens) { QTest::newRow(name) << QByteArray(sql) << QByteArray(tokens); };
    row("numbers", "1 1.5 .5 1. 1e5 1.5E-3 0x1f 0b01", "1 1.5 .5 1. 1e5 1.5E-3 0x1f 0b01");
    row("operators", "a<=>b->>c:=1", "a < = > b - > > c := 1");
    row("line comments", "a-- x\nb#y\r\nc--", "a b c");
    row("no line comment", "a --b", "a - - b");
    row("a comment in a comment ends", "a/* /* */b", "a b");
    row("quotes in comments", "a/* ' */b-- \"\nc", "a b c");
    row("comments in quotes", "'/*' \"--\" `#`", "'/*' \"--\" `#`");
    row("variables", "@a @@b.c @'d e' @`f`", "@a @@b.c @'d e' @`f`");
    row("names", "$a _b c1 \xc3\xa9", "$a _b c1 \xc3\xa9");
    row("dots", "a.b .c `d`.`e`", "a . b . c `d` . `e`");
}

void TokenizerTest::cuts()
{
    QFETCH(QByteArray, sql);
    QFETCH(QByteArray, tokens);
    const Result<TokenList> list = tokensOf(sql, {});
    QVERIFY2(list, list ? "" : qPrintable(list.error().message));
    QByteArrayList found;
    for (const Token &token : list->tokens)
        found.append(list->text.sliced(token.begin, token.size));
    QCOMPARE(found.join(' '), tokens);
    QCOMPARE(list->text.size(), sql.size());
}

void TokenizerTest::unquotes()
{
    QCOMPARE(unquotedName("a"), QByteArray("a"));
    QCOMPARE(unquotedName("`a``b`"), QByteArray("a`b"));
    QCOMPARE(unquotedName("\"a\"\"b`\""), QByteArray("a\"b`"));
}

TXDESK_TEST(TokenizerTest);

} // namespace txdesk::test

#include "tokenizer_test.moc"
