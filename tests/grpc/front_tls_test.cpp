// gRPC over TLS: what is spoken, certificates that change, certificates of clients.
// SPDX-License-Identifier: Apache-2.0
#include "tests/grpc/grpc_bench.h"
#include "tests/support/certificates.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QSslSocket>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using test::GrpcBench;
using test::IdentityFiles;
using Async = GrpcBench::Async;
using Empty = google::protobuf::Empty;

class FrontTlsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void servesByTls();
    void speaksModernTlsOnly_data();
    void speaksModernTlsOnly();
    void takesANewCertificateOnDemand();
    void keepsTheOldOneWhenTheNewIsBroken();
    void refusesToStartWithABadKey();
    void knowsClientsByCertificate_data();
    void knowsClientsByCertificate();
    void endsIdleHandshakes();

private:
    [[nodiscard]] http::ServerTls files(const IdentityFiles &server, const QString &clientCa = {}) const { return {server.certificate, server.key, clientCa}; }
    [[nodiscard]] grpcapi::FrontSettings settings(const http::ServerTls &tls) const { return {.endpoint = {.tls = tls}}; }
    static int newGid(GrpcBench &bench, const QString &caFile, const IdentityFiles *own = nullptr);

    test::Certificates m_certificates;
    IdentityFiles m_ca, m_server, m_otherCa, m_otherServer, m_client, m_strange;
};

namespace {

constexpr int tlsOk = 0;
constexpr int tlsUnavailable = 14;

std::string textIn(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

} // namespace

void FrontTlsTest::initTestCase()
{
    m_ca = m_certificates.make({.subject = u"ca"_s, .isAuthority = true});
    m_otherCa = m_certificates.make({.subject = u"other-ca"_s, .isAuthority = true});
    m_server = m_certificates.make({.subject = u"server"_s, .names = u"DNS:localhost,IP:127.0.0.1"_s, .signedBy = &m_ca});
    m_otherServer = m_certificates.make({.subject = u"other-server"_s, .names = u"DNS:localhost,IP:127.0.0.1"_s, .signedBy = &m_otherCa});
    m_client = m_certificates.make({.subject = u"shop"_s, .signedBy = &m_ca});
    m_strange = m_certificates.make({.subject = u"stranger"_s, .signedBy = &m_otherCa});
}

int FrontTlsTest::newGid(GrpcBench &bench, const QString &caFile, const IdentityFiles *own)
{
    grpc::SslCredentialsOptions options;
    options.pem_root_certs = textIn(caFile);
    if (own) {
        options.pem_cert_chain = textIn(own->certificate);
        options.pem_private_key = textIn(own->key);
    }
    bench.connectBy(grpc::SslCredentials(options));
    return bench.ask<Empty, dtmgimp::DtmGidReply>(&Async::NewGid, {}).code;
}

void FrontTlsTest::servesByTls()
{
    GrpcBench bench(settings(files(m_server)));
    QVERIFY(bench.start()); // connects plainly
    QCOMPARE((bench.ask<Empty, dtmgimp::DtmGidReply>(&Async::NewGid, {}).code), tlsUnavailable);
    QCOMPARE(newGid(bench, m_ca.certificate), tlsOk);
    QCOMPARE(newGid(bench, m_otherCa.certificate), tlsUnavailable);
}

void FrontTlsTest::speaksModernTlsOnly_data()
{
    QTest::addColumn<int>("protocol");
    QTest::addColumn<QString>("ciphers");
    QTest::addColumn<bool>("isSpoken");
    QT_WARNING_PUSH
    QT_WARNING_DISABLE_DEPRECATED
    QTest::newRow("1.1") << static_cast<int>(QSsl::TlsV1_1) << u"ALL:@SECLEVEL=0"_s << false;
    QT_WARNING_POP
    QTest::newRow("1.2, no forward secrecy") << static_cast<int>(QSsl::TlsV1_2) << u"AES128-GCM-SHA256"_s << false;
    QTest::newRow("1.2, CBC") << static_cast<int>(QSsl::TlsV1_2) << u"ECDHE-ECDSA-AES128-SHA256"_s << false;
    QTest::newRow("1.2") << static_cast<int>(QSsl::TlsV1_2) << u"ECDHE-ECDSA-AES128-GCM-SHA256"_s << true;
    QTest::newRow("1.3") << static_cast<int>(QSsl::TlsV1_3) << QString() << true;
}

void FrontTlsTest::speaksModernTlsOnly()
{
    QFETCH(int, protocol);
    QFETCH(QString, ciphers);
    QFETCH(bool, isSpoken);
    GrpcBench bench(settings(files(m_server)));
    QVERIFY(bench.start());
    QSslSocket socket;
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(static_cast<QSsl::SslProtocol>(protocol));
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    configuration.setAllowedNextProtocols({"h2"_ba});
    if (!ciphers.isEmpty())
        configuration.setCiphers(ciphers);
    socket.setSslConfiguration(configuration);
    socket.connectToHostEncrypted(u"127.0.0.1"_s, bench.port);
    QVERIFY(GrpcBench::waitFor([&] { return socket.isEncrypted() || socket.state() == QAbstractSocket::UnconnectedState; }));
    QCOMPARE(socket.isEncrypted(), isSpoken);
    if (!isSpoken) // by the server's alert: it is not this client that refuses
        QVERIFY2(socket.errorString().contains(u"alert"_s), qPrintable(socket.errorString()));
}

void FrontTlsTest::takesANewCertificateOnDemand()
{
    GrpcBench bench(settings(files(m_server)));
    QVERIFY(bench.start());
    QCOMPARE(newGid(bench, m_ca.certificate), tlsOk);
    const std::shared_ptr<grpc::Channel> before = bench.channel;
    QVERIFY(bench.front->setTls(files(m_otherServer)).has_value());
    QCOMPARE(newGid(bench, m_otherCa.certificate), tlsOk);
    QCOMPARE(newGid(bench, m_ca.certificate), tlsUnavailable);
    bench.stub = dtmgimp::Dtm::NewStub(before); // what is open goes on
    QCOMPARE((bench.ask<Empty, dtmgimp::DtmGidReply>(&Async::NewGid, {}).code), tlsOk);
}

void FrontTlsTest::keepsTheOldOneWhenTheNewIsBroken()
{
    GrpcBench bench(settings(files(m_server)));
    QVERIFY(bench.start());
    const QString broken = m_certificates.write(u"broken.pem"_s, "nothing");
    const auto noCertificate = bench.front->setTls({broken, m_server.key, {}});
    QVERIFY(!noCertificate);
    QVERIFY2(noCertificate.error().message.contains(broken), qPrintable(noCertificate.error().message));
    QVERIFY(!bench.front->setTls({m_server.certificate, m_otherServer.key, {}})); // a pair that is none
    QCOMPARE(newGid(bench, m_ca.certificate), tlsOk);
}

void FrontTlsTest::refusesToStartWithABadKey()
{
    GrpcBench bench(settings({m_server.certificate, m_otherServer.key, {}}));
    const auto port = bench.front->listen();
    QVERIFY(!port);
    QVERIFY2(port.error().message.contains(m_otherServer.key), qPrintable(port.error().message));
}

void FrontTlsTest::knowsClientsByCertificate_data()
{
    QTest::addColumn<QString>("who");
    QTest::addColumn<int>("code");
    QTest::newRow("one of ours") << u"shop"_s << tlsOk;
    QTest::newRow("none") << QString() << tlsOk;
    QTest::newRow("somebody else's") << u"stranger"_s << tlsUnavailable;
}

void FrontTlsTest::knowsClientsByCertificate()
{
    QFETCH(QString, who);
    QFETCH(int, code);
    QByteArray seen = "never called";
    grpcapi::EndpointSettings plain = settings(files(m_server, m_ca.certificate)).endpoint;
    GrpcBench bench; // for its client only
    grpcapi::Endpoint endpoint(plain, [&seen](std::unique_ptr<grpcapi::Incoming> call) {
        seen = call->visitor.knock.certificate;
        call->answer({});
    });
    const auto port = endpoint.listen();
    QVERIFY(port.has_value());
    bench.port = *port;
    const IdentityFiles *own = who.isEmpty() ? nullptr : who == u"shop"_s ? &m_client : &m_strange;
    QCOMPARE(newGid(bench, m_ca.certificate, own), code);
    if (code == tlsOk)
        QCOMPARE(seen, own ? test::Certificates::fingerprint(own->certificate) : QByteArray());
    else
        QCOMPARE(seen, "never called"_ba);
    bench.connectBy(grpc::InsecureChannelCredentials());
}

void FrontTlsTest::endsIdleHandshakes()
{
    grpcapi::FrontSettings brief = settings(files(m_server));
    brief.endpoint.connections.handshakeTime = std::chrono::milliseconds{100};
    GrpcBench bench(brief);
    QVERIFY(bench.start());
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, bench.port);
    QVERIFY(GrpcBench::waitFor([&] { return socket.state() == QAbstractSocket::ConnectedState; }));
    QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
}

TXDESK_TEST(FrontTlsTest);
#include "front_tls_test.moc"
