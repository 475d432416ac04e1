// A store and a reader that keep payloads encrypted: branch payloads, a workflow's result and data, and the values of branch
// headers whose names tell of secrets. What stands above sees them plain, what lies below never does.
// Not encrypted: everything that lists, due times and decisions need, journal texts (what participants answer), the audit.
// Source: spec/reliability 4.2, docs/decisions/0021.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/payload_cipher.h"
#include "server/store/transaction_store.h"

namespace txdesk::store {

// authorization, cookie, token, secret, key, password: anywhere in the name.
[[nodiscard]] bool isSecretHeader(const QString &name);

// Thread: that of the store behind it. A transaction that cannot be decrypted is not driven with what it does not hold: its
// load fails, a claim puts it aside for a while with the reason as its last error, and the others go on.
class SealingStore final : public TransactionStore
{
public:
    SealingStore(std::unique_ptr<TransactionStore> inner, PayloadCipherPtr cipher);

    [[nodiscard]] QList<StoreAnswer> commit(const QList<StoreRequest> &requests) override;
    void tidy() override { m_inner->tidy(); }

private:
    void openAnswer(const StoreRequest &request, StoreAnswer &answer, QList<StoreRequest> &putAside) const;

    void openClaimed(ClaimedList &claimed, Instant now, QList<StoreRequest> &putAside) const;

    const std::unique_ptr<TransactionStore> m_inner;
    const PayloadCipherPtr m_cipher; // null: what is encrypted cannot be read
};

// Thread: that of the reader behind it. What cannot be decrypted is shown as such.
class OpeningReader final : public TransactionReader
{
public:
    OpeningReader(std::unique_ptr<TransactionReader> inner, PayloadCipherPtr cipher);

    [[nodiscard]] Result<std::optional<TransactionSnapshot>> load(const Gid &gid) override;
    [[nodiscard]] Result<TransactionPage> list(const TransactionFilter &filter, const PageRequest &page, Instant now) override;
    [[nodiscard]] Result<OldPage> all(const TransactionFilter &filter, const QString &position, int limit) override;
    [[nodiscard]] Result<StoredEvents> events(const Gid &gid, qint64 after, int limit, qint64 before = 0) override
    {
        return m_inner->events(gid, after, limit, before);
    }
    [[nodiscard]] Result<StoreTotals> totals(Instant now) override { return m_inner->totals(now); }
    [[nodiscard]] Result<ErrorGroups> errorGroups(const TransactionFilter &filter, const TokenScope &scope, Instant now) override { return m_inner->errorGroups(filter, scope, now); }
    [[nodiscard]] Result<CountEstimate> count(const TransactionFilter &filter, const TokenScope &scope, Instant now) override { return m_inner->count(filter, scope, now); }
    [[nodiscard]] Result<QList<KvRow>> kv(const QString &category, const QString &key) override { return m_inner->kv(category, key); }
    [[nodiscard]] Result<KvPage> scanKv(const QString &category, const QString &after, int limit) override { return m_inner->scanKv(category, after, limit); }
    [[nodiscard]] Result<QList<NodeInfo>> nodes(Instant now) override { return m_inner->nodes(now); }
    [[nodiscard]] Result<LockPage> locks(const LockFilter &filter, const QString &after, int limit) override { return m_inner->locks(filter, after, limit); }
    [[nodiscard]] Result<QList<LockHolder>> holdersOf(const QList<QByteArray> &keys) override { return m_inner->holdersOf(keys); }
    [[nodiscard]] Result<QList<LockWait>> lockWaits(Instant now) override { return m_inner->lockWaits(now); }
    [[nodiscard]] Result<QList<security::StoredToken>> tokens() override { return m_inner->tokens(); }
    [[nodiscard]] Result<AuditPage> audit(const AuditFilter &filter, const QString &position, int limit) override { return m_inner->audit(filter, position, limit); }
    [[nodiscard]] Result<AuditTail> auditTail(const QString &chain) override { return m_inner->auditTail(chain); }
    [[nodiscard]] Result<QList<AuditRecord>> auditAfter(const QString &chain, qint64 seq, int limit) override { return m_inner->auditAfter(chain, seq, limit); }

private:
    const std::unique_ptr<TransactionReader> m_inner;
    const PayloadCipherPtr m_cipher;
};

} // namespace txdesk::store
