// Jobs whose coordinator dies: they go on where they were, and what was about to be acted on is looked at, not done twice.
// SPDX-License-Identifier: Apache-2.0
#include "server/jobs/job_desk.h"
#include "server/store/sqlite_store.h"
#include "shared/engine/new_transaction.h"
#include "tests/support/fake_branch_caller.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using coordinator::Coordinator;

namespace {

TransactionSnapshot stuckSaga(const QString &gid)
{
    TransactionSnapshot saga;
    saga.transaction.gid = {gid};
    saga.transaction.kind = TransactionKind::Saga;
    saga.transaction.status = TransactionStatus::Submitted;
    saga.transaction.protocol = u"http"_s;
    saga.transaction.options.retryInterval = Seconds{3600};
    saga.ops = engine::sagaOps({{u"http://bank:1/a"_s, u"http://bank:1/ca"_s, "{}"_ba}}, SystemClock().now());
    return saga;
}

// One run of a coordinator with its jobs; the next one on the same file is what comes after a kill.
class Run
{
public:
    explicit Run(const QString &file, Outcome outcome = Outcome::Unknown, bool shared = false)
        : caller([outcome](const engine::Call &) { return engine::CallAnswered{.outcome = outcome, .statusCode = outcome == Outcome::Succeeded ? 200 : 500}; }),
          coordinator(std::make_unique<Coordinator>(settings(shared), clock, store::sqliteStore({.file = file, .anyFileSystem = true, .stuck = {}}),
                                                    store::sqliteReader({.file = file, .anyFileSystem = true, .stuck = {}}), caller)),
          desk(std::make_unique<jobs::JobDesk>(*coordinator, jobs::JobRun::OnRefused{}))
    {
    }
    ~Run() // no drain: nothing is put in order
    {
        desk.reset();
        coordinator.reset();
    }

    static coordinator::CoordinatorSettings settings(bool shared)
    {
        coordinator::CoordinatorSettings settings;
        settings.node.node = u"node-a"_s;
        settings.engine.coordinator = u"node-a"_s;
        settings.engine.retry.firstDelay = Seconds{3600};
        settings.sharedStore = shared;
        settings.node.startedAt = fromMs(1); // tells its row in the nodes from that of another run
        return settings;
    }

    [[nodiscard]] BulkJob job(const QString &id)
    {
        std::optional<BulkJob> found;
        desk->find(id, [&found](Result<BulkJob> &&job) { found = job.value_or(BulkJob{}); });
        std::ignore = QTest::qWaitFor([&found] { return found.has_value(); });
        return found.value_or(BulkJob{});
    }

    [[nodiscard]] QMap<QString, ItemOutcome> outcomes(const QString &id)
    {
        std::optional<QMap<QString, ItemOutcome>> found;
        desk->items(id, {}, [&found](Result<JobItems> &&items) {
            found.emplace();
            for (const JobItem &item : items.value_or(JobItems{}).items)
                found->insert(item.gid.value, item.outcome);
        });
        std::ignore = QTest::qWaitFor([&found] { return found.has_value(); });
        return found.value_or(QMap<QString, ItemOutcome>{});
    }

    [[nodiscard]] GlobalTransaction stored(const QString &gid)
    {
        using Loaded = std::optional<TransactionSnapshot>;
        std::optional<GlobalTransaction> found;
        coordinator->read<Loaded>([gid](store::TransactionReader &reader) { return reader.load(Gid{gid}); },
                                  [&found](Result<Loaded> &&loaded) { found = loaded && *loaded ? (*loaded)->transaction : GlobalTransaction{}; });
        std::ignore = QTest::qWaitFor([&found] { return found.has_value(); });
        return found.value_or(GlobalTransaction{});
    }

    void submitStuck(const QString &gid)
    {
        coordinator->submit(stuckSaga(gid), [](coordinator::Answer &&) {});
        QTRY_VERIFY(stored(gid).failures > 0);
    }

    SystemClock clock;
    test::FakeBranchCaller caller;
    std::unique_ptr<Coordinator> coordinator;
    std::unique_ptr<jobs::JobDesk> desk;
};

JobOrder orderFor(const QStringList &gids, Action action, int perSecond)
{
    JobOrder order{.id = u"j"_s, .action = action, .set = {}, .reason = u"because"_s, .pace = {.perSecond = perSecond, .stopPercent = 100, .ramp = {}}};
    for (const QString &gid : gids)
        order.set.gids.append(Gid{gid});
    order.set.picked = order.set.gids.size();
    order.set.frozenAt = SystemClock().now();
    return order;
}

const AuditContext lin{.actor = u"lin"_s, .tokenId = {}, .role = Role::Operator, .address = {}, .requestId = {}};

} // namespace

class JobCrashTest : public QObject
{
    Q_OBJECT

private slots:
    void goesOnWhereItWas();
    void looksAtWhatWasIntended();
    void actsOnNobodyElsesPicks();
    void staysInStepWithOthers();
};

void JobCrashTest::goesOnWhereItWas()
{
    QTemporaryDir dir;
    const QString file = dir.filePath(u"jobs.db"_s);
    QStringList gids;
    for (int i = 0; i < 6; ++i)
        gids.append(u"g%1"_s.arg(i));
    {
        Run first(file);
        QVERIFY(first.coordinator->start());
        for (const QString &gid : gids)
            first.submitStuck(gid);
        first.desk->start(orderFor(gids, Action::Pause, 1), lin, {}, [](Result<BulkJob> &&job) { QVERIFY(job); });
        QTRY_VERIFY(first.job(u"j"_s).doneCount() >= 2);
        QVERIFY(first.job(u"j"_s).state == JobState::Running);
    }
    Run second(file);
    QVERIFY(second.coordinator->start());
    QTRY_COMPARE_WITH_TIMEOUT(second.job(u"j"_s).state, JobState::Done, 20'000);
    const QMap<QString, ItemOutcome> outcomes = second.outcomes(u"j"_s);
    QCOMPARE(outcomes.size(), 6);
    for (const QString &gid : gids) {
        QCOMPARE(outcomes.value(gid, ItemOutcome::Lost), ItemOutcome::TookEffect);
        QVERIFY(second.stored(gid).paused);
    }
    QCOMPARE(second.job(u"j"_s).done, (QMap<ItemOutcome, qint64>{{ItemOutcome::TookEffect, 6}}));
}

// Three transactions that were intended when it died: acted on, moved by somebody else, not touched.
void JobCrashTest::looksAtWhatWasIntended()
{
    QTemporaryDir dir;
    const QString file = dir.filePath(u"jobs.db"_s);
    {
        Run first(file);
        first.desk->stop(); // it only writes what a run would have left behind
        QVERIFY(first.coordinator->start());
        QList<codec::StoredItem> items;
        for (const QString &gid : {u"acted"_s, u"moved"_s, u"untouched"_s}) {
            first.submitStuck(gid);
            codec::StoredItem item{.item = {.gid = {gid}}, .stage = codec::ItemStage::Intended, .before = first.stored(gid)};
            items.append(item);
        }
        const auto pause = [&first](const QString &gid, const QString &actor) {
            std::optional<coordinator::Answer> answer;
            first.coordinator->act({.gid = {gid}, .action = Action::Pause, .reason = u"because"_s, .actor = actor, .expectedStatus = {}, .expectedEpoch = {}},
                                   [&answer](coordinator::Answer &&given) { answer = std::move(given); });
            QTRY_VERIFY(answer.has_value());
        };
        pause(u"acted"_s, u"lin, job j"_s);
        pause(u"moved"_s, u"mei"_s);
        codec::StoredJob stored{.job = {}, .by = lin, .owner = u"node-a"_s};
        stored.job.order = orderFor({u"acted"_s, u"moved"_s, u"untouched"_s}, Action::Pause, 100);
        stored.job.order.set.gids.clear();
        stored.job.state = JobState::Running;
        stored.job.total = 3;
        const jobs::JobShelf shelf(*first.coordinator);
        int written = 0;
        shelf.put(stored, 0, {}, [&written](Result<qint64> &&version) { written += version ? 1 : 0; });
        shelf.putItems(u"j"_s, 1, 0, items, 0, [&written](Result<qint64> &&version) { written += version ? 1 : 0; });
        QTRY_COMPARE(written, 2);
    }
    Run second(file);
    QVERIFY(second.coordinator->start());
    QTRY_COMPARE(second.job(u"j"_s).state, JobState::Done);
    const QMap<QString, ItemOutcome> outcomes = second.outcomes(u"j"_s);
    QCOMPARE(outcomes.value(u"acted"_s, ItemOutcome::Lost), ItemOutcome::TookEffect);
    QCOMPARE(outcomes.value(u"moved"_s, ItemOutcome::Lost), ItemOutcome::Changed);
    QCOMPARE(outcomes.value(u"untouched"_s, ItemOutcome::Lost), ItemOutcome::TookEffect);
    QVERIFY(second.stored(u"untouched"_s).paused);
}

// An order died after its picks and before its job; the same id then comes with other picks, or with fewer of them.
void JobCrashTest::actsOnNobodyElsesPicks()
{
    QTemporaryDir dir;
    Run run(dir.filePath(u"jobs.db"_s));
    QVERIFY(run.coordinator->start());
    const QStringList gids{u"mine"_s, u"left"_s};
    for (const QString &gid : gids)
        run.submitStuck(gid);
    const jobs::JobShelf shelf(*run.coordinator);
    std::optional<bool> kept;
    shelf.putPicked(u"j"_s, {Gid{u"left"_s}, Gid{u"mine"_s}}, [&kept](Result<> &&done) { kept = done.has_value(); });
    QTRY_VERIFY(kept.has_value());
    QVERIFY(*kept);
    std::optional<Result<BulkJob>> answer;
    run.desk->start(orderFor({u"mine"_s}, Action::Pause, 100), lin, {}, [&answer](Result<BulkJob> &&job) { answer = std::move(job); });
    QTRY_VERIFY(answer.has_value());
    QVERIFY(!*answer);
    QCOMPARE(answer->error().code, ErrorCode::Conflict);
    QVERIFY(!run.stored(u"left"_s).paused);
    answer.reset();
    run.desk->start(orderFor({u"left"_s, u"mine"_s}, Action::Pause, 100), lin, {}, [&answer](Result<BulkJob> &&job) { answer = std::move(job); });
    QTRY_VERIFY(answer.has_value());
    QVERIFY(*answer);
    QTRY_COMPARE(run.job(u"j"_s).state, JobState::Done);
    QVERIFY(run.stored(u"left"_s).paused && run.stored(u"mine"_s).paused);
}

// A paused job writes nothing; that another coordinator lets it go on is found by looking.
void JobCrashTest::staysInStepWithOthers()
{
    QTemporaryDir dir;
    Run run(dir.filePath(u"jobs.db"_s), Outcome::Unknown, true);
    bool joined = false;
    connect(run.coordinator.get(), &Coordinator::joined, this, [&joined] { joined = true; });
    QVERIFY(run.coordinator->start());
    QTRY_VERIFY(joined);
    const QStringList gids{u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s}; // one a second: not all before it is paused
    for (const QString &gid : gids)
        run.submitStuck(gid);
    run.desk->start(orderFor(gids, Action::Pause, 1), lin, {}, [](Result<BulkJob> &&job) { QVERIFY(job); });
    QTRY_VERIFY(run.job(u"j"_s).doneCount() >= 1);
    run.desk->steer(u"j"_s, JobVerb::Pause, 0, {}, [](Result<BulkJob> &&job) { QVERIFY(job); });
    QTRY_COMPARE(run.job(u"j"_s).state, JobState::Paused);
    const jobs::JobShelf shelf(*run.coordinator);
    bool resumed = false;
    const auto resumeElsewhere = [&shelf, &resumed] {
        shelf.find(u"j"_s, [&shelf, &resumed](auto &&found) {
            codec::StoredJob job = (*found)->value;
            job.job.state = JobState::Running;
            shelf.put(job, (*found)->version, {}, [&resumed](Result<qint64> &&version) { resumed = resumed || version.has_value(); });
        });
        return QTest::qWaitFor([&resumed] { return resumed; }, 500);
    };
    QTRY_VERIFY(resumeElsewhere());
    QTRY_COMPARE_WITH_TIMEOUT(run.job(u"j"_s).state, JobState::Done, 20'000);
    QCOMPARE(run.job(u"j"_s).done, (QMap<ItemOutcome, qint64>{{ItemOutcome::TookEffect, 5}}));
}

TXDESK_TEST(JobCrashTest);
#include "job_crash_test.moc"
