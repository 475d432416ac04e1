// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/dtm/dtm_store_guess.h"

#include <algorithm>

namespace txdesk::console::dtm {

DtmStore guessStore(DtmStore known, const codec::DtmPage &page)
{
    const bool isSure = known == DtmStore::Sql || known == DtmStore::Redis || known == DtmStore::Boltdb;
    if (isSure || page.rows.isEmpty())
        return known;
    if (std::any_of(page.rows.begin(), page.rows.end(), [](const GlobalTransaction &t) { return t.id > 0; }))
        return DtmStore::Sql;
    if (page.next.isEmpty())
        return DtmStore::KeyValue;
    if (page.next == page.rows.last().gid.value)
        return DtmStore::Boltdb;
    return std::all_of(page.next.begin(), page.next.end(), [](QChar c) { return c.isDigit(); }) ? DtmStore::Redis : DtmStore::KeyValue;
}

} // namespace txdesk::console::dtm
