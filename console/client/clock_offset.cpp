// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/client/clock_offset.h"

#include <algorithm>

namespace txdesk::console {

void ClockOffset::addSample(Instant serverTime, Instant localTime)
{
    if (m_samples.size() == samplesMax)
        m_samples.removeFirst();
    m_samples.append(serverTime - localTime);
}

Milliseconds ClockOffset::value() const
{
    return m_samples.isEmpty() ? Milliseconds{0} : *std::max_element(m_samples.begin(), m_samples.end());
}

} // namespace txdesk::console
