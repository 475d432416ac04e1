// What a participant shows of an AT branch's undo record: each row before, after, and as it is now.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/base/result.h"
#include "shared/base/strong_id.h"

#include <QJsonObject>
#include <QStringList>

#include <optional>

namespace txdesk::console {

// A database value as the record spells it: never a number or a date here, so that equal means equal.
struct UndoValue
{
    enum class Kind { Null, Text, Bytes, Integer, Real };
    Kind kind = Kind::Null;
    QString text{}; // Bytes: base64; Integer, Real: digits

    friend bool operator==(const UndoValue &, const UndoValue &) = default;
};

using UndoRow = QList<UndoValue>;

// Rows of one table that were changed in the same way.
// Invariant: the three lists have the same length; an image has a value for each column. A missing image: no such row.
struct UndoItem
{
    QString kind; // "insert", "update", "delete"
    QString table;
    QStringList key;     // names of the key columns
    QStringList columns;
    QList<std::optional<UndoRow>> before{};
    QList<std::optional<UndoRow>> after{};
    QList<std::optional<UndoRow>> now{};

    friend bool operator==(const UndoItem &, const UndoItem &) = default;
};

struct UndoView
{
    BranchId branch;
    QString resource;
    QList<UndoItem> items{};

    friend bool operator==(const UndoView &, const UndoView &) = default;
};

// The coordinator's answer: {"gid","branch","url","undo":{"resource","items":[..]}}. InvalidRequest names what does not fit; nothing of it is
// used then.
[[nodiscard]] Result<UndoView> undoViewFromJson(const QJsonObject &json);

} // namespace txdesk::console
