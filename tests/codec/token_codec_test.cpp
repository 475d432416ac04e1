// What may be asked for when a token is made, and how tokens look in JSON.
// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/json_reader.h"
#include "shared/codec/token_codec.h"
#include "tests/support/test_main.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using namespace txdesk::codec;

class TokenCodecTest : public QObject
{
    Q_OBJECT

private slots:
    void tokensGoThereAndBack();
    void wishesGoThereAndBack();
    void readsWishes_data();
    void readsWishes();
};

void TokenCodecTest::tokensGoThereAndBack()
{
    AccessToken token;
    token.id = u"0123abcd"_s;
    token.name = u"shop"_s;
    token.scope = {.gidPrefix = u"shop-"_s, .kinds = {TransactionKind::Saga, TransactionKind::Message}};
    token.createdAt = fromMs(1'700'000'000'123);
    token.createdBy = u"admin"_s;
    QCOMPARE(accessTokenFromJson(toJson(token)).value_or(AccessToken{}), token);
    QVERIFY(!toJson(token).contains("expiresAt"_L1));

    token.expiresAt = fromMs(1'800'000'000'000);
    token.lastUsedAt = fromMs(1'700'000'000'456);
    token.revokedAt = fromMs(1'700'000'000'789);
    QCOMPARE(accessTokenFromJson(toJson(token)).value_or(AccessToken{}), token);
}

void TokenCodecTest::wishesGoThereAndBack()
{
    const TokenWish wish{.name = u"shop"_s, .role = Role::Client, .scope = {.gidPrefix = u"shop-"_s, .kinds = {TransactionKind::Tcc}},
                         .expiresIn = Seconds{60}, .reason = u"new service"_s};
    QCOMPARE(tokenWishFromJson(toJson(wish)).value_or(TokenWish{}), wish);
}

void TokenCodecTest::readsWishes_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("message"); // empty: it is taken
    const auto row = [](const char *what, const QByteArray &json, const QString &message) { QTest::newRow(what) << json << message; };
    const auto named = [&row](const char *what, const QByteArray &name, const QString &message) {
        row(what, R"({"role":"viewer","name":")" + name + "\"}", message);
    };
    const QString charset = u"field name: may hold letters, digits and . _ @ : + / - and blanks inside"_s;

    row("the least", R"({"name":"a","role":"admin"})", {});
    row("all", R"({"name":"a b","role":"client","gidPrefix":"x-","kinds":["saga","msg"],"expiresInS":60,"reason":"why"})", {});
    row("nothing", "{}", u"field name: is missing"_s);
    row("name of no text", R"({"name":7,"role":"admin"})", u"field name: expected a string"_s);
    named("64 characters", QByteArray(64, 'a'), {});
    named("65 characters", QByteArray(65, 'a'), u"field name: is too long"_s);
    named("any letters", "订单服务 é", {});
    named("signs", "ci@shop.example:8/a+b_c-d", {});
    named("blank at the end", "a ", charset);
    named("control", "a\\u0007", charset);
    named("line end", "a\\nb", charset);
    named("right to left mark", "a\\u202eb", charset);
    named("quote", "a\\\"", charset);
    named("markup", "<b>", charset);
    named("the server's", "Server", u"field name: is the server's own"_s);
    named("loopback's", "loopback", u"field name: is the server's own"_s);
    row("no role", R"({"name":"a"})", u"field role: must be client, viewer, operator or admin"_s);
    row("role nobody", R"({"name":"a","role":"nobody"})", u"field role: must be client, viewer, operator or admin"_s);
    row("role unknown", R"({"name":"a","role":"root"})", u"field role: is not a known word"_s);
    row("role in capitals", R"({"name":"a","role":"Admin"})", u"field role: is not a known word"_s);
    row("prefix of 128 bytes", R"({"name":"a","role":"client","gidPrefix":")" + QByteArray(128, 'x') + "\"}", {});
    row("prefix of 129 bytes", R"({"name":"a","role":"client","gidPrefix":")" + QByteArray(129, 'x') + "\"}", u"field gidPrefix: is too long"_s);
    row("prefix with a blank", R"({"name":"a","role":"client","gidPrefix":"a b"})", u"field gidPrefix: has characters that no gid has"_s);
    row("prefix of a viewer", R"({"name":"a","role":"viewer","gidPrefix":"x"})", u"field gidPrefix: is only for the roles client and operator"_s);
    row("kinds of an admin", R"({"name":"a","role":"admin","kinds":["saga"]})", u"field kinds: are only for the roles client and operator"_s);
    row("scope of an operator", R"({"name":"a","role":"operator","gidPrefix":"x","kinds":["saga"]})", {});
    row("kind unknown", R"({"name":"a","role":"client","kinds":["sagas"]})", u"field kinds: has an unknown word"_s);
    row("kind twice", R"({"name":"a","role":"client","kinds":["saga","saga"]})", u"field kinds: has a word twice"_s);
    row("kind of no text", R"({"name":"a","role":"client","kinds":[1]})", u"field kinds: expected a list of strings"_s);
    row("kinds as text", R"({"name":"a","role":"client","kinds":"saga"})", u"field kinds: expected a list"_s);
    row("one second", R"({"name":"a","role":"client","expiresInS":1})", {});
    row("no time", R"({"name":"a","role":"client","expiresInS":0})", u"field expiresInS: is out of range"_s);
    row("ten years", R"({"name":"a","role":"client","expiresInS":315360000})", {});
    row("a second more", R"({"name":"a","role":"client","expiresInS":315360001})", u"field expiresInS: is out of range"_s);
    row("half a second", R"({"name":"a","role":"client","expiresInS":0.5})", u"field expiresInS: expected a whole number"_s);
    row("time as text", R"({"name":"a","role":"client","expiresInS":"60"})", u"field expiresInS: expected a whole number"_s);
    row("misspelt limit", R"({"name":"a","role":"client","expiresIn":60})", u"field expiresIn: is not known"_s);
    row("server's own member", R"({"name":"a","role":"client","id":"00000001"})", u"field id: is not known"_s);
}

void TokenCodecTest::readsWishes()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, message);
    const Result<QJsonObject> object = parseObject(json, KeyRule::StrictOnce);
    QVERIFY(object);

    const Result<TokenWish> wish = tokenWishFromJson(*object);

    QCOMPARE(wish ? QString() : wish.error().message, message);
    if (!wish)
        QVERIFY(message.contains(u"field %1:"_s.arg(wish.error().field)));
}

TXDESK_TEST(TokenCodecTest);
#include "token_codec_test.moc"
