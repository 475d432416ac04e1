// Which function a verb is.
// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/verbs.h"

namespace txdesk::ctl {

void runVerb(const JobPointer &job)
{
    switch (job->line.verb->id) {
    case VerbId::List: return listTransactions(job);
    case VerbId::Show: return showTransaction(job);
    case VerbId::Retry:
    case VerbId::Abort:
    case VerbId::ForceStop:
    case VerbId::Pause:
    case VerbId::Resume:
    case VerbId::Submit:
    case VerbId::ForceRollback:
    case VerbId::AcceptCurrent:
    case VerbId::Skip:
    case VerbId::MarkFailed: return actOnTransaction(job);
    case VerbId::Parked: return listParked(job);
    case VerbId::Locks: return listLocks(job);
    case VerbId::LockWaits: return listLockWaits(job);
    case VerbId::Undo: return showUndo(job);
    case VerbId::TopicsList: return listTopics(job);
    case VerbId::TopicsSubscribe:
    case VerbId::TopicsUnsubscribe:
    case VerbId::TopicsRemove: return changeTopic(job);
    case VerbId::TokensList: return listTokens(job);
    case VerbId::TokensCreate: return createToken(job);
    case VerbId::TokensRevoke: return revokeToken(job);
    case VerbId::Whoami: return whoami(job);
    case VerbId::AuditList: return listAudit(job);
    case VerbId::AuditExport: return exportAudit(job);
    case VerbId::AuditVerify: return verifyAudit(job);
    case VerbId::ConfigCheck: return checkConfig(job);
    case VerbId::Backup: return backUp(job);
    case VerbId::Completion: return printCompletion(job);
    }
}

} // namespace txdesk::ctl
