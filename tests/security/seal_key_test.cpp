// The audit's key: made once, read again, refused when others may read it or it is none.
// SPDX-License-Identifier: Apache-2.0
#include "server/security/seal_key.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using namespace txdesk::security;

class SealKeyTest : public QObject
{
    Q_OBJECT

private slots:
    void isMadeOnce();
    void refuses_data();
    void refuses();

private:
    QTemporaryDir m_folder;
};

void SealKeyTest::isMadeOnce()
{
    const QString file = m_folder.filePath(u"audit.key"_s);
    QCOMPARE(readSealKey(file).error().code, ErrorCode::NotFound);
    const auto made = readOrMakeSealKey(file);
    QVERIFY(made);
    QVERIFY(made->isNew);
    QCOMPARE(made->key.size(), 32);
    QCOMPARE(QFile::permissions(file) & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther), QFile::Permissions());
    const auto again = readOrMakeSealKey(file);
    QVERIFY(again);
    QVERIFY(!again->isNew);
    QCOMPARE(again->key, made->key);
    const auto other = readOrMakeSealKey(m_folder.filePath(u"other.key"_s));
    QVERIFY(other);
    QVERIFY(other->key != made->key);
}

void SealKeyTest::refuses_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("isWide");
    QTest::addColumn<QString>("words");
    QTest::newRow("others may read it") << QByteArray(64, 'a') << true << u"chmod 600"_s;
    QTest::newRow("too short") << QByteArray(62, 'a') << false << u"64 hexadecimal digits"_s;
    QTest::newRow("too long") << QByteArray(66, 'a') << false << u"64 hexadecimal digits"_s;
    QTest::newRow("no digits") << QByteArray(64, 'x') << false << u"64 hexadecimal digits"_s;
}

// Neither replaced nor used.
void SealKeyTest::refuses()
{
    QFETCH(QByteArray, content);
    QFETCH(bool, isWide);
    QFETCH(QString, words);
    QFile file(m_folder.filePath(u"bad.key"_s));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(content) == content.size());
    file.close();
    const QFile::Permissions own = QFile::ReadOwner | QFile::WriteOwner;
    QVERIFY(file.setPermissions(isWide ? own | QFile::ReadGroup : own));
    const auto refused = readOrMakeSealKey(file.fileName());
    QVERIFY(!refused);
    QVERIFY2(refused.error().message.contains(words), qPrintable(refused.error().message));
    QVERIFY(!refused.error().message.contains(QString::fromLatin1(content)));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), content);
}

TXDESK_TEST(SealKeyTest);
#include "seal_key_test.moc"
