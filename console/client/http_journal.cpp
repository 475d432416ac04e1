// One transaction from a coordinator of ours: with the newest part of its journal, or with all of it, page by page.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/client/http_answer.h"
#include "console/client/http_coordinator_link.h"
#include "shared/codec/transaction_codec.h"

#include <algorithm>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr int eventsAtFirst = 5'000;      // of one transaction; older ones are marked as left out
constexpr int eventsAPage = 10'000;       // that the server gives in one answer
constexpr qsizetype eventsMost = 50'000;  // that a diagram can be made of

void fetchDetail(HttpDoor &door, const Gid &gid, int events, qint64 before, QObject *context, const Answer<TransactionDetail> &answer)
{
    QUrl url = door.atGid(gid.value);
    url.setQuery(before > 0 ? u"events=%1&before=%2"_s.arg(events).arg(before) : u"events=%1"_s.arg(events));
    door.fetch(url, context, [answer](const Result<QJsonObject> &json) {
        answer(json ? keepingWords(codec::detailFromJson)(*json) : Result<TransactionDetail>(tl::unexpected(json.error())));
    });
}

// False: there is nothing older among them, or something is missing between.
bool addOlder(TransactionDetail &detail, const QList<JournalEvent> &older)
{
    if (older.isEmpty() || detail.events.isEmpty() || older.constLast().seq < detail.events.constFirst().seq - 1)
        return false;
    const auto end = std::lower_bound(older.cbegin(), older.cend(), detail.events.constFirst().seq,
                                      [](const JournalEvent &event, qint64 seq) { return event.seq < seq; });
    if (end == older.cbegin())
        return false;
    detail.events = QList<JournalEvent>(older.cbegin(), end) + detail.events;
    detail.eventsTruncated = detail.events.constFirst().seq > 1;
    return true;
}

} // namespace

void HttpCoordinatorLink::detail(const Gid &gid, QObject *context, Answer<TransactionDetail> answer)
{
    fetchDetail(m_door, gid, eventsAtFirst, 0, context, answer);
}

// What is written in a journal stays as it is: each page is asked for once, and later only what is newer.
void HttpCoordinatorLink::wholeDetail(const Gid &gid, QObject *context, Answer<TransactionDetail> answer)
{
    fetchDetail(m_door, gid, eventsAPage, 0, context, [this, context, answer](const Result<TransactionDetail> &newest) {
        if (!newest)
            return answer(newest);
        TransactionDetail whole = *newest;
        if (m_journalOf == whole.snapshot.transaction.gid)
            addOlder(whole, m_journal);
        addOlderPages(whole, context, answer);
    });
}

void HttpCoordinatorLink::addOlderPages(const TransactionDetail &newer, QObject *context, const Answer<TransactionDetail> &answer)
{
    const auto finish = [this, answer](const TransactionDetail &whole) {
        m_journalOf = whole.snapshot.transaction.gid;
        m_journal = whole.events;
        answer(whole);
    };
    if (!newer.eventsTruncated || newer.events.isEmpty() || newer.events.size() >= eventsMost || m_givesOnePage)
        return finish(newer);
    fetchDetail(m_door, newer.snapshot.transaction.gid, eventsAPage, newer.events.constFirst().seq, context,
                [this, newer, context, answer, finish](const Result<TransactionDetail> &page) {
                    TransactionDetail whole = newer;
                    if (page && addOlder(whole, page->events))
                        return addOlderPages(whole, context, answer);
                    m_givesOnePage = m_givesOnePage || (!page && page.error().code == ErrorCode::InvalidRequest);
                    finish(newer); // what is here is shown, and that it is not all
                });
}

} // namespace txdesk::console
