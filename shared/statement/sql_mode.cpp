// Reads @@sql_mode.
// SPDX-License-Identifier: Apache-2.0
#include "shared/statement/sql_mode.h"

#include "shared/statement/refusal.h"

#include <QList>

namespace txdesk::statement {

Result<SqlMode> sqlModeFrom(QStringView text)
{
    SqlMode mode;
    for (const QStringView part : text.split(u',')) {
        const QStringView flag = part.trimmed();
        const auto is = [flag](QStringView name) { return flag.compare(name, Qt::CaseInsensitive) == 0; };
        if (is(u"ORACLE") || is(u"MSSQL"))
            return refused(u"sql_mode %1"_s.arg(flag.toString().toUpper()));
        mode.ansiQuotes = mode.ansiQuotes || is(u"ANSI_QUOTES") || is(u"ANSI");
        mode.noBackslashEscapes = mode.noBackslashEscapes || is(u"NO_BACKSLASH_ESCAPES");
    }
    return mode;
}

} // namespace txdesk::statement
