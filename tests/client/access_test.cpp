// Token and TLS of the client library: who is told the token, and whom it believes.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/saga.h"
#include "tests/client/fake_coordinator.h"
#include "tests/support/certificates.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk::client;

namespace txdesk::test {

class AccessTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void readsAnAddress_data();
    void readsAnAddress();
    void tellsTheTokenToItsCoordinatorOnly();
    void saysWhatIsWrongWithTheToken_data();
    void saysWhatIsWrongWithTheToken();
    void believesACoordinator_data();
    void believesACoordinator();
    void saysThatAFileCannotBeUsed();

private:
    Certificates m_certificates;
    IdentityFiles m_authority;
    IdentityFiles m_server;
    IdentityFiles m_elsewhere;
};

void AccessTest::initTestCase()
{
    m_authority = m_certificates.make({.subject = u"authority"_s, .isAuthority = true});
    m_server = m_certificates.make({.subject = u"server"_s, .names = u"IP:127.0.0.1"_s, .signedBy = &m_authority});
    m_elsewhere = m_certificates.make({.subject = u"elsewhere"_s, .names = u"DNS:elsewhere"_s, .signedBy = &m_authority});
}

void AccessTest::readsAnAddress_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("baseUrl");
    QTest::addColumn<QByteArray>("token");
    const auto row = [](const char *what, const char *url, const char *baseUrl, const char *token) {
        QTest::newRow(what) << QString::fromLatin1(url) << QString::fromLatin1(baseUrl) << QByteArray(token);
    };
    row("plain", "http://127.0.0.1:36789/api/dtmsvr", "http://127.0.0.1:36789/api/dtmsvr", "");
    row("slashes", "http://h/api/dtmsvr//", "http://h/api/dtmsvr", "");
    row("token as password", "https://x:txd_a-b_c@h:1/api/dtmsvr", "https://h:1/api/dtmsvr", "txd_a-b_c");
    row("no user name", "https://:t@h/api/dtmsvr", "https://h/api/dtmsvr", "t");
    row("escaped", "https://x:a%40b@h/api", "https://h/api", "a@b");
    row("user name alone", "https://x@h/api", "https://h/api", "");
    row("IPv6", "http://x:t@[::1]:7/api", "http://[::1]:7/api", "t");
}

void AccessTest::readsAnAddress()
{
    QFETCH(const QString, url);
    const CoordinatorAccess access = CoordinatorAccess::from(url);
    QTEST(access.baseUrl, "baseUrl");
    QTEST(access.token, "token");
}

void AccessTest::tellsTheTokenToItsCoordinatorOnly()
{
    FakeCoordinator own;
    FakeCoordinator other; // a participant, or a coordinator that a call names
    CoordinatorConnection coordinator({.baseUrl = own.url(), .token = "t0ken"});
    QVERIFY(!coordinator.baseUrl().contains(u"t0ken"_s));
    const Saga saga;

    const auto submitted = saga.submit(coordinator);
    const auto gid = coordinator.newGid();
    const auto registered = coordinator.registerBranch(BranchRegistration{}, own.url() + u'/');
    const auto elsewhere = coordinator.registerBranch(BranchRegistration{}, other.url());
    const auto called = coordinator.call({.url = other.url() + u"/TransOut"_s, .context = {}});
    const auto asked = coordinator.callBranch(other.url() + u"/TransIn"_s);

    QTRY_VERIFY(submitted.isFinished() && gid.isFinished() && registered.isFinished() && elsewhere.isFinished());
    QTRY_VERIFY(called.isFinished() && asked.isFinished());
    QCOMPARE(own.requests.size(), 3);
    for (const http::Request &request : std::as_const(own.requests))
        QCOMPARE(http::headerValue(request.headers, "authorization"), "Bearer t0ken");
    QCOMPARE(other.requests.size(), 3);
    for (const http::Request &request : std::as_const(other.requests))
        QVERIFY(http::headerValue(request.headers, "authorization").isNull());
}

void AccessTest::saysWhatIsWrongWithTheToken_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("none") << 401 << QByteArray(R"({"message":"token required"})") << ErrorCode::NotAllowed;
    QTest::newRow("wrong") << 401 << QByteArray(R"({"message":"bad token"})") << ErrorCode::NotAllowed;
    QTest::newRow("scope") << 403 << QByteArray(R"({"message":"gid outside token scope"})") << ErrorCode::NotAllowed;
    QTest::newRow("rate") << 429 << QByteArray(R"({"message":"too many requests"})") << ErrorCode::Overloaded;
}

void AccessTest::saysWhatIsWrongWithTheToken()
{
    FakeCoordinator fake;
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    fake.statusOf[u"submit"_s] = status;
    fake.bodyOf[u"submit"_s] = body;
    CoordinatorConnection coordinator(fake.url());
    const auto future = Saga().submit(coordinator);
    QTRY_VERIFY(future.isFinished());
    QVERIFY(!future.result());
    QTEST(future.result().error().code, "code");
    QVERIFY(body.contains(future.result().error().message.toUtf8()));
}

void AccessTest::believesACoordinator_data()
{
    QTest::addColumn<IdentityFiles>("shows");
    QTest::addColumn<http::ClientTls>("tls");
    QTest::addColumn<bool>("believed");
    const http::ClientTls authority{.caFile = m_authority.certificate};
    const QByteArray pin = Certificates::fingerprint(m_server.certificate);
    QTest::newRow("by its authority") << m_server << authority << true;
    QTest::newRow("unknown authority") << m_server << http::ClientTls{} << false;
    QTest::newRow("another's certificate") << m_elsewhere << authority << false;
    QTest::newRow("by its pin") << m_server << http::ClientTls{.pin = pin} << true;
    QTest::newRow("not the pinned one") << m_elsewhere << http::ClientTls{.caFile = m_authority.certificate, .pin = pin} << false;
}

void AccessTest::believesACoordinator()
{
    QFETCH(const IdentityFiles, shows);
    QFETCH(const http::ClientTls, tls);
    QFETCH(const bool, believed);
    FakeCoordinator fake;
    QVERIFY(fake.useTls(shows));
    CoordinatorConnection coordinator({.baseUrl = fake.url(), .token = "t0ken", .tls = tls});
    const auto future = Saga().submit(coordinator);
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(future.result().has_value(), believed);
    QCOMPARE(fake.requests.size(), believed ? 1 : 0);
    if (!believed)
        QCOMPARE(future.result().error().code, ErrorCode::Unavailable); // nothing was sent, the token neither
}

void AccessTest::saysThatAFileCannotBeUsed()
{
    CoordinatorConnection coordinator({.baseUrl = u"https://127.0.0.1:1/api/dtmsvr"_s, .tls = {.caFile = u"/nowhere/ca.pem"_s}});
    const Result<> refused = Saga().submit(coordinator).result();
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::InvalidRequest);
    QVERIFY2(refused.error().message.contains(u"/nowhere/ca.pem"_s), qPrintable(refused.error().message));
}

TXDESK_TEST(AccessTest);

} // namespace txdesk::test

#include "access_test.moc"
