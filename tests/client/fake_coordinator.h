// A coordinator and a back-check URL that answer as they are told and remember what they were asked.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/http/server.h"
#include "tests/support/certificates.h"

#include <QMap>
#include <QStringList>

namespace txdesk::test {

class FakeCoordinator
{
public:
    FakeCoordinator()
        : m_server({}, [this](http::Request &&request, http::Responder &&responder) {
              const QString path = QString::fromUtf8(request.path).section(u'/', -1);
              asked.append(path);
              requests.append(request);
              responder.send({.status = statusOf.value(path, 200), .body = bodyOf.value(path, R"({"dtm_result":"SUCCESS"})")});
          })
    {
        m_port = m_server.listen(QHostAddress::LocalHost, 0).value_or(quint16(0));
    }

    [[nodiscard]] QString url() const { return QStringLiteral("%1://127.0.0.1:%2/api/dtmsvr").arg(m_scheme).arg(m_port); }
    [[nodiscard]] bool useTls(const IdentityFiles &files)
    {
        m_scheme = QStringLiteral("https");
        return m_server.setTls({.certificateFile = files.certificate, .keyFile = files.key}).has_value();
    }

    QStringList asked;              // "prepare", "submit", "abort", "query"
    QList<http::Request> requests;
    QMap<QString, int> statusOf;
    QMap<QString, QByteArray> bodyOf;

private:
    QString m_scheme = QStringLiteral("http");
    http::Server m_server;
    quint16 m_port = 0;
};

} // namespace txdesk::test
