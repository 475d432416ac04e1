// The topology: what the graph says, clusters of many, places that stay, keys and clicks, the table beside it.
// SPDX-License-Identifier: Apache-2.0
#include "console/app/language.h"
#include "console/overview/topology_view.h"
#include "console/widgets/console_resources.h"
#include "tests/support/test_main.h"

#include <QGraphicsScene>
#include <QGraphicsSimpleTextItem>
#include <QSignalSpy>
#include <QTest>

using namespace txdesk;
using namespace txdesk::console;
using namespace Qt::StringLiterals;

namespace {

constexpr Instant now = fromMs(1'795'244'861'000);

ParticipantHistory called(const QString &name, qint64 calls, qint64 failed = 0, qint64 undoing = 0)
{
    return {.participant = name, .calls = {calls}, .failed = {failed}, .retries = {0}, .undoing = {undoing}};
}

StatsHistory sample()
{
    StatsHistory history{.node = u"n1"_s, .from = now - Seconds{7200}};
    history.participantEnd = now + Seconds{100};
    history.participants = {called(u"a:1"_s, 800, 400), called(u"b:1"_s, 8, 0, 8), called(u"quiet:1"_s, 0)};
    history.initiators = {{.kind = TransactionKind::Saga, .host = {}, .created = {80}}, {.kind = TransactionKind::Message, .host = u"shop:1"_s, .created = {8}}};
    return history;
}

NodeInfo node(const QString &name, bool alive)
{
    NodeInfo info;
    info.node = name;
    info.alive = alive;
    return info;
}

} // namespace

class TopologyTest final : public QObject
{
    Q_OBJECT

private slots:
    void theGraphSaysWhoCallsWhom()
    {
        const TopologyGraph graph = topologyOf(sample(), {node(u"n1"_s, true), node(u"n2"_s, false)}, now);
        QCOMPARE(graph.nodes.size(), 6); // two initiators, two coordinators, two that were called
        QCOMPARE(graph.edges.size(), 4);
        const TopologyNode *a = graph.node(u"a:1"_s);
        QVERIFY(a && std::abs(a->rate - 1.0) < 0.01); // 800 calls in 800 s
        QCOMPARE(a->errors, 0.5);
        QCOMPARE(a->filter, u"part:a:1"_s);
        QVERIFY(!graph.node(u"quiet:1"_s));
        QVERIFY(!graph.node(u"node:n2"_s)->isAlive);
        for (const TopologyEdge &edge : graph.edges)
            QCOMPARE(edge.onlyUndoing, edge.to == u"b:1"_s);
        QCOMPARE(topologyLabel(*graph.node(u"from:msg@shop:1"_s)), u"shop:1"_s);
    }

    void manyBecomeHostsAndThenOthers()
    {
        StatsHistory history = sample();
        history.participants.clear();
        for (int i = 0; i < 100; ++i)
            history.participants.append(called(u"host%1:%2"_s.arg(i % 10).arg(i), 10, i < 50 ? 10 : 0));
        const TopologyGraph graph = topologyOf(history, {}, now);
        const TopologyGraph hosts = clustered(graph);
        QCOMPARE(hosts.nodes.size(), 13);
        QCOMPARE(hosts.node(u"host3"_s)->members, 10);
        QVERIFY(std::abs(hosts.node(u"host3"_s)->errors - 0.5) < 0.001);
        const TopologyGraph few = clustered(graph, 8);
        QCOMPARE(few.nodes.size(), 8);
        int members = 0;
        double rate = 0;
        for (const TopologyNode &one : few.nodes)
            if (one.layer == TopologyLayer::Participant) {
                members += one.members;
                rate += one.rate;
            }
        QCOMPARE(members, 100);
        QVERIFY(std::abs(rate - 1000.0 / 800) < 0.01); // nothing is lost
        QCOMPARE(clustered(graph, 500), graph);
    }

    void placesStay()
    {
        TopologyLayout layout;
        StatsHistory history = sample();
        layout.place(topologyOf(history, {}, now));
        const QPointF b = layout.at(u"b:1"_s);
        const QPointF a = layout.at(u"a:1"_s);
        QVERIFY(a != b && a.x() == b.x());
        history.participants.append(called(u"aa:1"_s, 5));
        history.participants.removeFirst();
        layout.place(topologyOf(history, {}, now));
        QCOMPARE(layout.at(u"b:1"_s), b);
        QCOMPARE(layout.at(u"aa:1"_s), a); // the free place
    }

    void keysAndClicks()
    {
        TopologyView view;
        view.resize(1000, 500);
        view.show();
        view.setGraph(topologyOf(sample(), {}, now));
        QSignalSpy wanted(&view, &TopologyView::listWanted);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.mapFromScene(view.placeOf(u"a:1"_s)));
        QCOMPARE(wanted.value(0).value(0).toString(), u"part:a:1"_s);
        QCOMPARE(view.current(), u"a:1"_s);
        QVERIFY(view.accessibleDescription().contains(u"50 %"_s));
        QTest::keyClick(&view, Qt::Key_Left);
        QCOMPARE(view.current(), u"node:n1"_s);
        QTest::keyClick(&view, Qt::Key_Right);
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(wanted.size(), 2);
    }

    // Each box says how its place does, in every language.
    void everyBoxHasTwoLines()
    {
        loadConsoleResources();
        Language language;
        for (const LanguageChoice choice : {LanguageChoice::Chinese, LanguageChoice::English}) {
            language.use(choice);
            TopologyView view;
            view.setGraph(topologyOf(sample(), {}, now));
            int lines = 0;
            for (const QGraphicsItem *item : view.scene()->items())
                if (const auto *text = qgraphicsitem_cast<const QGraphicsSimpleTextItem *>(item)) {
                    QVERIFY(!text->text().isEmpty());
                    ++lines;
                }
            QVERIFY(lines > 0);
        }
    }
};

TXDESK_TEST(TopologyTest);
#include "topology_test.moc"
