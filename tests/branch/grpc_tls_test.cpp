// gRPC branches over TLS: who is trusted, and that nobody else is. Source: spec 4.4, row 82.
// SPDX-License-Identifier: Apache-2.0
#include "server/branch/branch_router.h"
#include "server/branch/grpc_tls.h"
#include "tests/branch/participants.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <optional>

using namespace txdesk;
using namespace Qt::StringLiterals;
using test::GrpcParticipant;
using test::IdentityFiles;

class GrpcTlsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void trustsWhomItShould_data();
    void trustsWhomItShould();
    void showsItsOwnCertificate();
    void takesNewSettings();
    void readsFingerprints();
    void choosesByHost();

private:
    [[nodiscard]] engine::CallAnswered ask(const http::ClientTls &tls, const GrpcParticipant &participant);

    test::Certificates m_certificates;
    IdentityFiles m_authority, m_other, m_good;
};

void GrpcTlsTest::initTestCase()
{
    m_authority = m_certificates.make({.subject = u"authority"_s, .isAuthority = true});
    m_other = m_certificates.make({.subject = u"other"_s, .isAuthority = true});
    m_good = m_certificates.make({.subject = u"good"_s, .names = u"DNS:localhost"_s, .signedBy = &m_authority});
}

engine::CallAnswered GrpcTlsTest::ask(const http::ClientTls &tls, const GrpcParticipant &participant)
{
    branch::BranchRouter router({});
    if (!router.setTls(tls))
        return {.text = u"settings"_s};
    std::optional<engine::CallAnswered> answer;
    router.call({.call = 5, .gid = {u"g1"_s}, .kind = TransactionKind::Saga, .branch = {u"01"_s}, .op = OpKind::Action,
                 .url = u"grpcs://localhost:%1/bank.Bank/In"_s.arg(participant.port()), .payload = "x"_ba, .protocol = u"grpc"_s,
                 .timeout = Milliseconds{5000}},
                [&answer](engine::CallAnswered &&given) { answer = std::move(given); });
    if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, 10'000))
        qFatal("no answer");
    return *answer;
}

void GrpcTlsTest::trustsWhomItShould_data()
{
    const IdentityFiles wrongName = m_certificates.make({.subject = u"wrong"_s, .names = u"DNS:bank.example"_s, .signedBy = &m_authority});
    const IdentityFiles expired = m_certificates.make({.subject = u"expired"_s, .names = u"DNS:localhost"_s, .days = -1, .signedBy = &m_authority});
    const IdentityFiles alone = m_certificates.make({.subject = u"alone"_s, .names = u"DNS:localhost"_s});
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("caFile");
    QTest::addColumn<QByteArray>("pin");
    QTest::addColumn<bool>("good");
    const auto row = [](const char *name, const IdentityFiles &shown, const QString &caFile, const QByteArray &pin, bool good) {
        QTest::newRow(name) << shown.certificate << shown.key << caFile << pin << good;
    };
    const QByteArray pinOfAlone = test::Certificates::fingerprint(alone.certificate);
    row("our authority", m_good, m_authority.certificate, {}, true);
    row("another authority", m_good, m_other.certificate, {}, false);
    row("the system's authorities only", m_good, {}, {}, false);
    row("another name", wrongName, m_authority.certificate, {}, false);
    row("expired", expired, m_authority.certificate, {}, false);
    row("signed by itself", alone, m_authority.certificate, {}, false);
    row("pinned", alone, {}, pinOfAlone, true);
    row("not the pinned one", m_good, m_authority.certificate, pinOfAlone, false);
}

void GrpcTlsTest::trustsWhomItShould()
{
    QFETCH(QString, certificate);
    QFETCH(QString, key);
    QFETCH(QString, caFile);
    QFETCH(QByteArray, pin);
    QFETCH(bool, good);
    GrpcParticipant participant;
    QVERIFY(participant.start({certificate, key}));
    const engine::CallAnswered answer = ask({.caFile = caFile, .pin = pin}, participant);
    QVERIFY2((answer.outcome == Outcome::Succeeded) == good, qPrintable(answer.text));
    QCOMPARE(participant.heard().size(), good ? 1 : 0);
    if (!good) {
        QCOMPARE(answer.outcome, Outcome::Unknown);
        QCOMPARE(answer.statusCode, 0);
        QVERIFY2(answer.text.startsWith("rpc error: code = Unavailable desc = "_L1), qPrintable(answer.text));
    }
}

void GrpcTlsTest::showsItsOwnCertificate()
{
    const IdentityFiles ours = m_certificates.make({.subject = u"ours"_s, .signedBy = &m_authority});
    GrpcParticipant participant;
    QVERIFY(participant.start(m_good, m_authority.certificate));
    http::ClientTls tls{.caFile = m_authority.certificate};
    QCOMPARE(ask(tls, participant).outcome, Outcome::Unknown);
    tls.certificateFile = ours.certificate;
    tls.keyFile = ours.key;
    const engine::CallAnswered answer = ask(tls, participant);
    QVERIFY2(answer.outcome == Outcome::Succeeded, qPrintable(answer.text));
    tls.caFile.clear();
    tls.pin = test::Certificates::fingerprint(m_good.certificate);
    QCOMPARE(ask(tls, participant).outcome, Outcome::Succeeded);
}

void GrpcTlsTest::takesNewSettings()
{
    GrpcParticipant participant;
    QVERIFY(participant.start(m_good));
    branch::BranchRouter router({});
    const auto outcome = [&] {
        std::optional<Outcome> given;
        router.call({.call = 5, .gid = {u"g1"_s}, .branch = {u"01"_s}, .url = u"grpcs://localhost:%1/bank.Bank/In"_s.arg(participant.port()),
                     .protocol = u"grpc"_s, .timeout = Milliseconds{5000}},
                    [&given](engine::CallAnswered &&answer) { given = answer.outcome; });
        if (!QTest::qWaitFor([&given] { return given.has_value(); }, 10'000))
            qFatal("no answer");
        return *given;
    };
    QVERIFY(router.setTls({.caFile = m_authority.certificate}));
    QCOMPARE(outcome(), Outcome::Succeeded);
    QVERIFY(!router.setTls({.caFile = m_certificates.path(u"nothing"_s)})); // keeps what it has
    QCOMPARE(outcome(), Outcome::Succeeded);
    QVERIFY(router.setTls({.caFile = m_other.certificate}));
    QCOMPARE(outcome(), Outcome::Unknown);
}

void GrpcTlsTest::readsFingerprints()
{
    QFile file(m_good.certificate);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(branch::fingerprintOfPem(file.readAll()), http::normalPin(test::Certificates::fingerprint(m_good.certificate)));
    QVERIFY(branch::fingerprintOfPem("no certificate").isNull());
}

void GrpcTlsTest::choosesByHost()
{
    const http::ClientTls tls{.caFile = m_certificates.write(u"all.pem"_s, "ALL"),
                              .caFileOfHost = {{u"bank"_s, m_certificates.write(u"bank.pem"_s, "BANK")}, {u"bank:81"_s, m_certificates.write(u"port.pem"_s, "PORT")}},
                              .pinOfHost = {{u"shop"_s, QByteArray(64, 'A')}}};
    QCOMPARE(branch::grpcTlsFor(tls, u"Bank"_s, 80)->roots, "BANK"_ba);
    QCOMPARE(branch::grpcTlsFor(tls, u"bank"_s, 81)->roots, "PORT"_ba);
    QVERIFY(branch::grpcTlsFor(tls, u"other"_s, 81)->roots.endsWith("ALL"));
    QVERIFY(branch::grpcTlsFor({}, u"other"_s, 81)->roots.isEmpty());
    QCOMPARE(branch::grpcTlsFor(tls, u"shop"_s, 81)->pin, QByteArray(64, 'a'));
    QVERIFY(branch::grpcTlsFor(tls, u"bank"_s, 81)->pin.isEmpty());
    QVERIFY(!branch::grpcTlsFor({.caFile = u"/nowhere"_s}, u"bank"_s, 81));
}

TXDESK_TEST(GrpcTlsTest);
#include "grpc_tls_test.moc"
