// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/client/http_door.h"

#include "console/client/client_words.h"
#include "console/client/http_answer.h"

#include <QElapsedTimer>
#include <QFile>
#include <QHostAddress>
#include <QJsonDocument>
#include <QLocale>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QPointer>
#include <QSslCipher>
#include <QSslKey>
#include <QUrlQuery>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr int requestTimeoutMs = 10'000;
constexpr qint64 unreadMax = 256 * 1024; // what one reply may hold before we look

bool isThisMachine(const QString &host)
{
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

QString protocolWord(QSsl::SslProtocol protocol)
{
    switch (protocol) {
    case QSsl::TlsV1_2: return u"TLS 1.2"_s;
    case QSsl::TlsV1_3: return u"TLS 1.3"_s;
    default: return u"TLS"_s;
    }
}

} // namespace

HttpDoor::HttpDoor(QUrl base, QObject *parent) : QObject(parent), m_base(std::move(base))
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    setTrust({});
}

void HttpDoor::setTrust(const TlsTrust &trust)
{
    m_trust = trust;
    m_openError.clear();
    m_tls = QSslConfiguration::defaultConfiguration();
    m_tls.setProtocol(QSsl::TlsV1_2OrLater);
    m_tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (!trust.caFile.isEmpty()) {
        const Result<QList<QSslCertificate>> authorities = certificatesIn(trust.caFile);
        m_tls.setCaCertificates(authorities.value_or(QList<QSslCertificate>()));
        m_openError = authorities ? QString() : authorities.error().message;
    } else if (!trust.pin.isEmpty()) {
        m_tls.setCaCertificates({}); // so that every handshake comes to judge()
    }
}

QUrl HttpDoor::at(const QString &path, const QByteArray &query) const
{
    QUrl url = m_base;
    url.setPath(path);
    if (!query.isEmpty())
        url.setQuery(QString::fromLatin1(query), QUrl::StrictMode);
    return url;
}

QUrl HttpDoor::atGid(const QString &gid, const QString &tail) const
{
    QUrl url = m_base;
    url.setPath(u"/api/v1/transactions/"_s + QString::fromLatin1(QUrl::toPercentEncoding(gid)) + tail, QUrl::StrictMode);
    return url;
}

QNetworkRequest HttpDoor::request(const QUrl &url) const
{
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setRawHeader("Accept-Encoding", "identity"); // nothing is unpacked, so nothing can swell
    request.setSslConfiguration(m_tls);
    if (!m_token.isEmpty() && (url.scheme() == "https"_L1 || isThisMachine(url.host())))
        request.setRawHeader("Authorization", "Bearer " + m_token);
    return request;
}

QNetworkReply *HttpDoor::openStream(const QUrl &url)
{
    QNetworkRequest get = request(url);
    get.setRawHeader("Accept", "text/event-stream");
    QNetworkReply *reply = m_network.get(get);
    reply->setReadBufferSize(unreadMax);
    watchTls(reply);
    return reply;
}

void HttpDoor::fetch(const QUrl &url, QObject *context, Parse parse)
{
    QNetworkRequest get = request(url);
    get.setTransferTimeout(requestTimeoutMs);
    answerWhenDone(m_network.get(get), context, false, std::move(parse));
}

void HttpDoor::send(const QByteArray &verb, const QUrl &url, const QJsonObject &body, QObject *context, Parse parse)
{
    QNetworkRequest post = request(url);
    post.setTransferTimeout(requestTimeoutMs);
    post.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    const QByteArray text = body.isEmpty() ? QByteArray() : QJsonDocument(body).toJson(QJsonDocument::Compact);
    answerWhenDone(m_network.sendCustomRequest(post, verb, text), context, true, std::move(parse));
}

void HttpDoor::fetchText(const QUrl &url, QObject *context, std::function<void(Result<QByteArray>)> take)
{
    QNetworkRequest get = request(url);
    get.setTransferTimeout(requestTimeoutMs);
    readWhole(m_network.get(get), context, [take = std::move(take)](QNetworkReply &reply, Result<QByteArray> body) {
        const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (body && status == 0)
            body = fail(ErrorCode::Unavailable, lostText(reply));
        else if (body && status != 200)
            body = fail(errorCodeOf(status), u"HTTP %1"_s.arg(status));
        take(std::move(body));
    });
}

void HttpDoor::readWhole(QNetworkReply *reply, QObject *context, Finish finish)
{
    watchTls(reply);
    reply->setReadBufferSize(unreadMax);
    const auto body = std::make_shared<QByteArray>();
    const auto take = [reply, body] {
        if (body->size() <= answerMax)
            body->append(reply->readAll());
        return body->size() <= answerMax;
    };
    connect(reply, &QNetworkReply::readyRead, reply, [reply, take] {
        if (!take())
            reply->abort();
    });
    QElapsedTimer since;
    since.start();
    connect(reply, &QNetworkReply::finished, this, [this, reply, since] { tellAnswered(*reply, Milliseconds{since.elapsed()}); });
    connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
    connect(reply, &QNetworkReply::finished, context, [reply, body, take, finish = std::move(finish)] {
        if (take())
            finish(*reply, *body);
        else
            finish(*reply, fail(ErrorCode::Internal, u"The answer is larger than 32 MB."_s));
    });
}

void HttpDoor::note(const QNetworkReply &reply, Milliseconds took) const
{
    if (!m_log)
        return;
    const QUrl url = reply.url();
    QStringList names; // values may name customers
    for (const auto &[name, value] : QUrlQuery(url).queryItems())
        names.append(name);
    const QByteArray custom = reply.request().attribute(QNetworkRequest::CustomVerbAttribute).toByteArray();
    const QString verb = !custom.isEmpty()                                                   ? QString::fromLatin1(custom)
                         : reply.operation() == QNetworkAccessManager::GetOperation          ? u"GET"_s
                         : reply.operation() == QNetworkAccessManager::DeleteOperation       ? u"DELETE"_s
                                                                                             : u"POST"_s;
    const QString query = names.isEmpty() ? QString() : u"?"_s + names.join(u"=…&"_s) + u"=…"_s;
    m_log->add({QDateTime::currentMSecsSinceEpoch(), verb, url.authority() + url.path() + query,
                reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), took});
}

void HttpDoor::setClientCertificate(const QString &certificateFile, const QString &keyFile)
{
    m_clientError.clear();
    if (certificateFile.isEmpty())
        return;
    const Result<QList<QSslCertificate>> chain = certificatesIn(certificateFile);
    QFile file(keyFile);
    const QByteArray pem = file.open(QIODevice::ReadOnly) ? file.read(1024 * 1024) : QByteArray();
    QSslKey key;
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec})
        if (key.isNull())
            key = QSslKey(pem, algorithm);
    if (!chain || key.isNull()) {
        m_clientError = !chain ? chain.error().message : u"The key of the client certificate cannot be read: a PEM file without a password."_s;
        return;
    }
    m_tls.setLocalCertificateChain(*chain);
    m_tls.setPrivateKey(key);
}

void HttpDoor::setProxy(const QString &address)
{
    const QUrl url(address);
    if (address.isEmpty() || url.host().isEmpty())
        return;
    const bool socks = url.scheme() == "socks5"_L1;
    m_network.setProxy(QNetworkProxy(socks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy, url.host(),
                                     static_cast<quint16>(url.port(socks ? 1080 : 3128))));
}

void HttpDoor::tellAnswered(const QNetworkReply &reply, Milliseconds took)
{
    note(reply, took);
    if (reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() == 0)
        return;
    QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(reply.rawHeader("Date")), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    date.setTimeSpec(Qt::UTC);
    emit answered(date, took);
}

void HttpDoor::answerWhenDone(QNetworkReply *reply, QObject *context, bool mayHaveActed, Parse parse)
{
    const QPointer<HttpDoor> self(this);
    readWhole(reply, context, [self, mayHaveActed, parse = std::move(parse)](QNetworkReply &done, const Result<QByteArray> &body) {
        const int status = done.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        Result<QJsonObject> answer = body ? jsonAnswer(done, *body, mayHaveActed) : tl::unexpected(body.error());
        if (self && self->m_certificate && !self->m_certificate->problems.isEmpty() && status == 0)
            answer = fail(ErrorCode::Unavailable, self->m_certificate->problems.join(u"; "_s));
        if (self && doorOf(status) != Door::Open && !answer)
            emit self->refused(doorOf(status), answer.error().message, done.rawHeader("Retry-After").toInt());
        parse(std::move(answer));
    });
}

void HttpDoor::watchTls(QNetworkReply *reply)
{
    if (m_base.scheme() != "https"_L1)
        return;
    connect(reply, &QNetworkReply::sslErrors, this, [this, reply](const QList<QSslError> &errors) { judge(*reply, errors); });
    connect(reply, &QNetworkReply::encrypted, this, [this, reply] { handshakeDone(*reply); });
}

// Comes in the middle of the handshake, before anything of ours was sent.
void HttpDoor::judge(QNetworkReply &reply, const QList<QSslError> &errors)
{
    const QList<QSslCertificate> chain = reply.sslConfiguration().peerCertificateChain();
    const bool isPinned = !chain.isEmpty() && !m_trust.pin.isEmpty() && fingerprintOf(chain.first()) == m_trust.pin;
    // With a CA file the pin comes on top of what the authority vouches for; handshakeDone() compares it.
    const bool pinVouches = isPinned && m_trust.caFile.isEmpty();
    const QList<QSslError> left = pinVouches ? notExcusedByPin(errors) : errors;
    if (left.isEmpty()) {
        reply.ignoreSslErrors(errors); // these, about this certificate, and no others
        return;
    }
    ServerCertificate shown{.chain = chain, .protocol = {}, .problems = {}, .pinned = {}, .pinHelps = false};
    for (const QSslError &error : left)
        shown.problems.append(error.errorString());
    shown.problems.removeDuplicates();
    if (!m_openError.isEmpty())
        shown.problems.prepend(m_openError);
    if (!m_trust.pin.isEmpty() && !isPinned)
        shown.pinned = m_trust.pin;
    shown.pinHelps = m_trust == TlsTrust{} && notExcusedByPin(errors).isEmpty();
    m_certificate = shown;
    emit certificateChanged();
}

void HttpDoor::handshakeDone(QNetworkReply &reply)
{
    const QSslConfiguration session = reply.sslConfiguration();
    ServerCertificate shown{.chain = session.peerCertificateChain(), .protocol = protocolWord(session.sessionProtocol()),
                            .problems = {}, .pinned = {}, .pinHelps = false};
    const QString shownPrint = shown.chain.isEmpty() ? QString() : fingerprintOf(shown.chain.first());
    if (!m_trust.pin.isEmpty() && shownPrint != m_trust.pin) {
        shown.problems = {inClientWords(QT_TRANSLATE_NOOP("Client", "The certificate is not the pinned one"))};
        shown.pinned = m_trust.pin;
    }
    m_certificate = shown;
    emit certificateChanged();
    if (!shown.problems.isEmpty())
        reply.abort(); // nothing of ours was sent yet
}

} // namespace txdesk::console
