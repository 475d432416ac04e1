// Text from outside as a terminal may be shown it, and how wide it is there.
// Pure. Source: row 81 of spec 4.4.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/foreign_word.h"

#include <QJsonObject>
#include <QString>

namespace txdesk::ctl {

// One line: control, format and bidirectional characters, and halves of surrogate pairs, are spelled \u{1b}.
[[nodiscard]] QString safeText(const QString &text);

// The word of a value; that of a newer server in quotes, as it came.
template<class E, std::size_t N>
[[nodiscard]] QString wordIn(const std::array<Name<E>, N> &table, E value)
{
    return isForeign(value) ? u'"' + safeText(foreignWord(value)) + u'"' : QString(nameIn(table, value));
}

// Columns of a terminal: 2 for wide characters (Chinese, Japanese, Korean, emoji), 0 for marks that combine.
[[nodiscard]] int displayWidth(const QString &text);

// Not wider than `width`: what is cut off is told by an ellipsis.
[[nodiscard]] QString fitted(const QString &text, int width);

// Indented JSON; the same characters are written as \uXXXX, which means the same.
[[nodiscard]] QString safeJson(const QJsonObject &json);

} // namespace txdesk::ctl
