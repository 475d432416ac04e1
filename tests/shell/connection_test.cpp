// Profiles: every step of the check is said, what is wrong is said in words, and what is kept comes back.
// SPDX-License-Identifier: Apache-2.0
#include "console/connection/first_run_page.h"
#include "console/connection/profile_check.h"
#include "console/connection/profile_extras.h"
#include "tests/console/scripted_server.h"
#include "tests/console/window_under_test.h"
#include "tests/support/test_main.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>

namespace txdesk::test {

namespace {

Profile placeOf(const QUrl &url) { return {u"shop"_s, url.toString(), Environment::Test, false}; }

} // namespace

class ConnectionTest final : public QObject
{
    Q_OBJECT

private slots:
    void eachStepIsSaid()
    {
        ScriptedServer server;
        server.answers["/api/v1/whoami"] = R"(200 {"name":"lin","role":"operator","via":"token"})";
        server.answers["/api/v1/version"] = R"(200 {"node":"node-a","version":"0.1.0"})";
        server.extraHeaders = "Date: " + QLocale::c().toString(QDateTime::currentDateTimeUtc(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1() + "\r\n";
        const QString lines = check(placeOf(server.url()));
        for (const char *step : {"127.0.0.1 is 127.0.0.1", "Port ", "Without TLS", "clock agrees", "node-a, version 0.1.0"})
            QVERIFY2(lines.contains(QString::fromLatin1(step)), qPrintable(lines));
    }

    void aClockThatIsOffIsSaid()
    {
        ScriptedServer server;
        server.answers["/api/v1/whoami"] = R"(200 {"name":"lin","role":"operator","via":"token"})";
        server.answers["/api/v1/version"] = R"(200 {"node":"node-a","version":"0.1.0"})";
        server.extraHeaders =
            "Date: " + QLocale::c().toString(QDateTime::currentDateTimeUtc().addSecs(90), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1() + "\r\n";
        const QString lines = check(placeOf(server.url()));
        QVERIFY2(lines.contains(u"⚠ Its clock differs"_s), qPrintable(lines));
    }

    void aClosedPortIsSaidAsOne()
    {
        QUrl url;
        {
            const ScriptedServer gone;
            url = gone.url();
        }
        const QString lines = check(placeOf(url));
        QVERIFY2(lines.contains(u"✖ No coordinator answers there: port %1"_s.arg(url.port())), qPrintable(lines));
    }

    void whatIsWrongIsSaid_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        QTest::newRow("certificate alone") << u"profileClientCertificate"_s << u"/etc/hostname"_s << u"goes with its key"_s;
        QTest::newRow("proxy") << u"profileProxy"_s << u"proxy"_s << u"A proxy looks like"_s;
        QTest::newRow("proxy with password") << u"profileProxy"_s << u"http://me:secret@proxy:1"_s << u"without a password"_s;
        QTest::newRow("traces without a place holder") << u"profileTrace"_s << u"http://jaeger/trace"_s << u"An address of traces looks like"_s;
        QTest::newRow("traces of a file") << u"profileTrace"_s << u"file:///etc/{trace_id}"_s << u"An address of traces looks like"_s;
        QTest::newRow("zone") << u"qt_editable_zone"_s << u"Mars/North"_s << u"A time zone looks like"_s;
    }

    void whatIsWrongIsSaid()
    {
        QFETCH(QString, field);
        QFETCH(QString, text);
        QFETCH(QString, words);
        ProfileExtras extras;
        extras.setProfile({});
        QVERIFY(extras.problem().isEmpty());
        QLineEdit *line = field == u"qt_editable_zone"_s ? extras.findChild<QComboBox *>()->lineEdit() : extras.findChild<QLineEdit *>(field);
        line->setText(text);
        QVERIFY2(extras.problem().contains(words), qPrintable(extras.problem()));
    }

    void whatIsSetIsKept()
    {
        const QTemporaryDir folder;
        QSettings settings(folder.filePath(u"a.ini"_s), QSettings::IniFormat);
        Profile profile{u"shop"_s, u"https://dtm.example"_s, Environment::Production, true};
        profile.timeZone = u"Asia/Shanghai"_s;
        profile.proxy = u"http://proxy:3128"_s;
        profile.clientCertificate = u"/c.pem"_s;
        profile.clientKey = u"/k.pem"_s;
        profile.actsPerSecond = 7;
        profile.pollSeconds = 30;
        profile.revealsAllowed = false;
        profile.traceUrl = u"http://jaeger:16686/trace/{trace_id}"_s;
        saveProfiles(settings, {profile});
        QCOMPARE(loadProfiles(settings), QList<Profile>{profile});
    }

    void theFirstRunOffersThreeWays()
    {
        FirstRunPage page(true);
        page.show();
        page.focusFirst();
        for (const char *card : {"demoCard", "connectCard", "caseFileCard"})
            QVERIFY2(page.findChild<QWidget *>(QString::fromLatin1(card))->isVisible(), card);
        QCOMPARE(page.focusWidget()->objectName(), u"demoCard"_s);
    }

private:
    static QString check(const Profile &profile)
    {
        ProfileCheck check;
        QSignalSpy said(&check, &ProfileCheck::said);
        check.run(profile, {});
        const bool ended = QTest::qWaitFor([&said] { return !said.isEmpty() && said.last().at(2).toBool(); }, 10'000);
        return ended ? said.last().first().toString() : u"it did not end"_s;
    }
};

TXDESK_TEST(ConnectionTest);

} // namespace txdesk::test

#include "connection_test.moc"
