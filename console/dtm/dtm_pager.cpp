// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/dtm/dtm_pager.h"

#include "console/dtm/dtm_store_guess.h"

#include <QPointer>
#include <QSet>

#include <algorithm>
#include <memory>

namespace txdesk::console::dtm {

using namespace Qt::StringLiterals;

namespace {

const QString allPath = u"/api/dtmsvr/all"_s;

// One status' rows, from where the page before has left them.
struct Part
{
    QString status{}; // DTM's word; empty: any
    QString position{};
    bool ended = false;
    codec::DtmPage page{};
    qsizetype used = 0;
};

// "submitted=120|aborting=|prepared!": a position each; "!": at its end.
QString cursorText(const QList<Part> &parts)
{
    QStringList texts;
    bool open = false;
    for (const Part &part : parts) {
        texts.append(part.ended ? part.status + u'!' : part.status + u'=' + QString::fromLatin1(QUrl::toPercentEncoding(part.position)));
        open = open || !part.ended;
    }
    return open ? texts.join(u'|') : QString();
}

QList<Part> partsOf(const QList<TransactionStatus> &statuses, bool scan, const QString &after)
{
    QList<Part> parts;
    if (!after.isEmpty()) {
        for (const QString &text : after.split(u'|')) {
            const bool isRead = text.endsWith(u'!');
            const QString status = isRead ? text.chopped(1) : text.section(u'=', 0, 0);
            const QString position = isRead ? QString() : QUrl::fromPercentEncoding(text.section(u'=', 1).toLatin1());
            parts.append(Part{status, position, isRead, {}, 0});
        }
        return parts;
    }
    if (statuses.isEmpty() || scan)
        return {Part{}};
    for (const TransactionStatus status : statuses)
        parts.append(Part{QString(nameIn(transactionStatusNames, status)), {}, false, {}, 0});
    return parts;
}

// Which of two rows comes first in a list of this store.
bool isBefore(DtmStore store, const GlobalTransaction &a, const GlobalTransaction &b)
{
    return store == DtmStore::Boltdb ? a.gid.value < b.gid.value : a.id > b.id;
}

class Listing : public std::enable_shared_from_this<Listing>
{
public:
    Listing(DtmCalls &calls, DtmStore store, const TransactionFilter &filter, int limit, QObject *context, TakePage take)
        : m_calls(calls), m_store(store), m_filter(filter), m_statuses(statusesOf(filter)), m_limit(limit), m_context(context),
          m_take(std::move(take))
    {
    }

    void begin(const QString &after)
    {
        const bool whole = !m_filter.gidPrefix.isEmpty() && after.isEmpty();
        if (whole)
            return askOne();
        askPage(after);
    }

private:
    [[nodiscard]] DtmCalls::Query queryOf(const Part &part) const
    {
        DtmCalls::Query query{{"limit", QString::number(m_limit)}};
        if (!part.position.isEmpty())
            query.append({"position", part.position});
        if (!part.status.isEmpty())
            query.append({"status", part.status});
        if (m_filter.kind)
            query.append({"transType", QString(nameIn(transactionKindNames, *m_filter.kind))});
        if (m_filter.createdFrom)
            query.append({"createTimeStart", QString::number(toMs(*m_filter.createdFrom))});
        if (m_filter.createdTo)
            query.append({"createTimeEnd", QString::number(toMs(*m_filter.createdTo))});
        return query;
    }

    // A whole gid is looked up; what begins one only is sorted out by who asked.
    void askOne()
    {
        const auto self = shared_from_this();
        m_calls.get(allPath, {{"gid", m_filter.gidPrefix}}, m_context, [self](const Result<QJsonObject> &answer) {
            if (!answer)
                return self->m_take(tl::unexpected(answer.error()));
            const codec::DtmPage page = codec::dtmPageFrom(*answer);
            if (page.rows.isEmpty())
                return self->askPage({});
            self->m_take(ListedPage{page.rows, {}, 0, guessStore(self->m_store, page)});
        });
    }

    void askPage(const QString &after)
    {
        const bool scan = m_store != DtmStore::Sql && m_store != DtmStore::Boltdb;
        m_parts = partsOf(m_statuses, scan, after);
        m_open = static_cast<int>(std::count_if(m_parts.begin(), m_parts.end(), [](const Part &part) { return !part.ended; }));
        if (m_open == 0)
            return m_take(ListedPage{{}, {}, 0, m_store});
        const auto self = shared_from_this();
        for (qsizetype i = 0; i < m_parts.size(); ++i)
            if (!m_parts[i].ended)
                m_calls.get(allPath, queryOf(m_parts[i]), m_context,
                            [self, i](const Result<QJsonObject> &answer) { self->takePart(i, answer); });
    }

    void takePart(qsizetype i, const Result<QJsonObject> &answer)
    {
        --m_open;
        if (!answer)
            m_error = answer.error();
        else
            m_parts[i].page = codec::dtmPageFrom(*answer);
        if (m_open > 0)
            return;
        if (m_error)
            return m_take(tl::unexpected(*m_error));
        for (const Part &part : std::as_const(m_parts))
            m_store = guessStore(m_store, part.page);
        m_take(merged());
    }

    [[nodiscard]] bool fits(const GlobalTransaction &t) const { return m_statuses.isEmpty() || m_statuses.contains(t.status); }

    [[nodiscard]] Part *nextPart()
    {
        Part *best = nullptr;
        for (Part &part : m_parts) {
            if (part.ended || part.used >= part.page.rows.size())
                continue;
            if (!best || isBefore(m_store, part.page.rows[part.used], best->page.rows[best->used]))
                best = &part;
        }
        return best;
    }

    // One part is taken whole. Of several the page ends where the limit is; the rest is asked for again by its position.
    [[nodiscard]] ListedPage merged()
    {
        ListedPage page;
        page.store = m_store;
        QSet<QString> seen;
        const bool alone = m_parts.size() == 1;
        while (Part *part = alone || page.rows.size() < m_limit ? nextPart() : nullptr) {
            const GlobalTransaction &t = part->page.rows[part->used++];
            if (fits(t) && !seen.contains(t.gid.value))
                page.rows.append(t);
            seen.insert(t.gid.value);
            part->position = m_store == DtmStore::Boltdb ? t.gid.value : QString::number(t.id);
        }
        for (Part &part : m_parts) {
            page.unreadable += static_cast<int>(part.page.unreadable.size());
            const bool whole = part.used == part.page.rows.size();
            if (whole && !part.ended)
                part.position = part.page.next;
            part.ended = part.ended || (whole && part.page.next.isEmpty());
        }
        page.next = cursorText(m_parts);
        return page;
    }

    DtmCalls &m_calls;
    DtmStore m_store;
    const TransactionFilter m_filter;
    const QList<TransactionStatus> m_statuses;
    const int m_limit;
    QPointer<QObject> m_context;
    TakePage m_take;
    QList<Part> m_parts;
    int m_open = 0;
    std::optional<Error> m_error;
};

} // namespace

QList<TransactionStatus> statusesOf(const TransactionFilter &filter)
{
    if (!filter.statuses.isEmpty())
        return filter.statuses;
    const bool unfinished = filter.stuck || filter.paused || !filter.parked.isEmpty() || filter.failuresMin.value_or(0) > 0;
    if (!unfinished)
        return {};
    return {TransactionStatus::Prepared, TransactionStatus::Submitted, TransactionStatus::Aborting};
}

void listPage(DtmCalls &calls, DtmStore store, const TransactionFilter &filter, const QString &after, int limit, QObject *context, TakePage take)
{
    std::make_shared<Listing>(calls, store, filter, std::clamp(limit, 1, pageMax), context, std::move(take))->begin(after);
}

} // namespace txdesk::console::dtm
