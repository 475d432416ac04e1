// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/navigation.h"

namespace txdesk::console {

bool Navigation::arrive(const Stop &stop)
{
    if (m_at >= 0 && m_stops[m_at] == stop)
        return false;
    m_stops.resize(m_at + 1);
    m_stops.append(stop);
    if (m_stops.size() > longest)
        m_stops.removeFirst();
    m_at = m_stops.size() - 1;
    return true;
}

bool Navigation::canGo(int direction) const
{
    const qsizetype to = m_at + direction;
    return to >= 0 && to < m_stops.size();
}

Stop Navigation::go(int direction)
{
    m_at += direction;
    return m_stops[m_at];
}

void Navigation::forget(const void *workspace)
{
    for (qsizetype i = m_stops.size() - 1; i >= 0; --i)
        if (m_stops[i].workspace == workspace) {
            m_stops.removeAt(i);
            if (i <= m_at)
                --m_at;
        }
}

} // namespace txdesk::console
