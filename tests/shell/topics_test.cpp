// The pages Topics and Server: filled where the back end can, greyed with the reason where it cannot.
// SPDX-License-Identifier: Apache-2.0
#include "console/pages/server_page.h"
#include "console/pages/tokens_view.h"
#include "console/pages/topics_page.h"
#include "tests/console/window_under_test.h"
#include "tests/support/test_main.h"

#include <QDialog>
#include <QLineEdit>
#include <QPushButton>

namespace txdesk::test {

class TopicsTest final : public QObject
{
    Q_OBJECT

private slots:
    void aPageSaysWhyItIsNotThere()
    {
        WindowUnderTest under;
        TopicsPage page(*(under.fill(), under.link), false);
        Capabilities stock;
        stock.product = u"DTM 1.18"_s;
        stock.features = Feature::Topics;
        QVERIFY(page.whyAbsent(stock).isEmpty());
        stock.features = {};
        QVERIFY(page.whyAbsent(stock).contains(u"DTM 1.18"_s));
        QVERIFY(under.window->workspace()->tokens().whyAbsent(stock).contains(u"DTM 1.18"_s));
    }

    void subscribingNeedsAddressAndReason()
    {
        WindowUnderTest under;
        under.fill();
        const std::unique_ptr<QDialog> dialog(under.window->workspace()->topics().askToSubscribe());
        dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        auto *act = dialog->findChild<QPushButton *>(u"topicDoButton"_s);
        QVERIFY(!act->isDefault() && !act->autoDefault());
        QVERIFY(!act->isEnabled() && !act->accessibleDescription().isEmpty());
        dialog->findChild<QLineEdit *>(u"topicName"_s)->setText(u"orders"_s);
        dialog->findChild<QLineEdit *>(u"topicUrl"_s)->setText(u"http://mail:8080/notify"_s);
        dialog->findChild<QLineEdit *>(u"topicReason"_s)->setText(u"short"_s);
        QVERIFY(!act->isEnabled()); // production: ten characters
        dialog->findChild<QLineEdit *>(u"topicReason"_s)->setText(u"the mail service moved"_s);
        QVERIFY(act->isEnabled());
    }

    void readOnlyProfilesCannotSubscribe()
    {
        WindowUnderTest under;
        under.window->connectTo(Profile{u"shop-eu"_s, u"http://127.0.0.1:1"_s, Environment::Production, true});
        under.link->goLive();
        const auto *add = under.window->workspace()->topics().findChild<QPushButton *>(u"subscribeButton"_s);
        QVERIFY(!add->isEnabled());
        QVERIFY(add->accessibleDescription().contains(u"read-only"_s));
    }

    void theServerPageTellsWhatTheBackEndCan()
    {
        WindowUnderTest under;
        under.fill();
        under.window->workspace()->showPage(u"server"_s);
        auto *page = under.window->findChild<ServerPage *>();
        QTRY_COMPARE(page->nodes().rowCount(), 1);
        QCOMPARE(page->nodes().rows().first().cells[3].text, u"sqlite"_s);
        QVERIFY(page->facts().rowCount() > 18);
    }
};

TXDESK_TEST(TopicsTest);

} // namespace txdesk::test

#include "topics_test.moc"
