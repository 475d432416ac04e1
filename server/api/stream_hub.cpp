// Coalescing and resuming of the event stream.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/stream_hub.h"

#include "server/api/event_stream.h"
#include "server/api/masking.h"
#include "shared/codec/journal_codec.h"
#include "shared/codec/transaction_codec.h"

#include <QJsonDocument>
#include <QUuid>

#include <algorithm>

namespace txdesk::api {

using namespace Qt::StringLiterals;

StreamHub::StreamHub(const Clock &clock, QString node, int memory, QObject *parent)
    : QObject(parent), m_clock(clock), m_node(std::move(node)), m_run(QUuid::createUuid().toString(QUuid::WithoutBraces)),
      m_memory(static_cast<std::size_t>(std::max(memory, 1)))
{
    m_flushTimer.setSingleShot(true);
    connect(&m_flushTimer, &QTimer::timeout, this, &StreamHub::flushAll);
    m_beatTimer.setInterval(heartbeat);
    connect(&m_beatTimer, &QTimer::timeout, this, &StreamHub::beat);
    m_restTimer.setSingleShot(true);
    m_restTimer.setInterval(patience);
    connect(&m_restTimer, &QTimer::timeout, this, &StreamHub::rest);
}

void StreamHub::continueFrom(quint64 sequence)
{
    m_ring.clear();
    m_sequence = sequence;
}

void StreamHub::rest()
{
    if (!m_clients.empty() || !m_isWanted)
        return;
    m_isWanted = false;
    m_ring.clear();
    emit unwanted();
}

void StreamHub::changed(const coordinator::Change &change)
{
    const auto entry = std::make_shared<Entry>(Entry{change, {}});
    remember(entry);
    for (const auto &client : m_clients)
        gather(*client, entry);
    if (!m_clients.empty())
        flushSoon();
}

void StreamHub::remember(const EntryPtr &entry)
{
    if (entry->change.sequence != m_sequence + 1)
        m_ring.clear(); // changes before this one were not seen here: nobody can resume across the hole
    m_sequence = entry->change.sequence;
    m_ring.push_back(entry);
    if (m_ring.size() > m_memory)
        m_ring.pop_front();
}

void StreamHub::follow(std::shared_ptr<http::Stream> stream, const Follow &wish, MayStay mayStay)
{
    m_restTimer.stop();
    if (!m_isWanted) {
        m_isWanted = true;
        emit wanted();
    }
    auto owned = std::make_unique<Client>();
    Client &client = *owned;
    client.stream = std::move(stream);
    client.wish = wish;
    client.mayStay = std::move(mayStay);
    client.stream->onClosed = [this] { QMetaObject::invokeMethod(this, &StreamHub::dropClosed, Qt::QueuedConnection); };
    m_clients.push_back(std::move(owned));
    write(client, helloText({m_sequence, m_node, m_clock.now(), m_run}));
    if (wish.after && !canResume(wish))
        write(client, resetText());
    else if (wish.after)
        resume(client, *wish.after);
    if (!m_beatTimer.isActive())
        m_beatTimer.start();
}

bool StreamHub::canResume(const Follow &wish) const
{
    if (!wish.run.isEmpty() && wish.run != m_run)
        return false;
    if (*wish.after >= m_sequence)
        return *wish.after == m_sequence; // later than now: seen in another run
    return !m_ring.empty() && m_ring.front()->change.sequence <= *wish.after + 1;
}

void StreamHub::resume(Client &client, quint64 after)
{
    for (const EntryPtr &entry : m_ring)
        if (entry->change.sequence > after)
            gather(client, entry);
    flush(client);
}

void StreamHub::gather(Client &client, const EntryPtr &entry)
{
    if (client.wish.mayTouch && !client.wish.mayTouch(entry->change.row.transaction))
        return;
    const QString &gid = entry->change.row.transaction.gid.value;
    Pending &pending = client.pending[gid];
    pending.newest = entry;
    if (client.wish.events == "all"_L1 || client.wish.events == gid)
        pending.events += entry->change.events;
}

void StreamHub::flush(Client &client)
{
    if (client.pending.isEmpty())
        return;
    std::vector<Pending> ordered(client.pending.begin(), client.pending.end());
    client.pending.clear();
    std::sort(ordered.begin(), ordered.end(), [](const Pending &a, const Pending &b) {
        return a.newest->change.sequence < b.newest->change.sequence;
    });
    QByteArray out;
    for (const Pending &pending : ordered) {
        Entry &entry = *pending.newest;
        if (entry.rowText.isEmpty()) {
            TransactionRow row = entry.change.row;
            maskPayloads(row.transaction);
            entry.rowText = QJsonDocument(codec::toJson(row)).toJson(QJsonDocument::Compact);
        }
        out += changeText(entry.change.sequence, entry.rowText,
                          pending.events.isEmpty() ? QByteArray() : codec::journalText(pending.events));
    }
    client.wroteSinceBeat = true;
    client.stream->write(out);
}

void StreamHub::write(Client &client, const QByteArray &bytes)
{
    client.wroteSinceBeat = true;
    client.stream->write(bytes);
}

// At once when it has been quiet, else when 100 ms since the last time are over.
void StreamHub::flushSoon()
{
    if (m_flushTimer.isActive())
        return;
    const qint64 since = m_sinceFlush.isValid() ? m_sinceFlush.elapsed() : coalescing.count();
    m_flushTimer.start(static_cast<int>(std::max<qint64>(0, coalescing.count() - since)));
}

void StreamHub::flushAll()
{
    sendAway();
    m_sinceFlush.start();
    for (const auto &client : m_clients)
        flush(*client);
    dropClosed();
}

void StreamHub::sendAway()
{
    std::erase_if(m_clients, [](const std::unique_ptr<Client> &client) {
        if (!client->mayStay || client->mayStay())
            return false;
        client->stream->onClosed = {};
        client->stream->end();
        return true;
    });
}

void StreamHub::beat()
{
    sendAway();
    for (const auto &client : m_clients) {
        if (!client->wroteSinceBeat)
            client->stream->write(heartbeatText(m_clock.now()));
        client->wroteSinceBeat = false;
    }
    dropClosed();
}

void StreamHub::dropClosed()
{
    std::erase_if(m_clients, [](const std::unique_ptr<Client> &client) { return !client->stream->isOpen(); });
    if (!m_clients.empty())
        return;
    m_beatTimer.stop();
    if (m_isWanted && !m_restTimer.isActive())
        m_restTimer.start();
}

void StreamHub::endAll()
{
    for (const auto &client : m_clients) {
        flush(*client);
        client->stream->onClosed = {};
        client->stream->end();
    }
    m_clients.clear();
    m_beatTimer.stop();
}

} // namespace txdesk::api
