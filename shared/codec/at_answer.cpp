// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/at_answer.h"

#include "shared/codec/json_text.h"

#include <algorithm>

namespace txdesk::codec {

using namespace Qt::StringLiterals;

namespace {

constexpr Milliseconds retryAfter{50};

void addAnswerText(QByteArray &out, QByteArrayView key, QStringView text)
{
    appendKey(out, key);
    appendJsonString(out, text, Escape::LikeGo);
}

void addHolder(QByteArray &out, const LockHolder &holder)
{
    const bool turnsBack = holder.status == TransactionStatus::Aborting;
    QByteArray one = "{";
    addAnswerText(one, "gid", holder.gid.value);
    addAnswerText(one, "branch_id", holder.branch.value);
    addAnswerText(one, "resource_id", holder.row.resource);
    addAnswerText(one, "table", holder.row.table);
    addAnswerText(one, "row", holder.row.row);
    addAnswerText(one, "since", QString::fromLatin1(rfc3339(holder.since)));
    addAnswerText(one, "state", turnsBack ? u"rolling-back"_s : u"held"_s);
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
    addAnswerText(out, "branch_id", branch.value);
    appendKey(out, "seq");
    appendNumber(out, branch.value.toLongLong());
    return out + '}';
}

QByteArray atRefused(AtRefusal code, QStringView message, const QList<LockHolder> &holders)
{
    QByteArray out = "{\"dtm_result\":\"FAILURE\"";
    addAnswerText(out, "code", QString(nameIn(atRefusalNames, code)));
    addAnswerText(out, "message", message);
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
