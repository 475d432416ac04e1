// Files with secrets: who may read them, how they come to be, and what new secrets look like.
// SPDX-License-Identifier: Apache-2.0
#include "server/security/new_token.h"
#include "server/security/secret_file.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

namespace txdesk::security {

using namespace Qt::StringLiterals;

namespace {

void write(const QString &path, const QByteArray &content, mode_t mode)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    QCOMPARE(::chmod(QFile::encodeName(path).constData(), mode), 0);
}

mode_t modeOf(const QString &path)
{
    struct stat found = {};
    return ::stat(QFile::encodeName(path).constData(), &found) == 0 ? found.st_mode & 07777U : 0;
}

} // namespace

class SecretFileTest : public QObject
{
    Q_OBJECT

private slots:
    void readsWhatOnlyItsOwnerCanRead_data();
    void readsWhatOnlyItsOwnerCanRead();
    void saysHowToMendTheMode();
    void refuses_data();
    void refuses();
    void followsItsOwnLinks();
    void refusesLinksOfOthers();
    void refusesLinksToFilesOfOthers();
    void createsOnceWithModeSixHundred();
    void leavesNothingBehindThatCannotBeFinished();
    void replacesWhole();
    void makesSecrets();
    void makesIds();
    void knowsWhatCanBeASecret_data();
    void knowsWhatCanBeASecret();
};

void SecretFileTest::readsWhatOnlyItsOwnerCanRead_data()
{
    QTest::addColumn<uint>("mode");
    QTest::addColumn<bool>("isRead");

    QTest::newRow("0600") << 0600U << true;
    QTest::newRow("0400") << 0400U << true;
    QTest::newRow("0700") << 0700U << false;
    QTest::newRow("0610") << 0610U << false;
    QTest::newRow("0620") << 0620U << false;
    QTest::newRow("0640") << 0640U << false;
    QTest::newRow("0601") << 0601U << false;
    QTest::newRow("0602") << 0602U << false;
    QTest::newRow("0604") << 0604U << false;
    QTest::newRow("0644") << 0644U << false;
    QTest::newRow("4600") << 04600U << false;
}

void SecretFileTest::readsWhatOnlyItsOwnerCanRead()
{
    QFETCH(uint, mode);
    QFETCH(bool, isRead);
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"secret"_s);
    write(path, "abc\n", mode);

    const Result<QByteArray> read = readSecret(path);

    QCOMPARE(read.has_value(), isRead);
    if (isRead)
        QCOMPARE(*read, "abc\n"_ba);
    else
        QCOMPARE(read.error().code, ErrorCode::NotAllowed);
}

void SecretFileTest::saysHowToMendTheMode()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"it's a secret"_s);
    write(path, "abc", 0644);

    QCOMPARE(readSecret(path).error().message,
             u"%1 has mode 0644, but holds a secret; run: chmod 600 '%2/it'\\''s a secret'"_s.arg(path, dir.path()));
}

void SecretFileTest::refuses_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("message"); // %1: the path; empty: it is read

    QTest::newRow("empty") << ""_ba << u"%1 is empty"_s;
    QTest::newRow("at the limit") << "12345678"_ba << QString();
    QTest::newRow("one over") << "123456789"_ba << u"%1 is larger than 8 bytes"_s;
    QTest::newRow("a folder") << "/"_ba << u"%1 is not a regular file"_s;
    QTest::newRow("a pipe") << "|"_ba << u"%1 is not a regular file"_s;
    QTest::newRow("nothing") << QByteArray() << u"cannot read %1: No such file or directory"_s;
}

void SecretFileTest::refuses()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, message);
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"secret"_s);
    if (content == "/")
        QVERIFY(QDir().mkdir(path));
    else if (content == "|")
        QCOMPARE(::mkfifo(QFile::encodeName(path).constData(), 0600), 0);
    else if (!content.isNull())
        write(path, content, 0600);

    const Result<QByteArray> read = readSecret(path, 8);

    QCOMPARE(read.has_value(), message.isEmpty());
    if (!read)
        QCOMPARE(read.error().message, message.arg(path));
}

void SecretFileTest::followsItsOwnLinks()
{
    const QTemporaryDir dir;
    write(dir.filePath(u"secret"_s), "abc", 0600);
    QVERIFY(QFile::link(dir.filePath(u"secret"_s), dir.filePath(u"link"_s)));

    QCOMPARE(readSecret(dir.filePath(u"link"_s)).value_or(QByteArray()), "abc"_ba);
}

void SecretFileTest::refusesLinksOfOthers()
{
    if (::geteuid() != 0)
        QSKIP("only root can make a file of another user");
    const QTemporaryDir dir;
    const QString link = dir.filePath(u"link"_s);
    write(dir.filePath(u"secret"_s), "abc", 0600);
    QVERIFY(QFile::link(dir.filePath(u"secret"_s), link));
    QCOMPARE(::lchown(QFile::encodeName(link).constData(), 4242, 4242), 0);

    QCOMPARE(readSecret(link).error().code, ErrorCode::NotAllowed);
}

void SecretFileTest::refusesLinksToFilesOfOthers()
{
    if (::geteuid() != 0)
        QSKIP("only root can make a file of another user");
    const QTemporaryDir dir;
    const QString file = dir.filePath(u"secret"_s);
    write(file, "abc", 0600);
    QVERIFY(QFile::link(file, dir.filePath(u"link"_s)));
    QCOMPARE(::chown(QFile::encodeName(file).constData(), 4242, 4242), 0);

    const Result<QByteArray> read = readSecret(dir.filePath(u"link"_s));

    QVERIFY(!read);
    QVERIFY(read.error().message.contains("another user"_L1));
}

void SecretFileTest::createsOnceWithModeSixHundred()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"secret"_s);
    const mode_t before = ::umask(0);
    const Result<> first = createSecret(path, "first");
    const Result<> second = createSecret(path, "second");
    ::umask(before);

    QVERIFY(first);
    QCOMPARE(second.error().code, ErrorCode::Conflict);
    QCOMPARE(modeOf(path), mode_t{0600});
    QCOMPARE(readSecret(path).value_or(QByteArray()), "first"_ba);
    QCOMPARE(QDir(dir.path()).entryList(QDir::Files | QDir::Hidden), QStringList{u"secret"_s});
}

void SecretFileTest::leavesNothingBehindThatCannotBeFinished()
{
    const QTemporaryDir dir;
    const QString folder = dir.filePath(u"none"_s);

    QCOMPARE(createSecret(folder + u"/secret"_s, "x").error().code, ErrorCode::NotFound);

    QVERIFY(QFile::link(dir.filePath(u"nowhere"_s), dir.filePath(u"link"_s)));
    QCOMPARE(createSecret(dir.filePath(u"link"_s), "x").error().code, ErrorCode::Conflict);
    QVERIFY(!QFile::exists(dir.filePath(u"nowhere"_s)));
}

void SecretFileTest::replacesWhole()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"secret"_s);
    write(path, "a longer secret", 0644);

    QVERIFY(replaceSecret(path, "new"));

    QCOMPARE(modeOf(path), mode_t{0600});
    QCOMPARE(readSecret(path).value_or(QByteArray()), "new"_ba);
    QCOMPARE(QDir(dir.path()).entryList(QDir::Files | QDir::Hidden), QStringList{u"secret"_s});
}

void SecretFileTest::makesSecrets()
{
    const QRegularExpression form(u"^txd_[A-Za-z0-9_-]{43}$"_s);
    QSet<QByteArray> all;
    for (int i = 0; i < 100; ++i) {
        const QByteArray secret = newSecret();
        QVERIFY2(form.match(QString::fromLatin1(secret)).hasMatch(), secret.constData());
        QVERIFY(canBeSecret(secret));
        all.insert(secret);
    }
    QCOMPARE(all.size(), 100);
}

void SecretFileTest::makesIds()
{
    const QRegularExpression form(u"^[0-9a-f]{8}$"_s);
    QVERIFY(form.match(newTokenId()).hasMatch());
    QVERIFY(form.match(firstTokenId()).hasMatch());
    QVERIFY(newTokenId() != newTokenId());
}

void SecretFileTest::knowsWhatCanBeASecret_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<bool>("can");

    QTest::newRow("31") << QByteArray(31, 'a') << false;
    QTest::newRow("32") << QByteArray(32, 'a') << true;
    QTest::newRow("256") << QByteArray(256, 'a') << true;
    QTest::newRow("257") << QByteArray(257, 'a') << false;
    QTest::newRow("blank") << QByteArray(31, 'a') + ' ' << false;
    QTest::newRow("line end") << QByteArray(31, 'a') + '\n' << false;
    QTest::newRow("no ASCII") << QByteArray(31, 'a') + '\xe4' << false;
    QTest::newRow("delete") << QByteArray(31, 'a') + '\x7f' << false;
    QTest::newRow("tilde") << QByteArray(31, 'a') + '~' << true;
}

void SecretFileTest::knowsWhatCanBeASecret()
{
    QFETCH(QByteArray, secret);
    QFETCH(bool, can);
    QCOMPARE(canBeSecret(secret), can);
}

TXDESK_TEST(SecretFileTest);

} // namespace txdesk::security

#include "secret_file_test.moc"
