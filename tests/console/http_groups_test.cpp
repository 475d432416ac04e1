// HttpCoordinatorLink's requests about many transactions, topics and copies: what is asked, and what is made of the answer.
// SPDX-License-Identifier: Apache-2.0
#include "console/client/http_coordinator_link.h"
#include "tests/console/scripted_server.h"
#include "tests/support/fake_time.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace txdesk;
using namespace txdesk::console;
using namespace txdesk::test;
using namespace Qt::StringLiterals;

class HttpGroupsTest final : public QObject
{
    Q_OBJECT

    static QByteArray firstLine(const ScriptedServer &server) { return server.requests.last().split('\r').value(0); }

private slots:
    void asksForGroupsAndCounts()
    {
        ScriptedServer server;
        server.answers["/api/v1/error-groups"] = R"(200 {"groups":[{"fingerprint":"timed out #","sample":"timed out 3","participant":"stock:8080",)"
                                                 R"("count":312,"firstSeen":1000,"lastSeen":2000}],"looked":400,"complete":false,"otherGroups":2,"others":5})";
        server.answers["/api/v1/transactions/count"] = R"(200 {"count":10000,"complete":false})";
        FakeTime time;
        HttpCoordinatorLink link(server.url(), time, time);
        std::optional<Result<ErrorGroups>> groups;
        link.errorGroups({.kind = TransactionKind::Saga, .fingerprint = u"timed out #"_s}, this, [&](Result<ErrorGroups> found) { groups = std::move(found); });
        QTRY_VERIFY(groups);
        QVERIFY(*groups);
        QCOMPARE((*groups)->groups, (QList<ErrorGroup>{{u"timed out #"_s, u"timed out 3"_s, u"stock:8080"_s, 312, fromMs(1000), fromMs(2000)}}));
        QCOMPARE((*groups)->looked, 400);
        QCOMPARE((*groups)->otherGroups, 2);
        QCOMPARE((*groups)->others, 5);
        QVERIFY(!(*groups)->complete);
        QVERIFY(firstLine(server).contains("kind=saga") && firstLine(server).contains("fingerprint=timed%20out%20%23"));

        std::optional<Result<CountEstimate>> count;
        link.count({.businessKey = u"ORD-1"_s}, this, [&](Result<CountEstimate> found) { count = found; });
        QTRY_VERIFY(count);
        QCOMPARE(**count, (CountEstimate{10'000, false}));
        QVERIFY(firstLine(server).contains("business_key=ORD-1"));
    }

    void changesTopics()
    {
        ScriptedServer server;
        server.answers["/api/v1/topics"] = R"(200 {"topics":[{"name":"paid","version":3,"subscribers":[{"url":"http://a/1","remark":"stock"}]}]})";
        server.answers["/api/v1/topics/paid%2Feu/subscribers"] = R"(409 {"message":"this url exists"})";
        FakeTime time;
        HttpCoordinatorLink link(server.url(), time, time);
        QList<Topic> topics;
        link.topics(this, [&](Result<QList<Topic>> found) { topics = found.value_or(QList<Topic>{}); });
        QTRY_COMPARE(topics, (QList<Topic>{{u"paid"_s, {{u"http://a/1"_s, u"stock"_s}}, 3}}));

        QString refusal;
        link.subscribe(u"paid/eu"_s, {u"http://a/1"_s, {}}, u"new shop"_s, this, [&](const Result<void> &done) { refusal = done ? u"done"_s : done.error().message; });
        QTRY_COMPARE(refusal, u"this url exists"_s);
        QVERIFY(server.requests.last().startsWith("POST /api/v1/topics/paid%2Feu/subscribers"));
        refusal.clear();
        server.answers["/api/v1/topics/paid%2Feu/subscribers"] = R"(200 {"topic":"paid/eu"})";
        link.unsubscribe(u"paid/eu"_s, u"http://a/1"_s, u"closed"_s, this, [&](const Result<void> &done) { refusal = done ? u"done"_s : done.error().message; });
        QTRY_COMPARE(refusal, u"done"_s);
        QVERIFY(server.requests.last().startsWith("DELETE "));
    }

    void submitsAgain()
    {
        ScriptedServer server;
        server.answers["/api/v1/transactions/g-1/resubmit"] = R"(200 {"gid":"g-2","original":"g-1"})";
        FakeTime time;
        HttpCoordinatorLink link(server.url(), time, time);
        QString copy;
        link.resubmit({.original = {u"g-1"_s}, .copy = {u"g-2"_s}, .payloads = {{BranchId{u"02"_s}, "{}"}}, .reason = u"corrected"_s}, this,
                      [&](const Result<Gid> &made) { copy = made ? made->value : made.error().message; });
        QTRY_COMPARE(copy, u"g-2"_s);
        QVERIFY(server.requests.last().startsWith("POST "));
        copy.clear();
        server.answers["/api/v1/transactions/g-1/resubmit"] = R"(409 {"message":"only the initiator can start these"})";
        link.resubmit({.original = {u"g-1"_s}, .copy = {u"g-2"_s}, .payloads = {}, .reason = u"corrected"_s}, this,
                      [&](const Result<Gid> &made) { copy = made ? made->value : made.error().message; });
        QTRY_COMPARE(copy, u"only the initiator can start these"_s);
    }
};

TXDESK_TEST(HttpGroupsTest);

#include "http_groups_test.moc"
