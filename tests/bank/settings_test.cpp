// The bank's command line, its switches and its JSON.
// SPDX-License-Identifier: Apache-2.0
#include "server/bank/bank_json.h"
#include "server/bank/bank_options.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk::bank;

namespace txdesk::test {

class BankSettingsTest final : public QObject
{
    Q_OBJECT

private slots:
    void readsTheCommandLine();
    void readsSecretsFromFiles();
    void refusesABadCommandLine_data();
    void refusesABadCommandLine();
    void readsAMysqlAddress_data();
    void readsAMysqlAddress();
    void decidesWhatACallMeets();
    void repeatsItsDice();
    void refusesBadSwitches_data();
    void refusesBadSwitches();
    void readsBackItsSwitches();
    void readsAnOrder_data();
    void readsAnOrder();
};

void BankSettingsTest::readsTheCommandLine()
{
    const Result<BankOptions> options = bankOptionsFrom({u"--name"_s, u"bank-a"_s, u"--port=81"_s, u"--db"_s, u"x"_s, u"--account"_s,
                                                         u"1=100"_s, u"--account=2=50"_s});
    QVERIFY(options);
    QCOMPARE(options->name, u"bank-a"_s);
    QCOMPARE(options->port, 81);
    QCOMPARE(options->accounts, (Accounts{{1, 100}, {2, 50}}));
}

void BankSettingsTest::readsSecretsFromFiles()
{
    const QTemporaryDir dir;
    const auto write = [&dir](const QString &name, const QByteArray &text, QFile::Permissions permissions) {
        QFile file(dir.filePath(name));
        const bool written = file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.setPermissions(permissions);
        return written ? file.fileName() : QString();
    };
    const QString token = write(u"token"_s, "t0ken\n", QFile::ReadOwner | QFile::WriteOwner);
    const QString password = write(u"password"_s, "p@ss word", QFile::ReadOwner);
    const QString open = write(u"open"_s, "x", QFile::ReadOwner | QFile::ReadGroup);
    const Result<BankOptions> options = bankOptionsFrom({u"--db"_s, u"x"_s, u"--token-file"_s, token, u"--mysql-password-file"_s, password});
    QVERIFY(options);
    QCOMPARE(options->coordinator.token, "t0ken");
    QCOMPARE(options->mysqlPassword, "p@ss word");
    const Result<BankOptions> refused = bankOptionsFrom({u"--db"_s, u"x"_s, u"--token-file"_s, open});
    QVERIFY(!refused);
    QVERIFY2(refused.error().message.contains(u"chmod 600"_s), qPrintable(refused.error().message));
}

void BankSettingsTest::refusesABadCommandLine_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("option");
    QTest::newRow("no database") << QStringList{} << u"--db"_s;
    QTest::newRow("port out of range") << QStringList{u"--port"_s, u"70000"_s} << u"--port"_s;
    QTest::newRow("no value") << QStringList{u"--name"_s} << u"--name"_s;
    QTest::newRow("not an account") << QStringList{u"--account"_s, u"1"_s} << u"--account"_s;
    QTest::newRow("unknown") << QStringList{u"--fast"_s, u"1"_s} << u"--fast"_s;
    QTest::newRow("a token for all to see") << QStringList{u"--coordinator"_s, u"http://x:t0ken@host/api/dtmsvr"_s} << u"--coordinator"_s;
    QTest::newRow("no token file") << QStringList{u"--token-file"_s, u"/nowhere/token"_s} << u"token"_s;
    QTest::newRow("not a pin") << QStringList{u"--pin"_s, u"abc"_s} << u"--pin"_s;
    QTest::newRow("certificate without key") << QStringList{u"--db"_s, u"x"_s, u"--tls-cert"_s, u"c.pem"_s} << u"--tls-key"_s;
    QTest::newRow("key without certificate") << QStringList{u"--db"_s, u"x"_s, u"--tls-key"_s, u"k.pem"_s} << u"--tls-cert"_s;
}

void BankSettingsTest::refusesABadCommandLine()
{
    QFETCH(const QStringList, arguments);
    const Result<BankOptions> options = bankOptionsFrom(arguments);
    QVERIFY(!options);
    QTEST(options.error().field, "option");
}

void BankSettingsTest::readsAMysqlAddress_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("read"); // empty: refused
    QTest::newRow("socket") << u"/run/sql.sock"_s << u"root::@/run/sql.sock :3306 bank_a"_s;
    QTest::newRow("host") << u"mysql://10.0.0.1"_s << u"root::@ 10.0.0.1:3306 bank_a"_s;
    QTest::newRow("all") << u"mysql://me@db:3307/money"_s << u"me::@ db:3307 money"_s;
    QTest::newRow("a password for all to see") << u"mysql://me:p%40ss@db:3307/money"_s << QString();
    QTest::newRow("another scheme") << u"postgres://db"_s << QString();
    QTest::newRow("not an address") << u"sql.sock"_s << QString();
}

void BankSettingsTest::readsAMysqlAddress()
{
    QFETCH(const QString, text);
    const Result<MysqlAddress> read = MysqlAddress::from(text, u"bank-a"_s);
    const auto spelled = [](const MysqlAddress &at) {
        return u"%1:%2:@%3 %4:%5 %6"_s.arg(at.user, at.password, at.socket, at.host).arg(at.port).arg(at.database);
    };
    QTEST(read ? spelled(*read) : QString(), "read");
}

void BankSettingsTest::decidesWhatACallMeets()
{
    QRandomGenerator random(1);
    Switches switches = changed({}, R"({"latencyMs":5,"failNext":{"TransIn":409},"holdNext":{"*":1},"delayNextMs":{"TransOut":20}})").value();

    QCOMPARE(switches.fateOf(u"TransIn"_s, random), (Fate{.delay = Milliseconds{5}, .failStatus = 409}));
    QCOMPARE(switches.fateOf(u"TransOut"_s, random), (Fate{.delay = Milliseconds{25}}));
    QCOMPARE(switches.fateOf(u"TransIn"_s, random), (Fate{.delay = Milliseconds{5}, .hold = true})); // of any op
    QCOMPARE(switches.fateOf(u"TransIn"_s, random), (Fate{.delay = Milliseconds{5}}));

    switches = changed({}, R"({"failNext":{"TransInXa.commit":500}})").value();
    QCOMPARE(switches.fateOf(u"TransInXa"_s, random, u"action"_s), Fate());
    QCOMPARE(switches.fateOf(u"TransInXa"_s, random, u"commit"_s), Fate{.failStatus = 500});
}

void BankSettingsTest::repeatsItsDice()
{
    const auto failures = [] {
        QRandomGenerator random(42);
        Switches switches{.failPercent = 30, .failStatus = 503};
        QList<int> statuses;
        for (int i = 0; i < 200; ++i)
            statuses.append(switches.fateOf(u"TransIn"_s, random).failStatus);
        return statuses;
    };
    QCOMPARE(failures(), failures());
    QVERIFY(failures().count(503) > 30 && failures().count(503) < 90);
}

void BankSettingsTest::refusesBadSwitches_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("member");
    QTest::newRow("unknown") << QByteArray(R"({"speed":1})") << u"speed"_s;
    QTest::newRow("not a percentage") << QByteArray(R"({"failPercent":101})") << u"failPercent"_s;
    QTest::newRow("not a pause") << QByteArray(R"({"pause":"lunch"})") << u"pause"_s;
    QTest::newRow("not a boolean") << QByteArray(R"({"barrier":1})") << u"barrier"_s;
    QTest::newRow("not an object") << QByteArray(R"({"holdNext":3})") << u"holdNext"_s;
    QTest::newRow("not a count") << QByteArray(R"({"holdNext":{"TransIn":true}})") << u"holdNext.TransIn"_s;
}

void BankSettingsTest::refusesBadSwitches()
{
    QFETCH(const QByteArray, json);
    const Result<Switches> switches = changed({}, json);
    QVERIFY(!switches);
    QTEST(switches.error().field, "member");
}

void BankSettingsTest::readsBackItsSwitches()
{
    const QByteArray json = R"({"latencyMs":5,"failPercent":1,"barrier":false,"pause":"silent","holdNext":{"TransIn":2},"failNext":{"*":409}})";
    const Switches switches = changed({}, json).value();
    QCOMPARE(changed({}, toJson(switches)).value().next, switches.next);
    QCOMPARE(changed({}, toJson(switches)).value().pause, Pause::Silent);
}

void BankSettingsTest::readsAnOrder_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<qint64>("account"); // 0: refused
    QTest::newRow("DTM's examples") << QByteArray(R"({"amount":30,"transInResult":""})") << qint64(1);
    QTest::newRow("with account") << QByteArray(R"({"amount":30,"account":2})") << qint64(2);
    QTest::newRow("C# tutorial") << QByteArray(R"({"Amount":30,"UserId":2})") << qint64(2);
    QTest::newRow("no amount") << QByteArray(R"({"account":2})") << qint64(0);
    QTest::newRow("negative") << QByteArray(R"({"amount":-3})") << qint64(0);
    QTest::newRow("not JSON") << QByteArray("amount=3") << qint64(0);
}

void BankSettingsTest::readsAnOrder()
{
    QFETCH(const QByteArray, json);
    const Result<Order> order = orderFromJson(json);
    QTEST(order ? order->account : qint64(0), "account");
    if (order)
        QCOMPARE(order->amount, 30);
}

TXDESK_TEST(BankSettingsTest);

} // namespace txdesk::test

#include "settings_test.moc"
