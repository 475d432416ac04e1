// A result that stands whatever the receiver does: it is told as well as possible, and who missed it asks.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/notification.h"
#include "shared/client/query_back.h"

#include <QSqlError>
#include <QSqlQuery>

using namespace Qt::StringLiterals;
using namespace txdesk::client;
using txdesk::Seconds;

// The sender, after its payment has committed. Without retryBy() the coordinator's ladder: 1 min, 5 min, .. 10 h.
txdesk::Result<> tellPayment(CoordinatorConnection &coordinator, const QString &txNo, const QString &partnerUrl)
{
    return Notification(txdesk::Gid{txNo})
        .add(partnerUrl, QByteArray(R"({"amount":30})"))
        .setHeader(u"X-Signature"_s, u"of the body"_s)
        .expectBody(u"success"_s) // 2xx alone is not enough for this partner
        .retryBy({Seconds{60}, Seconds{300}, Seconds{600}})
        .within(Seconds{3600})
        .submit(coordinator)
        .result();
}

// The receiver's business, however it came to know the result.
BranchAnswer applyPayment(QSqlDatabase &db, const QByteArray &)
{
    QSqlQuery credit(db);
    return credit.exec(u"UPDATE accounts SET balance = balance + 30 WHERE id = 1"_s) ? BranchAnswer::succeeded()
                                                                                   : BranchAnswer::unknown(credit.lastError().text());
}

// The receiver is told (any number of times) ..
BranchAnswer receivePayment(const QueryBack &payments, QSqlDatabase db, const QString &txNo, const QByteArray &body)
{
    return payments.apply(db, txNo, body, applyPayment);
}

// .. or asks: GET /payresult/{txNo}. `payments` was made with "http://pay/pay/payresult/{txNo}".
BranchAnswer askForPayment(const QueryBack &payments, CoordinatorConnection &coordinator, QSqlDatabase db, const QString &txNo)
{
    return payments.askAndApply(coordinator, db, txNo, applyPayment);
}
