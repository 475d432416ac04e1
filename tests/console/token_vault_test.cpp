// Where tokens are kept: the keyring, the folder when there is none, and files that others may read.
// SPDX-License-Identifier: Apache-2.0
#include "console/client/secret_file.h"
#include "console/client/secret_folder.h"
#include "console/client/token_vault.h"
#include "console/connection/profile.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace txdesk;
using namespace txdesk::console;
using namespace Qt::StringLiterals;

namespace {

// A keyring as the system's: it works, nobody is there, or the person says no.
class FakeKeyring final : public SecretStore
{
public:
    explicit FakeKeyring(std::optional<ErrorCode> failure) : m_failure(failure) {}

    void read(const QString &key, Got got) override
    {
        if (m_failure)
            return got(fail(*m_failure, u"no"_s));
        if (!m_kept.contains(key))
            return got(fail(ErrorCode::NotFound, u"none"_s));
        got(m_kept.value(key));
    }
    void write(const QString &key, const QByteArray &secret, Done done) override
    {
        if (m_failure)
            return done(fail(*m_failure, u"no"_s));
        m_kept.insert(key, secret);
        done({});
    }
    void remove(const QString &key, Done done) override
    {
        m_kept.remove(key);
        done({});
    }

private:
    std::optional<ErrorCode> m_failure;
    QHash<QString, QByteArray> m_kept;
};

} // namespace

class TokenVaultTest final : public QObject
{
    Q_OBJECT

private slots:
    void tokensGoWhereTheyCan_data()
    {
        QTest::addColumn<int>("failure"); // -1: none
        QTest::addColumn<int>("place");   // -1: refused
        QTest::newRow("a keyring") << -1 << int(TokenPlace::Keyring);
        QTest::newRow("no secret service") << int(ErrorCode::Unavailable) << int(TokenPlace::File);
        QTest::newRow("the person said no") << int(ErrorCode::NotAllowed) << -1;
    }
    void tokensGoWhereTheyCan()
    {
        QFETCH(int, failure);
        QFETCH(int, place);
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"tokens"_s);
        const auto code = failure < 0 ? std::nullopt : std::optional(static_cast<ErrorCode>(failure));
        TokenVault vault(std::make_unique<FakeKeyring>(code), std::make_unique<SecretFolder>(path), path);
        const QString key = TokenVault::keyOf(u"id"_s, QUrl(u"https://tx.example"_s));
        std::optional<Result<TokenPlace>> kept;
        vault.keep(key, "secret", this, [&kept](const Result<TokenPlace> &answer) { kept = answer; });
        QVERIFY(kept);
        QCOMPARE(kept->has_value() ? int(**kept) : -1, place);
        const QFileInfoList files = QDir(path).entryInfoList(QDir::Files);
        QCOMPARE(files.size(), place == int(TokenPlace::File) ? 1 : 0);
        if (place < 0)
            return;
        QByteArray read;
        vault.read(**kept, key, this, [&read](const Result<QByteArray> &answer) { read = answer.value_or("none"); });
        QCOMPARE(read, QByteArray("secret"));
        if (!files.isEmpty()) {
            QCOMPARE(files.first().permissions() & QFileDevice::Permissions(0x0FF), QFileDevice::Permissions());
            QVERIFY2(!files.first().fileName().contains(u"example"_s), "the name tells nothing");
            QVERIFY(!(QFileInfo(path).permissions() & QFileDevice::Permissions(0x0FF)));
        }
        vault.forget(**kept, key);
        std::optional<Error> gone;
        vault.read(**kept, key, this, [&gone](const Result<QByteArray> &answer) { gone = answer ? Error{} : answer.error(); });
        QCOMPARE(gone->code, ErrorCode::NotFound);
    }

    void aProfileLedElsewhereHasNoToken()
    {
        const QString here = TokenVault::keyOf(u"id"_s, QUrl(u"https://tx.example"_s));
        QCOMPARE(TokenVault::keyOf(u"id"_s, QUrl(u"https://tx.example:443/"_s)), here);
        QVERIFY(TokenVault::keyOf(u"id"_s, QUrl(u"http://tx.example:443"_s)) != here);
        QVERIFY(TokenVault::keyOf(u"id"_s, QUrl(u"https://evil.example"_s)) != here);
        QVERIFY(TokenVault::keyOf(u"other"_s, QUrl(u"https://tx.example"_s)) != here);
    }

    void aTokenFileThatOthersReadIsRefused() // spec/reliability 4.4, row 88
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"admin.token"_s);
        QVERIFY(writeTokenFile(path, "abc123").has_value());
        QCOMPARE(tokenFromFile(path).value_or("?"), QByteArray("abc123"));
        QFile::setPermissions(path, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadGroup | QFileDevice::ReadOther);
        const Result<QByteArray> refused = tokenFromFile(path);
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.endsWith(u"Run: chmod 600 "_s + path), qPrintable(refused.error().message));
        QVERIFY(!refused.error().message.contains(u"abc123"_s));
    }

    void whatIsNoTokenIsNotSent_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("a header of its own") << QByteArray("abc\rX-Admin: yes");
        QTest::newRow("blanks inside") << QByteArray("abc def");
        QTest::newRow("too long") << QByteArray(600, 'a');
        QTest::newRow("not ASCII") << QByteArray("tok\xC3\xA9n");
    }
    void whatIsNoTokenIsNotSent()
    {
        QFETCH(QByteArray, content);
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"t"_s);
        QVERIFY(writeTokenFile(path, content).has_value());
        QVERIFY(!tokenFromFile(path));
    }

    void profilesHoldNoSecret()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"console.ini"_s);
        Profile profile{u"shop"_s, u"https://tx.example"_s, Environment::Production, false};
        profile.trust = {u"/etc/ca.pem"_s, QString(64, u'a')};
        profile.id = u"some-id"_s;
        profile.tokenPlace = TokenPlace::Keyring;
        QSettings settings(path, QSettings::IniFormat);
        saveProfiles(settings, {profile});
        settings.sync();
        QSettings again(path, QSettings::IniFormat);
        QCOMPARE(loadProfiles(again), QList<Profile>{profile});
    }

    void fingerprints_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("good");
        QTest::newRow("plain") << QString(64, u'a') << true;
        QTest::newRow("as openssl prints it") << QString(u"AB:"_s).repeated(31) + u"AB"_s << true;
        QTest::newRow("SHA-1") << QString(40, u'a') << false;
        QTest::newRow("words") << u"trust me"_s << false;
    }
    void fingerprints()
    {
        QFETCH(QString, text);
        QTEST(!plainFingerprint(text).isEmpty(), "good");
    }
};

TXDESK_TEST(TokenVaultTest);
#include "token_vault_test.moc"
