// The order at commit: images, registration with the locks, undo row, local commit. On a conflict: local rollback first, then
// the wait, with nothing held in the database.
// SPDX-License-Identifier: Apache-2.0
#include "shared/at/at_session.h"

#include "shared/at/branch_locks.h"
#include "shared/at/net_changes.h"
#include "shared/at/pause.h"
#include "shared/at/resource.h"
#include "shared/at/undo_log.h"
#include "shared/base/failpoint.h"

#include <QDeadlineTimer>

namespace txdesk::at {

using namespace Qt::StringLiterals;
using client::LockAnswer;
using client::LockVerdict;

namespace {

constexpr Milliseconds waitAtOnceMax{5'000}; // the coordinator's own limit
constexpr Milliseconds busyPause{10};

tl::unexpected<Error> notBegun()
{
    return fail(ErrorCode::InvalidRequest, u"the session has no open local transaction"_s);
}

} // namespace

AtSession::AtSession(const AtTransaction &transaction, QSqlDatabase db, AtSessionOptions options)
    : m_transaction(transaction), m_db(std::move(db)), m_options(std::move(options))
{
}

AtSession::~AtSession()
{
    rollback();
}

Result<> AtSession::begin()
{
    if (m_capture)
        return fail(ErrorCode::InvalidRequest, u"the session has an open local transaction"_s);
    if (m_transaction.gid().isEmpty() || m_options.phaseTwoUrl.isEmpty())
        return fail(ErrorCode::InvalidRequest, u"a session needs a transaction, and the address of its phase two"_s);
    if (!m_locks) {
        const Result<QString> resource = m_options.resource.isEmpty() ? resourceOf(m_db) : Result<QString>(m_options.resource);
        if (!resource)
            return tl::unexpected(resource.error());
        m_locks = std::make_unique<BranchLocks>(m_transaction, *resource, m_options.phaseTwoUrl, m_options.tries);
    }
    Result<std::unique_ptr<Capture>> capture = makeCapture(m_db, m_options.undoTable);
    if (!capture)
        return tl::unexpected(capture.error());
    if (const Result<> begun = (*capture)->begin(); !begun)
        return begun;
    m_capture = *std::move(capture);
    m_branch = {};
    return {};
}

Result<QSqlQuery> AtSession::exec(const QString &sql, const QVariantList &binds)
{
    if (!m_capture)
        return notBegun();
    Result<QSqlQuery> query = m_capture->exec(sql, binds);
    if (!query)
        noteBusy(query.error());
    else
        if (const Result<> read = checkReads(); !read)
            return tl::unexpected(read.error());
    return query;
}

Result<QList<QVariantList>> AtSession::selectForUpdate(const QString &table, const QString &sql, const QVariantList &binds)
{
    if (!m_capture)
        return notBegun();
    Result<QList<QVariantList>> rows = m_capture->selectForUpdate(table, sql, binds);
    if (!rows)
        noteBusy(rows.error());
    else
        if (const Result<> read = checkReads(); !read)
            return tl::unexpected(read.error());
    return rows;
}

// Rows that were read for update must not be anybody else's.
Result<> AtSession::checkReads()
{
    const QList<client::TableLocks> read = m_capture->takeLockedReads();
    if (read.isEmpty() || m_locks->hold(read))
        return {};
    const Result<LockAnswer> answer = m_locks->query(read);
    if (!answer)
        return tl::unexpected(answer.error());
    return answer->isGranted() ? Result<>() : refused(*answer, read);
}

Result<> AtSession::refused(const LockAnswer &answer, const QList<client::TableLocks> &locks)
{
    m_refusal = answer;
    m_wanted = locks;
    return tl::unexpected(errorOf(answer));
}

Result<> AtSession::commit()
{
    if (!m_capture)
        return notBegun();
    const Result<> committed = commitCaptured();
    if (!committed) {
        noteBusy(committed.error());
        rollback();
    }
    m_capture.reset();
    return committed;
}

Result<> AtSession::commitCaptured()
{
    Result<ChangeSet> changes = m_capture->flush();
    if (!changes)
        return tl::unexpected(changes.error());
    if (changes->locks.isEmpty()) // nothing was touched: no branch, no undo row
        return m_capture->commit();
    changes->items = netChanges(changes->items);
    if (const Result<> locked = lock(*changes); !locked)
        return locked;
    if (const Result<> written = writeUndo(*changes); !written)
        return written;
    TXDESK_FAILPOINT("at.commit.before");
    const Result<> committed = m_capture->commit();
    TXDESK_FAILPOINT("at.commit.after");
    if (committed || committed.error().code == ErrorCode::OutcomeUnknown) {
        m_branch = m_locks->branch();
        m_locks->keep();
    }
    return committed;
}

// Also when a branch was registered while it waited: its place must be the one that its local transaction has among those of
// the same transaction, which may have changed the same rows in between. Branches are rolled back in reverse order.
Result<> AtSession::lock(const ChangeSet &changes)
{
    const Milliseconds wait = std::min({m_options.lockWaitInside, m_capture->waitInsideMax(), m_options.lockWait});
    TXDESK_FAILPOINT("at.register.before");
    const Result<LockAnswer> answer = m_locks->acquire(changes.locks, wait);
    TXDESK_FAILPOINT("at.register.after");
    if (!answer)
        return tl::unexpected(answer.error());
    return answer->isGranted() ? Result<>() : refused(*answer, changes.locks);
}

Result<> AtSession::writeUndo(const ChangeSet &changes)
{
    const UndoRecord record{m_transaction.gid(), m_locks->branch(), m_locks->resource(), changes.items};
    const Result<QByteArray> text = record.encode();
    if (!text)
        return tl::unexpected(text.error());
    Result<> inserted = UndoLog(m_db, m_options.undoTable).insert(record.gid, record.branch, *text);
    if (!inserted && inserted.error().code == ErrorCode::Conflict)
        return fail(ErrorCode::Conflict, u"the transaction has been rolled back while this local transaction was at work"_s);
    return inserted;
}

void AtSession::rollback()
{
    if (m_capture)
        m_capture->rollback();
    m_capture.reset();
}

Result<> AtSession::runOnce(const UnitOfWork &work)
{
    m_wanted.clear();
    m_isBusy = false;
    if (const Result<> begun = begin(); !begun) {
        noteBusy(begun.error());
        return begun;
    }
    const Result<> worked = work(*this);
    if (worked)
        return commit();
    rollback();
    return worked;
}

Result<> AtSession::run(const UnitOfWork &work)
{
    const QDeadlineTimer end(m_options.lockWait);
    m_refusal.reset();
    for (;;) {
        const Result<> done = runOnce(work);
        if (!done && !m_wanted.isEmpty()) {
            if (const Result<> waited = waitForLocks(end); !waited)
                return ended(waited);
        } else if (!done && m_isBusy && !end.hasExpired()) {
            pauseFor(busyPause);
        } else {
            return ended(done);
        }
    }
}

// A branch that was registered, but has no local transaction to show for it, will not be called.
Result<> AtSession::ended(const Result<> &done)
{
    if (m_locks)
        m_locks->giveUp(done ? u"nothing was changed after all"_s : done.error().message);
    return done;
}

// The local transaction has been rolled back: nobody is in our way, and we are in nobody's.
Result<> AtSession::waitForLocks(const QDeadlineTimer &end)
{
    LockAnswer answer = *m_refusal;
    while (!end.hasExpired()) {
        if (answer.verdict == LockVerdict::HolderRollsBack)
            pauseFor(answer.retryAfter);
        else if (answer.verdict != LockVerdict::Conflict)
            break;
        const Milliseconds wait = std::min(Milliseconds{std::max<qint64>(end.remainingTime(), 0)}, waitAtOnceMax);
        const Result<LockAnswer> again = m_locks->acquire(m_wanted, wait);
        if (!again)
            return tl::unexpected(again.error());
        if (again->isGranted())
            return {};
        answer = *again;
        m_refusal = answer;
    }
    return tl::unexpected(errorOf(answer));
}

} // namespace txdesk::at
