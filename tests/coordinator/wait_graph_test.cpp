// Who gives way: cycles of every length, several at once, and none where there is none.
// SPDX-License-Identifier: Apache-2.0
#include "server/coordinator/wait_graph.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace txdesk;

namespace {

// "a1>b": a, created at 1, waits for b.
LockWait edge(const QString &text)
{
    const qsizetype arrow = text.indexOf(u'>');
    return {.waiter = Gid{text.left(1)}, .holder = Gid{text.mid(arrow + 1)}, .row = {}, .waiterCreatedAt = fromMs(text.mid(1, arrow - 1).toLongLong()),
            .coordinator = {}};
}

QList<LockWait> edges(const QString &text)
{
    QList<LockWait> all;
    for (const QString &one : text.split(u' ', Qt::SkipEmptyParts))
        all.append(edge(one));
    return all;
}

} // namespace

class WaitGraphTest : public QObject
{
    Q_OBJECT

private slots:
    void findsTheYoungest_data();
    void findsTheYoungest();
    void doesNotDependOnTheOrder();
    void isFastOnLongChains();
};

void WaitGraphTest::findsTheYoungest_data()
{
    QTest::addColumn<QString>("waits");
    QTest::addColumn<QString>("victims");
    QTest::newRow("nobody") << QString() << QString();
    QTest::newRow("a chain") << u"a1>b b2>c c3>d"_s << QString();
    QTest::newRow("a tree") << u"a1>c b2>c d3>a"_s << QString();
    QTest::newRow("two") << u"a1>b b2>a"_s << u"b"_s;
    QTest::newRow("two, the other way") << u"a2>b b1>a"_s << u"a"_s;
    QTest::newRow("of the same time: by gid") << u"a1>b b1>a"_s << u"b"_s;
    QTest::newRow("three") << u"a3>b b2>c c1>a"_s << u"a"_s;
    QTest::newRow("who waits for a cycle is not in it") << u"z9>a a1>b b2>a"_s << u"b"_s;
    QTest::newRow("two cycles apart") << u"a1>b b2>a c3>d d4>c"_s << u"bd"_s;
    QTest::newRow("two cycles through one") << u"a3>b a3>c b1>a c2>a"_s << u"a"_s;
    QTest::newRow("two cycles, one victim each") << u"a1>b b2>a a1>c c3>a"_s << u"bc"_s;
    QTest::newRow("itself") << u"a1>a"_s << u"a"_s;
    QTest::newRow("doubled edges") << u"a1>b a1>b b2>a b2>a"_s << u"b"_s;
}

void WaitGraphTest::findsTheYoungest()
{
    QFETCH(QString, waits);
    QStringList victims;
    for (const Gid &gid : coordinator::deadlockVictims(edges(waits)))
        victims.append(gid.value);
    victims.sort();
    QTEST(victims.join(QString()), "victims");
}

void WaitGraphTest::doesNotDependOnTheOrder()
{
    QList<LockWait> waits = edges(u"a1>b b2>c c3>a c3>d d4>b e5>e f6>a"_s);
    const QList<Gid> wanted = coordinator::deadlockVictims(waits);
    for (qsizetype turn = 0; turn < waits.size(); ++turn) {
        std::rotate(waits.begin(), waits.begin() + 1, waits.end());
        QCOMPARE(coordinator::deadlockVictims(waits), wanted);
    }
}

void WaitGraphTest::isFastOnLongChains()
{
    QList<LockWait> waits;
    constexpr int length = 20'000;
    for (int i = 0; i < length; ++i)
        waits.append({.waiter = Gid{QString::number(i)}, .holder = Gid{QString::number((i + 1) % length)}, .row = {}, .waiterCreatedAt = fromMs(i), .coordinator = {}});
    QCOMPARE(coordinator::deadlockVictims(waits), QList<Gid>{Gid{QString::number(length - 1)}});
}

TXDESK_TEST(WaitGraphTest);
#include "wait_graph_test.moc"
