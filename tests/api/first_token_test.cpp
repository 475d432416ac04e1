// The first token of an empty store: made with its file or read from it, once for all coordinators of a store.
// SPDX-License-Identifier: Apache-2.0
#include "server/security/secret_file.h"
#include "tests/api/api_bench.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using test::ApiBench;

class FirstTokenTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void makesOneAndItsFile();
    void takesTheFileThatIsThere();
    void refusesFiles_data();
    void refusesFiles();
    void makesNoneLater();
    void makesAnotherWhenAsked();
    void onlyOneOfTwoCoordinatorsMakesIt();
    void coordinatorsOfOneDatabaseShareTheirTokens();
    void aReadingNeverBringsARevokedTokenBack();

private:
    struct Start
    {
        std::unique_ptr<ApiBench> bench;
        Result<> answer;
    };
    [[nodiscard]] QString file() const { return m_dir->filePath(u"admin.token"_s); }
    [[nodiscard]] Start start(bool newAdminToken = false);
    [[nodiscard]] Result<> startTokens(ApiBench &bench);

    std::unique_ptr<QTemporaryDir> m_dir;
};

Result<> FirstTokenTest::startTokens(ApiBench &bench)
{
    std::optional<Result<>> answer;
    bench.api.tokens().start([&answer](Result<> &&ready) { answer = std::move(ready); });
    if (!QTest::qWaitFor([&answer] { return answer.has_value(); }))
        return fail(ErrorCode::Internal, u"no answer"_s);
    return *answer;
}

FirstTokenTest::Start FirstTokenTest::start(bool newAdminToken)
{
    api::ApiSettings settings;
    settings.tokens = {.adminTokenFile = file(), .newAdminToken = newAdminToken};
    auto bench = std::make_unique<ApiBench>(settings, test::BenchOptions{.testHooks = false, .door = {}, .mysql = nullptr});
    if (!bench->start())
        return {std::move(bench), fail(ErrorCode::Internal, u"the bench does not start"_s)};
    Result<> answer = startTokens(*bench);
    return {std::move(bench), std::move(answer)};
}

void FirstTokenTest::makesOneAndItsFile()
{
    const Start begun = start();

    QVERIFY2(begun.answer, qPrintable(begun.answer ? QString() : begun.answer.error().message));
    const QByteArray secret = security::readSecret(file()).value_or(QByteArray()).trimmed();
    QVERIFY(secret.startsWith("txd_"));
    const security::StoredToken *token = begun.bench->door.tokens().find(secret);
    QVERIFY(token);
    QCOMPARE(token->token.name, u"admin"_s);
    QCOMPARE(token->token.role, Role::Admin);
    QCOMPARE(begun.bench->ask("GET", u"/api/v1/tokens"_s, {}, {http::Header{"Authorization", "Bearer " + secret}}).status, 200);
}

void FirstTokenTest::takesTheFileThatIsThere()
{
    QVERIFY(security::createSecret(file(), "0123456789abcdef0123456789abcdef\r\n"));

    const Start begun = start();

    QVERIFY(begun.answer);
    QVERIFY(begun.bench->door.tokens().find("0123456789abcdef0123456789abcdef"));
    QCOMPARE(security::readSecret(file()).value_or(QByteArray()), "0123456789abcdef0123456789abcdef\r\n"_ba);
}

void FirstTokenTest::refusesFiles_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("isWide");
    QTest::addColumn<QString>("message");

    QTest::newRow("31 characters") << QByteArray(31, 'a') << false << u"holds no token"_s;
    QTest::newRow("two lines") << QByteArray(32, 'a') + "\nb" << false << u"holds no token"_s;
    QTest::newRow("empty") << QByteArray() << false << u"is empty"_s;
    QTest::newRow("readable by others") << QByteArray(32, 'a') << true << u"run: chmod 600"_s;
}

void FirstTokenTest::refusesFiles()
{
    QFETCH(QByteArray, content);
    QFETCH(bool, isWide);
    QFETCH(QString, message);
    QVERIFY(security::createSecret(file(), content));
    if (isWide)
        QVERIFY(QFile::setPermissions(file(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));

    const Start begun = start();

    QVERIFY(!begun.answer);
    QVERIFY2(begun.answer.error().message.contains(message), qPrintable(begun.answer.error().message));
    QVERIFY(begun.bench->door.tokens().isEmpty());
}

void FirstTokenTest::makesNoneLater()
{
    const Start begun = start();
    QVERIFY(begun.answer);
    QVERIFY(QFile::remove(file()));

    QVERIFY(startTokens(*begun.bench));

    QVERIFY(!QFile::exists(file()));
    QCOMPARE(begun.bench->door.tokens().all().size(), 1);
}

void FirstTokenTest::makesAnotherWhenAsked()
{
    const Start begun = start(true);
    QVERIFY(begun.answer);
    const QByteArray first = security::readSecret(file()).value_or(QByteArray()).trimmed();

    QVERIFY(startTokens(*begun.bench));

    const QByteArray second = security::readSecret(file()).value_or(QByteArray()).trimmed();
    QVERIFY(first != second);
    QVERIFY(begun.bench->door.tokens().find(first));
    QVERIFY(begun.bench->door.tokens().find(second));
    QCOMPARE(begun.bench->door.tokens().find(second)->token.role, Role::Admin);
}

// The other one was quicker: it stored its token after this one had seen that there is none.
void FirstTokenTest::onlyOneOfTwoCoordinatorsMakesIt()
{
    api::ApiSettings settings;
    settings.tokens = {.adminTokenFile = file(), .newAdminToken = false};
    ApiBench bench(settings, test::BenchOptions{.testHooks = false, .door = {}, .mysql = nullptr});
    QVERIFY(bench.start());
    security::StoredToken others{.token = {.id = u"00000001"_s, .name = u"admin"_s, .role = Role::Admin, .scope = {}, .createdBy = {},
                                           .expiresAt = {}, .lastUsedAt = {}, .revokedAt = {}},
                                 .hash = security::hashOf("the other's")};
    std::optional<Result<>> answer;

    bench.api.tokens().start([&answer](Result<> &&ready) { answer = std::move(ready); });
    bench.coordinator.ask(store::PutToken{.token = others, .audit = {}}, [](store::StoreAnswer &&) {});

    QTRY_VERIFY(answer.has_value());
    QVERIFY(*answer);
    QVERIFY(bench.door.tokens().find("the other's"));
    QCOMPARE(bench.door.tokens().all().size(), 1);
    QVERIFY(!QFile::exists(file()));
}

// On MariaDB, as coordinators share one: both start at once, and what one revokes the other knows after its next reading.
void FirstTokenTest::coordinatorsOfOneDatabaseShareTheirTokens()
{
    test::MariaDb mysql;
    if (const QString missing = mysql.start(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    QCOMPARE(mysql.run(u"test"_s, {u"create database api"_s}), QString());
    const auto benchWith = [&](const QString &name) {
        api::ApiSettings settings;
        settings.tokens = {.adminTokenFile = m_dir->filePath(name), .newAdminToken = false};
        return std::make_unique<ApiBench>(settings, test::BenchOptions{.testHooks = false, .door = {}, .mysql = &mysql});
    };
    const auto one = benchWith(u"one.token"_s);
    const auto other = benchWith(u"other.token"_s);
    QVERIFY(one->start());
    QVERIFY(other->start());
    int ready = 0;
    one->api.tokens().start([&ready](Result<> &&done) { ready += done.has_value() ? 1 : 0; });
    other->api.tokens().start([&ready](Result<> &&done) { ready += done.has_value() ? 1 : 0; });
    QTRY_COMPARE(ready, 2);
    QCOMPARE(one->door.tokens().all().size(), 1);
    QCOMPARE(other->door.tokens().all().size(), 1);
    QVERIFY(QFile::exists(m_dir->filePath(u"one.token"_s)) != QFile::exists(m_dir->filePath(u"other.token"_s)));

    const security::Caller admin{.role = Role::Admin, .actor = u"admin"_s, .tokenId = u"00000001"_s};
    std::optional<api::MadeToken> made;
    one->api.tokens().create({.name = u"v"_s, .role = Role::Viewer, .scope = {}, .expiresIn = {}, .reason = {}}, admin,
                             [&made](Result<api::MadeToken> &&done) { made = done.value_or(api::MadeToken{}); });
    QTRY_VERIFY(made.has_value());
    other->api.tokens().reload([](Result<> &&) {});
    QTRY_VERIFY(other->door.tokens().isInForce(made->token.id, other->clock.now()));
    one->api.tokens().revoke(made->token.id, {}, admin, [](Result<AccessToken> &&) {});
    QTRY_VERIFY(!one->door.tokens().isInForce(made->token.id, one->clock.now()));
    other->api.tokens().reload([](Result<> &&) {});
    QTRY_VERIFY(!other->door.tokens().isInForce(made->token.id, other->clock.now()));
}

void FirstTokenTest::aReadingNeverBringsARevokedTokenBack()
{
    const Start begun = start();
    QVERIFY(begun.answer);
    api::TokenService &tokens = begun.bench->api.tokens();
    const security::Caller admin{.role = Role::Admin, .actor = u"admin"_s, .tokenId = u"00000001"_s};
    QString id;
    tokens.create({.name = u"v"_s, .role = Role::Viewer, .scope = {}, .expiresIn = {}, .reason = {}}, admin,
                  [&id](Result<api::MadeToken> &&made) { id = made ? made->token.id : u"?"_s; });
    QTRY_VERIFY(!id.isEmpty());

    bool revoked = false;
    int read = 0;
    tokens.reload([&read](Result<> &&) { ++read; });
    tokens.revoke(id, {}, admin, [&revoked](Result<AccessToken> &&done) { revoked = done.has_value(); });
    tokens.reload([&read](Result<> &&) { ++read; });

    QTRY_COMPARE(read, 2);
    QTRY_VERIFY(revoked);
    QVERIFY(begun.bench->door.tokens().byId(id)->token.revokedAt);
}

TXDESK_TEST(FirstTokenTest);
#include "first_token_test.moc"
