// SPDX-License-Identifier: Apache-2.0
#include "server/api/masking.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

#include <algorithm>

namespace txdesk::api {

using namespace Qt::StringLiterals;

namespace {

// Of a workflow only the name stays; what other kinds have in it steers them (orders, delay).
QString maskedCustomData(TransactionKind kind, const QString &text)
{
    if (kind == TransactionKind::Saga || kind == TransactionKind::Message || kind == TransactionKind::Notify)
        return text;
    const QJsonValue name = QJsonDocument::fromJson(text.toUtf8()).object().value("name"_L1);
    if (!name.isString())
        return {};
    return QString::fromUtf8(QJsonDocument(QJsonObject{{u"name"_s, name}}).toJson(QJsonDocument::Compact));
}

} // namespace

void maskSecrets(QMap<QString, QString> &headers)
{
    static const QStringList words{u"authorization"_s, u"cookie"_s, u"token"_s, u"secret"_s, u"key"_s, u"password"_s};
    for (auto it = headers.begin(); it != headers.end(); ++it) {
        const QString name = it.key().toLower();
        if (std::any_of(words.begin(), words.end(), [&name](const QString &word) { return name.contains(word); }))
            *it = u"(hidden)"_s;
    }
}

void maskPayloads(GlobalTransaction &transaction)
{
    transaction.customData = maskedCustomData(transaction.kind, transaction.customData);
    transaction.result.clear();
    maskSecrets(transaction.options.branchHeaders);
}

void maskPayloads(TransactionSnapshot &snapshot)
{
    maskPayloads(snapshot.transaction);
    for (BranchOp &op : snapshot.ops)
        op.payload.clear();
}

bool mayTouch(const security::Caller &caller, const GlobalTransaction &transaction)
{
    return caller.mayTouch(transaction.gid) && caller.mayTouch(transaction.kind);
}

bool isNamed(const security::Caller &caller)
{
    return !caller.tokenId.isEmpty() || caller.actor.startsWith("certificate "_L1); // the doorkeeper's word
}

bool seesMasked(const security::Caller &caller)
{
    return caller.role > Role::Client && isNamed(caller);
}

} // namespace txdesk::api
