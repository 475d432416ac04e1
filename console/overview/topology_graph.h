// Who starts transactions, who coordinates them, whom they call: as nodes and edges, from what a coordinator counted. Pure.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/model/coordinator_stats.h"
#include "shared/model/stats_history.h"

#include <QHash>
#include <QPointF>

namespace txdesk::console {

enum class TopologyLayer { Initiator, Coordinator, Participant };

struct TopologyNode
{
    QString id{};
    TopologyLayer layer = TopologyLayer::Participant;
    QString label{};  // host:port, or a coordinator's name; an initiator nobody can name has none
    std::optional<TransactionKind> kind{}; // of what an initiator starts
    int members = 1;  // more: several ports of one host
    bool isAlive = true;
    double rate = 0;  // created or called, a second
    double errors = 0; // share, 0 to 1
    QString filter{}; // of the list behind it

    friend bool operator==(const TopologyNode &, const TopologyNode &) = default;
};

struct TopologyEdge
{
    QString from{};
    QString to{};
    double rate = 0;
    double errors = 0;
    bool onlyUndoing = false; // every call compensates, cancels or rolls back
    QString filter{};

    friend bool operator==(const TopologyEdge &, const TopologyEdge &) = default;
};

struct TopologyGraph
{
    QList<TopologyNode> nodes{};
    QList<TopologyEdge> edges{};

    [[nodiscard]] const TopologyNode *node(const QString &id) const;
    friend bool operator==(const TopologyGraph &, const TopologyGraph &) = default;
};

// The last two whole participant steps and the one under way.
[[nodiscard]] TopologyGraph topologyOf(const StatsHistory &history, const QList<NodeInfo> &nodes, Instant now);
// More than `most` nodes: ports of one host become one node; still more: the busiest stay, the rest become one.
[[nodiscard]] TopologyGraph clustered(const TopologyGraph &graph, qsizetype most = 60);

// Three columns. A node keeps its place for as long as it is there; a new one takes the first free place.
class TopologyLayout
{
public:
    static constexpr double columnWidth = 330;
    static constexpr double rowHeight = 66;

    void place(const TopologyGraph &graph);
    [[nodiscard]] QPointF at(const QString &id) const { return m_places.value(id); } // of its centre

private:
    [[nodiscard]] int firstFree(TopologyLayer layer, int from) const;

    QHash<QString, QPointF> m_places;
    QHash<QString, std::pair<TopologyLayer, int>> m_slots;
};

} // namespace txdesk::console
