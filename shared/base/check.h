// check(): an invariant that holds or the program stops, in release builds too.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtGlobal>

#include <cstdio>
#include <cstdlib>

namespace txdesk {

inline void check(bool holds, const char *whyItMustHold)
{
    if (Q_LIKELY(holds))
        return;
    std::fprintf(stderr, "invariant broken: %s\n", whyItMustHold);
    std::abort();
}

} // namespace txdesk
