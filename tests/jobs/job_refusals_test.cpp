// What /api/v1/jobs says to an order that it does not take: what is wrong with it, and what would be right.
// SPDX-License-Identifier: Apache-2.0
#include "server/jobs/job_desk.h"
#include "shared/codec/job_codec.h"
#include "tests/api/api_bench.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using test::ApiBench;
using test::Heard;

class JobRefusalsTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_bench.reset(); }
    void refusesSteering_data();
    void refusesSteering();
    void refusesInWords_data();
    void refusesInWords();
    void saysThatItHadNobody();
    void carriesSoManyAtATime();

private:
    void startOfNothing();
    [[nodiscard]] BulkJob job();

    std::unique_ptr<ApiBench> m_bench;
};

void JobRefusalsTest::init()
{
    m_bench = std::make_unique<ApiBench>();
    QVERIFY(m_bench->start());
}

BulkJob JobRefusalsTest::job()
{
    const QJsonObject first = m_bench->get(u"/api/v1/jobs"_s).json().value("jobs"_L1).toArray().first().toObject();
    return codec::bulkJobFromJson(first).value_or(BulkJob{});
}

// There is no transaction at all.
void JobRefusalsTest::startOfNothing()
{
    JobOrder order{.id = u"job-0"_s, .action = Action::Retry, .set = {}, .reason = u"bank 2 is back again"_s, .pace = {}};
    order.set.filter.statuses = {TransactionStatus::Submitted};
    order.set.frozenAt = m_bench->clock.now();
    QCOMPARE(m_bench->post(u"/api/v1/jobs"_s, QJsonDocument(codec::toJson(order)).toJson()).status, 200);
    QTRY_COMPARE(job().state, JobState::Done);
}

void JobRefusalsTest::refusesSteering_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("message");
    QTest::newRow("unknown") << u"nowhere/pause"_s << "{}"_ba << 404 << u"no job with this id"_s;
    QTest::newRow("over") << u"job-0/pause"_s << "{}"_ba << 409 << u"the job is over (done): start a new one"_s;
    QTest::newRow("over, cancel") << u"job-0/cancel"_s << "{}"_ba << 409 << u"the job is over (done): start a new one"_s;
    QTest::newRow("no rate") << u"job-0/rate"_s << "{}"_ba << 400 << u"field perSecond: is missing"_s;
    for (const char *rate : {"0", "201", "99999"})
        QTest::addRow("rate %s", rate) << u"job-0/rate"_s << R"({"perSecond":)" + QByteArray(rate) + '}' << 400 << u"field perSecond: must be 1 to 200 transactions a second"_s;
}

// Each in words that say what is wrong and what would be right.
void JobRefusalsTest::refusesInWords_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const QByteArray &rest, const QString &message) {
        QTest::newRow(name) << R"({"id":"j",)" + rest + '}' << message;
    };
    const QByteArray set = R"("set":{"filter":"stuck=1","frozenAt":1})";
    row("no reason", R"("action":"retry",)" + set, u"reason required: the audit keeps it with every act of the job"_s);
    row("blanks for a reason", R"("action":"retry","reason":"   ",)" + set, u"reason required: the audit keeps it with every act of the job"_s);
    row("a short reason for a hard act", R"("action":"force-stop","reason":"so what",)" + set,
        u"reason required (at least 10 characters): nothing is undone, and the audit keeps why"_s);
    row("no action", R"("reason":"because",)" + set, u"field action: is missing: must be retry, abort, pause, resume or force-stop"_s);
    row("an unknown action", R"("action":"explode","reason":"because",)" + set, u"field action: must be retry, abort, pause, resume or force-stop"_s);
    row("a decision about one", R"("action":"skip","reason":"because",)" + set,
        u"field action: is a decision about one transaction: a job can retry, abort, pause, resume or force-stop"_s);
    row("no set", R"("action":"retry","reason":"because")", u"field set.filter: is missing, and no gids are given: the order names nobody to act on"_s);
    row("nobody picked", R"("action":"retry","reason":"because","set":{"gids":[]})",
        u"field set.filter: is missing, and no gids are given: the order names nobody to act on"_s);
    QByteArrayList gids;
    for (int i = 0; i <= 20'000; ++i)
        gids.append('"' + QByteArray::number(i) + '"');
    row("too many picked", R"("action":"retry","reason":"because","set":{"gids":[)" + gids.join(',') + "]}",
        u"field set.gids: are too many: at most 20000 can be picked by hand; give a filter instead"_s);
    row("a rate that is none", R"("action":"retry","reason":"because","pace":{"perSecond":0},)" + set, u"field pace.perSecond: must be 1 to 200 transactions a second"_s);
    row("more than all may fail", R"("action":"retry","reason":"because","pace":{"stopPercent":101},)" + set, u"field pace.stopPercent: must be 0 to 100 percent"_s);
}

void JobRefusalsTest::refusesInWords()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, message);
    const Heard heard = m_bench->post(u"/api/v1/jobs"_s, body);
    QCOMPARE(heard.message(), message);
    QCOMPARE(heard.status, 400);
    QVERIFY(job().order.id.isEmpty()); // none was started
}

void JobRefusalsTest::saysThatItHadNobody()
{
    startOfNothing();
    QCOMPARE(job().total, 0);
    QCOMPARE(job().why, u"No transaction of the set allowed it when the job looked."_s);
}

void JobRefusalsTest::refusesSteering()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QString, message);
    startOfNothing();
    const Heard heard = m_bench->post(u"/api/v1/jobs/"_s + path, body);
    QCOMPARE(heard.status, status);
    QCOMPARE(heard.message(), message);
}

void JobRefusalsTest::carriesSoManyAtATime()
{
    for (int i = 0; i < 30; ++i) { // at one a second none of them ends soon
        const QJsonObject tcc{{u"trans_type"_s, u"tcc"_s}, {u"gid"_s, u"g-%1"_s.arg(i)}};
        QCOMPARE(m_bench->post(u"/api/dtmsvr/prepare"_s, QJsonDocument(tcc).toJson()).status, 200);
    }
    const Instant frozenAt = m_bench->clock.now();
    const auto send = [this, frozenAt](int number) {
        JobOrder order{.id = u"job-%1"_s.arg(number), .action = Action::Pause, .set = {}, .reason = u"because"_s, .pace = {.perSecond = 1, .stopPercent = 100, .ramp = {}}};
        order.set.filter.statuses = {TransactionStatus::Prepared};
        order.set.frozenAt = frozenAt;
        return m_bench->post(u"/api/v1/jobs"_s, QJsonDocument(codec::toJson(order)).toJson());
    };
    for (int number = 0; number < jobs::JobDesk::atOnceMax; ++number)
        QCOMPARE(send(number).status, 200);
    const Heard refused = send(99);
    QCOMPARE(refused.status, 503);
    QCOMPARE(refused.message(), u"8 jobs of this coordinator are not over yet, and it carries no more at a time: wait for one, or cancel it"_s);
    QCOMPARE(send(3).status, 200); // an order that it has already
}

TXDESK_TEST(JobRefusalsTest);
#include "job_refusals_test.moc"
