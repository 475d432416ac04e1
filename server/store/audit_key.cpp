// SPDX-License-Identifier: Apache-2.0
#include "server/store/audit_key.h"

#include "server/security/secret_file.h"

#include <QRandomGenerator>

#include <array>

namespace txdesk::store {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype auditKeyBytes = 32;

QByteArray freshKey()
{
    std::array<quint32, auditKeyBytes / sizeof(quint32)> words{};
    QRandomGenerator::system()->fillRange(words.data(), static_cast<qsizetype>(words.size()));
    return {reinterpret_cast<const char *>(words.data()), auditKeyBytes};
}

Result<QByteArray> keyIn(const QByteArray &content, const QString &file)
{
    const QByteArray digits = content.trimmed();
    QByteArray key = QByteArray::fromHex(digits);
    if (digits.size() != 2 * auditKeyBytes || key.size() != auditKeyBytes || key.toHex() != digits.toLower())
        return fail(ErrorCode::InvalidRequest, u"%1 holds no audit key: 64 hexadecimal digits are expected"_s.arg(file));
    return key;
}

} // namespace

Result<QByteArray> auditKey(const QString &file, WhenMissing missing)
{
    Result<QByteArray> content = security::readSecret(file);
    if (!content && content.error().code == ErrorCode::NotFound && missing == WhenMissing::IsMade) {
        const Result<> made = security::createSecret(file, freshKey().toHex() + '\n');
        if (!made && made.error().code != ErrorCode::Conflict)
            return tl::unexpected(made.error());
        content = security::readSecret(file); // of another process, if that was faster
    }
    if (!content)
        return content;
    return keyIn(*content, file);
}

} // namespace txdesk::store
