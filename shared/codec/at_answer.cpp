// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/at_answer.h"

#include "shared/codec/json_text.h"

#include <algorithm>

namespace txdesk::codec {

using namespace Qt::StringLiterals;

namespace {

constexpr Milliseconds retryAfter{50};

void addText(QByteArray &out, QByteArrayView key, QStringView text)
{
    appendKey(out, key);
    appendJsonString(out, text, Escape::LikeGo);
}

void addHolder(QByteArray &out, const LockHolder &holder)
{
    const bool turnsBack = holder.status == TransactionStatus::Aborting;
    QByteArray one = "{";
    addText(one, "gid", holder.gid.value);
    addText(one, "branch_id", holder.branch.value);
    addText(one, "resource_id", holder.row.resource);
    addText(one, "table", holder.row.table);
    addText(one, "row", holder.row.row);
    addText(one, "since", QString::fromLatin1(rfc3339(holder.since)));
    addText(one, "state", turnsBack ? u"rolling-back"_s : u"held"_s);
    out += one + '}';
}

void addHolders(QByteArray &out, const QList<LockHolder> &holders)
{
    appendKey(out, "holders");
    out += '[';
    for (qsizetype i = 0; i < std::min(holders.size(), holdersToldMax); ++i) {
        if (i > 0)
            out += ',';
        addHolder(out, holders[i]);
    }
    out += ']';
}

} // namespace

QByteArray atRegistered(const BranchId &branch)
{
    QByteArray out = "{\"dtm_result\":\"SUCCESS\"";
    addText(out, "branch_id", branch.value);
    appendKey(out, "seq");
    appendNumber(out, branch.value.toLongLong());
    return out + '}';
}

QByteArray atRefused(AtRefusal code, QStringView message, const QList<LockHolder> &holders)
{
    QByteArray out = "{\"dtm_result\":\"FAILURE\"";
    addText(out, "code", QString(nameIn(atRefusalNames, code)));
    addText(out, "message", message);
    addHolders(out, holders);
    if (code == AtRefusal::LockConflict) {
        appendKey(out, "retry_after_ms");
        appendNumber(out, retryAfter.count());
    }
    return out + '}';
}

QByteArray atLockable(const QList<LockHolder> &holders)
{
    QByteArray out = "{\"dtm_result\":\"SUCCESS\"";
    appendKey(out, "lockable");
    out += holders.isEmpty() ? "true" : "false";
    addHolders(out, holders);
    return out + '}';
}

} // namespace txdesk::codec
