// What the code that both databases share needs of a connection beside its statements.
// Thread: that of the connection.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"

namespace txdesk::store {

class SqlSession
{
public:
    virtual ~SqlSession() = default;

    // The id of the row that the last insert made, or that the last update named.
    [[nodiscard]] virtual qint64 lastInsertId() const = 0;
    // An update that finds its row, but changes nothing of it, counts as one changed row.
    [[nodiscard]] virtual bool countsUnchanged() const { return true; }
    // Before a reading: a connection that was lost is opened again. Unavailable: it cannot be.
    [[nodiscard]] virtual Result<> ready() { return {}; }
    // After a failed statement: only that statement was not done, and asking again would not help.
    [[nodiscard]] virtual bool keepsTransaction() const = 0;
    // After a failed statement: the connection is gone, and with a new one the same reading may succeed.
    [[nodiscard]] virtual bool isLost() const { return false; }
};

} // namespace txdesk::store
