// Reads and writes accounts and ledger.
// SPDX-License-Identifier: Apache-2.0
#include "server/bank/bank_book.h"

#include "server/bank/sql_statements.h"
#include "shared/base/instant.h"
#include "shared/client/branch_barrier.h"

#include <QSqlError>
#include <QSqlQuery>

#include <atomic>
#include <initializer_list>
#include <limits>

namespace txdesk::bank {

using namespace Qt::StringLiterals;
using client::BranchAnswer;

namespace {

using Binds = std::initializer_list<std::pair<QString, QVariant>>;

Result<QSqlQuery> run(QSqlDatabase &db, QLatin1StringView statement, Binds binds = {})
{
    const Result<QString> text = statementIn(":/txdesk/bank"_L1, db, statement);
    if (!text)
        return tl::unexpected(text.error());
    QSqlQuery query(db);
    if (query.prepare(*text)) {
        for (const auto &[name, value] : binds)
            query.bindValue(name, value);
        if (query.exec())
            return query;
    }
    return fail(ErrorCode::Unavailable, u"%1: %2"_s.arg(statement, query.lastError().text()));
}

QString newConnectionName()
{
    static std::atomic<int> books{0}; // each has a connection of its own
    return u"bank-%1"_s.arg(++books);
}

Result<> done(const Result<QSqlQuery> &result)
{
    return result ? Result<>() : tl::unexpected(result.error());
}

} // namespace

Result<BankBook> BankBook::open(const QString &file)
{
    const Result<QSqlDatabase> db = openSqlite(file, newConnectionName());
    return db ? withTables(*db) : tl::unexpected(db.error());
}

Result<BankBook> BankBook::open(const MysqlAddress &address)
{
    const Result<QSqlDatabase> db = openMysql(address, newConnectionName());
    return db ? withTables(*db) : tl::unexpected(db.error());
}

Result<BankBook> BankBook::withTables(const QSqlDatabase &opened)
{
    QSqlDatabase db = opened;
    for (const QLatin1StringView table : {"create_accounts"_L1, "create_ledger"_L1})
        if (const Result<QSqlQuery> made = run(db, table); !made)
            return tl::unexpected(made.error());
    if (const Result<> made = client::BranchBarrier::createTable(db); !made)
        return tl::unexpected(made.error());
    return BankBook(db);
}

// Looks before it inserts: a prepared XA branch may hold the row, and a bank must start again to end that branch.
Result<> BankBook::openAccounts(const Accounts &accounts)
{
    const Result<QList<AccountState>> there = this->accounts();
    if (!there)
        return tl::unexpected(there.error());
    Accounts missing = accounts;
    for (const AccountState &known : *there)
        missing.remove(known.account);
    for (auto it = missing.begin(); it != missing.end(); ++it)
        if (Result<> made = done(run(m_db, "account_insert"_L1, {{u":account"_s, it.key()}, {u":balance"_s, it.value()}})); !made)
            return made;
    return {};
}

Result<> BankBook::beginAnew(const Accounts &accounts)
{
    for (const QLatin1StringView statement : {"accounts_clear"_L1, "ledger_clear"_L1})
        if (Result<> cleared = done(run(m_db, statement)); !cleared)
            return cleared;
    return openAccounts(accounts);
}

Result<QList<AccountState>> BankBook::accounts()
{
    Result<QSqlQuery> rows = run(m_db, "account_list"_L1);
    if (!rows)
        return tl::unexpected(rows.error());
    QList<AccountState> states;
    while (rows->next())
        states.append({rows->value(0).toLongLong(), rows->value(1).toLongLong(), rows->value(2).toLongLong()});
    return states;
}

Result<QList<LedgerEntry>> BankBook::ledger()
{
    Result<QSqlQuery> rows = run(m_db, "ledger_list"_L1);
    if (!rows)
        return tl::unexpected(rows.error());
    QList<LedgerEntry> entries;
    while (rows->next())
        entries.append({.gid = rows->value(0).toString(),
                        .branch = rows->value(1).toString(),
                        .op = rows->value(2).toString(),
                        .n = rows->value(3).toInt(),
                        .account = rows->value(4).toLongLong(),
                        .amount = rows->value(5).toLongLong(),
                        .frozen = rows->value(6).toLongLong(),
                        .at_ms = rows->value(7).toLongLong()});
    return entries;
}

BranchAnswer BankBook::moveIn(QSqlDatabase &db, const Movement &movement, const Order &order, const client::TransactionContext &context)
{
    const qint64 amount = movement.balance * order.amount;
    const qint64 frozen = movement.frozen * order.amount;
    const qint64 least = movement.shortage == Shortage::Overdraw || amount >= 0 ? std::numeric_limits<qint64>::min() / 2 : 0;
    const bool looksOnly = amount == 0 && frozen == 0; // MySQL counts no row that an update leaves as it was
    Result<QSqlQuery> moved = looksOnly ? run(db, "account_exists"_L1, {{u":account"_s, order.account}})
                                              : run(db, "account_move"_L1, {{u":account"_s, order.account}, {u":amount"_s, amount},
                                                                            {u":frozen"_s, frozen}, {u":least"_s, least}});
    if (!moved)
        return BranchAnswer::unknown(moved.error().message);
    if (looksOnly ? !moved->next() : moved->numRowsAffected() == 0)
        return shortOf(db, movement, order);
    Result<QSqlQuery> before = run(db, "ledger_count"_L1, {{u":gid"_s, context.gid.value}, {u":branch"_s, context.branch.value}, {u":op"_s, context.op}});
    if (!before || !before->next())
        return BranchAnswer::unknown(before ? u"the ledger cannot be counted"_s : before.error().message);
    const Result<QSqlQuery> written = run(db, "ledger_insert"_L1,
                                          {{u":gid"_s, context.gid.value}, {u":branch"_s, context.branch.value},
                                           {u":op"_s, context.op}, {u":n"_s, before->value(0).toInt() + 1},
                                           {u":account"_s, order.account}, {u":amount"_s, amount},
                                           {u":frozen"_s, frozen}, {u":ts"_s, toMs(SystemClock().now())}});
    return written ? BranchAnswer::succeeded() : BranchAnswer::unknown(written.error().message);
}

BranchAnswer BankBook::shortOf(QSqlDatabase &db, const Movement &movement, const Order &order)
{
    Result<QSqlQuery> account = run(db, "account_exists"_L1, {{u":account"_s, order.account}});
    if (!account)
        return BranchAnswer::unknown(account.error().message);
    if (!account->next())
        return BranchAnswer::rejected(u"there is no account %1"_s.arg(order.account));
    if (movement.shortage == Shortage::NothingToDo)
        return BranchAnswer::succeeded();
    return BranchAnswer::rejected(u"account %1 has less than %2"_s.arg(order.account).arg(order.amount));
}

} // namespace txdesk::bank
