// What SqlReader reads of global locks.
// SPDX-License-Identifier: Apache-2.0
#include "server/store/lock_runner.h"
#include "server/store/read_scope.h"
#include "server/store/sql_reader.h"
#include "server/store/sql_rows.h"

namespace txdesk::store {

using namespace Qt::StringLiterals;

Result<LockPage> SqlReader::locks(const LockFilter &filter, const QString &after, int limit)
{
    const QByteArray key = QByteArray::fromHex(after.toLatin1());
    if (QString::fromLatin1(key.toHex()) != after)
        return fail(ErrorCode::InvalidRequest, u"after: not a position of this list"_s, u"after"_s);
    const ReadScope scope(*m_session, m_sql);
    if (!scope.begun())
        return tl::unexpected(scope.begun().error());
    const int wanted = bounded(limit);
    Statement &walk = filter.gid.isEmpty() ? m_sql[Sql::LockPage].with(Blob{key}, filter.resource, filter.table, wanted + 1)
                                           : m_sql[Sql::LockPageGid].with(filter.gid, Blob{key}, filter.resource, filter.table, wanted + 1);
    LockPage page;
    if (const Result<> done = walk.each([&](const Statement &row) { page.locks.append(lockFrom(row)); }); !done)
        return tl::unexpected(done.error());
    if (page.locks.size() > wanted) {
        page.locks.resize(wanted);
        page.next = QString::fromLatin1(page.locks.constLast().row.key.toHex());
    }
    return page;
}

Result<QList<LockHolder>> SqlReader::holdersOf(const QList<QByteArray> &keys)
{
    const ReadScope scope(*m_session, m_sql);
    if (!scope.begun())
        return tl::unexpected(scope.begun().error());
    return store::holdersOf(m_sql, keys);
}

Result<QList<LockWait>> SqlReader::lockWaits(Instant now)
{
    const ReadScope scope(*m_session, m_sql);
    if (!scope.begun())
        return tl::unexpected(scope.begun().error());
    return standingWaits(m_sql, now);
}

} // namespace txdesk::store
