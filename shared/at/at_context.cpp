// Reads and writes the headers.
// SPDX-License-Identifier: Apache-2.0
#include "shared/at/at_context.h"

#include <algorithm>

namespace txdesk::at {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype gidLettersMax = 128;

QString headerText(const QList<http::Header> &headers, QByteArrayView name)
{
    for (const http::Header &header : headers)
        if (header.name.compare(name, Qt::CaseInsensitive) == 0)
            return QString::fromUtf8(header.value);
    return {};
}

} // namespace

QList<http::Header> AtContext::toHeaders() const
{
    QList<http::Header> headers{{"Dtm-Gid", gid.value.toUtf8()}, {"Dtm-Trans-Type", "at"}, {"TX_XID", gid.value.toUtf8()}};
    if (!coordinator.isEmpty())
        headers.append({"Dtm-Dtm", coordinator.toUtf8()});
    return headers;
}

Result<AtContext> AtContext::fromHeaders(const QList<http::Header> &headers)
{
    const QString ours = headerText(headers, "dtm-gid");
    const QString alias = headerText(headers, "tx_xid");
    const QString kind = headerText(headers, "dtm-trans-type");
    if (!ours.isEmpty() && !alias.isEmpty() && ours != alias)
        return fail(ErrorCode::InvalidRequest, u"Dtm-Gid and TX_XID name two transactions"_s, u"Dtm-Gid"_s);
    const QString gid = ours.isEmpty() ? alias : ours;
    if (gid.isEmpty())
        return fail(ErrorCode::InvalidRequest, u"the request belongs to no AT transaction: neither Dtm-Gid nor TX_XID"_s, u"Dtm-Gid"_s);
    if (!kind.isEmpty() && kind != "at"_L1)
        return fail(ErrorCode::InvalidRequest, u"the request belongs to a transaction of another kind"_s, u"Dtm-Trans-Type"_s);
    if (gid.size() > gidLettersMax || std::ranges::any_of(gid, [](QChar c) { return c.category() == QChar::Other_Control; }))
        return fail(ErrorCode::InvalidRequest, u"the transaction's name has more than %1 letters or a control character"_s.arg(gidLettersMax),
                    u"Dtm-Gid"_s);
    return AtContext{Gid{gid}, headerText(headers, "dtm-dtm")};
}

} // namespace txdesk::at
