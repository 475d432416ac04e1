// SPDX-License-Identifier: Apache-2.0
#include "server/store/list_walk.h"

#include "server/store/store_log.h"

#include <algorithm>
#include <limits>

namespace txdesk::store {

using namespace Qt::StringLiterals;

namespace {

constexpr int lookedMax = 50'000;   // rows looked at for one page
constexpr int prefixRowsMax = 2'000; // a gid prefix with more matches is not worth the index
constexpr qint64 top = std::numeric_limits<qint64>::max();
constexpr qint64 bottom = std::numeric_limits<qint64>::min() + 1; // its negative exists

bool areAll(const QList<TransactionStatus> &statuses, auto &&is)
{
    return !statuses.isEmpty() && std::all_of(statuses.begin(), statuses.end(), is);
}

} // namespace

ListKey keyOf(TransactionSort sort, const GlobalTransaction &transaction)
{
    const qint64 created = toMs(transaction.createdAt);
    switch (sort) {
    case TransactionSort::NewestFirst: return {0, -created, -transaction.id};
    case TransactionSort::OldestFirst: return {0, created, transaction.id};
    case TransactionSort::DueFirst:
        if (transaction.nextDueAt)
            return {0, toMs(*transaction.nextDueAt), transaction.id};
        break;
    case TransactionSort::MostFailures:
        if (transaction.failures > 0)
            return {0, -transaction.failures, -transaction.id};
        break;
    }
    return {1, -created, -transaction.id};
}

QString cursorText(TransactionSort sort, const ListKey &key)
{
    const QString plain = u"%1 %2 %3 %4"_s.arg(nameIn(transactionSortNames, sort)).arg(key.phase).arg(key.key).arg(key.id);
    return QString::fromLatin1(plain.toLatin1().toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

Result<std::optional<ListKey>> cursorFrom(TransactionSort sort, const QString &text)
{
    if (text.isEmpty())
        return std::nullopt;
    const QByteArray plain = QByteArray::fromBase64(text.toLatin1(), QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    const QList<QByteArray> parts = plain.split(' ');
    ListKey key;
    bool ok[3] = {};
    if (parts.size() == 4) {
        key = {parts[1].toInt(&ok[0]), parts[2].toLongLong(&ok[1]), parts[3].toLongLong(&ok[2])};
        if (ok[0] && ok[1] && ok[2] && QString::fromLatin1(parts[0]) == nameIn(transactionSortNames, sort) && key.key > bottom && key.id > bottom)
            return key;
    }
    return fail(ErrorCode::InvalidRequest, u"after: not a cursor of this list; ask for the first page again"_s, u"after"_s);
}

ListWalk::ListWalk(StatementSet &sql, const TransactionFilter &filter, const PageRequest &page, const StuckRule &stuck, Instant now)
    : m_sql(sql), m_filter(filter), m_request(page), m_accepts(filter, stuck, now)
{
}

Result<TransactionPage> ListWalk::run()
{
    const Result<std::optional<ListKey>> after = cursorFrom(m_request.sort, m_request.after);
    if (!after)
        return tl::unexpected(after.error());
    if (!m_filter.gidPrefix.isEmpty()) {
        Result<std::optional<TransactionPage>> page = byGidPrefix(*after);
        if (!page)
            return tl::unexpected(page.error());
        if (*page)
            return std::move(**page);
    }
    const int first = *after ? (*after)->phase : 0;
    for (int phase = first; phase < phases(); ++phase) {
        const Result<bool> full = runPhase(phase, phase == first ? *after : std::nullopt);
        if (!full)
            return tl::unexpected(full.error());
        if (*full)
            break;
    }
    return std::move(m_page);
}

int ListWalk::phases() const
{
    return m_request.sort == TransactionSort::DueFirst || m_request.sort == TransactionSort::MostFailures ? 2 : 1;
}

// The smallest index that holds every row the filter can accept.
ListWalk::Base ListWalk::base() const
{
    if (m_filter.paused)
        return Base::Paused;
    if (m_filter.stuck || areAll(m_filter.statuses, [](TransactionStatus status) { return !isFinal(status); }))
        return Base::Unfinished;
    if (areAll(m_filter.statuses, [](TransactionStatus status) { return status == TransactionStatus::Failed; }))
        return Base::Failed;
    return Base::All;
}

Statement &ListWalk::bindPhase(int phase, const std::optional<ListKey> &after)
{
    if (phase == 1 || m_request.sort == TransactionSort::NewestFirst)
        return bindCreated(base(), true, after);
    if (m_request.sort == TransactionSort::OldestFirst)
        return bindCreated(base(), false, after);
    if (m_request.sort == TransactionSort::DueFirst)
        return m_sql[Sql::WalkDue].with(after ? after->key : bottom, after ? after->id : bottom);
    return m_sql[Sql::WalkFailures].with(after ? -after->key : top, after ? -after->id : top);
}

Statement &ListWalk::bindCreated(Base base, bool newestFirst, const std::optional<ListKey> &after)
{
    static constexpr Sql walks[4][2] = {{Sql::WalkAllOldest, Sql::WalkAllNewest}, {Sql::WalkUnfinishedOldest, Sql::WalkUnfinishedNewest},
                                        {Sql::WalkFailedOldest, Sql::WalkFailedNewest}, {Sql::WalkPausedOldest, Sql::WalkPausedNewest}};
    const qint64 from = m_filter.createdFrom ? toMs(*m_filter.createdFrom) : bottom;
    const qint64 to = m_filter.createdTo ? toMs(*m_filter.createdTo) - 1 : top;
    Statement &walk = m_sql[walks[static_cast<int>(base)][newestFirst ? 1 : 0]];
    if (newestFirst)
        return walk.with(from, after ? -after->key : to, after ? -after->id : top);
    return walk.with(to, after ? after->key : from, after ? after->id : bottom);
}

Result<bool> ListWalk::runPhase(int phase, const std::optional<ListKey> &after)
{
    Statement &walk = bindPhase(phase, after);
    const bool ascending = phase == 0 && (m_request.sort == TransactionSort::OldestFirst || m_request.sort == TransactionSort::DueFirst);
    Statement::Step step = walk.step();
    for (; step == Statement::Step::Row; step = walk.step()) {
        if (m_page.rows.size() >= m_request.limit || m_looked >= lookedMax) {
            m_page.next = m_last ? cursorText(m_request.sort, *m_last) : m_request.after;
            walk.reset();
            return true;
        }
        const qint64 id = walk.integer(0);
        const qint64 key = walk.integer(1);
        const Result<bool> taken = look(id, phase);
        if (!taken) {
            walk.reset();
            return taken;
        }
        m_last = ascending ? ListKey{phase, key, id} : ListKey{phase, -key, -id};
    }
    if (const Result<> done = walk.ended(step); !done)
        return tl::unexpected(done.error());
    return false;
}

Result<bool> ListWalk::look(qint64 id, int phase)
{
    ++m_looked;
    bool taken = false;
    const Result<> done = m_sql[Sql::TransactionById].with(id).each([&](const Statement &row) {
        if (!m_accepts.accepts(row))
            return;
        Result<TransactionRow> read = transactionFrom(row);
        if (!read) {
            qCWarning(storeLog).noquote() << read.error().message;
            return;
        }
        if (phases() == 2 && keyOf(m_request.sort, read->transaction).phase != phase)
            return; // the other phase shows it
        read->transaction.options.branchHeaders.clear();
        m_page.rows.append(std::move(*read));
        taken = true;
    });
    if (!done)
        return tl::unexpected(done.error());
    return taken;
}

// All transactions with the prefix, sorted here; no value when they are too many.
Result<std::optional<TransactionPage>> ListWalk::byGidPrefix(const std::optional<ListKey> &after)
{
    QList<qint64> ids;
    const QByteArray prefix = m_filter.gidPrefix.toUtf8();
    Statement &range = m_sql[Sql::GidPrefix].with(prefix, prefix + "\xf4\x8f\xbf\xbf", prefixRowsMax + 1);
    if (const Result<> done = range.each([&](const Statement &row) { ids.append(row.integer(0)); }); !done)
        return tl::unexpected(done.error());
    if (ids.size() > prefixRowsMax)
        return std::nullopt;
    for (const qint64 id : std::as_const(ids))
        for (int phase = 0; phase < phases(); ++phase)
            if (const Result<bool> taken = look(id, phase); !taken)
                return tl::unexpected(taken.error());
    TransactionPage page;
    page.rows.swap(m_page.rows);
    const auto place = [this](const TransactionRow &row) { return keyOf(m_request.sort, row.transaction); };
    std::sort(page.rows.begin(), page.rows.end(), [&](const TransactionRow &a, const TransactionRow &b) { return place(a) < place(b); });
    if (after)
        page.rows.removeIf([&](const TransactionRow &row) { return place(row) <= *after; });
    if (page.rows.size() > m_request.limit) {
        page.rows.resize(m_request.limit);
        page.next = cursorText(m_request.sort, place(page.rows.constLast()));
    }
    return page;
}

} // namespace txdesk::store
