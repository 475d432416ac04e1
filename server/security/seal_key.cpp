// SPDX-License-Identifier: Apache-2.0
#include "server/security/seal_key.h"

#include "server/security/secret_file.h"

#include <QRandomGenerator>

#include <array>

namespace txdesk::security {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype sealKeyBytes = 32;

QByteArray randomSealKey()
{
    std::array<quint32, sealKeyBytes / sizeof(quint32)> words{};
    QRandomGenerator::system()->fillRange(words.data(), static_cast<qsizetype>(words.size()));
    return QByteArray(reinterpret_cast<const char *>(words.data()), sealKeyBytes);
}

} // namespace

Result<QByteArray> readSealKey(const QString &path)
{
    const Result<QByteArray> content = readSecret(path, 4096);
    if (!content)
        return content;
    const QByteArray digits = content->trimmed();
    const QByteArray key = QByteArray::fromHex(digits);
    if (key.size() != sealKeyBytes || key.toHex() != digits.toLower())
        return fail(ErrorCode::InvalidRequest, u"%1 holds no key: 64 hexadecimal digits are expected"_s.arg(path));
    return key;
}

Result<SealKey> readOrMakeSealKey(const QString &path)
{
    const Result<QByteArray> known = readSealKey(path);
    if (known)
        return SealKey{*known, false};
    if (known.error().code != ErrorCode::NotFound)
        return tl::unexpected<Error>(known.error());
    const QByteArray key = randomSealKey();
    if (const Result<> made = createSecret(path, key.toHex() + '\n'); !made)
        return tl::unexpected<Error>(made.error());
    return SealKey{key, true};
}

} // namespace txdesk::security
