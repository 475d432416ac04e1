#include "shared/http/tls_files.h"

#include "shared/http/tls.h"

#include <QDateTime>
#include <QFile>
#include <QTimeZone>

#include <algorithm>
#include <ctime>

#include <openssl/pem.h>
#include <sys/stat.h>

namespace txdesk::http {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 pemBytesMax = 1024 * 1024;
constexpr int soonDays = 14;

tl::unexpected<Error> badFile(const QString &field, const QString &message)
{
    return fail(ErrorCode::InvalidRequest, message, field);
}

Result<QByteArray> readAll(QFile &file, const QString &field)
{
    if (file.fileName().isEmpty())
        return badFile(field, u"%1 names no file"_s.arg(field));
    if (!file.open(QIODevice::ReadOnly))
        return badFile(field, u"the file %1 cannot be read: %2"_s.arg(file.fileName(), file.errorString()));
    if (file.size() > pemBytesMax)
        return badFile(field, u"the file %1 is larger than 1 MiB"_s.arg(file.fileName()));
    return file.readAll();
}

BioPointer bioOf(const QByteArray &bytes)
{
    return BioPointer(BIO_new_mem_buf(bytes.constData(), static_cast<int>(bytes.size())));
}

int noPassphrase(char *, int, int, void *)
{
    return -1;
}

QDateTime timeOf(const ASN1_TIME *time)
{
    std::tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1)
        return {};
    return QDateTime::fromSecsSinceEpoch(static_cast<qint64>(::timegm(&parts)), QTimeZone::utc());
}

QString warningAbout(const X509 &certificate, const QString &file)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QDateTime from = timeOf(X509_get0_notBefore(&certificate));
    const QDateTime until = timeOf(X509_get0_notAfter(&certificate));
    const auto text = [](const QDateTime &time) { return time.toString(Qt::ISODate); };
    if (until < now)
        return u"the certificate in %1 expired on %2"_s.arg(file, text(until));
    if (from > now)
        return u"the certificate in %1 is not valid before %2"_s.arg(file, text(from));
    if (until < now.addDays(soonDays))
        return u"the certificate in %1 expires on %2"_s.arg(file, text(until));
    return {};
}

} // namespace

QString takeOpensslError()
{
    const unsigned long code = ERR_peek_last_error();
    const char *reason = ERR_reason_error_string(code);
    ERR_clear_error();
    return reason != nullptr ? QString::fromLatin1(reason) : u"unknown TLS error"_s;
}

QByteArray fingerprintOf(const X509 &certificate)
{
    QByteArray digest(EVP_MAX_MD_SIZE, Qt::Uninitialized);
    unsigned int size = 0;
    if (X509_digest(&certificate, EVP_sha256(), reinterpret_cast<unsigned char *>(digest.data()), &size) != 1)
        return {};
    return digest.first(static_cast<qsizetype>(size)).toHex();
}

QString commonNameOf(const X509 &certificate)
{
    const X509_NAME *subject = X509_get_subject_name(&certificate);
    const int at = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
    if (at < 0 || X509_NAME_get_index_by_NID(subject, NID_commonName, at) >= 0)
        return {};
    unsigned char *bytes = nullptr;
    const int size = ASN1_STRING_to_UTF8(&bytes, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at)));
    const QString name = QString::fromUtf8(reinterpret_cast<const char *>(bytes), std::max(0, size));
    OPENSSL_free(bytes);
    const bool isPrintable = std::all_of(name.begin(), name.end(), [](QChar c) { return c.category() != QChar::Other_Control; });
    return isPrintable ? name : QString();
}

QByteArray normalPin(const QByteArray &fingerprint)
{
    QByteArray pin = fingerprint.trimmed().toLower();
    pin.replace(":", "");
    const bool isHex = pin.size() == 64 && std::all_of(pin.begin(), pin.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    });
    return isHex ? pin : QByteArray();
}

Result<std::vector<CertificatePointer>> readCertificates(const QString &name, const QString &field)
{
    QFile file(name);
    const Result<QByteArray> bytes = readAll(file, field);
    if (!bytes)
        return tl::unexpected(bytes.error());
    std::vector<CertificatePointer> certificates;
    const BioPointer bio = bioOf(*bytes);
    while (X509 *next = PEM_read_bio_X509(bio.get(), nullptr, noPassphrase, nullptr))
        certificates.emplace_back(next);
    const bool isAtEnd = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
    const QString why = takeOpensslError();
    if (certificates.empty())
        return badFile(field, u"the file %1 holds no certificate in PEM form"_s.arg(name));
    if (!isAtEnd)
        return badFile(field, u"the file %1 holds a broken certificate: %2"_s.arg(name, why));
    return certificates;
}

Result<KeyPointer> readKey(const QString &name, const QString &field)
{
    QFile file(name);
    Result<QByteArray> bytes = readAll(file, field);
    if (!bytes)
        return tl::unexpected(bytes.error());
    struct stat status{};
    if (::fstat(file.handle(), &status) != 0 || (status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return badFile(field, u"the key file %1 may be used by others than its owner; run: chmod 600 %1"_s.arg(name));
    KeyPointer key(PEM_read_bio_PrivateKey(bioOf(*bytes).get(), nullptr, noPassphrase, nullptr));
    ERR_clear_error();
    const bool isEncrypted = bytes->contains("ENCRYPTED");
    OPENSSL_cleanse(bytes->data(), static_cast<size_t>(bytes->size()));
    if (!key && isEncrypted)
        return badFile(field, u"the key in %1 has a passphrase; store it without one, mode 0600"_s.arg(name));
    if (!key)
        return badFile(field, u"the file %1 holds no private key in PEM form"_s.arg(name));
    return key;
}

Result<QStringList> useIdentity(SSL_CTX &context, const QString &certificateFile, const QString &keyFile)
{
    const auto certificates = readCertificates(certificateFile, u"certificateFile"_s);
    if (!certificates)
        return tl::unexpected(certificates.error());
    const auto key = readKey(keyFile, u"keyFile"_s);
    if (!key)
        return tl::unexpected(key.error());
    if (X509_check_private_key(certificates->front().get(), key->get()) != 1) {
        ERR_clear_error();
        return badFile(u"keyFile"_s, u"the key in %1 does not belong to the certificate in %2"_s.arg(keyFile, certificateFile));
    }
    bool isUsed = SSL_CTX_use_certificate(&context, certificates->front().get()) == 1
        && SSL_CTX_use_PrivateKey(&context, key->get()) == 1;
    QStringList warnings;
    for (size_t i = 0; i < certificates->size(); ++i) {
        isUsed = isUsed && (i == 0 || SSL_CTX_add1_chain_cert(&context, (*certificates)[i].get()) == 1);
        if (const QString warning = warningAbout(*(*certificates)[i], certificateFile); !warning.isEmpty())
            warnings.append(warning);
    }
    if (!isUsed)
        return badFile(u"certificateFile"_s, u"the certificate in %1 cannot be used: %2"_s.arg(certificateFile, takeOpensslError()));
    return warnings;
}

Result<void> trustFile(SSL_CTX &context, const QString &file, const QString &field, bool isForClients)
{
    const auto certificates = readCertificates(file, field);
    if (!certificates)
        return tl::unexpected(certificates.error());
    X509_STORE *store = SSL_CTX_get_cert_store(&context);
    X509_STORE_set_flags(store, X509_V_FLAG_PARTIAL_CHAIN); // who names an authority below the root trusts that one
    for (const CertificatePointer &certificate : *certificates)
        if (X509_STORE_add_cert(store, certificate.get()) != 1
            || (isForClients && SSL_CTX_add_client_CA(&context, certificate.get()) != 1))
            return badFile(field, u"a certificate in %1 cannot be used: %2"_s.arg(file, takeOpensslError()));
    return {};
}

} // namespace txdesk::http
