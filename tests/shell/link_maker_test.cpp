// What a profile says reaches the connection and what is done over it: proxy, certificate, rates, what may be revealed.
// SPDX-License-Identifier: Apache-2.0
#include "console/app/link_maker.h"
#include "console/detail/reveal_bar.h"
#include "console/dtm/hook_book.h"
#include "console/jobs/bulk_dialog.h"
#include "tests/console/window_under_test.h"
#include "tests/support/test_main.h"

#include <QPushButton>
#include <QSpinBox>
#include <QTcpServer>
#include <QTcpSocket>

namespace txdesk::test {

class LinkMakerTest final : public QObject
{
    Q_OBJECT

private slots:
    void theProxyIsUsed_data() { kinds(); }
    void theProxyIsUsed()
    {
        QFETCH(BackendKind, kind);
        QTcpServer proxy;
        QVERIFY(proxy.listen(QHostAddress::LocalHost));
        QByteArray heard;
        connect(&proxy, &QTcpServer::newConnection, this, [&proxy, &heard] {
            QTcpSocket *socket = proxy.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket, &heard] { heard += socket->readAll(); });
        });
        Profile profile = profileOf(kind);
        profile.proxy = u"http://127.0.0.1:%1"_s.arg(proxy.serverPort());
        FakeTime time;
        HookBook hooks{QString()};
        const auto link = makeLink(profile, {time, time, hooks});
        link->open();
        QTRY_VERIFY2(heard.startsWith("GET http://coordinator.invalid:36789/"), heard.constData());
    }

    void aBrokenCertificateIsSaid_data() { kinds(); }
    void aBrokenCertificateIsSaid()
    {
        QFETCH(BackendKind, kind);
        Profile profile = profileOf(kind);
        profile.clientCertificate = u"/nowhere/console.pem"_s;
        profile.clientKey = u"/nowhere/console.key"_s;
        FakeTime time;
        HookBook hooks{QString()};
        const auto link = makeLink(profile, {time, time, hooks});
        link->open();
        QTRY_COMPARE(link->status().state, LinkState::Reconnecting);
        QVERIFY2(link->status().problem.contains(u"console.pem"_s), qPrintable(link->status().problem));
    }

    void aStockDtmIsAskedAsOftenAsSaid()
    {
        Profile profile = profileOf(BackendKind::Dtm);
        profile.pollSeconds = 17;
        FakeTime time;
        HookBook hooks{QString()};
        QCOMPARE(makeLink(profile, {time, time, hooks})->status().beat, Milliseconds{17'000});
    }

    void limitsHold()
    {
        WindowUnderTest under;
        Profile profile{u"careful"_s, u"http://127.0.0.1:1"_s, Environment::Test, false};
        profile.actsPerSecond = 1;
        profile.revealsAllowed = false;
        profile.traceUrl = u"http://jaeger:16686/trace/{trace_id}"_s;
        under.window->connectTo(profile);
        const TransactionDetail detail = sampleDetail(Story::StuckRollback, under.time.now());
        const Gid gid = detail.snapshot.transaction.gid;
        under.link->rows = {{detail.snapshot.transaction, detail.participants}};
        under.link->details.insert(gid, detail);
        under.window->show();
        under.link->goLive();
        Workspace &workspace = *under.window->workspace();
        workspace.showTransaction(gid);
        QTRY_VERIFY(workspace.detail().detail());

        const std::unique_ptr<BulkDialog> job(workspace.askForJob({.id = u"1"_s, .action = Action::Retry, .set = {.gids = {gid}, .picked = 1}}, {}));
        QCOMPARE(job->findChild<QSpinBox *>(u"bulkRate"_s)->maximum(), 1);

        ActionDesk &desk = workspace.detail().desk();
        desk.confirm(desk.confirmation(Action::ForceStop), u"first"_s);
        desk.confirm(desk.confirmation(Action::ForceStop), u"second"_s);
        QCOMPARE(under.link->acts.size(), 1);
        under.time.advance(Milliseconds{1000});
        desk.confirm(desk.confirmation(Action::ForceStop), u"third"_s);
        QCOMPARE(under.link->acts.size(), 2);

        auto *button = workspace.detail().findChild<RevealBar *>()->findChild<QPushButton *>(u"revealButton"_s);
        QVERIFY(!button->isEnabled() && button->accessibleDescription().contains(u"This profile does not allow"_s));
    }

private:
    static void kinds()
    {
        QTest::addColumn<BackendKind>("kind");
        QTest::newRow("ours") << BackendKind::TxDesk;
        QTest::newRow("stock DTM") << BackendKind::Dtm;
    }

    static Profile profileOf(BackendKind kind)
    {
        Profile profile{u"p"_s, u"http://coordinator.invalid:36789"_s, Environment::Test, false};
        profile.kind = kind;
        return profile;
    }
};

TXDESK_TEST(LinkMakerTest);

} // namespace txdesk::test

#include "link_maker_test.moc"
