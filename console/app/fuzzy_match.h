// How well what somebody typed fits a line: letters in order, better at the beginnings of words and in a row.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>

#include <optional>

namespace txdesk::console {

// Text that is searched many times, prepared once.
struct FuzzyText
{
    FuzzyText() = default;
    explicit FuzzyText(const QString &text) : folded(text.toCaseFolded()) {}

    QString folded;
};

// Higher is better; empty: not all letters are there. An empty needle fits everything equally.
[[nodiscard]] std::optional<int> fuzzyScore(QStringView foldedNeedle, const FuzzyText &text);

} // namespace txdesk::console
