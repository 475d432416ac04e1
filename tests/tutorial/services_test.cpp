// Every service of the table can be made and started; the command line; what every service answers.
// SPDX-License-Identifier: Apache-2.0
#include "server/tutorial/service_host.h"
#include "server/tutorial/services.h"
#include "server/tutorial/state_report.h"
#include "shared/http/client.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk::tutorial;

namespace txdesk::test {

class ServicesTest final : public QObject
{
    Q_OBJECT

private slots:
    void standWhereTheScenariosSay_data();
    void standWhereTheScenariosSay();
    void areAllMade_data();
    void areAllMade();
    void readTheirCommandLine_data();
    void readTheirCommandLine();
    void takeThePlaceOfTheirPeer();
    void answerEverybodyTheSame_data();
    void answerEverybodyTheSame();
    void switchAndReset();

private:
    ServiceOptions options(const QString &name);
    http::ClientResult ask(quint16 port, const QString &path, const QByteArray &body = {});

    QTemporaryDir m_dir;
    http::Client m_client;
};

ServiceOptions ServicesTest::options(const QString &name)
{
    return serviceOptionsFrom({u"--service"_s, name, u"--port"_s, u"0"_s, u"--db"_s, m_dir.filePath(name)}).value();
}

http::ClientResult ServicesTest::ask(quint16 port, const QString &path, const QByteArray &body)
{
    http::ClientRequest request;
    request.method = body.isEmpty() ? "GET" : "POST";
    request.url = u"http://127.0.0.1:%1%2"_s.arg(port).arg(path);
    request.body = body;
    std::optional<http::ClientResult> answer;
    m_client.send(std::move(request), [&answer](http::ClientResult &&result) { answer = std::move(result); });
    return QTest::qWaitFor([&] { return answer.has_value(); }, 20'000) ? *answer : http::ClientResult{};
}

void ServicesTest::standWhereTheScenariosSay_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("port");
    QTest::addColumn<QString>("database");
    QTest::newRow("S1") << u"seata-bank1"_s << 56081 << u"bank1"_s;
    QTest::newRow("S1, callee") << u"seata-bank2"_s << 56082 << u"bank2"_s;
    QTest::newRow("S4") << u"tcc-bank2"_s << 56082 << u"bank2"_s;
    QTest::newRow("S11") << u"dtx-notifymsg-pay"_s << 56082 << u"bank1_pay"_s;
}

void ServicesTest::standWhereTheScenariosSay()
{
    QFETCH(const QString, name);
    const Result<ServiceOptions> read = serviceOptionsFrom({u"--service="_s + name, u"--db"_s, u"x"_s});
    QVERIFY(read.has_value());
    QTEST(int(read->base.port), "port");
    QTEST(QString(read->row->database), "database");
}

void ServicesTest::areAllMade_data()
{
    QTest::addColumn<QString>("name");
    for (const ServiceRow &row : serviceTable())
        QTest::newRow(row.name.data()) << QString(row.name);
}

void ServicesTest::areAllMade()
{
    QFETCH(const QString, name);
    const ServiceOptions chosen = options(name);
    ServiceParts parts{.options = chosen, .coordinator = client::CoordinatorConnection(chosen.base.coordinator)};
    const std::unique_ptr<Service> service = makeService(parts);
    const Result<ServiceConnection> connection = ServiceConnection::open(chosen);
    QVERIFY(connection.has_value());

    for (int again = 0; again < 2; ++again) {
        const Result<> made = service->createTables(connection->database());
        QVERIFY2(made, made ? "" : qPrintable(made.error().message));
    }
    const Result<QJsonObject> rows = tableRows(connection->database(), service->tables());
    QVERIFY2(rows, rows ? "" : qPrintable(rows.error().message));
    QVERIFY(!service->routes().isEmpty());
    if (!chosen.row->peer.isEmpty())
        QVERIFY(serviceNamed(chosen.row->peer) && !chosen.peer.isEmpty());
}

void ServicesTest::readTheirCommandLine_data()
{
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<QString>("wrong"); // the option that is named; empty: it is right
    QTest::newRow("nothing more") << QStringList{} << QString();
    QTest::newRow("everything") << QStringList{u"--peer"_s, u"http://b"_s, u"--ladder=1,2,3"_s, u"--check-after"_s, u"1"_s, u"--check-every=2"_s,
                                               u"--check-max"_s, u"0"_s, u"--check-absent"_s, u"unknown"_s} << QString();
    QTest::newRow("no service of that name") << QStringList{u"--service"_s, u"seata-bank3"_s} << u"--service"_s;
    QTest::newRow("ladder of words") << QStringList{u"--ladder"_s, u"1,soon"_s} << u"--ladder"_s;
    QTest::newRow("ladder of nothing") << QStringList{u"--ladder"_s, u"0"_s} << u"--ladder"_s;
    QTest::newRow("negative limit") << QStringList{u"--check-max"_s, u"-1"_s} << u"--check-max"_s;
    QTest::newRow("neither") << QStringList{u"--check-absent"_s, u"maybe"_s} << u"--check-absent"_s;
    QTest::newRow("no value") << QStringList{u"--peer"_s} << u"--peer"_s;
    QTest::newRow("a bank's option") << QStringList{u"--port"_s, u"x"_s} << u"--port"_s;
    QTest::newRow("no option") << QStringList{u"--ports"_s, u"1"_s} << u"--ports"_s;
}

void ServicesTest::readTheirCommandLine()
{
    QFETCH(const QStringList, more);
    const Result<ServiceOptions> read = serviceOptionsFrom(QStringList{u"--service"_s, u"txmsg-bank1"_s, u"--db"_s, u"x"_s} + more);
    QTEST(read ? QString() : read.error().field, "wrong");
}

void ServicesTest::takeThePlaceOfTheirPeer()
{
    QCOMPARE(options(u"seata-bank1"_s).peer, u"http://127.0.0.1:56082"_s);
    QCOMPARE(options(u"dtx-notifymsg-bank1"_s).peer, u"http://127.0.0.1:56082"_s);
    QVERIFY(options(u"seata-bank2"_s).peer.isEmpty());
}

void ServicesTest::answerEverybodyTheSame_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::newRow("paths") << u"/"_s << QByteArray() << 200;
    QTest::newRow("state") << u"/state"_s << QByteArray() << 200;
    QTest::newRow("unknown path") << u"/bank1/transfers"_s << QByteArray() << 404;
    QTest::newRow("unknown switch") << u"/switch"_s << QByteArray(R"({"fail":1})") << 400;
    QTest::newRow("switch of a wrong type") << u"/switch"_s << QByteArray(R"({"deaf":1})") << 400;
    QTest::newRow("no amount") << u"/bank1/transfer"_s << QByteArray() << 400;
    QTest::newRow("negative amount") << u"/bank1/transfer?amount=-1"_s << QByteArray() << 400;
    QTest::newRow("amount that is no number") << u"/bank1/transfer?amount=nan"_s << QByteArray() << 400;
    QTest::newRow("branch call without context") << u"/bank1/cancel"_s << QByteArray("{}") << 400;
}

void ServicesTest::answerEverybodyTheSame()
{
    QFETCH(const QString, path);
    QFETCH(const QByteArray, body);
    ServiceHost host(options(u"tcc-bank1"_s), [] {});
    QVERIFY(host.start().has_value());
    QTEST(ask(host.port(), path, body).status, "status");
}

void ServicesTest::switchAndReset()
{
    ServiceHost host(options(u"tcc-bank1"_s), [] {});
    QVERIFY(host.start().has_value());
    const auto state = [&] { return QJsonDocument::fromJson(ask(host.port(), u"/state"_s).body).object(); };
    const auto balance = [&] { return state()["tables"_L1]["account_info"_L1][0]["account_balance"_L1].toDouble(); };

    QCOMPARE(state()["switches"_L1]["failAmount"_L1].toDouble(), 2.0);
    QCOMPARE(balance(), 1000.0);
    QVERIFY(!state()["tables"_L1]["account_info"_L1][0].toObject().contains("account_password"_L1));
    QCOMPARE(ask(host.port(), u"/switch"_s, R"({"failAmount":7,"deaf":true})").status, 200);
    QCOMPARE(ask(host.port(), u"/bank1/try?gid=g&branch_id=01&op=try&trans_type=tcc"_s, R"({"amount":30})").status, 200);
    QCOMPARE(state()["switches"_L1]["failAmount"_L1].toDouble(), 7.0);
    QVERIFY(state()["switches"_L1]["deaf"_L1].toBool());
    QCOMPARE(balance(), 970.0);

    QCOMPARE(ask(host.port(), u"/reset"_s).status, 200);
    QCOMPARE(state()["switches"_L1]["failAmount"_L1].toDouble(), 2.0);
    QCOMPARE(balance(), 1000.0);
    QVERIFY(state()["tables"_L1]["local_try_log"_L1].toArray().isEmpty());
}

TXDESK_TEST(ServicesTest);

} // namespace txdesk::test

#include "services_test.moc"
