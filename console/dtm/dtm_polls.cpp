// How a DtmLink stays live: the first page every 2 s or as the profile says, the open transaction twice as often, and nothing that did not change
// is told.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/dtm/dtm_inference.h"
#include "console/dtm/dtm_link.h"

#include <QJsonObject>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype seenMax = 50'000;
constexpr qsizetype listingsMax = 3;
}

void DtmLink::setWatched(bool watched)
{
    if (watched == m_watched)
        return;
    m_watched = watched;
    m_status.beat = period(listPeriod());
    if (m_status.state != LinkState::Live)
        return;
    if (watched) { // what is looked at again is fresh
        pollList();
        pollDetail();
    }
}

void DtmLink::pollListLater()
{
    m_delayed.stop(m_listTimer);
    m_listTimer = m_delayed.start(period(listPeriod()), [this] {
        m_listTimer = 0;
        pollList();
    });
}

void DtmLink::pollList()
{
    if (m_status.state != LinkState::Live || m_pollsOpen > 0)
        return;
    m_delayed.stop(std::exchange(m_listTimer, 0));
    m_listings.removeIf([](const Listing &listing) { return !listing.context; });
    if (m_listings.isEmpty()) { // nobody shows a list: only whether it is still there
        m_pollsOpen = 1;
        m_calls.get(u"/api/dtmsvr/version"_s, {}, this, [this](const Result<QJsonObject> &answer) {
            if (!answer)
                notice(answer.error());
            polled();
        });
        return;
    }
    m_pollsOpen = static_cast<int>(m_listings.size());
    for (const Listing &listing : std::as_const(m_listings))
        dtm::listPage(m_calls, m_store, listing.filter, {}, dtm::pageMax, this, [this](const Result<dtm::ListedPage> &page) {
            if (page) {
                learnStore(page->store);
                takePolled(page->rows);
            } else {
                notice(page.error());
            }
            polled();
        });
}

void DtmLink::polled()
{
    m_pollsOpen = std::max(0, m_pollsOpen - 1);
    if (m_pollsOpen == 0 && m_status.state == LinkState::Live)
        pollListLater();
}

DtmLink::Listing &DtmLink::listingOf(QObject *context)
{
    m_listings.removeIf([context](const Listing &listing) { return !listing.context || listing.context == context; });
    if (m_listings.size() >= listingsMax)
        m_listings.removeFirst();
    m_listings.append({context, {}, {}});
    return m_listings.last();
}

// An error in its own words is an answer: it is there. Silence is not.
void DtmLink::notice(const Error &error)
{
    if (m_status.state != LinkState::Live)
        return;
    if (error.code == ErrorCode::Unavailable)
        return lost(error.message);
    qWarning("DTM: %s", qUtf8Printable(error.message));
}

TransactionRow DtmLink::rowOf(const GlobalTransaction &transaction) const
{
    TransactionSnapshot snapshot{transaction, {}};
    dtm::inferFields(snapshot, m_hooks.reportsOf(transaction.gid));
    snapshot.transaction.epoch = toMs(transaction.updatedAt);
    return {snapshot.transaction, m_participants.value(transaction.gid)};
}

void DtmLink::takePolled(const QList<GlobalTransaction> &rows)
{
    for (const GlobalTransaction &transaction : rows) {
        const TransactionRow row = rowOf(transaction);
        const auto known = m_seen.constFind(transaction.gid);
        if (known != m_seen.constEnd() && *known == row.transaction)
            continue;
        m_seen.insert(transaction.gid, row.transaction);
        if (transaction.gid != m_open || !m_newest) // of the open one more is known: it is polled by itself
            emit changed(row);
    }
    if (m_seen.size() > seenMax)
        m_seen.clear();
}

void DtmLink::pollDetailLater()
{
    m_delayed.stop(m_detailTimer);
    m_detailTimer = m_delayed.start(period(m_period / 2), [this] {
        m_detailTimer = 0;
        pollDetail();
    });
}

void DtmLink::pollDetail()
{
    m_delayed.stop(std::exchange(m_detailTimer, 0));
    if (m_status.state != LinkState::Live)
        return;
    const bool ended = m_newest && isFinal(m_newest->snapshot.transaction.status);
    if (m_open.isEmpty() || ended || !m_watched)
        return pollDetailLater();
    const std::optional<TransactionDetail> before = m_newest;
    query(m_open, this, [this, before](const Result<TransactionDetail> &answer) {
        if (m_status.state != LinkState::Live)
            return;
        pollDetailLater();
        if (!answer || answer->snapshot.transaction.gid != m_open)
            return;
        const bool same = before && before->snapshot == answer->snapshot && before->events == answer->events && before->actions == answer->actions;
        if (!same)
            emit changed(TransactionRow{answer->snapshot.transaction, answer->participants});
    });
}

} // namespace txdesk::console
