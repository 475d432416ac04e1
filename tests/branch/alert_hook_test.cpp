// The alert web hook: what is posted, for every kind of call, and that nobody waits for it.
// SPDX-License-Identifier: Apache-2.0
#include "server/branch/alert_hook.h"
#include "tests/branch/participants.h"
#include "tests/support/test_main.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;

class AlertHookTest : public QObject
{
    Q_OBJECT

private slots:
    void posts_data();
    void posts();
    void isSilentWithoutUrl();
    void dropsWhatNobodyTakes();
};

void AlertHookTest::posts_data()
{
    QTest::addColumn<TransactionStatus>("status");
    QTest::addColumn<QString>("branch");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("a branch") << TransactionStatus::Aborting << u"http://bank:1/undo"_s
                              << QByteArray(R"({"branch":"http://bank:1/undo","error":"broken","gid":"g","retry_count":3,"status":"aborting"})");
    QTest::newRow("a back-check") << TransactionStatus::Prepared << u"http://app/asked"_s
                                  << QByteArray(R"({"branch":"http://app/asked","error":"broken","gid":"g","retry_count":3,"status":"prepared"})");
    QTest::newRow("a workflow by gRPC") << TransactionStatus::Prepared << u"app:1/workflow.Workflow/Execute"_s
        << QByteArray(R"({"branch":"app:1/workflow.Workflow/Execute","error":"broken","gid":"g","retry_count":3,"status":"prepared"})");
}

// DTM's members, all of them and no others.
void AlertHookTest::posts()
{
    QFETCH(TransactionStatus, status);
    QFETCH(QString, branch);
    QFETCH(QByteArray, body);
    test::HttpParticipant listener;
    QVERIFY(listener.start());
    branch::AlertHook hook(listener.url(u"/alert"_s));
    hook.post({.gid = {u"g"_s}, .status = status, .branchUrl = branch, .error = u"broken"_s, .retryCount = 3});
    QTRY_COMPARE(listener.heard.size(), 1);
    const http::Request &request = listener.heard[0];
    QCOMPARE(request.method, QByteArray("POST"));
    QCOMPARE(request.path, QByteArray("/alert"));
    QVERIFY(http::headerValue(request.headers, "content-type").startsWith("application/json"));
    QCOMPARE(QJsonDocument::fromJson(request.body).object(), QJsonDocument::fromJson(body).object());
}

void AlertHookTest::isSilentWithoutUrl()
{
    branch::AlertHook hook(QString{});
    hook.post({.gid = {u"g"_s}, .status = TransactionStatus::Submitted, .branchUrl = {}, .error = {}, .retryCount = 3});
    test::HttpParticipant listener;
    QVERIFY(listener.start());
    branch::AlertHook other(listener.url(u"/alert"_s));
    other.post({.gid = {u"later"_s}, .status = TransactionStatus::Submitted, .branchUrl = {}, .error = {}, .retryCount = 3});
    QTRY_COMPARE(listener.heard.size(), 1);
    QVERIFY(listener.heard[0].body.contains("later"));
}

// A hook that answers 500 does not get the same alert again, and the next one all the same.
void AlertHookTest::dropsWhatNobodyTakes()
{
    test::HttpParticipant listener([](const http::Request &) { return http::Response{.status = 500, .body = "no"}; });
    QVERIFY(listener.start());
    branch::AlertHook hook(listener.url(u"/alert"_s));
    hook.post({.gid = {u"a"_s}, .status = TransactionStatus::Submitted, .branchUrl = {}, .error = {}, .retryCount = 3});
    QTRY_COMPARE(listener.heard.size(), 1);
    hook.post({.gid = {u"b"_s}, .status = TransactionStatus::Submitted, .branchUrl = {}, .error = {}, .retryCount = 3});
    QTRY_COMPARE(listener.heard.size(), 2);
    QVERIFY(listener.heard[1].body.contains("\"gid\":\"b\""));
}

TXDESK_TEST(AlertHookTest);
#include "alert_hook_test.moc"
