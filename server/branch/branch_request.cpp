// SPDX-License-Identifier: Apache-2.0
#include "server/branch/branch_request.h"

#include <QUrl>

namespace txdesk::branch {
namespace {

using namespace Qt::StringLiterals;

void appendParameter(QString &url, QLatin1StringView name, const QString &value)
{
    url += name;
    url += u'=';
    url += QString::fromLatin1(QUrl::toPercentEncoding(value));
}

QString withQuery(const engine::Call &call)
{
    const qsizetype fragment = call.url.indexOf(u'#');
    QString url;
    url.reserve(call.url.size() + call.gid.value.size() + 64);
    url += fragment < 0 ? QStringView(call.url) : QStringView(call.url).first(fragment);
    url += url.contains(u'?') ? u'&' : u'?';
    appendParameter(url, "branch_id"_L1, call.branch.value);
    appendParameter(url, "&gid"_L1, call.gid.value);
    appendParameter(url, "&op"_L1, opTextOf(call));
    appendParameter(url, "&trans_type"_L1, nameIn(transactionKindNames, call.kind));
    return url;
}

void setHeader(QList<http::Header> &headers, const QByteArray &name, const QByteArray &value)
{
    for (http::Header &header : headers)
        if (header.name.compare(name, Qt::CaseInsensitive) == 0) {
            header.value = value;
            return;
        }
    headers.append({name, value});
}

bool saysWhoCalls(const QByteArray &name)
{
    return name.compare(outboundHeader, Qt::CaseInsensitive) == 0;
}

} // namespace

QString opTextOf(const engine::Call &call)
{
    return call.opText.isEmpty() ? QString(nameIn(opKindNames, call.op)) : call.opText;
}

QList<http::Header> usualHeaders(const Outbound &outbound)
{
    return {{"Content-Type"_ba, "application/json"_ba},
            {"Accept"_ba, "application/json"_ba},
            {"User-Agent"_ba, "txdesk/" TXDESK_VERSION ""_ba},
            {outboundHeader.toByteArray(), outbound.name()}};
}

QList<http::Header> headersFor(const engine::Call &call, const QList<http::Header> &usual)
{
    QList<http::Header> headers = usual;
    for (auto it = call.headers.cbegin(); it != call.headers.cend(); ++it)
        if (const QByteArray name = it.key().toUtf8(); !saysWhoCalls(name))
            setHeader(headers, name, it.value().toUtf8());
    return headers;
}

http::ClientRequest requestFor(const engine::Call &call, const QList<http::Header> &usual)
{
    http::ClientRequest request;
    const bool posts = !call.payload.isEmpty() || call.kind == TransactionKind::Xa;
    request.method = posts ? "POST"_ba : "GET"_ba;
    request.url = withQuery(call);
    request.headers = headersFor(call, usual);
    request.body = call.payload;
    request.timeout = call.timeout;
    return request;
}

} // namespace txdesk::branch
