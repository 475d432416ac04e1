// A sequence diagram as text for other programs and tickets: PlantUML, Mermaid, ASCII.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/timeline/export_note.h"

namespace txdesk::console {

// One message for each arrow, answer and loop that the layout draws: folds, hidden lifelines and filters count.
[[nodiscard]] QString plantUmlText(const SequenceLayout &layout, const ExportNote &note);
[[nodiscard]] QString mermaidText(const SequenceLayout &layout, const ExportNote &note);

// Plain letters only in what it draws; as wide as the lanes need, at most 200 columns for up to 8 lanes.
[[nodiscard]] QString asciiText(const SequenceLayout &layout, const ExportNote &note);

// How many of them there are.
[[nodiscard]] int messageCount(const SequenceLayout &layout);

} // namespace txdesk::console
