// Workflows: what is recorded, what is replayed, and how they end.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/workflows.h"
#include "tests/client/fake_coordinator.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk::client;

namespace txdesk::test {
namespace {

// What a coordinator answers to prepareWorkflow; steps: "01-action=data 02-action!reason".
QByteArray progressTold(const QString &steps, const QString &status = u"prepared"_s, const QJsonObject &more = {})
{
    QJsonObject transaction = more;
    transaction["status"_L1] = status;
    QJsonArray rows;
    for (const QString &step : steps.split(u' ', Qt::SkipEmptyParts)) {
        const bool failed = step.contains(u'!');
        const QString key = step.section(failed ? u'!' : u'=', 0, 0);
        const QString data = step.section(failed ? u'!' : u'=', 1);
        rows.append(QJsonObject{{u"branch_id"_s, key.section(u'-', 0, 0)},
                                {u"op"_s, key.section(u'-', 1)},
                                {u"status"_s, failed ? u"failed"_s : u"succeed"_s},
                                {u"bin_data"_s, QString::fromLatin1(data.toUtf8().toBase64())}});
    }
    return QJsonDocument(QJsonObject{{u"transaction"_s, transaction}, {u"progresses"_s, rows}}).toJson();
}

// "01 action succeed r1": the rows that a run recorded, in order.
QStringList recordedBy(const FakeCoordinator &fake)
{
    QStringList rows;
    for (qsizetype i = 0; i < fake.asked.size(); ++i) {
        if (fake.asked[i] != "registerBranch"_L1)
            continue;
        const QJsonDocument body = QJsonDocument::fromJson(fake.requests[i].body);
        rows.append(u"%1 %2 %3 %4"_s.arg(body["branch_id"_L1].toString(), body["op"_L1].toString(), body["status"_L1].toString(), body["data"_L1].toString()));
    }
    return rows;
}

QString spelledEnd(const Result<QByteArray> &ended)
{
    return ended ? QString::fromUtf8(*ended) : u"error %1: %2"_s.arg(int(ended.error().code)).arg(ended.error().message);
}

} // namespace

class WorkflowTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void runsToItsEnd_data();
    void runsToItsEnd();
    void tellsNameDataAndCallback();
    void givesTheStoredEnd_data();
    void givesTheStoredEnd();
    void stopsWhenAStepCannotBeRecorded();
    void doesNoMoreHarmAfterAnUnknownStep();
    void allowsOneStepABranch();
    void resumesByTheWakeUpCall();
    void turnsASecondExecutionAway();

private:
    QString execute(Workflows &workflows)
    {
        QFuture<Result<QByteArray>> future = workflows.execute(u"transfer"_s, "30", Gid{u"g"_s});
        return QTest::qWaitFor([&] { return future.isFinished(); }) ? spelledEnd(future.result()) : u"does not end"_s;
    }
    // A saga-like step, then a TCC-like one.
    WorkflowFunction transfer() const
    {
        return [url = m_fake->url()](WorkflowRun &run, const QByteArray &data) -> Result<QByteArray> {
            const Result<QByteArray> out = run.branch().onRollback(url + u"/undo"_s, data).call(url + u"/out"_s, data);
            if (!out)
                return out;
            return run.branch().onCommit(url + u"/confirm"_s, data).onRollback(url + u"/cancel"_s, data).call(url + u"/try"_s, data);
        };
    }

    std::unique_ptr<FakeCoordinator> m_fake;
};

void WorkflowTest::init()
{
    m_fake = std::make_unique<FakeCoordinator>();
    m_fake->bodyOf = {{u"prepareWorkflow"_s, progressTold({})}, {u"out"_s, "r1"}, {u"try"_s, "r2"},
                      {u"undo"_s, "u"}, {u"confirm"_s, "c"}, {u"cancel"_s, "x"}};
}

void WorkflowTest::runsToItsEnd_data()
{
    QTest::addColumn<QString>("before"); // what is recorded already
    QTest::addColumn<int>("tryStatus");
    QTest::addColumn<int>("endStatus"); // of confirm, cancel and undo
    QTest::addColumn<QString>("asked"); // without prepareWorkflow and registerBranch
    QTest::addColumn<QString>("recorded");
    QTest::addColumn<QString>("ended");

    QTest::newRow("all works") << QString() << 200 << 200 << u"out try confirm submit"_s
                               << u"01 action succeed r1, 02 action succeed r2, 02 commit succeed c"_s << u"r2"_s;
    QTest::newRow("the second step is refused") << QString() << 409 << 200 << u"out try cancel undo submit"_s
                                                << u"01 action succeed r1, 02 action failed r2, 02 rollback succeed x, 01 rollback succeed u"_s
                                                << u"error 2: r2"_s;
    QTest::newRow("the second step is not done yet") << QString() << 425 << 200 << u"out try"_s << u"01 action succeed r1"_s << u"error 7: r2"_s;
    QTest::newRow("the second step breaks") << QString() << 500 << 200 << u"out try"_s << u"01 action succeed r1"_s << u"error 7: r2"_s;
    QTest::newRow("replays the first") << u"01-action=old"_s << 200 << 200 << u"try confirm submit"_s
                                       << u"02 action succeed r2, 02 commit succeed c"_s << u"r2"_s;
    QTest::newRow("replays both") << u"01-action=old 02-action=new"_s << 500 << 200 << u"confirm submit"_s << u"02 commit succeed c"_s << u"new"_s;
    QTest::newRow("replays a refusal") << u"01-action=old 02-action!no"_s << 200 << 200 << u"cancel undo submit"_s
                                       << u"02 rollback succeed x, 01 rollback succeed u"_s << u"error 2: no"_s;
    QTest::newRow("replays half a way back") << u"01-action=old 02-action!no 02-rollback=x"_s << 200 << 200 << u"undo submit"_s
                                             << u"01 rollback succeed u"_s << u"error 2: no"_s;
    QTest::newRow("all but the end is told") << u"01-action=old 02-action=new 02-commit=c"_s << 200 << 200 << u"submit"_s << QString() << u"new"_s;
    QTest::newRow("a commit breaks") << QString() << 200 << 500 << u"out try confirm"_s
                                     << u"01 action succeed r1, 02 action succeed r2"_s << u"error 7: c"_s;
    QTest::newRow("a commit says no, which it may not") << QString() << 200 << 409 << u"out try confirm"_s
                                     << u"01 action succeed r1, 02 action succeed r2"_s << u"error 7: commit of branch 02 was refused: c"_s;
}

void WorkflowTest::runsToItsEnd()
{
    QFETCH(const QString, before);
    QFETCH(const int, tryStatus);
    QFETCH(const int, endStatus);
    m_fake->bodyOf[u"prepareWorkflow"_s] = progressTold(before);
    m_fake->statusOf = {{u"try"_s, tryStatus}, {u"confirm"_s, endStatus}, {u"cancel"_s, endStatus}, {u"undo"_s, endStatus}};
    CoordinatorConnection coordinator(m_fake->url());
    Workflows workflows(coordinator, u"http://127.0.0.1:1/workflow"_s);
    workflows.add(u"transfer"_s, transfer());

    QTEST(execute(workflows), "ended");
    QStringList calls = m_fake->asked;
    calls.removeAll(u"registerBranch"_s);
    calls.removeAll(u"prepareWorkflow"_s);
    QTEST(calls.join(u' '), "asked");
    QTEST(recordedBy(*m_fake).join(u", "_s), "recorded");
}

void WorkflowTest::tellsNameDataAndCallback()
{
    CoordinatorConnection coordinator(m_fake->url());
    Workflows workflows(coordinator, u"http://127.0.0.1:1/workflow"_s);
    workflows.add(u"transfer"_s, transfer());

    QCOMPARE(execute(workflows), u"r2"_s);

    const QJsonDocument begun = QJsonDocument::fromJson(m_fake->requests.first().body);
    QCOMPARE(begun["query_prepared"_L1].toString(), u"http://127.0.0.1:1/workflow"_s);
    QCOMPARE(begun["custom_data"_L1].toString(), u"{\"data\":\"MzA=\",\"name\":\"transfer\"}"_s);
    const QJsonDocument ended = QJsonDocument::fromJson(m_fake->requests.last().body);
    QCOMPARE(ended["req_extra"_L1].toObject(), (QJsonObject{{u"status"_s, u"succeed"_s}, {u"result"_s, u"cjI="_s}}));
}

void WorkflowTest::givesTheStoredEnd_data()
{
    QTest::addColumn<QByteArray>("progress");
    QTest::addColumn<QString>("ended");
    QTest::newRow("succeeded") << progressTold({}, u"succeed"_s, {{u"result"_s, u"cjI="_s}}) << u"r2"_s;
    QTest::newRow("failed, with a reason that looks like an error")
        << progressTold({}, u"failed"_s, {{u"rollback_reason"_s, u"FAILURE: short"_s}}) << u"error 2: FAILURE: short"_s;
    QTest::newRow("not an answer") << QByteArray("{}") << u"error 8: the coordinator's answer does not tell the workflow's status"_s;
}

void WorkflowTest::givesTheStoredEnd()
{
    QFETCH(const QByteArray, progress);
    m_fake->bodyOf[u"prepareWorkflow"_s] = progress;
    CoordinatorConnection coordinator(m_fake->url());
    Workflows workflows(coordinator, u"http://127.0.0.1:1/workflow"_s);
    workflows.add(u"transfer"_s, transfer());

    QTEST(execute(workflows), "ended");
    QCOMPARE(m_fake->asked.join(u' '), u"prepareWorkflow"_s);
}

// That is how two runners of one workflow find each other: the branch and op are there already.
void WorkflowTest::stopsWhenAStepCannotBeRecorded()
{
    m_fake->statusOf[u"registerBranch"_s] = 500;
    CoordinatorConnection coordinator(m_fake->url());
    Workflows workflows(coordinator, u"http://127.0.0.1:1/workflow"_s);
    workflows.add(u"transfer"_s, transfer());

    QVERIFY(execute(workflows).startsWith("error 7: action of branch 01 could not be recorded"_L1));
    QCOMPARE(m_fake->asked.join(u' '), u"prepareWorkflow out registerBranch"_s);
}

void WorkflowTest::doesNoMoreHarmAfterAnUnknownStep()
{
    m_fake->statusOf[u"out"_s] = 500;
    CoordinatorConnection coordinator(m_fake->url());
    Workflows workflows(coordinator, u"http://127.0.0.1:1/workflow"_s);
    workflows.add(u"transfer"_s, [url = m_fake->url()](WorkflowRun &run, const QByteArray &) -> Result<QByteArray> {
        static_cast<void>(run.branch().call(url + u"/out"_s));
        static_cast<void>(run.branch().call(url + u"/try"_s));
        return QByteArray("never mind");
    });

    QCOMPARE(execute(workflows), u"error 7: r1"_s);
    QCOMPARE(m_fake->asked.join(u' '), u"prepareWorkflow out"_s);
}

void WorkflowTest::allowsOneStepABranch()
{
    CoordinatorConnection coordinator(m_fake->url());
    Workflows workflows(coordinator, u"http://127.0.0.1:1/workflow"_s);
    workflows.add(u"transfer"_s, [url = m_fake->url()](WorkflowRun &run, const QByteArray &) {
        WorkflowBranch branch = run.branch();
        static_cast<void>(branch.call(url + u"/out"_s));
        return branch.call(url + u"/try"_s);
    });

    QCOMPARE(execute(workflows), u"error 0: branch 01 has had its step: one a branch"_s);
}

void WorkflowTest::resumesByTheWakeUpCall()
{
    CoordinatorConnection coordinator(m_fake->url());
    Workflows workflows(coordinator, u"http://127.0.0.1:1/workflow"_s);
    workflows.add(u"transfer"_s, transfer());
    const auto woken = [](const QByteArray &name) {
        return http::Request{.method = "POST", .path = "/workflow",
                             .query = {{"gid", "g"}, {"branch_id", "00"}, {"op", name}, {"trans_type", "workflow"}},
                             .headers = {}, .body = "30", .peer = {}};
    };

    QFuture<BranchAnswer> answer = workflows.resume(woken("transfer"));
    QTRY_VERIFY(answer.isFinished());
    QCOMPARE(answer.result().outcome, Outcome::Succeeded);
    QCOMPARE(QJsonDocument::fromJson(m_fake->requests.first().body)["gid"_L1].toString(), u"g"_s);
    QVERIFY(m_fake->requests[1].body == "30");

    answer = workflows.resume(woken("unheard of"));
    QTRY_VERIFY(answer.isFinished());
    QCOMPARE(answer.result().outcome, Outcome::Unknown);
    answer = workflows.resume({});
    QTRY_VERIFY(answer.isFinished());
    QCOMPARE(answer.result().outcome, Outcome::Unknown);
}

void WorkflowTest::turnsASecondExecutionAway()
{
    CoordinatorConnection coordinator(m_fake->url());
    Workflows workflows(coordinator, u"http://127.0.0.1:1/workflow"_s);
    QString second;
    workflows.add(u"transfer"_s, [&](WorkflowRun &run, const QByteArray &) {
        return run.branch().run([&](const TransactionContext &context) -> Result<QByteArray> {
            second = spelledEnd(workflows.execute(u"transfer"_s, "30", context.gid).result());
            return QByteArray("once");
        });
    });

    QCOMPARE(execute(workflows), u"once"_s);
    QCOMPARE(second, u"error 5: the workflow is running here already"_s);
    QCOMPARE(m_fake->asked.count(u"prepareWorkflow"_s), 1);
}

TXDESK_TEST(WorkflowTest);

} // namespace txdesk::test

#include "workflow_test.moc"
