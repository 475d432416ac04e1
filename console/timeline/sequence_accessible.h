// The diagram for screen readers: a list, one item a row. Items are made when asked for.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace txdesk::console {

// Call once, after the application object exists: an earlier factory would hide the rows.
void installSequenceAccessibility();

} // namespace txdesk::console
