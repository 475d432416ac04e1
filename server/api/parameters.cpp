// Reading of query parameters.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/parameters.h"

#include "shared/codec/utf8.h"

#include <QSet>

namespace txdesk::api {

using namespace Qt::StringLiterals;

Result<QString> firstValue(const http::Request &request, QByteArrayView name)
{
    const QByteArray value = request.parameter(name).value_or(QByteArray());
    if (!codec::isValidUtf8(value))
        return fail(ErrorCode::InvalidRequest, u"bad utf-8"_s, QString::fromUtf8(name));
    return QString::fromUtf8(value);
}

Result<qint64> numberValue(const http::Request &request, QByteArrayView name, qint64 fallback)
{
    const Result<QString> text = firstValue(request, name);
    if (!text)
        return tl::unexpected<Error>(text.error());
    if (text->isEmpty())
        return fallback;
    bool ok = false;
    const qint64 number = text->toLongLong(&ok);
    if (!ok)
        return fail(ErrorCode::Conflict, u"convert to int error: %1"_s.arg(text->left(64)));
    return number;
}

Result<> onlyKnown(const http::Request &request, const QList<QByteArray> &names)
{
    QSet<QByteArray> seen;
    for (const auto &[name, value] : request.query) {
        const QString shown = QString::fromUtf8(name.left(64));
        if (!names.contains(name))
            return fail(ErrorCode::InvalidRequest, u"unknown parameter %1"_s.arg(shown), shown);
        if (seen.contains(name))
            return fail(ErrorCode::InvalidRequest, u"duplicate parameter %1"_s.arg(shown), shown);
        seen.insert(name);
    }
    return {};
}

} // namespace txdesk::api
