// Where branch calls may lead, row by row. Source: spec 4.4, rows 65-72.
// SPDX-License-Identifier: Apache-2.0
#include "server/security/address_rules.h"
#include "server/security/url_policy.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace txdesk;
using namespace txdesk::security;
using namespace Qt::StringLiterals;

namespace {

UrlPolicySettings loopbackSettings()
{
    UrlPolicySettings settings;
    settings.ownPorts = {36789, 36790};
    settings.ownAddresses = {QHostAddress(u"192.168.7.20"_s), QHostAddress(u"fd12::20"_s)};
    settings.ownNames = {u"Machine"_s, u"machine.example.org."_s};
    return settings;
}

UrlPolicy loopbackPolicy(const QStringList &allow = {})
{
    UrlPolicySettings settings = loopbackSettings();
    settings.allow = allow;
    return UrlPolicy::from(settings).value();
}

UrlPolicy openPolicy(const QStringList &allow)
{
    UrlPolicySettings settings = loopbackSettings();
    settings.loopbackBound = false;
    settings.allow = allow;
    return UrlPolicy::from(settings).value();
}

QString textOf(const Result<> &checked)
{
    return checked ? u"ok"_s : checked.error().message;
}

const char *const notAllowed = "url not allowed";
const char *const thisServer = "url is this server";

} // namespace

class UrlPolicyTest : public QObject
{
    Q_OBJECT

private slots:
    void judgesUrls_data();
    void judgesUrls();
    void judgesAddresses_data();
    void judgesAddresses();
    void judgesByTheListAlone_data();
    void judgesByTheListAlone();
    void judgesListedNamesAtTheirAddresses_data();
    void judgesListedNamesAtTheirAddresses();
    void readsTheList_data();
    void readsTheList();
    void knowsItsPortsWhenItListens();
    void boundsTheLength();
    void readsIpv4Strictly_data();
    void readsIpv4Strictly();
};

void UrlPolicyTest::judgesUrls_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *url, const char *text) { QTest::newRow(url) << QString::fromUtf8(url) << QString::fromUtf8(text); };

    for (const char *url : {"", "topic://news", "http://127.0.0.1:8081/api/busi/TransIn", "http://localhost:8081/x?method=pay",
                            "https://bank:8443/in", "http://127.0.0.1:40000", "http://[::1]:8081/x", "http://10.1.2.3/x", "http://172.16.0.9/x",
                            "http://192.168.1.7:1/x", "http://[fd00::7]:8081/x", "http://host.docker.internal:8081/x", "http://my_bank:80/x",
                            "HTTP://Bank/x", "http://bank", "http://bank?method=x", "http://bank:8081/a%20b?mail=a@b&c=%E4%BD%A0", "http://bank/x#part",
                            "http://xn--bcher-kva.example./x", "127.0.0.1:58080/busi.Busi/TransIn", "localhost:58080/busi.Busi/TransIn",
                            "bank/busi.Busi/TransIn", "[::1]:58080/busi.Busi/TransIn", "grpc://bank:58080/busi.Busi/TransIn",
                            "grpcs://bank:58080/busi.Busi/TransIn", "http://a.b-c.d9/x", "http://1a.example/x", "http://bank/a/../b"})
        row(url, "ok");

    // 65
    for (const char *url : {"file:///etc/passwd", "file:/etc/passwd", "gopher://a/x", "ftp://a/x", "javascript:alert(1)", "unix:", "unix:/run/x/a.B/C",
                            "unix:///run/x", "nacos://bank/x", "http:/x/y", "http:x", "TOPIC://news", "data:text/plain,x", "://a/x", "dns:bank/a.B/C",
                            "ipv4:169.254.169.254:80/a.B/C"})
        row(url, "url scheme");
    // 66
    for (const char *url : {"http://169.254.169.254/latest", "http://[fe80::1]/", "http://0/", "http://0.0.0.0/x", "http://0.1.2.3/x", "http://[::]/x",
                            "http://224.0.0.1/x", "http://255.255.255.255/x", "http://240.0.0.1/x", "http://[ff02::1]/x", "http://[::ffff:169.254.169.254]/x",
                            "http://[::169.254.169.254]/x", "http://[64:ff9b::169.254.169.254]/x", "http://[2002:a9fe:a9fe::1]/x",
                            "http://[::ffff:0:169.254.169.254]/x", "http://[64:ff9b:1::a9fe:a9fe]/x", "http://100.100.100.200/x", "http://168.63.129.16/x",
                            "http://192.0.0.192/x", "http://[fd00:ec2::254]/x", "169.254.169.254:80/a.B/C", "grpcs://169.254.169.254:80/a.B/C",
                            "http://8.8.8.8/x", "http://172.32.0.1/x", "http://[2a00::1]/x"})
        row(url, notAllowed);
    // 67
    for (const char *url : {"http://127.0.0.1:36789/x", "http://127.0.0.1:36790/x", "http://127.9.9.9:36789/x", "http://localhost:36789/x", "http://LOCALHOST.:36789/x",
                            "http://a.localhost:36789/x", "http://[::1]:36789/x", "http://0.0.0.0:36789/x", "http://0:36789/x", "http://[::]:36789/x",
                            "http://192.168.7.20:36789/x", "http://[fd12::20]:36789/x", "http://[::ffff:127.0.0.1]:36789/x", "http://[::ffff:192.168.7.20]:36789/x",
                            "http://[2002:7f00:1::]:36789/x", "http://machine:36789/x", "http://MACHINE.example.org:36789/x", "localhost:36790/dtmgimp.Dtm/Submit",
                            "127.0.0.1:36790/dtmgimp.Dtm/Submit"})
        row(url, thisServer);
    // 68
    for (const char *url : {"http://2130706433/x", "http://0x7f.1/x", "http://0x7f000001/x", "http://017700000001/x", "http://127.1/x", "http://127.0.0.1./x", "http://127.0.0.01/x",
                            "http://0177.0.0.1/x", "http://256.1.1.1/x", "http://1.2.3.4.5/x", "http://00/x", "http://0b0/x", "http://0b1111111.1/x", "http://bank.1/x", "http://bank.0x1/x", "http:///x", "http://:80/x", "http://a..b/x",
                            "http://.a/x", "http://a b/x", "http://bücher/x", "http://127。0。0。1/x", "http://①/x", "http://a%2eb/x", "http://[::1/x", "http://[127.0.0.1]/x",
                            "http://[::1%25lo]/x", "http://[fe80::1%eth0]/x", "http://[]/x", "http://[::+1]/x", "http://[:: 1]/x", "http://[::1]a/x", "http://*/x", "2130706433:80/a.B/C", "[x]:80/a.B/C", "http://a,b/x"})
        row(url, "url host");
    // 70
    for (const char *url : {"http://good@evil/", "http://a:b@evil/", "http://good#@evil/", "http://good?@evil/", "http://evil\\@good/", "http://good\\x", "http://go\tod/", "http://good/a\nb",
                            "http://good/\x7f", "http://good/a%0d%0aX: y", "http://good/a?b=%0D%0A", "http://good/%00", "http://good/a%1f", "http://good/%7F", "\nhttp://good/",
                            "good", "/x", "?x", "user@bank:80/a.B/C", "bank:80", "bank:80?x/y", "grpc://bank:80", "topic://"})
        row(url, "url");
    // 72
    for (const char *url : {"http://bank:0/x", "http://bank:65536/x", "http://bank:22/x", "http://127.0.0.1:22/x", "http://bank:/x", "http://bank:a/x", "http://bank:-1/x", "http://bank:+80/x",
                            "http://bank:000080/x", "http://bank:99999999999999999999/x", "http://a:b:c/x", "http://::1/x", "bank:22/a.B/C", "bank:0/a.B/C", "127.0.0.1:6379/a.B/C"})
        row(url, QByteArray(url) == "http://::1/x" ? "url host" : "url port");
}

void UrlPolicyTest::judgesUrls()
{
    QFETCH(QString, url);
    const Result<> checked = loopbackPolicy().checkUrl(url);
    QTEST(textOf(checked), "text");
    if (!checked) {
        QCOMPARE(checked.error().code, ErrorCode::InvalidRequest);
        QCOMPARE(checked.error().field, u"url"_s);
    }
}

void UrlPolicyTest::judgesAddresses_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<int>("port");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *address, int port, const char *text) {
        QTest::addRow("%s %d", address, port) << QString::fromLatin1(address) << port << QString::fromLatin1(text);
    };
    for (const char *address : {"127.0.0.1", "127.200.0.1", "::1", "10.0.0.1", "172.31.255.255", "192.168.0.1", "fc00::1", "fdff::1", "::ffff:10.0.0.1",
                                "64:ff9b::10.0.0.1"})
        row(address, 8081, "ok");
    for (const char *address : {"169.254.169.254", "169.254.0.1", "::ffff:169.254.169.254", "::169.254.169.254", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::", "2002:a9fe:a9fe:1:2:3:4:5",
                                "fe80::1", "febf::1", "fe80::1%lo", "fd00::1%lo", "0.0.0.0", "0.255.255.255", "::", "224.0.0.1", "239.255.255.255", "255.255.255.255", "ff05::1",
                                "100.100.100.200", "fd00:ec2::254", "172.15.255.255", "172.32.0.0", "9.255.255.255", "11.0.0.0", "192.167.255.255", "192.169.0.0", "fe00::1", "8.8.8.8",
                                "2606:4700::1", "::ffff:8.8.8.8", "::2"})
        row(address, 8081, notAllowed);
    for (const char *address : {"127.0.0.1", "127.0.0.2", "::1", "0.0.0.0", "::", "192.168.7.20", "fd12::20", "::ffff:192.168.7.20", "2002:c0a8:714::", "64:ff9b::c0a8:714"})
        row(address, 36790, thisServer);
    row("192.168.7.21", 36790, "ok"); // another machine's coordinator
    row("127.0.0.1", 22, "url port");
}

void UrlPolicyTest::judgesAddresses()
{
    QFETCH(QString, address);
    QFETCH(int, port);
    QTEST(textOf(loopbackPolicy().checkAddress(QHostAddress(address), static_cast<quint16>(port))), "text");
    if (address == "192.168.7.20"_L1)
        QCOMPARE(textOf(loopbackPolicy().checkAddress(QHostAddress(address), 8081)), u"ok"_s);
}

void UrlPolicyTest::judgesByTheListAlone_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *url, const char *text) { QTest::newRow(url) << QString::fromUtf8(url) << QString::fromUtf8(text); };
    for (const char *url : {"", "topic://news", "https://pay.example.com/v1/in", "https://pay.example.com/v1", "https://pay.example.com/v1?x=1", "https://PAY.example.com:443/v1/a", "http://a.int.example.com:8081/x",
                            "http://a.b.int.example.com:8081/x", "http://10.0.0.9:8081/x", "http://[fd00::9]:8081/x", "https://any.example.com:7/x", "grpc1.example.com:58080/a.B/C", "http://localhost:8081/x",
                            "grpcs://safe.example.com/a.B/C", "http://8.8.4.4/x"})
        row(url, "ok");
    for (const char *url : {"http://pay.example.com/v1/in", "https://pay.example.com/v10", "https://pay.example.com/", "https://pay.example.com:444/v1/a", "https://pay.example.com/v1/../v2",
                            "https://pay.example.com/v1/%2e%2e/v2", "https://pay.example.com/v1%2f..%2fv2", "https://pay.example.com.evil.org/v1/a", "http://int.example.com:8081/x", "http://evilint.example.com:8081/x", "http://bank/x",
                            "http://127.0.0.1:8081/x", "http://10.0.0.8:8081/x", "http://10.0.0.9:8082/x", "http://8.8.8.8/x", "https://grpc1.example.com:58080/a.B/C", "grpcs://grpc1.example.com:58080/a.B/C",
                            "http://169.254.169.254/x", "safe.example.com/a.B/C", "http://localhost:8082/x"})
        row(url, notAllowed);
    row("http://localhost:36789/x", thisServer);
    row("http://machine:36789/x", thisServer);
    row("http://any.example.com:22/x", "url port");
}

void UrlPolicyTest::judgesByTheListAlone()
{
    QFETCH(QString, url);
    const UrlPolicy policy = openPolicy({u"https://Pay.example.com/v1"_s, u"http://*.int.example.com:8081"_s, u"http://10.0.0.9:8081/"_s, u"http://[fd00::9]:8081"_s,
                                         u"https://any.example.com:*"_s, u"grpc://grpc1.example.com:58080"_s, u"http://localhost:8081"_s,
                                         u"http://169.254.169.254"_s, u"grpcs://safe.example.com"_s, u"http://8.8.4.4"_s, u"http://any.example.com:*"_s});
    QTEST(textOf(policy.checkUrl(url)), "text");
}

void UrlPolicyTest::judgesListedNamesAtTheirAddresses_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("loopbackBound");
    QTest::addColumn<QString>("text");
    QTest::newRow("listed, public") << u"pay.example.com"_s << u"93.184.216.34"_s << false << u"ok"_s;
    QTest::newRow("listed in other letters") << u"PAY.example.com."_s << u"93.184.216.34"_s << false << u"ok"_s;
    QTest::newRow("listed, private") << u"pay.example.com"_s << u"10.0.0.1"_s << false << u"ok"_s;
    QTest::newRow("listed, but into this machine") << u"pay.example.com"_s << u"127.0.0.1"_s << false << QString::fromLatin1(notAllowed);
    QTest::newRow("listed, but to metadata") << u"pay.example.com"_s << u"169.254.169.254"_s << false << QString::fromLatin1(notAllowed);
    QTest::newRow("listed, but to this server") << u"pay.example.com"_s << u"192.168.7.20"_s << false << QString::fromLatin1(thisServer);
    QTest::newRow("localhost, listed") << u"localhost"_s << u"127.0.0.1"_s << false << u"ok"_s;
    QTest::newRow("not listed") << u"bank"_s << u"10.0.0.1"_s << false << QString::fromLatin1(notAllowed);
    QTest::newRow("loopback: listed, public") << u"pay.example.com"_s << u"93.184.216.34"_s << true << u"ok"_s;
    QTest::newRow("loopback: not listed, public") << u"bank"_s << u"93.184.216.34"_s << true << QString::fromLatin1(notAllowed);
    QTest::newRow("loopback: not listed, private") << u"bank"_s << u"10.0.0.1"_s << true << u"ok"_s;
}

void UrlPolicyTest::judgesListedNamesAtTheirAddresses()
{
    QFETCH(QString, host);
    QFETCH(QString, address);
    QFETCH(bool, loopbackBound);
    const QStringList allow{u"https://pay.example.com:*/v1"_s, u"http://localhost:36789"_s, u"http://localhost:*"_s};
    const UrlPolicy policy = loopbackBound ? loopbackPolicy(allow) : openPolicy(allow);
    const quint16 port = address == "192.168.7.20"_L1 ? 36789 : 443;
    QTEST(textOf(policy.checkAddress(QHostAddress(address), port, host)), "text");
}

void UrlPolicyTest::readsTheList_data()
{
    QTest::addColumn<QString>("entry");
    QTest::addColumn<bool>("good");
    for (const char *entry : {"http://a", "http://a/", "https://a:1/x/y", "http://*.a.b:*", "http://a:*/x", "grpc://a:1", "grpc://a:1/pkg.S", "http://[fd00::1]:80", "http://1.2.3.4"})
        QTest::newRow(entry) << QString::fromLatin1(entry) << true;
    for (const char *entry : {"", "a", "a:1", "*", "http://*", "http://*/x", "http://*.", "http://*.1.2.3.4", "http://a:0", "http://a?x", "http://a/x?y", "http://a/#x", "http://a/../b", "http://u@a",
                              "ftp://a", "topic://a", "a:1/b.C/D", "http://127.1", "http://a:*:*", "http://", "http:///x", "http://a b"})
        QTest::newRow(entry) << QString::fromLatin1(entry) << false;
}

void UrlPolicyTest::readsTheList()
{
    QFETCH(QString, entry);
    QFETCH(bool, good);
    UrlPolicySettings settings;
    settings.allow = {u"http://first"_s, entry};
    const Result<UrlPolicy> policy = UrlPolicy::from(settings);
    QCOMPARE(policy.has_value(), good);
    if (!good)
        QCOMPARE(policy.error().message, u"'%1' is not scheme://host[:port][/path-prefix]"_s.arg(entry));
}

void UrlPolicyTest::knowsItsPortsWhenItListens()
{
    UrlPolicy policy;
    QCOMPARE(textOf(policy.checkUrl(u"http://127.0.0.1:40000/x"_s)), u"ok"_s);
    policy.listensOn({40000});
    QCOMPARE(textOf(policy.checkUrl(u"http://127.0.0.1:40000/x"_s)), QString::fromLatin1(thisServer));
    QCOMPARE(textOf(policy.checkAddress(QHostAddress(QHostAddress::LocalHost), 40000)), QString::fromLatin1(thisServer));
    QCOMPARE(textOf(policy.checkUrl(u"http://127.0.0.1:40001/x"_s)), u"ok"_s);
}

void UrlPolicyTest::boundsTheLength()
{
    const QString start = u"http://bank/"_s;
    QCOMPARE(textOf(loopbackPolicy().checkUrl(start + QString(1024 - start.size(), u'x'))), u"ok"_s);
    QCOMPARE(textOf(loopbackPolicy().checkUrl(start + QString(1025 - start.size(), u'x'))), u"url too long"_s);
    QCOMPARE(textOf(loopbackPolicy().checkUrl(start + QString(337, u'你'))), u"ok"_s); // 3 bytes each: 1023
    QCOMPARE(textOf(loopbackPolicy().checkUrl(start + QString(338, u'你'))), u"url too long"_s);
    QCOMPARE(textOf(loopbackPolicy().checkUrl(u"ftp://"_s + QString(1024, u'x'))), u"url too long"_s);
    QCOMPARE(textOf(loopbackPolicy().checkUrl(u"http://"_s + QString(64, u'x') + u"/y"_s)), u"url host"_s);
}

void UrlPolicyTest::readsIpv4Strictly_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("value");
    QTest::newRow("0.0.0.0") << u"0.0.0.0"_s << qint64{0};
    QTest::newRow("255.255.255.255") << u"255.255.255.255"_s << qint64{0xffffffff};
    QTest::newRow("1.2.3.4") << u"1.2.3.4"_s << qint64{0x01020304};
    for (const char *text : {"", "1", "1.2.3", "1.2.3.", ".1.2.3", "1..2.3", "1.2.3.4.", "1.2.3.4.5", "01.2.3.4", "00.2.3.4", "1.2.3.256", "1.2.3.1000", "1.2.3.a", "+1.2.3.4", " 1.2.3.4", "1.2.3.4 "})
        QTest::newRow(text) << QString::fromLatin1(text) << qint64{-1};
}

void UrlPolicyTest::readsIpv4Strictly()
{
    QFETCH(QString, text);
    const auto value = ipv4From(text);
    QTEST(value ? qint64{*value} : qint64{-1}, "value");
}

TXDESK_TEST(UrlPolicyTest);
#include "url_policy_test.moc"
