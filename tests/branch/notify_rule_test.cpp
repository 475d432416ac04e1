// Deliveries of notifications to real receivers: what counts as taken.
// SPDX-License-Identifier: Apache-2.0
#include "server/branch/branch_router.h"
#include "tests/branch/participants.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <optional>

using namespace txdesk;
using namespace Qt::StringLiterals;
using test::HttpParticipant;

namespace {

engine::Call notifyCall(const QString &url, const QString &protocol = u"grpc"_s)
{
    return {.call = 5, .gid = {u"g1"_s}, .kind = TransactionKind::Notify, .branch = {u"01"_s}, .op = OpKind::Action,
            .url = url, .payload = R"({"amount":30})"_ba, .protocol = protocol, .timeout = Milliseconds{5000}};
}

engine::CallAnswered answerOf(branch::BranchCaller &caller, const engine::Call &call)
{
    std::optional<engine::CallAnswered> answer;
    caller.call(call, [&answer](engine::CallAnswered &&given) { answer = std::move(given); });
    if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, 10'000))
        qFatal("no answer");
    return *answer;
}

} // namespace

class NotifyRuleTest : public QObject
{
    Q_OBJECT

private slots:
    void notifiesByItsOwnRule_data();
    void notifiesByItsOwnRule();
    void notifiesOverHttpOnly();
};

void NotifyRuleTest::notifiesByItsOwnRule_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, int status, const char *body, const QString &wanted, Outcome outcome, const QString &text = {}) {
        QTest::newRow(name) << status << QByteArray(body) << wanted << outcome << text;
    };
    row("any body", 200, "{}", {}, Outcome::Succeeded);
    row("no content", 204, "", {}, Outcome::Succeeded);
    row("its word", 200, "success", u"success"_s, Outcome::Succeeded);
    row("its word with blanks", 201, " success\r\n", u"success"_s, Outcome::Succeeded);
    row("another word", 200, "fail", u"success"_s, Outcome::Unknown, u"expected \"success\", the receiver answered \"fail\""_s);
    row("its word in a sentence", 200, "no success", u"success"_s, Outcome::Unknown, u"expected \"success\", the receiver answered \"no success\""_s);
    row("nothing", 200, "", u"success"_s, Outcome::Unknown, u"expected \"success\", the receiver answered nothing"_s);
    row("its word and an error", 500, "success", u"success"_s, Outcome::Unknown, u"answered with HTTP status 500: \"success\""_s);
    row("a redirect", 302, "", {}, Outcome::Unknown, u"answered with HTTP status 302: nothing"_s);
    row("DTM's words do not count", 200, "FAILURE", {}, Outcome::Succeeded);
    row("a refusal is none", 409, "FAILURE", {}, Outcome::Unknown, u"answered with HTTP status 409: \"FAILURE\""_s);
}

void NotifyRuleTest::notifiesByItsOwnRule()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, wanted);
    HttpParticipant participant([status, body](const http::Request &) { return http::Response{.status = status, .body = body}; });
    QVERIFY(participant.start());
    branch::BranchRouter router({});
    engine::Call call = notifyCall(participant.url(u"/told"_s), u"http"_s);
    call.successBody = wanted;
    call.headers = {{u"X-Signature"_s, u"abc"_s}};
    const engine::CallAnswered answer = answerOf(router, call);
    QTEST(answer.outcome, "outcome");
    QTEST(answer.text, "text");
    QCOMPARE(participant.heard.first().body, call.payload);
    QCOMPARE(http::headerValue(participant.heard.first().headers, "x-signature"), "abc"_ba);
    // Whether its sender has committed is another question.
    call.op = OpKind::Query;
    QVERIFY(body != "FAILURE" || answerOf(router, call).outcome == Outcome::Rejected);
}

void NotifyRuleTest::notifiesOverHttpOnly()
{
    branch::BranchRouter router({});
    engine::Call call = notifyCall(u"grpc://127.0.0.1:1/pkg.Service/Tell"_s);
    const engine::CallAnswered answer = answerOf(router, call);
    QCOMPARE(answer.outcome, Outcome::Unknown);
    QVERIFY2(answer.text.startsWith("a notification goes over HTTP"_L1), qPrintable(answer.text));
}

TXDESK_TEST(NotifyRuleTest);
#include "notify_rule_test.moc"
