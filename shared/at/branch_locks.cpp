// Registers under one request id until there is an answer.
// SPDX-License-Identifier: Apache-2.0
#include "shared/at/branch_locks.h"

#include "shared/at/pause.h"

#include <QUuid>

namespace txdesk::at {

using namespace Qt::StringLiterals;
using client::LockAnswer;
using client::LockVerdict;

namespace {

constexpr Milliseconds askAgain{50};

} // namespace

Result<LockAnswer> BranchLocks::acquire(const QList<client::TableLocks> &locks, Milliseconds wait)
{
    const client::LockRequest request{.gid = m_transaction.gid(),
                                      .requestId = QUuid::createUuid().toString(QUuid::WithoutBraces),
                                      .resource = m_resource,
                                      .url = m_url,
                                      .locks = locks,
                                      .wait = wait};
    client::CoordinatorConnection &coordinator = m_transaction.coordinator();
    const QString &address = m_transaction.context().coordinator;
    Result<LockAnswer> answer = coordinator.registerBranch(request, address).result();
    for (int i = 1; i < m_tries && !answer; ++i) {
        const ErrorCode code = answer.error().code;
        if (code != ErrorCode::OutcomeUnknown && code != ErrorCode::Unavailable && code != ErrorCode::Overloaded)
            break;
        pauseFor(askAgain * i);
        answer = coordinator.registerBranch(request, address).result();
    }
    if (!answer || !answer->isGranted())
        return answer;
    giveUp(u"its rows have gone over to branch %1"_s.arg(answer->branch.value));
    m_branch = answer->branch;
    m_held = locks;
    return answer;
}

Result<LockAnswer> BranchLocks::query(const QList<client::TableLocks> &locks)
{
    const client::LockRequest request{.gid = m_transaction.gid(), .resource = m_resource, .locks = locks};
    return m_transaction.coordinator().queryLocks(request, m_transaction.context().coordinator).result();
}

void BranchLocks::giveUp(const QString &why)
{
    if (m_branch.isEmpty())
        return;
    // Should it get lost, phase two finds no undo row and leaves a tombstone.
    const client::BranchReport report{.gid = m_transaction.gid(), .branch = std::exchange(m_branch, {}), .isDone = false, .reason = why};
    static_cast<void>(m_transaction.coordinator().reportBranch(report, m_transaction.context().coordinator).result());
    m_held.clear();
}

Error errorOf(const LockAnswer &answer)
{
    const QString text = answer.message.isEmpty() ? QString(nameIn(client::lockVerdictNames, answer.verdict)) : answer.message;
    QString holder;
    if (!answer.holders.isEmpty())
        holder = u" (%1 %2 is held by %3)"_s.arg(answer.holders.first().table, answer.holders.first().row.left(64), answer.holders.first().gid.value);
    const bool mayWorkLater = answer.verdict == LockVerdict::Conflict || answer.verdict == LockVerdict::HolderRollsBack;
    return {mayWorkLater ? ErrorCode::Overloaded : ErrorCode::Conflict, text + holder, u"locks"_s};
}

} // namespace txdesk::at
