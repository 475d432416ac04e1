// The client's address check: a name is resolved once, every address is asked about, and only such a one is connected to.
// SPDX-License-Identifier: Apache-2.0
#include "shared/http/client.h"
#include "tests/http/http_rig.h"
#include "tests/support/certificates.h"
#include "tests/support/test_main.h"

#include <optional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = txdesk::http::ClientResult::Kind;

namespace txdesk::http {
namespace {

using test::Certificates;
using test::IdentityFiles;

const QString metadata = u"169.254.169.254"_s;

// A client that may talk to 127.0.0.0/8 only and takes its addresses from a list of the test: one look-up each.
struct CheckedClient
{
    CheckedClient()
    {
        client.setAddressCheck([this](const QHostAddress &address, quint16 port, const QString &) -> Result<void> {
            asked.append(u"%1 %2"_s.arg(address.toString()).arg(port));
            if (address.isInSubnet(QHostAddress(u"127.0.0.0"_s), 8))
                return {};
            return fail(ErrorCode::NotAllowed, refusal);
        });
        client.setResolver([this](const QString &name, const Client::Resolved &resolved) {
            names.append(name);
            QList<QHostAddress> addresses;
            const QStringList texts = answers.isEmpty() ? QStringList() : answers.takeFirst();
            for (const QString &text : texts)
                addresses.append(QHostAddress(text));
            const auto tell = [resolved, addresses] { resolved(addresses, u"no such name"_s); };
            if (isLate)
                QMetaObject::invokeMethod(&context, tell, Qt::QueuedConnection);
            else
                tell();
        });
    }

    std::optional<ClientResult> send(const QString &url)
    {
        std::optional<ClientResult> result;
        client.send({.url = url}, [&result](ClientResult &&answer) { result = std::move(answer); });
        [&] { QTRY_VERIFY(result); }();
        return result;
    }

    QObject context;
    Client client{{.connectTime = 500ms}};
    QList<QStringList> answers;
    QString refusal = u"link-local"_s;
    bool isLate = true;
    QStringList names;
    QStringList asked;
};

} // namespace

class AddressCheckTest final : public QObject
{
    Q_OBJECT

private slots:
    void addresses_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<QStringList>("resolved");
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<QString>("error");
        const QString refused = u"url not allowed: link-local"_s;
        QTest::newRow("allowed address") << u"127.0.0.1"_s << QStringList() << Kind::Answered << QString();
        QTest::newRow("refused address") << metadata << QStringList() << Kind::Forbidden << refused;
        QTest::newRow("refused IPv6 address") << u"[fe80::1]"_s << QStringList() << Kind::Forbidden << refused;
        QTest::newRow("refused mapped address") << u"[::ffff:169.254.169.254]"_s << QStringList() << Kind::Forbidden << refused;
        QTest::newRow("allowed name") << u"good.example"_s << QStringList{u"127.0.0.1"_s} << Kind::Answered << QString();
        QTest::newRow("refused name") << u"evil.example"_s << QStringList{metadata} << Kind::Forbidden << refused;
        QTest::newRow("mixed, good first") << u"evil.example"_s << QStringList{u"127.0.0.1"_s, metadata} << Kind::Forbidden << refused;
        QTest::newRow("mixed, bad first") << u"evil.example"_s << QStringList{metadata, u"127.0.0.1"_s} << Kind::Forbidden << refused;
        QTest::newRow("unknown name") << u"none.example"_s << QStringList() << Kind::NotConnected
                                      << u"the name none.example cannot be resolved: no such name"_s;
    }

    void addresses()
    {
        QFETCH(QString, host);
        QFETCH(QStringList, resolved);
        QFETCH(Kind, kind);
        QFETCH(QString, error);
        for (const bool isLate : {false, true}) {
            ServerRig rig;
            CheckedClient checked;
            checked.isLate = isLate;
            checked.answers = {resolved};

            const auto result = checked.send(u"http://%1:%2/x"_s.arg(host).arg(rig.port));

            QCOMPARE(result->error, error);
            QCOMPARE(result->kind, kind);
            QCOMPARE(rig.server->counters().accepted, kind == Kind::Answered ? 1 : 0);
            QCOMPARE(checked.names.size(), host.endsWith(u"example"_s) ? 1 : 0);
            QVERIFY(checked.asked.isEmpty() || checked.asked.first().endsWith(u" %1"_s.arg(rig.port)));
        }
    }

    void ownWordsOfTheCheckAreKept()
    {
        CheckedClient checked;
        checked.refusal = u"url is this server"_s;

        QCOMPARE(checked.send(u"http://10.0.0.1:1/"_s)->error, u"url is this server"_s);
    }

    // DNS rebinding: the second look-up, for a second connection, leads elsewhere.
    void isAskedAgainForEachNewConnection()
    {
        ServerRig rig({.idleTime = 100ms});
        CheckedClient checked;
        checked.answers = {{u"127.0.0.1"_s}, {metadata}};
        const QString url = u"http://name.example:%1/x"_s.arg(rig.port);

        QCOMPARE(checked.send(url)->kind, Kind::Answered);
        QCOMPARE(checked.send(url)->kind, Kind::Answered); // the kept connection stays good
        QCOMPARE(checked.names.size(), 1);
        QTRY_COMPARE(rig.server->counters().connections, 0);
        QTRY_COMPARE(checked.client.connectionsTo(u"name.example:%1"_s.arg(rig.port)), 0);
        const auto refused = checked.send(url);

        QCOMPARE(refused->kind, Kind::Forbidden);
        QCOMPARE(checked.names.size(), 2);
        QCOMPARE(rig.server->counters().accepted, 1);
    }

    void nextAddressIsTriedWhenOneIsClosed()
    {
        ServerRig rig; // listens on 127.0.0.1 only
        CheckedClient checked;
        checked.answers = {{u"127.0.0.2"_s, u"127.0.0.3"_s, u"127.0.0.1"_s}};

        const auto result = checked.send(u"http://name.example:%1/x"_s.arg(rig.port));

        QCOMPARE(result->error, QString());
        QCOMPARE(checked.names.size(), 1);
        QCOMPARE(checked.asked.size(), 3);
    }

    void allAddressesClosed()
    {
        quint16 port = 0;
        {
            ServerRig rig;
            port = rig.port;
        }
        CheckedClient checked;
        checked.answers = {{u"127.0.0.2"_s, u"127.0.0.1"_s}};

        const auto result = checked.send(u"http://name.example:%1/x"_s.arg(port));

        QCOMPARE(result->kind, Kind::NotConnected);
        QCOMPARE(result->error, u"Connection refused"_s);
    }

    void tlsVerifiesTheName()
    {
        const IdentityFiles authority = m_certificates.make({.subject = u"authority"_s, .isAuthority = true});
        const IdentityFiles identity =
            m_certificates.make({.subject = u"server"_s, .names = u"DNS:name.example"_s, .signedBy = &authority});
        ServerRig rig;
        QVERIFY(rig.server->setTls({identity.certificate, identity.key}));
        CheckedClient checked;
        QVERIFY(checked.client.setTls({.caFile = authority.certificate}));
        checked.answers = {{u"127.0.0.1"_s}, {u"127.0.0.1"_s}};

        const auto good = checked.send(u"https://name.example:%1/x"_s.arg(rig.port));
        const auto bad = checked.send(u"https://evil.example:%1/x"_s.arg(rig.port));

        QCOMPARE(good->error, QString());
        QCOMPARE(bad->kind, Kind::NotConnected);
        QVERIFY(bad->error.contains(u"hostname mismatch"_s));
    }

    void lookUpThatNeverEndsIsGivenUp()
    {
        Client client({.connectTime = 50ms});
        client.setAddressCheck([](const QHostAddress &, quint16, const QString &) -> Result<void> { return {}; });
        Client::Resolved kept;
        client.setResolver([&kept](const QString &, const Client::Resolved &resolved) { kept = resolved; });
        std::optional<ClientResult> result;
        client.send({.url = u"http://name.example/"_s}, [&result](ClientResult &&answer) { result = std::move(answer); });

        QTRY_VERIFY(result);
        QCOMPARE(result->error, u"no connection within 50 ms"_s);
        kept({QHostAddress(QHostAddress::LocalHost)}, {}); // too late: nothing happens
    }

    void systemsResolverIsAskedOtherwise()
    {
        ServerRig rig;
        Client client;
        QStringList asked;
        client.setAddressCheck([&asked](const QHostAddress &address, quint16, const QString &) -> Result<void> {
            asked.append(address.toString());
            return {};
        });
        std::optional<ClientResult> result;
        client.send({.url = u"http://localhost:%1/x"_s.arg(rig.port)}, [&result](ClientResult &&answer) { result = std::move(answer); });

        QTRY_VERIFY(result);
        QCOMPARE(result->kind, Kind::Answered);
        QVERIFY(asked.contains(u"127.0.0.1"_s));
    }

    void manyWaitingRequestsAreAllRefused()
    {
        Client client({.perHostMax = 1});
        client.setAddressCheck([](const QHostAddress &, quint16, const QString &) -> Result<void> { return fail(ErrorCode::NotAllowed, u"no"_s); });
        int refused = 0;
        for (int i = 0; i < 5000; ++i)
            client.send({.url = u"http://169.254.169.254/"_s},
                        [&refused](ClientResult &&result) { refused += result.kind == Kind::Forbidden ? 1 : 0; });

        QTRY_COMPARE(refused, 5000);
    }

private:
    Certificates m_certificates;
};

TXDESK_TEST(AddressCheckTest);

} // namespace txdesk::http

#include "address_check_test.moc"
