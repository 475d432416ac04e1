// SPDX-License-Identifier: Apache-2.0
#include "server/store/audit_chain.h"

#include "server/store/audit_rules.h"
#include "server/store/sql_rows.h"

namespace txdesk::store {

Result<AuditHead> AuditChain::head()
{
    AuditHead head;
    Statement &newest = m_sql[Sql::AuditHead].with(m_settings.chain);
    if (const Result<> done = newest.each([&](const Statement &row) { head = {row.integer(0), row.bytes(1).toByteArray()}; }); !done)
        return tl::unexpected(done.error());
    return head;
}

Result<> AuditChain::append(const QList<AuditRecord> &records)
{
    Result<AuditHead> last = head();
    if (!last)
        return tl::unexpected(last.error());
    for (const AuditRecord &record : records) {
        const AuditRecord next = sealed(record, *last, m_settings);
        if (const Result<int> done = bindAudit(m_sql[Sql::AuditInsert], next).run(); !done)
            return tl::unexpected(done.error());
        *last = {next.seq, next.mac};
    }
    return {};
}

Result<Removed> AuditChain::trim(const TrimAudit &trim)
{
    Result<Removed> own = trimOwn(trim);
    if (!own || own->count > 0)
        return own;
    return trimEnded(trim, trim.limit);
}

Result<Removed> AuditChain::trimOwn(const TrimAudit &trim)
{
    QList<OldRecord> oldest;
    Statement &find = m_sql[Sql::AuditOldest].with(m_settings.chain, std::max(trim.limit, 0));
    const Result<> found = find.each([&](const Statement &row) {
        oldest.append({row.integer(0), fromMs(row.integer(1)), row.bytes(2) == QByteArrayView(trimAction.data(), trimAction.size()), row.bytes(3).toByteArray()});
    });
    if (!found)
        return tl::unexpected(found.error());
    const qsizetype count = trimmable(oldest, trim.before);
    if (count == 0)
        return Removed{};
    const OldRecord &last = oldest[count - 1];
    if (const Result<> told = append({trimRecord(m_settings.chain, last, count, trim.now)}); !told) // first: the head must not be lost
        return tl::unexpected(told.error());
    if (const Result<int> done = m_sql[Sql::AuditDeleteOldest].with(m_settings.chain, last.seq).run(); !done)
        return tl::unexpected(done.error());
    return Removed{static_cast<int>(count)};
}

// Nobody appends to the chain of a coordinator that is gone. When all of it is old it leaves from its end: what is left
// of it verifies as it is.
Result<Removed> AuditChain::trimEnded(const TrimAudit &trim, int limit)
{
    struct Ended { QString chain; qint64 first; qint64 last; };
    QList<Ended> ended;
    Statement &find = m_sql[Sql::AuditEnded].with(m_settings.chain, toMs(trim.before));
    if (const Result<> found = find.each([&](const Statement &row) { ended.append({row.text(0), row.integer(1), row.integer(2)}); }); !found)
        return tl::unexpected(found.error());
    Removed removed;
    for (const Ended &chain : std::as_const(ended)) {
        const qint64 from = std::max(chain.first, chain.last - (limit - removed.count) + 1);
        if (from > chain.last)
            break;
        const OldRecord last{chain.last, {}, false, QByteArray(32, '\0')};
        AuditRecord record = trimRecord(chain.chain, last, chain.last - from + 1, trim.now);
        record.after = from > chain.first ? QStringLiteral("ends with seq %1").arg(from - 1) : QStringLiteral("gone");
        if (const Result<> told = append({record}); !told)
            return tl::unexpected(told.error());
        const Result<int> done = m_sql[Sql::AuditDeleteNewest].with(chain.chain, from).run();
        if (!done)
            return tl::unexpected(done.error());
        removed.count += *done;
    }
    return removed;
}

} // namespace txdesk::store
