// One local transaction of an AT transaction, on a QSqlDatabase connection: it commits at once, with an undo row, while the
// coordinator holds its rows for the whole transaction.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/at/at_transaction.h"
#include "shared/at/capture.h"

#include <QDeadlineTimer>

#include <functional>
#include <optional>

namespace txdesk::at {

class BranchLocks;

struct AtSessionOptions
{
    QString phaseTwoUrl;              // where the coordinator calls PhaseTwo of this service, whichever instance answers
    QString resource{};               // which database; empty: resourceOf(db). Everybody who shares rows names it the same
    QString undoTable = QStringLiteral("undo_log");
    Milliseconds lockWait{3'000};     // in all, for rows that other transactions hold
    Milliseconds lockWaitInside{300}; // of that, while the local transaction is open; never on SQLite
    int tries = 3;                    // of a registration whose answer does not come
};

// Thread: the connection's; blocks. The connection must not be in a transaction. Drivers: QSQLITE, QMYSQL.
// Errors of commit() and run(): Overloaded, others held the rows for too long (the work may be run again); Conflict, it must
// not go on (deadlock, the transaction has been decided, a constraint); InvalidRequest, a change that could not be undone;
// OutcomeUnknown, the connection was lost while it committed (the coordinator will find out: undo row or none).
// After an error nothing of the local transaction has taken effect, but for OutcomeUnknown.
class AtSession
{
public:
    using UnitOfWork = std::function<Result<>(AtSession &)>;

    AtSession(const AtTransaction &transaction, QSqlDatabase db, AtSessionOptions options);
    ~AtSession(); // rolls back what is open
    AtSession(const AtSession &) = delete;
    AtSession &operator=(const AtSession &) = delete;

    // Begin, work, commit; rolled back when the work fails. When others hold a row, the local transaction is rolled back, the
    // rows are waited for with nothing locked in the database, and the work runs again: it must read what it needs anew. It
    // runs again, too, when the database was busy or chose it as the victim of a deadlock, until lockWait is over.
    [[nodiscard]] Result<> run(const UnitOfWork &work);

    // The same by hand; commit() then only waits inside (MySQL), and fails with Overloaded.
    [[nodiscard]] Result<> begin();
    [[nodiscard]] Result<QSqlQuery> exec(const QString &sql, const QVariantList &binds = {});
    [[nodiscard]] Result<> commit();
    void rollback();

    // Reads rows of `table` only if no other transaction holds them, and keeps others from changing them until the end of the
    // local transaction. The columns of the select must hold the table's key. On MySQL the select ends in FOR UPDATE.
    [[nodiscard]] Result<QList<QVariantList>> selectForUpdate(const QString &table, const QString &sql, const QVariantList &binds = {});

    [[nodiscard]] const BranchId &branch() const { return m_branch; } // of the last commit; empty: nothing was changed
    [[nodiscard]] const std::optional<client::LockAnswer> &refusal() const { return m_refusal; } // who held the rows

private:
    [[nodiscard]] Result<> ended(const Result<> &done);
    [[nodiscard]] Result<> runOnce(const UnitOfWork &work);
    void noteBusy(const Error &error) { m_isBusy = m_isBusy || (error.code == ErrorCode::Overloaded && m_wanted.isEmpty()); }
    [[nodiscard]] Result<> checkReads();
    [[nodiscard]] Result<> commitCaptured();
    [[nodiscard]] Result<> lock(const ChangeSet &changes);
    [[nodiscard]] Result<> writeUndo(const ChangeSet &changes);
    [[nodiscard]] Result<> waitForLocks(const QDeadlineTimer &end);
    [[nodiscard]] Result<> refused(const client::LockAnswer &answer, const QList<client::TableLocks> &locks);

    const AtTransaction &m_transaction;
    QSqlDatabase m_db;
    AtSessionOptions m_options;
    std::unique_ptr<Capture> m_capture;       // while a local transaction is open
    std::unique_ptr<BranchLocks> m_locks;     // the branch and what it holds
    QList<client::TableLocks> m_wanted;       // what others hold; empty: nothing
    bool m_isBusy = false;                    // the database made us wait too long, or broke a deadlock with us
    BranchId m_branch;
    std::optional<client::LockAnswer> m_refusal;
};

} // namespace txdesk::at
