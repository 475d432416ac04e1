// SPDX-License-Identifier: Apache-2.0
#include "server/store/list_walk.h"

#include "server/store/store_log.h"

#include <QScopeGuard>

#include <algorithm>
#include <limits>

namespace txdesk::store {

using namespace Qt::StringLiterals;

namespace {

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

ListWalk::ListWalk(StatementSet &sql, const TransactionFilter &filter, const PageRequest &page, const StuckRule &stuck, Instant now,
                   ListLimits limits)
    : m_sql(sql), m_filter(filter), m_request(page), m_accepts(filter, stuck, now), m_limits(limits)
{
}

Result<TransactionPage> ListWalk::run()
{
    const Result<std::optional<ListKey>> after = cursorFrom(m_request.sort, m_request.after);
    if (!after)
        return tl::unexpected(after.error());
    if (!m_filter.gidPrefix.isEmpty() || !m_filter.businessKey.isEmpty()) {
        Result<std::optional<TransactionPage>> page = byKeys(*after);
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

Result<bool> ListWalk::each(const Visit &visit)
{
    m_visit = visit;
    const Result<TransactionPage> page = run();
    if (!page)
        return tl::unexpected(page.error());
    return page->next.isEmpty() && !m_enough;
}

int ListWalk::phases() const
{
    return m_request.sort == TransactionSort::DueFirst || m_request.sort == TransactionSort::MostFailures ? 2 : 1;
}

bool ListWalk::isLongEnough() const
{
    constexpr int between = 256; // rows between two looks at the clock
    return m_enough || m_looked >= m_limits.lookedMax
        || (m_looked > 0 && m_looked % between == 0 && std::chrono::steady_clock::now() - m_begun > m_limits.timeMax);
}

// The smallest indexes that together hold every row the filter can accept; no row is in two of them.
QList<ListWalk::Base> ListWalk::bases() const
{
    if (!m_filter.parked.isEmpty() && !m_filter.parked.contains(Parked::No))
        return {Base::Parked};
    if (m_filter.paused)
        return {Base::Paused};
    if (m_filter.stuck || areAll(m_filter.statuses, [](TransactionStatus status) { return !isFinal(status); }))
        return {Base::Unfinished};
    if (areAll(m_filter.statuses, [](TransactionStatus status) { return status == TransactionStatus::Failed; }))
        return {Base::Failed};
    const bool looksForErrors = m_filter.statuses.isEmpty() && !m_filter.fingerprint.isEmpty();
    if (looksForErrors || areAll(m_filter.statuses, [](TransactionStatus status) { return status != TransactionStatus::Succeeded; }))
        return {Base::Unfinished, Base::Failed};
    return {Base::All};
}

QList<ListWalk::Lane> ListWalk::lanes(int phase, const std::optional<ListKey> &after)
{
    QList<Lane> all;
    if (phase == 0 && phases() == 2)
        all.append(Lane{});
    else
        for (const Base base : bases())
            all.append({.base = base});
    for (Lane &lane : all) {
        query(lane, phase, after, std::min(m_request.limit + 1, m_limits.chunk));
        advance(lane, phase);
    }
    return all;
}

void ListWalk::query(Lane &lane, int phase, const std::optional<ListKey> &after, int limit)
{
    if (phase == 0 && m_request.sort == TransactionSort::DueFirst)
        lane.walk = &m_sql[Sql::WalkDue].with(after ? after->key : bottom, after ? after->id : bottom, limit);
    else if (phase == 0 && m_request.sort == TransactionSort::MostFailures)
        lane.walk = &m_sql[Sql::WalkFailures].with(after ? -after->key : top, after ? -after->id : top, limit);
    else
        lane.walk = &bindCreated(lane.base, phase == 1 || m_request.sort == TransactionSort::NewestFirst, after, limit);
    lane.left = limit;
}

void ListWalk::advance(Lane &lane, int phase)
{
    lane.step = lane.walk->step();
    if (lane.step == Statement::Step::Done && lane.left == 0) { // that query's rows are used up: the next ones
        query(lane, phase, lane.key, m_limits.chunk);
        lane.step = lane.walk->step();
    }
    if (lane.step != Statement::Step::Row)
        return;
    --lane.left;
    lane.id = idOf(*lane.walk);
    const qint64 key = walkKeyOf(*lane.walk);
    const bool ascending = phase == 0 && (m_request.sort == TransactionSort::OldestFirst || m_request.sort == TransactionSort::DueFirst);
    lane.key = ascending ? ListKey{phase, key, lane.id} : ListKey{phase, -key, -lane.id};
}

Statement &ListWalk::bindCreated(Base base, bool newestFirst, const std::optional<ListKey> &after, int limit)
{
    static constexpr Sql walks[5][2] = {{Sql::WalkAllOldest, Sql::WalkAllNewest}, {Sql::WalkUnfinishedOldest, Sql::WalkUnfinishedNewest},
                                        {Sql::WalkFailedOldest, Sql::WalkFailedNewest}, {Sql::WalkPausedOldest, Sql::WalkPausedNewest},
                                        {Sql::WalkParkedOldest, Sql::WalkParkedNewest}};
    const qint64 from = m_filter.createdFrom ? toMs(*m_filter.createdFrom) : bottom;
    const qint64 to = m_filter.createdTo ? toMs(*m_filter.createdTo) - 1 : top;
    Statement &walk = m_sql[walks[static_cast<int>(base)][newestFirst ? 1 : 0]];
    if (newestFirst)
        return walk.with(from, after ? -after->key : to, after ? -after->id : top, limit);
    return walk.with(to, after ? after->key : from, after ? after->id : bottom, limit);
}

Result<bool> ListWalk::runPhase(int phase, const std::optional<ListKey> &after)
{
    QList<Lane> all = lanes(phase, after);
    const auto stop = qScopeGuard([&] {
        for (const Lane &lane : std::as_const(all))
            lane.walk->reset();
    });
    while (true) {
        Lane *next = nullptr;
        for (Lane &lane : all) {
            if (lane.step == Statement::Step::Failed)
                return tl::unexpected(lane.walk->ended(lane.step).error());
            if (lane.step == Statement::Step::Row && (!next || lane.key < next->key))
                next = &lane;
        }
        if (!next)
            return false;
        if (m_page.rows.size() >= m_request.limit || isLongEnough()) {
            m_page.next = m_last ? cursorText(m_request.sort, *m_last) : m_request.after;
            return true;
        }
        look(*next->walk, phase);
        m_last = next->key;
        advance(*next, phase);
    }
}

void ListWalk::look(const Statement &row, int phase)
{
    ++m_looked;
    if (m_enough || !m_accepts.accepts(row))
        return;
    if (m_visit) {
        m_enough = !m_visit(row);
        return;
    }
    Result<TransactionRow> read = transactionFrom(row);
    if (!read) {
        qCWarning(storeLog).noquote() << read.error().message;
        return;
    }
    if (phases() == 2 && keyOf(m_request.sort, read->transaction).phase != phase)
        return; // the other phase shows it
    read->transaction.options.branchHeaders.clear();
    m_page.rows.append(std::move(*read));
}

Statement &ListWalk::keys()
{
    if (!m_filter.businessKey.isEmpty())
        return m_sql[Sql::BusinessKey].with(m_filter.businessKey, m_limits.prefixRowsMax + 1);
    const QByteArray prefix = m_filter.gidPrefix.toUtf8();
    return m_sql[Sql::GidPrefix].with(prefix, prefix + "\xf4\x8f\xbf\xbf", m_limits.prefixRowsMax + 1);
}

// All transactions with the gid prefix or the business key, sorted here; no value when they are too many.
Result<std::optional<TransactionPage>> ListWalk::byKeys(const std::optional<ListKey> &after)
{
    QList<qint64> ids;
    if (const Result<> done = keys().each([&](const Statement &row) { ids.append(row.integer(0)); }); !done)
        return tl::unexpected(done.error());
    if (ids.size() > m_limits.prefixRowsMax)
        return std::nullopt;
    for (const qint64 id : std::as_const(ids)) {
        const Result<> looked = m_sql[Sql::TransactionById].with(id).each([&](const Statement &row) {
            for (int phase = 0; phase < phases(); ++phase)
                look(row, phase);
        });
        if (!looked)
            return tl::unexpected(looked.error());
    }
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
