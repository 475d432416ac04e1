// Builds the rows of a new transaction from the steps a client sent: branch ids, row order, payloads.
// Source of ids and order: DTM's protocol (saga: compensate row, then action row; message: one action row a step,
// a topic with several subscribers gives 01-01, 01-02, with exactly one just 01; tcc: cancel, then confirm; xa: rollback,
// then commit). Ids of registered branches are their clients'.
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

// Rows of one registered branch, for a RegisterRequest. Empty URLs: nothing to call.
[[nodiscard]] QList<BranchOp> tccOps(const BranchId &branch, const QString &confirm, const QString &cancel, const QByteArray &data,
                                     Instant now);
[[nodiscard]] QList<BranchOp> xaOps(const BranchId &branch, const QString &url, Instant now);
// A step that a workflow's client has finished: a record, never called.
[[nodiscard]] BranchOp workflowOp(const BranchId &branch, OpKind op, OpStatus status, const QByteArray &data, Instant now);

} // namespace txdesk::engine
