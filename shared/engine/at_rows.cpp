// SPDX-License-Identifier: Apache-2.0
#include "shared/engine/at_rows.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace txdesk::engine {
namespace {

using namespace Qt::StringLiterals;

QByteArray quoted(const QString &text)
{
    return QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact).sliced(1).chopped(1);
}

QByteArray payloadStart(const QString &requestId)
{
    return "{\"request_id\":" + quoted(requestId) + ',';
}

// Which rows were asked for: the locks themselves are gone once another branch of the transaction holds them, or they end.
QByteArray digestOf(const QList<LockedRow> &rows)
{
    QByteArrayList keys;
    for (const LockedRow &row : rows)
        keys.append(row.key);
    std::ranges::sort(keys);
    QCryptographicHash digest(QCryptographicHash::Sha256);
    for (const QByteArray &key : std::as_const(keys))
        digest.addData(key);
    return digest.result().toHex();
}

QByteArray payloadOf(const AtBranch &branch)
{
    return payloadStart(branch.requestId) + "\"resource_id\":" + quoted(branch.resource) + ",\"rows\":\"" + digestOf(branch.locks) + "\"}";
}

constexpr qsizetype rowsOfBranch = 2;
constexpr qsizetype lockedTextLimit = 4096; // what a journal event keeps

} // namespace

QList<BranchOp> atOps(const BranchId &branch, const AtBranch &registered, Instant now)
{
    const QByteArray payload = payloadOf(registered);
    return {{.branch = branch, .kind = OpKind::Rollback, .url = registered.url, .payload = payload, .createdAt = now},
            {.branch = branch, .kind = OpKind::Commit, .url = registered.url, .payload = payload, .createdAt = now}};
}

BranchId nextAtBranch(qsizetype rows)
{
    return {u"%1"_s.arg(rows / rowsOfBranch + 1, 2, 10, QLatin1Char('0'))};
}

const BranchOp *rowOfRequest(const QList<BranchOp> &ops, const QString &requestId)
{
    const QByteArray start = payloadStart(requestId);
    const auto row = std::ranges::find_if(ops, [&start](const BranchOp &op) { return op.payload.startsWith(start); });
    return row == ops.end() ? nullptr : &*row;
}

bool isSameBranch(const BranchOp &known, const AtBranch &wanted)
{
    return known.url == wanted.url && known.payload == payloadOf(wanted);
}

QString lockedText(const QList<LockedRow> &rows)
{
    QString text;
    for (const LockedRow &row : rows) {
        if (text.size() > lockedTextLimit)
            break;
        text += (text.isEmpty() ? u""_s : u"; "_s) + row.table + u' ' + row.row;
    }
    return text;
}

} // namespace txdesk::engine
