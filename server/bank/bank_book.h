// The bank's own database: accounts, ledger and barrier, in one SQLite file or in a database on MySQL or MariaDB.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/bank/movement.h"
#include "server/bank/mysql_address.h"
#include "shared/base/result.h"
#include "shared/client/branch_answer.h"
#include "shared/client/transaction_context.h"

#include <QMap>
#include <QSqlDatabase>

namespace txdesk::bank {

using Accounts = QMap<qint64, qint64>; // account -> balance, whole units

struct AccountState
{
    qint64 account = 0;
    qint64 balance = 0;
    qint64 frozen = 0;

    friend bool operator==(const AccountState &, const AccountState &) = default;
};

struct LedgerEntry
{
    QString gid;
    QString branch;
    QString op;
    int n = 0; // the how manyth time this op took effect
    qint64 account = 0;
    qint64 amount = 0; // change of the balance
    qint64 frozen = 0; // change of what is set aside
    qint64 at_ms = 0;

    friend bool operator==(const LedgerEntry &, const LedgerEntry &) = default;
};

// What a caller asks of an account; read from the request's body.
struct Order
{
    qint64 account = 1;
    qint64 amount = 0; // positive
};

// Thread: the one that made it.
class BankBook
{
public:
    // Makes file and tables when they are not there. Unavailable when it cannot.
    [[nodiscard]] static Result<BankBook> open(const QString &file);
    [[nodiscard]] static Result<BankBook> open(const MysqlAddress &address);

    [[nodiscard]] QSqlDatabase &database() { return m_db; }
    [[nodiscard]] bool canDoXa() const { return m_db.driverName() == QStringLiteral("QMYSQL"); }
    [[nodiscard]] Result<> openAccounts(const Accounts &accounts);  // those that are not there yet
    [[nodiscard]] Result<> beginAnew(const Accounts &accounts);     // forgets accounts and ledger first
    [[nodiscard]] Result<QList<AccountState>> accounts();
    [[nodiscard]] Result<QList<LedgerEntry>> ledger();

    // Moves money and writes the ledger. Belongs inside a transaction, which the caller ends.
    [[nodiscard]] client::BranchAnswer move(const Movement &movement, const Order &order, const client::TransactionContext &context)
    {
        return moveIn(m_db, movement, order, context);
    }
    // The same over another connection to the same database. Thread: that of `db`.
    [[nodiscard]] static client::BranchAnswer moveIn(QSqlDatabase &db, const Movement &movement, const Order &order,
                                                     const client::TransactionContext &context);

private:
    explicit BankBook(QSqlDatabase db) : m_db(std::move(db)) {}
    [[nodiscard]] static Result<BankBook> withTables(const QSqlDatabase &db);
    [[nodiscard]] static client::BranchAnswer shortOf(QSqlDatabase &db, const Movement &movement, const Order &order);

    QSqlDatabase m_db;
};

} // namespace txdesk::bank
