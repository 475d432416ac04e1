// Rows, waits and deadlocks of AT between coordinators on one store, and what becomes of who waits when its coordinator ends.
// SPDX-License-Identifier: Apache-2.0
#include "server/coordinator/coordinator.h"
#include "tests/coordinator/shared_store.h"
#include "tests/support/fake_branch_caller.h"
#include "tests/support/test_main.h"

#include <QElapsedTimer>
#include <QTest>

using namespace txdesk;
using namespace Qt::StringLiterals;
using coordinator::AtAnswer;
using coordinator::Coordinator;
using coordinator::LockRefusal;

namespace {

using Kind = engine::Reply::Kind;

constexpr qint64 atOnceMs = 3'000; // under 1 s on a quiet machine; the wait alone would take 5 s

class LockNode
{
public:
    LockNode(test::SharedStore &shared, const QString &name, Milliseconds lease = Milliseconds{15'000})
    {
        coordinator::CoordinatorSettings settings;
        settings.node.node = settings.engine.coordinator = name;
        settings.node.startedAt = fromMs(1);
        settings.engine.retry.firstDelay = Milliseconds{50};
        settings.pollInterval = Milliseconds{50};
        settings.lease = lease;
        settings.sharedStore = true;
        desk = std::make_unique<Coordinator>(settings, clock, shared.opener(line), shared.reader(), caller);
        QObject::connect(desk.get(), &Coordinator::joined, desk.get(), [this] { joined = true; });
    }

    [[nodiscard]] bool start() { return desk->start() && QTest::qWaitFor([this] { return joined; }); }

    [[nodiscard]] bool prepare(const QString &gid)
    {
        TransactionSnapshot wanted;
        wanted.transaction.gid = {gid};
        wanted.transaction.kind = TransactionKind::At;
        wanted.transaction.options.timeoutToFail = Seconds{60};
        wanted.transaction.protocol = u"http"_s;
        wanted.transaction.createdAt = clock.now();
        std::optional<Kind> kind;
        desk->prepare(wanted, [&kind](coordinator::Answer &&answer) { kind = answer.kind; });
        return QTest::qWaitFor([&kind] { return kind.has_value(); }) && kind == Kind::Success;
    }

    using Later = std::shared_ptr<std::optional<AtAnswer>>;
    [[nodiscard]] Later registerAt(const QString &gid, QChar row, Milliseconds wait = Milliseconds{0})
    {
        const auto later = std::make_shared<std::optional<AtAnswer>>();
        const LockedRow wanted{.key = QByteArray(32, row.toLatin1()), .resource = u"r"_s, .table = u"t"_s, .row = row};
        desk->registerAt({.gid = {gid}, .branch = {gid + row, u"r"_s, u"http://bank:1/at"_s, {wanted}}, .wait = wait},
                         [later](AtAnswer &&answer) { *later = std::move(answer); });
        return later;
    }

    [[nodiscard]] bool grants(const QString &gid, QChar row, Milliseconds wait = Milliseconds{0})
    {
        const Later later = registerAt(gid, row, wait);
        return QTest::qWaitFor([&later] { return later->has_value(); }) && (*later)->reply.kind == Kind::Success;
    }

    [[nodiscard]] bool abort(const QString &gid)
    {
        std::optional<Kind> kind;
        desk->abort({gid}, u"at"_s, {}, false, [&kind](coordinator::Answer &&answer) { kind = answer.kind; });
        return QTest::qWaitFor([&kind] { return kind.has_value(); }) && kind == Kind::Success;
    }

    [[nodiscard]] bool submit(const QString &gid)
    {
        TransactionSnapshot wanted;
        wanted.transaction.gid = {gid};
        wanted.transaction.kind = TransactionKind::At;
        std::optional<Kind> kind;
        desk->submit(wanted, [&kind](coordinator::Answer &&answer) { kind = answer.kind; });
        return QTest::qWaitFor([&kind] { return kind.has_value(); }) && kind == Kind::Success;
    }

    SystemClock clock;
    std::shared_ptr<test::Line> line = std::make_shared<test::Line>();
    test::FakeBranchCaller caller;
    std::unique_ptr<Coordinator> desk;
    bool joined = false;
};

bool isGranted(const LockNode::Later &later)
{
    return later->has_value() && (*later)->reply.kind == Kind::Success;
}

} // namespace

class LockClusterTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void rowsFreedElsewhereAreGranted();
    void deadlocksBetweenCoordinatorsEndFast();
    void aHolderTurningBackElsewhereIsSeen();
    void aDrainEndsTheWait();
    void aLapsedLeaseEndsTheWait();

private:
    [[nodiscard]] qsizetype waits() const;
    std::unique_ptr<test::SharedStore> m_store;
    std::unique_ptr<LockNode> m_first;
    std::unique_ptr<LockNode> m_second;
};

void LockClusterTest::init()
{
    m_store = std::make_unique<test::SharedStore>();
    m_first = std::make_unique<LockNode>(*m_store, u"n1"_s);
    m_second = std::make_unique<LockNode>(*m_store, u"n2"_s);
    QVERIFY(m_first->start());
    QVERIFY(m_second->start());
}

void LockClusterTest::cleanup()
{
    m_second.reset();
    m_first.reset();
}

qsizetype LockClusterTest::waits() const
{
    return m_store->reader()().value()->lockWaits(SystemClock().now()).value().size();
}

void LockClusterTest::rowsFreedElsewhereAreGranted()
{
    QVERIFY(m_first->prepare(u"a"_s));
    QVERIFY(m_second->prepare(u"b"_s));
    QVERIFY(m_first->grants(u"a"_s, u'x'));
    const auto waiting = m_second->registerAt(u"b"_s, u'x', Seconds{5});
    QTRY_COMPARE(waits(), 1);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(m_first->submit(u"a"_s));
    QTRY_VERIFY(isGranted(waiting));
    QVERIFY2(timer.elapsed() < atOnceMs, qPrintable(QString::number(timer.elapsed())));
    QTRY_COMPARE(waits(), 0);
}

void LockClusterTest::deadlocksBetweenCoordinatorsEndFast()
{
    QVERIFY(m_first->prepare(u"old"_s));
    const Instant begun = m_first->clock.now();
    QTRY_VERIFY(m_first->clock.now() - begun > Milliseconds{2});
    QVERIFY(m_second->prepare(u"young"_s));
    QVERIFY(m_first->grants(u"old"_s, u'x'));
    QVERIFY(m_second->grants(u"young"_s, u'y'));
    QElapsedTimer timer;
    timer.start();
    const auto young = m_second->registerAt(u"young"_s, u'x', Seconds{5});
    QTRY_COMPARE(waits(), 1);
    const auto old = m_first->registerAt(u"old"_s, u'y', Seconds{5});
    QTRY_VERIFY(young->has_value());
    QVERIFY2(timer.elapsed() < atOnceMs, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(int((*young)->refusal), int(LockRefusal::Deadlock));
    QVERIFY(!old->has_value());
    QVERIFY(m_second->abort(u"young"_s));
    QTRY_VERIFY(old->has_value()); // granted, or told that the other one turns back
    QTRY_VERIFY(m_first->grants(u"old"_s, u'y', Milliseconds{100}));
}

void LockClusterTest::aHolderTurningBackElsewhereIsSeen()
{
    m_first->caller.holding = true; // its rollback takes its time
    QVERIFY(m_first->prepare(u"a"_s));
    QVERIFY(m_second->prepare(u"b"_s));
    QVERIFY(m_first->grants(u"a"_s, u'x'));
    const auto waiting = m_second->registerAt(u"b"_s, u'x', Seconds{5});
    QTRY_COMPARE(waits(), 1);
    QVERIFY(m_first->abort(u"a"_s));
    QTRY_VERIFY(waiting->has_value());
    QCOMPARE(int((*waiting)->refusal), int(LockRefusal::HolderTurnsBack));
}

void LockClusterTest::aDrainEndsTheWait()
{
    QVERIFY(m_first->prepare(u"a"_s));
    QVERIFY(m_first->prepare(u"b"_s));
    QVERIFY(m_first->grants(u"a"_s, u'x'));
    const auto waiting = m_first->registerAt(u"b"_s, u'x', Seconds{5});
    QTRY_COMPARE(waits(), 1);
    bool isDrained = false;
    QObject::connect(m_first->desk.get(), &Coordinator::drained, m_first->desk.get(), [&isDrained] { isDrained = true; });
    m_first->desk->drain(Seconds{5});
    QTRY_VERIFY(waiting->has_value());
    QCOMPARE(int((*waiting)->reply.kind), int(Kind::Busy));
    QTRY_VERIFY(isDrained);
    QCOMPARE(waits(), 0);
}

void LockClusterTest::aLapsedLeaseEndsTheWait()
{
    LockNode third(*m_store, u"n3"_s, Milliseconds{400});
    QVERIFY(third.start());
    QVERIFY(third.prepare(u"a"_s));
    QVERIFY(third.prepare(u"b"_s));
    QVERIFY(third.grants(u"a"_s, u'x'));
    const auto waiting = third.registerAt(u"b"_s, u'x', Seconds{5});
    QTRY_COMPARE(waits(), 1);
    third.line->away = true;
    const Instant cut = third.clock.now();
    QTRY_VERIFY(third.clock.now() - cut > Milliseconds{450});
    QVERIFY(!third.grants(u"b"_s, u'y')); // the first event after it
    QTRY_VERIFY(waiting->has_value());
    QCOMPARE(int((*waiting)->reply.kind), int(Kind::Busy));
}

TXDESK_TEST(LockClusterTest);
#include "lock_cluster_test.moc"
