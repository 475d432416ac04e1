// Foreign keys that phase two could break while the server does not look. Not for users.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/at/mysql_tables.h"

namespace txdesk::at {

// Rows that refer to nothing, among those that the item's rows are or refer to, or that refer to them.
[[nodiscard]] Result<qint64> brokenReferences(const QSqlDatabase &db, const MysqlTable &table, const UndoItem &item);

} // namespace txdesk::at
