// The manual pages, --help and the completion say what the verb table says. TXDESK_REWRITE=1 writes docs/man anew.
// SPDX-License-Identifier: Apache-2.0
#include "server/config/option_table.h"
#include "server/ctl/completion.h"
#include "server/ctl/exit_code.h"
#include "server/ctl/help_text.h"
#include "server/ctl/man_page.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using namespace txdesk::ctl;

class ManualTest : public QObject
{
    Q_OBJECT

private slots:
    void pagesAreUpToDate_data();
    void pagesAreUpToDate();
    void pagesAreGoodRoff_data() { pagesAreUpToDate_data(); }
    void pagesAreGoodRoff();
    void everyVerbIsEverywhere();
    void everyServerOptionIsInItsManual();
    void exitCodesAreComplete();
    void bashCompletes_data();
    void bashCompletes();
};

void ManualTest::pagesAreUpToDate_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("txdeskctl.1") << ctlManual();
    QTest::newRow("txdesk-server.8") << serverManual();
}

void ManualTest::pagesAreUpToDate()
{
    QFETCH(QString, text);
    QFile page(QStringLiteral(TXDESK_SOURCE_DIR "/docs/man/") + QString::fromLatin1(QTest::currentDataTag()));
    if (qEnvironmentVariableIsSet("TXDESK_REWRITE")) {
        QVERIFY(page.open(QIODevice::WriteOnly) && page.write(text.toUtf8()) > 0);
        return;
    }
    QVERIFY2(page.open(QIODevice::ReadOnly), "the page is missing: run with TXDESK_REWRITE=1");
    QVERIFY2(QString::fromUtf8(page.readAll()) == text, "the page is old: run with TXDESK_REWRITE=1");
}

void ManualTest::pagesAreGoodRoff()
{
    QFETCH(QString, text);
    if (QStandardPaths::findExecutable(u"groff"_s).isEmpty())
        QSKIP("groff is not installed");
    QProcess groff;
    groff.start(u"groff"_s, {u"-man"_s, u"-Tutf8"_s, u"-ww"_s, u"-z"_s});
    QVERIFY(groff.waitForStarted());
    groff.write(text.toUtf8());
    groff.closeWriteChannel();
    QVERIFY(groff.waitForFinished());
    QCOMPARE(groff.exitCode(), 0);
    QCOMPARE(QString::fromUtf8(groff.readAllStandardError()), QString());
}

void ManualTest::everyVerbIsEverywhere()
{
    const QString manual = ctlManual().remove(u'\\');
    const QString help = ctl::helpText();
    const QString bash = bashCompletion();
    const QString zsh = zshCompletion();
    for (const Verb &verb : verbTable()) {
        const QString name = QLatin1StringView(verb.name);
        QVERIFY2(manual.contains(u".SS \""_s + name), verb.name);
        QVERIFY2(help.contains(u"\n  "_s + name), verb.name);
        for (const QString &completion : {bash, zsh})
            QVERIFY2(completion.contains(u"'%1') offer="_s.arg(name)), verb.name);
        for (const Flag &flag : flagsOf(verb)) {
            const QString option = u"--"_s + QLatin1StringView(flag.name);
            QVERIFY2(ctl::helpText(verb).contains(option), qPrintable(name + option));
            QVERIFY2(manual.contains(option), qPrintable(name + option));
            QVERIFY2(bash.contains(option) && zsh.contains(option), qPrintable(name + option));
        }
    }
}

void ManualTest::everyServerOptionIsInItsManual()
{
    const QString manual = serverManual().remove(u'\\');
    for (const config::Option &option : config::optionTable())
        QVERIFY2(manual.contains(QLatin1StringView(option.key)) && manual.contains(QLatin1StringView(option.sentence)), option.key);
}

void ManualTest::exitCodesAreComplete()
{
    int number = 0;
    for (const ExitMeaning &meaning : exitMeanings)
        QCOMPARE(static_cast<int>(meaning.code), number++);
    QVERIFY(ctl::helpText().contains(u"  7  "_s));
}

void ManualTest::bashCompletes_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("offered");
    QTest::newRow("verbs") << u"txdeskctl fo"_s << u"force-stop force-rollback"_s;
    QTest::newRow("second words") << u"txdeskctl tokens "_s << u"list create revoke"_s;
    QTest::newRow("options") << u"txdeskctl list --fa"_s << u"--failures"_s;
    QTest::newRow("options after an argument") << u"txdeskctl tokens create bob --gid"_s << u"--gid-prefix"_s;
    QTest::newRow("choices") << u"txdeskctl tokens create bob --role "_s << u"client viewer operator admin"_s;
    QTest::newRow("a value of its own") << u"txdeskctl list --limit "_s << u""_s;
}

void ManualTest::bashCompletes()
{
    QFETCH(QString, words);
    QFETCH(QString, offered);
    const QString script = bashCompletion() + u"\nCOMP_WORDS=(%1); COMP_CWORD=%2; _txdeskctl; echo \"${COMPREPLY[*]}\"\n"_s
                                                  .arg(words.endsWith(u' ') ? words + u"''"_s : words)
                                                  .arg(words.count(u' '));
    QProcess bash;
    bash.start(u"bash"_s, {u"-c"_s, script});
    QVERIFY(bash.waitForFinished());
    QCOMPARE(QString::fromUtf8(bash.readAllStandardError()), QString());
    QCOMPARE(QString::fromUtf8(bash.readAllStandardOutput()).trimmed(), offered);
}

TXDESK_TEST(ManualTest);
#include "manual_test.moc"
