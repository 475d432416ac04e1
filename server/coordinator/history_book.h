// What happened in each of the last 1500 minutes, and in each of the last 288 five minutes by participant.
// Thread: the I/O thread. Bounded: about 8 MB when every kind ends transactions in every minute and every place for a
// participant is taken; beyond participantsMax the rest share one entry, "(others)". In memory only.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/coordinator/duration_histogram.h"

#include <QHash>

#include <memory>
#include <vector>

namespace txdesk::coordinator {

class HistoryBook
{
public:
    static constexpr Seconds step{60};
    static constexpr qint64 minutesMax = 25 * 60;
    static constexpr Seconds participantStep{300};
    static constexpr qint64 stepsMax = 288;
    static constexpr int participantsMax = 200;
    static constexpr int initiatorsMax = 100;

    // Of the whole store, as it was read last.
    struct Levels
    {
        qint64 unfinished = 0;
        qint64 stuck = 0;
        Seconds oldestStuck{0};
        double commitMsP99 = 0;
    };

    explicit HistoryBook(Instant from);

    // `now` never falls.
    void created(TransactionKind kind, const QString &host, Instant now); // durably
    void ended(TransactionKind kind, TransactionStatus status, Milliseconds took, Instant now);
    void called(const QString &participant, OpKind op, int attempt, Instant now);
    void answered(const QString &participant, Outcome outcome, Instant now);
    void noted(const Levels &levels, Instant now); // a minute that nobody notes and in which nothing happens is not known

    [[nodiscard]] qint64 createdTotal() const { return m_created; }
    [[nodiscard]] qint64 retriesTotal() const { return m_retries; }
    [[nodiscard]] StatsHistory all(Instant now) const; // without the node's name

private:
    struct Minute
    {
        qint64 number = -1; // since 1970
        HistoryPoint counts{};
        std::array<std::unique_ptr<DurationHistogram>, transactionKindNames.size()> durations{};
    };
    struct Cell
    {
        quint32 calls = 0;
        quint32 failed = 0;
        quint32 retries = 0;
        quint32 undoing = 0;
    };
    using Initiator = std::pair<int, QString>; // kind and host
    template<class T>
    struct Strip // a ring of steps, the newest at newest % stepsMax
    {
        qint64 newest = 0;
        std::vector<T> steps = std::vector<T>(static_cast<std::size_t>(stepsMax));
    };

    Minute &minute(Instant now);
    Cell &cell(const QString &participant, Instant now);
    [[nodiscard]] const Minute *known(qint64 number) const;
    [[nodiscard]] HistoryPoint sum(qint64 first, qint64 last) const;
    [[nodiscard]] static HistoryPoint pointOf(const Minute &minute);

    Instant m_from;
    std::vector<Minute> m_minutes;
    qint64 m_newest; // minute
    QHash<QString, Strip<Cell>> m_participants;
    QHash<Initiator, Strip<quint32>> m_initiators;
    qint64 m_created = 0;
    qint64 m_retries = 0;
};

} // namespace txdesk::coordinator
