// Builds the rows of a new transaction from the steps a client sent: branch ids, row order, payloads.
// Source of ids and order: DTM's protocol (saga: compensate row, then action row; message: one action row a step,
// a topic with several subscribers gives 01-01, 01-02, with exactly one just 01).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"
#include "shared/model/topic.h"
#include "shared/model/transaction_snapshot.h"

#include <functional>

namespace txdesk::engine {

struct Step
{
    QString action;     // URL, or topic://name in a message
    QString compensate; // saga only; empty: nothing to undo
    QByteArray payload;
};

// empty result: unknown topic or no subscribers
using ResolveTopic = std::function<QStringList(const QString &topic)>;

[[nodiscard]] QList<BranchOp> sagaOps(const QList<Step> &steps, Instant now);
// Fails with Internal "topic not found", as DTM does.
[[nodiscard]] Result<QList<BranchOp>> messageOps(const QList<Step> &steps, Instant now, const ResolveTopic &resolve);

} // namespace txdesk::engine
