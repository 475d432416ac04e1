// The web hook: what it takes, what it refuses, what it keeps, and whom it tells.
// SPDX-License-Identifier: Apache-2.0
#include "console/dtm/hook_catcher.h"
#include "shared/http/client.h"
#include "shared/http/server.h"
#include "tests/support/fake_time.h"
#include "tests/support/test_main.h"

#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace txdesk::test {

using namespace Qt::StringLiterals;
using namespace txdesk::console;

namespace {

constexpr const char *report = R"({"gid":"g1","status":"aborting","branch":"http://stock:8082/x?token=abcdef123456","error":"lock wait, password=hunter2","retry_count":3})";

HookSettings listening()
{
    HookSettings settings;
    settings.enabled = true;
    settings.port = 0;
    settings.token = newHookToken();
    return settings;
}

} // namespace

class HookTest final : public QObject
{
    Q_OBJECT

private:
    [[nodiscard]] int post(const QString &url, const QByteArray &body, const QByteArray &method = "POST")
    {
        std::optional<http::ClientResult> result;
        m_client.send({.method = method, .url = url, .body = body}, [&result](http::ClientResult &&got) { result = std::move(got); });
        if (!QTest::qWaitFor([&result] { return result.has_value(); }))
            return -1;
        return result->kind == http::ClientResult::Kind::Answered ? result->status : 0;
    }

    http::Client m_client;

private slots:
    void takesReportsAndKeepsThem()
    {
        const QTemporaryDir folder;
        const FakeTime time;
        HookBook book(folder.filePath(u"deep/webhook.jsonl"_s));
        HookCatcher catcher(book, time);
        QVERIFY(catcher.apply(listening()));
        QSignalSpy told(&book, &HookBook::told);
        QCOMPARE(post(catcher.url(), report), 200);
        QCOMPARE(told.size(), 1);
        const HookReport kept = book.reportsOf(Gid{u"g1"_s}).value(0);
        QCOMPARE(kept.at, time.now());
        QCOMPARE(kept.retryCount, 3);
        QVERIFY(kept.error.startsWith(u"lock wait"_s));
        QVERIFY(!kept.error.contains(u"hunter2"_s) && !kept.url.contains(u"abcdef"_s));
        const HookBook again(folder.filePath(u"deep/webhook.jsonl"_s));
        QCOMPARE(again.reportsOf(Gid{u"g1"_s}), book.reportsOf(Gid{u"g1"_s}));
        QVERIFY(!(QFile::permissions(folder.filePath(u"deep/webhook.jsonl"_s)) & QFile::ReadOther));
    }

    void refusesTheRest()
    {
        const FakeTime time;
        HookBook book;
        HookCatcher catcher(book, time);
        QVERIFY(catcher.apply(listening()));
        const QString url = catcher.url();
        QCOMPARE(post(url.chopped(1) + u'!', report), 404);
        QCOMPARE(post(url + u"/more"_s, report), 404);
        QCOMPARE(post(url, {}, "GET"), 405);
        QCOMPARE(post(url, "{"), 400);
        QCOMPARE(post(url, "{\"status\":\"aborting\"}"), 400);
        QCOMPARE(post(url, '{' + QByteArray(HookCatcher::bodyMax, ' ') + '}'), 413);
        QCOMPARE(book.transactions(), 0);
        QVERIFY(catcher.refused() > 0);
    }

    void aFloodIsSlowedDown()
    {
        FakeTime time;
        HookBook book;
        HookCatcher catcher(book, time);
        QVERIFY(catcher.apply(listening()));
        int taken = 0;
        int refused = 0;
        for (int i = 0; i < HookCatcher::ratePerSecond + 20; ++i)
            (post(catcher.url(), report) == 200 ? taken : refused) += 1;
        QCOMPARE(taken, HookCatcher::ratePerSecond);
        QCOMPARE(refused, 20);
        QCOMPARE(book.reportsOf(Gid{u"g1"_s}).size(), HookBook::perTransactionMax);
        time.advance(Milliseconds{100});
        QCOMPARE(post(catcher.url(), report), 200);
    }

    void tellsWhoWasToldBefore()
    {
        QByteArray passedOn;
        http::Server before({}, [&passedOn](http::Request &&request, http::Responder &&responder) {
            passedOn = request.body;
            responder.send({});
        });
        const FakeTime time;
        HookBook book;
        HookCatcher catcher(book, time);
        HookSettings settings = listening();
        settings.relayUrl = u"http://127.0.0.1:%1/alerts"_s.arg(before.listen(QHostAddress::LocalHost, 0).value());
        QVERIFY(catcher.apply(settings));
        QCOMPARE(post(catcher.url(), report), 200);
        QTRY_COMPARE(passedOn, QByteArray(report)); // as it came
        QTRY_COMPARE(catcher.relayed(), 1);
        before.closeAll();
        before.stopAccepting();
        QCOMPARE(post(catcher.url(), report), 200); // it is kept whether or not the next one takes it
        QTRY_VERIFY(!catcher.relayProblem().isEmpty());
    }

    void settingsAndLine()
    {
        const QTemporaryDir folder;
        QSettings file(folder.filePath(u"console.ini"_s), QSettings::IniFormat);
        HookSettings settings = loadHookSettings(file);
        QVERIFY(!settings.enabled && settings.token.size() == 32);
        settings.enabled = true;
        settings.relayUrl = u"https://alerts.example/x"_s;
        saveHookSettings(file, settings);
        QCOMPARE(loadHookSettings(file), settings);
        QCOMPARE(confLine(hookUrl(settings, u"10.0.0.7"_s, 36799)), u"AlertWebHook: 'http://10.0.0.7:36799/dtm-alert/%1'"_s.arg(settings.token));
        QCOMPARE(withAddress(settings, u"0.0.0.0:1234"_s)->port, quint16(1234));
        for (const QString &bad : {u"here"_s, u"127.0.0.1"_s, u"127.0.0.1:99999"_s, u"example.com:1"_s, u"127.0.0.1:1/x"_s, QString()})
            QVERIFY2(!withAddress(settings, bad), qUtf8Printable(bad));
        QVERIFY(problemOf(settings).isEmpty());
        settings.relayUrl = u"file:///etc/passwd"_s;
        QVERIFY(!problemOf(settings).isEmpty());
        settings = listening();
        settings.token = u"short"_s;
        QVERIFY(!problemOf(settings).isEmpty());
    }
};

TXDESK_TEST(HookTest);

} // namespace txdesk::test

#include "hook_test.moc"
