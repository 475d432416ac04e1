// Picks a row's key out of its values.
// SPDX-License-Identifier: Apache-2.0
#include "shared/at/change_set.h"

namespace txdesk::at {

Row UndoItem::keyOf(const Row &row) const
{
    Row result;
    for (const QString &name : key)
        for (qsizetype i = 0; i < columns.size(); ++i)
            if (columns[i].name == name)
                result.append(row[i]);
    return result;
}

} // namespace txdesk::at
