// The verbs themselves: each finishes its job exactly once, now or when the server has answered.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/ctl/job.h"

namespace txdesk::ctl {

void runVerb(const JobPointer &job); // by the verb's id

void listTransactions(const JobPointer &job);
void showTransaction(const JobPointer &job);
void listParked(const JobPointer &job);
void actOnTransaction(const JobPointer &job); // retry, abort, force-stop, pause, resume, submit, force-rollback, accept-current, skip, mark-failed

void listLocks(const JobPointer &job);
void listLockWaits(const JobPointer &job);
void showUndo(const JobPointer &job);

void listTopics(const JobPointer &job);
void changeTopic(const JobPointer &job); // subscribe, unsubscribe, remove

void listTokens(const JobPointer &job);
void createToken(const JobPointer &job);
void revokeToken(const JobPointer &job);
void whoami(const JobPointer &job);

void listAudit(const JobPointer &job);
void exportAudit(const JobPointer &job);
void verifyAudit(const JobPointer &job);

void checkConfig(const JobPointer &job);
void backUp(const JobPointer &job);
void printCompletion(const JobPointer &job);

} // namespace txdesk::ctl
