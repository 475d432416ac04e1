// What is understood, and what is refused with which sentence.
// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/command_line.h"
#include "server/ctl/server_link.h"
#include "tests/support/test_main.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using namespace txdesk::ctl;

class CommandLineTest : public QObject
{
    Q_OBJECT

private slots:
    void understands_data();
    void understands();
    void refuses_data();
    void refuses();
    void helpNeedsNoArguments();
    void everyVerbIsFoundByItsName();
    void everyFlagMeansTheSameEverywhere();
    void codesOfAnswers_data();
    void codesOfAnswers();
    void codesWithoutAnAnswer_data();
    void codesWithoutAnAnswer();
};

void CommandLineTest::understands_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("verb");
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("value");
    const auto row = [](const char *name, const char *text, const char *verb, const QStringList &words, const char *option = "", const char *value = "") {
        QTest::newRow(name) << QString::fromLatin1(text) << QString::fromLatin1(verb) << words << QString::fromLatin1(option) << QString::fromLatin1(value);
    };
    row("plain", "list", "list", {});
    row("option", "list --status submitted,aborting", "list", {}, "status", "submitted,aborting");
    row("equals", "list --status=submitted", "list", {}, "status", "submitted");
    row("option before the verb", "--url http://h:1 show g", "show", {u"g"_s}, "url", "http://h:1");
    row("option between the words", "tokens --role viewer create bob", "tokens create", {u"bob"_s}, "role", "viewer");
    row("two words", "topics subscribe t http://x", "topics subscribe", {u"t"_s, u"http://x"_s});
    row("words that begin with a dash", "show -- --stuck", "show", {u"--stuck"_s});
    row("a value that begins with a dash", "list --sort -failures", "list", {}, "sort", "-failures");
}

void CommandLineTest::understands()
{
    QFETCH(QString, text);
    QFETCH(QString, verb);
    QFETCH(QStringList, words);
    QFETCH(QString, option);
    QFETCH(QString, value);
    const auto line = commandLineFrom(text.split(u' '));
    QVERIFY2(line.has_value(), line ? "" : qPrintable(line.error().message));
    QCOMPARE(QString::fromLatin1(line->verb->name), verb);
    QCOMPARE(line->words, words);
    if (!option.isEmpty())
        QCOMPARE(line->value(option), value);
}

void CommandLineTest::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *text, const QString &sentence) { QTest::newRow(text) << QString::fromLatin1(text) << sentence; };
    row("", u"a verb is missing; txdeskctl --help lists them"_s);
    row("lst", u"unknown verb lst; txdeskctl --help lists them"_s);
    row("tokens", u"tokens is not a verb by itself; there are: tokens list, tokens create, tokens revoke"_s);
    row("show", u"GID is missing: txdeskctl show GID"_s);
    row("show a b", u"b is one word too many: txdeskctl show GID"_s);
    row("topics subscribe t", u"URL is missing: txdeskctl topics subscribe TOPIC URL"_s);
    row("list --colour red", u"unknown option --colour"_s);
    row("show g --stuck", u"show knows no --stuck; txdeskctl show --help says what it takes"_s);
    row("completion bash --url http://h", u"completion knows no --url; txdeskctl completion --help says what it takes"_s);
    row("list --limit", u"--limit needs a value: N"_s);
    row("list --stuck=1", u"--stuck takes no value"_s);
    row("list --limit 1 --limit 2", u"--limit is given twice"_s);
    row("list --status done", u"--status: done is none of prepared, submitted, aborting, succeed, failed"_s);
    row("list --output xml", u"--output: xml is none of table, json"_s);
    row("list --token abc", u"--token: everybody on this machine can read a command line; write the token into a file of mode 0600 and use --token-file"_s);
    row("list --password=abc", u"--password: everybody on this machine can read a command line; write the token into a file of mode 0600 and use --token-file"_s);
}

void CommandLineTest::refuses()
{
    QFETCH(QString, text);
    QFETCH(QString, sentence);
    const auto line = commandLineFrom(text.split(u' ', Qt::SkipEmptyParts));
    QVERIFY(!line);
    QCOMPARE(line.error().message, sentence);
}

void CommandLineTest::helpNeedsNoArguments()
{
    const auto verb = commandLineFrom({u"tokens"_s, u"create"_s, u"--help"_s});
    QVERIFY(verb && verb->wish == CommandLine::Wish::Help && verb->verb);
    QCOMPARE(verb->verb->id, VerbId::TokensCreate);
    const auto all = commandLineFrom({u"-h"_s});
    QVERIFY(all && all->wish == CommandLine::Wish::Help && !all->verb);
    const auto version = commandLineFrom({u"--version"_s});
    QVERIFY(version && version->wish == CommandLine::Wish::Version);
}

void CommandLineTest::everyVerbIsFoundByItsName()
{
    QSet<QString> names;
    for (const Verb &verb : verbTable()) {
        QStringList words = QString::fromLatin1(verb.name).split(u' ');
        words += QString::fromLatin1(verb.arguments).split(u' ', Qt::SkipEmptyParts);
        const auto line = commandLineFrom(words);
        QVERIFY2(line.has_value(), verb.name);
        QVERIFY2(line->verb == &verb, verb.name);
        QVERIFY2(QByteArrayView(verb.sentence).endsWith('.'), verb.name);
        names.insert(QLatin1StringView(verb.name));
    }
    QCOMPARE(names.size(), verbTable().size());
}

// An option is read before its verb is known: it must take a value for all verbs or for none.
void CommandLineTest::everyFlagMeansTheSameEverywhere()
{
    QMap<QString, bool> takesValue;
    for (const Verb &verb : verbTable())
        for (const Flag &flag : flagsOf(verb)) {
            const QString name = QLatin1StringView(flag.name);
            const bool takes = *flag.value != '\0';
            QVERIFY2(takesValue.value(name, takes) == takes, flag.name);
            QVERIFY2(QByteArrayView(flag.sentence).endsWith('.'), flag.name);
            takesValue.insert(name, takes);
        }
}

void CommandLineTest::codesOfAnswers_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<ExitCode>("reading");
    QTest::addColumn<ExitCode>("changing");
    const auto row = [](int status, ExitCode reading, ExitCode changing) { QTest::addRow("%d", status) << status << reading << changing; };
    row(200, ExitCode::Done, ExitCode::Done);
    row(201, ExitCode::Done, ExitCode::Done);
    row(400, ExitCode::WrongUsage, ExitCode::WrongUsage);
    row(401, ExitCode::NotAllowed, ExitCode::NotAllowed);
    row(403, ExitCode::NotAllowed, ExitCode::NotAllowed);
    row(404, ExitCode::NotFound, ExitCode::NotFound);
    row(409, ExitCode::Refused, ExitCode::Refused);
    row(412, ExitCode::Refused, ExitCode::Refused);
    row(429, ExitCode::NotReachable, ExitCode::NotReachable);
    row(503, ExitCode::NotReachable, ExitCode::NotReachable);
    row(500, ExitCode::NotReachable, ExitCode::OutcomeUnknown);
    row(302, ExitCode::NotReachable, ExitCode::OutcomeUnknown);
}

void CommandLineTest::codesOfAnswers()
{
    QFETCH(int, status);
    QFETCH(ExitCode, reading);
    QFETCH(ExitCode, changing);
    const auto answer = [status](bool changes) {
        return answerFrom({.kind = http::ClientResult::Kind::Answered, .status = status, .body = "{\"message\":\"why\"}"}, changes);
    };
    QCOMPARE(answer(false).code, reading);
    QCOMPARE(answer(true).code, changing);
    QCOMPARE(answer(true).error, status < 300 ? QString() : u"why"_s);
}

void CommandLineTest::codesWithoutAnAnswer_data()
{
    using Kind = http::ClientResult::Kind;
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<ExitCode>("reading");
    QTest::addColumn<ExitCode>("changing");
    QTest::newRow("nonsense") << Kind::BadUrl << ExitCode::WrongUsage << ExitCode::WrongUsage;
    QTest::newRow("refused") << Kind::Refused << ExitCode::NotReachable << ExitCode::NotReachable;
    QTest::newRow("not connected") << Kind::NotConnected << ExitCode::NotReachable << ExitCode::NotReachable;
    QTest::newRow("timed out") << Kind::TimedOut << ExitCode::NotReachable << ExitCode::OutcomeUnknown;
    QTest::newRow("broken") << Kind::Broken << ExitCode::NotReachable << ExitCode::OutcomeUnknown;
    QTest::newRow("no HTTP") << Kind::BadResponse << ExitCode::NotReachable << ExitCode::OutcomeUnknown;
}

void CommandLineTest::codesWithoutAnAnswer()
{
    QFETCH(http::ClientResult::Kind, kind);
    QFETCH(ExitCode, reading);
    QFETCH(ExitCode, changing);
    QCOMPARE(answerFrom({.kind = kind, .error = u"x"_s}, false).code, reading);
    QCOMPARE(answerFrom({.kind = kind, .error = u"x"_s}, true).code, changing);
}

TXDESK_TEST(CommandLineTest);
#include "command_line_test.moc"
