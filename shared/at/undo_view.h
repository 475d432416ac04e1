// What the undo endpoint tells of one branch: its undo record, and the rows as they are now. For people who must decide.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/at/undo_record.h"

#include <optional>

namespace txdesk::at {

struct UndoView
{
    UndoRecord record;
    QList<QList<std::optional<Row>>> now{}; // of each item, row by row; nullopt: no such row

    // {"branch_id","resource","items":[{"kind","table","pk":[..],"columns":[name,..],"before":[row|null,..],"after":[..],"now":[..]}]}
    // The three lists of an item are of one length. Values: row_value.h. Rows beyond bytesMax are left out; "left_out" says how
    // many, when there are any: a coordinator reads 1 MiB.
    static constexpr qsizetype bytesMax = 900'000;
    [[nodiscard]] QByteArray toJson() const;
};

} // namespace txdesk::at
