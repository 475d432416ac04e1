// What counts as a secret in a header, what as one in a URL, and which roles certificates have.
// SPDX-License-Identifier: Apache-2.0
#include "server/security/certificate_roles.h"
#include "server/security/credentials.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using namespace txdesk::security;

class CredentialsTest : public QObject
{
    Q_OBJECT

private slots:
    void readsTheHeader_data();
    void readsTheHeader();
    void knowsSecretsInUrls_data();
    void knowsSecretsInUrls();
    void readsRolesOfCertificates_data();
    void readsRolesOfCertificates();
    void findsTheRole();
};

void CredentialsTest::readsTheHeader_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("secret");
    const auto basic = [](const QByteArray &pair) { return "Basic " + pair.toBase64(); };

    QTest::newRow("bearer") << "Bearer abc"_ba << "abc"_ba;
    QTest::newRow("bearer in small letters") << "bearer abc"_ba << "abc"_ba;
    QTest::newRow("blanks around it") << "Bearer   abc  "_ba << "abc"_ba;
    QTest::newRow("bearer without") << "Bearer "_ba << ""_ba;
    QTest::newRow("bearer alone") << "Bearer"_ba << ""_ba;
    QTest::newRow("basic") << basic("x:abc") << "abc"_ba;
    QTest::newRow("basic in capitals") << "BASIC " + "x:abc"_ba.toBase64() << "abc"_ba;
    QTest::newRow("basic without user") << basic(":abc") << "abc"_ba;
    QTest::newRow("basic with a colon in it") << basic("x:a:b") << "a:b"_ba;
    QTest::newRow("basic without colon") << basic("abc") << ""_ba;
    QTest::newRow("basic without password") << basic("abc:") << ""_ba;
    QTest::newRow("basic, broken") << "Basic !!!"_ba << ""_ba;
    QTest::newRow("basic, half") << "Basic eDph?"_ba << ""_ba;
    QTest::newRow("another scheme") << "Digest abc"_ba << ""_ba;
    QTest::newRow("the secret alone") << "abc"_ba << ""_ba;
    QTest::newRow("empty") << ""_ba << ""_ba;
}

void CredentialsTest::readsTheHeader()
{
    QFETCH(QByteArray, header);
    QTEST(secretIn(header), "secret");
}

void CredentialsTest::knowsSecretsInUrls_data()
{
    QTest::addColumn<QByteArray>("parameter");
    QTest::addColumn<bool>("isSecret");

    for (const char *name : {"token", "Token", "TOKEN", "access_token", "auth_token", "authorization", "api_key", "apiKey", "password", "secret"})
        QTest::newRow(name) << QByteArray(name) << true;
    for (const char *name : {"gid", "topic", "tokens", "position", "timeout", "remark", "reason", ""})
        QTest::addRow("'%s'", name) << QByteArray(name) << false;
}

void CredentialsTest::knowsSecretsInUrls()
{
    QFETCH(QByteArray, parameter);
    QTEST(namesSecret(parameter), "isSecret");
}

void CredentialsTest::readsRolesOfCertificates_data()
{
    QTest::addColumn<QStringList>("entries");
    QTest::addColumn<QString>("message"); // empty: they are taken
    const QString print(64, u'a');

    QTest::newRow("none") << QStringList{} << QString();
    QTest::newRow("name") << QStringList{u"shop.example=client"_s} << QString();
    QTest::newRow("name with a sign") << QStringList{u"a=b=viewer"_s} << QString();
    QTest::newRow("fingerprint") << QStringList{print + u"=admin"_s} << QString();
    QTest::newRow("fingerprint with colons") << QStringList{u"AA:"_s.repeated(31) + u"AA=admin"_s} << QString();
    QTest::newRow("no sign") << QStringList{u"admin"_s} << u"Tls.ClientRoles: admin is not NAME=ROLE"_s;
    QTest::newRow("no name") << QStringList{u"=admin"_s} << u"Tls.ClientRoles: =admin is not NAME=ROLE"_s;
    QTest::newRow("no role") << QStringList{u"shop="_s} << u"Tls.ClientRoles: shop= ends in no role: client, viewer, operator or admin"_s;
    QTest::newRow("role nobody") << QStringList{u"shop=nobody"_s} << u"Tls.ClientRoles: shop=nobody ends in no role: client, viewer, operator or admin"_s;
    QTest::newRow("name twice") << QStringList{u"a=client"_s, u"a=admin"_s} << u"Tls.ClientRoles: a is named twice"_s;
    QTest::newRow("fingerprint twice") << QStringList{print + u"=client"_s, print.toUpper() + u"=admin"_s}
                                       << u"Tls.ClientRoles: %1 is named twice"_s.arg(print.toUpper());
}

void CredentialsTest::readsRolesOfCertificates()
{
    QFETCH(QStringList, entries);
    QFETCH(QString, message);
    const Result<CertificateRoles> roles = certificateRolesFrom(entries);
    QCOMPARE(roles ? QString() : roles.error().message, message);
}

void CredentialsTest::findsTheRole()
{
    const QByteArray print(64, 'a');
    const CertificateRoles roles = certificateRolesFrom({u"shop=client"_s, QString::fromLatin1(print) + u"=operator"_s}).value_or(CertificateRoles{});

    QCOMPARE(roles.roleOf(print, u"shop"_s), Role::Operator); // the fingerprint says more
    QCOMPARE(roles.roleOf(QByteArray(64, 'b'), u"shop"_s), Role::Client);
    QCOMPARE(roles.roleOf(QByteArray(64, 'b'), u"Shop"_s), Role::Nobody);
    QCOMPARE(roles.roleOf(QByteArray(64, 'b'), {}), Role::Nobody);
    QCOMPARE(roles.roleOf({}, u"shop"_s), Role::Nobody); // no certificate
}

TXDESK_TEST(CredentialsTest);
#include "credentials_test.moc"
