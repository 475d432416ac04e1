// Writes the body of registerBranch.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/branch_registration.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace txdesk::client {

using namespace Qt::StringLiterals;

QByteArray BranchRegistration::toJson() const
{
    QJsonObject json{{u"gid"_s, gid.value},
                     {u"trans_type"_s, nameIn(transactionKindNames, kind)},
                     {u"branch_id"_s, branch.value}};
    switch (kind) {
    case TransactionKind::Tcc:
        json["data"_L1] = QString::fromUtf8(data);
        json["confirm"_L1] = confirm;
        json["cancel"_L1] = cancel;
        break;
    case TransactionKind::Xa:
        json["url"_L1] = url;
        break;
    case TransactionKind::Workflow:
        json["data"_L1] = QString::fromUtf8(data);
        json["op"_L1] = op;
        json["status"_L1] = nameIn(opStatusNames, status);
        break;
    case TransactionKind::Saga:
    case TransactionKind::At:
    case TransactionKind::Notify:
    case TransactionKind::Message:
        break;
    }
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

} // namespace txdesk::client
