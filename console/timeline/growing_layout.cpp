// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/growing_layout.h"

#include <algorithm>

namespace txdesk::console {

GrowingLayout::GrowingLayout(DiagramRequest request) : m_request(std::move(request))
{
    m_builder.emplace(m_request.detail, m_request.future, m_request.order);
    Sequence sequence = m_builder->build();
    m_request.detail = {}; // it is told
    m_shape = shapeOf(sequence.lanes);
    m_map = arrangeLanes(sequence, m_request.lanes);
    moveToLanes(sequence, m_map);
    m_request.metrics.textWidth = cachedWidth(m_request.metrics.textWidth);
    m_layout = layOut(std::move(sequence), m_request.metrics, m_request.choice);
}

// A lane that was quiet may not be any more.
bool GrowingLayout::staysArranged(qsizetype changed) const
{
    const QList<SequenceMessage> &messages = m_layout.sequence.messages;
    return std::none_of(messages.cbegin() + changed, messages.cend(), [this](const SequenceMessage &message) {
        const bool loud = isFailure(message) || isPlanned(message) || (message.op && message.replyKind == ReplyKind::None);
        return loud && message.to >= 0 && message.to < m_layout.sequence.lanes.size() && m_layout.sequence.lanes[message.to].quiet;
    });
}

bool GrowingLayout::grow(const TransactionDetail &grown, const Future &future)
{
    if (!m_builder || m_request.choice.filter.isActive() || !m_layout.sequence.hidden.isEmpty())
        return false;
    qsizetype told = m_layout.sequence.messages.size();
    while (told > 0 && isPlanned(m_layout.sequence.messages[told - 1]))
        --told;
    const std::optional<qsizetype> changed = m_builder->more(m_layout.sequence, grown, future);
    if (!changed)
        return false;
    moveToLanes(m_layout.sequence, m_map, told);
    if (staysArranged(*changed) && layOutMore(m_layout, *changed, m_request.metrics, m_request.choice))
        return true;
    dropFrom(told);
    return false;
}

// What was drawn of messages that are others now.
void GrowingLayout::dropFrom(qsizetype told)
{
    m_builder.reset();
    const auto kept = std::partition_point(m_layout.rows.cbegin(), m_layout.rows.cend(),
                                           [told](const SequenceRow &row) { return row.message >= 0 && row.message < told; });
    m_layout.rows.erase(kept, m_layout.rows.cend());
    m_layout.rowsOf.resize(std::min(told, m_layout.rowsOf.size()));
    m_layout.slants.removeIf([this](qsizetype row) { return row >= m_layout.rows.size(); });
    m_layout.nowY = -1;
}

void GrowingLayout::measureWith(const TextWidth &textWidth)
{
    m_request.metrics.textWidth = cachedWidth(textWidth);
}

} // namespace txdesk::console
