// The routes. A new one is a row here, a handler in handlers.h, and a test.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/route_table.h"

#include "server/api/handlers.h"

namespace txdesk::api {

namespace {

constexpr Needs nobody{Role::Nobody};
constexpr Needs client{Role::Client};
constexpr Needs viewer{Role::Viewer};
constexpr Needs operator_{Role::Operator};
constexpr Needs admin{Role::Admin};

} // namespace

const QList<Route> &routeTable()
{
    static const QList<Route> table{
        {"GET", "/api/dtmsvr/version", Family::Dtm, client, "version", "The server's version.", dtmVersion},
        {"GET", "/api/dtmsvr/newGid", Family::Dtm, client, "newgid", "A new gid: 22 characters, unique, growing with time.", newGid},
        {"POST", "/api/dtmsvr/prepare", Family::Dtm, client, "prepare", "Stores a transaction without running it.", prepare},
        {"POST", "/api/dtmsvr/submit", Family::Dtm, client, "submit", "Stores a transaction and runs it, or runs a prepared one.", submit},
        {"POST", "/api/dtmsvr/abort", Family::Dtm, client, "abort", "Takes a prepared message back, or cancels the branches of a TCC or XA.", abort},
        {"POST", "/api/dtmsvr/registerBranch", Family::Dtm, client, "registerbranch", "Adds a branch to a prepared TCC or XA, a branch with its locks to an AT, or a finished step to a workflow.", registerBranch},
        {"POST", "/api/dtmsvr/registerTccBranch", Family::Dtm, client, "registertccbranch", "The same, as old clients call it.", registerBranch},
        {"POST", "/api/dtmsvr/registerXaBranch", Family::Dtm, client, "registerxabranch", "The same, as old clients call it.", registerBranch},
        {"POST", "/api/dtmsvr/prepareWorkflow", Family::Dtm, client, "prepareworkflow", "Stores a workflow, or tells how far a stored one has come.", prepareWorkflow},
        {"POST", "/api/dtmsvr/at/branchReport", Family::Dtm, client, "at_branchreport",
         "AT: `{gid, branch_id, status: phase1_done | phase1_failed, reason}`; a failed branch is left out of phase two.", reportBranch},
        {"POST", "/api/dtmsvr/at/lockQuery", Family::Dtm, client, "at_lockquery",
         "AT: `{gid, resource_id, locks}`; whether these rows are free, or held by `gid` itself.", queryLocks},
        {"GET", "/api/dtmsvr/notify/{txNo}", Family::Dtm, client, "notify",
         "What a receiver asks that has missed a notification: its state, its payload, its attempts.", queryNotification},
        {"POST", "/api/dtmsvr/forceStop", Family::Dtm, admin, "forcestop", "Ends a transaction as failed; nothing is undone.", forceStop},
        {"POST", "/api/dtmsvr/resetNextCronTime", Family::Dtm, operator_, "resetnextcrontime", "Tries one transaction again now.", resetNextCronTime},
        {"GET", "/api/dtmsvr/query", Family::Dtm, client, "query", "One transaction with its branches.", query},
        {"GET", "/api/dtmsvr/all", Family::Dtm, viewer, "all", "Transactions, newest first, page by page.", all},
        {"GET", "/api/dtmsvr/resetCronTime", Family::Dtm, operator_, "resetcrontime", "Tries all transactions again that wait longer than `timeout` seconds.", resetCronTime},
        {"GET", "/api/dtmsvr/subscribe", Family::Dtm, admin, "subscribe", "Adds a subscriber to a topic.", subscribe},
        {"GET", "/api/dtmsvr/unsubscribe", Family::Dtm, admin, "unsubscribe", "Takes a subscriber from a topic.", unsubscribe},
        {"DELETE", "/api/dtmsvr/topic/{topic}", Family::Dtm, admin, "topic", "Removes a topic.", removeTopic},
        {"GET", "/api/dtmsvr/scanKV", Family::Dtm, viewer, "scankv", "Topics, page by page.", scanKv},
        {"GET", "/api/dtmsvr/queryKV", Family::Dtm, viewer, "querykv", "Topics by name.", queryKv},

        {"POST", "/api/json-rpc", Family::Dtm, client, "json-rpc", "newGid, prepare, submit, abort and registerBranch as JSON-RPC 2.0.", jsonRpc},
        {"POST", "/", Family::Dtm, client, "json-rpc_root", "The same: where DTM's PHP client posts when it is told no path.", jsonRpc},

        {"*", "/api/ping", Family::Common, nobody, "ping", "Says that the server lives, to any method.", ping},
        {"GET", "/api/metrics", Family::Common, client, "metrics", "Counters and gauges in Prometheus' text format.", metrics},

        {"GET", "/api/v1/transactions", Family::V1, viewer, "v1_transactions", "Transactions, filtered and sorted, page by page.", listTransactions},
        {"GET", "/api/v1/transactions/count", Family::V1, viewer, "v1_count", "How many transactions match: the list's filters; at least so many when `complete` is false.", countTransactions},
        {"GET", "/api/v1/error-groups", Family::V1, viewer, "v1_error_groups",
         "Unfinished transactions with failures, by what went wrong at which participant: the list's filters; the newest 20,000 at most. The largest groups, `?limit=` of them (200, at most 500).", errorGroups},
        {"GET", "/api/v1/transactions/{gid}/payloads", Family::V1, operator_, "v1_payloads",
         "Payloads, a workflow's data and result: what the other routes leave out. That somebody looks is audited first; `?reason=`.", showPayloads},
        {"GET", "/api/v1/transactions/{gid}/undo", Family::V1, operator_, "v1_undo",
         "AT: the undo record of `?branch=`, asked of its participant: before, after, now. That somebody looks is audited first; `?reason=`.", showUndo},
        {"GET", "/api/v1/transactions/{gid}", Family::V1, viewer, "v1_transaction",
         "One transaction with branches, journal, allowed actions and what comes next.", showTransaction},
        {"POST", "/api/v1/transactions/{gid}/retry", Family::V1, operator_, "v1_retry",
         "Calls a transaction's branches again now; with `branch` only this one.", retryTransaction},
        {"POST", "/api/v1/transactions/{gid}/abort", Family::V1, operator_, "v1_abort", "Turns a transaction back.", abortTransaction},
        {"POST", "/api/v1/transactions/{gid}/force-stop", Family::V1, admin, "v1_force_stop", "Ends a transaction as failed; nothing is undone.", forceStopTransaction},
        {"POST", "/api/v1/transactions/{gid}/pause", Family::V1, operator_, "v1_pause", "Stops automatic work on a transaction.", pauseTransaction},
        {"POST", "/api/v1/transactions/{gid}/resume", Family::V1, operator_, "v1_resume", "Lets automatic work on a transaction go on.", resumeTransaction},
        {"POST", "/api/v1/transactions/{gid}/submit", Family::V1, operator_, "v1_submit",
         "Of a message whose sender does not answer: says that its local transaction has committed.", submitTransaction},
        {"POST", "/api/v1/transactions/{gid}/force-rollback", Family::V1, operator_, "v1_force_rollback",
         "Of a dirty AT branch: puts the before image back, over what others have written since.", forceRollback},
        {"POST", "/api/v1/transactions/{gid}/accept-current", Family::V1, operator_, "v1_accept_current",
         "Of a dirty AT branch: keeps the rows as they are now and drops the undo record.", acceptCurrent},
        {"POST", "/api/v1/transactions/{gid}/skip", Family::V1, admin, "v1_skip",
         "Of a `branch` that keeps failing: its operation counts as done by hand; `reason` is the evidence.", skipOp},
        {"POST", "/api/v1/transactions/{gid}/mark-failed", Family::V1, admin, "v1_mark_failed",
         "Of a saga's `branch` whose action nobody knows the end of: it counts as rejected, and the saga turns back.", markFailed},
        {"POST", "/api/v1/transactions/{gid}/resubmit", Family::V1, operator_, "v1_resubmit",
         "Submits a finished saga, msg or notify again as `copy`, with those of its `payloads` that differ.", resubmitTransaction},
        {"GET", "/api/v1/topics", Family::V1, viewer, "v1_topics", "Topics and their subscribers.", listTopics},
        {"POST", "/api/v1/topics/{topic}/subscribers", Family::V1, admin, "v1_topic_subscribe", "Adds a subscriber to a topic: `{url, remark, reason}`.", addTopicSubscriber},
        {"DELETE", "/api/v1/topics/{topic}/subscribers", Family::V1, admin, "v1_topic_unsubscribe", "Takes a subscriber from a topic: `{url, reason}`.", removeTopicSubscriber},
        {"POST", "/api/v1/jobs/dry-run", Family::V1, operator_, "v1_job_dry_run",
         "What an order on many transactions would do: eligible ones, reasons against the others, participants it would call.", dryRunJob},
        {"GET", "/api/v1/jobs", Family::V1, viewer, "v1_jobs", "Jobs on many transactions, newest first.", listJobs},
        {"POST", "/api/v1/jobs", Family::V1, operator_, "v1_job_start",
         "One act on many transactions: a frozen set, step by step, each act verified; the same id again is the same job.", startJob},
        {"GET", "/api/v1/jobs/{id}/items", Family::V1, viewer, "v1_job_items", "What became of each transaction of a job: `?after=`.", listJobItems},
        {"POST", "/api/v1/jobs/{id}/pause", Family::V1, operator_, "v1_job_pause", "No further transaction of a job is acted on.", pauseJob},
        {"POST", "/api/v1/jobs/{id}/resume", Family::V1, operator_, "v1_job_resume", "A paused job goes on.", resumeJob},
        {"POST", "/api/v1/jobs/{id}/cancel", Family::V1, operator_, "v1_job_cancel", "What a job has not acted on is left alone for good.", cancelJob},
        {"POST", "/api/v1/jobs/{id}/rate", Family::V1, operator_, "v1_job_rate", "`{\"perSecond\"}`: how fast a job acts.", rateJob},
        {"GET", "/api/v1/locks", Family::V1, viewer, "v1_locks", "Rows that AT transactions hold, by key: `?gid=&resource=&table=&after=&limit=`.", listLocks},
        {"GET", "/api/v1/lock-waits", Family::V1, viewer, "v1_lock_waits", "Who waits for whom: the edges of the wait-for graph.", listLockWaits},
        {"GET", "/api/v1/audit", Family::V1, admin, "v1_audit",
         "Who did or tried what, newest first: `?gid=&actor=&action=&from=&to=&after=&limit=`; `format=csv` or `jsonl` exports.", listAudit},
        {"GET", "/api/v1/stats", Family::V1, viewer, "v1_stats", "Numbers about the whole coordinator.", stats},
        {"GET", "/api/v1/participants", Family::V1, viewer, "v1_participants", "What is known of each participant.", participants},
        {"GET", "/api/v1/history", Family::V1, viewer, "v1_history",
         "What this coordinator counted since it started: by minute for 25 hours, by participant and five minutes for a day.", history},
        {"GET", "/api/v1/nodes", Family::V1, viewer, "v1_nodes", "The coordinators that share the store.", nodes},
        {"GET", "/api/v1/version", Family::V1, viewer, "v1_version", "Version, name and clock of this coordinator.", version},
        {"GET", "/api/v1/stream", Family::V1, viewer, "v1_stream", "Changes as they become durable, as server-sent events.", stream},

        {"GET", "/api/v1/whoami", Family::V1, client, "v1_whoami", "Who the caller is to this server, and which routes are open to him.", whoami},
        {"GET", "/api/v1/tokens", Family::V1, admin, "v1_tokens", "Every token without its secret, those that are no longer in force too.", listTokens},
        {"POST", "/api/v1/tokens", Family::V1, admin, "v1_token_create", "Makes a token; its secret is in this answer and nowhere else.", createToken},
        {"DELETE", "/api/v1/tokens/{id}", Family::V1, admin, "v1_token_revoke", "Revokes a token, at once.", revokeToken},

        {"POST", "/api/v1/test/cron-once", Family::Test, admin, "test_cron_once",
         "`{\"now_forward_s\",\"cron_forward_s\"}`: one scheduling step as if it were later; answers `{\"gid\"}`, empty when none was due.", testCronOnce},
        {"GET", "/api/v1/test/wait-processed", Family::Test, admin, "test_wait_processed",
         "`?after=SEQ`: waits for the next pass that ends; answers `{\"seq\",\"gid\"}`, an empty gid when there was none for long.", testWaitProcessed},
        {"POST", "/api/v1/test/reset", Family::Test, admin, "test_reset", "Forgets every transaction and topic.", testReset},
        {"POST", "/api/v1/test/refresh-topics", Family::Test, admin, "test_refresh_topics", "Reads the topics from the store again.", testRefreshTopics},
    };
    return table;
}

Role roleFor(QByteArrayView routeName)
{
    for (const Route &route : routeTable())
        if (routeName == route.name)
            return route.needs.role;
    return Role::Admin;
}

} // namespace txdesk::api
