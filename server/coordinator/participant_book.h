// What is known of each participant from the calls made to it: counts, latency, the newest error.
// Thread: the I/O thread. Bounded: beyond participantsMax new names share one entry, "(others)".
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/engine/effect.h"
#include "shared/model/coordinator_stats.h"

#include <QHash>

#include <array>
#include <optional>

namespace txdesk::coordinator {

class ParticipantBook
{
public:
    static constexpr int participantsMax = 1000;

    [[nodiscard]] const QString &called(const QString &participant); // its name, one string for all who keep it
    void answered(const QString &participant, const engine::CallAnswered &answer, Instant now);
    [[nodiscard]] QList<ParticipantStats> all() const; // by name
    // Of the calls it answered in the last 5 minutes, how many succeeded; empty: there were none. Those that said "not yet"
    // do not count.
    [[nodiscard]] std::optional<double> okShare(const QString &participant, Instant now) const;
    [[nodiscard]] int inFlight() const { return m_inFlight; }
    [[nodiscard]] qint64 calls() const { return m_calls; }
    [[nodiscard]] qint64 callsFailed() const { return m_callsFailed; }

private:
    struct Bucket // half a minute
    {
        qint64 number = -1; // half minutes since 1970
        int answered = 0;
        int succeeded = 0;
    };
    struct Page
    {
        ParticipantStats counts;
        std::array<float, 256> recentMs{};
        int recent = 0; // how many of them are filled; the next goes to answeredCount % 256
        qint64 answeredCount = 0;
        std::array<Bucket, 10> buckets{};
    };
    Page &pageOf(const QString &participant);

    QHash<QString, Page> m_pages;
    int m_inFlight = 0;
    qint64 m_calls = 0;
    qint64 m_callsFailed = 0;
};

} // namespace txdesk::coordinator
