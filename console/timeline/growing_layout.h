// The diagram of one transaction as it is told, arranged and laid out; grows with its journal.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/timeline/lane_choice.h"
#include "console/timeline/sequence_builder.h"
#include "console/timeline/sequence_layout.h"

#include <optional>

namespace txdesk::console {

// Everything a diagram depends on. A value: may be handed to another thread.
struct DiagramRequest
{
    TransactionDetail detail{};
    Future future{};
    LaneOrder order = LaneOrder::CoordinatorLast;
    LaneChoice lanes{};
    LayoutChoice choice{};
    SequenceMetrics metrics{};
};

// Not shared between threads; may be moved from one to another.
class GrowingLayout
{
public:
    GrowingLayout() = default;
    explicit GrowingLayout(DiagramRequest request);

    // Adds events behind those it knows: takes as long as what they touch, not as the whole. False: it has to be made anew,
    // this one shows what it showed before, without the future perhaps.
    [[nodiscard]] bool grow(const TransactionDetail &grown, const Future &future);

    void measureWith(const TextWidth &textWidth); // from now on, in the thread that grows it
    [[nodiscard]] const SequenceLayout &layout() const { return m_layout; }
    [[nodiscard]] const QString &shape() const { return m_shape; } // names its set of participants

private:
    void dropFrom(qsizetype told);
    [[nodiscard]] bool staysArranged(qsizetype changed) const;

    DiagramRequest m_request;
    std::optional<SequenceBuilder> m_builder;
    LaneMap m_map;
    QString m_shape;
    SequenceLayout m_layout;
};

} // namespace txdesk::console
