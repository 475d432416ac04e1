// SPDX-License-Identifier: Apache-2.0
#include "server/store/statement.h"

namespace txdesk::store {

Result<int> Statement::run()
{
    Step last = step();
    while (last == Step::Row)
        last = step();
    const int changed = last == Step::Done ? changes() : 0;
    if (const Result<> done = ended(last); !done)
        return tl::unexpected(done.error());
    return changed;
}

Result<> Statement::ended(Step last)
{
    if (last == Step::Failed) {
        Error error = lastError();
        reset();
        return tl::unexpected(std::move(error));
    }
    reset();
    return {};
}

std::optional<Instant> Statement::optionalInstant(int column) const
{
    if (isNull(column))
        return std::nullopt;
    return instant(column);
}

} // namespace txdesk::store
