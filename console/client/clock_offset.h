// How far the coordinator's clock is ahead of ours, from the times it tells and when they arrive.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/base/instant.h"

#include <QList>

namespace txdesk::console {

// A told time is old by its travel when it arrives, never young: the largest difference of the last samples is the
// truest.
class ClockOffset
{
public:
    void addSample(Instant serverTime, Instant localTime);
    void clear() { m_samples.clear(); }

    [[nodiscard]] bool isKnown() const { return !m_samples.isEmpty(); }
    [[nodiscard]] Milliseconds value() const; // server = local + value; 0 while unknown

private:
    static constexpr qsizetype samplesMax = 16;
    QList<Milliseconds> m_samples;
};

} // namespace txdesk::console
