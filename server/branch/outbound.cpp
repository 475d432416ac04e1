// SPDX-License-Identifier: Apache-2.0
#include "server/branch/outbound.h"

#include <QUrl>

namespace txdesk::branch {

using namespace Qt::StringLiterals;

QByteArray Outbound::name() const
{
    return node.isEmpty() ? "txdesk"_ba : QUrl::toPercentEncoding(node, ":");
}

QString forbiddenText(const Error &refusal, const QString &detail)
{
    constexpr qsizetype detailCharactersMax = 128;
    return u"%1: %2; nothing was sent"_s.arg(refusal.message, detail.left(detailCharactersMax));
}

Result<> checkAddress(const security::UrlPolicy &policy, const QHostAddress &address, quint16 port, const QString &host)
{
    const Result<> good = policy.checkAddress(address, port, host);
    if (good)
        return {};
    return fail(ErrorCode::NotAllowed, forbiddenText(good.error(), u"%1 leads to %2"_s.arg(host, address.toString())), u"url"_s);
}

http::Client::AddressCheck addressCheckOf(PolicyPtr policy)
{
    return [policy = std::move(policy)](const QHostAddress &address, quint16 port, const QString &host) {
        return checkAddress(*policy, address, port, host);
    };
}

} // namespace txdesk::branch
