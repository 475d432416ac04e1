// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/selection_hub.h"

#include <QScopedValueRollback>

namespace txdesk::console {

void SelectionHub::select(const CallSelection &selection)
{
    if (m_telling || selection == m_current)
        return;
    m_current = selection;
    const QScopedValueRollback telling(m_telling, true);
    emit changed(m_current);
}

void SelectionHub::openPayload(const CallSelection &selection)
{
    select(selection);
    emit payloadWanted();
}

void SelectionHub::setHovered(const CallSelection &selection)
{
    if (m_telling || selection == m_hovered)
        return;
    m_hovered = selection;
    const QScopedValueRollback telling(m_telling, true);
    emit hovered(m_hovered);
}

} // namespace txdesk::console
