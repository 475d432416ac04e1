// SPDX-License-Identifier: Apache-2.0
#include "server/store/mysql_errors.h"

#include <algorithm>
#include <iterator>

namespace txdesk::store {
namespace {

constexpr unsigned requestFaults[]{
    1048, // a column must not be null
    1118, // row too large
    1264, // number out of range
    1292, // bad datetime
    1366, // bad characters
    1406, // text too long for its column
    1265, // cut
    3988, // characters the column cannot hold
};
constexpr unsigned retries[]{
    1020, // record has changed since it was read (MariaDB's snapshot isolation)
    1062, // another coordinator inserted the same key meanwhile
    1205, // waited too long for a lock
    1213, // deadlock, or lost to another node's commit
};
constexpr unsigned losses[]{
    1040, // too many connections
    1047, // Galera: this node is not in the cluster's majority
    1053, // server is shutting down
    1152, 1153, 1154, 1155, 1156, 1157, 1158, 1159, 1160, 1161, // aborted connection and packets in disorder
    1180, // error during commit
    1184, 1927, 4031, // connection killed, or idle for too long
    1290, 1836, // read only: perhaps another server is the one to write to now
    2002, 2003, 2005, 2006, 2012, 2013, 2014, 2020, 2027, 2048, 2055, // the client library's
};

template<std::size_t N>
bool isIn(const unsigned (&list)[N], unsigned number)
{
    return std::find(std::begin(list), std::end(list), number) != std::end(list);
}

} // namespace

MysqlFault faultOf(unsigned number)
{
    if (number == 0)
        return MysqlFault::None;
    if (isIn(requestFaults, number))
        return MysqlFault::Request;
    if (isIn(retries, number))
        return MysqlFault::Retry;
    return isIn(losses, number) ? MysqlFault::Lost : MysqlFault::Other;
}

bool existsAlready(unsigned number)
{
    constexpr unsigned existing[]{1050, 1060, 1061};
    return isIn(existing, number);
}

} // namespace txdesk::store
