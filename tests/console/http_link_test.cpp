// HttpCoordinatorLink against a socket that says what the test tells it to.
// SPDX-License-Identifier: Apache-2.0
#include "console/client/http_coordinator_link.h"
#include "shared/codec/lock_codec.h"
#include "shared/codec/transaction_codec.h"
#include "tests/console/samples.h"
#include "tests/console/scripted_server.h"
#include "tests/console/waiting_samples.h"
#include "tests/support/fake_time.h"
#include "tests/support/test_main.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

using namespace txdesk;
using namespace txdesk::console;
using namespace txdesk::test;
using namespace Qt::StringLiterals;

class HttpLinkTest final : public QObject
{
    Q_OBJECT

private slots:
    void opensListsAndFollows()
    {
        ScriptedServer server;
        server.answers["/api/v1/transactions"] = "200 {\"rows\":[],\"next\":\"abc\"}";
        FakeTime time;
        HttpCoordinatorLink link(server.url(), time, time);
        QSignalSpy opened(&link, &CoordinatorLink::opened);
        QList<TransactionRow> changes;
        connect(&link, &CoordinatorLink::changed, this, [&](const TransactionRow &row) { changes.append(row); });

        link.open();
        QTRY_COMPARE(server.streams.size(), 1);
        server.say("event: hello\ndata: {\"sequence\":7,\"node\":\"n1\",\"run\":\"r1\",\"serverTime\":" +
                   QByteArray::number(toMs(time.now()) + 2500) + "}\n\n");
        QTRY_COMPARE(opened.size(), 1);
        QCOMPARE(opened[0][0].toBool(), false);
        QCOMPARE(link.status().state, LinkState::Live);
        QCOMPARE(link.status().clockOffset, Milliseconds{2500});
        QCOMPARE(link.status().node, u"n1"_s);

        const QByteArray row = QJsonDocument(codec::toJson(sampleRow(3))).toJson(QJsonDocument::Compact);
        server.say("event: change\nid: 9\ndata: {\"sequence\":9,\"row\":" + row + "}\n\n");
        QTRY_COMPARE(changes.size(), 1);
        QCOMPARE(changes[0].transaction.gid, sampleRow(3).transaction.gid);

        QString cursor;
        link.list({}, {}, this, [&](const Result<TransactionPage> &page) { cursor = page ? page->next : u"error"_s; });
        QTRY_COMPARE(cursor, u"abc"_s);
    }

    void resumesAfterTheNewestSequence()
    {
        ScriptedServer server;
        FakeTime time;
        HttpCoordinatorLink link(server.url(), time, time);
        QSignalSpy opened(&link, &CoordinatorLink::opened);
        const QByteArray hello =
            "event: hello\ndata: {\"sequence\":7,\"node\":\"n1\",\"run\":\"r1\",\"serverTime\":1}\n\n";
        link.open();
        QTRY_COMPARE(server.streams.size(), 1);
        server.say(hello);
        QTRY_COMPARE(opened.size(), 1);

        server.streams.last()->disconnectFromHost();
        QTRY_COMPARE(link.status().state, LinkState::Reconnecting);
        QVERIFY(link.status().nextTryAt);
        time.advance(Milliseconds{1300});
        QTRY_COMPARE(server.streams.size(), 2);
        QVERIFY(std::any_of(server.requests.begin(), server.requests.end(), [](const QByteArray &r) { return r.contains("after=7"); }));
        server.say(hello);
        QTRY_COMPARE(opened.size(), 2);
        QCOMPARE(opened[1][0].toBool(), true);

        server.streams.last()->disconnectFromHost();
        QTRY_COMPARE(link.status().state, LinkState::Reconnecting);
        link.retryNow();
        QTRY_COMPARE(server.streams.size(), 3);
        server.say("event: hello\ndata: {\"sequence\":1,\"node\":\"n1\",\"run\":\"another\",\"serverTime\":1}\n\n");
        QTRY_COMPARE(opened.size(), 3);
        QVERIFY2(!opened[2][0].toBool(), "another run of the server: everything must be listed again");
    }

    // What is on screen does not get younger by trying.
    void aTryIsNoSignOfLife()
    {
        ScriptedServer server;
        FakeTime time;
        HttpCoordinatorLink link(server.url(), time, time);
        link.open();
        QTRY_COMPARE(server.streams.size(), 1);
        server.sayHello();
        QTRY_COMPARE(link.status().state, LinkState::Live);
        const std::optional<Instant> heard = link.status().lastByteAt;
        QCOMPARE(heard, std::optional(time.now()));

        server.streams.last()->disconnectFromHost();
        QTRY_COMPARE(link.status().state, LinkState::Reconnecting);
        for (int tries = 2; tries <= 3; ++tries) { // taken, and nothing is said
            link.retryNow();
            QTRY_COMPARE(server.streams.size(), tries);
            QCOMPARE(link.status().lastByteAt, heard);
            for (int second = 0; second < 12; ++second)
                time.advance(Milliseconds{1000});
            QVERIFY2(link.status().nextTryAt, "it gave the silent connection up");
            QCOMPARE(link.status().lastByteAt, heard);
        }
        link.retryNow();
        QTRY_COMPARE(server.streams.size(), 4);
        server.sayHello();
        QTRY_COMPARE(link.status().lastByteAt, std::optional(time.now()));
    }

    void noticesASilentConnection()
    {
        ScriptedServer server;
        FakeTime time;
        HttpCoordinatorLink link(server.url(), time, time);
        link.open();
        QTRY_COMPARE(server.streams.size(), 1);
        server.say("event: hello\ndata: {\"sequence\":7,\"node\":\"n1\",\"run\":\"r1\",\"serverTime\":1}\n\n");
        QTRY_COMPARE(link.status().state, LinkState::Live);

        time.advance(Milliseconds{4000});
        QCOMPARE(freshnessAt(link.status(), time.now()), Freshness::Stale);
        time.advance(Milliseconds{8000});
        QCOMPARE(link.status().state, LinkState::Reconnecting);
    }

    void errorsKeepTheServersWords_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("field");
        QTest::newRow("refused by the gate") << QByteArray("409 {\"message\":\"It has ended already.\"}")
                                             << int(ErrorCode::Conflict) << u"It has ended already."_s << QString();
        QTest::newRow("moved meanwhile") << QByteArray("412 {\"message\":\"it moved\"}") << int(ErrorCode::Conflict)
                                         << u"it moved"_s << u"expectedEpoch"_s;
        QTest::newRow("bad field") << QByteArray("400 {\"message\":\"too short\",\"field\":\"reason\"}")
                                   << int(ErrorCode::InvalidRequest) << u"too short"_s << u"reason"_s;
        QTest::newRow("full") << QByteArray("503 {\"message\":\"later\"}") << int(ErrorCode::Overloaded) << u"later"_s
                              << QString();
        QTest::newRow("not our server") << QByteArray("500 <html>oops") << int(ErrorCode::Internal)
                                        << u"HTTP 500: <html>oops"_s << QString();
    }
    void errorsKeepTheServersWords()
    {
        QFETCH(QByteArray, answer);
        ScriptedServer server;
        server.answers["/api/v1/transactions/a%2Fb/retry"] = answer;
        FakeTime time;
        HttpCoordinatorLink link(server.url(), time, time);
        ActionRequest request;
        request.gid = Gid{u"a/b"_s};
        request.expectedEpoch = 12;
        std::optional<Error> error;
        link.act(request, this, [&](const Result<TransactionRow> &result) { error = result.error(); });
        QTRY_VERIFY(error);
        QTEST(int(error->code), "code");
        QTEST(error->message, "message");
        QTEST(error->field, "field");
        QVERIFY(server.requests.first().contains("\"expectedEpoch\":12"));
    }

    // A journal of more than a page is put together from pages; what was read once is not asked for again.
    void theWholeJournalComesInPages()
    {
        const auto page = [](qint64 first, qint64 last, bool truncated) {
            TransactionDetail detail = sampleDetail(Story::StuckRollback, fromMs(1'795'240'060'000));
            detail.snapshot.transaction.gid = Gid{u"g"_s};
            detail.events.clear();
            for (qint64 seq = first; seq <= last; ++seq)
                detail.events.append({.seq = seq, .kind = EventKind::Note, .text = u"note %1"_s.arg(seq)});
            detail.eventsTruncated = truncated;
            return "200 " + QJsonDocument(codec::toJson(detail)).toJson(QJsonDocument::Compact);
        };
        const QByteArray path = "/api/v1/transactions/g";
        ScriptedServer server;
        server.answers[path + "?events=10000"] = page(21, 30, true);
        server.answers[path + "?events=10000&before=21"] = page(11, 20, true);
        server.answers[path + "?events=10000&before=11"] = page(1, 10, false);
        FakeTime time;
        HttpCoordinatorLink link(server.url(), time, time);
        std::optional<TransactionDetail> whole;
        const auto ask = [&] {
            whole.reset();
            server.requests.clear();
            link.wholeDetail(Gid{u"g"_s}, this, [&whole](const Result<TransactionDetail> &answer) { whole = answer.value_or(TransactionDetail{}); });
            return QTest::qWaitFor([&whole] { return whole.has_value(); });
        };
        const auto isWhole = [&whole](qint64 last) {
            bool inOrder = whole->events.size() == last && !whole->eventsTruncated;
            for (qsizetype i = 0; inOrder && i < whole->events.size(); ++i)
                inOrder = whole->events[i].seq == i + 1;
            return inOrder;
        };
        QVERIFY(ask() && isWhole(30));
        QCOMPARE(server.requests.size(), 3);
        server.answers[path + "?events=10000"] = page(24, 33, true); // three more happened
        QVERIFY(ask() && isWhole(33));
        QCOMPARE(server.requests.size(), 1);
        server.answers[path + "?events=10000"] = page(91, 100, true); // very many more happened: a page between is asked for
        server.answers[path + "?events=10000&before=91"] = page(1, 90, false);
        QVERIFY(ask() && isWhole(100));

        HttpCoordinatorLink older(server.url(), time, time); // a server that does not page: what it gives is shown
        server.answers[path + "?events=10000&before=91"] = "400 {\"message\":\"unknown parameter before\",\"field\":\"before\"}";
        for (const qsizetype requests : {2, 1}) {
            whole.reset();
            server.requests.clear();
            older.wholeDetail(Gid{u"g"_s}, this, [&whole](const Result<TransactionDetail> &answer) { whole = answer.value_or(TransactionDetail{}); });
            QTRY_VERIFY(whole);
            QVERIFY(whole->eventsTruncated && whole->events.size() == 10);
            QCOMPARE(server.requests.size(), requests);
        }
    }

    void asksForLocksWaitsAndUndo()
    {
        ScriptedServer server;
        const LockHolder lock = lockOf(u"holder"_s, u"2"_s, fromMs(5));
        const LockWait wait = waitOf(u"waiter"_s, u"holder"_s, u"2"_s, fromMs(6));
        const auto answer = [](const QJsonObject &json) { return "200 " + QJsonDocument(json).toJson(QJsonDocument::Compact); };
        server.answers["/api/v1/locks"] = answer(codec::toJson(LockPage{{lock}, u"more"_s}));
        server.answers["/api/v1/lock-waits"] = answer(codec::toJson(QList<LockWait>{wait}));
        server.answers["/api/v1/transactions/a%2Fb/undo"] = R"(200 {"gid":"a/b","branch":"01","url":"http://b","undo":{"branch_id":"01","resource":"r","items":[]}})";
        FakeTime time;
        HttpCoordinatorLink link(server.url(), time, time);
        std::optional<Result<LockPage>> locks;
        std::optional<Result<QList<LockWait>>> waits;
        std::optional<Result<UndoView>> undo;
        link.locks({.gid = u"x&y"_s, .resource = {}, .table = u"account_info"_s}, u"from"_s, 7, this, [&](const Result<LockPage> &page) { locks = page; });
        link.lockWaits(this, [&](const Result<QList<LockWait>> &list) { waits = list; });
        link.undo(Gid{u"a/b"_s}, BranchId{u"01"_s}, u"why & how"_s, this, [&](const Result<UndoView> &view) { undo = view; });
        QTRY_VERIFY(locks && waits && undo);
        QVERIFY(locks->has_value() && waits->has_value() && undo->has_value());
        QCOMPARE((*locks)->locks, QList<LockHolder>{lock});
        QCOMPARE((*locks)->next, u"more"_s);
        QCOMPARE(**waits, QList<LockWait>{wait});
        QCOMPARE((*undo)->branch, BranchId{u"01"_s});
        const QByteArray all = server.requests.join();
        for (const QByteArray &part : {QByteArray("gid=x%26y"), QByteArray("table=account_info"), QByteArray("after=from"), QByteArray("limit=7"),
                                       QByteArray("undo?branch=01&reason=why%20%26%20how")})
            QVERIFY2(all.contains(part), part.constData());
    }
};

TXDESK_TEST(HttpLinkTest);
#include "http_link_test.moc"
