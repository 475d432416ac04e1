// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/overview/topology_graph.h"

#include "console/overview/overview_content.h"
#include "shared/base/foreign_word.h"

#include <QSet>

#include <algorithm>
#include <functional>
#include <numeric>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype stepsLooked = 3;

qint64 lately(const QList<qint64> &values)
{
    return std::accumulate(values.end() - std::min(values.size(), stepsLooked), values.end(), qint64{0});
}

QString hostOf(const QString &participant)
{
    const qsizetype colon = participant.lastIndexOf(u':');
    return colon > 0 ? participant.first(colon) : participant;
}

// Adds what it knows of `one` to `sum`, which stands for both.
void join(TopologyEdge &sum, const TopologyEdge &one)
{
    const double rate = sum.rate + one.rate;
    sum.errors = rate > 0 ? (sum.errors * sum.rate + one.errors * one.rate) / rate : 0;
    sum.rate = rate;
    sum.onlyUndoing = sum.onlyUndoing && one.onlyUndoing;
}

// The same graph with other names for its nodes; what gets one name becomes one node.
TopologyGraph renamed(const TopologyGraph &graph, const std::function<QString(const TopologyNode &)> &nameOf, const std::function<QString(const QString &)> &filterOf)
{
    TopologyGraph result;
    QHash<QString, QString> names;
    QHash<QString, qsizetype> places;
    for (const TopologyNode &node : graph.nodes) {
        const QString name = node.layer == TopologyLayer::Participant ? nameOf(node) : node.id;
        names.insert(node.id, name);
        if (!places.contains(name)) {
            places.insert(name, result.nodes.size());
            result.nodes.append(node);
            result.nodes.last().id = name;
            continue;
        }
        TopologyNode &sum = result.nodes[places.value(name)];
        const double rate = sum.rate + node.rate;
        sum.errors = rate > 0 ? (sum.errors * sum.rate + node.errors * node.rate) / rate : 0;
        sum.rate = rate;
        sum.members += node.members;
        sum.label = name;
        sum.filter = filterOf(name);
    }
    QHash<std::pair<QString, QString>, qsizetype> edges;
    for (TopologyEdge edge : graph.edges) {
        edge.from = names.value(edge.from);
        edge.to = names.value(edge.to);
        const std::pair key{edge.from, edge.to};
        if (const auto known = edges.constFind(key); known != edges.cend()) {
            join(result.edges[*known], edge);
            result.edges[*known].filter = filterOf(edge.to);
            continue;
        }
        edges.insert(key, result.edges.size());
        result.edges.append(edge);
    }
    return result;
}

void addInitiators(TopologyGraph &graph, const StatsHistory &history, const QString &self, double seconds)
{
    for (const InitiatorHistory &one : history.initiators) {
        const qint64 created = lately(one.created);
        if (created == 0)
            continue;
        const QString kind = spelled(transactionKindNames, one.kind);
        TopologyNode node{.id = u"from:"_s + kind + u'@' + one.host, .layer = TopologyLayer::Initiator, .label = one.host, .kind = one.kind};
        node.rate = static_cast<double>(created) / seconds;
        if (!isForeign(one.kind))
            node.filter = u"type:"_s + kind;
        graph.nodes.append(node);
        graph.edges.append({.from = node.id, .to = self, .rate = node.rate, .filter = node.filter});
    }
}

void addParticipants(TopologyGraph &graph, const StatsHistory &history, const QString &self, double seconds)
{
    for (const ParticipantHistory &one : history.participants) {
        const qint64 calls = lately(one.calls);
        if (calls == 0)
            continue;
        TopologyNode node{.id = one.participant, .label = one.participant, .rate = static_cast<double>(calls) / seconds};
        node.errors = std::min(1.0, static_cast<double>(lately(one.failed)) / static_cast<double>(calls));
        node.filter = OverviewContent::participantFilter(one.participant);
        graph.nodes.append(node);
        graph.edges.append({.from = self, .to = node.id, .rate = node.rate, .errors = node.errors, .onlyUndoing = lately(one.undoing) == calls, .filter = node.filter});
    }
}

} // namespace

const TopologyNode *TopologyGraph::node(const QString &id) const
{
    const auto found = std::ranges::find(nodes, id, &TopologyNode::id);
    return found == nodes.end() ? nullptr : &*found;
}

TopologyGraph topologyOf(const StatsHistory &history, const QList<NodeInfo> &nodes, Instant now)
{
    TopologyGraph graph;
    const QString self = u"node:"_s + history.node;
    TopologyNode own{.id = self, .layer = TopologyLayer::Coordinator, .label = history.node, .filter = u"status:unfinished"_s};
    own.rate = 0;
    const Instant begin = std::max<Instant>(history.participantEnd - history.participantStep * stepsLooked, history.from);
    const double seconds = std::max(1.0, static_cast<double>((now - begin).count()) / 1000);
    addInitiators(graph, history, self, seconds);
    for (const TopologyNode &initiator : std::as_const(graph.nodes))
        own.rate += initiator.rate;
    graph.nodes.append(own);
    for (const NodeInfo &node : nodes)
        if (node.node != history.node)
            graph.nodes.append({.id = u"node:"_s + node.node, .layer = TopologyLayer::Coordinator, .label = node.node, .isAlive = node.alive});
    addParticipants(graph, history, self, seconds);
    return graph;
}

TopologyGraph clustered(const TopologyGraph &graph, qsizetype most)
{
    if (graph.nodes.size() <= most)
        return graph;
    TopologyGraph fewer = renamed(
        graph, [](const TopologyNode &node) { return hostOf(node.id); }, [](const QString &) { return QString(); });
    if (fewer.nodes.size() <= most)
        return fewer;
    QList<TopologyNode> participants;
    for (const TopologyNode &node : std::as_const(fewer.nodes))
        if (node.layer == TopologyLayer::Participant)
            participants.append(node);
    std::ranges::stable_sort(participants, std::ranges::greater{}, &TopologyNode::rate);
    const qsizetype others = fewer.nodes.size() - participants.size();
    QSet<QString> kept;
    for (qsizetype i = 0; i < std::max<qsizetype>(1, most - others - 1) && i < participants.size(); ++i)
        kept.insert(participants[i].id);
    return renamed(
        fewer, [&kept](const TopologyNode &node) { return kept.contains(node.id) ? node.id : u"…"_s; }, [](const QString &) { return QString(); });
}

int TopologyLayout::firstFree(TopologyLayer layer, int from) const
{
    for (int slot = from;; ++slot)
        if (std::ranges::find(m_slots, std::pair{layer, slot}) == m_slots.end())
            return slot;
}

void TopologyLayout::place(const TopologyGraph &graph)
{
    for (const QString &id : m_slots.keys())
        if (!graph.node(id)) {
            m_slots.remove(id);
            m_places.remove(id);
        }
    std::array<int, 3> sizes{};
    for (const TopologyNode &node : graph.nodes)
        ++sizes[static_cast<std::size_t>(node.layer)];
    const int tallest = *std::ranges::max_element(sizes);
    for (const TopologyNode &node : graph.nodes) {
        if (m_slots.contains(node.id))
            continue;
        const int first = (tallest - sizes[static_cast<std::size_t>(node.layer)]) / 2; // in the middle of the tallest column
        const int slot = firstFree(node.layer, first);
        m_slots.insert(node.id, {node.layer, slot});
        m_places.insert(node.id, QPointF(columnWidth * static_cast<int>(node.layer), rowHeight * slot));
    }
}

} // namespace txdesk::console
