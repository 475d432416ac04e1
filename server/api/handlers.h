// The handlers the route table names, by the file they live in.
// Thread: the I/O thread. Each answers its exchange exactly once, now or later.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/api/route_table.h"

namespace txdesk::api {

// dtm_transactions.cpp
void prepare(ApiParts &parts, const ExchangePtr &exchange);
void submit(ApiParts &parts, const ExchangePtr &exchange);
void abort(ApiParts &parts, const ExchangePtr &exchange);
void registerBranch(ApiParts &parts, const ExchangePtr &exchange);
void prepareWorkflow(ApiParts &parts, const ExchangePtr &exchange);
void forceStop(ApiParts &parts, const ExchangePtr &exchange);
void resetNextCronTime(ApiParts &parts, const ExchangePtr &exchange);
void subscribe(ApiParts &parts, const ExchangePtr &exchange);
void unsubscribe(ApiParts &parts, const ExchangePtr &exchange);
void removeTopic(ApiParts &parts, const ExchangePtr &exchange);

// at_routes.cpp
void reportBranch(ApiParts &parts, const ExchangePtr &exchange);
void queryLocks(ApiParts &parts, const ExchangePtr &exchange);

// dtm_notify.cpp
void queryNotification(ApiParts &parts, const ExchangePtr &exchange);

// json_rpc.cpp
void jsonRpc(ApiParts &parts, const ExchangePtr &exchange);

// dtm_queries.cpp
void dtmVersion(ApiParts &parts, const ExchangePtr &exchange);
void newGid(ApiParts &parts, const ExchangePtr &exchange);
void query(ApiParts &parts, const ExchangePtr &exchange);
void all(ApiParts &parts, const ExchangePtr &exchange);
void resetCronTime(ApiParts &parts, const ExchangePtr &exchange);
void scanKv(ApiParts &parts, const ExchangePtr &exchange);
void queryKv(ApiParts &parts, const ExchangePtr &exchange);

// v1_transactions.cpp
void listTransactions(ApiParts &parts, const ExchangePtr &exchange);
void showTransaction(ApiParts &parts, const ExchangePtr &exchange);
void retryTransaction(ApiParts &parts, const ExchangePtr &exchange);
void abortTransaction(ApiParts &parts, const ExchangePtr &exchange);
void forceStopTransaction(ApiParts &parts, const ExchangePtr &exchange);
void pauseTransaction(ApiParts &parts, const ExchangePtr &exchange);
void resumeTransaction(ApiParts &parts, const ExchangePtr &exchange);
void submitTransaction(ApiParts &parts, const ExchangePtr &exchange);
void forceRollback(ApiParts &parts, const ExchangePtr &exchange);
void acceptCurrent(ApiParts &parts, const ExchangePtr &exchange);
void skipOp(ApiParts &parts, const ExchangePtr &exchange);
void markFailed(ApiParts &parts, const ExchangePtr &exchange);

// v1_estimates.cpp
void errorGroups(ApiParts &parts, const ExchangePtr &exchange);
void countTransactions(ApiParts &parts, const ExchangePtr &exchange);

// v1_resubmit.cpp
void resubmitTransaction(ApiParts &parts, const ExchangePtr &exchange);

// v1_topics.cpp
void listTopics(ApiParts &parts, const ExchangePtr &exchange);
void addTopicSubscriber(ApiParts &parts, const ExchangePtr &exchange);
void removeTopicSubscriber(ApiParts &parts, const ExchangePtr &exchange);

// v1_payloads.cpp
void showPayloads(ApiParts &parts, const ExchangePtr &exchange);

// v1_undo.cpp
void showUndo(ApiParts &parts, const ExchangePtr &exchange);

// v1_jobs.cpp
void dryRunJob(ApiParts &parts, const ExchangePtr &exchange);
void startJob(ApiParts &parts, const ExchangePtr &exchange);
void listJobs(ApiParts &parts, const ExchangePtr &exchange);
void listJobItems(ApiParts &parts, const ExchangePtr &exchange);
void pauseJob(ApiParts &parts, const ExchangePtr &exchange);
void resumeJob(ApiParts &parts, const ExchangePtr &exchange);
void cancelJob(ApiParts &parts, const ExchangePtr &exchange);
void rateJob(ApiParts &parts, const ExchangePtr &exchange);

// v1_locks.cpp
void listLocks(ApiParts &parts, const ExchangePtr &exchange);
void listLockWaits(ApiParts &parts, const ExchangePtr &exchange);

// v1_audit.cpp
void listAudit(ApiParts &parts, const ExchangePtr &exchange);

// v1_server.cpp
void ping(ApiParts &parts, const ExchangePtr &exchange);
void metrics(ApiParts &parts, const ExchangePtr &exchange);
void stats(ApiParts &parts, const ExchangePtr &exchange);
void participants(ApiParts &parts, const ExchangePtr &exchange);
void history(ApiParts &parts, const ExchangePtr &exchange);
void nodes(ApiParts &parts, const ExchangePtr &exchange);
void version(ApiParts &parts, const ExchangePtr &exchange);
void stream(ApiParts &parts, const ExchangePtr &exchange);

// v1_tokens.cpp
void whoami(ApiParts &parts, const ExchangePtr &exchange);
void listTokens(ApiParts &parts, const ExchangePtr &exchange);
void createToken(ApiParts &parts, const ExchangePtr &exchange);
void revokeToken(ApiParts &parts, const ExchangePtr &exchange);

// test_hooks.cpp
void testCronOnce(ApiParts &parts, const ExchangePtr &exchange);
void testWaitProcessed(ApiParts &parts, const ExchangePtr &exchange);
void testReset(ApiParts &parts, const ExchangePtr &exchange);
void testRefreshTopics(ApiParts &parts, const ExchangePtr &exchange);

} // namespace txdesk::api
