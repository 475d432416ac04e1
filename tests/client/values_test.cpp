// What goes over the wire: answers, contexts, request bodies, names.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/branch_answer.h"
#include "shared/client/new_gid.h"
#include "shared/client/notification.h"
#include "shared/client/transaction_context.h"
#include "shared/client/transaction_request.h"
#include "shared/codec/dtm_request.h"
#include "tests/support/test_main.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk::client;

namespace txdesk::test {

class ClientValuesTest final : public QObject
{
    Q_OBJECT

private slots:
    void spellsAnAnswer_data();
    void spellsAnAnswer();
    void tellsTheBarriersNote();
    void readsAContextFromAQuery_data();
    void readsAContextFromAQuery();
    void carriesAContextInHeaders();
    void carriesAContextInMetadata();
    void addsAContextToAUrl_data();
    void addsAContextToAUrl();
    void writesABodyTheServerReads_data();
    void writesABodyTheServerReads();
    void asksForTheCoordinatorsLadder();
    void makesNamesThatSortByTime();
};

void ClientValuesTest::spellsAnAnswer_data()
{
    QTest::addColumn<BranchAnswer>("answer");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("done") << BranchAnswer::succeeded() << 200 << QByteArray(R"({"dtm_result":"SUCCESS"})");
    QTest::newRow("refused") << BranchAnswer::rejected(u"account 1 is short"_s) << 409
                             << QByteArray(R"({"dtm_result":"FAILURE","message":"account 1 is short"})");
    QTest::newRow("not yet") << BranchAnswer::ongoing(u"later"_s) << 425 << QByteArray(R"({"dtm_result":"ONGOING","message":"later"})");
    QTest::newRow("unknown, in words that mean something else")
        << BranchAnswer::unknown(u"disk FAILURE, ONGOING"_s) << 500 << QByteArray(R"({"message":"disk failure, ongoing"})");
}

void ClientValuesTest::spellsAnAnswer()
{
    QFETCH(const BranchAnswer, answer);
    QTEST(answer.httpStatus(), "status");
    QTEST(answer.body(), "body");
    QVERIFY(answer.toResponse().headers.isEmpty());
}

void ClientValuesTest::tellsTheBarriersNote()
{
    const http::Response response = BranchAnswer{.barrier = BarrierNote::Empty}.toResponse();

    QCOMPARE(response.status, 200);
    QCOMPARE(response.headers, (QList<http::Header>{{"X-Tx-Barrier", "empty"}}));
}

void ClientValuesTest::readsAContextFromAQuery_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("missing");
    QTest::newRow("whole") << u"branch_id=01&gid=g1&op=action&trans_type=saga"_s << QString();
    QTest::newRow("unsafe characters go") << u"branch_id=0%0A1&gid=g%3B1&op=action%0D&trans_type=saga"_s << QString();
    QTest::newRow("no gid") << u"branch_id=01&op=action&trans_type=saga"_s << u"gid"_s;
    QTest::newRow("empty op") << u"branch_id=01&gid=g1&op=&trans_type=saga"_s << u"op"_s;
    QTest::newRow("no branch") << u"gid=g1&op=action&trans_type=saga"_s << u"branch_id"_s;
    QTest::newRow("no type") << u"branch_id=01&gid=g1&op=action"_s << u"trans_type"_s;
}

void ClientValuesTest::readsAContextFromAQuery()
{
    QFETCH(const QString, query);
    QFETCH(const QString, missing);

    const Result<TransactionContext> context = TransactionContext::fromQuery(QUrlQuery(query));

    QCOMPARE(context.has_value(), missing.isEmpty());
    if (context)
        QCOMPARE(*context, (TransactionContext{Gid{u"g1"_s}, u"saga"_s, BranchId{u"01"_s}, u"action"_s, {}}));
    else
        QCOMPARE(context.error().field, missing);
}

void ClientValuesTest::carriesAContextInHeaders()
{
    const TransactionContext context{Gid{u"g1"_s}, u"saga"_s, BranchId{u"01"_s}, u"action"_s, u"http://127.0.0.1:1/api/dtmsvr"_s};

    QCOMPARE(TransactionContext::fromHeaders(context.toHeaders()).value(), context);
    QCOMPARE(TransactionContext::fromQuery(context.toQuery()).value(), context);
    QCOMPARE(TransactionContext::from(http::Request{.method = "POST", .path = "/", .query = {}, .headers = context.toHeaders(), .body = {}, .peer = {}}).value(), context);
}

// As gRPC's ServerContext hands it out: lower-case keys, further entries around.
void ClientValuesTest::carriesAContextInMetadata()
{
    const TransactionContext context{Gid{u"g1"_s}, u"xa"_s, BranchId{u"01"_s}, u"action"_s, u"127.0.0.1:36790"_s, u"127.0.0.1:1/bank.Bank/Xa"_s};
    QMap<QString, QString> metadata = context.toMetadata();
    QCOMPARE(metadata.value(u"dtm-trans_type"_s), u"xa"_s);
    metadata[u"user-agent"_s] = u"grpc"_s;

    QCOMPARE(TransactionContext::fromMetadata(metadata).value(), context);
    metadata.remove(u"dtm-op"_s);
    QCOMPARE(TransactionContext::fromMetadata(metadata).error().field, u"op"_s);
}

void ClientValuesTest::addsAContextToAUrl_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("gid");
    QTest::addColumn<QString>("whole");
    const QString rest = u"&op=try&trans_type=tcc"_s;
    QTest::newRow("bare") << u"http://a/b"_s << u"g"_s << u"http://a/b?branch_id=01&gid=g"_s + rest;
    QTest::newRow("with a query") << u"http://a/b?x=1"_s << u"g"_s << u"http://a/b?x=1&branch_id=01&gid=g"_s + rest;
    QTest::newRow("letters that mean something") << u"http://a/b"_s << u"a&b=c+d e"_s
                                                 << u"http://a/b?branch_id=01&gid=a%26b%3Dc%2Bd%20e"_s + rest;
}

void ClientValuesTest::addsAContextToAUrl()
{
    QFETCH(const QString, url);
    QFETCH(const QString, gid);
    const TransactionContext context{Gid{gid}, u"tcc"_s, BranchId{u"01"_s}, u"try"_s, {}};
    QTEST(context.addedTo(url), "whole");
}

void ClientValuesTest::writesABodyTheServerReads_data()
{
    QTest::addColumn<TransactionRequest>("request");
    const QList<RequestStep> steps{{u"http://a/x"_s, u"http://a/y"_s, R"({"a":"ü"})"}, {u"http://b/x"_s, {}, {}}};
    QTest::newRow("saga") << TransactionRequest{.gid = Gid{u"g"_s}, .steps = steps};
    QTest::newRow("options") << TransactionRequest{
        .gid = Gid{u"g"_s},
        .steps = steps,
        .options = {.waitResult = true, .timeoutToFail = Seconds{5}, .requestTimeout = Seconds{2}, .retryInterval = Seconds{1},
                    .retryLimit = 3, .branchHeaders = {{u"X-A"_s, u"b"_s}}}};
    QTest::newRow("orders") << TransactionRequest{
        .gid = Gid{u"g"_s}, .steps = steps, .options = {.concurrent = true, .branchHeaders = {}}, .custom = {.concurrent = true, .orders = {{1, {0}}}}};
    QTest::newRow("message") << TransactionRequest{.gid = Gid{u"g"_s},
                                                   .kind = TransactionKind::Message,
                                                   .steps = {{u"topic://t"_s, {}, "1"}},
                                                   .queryPrepared = u"http://a/query"_s,
                                                   .custom = {.orders = {}, .delay = Seconds{3}}};
    QTest::newRow("message with a ladder") << Message(Gid{u"g"_s}).add(u"http://a/x"_s, "1").retryBy({Seconds{10}, Seconds{7200}})
                                                  .checkEvery(Seconds{30}, 15).request();
    QTest::newRow("notification") << Notification(Gid{u"g"_s}).add(u"http://a/x"_s, "1").retryBy({Seconds{60}}).within(Seconds{3600})
                                         .expectBody(u"success"_s).setHeader(u"X-A"_s, u"b"_s).request();
}

void ClientValuesTest::asksForTheCoordinatorsLadder()
{
    const TransactionRequest request = Message(Gid{u"g"_s}).add(u"http://a/x"_s, "1").retryByDefaultLadder().request();
    const Result<codec::TransactionRequest> read = codec::transactionRequestFrom(request.toJson(), {});
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    QCOMPARE(read->options.retryLadder.size(), 16); // RocketMQ's
    QVERIFY(Notification(Gid{u"g"_s}).request().options.retryLadder.isEmpty()); // left to the coordinator as well
}

void ClientValuesTest::writesABodyTheServerReads()
{
    QFETCH(const TransactionRequest, request);

    const Result<codec::TransactionRequest> read = codec::transactionRequestFrom(request.toJson(), {});

    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    QCOMPARE(read->gid, request.gid);
    QCOMPARE(read->kind, request.kind);
    QCOMPARE(read->options, request.options);
    QCOMPARE(read->custom, request.custom);
    QCOMPARE(read->queryPrepared, request.queryPrepared);
    QCOMPARE(read->steps.size(), request.steps.size());
    for (qsizetype i = 0; i < request.steps.size(); ++i) {
        QCOMPARE(read->steps[i].action, request.steps[i].action);
        QCOMPARE(read->steps[i].compensate, request.steps[i].compensate);
        QCOMPARE(read->steps[i].payload, request.steps[i].payload);
    }
}

void ClientValuesTest::makesNamesThatSortByTime()
{
    static const QRegularExpression alphabet(u"^[23456789A-HJ-NP-Za-km-z]{22}$"_s);
    QSet<QString> names;
    const QString first = newGid().value;
    for (int i = 0; i < 1000; ++i) {
        const QString name = newGid().value;
        QVERIFY2(alphabet.match(name).hasMatch(), qPrintable(name));
        QVERIFY(name.left(8) >= first.left(8));
        names.insert(name);
    }
    QCOMPARE(names.size(), 1000);
}

TXDESK_TEST(ClientValuesTest);

} // namespace txdesk::test

#include "values_test.moc"
