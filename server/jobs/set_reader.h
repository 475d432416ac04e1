// Reads a frozen set piece by piece and judges each transaction of it by the gate. The dry run and the job itself use the
// same function: what the one counts as eligible, the other acts on.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/transaction_store.h"
#include "shared/engine/settings.h"
#include "shared/model/bulk_job.h"
#include "shared/model/transaction_detail.h"

namespace txdesk::jobs {

struct SetMember
{
    TransactionRow row;
    ActionState state;        // of the job's action
    QList<PlannedCall> calls; // that the act leads to; only when they are asked for and it is allowed
};

struct SetPiece
{
    QList<SetMember> members;
    QString next; // position of the next piece; empty: that was the last
};

struct SetQuestion
{
    FrozenSet set;
    Action action = Action::Retry;
    Instant now{};
    std::optional<engine::EngineSettings> preview{}; // set: also the calls
};

// Thread: the reader's. Members come by their age, oldest first; picked ones in the order of the picking.
[[nodiscard]] Result<SetPiece> readPiece(store::TransactionReader &reader, const SetQuestion &question, const QString &after);

// Matching ones that were created after the set was frozen; counts a thousand at the most.
[[nodiscard]] Result<qint64> countLater(store::TransactionReader &reader, const SetQuestion &question);

} // namespace txdesk::jobs
