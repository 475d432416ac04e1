// Jobs as JSON: what goes out comes back the same; what does not fit is refused by name.
// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/job_codec.h"
#include "tests/support/test_main.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;

class JobCodecTest : public QObject
{
    Q_OBJECT

private slots:
    void orders();
    void jobs();
    void dryRuns();
    void storedItems();
    void refuses_data();
    void refuses();
};

namespace {

JobOrder sampleOrder()
{
    JobOrder order{.id = u"job-1"_s, .action = Action::Abort, .set = {}, .reason = u"stock is back"_s, .pace = {.perSecond = 5, .stopPercent = 10, .ramp = {1, 3}}};
    order.set.filter.statuses = {TransactionStatus::Submitted, TransactionStatus::Aborting};
    order.set.filter.errorContains = u"lock & wait = 50 %+"_s;
    order.set.filter.participant = u"stock:8082"_s;
    order.set.frozenAt = fromMs(1'700'000'000'123);
    return order;
}

} // namespace

void JobCodecTest::orders()
{
    const JobOrder byFilter = sampleOrder();
    QCOMPARE(codec::jobOrderFromJson(codec::toJson(byFilter)), Result<JobOrder>(byFilter));
    JobOrder picked = sampleOrder();
    picked.set = {.filter = {}, .gids = {Gid{u"a"_s}, Gid{u"b"_s}}, .picked = 2, .frozenAt = fromMs(7)};
    QCOMPARE(codec::jobOrderFromJson(codec::toJson(picked)), Result<JobOrder>(picked));
}

void JobCodecTest::jobs()
{
    BulkJob job{.order = sampleOrder(), .state = JobState::StoppedItself, .why = u"too many"_s, .actor = u"lin"_s, .createdAt = fromMs(5),
                .endedAt = fromMs(9), .total = 12, .done = {{ItemOutcome::TookEffect, 3}, {ItemOutcome::Changed, 1}}};
    QCOMPARE(codec::bulkJobFromJson(codec::toJson(job)), Result<BulkJob>(job));
    const codec::StoredJob stored{.job = job, .by = {u"lin"_s, u"t1"_s, Role::Operator, u"10.0.0.1"_s, u"job-x"_s}, .owner = u"node-a"_s, .turn = 3};
    QCOMPARE(codec::storedJobFrom(codec::storedText(stored)), Result<codec::StoredJob>(stored));
    job.order.set = {.filter = {}, .gids = {Gid{u"a"_s}}, .picked = 1, .frozenAt = fromMs(7)};
    const Result<BulkJob> told = codec::bulkJobFromJson(codec::toJson(job));
    QVERIFY(told);
    QVERIFY(told->order.set.gids.isEmpty()); // may be thousands: only their number is told
    QCOMPARE(told->order.set.picked, 1);
}

void JobCodecTest::dryRuns()
{
    JobDryRun run{.eligible = 7, .ineligible = {{u"It has ended already."_s, 3}}, .complete = false, .arrivedLater = 2, .sample = {}, .touched = {}};
    run.touched = {{u"stock:8082"_s, 7, 0.25}, {u"pay:1"_s, 1, {}}};
    QCOMPARE(codec::jobDryRunFromJson(codec::toJson(run)), Result<JobDryRun>(run));
}

void JobCodecTest::storedItems()
{
    codec::StoredItem waiting{.item = {.gid = {u"a"_s}}};
    codec::StoredItem intended{.item = {.gid = {u"b"_s}}, .stage = codec::ItemStage::Intended};
    intended.before.gid = {u"b"_s};
    intended.before.status = TransactionStatus::Aborting;
    intended.before.epoch = 4;
    intended.before.attempts = 9;
    intended.before.lastSeq = 31;
    intended.before.parked = Parked::Dirty;
    intended.before.paused = true;
    codec::StoredItem takenBack = intended; // waits again, but may have been acted on by whoever intended it
    takenBack.item.gid = takenBack.before.gid = {u"d"_s};
    takenBack.stage = codec::ItemStage::Waiting;
    codec::StoredItem concluded{.item = {{u"c"_s}, ItemOutcome::Refused, u"not now"_s, fromMs(3)}, .stage = codec::ItemStage::Concluded};
    const QList<codec::StoredItem> all{waiting, intended, takenBack, concluded};
    QCOMPARE(codec::storedItemsFrom(codec::storedText(all)), Result<QList<codec::StoredItem>>(all));
    // A row of DTM's kv table holds 64 KB.
    codec::StoredItem longest{.item = {{QString(128, u'g')}, ItemOutcome::NoEffectSeen, QString(120, u'锁'), fromMs(1'700'000'000'000)}, .stage = codec::ItemStage::Concluded};
    QVERIFY(codec::storedText(QList<codec::StoredItem>(100, longest)).toUtf8().size() < 65'536);
}

void JobCodecTest::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, const QByteArray &json, const QString &field) { QTest::newRow(name) << json << field; };
    row("no id", R"({"action":"retry","set":{"filter":"stuck=1"}})", u"id"_s);
    row("id with a slash", R"({"id":"a/b","action":"retry","set":{"filter":"stuck=1"}})", u"id"_s);
    row("long id", R"({"id":")" + QByteArray(33, 'a') + R"(","action":"retry","set":{"filter":"stuck=1"}})", u"id"_s);
    row("no action", R"({"id":"a","set":{"filter":"stuck=1"}})", u"action"_s);
    row("a decision about one", R"({"id":"a","action":"submit","set":{"filter":"stuck=1"}})", u"action"_s);
    row("no set", R"({"id":"a","action":"retry"})", u"set.filter"_s);
    row("unknown filter", R"({"id":"a","action":"retry","set":{"filter":"colour=red"}})", u"colour"_s);
    row("empty gid", R"({"id":"a","action":"retry","set":{"gids":[""]}})", u"set.gids"_s);
    row("rate 0", R"({"id":"a","action":"retry","set":{"filter":"stuck=1"},"pace":{"perSecond":0}})", u"pace.perSecond"_s);
    row("rate beyond the limit", R"({"id":"a","action":"retry","set":{"filter":"stuck=1"},"pace":{"perSecond":201}})", u"pace.perSecond"_s);
}

void JobCodecTest::refuses()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, field);
    const Result<JobOrder> order = codec::jobOrderFromJson(QJsonDocument::fromJson(json).object());
    QVERIFY(!order);
    QCOMPARE(order.error().code, ErrorCode::InvalidRequest);
    QCOMPARE(order.error().field, field);
}

TXDESK_TEST(JobCodecTest);
#include "job_codec_test.moc"
