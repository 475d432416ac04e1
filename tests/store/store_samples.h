// Transactions and stores that the store's tests share.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/sqlite_store.h"
#include "server/store/transaction_store.h"

#include <QTemporaryDir>
#include <QTest>

namespace txdesk::store::samples {

using namespace Qt::StringLiterals;

inline Instant at(qint64 ms) { return fromMs(1'760'000'000'000 + ms); }

inline JournalEvent journalled(qint64 seq, const QString &text = u"submit"_s)
{
    JournalEvent event;
    event.seq = seq;
    event.at = at(seq);
    event.kind = EventKind::Requested;
    event.text = text;
    event.coordinator = u"n1"_s;
    return event;
}

inline BranchOp op(const QString &branch, OpKind kind, const QString &url)
{
    return {.branch = {branch}, .kind = kind, .status = OpStatus::Prepared, .url = url, .payload = QByteArray("{\"amount\":30}\0\xff", 15),
            .createdAt = at(0)};
}

// A saga of two branches, as a create.
inline TransactionWrite saga(const QString &gid, TransactionStatus status = TransactionStatus::Submitted)
{
    TransactionWrite write;
    write.gid = {gid};
    write.create = true;
    GlobalTransaction &t = write.transaction;
    t.gid = {gid};
    t.status = status;
    t.options = {.waitResult = true, .timeoutToFail = Seconds{40}, .requestTimeout = Seconds{2}, .retryInterval = Seconds{3},
                 .retryLimit = 4, .branchHeaders = {{u"token"_s, u"t\"1"_s}}};
    t.customData = u"{\"concurrent\":true,\"orders\":{\"1\":[0]}}"_s;
    t.custom = {.concurrent = true, .orders = {{1, {0}}}};
    t.protocol = u"http"_s;
    t.createdAt = at(0);
    t.updatedAt = at(0);
    t.retryInterval = Milliseconds{3'000};
    t.nextDueAt = at(3'000);
    t.owner = u"n1"_s;
    t.ranAhead = true;
    for (const QString &branch : {u"01"_s, u"02"_s}) {
        const QString host = u"http://bank-%1:80"_s.arg(branch);
        write.newOps.append(op(branch, OpKind::Compensate, host + u"/undo"_s));
        write.newOps.append(op(branch, OpKind::Action, host + u"/do"_s));
    }
    write.events = {journalled(1), journalled(2, u"two"_s)};
    t.lastSeq = 2;
    return write;
}

// The next write of a transaction that a store answered with.
inline TransactionWrite next(const TransactionSnapshot &stored, TransactionStatus status)
{
    TransactionWrite write;
    write.gid = stored.transaction.gid;
    write.expectedStatus = stored.transaction.status;
    write.expectedEpoch = stored.transaction.epoch;
    write.transaction = stored.transaction;
    write.transaction.status = status;
    write.transaction.updatedAt = at(50);
    if (status == TransactionStatus::Succeeded)
        write.transaction.succeededAt = at(50);
    if (status == TransactionStatus::Failed)
        write.transaction.rolledBackAt = at(50);
    if (isFinal(status)) {
        write.transaction.nextDueAt.reset();
        write.transaction.owner.clear();
    }
    return write;
}

inline StoreAnswer ask(TransactionStore &store, StoreRequest request)
{
    return store.commit({std::move(request)}).constFirst();
}

inline TransactionSnapshot stored(TransactionStore &store, const QString &gid)
{
    const StoreAnswer answer = ask(store, LoadTransaction{{gid}, false, false, {}, {}});
    const auto *loaded = std::get_if<engine::Loaded>(&answer);
    return loaded && loaded->snapshot ? *loaded->snapshot : TransactionSnapshot{};
}

inline NodeInfo node(const QString &name)
{
    return {.node = name, .version = u"0.1"_s, .store = u"sqlite"_s, .startedAt = at(0)};
}

// A file store in a directory of its own, with a reader beside it.
class Files
{
public:
    [[nodiscard]] SqliteOptions options() const { return {.file = m_directory.filePath(u"t.db"_s), .anyFileSystem = true}; }
    [[nodiscard]] std::unique_ptr<TransactionStore> store() const
    {
        Result<std::unique_ptr<TransactionStore>> opened = sqliteStore(options())();
        if (!opened)
            qFatal("%s", qPrintable(opened.error().message));
        return std::move(*opened);
    }
    [[nodiscard]] std::unique_ptr<TransactionReader> reader() const
    {
        Result<std::unique_ptr<TransactionReader>> opened = sqliteReader(options())();
        if (!opened)
            qFatal("%s", qPrintable(opened.error().message));
        return std::move(*opened);
    }

private:
    QTemporaryDir m_directory;
};

} // namespace txdesk::store::samples
