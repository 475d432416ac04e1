// Finds out what a stock DTM keeps its data in, by what its rows and positions look like. Pure.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/backend_kind.h"
#include "shared/codec/dtm_reader.h"

namespace txdesk::console::dtm {

// Only SQL stores number their rows; boltdb's position is the last gid of a page, Redis' a number. What was known before
// (`known`) stays until a page says more.
[[nodiscard]] DtmStore guessStore(DtmStore known, const codec::DtmPage &page);

} // namespace txdesk::console::dtm
