// Hands durable changes to the consoles that follow: a ring of the newest ones for those that come back, at most one
// row per transaction and 100 ms for each, journal events never dropped, everything bounded.
// Thread: the I/O thread.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/coordinator/coordinator.h"
#include "shared/http/server.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QTimer>

#include <deque>
#include <functional>
#include <vector>

namespace txdesk::api {

struct Follow
{
    std::optional<quint64> after; // the newest sequence the client has seen; empty: it has seen nothing
    QString run;                  // the run it saw it in; empty: not told
    QString events;               // a gid, "all", or empty: rows only
    std::function<bool(const GlobalTransaction &)> mayTouch{}; // rows it is told of; empty: all
};

class StreamHub final : public QObject
{
    Q_OBJECT

public:
    static constexpr Milliseconds coalescing{100};
    static constexpr Milliseconds heartbeat{1'000};
    static constexpr Milliseconds patience{60'000}; // how long changes are still gathered when nobody follows

    StreamHub(const Clock &clock, QString node, int memory, QObject *parent = nullptr);

    void continueFrom(quint64 sequence); // nothing before and up to it can be resumed
    void changed(const coordinator::Change &change);
    // Asked before anything more is written, and at each heartbeat: whoever may not stay hears no more. Empty: stays.
    using MayStay = std::function<bool()>;
    void follow(std::shared_ptr<http::Stream> stream, const Follow &wish, MayStay mayStay = {});
    [[nodiscard]] int openStreams() const { return static_cast<int>(m_clients.size()); }
    [[nodiscard]] const QString &run() const { return m_run; }
    void endAll();

signals:
    void wanted();   // somebody follows: changed() must be called from now on
    void unwanted(); // nobody has for a while: it need not

public:
    // What timers do; tests call them by hand.
    void flushAll();
    void beat();
    void rest();

private:
    struct Entry // shared by the ring and by every client it waits for
    {
        coordinator::Change change;
        QByteArray rowText; // made when the first client needs it
    };
    using EntryPtr = std::shared_ptr<Entry>;
    struct Pending
    {
        EntryPtr newest;
        QList<JournalEvent> events;
    };
    struct Client
    {
        std::shared_ptr<http::Stream> stream;
        Follow wish;
        MayStay mayStay;
        QHash<QString, Pending> pending; // by gid
        bool wroteSinceBeat = false;
    };

    void remember(const EntryPtr &entry);
    [[nodiscard]] bool canResume(const Follow &wish) const;
    void resume(Client &client, quint64 after);
    static void gather(Client &client, const EntryPtr &entry);
    static void flush(Client &client);
    void write(Client &client, const QByteArray &bytes);
    void flushSoon();
    void sendAway(); // who may not stay
    void dropClosed();

    const Clock &m_clock;
    QString m_node;
    QString m_run;
    std::size_t m_memory;
    quint64 m_sequence = 0;
    std::deque<EntryPtr> m_ring; // sequences without holes
    std::vector<std::unique_ptr<Client>> m_clients;
    QTimer m_flushTimer;
    QTimer m_beatTimer;
    QTimer m_restTimer;
    bool m_isWanted = false;
    QElapsedTimer m_sinceFlush;
};

} // namespace txdesk::api
