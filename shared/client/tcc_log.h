// The guards of a TCC participant as tables that a person can read: local_try_log, local_confirm_log, local_cancel_log.
// They give what BranchBarrier gives, each op at most once and in order, and refuse a confirm that no try precedes.
// Source: the tutorial's tables; what its own checks leave open is closed here (docs/decisions/0034-tcc-logs.md).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/client/branch_barrier.h"

namespace txdesk::client {

struct TccLogTables // each (tx_no VARCHAR(64) PRIMARY KEY, create_time DATETIME)
{
    QString tried = QStringLiteral("local_try_log"); // create_time null: never tried, a cancel was first
    QString confirmed = QStringLiteral("local_confirm_log");
    QString cancelled = QStringLiteral("local_cancel_log");
};

// One per incoming request. Thread: that of the connection. Drivers: QSQLITE, QMYSQL.
class TccLog
{
public:
    explicit TccLog(TransactionContext context, TccLogTables tables = {});

    [[nodiscard]] static Result<TccLog> from(const http::Request &request, TccLogTables tables = {});

    // Begins a transaction on `db`, writes the log of the context's op (try, confirm, cancel), lets the business run if it is
    // its turn, and commits. A call that must have no effect succeeds without running it; BranchAnswer::barrier tells why:
    // Duplicate, Empty (a cancel without its try; it leaves a marker), Late (a try after it). Unknown, so that a coordinator
    // asks again and a person can see why: a confirm without its try or after the cancel, a cancel after the confirm.
    [[nodiscard]] BranchAnswer call(QSqlDatabase db, const Business &business);

    // gid/branch when that fits 64 letters, else the SHA-256 of both, in hexadecimal digits.
    [[nodiscard]] QString txNo() const;

    // Creates the tables unless they are there (the statement: sql/participant/tx_log_*.sql).
    [[nodiscard]] static Result<> createTables(QSqlDatabase db, const TccLogTables &tables = {});

    [[nodiscard]] const TransactionContext &context() const { return m_context; }

private:
    TransactionContext m_context;
    TccLogTables m_tables;
};

} // namespace txdesk::client
