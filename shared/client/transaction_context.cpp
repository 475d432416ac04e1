// Reads and writes a transaction's identity in query strings and headers.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/transaction_context.h"

#include <QUrl>

#include <array>

namespace txdesk::client {

using namespace Qt::StringLiterals;

namespace {

QString cleaned(QString value)
{
    return value.remove(u'\r').remove(u'\n').remove(u';');
}

template<class Lookup>
Result<TransactionContext> contextFrom(const Lookup &valueOf)
{
    const TransactionContext context{.gid = Gid{cleaned(valueOf("gid"_L1))},
                                     .kind = cleaned(valueOf("trans_type"_L1)),
                                     .branch = BranchId{cleaned(valueOf("branch_id"_L1))},
                                     .op = cleaned(valueOf("op"_L1)),
                                     .coordinator = cleaned(valueOf("dtm"_L1)),
                                     .phase2Url = cleaned(valueOf("phase2_url"_L1))};
    const std::array<std::pair<const QString *, QLatin1StringView>, 4> required{
        {{&context.gid.value, "gid"_L1}, {&context.kind, "trans_type"_L1}, {&context.branch.value, "branch_id"_L1}, {&context.op, "op"_L1}}};
    for (const auto &[value, name] : required)
        if (value->isEmpty())
            return fail(ErrorCode::InvalidRequest, u"the request does not tell its %1"_s.arg(name), name);
    return context;
}

} // namespace

Result<TransactionContext> TransactionContext::fromQuery(const QUrlQuery &query)
{
    return contextFrom([&query](QLatin1StringView name) { return query.queryItemValue(name, QUrl::FullyDecoded); });
}

Result<TransactionContext> TransactionContext::fromHeaders(const QList<http::Header> &headers)
{
    return contextFrom([&headers](QLatin1StringView name) {
        const QByteArray key = QByteArray("dtm-").append(name.data(), name.size());
        for (const http::Header &header : headers)
            if (header.name.compare(key, Qt::CaseInsensitive) == 0)
                return QString::fromUtf8(header.value);
        return QString();
    });
}

Result<TransactionContext> TransactionContext::fromMetadata(const QMap<QString, QString> &metadata)
{
    return contextFrom([&metadata](QLatin1StringView name) { return metadata.value("dtm-"_L1 + name); });
}

Result<TransactionContext> TransactionContext::from(const http::Request &request)
{
    Result<TransactionContext> found = contextFrom([&request](QLatin1StringView name) {
        for (const auto &[key, value] : request.query)
            if (name == QLatin1StringView(key))
                return QString::fromUtf8(value);
        return QString();
    });
    if (found)
        return found;
    const Result<TransactionContext> carried = fromHeaders(request.headers);
    return carried ? carried : found;
}

QUrlQuery TransactionContext::toQuery() const
{
    QUrlQuery query{{u"branch_id"_s, branch.value}, {u"gid"_s, gid.value}, {u"op"_s, op}, {u"trans_type"_s, kind}};
    if (!coordinator.isEmpty())
        query.addQueryItem(u"dtm"_s, coordinator);
    if (!phase2Url.isEmpty())
        query.addQueryItem(u"phase2_url"_s, phase2Url);
    return query;
}

QString TransactionContext::addedTo(const QString &text) const
{
    QUrl url(text);
    QUrlQuery query(url);
    for (const auto &[key, value] : toQuery().queryItems(QUrl::FullyDecoded))
        query.addQueryItem(key, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    url.setQuery(query);
    return url.toString(QUrl::FullyEncoded);
}

QList<http::Header> TransactionContext::toHeaders() const
{
    QList<http::Header> headers;
    const QMap<QString, QString> metadata = toMetadata();
    for (auto it = metadata.begin(); it != metadata.end(); ++it)
        headers.append({it.key().toLatin1(), it.value().toUtf8()});
    return headers;
}

QMap<QString, QString> TransactionContext::toMetadata() const
{
    QMap<QString, QString> metadata{{u"dtm-gid"_s, gid.value},
                                    {u"dtm-trans_type"_s, kind},
                                    {u"dtm-branch_id"_s, branch.value},
                                    {u"dtm-op"_s, op},
                                    {u"dtm-dtm"_s, coordinator}};
    if (!phase2Url.isEmpty())
        metadata[u"dtm-phase2_url"_s] = phase2Url;
    return metadata;
}

} // namespace txdesk::client
