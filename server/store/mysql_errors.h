// What an error number of MySQL, MariaDB, Galera or their client library means for the work that met it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace txdesk::store {

enum class MysqlFault {
    None,
    Request, // lies in one request (too long, bad data): the others of its group can still be done
    Retry,   // the server undid the transaction or a statement of it for the sake of another: the same may succeed now
    Lost,    // the connection is gone or of no use any more: a new one is needed
    Other,
};
[[nodiscard]] MysqlFault faultOf(unsigned number);
[[nodiscard]] bool existsAlready(unsigned number); // of a migration's statement: what it makes is there

} // namespace txdesk::store
