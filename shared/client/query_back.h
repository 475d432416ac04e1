// The receiver's side of a best-effort notification: whoever missed it asks the sender for the result, and applies it once.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/client/coordinator_connection.h"
#include "shared/client/inbox.h"

namespace txdesk::client {

// What the sender told, notified or asked, comes to this. `result`: the body. Thread: that of the connection.
// Succeeded: applied. Ongoing: there is no result yet, nothing is noted. Anything else is rolled back.
using ApplyResult = std::function<BranchAnswer(QSqlDatabase &db, const QByteArray &result)>;

// A value. Thread: any.
class QueryBack
{
public:
    // url: of the sender's query interface, "http://pay/pay/payresult/{txNo}"; {txNo} is filled in.
    // A sender without one: the coordinator's, "<coordinator>/notify/{txNo}".
    explicit QueryBack(QString url, InboxOptions options = {});

    // What the sender knows: a body. Errors: NotFound (no such number), or CoordinatorConnection::ask()'s.
    [[nodiscard]] QFuture<Result<QByteArray>> ask(CoordinatorConnection &coordinator, const QString &txNo) const;

    // Applies a result that came by notification or by ask(), once: in one local transaction with the number in de_duplication.
    [[nodiscard]] BranchAnswer apply(QSqlDatabase db, const QString &txNo, const QByteArray &result, const ApplyResult &business) const;

    // Both. Blocks; a number that is unknown to the sender, and a sender that cannot be reached, is Unknown.
    [[nodiscard]] BranchAnswer askAndApply(CoordinatorConnection &coordinator, QSqlDatabase db, const QString &txNo, const ApplyResult &business) const;

private:
    QString m_url;
    InboxOptions m_options;
};

} // namespace txdesk::client
