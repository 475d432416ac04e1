// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/wait_graph.h"

#include "console/text/duration_text.h"

#include <algorithm>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype boxCharacters = 24;
constexpr qreal margin = 16;
constexpr qreal layerGap = 96; // room for arrow heads and the curve of a cycle
constexpr qreal rowGap = 14;
constexpr qsizetype rowsNamed = 3;

int indexOf(QList<WaitNode> &nodes, const Gid &gid)
{
    for (qsizetype i = 0; i < nodes.size(); ++i)
        if (nodes[i].gid == gid)
            return static_cast<int>(i);
    nodes.append({.gid = gid});
    return static_cast<int>(nodes.size()) - 1;
}

// Nodes from which `start` can be reached and which it reaches lie on a cycle with it. Few nodes: no cleverness needed.
QList<bool> reachedFrom(const WaitGraph &graph, int start)
{
    QList<bool> reached(graph.nodes.size(), false);
    QList<int> open{start};
    while (!open.isEmpty()) {
        const int at = open.takeLast();
        for (const WaitEdge &edge : graph.edges) {
            if (edge.waiter != at || reached[edge.holder])
                continue;
            reached[edge.holder] = true;
            open.append(edge.holder);
        }
    }
    return reached;
}

void markCycles(WaitGraph &graph)
{
    QList<QList<bool>> reached;
    for (int i = 0; i < graph.nodes.size(); ++i)
        reached.append(reachedFrom(graph, i));
    for (int i = 0; i < graph.nodes.size(); ++i)
        graph.nodes[i].inCycle = reached[i][i];
    for (WaitEdge &edge : graph.edges)
        edge.inCycle = reached[edge.holder][edge.waiter];
}

// The longest way to somebody who waits for nobody; edges of cycles do not count, so it ends.
void assignLayers(WaitGraph &graph)
{
    for (qsizetype round = 0; round < graph.nodes.size(); ++round) {
        bool moved = false;
        for (const WaitEdge &edge : std::as_const(graph.edges)) {
            const int wanted = graph.nodes[edge.holder].layer + 1;
            if (edge.inCycle || graph.nodes[edge.waiter].layer >= wanted)
                continue;
            graph.nodes[edge.waiter].layer = wanted;
            moved = true;
        }
        if (!moved)
            break;
    }
    // Those of one cycle stand above each other: in the layer of the rightmost of them.
    for (const WaitEdge &edge : std::as_const(graph.edges))
        if (edge.inCycle) {
            const int layer = std::max(graph.nodes[edge.waiter].layer, graph.nodes[edge.holder].layer);
            graph.nodes[edge.waiter].layer = graph.nodes[edge.holder].layer = layer;
        }
}

QString cycleLine(const WaitGraph &graph, int start, QList<bool> &told)
{
    QStringList names{graph.nodes[start].gid.value};
    int at = start;
    do {
        told[at] = true;
        const auto edge = std::find_if(graph.edges.cbegin(), graph.edges.cend(), [&](const WaitEdge &one) {
            return one.waiter == at && one.inCycle && (one.holder == start || !told[one.holder]);
        });
        if (edge == graph.edges.cend())
            break;
        at = edge->holder;
        names.append(graph.nodes[at].gid.value);
    } while (at != start);
    return WaitWords::tr("✖ Deadlock: %1. The youngest is turned back.").arg(names.join(u" → "_s));
}

} // namespace

bool WaitGraph::hasCycle() const
{
    return std::any_of(nodes.cbegin(), nodes.cend(), [](const WaitNode &node) { return node.inCycle; });
}

int WaitGraph::nodeAt(QPointF at) const
{
    for (qsizetype i = 0; i < nodes.size(); ++i)
        if (nodes[i].box.contains(at))
            return static_cast<int>(i);
    return -1;
}

WaitGraph waitGraphOf(const QList<LockWait> &waits, Instant now)
{
    WaitGraph graph;
    QList<LockWait> live = waits;
    live.removeIf([now](const LockWait &wait) { return wait.until < now; });
    QList<Gid> gids;
    for (const LockWait &wait : std::as_const(live))
        gids += {wait.waiter, wait.holder};
    std::sort(gids.begin(), gids.end());
    for (const Gid &gid : std::as_const(gids))
        indexOf(graph.nodes, gid);
    for (const LockWait &wait : std::as_const(live)) {
        const int waiter = indexOf(graph.nodes, wait.waiter);
        const int holder = indexOf(graph.nodes, wait.holder);
        const QString row = u"%1 %2"_s.arg(wait.row.table, wait.row.row);
        const auto known = std::find_if(graph.edges.begin(), graph.edges.end(),
                                        [&](const WaitEdge &edge) { return edge.waiter == waiter && edge.holder == holder; });
        if (known == graph.edges.end()) {
            graph.edges.append({.waiter = waiter, .holder = holder, .rows = {row}, .since = wait.since});
            continue;
        }
        known->since = std::min(known->since, wait.since);
        if (!known->rows.contains(row))
            known->rows.append(row);
    }
    std::sort(graph.edges.begin(), graph.edges.end(),
              [](const WaitEdge &a, const WaitEdge &b) { return std::pair(a.waiter, a.holder) < std::pair(b.waiter, b.holder); });
    markCycles(graph);
    assignLayers(graph);
    return graph;
}

QString boxText(const Gid &gid)
{
    if (gid.value.size() <= boxCharacters)
        return gid.value;
    return gid.value.first(boxCharacters / 2 - 1) + u'…' + gid.value.last(boxCharacters / 2);
}

void layOut(WaitGraph &graph, qreal lineHeight, const std::function<qreal(const QString &)> &width)
{
    int layers = 0;
    for (const WaitNode &node : std::as_const(graph.nodes))
        layers = std::max(layers, node.layer + 1);
    const qreal height = lineHeight + 14;
    qreal left = margin;
    qreal bottom = margin;
    for (int layer = 0; layer < layers; ++layer) {
        qreal widest = 0;
        qreal top = margin;
        for (WaitNode &node : graph.nodes) {
            if (node.layer != layer)
                continue;
            const qreal wide = std::ceil(width(boxText(node.gid))) + 24;
            node.box = QRectF(left, top, wide, height);
            widest = std::max(widest, wide);
            top += height + rowGap;
        }
        bottom = std::max(bottom, top - rowGap);
        left += widest + layerGap;
    }
    graph.size = layers == 0 ? QSizeF() : QSizeF(left - layerGap + margin + layerGap / 2, bottom + margin);
}

QList<WaitLine> WaitWords::lines(const WaitGraph &graph, Instant now)
{
    QList<WaitLine> lines;
    QList<bool> told(graph.nodes.size(), false);
    for (int i = 0; i < graph.nodes.size(); ++i)
        if (graph.nodes[i].inCycle && !told[i])
            lines.append({cycleLine(graph, i, told), graph.nodes[i].gid, true});
    for (const WaitEdge &edge : graph.edges) {
        QString rows = edge.rows.first(std::min(edge.rows.size(), rowsNamed)).join(u", "_s);
        if (edge.rows.size() > rowsNamed)
            rows += u", "_s + tr("%n more", nullptr, static_cast<int>(edge.rows.size() - rowsNamed));
        const Milliseconds since{std::max<qint64>(0, (now - edge.since).count() / 1000 * 1000)};
        lines.append({tr("%1 waits for %2: %3, for %4")
                          .arg(graph.nodes[edge.waiter].gid.value, graph.nodes[edge.holder].gid.value, rows, durationText(since)),
                      graph.nodes[edge.waiter].gid, false});
    }
    return lines;
}

} // namespace txdesk::console
