// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/store_locks.h"

#include "tests/bench/store_sagas.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace txdesk::bench {
namespace {

using store::TransactionWrite;
using Clock = std::chrono::steady_clock;

LockedRow rowOf(qint64 number)
{
    const QString key = QString::number(number);
    return {QCryptographicHash::hash(key.toLatin1(), QCryptographicHash::Sha256), u"mysql:127.0.0.1:3306/bank"_s, u"account"_s, key};
}

TransactionWrite begun(qint64 number)
{
    TransactionWrite write = createSaga(number);
    write.gid = {u"at"_s + write.gid.value};
    write.transaction.gid = write.gid;
    write.transaction.kind = TransactionKind::At;
    write.transaction.status = TransactionStatus::Prepared;
    write.newOps.clear();
    return write;
}

// The write that follows one that was done.
TransactionWrite following(const TransactionWrite &done, qint64 id)
{
    TransactionWrite write = done;
    write.create = false;
    write.expectedStatus = done.transaction.status;
    write.expectedEpoch = done.create ? 1 : done.expectedEpoch + 1;
    write.transaction.id = id;
    write.newOps.clear();
    write.locks.clear();
    write.events = {done.events.constLast()};
    write.events[0].seq = ++write.transaction.lastSeq;
    return write;
}

void addBranch(TransactionWrite &write, const QString &branch, qint64 row)
{
    for (const OpKind kind : {OpKind::Rollback, OpKind::Commit})
        write.newOps.append({.branch = {branch}, .kind = kind, .url = u"http://127.0.0.1:8081/at/phase2"_s, .payload = QByteArray(60, 'x'), .createdAt = write.transaction.createdAt});
    write.locks = {rowOf(row)};
    write.lockBranch = {branch};
}

// Makes each write the one of its next stage.
void advance(TransactionWrite &write, qint64 id, int stage, qint64 row)
{
    write = following(write, id);
    if (stage < 2) {
        addBranch(write, stage == 0 ? u"01"_s : u"02"_s, row + stage);
        return;
    }
    write.releasesLocks = stage == 2;
    write.transaction.status = stage == 2 ? TransactionStatus::Submitted : TransactionStatus::Succeeded;
    if (stage == 2)
        return;
    write.transaction.nextDueAt.reset();
    write.transaction.succeededAt = write.transaction.updatedAt;
    for (const QString &branch : {u"01"_s, u"02"_s})
        write.opChanges.append({0, {branch}, OpKind::Commit, OpStatus::Succeeded, write.transaction.updatedAt});
}

double microseconds(Clock::duration spent, qint64 count)
{
    return std::chrono::duration<double, std::micro>(spent).count() / static_cast<double>(count);
}

QList<store::StoreRequest> asRequests(const QList<TransactionWrite> &writes)
{
    return {writes.cbegin(), writes.cend()};
}

} // namespace

LockCosts lockCosts(store::TransactionStore &store, int batch, std::chrono::seconds duration)
{
    const qint64 first = batch * 100'000'000LL; // each call has numbers of its own
    qint64 transfers = 0;
    Clock::duration registering{}, refusing{};
    const auto from = Clock::now();
    while (Clock::now() - from < duration) {
        QList<TransactionWrite> writes;
        for (int i = 0; i < batch; ++i)
            writes.append(begun(first + transfers + i));
        for (int stage = 0; stage < 5; ++stage) {
            const auto before = Clock::now();
            const QList<store::StoreAnswer> answers = store.commit(asRequests(writes));
            if (stage == 1 || stage == 2)
                registering += Clock::now() - before;
            for (int i = 0; i < batch; ++i) {
                const auto *done = std::get_if<engine::WriteDone>(&answers[i]);
                if (!done)
                    qFatal("a write was not done");
                if (stage < 4)
                    advance(writes[i], done->id, stage, 2 * (transfers + i));
            }
        }
        transfers += batch;
    }
    const auto spent = Clock::now() - from;
    TransactionWrite holder = begun(first - 1), waiter = begun(first - 2);
    const QList<store::StoreAnswer> made = store.commit({holder, waiter});
    advance(holder, std::get<engine::WriteDone>(made[0]).id, 0, -10);
    advance(waiter, std::get<engine::WriteDone>(made[1]).id, 0, -10);
    std::ignore = store.commit({holder});
    constexpr int refusals = 1'000;
    const auto before = Clock::now();
    for (int i = 0; i < refusals; ++i)
        if (!std::holds_alternative<engine::WriteLocked>(store.commit({waiter}).constFirst()))
            qFatal("a lock was given twice");
    refusing = Clock::now() - before;
    return {static_cast<double>(transfers) / std::chrono::duration<double>(spent).count(), microseconds(registering, 2 * transfers), microseconds(refusing, refusals)};
}

} // namespace txdesk::bench
