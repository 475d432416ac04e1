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
};

namespace {

engine::Call sampleCall()
{
    return {.call = 1, .gid = {u"g1"_s}, .kind = TransactionKind::Saga, .branch = {u"01"_s}, .op = OpKind::Action,
            .url = u"http://h:1/a"_s, .payload = "{}"_ba, .timeout = Milliseconds{1500}};
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

    QCOMPARE(branch::requestFor(call).url, sent);
    QCOMPARE(branch::requestFor(call).timeout, Milliseconds{1500});
}

void BranchRequestTest::choosesTheMethodByThePayload()
{
    engine::Call call = sampleCall();
    QCOMPARE(branch::requestFor(call).method, "POST"_ba);
    QCOMPARE(branch::requestFor(call).body, "{}"_ba);

    call.payload.clear();
    QCOMPARE(branch::requestFor(call).method, "GET"_ba);
}

void BranchRequestTest::letsBranchHeadersOverrideOurs()
{
    engine::Call call = sampleCall();
    call.headers = {{u"content-type"_s, u"text/plain"_s}, {u"X-Trace"_s, u"7"_s}};

    const http::ClientRequest request = branch::requestFor(call);

    QCOMPARE(std::ranges::count(request.headers, "text/plain"_ba, &http::Header::value), 1);
    QCOMPARE(std::ranges::count(request.headers, "application/json"_ba, &http::Header::value), 1); // Accept
    QCOMPARE(std::ranges::count(request.headers, "7"_ba, &http::Header::value), 1);
}

TXDESK_TEST(BranchRequestTest);
#include "branch_request_test.moc"
