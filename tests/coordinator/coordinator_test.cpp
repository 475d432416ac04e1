// The coordinator on a real SQLite file with participants in memory: what is driven when, and what survives.
// SPDX-License-Identifier: Apache-2.0
#include "server/coordinator/coordinator.h"
#include "server/store/sqlite_store.h"
#include "shared/engine/new_transaction.h"
#include "tests/support/fake_branch_caller.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace txdesk;
using namespace Qt::StringLiterals;
using coordinator::Coordinator;

namespace {

using Kind = engine::Reply::Kind;

TransactionSnapshot sagaOf(const QString &gid, int steps = 2, bool waitResult = true)
{
    QList<engine::Step> list;
    for (int i = 1; i <= steps; ++i)
        list.append({u"http://bank:1/action%1"_s.arg(i), u"http://bank:1/undo%1"_s.arg(i), "{}"_ba});
    TransactionSnapshot saga;
    saga.transaction.gid = {gid};
    saga.transaction.kind = TransactionKind::Saga;
    saga.transaction.status = TransactionStatus::Submitted;
    saga.transaction.options.waitResult = waitResult;
    saga.transaction.protocol = u"http"_s;
    saga.ops = engine::sagaOps(list, SystemClock().now());
    return saga;
}

// A coordinator with everything it needs; closing one and opening another on the same file is a restart.
class Bench
{
public:
    explicit Bench(const QString &file, coordinator::CoordinatorSettings wanted = quick())
        : desk(std::make_unique<Coordinator>(wanted, clock, store::sqliteStore({.file = file, .anyFileSystem = true}),
                                             store::sqliteReader({.file = file, .anyFileSystem = true}), caller))
    {
    }

    static coordinator::CoordinatorSettings quick()
    {
        coordinator::CoordinatorSettings settings;
        settings.node.node = u"test-node"_s;
        settings.engine.coordinator = u"test-node"_s;
        settings.engine.retry.firstDelay = Milliseconds{20};
        settings.pollInterval = Milliseconds{50};
        return settings;
    }

    coordinator::OnAnswer keep() { return [this](coordinator::Answer &&answer) { answers.append(std::move(answer)); }; }

    // What the store holds, read through the coordinator.
    std::optional<TransactionSnapshot> stored(const QString &gid)
    {
        std::optional<TransactionSnapshot> found;
        bool done = false;
        desk->read<std::optional<TransactionSnapshot>>([gid](store::TransactionReader &reader) { return reader.load({gid}); },
                                                       [&](Result<std::optional<TransactionSnapshot>> &&result) {
                                                           found = result.value_or(std::nullopt);
                                                           done = true;
                                                       });
        if (!QTest::qWaitFor([&] { return done; }))
            qWarning("the reader does not answer");
        return found;
    }

    TransactionStatus statusOf(const QString &gid)
    {
        const std::optional<TransactionSnapshot> snapshot = stored(gid);
        return snapshot ? snapshot->transaction.status : TransactionStatus::Prepared;
    }

    SystemClock clock;
    test::FakeBranchCaller caller;
    std::unique_ptr<Coordinator> desk;
    QList<coordinator::Answer> answers;
};

} // namespace

class CoordinatorTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void drivesASagaToItsEnd();
    void triesAgainWhenDue();
    void picksUpUnfinishedWorkAtOnceAfterARestart();
    void refusesWorkBeyondItsBound();
    void drainsBeforeItEnds();
    void tellsEachDurableChangeOnce();
    void refusesToStartOnAFileInUse();
    void answersARequestMadeFromAnAnswer();
    void leavesOneFileBehind();

private:
    QString file() const { return m_dir->filePath(u"txdesk.db"_s); }
    std::unique_ptr<QTemporaryDir> m_dir;
};

void CoordinatorTest::drivesASagaToItsEnd()
{
    Bench bench(file());
    QVERIFY(bench.desk->start());

    bench.desk->submit(sagaOf(u"g1"_s), bench.keep());

    QTRY_COMPARE(bench.answers.size(), 1);
    QCOMPARE(bench.answers[0].kind, Kind::Success);
    QCOMPARE(bench.caller.spoken(), (QStringList{u"01 action"_s, u"02 action"_s}));
    QCOMPARE(bench.statusOf(u"g1"_s), TransactionStatus::Succeeded);
    QCOMPARE(bench.desk->stats().inMemory, 0);
    QCOMPARE(bench.desk->stats().succeededTotal, 1);
}

void CoordinatorTest::triesAgainWhenDue()
{
    Bench bench(file());
    int refusals = 2;
    test::FakeBranchCaller shaky([&](const engine::Call &) -> engine::CallAnswered {
        return refusals-- > 0 ? engine::CallAnswered{.outcome = Outcome::Unknown, .text = u"connection refused"_s}
                              : engine::CallAnswered{.outcome = Outcome::Succeeded, .statusCode = 200};
    });
    Coordinator desk(Bench::quick(), bench.clock, store::sqliteStore({.file = file(), .anyFileSystem = true}),
                     store::sqliteReader({.file = file(), .anyFileSystem = true}), shaky);
    QVERIFY(desk.start());

    desk.submit(sagaOf(u"g1"_s, 1, false), bench.keep());

    QTRY_COMPARE(shaky.calls.size(), 3);
    QTRY_COMPARE(desk.stats().succeededTotal, 1);
    QCOMPARE(shaky.calls[2].attempt, 3);
}

void CoordinatorTest::picksUpUnfinishedWorkAtOnceAfterARestart()
{
    coordinator::CoordinatorSettings slowRetry = Bench::quick();
    slowRetry.engine.retry.firstDelay = Milliseconds{3'600'000};
    slowRetry.pollInterval = Milliseconds{3'600'000};
    {
        Bench bench(file(), slowRetry);
        bench.caller.holding = true;
        QVERIFY(bench.desk->start());
        bench.desk->submit(sagaOf(u"g1"_s, 2, false), bench.keep());
        QTRY_COMPARE(bench.caller.calls.size(), 1);
        QCOMPARE(bench.answers.size(), 1);
        bench.desk.reset(); // as a crash would: the call is never answered
    }
    Bench bench(file(), slowRetry);
    QVERIFY(bench.desk->start());

    QTRY_COMPARE(bench.desk->stats().succeededTotal, 1);
    QCOMPARE(bench.caller.spoken(), (QStringList{u"01 action"_s, u"02 action"_s}));
}

void CoordinatorTest::refusesWorkBeyondItsBound()
{
    coordinator::CoordinatorSettings small = Bench::quick();
    small.inMemoryMax = 1;
    Bench bench(file(), small);
    bench.caller.holding = true;
    QVERIFY(bench.desk->start());
    bench.desk->submit(sagaOf(u"g1"_s), bench.keep());

    bench.desk->submit(sagaOf(u"g2"_s), bench.keep());

    QCOMPARE(bench.answers.size(), 1);
    QCOMPARE(bench.answers[0].kind, Kind::Busy);
    QTRY_COMPARE(bench.caller.calls.size(), 1);
    QVERIFY(!bench.stored(u"g2"_s));
}

void CoordinatorTest::drainsBeforeItEnds()
{
    Bench bench(file());
    bench.caller.holding = true;
    QVERIFY(bench.desk->start());
    QSignalSpy drained(bench.desk.get(), &Coordinator::drained);
    bench.desk->submit(sagaOf(u"g1"_s, 1), bench.keep());
    QTRY_COMPARE(bench.caller.calls.size(), 1);

    bench.desk->drain(Milliseconds{60'000});
    bench.desk->submit(sagaOf(u"g2"_s), bench.keep());
    QCOMPARE(bench.answers.size(), 1);
    QCOMPARE(bench.answers[0].kind, Kind::Busy);
    QCOMPARE(drained.size(), 0);
    bench.caller.release();

    QTRY_COMPARE(drained.size(), 1);
    QCOMPARE(bench.answers.size(), 2);
    QCOMPARE(bench.statusOf(u"g1"_s), TransactionStatus::Succeeded);
}

void CoordinatorTest::tellsEachDurableChangeOnce()
{
    Bench bench(file());
    QList<coordinator::Change> changes;
    connect(bench.desk.get(), &Coordinator::changed, this, [&](const coordinator::Change &change) { changes.append(change); });
    QVERIFY(bench.desk->start());
    bench.desk->submit(sagaOf(u"g1"_s), bench.keep());
    QTRY_COMPARE(bench.answers.size(), 1);

    QVERIFY(changes.size() >= 2);
    qint64 seq = 0;
    for (qsizetype i = 0; i < changes.size(); ++i) {
        QCOMPARE(changes[i].sequence, changes[0].sequence + static_cast<quint64>(i));
        for (const JournalEvent &event : changes[i].events)
            QCOMPARE(event.seq, ++seq);
    }
    QCOMPARE(changes.last().row.transaction.status, TransactionStatus::Succeeded);
    QCOMPARE(changes.last().row.participants, QStringList{u"bank:1"_s});
    QCOMPARE(bench.stored(u"g1"_s)->transaction.epoch, changes.last().row.transaction.epoch);
}

void CoordinatorTest::refusesToStartOnAFileInUse()
{
    Bench first(file());
    QVERIFY(first.desk->start());

    Bench second(file());
    const Result<> started = second.desk->start();

    QVERIFY(!started);
    QVERIFY2(started.error().message.startsWith(u"database is in use by pid "_s), qPrintable(started.error().message));
}

// A client that sends submit right behind prepare, on one connection, is handled inside the answer to prepare.
void CoordinatorTest::answersARequestMadeFromAnAnswer()
{
    Bench bench(file());
    QVERIFY(bench.desk->start());

    bench.desk->prepare(sagaOf(u"g1"_s), [&](coordinator::Answer &&) { bench.desk->submit(sagaOf(u"g1"_s), bench.keep()); });

    QTRY_COMPARE(bench.answers.size(), 1);
    QCOMPARE(bench.answers[0].kind, Kind::Success);
}

// Whoever copies the database of a stopped server copies all of it.
void CoordinatorTest::leavesOneFileBehind()
{
    Bench bench(file());
    QVERIFY(bench.desk->start());
    bench.desk->submit(sagaOf(u"g1"_s), bench.keep());
    QTRY_COMPARE(bench.answers.size(), 1);
    QVERIFY(QFile::exists(file() + u"-wal"_s));

    bench.desk.reset();

    QVERIFY(!QFile::exists(file() + u"-wal"_s));
}

TXDESK_TEST(CoordinatorTest);
#include "coordinator_test.moc"
