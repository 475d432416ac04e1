// What of a session's sql_mode changes how its statements are read.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"

namespace txdesk::statement {

struct SqlMode
{
    bool ansiQuotes = false;         // "x" is a name, not a text
    bool noBackslashEscapes = false; // a backslash in a text is itself

    friend bool operator==(const SqlMode &, const SqlMode &) = default;
};

// text: what `SELECT @@sql_mode` gives. InvalidRequest for ORACLE and MSSQL, which change MariaDB's grammar.
[[nodiscard]] Result<SqlMode> sqlModeFrom(QStringView text);

} // namespace txdesk::statement
