// /api/v1/jobs over a socket, on a real store: what a dry run says, what a job does, who may, what is recorded.
// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/job_codec.h"
#include "tests/api/knocker.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using test::ApiBench;
using test::Heard;
using test::sagaBody;

class JobRoutesTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_bench.reset(); }
    void retriesAll();
    void laterOnesAreLeftAlone();
    void picksByHand();
    void pickedTwiceIsActedOnOnce();
    void picksThatAreNotThereAreNobody();
    void dryRunIsRun_data();
    void dryRunIsRun();
    void tellsHowParticipantsDo();
    void sameIdIsSameJob();
    void isSteered();
    void stopsAtFirstFailure();
    void recordsEverything();
    void whoMay();

private:
    void submitStuck(const QString &gid);
    void letThemPass() { m_passes = true; }
    [[nodiscard]] JobOrder order(Action action = Action::Retry) const;
    [[nodiscard]] Heard send(const QString &path, const QJsonObject &body) { return m_bench->post(path, QJsonDocument(body).toJson()); }
    [[nodiscard]] BulkJob startJob(const JobOrder &order);
    [[nodiscard]] BulkJob jobOf(const QString &id);
    [[nodiscard]] JobState stateOf(const QString &id) { return jobOf(id).state; }
    [[nodiscard]] QList<JobItem> itemsOf(const QString &id);
    [[nodiscard]] JobDryRun dryRun(const JobOrder &order);

    std::unique_ptr<ApiBench> m_bench;
    bool m_passes = false;
    int m_serial = 0;
};

void JobRoutesTest::init()
{
    m_bench = std::make_unique<ApiBench>();
    m_passes = false;
    m_serial = 0;
    m_bench->answer = [this](const engine::Call &call) {
        const bool isSecond = call.branch.value == u"02"_s;
        return engine::CallAnswered{.outcome = isSecond && !m_passes ? Outcome::Unknown : Outcome::Succeeded, .statusCode = isSecond && !m_passes ? 500 : 200};
    };
    QVERIFY(m_bench->start());
}

// Its second branch fails until letThemPass().
void JobRoutesTest::submitStuck(const QString &gid)
{
    QCOMPARE(m_bench->post(u"/api/dtmsvr/submit"_s, sagaBody(gid)).status, 200);
    const auto isStuck = [this, &gid] {
        return m_bench->get(u"/api/v1/transactions?failures=1&gid="_s + gid).json().value("rows"_L1).toArray().size() == 1;
    };
    QTRY_VERIFY(isStuck());
}

JobOrder JobRoutesTest::order(Action action) const
{
    JobOrder order;
    order.id = u"job-%1"_s.arg(m_serial);
    order.action = action;
    order.reason = u"bank 2 is back again"_s;
    order.set.filter.statuses = {TransactionStatus::Prepared, TransactionStatus::Submitted, TransactionStatus::Aborting};
    order.set.frozenAt = m_bench->clock.now();
    order.pace.perSecond = 200;
    return order;
}

BulkJob JobRoutesTest::startJob(const JobOrder &order)
{
    const Heard heard = send(u"/api/v1/jobs"_s, codec::toJson(order));
    if (heard.status != 200)
        qWarning() << heard.status << heard.body;
    return codec::bulkJobFromJson(heard.json().value("job"_L1).toObject()).value_or(BulkJob{});
}

BulkJob JobRoutesTest::jobOf(const QString &id)
{
    for (const QJsonValue &value : m_bench->get(u"/api/v1/jobs"_s).json().value("jobs"_L1).toArray())
        if (const auto job = codec::bulkJobFromJson(value.toObject()); job && job->order.id == id)
            return *job;
    return {};
}

QList<JobItem> JobRoutesTest::itemsOf(const QString &id)
{
    QList<JobItem> all;
    QString after;
    do {
        const auto items = codec::jobItemsFromJson(m_bench->get(u"/api/v1/jobs/%1/items?after=%2"_s.arg(id, after)).json());
        if (!items)
            return all;
        all += items->items;
        after = items->next;
    } while (!after.isEmpty());
    return all;
}

JobDryRun JobRoutesTest::dryRun(const JobOrder &order)
{
    return codec::jobDryRunFromJson(send(u"/api/v1/jobs/dry-run"_s, codec::toJson(order)).json()).value_or(JobDryRun{.eligible = -1});
}

void JobRoutesTest::retriesAll()
{
    for (int i = 0; i < 5; ++i)
        submitStuck(u"stuck-%1"_s.arg(i));
    const JobOrder wanted = order();
    const JobDryRun run = dryRun(wanted);
    QCOMPARE(run.eligible, 5);
    QVERIFY(run.complete);
    QCOMPARE(run.sample.size(), 5);
    letThemPass();
    const BulkJob job = startJob(wanted);
    QCOMPARE(job.order.id, wanted.id);
    QTRY_COMPARE(stateOf(wanted.id), JobState::Done);
    const BulkJob done = jobOf(wanted.id);
    QCOMPARE(done.total, 5);
    QCOMPARE(done.done, (QMap<ItemOutcome, qint64>{{ItemOutcome::TookEffect, 5}}));
    QVERIFY(done.endedAt);
    QCOMPARE(itemsOf(wanted.id).size(), 5);
    QTRY_COMPARE(m_bench->get(u"/api/v1/transactions?status=succeed"_s).json().value("rows"_L1).toArray().size(), 5);
}

void JobRoutesTest::laterOnesAreLeftAlone()
{
    submitStuck(u"before"_s);
    const JobOrder wanted = order();
    QTRY_VERIFY(m_bench->clock.now() > wanted.set.frozenAt); // created at or before belongs to the set
    submitStuck(u"after"_s);
    const JobDryRun run = dryRun(wanted);
    QCOMPARE(run.eligible, 1);
    QCOMPARE(run.arrivedLater, 1);
    letThemPass();
    std::ignore = startJob(wanted);
    QTRY_COMPARE(stateOf(wanted.id), JobState::Done);
    const QList<JobItem> items = itemsOf(wanted.id);
    QCOMPARE(items.size(), 1);
    QCOMPARE(items.first().gid.value, u"before"_s);
}

void JobRoutesTest::picksByHand()
{
    for (const QString &gid : {u"a"_s, u"b"_s, u"c"_s})
        submitStuck(gid);
    JobOrder wanted = order(Action::Pause);
    wanted.set = {.filter = {}, .gids = {Gid{u"c"_s}, Gid{u"a"_s}, Gid{u"nowhere"_s}}, .picked = 3, .frozenAt = m_bench->clock.now()};
    const JobDryRun run = dryRun(wanted);
    QCOMPARE(run.eligible, 2);
    QCOMPARE(run.ineligible, (QList<IneligibleCount>{{u"It does not exist any more."_s, 1}}));
    std::ignore = startJob(wanted);
    QTRY_COMPARE(stateOf(wanted.id), JobState::Done);
    const QList<JobItem> items = itemsOf(wanted.id);
    QCOMPARE(items.size(), 2);
    QCOMPARE(items[0].gid.value, u"c"_s);
    QCOMPARE(items[1].gid.value, u"a"_s);
    QCOMPARE(jobOf(wanted.id).order.set.picked, 3);
}

void JobRoutesTest::pickedTwiceIsActedOnOnce()
{
    submitStuck(u"a"_s);
    letThemPass();
    JobOrder wanted = order();
    wanted.set = {.filter = {}, .gids = {Gid{u"a"_s}, Gid{u"a"_s}}, .picked = 2, .frozenAt = m_bench->clock.now()};
    QCOMPARE(dryRun(wanted).eligible, 1);
    QCOMPARE(startJob(wanted).order.set.picked, 1);
    QTRY_COMPARE(stateOf(wanted.id), JobState::Done);
    QCOMPARE(jobOf(wanted.id).done, (QMap<ItemOutcome, qint64>{{ItemOutcome::TookEffect, 1}}));
}

// A number of picks without the picks must never mean everybody.
void JobRoutesTest::picksThatAreNotThereAreNobody()
{
    submitStuck(u"bystander"_s);
    JobOrder wanted = order(Action::Pause);
    QJsonObject body = codec::toJson(wanted);
    body.insert(u"set"_s, QJsonObject{{u"picked"_s, 1}, {u"frozenAt"_s, toMs(m_bench->clock.now())}});
    for (const QString &path : {u"/api/v1/jobs/dry-run"_s, u"/api/v1/jobs"_s}) {
        const Heard refused = send(path, body);
        QCOMPARE(refused.status, 400);
        QCOMPARE(refused.message(), u"field set.gids: is missing, although set.picked says how many"_s);
    }
    QVERIFY(m_bench->get(u"/api/v1/jobs"_s).json().value("jobs"_L1).toArray().isEmpty());
    QVERIFY(!m_bench->get(u"/api/v1/transactions/bystander"_s).body.contains("\"paused\":true"));
}

void JobRoutesTest::dryRunIsRun_data()
{
    QTest::addColumn<int>("action");
    for (const Action action : {Action::Retry, Action::Abort, Action::Pause, Action::Resume, Action::ForceStop})
        QTest::newRow(nameIn(actionNames, action).data()) << static_cast<int>(action);
}

// What the dry run calls eligible is what the job acts on, when nothing has moved.
void JobRoutesTest::dryRunIsRun()
{
    QFETCH(int, action);
    QRandomGenerator random(20'261'121);
    for (int i = 0; i < 12; ++i) {
        const QString gid = u"mixed-%1"_s.arg(i, 2, 10, QChar(u'0'));
        m_passes = random.bounded(3) == 0; // ended already
        if (m_passes)
            QCOMPARE(m_bench->post(u"/api/dtmsvr/submit"_s, sagaBody(gid, R"("wait_result":true)")).status, 200);
        else if (random.bounded(3) == 0)
            QCOMPARE(m_bench->post(u"/api/dtmsvr/prepare"_s, sagaBody(gid)).status, 200);
        else
            submitStuck(gid);
        if (!m_passes && random.bounded(2) == 0)
            std::ignore = m_bench->post(u"/api/v1/transactions/"_s + gid + u"/pause"_s, "{}");
    }
    m_passes = false;
    JobOrder wanted = order(static_cast<Action>(action));
    wanted.set.filter.statuses.clear();
    const JobDryRun run = dryRun(wanted);
    qint64 counted = run.eligible;
    for (const IneligibleCount &one : run.ineligible)
        counted += one.count;
    QCOMPARE(counted, 12);
    QVERIFY(run.eligible > 0);
    letThemPass();
    std::ignore = startJob(wanted);
    QTRY_COMPARE(stateOf(wanted.id), JobState::Done);
    const BulkJob job = jobOf(wanted.id);
    QCOMPARE(job.total, run.eligible);
    QStringList sampled;
    for (const TransactionRow &row : run.sample)
        sampled.append(row.transaction.gid.value);
    QStringList acted;
    for (const JobItem &item : itemsOf(wanted.id))
        acted.append(item.gid.value);
    QCOMPARE(acted, sampled);
    QCOMPARE(job.done.value(ItemOutcome::TookEffect), run.eligible);
}

void JobRoutesTest::tellsHowParticipantsDo()
{
    submitStuck(u"g"_s);
    const JobDryRun run = dryRun(order());
    const auto touched = std::find_if(run.touched.begin(), run.touched.end(), [](const auto &one) { return one.participant == u"bank:2"_s; });
    QVERIFY(touched != run.touched.end());
    QCOMPARE(touched->calls, 1);
    QVERIFY(touched->okShare);
    QCOMPARE(*touched->okShare, 0.0); // retrying will not help
}

void JobRoutesTest::sameIdIsSameJob()
{
    submitStuck(u"g"_s);
    letThemPass();
    const JobOrder wanted = order();
    std::ignore = startJob(wanted);
    QTRY_COMPARE(stateOf(wanted.id), JobState::Done);
    const BulkJob again = startJob(wanted);
    QCOMPARE(again.state, JobState::Done);
    QCOMPARE(again.total, 1);
    JobOrder other = wanted;
    other.action = Action::Pause;
    const Heard refused = send(u"/api/v1/jobs"_s, codec::toJson(other));
    QCOMPARE(refused.status, 409);
    QCOMPARE(refused.message(), u"there is another job with this id: a new order needs a new id"_s);

    ++m_serial;
    JobOrder ahead = order(); // by a clock that is ahead
    ahead.set.frozenAt += Seconds{3600};
    std::ignore = startJob(ahead);
    QTRY_COMPARE(stateOf(ahead.id), JobState::Done);
    QCOMPARE(startJob(ahead).order.id, ahead.id);
}

void JobRoutesTest::isSteered()
{
    for (int i = 0; i < 6; ++i) // one a second: time enough to pause it on a slow machine, too
        submitStuck(u"slow-%1"_s.arg(i));
    letThemPass();
    JobOrder wanted = order();
    wanted.pace.perSecond = 1;
    std::ignore = startJob(wanted);
    const QString path = u"/api/v1/jobs/"_s + wanted.id;
    QTRY_VERIFY(jobOf(wanted.id).done.value(ItemOutcome::TookEffect) >= 1);
    QCOMPARE(send(path + u"/pause"_s, {{u"reason"_s, u"lunch"_s}}).status, 200);
    QCOMPARE(stateOf(wanted.id), JobState::Paused);
    QCOMPARE(send(path + u"/rate"_s, {{u"perSecond"_s, 100}}).status, 200);
    QCOMPARE(jobOf(wanted.id).order.pace.perSecond, 100);
    const qint64 before = jobOf(wanted.id).doneCount();
    QVERIFY(before < 6);
    QCOMPARE(send(path + u"/resume"_s, {}).status, 200);
    QTRY_COMPARE(stateOf(wanted.id), JobState::Done);
    QCOMPARE(jobOf(wanted.id).doneCount(), 6);

    ++m_serial;
    m_passes = false;
    for (int i = 0; i < 6; ++i)
        submitStuck(u"more-%1"_s.arg(i));
    JobOrder second = order(Action::Pause);
    second.pace.perSecond = 1;
    std::ignore = startJob(second);
    QTRY_COMPARE(stateOf(second.id), JobState::Running);
    QCOMPARE(send(u"/api/v1/jobs/%1/cancel"_s.arg(second.id), {}).status, 200);
    QTRY_COMPARE(stateOf(second.id), JobState::Cancelled);
    QVERIFY(jobOf(second.id).doneCount() < 6);
    QVERIFY(jobOf(second.id).endedAt);
}

// Acts that cannot be recorded are not done, and a job does not try the next one.
void JobRoutesTest::stopsAtFirstFailure()
{
    for (int i = 0; i < 6; ++i)
        submitStuck(u"g-%1"_s.arg(i));
    JobOrder wanted = order(Action::Pause);
    wanted.pace.perSecond = 1;
    std::ignore = startJob(wanted);
    QTRY_VERIFY(jobOf(wanted.id).doneCount() >= 1);
    m_bench->audit.fail();
    QTRY_COMPARE(stateOf(wanted.id), JobState::StoppedItself);
    m_bench->audit.fail(false);
    QCOMPARE(jobOf(wanted.id).why, u"audit unavailable"_s);
    const QList<AuditRecord> records = m_bench->audit.records();
    const auto acted = std::count_if(records.begin(), records.end(), [](const AuditRecord &r) { return r.action == u"pause"_s; });
    QVERIFY(acted < 6);
    QCOMPARE(jobOf(wanted.id).doneCount(), qint64(acted));
}

void JobRoutesTest::recordsEverything()
{
    submitStuck(u"g"_s);
    letThemPass();
    const JobOrder wanted = order();
    std::ignore = startJob(wanted);
    QTRY_COMPARE(stateOf(wanted.id), JobState::Done);
    const QList<AuditRecord> records = m_bench->audit.records();
    const auto ordered = std::find_if(records.begin(), records.end(), [](const AuditRecord &r) { return r.action == u"job.retry"_s; });
    QVERIFY(ordered != records.end());
    QCOMPARE(ordered->target, wanted.id);
    QCOMPARE(ordered->reason, wanted.reason);
    QVERIFY(ordered->after.contains(u"status=prepared,submitted,aborting"_s));
    const auto acted = std::find_if(records.begin(), records.end(), [](const AuditRecord &r) { return r.action == u"retry"_s; });
    QVERIFY(acted != records.end());
    QCOMPARE(acted->gid, u"g"_s);
    QCOMPARE(acted->by.requestId, u"job-"_s + wanted.id);
    const QByteArray journal = m_bench->get(u"/api/v1/transactions/g"_s).body;
    QVERIFY(journal.contains(", job " + wanted.id.toUtf8()));
}

void JobRoutesTest::whoMay()
{
    test::giveToken(*m_bench, u"operator"_s, Role::Operator);
    test::giveToken(*m_bench, u"viewer"_s, Role::Viewer);
    test::giveToken(*m_bench, u"scoped"_s, Role::Admin, {.gidPrefix = u"mine-"_s, .kinds = {}});
    const auto ask = [this](const QString &token, Action action) {
        JobOrder wanted = order(action);
        wanted.id = token + nameIn(actionNames, action);
        return test::knock(*m_bench, {.method = "POST", .target = u"/api/v1/jobs"_s, .body = QJsonDocument(codec::toJson(wanted)).toJson(),
                                      .headers = {test::bearerOf(token)}}).status;
    };
    QCOMPARE(ask(u"viewer"_s, Action::Retry), 403);
    QCOMPARE(ask(u"scoped"_s, Action::Retry), 403);
    QCOMPARE(ask(u"operator"_s, Action::Retry), 200);
    QCOMPARE(ask(u"operator"_s, Action::ForceStop), 403);
    const auto itemsFor = [this](const QString &token) { // gids of everybody
        return test::knock(*m_bench, {.method = "GET", .target = u"/api/v1/jobs/operatorretry/items"_s, .body = {}, .headers = {test::bearerOf(token)}}).status;
    };
    QCOMPARE(itemsFor(u"scoped"_s), 403);
    QCOMPARE(itemsFor(u"viewer"_s), 200);
}

TXDESK_TEST(JobRoutesTest);
#include "job_routes_test.moc"
