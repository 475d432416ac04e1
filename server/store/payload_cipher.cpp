// SPDX-License-Identifier: Apache-2.0
#include "server/store/payload_cipher.h"

#include "server/security/secret_file.h"
#include "shared/base/check.h"

#include <QtEndian>

#include <openssl/evp.h>
#include <openssl/rand.h>

namespace txdesk::store {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView magic{"TXDE\x01", 5};
constexpr QLatin1StringView textMagic{"txde1:"};
constexpr qsizetype nonceBytes = 12;
constexpr qsizetype tagBytes = 16;
constexpr qsizetype keyBytes = 32;
constexpr qsizetype keyNameMax = 32;

struct FreeCipher { void operator()(EVP_CIPHER_CTX *context) const { EVP_CIPHER_CTX_free(context); } };
using Context = std::unique_ptr<EVP_CIPHER_CTX, FreeCipher>;

const unsigned char *bytesOf(QByteArrayView view)
{
    return reinterpret_cast<const unsigned char *>(view.data());
}

unsigned char *bytesOf(QByteArray &bytes, qsizetype from = 0)
{
    return reinterpret_cast<unsigned char *>(bytes.data()) + from;
}

void appendPart(QByteArray &out, QByteArrayView part)
{
    char size[4];
    qToBigEndian(static_cast<quint32>(part.size()), size);
    out.append(size, sizeof size).append(part);
}

QByteArray additionalData(const PayloadCipher::Place &place)
{
    QByteArray out;
    appendPart(out, "txdesk payload 1");
    for (const QByteArray &part : place)
        appendPart(out, part);
    return out;
}

bool isKeyName(const QString &name)
{
    return !name.isEmpty() && name.size() <= keyNameMax && std::ranges::all_of(name, [](QChar c) {
        return c.unicode() < 0x80 && (c.isLetterOrNumber() || c == u'-' || c == u'_');
    });
}

Error cannotOpen(const QString &why)
{
    return {ErrorCode::Internal, u"a stored payload cannot be decrypted: "_s + why, {}};
}

QByteArray encrypted(QByteArray &&head, QByteArrayView plain, const QByteArray &key, const QByteArray &bound)
{
    const qsizetype begin = head.size();
    QByteArray out = std::move(head);
    out.resize(begin + plain.size() + tagBytes);
    const Context context(EVP_CIPHER_CTX_new());
    int size = 0;
    const bool done = context && EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, bytesOf(key), bytesOf(out, begin - nonceBytes)) == 1
        && EVP_EncryptUpdate(context.get(), nullptr, &size, bytesOf(bound), static_cast<int>(bound.size())) == 1
        && EVP_EncryptUpdate(context.get(), bytesOf(out, begin), &size, bytesOf(plain), static_cast<int>(plain.size())) == 1
        && EVP_EncryptFinal_ex(context.get(), bytesOf(out, begin + size), &size) == 1
        && EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, tagBytes, bytesOf(out, begin + plain.size())) == 1;
    check(done, "AES-256-GCM is there and never refuses");
    return out;
}

Result<QByteArray> decrypted(QByteArrayView nonce, QByteArrayView sealed, const QByteArray &key, const QByteArray &bound)
{
    QByteArray plain(sealed.size() - tagBytes, Qt::Uninitialized);
    QByteArray tag = sealed.last(tagBytes).toByteArray();
    const Context context(EVP_CIPHER_CTX_new());
    int size = 0;
    unsigned char nothing[16];
    const bool fits = context && EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, bytesOf(key), bytesOf(nonce)) == 1
        && EVP_DecryptUpdate(context.get(), nullptr, &size, bytesOf(bound), static_cast<int>(bound.size())) == 1
        && EVP_DecryptUpdate(context.get(), bytesOf(plain), &size, bytesOf(sealed), static_cast<int>(plain.size())) == 1
        && EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, tagBytes, tag.data()) == 1
        && EVP_DecryptFinal_ex(context.get(), nothing, &size) == 1;
    if (!fits)
        return tl::unexpected<Error>(cannotOpen(u"it was changed, or its key is another one of the same name"_s));
    return plain;
}

} // namespace

Result<PayloadCipherPtr> PayloadCipher::fromText(const QByteArray &keyFile)
{
    auto cipher = std::make_shared<PayloadCipher>();
    int number = 0;
    for (const QByteArray &line : keyFile.split('\n')) {
        ++number;
        const QByteArray text = line.trimmed();
        if (text.isEmpty() || text.startsWith('#'))
            continue;
        const qsizetype blank = text.indexOf(' ');
        const QString name = QString::fromLatin1(text.left(std::max<qsizetype>(blank, 0)));
        const QByteArray digits = text.mid(blank + 1).trimmed();
        const QByteArray key = QByteArray::fromHex(digits);
        if (!isKeyName(name) || digits.size() != 2 * keyBytes || key.size() != keyBytes || key.toHex() != digits.toLower())
            return fail(ErrorCode::InvalidRequest, u"line %1 is no key: \"<name> <64 hexadecimal digits>\" is expected"_s.arg(number));
        if (cipher->m_keys.contains(name))
            return fail(ErrorCode::InvalidRequest, u"line %1: the key %2 is there twice"_s.arg(number).arg(name));
        if (cipher->m_newest.isEmpty())
            cipher->m_newest = name;
        cipher->m_keys.insert(name, key);
    }
    if (cipher->m_keys.isEmpty())
        return fail(ErrorCode::InvalidRequest, u"there is no key: \"<name> <64 hexadecimal digits>\" is expected"_s);
    return cipher;
}

Result<PayloadCipherPtr> PayloadCipher::fromFile(const QString &file)
{
    const Result<QByteArray> text = security::readSecret(file);
    if (!text)
        return tl::unexpected<Error>(text.error());
    Result<PayloadCipherPtr> cipher = fromText(*text);
    if (!cipher)
        return fail(cipher.error().code, u"%1: %2"_s.arg(file, cipher.error().message));
    return cipher;
}

QByteArray PayloadCipher::seal(QByteArrayView plain, const Place &place) const
{
    const QByteArray name = m_newest.toLatin1();
    QByteArray head = magic.toByteArray();
    head += static_cast<char>(name.size());
    head += name;
    char nonce[nonceBytes];
    check(RAND_bytes(reinterpret_cast<unsigned char *>(nonce), nonceBytes) == 1, "the system has random numbers");
    head.append(nonce, nonceBytes);
    return encrypted(std::move(head), plain, m_keys[m_newest], additionalData(place));
}

QString PayloadCipher::sealText(const QString &plain, const Place &place) const
{
    return textMagic + QString::fromLatin1(seal(plain.toUtf8(), place).toBase64());
}

bool PayloadCipher::isSealed(QByteArrayView value)
{
    return value.startsWith(magic);
}

bool PayloadCipher::isSealedText(QStringView value)
{
    return value.startsWith(textMagic);
}

Result<QByteArray> PayloadCipher::open(const PayloadCipher *cipher, const QByteArray &value, const Place &place)
{
    if (!isSealed(value))
        return value;
    const QByteArrayView rest = QByteArrayView(value).sliced(magic.size());
    const qsizetype nameSize = rest.isEmpty() ? 0 : static_cast<unsigned char>(rest[0]);
    if (rest.size() < 1 + nameSize + nonceBytes + tagBytes)
        return tl::unexpected<Error>(cannotOpen(u"it is cut"_s));
    const QString name = QString::fromLatin1(rest.sliced(1, nameSize));
    if (!cipher)
        return tl::unexpected<Error>(cannotOpen(u"no key file is configured, and it was encrypted by the key %1"_s.arg(name.left(keyNameMax))));
    const auto key = cipher->m_keys.constFind(name);
    if (key == cipher->m_keys.cend())
        return tl::unexpected<Error>(cannotOpen(u"the key %1 is missing in the key file"_s.arg(name.left(keyNameMax))));
    const QByteArrayView nonce = rest.sliced(1 + nameSize, nonceBytes);
    return decrypted(nonce, rest.sliced(1 + nameSize + nonceBytes), *key, additionalData(place));
}

Result<QString> PayloadCipher::openText(const PayloadCipher *cipher, const QString &value, const Place &place)
{
    if (!isSealedText(value))
        return value;
    const Result<QByteArray> plain = open(cipher, QByteArray::fromBase64(value.sliced(textMagic.size()).toLatin1()), place);
    if (!plain)
        return tl::unexpected<Error>(plain.error());
    return QString::fromUtf8(*plain);
}

} // namespace txdesk::store
