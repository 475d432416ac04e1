// Payloads at rest: AES-256-GCM, each value sealed to the place it belongs to, keys named so that they can be changed.
// A sealed value, byte for byte (version 1):
//   "TXDE" 0x01 | name of the key: 1 byte length, ASCII | nonce: 12 random bytes | ciphertext | tag: 16 bytes
//   additional data: "txdesk payload 1", then what names the place (gid, branch, op), each with its length in 4 bytes, most
//   significant first. So a value that is moved to another row does not open.
// What does not begin with these five bytes is plain: switching encryption on does not touch what is stored already.
// As text (results, headers) the same bytes in base64 behind "txde1:".
// The key file, mode 0600: one key a line, "<name> <64 hexadecimal digits>"; # begins a comment. The first line encrypts,
// all of them decrypt: a new key goes on top, an old one leaves when no transaction of its time is left.
// Thread: any; a value of const use.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"

#include <QByteArray>
#include <QList>
#include <QMap>

#include <memory>

namespace txdesk::store {

struct PayloadKey
{
    QString name; // 1-32 letters, digits, - and _
    QByteArray key; // 32 bytes
};

class PayloadCipher
{
public:
    // InvalidRequest: a line that is no key, or no key at all. The message never holds a key.
    [[nodiscard]] static Result<std::shared_ptr<const PayloadCipher>> fromText(const QByteArray &keyFile);
    [[nodiscard]] static Result<std::shared_ptr<const PayloadCipher>> fromFile(const QString &file); // errors as of security::readSecret, too

    using Place = QList<QByteArray>; // gid, branch, op
    [[nodiscard]] QByteArray seal(QByteArrayView plain, const Place &place) const;
    [[nodiscard]] QString sealText(const QString &plain, const Place &place) const;
    [[nodiscard]] const QString &newestKey() const { return m_newest; }

    static bool isSealed(QByteArrayView value);
    static bool isSealedText(QStringView value);
    // What is plain is given back as it is. Internal: it cannot be opened; the message names the key that is missing.
    // `cipher` null: encryption is not switched on.
    [[nodiscard]] static Result<QByteArray> open(const PayloadCipher *cipher, const QByteArray &value, const Place &place);
    [[nodiscard]] static Result<QString> openText(const PayloadCipher *cipher, const QString &value, const Place &place);

private:
    QMap<QString, QByteArray> m_keys;
    QString m_newest;
};

using PayloadCipherPtr = std::shared_ptr<const PayloadCipher>; // null: payloads are plain

} // namespace txdesk::store
