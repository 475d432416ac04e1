// The examples of docs/cpp-client.md for TCC logs, messages with an inbox, notifications and AT do what they say.
// SPDX-License-Identifier: Apache-2.0
#include "shared/at/at_transaction.h"
#include "shared/at/undo_log.h"
#include "shared/client/query_back.h"
#include "shared/client/tcc_log.h"
#include "tests/client/beside_the_loop.h"
#include "tests/client/fake_coordinator.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk::client;

BranchAnswer debitByLogs(const txdesk::http::Request &request, QSqlDatabase db);
txdesk::Result<> sendOrder(CoordinatorConnection &coordinator, const QString &checkUrl, QSqlDatabase db);
BranchAnswer answerOrderCheck(const txdesk::http::Request &request, QSqlDatabase db);
BranchAnswer receiveOrder(const txdesk::http::Request &request, QSqlDatabase db);
txdesk::Result<> tellPayment(CoordinatorConnection &coordinator, const QString &txNo, const QString &partnerUrl);
BranchAnswer receivePayment(const QueryBack &payments, QSqlDatabase db, const QString &txNo, const QByteArray &body);
BranchAnswer askForPayment(const QueryBack &payments, CoordinatorConnection &coordinator, QSqlDatabase db, const QString &txNo);
txdesk::Result<> transferByAt(CoordinatorConnection &coordinator, QSqlDatabase db, const QString &phaseTwoUrl, const QString &bankB);
txdesk::Result<> transInByAt(CoordinatorConnection &coordinator, const txdesk::http::Request &request, QSqlDatabase db, const QString &phaseTwoUrl);
txdesk::http::Response answerPhaseTwo(const txdesk::http::Request &request, const QString &connectionName);

namespace txdesk::test {
namespace {

http::Request exampleCall(const QByteArray &kind, const QByteArray &gid, const QByteArray &branch, const QByteArray &op)
{
    return {.method = "POST", .path = "/",
            .query = {{"gid", gid}, {"branch_id", branch}, {"op", op}, {"trans_type", kind}},
            .headers = {}, .body = R"({"amount":30})", .peer = {}};
}

// A connection of the calling thread, gone with the value.
class OwnConnection
{
public:
    OwnConnection(const QString &file, const QString &name) : m_name(name)
    {
        QSqlDatabase db = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        db.setDatabaseName(file);
        if (!db.open())
            qFatal("cannot open the example's database");
    }
    ~OwnConnection() { QSqlDatabase::removeDatabase(m_name); }
    OwnConnection(const OwnConnection &) = delete;
    OwnConnection &operator=(const OwnConnection &) = delete;

    [[nodiscard]] QSqlDatabase db() const { return QSqlDatabase::database(m_name); }
    [[nodiscard]] int balance() const
    {
        QSqlQuery query(u"SELECT balance FROM accounts"_s, db());
        return query.next() ? query.value(0).toInt() : -1;
    }

private:
    QString m_name;
};

} // namespace

class PatternExamplesTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void guardsByLogs();
    void sendsAnOrder();
    void receivesAnOrderOnce();
    void tellsAPayment();
    void appliesAPaymentOnce();
    void commitsByAt();
    void rollsBackByAt();

private:
    // Runs a blocking body beside the loop, with a connection of its own.
    template<class Body>
    auto withConnection(const Body &body)
    {
        return besideTheLoop([&] {
            const OwnConnection own(m_file, u"example-body"_s);
            return body(own.db());
        });
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_file;
    std::unique_ptr<OwnConnection> m_own;
};

void PatternExamplesTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_file = m_dir->filePath(u"shop.sqlite"_s);
    m_own = std::make_unique<OwnConnection>(m_file, u"example"_s);
    QVERIFY(QSqlQuery(m_own->db()).exec(u"CREATE TABLE accounts (id INTEGER PRIMARY KEY, balance INTEGER)"_s));
    QVERIFY(QSqlQuery(m_own->db()).exec(u"INSERT INTO accounts VALUES (1, 50)"_s));
    QVERIFY(TccLog::createTables(m_own->db()) && Inbox::createTable(m_own->db()) && at::UndoLog(m_own->db()).createTable());
}

void PatternExamplesTest::cleanup()
{
    m_own.reset();
    m_dir.reset();
}

void PatternExamplesTest::guardsByLogs()
{
    QCOMPARE(debitByLogs(exampleCall("tcc", "g", "01", "try"), m_own->db()).barrier, BarrierNote::Run);
    QCOMPARE(debitByLogs(exampleCall("tcc", "g", "01", "try"), m_own->db()).barrier, BarrierNote::Duplicate);
    QCOMPARE(m_own->balance(), 20);
    QCOMPARE(debitByLogs(exampleCall("tcc", "h", "01", "try"), m_own->db()).outcome, Outcome::Rejected);
    QCOMPARE(debitByLogs(exampleCall("tcc", "h", "01", "cancel"), m_own->db()).barrier, BarrierNote::Empty);
    QCOMPARE(debitByLogs(exampleCall("tcc", "g", "01", "cancel"), m_own->db()).barrier, BarrierNote::Run);
    QCOMPARE(m_own->balance(), 50);
    QCOMPARE(debitByLogs(exampleCall("tcc", "g", "01", "confirm"), m_own->db()).outcome, Outcome::Unknown);
}

void PatternExamplesTest::sendsAnOrder()
{
    FakeCoordinator fake;
    CoordinatorConnection coordinator(fake.url());
    const auto sent = [&] { return withConnection([&](const QSqlDatabase &db) { return sendOrder(coordinator, fake.url() + u"/check"_s, db); }); };

    QVERIFY(sent().has_value());
    const Result<> second = sent();
    QVERIFY(!second && second.error().code == ErrorCode::Conflict); // too little money
    QCOMPARE(m_own->balance(), 20);

    QCOMPARE(fake.asked.join(u' '), u"prepare submit prepare abort"_s);
    const QJsonObject body = QJsonDocument::fromJson(fake.requests[0].body).object();
    QCOMPARE(body["retry_ladder"_L1].toArray(), QJsonArray({10, 30, 60}));
    QCOMPARE(body["check_interval"_L1].toInt(), 30);
    QCOMPARE(body["check_max"_L1].toInt(), 15);
    const QByteArray committed = body["gid"_L1].toString().toUtf8();
    const QByteArray refused = QJsonDocument::fromJson(fake.requests[2].body)["gid"_L1].toString().toUtf8();
    QCOMPARE(answerOrderCheck(exampleCall("msg", committed, "00", "msg"), m_own->db()).outcome, Outcome::Succeeded);
    QCOMPARE(answerOrderCheck(exampleCall("msg", refused, "00", "msg"), m_own->db()).outcome, Outcome::Rejected);
}

void PatternExamplesTest::receivesAnOrderOnce()
{
    for (int i = 0; i < 10; ++i)
        QCOMPARE(receiveOrder(exampleCall("msg", "g", "01", "action"), m_own->db()).outcome, Outcome::Succeeded);
    QCOMPARE(m_own->balance(), 80);
}

void PatternExamplesTest::tellsAPayment()
{
    FakeCoordinator fake;
    CoordinatorConnection coordinator(fake.url());
    QVERIFY(besideTheLoop([&] { return tellPayment(coordinator, u"pay-1"_s, u"http://shop/notify"_s); }).has_value());

    QCOMPARE(fake.asked.join(u' '), u"submit"_s);
    const QJsonObject body = QJsonDocument::fromJson(fake.requests[0].body).object();
    QCOMPARE(body["gid"_L1].toString(), u"pay-1"_s);
    QCOMPARE(body["trans_type"_L1].toString(), u"notify"_s);
    QCOMPARE(body["steps"_L1][0]["action"_L1].toString(), u"http://shop/notify"_s);
    QCOMPARE(body["payloads"_L1][0].toString(), uR"({"amount":30})"_s);
    QCOMPARE(body["retry_ladder"_L1].toArray(), QJsonArray({60, 300, 600}));
    QCOMPARE(body["window"_L1].toInt(), 3600);
    QCOMPARE(body["success_body"_L1].toString(), u"success"_s);
    QCOMPARE(body["branch_headers"_L1]["X-Signature"_L1].toString(), u"of the body"_s);
}

void PatternExamplesTest::appliesAPaymentOnce()
{
    FakeCoordinator fake; // plays the payment service, too
    fake.bodyOf = {{u"pay 1"_s, R"({"result":"success"})"}};
    fake.statusOf = {{u"gone"_s, 404}};
    CoordinatorConnection coordinator(fake.url());
    const QueryBack payments(fake.url() + u"/payresult/{txNo}"_s);
    const auto asked = [&](const QString &txNo) {
        return withConnection([&](const QSqlDatabase &db) { return askForPayment(payments, coordinator, db, txNo); });
    };

    QCOMPARE(asked(u"pay 1"_s).barrier, BarrierNote::Run);
    QCOMPARE(receivePayment(payments, m_own->db(), u"pay 1"_s, "{}").barrier, BarrierNote::Duplicate);
    QCOMPARE(asked(u"pay 1"_s).barrier, BarrierNote::Duplicate);
    QCOMPARE(m_own->balance(), 80);
    QCOMPARE(asked(u"gone"_s).outcome, Outcome::Unknown);
    QCOMPARE(m_own->balance(), 80);
}

void PatternExamplesTest::commitsByAt()
{
    FakeCoordinator fake;
    fake.bodyOf = {{u"registerBranch"_s, R"({"dtm_result":"SUCCESS","branch_id":"01","seq":1})"}};
    CoordinatorConnection coordinator(fake.url());

    const Result<> done = withConnection([&](const QSqlDatabase &db) { return transferByAt(coordinator, db, u"http://a/at"_s, fake.url()); });
    QVERIFY2(done, done ? "" : qPrintable(done.error().message));
    QCOMPARE(m_own->balance(), 20);
    QVERIFY2(fake.asked.join(u' ').startsWith("prepare registerBranch"_L1) && fake.asked.endsWith("submit"_L1), qPrintable(fake.asked.join(u' ')));
    const QByteArray gid = QJsonDocument::fromJson(fake.requests[0].body)["gid"_L1].toString().toUtf8();
    for (const http::Request &request : fake.requests)
        if (request.path.endsWith("/TransIn"))
            QCOMPARE(http::headerValue(request.headers, "dtm-gid"), gid);
    QCOMPARE(answerPhaseTwo(exampleCall("at", gid, "01", "commit"), u"example"_s).status, 200);
    QCOMPARE(m_own->balance(), 20);
}

void PatternExamplesTest::rollsBackByAt()
{
    FakeCoordinator fake;
    fake.bodyOf = {{u"registerBranch"_s, R"({"dtm_result":"SUCCESS","branch_id":"01","seq":1})"}};
    CoordinatorConnection coordinator(fake.url());
    http::Request call = exampleCall("at", "g", "01", "action");
    call.headers = {{"dtm-gid", "g"}, {"dtm-trans-type", "at"}};

    const Result<> taken = withConnection([&](const QSqlDatabase &db) { return transInByAt(coordinator, call, db, u"http://b/at"_s); });
    QVERIFY2(taken, taken ? "" : qPrintable(taken.error().message));
    QCOMPARE(m_own->balance(), 80);
    QCOMPARE(answerPhaseTwo(exampleCall("at", "g", "01", "rollback"), u"example"_s).status, 200);
    QCOMPARE(m_own->balance(), 50);
}

TXDESK_TEST(PatternExamplesTest);

} // namespace txdesk::test

#include "pattern_examples_test.moc"
