// The rows of the tables about what waits: locks, parked transactions, undo records, ladders and their receivers.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/models/delivery_ladder.h"
#include "console/models/plain_table_model.h"
#include "console/models/undo_diff.h"
#include "shared/model/row_lock.h"
#include "shared/model/transaction_page.h"

#include <QTimeZone>

namespace txdesk::console {

// Now: server time. Each table has its headers; texts of others are one line, secrets hidden.
class WaitingRows
{
    Q_DECLARE_TR_FUNCTIONS(WaitingRows)

public:
    [[nodiscard]] static QStringList lockHeaders();
    // key: the lock's. waits tell how many wait for a row; those whose end has passed do not count.
    [[nodiscard]] static QList<PlainRow> locks(const QList<LockHolder> &locks, const QList<LockWait> &waits, Instant now);

    [[nodiscard]] static QStringList parkedHeaders();
    [[nodiscard]] static QList<PlainRow> parked(const QList<TransactionRow> &rows, Instant now); // key: the gid
    // What a person can do about it, in a sentence or two.
    [[nodiscard]] static QString whatToDo(Parked parked);

    [[nodiscard]] static QStringList undoHeaders();
    [[nodiscard]] static QList<PlainRow> undo(const UndoView &view);

    [[nodiscard]] static QStringList receiverHeaders();
    [[nodiscard]] static QList<PlainRow> receivers(const QList<DeliveryLadder> &ladders); // key: the branch
    [[nodiscard]] static QStringList stepHeaders();
    [[nodiscard]] static QList<PlainRow> steps(const DeliveryLadder &ladder, Instant now, const QTimeZone &zone);
};

} // namespace txdesk::console
