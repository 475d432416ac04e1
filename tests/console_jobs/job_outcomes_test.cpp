// Jobs of the console's own, for back ends without any: the endings of their items, their steps, their dry run, and what
// survives; and the same endings for an order to a server.
// SPDX-License-Identifier: Apache-2.0
#include "console/jobs/job_book.h"
#include "tests/console/samples.h"
#include "tests/support/fake_coordinator_link.h"
#include "tests/support/fake_time.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

using namespace txdesk;
using namespace txdesk::console;
using namespace txdesk::test;
using namespace Qt::StringLiterals;

namespace {

struct RunnerUnderTest
{
    QTemporaryDir dir;
    FakeTime time;
    FakeCoordinatorLink link{time};
    LocalAudit audit{dir.filePath(u"audit.log"_s)};
    ActWitness witness{link, time};
    JobBook book{link, time, time, witness};

    explicit RunnerUnderTest(int rows = 3)
    {
        link.can.features.setFlag(Feature::Jobs, false);
        link.goLive();
        witness.setAudit(&audit, u"old-dtm"_s);
        book.setFolder(dir.filePath(u"jobs"_s));
        for (TransactionRow row : sampleRows(rows)) {
            row.transaction.createdAt = time.now() - Seconds{60};
            row.transaction.status = TransactionStatus::Submitted;
            link.rows.append(row);
            TransactionDetail detail;
            detail.snapshot.transaction = row.transaction;
            detail.actions = {};
            link.details.insert(row.transaction.gid, detail);
        }
    }

    [[nodiscard]] JobOrder order(Action action = Action::Pause)
    {
        JobOrder order{.id = JobBook::newId(), .action = action, .set = {}, .reason = u"because it has to be"_s, .pace = {.perSecond = 200, .stopPercent = 100, .ramp = {}}};
        order.set.frozenAt = time.now();
        return order;
    }

    BulkJob start(const JobOrder &order)
    {
        std::optional<Result<BulkJob>> answer;
        book.start(order, {}, {}, &book, [&answer](Result<BulkJob> job) { answer = std::move(job); });
        std::ignore = QTest::qWaitFor([&answer] { return answer.has_value(); });
        return answer && *answer ? **answer : BulkJob{};
    }

    // Time goes on and answers come, until the job is over.
    bool finish(const QString &id)
    {
        return QTest::qWaitFor([this, &id] {
            time.advance(Milliseconds{100});
            return isFinal(job(id).state);
        });
    }

    [[nodiscard]] BulkJob job(const QString &id)
    {
        for (const BulkJob &job : book.jobs())
            if (job.order.id == id)
                return job;
        return {};
    }

    [[nodiscard]] QList<JobItem> items(const QString &id)
    {
        std::optional<QList<JobItem>> found;
        book.items(id, &book, [&found](Result<QList<JobItem>> items) { found = items.value_or(QList<JobItem>{}); });
        std::ignore = QTest::qWaitFor([&found] { return found.has_value(); });
        return found.value_or(QList<JobItem>{});
    }

    void pauseWhatIsAsked() // as a server that does what it is told
    {
        for (const ActionRequest &act : std::as_const(link.acts)) {
            TransactionRow row{link.details.value(act.gid).snapshot.transaction, {}};
            row.transaction.paused = true;
            link.change(row);
        }
    }
};

} // namespace

class JobOutcomesTest final : public QObject
{
    Q_OBJECT

private slots:
    void itemsEnd_data()
    {
        QTest::addColumn<int>("outcome");
        for (const Name<ItemOutcome> &name : itemOutcomeNames)
            QTest::newRow(name.text.data()) << static_cast<int>(name.value);
    }

    void itemsEnd()
    {
        QFETCH(int, outcome);
        const auto expected = static_cast<ItemOutcome>(outcome);
        RunnerUnderTest all(1);
        all.link.noEffectBecause = u"this store does not look again"_s;
        if (expected == ItemOutcome::Refused)
            all.link.actRefusal = Error{ErrorCode::Conflict, u"Something only this server says."_s, {}};
        if (expected == ItemOutcome::Lost)
            all.link.actRefusal = Error{ErrorCode::OutcomeUnknown, u"connection closed"_s, {}};
        if (expected == ItemOutcome::Changed)
            all.link.actRefusal = Error{ErrorCode::Conflict, u"status or epoch moved"_s, u"expectedEpoch"_s};
        const JobOrder order = all.order();
        QCOMPARE(all.start(order).order.id, order.id);
        if (expected == ItemOutcome::TookEffect) {
            const auto isAsked = [&all] {
                all.time.advance(Milliseconds{100});
                return !all.link.acts.isEmpty();
            };
            QVERIFY(QTest::qWaitFor(isAsked));
            all.pauseWhatIsAsked();
        }
        QVERIFY(all.finish(order.id));
        QCOMPARE(all.job(order.id).done, (QMap<ItemOutcome, qint64>{{expected, 1}}));
        const QList<JobItem> items = all.items(order.id);
        QCOMPARE(items.size(), 1);
        QCOMPARE(items.first().outcome, expected);
        if (expected == ItemOutcome::Refused)
            QCOMPARE(items.first().detail, u"Something only this server says."_s);
        if (expected == ItemOutcome::NoEffectSeen)
            QCOMPARE(items.first().detail, u"this store does not look again"_s);
        QStringList verbs;
        for (const LocalRecord &record : all.audit.newest(20))
            verbs.append(record.verb);
        QVERIFY(verbs.contains(u"job.pause"_s) && verbs.contains(u"pause"_s));
        QVERIFY(all.audit.verify().problem.isEmpty());
    }

    void notConnectedStartsNothing()
    {
        RunnerUnderTest all;
        all.link.breakOff(u"gone"_s);
        QCOMPARE(all.book.whyNot(Action::Pause), u"Not connected to the coordinator."_s);
        QVERIFY(all.start(all.order()).order.id.isEmpty());
        QVERIFY(all.link.acts.isEmpty() && all.book.jobs().isEmpty() && all.audit.newest(9).isEmpty());
    }

    void serversEndsAlike_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("verdict");
        QTest::newRow("refused") << static_cast<int>(ErrorCode::Conflict) << u"refused"_s;
        QTest::newRow("lost") << static_cast<int>(ErrorCode::OutcomeUnknown) << u"lost"_s;
        QTest::newRow("done") << -1 << u"done"_s;
    }

    void serversEndsAlike()
    {
        QFETCH(int, code);
        QFETCH(QString, verdict);
        RunnerUnderTest all;
        all.link.can.features.setFlag(Feature::Jobs);
        if (code >= 0)
            all.link.jobRefusal = Error{static_cast<ErrorCode>(code), u"in the server's words"_s, {}};
        std::ignore = all.start(all.order());
        QCOMPARE(all.link.jobOrders.size(), 1);
        if (code < 0) {
            all.link.jobList.first().state = JobState::Done;
            all.book.refresh();
        }
        QTRY_COMPARE(all.audit.newest(1).value(0).verdict, verdict);
        if (code >= 0)
            QCOMPARE(all.audit.newest(1).first().detail, u"in the server's words"_s);
    }

    // What the dry run calls eligible is what the job acts on, when nothing has moved.
    void dryRunIsRun()
    {
        RunnerUnderTest all(40);
        for (int i = 0; i < all.link.rows.size(); i += 3) {
            TransactionRow &row = all.link.rows[i];
            row.transaction.status = i % 2 == 0 ? TransactionStatus::Succeeded : TransactionStatus::Submitted;
            row.transaction.paused = i % 2 != 0;
            all.link.details[row.transaction.gid].snapshot.transaction = row.transaction;
        }
        all.link.rows[1].transaction.createdAt = all.time.now() + Seconds{5}; // later: not in the set
        const JobOrder order = all.order();
        std::optional<JobDryRun> run;
        all.book.dryRun(order, &all.book, [&run](Result<JobDryRun> counted) { run = counted.value_or(JobDryRun{}); });
        QTRY_VERIFY(run.has_value());
        std::ignore = all.start(order);
        QVERIFY(all.finish(order.id));
        QCOMPARE(all.job(order.id).total, run->eligible);
        QCOMPARE(all.link.acts.size(), run->eligible);
        QVERIFY(run->eligible > 20 && run->eligible < 39);
    }

    void stopsItselfAndIsSteered()
    {
        RunnerUnderTest all(30);
        all.link.actRefusal = Error{ErrorCode::Conflict, u"no"_s, {}};
        JobOrder order = all.order();
        order.pace = {.perSecond = 50, .stopPercent = 20, .ramp = {1, 10}};
        std::ignore = all.start(order);
        QVERIFY(all.book.hasUnfinishedHere()); // closing the window asks
        QVERIFY(all.finish(order.id));
        QCOMPARE(all.job(order.id).state, JobState::StoppedItself);
        QCOMPARE(all.link.acts.size(), 1);
        all.link.actRefusal.reset();
        const JobOrder second = all.order();
        std::ignore = all.start(second);
        QTRY_COMPARE(all.job(second.id).state, JobState::Running);
        all.book.steer(second.id, JobVerb::Pause, 0);
        QCOMPARE(all.job(second.id).state, JobState::Paused);
        all.book.cancelAllHere();
        QVERIFY(!all.book.hasUnfinishedHere());
    }
};

TXDESK_TEST(JobOutcomesTest);
#include "job_outcomes_test.moc"
