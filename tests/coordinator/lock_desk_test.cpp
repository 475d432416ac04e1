// Waiting for rows, on a clock that a test moves and a store in memory: order, time, freed rows, holders that turn back,
// deadlocks within one coordinator and between two, and who is told what when nobody may wait any more.
// SPDX-License-Identifier: Apache-2.0
#include "server/coordinator/lock_desk.h"
#include "server/store/memory_store.h"
#include "tests/support/fake_clock.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using coordinator::AtAnswer;
using coordinator::LockDesk;
using coordinator::LockRefusal;

namespace {

LockedRow rowOf(QChar name)
{
    return {.key = QByteArray(1, name.toLatin1()), .resource = u"r"_s, .table = u"t"_s, .row = name};
}

// What a coordinator gives its desk, without machines: locks are what others left in `held`.
class DeskBench
{
public:
    explicit DeskBench(store::MemoryStore &common, test::FakeClock &time, const QString &name, int waitersMax = 256)
        : m_store(common), m_clock(time),
          desk({.waitMax = Seconds{5}, .waitersMax = waitersMax, .coordinator = name}, time,
               {.attempt = [this](const Gid &gid, const engine::AtBranch &branch, coordinator::OnAnswer done) { attempt(gid, branch, std::move(done)); },
                .ask =
                    [this](store::StoreRequest request, std::function<void(store::StoreAnswer &&)> done) {
                        done(m_store.apply(request));
                        return true;
                    },
                .look =
                    [this](const QList<QByteArray> &keys, std::function<void(Result<coordinator::LockLook> &&)> done) {
                        ++looks;
                        done(coordinator::LockLook{holdersOf(keys), m_store.lockWaits(m_clock.now())});
                    }})
    {
    }

    // "gid rows": asks for them; what comes of it is written into said().
    void ask(const QString &gid, const QString &rows, Milliseconds wait = Seconds{5}, std::function<bool()> isGone = {})
    {
        coordinator::AtWish wish{.gid = Gid{gid}, .branch = {.requestId = u"q"_s, .resource = u"r"_s, .url = u"http://a"_s, .locks = {}}, .wait = wait,
                                 .isGone = std::move(isGone)};
        for (const QChar row : rows)
            wish.branch.locks.append(rowOf(row));
        desk.ask(std::move(wish), [this, gid](AtAnswer &&answer) { m_said.append(gid + u' ' + wordOf(answer)); });
    }

    [[nodiscard]] QStringList said() { return std::exchange(m_said, {}); }

    struct Shared
    {
        QHash<QByteArray, LockHolder> held;
        QHash<Gid, qint64> createdAt; // ms
        QHash<Gid, TransactionStatus> status;
    };
    static Shared &shared()
    {
        static Shared common;
        return common;
    }

    // As a durable write of the holder does.
    void end(const QString &gid, TransactionStatus status, bool releases = true)
    {
        shared().status[Gid{gid}] = status;
        if (releases)
            shared().held.removeIf([&gid](const auto &entry) { return entry.value().gid.value == gid; });
        desk.moved(Gid{gid}, status, releases);
    }

    bool holdsAttempts = false; // they are answered by answerAttempts()
    int attempts = 0;
    int looks = 0;

    void answerAttempts()
    {
        for (auto &later : std::exchange(m_later, {}))
            later();
    }

private:
    static QString wordOf(const AtAnswer &answer)
    {
        switch (answer.refusal) {
        case LockRefusal::Held: return u"held by "_s + answer.reply.holders.value(0).gid.value;
        case LockRefusal::HolderTurnsBack: return u"turns back"_s;
        case LockRefusal::Deadlock: return u"deadlock"_s;
        case LockRefusal::None: break;
        }
        return answer.reply.kind == engine::Reply::Kind::Success ? u"granted"_s : answer.reply.message;
    }

    QList<LockHolder> holdersOf(const QList<QByteArray> &keys) const
    {
        QList<LockHolder> found;
        for (const QByteArray &key : keys)
            if (const auto holder = shared().held.constFind(key); holder != shared().held.cend()) {
                found.append(*holder);
                found.last().status = shared().status.value(holder->gid, TransactionStatus::Prepared);
            }
        return found;
    }

    void attempt(const Gid &gid, const engine::AtBranch &branch, coordinator::OnAnswer done)
    {
        ++attempts;
        coordinator::Answer answer = tried(gid, branch.locks); // what the store says now
        if (holdsAttempts)
            m_later.append([done = std::move(done), answer = std::move(answer)] { done(coordinator::Answer(answer)); });
        else
            done(std::move(answer));
    }

    coordinator::Answer tried(const Gid &gid, const QList<LockedRow> &locks)
    {
        if (shared().status.value(gid, TransactionStatus::Prepared) != TransactionStatus::Prepared)
            return {.kind = engine::Reply::Kind::Failure, .message = u"not active"_s};
        QList<QByteArray> keys;
        for (const LockedRow &row : locks)
            keys.append(row.key);
        QList<LockHolder> others = holdersOf(keys);
        others.removeIf([&gid](const LockHolder &holder) { return holder.gid == gid; });
        if (others.isEmpty()) {
            for (const LockedRow &row : locks)
                shared().held.insert(row.key, {.row = row, .gid = gid});
            return {};
        }
        GlobalTransaction transaction;
        transaction.createdAt = fromMs(shared().createdAt.value(gid));
        return {.kind = engine::Reply::Kind::Locked, .transaction = transaction, .holders = others};
    }

    store::MemoryStore &m_store;
    test::FakeClock &m_clock;
    QStringList m_said;
    QList<std::function<void()>> m_later;

public:
    LockDesk desk;
};

} // namespace

class LockDeskTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void grantsFreeRowsAtOnce();
    void refusesAtOnceWhoDoesNotWait();
    void grantsInTheOrderOfComing();
    void looksForWhatOthersHaveReleased();
    void endsInTime();
    void waitsNoLongerThanItMay();
    void findsADeadlock();
    void findsADeadlockBetweenCoordinators();
    void tellsAgainWhatTheStoreHasForgotten();
    void aVictimIsTheYoungest();
    void holderThatTurnsBack();
    void ownTransactionIsNotInItsWay();
    void tellsWhoseTransactionIsDecided();
    void forgetsThoseWhoAreGone();
    void boundsTheCrowd();
    void endsAllAtADrain();
    void missesNoReleaseWhileItTries();
    void letsNobodyPassWhoIsBeingTried();
    void leavesNoWaitBehind();

private:
    void hold(const QString &gid, const QString &rows, qint64 createdAt);
    [[nodiscard]] qsizetype noted() const { return m_store->lockWaits(m_clock.now()).size(); }

    test::FakeClock m_clock;
    std::unique_ptr<store::MemoryStore> m_store;
    std::unique_ptr<DeskBench> m_bench;
};

void LockDeskTest::init()
{
    DeskBench::shared() = {};
    m_store = std::make_unique<store::MemoryStore>();
    m_bench = std::make_unique<DeskBench>(*m_store, m_clock, u"n1"_s);
}

void LockDeskTest::hold(const QString &gid, const QString &rows, qint64 createdAt)
{
    DeskBench::shared().createdAt[Gid{gid}] = createdAt;
    for (const QChar row : rows)
        DeskBench::shared().held.insert(rowOf(row).key, {.row = rowOf(row), .gid = Gid{gid}});
}

void LockDeskTest::grantsFreeRowsAtOnce()
{
    m_bench->ask(u"t1"_s, u"ab"_s, Milliseconds{0});
    m_bench->ask(u"t2"_s, u"c"_s);
    QCOMPARE(m_bench->said(), (QStringList{u"t1 granted"_s, u"t2 granted"_s}));
    QCOMPARE(m_bench->desk.waiting(), 0);
    QCOMPARE(noted(), 0);
}

void LockDeskTest::refusesAtOnceWhoDoesNotWait()
{
    hold(u"t1"_s, u"a"_s, 1);
    m_bench->ask(u"t2"_s, u"a"_s, Milliseconds{0});
    QCOMPARE(m_bench->said(), QStringList{u"t2 held by t1"_s});
    QCOMPARE(noted(), 0);
}

void LockDeskTest::grantsInTheOrderOfComing()
{
    hold(u"t1"_s, u"a"_s, 1);
    for (const char *gid : {"t2", "t3", "t4"})
        m_bench->ask(QLatin1StringView(gid), u"a"_s);
    QCOMPARE(noted(), 3);
    QVERIFY(m_bench->said().isEmpty());
    m_bench->end(u"t1"_s, TransactionStatus::Submitted);
    QCOMPARE(m_bench->said(), QStringList{u"t2 granted"_s});
    m_bench->desk.tick(); // the others learn that t2 holds it now
    QVERIFY(m_bench->said().isEmpty());
    m_bench->end(u"t2"_s, TransactionStatus::Submitted);
    QCOMPARE(m_bench->said(), QStringList{u"t3 granted"_s});
    m_bench->desk.tick();
    m_bench->end(u"t3"_s, TransactionStatus::Failed);
    QCOMPARE(m_bench->said(), QStringList{u"t4 granted"_s});
}

// Nobody told: another coordinator did it.
void LockDeskTest::looksForWhatOthersHaveReleased()
{
    hold(u"t1"_s, u"ab"_s, 1);
    m_bench->ask(u"t2"_s, u"ab"_s);
    m_bench->desk.tick();
    DeskBench::shared().held.remove(rowOf(u'a').key);
    const int before = m_bench->attempts;
    m_bench->desk.tick();
    QCOMPARE(m_bench->attempts, before); // b is still held: there is nothing to try
    DeskBench::shared().held.clear();
    m_bench->desk.tick();
    QCOMPARE(m_bench->said(), QStringList{u"t2 granted"_s});
    QCOMPARE(noted(), 0);
}

void LockDeskTest::endsInTime()
{
    hold(u"t1"_s, u"a"_s, 1);
    m_bench->ask(u"t2"_s, u"a"_s, Milliseconds{300});
    m_clock.advance(Milliseconds{299});
    m_bench->desk.tick();
    QVERIFY(m_bench->said().isEmpty());
    m_clock.advance(Milliseconds{1});
    m_bench->desk.tick();
    QCOMPARE(m_bench->said(), QStringList{u"t2 held by t1"_s});
    QCOMPARE(noted(), 0);
}

void LockDeskTest::waitsNoLongerThanItMay()
{
    hold(u"t1"_s, u"a"_s, 1);
    m_bench->ask(u"t2"_s, u"a"_s, Seconds{60});
    m_clock.advance(Seconds{5});
    m_bench->desk.tick();
    QCOMPARE(m_bench->said(), QStringList{u"t2 held by t1"_s});
}

void LockDeskTest::findsADeadlock()
{
    hold(u"t1"_s, u"a"_s, 1);
    hold(u"t2"_s, u"b"_s, 2);
    m_bench->ask(u"t1"_s, u"b"_s);
    QVERIFY(m_bench->said().isEmpty());
    m_bench->ask(u"t2"_s, u"a"_s);
    QCOMPARE(m_bench->said(), QStringList{u"t2 deadlock"_s}); // before any time has passed
    QCOMPARE(m_bench->desk.waiting(), 1);
    m_bench->end(u"t2"_s, TransactionStatus::Failed);
    QCOMPARE(m_bench->said(), QStringList{u"t1 granted"_s});
}

// Both see the waits of both in the store; only the one where the younger waits refuses it, at its next look.
void LockDeskTest::findsADeadlockBetweenCoordinators()
{
    DeskBench other(*m_store, m_clock, u"n2"_s);
    hold(u"t1"_s, u"a"_s, 2);
    hold(u"t2"_s, u"b"_s, 1);
    m_bench->ask(u"t1"_s, u"b"_s);
    other.ask(u"t2"_s, u"a"_s);
    QVERIFY(other.said().isEmpty());
    QVERIFY(m_bench->said().isEmpty());
    m_clock.advance(Milliseconds{50});
    other.desk.tick();
    m_bench->desk.tick();
    QCOMPARE(m_bench->said(), QStringList{u"t1 deadlock"_s});
    QVERIFY(other.said().isEmpty());
    QCOMPARE(noted(), 1);
}

// Another branch of the same transaction was registered, or waited at another coordinator: the store then forgot this wait, too.
void LockDeskTest::tellsAgainWhatTheStoreHasForgotten()
{
    DeskBench other(*m_store, m_clock, u"n2"_s);
    hold(u"t1"_s, u"a"_s, 2);
    hold(u"t2"_s, u"b"_s, 1);
    m_bench->ask(u"t2"_s, u"a"_s);
    std::ignore = m_store->apply(store::ForgetLockWait{Gid{u"t2"_s}});
    other.ask(u"t1"_s, u"b"_s);
    m_clock.advance(Milliseconds{50});
    m_bench->desk.tick();
    other.desk.tick();
    QCOMPARE(other.said(), QStringList{u"t1 deadlock"_s});
    QVERIFY(m_bench->said().isEmpty());
}

void LockDeskTest::aVictimIsTheYoungest()
{
    hold(u"t1"_s, u"a"_s, 3);
    hold(u"t2"_s, u"b"_s, 2);
    hold(u"t3"_s, u"c"_s, 1);
    m_bench->ask(u"t1"_s, u"b"_s);
    m_bench->ask(u"t2"_s, u"c"_s);
    m_bench->ask(u"t3"_s, u"a"_s);
    QCOMPARE(m_bench->said(), QStringList{u"t1 deadlock"_s}); // although it came first
    QCOMPARE(m_bench->desk.waiting(), 2);
}

void LockDeskTest::holderThatTurnsBack()
{
    hold(u"t1"_s, u"a"_s, 1);
    m_bench->ask(u"t2"_s, u"a"_s);
    m_bench->end(u"t1"_s, TransactionStatus::Aborting, false);
    QCOMPARE(m_bench->said(), QStringList{u"t2 turns back"_s});
    m_bench->ask(u"t3"_s, u"a"_s);
    QCOMPARE(m_bench->said(), QStringList{u"t3 turns back"_s});
    // At another coordinator: seen at the next look.
    hold(u"t4"_s, u"d"_s, 1);
    m_bench->ask(u"t5"_s, u"d"_s);
    DeskBench::shared().status[Gid{u"t4"_s}] = TransactionStatus::Aborting;
    m_bench->desk.tick();
    QCOMPARE(m_bench->said(), QStringList{u"t5 turns back"_s});
}

void LockDeskTest::ownTransactionIsNotInItsWay()
{
    hold(u"t1"_s, u"a"_s, 1);
    m_bench->ask(u"t2"_s, u"a"_s);
    m_bench->ask(u"t1"_s, u"a"_s); // its second branch changes the row again
    QCOMPARE(m_bench->said(), QStringList{u"t1 granted"_s});
}

void LockDeskTest::tellsWhoseTransactionIsDecided()
{
    hold(u"t1"_s, u"a"_s, 1);
    m_bench->ask(u"t2"_s, u"a"_s);
    m_bench->end(u"t2"_s, TransactionStatus::Aborting, false); // its time was over
    QCOMPARE(m_bench->said(), QStringList{u"t2 not active"_s});
    QCOMPARE(noted(), 0);
}

void LockDeskTest::forgetsThoseWhoAreGone()
{
    hold(u"t1"_s, u"a"_s, 1);
    bool isGone = false;
    m_bench->ask(u"t2"_s, u"a"_s, Seconds{5}, [&isGone] { return isGone; });
    m_bench->desk.tick();
    QCOMPARE(m_bench->desk.waiting(), 1);
    isGone = true;
    m_bench->desk.tick();
    QCOMPARE(m_bench->desk.waiting(), 0);
    QCOMPARE(noted(), 0);
    m_bench->end(u"t1"_s, TransactionStatus::Submitted);
    QVERIFY(m_bench->said().isEmpty());
    QVERIFY(DeskBench::shared().held.isEmpty()); // nothing was locked for nobody
}

void LockDeskTest::boundsTheCrowd()
{
    DeskBench small(*m_store, m_clock, u"n1"_s, 2);
    hold(u"t1"_s, u"a"_s, 1);
    for (const char *gid : {"t2", "t3", "t4"})
        small.ask(QLatin1StringView(gid), u"a"_s);
    QCOMPARE(small.said(), QStringList{u"t4 held by t1"_s});
    QCOMPARE(small.desk.waiting(), 2);
}

void LockDeskTest::endsAllAtADrain()
{
    hold(u"t1"_s, u"a"_s, 1);
    m_bench->ask(u"t2"_s, u"a"_s);
    m_bench->desk.stop();
    m_bench->desk.endAll(u"shutting down"_s);
    QCOMPARE(m_bench->said(), QStringList{u"t2 shutting down"_s});
    m_bench->ask(u"t3"_s, u"a"_s);
    QCOMPARE(m_bench->said(), QStringList{u"t3 held by t1"_s});
    QCOMPARE(noted(), 0);
}

// The row is freed after the store has refused and before the refusal is heard.
void LockDeskTest::missesNoReleaseWhileItTries()
{
    hold(u"t1"_s, u"a"_s, 1);
    m_bench->holdsAttempts = true;
    m_bench->ask(u"t2"_s, u"a"_s);
    m_bench->end(u"t1"_s, TransactionStatus::Submitted);
    QVERIFY(m_bench->said().isEmpty());
    m_bench->holdsAttempts = false;
    m_bench->answerAttempts();
    QCOMPARE(m_bench->said(), QStringList{u"t2 granted"_s});
}

void LockDeskTest::letsNobodyPassWhoIsBeingTried()
{
    hold(u"t1"_s, u"a"_s, 1);
    m_bench->ask(u"t2"_s, u"a"_s);
    m_bench->holdsAttempts = true;
    m_bench->end(u"t1"_s, TransactionStatus::Submitted); // t2 is being tried
    m_bench->ask(u"t3"_s, u"a"_s);
    const int before = m_bench->attempts;
    m_bench->holdsAttempts = false;
    m_bench->answerAttempts();
    QCOMPARE(m_bench->said(), QStringList{u"t2 granted"_s});
    QCOMPARE(m_bench->attempts, before + 1); // t3 only then
    m_bench->end(u"t2"_s, TransactionStatus::Submitted);
    QCOMPARE(m_bench->said(), QStringList{u"t3 granted"_s});
}

void LockDeskTest::leavesNoWaitBehind()
{
    hold(u"t1"_s, u"ab"_s, 1);
    m_bench->ask(u"t2"_s, u"a"_s);
    m_bench->ask(u"t2"_s, u"b"_s, Milliseconds{100}); // another branch of the same transaction
    QCOMPARE(noted(), 2);
    m_clock.advance(Milliseconds{100});
    m_bench->desk.tick();
    QCOMPARE(m_bench->said(), QStringList{u"t2 held by t1"_s});
    QCOMPARE(noted(), 1);
    m_bench->end(u"t1"_s, TransactionStatus::Submitted);
    QCOMPARE(m_bench->said(), QStringList{u"t2 granted"_s});
    QCOMPARE(noted(), 0);
}

TXDESK_TEST(LockDeskTest);
#include "lock_desk_test.moc"
