// The examples of docs/cpp-client.md: they are in it verbatim, and they do what they say.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/message.h"
#include "shared/client/workflows.h"
#include "tests/client/beside_the_loop.h"
#include "tests/client/fake_coordinator.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QPromise>
#include <QSqlQuery>
#include <QTest>
#include <QThread>

#include <map>
#include <string_view>

using namespace Qt::StringLiterals;
using namespace txdesk::client;

txdesk::Result<> transferByMessage(CoordinatorConnection &coordinator, const QString &backCheckUrl, const QString &bankB, QSqlDatabase db);
BranchAnswer answerBackCheck(const txdesk::http::Request &request, QSqlDatabase db);
txdesk::Result<> transferByTcc(CoordinatorConnection &coordinator, const QString &bankA, const QString &bankB);
BranchAnswer transOutTcc(const txdesk::http::Request &request, QSqlDatabase db);
txdesk::Result<> transferByXa(CoordinatorConnection &coordinator, const QString &bankA, const QString &bankB);
BranchAnswer transOutXa(const txdesk::http::Request &request, CoordinatorConnection &coordinator);
void addTransfer(Workflows &workflows, const QString &bankA, const QString &bankB);
txdesk::Result<QByteArray> transferByWorkflow(Workflows &workflows, const txdesk::Gid &gid);
void answerWakeUp(Workflows &workflows, const txdesk::http::Request &request, QObject *context,
                  const std::function<void(const txdesk::http::Response &)> &send);
BranchAnswer workGrpcCall(const std::multimap<std::string_view, std::string_view> &metadata, QSqlDatabase db, const Business &business);

namespace txdesk::test {
namespace {

http::Request branchRequest(const QByteArray &kind, const QByteArray &branch, const QByteArray &op)
{
    return {.method = "POST", .path = "/",
            .query = {{"gid", "g"}, {"branch_id", branch}, {"op", op}, {"trans_type", kind}},
            .headers = {}, .body = R"({"amount":30})", .peer = {}};
}

} // namespace

class ExamplesTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void areInTheDocumentVerbatim_data();
    void areInTheDocumentVerbatim();
    void sendsAMessage();
    void triesAndConfirms();
    void callsXaBranches();
    void runsAWorkflow();
    void worksAGrpcCall();

private:
    QString account()
    {
        QSqlQuery query(u"SELECT balance, frozen FROM accounts"_s, m_db);
        return query.next() ? u"%1/%2"_s.arg(query.value(0).toInt()).arg(query.value(1).toInt()) : QString();
    }

    QSqlDatabase m_db;
};

void ExamplesTest::init()
{
    m_db = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"examples"_s);
    m_db.setDatabaseName(u":memory:"_s);
    QVERIFY(m_db.open());
    QVERIFY(QSqlQuery(m_db).exec(u"CREATE TABLE accounts (id INTEGER, balance INTEGER, frozen INTEGER)"_s));
    QVERIFY(QSqlQuery(m_db).exec(u"INSERT INTO accounts VALUES (1, 50, 0)"_s));
    QVERIFY(BranchBarrier::createTable(m_db).has_value());
}

void ExamplesTest::cleanup()
{
    m_db = {};
    QSqlDatabase::removeDatabase(u"examples"_s);
}

void ExamplesTest::areInTheDocumentVerbatim_data()
{
    QTest::addColumn<QString>("file");
    for (const QString &name : {u"readme_example"_s, u"examples/message_example"_s, u"examples/tcc_example"_s, u"examples/xa_example"_s,
                                u"examples/workflow_example"_s, u"examples/grpc_example"_s, u"examples/tcc_log_example"_s,
                                u"examples/inbox_example"_s, u"examples/notification_example"_s, u"examples/at_example"_s})
        QTest::newRow(qPrintable(name)) << u"/tests/client/%1.cpp"_s.arg(name);
}

void ExamplesTest::areInTheDocumentVerbatim()
{
    QFETCH(const QString, file);
    QFile example(QStringLiteral(TXDESK_SOURCE_DIR) + file);
    QFile document(QStringLiteral(TXDESK_SOURCE_DIR "/docs/cpp-client.md"));
    QVERIFY(example.open(QIODevice::ReadOnly) && document.open(QIODevice::ReadOnly));
    QVERIFY(document.readAll().contains("```cpp\n" + example.readAll() + "```\n"));
}

// The example blocks in this thread, which owns the database; so the coordinator lives in another.
void ExamplesTest::sendsAMessage()
{
    QThread elsewhere;
    auto *home = new QObject;
    home->moveToThread(&elsewhere);
    elsewhere.start();
    QPromise<QString> address;
    address.start();
    std::unique_ptr<FakeCoordinator> fake;
    QMetaObject::invokeMethod(home, [&] {
        fake = std::make_unique<FakeCoordinator>();
        address.addResult(fake->url());
        address.finish();
    });
    const QString url = address.future().result();
    CoordinatorConnection coordinator(url);

    QVERIFY(transferByMessage(coordinator, url + u"/back"_s, u"http://b"_s, m_db).has_value());
    QCOMPARE(account(), u"20/0"_s);
    const Result<> second = transferByMessage(coordinator, url + u"/back"_s, u"http://b"_s, m_db);
    QVERIFY(!second && second.error().code == ErrorCode::Conflict);
    QCOMPARE(answerBackCheck(branchRequest("msg", "00", "msg"), m_db).outcome, Outcome::Rejected); // g never committed

    QStringList asked;
    QMetaObject::invokeMethod(home, [&] { asked = fake->asked; fake.reset(); home->deleteLater(); elsewhere.quit(); });
    QVERIFY(elsewhere.wait(10'000));
    QCOMPARE(asked.join(u' '), u"prepare submit prepare abort"_s);
}

void ExamplesTest::triesAndConfirms()
{
    QCOMPARE(transOutTcc(branchRequest("tcc", "01", "try"), m_db).outcome, Outcome::Succeeded);
    QCOMPARE(account(), u"20/30"_s);
    QCOMPARE(transOutTcc(branchRequest("tcc", "02", "try"), m_db).outcome, Outcome::Rejected);
    QCOMPARE(transOutTcc(branchRequest("tcc", "01", "confirm"), m_db).outcome, Outcome::Succeeded);
    QCOMPARE(transOutTcc(branchRequest("tcc", "02", "cancel"), m_db).barrier, BarrierNote::Empty);
    QCOMPARE(account(), u"20/0"_s);

    FakeCoordinator fake;
    CoordinatorConnection coordinator(fake.url());
    QVERIFY(besideTheLoop([&] { return transferByTcc(coordinator, fake.url(), fake.url()); }).has_value());
    QCOMPARE(fake.asked.join(u' '), u"prepare registerBranch TransOutTry registerBranch TransInTry submit"_s);
}

void ExamplesTest::callsXaBranches()
{
    FakeCoordinator fake;
    CoordinatorConnection coordinator(fake.url());
    QVERIFY(besideTheLoop([&] { return transferByXa(coordinator, fake.url(), fake.url()); }).has_value());
    QCOMPARE(fake.asked.join(u' '), u"prepare TransOutXa TransInXa submit"_s);
    // What the participant does with a database: xa_test.cpp. Here there is no connection "bank".
    QCOMPARE(transOutXa(branchRequest("xa", "01", "action"), coordinator).outcome, Outcome::Unknown);
}

void ExamplesTest::runsAWorkflow()
{
    FakeCoordinator fake;
    fake.bodyOf = {{u"prepareWorkflow"_s, R"({"transaction":{"status":"prepared"},"progresses":[]})"}, {u"TransInTry"_s, "{}"}};
    CoordinatorConnection coordinator(fake.url());
    Workflows workflows(coordinator, u"http://127.0.0.1:1/workflow"_s);
    addTransfer(workflows, fake.url(), fake.url());

    QCOMPARE(besideTheLoop([&] { return transferByWorkflow(workflows, Gid{u"g"_s}); }).value(), QByteArray("{}"));
    QVERIFY(fake.asked.contains("TransInConfirm"_L1) && !fake.asked.contains("TransOutCompensate"_L1));
    int status = 0;
    answerWakeUp(workflows, branchRequest("workflow", "00", "transfer"), this, [&](const http::Response &answer) { status = answer.status; });
    QTRY_COMPARE(status, 200);
}

void ExamplesTest::worksAGrpcCall()
{
    const auto business = [](QSqlDatabase &) { return BranchAnswer::succeeded(); };
    const std::multimap<std::string_view, std::string_view> metadata{
        {"dtm-gid", "g"}, {"dtm-trans_type", "tcc"}, {"dtm-branch_id", "01"}, {"dtm-op", "try"}, {"dtm-dtm", ""}, {"user-agent", "x"}};
    QCOMPARE(workGrpcCall(metadata, m_db, business).barrier, BarrierNote::Run);
    QCOMPARE(workGrpcCall(metadata, m_db, business).barrier, BarrierNote::Duplicate);
    QCOMPARE(workGrpcCall({}, m_db, business).outcome, Outcome::Unknown);
}

TXDESK_TEST(ExamplesTest);

} // namespace txdesk::test

#include "examples_test.moc"
