// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/client/server_certificate.h"

#include "console/client/client_words.h"

#include <QCryptographicHash>
#include <QFile>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype fingerprintDigits = 64;
constexpr qint64 pemMax = 1024 * 1024;
} // namespace

QString fingerprintOf(const QSslCertificate &certificate)
{
    return QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex());
}

QString spacedFingerprint(const QString &hex)
{
    return QString::fromLatin1(QByteArray::fromHex(hex.toLatin1()).toHex(':').toUpper());
}

QString plainFingerprint(const QString &text)
{
    QString hex;
    for (const QChar letter : text.toLower()) {
        const bool isHex = (letter >= u'0' && letter <= u'9') || (letter >= u'a' && letter <= u'f');
        if (isHex)
            hex += letter;
        else if (letter != u':' && !letter.isSpace())
            return {};
    }
    return hex.size() == fingerprintDigits ? hex : QString();
}

Result<QList<QSslCertificate>> certificatesIn(const QString &pemFile)
{
    QFile file(pemFile);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::NotFound, inClientWords(QT_TRANSLATE_NOOP("Client", "The file %1 cannot be read: %2.")).arg(pemFile, file.errorString()), u"caFile"_s);
    const QList<QSslCertificate> certificates = QSslCertificate::fromData(file.read(pemMax), QSsl::Pem);
    if (certificates.isEmpty())
        return fail(ErrorCode::InvalidRequest, inClientWords(QT_TRANSLATE_NOOP("Client", "The file %1 holds no certificate in PEM form.")).arg(pemFile), u"caFile"_s);
    return certificates;
}

QList<QSslError> notExcusedByPin(const QList<QSslError> &errors)
{
    QList<QSslError> left;
    for (const QSslError &error : errors) {
        switch (error.error()) {
        case QSslError::SelfSignedCertificate:
        case QSslError::SelfSignedCertificateInChain:
        case QSslError::UnableToGetIssuerCertificate:
        case QSslError::UnableToGetLocalIssuerCertificate:
        case QSslError::UnableToVerifyFirstCertificate:
        case QSslError::CertificateUntrusted:
        case QSslError::InvalidCaCertificate:
        case QSslError::HostNameMismatch: break;
        default: left.append(error);
        }
    }
    return left;
}

} // namespace txdesk::console
