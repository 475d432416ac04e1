// Makes keys and certificates by the openssl command.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/certificates.h"

#include <QCryptographicHash>
#include <QFile>
#include <QProcess>
#include <QSslCertificate>

namespace txdesk::test {

using namespace Qt::StringLiterals;

namespace {

void runOpenssl(const QStringList &arguments)
{
    QProcess openssl;
    openssl.start(u"openssl"_s, arguments);
    if (!openssl.waitForFinished() || openssl.exitCode() != 0)
        qFatal("openssl %s: %s", qPrintable(arguments.join(u' ')), openssl.readAllStandardError().constData());
}

QStringList keyArguments(const QString &type)
{
    return type.startsWith(u"ec:"_s) ? QStringList{u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:"_s + type.mid(3)}
                                     : QStringList{u"-newkey"_s, type};
}

} // namespace

IdentityFiles Certificates::make(const CertificateOrder &order) const
{
    const IdentityFiles files{path(order.subject + u".pem"_s), path(order.subject + u".key"_s)};
    const QString request = path(order.subject + u".csr"_s);
    QStringList arguments{u"req"_s, u"-nodes"_s, u"-keyout"_s, files.key, u"-subj"_s, u"/CN="_s + order.subject};
    arguments += keyArguments(order.keyType);
    if (!order.names.isEmpty())
        arguments += {u"-addext"_s, u"subjectAltName="_s + order.names};
    if (order.signedBy == nullptr) {
        arguments += {u"-x509"_s, u"-days"_s, QString::number(order.days), u"-out"_s, files.certificate};
        if (!order.isAuthority)
            arguments += {u"-addext"_s, u"basicConstraints=critical,CA:FALSE"_s};
        runOpenssl(arguments);
        return files;
    }
    if (order.isAuthority)
        arguments += {u"-addext"_s, u"basicConstraints=critical,CA:TRUE"_s};
    runOpenssl(arguments + QStringList{u"-out"_s, request});
    runOpenssl({u"x509"_s, u"-req"_s, u"-in"_s, request, u"-CA"_s, order.signedBy->certificate, u"-CAkey"_s, order.signedBy->key,
                u"-CAcreateserial"_s, u"-days"_s, QString::number(order.days), u"-copy_extensions"_s, u"copy"_s, u"-out"_s, files.certificate});
    return files;
}

QString Certificates::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(file.fileName()));
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    return file.fileName();
}

QByteArray Certificates::fingerprint(const QString &certificateFile)
{
    return QSslCertificate::fromPath(certificateFile).value(0).digest(QCryptographicHash::Sha256).toHex();
}

} // namespace txdesk::test
