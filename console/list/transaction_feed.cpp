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
} // namespace

TransactionFeed::TransactionFeed(CoordinatorLink &link, ServerClock &clock, DelayedCalls &delayed, QObject *parent)
    : QObject(parent), m_link(link), m_clock(clock), m_delayed(delayed), m_model(clock)
{
    connect(&link, &CoordinatorLink::changed, &m_model, &TransactionListModel::note);
    connect(&link, &CoordinatorLink::opened, this, [this](bool resumed) {
        if (!resumed && m_state != FeedState::Idle)
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
    if (++m_seconds % refreshTimedListsEvery == 0 && m_state == FeedState::Ready && !m_model.isFrozen() &&
        dependsOnTime(m_model.filter()) && m_link.status().state == LinkState::Live)
        refresh();
    m_second = m_delayed.start(Milliseconds{1000}, [this] { second(); });
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

void TransactionFeed::show(const QString &filterText, TransactionSort sort)
{
    m_filterText = filterText;
    m_model.begin(filterNow(), sort);
    loadFirst();
}

void TransactionFeed::loadFirst()
{
    const int question = ++m_question;
    m_merging = false;
    m_loadingOlder = false;
    m_askedAt = m_clock.local().now();
    setState(FeedState::Loading);
    const PageRequest page{.after = {}, .limit = pageSize, .sort = m_model.sort()};
    m_link.list(m_model.filter(), page, this, [this, question](const Result<TransactionPage> &answer) {
        if (question != m_question)
            return;
        if (!answer) {
            setState(FeedState::Failed, answer.error());
            return;
        }
        m_model.append(*answer);
        setState(FeedState::Ready);
    });
}

void TransactionFeed::cancel()
{
    if (m_state != FeedState::Loading)
        return;
    ++m_question;
    setState(FeedState::Failed, Error{ErrorCode::Unavailable, tr("You stopped waiting."), {}});
}

void TransactionFeed::refresh()
{
    if (m_merging || m_state == FeedState::Loading)
        return;
    if (m_model.transactionCount() == 0) {
        m_model.setFilterInstants(filterNow());
        loadFirst();
        return;
    }
    m_merging = true;
    ++m_question;
    m_loadingOlder = false;
    m_model.setFilterInstants(filterNow());
    const int pages = std::clamp(m_model.transactionCount() / pageSize, 1, 5);
    emit aboutToMerge();
    m_model.beginMerge();
    mergeNext({}, pages);
}

void TransactionFeed::mergeNext(const QString &after, int pagesLeft)
{
    const int question = m_question;
    const PageRequest page{.after = after, .limit = pageSize, .sort = m_model.sort()};
    m_link.list(m_model.filter(), page, this, [this, question, pagesLeft](const Result<TransactionPage> &answer) {
        if (question != m_question)
            return;
        if (!answer) {
            m_merging = false;
            setState(FeedState::Failed, answer.error());
            return;
        }
        m_model.mergePage(*answer);
        if (pagesLeft > 1 && !answer->next.isEmpty()) {
            mergeNext(answer->next, pagesLeft - 1);
            return;
        }
        m_model.endMerge();
        m_merging = false;
        emit merged();
        setState(FeedState::Ready);
    });
}

void TransactionFeed::loadOlder()
{
    if (m_loadingOlder || m_merging || m_state != FeedState::Ready || m_model.nextCursor().isEmpty())
        return;
    m_loadingOlder = true;
    m_model.setLoadingOlder(true);
    const int question = m_question;
    const PageRequest page{.after = m_model.nextCursor(), .limit = pageSize, .sort = m_model.sort()};
    m_link.list(m_model.filter(), page, this, [this, question](const Result<TransactionPage> &answer) {
        if (question != m_question)
            return;
        m_loadingOlder = false;
        m_model.setLoadingOlder(false);
        if (answer)
            m_model.append(*answer);
        else
            setState(FeedState::Failed, answer.error());
    });
}

} // namespace txdesk::console
