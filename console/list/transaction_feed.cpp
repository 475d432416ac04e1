// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/list/transaction_feed.h"

#include "console/models/filter_grammar.h"
#include "console/models/filter_match.h"

namespace txdesk::console {

namespace {
constexpr Milliseconds drainEvery{100};
constexpr Milliseconds refreshSoon{1500};
constexpr int refreshTimedListsEvery = 10; // seconds
constexpr int pageSize = 200;
constexpr int mergedPagesMax = 5;

TransactionSort turned(TransactionSort sort)
{
    return sort == TransactionSort::OldestFirst ? TransactionSort::NewestFirst : TransactionSort::OldestFirst;
}

TransactionPage turnedPage(TransactionPage page)
{
    std::reverse(page.rows.begin(), page.rows.end());
    return page;
}
} // namespace

TransactionFeed::TransactionFeed(CoordinatorLink &link, ServerClock &clock, DelayedCalls &delayed, QObject *parent)
    : QObject(parent), m_link(link), m_clock(clock), m_delayed(delayed), m_model(clock)
{
    connect(&link, &CoordinatorLink::changed, &m_model, &TransactionListModel::note);
    connect(&link, &CoordinatorLink::opened, this, [this](bool resumed) {
        if (resumed || m_state == FeedState::Idle)
            return;
        m_wasAway = m_model.transactionCount() > 0;
        refresh();
    });
    connect(&link, &CoordinatorLink::statusChanged, this,
            [this] { m_model.setConnected(m_link.status().state == LinkState::Live); });
    connect(&m_model, &TransactionListModel::refreshWanted, this, [this] { scheduleRefresh(refreshSoon); });
    beat();
    second();
}

TransactionFeed::~TransactionFeed()
{
    for (const DelayedCalls::Handle handle : {m_beat, m_second, m_refresh})
        m_delayed.stop(handle);
}

Milliseconds TransactionFeed::loadingFor() const
{
    return m_state == FeedState::Loading ? m_clock.local().now() - m_askedAt : Milliseconds{0};
}

void TransactionFeed::beat()
{
    m_model.drain();
    m_beat = m_delayed.start(drainEvery, [this] { beat(); });
}

void TransactionFeed::second()
{
    m_model.tick();
    if (m_state == FeedState::Loading)
        emit stateChanged(); // the seconds it shows
    if (++m_seconds % refreshTimedListsEvery == 0 && m_link.status().state == LinkState::Live && isDueAgain())
        refresh();
    m_second = m_delayed.start(Milliseconds{1000}, [this] { second(); });
}

// A list that depends on the time; and one whose answer got lost while the connection held.
bool TransactionFeed::isDueAgain() const
{
    if (m_state == FeedState::Failed)
        return m_error.code == ErrorCode::Unavailable && !m_cancelled;
    return m_state == FeedState::Ready && !m_model.isFrozen() && dependsOnTime(m_model.filter());
}

void TransactionFeed::scheduleRefresh(Milliseconds delay)
{
    if (m_refresh != 0)
        return;
    m_refresh = m_delayed.start(delay, [this] {
        m_refresh = 0;
        refresh();
    });
}

TransactionFilter TransactionFeed::filterNow() const
{
    return FilterGrammar::parse(m_filterText, m_clock.now()).value_or(TransactionFilter{});
}

void TransactionFeed::setState(FeedState state, const Error &error)
{
    m_state = state;
    m_error = error;
    emit stateChanged();
}

PageRequest TransactionFeed::pageAfter(const QString &cursor) const
{
    const Capabilities can = m_link.capabilities();
    const TransactionSort sort = m_place == FeedPlace::Oldest ? turned(m_model.sort()) : m_model.sort();
    return {.after = cursor, .limit = std::min(pageSize, can.pageMax), .sort = can.sorts.contains(sort) ? sort : TransactionSort::NewestFirst};
}

// One page of the list as it is asked now; a fault ends everything that was going on.
void TransactionFeed::ask(const PageRequest &page, std::function<void(const TransactionPage &)> take)
{
    const int question = m_question;
    m_cancelled = false;
    m_link.list(withoutTerms(m_model.filter(), m_clientSide), page, this,
                [this, question, take = std::move(take)](const Result<TransactionPage> &answer) {
                    if (question != m_question)
                        return;
                    if (!answer) {
                        m_merging = false;
                        m_loadingOlder = false;
                        m_wanted = 0;
                        m_model.setLoadingOlder(false);
                        setState(FeedState::Failed, answer.error());
                        return;
                    }
                    m_asOf = m_clock.now();
                    take(kept(*answer));
                });
}

// What is left of a page by the conditions that only the console applies.
TransactionPage TransactionFeed::kept(const TransactionPage &page)
{
    m_looked += page.rows.size();
    if (m_clientSide == FilterTerms())
        return page;
    TransactionPage result{{}, page.next};
    for (const TransactionRow &row : page.rows)
        if (matches(m_model.filter(), row, m_clock.now()))
            result.rows.append(row);
    return result;
}

void TransactionFeed::begin(const QString &filterText, TransactionSort sort, FeedPlace place)
{
    m_filterText = filterText;
    m_place = place;
    m_newerCursor.clear();
    m_looked = 0;
    m_wanted = 0;
    const Capabilities can = m_link.capabilities();
    const TransactionFilter filter = filterNow();
    m_clientSide = clientSideTerms(filter, can.filters);
    m_model.setOrdered(can.sorts.contains(sort) || can.order == ListOrder::NewestFirst);
    m_model.setAttemptsInferred(!can.has(Feature::Attempts));
    m_model.begin(filter, sort);
    if (place == FeedPlace::Oldest)
        loadOldest();
    else
        loadFirst();
}

void TransactionFeed::show(const QString &filterText, TransactionSort sort) { begin(filterText, sort, FeedPlace::Newest); }

void TransactionFeed::loadFirst()
{
    ++m_question;
    m_merging = false;
    m_loadingOlder = false;
    m_looked = 0;
    m_askedAt = m_clock.local().now();
    setState(FeedState::Loading);
    ask(pageAfter({}), [this](const TransactionPage &page) {
        m_model.append(page);
        setState(FeedState::Ready);
    });
}

QString TransactionFeed::whyNoOldest() const
{
    const TransactionSort sort = m_model.sort();
    if (sort != TransactionSort::NewestFirst && sort != TransactionSort::OldestFirst)
        return tr("In this sort order there is no jump to the end; B loads the next 10,000.");
    const Capabilities can = m_link.capabilities();
    if (!can.seekOldest || !can.sorts.contains(turned(sort)))
        return tr("%1 cannot jump to the oldest; B loads the next 10,000.").arg(can.product);
    return {};
}

void TransactionFeed::showOldest() { begin(m_filterText, m_model.sort(), FeedPlace::Oldest); }

void TransactionFeed::loadOldest()
{
    ++m_question;
    m_merging = false;
    m_loadingOlder = false;
    m_askedAt = m_clock.local().now();
    setState(FeedState::Loading);
    ask(pageAfter({}), [this](const TransactionPage &page) {
        m_newerCursor = page.next;
        TransactionPage oldest = turnedPage(page);
        oldest.next.clear();
        m_model.append(oldest);
        m_model.setTopEvicted(!m_newerCursor.isEmpty());
        setState(FeedState::Ready);
        emit arrivedAtOldest();
    });
}

void TransactionFeed::loadNewer()
{
    if (m_place != FeedPlace::Oldest || m_loadingOlder || m_state != FeedState::Ready || m_newerCursor.isEmpty() ||
        m_model.transactionCount() + pageSize > TransactionListModel::rowsMax)
        return;
    m_loadingOlder = true;
    ask(pageAfter(m_newerCursor), [this](const TransactionPage &page) {
        m_loadingOlder = false;
        m_newerCursor = page.next;
        m_model.prepend(turnedPage(page).rows);
        m_model.setTopEvicted(!m_newerCursor.isEmpty());
    });
}

void TransactionFeed::cancel()
{
    if (m_state != FeedState::Loading)
        return;
    ++m_question;
    m_cancelled = true;
    setState(FeedState::Failed, Error{ErrorCode::Unavailable, tr("You stopped waiting."), {}});
}

void TransactionFeed::refresh()
{
    if (m_merging || m_state == FeedState::Loading || isLoadingMany())
        return;
    m_model.setFilterInstants(filterNow());
    if (m_model.transactionCount() == 0)
        return m_place == FeedPlace::Oldest ? loadOldest() : loadFirst();
    if (m_place == FeedPlace::Oldest || m_model.isLocallySorted())
        return updateInPlace();
    m_merging = true;
    ++m_question;
    m_loadingOlder = false;
    m_model.setLoadingOlder(false);
    const qint64 shown = m_clientSide == FilterTerms() ? m_model.transactionCount() : m_looked;
    m_looked = 0;
    m_model.beginMerge();
    mergeNext({}, static_cast<int>(std::clamp<qint64>(shown / pageSize, 1, mergedPagesMax)));
}

void TransactionFeed::mergeNext(const QString &after, int pagesLeft)
{
    ask(pageAfter(after), [this, pagesLeft](const TransactionPage &page) {
        m_model.mergePage(page);
        if (pagesLeft > 1 && !page.next.isEmpty())
            return mergeNext(page.next, pagesLeft - 1);
        m_model.endMerge();
        m_merging = false;
        emit merged();
        if (std::exchange(m_wasAway, false))
            emit caughtUp(m_model.mergeChanges());
        setState(FeedState::Ready);
    });
}

// Where the order of the rows is not the server's, its answer tells what became of them, not where they stand.
void TransactionFeed::updateInPlace()
{
    m_merging = true;
    ++m_question;
    m_loadingOlder = false;
    ask(pageAfter({}), [this](const TransactionPage &page) {
        m_merging = false;
        m_model.updateKnown(page);
        setState(FeedState::Ready);
    });
}

void TransactionFeed::loadOlder()
{
    if (m_clientSide == FilterTerms() && !m_model.isLocallySorted())
        askOlder();
}

void TransactionFeed::loadMany(int rows)
{
    if (m_state != FeedState::Ready || m_model.nextCursor().isEmpty() || m_model.isLocallySorted())
        return;
    m_wanted = rows;
    emit progressed();
    askOlder();
}

void TransactionFeed::stopLoading()
{
    m_wanted = 0;
    emit progressed();
}

void TransactionFeed::askOlder()
{
    if (m_loadingOlder || m_merging || m_state != FeedState::Ready || m_model.nextCursor().isEmpty())
        return;
    m_loadingOlder = true;
    m_model.setLoadingOlder(true);
    const qint64 lookedBefore = m_looked;
    ask(pageAfter(m_model.nextCursor()), [this, lookedBefore](const TransactionPage &page) {
        m_loadingOlder = false;
        m_model.setLoadingOlder(false);
        m_model.append(page);
        if (m_wanted == 0)
            return;
        // A page without rows but with a cursor counts as a whole one: the server looked for a bounded time.
        const auto looked = static_cast<int>(m_looked - lookedBefore);
        m_wanted = page.next.isEmpty() ? 0 : std::max(0, m_wanted - (looked > 0 ? looked : pageSize));
        emit progressed();
        if (m_wanted > 0)
            askOlder();
    });
}

} // namespace txdesk::console
