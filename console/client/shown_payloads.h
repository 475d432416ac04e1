// What applications have handed over with one transaction: read on request only, and that is on record.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/base/result.h"
#include "shared/model/transaction_detail.h"

#include <QJsonObject>

namespace txdesk::console {

struct ShownPayloads
{
    struct Op
    {
        BranchId branch;
        OpKind kind = OpKind::Action;
        QByteArray payload;

        friend bool operator==(const Op &, const Op &) = default;
    };

    Gid gid;
    QList<Op> ops;
    QString customData; // JSON text as the client sent it
    QString result;     // of a workflow, base64

    friend bool operator==(const ShownPayloads &, const ShownPayloads &) = default;
};

[[nodiscard]] Result<ShownPayloads> shownPayloadsFromJson(const QJsonObject &json);

// The detail with what it was shown without; a detail of another transaction stays as it is.
[[nodiscard]] TransactionDetail withPayloads(TransactionDetail detail, const ShownPayloads &shown);

} // namespace txdesk::console
