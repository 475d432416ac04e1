// AT transactions, rows and waits for the tests of global locks.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/store/store_fixture.h"

#include <QCryptographicHash>

namespace txdesk::store::samples {

inline LockedRow row(const QString &primaryKey, const QString &table = u"account"_s, const QString &resource = u"mysql:db1:3306/bank1"_s)
{
    return {QCryptographicHash::hash((resource + u'/' + table + u'/' + primaryKey).toUtf8(), QCryptographicHash::Sha256), resource, table, primaryKey};
}

inline QList<LockedRow> rows(const QString &primaryKeys) // by blanks
{
    QList<LockedRow> all;
    for (const QString &key : primaryKeys.split(u' ', Qt::SkipEmptyParts))
        all.append(row(key));
    return all;
}

// A prepared AT transaction without branches, as a create.
inline TransactionWrite atTransaction(const QString &gid)
{
    TransactionWrite write = saga(gid, TransactionStatus::Prepared);
    write.transaction.kind = TransactionKind::At;
    write.transaction.customData.clear();
    write.transaction.custom = {};
    write.newOps.clear();
    return write;
}

// The registration of a branch: its two ops, and its locks.
inline TransactionWrite branchOf(const TransactionSnapshot &stored, const QString &branch, const QList<LockedRow> &locks)
{
    TransactionWrite write = next(stored, TransactionStatus::Prepared);
    const QString url = u"http://bank-%1:80/at"_s.arg(branch);
    write.newOps = {op(branch, OpKind::Rollback, url), op(branch, OpKind::Commit, url)};
    write.events = {journalled(stored.transaction.lastSeq + 1, u"branch "_s + branch)};
    write.transaction.lastSeq = stored.transaction.lastSeq + 1;
    write.locks = locks;
    write.lockBranch = {branch};
    return write;
}

inline TransactionWrite branchOf(TransactionStore &store, const QString &gid, const QString &branch, const QString &primaryKeys)
{
    return branchOf(stored(store, gid), branch, rows(primaryKeys));
}

inline TransactionWrite submitted(TransactionStore &store, const QString &gid)
{
    TransactionWrite write = next(stored(store, gid), TransactionStatus::Submitted);
    write.releasesLocks = true;
    return write;
}

// What a person reads of an answer: "done", "locked by g1:01 17 prepared", "conflict", "error ...".
inline QString saidOf(const StoreAnswer &answer)
{
    if (std::holds_alternative<engine::WriteDone>(answer))
        return u"done"_s;
    if (std::holds_alternative<engine::WriteConflict>(answer))
        return u"conflict"_s;
    if (const auto *error = std::get_if<Error>(&answer))
        return u"error "_s + error->message;
    const auto *locked = std::get_if<engine::WriteLocked>(&answer);
    if (!locked)
        return u"another answer"_s;
    QStringList holders;
    for (const LockHolder &holder : locked->holders)
        holders.append(u"%1:%2 %3 %4"_s.arg(holder.gid.value, holder.branch.value, holder.row.row, nameIn(transactionStatusNames, holder.status)));
    holders.sort();
    return u"locked by "_s + holders.join(u", "_s);
}

inline LockWait wait(const QString &waiter, const QString &holder, const QString &primaryKey, qint64 until = 5'000)
{
    return {.waiter = {waiter}, .holder = {holder}, .row = row(primaryKey), .waiterCreatedAt = at(7), .since = at(100), .until = at(until), .coordinator = u"n1"_s};
}

inline QString saidOf(QList<LockWait> waits)
{
    QStringList edges;
    for (const LockWait &one : std::as_const(waits))
        edges.append(u"%1>%2 %3"_s.arg(one.waiter.value, one.holder.value, one.row.row));
    edges.sort();
    return edges.join(u", "_s);
}

} // namespace txdesk::store::samples
