// The client and https: a certificate that is not trusted, or of another host, gets no request.
// SPDX-License-Identifier: Apache-2.0
#include "shared/http/client.h"
#include "tests/http/http_rig.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTemporaryDir>

#include <optional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = txdesk::http::ClientResult::Kind;

namespace txdesk::http {
namespace {

struct Identity
{
    QSslCertificate certificate{QByteArray()};
    QSslKey key{};
};

// A certificate of its own authority for `host`, made for this run.
Identity selfSigned(const QTemporaryDir &folder, const QString &host)
{
    const QString key = folder.filePath(host + u".key"_s);
    const QString certificate = folder.filePath(host + u".crt"_s);
    QProcess openssl;
    openssl.start(u"openssl"_s, {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s, u"-nodes"_s,
                                 u"-days"_s, u"2"_s, u"-keyout"_s, key, u"-out"_s, certificate, u"-subj"_s, u"/CN="_s + host,
                                 u"-addext"_s, u"subjectAltName=DNS:"_s + host});
    openssl.waitForFinished();
    QFile keyFile(key);
    QFile certificateFile(certificate);
    if (!keyFile.open(QIODevice::ReadOnly) || !certificateFile.open(QIODevice::ReadOnly))
        return Identity();
    return {QSslCertificate(certificateFile.readAll()), QSslKey(keyFile.readAll(), QSsl::Ec)};
}

// Answers every request over TLS with 200.
class TlsServer
{
public:
    explicit TlsServer(const Identity &identity)
    {
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setLocalCertificate(identity.certificate);
        configuration.setPrivateKey(identity.key);
        m_server.setSslConfiguration(configuration);
        m_server.listen(QHostAddress::LocalHost);
        QObject::connect(&m_server, &QTcpServer::pendingConnectionAvailable, &m_server, [this] {
            QTcpSocket *socket = m_server.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                socket->readAll();
                ++requests;
                socket->write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            });
        });
    }

    [[nodiscard]] QString url() const { return u"https://localhost:%1/x"_s.arg(m_server.serverPort()); }

    int requests = 0;

private:
    QSslServer m_server;
};

// Trusts one certificate more than the system does, while it lives.
class Trust
{
public:
    explicit Trust(const QSslCertificate &certificate)
    {
        QSslConfiguration more = m_before;
        more.addCaCertificate(certificate);
        QSslConfiguration::setDefaultConfiguration(more);
    }
    ~Trust() { QSslConfiguration::setDefaultConfiguration(m_before); }

private:
    const QSslConfiguration m_before = QSslConfiguration::defaultConfiguration();
};

std::optional<ClientResult> call(const QString &url)
{
    Client client;
    std::optional<ClientResult> result;
    client.send({.url = url}, [&result](ClientResult &&answer) { result = std::move(answer); });
    [&] { QTRY_VERIFY(result); }();
    return result;
}

} // namespace

class TlsTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_ours = selfSigned(m_folder, u"localhost"_s);
        m_others = selfSigned(m_folder, u"other.example"_s);
        QVERIFY2(QSslSocket::supportsSsl(), "Qt has no TLS plugin");
        QVERIFY2(!m_ours.certificate.isNull() && !m_ours.key.isNull(), "openssl made no certificate");
    }

    void trustedCertificateIsTalkedTo()
    {
        const Trust trust(m_ours.certificate);
        TlsServer server(m_ours);

        const auto result = call(server.url());

        QCOMPARE(result->error, QString());
        QCOMPARE(result->kind, Kind::Answered);
        QCOMPARE(result->body, "ok");
    }

    void unknownAuthorityGetsNoRequest()
    {
        TlsServer server(m_ours);

        const auto result = call(server.url());

        QCOMPARE(result->kind, Kind::NotConnected);
        QVERIFY(result->error.contains(u"self-signed"_s));
        QCOMPARE(server.requests, 0);
    }

    void certificateOfAnotherHostGetsNoRequest()
    {
        const Trust trust(m_others.certificate);
        TlsServer server(m_others);

        const auto result = call(server.url());

        QCOMPARE(result->kind, Kind::NotConnected);
        QCOMPARE(server.requests, 0);
    }

    void plainServerGetsNoRequest()
    {
        ServerRig rig;

        const auto result = call(u"https://localhost:%1/"_s.arg(rig.port));

        QCOMPARE(result->kind, Kind::NotConnected);
        QCOMPARE(rig.server->counters().requests, 0);
    }

private:
    QTemporaryDir m_folder;
    Identity m_ours;
    Identity m_others;
};

TXDESK_TEST(TlsTest);

} // namespace txdesk::http

#include "tls_test.moc"
