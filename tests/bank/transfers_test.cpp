// Transfers in every mode between banks, driven by a real coordinator process: whatever goes wrong, the money is
// conserved, nothing stays frozen, and both banks agree with the transaction's final status.
// SPDX-License-Identifier: Apache-2.0
#include "server/bank/bank.h"
#include "shared/client/xa_branch.h"
#include "shared/http/client.h"
#include "tests/support/mariadb.h"
#include "tests/support/test_main.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace Qt::StringLiterals;
using namespace txdesk::bank;

namespace txdesk::test {

class TransfersTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void conservesMoney_data();
    void conservesMoney();
    void cancelsWhatItsInitiatorForgot();
    void runsAWorkflowOfAllKinds();

private:
    struct Place
    {
        std::unique_ptr<Bank> bank;
        QString connection; // of its book
    };
    enum { A, B, C, Places }; // A and B on MariaDB, C on SQLite

    Place begin(const QString &name, const Result<BankBook> &book);
    http::ClientResult ask(const QByteArray &method, const QString &url, const QByteArray &body = {});
    QJsonDocument read(const QString &url) { return QJsonDocument::fromJson(ask("GET", url).body); }
    QString address(int place) const { return u"http://127.0.0.1:%1"_s.arg(m_places[place].bank->port()); }
    QString control(int place, const QString &path) const { return u"http://127.0.0.1:%1/%2"_s.arg(m_places[place].bank->controlPort()).arg(path); }
    QString status(const QString &gid) { return read(m_coordinator + u"/query?gid="_s + gid)["transaction"_L1]["status"_L1].toString(); }
    // "70/0 130/0": balance and frozen of the given banks' account 1, which began with 100.
    QString money(std::initializer_list<int> places);
    void startServer();

    QTemporaryDir m_dir;
    MariaDb m_mariaDb;
    QString m_noMariaDb;
    QProcess m_server;
    QString m_coordinator; // URL
    Place m_places[Places];
    http::Client m_client;
};

void TransfersTest::startServer()
{
    m_server.setProcessChannelMode(QProcess::MergedChannels);
    m_server.start(QCoreApplication::applicationDirPath() + u"/txdesk-server"_s,
                   {u"--store"_s, u"sqlite:"_s + m_dir.filePath(u"server.db"_s), u"--http-port"_s, u"0"_s});
    QByteArray output;
    QRegularExpressionMatch found; // not the line that tells the gRPC port
    const bool listens = QTest::qWaitFor([&] {
        output += m_server.readAll();
        found = QRegularExpression(u"^listening on (\\S+)$"_s, QRegularExpression::MultilineOption).match(QString::fromUtf8(output));
        return found.hasMatch();
    }, 30'000);
    QVERIFY2(listens, output.constData());
    m_coordinator = u"http://"_s + found.captured(1) + u"/api/dtmsvr"_s;
}

TransfersTest::Place TransfersTest::begin(const QString &name, const Result<BankBook> &book)
{
    if (!book)
        qFatal("%s", qPrintable(book.error().message));
    BankOptions options;
    options.name = name;
    options.coordinator.baseUrl = m_coordinator;
    options.accounts = {{1, 100}};
    BankBook copy = *book;
    Place place{std::make_unique<Bank>(options, copy, [] {}), copy.database().connectionName()};
    if (const Result<> started = place.bank->start(); !started)
        qFatal("%s", qPrintable(started.error().message));
    return place;
}

void TransfersTest::initTestCase()
{
    startServer();
    m_noMariaDb = m_mariaDb.start();
    const bool xa = m_noMariaDb.isEmpty();
    if (!xa)
        qWarning("skipping XA: %s", qPrintable(m_noMariaDb));
    const auto book = [&](const QString &name) {
        return xa ? BankBook::open(MysqlAddress::from(m_mariaDb.socketPath(), name).value()) : BankBook::open(m_dir.filePath(name));
    };
    m_places[A] = begin(u"bank-a"_s, book(u"bank-a"_s));
    m_places[B] = begin(u"bank-b"_s, book(u"bank-b"_s));
    m_places[C] = begin(u"bank-c"_s, BankBook::open(m_dir.filePath(u"c.sqlite"_s)));
}

void TransfersTest::cleanupTestCase()
{
    for (Place &place : m_places)
        place.bank.reset();
    m_server.kill();
    m_server.waitForFinished(10'000);
}

http::ClientResult TransfersTest::ask(const QByteArray &method, const QString &url, const QByteArray &body)
{
    http::ClientRequest request;
    request.method = method;
    request.url = url;
    request.body = body;
    request.timeout = Seconds{15};
    std::optional<http::ClientResult> answer;
    m_client.send(std::move(request), [&answer](http::ClientResult &&result) { answer = std::move(result); });
    return QTest::qWaitFor([&] { return answer.has_value(); }, 20'000) ? *answer : http::ClientResult{};
}

QString TransfersTest::money(std::initializer_list<int> places)
{
    QStringList texts;
    for (const int place : places) {
        const QJsonDocument accounts = read(control(place, u"accounts"_s));
        texts.append(u"%1/%2"_s.arg(accounts["accounts"_L1][0]["balance"_L1].toInteger()).arg(accounts["accounts"_L1][0]["frozen"_L1].toInteger()));
    }
    return texts.join(u' ');
}

void TransfersTest::conservesMoney_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<int>("toAccount"); // 9: there is none
    QTest::addColumn<QByteArray>("switchesOfA");
    QTest::addColumn<QByteArray>("switchesOfB");
    QTest::addColumn<int>("answer"); // what the initiator is told
    QTest::addColumn<QString>("ends");
    const QByteArray none("{}");

    QTest::newRow("tcc") << u"tcc"_s << 1 << none << none << 200 << u"succeed"_s;
    QTest::newRow("tcc refused") << u"tcc"_s << 9 << none << none << 409 << u"failed"_s;
    QTest::newRow("tcc, a confirm fails at first") << u"tcc"_s << 1 << none << QByteArray(R"({"failNext":{"TransInConfirm":500}})") << 200 << u"succeed"_s;
    QTest::newRow("tcc, a confirm's answer is lost") << u"tcc"_s << 1 << QByteArray(R"({"loseAnswerNext":{"TransOutConfirm":1}})") << none << 200 << u"succeed"_s;
    QTest::newRow("tcc, a try's answer is lost") << u"tcc"_s << 1 << QByteArray(R"({"loseAnswerNext":{"TransOutTry":1}})") << none << 500 << u"failed"_s;
    QTest::newRow("tcc, a try never arrives") << u"tcc"_s << 1 << none << QByteArray(R"({"dropRequestNext":{"TransInTry":1}})") << 500 << u"failed"_s;
    QTest::newRow("tcc, a cancel fails at first") << u"tcc"_s << 9 << QByteArray(R"({"failNext":{"TransOutCancel":500}})") << none << 409 << u"failed"_s;
    QTest::newRow("xa") << u"xa"_s << 1 << none << none << 200 << u"succeed"_s;
    QTest::newRow("xa refused") << u"xa"_s << 9 << none << none << 409 << u"failed"_s;
    QTest::newRow("xa, a phase 1 answer is lost") << u"xa"_s << 1 << none << QByteArray(R"({"loseAnswerNext":{"TransInXa":1}})") << 500 << u"failed"_s;
    QTest::newRow("xa, a phase 1 never arrives") << u"xa"_s << 1 << none << QByteArray(R"({"dropRequestNext":{"TransInXa":1}})") << 500 << u"failed"_s;
    QTest::newRow("xa, a commit fails at first") << u"xa"_s << 1 << none << QByteArray(R"({"failNext":{"TransInXa.commit":500}})") << 200 << u"succeed"_s;
    QTest::newRow("xa, a commit's answer is lost") << u"xa"_s << 1 << QByteArray(R"({"loseAnswerNext":{"TransOutXa.commit":1}})") << none << 200 << u"succeed"_s;
    QTest::newRow("xa, a rollback's answer is lost") << u"xa"_s << 9 << QByteArray(R"({"loseAnswerNext":{"TransOutXa.rollback":1}})") << none << 409 << u"failed"_s;
    QTest::newRow("workflow") << u"workflow"_s << 1 << none << none << 200 << u"succeed"_s;
    QTest::newRow("workflow refused") << u"workflow"_s << 9 << none << none << 409 << u"failed"_s;
    QTest::newRow("workflow, a step's answer is lost") << u"workflow"_s << 1 << none << QByteArray(R"({"loseAnswerNext":{"TransInTry":1}})") << 500 << u"succeed"_s;
    QTest::newRow("workflow, a commit fails at first") << u"workflow"_s << 1 << none << QByteArray(R"({"failNext":{"TransInConfirm":500}})") << 500 << u"succeed"_s;
    QTest::newRow("workflow, a rollback fails at first") << u"workflow"_s << 9 << QByteArray(R"({"failNext":{"TransOutCompensate":500}})") << none << 500 << u"failed"_s;
}

void TransfersTest::conservesMoney()
{
    QFETCH(const QString, mode);
    QFETCH(const int, toAccount);
    QFETCH(const QByteArray, switchesOfA);
    QFETCH(const QByteArray, switchesOfB);
    QFETCH(const QString, ends);
    if (mode == "xa"_L1 && !m_noMariaDb.isEmpty())
        QSKIP(qPrintable(m_noMariaDb));
    for (const int place : {A, B})
        QCOMPARE(ask("POST", control(place, u"reset"_s), R"({"accounts":{"1":100}})").status, 200);
    QCOMPARE(ask("POST", control(A, u"switch"_s), switchesOfA).status, 200);
    QCOMPARE(ask("POST", control(B, u"switch"_s), switchesOfB).status, 200);
    const QString gid = QString::fromLatin1(QTest::currentDataTag()).replace(QRegularExpression(u"[^a-z0-9]"_s), u"-"_s);

    const http::ClientResult told = ask("POST", address(A) + u"/transfer-by-"_s + mode,
        u"{\"gid\":\"%1\",\"amount\":30,\"to\":\"%2\",\"toAccount\":%3,\"retryInterval\":1}"_s.arg(gid, address(B)).arg(toAccount).toUtf8());

    QFETCH(const int, answer);
    QVERIFY2(told.status == answer, told.body.constData());
    QTRY_COMPARE_WITH_TIMEOUT(status(gid), ends, 30'000);
    QCOMPARE(money({A, B}), ends == "succeed"_L1 ? u"70/0 130/0"_s : u"100/0 100/0"_s);
    if (m_noMariaDb.isEmpty())
        QVERIFY(client::XaBranch::preparedOn(m_places[A].connection).value().isEmpty());
}

// The initiator tried, and was never heard of again.
void TransfersTest::cancelsWhatItsInitiatorForgot()
{
    QCOMPARE(ask("POST", control(C, u"reset"_s), R"({"accounts":{"1":100}})").status, 200);
    client::CoordinatorConnection coordinator(m_coordinator);
    TransactionOptions options;
    options.timeoutToFail = Seconds{1};
    client::Tcc tcc;
    tcc.setOptions(options);
    QFuture<Result<>> prepared = tcc.prepare(coordinator);
    QTRY_VERIFY(prepared.isFinished());
    QFuture<Result<QByteArray>> tried = tcc.callBranch(coordinator, {.tryUrl = address(C) + u"/TransOutTry"_s,
                                                                     .confirm = address(C) + u"/TransOutConfirm"_s,
                                                                     .cancel = address(C) + u"/TransOutCancel"_s,
                                                                     .payload = R"({"amount":30})"});
    QTRY_VERIFY(tried.isFinished());
    QVERIFY(prepared.result() && tried.result());
    QCOMPARE(money({C}), u"70/30"_s);

    QTRY_COMPARE_WITH_TIMEOUT(status(tcc.gid().value), u"failed"_s, 30'000);
    QCOMPARE(money({C}), u"100/0"_s);
}

// A saga step at C, a TCC step at A, an XA step at B; the first run ends after two of them.
void TransfersTest::runsAWorkflowOfAllKinds()
{
    if (!m_noMariaDb.isEmpty())
        QSKIP(qPrintable(m_noMariaDb));
    for (const int place : {A, B, C})
        QCOMPARE(ask("POST", control(place, u"reset"_s), R"({"accounts":{"1":100}})").status, 200);

    const http::ClientResult told = ask("POST", address(C) + u"/transfer-by-workflow"_s,
        u"{\"gid\":\"mixed\",\"amount\":30,\"to\":\"%1\",\"xaTo\":\"%2\",\"stopAfter\":2,\"retryInterval\":1}"_s.arg(address(A), address(B)).toUtf8());

    QCOMPARE(told.status, 500);
    QVERIFY(told.body.contains("stopped after 2 steps"));
    QTRY_COMPARE_WITH_TIMEOUT(status(u"mixed"_s), u"succeed"_s, 30'000);
    QCOMPARE(money({A, B, C}), u"130/0 130/0 40/0"_s);
    QCOMPARE(read(control(C, u"accounts"_s))["visits"_L1].toArray().size(), 1); // its step was replayed, not called again
}

TXDESK_TEST(TransfersTest);

} // namespace txdesk::test

#include "transfers_test.moc"
