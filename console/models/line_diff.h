// What differs between two texts: line by line, and within lines that were changed.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QList>
#include <QString>

namespace txdesk::console {

enum class DiffKind { Same, Removed, Added, Changed };

// A part of a line, in characters.
struct DiffSpan
{
    qsizetype from = 0;
    qsizetype length = 0;

    friend bool operator==(const DiffSpan &, const DiffSpan &) = default;
};

// One row of two columns; -1: this side has no line here.
struct DiffRow
{
    DiffKind kind = DiffKind::Same;
    qsizetype left = -1;
    qsizetype right = -1;
    QList<DiffSpan> leftSpans{}; // Changed: what of the line is different
    QList<DiffSpan> rightSpans{};

    friend bool operator==(const DiffRow &, const DiffRow &) = default;
};

struct LineDiff
{
    QList<QString> left;
    QList<QString> right;
    QList<DiffRow> rows;
    bool coarse = false; // too large to compare line by line: only what is equal at both ends is paired

    [[nodiscard]] qsizetype differences() const; // runs of rows that are not Same
};

// The longest common subsequence of lines; every line of each side is in exactly one row, in its order.
[[nodiscard]] LineDiff lineDiff(const QString &left, const QString &right);

} // namespace txdesk::console
