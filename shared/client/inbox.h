// Lets what has a number (a message, a notice, an order) take effect once: the number goes into de_duplication in the same
// local transaction as the business. A producer's own number there is what answers a coordinator's check-back.
// Source: the tutorial's de_duplication table; docs/decisions/0035-check-back-says-no.md.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/client/branch_barrier.h"

namespace txdesk::client {

struct InboxOptions
{
    QString table = QStringLiteral("de_duplication"); // (tx_no VARCHAR(64) PRIMARY KEY, create_time DATETIME)
};

// What a check-back is told when the number is not there.
enum class WhenAbsent {
    RollBack, // no, for good: a marker is written (create_time null), and a local transaction that comes late is refused
    Unknown   // not known: ask again; RocketMQ's tutorial answers so
};

// A value. Thread: that of the connection. Drivers: QSQLITE, QMYSQL.
// One table for consumers or for a producer; a service that is both in one database takes a second table for one of them.
class Inbox
{
public:
    // txNo: 1 to 64 letters, told apart by case.
    explicit Inbox(QString txNo, InboxOptions options = {});

    // Begins a transaction on `db`, inserts the number, runs the business, and commits. A number that is there succeeds without
    // running it (Duplicate). Rejected (Late): a check-back has said no before. Rejected: not a number.
    [[nodiscard]] BranchAnswer once(QSqlDatabase db, const Business &business);

    // Answers a coordinator that asks whether the local transaction of this number has committed: succeeded, rejected, or
    // ongoing (not known). Waits for one that is still open; unknown when that takes too long. `db` must not be in a transaction.
    [[nodiscard]] BranchAnswer answerCheckBack(QSqlDatabase db, WhenAbsent absent = WhenAbsent::RollBack);

    // Creates the table unless it is there (the statement: sql/participant/tx_log_*.sql).
    [[nodiscard]] static Result<> createTable(QSqlDatabase db, const InboxOptions &options = {});

    [[nodiscard]] const QString &txNo() const { return m_txNo; }

private:
    QString m_txNo;
    InboxOptions m_options;
};

} // namespace txdesk::client
