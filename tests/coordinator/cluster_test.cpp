// Several coordinators on one store: names, leases, takeover, and what a coordinator does that has lost its lease.
// SPDX-License-Identifier: Apache-2.0
#include "server/coordinator/coordinator.h"
#include "shared/engine/new_transaction.h"
#include "tests/coordinator/shared_store.h"
#include "tests/support/fake_branch_caller.h"
#include "tests/support/test_main.h"

#include <QSignalSpy>
#include <QTest>

using namespace txdesk;
using namespace Qt::StringLiterals;
using coordinator::Coordinator;

namespace {

using Kind = engine::Reply::Kind;

TransactionSnapshot clusterSaga(const QString &gid, bool waitResult = false, Seconds retryInterval = Seconds{0})
{
    TransactionSnapshot saga;
    saga.transaction.gid = {gid};
    saga.transaction.kind = TransactionKind::Saga;
    saga.transaction.status = TransactionStatus::Submitted;
    saga.transaction.options.waitResult = waitResult;
    saga.transaction.options.retryInterval = retryInterval;
    saga.transaction.protocol = u"http"_s;
    saga.ops = engine::sagaOps({{u"http://bank:1/a1"_s, u"http://bank:1/u1"_s, "{}"_ba}, {u"http://bank:1/a2"_s, u"http://bank:1/u2"_s, "{}"_ba}},
                               SystemClock().now());
    return saga;
}

TransactionSnapshot clusterMessage(const QString &gid)
{
    TransactionSnapshot message;
    message.transaction.gid = {gid};
    message.transaction.kind = TransactionKind::Message;
    message.transaction.status = TransactionStatus::Prepared;
    message.transaction.options.waitResult = true;
    message.transaction.queryPrepared = u"http://bank:1/query"_s;
    message.transaction.protocol = u"http"_s;
    message.ops = *engine::messageOps({{u"http://bank:1/in"_s, {}, "{}"_ba}}, SystemClock().now(), [](const QString &) { return QStringList(); });
    return message;
}

class Node
{
public:
    explicit Node(test::SharedStore &shared, const QString &name, Instant startedAt = fromMs(1), Milliseconds lease = Milliseconds{400})
    {
        coordinator::CoordinatorSettings settings;
        settings.node.node = settings.engine.coordinator = name;
        settings.node.startedAt = startedAt;
        settings.engine.retry.firstDelay = Milliseconds{50};
        settings.pollInterval = Milliseconds{50};
        settings.lease = lease;
        settings.topicRefresh = Seconds{3600};
        settings.sharedStore = true;
        desk = std::make_unique<Coordinator>(settings, clock, shared.opener(line), shared.reader(), caller);
        QObject::connect(desk.get(), &Coordinator::joined, desk.get(), [this] { joined = true; });
        QObject::connect(desk.get(), &Coordinator::displaced, desk.get(), [this](const QString &reason) { displaced = reason; });
    }

    void start() { QVERIFY(desk->start()); }
    coordinator::OnAnswer keep() { return [this](coordinator::Answer &&answer) { answers.append(std::move(answer)); }; }

    SystemClock clock;
    std::shared_ptr<test::Line> line = std::make_shared<test::Line>();
    test::FakeBranchCaller caller;
    std::unique_ptr<Coordinator> desk;
    QList<coordinator::Answer> answers;
    bool joined = false;
    QString displaced;
};

} // namespace

class ClusterTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::SharedStore> m_store;

private slots:
    void init() { m_store = std::make_unique<test::SharedStore>(); }
    void aLivingNameIsRefused();
    void aDeadNameIsTakenWhenItsLeaseEnds_data();
    void aDeadNameIsTakenWhenItsLeaseEnds();
    void whoNeverHadTheNameDoesNotGiveItUp();
    void workOfADeadCoordinatorIsTakenOver();
    void nothingIsCalledAfterTheLeaseHasLapsed();
    void aRunThatLostItsNameEnds();
    void leavesOnlyAfterTheLastAnswer();
    void whatIsHeldLooksNotDue();
    void anotherCoordinatorAborts();
    void anotherCoordinatorSubmits();
    void anUnansweredWriteIsToldOnceProven();
    void topicsOfOthersAreKnownWhenAskedFor();
};

void ClusterTest::aLivingNameIsRefused()
{
    Node first(*m_store, u"n1"_s), second(*m_store, u"n1"_s, fromMs(2));
    first.start();
    QTRY_VERIFY(first.joined);
    second.start();

    QTRY_VERIFY(!second.displaced.isEmpty());
    QVERIFY2(second.displaced.startsWith(u"another coordinator named n1 is running"_s), qPrintable(second.displaced));
    QVERIFY(!second.joined);
    QVERIFY(first.displaced.isEmpty());
}

void ClusterTest::aDeadNameIsTakenWhenItsLeaseEnds_data()
{
    QTest::addColumn<int>("clockNoise");
    QTest::newRow("one clock") << 0;
    QTest::newRow("the store's clock differs, and is measured each time") << 5;
}

void ClusterTest::aDeadNameIsTakenWhenItsLeaseEnds()
{
    QFETCH(int, clockNoise);
    {
        Node first(*m_store, u"n1"_s, fromMs(1), Milliseconds{1'500});
        first.start();
        QTRY_VERIFY(first.joined);
    }
    Node second(*m_store, u"n1"_s, fromMs(2));
    second.line->clockNoise = clockNoise;
    second.start();

    QTRY_VERIFY(second.joined);
    QVERIFY(second.displaced.isEmpty());
}

// Stopped while it waits for a name that another run has: that one's lease stays.
void ClusterTest::whoNeverHadTheNameDoesNotGiveItUp()
{
    Node first(*m_store, u"n1"_s, fromMs(1), Milliseconds{60'000}), second(*m_store, u"n1"_s, fromMs(2));
    first.start();
    QTRY_VERIFY(first.joined);
    second.start();
    const QSignalSpy drained(second.desk.get(), &Coordinator::drained);
    second.desk->drain(Milliseconds{5'000});
    QTRY_COMPARE(drained.count(), 1);

    const store::StoreAnswer told = m_store->ask(store::Heartbeat{{.node = u"n2"_s, .version = {}, .store = {}}, Milliseconds{1'000}, SystemClock().now()});
    const QList<NodeInfo> nodes = std::get<store::NodeList>(told).nodes;
    QVERIFY(std::ranges::any_of(nodes, [](const NodeInfo &node) { return node.node == "n1"_L1 && node.startedAt == fromMs(1); }));
}

// Its due time is an hour ahead: it is the lease that frees it.
void ClusterTest::workOfADeadCoordinatorIsTakenOver()
{
    Node second(*m_store, u"n2"_s);
    second.start();
    {
        Node first(*m_store, u"n1"_s);
        first.caller.holding = true;
        first.start();
        QTRY_VERIFY(first.joined);
        first.desk->submit(clusterSaga(u"g1"_s, false, Seconds{3600}), first.keep());
        QTRY_COMPARE(first.caller.calls.size(), 1);
        QCOMPARE(m_store->transaction(u"g1"_s).owner, u"n1"_s);
    }
    QVERIFY(second.caller.calls.isEmpty());

    QTRY_COMPARE(m_store->transaction(u"g1"_s).status, TransactionStatus::Succeeded);
    QCOMPARE(second.caller.spoken(), (QStringList{u"01 action"_s, u"02 action"_s}));
}

void ClusterTest::nothingIsCalledAfterTheLeaseHasLapsed()
{
    Node first(*m_store, u"n1"_s), second(*m_store, u"n2"_s);
    first.caller.holding = true;
    first.start();
    second.start();
    QTRY_VERIFY(first.joined && second.joined);
    first.desk->submit(clusterSaga(u"g1"_s, false, Seconds{3600}), first.keep());
    QTRY_COMPARE(first.caller.calls.size(), 1);
    first.line->away = true;
    QTRY_COMPARE(m_store->transaction(u"g1"_s).status, TransactionStatus::Succeeded); // by the second
    const qint64 epoch = m_store->transaction(u"g1"_s).epoch;

    first.caller.release(); // its own call is answered only now
    first.desk->submit(clusterSaga(u"g2"_s), first.keep());

    QCOMPARE(first.answers.size(), 2);
    QCOMPARE(first.answers[1].kind, Kind::Busy);
    QCOMPARE(first.caller.calls.size(), 1);
    first.line->away = false;
    QTRY_COMPARE(first.desk->stats().inMemory, 0);
    QCOMPARE(first.caller.calls.size(), 1);
    QCOMPARE(m_store->transaction(u"g1"_s).epoch, epoch);
    QTRY_VERIFY(([&] {
        first.answers.clear();
        first.desk->submit(clusterSaga(u"g3"_s), first.keep());
        return first.answers.isEmpty(); // taken: its lease is back
    })());
    QTRY_COMPARE(m_store->transaction(u"g3"_s).status, TransactionStatus::Succeeded);
}

void ClusterTest::aRunThatLostItsNameEnds()
{
    Node first(*m_store, u"n1"_s), second(*m_store, u"n1"_s, fromMs(2));
    first.start();
    QTRY_VERIFY(first.joined);
    first.line->away = true;
    second.start();
    QTRY_VERIFY(second.joined);
    first.line->away = false;

    QTRY_VERIFY(!first.displaced.isEmpty());
    QVERIFY(second.displaced.isEmpty());
}

void ClusterTest::leavesOnlyAfterTheLastAnswer()
{
    Node first(*m_store, u"n1"_s);
    first.caller.holding = true;
    first.start();
    QTRY_VERIFY(first.joined);
    QSignalSpy drained(first.desk.get(), &Coordinator::drained);
    first.desk->submit(clusterSaga(u"g1"_s), first.keep());
    QTRY_COMPARE(first.caller.calls.size(), 1);

    first.desk->drain(Milliseconds{60'000});
    Node other(*m_store, u"n2"_s);
    other.start();
    QTRY_VERIFY(other.joined);
    const auto holds = [this](const QString &name) {
        NodeInfo probe;
        probe.node = u"probe"_s;
        const auto nodes = std::get<store::NodeList>(m_store->ask(store::Heartbeat{probe, Milliseconds{1}, fromMs(0)})).nodes;
        return std::ranges::any_of(nodes, [&](const NodeInfo &node) { return node.node == name; });
    };
    QVERIFY(holds(u"n1"_s));
    first.caller.release();

    QTRY_COMPARE(drained.size(), 1);
    QVERIFY(!holds(u"n1"_s));
    QCOMPARE(m_store->transaction(u"g1"_s).status, TransactionStatus::Succeeded);
}

void ClusterTest::whatIsHeldLooksNotDue()
{
    Node first(*m_store, u"n1"_s);
    first.caller.holding = true;
    first.start();
    QTRY_VERIFY(first.joined);
    first.desk->submit(clusterSaga(u"g1"_s, false, Seconds{1}), first.keep());
    QTRY_COMPARE(first.caller.calls.size(), 1);
    const qint64 epoch = m_store->transaction(u"g1"_s).epoch;
    const Instant soon = first.clock.now() + Seconds{5};

    QTRY_VERIFY(m_store->transaction(u"g1"_s).nextDueAt > soon); // its retry interval is one second
    first.caller.release();
    QTRY_COMPARE(m_store->transaction(u"g1"_s).status, TransactionStatus::Succeeded);
    QVERIFY2(m_store->transaction(u"g1"_s).epoch <= epoch + 3, qPrintable(QString::number(m_store->transaction(u"g1"_s).epoch)));
}

void ClusterTest::anotherCoordinatorAborts()
{
    Node first(*m_store, u"n1"_s), second(*m_store, u"n2"_s);
    first.caller.holding = true;
    first.start();
    second.start();
    QTRY_VERIFY(first.joined && second.joined);
    first.desk->submit(clusterSaga(u"g1"_s, false, Seconds{3600}), first.keep());
    QTRY_COMPARE(first.caller.calls.size(), 1);

    second.desk->act({{u"g1"_s}, Action::Abort, u"wrong"_s, u"op"_s, {}, {}}, second.keep());
    QTRY_COMPARE(second.answers.size(), 1);
    QCOMPARE(second.answers[0].kind, Kind::Success);
    first.caller.release();

    QTRY_COMPARE(m_store->transaction(u"g1"_s).status, TransactionStatus::Failed);
    // Until its next write is refused the first goes on, and may call one step ahead: barriers are for that.
    QCOMPARE(first.caller.spoken(), (QStringList{u"01 action"_s, u"02 action"_s}));
    QCOMPARE(second.caller.spoken(), (QStringList{u"02 compensate"_s, u"01 compensate"_s})); // all that the other may have called
    QTRY_COMPARE(first.desk->stats().inMemory, 0);
}

void ClusterTest::anotherCoordinatorSubmits()
{
    Node first(*m_store, u"n1"_s), second(*m_store, u"n2"_s);
    first.start();
    second.start();
    QTRY_VERIFY(first.joined && second.joined);
    first.desk->prepare(clusterMessage(u"m1"_s), first.keep());
    QTRY_COMPARE(first.answers.size(), 1);

    second.desk->submit(clusterMessage(u"m1"_s), second.keep());

    QTRY_COMPARE(second.answers.size(), 1);
    QCOMPARE(second.answers[0].kind, Kind::Success);
    QCOMPARE(m_store->transaction(u"m1"_s).status, TransactionStatus::Succeeded);
    QCOMPARE(second.caller.calls.size(), 1);
}

void ClusterTest::anUnansweredWriteIsToldOnceProven()
{
    Node first(*m_store, u"n1"_s);
    QList<TransactionStatus> told;
    connect(first.desk.get(), &Coordinator::changed, this, [&](const coordinator::Change &change) {
        if (told.isEmpty() || told.last() != change.row.transaction.status)
            told.append(change.row.transaction.status);
    });
    first.caller.holding = true;
    first.start();
    QTRY_VERIFY(first.joined);
    first.desk->submit(clusterSaga(u"g1"_s), first.keep());
    QTRY_COMPARE(first.caller.calls.size(), 1);

    first.line->losesAnswers = true;
    first.caller.release();
    QTRY_COMPARE(m_store->transaction(u"g1"_s).status, TransactionStatus::Succeeded);
    first.line->losesAnswers = false;

    QTRY_COMPARE(first.desk->stats().succeededTotal, 1);
    QCOMPARE(told, (QList{TransactionStatus::Submitted, TransactionStatus::Succeeded}));
}

void ClusterTest::topicsOfOthersAreKnownWhenAskedFor()
{
    Node first(*m_store, u"n1"_s);
    first.start();
    QTRY_VERIFY(first.joined);
    std::ignore = m_store->ask(store::PutKv{u"topics"_s, u"news"_s, uR"([{"url":"http://bank:1/in","remark":""}])"_s, 0, fromMs(0)});
    QVERIFY(first.desk->subscribersOf(u"news"_s).isEmpty());
    bool asked = false;

    first.desk->knowTopics({u"news"_s}, [&] { asked = true; });
    QTRY_VERIFY(asked);
    QCOMPARE(first.desk->subscribersOf(u"news"_s), QStringList{u"http://bank:1/in"_s});

    std::ignore = m_store->ask(store::RemoveKv{u"topics"_s, u"news"_s});
    first.desk->knowTopics({u"gone"_s}, [&] { asked = false; });
    QTRY_VERIFY(!asked);
    QVERIFY(first.desk->subscribersOf(u"news"_s).isEmpty());
}

TXDESK_TEST(ClusterTest);
#include "cluster_test.moc"
