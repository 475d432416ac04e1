// Asks and applies.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/query_back.h"

#include <QUrl>

namespace txdesk::client {

using namespace Qt::StringLiterals;

QueryBack::QueryBack(QString url, InboxOptions options) : m_url(std::move(url)), m_options(std::move(options)) {}

QFuture<Result<QByteArray>> QueryBack::ask(CoordinatorConnection &coordinator, const QString &txNo) const
{
    QString url = m_url;
    return coordinator.ask(url.replace("{txNo}"_L1, QString::fromLatin1(QUrl::toPercentEncoding(txNo))));
}

BranchAnswer QueryBack::apply(QSqlDatabase db, const QString &txNo, const QByteArray &result, const ApplyResult &business) const
{
    return Inbox(txNo, m_options).once(db, [&](QSqlDatabase &inside) { return business(inside, result); });
}

BranchAnswer QueryBack::askAndApply(CoordinatorConnection &coordinator, QSqlDatabase db, const QString &txNo, const ApplyResult &business) const
{
    const Result<QByteArray> told = ask(coordinator, txNo).result();
    return told ? apply(db, txNo, *told, business) : BranchAnswer::unknown(told.error().message);
}

} // namespace txdesk::client
