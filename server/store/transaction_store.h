// What the coordinator needs of a database, and no more. Implemented by SqlStore; by MemoryStore in tests and the
// simulator; tests/store/store_contract_test.cpp runs the same rows on each.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/audit_seal.h"
#include "server/store/store_request.h"
#include "shared/model/access.h"
#include "shared/model/error_group.h"
#include "shared/model/journal_event.h"
#include "shared/model/transaction_page.h"

#include <functional>
#include <memory>

namespace txdesk::store {

// Thread: blocks on the disk; opened, used and closed on one thread.
// Invariant: every write names its precondition; one whose precondition fails touches no row, and does not fail the others.
class TransactionStore
{
public:
    virtual ~TransactionStore() = default;

    // One database transaction for all of them. Durable on return; one answer a request, in order.
    // A database error rolls all of them back: each answer is then that Error (Unavailable: nothing was done;
    // OutcomeUnknown: the commit itself failed and may have taken effect).
    [[nodiscard]] virtual QList<StoreAnswer> commit(const QList<StoreRequest> &requests) = 0;

    // Removes what is older than the WAL needs, and the like; called when idle. Never changes what is stored.
    virtual void tidy() {}
};

struct StoredEvents
{
    QList<JournalEvent> events;
    bool truncated = false; // older ones exist
};

struct StoreTotals
{
    QMap<TransactionStatus, qint64> unfinished;
    qint64 stuck = 0;
    QMap<Parked, qint64> parked{}; // unfinished ones that wait for a person; No is not in it
    qint64 locks = 0;              // rows that are locked
    qint64 lockWaits = 0;          // waits that stand
    std::optional<Instant> oldestUnfinishedAt;
    std::optional<Instant> oldestDueAt;
    std::optional<Instant> oldestStuckAt{}; // when the oldest stuck one was created
};

struct AuditTail
{
    AuditHead head;
    qint64 count = 0; // records of the chain
};

inline constexpr int errorGroupsLookedMax = 20'000;

// What lists and detail pages read, on a connection of its own that can never write.
// Thread: blocks; one thread.
class TransactionReader
{
public:
    virtual ~TransactionReader() = default;
    [[nodiscard]] virtual Result<std::optional<TransactionSnapshot>> load(const Gid &gid) = 0;
    // The newest `limit` of those that came after `afterSeq` and, unless it is 0, before `beforeSeq`.
    [[nodiscard]] virtual Result<StoredEvents> events(const Gid &gid, qint64 afterSeq, int limit, qint64 beforeSeq = 0) = 0;
    // A page may hold fewer rows than asked for, even none, although `next` is set: a rare match is looked for in pieces.
    // Each transaction that keeps its place (created: always) is on exactly one page, whatever changes meanwhile.
    [[nodiscard]] virtual Result<TransactionPage> list(const TransactionFilter &filter, const PageRequest &page, Instant now) = 0;
    [[nodiscard]] virtual Result<StoreTotals> totals(Instant now) = 0;
    // Unfinished transactions with failures that match and are in scope, by what went wrong where: the newest of them, at most
    // errorGroupsLookedMax, for no longer than a short time.
    [[nodiscard]] virtual Result<ErrorGroups> errorGroups(const TransactionFilter &filter, const TokenScope &scope, Instant now) = 0;
    [[nodiscard]] virtual Result<CountEstimate> count(const TransactionFilter &filter, const TokenScope &scope, Instant now) = 0;
    [[nodiscard]] virtual Result<QList<KvRow>> kv(const QString &category, const QString &key) = 0; // empty: any
    // Rows of a category by id; `after` is an opaque position, `next` empty at the end.
    struct KvPage { QList<KvRow> rows; QString next; };
    [[nodiscard]] virtual Result<KvPage> scanKv(const QString &category, const QString &after, int limit) = 0;
    // DTM's GET /all: id descending, position = smallest id seen.
    struct OldPage { QList<GlobalTransaction> rows; QString next; };
    [[nodiscard]] virtual Result<OldPage> all(const TransactionFilter &filter, const QString &position, int limit) = 0;
    [[nodiscard]] virtual Result<QList<NodeInfo>> nodes(Instant now) = 0;
    // Global locks of AT by key; `after` is what the page before said, empty at first.
    [[nodiscard]] virtual Result<LockPage> locks(const LockFilter &filter, const QString &after, int limit) = 0;
    [[nodiscard]] virtual Result<QList<LockHolder>> holdersOf(const QList<QByteArray> &keys) = 0; // of those that are held
    [[nodiscard]] virtual Result<QList<LockWait>> lockWaits(Instant now) = 0; // those that stand
    [[nodiscard]] virtual Result<QList<security::StoredToken>> tokens() = 0; // revoked ones, too; by creation
    // Newest first; `position` is what the page before said, empty at first.
    [[nodiscard]] virtual Result<AuditPage> audit(const AuditFilter &filter, const QString &position, int limit) = 0;
    [[nodiscard]] virtual Result<AuditTail> auditTail(const QString &chain) = 0;
    // All chains one after another, each in its order, after the record (chain, seq). A record that cannot be read has no seal.
    [[nodiscard]] virtual Result<QList<AuditRecord>> auditAfter(const QString &chain, qint64 seq, int limit) = 0;
};

using OpenStore = std::function<Result<std::unique_ptr<TransactionStore>>()>;  // called on the thread that will use it
using OpenReader = std::function<Result<std::unique_ptr<TransactionReader>>()>;

// A transaction is stuck when it is not final and one of these holds; the console shows which.
struct StuckRule
{
    int failures = 3;
    Seconds age{300};
    Seconds overdue{30};
};

} // namespace txdesk::store
