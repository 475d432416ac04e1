// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/client/shown_payloads.h"

#include "shared/base/foreign_word.h"
#include "shared/codec/options_codec.h"

#include <QJsonArray>

namespace txdesk::console {

using namespace Qt::StringLiterals;

Result<ShownPayloads> shownPayloadsFromJson(const QJsonObject &json)
{
    if (!json.value("gid"_L1).isString() || !json.value("ops"_L1).isArray())
        return fail(ErrorCode::Internal, u"The answer holds no payloads."_s);
    ShownPayloads shown;
    shown.gid = Gid{json.value("gid"_L1).toString()};
    shown.customData = json.value("customData"_L1).toString();
    shown.result = json.value("result"_L1).toString();
    for (const QJsonValue &value : json.value("ops"_L1).toArray()) {
        const QJsonObject op = value.toObject();
        shown.ops.append({BranchId{op.value("branch"_L1).toString()}, keptIn(opKindNames, op.value("op"_L1).toString()),
                          QByteArray::fromBase64(op.value("payload"_L1).toString().toLatin1())});
    }
    return shown;
}

TransactionDetail withPayloads(TransactionDetail detail, const ShownPayloads &shown)
{
    GlobalTransaction &t = detail.snapshot.transaction;
    if (t.gid != shown.gid)
        return detail;
    for (BranchOp &op : detail.snapshot.ops)
        for (const ShownPayloads::Op &one : shown.ops)
            if (one.branch == op.branch && one.kind == op.kind)
                op.payload = one.payload;
    t.result = shown.result;
    if (!shown.customData.isEmpty()) {
        t.customData = shown.customData;
        if (const auto custom = codec::customDataFromText(t.kind, t.customData, -1))
            t.custom = *custom;
    }
    return detail;
}

} // namespace txdesk::console
