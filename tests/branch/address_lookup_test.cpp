// Every address of a name is judged, and one that is forbidden keeps all of them from being called.
// SPDX-License-Identifier: Apache-2.0
#include "server/branch/address_lookup.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <optional>

using namespace txdesk;
using namespace Qt::StringLiterals;
using branch::AddressLookup;

namespace {

AddressLookup::Resolve leadsTo(const QStringList &addresses)
{
    return [addresses](const QString &, QObject *home, const std::function<void(const QHostInfo &)> &tell) {
        QHostInfo info;
        QList<QHostAddress> found;
        for (const QString &address : addresses)
            found.append(QHostAddress(address));
        info.setAddresses(found);
        info.setErrorString(u"nobody knows it"_s);
        QMetaObject::invokeMethod(home, [info, tell] { tell(info); }, Qt::QueuedConnection);
    };
}

QString textOf(const Result<QList<QHostAddress>> &found)
{
    if (!found)
        return found.error().message;
    QStringList texts;
    for (const QHostAddress &address : *found)
        texts.append(address.toString());
    return texts.join(u' ');
}

QString lookUp(AddressLookup &lookup, const QString &host, quint16 port = 80)
{
    std::optional<QString> text;
    lookup.find(host, port, [&text](Result<QList<QHostAddress>> &&found) { text = textOf(found); });
    if (text || !QTest::qWaitFor([&text] { return text.has_value(); }, 10'000))
        qFatal("nothing was found, or before find() returned");
    return *text;
}

const auto policyOfLoopback = std::make_shared<const security::UrlPolicy>();

} // namespace

class AddressLookupTest : public QObject
{
    Q_OBJECT

private slots:
    void judgesAllAddresses_data();
    void judgesAllAddresses();
    void judgesEachTimeAnew();
    void waitsOnlySoLong();
    void knowsAddressesItself();
    void asksTheMachine();
};

void AddressLookupTest::judgesAllAddresses_data()
{
    QTest::addColumn<QStringList>("addresses");
    QTest::addColumn<QString>("text");
    QTest::newRow("one") << QStringList{u"10.0.0.1"_s} << u"10.0.0.1"_s;
    QTest::newRow("two") << QStringList{u"10.0.0.1"_s, u"fd00::1"_s} << u"10.0.0.1 fd00::1"_s;
    QTest::newRow("metadata") << QStringList{u"169.254.169.254"_s} << u"url not allowed: bank leads to 169.254.169.254; nothing was sent"_s;
    QTest::newRow("mixed, last") << QStringList{u"10.0.0.1"_s, u"169.254.169.254"_s}
                                 << u"url not allowed: bank leads to 169.254.169.254; nothing was sent"_s;
    QTest::newRow("mixed, first") << QStringList{u"fe80::1"_s, u"10.0.0.1"_s} << u"url not allowed: bank leads to fe80::1; nothing was sent"_s;
    QTest::newRow("public") << QStringList{u"8.8.8.8"_s} << u"url not allowed: bank leads to 8.8.8.8; nothing was sent"_s;
    QTest::newRow("none") << QStringList{} << u"no address of bank: nobody knows it"_s;
}

void AddressLookupTest::judgesAllAddresses()
{
    QFETCH(QStringList, addresses);
    AddressLookup lookup(policyOfLoopback, Milliseconds{5000}, leadsTo(addresses));
    QTEST(lookUp(lookup, u"bank"_s), "text");
}

// DNS rebinding: allowed at first, metadata the second time.
void AddressLookupTest::judgesEachTimeAnew()
{
    int asked = 0;
    AddressLookup lookup(policyOfLoopback, Milliseconds{5000}, [&asked](const QString &host, QObject *home, const auto &tell) {
        leadsTo({++asked == 1 ? u"127.0.0.1"_s : u"169.254.169.254"_s})(host, home, tell);
    });
    QCOMPARE(lookUp(lookup, u"bank"_s), u"127.0.0.1"_s);
    QCOMPARE(lookUp(lookup, u"bank"_s), u"url not allowed: bank leads to 169.254.169.254; nothing was sent"_s);
}

void AddressLookupTest::waitsOnlySoLong()
{
    std::function<void(const QHostInfo &)> late;
    AddressLookup lookup(policyOfLoopback, Milliseconds{20}, [&late](const QString &, QObject *, const auto &tell) { late = tell; });
    QCOMPARE(lookUp(lookup, u"bank"_s), u"no address of bank within 20 ms"_s);
    late(QHostInfo{}); // nobody is told twice
}

void AddressLookupTest::knowsAddressesItself()
{
    AddressLookup lookup(policyOfLoopback, Milliseconds{5000}, [](const QString &, QObject *, const auto &) { qFatal("asked for an address"); });
    QCOMPARE(lookUp(lookup, u"127.0.0.1"_s), u"127.0.0.1"_s);
    QCOMPARE(lookUp(lookup, u"::1"_s), u"::1"_s);
    QCOMPARE(lookUp(lookup, u"169.254.0.1"_s), u"url not allowed: 169.254.0.1 leads to 169.254.0.1; nothing was sent"_s);
}

void AddressLookupTest::asksTheMachine()
{
    AddressLookup lookup(policyOfLoopback, Milliseconds{5000});
    QVERIFY(lookUp(lookup, u"localhost"_s).contains("127.0.0.1"_L1));
}

TXDESK_TEST(AddressLookupTest);
#include "address_lookup_test.moc"
