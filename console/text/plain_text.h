// Text of others made safe to look at: no HTML, no control characters, no reordering, no endless lines.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>

namespace txdesk::console {

// Control characters and marks that reorder text become visible: "␛", "⟨U+202E⟩". Line ends and tabs stay.
[[nodiscard]] QString visibleText(const QString &text);

// One line of at most `most` characters, visible, with … at the end when it was cut.
[[nodiscard]] QString oneLine(const QString &text, qsizetype most);

// For QToolTip, which guesses whether it is given HTML: it is, and everything in it is escaped.
[[nodiscard]] QString asToolTip(const QString &text);

} // namespace txdesk::console
