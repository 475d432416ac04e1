// SPDX-License-Identifier: Apache-2.0
#include "shared/client/coordinator_access.h"

#include <QFile>
#include <QUrl>

namespace txdesk::client {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 tokenBytesMax = 4096;

// C# tells its address with a slash at the end.
QString withoutSlashes(QString url)
{
    while (url.endsWith(u'/'))
        url.chop(1);
    return url;
}

} // namespace

CoordinatorAccess CoordinatorAccess::from(const QString &url, Milliseconds timeout)
{
    CoordinatorAccess access{.baseUrl = withoutSlashes(url), .timeout = timeout};
    QUrl parts(access.baseUrl, QUrl::StrictMode);
    if (!parts.isValid() || parts.userInfo().isEmpty())
        return access;
    access.token = parts.password(QUrl::FullyDecoded).toUtf8();
    parts.setUserInfo({});
    access.baseUrl = parts.toString(QUrl::FullyEncoded);
    return access;
}

Result<> CoordinatorAccess::readToken(const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::InvalidRequest, u"token file %1: %2"_s.arg(name, file.errorString()), u"token"_s);
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    if (file.permissions() & others)
        return fail(ErrorCode::InvalidRequest, u"token file %1: others may read it; run: chmod 600 '%1'"_s.arg(name), u"token"_s);
    const QByteArray line = file.read(tokenBytesMax).trimmed();
    if (line.isEmpty() || line.contains('\n'))
        return fail(ErrorCode::InvalidRequest, u"token file %1: expected one line with the token"_s.arg(name), u"token"_s);
    token = line;
    return {};
}

} // namespace txdesk::client
