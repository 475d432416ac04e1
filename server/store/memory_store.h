// The store's rules in memory, exactly as SqlStore keeps them: for the simulator and for tests of what stands above.
// Not for users: it forgets everything. Single-threaded; copying it is a snapshot of the whole store.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/audit_seal.h"
#include "server/store/memory_locks.h"
#include "server/store/transaction_store.h"

#include <QMap>

namespace txdesk::store {

class MemoryStore final : public TransactionStore
{
public:
    explicit MemoryStore(AuditSettings audit = {}) : m_auditSettings(std::move(audit)) {}

    [[nodiscard]] QList<StoreAnswer> commit(const QList<StoreRequest> &requests) override;
    [[nodiscard]] StoreAnswer apply(const StoreRequest &request); // one request, without grouping

    struct Entry
    {
        TransactionSnapshot snapshot;
        QList<JournalEvent> events;
    };
    [[nodiscard]] const QMap<QString, Entry> &entries() const { return m_entries; } // by gid
    [[nodiscard]] const QMap<QString, security::StoredToken> &tokens() const { return m_tokens; } // by id
    [[nodiscard]] const QList<AuditRecord> &audit() const { return m_audit; } // oldest first
    void refuseAudit(bool refuse) { m_refusesAudit = refuse; } // records cannot be written any more
    [[nodiscard]] const QMap<QString, KvRow> &kv() const { return m_kv; }
    [[nodiscard]] QList<LockHolder> locks() const { return told(m_locks.held().values()); } // by key
    [[nodiscard]] QList<LockWait> lockWaits(Instant now) const { return m_locks.waits(now); }

private:
    [[nodiscard]] StoreAnswer done(const StoreRequest &request);
    [[nodiscard]] QList<LockHolder> told(QList<LockHolder> holders) const; // with the statuses of now
    void append(const AuditRecord &record);
    StoreAnswer answer(const TransactionWrite &write);
    StoreAnswer answer(const LoadTransaction &load);
    StoreAnswer answer(const ClaimDue &claim);
    StoreAnswer answer(const Recover &recover);
    StoreAnswer answer(const Heartbeat &heartbeat);
    StoreAnswer answer(const TakeOver &takeOver);
    StoreAnswer answer(const KeepHeld &keep);
    StoreAnswer answer(const Reset &reset);
    StoreAnswer answer(const LeaveCluster &leave);
    StoreAnswer answer(const RemoveFinished &remove);
    [[nodiscard]] bool holds(const std::optional<KvGuard> &guard) const;
    StoreAnswer answer(const PutKv &put);
    StoreAnswer answer(const RemoveKv &remove);
    StoreAnswer answer(const HastenDue &hasten);
    StoreAnswer answer(const PutToken &put);
    StoreAnswer answer(const TouchTokens &touch);
    StoreAnswer answer(const AppendAudit &append);
    StoreAnswer answer(const TrimAudit &trim);
    StoreAnswer answer(const NoteLockWait &wait);
    StoreAnswer answer(const ForgetLockWait &wait);

    QMap<QString, Entry> m_entries;
    QMap<QString, NodeInfo> m_nodes;
    QMap<QString, KvRow> m_kv; // by "category/key"
    QMap<QString, security::StoredToken> m_tokens;
    MemoryLocks m_locks;
    QList<AuditRecord> m_audit; // of one chain
    AuditSettings m_auditSettings;
    bool m_refusesAudit = false;
    qint64 m_nextId = 1;
    qint64 m_nextKvId = 1;
};

} // namespace txdesk::store
