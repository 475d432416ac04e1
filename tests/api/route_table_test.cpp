// The route table: found by path and method, each route with a name and a sentence, docs/api.md written from it.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/reference.h"
#include "server/api/route_finder.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk::api;

class RouteTableTest : public QObject
{
    Q_OBJECT

private slots:
    void finds_data();
    void finds();
    void rowsAreWhole();
    void docsAreUpToDate();
};

void RouteTableTest::finds_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("name"); // empty: none
    QTest::addColumn<QStringList>("values");
    QTest::addColumn<QString>("allow");
    const auto row = [](const char *what, const char *method, const char *path, const QString &name, const QStringList &values,
                        const QString &allow) { QTest::newRow(what) << QByteArray(method) << QByteArray(path) << name << values << allow; };
    row("exact", "POST", "/api/dtmsvr/submit", u"submit"_s, {}, {});
    row("wrong method", "GET", "/api/dtmsvr/submit", {}, {}, u"POST"_s);
    row("case counts", "POST", "/api/dtmsvr/Submit", {}, {}, {});
    row("trailing slash", "POST", "/api/dtmsvr/submit/", {}, {}, {});
    row("ping by any method", "PATCH", "/api/ping", u"ping"_s, {}, {});
    row("topic", "DELETE", "/api/dtmsvr/topic/a", u"topic"_s, {u"a"_s}, {});
    row("topic without name", "DELETE", "/api/dtmsvr/topic/", {}, {}, {});
    row("detail", "GET", "/api/v1/transactions/g", u"v1_transaction"_s, {u"g"_s}, {});
    row("gid with a slash", "GET", "/api/v1/transactions/a/b", u"v1_transaction"_s, {u"a/b"_s}, {});
    row("action", "POST", "/api/v1/transactions/g/retry", u"v1_retry"_s, {u"g"_s}, {});
    row("action on a gid with a slash", "POST", "/api/v1/transactions/a/b/retry", u"v1_retry"_s, {u"a/b"_s}, {});
    row("posting to a gid", "POST", "/api/v1/transactions/g", {}, {}, u"GET"_s);
    row("the branches of old clients", "POST", "/api/dtmsvr/registerTccBranch", u"registertccbranch"_s, {}, {});
    row("JSON-RPC", "POST", "/api/json-rpc", u"json-rpc"_s, {}, {});
    row("JSON-RPC of PHP", "POST", "/", u"json-rpc_root"_s, {}, {});
    row("nothing", "GET", "/", {}, {}, u"POST"_s);
    row("no test hooks", "POST", "/api/v1/test/reset", {}, {}, {});
}

void RouteTableTest::finds()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(QString, name);
    QFETCH(QStringList, values);
    QFETCH(QString, allow);
    const Found found = RouteFinder().find(method, path);
    QCOMPARE(found.route ? QString::fromLatin1(found.route->name) : QString(), name);
    QCOMPARE(found.values, values);
    QCOMPARE(QString::fromLatin1(found.otherMethods.join(", ")), allow);
}

void RouteTableTest::rowsAreWhole()
{
    QSet<QByteArray> names;
    for (const Route &route : routeTable()) {
        QVERIFY2(QByteArrayView(route.summary).endsWith('.'), route.path);
        QVERIFY2(route.handle != nullptr, route.path);
        QVERIFY2(!names.contains(route.name), route.name);
        names.insert(route.name);
    }
}

void RouteTableTest::docsAreUpToDate()
{
    QFile file(QStringLiteral(TXDESK_SOURCE_DIR "/docs/api.md"));
    if (qEnvironmentVariableIsSet("TXDESK_REWRITE")) {
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(routeReference().toUtf8());
        return;
    }
    QVERIFY2(file.open(QIODevice::ReadOnly), "docs/api.md is missing");
    QCOMPARE(QString::fromUtf8(file.readAll()), routeReference());
}

TXDESK_TEST(RouteTableTest);
#include "route_table_test.moc"
