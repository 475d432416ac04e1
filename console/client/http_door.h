// How the console gets in: the coordinator's address, the token, and which certificates are believed.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/link_status.h"
#include "console/client/request_log.h"

#include <QDateTime>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QUrl>

#include <functional>

class QNetworkReply;

namespace txdesk::console {

// Thread: GUI. Sends requests with the token and reads bounded answers. The token goes over TLS or to this machine only.
class HttpDoor final : public QObject
{
    Q_OBJECT

public:
    using Parse = std::function<void(Result<QJsonObject>)>;

    static constexpr qint64 answerMax = 32 * 1024 * 1024;

    // base: scheme, host and port, "http://127.0.0.1:36789".
    explicit HttpDoor(QUrl base, QObject *parent = nullptr);

    void setToken(const QByteArray &token) { m_token = token; }
    [[nodiscard]] bool hasToken() const { return !m_token.isEmpty(); }
    // A CA file that cannot be read: no certificate is believed, and openError() says why.
    void setTrust(const TlsTrust &trust);
    // PEM files of the console itself. Empty: it shows none. After setTrust(), which begins anew. What cannot be read is not left
    // out silently: clientError() says what is wrong, and whoever opens a connection asks it first.
    void setClientCertificate(const QString &certificateFile, const QString &keyFile);
    void setProxy(const QString &address); // "http://proxy:3128"; empty: as the system has it
    void setLog(RequestLog *log) { m_log = log; } // which must outlive it; null: nothing is noted
    [[nodiscard]] const QString &openError() const { return m_openError; }
    [[nodiscard]] const QString &clientError() const { return m_clientError; }

    [[nodiscard]] QUrl at(const QString &path, const QByteArray &query = {}) const;
    // "/api/v1/transactions/{gid}" + tail; the gid may hold slashes.
    [[nodiscard]] QUrl atGid(const QString &gid, const QString &tail = {}) const;

    [[nodiscard]] QNetworkReply *openStream(const QUrl &url);
    // One answer each, unless `context` dies first. send: no answer is OutcomeUnknown.
    void fetch(const QUrl &url, QObject *context, Parse parse);
    void fetchText(const QUrl &url, QObject *context, std::function<void(Result<QByteArray>)> take); // whatever its format
    void send(const QByteArray &verb, const QUrl &url, const QJsonObject &body, QObject *context, Parse parse);

    [[nodiscard]] const std::optional<ServerCertificate> &certificate() const { return m_certificate; }

signals:
    // 401, 403 and 429 of any request, in the server's words. retryAfter: seconds, 0 when it does not say.
    void refused(txdesk::console::Door door, const QString &words, int retryAfter);
    // Any answer at all, also a refusal. date: of its header Date; null: it has none.
    void answered(const QDateTime &date, txdesk::Milliseconds took);
    void certificateChanged(); // see certificate(): believed, or refused with problems

private:
    [[nodiscard]] QNetworkRequest request(const QUrl &url) const;
    using Finish = std::function<void(QNetworkReply &reply, Result<QByteArray> body)>;
    void readWhole(QNetworkReply *reply, QObject *context, Finish finish);
    void note(const QNetworkReply &reply, Milliseconds took) const;
    void tellAnswered(const QNetworkReply &reply, Milliseconds took);
    void answerWhenDone(QNetworkReply *reply, QObject *context, bool mayHaveActed, Parse parse);
    void watchTls(QNetworkReply *reply);
    void judge(QNetworkReply &reply, const QList<QSslError> &errors);
    void handshakeDone(QNetworkReply &reply);

    const QUrl m_base;
    QByteArray m_token;
    TlsTrust m_trust;
    QString m_openError;
    QString m_clientError;
    RequestLog *m_log = nullptr;
    QSslConfiguration m_tls;
    QNetworkAccessManager m_network;
    std::optional<ServerCertificate> m_certificate;
};

} // namespace txdesk::console
