// Deep links: they are read and written, they show, and whatever a stranger writes into one, nothing is done.
// SPDX-License-Identifier: Apache-2.0
#include "console/app/deep_link.h"
#include "console/app/single_instance.h"
#include "tests/console/window_under_test.h"
#include "tests/support/test_main.h"

#include <QLocalSocket>
#include <QSignalSpy>

namespace txdesk::test {

class LinkTest final : public QObject
{
    Q_OBJECT

private slots:
    void whatIsWrittenIsRead_data()
    {
        QTest::addColumn<QString>("profile");
        QTest::addColumn<QString>("gid");
        QTest::newRow("plain") << u"shop-eu"_s << u"hqL8CUsXh7YaUzBYhTXCVk"_s;
        QTest::newRow("signs") << u"Shop EU / blue?"_s << u"a/b?c#d&e=f%20"_s;
        QTest::newRow("chinese") << u"商店"_s << u"订单-1"_s;
    }

    void whatIsWrittenIsRead()
    {
        QFETCH(QString, profile);
        QFETCH(QString, gid);
        const DeepLink link{profile, Gid{gid}, BranchId{u"02"_s}, OpKind::Compensate, 7};
        const Result<DeepLink> read = parseLink(linkText(link));
        QVERIFY2(read.has_value(), qPrintable(linkText(link)));
        QCOMPARE(*read, link);
    }

    void thePlainFormIsAsDocumented()
    {
        const Result<DeepLink> read = parseLink(u"txc://shop-eu/tx/g1?branch=02&op=compensate&attempt=7&t=1"_s);
        QVERIFY(read.has_value());
        QCOMPARE(*read, (DeepLink{u"shop-eu"_s, Gid{u"g1"_s}, BranchId{u"02"_s}, OpKind::Compensate, 7}));
        QCOMPARE(linkText(*read), u"txc://shop-eu/tx/g1?branch=02&op=compensate&attempt=7"_s);
    }

    void hostileOnesAreRefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << QString();
        QTest::newRow("another scheme") << u"http://shop-eu/tx/g1"_s;
        QTest::newRow("script") << u"javascript:alert(1)"_s;
        QTest::newRow("no profile") << u"txc:///tx/g1"_s;
        QTest::newRow("no gid") << u"txc://shop-eu/tx/"_s;
        QTest::newRow("another place") << u"txc://shop-eu/act/g1"_s;
        QTest::newRow("more parts") << u"txc://shop-eu/tx/g1/force-stop"_s;
        QTest::newRow("new line") << u"txc://shop-eu/tx/g1%0Arm"_s;
        QTest::newRow("nul") << u"txc://shop-eu/tx/%00"_s;
        QTest::newRow("bell in the branch") << u"txc://shop-eu/tx/g1?branch=%07"_s;
        QTest::newRow("broken utf-8") << u"txc://shop-eu/tx/%FF%FE"_s;
        QTest::newRow("too long") << u"txc://shop-eu/tx/"_s + QString(3000, u'a');
        QTest::newRow("long gid") << u"txc://shop-eu/tx/"_s + QString(200, u'a');
    }

    void hostileOnesAreRefused()
    {
        QFETCH(QString, text);
        QVERIFY(!parseLink(text).has_value());
    }

    void aLinkCannotAct_data()
    {
        QTest::addColumn<QString>("query");
        for (const char *query : {"action=force-stop", "act=retry&confirm=yes", "op=force-stop", "reason=because&tail=000000", "run=verb_retry"})
            QTest::newRow(query) << QString::fromLatin1(query);
    }

    void aLinkCannotAct()
    {
        QFETCH(QString, query);
        WindowUnderTest under;
        under.fill();
        const QString gid = under.link->rows.first().transaction.gid.value;
        under.window->openLink(u"txc://shop-eu/tx/"_s + gid + u'?' + query);
        under.time.advance(Milliseconds{5000});
        QTRY_COMPARE(under.window->workspace()->detail().desk().subject().value, gid);
        QVERIFY(under.link->acts.isEmpty());
        QVERIFY(!under.window->workspace()->detail().desk().isArmed());
    }

    void aLinkShows()
    {
        WindowUnderTest under;
        under.fill();
        const Gid gid = under.link->rows.first().transaction.gid;
        under.window->openLink(u"txc://shop-eu/tx/"_s + gid.value + u"?branch=02"_s);
        QTRY_COMPARE(under.window->workspace()->detail().desk().subject(), gid);
        QCOMPARE(under.window->workspace()->detail().selection().current().branch, BranchId{u"02"_s});
        QCOMPARE(under.window->linkHere(), u"txc://shop-eu/tx/"_s + gid.value + u"?branch=02"_s);
    }

    void anUnknownProfileIsNotConnected()
    {
        WindowUnderTest under;
        under.window->openLink(u"txc://elsewhere/tx/g1"_s);
        QVERIFY(!under.window->workspace());
    }

    void theSecondConsoleHandsItsLinkOver()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"socket"_s);
        QVERIFY(!SingleInstance::tell(path, u"txc://a/tx/b"_s));
        SingleInstance first(path);
        QVERIFY(first.listen());
        QSignalSpy told(&first, &SingleInstance::told);
        QVERIFY(SingleInstance::tell(path, u"txc://a/tx/b"_s));
        QTRY_COMPARE(told.size(), 1);
        QCOMPARE(told.first().first().toString(), u"txc://a/tx/b"_s);
        SingleInstance second(path);
        QVERIFY(!second.listen());
    }

    void aFloodOnTheSocketIsCutOff()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"socket"_s);
        SingleInstance first(path);
        QVERIFY(first.listen());
        QSignalSpy told(&first, &SingleInstance::told);
        QLocalSocket socket;
        QSignalSpy gone(&socket, &QLocalSocket::disconnected);
        socket.connectToServer(path);
        QVERIFY(socket.waitForConnected());
        socket.write(QByteArray(100'000, 'x'));
        QTRY_COMPARE(gone.size(), 1);
        QCOMPARE(told.size(), 0);
    }
};

TXDESK_TEST(LinkTest);

} // namespace txdesk::test

#include "link_test.moc"
