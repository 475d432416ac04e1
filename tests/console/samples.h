// Transactions that console tests look at: plain ones by number, and stories with a journal.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/model/transaction_detail.h"
#include "shared/model/transaction_page.h"

namespace txdesk::test {

// Number n was created n seconds after `first`; gid "gid00007" and so on.
[[nodiscard]] TransactionRow sampleRow(int number, TransactionStatus status = TransactionStatus::Submitted);
[[nodiscard]] QList<TransactionRow> sampleRows(int count); // newest first

enum class Story {
    Succeeded,
    StuckRollback,
    RolledBack,
    Forced,
    Retrying,
    Unreachable,
    Ongoing,
    Calling,
    Waiting,
    Paused,
    Overdue,
    MessagePrepared,
    MessageUnanswered,
    MessageDropped,
    TccTrying,
    TccConfirming, // confirm of 02 fails
    TccCancelling, // cancel of 02 fails
    TccDone,
    XaPrepared,
    XaCommitting, // commit of 02 gets no answer
    XaRollingBack,
    WorkflowRunning,
    WorkflowSilent,
    WorkflowOngoing,
    WorkflowTwice, // a second runner was refused
    WorkflowFailed
};
// A two-branch saga, message, tcc, xa or workflow in that state at `now`; every action state is set as its status allows.
[[nodiscard]] TransactionDetail sampleDetail(Story story, Instant now);

} // namespace txdesk::test
