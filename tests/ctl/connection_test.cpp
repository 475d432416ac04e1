// Where server and token come from, and tokens that are not sent.
// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/connection_settings.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using namespace txdesk::ctl;

class ConnectionTest : public QObject
{
    Q_OBJECT

private slots:
    void hasDefaults();
    void strongerSourceWins();
    void readsTheToken();
    void refuses_data();
    void refuses();
    void refusesATokenThatOthersCanRead();
    void showsNothingToAnotherServer_data();
    void showsNothingToAnotherServer();

private:
    using Environment = QMap<QString, QString>;
    QString file(const QString &name, const QByteArray &text, QFile::Permissions more = {});
    static Result<ConnectionSettings> settings(const QStringList &options, const Environment &environment = {}, const QString &ini = {});

    QTemporaryDir m_folder;
};

QString ConnectionTest::file(const QString &name, const QByteArray &text, QFile::Permissions more)
{
    QFile made(m_folder.filePath(name));
    if (!made.open(QIODevice::WriteOnly) || made.write(text) != text.size() || !made.setPermissions(QFile::ReadOwner | QFile::WriteOwner | more))
        qFatal("cannot write a file for the test");
    return made.fileName();
}

Result<ConnectionSettings> ConnectionTest::settings(const QStringList &options, const Environment &environment, const QString &ini)
{
    const auto line = commandLineFrom(QStringList{u"list"_s} + options);
    if (!line)
        return tl::unexpected<Error>(line.error());
    return connectionFrom(*line, environment, ini);
}

void ConnectionTest::hasDefaults()
{
    const auto usual = settings({});
    QVERIFY(usual);
    QCOMPARE(usual->url, u"http://127.0.0.1:36789"_s);
    QVERIFY(usual->token.isEmpty());
    QCOMPARE(usual->timeout, std::chrono::milliseconds(30'000));
}

void ConnectionTest::strongerSourceWins()
{
    const QString ini = file(u"ctl.ini"_s, "url=http://127.0.0.1:1\ntimeout=5s\n");
    const Environment environment{{u"TXDESK_URL"_s, u"http://127.0.0.1:2/"_s}};
    QCOMPARE(settings({}, {}, ini)->url, u"http://127.0.0.1:1"_s);
    QCOMPARE(settings({}, {}, ini)->timeout, std::chrono::milliseconds(5'000));
    QCOMPARE(settings({}, environment, ini)->url, u"http://127.0.0.1:2"_s);
    QCOMPARE(settings({u"--url=http://127.0.0.1:3"_s}, environment, ini)->url, u"http://127.0.0.1:3"_s);
}

void ConnectionTest::readsTheToken()
{
    const QString token = file(u"good.token"_s, "txd_abc\n");
    QCOMPARE(settings({u"--token-file"_s, token})->token, "txd_abc");
    QCOMPARE(settings({}, {{u"TXDESK_TOKEN_FILE"_s, token}})->token, "txd_abc");
    QVERIFY(settings({u"--token-file"_s, token, u"--url=https://desk.example:1"_s}));
    QVERIFY(settings({u"--token-file"_s, token, u"--url=http://[::1]:1"_s}));
}

void ConnectionTest::refuses_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, const QStringList &options, const QString &sentence) { QTest::newRow(name) << options << sentence; };
    row("scheme", {u"--url=ftp://h"_s}, u"--url must be http://HOST:PORT or https://HOST:PORT"_s);
    row("no host", {u"--url=127.0.0.1:36789"_s}, u"--url must be"_s);
    row("token in the URL", {u"--url=http://x:secret@127.0.0.1"_s}, u"--url: a token does not belong into a URL"_s);
    row("pin", {u"--pin=abc"_s}, u"--pin must be the SHA-256 of a certificate"_s);
    row("certificate without key", {u"--certificate=c.pem"_s}, u"--certificate and --key are needed together"_s);
    row("timeout", {u"--timeout=soon"_s}, u"--timeout: soon is no span of time"_s);
    row("no time", {u"--timeout=0s"_s}, u"--timeout: 0s is no time to wait"_s);
    row("token in plain text", {u"--url=http://desk.example:1"_s, u"--token-file"_s, file(u"plain.token"_s, "x")},
        u"the token would travel to desk.example in plain text; use https://"_s);
    row("not a token", {u"--token-file"_s, file(u"two.token"_s, "a b")}, file(u"two.token"_s, "a b") + u" holds no token"_s);
}

void ConnectionTest::refuses()
{
    QFETCH(QStringList, options);
    QFETCH(QString, sentence);
    const auto refused = settings(options);
    QVERIFY(!refused);
    QVERIFY2(refused.error().message.startsWith(sentence), qPrintable(refused.error().message));
    QVERIFY(!refused.error().message.contains(u"secret"_s));
}

// Row 88.
void ConnectionTest::refusesATokenThatOthersCanRead()
{
    const QString token = file(u"wide.token"_s, "txd_abc\n", QFile::ReadGroup | QFile::ReadOther);
    const auto refused = settings({u"--token-file"_s, token});
    QVERIFY(!refused);
    QVERIFY2(refused.error().message.contains(u"chmod 600"_s) && refused.error().message.contains(token), qPrintable(refused.error().message));
    const auto missing = settings({u"--token-file"_s, m_folder.filePath(u"none"_s)});
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::NotFound);
}

// A URL from a stronger source than the token, or the client certificate, may be another server's.
void ConnectionTest::showsNothingToAnotherServer_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<Environment>("environment");
    QTest::addColumn<QByteArray>("ini");
    QTest::addColumn<QString>("sentence"); // empty: it is sent
    const QString token = file(u"own.token"_s, "txd_abc\n");
    const QByteArray iniToken = "token-file=" + token.toUtf8() + '\n';
    const QByteArray iniUrl = "url=https://usual.example\n";
    const QString url = u"--url=https://other.example"_s;
    const Environment urlVariable{{u"TXDESK_URL"_s, u"https://other.example"_s}};
    const Environment tokenVariable{{u"TXDESK_TOKEN_FILE"_s, token}};
    const Environment certificateVariables{{u"TXDESK_CERTIFICATE"_s, u"c"_s}, {u"TXDESK_KEY"_s, u"k"_s}};
    const QString said = u"the URL is from %1 and the %2 from %3, which may be another server's: give %4 as well"_s;
    const QString both = u"--certificate and --key"_s;
    const QStringList certificate{u"--certificate=c"_s, u"--key=k"_s};

    QTest::newRow("option, file") << QStringList{url} << Environment() << iniUrl + iniToken
                                  << said.arg(u"the command line"_s, u"token"_s, u"ctl.ini"_s, u"--token-file"_s);
    QTest::newRow("option, environment") << QStringList{url} << tokenVariable << iniToken
                                         << said.arg(u"the command line"_s, u"token"_s, u"the environment"_s, u"--token-file"_s);
    QTest::newRow("environment, file") << QStringList() << urlVariable << iniToken
                                       << said.arg(u"the environment"_s, u"token"_s, u"ctl.ini"_s, u"--token-file"_s);
    QTest::newRow("certificate, file") << QStringList{url} << Environment() << QByteArray("certificate=c\nkey=k\n")
                                       << said.arg(u"the command line"_s, u"client certificate"_s, u"ctl.ini"_s, both);
    QTest::newRow("certificate, environment") << QStringList{url} << certificateVariables << QByteArray()
                                              << said.arg(u"the command line"_s, u"client certificate"_s, u"the environment"_s, both);
    QTest::newRow("key, file") << QStringList{url, u"--certificate=c"_s} << Environment() << QByteArray("key=k\n")
                               << said.arg(u"the command line"_s, u"client key"_s, u"ctl.ini"_s, both);
    QTest::newRow("both options") << QStringList{url, u"--token-file"_s, token} << Environment() << iniUrl + iniToken << QString();
    QTest::newRow("both environment") << QStringList() << Environment{{u"TXDESK_URL"_s, u"https://x"_s}, {u"TXDESK_TOKEN_FILE"_s, token}}
                                      << iniUrl + iniToken << QString();
    QTest::newRow("both file") << QStringList() << Environment() << iniUrl + iniToken << QString();
    QTest::newRow("no URL") << QStringList() << Environment() << iniToken << QString();
    QTest::newRow("weaker URL") << QStringList() << tokenVariable << iniUrl << QString();
    QTest::newRow("certificate by options") << QStringList{url} + certificate << certificateVariables << QByteArray() << QString();
}

void ConnectionTest::showsNothingToAnotherServer()
{
    QFETCH(QStringList, options);
    QFETCH(Environment, environment);
    QFETCH(QByteArray, ini);
    QFETCH(QString, sentence);
    const auto made = settings(options, environment, file(u"other.ini"_s, ini));
    QCOMPARE(made ? QString() : made.error().message, sentence);
    if (!made)
        QCOMPARE(made.error().code, ErrorCode::InvalidRequest);
}

TXDESK_TEST(ConnectionTest);
#include "connection_test.moc"
