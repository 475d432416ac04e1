// What SqlReader reads of the audit.
// SPDX-License-Identifier: Apache-2.0
#include "server/store/read_scope.h"
#include "server/store/sql_reader.h"
#include "server/store/sql_rows.h"
#include "server/store/store_log.h"

#include <limits>

namespace txdesk::store {

using namespace Qt::StringLiterals;

namespace {

// Of the last record of a page: by time, and in one millisecond by chain and seq.
struct AuditPosition
{
    qint64 at = std::numeric_limits<qint64>::max();
    QString chain{};
    qint64 seq = 0;

    static Result<AuditPosition> from(const QString &text)
    {
        if (text.isEmpty())
            return AuditPosition{};
        const QString plain = QString::fromUtf8(QByteArray::fromBase64(text.toLatin1(), QByteArray::Base64UrlEncoding));
        bool hasAt = false, hasSeq = false;
        AuditPosition position{plain.section(u' ', 0, 0).toLongLong(&hasAt), plain.section(u' ', 2), plain.section(u' ', 1, 1).toLongLong(&hasSeq)};
        if (!hasAt || !hasSeq)
            return fail(ErrorCode::InvalidRequest, u"position: not a position of this list"_s, u"position"_s);
        return position;
    }
    [[nodiscard]] QString text() const
    {
        const QByteArray plain = u"%1 %2 %3"_s.arg(at).arg(seq).arg(chain).toUtf8();
        return QString::fromLatin1(plain.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
    }
};

} // namespace

Result<AuditPage> SqlReader::audit(const AuditFilter &filter, const QString &position, int limit)
{
    const Result<AuditPosition> from = AuditPosition::from(position);
    if (!from)
        return tl::unexpected(from.error());
    const ReadScope scope(*m_session, m_sql);
    if (!scope.begun())
        return tl::unexpected(scope.begun().error());
    const qint64 earliest = filter.from ? toMs(*filter.from) : std::numeric_limits<qint64>::min();
    const qint64 end = filter.to ? toMs(*filter.to) : std::numeric_limits<qint64>::max();
    Statement &walk = filter.gid.isEmpty()
        ? m_sql[Sql::AuditPage].with(filter.actor, filter.action, earliest, end, from->at, from->chain, from->seq, bounded(limit))
        : m_sql[Sql::AuditPageGid].with(filter.gid, filter.actor, filter.action, earliest, end, from->at, from->chain, from->seq, bounded(limit));
    AuditPage page;
    AuditPosition last;
    int rows = 0;
    const Result<> done = walk.each([&](const Statement &row) {
        ++rows;
        last = {row.integer(2), row.text(0), row.integer(1)};
        if (Result<AuditRecord> record = auditFrom(row))
            page.records.append(std::move(*record));
        else
            qCCritical(storeLog).noquote() << record.error().message; // the verification tells of it, too
    });
    if (!done)
        return tl::unexpected(done.error());
    if (rows == bounded(limit))
        page.next = last.text();
    return page;
}

Result<AuditTail> SqlReader::auditTail(const QString &chain)
{
    const ReadScope scope(*m_session, m_sql);
    if (!scope.begun())
        return tl::unexpected(scope.begun().error());
    AuditTail tail;
    Statement &newest = m_sql[Sql::AuditHead].with(chain);
    if (const Result<> done = newest.each([&](const Statement &row) { tail.head = {row.integer(0), row.bytes(1).toByteArray()}; }); !done)
        return tl::unexpected(done.error());
    Statement &count = m_sql[Sql::AuditCount].with(chain);
    if (const Result<> done = count.each([&](const Statement &row) { tail.count = row.integer(0); }); !done)
        return tl::unexpected(done.error());
    return tail;
}

Result<QList<AuditRecord>> SqlReader::auditAfter(const QString &chain, qint64 seq, int limit)
{
    const ReadScope scope(*m_session, m_sql);
    if (!scope.begun())
        return tl::unexpected(scope.begun().error());
    QList<AuditRecord> records;
    Statement &walk = m_sql[Sql::AuditWalk].with(chain, seq, bounded(limit));
    const Result<> done = walk.each([&](const Statement &row) {
        Result<AuditRecord> record = auditFrom(row);
        AuditRecord unreadable;
        unreadable.chain = row.text(0);
        unreadable.seq = row.integer(1);
        records.append(record ? std::move(*record) : std::move(unreadable));
    });
    if (!done)
        return tl::unexpected(done.error());
    return records;
}

} // namespace txdesk::store
