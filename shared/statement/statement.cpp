// Parts of a statement with positional parameters.
// SPDX-License-Identifier: Apache-2.0
#include "shared/statement/statement.h"

#include <algorithm>

namespace txdesk::statement {

Excerpt Statement::excerpt(const Span &span) const
{
    Excerpt part;
    qsizetype at = span.begin;
    const auto first = std::ranges::lower_bound(parameters, span.begin, {}, [](const Parameter &p) { return p.span.begin; });
    for (auto it = first; it != parameters.cend() && it->span.end() <= span.end(); ++it) {
        part.sql += textOf({at, it->span.begin - at});
        part.sql += '?';
        part.parameters.append(it - parameters.cbegin());
        at = it->span.end();
    }
    part.sql += textOf({at, span.end() - at});
    return part;
}

} // namespace txdesk::statement
