// SPDX-License-Identifier: Apache-2.0
#include "server/branch/grpc_tls.h"

#include <QCryptographicHash>
#include <QFile>

namespace txdesk::branch {
namespace {

using namespace Qt::StringLiterals;

Result<QByteArray> contentOf(const QString &fileName)
{
    if (fileName.isEmpty())
        return QByteArray();
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::InvalidRequest, u"the file %1 cannot be read: %2"_s.arg(fileName, file.errorString()));
    return file.readAll();
}

// Where the usual systems keep the authorities that everybody trusts.
QByteArray systemRoots()
{
    for (const QString &name : {qEnvironmentVariable("SSL_CERT_FILE"), u"/etc/ssl/certs/ca-certificates.crt"_s,
                                u"/etc/pki/tls/certs/ca-bundle.crt"_s, u"/etc/ssl/cert.pem"_s})
        if (const Result<QByteArray> roots = contentOf(name); roots && !roots->isEmpty())
            return *roots + '\n';
    return {};
}

template<class T>
T ofHost(const QHash<QString, T> &table, const QString &host, quint16 port, const T &otherwise)
{
    const QString name = host.toLower();
    return table.value(name + u':' + QString::number(port), table.value(name, otherwise));
}

} // namespace

Result<GrpcTls> grpcTlsFor(const http::ClientTls &tls, const QString &host, quint16 port)
{
    const QString onlyCaFile = ofHost(tls.caFileOfHost, host, port, QString());
    const Result<QByteArray> roots = contentOf(onlyCaFile.isEmpty() ? tls.caFile : onlyCaFile);
    const Result<QByteArray> certificate = contentOf(tls.certificateFile);
    const Result<QByteArray> key = contentOf(tls.keyFile);
    for (const Result<QByteArray> *file : {&roots, &certificate, &key})
        if (!*file)
            return tl::unexpected<Error>(file->error());
    GrpcTls found{.roots = *roots, .certificate = *certificate, .key = *key, .pin = http::normalPin(ofHost(tls.pinOfHost, host, port, tls.pin))};
    if (onlyCaFile.isEmpty() && !tls.caFile.isEmpty())
        found.roots.prepend(systemRoots());
    return found;
}

QByteArray fingerprintOfPem(QByteArrayView pem)
{
    constexpr QByteArrayView begin("-----BEGIN CERTIFICATE-----"), end("-----END CERTIFICATE-----");
    const qsizetype from = pem.indexOf(begin), to = pem.indexOf(end);
    if (from < 0 || to < from)
        return {};
    const QByteArray der = QByteArray::fromBase64(pem.sliced(from + begin.size(), to - from - begin.size()).toByteArray());
    return QCryptographicHash::hash(der, QCryptographicHash::Sha256).toHex();
}

} // namespace txdesk::branch
