// Who is let in, with which words the others are refused, how often, and what of it belongs into the audit.
// SPDX-License-Identifier: Apache-2.0
#include "server/security/doorkeeper.h"
#include "tests/support/fake_clock.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using namespace txdesk::security;

namespace {

const QHostAddress stranger(u"192.0.2.7"_s);
const QHostAddress local(QHostAddress::LocalHost);

StoredToken tokenOf(const QByteArray &secret, const QString &id, Role role)
{
    StoredToken stored;
    stored.token.id = id;
    stored.token.name = u"the "_s + nameIn(roleNames, role);
    stored.token.role = role;
    stored.hash = hashOf(secret);
    return stored;
}

QString wordsOf(const tl::expected<Caller, Refusal> &answer)
{
    if (answer)
        return u"%1 as %2"_s.arg(answer->actor, nameIn(roleNames, answer->role));
    const int status = answer.error().kind == Refusal::Kind::Forbidden ? 403 : answer.error().kind == Refusal::Kind::TooMany ? 429 : 401;
    return u"%1 %2"_s.arg(status).arg(answer.error().message);
}

} // namespace

class DoorkeeperTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void knowsRolesFromTokens_data();
    void knowsRolesFromTokens();
    void judges_data();
    void judges();
    void expiresToTheMillisecond();
    void wrongTokensTakeTheSameSteps_data();
    void wrongTokensTakeTheSameSteps();
    void failuresOfOneAddressAreLimited();
    void aRightTokenIsLetInAfterAnyFailures();
    void limitsEachTokenByItself();
    void limitsAddressesWithoutToken();
    void loopbackSharesItsOwnLimit();
    void limitsCertificates();
    void aTokenGoesBeforeACertificate();
    void aFloodOfAddressesIsBounded();
    void aFloodKeepsTokensLimited();
    void refusesSecretsInUrls();
    void saysWhatBelongsIntoTheAudit_data();
    void saysWhatBelongsIntoTheAudit();
    void recordsOnlySomeOfAnAddress();
    void notesWhoUsedATokenOnceAMinute();
    void tellsTheAddress_data();
    void tellsTheAddress();
    void takesNewSettings();

private:
    void open(DoorSettings settings = {});
    [[nodiscard]] tl::expected<Caller, Refusal> knock(const QByteArray &authorization, Role needed, const QHostAddress &from = stranger);

    test::FakeClock m_clock;
    std::unique_ptr<Doorkeeper> m_door;
};

void DoorkeeperTest::init()
{
    m_clock = test::FakeClock();
    open();
}

void DoorkeeperTest::open(DoorSettings settings)
{
    m_door = std::make_unique<Doorkeeper>(std::move(settings), m_clock);
    m_door->tokens().put(tokenOf("client", u"00000001"_s, Role::Client));
    m_door->tokens().put(tokenOf("viewer", u"00000002"_s, Role::Viewer));
    m_door->tokens().put(tokenOf("operator", u"00000003"_s, Role::Operator));
    m_door->tokens().put(tokenOf("admin", u"00000004"_s, Role::Admin));
    StoredToken revoked = tokenOf("revoked", u"00000005"_s, Role::Admin);
    revoked.token.revokedAt = m_clock.now();
    m_door->tokens().put(revoked);
    StoredToken expired = tokenOf("expired", u"00000006"_s, Role::Admin);
    expired.token.expiresAt = m_clock.now();
    m_door->tokens().put(expired);
}

tl::expected<Caller, Refusal> DoorkeeperTest::knock(const QByteArray &authorization, Role needed, const QHostAddress &from)
{
    return m_door->admit({.authorization = authorization, .address = from}, needed);
}

void DoorkeeperTest::knowsRolesFromTokens_data()
{
    QTest::addColumn<Role>("has");
    QTest::addColumn<Role>("needed");
    for (const auto &[has, name] : roleNames)
        for (const auto &[needed, neededName] : roleNames)
            if (has != Role::Nobody)
                QTest::addRow("%s at %s", name.data(), neededName.data()) << has << needed;
}

void DoorkeeperTest::knowsRolesFromTokens()
{
    QFETCH(Role, has);
    QFETCH(Role, needed);
    const QString name = nameIn(roleNames, has);

    const auto answer = knock("Bearer " + name.toLatin1(), needed);

    QCOMPARE(wordsOf(answer), has >= needed ? u"the %1 as %1"_s.arg(name) : u"403 role %1 needed"_s.arg(nameIn(roleNames, needed)));
}

void DoorkeeperTest::judges_data()
{
    QTest::addColumn<QByteArray>("authorization");
    QTest::addColumn<QHostAddress>("address");
    QTest::addColumn<bool>("isDtmRoute");
    QTest::addColumn<QString>("flags"); // t: loopback trust off, c: compat-open-admin, o: known to be open
    QTest::addColumn<Role>("needed");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *what, const QByteArray &authorization, const QHostAddress &address, bool isDtm, const QString &flags,
                        Role needed, const QString &words) { QTest::newRow(what) << authorization << address << isDtm << flags << needed << words; };

    row("anybody at ping", "", stranger, false, {}, Role::Nobody, u" as nobody"_s);
    row("a stranger", "", stranger, true, {}, Role::Client, u"401 token required"_s);
    row("a stranger at an admin's route", "", stranger, true, {}, Role::Admin, u"401 token required"_s);
    row("loopback", "", local, true, {}, Role::Client, u"loopback as client"_s);
    row("loopback at a viewer's route", "", local, true, {}, Role::Viewer, u"401 token required"_s);
    row("loopback of IPv6", "", QHostAddress(QHostAddress::LocalHostIPv6), true, {}, Role::Client, u"loopback as client"_s);
    row("another address of loopback", "", QHostAddress(u"127.3.2.1"_s), true, {}, Role::Client, u"loopback as client"_s);
    row("loopback, not trusted", "", local, true, u"t"_s, Role::Client, u"401 token required"_s);
    row("loopback, open to DTM's admins", "", local, true, u"c"_s, Role::Admin, u"loopback as admin"_s);
    row("the same on a route of ours", "", local, false, u"c"_s, Role::Viewer, u"401 token required"_s);
    row("the same for a stranger", "", stranger, true, u"c"_s, Role::Client, u"401 token required"_s);
    row("the same without trust", "", local, true, u"tc"_s, Role::Client, u"401 token required"_s);
    row("open, a stranger", "", stranger, false, u"o"_s, Role::Admin, u" as admin"_s);
    row("open, with a wrong token", "Bearer x", stranger, false, u"o"_s, Role::Client, u"401 bad token"_s);
    row("loopback with a wrong token", "Bearer x", local, true, {}, Role::Client, u"401 bad token"_s);
    row("a wrong token at ping", "Bearer x", stranger, false, {}, Role::Nobody, u"401 bad token"_s);
    row("a token as password", "Basic " + QByteArray("who:viewer").toBase64(), stranger, false, {}, Role::Viewer, u"the viewer as viewer"_s);
    row("a token as user", "Basic " + QByteArray("viewer:").toBase64(), stranger, false, {}, Role::Viewer, u"401 bad token"_s);
    row("garbage", "\xff\xfe", stranger, false, {}, Role::Viewer, u"401 bad token"_s);
    row("a scheme alone", "Bearer", stranger, false, {}, Role::Viewer, u"401 bad token"_s);
    row("a hash instead of its secret", "Bearer " + hashOf("admin").toHex(), stranger, false, {}, Role::Admin, u"401 bad token"_s);
    row("revoked", "Bearer revoked", stranger, false, {}, Role::Client, u"401 bad token"_s);
    row("expired", "Bearer expired", stranger, false, {}, Role::Client, u"401 bad token"_s);
    row("revoked, from loopback", "Bearer revoked", local, true, {}, Role::Client, u"401 bad token"_s);
}

void DoorkeeperTest::judges()
{
    QFETCH(QByteArray, authorization);
    QFETCH(QHostAddress, address);
    QFETCH(bool, isDtmRoute);
    QFETCH(QString, flags);
    QFETCH(Role, needed);
    open({.loopbackTrust = !flags.contains(u't'), .compatOpenAdmin = flags.contains(u'c'), .openIsKnown = flags.contains(u'o')});

    const auto answer = m_door->admit({.authorization = authorization, .address = address, .isDtmRoute = isDtmRoute}, needed);

    QTEST(wordsOf(answer), "words");
}

void DoorkeeperTest::expiresToTheMillisecond()
{
    StoredToken brief = tokenOf("brief", u"00000007"_s, Role::Client);
    brief.token.expiresAt = m_clock.now() + Seconds{60};
    m_door->tokens().put(brief);

    m_clock.advance(Milliseconds{59'999});
    QCOMPARE(wordsOf(knock("Bearer brief", Role::Client)), u"the client as client"_s);
    m_clock.advance(Milliseconds{1});
    QCOMPARE(wordsOf(knock("Bearer brief", Role::Client)), u"401 bad token"_s);
}

void DoorkeeperTest::wrongTokensTakeTheSameSteps_data()
{
    QTest::addColumn<QByteArray>("authorization");

    QTest::newRow("unknown") << "Bearer unknown"_ba;
    QTest::newRow("revoked") << "Bearer revoked"_ba;
    QTest::newRow("expired") << "Bearer expired"_ba;
    QTest::newRow("no secret at all") << "Bearer"_ba;
}

// Each is hashed once, looked up once and counted once; the refusals cannot be told apart.
void DoorkeeperTest::wrongTokensTakeTheSameSteps()
{
    QFETCH(QByteArray, authorization);
    const auto usual = knock("Bearer another", Role::Viewer);
    const qint64 before = m_door->secretsChecked();
    const int remembered = m_door->remembered();

    const auto answer = knock(authorization, Role::Viewer);

    QCOMPARE(m_door->secretsChecked(), before + 1);
    QCOMPARE(m_door->remembered(), remembered);
    QVERIFY(!answer && !usual);
    QCOMPARE(answer.error().message, usual.error().message);
    QCOMPARE(answer.error().kind, usual.error().kind);
    QCOMPARE(answer.error().caller.context(), usual.error().caller.context());
    QVERIFY(m_door->tokens().takeUses().isEmpty());
}

void DoorkeeperTest::failuresOfOneAddressAreLimited()
{
    for (int i = 0; i < 10; ++i)
        QCOMPARE(wordsOf(knock("Bearer x", Role::Client)), u"401 bad token"_s);
    const auto eleventh = knock("Bearer x", Role::Client);
    QCOMPARE(wordsOf(eleventh), u"429 too many failures"_s);
    QCOMPARE(eleventh.error().retryAfterSeconds, 1);
    QCOMPARE(wordsOf(knock("Bearer revoked", Role::Client)), u"429 too many failures"_s);
    QCOMPARE(wordsOf(knock("Bearer x", Role::Client, QHostAddress(u"192.0.2.8"_s))), u"401 bad token"_s);

    m_clock.advance(Seconds{1});
    QCOMPARE(wordsOf(knock("Bearer x", Role::Client)), u"401 bad token"_s);
    QCOMPARE(wordsOf(knock("Bearer x", Role::Client)), u"429 too many failures"_s);

    m_clock.advance(Seconds{60});
    for (int i = 0; i < 10; ++i)
        QCOMPARE(wordsOf(knock("Bearer x", Role::Client)), u"401 bad token"_s);
}

void DoorkeeperTest::aRightTokenIsLetInAfterAnyFailures()
{
    for (int i = 0; i < 1000; ++i)
        std::ignore = knock("Bearer x", Role::Client);
    QCOMPARE(wordsOf(knock("Bearer admin", Role::Admin)), u"the admin as admin"_s);
    QCOMPARE(wordsOf(knock({}, Role::Client)), u"401 token required"_s);
}

void DoorkeeperTest::limitsEachTokenByItself()
{
    open({.requests = {2, 4}});
    for (int i = 0; i < 4; ++i)
        QCOMPARE(wordsOf(knock("Bearer viewer", Role::Client)), u"the viewer as viewer"_s);
    const auto fifth = knock("Bearer viewer", Role::Client, QHostAddress(u"192.0.2.8"_s)); // from wherever
    QCOMPARE(wordsOf(fifth), u"429 too many requests"_s);
    QCOMPARE(fifth.error().retryAfterSeconds, 1);
    QCOMPARE(fifth.error().caller.tokenId, u"00000002"_s);
    QCOMPARE(wordsOf(knock("Bearer operator", Role::Client)), u"the operator as operator"_s);

    m_clock.advance(Milliseconds{500});
    QCOMPARE(wordsOf(knock("Bearer viewer", Role::Client)), u"the viewer as viewer"_s);
    QCOMPARE(wordsOf(knock("Bearer viewer", Role::Client)), u"429 too many requests"_s);
}

void DoorkeeperTest::limitsAddressesWithoutToken()
{
    open({.requests = {2, 4}});
    for (int i = 0; i < 4; ++i)
        QCOMPARE(wordsOf(knock({}, Role::Nobody)), u" as nobody"_s);
    QCOMPARE(wordsOf(knock({}, Role::Nobody)), u"429 too many requests"_s);
    QCOMPARE(wordsOf(knock({}, Role::Admin)), u"429 too many requests"_s);
    QCOMPARE(wordsOf(knock({}, Role::Nobody, QHostAddress(u"192.0.2.8"_s))), u" as nobody"_s);
    QCOMPARE(wordsOf(knock("Bearer viewer", Role::Client)), u"the viewer as viewer"_s);
}

void DoorkeeperTest::loopbackSharesItsOwnLimit()
{
    open({.requests = {1, 1}, .loopback = {2, 4}});
    for (int i = 0; i < 4; ++i)
        QCOMPARE(wordsOf(knock({}, Role::Client, QHostAddress(0x7f000001U + static_cast<quint32>(i)))), u"loopback as client"_s);
    QCOMPARE(wordsOf(knock({}, Role::Client, QHostAddress(QHostAddress::LocalHostIPv6))), u"429 too many requests"_s);
    QCOMPARE(wordsOf(knock("Bearer client", Role::Client, local)), u"the client as client"_s);
    QCOMPARE(wordsOf(knock("Bearer client", Role::Client, local)), u"429 too many requests"_s); // loopback or not

    open({.loopback = {0, 0}});
    for (int i = 0; i < 100'000; ++i)
        QVERIFY(knock({}, Role::Client, local));
}

void DoorkeeperTest::limitsCertificates()
{
    const CertificateRoles roles = certificateRolesFrom({u"shop=viewer"_s}).value_or(CertificateRoles{});
    open({.certificates = roles, .requests = {2, 3}});
    const Knock knock{.certificate = QByteArray(64, 'a'), .certificateName = u"shop"_s, .address = stranger};

    QCOMPARE(wordsOf(m_door->admit(knock, Role::Viewer)), u"certificate shop as viewer"_s);
    QCOMPARE(wordsOf(m_door->admit(knock, Role::Operator)), u"403 role operator needed"_s);
    QCOMPARE(wordsOf(m_door->admit(knock, Role::Viewer)), u"certificate shop as viewer"_s);
    QCOMPARE(wordsOf(m_door->admit(knock, Role::Viewer)), u"429 too many requests"_s);

    const Knock unknown{.certificate = QByteArray(64, 'b'), .certificateName = u"other"_s, .address = stranger};
    QCOMPARE(wordsOf(m_door->admit(unknown, Role::Client)), u"401 token required"_s);
}

void DoorkeeperTest::aTokenGoesBeforeACertificate()
{
    open({.certificates = certificateRolesFrom({u"shop=admin"_s}).value_or(CertificateRoles{})});
    Knock knock{.authorization = "Bearer viewer", .certificate = QByteArray(64, 'a'), .certificateName = u"shop"_s, .address = stranger};
    QCOMPARE(wordsOf(m_door->admit(knock, Role::Admin)), u"403 role admin needed"_s);
    knock.authorization = "Bearer x";
    QCOMPARE(wordsOf(m_door->admit(knock, Role::Client)), u"401 bad token"_s);
}

void DoorkeeperTest::aFloodOfAddressesIsBounded()
{
    open({.entriesMax = 100});
    for (quint32 i = 0; i < 5000; ++i)
        std::ignore = knock(i % 2 ? "Bearer x"_ba : QByteArray(), Role::Client, QHostAddress(0x0a000000U + i));
    QCOMPARE(m_door->remembered(), 100);
}

void DoorkeeperTest::aFloodKeepsTokensLimited()
{
    open({.requests = {0.001, 1}, .entriesMax = 100});
    QVERIFY(knock("Bearer viewer", Role::Viewer));
    for (quint32 i = 0; i < 1000; ++i)
        std::ignore = knock({}, Role::Client, QHostAddress(0x0a000000U + i));
    QCOMPARE(wordsOf(knock("Bearer viewer", Role::Viewer)), u"429 too many requests"_s);
}

void DoorkeeperTest::refusesSecretsInUrls()
{
    const QString words = u"401 a token in the URL is not accepted: use the header Authorization"_s;
    QCOMPARE(wordsOf(m_door->admit({.address = local, .hasSecretInUrl = true}, Role::Client)), words);
    QCOMPARE(wordsOf(m_door->admit({.authorization = "Bearer admin", .address = stranger, .hasSecretInUrl = true}, Role::Client)), words);
}

void DoorkeeperTest::saysWhatBelongsIntoTheAudit_data()
{
    QTest::addColumn<QByteArray>("authorization");
    QTest::addColumn<Role>("needed");
    QTest::addColumn<int>("burst");
    QTest::addColumn<bool>("isRecorded");

    QTest::newRow("a wrong token") << "Bearer x"_ba << Role::Client << 10 << true;
    QTest::newRow("a role that is too low") << "Bearer client"_ba << Role::Viewer << 10 << true;
    QTest::newRow("nobody at an operator's route") << QByteArray() << Role::Operator << 10 << true;
    QTest::newRow("nobody at a viewer's route") << QByteArray() << Role::Viewer << 10 << false;
    QTest::newRow("too many with a token") << "Bearer client"_ba << Role::Admin << 0 << false;
    QTest::newRow("too many without") << QByteArray() << Role::Admin << 0 << false;
}

void DoorkeeperTest::saysWhatBelongsIntoTheAudit()
{
    QFETCH(QByteArray, authorization);
    QFETCH(Role, needed);
    QFETCH(int, burst);
    open({.requests = {1, static_cast<double>(burst)}});

    const auto answer = knock(authorization, needed);

    QVERIFY(!answer);
    QTEST(answer.error().shouldBeRecorded, "isRecorded");
}

void DoorkeeperTest::recordsOnlySomeOfAnAddress()
{
    open({.recordsPerMinute = 3});
    for (int i = 0; i < 3; ++i)
        QVERIFY(knock("Bearer x", Role::Client).error().shouldBeRecorded);
    for (int i = 0; i < 50; ++i)
        QVERIFY(!knock("Bearer x", Role::Client).error().shouldBeRecorded);
    QVERIFY(knock("Bearer x", Role::Client, QHostAddress(u"192.0.2.8"_s)).error().shouldBeRecorded);

    m_clock.advance(Seconds{60});
    const auto next = knock("Bearer client", Role::Admin);
    QVERIFY(next.error().shouldBeRecorded);
    QCOMPARE(next.error().leftOut, 50);
    QCOMPARE(knock("Bearer x", Role::Client).error().leftOut, 0);
}

void DoorkeeperTest::notesWhoUsedATokenOnceAMinute()
{
    QVERIFY(knock("Bearer client", Role::Client));
    QVERIFY(!knock("Bearer client", Role::Admin));
    QCOMPARE(m_door->tokens().takeUses(), (QMap<QString, Instant>{{u"00000001"_s, m_clock.now()}}));
    m_clock.advance(Milliseconds{59'999});
    QVERIFY(knock("Bearer client", Role::Client));
    QVERIFY(m_door->tokens().takeUses().isEmpty());
    m_clock.advance(Milliseconds{1});
    QVERIFY(knock("Bearer client", Role::Client));
    QCOMPARE(m_door->tokens().takeUses().size(), 1);
}

void DoorkeeperTest::tellsTheAddress_data()
{
    QTest::addColumn<QString>("address");
    for (const char *address : {"127.0.0.1", "127.0.0.2", "::1", "192.0.2.7", "192.0.2.8", "2001:db8::1", "2001:db8::2"})
        QTest::newRow(address) << QString::fromLatin1(address);
}

// Two of one IPv6 network share their limits, not their names.
void DoorkeeperTest::tellsTheAddress()
{
    QFETCH(QString, address);
    QCOMPARE(knock("Bearer client", Role::Client, QHostAddress(u"2001:db8::9"_s))->address, u"2001:db8::9"_s);
    QCOMPARE(knock("Bearer client", Role::Client, QHostAddress(address))->address, address);
    QCOMPARE(knock({}, Role::Admin, QHostAddress(address)).error().caller.address, address);
    QCOMPARE(knock("Bearer x", Role::Admin, QHostAddress(address)).error().caller.address, address);
}

void DoorkeeperTest::takesNewSettings()
{
    DoorSettings settings = m_door->settings();
    settings.failuresPerMinute = 1;
    m_door->setSettings(settings);
    QCOMPARE(wordsOf(knock("Bearer x", Role::Client)), u"401 bad token"_s);
    QCOMPARE(wordsOf(knock("Bearer x", Role::Client)), u"429 too many failures"_s);
}

TXDESK_TEST(DoorkeeperTest);
#include "doorkeeper_test.moc"
