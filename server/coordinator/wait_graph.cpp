// SPDX-License-Identifier: Apache-2.0
#include "server/coordinator/wait_graph.h"

#include <QMap>
#include <QSet>

#include <algorithm>

namespace txdesk::coordinator {
namespace {

struct Waiting
{
    Instant createdAt{};
    QSet<Gid> holders;
};

using Graph = QMap<Gid, Waiting>; // ordered: every coordinator walks it alike

Graph graphOf(const QList<LockWait> &waits)
{
    Graph graph;
    for (const LockWait &wait : waits) {
        Waiting &one = graph[wait.waiter];
        one.createdAt = wait.waiterCreatedAt;
        one.holders.insert(wait.holder);
    }
    return graph;
}

// Without recursion: a chain may be as long as there are waiters.
class CycleSearch
{
public:
    explicit CycleSearch(const Graph &graph) : m_graph(graph) {}

    // The gids of one cycle; empty: there is none.
    QList<Gid> find()
    {
        for (auto it = m_graph.cbegin(); it != m_graph.cend(); ++it)
            if (const QList<Gid> cycle = from(it.key()); !cycle.isEmpty())
                return cycle;
        return {};
    }

private:
    struct Step
    {
        Gid gid;
        QList<Gid> next; // not looked at yet
    };

    QList<Gid> from(const Gid &start)
    {
        QList<Step> path;
        enter(path, start);
        while (!path.isEmpty()) {
            Step &top = path.last();
            if (top.next.isEmpty()) {
                m_onPath.remove(top.gid);
                path.removeLast();
                continue;
            }
            const Gid next = top.next.takeLast();
            if (m_onPath.contains(next))
                return cycleIn(path, next);
            enter(path, next);
        }
        return {};
    }

    void enter(QList<Step> &path, const Gid &gid)
    {
        const auto found = m_graph.constFind(gid);
        if (found == m_graph.cend() || m_seen.contains(gid))
            return;
        m_seen.insert(gid);
        m_onPath.insert(gid);
        QList<Gid> next = found->holders.values();
        std::ranges::sort(next);
        path.append({gid, std::move(next)});
    }

    static QList<Gid> cycleIn(const QList<Step> &path, const Gid &closing)
    {
        QList<Gid> cycle;
        for (auto step = path.crbegin(); step != path.crend(); ++step) {
            cycle.append(step->gid);
            if (step->gid == closing)
                break;
        }
        return cycle;
    }

    const Graph &m_graph;
    QSet<Gid> m_seen;
    QSet<Gid> m_onPath;
};

} // namespace

QList<Gid> deadlockVictims(const QList<LockWait> &waits)
{
    Graph graph = graphOf(waits);
    QList<Gid> victims;
    for (QList<Gid> cycle = CycleSearch(graph).find(); !cycle.isEmpty(); cycle = CycleSearch(graph).find()) {
        const Gid youngest = *std::ranges::max_element(cycle, [&graph](const Gid &a, const Gid &b) {
            return std::pair(graph[a].createdAt, a) < std::pair(graph[b].createdAt, b);
        });
        victims.append(youngest);
        graph.remove(youngest);
    }
    return victims;
}

} // namespace txdesk::coordinator
