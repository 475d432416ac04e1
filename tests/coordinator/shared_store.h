// One store in memory that several coordinators use at once, each through a connection that a test can cut.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/memory_store.h"

#include <mutex>

namespace txdesk::test {

// What becomes of a coordinator's commits. Thread: any.
struct Line
{
    std::atomic<bool> away{false};      // nothing reaches the store, and that is certain
    std::atomic<bool> losesAnswers{false}; // done, but the answers to writes do not come
    std::atomic<int> clockNoise{0};     // ms: the store's clock is measured anew each time, a little differently
};

class SharedStore
{
public:
    [[nodiscard]] store::OpenStore opener(const std::shared_ptr<Line> &line)
    {
        return [this, line]() -> Result<std::unique_ptr<store::TransactionStore>> { return std::make_unique<Writer>(*this, line); };
    }

    [[nodiscard]] store::OpenReader reader()
    {
        return [this]() -> Result<std::unique_ptr<store::TransactionReader>> { return std::make_unique<Reader>(*this); };
    }

    [[nodiscard]] store::StoreAnswer ask(const store::StoreRequest &request)
    {
        const std::lock_guard lock(m_mutex);
        return m_store.apply(request);
    }

    [[nodiscard]] GlobalTransaction transaction(const QString &gid)
    {
        const std::lock_guard lock(m_mutex);
        return m_store.entries().value(gid).snapshot.transaction;
    }

private:
    class Writer final : public store::TransactionStore
    {
    public:
        Writer(SharedStore &shared, std::shared_ptr<Line> line) : m_shared(shared), m_line(std::move(line)) {}

        QList<store::StoreAnswer> commit(const QList<store::StoreRequest> &requests) override
        {
            const std::lock_guard lock(m_shared.m_mutex);
            if (m_line->away)
                return {requests.size(), Error{ErrorCode::Unavailable, QStringLiteral("the store is away"), {}}};
            QList<store::StoreAnswer> answers;
            for (const store::StoreRequest &request : requests) {
                answers.append(m_shared.m_store.apply(request));
                if (std::holds_alternative<store::TransactionWrite>(request) && m_line->losesAnswers)
                    answers.last() = Error{ErrorCode::OutcomeUnknown, QStringLiteral("no answer"), {}};
                if (auto *list = std::get_if<store::NodeList>(&answers.last()))
                    for (NodeInfo &node : list->nodes)
                        node.leaseUntil += Milliseconds{m_asked % 2 == 0 ? m_line->clockNoise.load() : 0};
                ++m_asked;
            }
            return answers;
        }

    private:
        SharedStore &m_shared;
        std::shared_ptr<Line> m_line;
        int m_asked = 0;
    };

    // Only what coordinators read.
    class Reader final : public store::TransactionReader
    {
    public:
        explicit Reader(SharedStore &shared) : m_shared(shared) {}
        Result<std::optional<TransactionSnapshot>> load(const Gid &gid) override
        {
            const std::lock_guard lock(m_shared.m_mutex);
            const auto &entries = m_shared.m_store.entries();
            const auto found = entries.constFind(gid.value);
            return found == entries.cend() ? std::nullopt : std::optional(found->snapshot);
        }
        Result<store::StoredEvents> events(const Gid &, qint64, int, qint64) override { return {}; }
        Result<TransactionPage> list(const TransactionFilter &, const PageRequest &, Instant) override { return {}; }
        Result<store::StoreTotals> totals(Instant) override { return {}; }
        Result<ErrorGroups> errorGroups(const TransactionFilter &, const TokenScope &, Instant) override { return {}; }
        Result<CountEstimate> count(const TransactionFilter &, const TokenScope &, Instant) override { return {}; }
        Result<QList<KvRow>> kv(const QString &category, const QString &) override
        {
            const std::lock_guard lock(m_shared.m_mutex);
            QList<KvRow> rows;
            for (const KvRow &row : m_shared.m_store.kv())
                if (row.category == category)
                    rows.append(row);
            return rows;
        }
        Result<KvPage> scanKv(const QString &, const QString &, int) override { return {}; }
        Result<OldPage> all(const TransactionFilter &, const QString &, int) override { return {}; }
        Result<QList<NodeInfo>> nodes(Instant) override { return {}; }
        Result<LockPage> locks(const LockFilter &filter, const QString &after, int) override
        {
            const std::lock_guard lock(m_shared.m_mutex);
            LockPage page;
            for (const LockHolder &holder : m_shared.m_store.locks())
                if (after.isEmpty() && (filter.gid.isEmpty() || holder.gid.value == filter.gid))
                    page.locks.append(holder);
            return page;
        }
        Result<QList<LockHolder>> holdersOf(const QList<QByteArray> &keys) override
        {
            const std::lock_guard lock(m_shared.m_mutex);
            QList<LockHolder> holders = m_shared.m_store.locks();
            holders.removeIf([&keys](const LockHolder &holder) { return !keys.contains(holder.row.key); });
            return holders;
        }
        Result<QList<LockWait>> lockWaits(Instant now) override
        {
            const std::lock_guard lock(m_shared.m_mutex);
            return m_shared.m_store.lockWaits(now);
        }
        Result<QList<security::StoredToken>> tokens() override { return {}; }
        Result<AuditPage> audit(const AuditFilter &, const QString &, int) override { return {}; }
        Result<store::AuditTail> auditTail(const QString &chain) override
        {
            const std::lock_guard lock(m_shared.m_mutex);
            store::AuditTail tail;
            for (const AuditRecord &record : m_shared.m_store.audit())
                if (record.chain == chain)
                    tail = {{record.seq, record.mac}, tail.count + 1};
            return tail;
        }
        Result<QList<AuditRecord>> auditAfter(const QString &chain, qint64 seq, int) override
        {
            const std::lock_guard lock(m_shared.m_mutex);
            QList<AuditRecord> records;
            for (const AuditRecord &record : m_shared.m_store.audit())
                if (record.chain == chain && record.seq > seq)
                    records.append(record);
            return records;
        }

    private:
        SharedStore &m_shared;
    };

    std::mutex m_mutex;
    store::MemoryStore m_store;
};

} // namespace txdesk::test
