// What a participant receives when an op is called.
// SPDX-License-Identifier: Apache-2.0
#include "server/branch/branch_request.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace txdesk;
using namespace Qt::StringLiterals;

class BranchRequestTest : public QObject
{
    Q_OBJECT

private slots:
    void buildsTheUrl_data();
    void buildsTheUrl();
    void choosesTheMethodByThePayload();
    void letsBranchHeadersOverrideOurs();
    void saysWhoCalls();
};

namespace {

engine::Call sampleCall()
{
    return {.call = 1, .gid = {u"g1"_s}, .kind = TransactionKind::Saga, .branch = {u"01"_s}, .op = OpKind::Action,
            .url = u"http://h:1/a"_s, .payload = "{}"_ba, .timeout = Milliseconds{1500}};
}

http::ClientRequest sentFor(const engine::Call &call)
{
    return branch::requestFor(call, branch::usualHeaders({.node = u"node a:1"_s}));
}

} // namespace

void BranchRequestTest::buildsTheUrl_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("gid");
    QTest::addColumn<QString>("sent");

    QTest::newRow("without a query") << u"http://h:1/a"_s << u"g1"_s << u"http://h:1/a?branch_id=01&gid=g1&op=action&trans_type=saga"_s;
    QTest::newRow("behind a query") << u"http://h:1/a?x=1"_s << u"g1"_s << u"http://h:1/a?x=1&branch_id=01&gid=g1&op=action&trans_type=saga"_s;
    QTest::newRow("gid is encoded") << u"http://h:1/a"_s << u"a b&c=d"_s << u"http://h:1/a?branch_id=01&gid=a%20b%26c%3Dd&op=action&trans_type=saga"_s;
    QTest::newRow("a fragment is never sent") << u"http://h:1/a#f"_s << u"g1"_s << u"http://h:1/a?branch_id=01&gid=g1&op=action&trans_type=saga"_s;
}

void BranchRequestTest::buildsTheUrl()
{
    QFETCH(QString, url);
    QFETCH(QString, gid);
    QFETCH(QString, sent);
    engine::Call call = sampleCall();
    call.url = url;
    call.gid = {gid};

    QCOMPARE(sentFor(call).url, sent);
    QCOMPARE(sentFor(call).timeout, Milliseconds{1500});
}

void BranchRequestTest::choosesTheMethodByThePayload()
{
    engine::Call call = sampleCall();
    QCOMPARE(sentFor(call).method, "POST"_ba);
    QCOMPARE(sentFor(call).body, "{}"_ba);

    call.payload.clear();
    QCOMPARE(sentFor(call).method, "GET"_ba);
}

void BranchRequestTest::letsBranchHeadersOverrideOurs()
{
    engine::Call call = sampleCall();
    call.headers = {{u"content-type"_s, u"text/plain"_s}, {u"X-Trace"_s, u"7"_s}};

    const http::ClientRequest request = sentFor(call);

    QCOMPARE(std::ranges::count(request.headers, "text/plain"_ba, &http::Header::value), 1);
    QCOMPARE(std::ranges::count(request.headers, "application/json"_ba, &http::Header::value), 1); // Accept
    QCOMPARE(std::ranges::count(request.headers, "7"_ba, &http::Header::value), 1);
}

// Nobody else has a say in it: with another value or none, a coordinator could be made to call itself.
void BranchRequestTest::saysWhoCalls()
{
    engine::Call call = sampleCall();
    call.headers = {{u"dtm-outbound"_s, u""_s}};
    const QList<http::Header> headers = sentFor(call).headers;
    QCOMPARE(std::ranges::count(headers, http::Header{"Dtm-Outbound"_ba, "node%20a:1"_ba}), 1);
    QCOMPARE(headers.size(), 4);
    QCOMPARE(branch::Outbound{}.name(), "txdesk"_ba);
}

TXDESK_TEST(BranchRequestTest);
#include "branch_request_test.moc"
