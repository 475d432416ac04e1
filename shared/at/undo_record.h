// The undo record of one branch: JSON in a row of undo_log, written in the local transaction that it undoes.
//   {"v":1,"gid":..,"branch_id":..,"resource":..,"items":[{"kind":"update","table":..,"pk":[name,..],
//    "cols":[{"n":name,"t":type},..],"before":[[value,..],..],"after":[[..],..]}]}
// Values: row_value.h. Nothing in it is ever taken for a type name or a statement.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/at/change_set.h"
#include "shared/base/strong_id.h"

namespace txdesk::at {

struct UndoRecord
{
    static constexpr int version = 1;
    static constexpr qsizetype bytesMax = 16 * 1024 * 1024;
    static constexpr qsizetype rowsMax = 100'000; // images of all items

    Gid gid;
    BranchId branch;
    QString resource;
    QList<UndoItem> items{};

    // InvalidRequest: larger than bytesMax or rowsMax; says what to do about it.
    [[nodiscard]] Result<QByteArray> encode() const;

    // InvalidRequest, and nothing of it is used: not JSON, another version, of another gid or branch, too large, rows that do
    // not fit their columns, a member of the wrong type, one we do not know.
    [[nodiscard]] static Result<UndoRecord> decode(const QByteArray &text, const Gid &gid, const BranchId &branch);

    friend bool operator==(const UndoRecord &, const UndoRecord &) = default;
};

} // namespace txdesk::at
