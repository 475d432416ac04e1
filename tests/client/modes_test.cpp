// TCC and XA as their initiators run them, against a coordinator and participants that answer as they are told.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/tcc.h"
#include "shared/client/xa.h"
#include "tests/client/beside_the_loop.h"
#include "tests/client/fake_coordinator.h"
#include "tests/support/test_main.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk::client;

namespace txdesk::test {
namespace {

QString toldAs(const Result<> &result)
{
    return result ? u"ok"_s : result.error().message;
}

QByteArray parameterOf(const http::Request &request, QByteArrayView name)
{
    return request.parameter(name).value_or(QByteArray("absent"));
}

} // namespace

class ModesTest final : public QObject
{
    Q_OBJECT

private slots:
    void numbersBranches_data();
    void numbersBranches();
    void endsATcc_data();
    void endsATcc();
    void endsATccWithoutBlocking();
    void registersABranchBeforeItsTry();
    void nestsATcc();
    void tellsAnXaBranchWherePhaseTwoComes();
    void abortsAnXa();
};

void ModesTest::numbersBranches_data()
{
    QTest::addColumn<QString>("parent");
    QTest::addColumn<int>("nth");
    QTest::addColumn<QString>("id"); // empty: there is none
    QTest::newRow("first") << QString() << 1 << u"01"_s;
    QTest::newRow("last") << QString() << 99 << u"99"_s;
    QTest::newRow("one too many") << QString() << 100 << QString();
    QTest::newRow("nested") << u"02"_s << 1 << u"0201"_s;
    QTest::newRow("deep") << u"010101010101010101"_s << 3 << u"01010101010101010103"_s;
    QTest::newRow("too deep") << u"01010101010101010101"_s << 1 << QString();
}

void ModesTest::numbersBranches()
{
    QFETCH(const QString, parent);
    QFETCH(const int, nth);
    BranchIds ids(BranchId{parent});
    for (int i = 1; i < nth; ++i)
        QVERIFY(ids.next().has_value());
    const Result<BranchId> id = ids.next();
    QTEST(id ? id->value : QString(), "id");
}

void ModesTest::endsATcc_data()
{
    QTest::addColumn<int>("registered");
    QTest::addColumn<int>("status"); // of the second try
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("asked");
    QTest::addColumn<QString>("told");
    const QString whole = u"prepare registerBranch out registerBranch in "_s;
    QTest::newRow("all tries work") << 200 << 200 << QByteArray("{}") << whole + u"submit"_s << u"ok"_s;
    QTest::newRow("a try is refused") << 200 << 409 << QByteArray("short of money") << whole + u"abort"_s << u"short of money"_s;
    QTest::newRow("a try is refused in words") << 200 << 409 << QByteArray(R"({"dtm_result":"FAILURE","message":"too poor"})")
                                               << whole + u"abort"_s << u"too poor"_s;
    QTest::newRow("a 200 that says otherwise") << 200 << 200 << QByteArray("FAILURE") << whole + u"abort"_s << u"FAILURE"_s;
    QTest::newRow("a try is not done yet") << 200 << 425 << QByteArray("ONGOING") << whole + u"abort"_s << u"ONGOING"_s;
    QTest::newRow("a try breaks") << 200 << 500 << QByteArray("oops") << whole + u"abort"_s << u"oops"_s;
    QTest::newRow("the coordinator takes no branch") << 409 << 200 << QByteArray("{}") << u"prepare registerBranch abort"_s
                                                     << u"the coordinator answered 409"_s;
}

void ModesTest::endsATcc()
{
    QFETCH(const int, registered);
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    FakeCoordinator fake;
    fake.statusOf = {{u"in"_s, status}, {u"registerBranch"_s, registered}};
    fake.bodyOf = {{u"out"_s, "{}"}, {u"in"_s, body}};
    if (registered != 200)
        fake.bodyOf[u"registerBranch"_s] = "{}";
    CoordinatorConnection coordinator(fake.url());

    const Result<> result = besideTheLoop([&] {
        return Tcc().run(coordinator, [&](Tcc &tcc) -> Result<> {
            for (const QString &path : {u"/out"_s, u"/in"_s})
                if (const auto tried = tcc.callBranch(coordinator, {fake.url() + path, u"c"_s, u"x"_s, "{}"}).result(); !tried)
                    return tl::unexpected(tried.error());
            return {};
        });
    });

    QTEST(toldAs(result), "told");
    QTEST(fake.asked.join(u' '), "asked");
    if (!result)
        QTEST(QJsonDocument::fromJson(fake.requests.last().body)["rollback_reason"_L1].toString(), "told");
}

void ModesTest::endsATccWithoutBlocking()
{
    FakeCoordinator fake;
    CoordinatorConnection coordinator(fake.url());
    const Tcc tcc(Gid{u"g"_s});

    QFuture<Result<>> future = tcc.run(coordinator, this, [&](Tcc &running) {
        return running.callBranch(coordinator, {fake.url() + u"/out"_s, {}, {}, {}}).then([](const Result<QByteArray> &tried) {
            return tried ? Result<>() : tl::unexpected(tried.error());
        });
    });

    QTRY_VERIFY(future.isFinished());
    QCOMPARE(toldAs(future.result()), u"ok"_s);
    QCOMPARE(fake.asked.join(u' '), u"prepare registerBranch out submit"_s);
}

void ModesTest::registersABranchBeforeItsTry()
{
    FakeCoordinator fake;
    fake.bodyOf[u"out"_s] = R"({"left":70})";
    CoordinatorConnection coordinator(fake.url());
    Tcc tcc(Gid{u"g"_s});

    QFuture<Result<QByteArray>> tried = tcc.callBranch(
        coordinator, {fake.url() + u"/out?x=1"_s, u"http://a/confirm"_s, u"http://a/cancel"_s, R"({"amount":30})"});

    QTRY_VERIFY(tried.isFinished());
    QCOMPARE(tried.result().value(), QByteArray(R"({"left":70})"));
    const QJsonObject registration{{u"gid"_s, u"g"_s}, {u"trans_type"_s, u"tcc"_s}, {u"branch_id"_s, u"01"_s},
                                   {u"data"_s, u"{\"amount\":30}"_s}, {u"confirm"_s, u"http://a/confirm"_s},
                                   {u"cancel"_s, u"http://a/cancel"_s}};
    QCOMPARE(QJsonDocument::fromJson(fake.requests[0].body).object(), registration);
    const http::Request &call = fake.requests[1];
    QCOMPARE(call.method, QByteArray("POST"));
    QCOMPARE(call.body, QByteArray(R"({"amount":30})"));
    QCOMPARE(parameterOf(call, "x"), QByteArray("1"));
    QCOMPARE(parameterOf(call, "op"), QByteArray("try"));
    QCOMPARE(parameterOf(call, "trans_type"), QByteArray("tcc"));
    QCOMPARE(parameterOf(call, "branch_id"), QByteArray("01"));
    QCOMPARE(parameterOf(call, "dtm"), fake.url().toUtf8());
}

// The coordinator is the one that the call told, not the one this participant would use by itself.
void ModesTest::nestsATcc()
{
    FakeCoordinator fake;
    CoordinatorConnection elsewhere(u"http://127.0.0.1:1/api/dtmsvr"_s);
    Tcc nested = Tcc::within({Gid{u"g"_s}, u"tcc"_s, BranchId{u"02"_s}, u"try"_s, fake.url() + u'/'});

    QFuture<Result<QByteArray>> tried = nested.callBranch(elsewhere, {fake.url() + u"/out"_s, {}, {}, {}});

    QTRY_VERIFY(tried.isFinished());
    QVERIFY(tried.result().has_value());
    QCOMPARE(fake.asked.join(u' '), u"registerBranch out"_s);
    QCOMPARE(parameterOf(fake.requests[1], "branch_id"), QByteArray("0201"));
}

void ModesTest::tellsAnXaBranchWherePhaseTwoComes()
{
    FakeCoordinator fake;
    CoordinatorConnection coordinator(fake.url());
    const QString url = fake.url() + u"/out?a=b&c=d"_s;

    const Result<> result = besideTheLoop([&] {
        return Xa().run(coordinator, [&](Xa &xa) -> Result<> {
            const Result<QByteArray> worked = xa.callBranch(coordinator, url, "{}").result();
            return worked ? Result<>() : tl::unexpected(worked.error());
        });
    });

    QCOMPARE(toldAs(result), u"ok"_s);
    QCOMPARE(fake.asked.join(u' '), u"prepare out submit"_s); // the participant registers itself
    QCOMPARE(parameterOf(fake.requests[1], "op"), QByteArray("action"));
    QCOMPARE(parameterOf(fake.requests[1], "trans_type"), QByteArray("xa"));
    QCOMPARE(parameterOf(fake.requests[1], "phase2_url"), url.toUtf8());
    QCOMPARE(parameterOf(fake.requests[1], "dtm"), fake.url().toUtf8());
}

void ModesTest::abortsAnXa()
{
    FakeCoordinator fake;
    fake.statusOf[u"out"_s] = 409;
    CoordinatorConnection coordinator(fake.url());

    const Result<> result = besideTheLoop([&] {
        return Xa().run(coordinator, [&](Xa &xa) -> Result<> {
            const Result<QByteArray> worked = xa.callBranch(coordinator, fake.url() + u"/out"_s).result();
            return worked ? Result<>() : tl::unexpected(worked.error());
        });
    });

    QVERIFY(!result && result.error().code == ErrorCode::Conflict);
    QCOMPARE(fake.asked.join(u' '), u"prepare out abort"_s);
}

TXDESK_TEST(ModesTest);

} // namespace txdesk::test

#include "modes_test.moc"
