// The conservation meter: what is in flight, what is lost, and that it stays red.
// SPDX-License-Identifier: Apache-2.0
#include "console/demo/conservation_meter.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk::demo;

namespace txdesk::test {
namespace {

// "a:01:-30 b:02:+30/10": bank, branch, amount, set aside; all of transaction "g". Each bank begins with 100.
QList<BankReport> reportsOf(const QString &lines)
{
    QMap<QString, BankReport> banks{{u"a"_s, {.name = u"a"_s, .accounts = {{1, 100, 0}}}}, {u"b"_s, {.name = u"b"_s, .accounts = {{1, 100, 0}}}}};
    for (const QString &line : lines.split(u' ', Qt::SkipEmptyParts)) {
        BankReport &bank = banks[line.section(u':', 0, 0)];
        const QString money = line.section(u':', 2);
        const LedgerLine entry{u"g"_s, line.section(u':', 1, 1), u"action"_s, 1, money.section(u'/', 0, 0).toLongLong(), money.section(u'/', 1).toLongLong()};
        bank.ledger.append(entry);
        bank.accounts[0].balance += entry.amount;
        bank.accounts[0].frozen += entry.frozen;
    }
    return banks.values();
}

} // namespace

class MeterTest final : public QObject
{
    Q_OBJECT

private slots:
    void readsTheMoney_data();
    void readsTheMoney();
    void staysRed();
    void seesMoneyThatNoLedgerExplains();
    void readsABanksReport();
    void knowsOnlyTheSumsOfServices();
    void knowsWhenThereIsNoMoney();
    void saysWhoDidNotAnswer();
};

void MeterTest::saysWhoDidNotAnswer()
{
    ConservationMeter meter;
    meter.reset(200);
    meter.read(reportsOf(u"a:01:-30"_s), {u"g"_s});
    meter.missed({u"b"_s});
    QCOMPARE(meter.reading().silent, QStringList{u"b"_s});
    QCOMPARE(meter.reading().inFlight, qint64(30)); // the last reading
    meter.read(reportsOf(u"a:01:-30 b:02:+30"_s), {});
    QVERIFY(meter.reading().silent.isEmpty());
}

void MeterTest::readsTheMoney_data()
{
    QTest::addColumn<QString>("ledger");
    QTest::addColumn<bool>("finished");
    QTest::addColumn<qint64>("inFlight");
    QTest::addColumn<qint64>("frozen");
    QTest::addColumn<bool>("conserved");
    QTest::newRow("nothing happened") << u""_s << false << qint64(0) << qint64(0) << true;
    QTest::newRow("on its way") << u"a:01:-30"_s << false << qint64(30) << qint64(0) << true;
    QTest::newRow("arrived") << u"a:01:-30 b:02:+30"_s << false << qint64(0) << qint64(0) << true;
    QTest::newRow("finished") << u"a:01:-30 b:02:+30"_s << true << qint64(0) << qint64(0) << true;
    QTest::newRow("undone") << u"a:01:-30 a:01:+30"_s << true << qint64(0) << qint64(0) << true;
    QTest::newRow("set aside") << u"a:01:-30/30"_s << false << qint64(0) << qint64(30) << true;
    QTest::newRow("lost") << u"b:02:-30"_s << true << qint64(0) << qint64(0) << false;
    QTest::newRow("from nowhere") << u"a:01:-30 b:02:+30 b:02:+30"_s << true << qint64(0) << qint64(0) << false;
    QTest::newRow("set aside for ever") << u"a:01:-30/30"_s << true << qint64(0) << qint64(30) << false;
}

void MeterTest::readsTheMoney()
{
    QFETCH(const QString, ledger);
    QFETCH(const bool, finished);
    ConservationMeter meter;
    meter.reset(200);

    meter.read(reportsOf(ledger), finished ? QSet<QString>() : QSet<QString>{u"g"_s});

    QTEST(meter.reading().inFlight, "inFlight");
    QTEST(meter.reading().frozen, "frozen");
    QTEST(meter.reading().conserved, "conserved");
    QCOMPARE(meter.reading().fault.isEmpty(), meter.reading().conserved);
}

void MeterTest::staysRed()
{
    ConservationMeter meter;
    meter.reset(200);
    meter.read(reportsOf(u"b:02:-30"_s), {});
    const QString fault = meter.reading().fault;
    meter.read(reportsOf({}), {}); // all is well again, but it was not

    QVERIFY(!meter.reading().conserved);
    QCOMPARE(meter.reading().fault, fault);
    meter.reset(200);
    QVERIFY(meter.reading().conserved);
}

void MeterTest::seesMoneyThatNoLedgerExplains()
{
    ConservationMeter meter;
    meter.reset(200);
    QList<BankReport> reports = reportsOf({});
    reports[0].accounts[0].balance = 99;

    meter.read(reports, {});

    QVERIFY(!meter.reading().conserved);
}

void MeterTest::readsABanksReport()
{
    const Result<BankReport> report = bankReportFrom(R"({"name":"bank-a","accounts":[{"account":1,"balance":70,"frozen":30}],
        "ledger":[{"gid":"g","branch":"01","op":"action","n":1,"account":1,"amount":-30,"frozen":30,"at":5}],
        "visits":[{"gid":"g","branch":"01","op":"action","path":"Reserve","status":200,"barrier":"late"}],"held":2})");

    QVERIFY(report.has_value());
    QCOMPARE(*report, (BankReport{u"bank-a"_s, {{1, 70, 30}}, {{u"g"_s, u"01"_s, u"action"_s, 1, -30, 30}},
                                  {{u"g"_s, u"01"_s, u"action"_s, u"Reserve"_s, 200, BarrierNote::Late}}, 2}));
    QVERIFY(!bankReportFrom("nonsense").has_value());
}

// A service has no ledger: what is missing is on its way until all is over; then it is lost.
void MeterTest::knowsOnlyTheSumsOfServices()
{
    ConservationMeter meter;
    meter.reset(200);
    QList<BankReport> reports = reportsOf({});
    for (BankReport &report : reports)
        report.hasLedger = false;
    reports[0].accounts[0].balance = 70;
    meter.read(reports, {u"g"_s});
    QCOMPARE(meter.reading().inFlight, 30);
    QVERIFY(meter.reading().conserved);
    meter.expectMore(-30); // it was taken away from outside
    meter.read(reports, {});
    QVERIFY(meter.reading().conserved);
    reports[1].accounts[0].balance = 130;
    meter.read(reports, {});
    QVERIFY(!meter.reading().conserved);
}

// A registration moves none: the meter must not claim to have watched it.
void MeterTest::knowsWhenThereIsNoMoney()
{
    const Result<BankReport> user = bankReportFrom(R"({"service":"registration-user","subscribed":true,"tables":{"user_info":[{"user_name":"ann"}]}})");
    QVERIFY(user.has_value() && user->accounts.isEmpty());
    ConservationMeter meter;
    meter.reset(0);
    QVERIFY(meter.reading().hasMoney); // as far as one knows

    meter.read({*user, *user}, {u"g"_s});

    QVERIFY(!meter.reading().hasMoney && meter.reading().conserved && meter.reading().banks.isEmpty());
    meter.reset(100);
    meter.read({*user, reportsOf({}).first()}, {});
    QVERIFY(meter.reading().hasMoney);
    QCOMPARE(meter.reading().banks.size(), 1);
}

TXDESK_TEST(MeterTest);

} // namespace txdesk::test

#include "meter_test.moc"
