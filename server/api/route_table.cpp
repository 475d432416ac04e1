// The routes. A new one is a row here, a handler in handlers.h, and a test.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/route_table.h"

#include "server/api/handlers.h"

namespace txdesk::api {

const QList<Route> &routeTable()
{
    static const QList<Route> table{
        {"GET", "/api/dtmsvr/version", Family::Dtm, "version", "The server's version.", dtmVersion},
        {"GET", "/api/dtmsvr/newGid", Family::Dtm, "newgid", "A new gid: 22 characters, unique, growing with time.", newGid},
        {"POST", "/api/dtmsvr/prepare", Family::Dtm, "prepare", "Stores a transaction without running it.", prepare},
        {"POST", "/api/dtmsvr/submit", Family::Dtm, "submit", "Stores a transaction and runs it, or runs a prepared one.", submit},
        {"POST", "/api/dtmsvr/abort", Family::Dtm, "abort", "Takes a prepared message back, or cancels the branches of a TCC or XA.", abort},
        {"POST", "/api/dtmsvr/registerBranch", Family::Dtm, "registerbranch", "Adds a branch to a prepared TCC or XA, or a finished step to a workflow.", registerBranch},
        {"POST", "/api/dtmsvr/registerTccBranch", Family::Dtm, "registertccbranch", "The same, as old clients call it.", registerBranch},
        {"POST", "/api/dtmsvr/registerXaBranch", Family::Dtm, "registerxabranch", "The same, as old clients call it.", registerBranch},
        {"POST", "/api/dtmsvr/prepareWorkflow", Family::Dtm, "prepareworkflow", "Stores a workflow, or tells how far a stored one has come.", prepareWorkflow},
        {"POST", "/api/dtmsvr/forceStop", Family::Dtm, "forcestop", "Ends a transaction as failed; nothing is undone.", forceStop},
        {"POST", "/api/dtmsvr/resetNextCronTime", Family::Dtm, "resetnextcrontime", "Tries one transaction again now.", resetNextCronTime},
        {"GET", "/api/dtmsvr/query", Family::Dtm, "query", "One transaction with its branches.", query},
        {"GET", "/api/dtmsvr/all", Family::Dtm, "all", "Transactions, newest first, page by page.", all},
        {"GET", "/api/dtmsvr/resetCronTime", Family::Dtm, "resetcrontime", "Tries all transactions again that wait longer than `timeout` seconds.", resetCronTime},
        {"GET", "/api/dtmsvr/subscribe", Family::Dtm, "subscribe", "Adds a subscriber to a topic.", subscribe},
        {"GET", "/api/dtmsvr/unsubscribe", Family::Dtm, "unsubscribe", "Takes a subscriber from a topic.", unsubscribe},
        {"DELETE", "/api/dtmsvr/topic/{topic}", Family::Dtm, "topic", "Removes a topic.", removeTopic},
        {"GET", "/api/dtmsvr/scanKV", Family::Dtm, "scankv", "Topics, page by page.", scanKv},
        {"GET", "/api/dtmsvr/queryKV", Family::Dtm, "querykv", "Topics by name.", queryKv},

        {"POST", "/api/json-rpc", Family::Dtm, "json-rpc", "newGid, prepare, submit, abort and registerBranch as JSON-RPC 2.0.", jsonRpc},
        {"POST", "/", Family::Dtm, "json-rpc_root", "The same: where DTM's PHP client posts when it is told no path.", jsonRpc},

        {"*", "/api/ping", Family::Common, "ping", "Says that the server lives, to any method.", ping},
        {"GET", "/api/metrics", Family::Common, "metrics", "Counters and gauges in Prometheus' text format.", metrics},

        {"GET", "/api/v1/transactions", Family::V1, "v1_transactions", "Transactions, filtered and sorted, page by page.", listTransactions},
        {"GET", "/api/v1/transactions/{gid}", Family::V1, "v1_transaction",
         "One transaction with branches, journal, allowed actions and what comes next.", showTransaction},
        {"POST", "/api/v1/transactions/{gid}/{action}", Family::V1, "v1_action",
         "retry, abort, force-stop, pause or resume one transaction.", actOnTransaction},
        {"GET", "/api/v1/stats", Family::V1, "v1_stats", "Numbers about the whole coordinator.", stats},
        {"GET", "/api/v1/participants", Family::V1, "v1_participants", "What is known of each participant.", participants},
        {"GET", "/api/v1/nodes", Family::V1, "v1_nodes", "The coordinators that share the store.", nodes},
        {"GET", "/api/v1/version", Family::V1, "v1_version", "Version, name and clock of this coordinator.", version},
        {"GET", "/api/v1/stream", Family::V1, "v1_stream", "Changes as they become durable, as server-sent events.", stream},

        {"POST", "/api/v1/test/cron-once", Family::Test, "test_cron_once",
         "`{\"now_forward_s\",\"cron_forward_s\"}`: one scheduling step as if it were later; answers `{\"gid\"}`, empty when none was due.", testCronOnce},
        {"GET", "/api/v1/test/wait-processed", Family::Test, "test_wait_processed",
         "`?after=SEQ`: waits for the next pass that ends; answers `{\"seq\",\"gid\"}`, an empty gid when there was none for long.", testWaitProcessed},
        {"POST", "/api/v1/test/reset", Family::Test, "test_reset", "Forgets every transaction and topic.", testReset},
        {"POST", "/api/v1/test/refresh-topics", Family::Test, "test_refresh_topics", "Reads the topics from the store again.", testRefreshTopics},
    };
    return table;
}

} // namespace txdesk::api
