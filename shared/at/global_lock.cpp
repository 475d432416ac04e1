// Asks for holders with the rows held in the database, so that nobody can become one in between.
// SPDX-License-Identifier: Apache-2.0
#include "shared/at/global_lock.h"

#include "shared/at/branch_locks.h"
#include "shared/at/pause.h"
#include "shared/at/resource.h"

#include <QDeadlineTimer>

namespace txdesk::at {

using namespace Qt::StringLiterals;
using client::LockAnswer;

GlobalLock::GlobalLock(client::CoordinatorConnection &coordinator, QSqlDatabase db, GlobalLockOptions options)
    : m_coordinator(coordinator), m_db(std::move(db)), m_options(std::move(options))
{
}

GlobalLock::~GlobalLock() = default; // the capture rolls back what is open

Result<QSqlQuery> GlobalLock::exec(const QString &sql, const QVariantList &binds)
{
    if (!m_capture)
        return fail(ErrorCode::InvalidRequest, u"statements of a global-lock scope run in its work"_s);
    return m_capture->exec(sql, binds);
}

Result<> GlobalLock::run(const UnitOfWork &work)
{
    const Result<QString> resource = m_options.resource.isEmpty() ? resourceOf(m_db) : Result<QString>(m_options.resource);
    if (!resource)
        return tl::unexpected(resource.error());
    const QDeadlineTimer end(m_options.lockWait);
    m_refusal.reset();
    for (;;) {
        const Result<bool> committed = runOnce(work, *resource);
        m_capture.reset();
        if (!committed)
            return tl::unexpected(committed.error());
        if (*committed)
            return {};
        if (end.hasExpired())
            return tl::unexpected(errorOf(*m_refusal));
        pauseFor(m_refusal->retryAfter);
    }
}

// False: others hold rows; the local transaction has been rolled back.
Result<bool> GlobalLock::runOnce(const UnitOfWork &work, const QString &resource)
{
    Result<std::unique_ptr<Capture>> capture = makeCapture(m_db, m_options.undoTable);
    if (!capture)
        return tl::unexpected(capture.error());
    m_capture = *std::move(capture);
    if (const Result<> begun = m_capture->begin(); !begun)
        return tl::unexpected(begun.error());
    const Result<> worked = work(*this);
    const Result<ChangeSet> changes = worked ? m_capture->flush() : tl::unexpected(worked.error());
    if (!changes) {
        m_capture->rollback();
        return tl::unexpected(changes.error());
    }
    const QList<client::TableLocks> locks = changes->locks + m_capture->takeLockedReads();
    if (!locks.isEmpty()) {
        const Result<LockAnswer> answer = m_coordinator.queryLocks({.resource = resource, .locks = locks}).result();
        if (!answer || !answer->isGranted()) {
            m_capture->rollback();
            if (!answer)
                return tl::unexpected(answer.error());
            m_refusal = *answer;
            return false;
        }
    }
    const Result<> committed = m_capture->commit();
    if (committed)
        return true;
    m_capture->rollback();
    return tl::unexpected(committed.error());
}

} // namespace txdesk::at
