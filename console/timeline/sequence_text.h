// A sequence as lines of text for tickets and tests: "L02 TM>RM1 action 01 ok". Never translated.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/timeline/sequence_message.h"

#include <QStringList>

namespace txdesk::console {

[[nodiscard]] QStringList sequenceText(const Sequence &sequence);

} // namespace txdesk::console
