// Two coordinators and one job: whoever was slow and lost it changes no row of it any more, nobody is acted on twice, and
// what was cancelled through one is not begun by the other.
// SPDX-License-Identifier: Apache-2.0
#include "server/jobs/job_desk.h"
#include "shared/engine/new_transaction.h"
#include "tests/jobs/gated_store.h"
#include "tests/support/fake_branch_caller.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using coordinator::Coordinator;
using test::Gate;
using test::SharedDatabase;

namespace {

const QString carriedBy = u"lin, job j"_s;

engine::TransactionWrite strandedSaga(const QString &gid, Instant now)
{
    engine::TransactionWrite write;
    write.gid = {gid};
    write.create = true;
    GlobalTransaction &t = write.transaction;
    t.gid = {gid};
    t.kind = TransactionKind::Saga;
    t.status = TransactionStatus::Submitted;
    t.protocol = u"http"_s;
    t.createdAt = t.updatedAt = now - Seconds{60};
    t.options.retryInterval = Seconds{3600};
    t.retryInterval = t.options.retryInterval;
    t.nextDueAt = now + Seconds{3600};
    t.owner = u"elsewhere"_s;
    t.failures = 3;
    write.newOps = engine::sagaOps({{u"http://bank:1/a"_s, u"http://bank:1/ca"_s, "{}"_ba}}, t.createdAt);
    return write;
}

JobOrder retryOf(const QStringList &gids)
{
    JobOrder order{.id = u"j"_s, .action = Action::Retry, .set = {}, .reason = u"because"_s, .pace = {.perSecond = 100, .stopPercent = 100, .ramp = {}}};
    for (const QString &gid : gids)
        order.set.gids.append(Gid{gid});
    order.set.picked = order.set.gids.size();
    order.set.frozenAt = SystemClock().now();
    return order;
}

bool isIntention(const store::StoreRequest &request)
{
    const auto *put = std::get_if<store::PutKv>(&request);
    return put && put->category == u"txdesk.job.j"_s && put->value.contains(u"\"intended\""_s);
}

bool isAct(const store::StoreRequest &request)
{
    const auto *write = std::get_if<engine::TransactionWrite>(&request);
    return write && std::ranges::any_of(write->events, [](const JournalEvent &event) { return event.kind == EventKind::ManualAct; });
}

bool isItemRow(const store::StoreRequest &request)
{
    const auto *put = std::get_if<store::PutKv>(&request);
    return put && put->category == u"txdesk.job.j"_s;
}

// Of the job's own row, when some of it are done.
bool isCount(const store::StoreRequest &request)
{
    const auto *put = std::get_if<store::PutKv>(&request);
    return put && put->category == u"txdesk.job"_s && put->value.contains(u"took-effect"_s);
}

std::atomic<int> lettingGo{0}; // runs that have said so
void countLettingGo(QtMsgType, const QMessageLogContext &, const QString &text) { lettingGo += text.contains(u"is carried by somebody else now"_s) ? 1 : 0; }

class Carrier
{
public:
    Carrier(SharedDatabase &database, const QString &name, int run, Milliseconds lease = Milliseconds{1500})
        : caller([](const engine::Call &) { return engine::CallAnswered{.outcome = Outcome::Unknown, .statusCode = 500}; }),
          coordinator(std::make_unique<Coordinator>(settings(name, run, lease), clock, database.opener(gate), database.reader(), caller)),
          desk(std::make_unique<jobs::JobDesk>(*coordinator, jobs::JobRun::OnRefused{}))
    {
        QObject::connect(coordinator.get(), &Coordinator::joined, coordinator.get(), [this] { joined = true; });
    }
    ~Carrier()
    {
        gate->open();
        desk.reset();
        coordinator.reset();
    }

    static coordinator::CoordinatorSettings settings(const QString &name, int run, Milliseconds lease)
    {
        coordinator::CoordinatorSettings settings;
        settings.node.node = settings.engine.coordinator = name;
        settings.node.startedAt = fromMs(run);
        settings.engine.retry.firstDelay = Seconds{3600};
        settings.lease = lease;
        settings.sharedStore = true;
        return settings;
    }

    void join()
    {
        QVERIFY(coordinator->start());
        QTRY_VERIFY(joined);
    }

    [[nodiscard]] JobState state()
    {
        std::optional<JobState> found;
        desk->find(u"j"_s, [&found](Result<BulkJob> &&job) { found = job ? job->state : JobState::Collecting; });
        std::ignore = QTest::qWaitFor([&found] { return found.has_value(); });
        return found.value_or(JobState::Collecting);
    }

    [[nodiscard]] QMap<QString, ItemOutcome> outcomes()
    {
        std::optional<QMap<QString, ItemOutcome>> found;
        desk->items(u"j"_s, {}, [&found](Result<JobItems> &&items) {
            found.emplace();
            for (const JobItem &item : items.value_or(JobItems{}).items)
                found->insert(item.gid.value, item.outcome);
        });
        std::ignore = QTest::qWaitFor([&found] { return found.has_value(); });
        return found.value_or(QMap<QString, ItemOutcome>{});
    }

    SystemClock clock;
    std::shared_ptr<Gate> gate = std::make_shared<Gate>();
    test::FakeBranchCaller caller;
    std::unique_ptr<Coordinator> coordinator;
    std::unique_ptr<jobs::JobDesk> desk;
    bool joined = false;
};

} // namespace

class JobFenceTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void aLateIntentionChangesNothing_data();
    void aLateIntentionChangesNothing();
    void aLateActIsNotRepeated_data() { addStores(); }
    void aLateActIsNotRepeated();
    void whatWaitsBehindItsOwnRowComesLateToo_data() { addStores(); }
    void whatWaitsBehindItsOwnRowComesLateToo();
    void whatIsCancelledElsewhereIsNotBegun_data() { addStores(); }
    void whatIsCancelledElsewhereIsNotBegun();

private:
    static void addStores();
    void open();
    void strand();
    [[nodiscard]] bool isAlive(const QString &node);
    [[nodiscard]] int acts(const QString &gid);
    [[nodiscard]] QMap<QString, ItemOutcome> allOf(ItemOutcome outcome) const;

    test::MariaDb m_server;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<SharedDatabase> m_database;
    std::unique_ptr<store::TransactionReader> m_reader;
    int m_serial = 0;
    const QStringList m_gids{u"g1"_s, u"g2"_s, u"g3"_s};
};

void JobFenceTest::initTestCase()
{
    const QString error = m_server.start({u"--innodb-flush-log-at-trx-commit=0"_s});
    QVERIFY2(error.isEmpty(), qPrintable(error));
}

void JobFenceTest::addStores()
{
    QTest::addColumn<bool>("mysql");
    QTest::newRow("sqlite") << false;
    QTest::newRow("mysql") << true;
}

void JobFenceTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    ++m_serial;
}

void JobFenceTest::cleanup()
{
    m_reader.reset();
    m_database.reset();
}

void JobFenceTest::open()
{
    QFETCH(bool, mysql);
    m_database = std::make_unique<SharedDatabase>(m_dir->filePath(u"jobs.db"_s), mysql ? &m_server : nullptr, u"jobs_%1"_s.arg(m_serial));
    strand();
    auto reader = m_database->reader()();
    QVERIFY2(reader, qPrintable(reader ? QString() : reader.error().message));
    m_reader = std::move(*reader);
}

void JobFenceTest::strand()
{
    auto store = m_database->opener(std::make_shared<Gate>())();
    QVERIFY2(store, qPrintable(store ? QString() : store.error().message));
    for (const QString &gid : m_gids)
        QVERIFY(std::holds_alternative<engine::WriteDone>((*store)->commit({strandedSaga(gid, SystemClock().now())}).first()));
}

bool JobFenceTest::isAlive(const QString &node)
{
    const Result<QList<NodeInfo>> nodes = m_reader->nodes(SystemClock().now());
    return nodes && std::ranges::any_of(*nodes, [&node](const NodeInfo &one) { return one.node == node && one.alive; });
}

int JobFenceTest::acts(const QString &gid)
{
    const Result<store::StoredEvents> events = m_reader->events(Gid{gid}, 0, 1000);
    return events ? static_cast<int>(std::ranges::count_if(events->events, [](const JournalEvent &event) {
        return event.kind == EventKind::ManualAct && event.actor == carriedBy;
    })) : -1;
}

QMap<QString, ItemOutcome> JobFenceTest::allOf(ItemOutcome outcome) const
{
    QMap<QString, ItemOutcome> all;
    for (const QString &gid : m_gids)
        all.insert(gid, outcome);
    return all;
}

void JobFenceTest::aLateIntentionChangesNothing_data()
{
    QTest::addColumn<bool>("mysql");
    QTest::addColumn<QString>("successor");
    for (const bool mysql : {false, true})
        for (const auto &successor : {u"node-b"_s, u"node-a"_s}) // the same name, started again
            QTest::addRow("%s, %s", mysql ? "mysql" : "sqlite", qPrintable(successor)) << mysql << successor;
}

// It stops just before it stores whom it is going to act on, and goes on when another one has done all of the job.
void JobFenceTest::aLateIntentionChangesNothing()
{
    QFETCH(QString, successor);
    open();
    Carrier first(*m_database, u"node-a"_s, 1);
    first.join();
    first.gate->shutAt(isIntention);
    first.desk->start(retryOf(m_gids), {.actor = u"lin"_s, .tokenId = {}, .role = Role::Operator, .address = {}, .requestId = {}}, {},
                      [](Result<BulkJob> &&job) { QVERIFY(job); });
    QTRY_VERIFY(first.gate->reached());
    QTRY_VERIFY(!isAlive(u"node-a"_s));
    Carrier second(*m_database, successor, 2);
    second.join();
    QTRY_COMPARE_WITH_TIMEOUT(second.state(), JobState::Done, 20'000);
    QCOMPARE(second.outcomes(), allOf(ItemOutcome::TookEffect));

    first.gate->open();
    QTRY_COMPARE(first.state(), JobState::Done); // it has let go, and tells what is stored
    QCOMPARE(second.outcomes(), allOf(ItemOutcome::TookEffect));
    for (const QString &gid : m_gids)
        QCOMPARE(acts(gid), 1);
}

// It stops with its acts in hand. Another one finds them intended, sees that none was done, and is about to act itself when
// the late ones come through after all.
void JobFenceTest::aLateActIsNotRepeated()
{
    open();
    Carrier first(*m_database, u"node-a"_s, 1);
    first.join();
    first.gate->shutAt(isAct);
    first.desk->start(retryOf({u"g1"_s}), {.actor = u"lin"_s, .tokenId = {}, .role = Role::Operator, .address = {}, .requestId = {}}, {},
                      [](Result<BulkJob> &&job) { QVERIFY(job); });
    QTRY_VERIFY(first.gate->reached());
    QTRY_VERIFY(!isAlive(u"node-a"_s));
    Carrier second(*m_database, u"node-b"_s, 2);
    second.gate->shutAt(isIntention);
    second.join();
    QTRY_VERIFY_WITH_TIMEOUT(second.gate->reached(), 20'000);
    QCOMPARE(acts(u"g1"_s), 0);
    first.gate->open();
    QTRY_COMPARE(acts(u"g1"_s), 1);

    second.gate->open();
    QTRY_COMPARE_WITH_TIMEOUT(second.state(), JobState::Done, 20'000);
    QCOMPARE(acts(u"g1"_s), 1);
    QCOMPARE(second.outcomes(), (QMap<QString, ItemOutcome>{{u"g1"_s, ItemOutcome::TookEffect}}));
}

// It stops with a write of the job's row in hand, and of items behind it; the other one has just taken that row.
void JobFenceTest::whatWaitsBehindItsOwnRowComesLateToo()
{
    open();
    Carrier first(*m_database, u"node-a"_s, 1);
    first.join();
    first.gate->shutAt(isCount);
    JobOrder slow = retryOf(m_gids);
    slow.pace.perSecond = 1;
    first.desk->start(slow, {.actor = u"lin"_s, .tokenId = {}, .role = Role::Operator, .address = {}, .requestId = {}}, {},
                      [](Result<BulkJob> &&job) { QVERIFY(job); });
    QTRY_VERIFY(first.gate->reached());
    QTRY_VERIFY(!isAlive(u"node-a"_s));
    Carrier second(*m_database, u"node-b"_s, 2);
    second.gate->shutAt([](const store::StoreRequest &request) { return isItemRow(request) || isCount(request); });
    second.join();
    QTRY_VERIFY_WITH_TIMEOUT(second.gate->reached(), 20'000);
    const auto row = [this] { return m_reader->kv(u"txdesk.job.j"_s, u"c0000000"_s).value_or(QList<KvRow>{}).value(0); };
    const KvRow taken = row();
    lettingGo = 0;
    const QtMessageHandler before = qInstallMessageHandler(countLettingGo);
    first.gate->open();
    const bool letGo = QTest::qWaitFor([] { return lettingGo > 0; });
    qInstallMessageHandler(before);
    QVERIFY(letGo);
    QCOMPARE(row(), taken);

    second.gate->open();
    QTRY_COMPARE_WITH_TIMEOUT(second.state(), JobState::Done, 20'000);
    QCOMPARE(second.outcomes(), allOf(ItemOutcome::TookEffect));
    for (const QString &gid : m_gids)
        QCOMPARE(acts(gid), 1);
}

// The other one's cancel is answered while this one has its first intentions in hand.
void JobFenceTest::whatIsCancelledElsewhereIsNotBegun()
{
    open();
    Carrier first(*m_database, u"node-a"_s, 1, Seconds{30}), second(*m_database, u"node-b"_s, 2, Seconds{30});
    first.join();
    second.join();
    first.gate->shutAt(isIntention);
    first.desk->start(retryOf(m_gids), {.actor = u"lin"_s, .tokenId = {}, .role = Role::Operator, .address = {}, .requestId = {}}, {},
                      [](Result<BulkJob> &&job) { QVERIFY(job); });
    QTRY_VERIFY(first.gate->reached());
    std::optional<bool> cancelled;
    second.desk->steer(u"j"_s, JobVerb::Cancel, 0, {}, [&cancelled](Result<BulkJob> &&job) { cancelled = job.has_value(); });
    QTRY_VERIFY(cancelled.has_value());
    QVERIFY(*cancelled);
    first.gate->open();
    QTRY_COMPARE(first.state(), JobState::Cancelled);
    for (const QString &gid : m_gids)
        QCOMPARE(acts(gid), 0);
    QVERIFY(second.outcomes().isEmpty());
}

TXDESK_TEST(JobFenceTest);
#include "job_fence_test.moc"
