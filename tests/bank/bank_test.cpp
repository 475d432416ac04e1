// The bank as a coordinator meets it: over HTTP, with everything that its switches can do.
// SPDX-License-Identifier: Apache-2.0
#include "server/bank/bank.h"
#include "shared/http/client.h"
#include "tests/support/certificates.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <optional>

using namespace Qt::StringLiterals;
using namespace txdesk::bank;

namespace txdesk::test {

class BankTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void movesMoneyOncePerBranch();
    void movesMoneyAsOftenAsAskedWithoutBarrier();
    void freezesByTry_data();
    void freezesByTry();
    void refuses_data();
    void refuses();
    void answersABackCheck();
    void dropsARequestBeforeWork();
    void losesAnAnswerAfterWork();
    void showsAFaultAlsoToAReusedConnection();
    void holdsARequestUntilReleased();
    void delaysARequest();
    void keepsSilentWhilePaused();
    void refusesConnectionsWhilePaused();
    void listsWhatItDid();
    void isCalledByHttps();

private:
    using Kind = http::ClientResult::Kind;

    using Answer = std::shared_ptr<std::optional<http::ClientResult>>; // empty until it comes
    Answer send(const QByteArray &method, const QString &url, const QByteArray &body);
    http::ClientResult ask(const QByteArray &method, const QString &url, const QByteArray &body = {});
    http::ClientResult call(const QString &path, const QString &op, const QString &branch = u"01"_s);
    http::ClientResult set(const QByteArray &switches) { return ask("POST", control(u"/switch"_s), switches); }
    QString at(const QString &path, const QString &op, const QString &branch = u"01"_s) const;
    QString control(const QString &path) const { return u"http://127.0.0.1:%1"_s.arg(m_bank->controlPort()) + path; }
    qint64 balance();

    QTemporaryDir m_dir;
    int m_books = 0;
    std::unique_ptr<Bank> m_bank;
    std::unique_ptr<http::Client> m_client;
};

void BankTest::init()
{
    BankOptions options;
    options.file = m_dir.filePath(u"%1.sqlite"_s.arg(++m_books));
    options.accounts = {{1, 100}};
    m_bank = std::make_unique<Bank>(options, BankBook::open(options.file).value(), [] {});
    QVERIFY(m_bank->start().has_value());
    m_client = std::make_unique<http::Client>();
}

void BankTest::cleanup()
{
    m_client.reset();
    m_bank.reset();
}

BankTest::Answer BankTest::send(const QByteArray &method, const QString &url, const QByteArray &body)
{
    http::ClientRequest request;
    request.method = method;
    request.url = url;
    request.body = body;
    request.timeout = Seconds{10};
    const auto answer = std::make_shared<std::optional<http::ClientResult>>();
    m_client->send(std::move(request), [answer](http::ClientResult &&result) { *answer = std::move(result); });
    return answer;
}

http::ClientResult BankTest::ask(const QByteArray &method, const QString &url, const QByteArray &body)
{
    const Answer answer = send(method, url, body);
    return QTest::qWaitFor([&] { return answer->has_value(); }) ? **answer : http::ClientResult{};
}

QString BankTest::at(const QString &path, const QString &op, const QString &branch) const
{
    return u"http://127.0.0.1:%1/%2?branch_id=%3&gid=g&op=%4&trans_type=saga"_s.arg(m_bank->port()).arg(path, branch, op);
}

http::ClientResult BankTest::call(const QString &path, const QString &op, const QString &branch)
{
    return ask("POST", at(path, op, branch), R"({"amount":30})");
}

qint64 BankTest::balance()
{
    return QJsonDocument::fromJson(ask("GET", control(u"/accounts"_s)).body)["accounts"_L1][0]["balance"_L1].toInteger();
}

void BankTest::movesMoneyOncePerBranch()
{
    const http::ClientResult first = call(u"TransOut"_s, u"action"_s);
    QCOMPARE(first.status, 200);
    QCOMPARE(http::headerValue(first.headers, "x-tx-barrier"), QByteArray("run"));
    const http::ClientResult second = call(u"TransOut"_s, u"action"_s);
    QCOMPARE(second.status, 200);
    QCOMPARE(http::headerValue(second.headers, "x-tx-barrier"), QByteArray("dup"));
    QCOMPARE(balance(), 70);
    QCOMPARE(call(u"TransOutCompensate"_s, u"compensate"_s).status, 200);
    QCOMPARE(balance(), 100);
}

void BankTest::movesMoneyAsOftenAsAskedWithoutBarrier()
{
    QCOMPARE(set(R"({"barrier":false})").status, 200);
    QCOMPARE(call(u"TransOut"_s, u"action"_s).status, 200);
    QCOMPARE(call(u"TransOut"_s, u"action"_s).status, 200);
    QCOMPARE(balance(), 40);
    QCOMPARE(call(u"TransInCompensate"_s, u"compensate"_s, u"02"_s).status, 200);
    QCOMPARE(balance(), 10);
}

void BankTest::freezesByTry_data()
{
    QTest::addColumn<QString>("ops");
    QTest::addColumn<qint64>("balanceAfter");
    QTest::addColumn<qint64>("frozenAfter");
    QTest::newRow("try") << u"Try"_s << qint64(70) << qint64(30);
    QTest::newRow("confirmed") << u"Try Confirm Confirm"_s << qint64(70) << qint64(0);
    QTest::newRow("cancelled") << u"Try Cancel Cancel"_s << qint64(100) << qint64(0);
    QTest::newRow("empty cancel, late try") << u"Cancel Try"_s << qint64(100) << qint64(0);
}

void BankTest::freezesByTry()
{
    QFETCH(const QString, ops);
    for (const QString &op : ops.split(u' '))
        QCOMPARE(call(u"TransOut"_s + op, op.toLower()).status, 200);

    const QJsonDocument report = QJsonDocument::fromJson(ask("GET", control(u"/accounts"_s)).body);
    QTEST(report["accounts"_L1][0]["balance"_L1].toInteger(), "balanceAfter");
    QTEST(report["accounts"_L1][0]["frozen"_L1].toInteger(), "frozenAfter");
}

void BankTest::refuses_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("status");
    QTest::newRow("too little money") << QByteArray(R"({"amount":101})") << u"TransferOut"_s << 409;
    QTest::newRow("missing account") << QByteArray(R"({"amount":1,"account":9})") << u"TransferIn"_s << 409;
    QTest::newRow("no amount") << QByteArray("{}") << u"TransIn"_s << 409;
    QTest::newRow("no such page") << QByteArray("{}") << u"Withdraw"_s << 404;
}

void BankTest::refuses()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QString, path);
    QTEST(ask("POST", at(path, u"action"_s), body).status, "status");
    QCOMPARE(balance(), 100);
}

void BankTest::answersABackCheck()
{
    const QString url = u"http://127.0.0.1:%1/QueryPrepared?branch_id=00&gid=m&op=msg&trans_type=msg"_s.arg(m_bank->port());
    QCOMPARE(ask("GET", url).status, 409); // it never committed, and from now on it cannot
    const http::ClientResult late = ask("POST", control(u"/commit-late"_s), R"({"gid":"m","amount":30})");
    QCOMPARE(late.status, 500);
    QVERIFY(late.body.contains("DUPLICATED"));
    QCOMPARE(balance(), 100);

    QCOMPARE(ask("POST", control(u"/commit-late"_s), R"({"gid":"m2","amount":30})").status, 200);
    QCOMPARE(ask("GET", QString(url).replace("gid=m&"_L1, "gid=m2&"_L1)).status, 200);
    QCOMPARE(balance(), 70);
}

void BankTest::dropsARequestBeforeWork()
{
    QCOMPARE(set(R"({"dropRequestNext":{"TransIn":1}})").status, 200);
    QCOMPARE(call(u"TransIn"_s, u"action"_s).kind, Kind::Broken);
    QCOMPARE(balance(), 100);
    QCOMPARE(call(u"TransIn"_s, u"action"_s).status, 200);
}

void BankTest::losesAnAnswerAfterWork()
{
    QCOMPARE(set(R"({"loseAnswerNext":{"TransIn":1}})").status, 200);
    QCOMPARE(call(u"TransIn"_s, u"action"_s).kind, Kind::Broken);
    QCOMPARE(balance(), 130);
}

// A client would repeat a request whose reused connection breaks, and the fault would not be seen.
void BankTest::showsAFaultAlsoToAReusedConnection()
{
    QCOMPARE(call(u"TransOut"_s, u"action"_s, u"07"_s).status, 200);
    QCOMPARE(set(R"({"loseAnswerNext":{"TransIn":1}})").status, 200);
    QTRY_COMPARE(m_client->connectionsTo(u"127.0.0.1:%1"_s.arg(m_bank->port())), 0);

    QCOMPARE(call(u"TransIn"_s, u"action"_s).kind, Kind::Broken);
    QCOMPARE(call(u"TransIn"_s, u"action"_s).status, 200);
    QCOMPARE(balance(), 100);
}

void BankTest::holdsARequestUntilReleased()
{
    QCOMPARE(set(R"({"holdNext":{"TransIn":1}})").status, 200);
    const Answer held = send("POST", at(u"TransIn"_s, u"action"_s), R"({"amount":30})");
    QTRY_COMPARE(QJsonDocument::fromJson(ask("GET", control(u"/accounts"_s)).body)["held"_L1].toInt(), 1);
    QCOMPARE(call(u"TransInCompensate"_s, u"compensate"_s).status, 200); // overtakes it

    QCOMPARE(ask("POST", control(u"/release"_s)).status, 200);

    QTRY_VERIFY(held->has_value());
    QCOMPARE(http::headerValue((*held)->headers, "x-tx-barrier"), QByteArray("late"));
    QCOMPARE(balance(), 100);
}

void BankTest::delaysARequest()
{
    QCOMPARE(set(R"({"delayNextMs":{"TransIn":30}})").status, 200);
    const http::ClientResult answer = call(u"TransIn"_s, u"action"_s);
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.took >= Milliseconds{29});
}

void BankTest::keepsSilentWhilePaused()
{
    QCOMPARE(set(R"({"pause":"silent"})").status, 200);
    const Answer held = send("POST", at(u"TransIn"_s, u"action"_s), R"({"amount":30})");
    QCOMPARE(balance(), 100); // this has gone there and back
    QVERIFY(!held->has_value());

    QCOMPARE(set(R"({"pause":"off"})").status, 200);

    QTRY_VERIFY(held->has_value());
    QCOMPARE(balance(), 130);
}

void BankTest::refusesConnectionsWhilePaused()
{
    const quint16 port = m_bank->port();
    QCOMPARE(set(R"({"pause":"refused"})").status, 200);
    QTRY_COMPARE(call(u"TransIn"_s, u"action"_s).kind, Kind::NotConnected);

    QCOMPARE(set(R"({"pause":"off"})").status, 200);

    QTRY_COMPARE(call(u"TransIn"_s, u"action"_s).status, 200);
    QCOMPARE(m_bank->port(), port);
}

void BankTest::listsWhatItDid()
{
    QCOMPARE(call(u"TransInCompensate"_s, u"compensate"_s).status, 200);
    QCOMPARE(call(u"TransOut"_s, u"action"_s, u"02"_s).status, 200);

    const QJsonObject report = QJsonDocument::fromJson(ask("GET", control(u"/accounts"_s)).body).object();

    QCOMPARE(report["visits"_L1].toArray().size(), 2);
    QCOMPARE(report["visits"_L1][0]["barrier"_L1].toString(), u"empty"_s);
    QCOMPARE(report["ledger"_L1].toArray().size(), 1); // the empty compensation moved nothing
    QCOMPARE(report["ledger"_L1][0]["branch"_L1].toString(), u"02"_s);
    QCOMPARE(report["ledger"_L1][0]["amount"_L1].toInt(), -30);
}

// Its coordinator believes the certificate by its authority; by plain HTTP nobody gets in, also after a fault has renewed
// the port.
void BankTest::isCalledByHttps()
{
    const Certificates certificates;
    const IdentityFiles files = certificates.make({.subject = u"bank"_s, .names = u"IP:127.0.0.1"_s});
    BankOptions options;
    options.file = m_dir.filePath(u"https.sqlite"_s);
    options.accounts = {{1, 100}};
    options.tls = {.certificateFile = files.certificate, .keyFile = files.key};
    m_bank = std::make_unique<Bank>(options, BankBook::open(options.file).value(), [] {});
    QVERIFY(m_bank->start().has_value());
    QVERIFY(m_client->setTls({.caFile = files.certificate}).has_value());
    const QString path = at(u"TransOut"_s, u"action"_s);
    QVERIFY(call(u"TransOut"_s, u"action"_s).kind != Kind::Answered);
    const QString secure = QString(path).replace(u"http:"_s, u"https:"_s);
    QCOMPARE(ask("POST", secure, R"({"amount":30})").status, 200);
    QCOMPARE(balance(), 70);
    QCOMPARE(set(R"({"failNext":{"TransIn":500}})").status, 200);
    QCOMPARE(ask("POST", QString(secure).replace(u"TransOut"_s, u"TransIn"_s), R"({"amount":30})").status, 500);
}

TXDESK_TEST(BankTest);

} // namespace txdesk::test

#include "bank_test.moc"
