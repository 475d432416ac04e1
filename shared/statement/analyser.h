// Reads one MySQL or MariaDB statement and refuses what AT cannot undo. Pure; any thread.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"
#include "shared/statement/sql_mode.h"
#include "shared/statement/statement.h"

#include <QByteArrayView>

namespace txdesk::statement {

// InvalidRequest, field "sql": a statement outside the subset, with a message that names the construct ("AT does not support
// a join in UPDATE") and no value of the statement. What is not known to be harmless is refused; a statement that is accepted
// may still be one the server refuses. Not looked at: whether the table has a primary key, whether it is assigned.
// The connection's character set must be UTF-8. Source: docs/decisions/0032-statements-that-at-understands.md.
[[nodiscard]] Result<Statement> analyse(QByteArrayView utf8Sql, const SqlMode &mode = {});

} // namespace txdesk::statement
