// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/client/secret_file.h"

#include "console/client/client_words.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype tokenMax = 512;
constexpr QFileDevice::Permissions ownersOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr QFileDevice::Permissions others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup |
                                            QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;
} // namespace

bool isTokenText(QByteArrayView token)
{
    const auto fits = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               QByteArrayView("-._~+/=").contains(c);
    };
    return !token.isEmpty() && token.size() <= tokenMax && std::all_of(token.begin(), token.end(), fits);
}

Result<QByteArray> tokenFromFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::NotFound, inClientWords(QT_TRANSLATE_NOOP("Client", "The token file %1 cannot be read: %2.")).arg(path, file.errorString()),
                    u"tokenFile"_s);
    if (file.permissions() & others)
        return fail(ErrorCode::NotAllowed,
                    inClientWords(QT_TRANSLATE_NOOP("Client", "The token file %1 can be read by other users. Run: chmod 600 %1")).arg(path), u"tokenFile"_s);
    const QByteArray token = file.readLine(tokenMax + 3).trimmed();
    if (!isTokenText(token))
        return fail(ErrorCode::InvalidRequest, inClientWords(QT_TRANSLATE_NOOP("Client", "The token file %1 does not hold a token.")).arg(path), u"tokenFile"_s);
    return token;
}

Result<> writeTokenFile(const QString &path, const QByteArray &token)
{
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly) && file.setPermissions(ownersOnly) &&
                         file.write(token + '\n') == token.size() + 1 && file.commit();
    if (!written)
        return fail(ErrorCode::Unavailable, inClientWords(QT_TRANSLATE_NOOP("Client", "The file %1 cannot be written: %2.")).arg(path, file.errorString()));
    return {};
}

} // namespace txdesk::console
