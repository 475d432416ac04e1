// What a story has left on screen, as lines that are the same in every play: without times, numbers of tries and ports.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/tour/demo_window.h"

namespace txdesk::test {

// "status: rolled back", "verdict: ...", then the rows of the diagram as told to screen readers.
[[nodiscard]] QStringList pictureOf(DemoWindow &demo);
[[nodiscard]] QString withoutChance(QString text);

// The lines kept for this story (tests/tour/stories/NAME.txt). TXDESK_REWRITE=1 keeps these ones and returns them.
[[nodiscard]] QStringList keptPicture(const QString &story, const QStringList &now);

} // namespace txdesk::test
