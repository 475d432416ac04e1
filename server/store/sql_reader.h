// Lists, details and totals on a connection that can never write.
// Thread: one, the reader's. Each call is one reading of a consistent state.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/list_walk.h"
#include "server/store/sql_session.h"
#include "server/store/statement_set.h"

namespace txdesk::store {

class SqlReader final : public TransactionReader
{
public:
    SqlReader(std::unique_ptr<SqlSession> session, StatementSet statements, StuckRule stuck);

    [[nodiscard]] Result<std::optional<TransactionSnapshot>> load(const Gid &gid) override;
    [[nodiscard]] Result<StoredEvents> events(const Gid &gid, qint64 afterSeq, int limit, qint64 beforeSeq = 0) override;
    [[nodiscard]] Result<TransactionPage> list(const TransactionFilter &filter, const PageRequest &page, Instant now) override;
    [[nodiscard]] Result<StoreTotals> totals(Instant now) override;
    [[nodiscard]] Result<ErrorGroups> errorGroups(const TransactionFilter &filter, const TokenScope &scope, Instant now) override;
    [[nodiscard]] Result<CountEstimate> count(const TransactionFilter &filter, const TokenScope &scope, Instant now) override;
    [[nodiscard]] Result<QList<KvRow>> kv(const QString &category, const QString &key) override;
    [[nodiscard]] Result<KvPage> scanKv(const QString &category, const QString &after, int limit) override;
    [[nodiscard]] Result<OldPage> all(const TransactionFilter &filter, const QString &position, int limit) override;
    [[nodiscard]] Result<QList<NodeInfo>> nodes(Instant now) override;
    [[nodiscard]] Result<LockPage> locks(const LockFilter &filter, const QString &after, int limit) override;
    [[nodiscard]] Result<QList<LockHolder>> holdersOf(const QList<QByteArray> &keys) override;
    [[nodiscard]] Result<QList<LockWait>> lockWaits(Instant now) override;
    [[nodiscard]] Result<QList<security::StoredToken>> tokens() override;
    [[nodiscard]] Result<AuditPage> audit(const AuditFilter &filter, const QString &position, int limit) override;
    [[nodiscard]] Result<AuditTail> auditTail(const QString &chain) override;
    [[nodiscard]] Result<QList<AuditRecord>> auditAfter(const QString &chain, qint64 seq, int limit) override;

private:
    [[nodiscard]] Result<std::optional<TransactionRow>> rowOf(const Gid &gid);
    [[nodiscard]] QString culpritOf(const FailingRow &row);

    std::unique_ptr<SqlSession> m_session;
    StatementSet m_sql;
    StuckRule m_stuck;
};

} // namespace txdesk::store
