// The whole window with a scripted coordinator behind it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "console/app/main_window.h"
#include "console/client/secret_folder.h"
#include "console/list/transaction_table.h"
#include "console/widgets/console_resources.h"
#include "tests/console/samples.h"
#include "tests/support/fake_coordinator_link.h"
#include "tests/support/fake_time.h"

#include <QApplication>
#include <QStyleFactory>
#include <QTemporaryDir>
#include <QTest>

namespace txdesk::test {

using namespace Qt::StringLiterals;
using namespace txdesk::console;

struct WindowUnderTest
{
    QTemporaryDir folder;
    FakeTime time;
    ConsoleSettings settings{folder.filePath(u"console.ini"_s)};
    Language language;
    FakeCoordinatorLink *link = nullptr; // of the workspace
    TokenVault vault{std::make_unique<SecretFolder>(folder.filePath(u"keyring"_s)),
                     std::make_unique<SecretFolder>(folder.filePath(u"tokens"_s)), folder.filePath(u"tokens"_s)};
    std::unique_ptr<MainWindow> window;

    explicit WindowUnderTest(LanguageChoice choice = LanguageChoice::English, ThemeChoice theme = ThemeChoice::Light,
                             AlertWays *ways = nullptr)
    {
        loadConsoleResources();
        QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
        language.use(choice);
        settings.setTheme(theme);
        const auto makeLink = [this](const Profile &) -> std::unique_ptr<CoordinatorLink> {
            auto made = std::make_unique<FakeCoordinatorLink>(time);
            link = made.get();
            return made;
        };
        window = std::make_unique<MainWindow>(WindowParts{settings, language, time, time, makeLink, {}, vault, nullptr, {}, ways});
    }

    ~WindowUnderTest()
    {
        window.reset();
        language.use(LanguageChoice::English);
    }

    // Connected, twenty plain rows and one stuck transaction that is shown.
    void fill(Story story = Story::StuckRollback)
    {
        window->connectTo(Profile{u"shop-eu"_s, u"http://127.0.0.1:36789"_s, Environment::Production, false});
        const TransactionDetail detail = sampleDetail(story, time.now());
        link->rows = sampleRows(20);
        link->rows.prepend({detail.snapshot.transaction, detail.participants});
        link->details.insert(detail.snapshot.transaction.gid, detail);
        link->statsNow.unfinished = {{TransactionStatus::Submitted, 20}, {TransactionStatus::Aborting, 1}};
        link->statsNow.stuck = 1;
        link->participantList = {{.participant = u"127.0.0.1:8082"_s,
                                  .calls = 9,
                                  .succeeded = 2,
                                  .unknown = 7,
                                  .lastError = u"lock wait"_s,
                                  .lastErrorAt = {}}};
        link->nodeList = {
            {.node = u"node-a"_s, .version = u"0.1.0"_s, .store = u"sqlite"_s, .alive = true, .self = true}};
        window->show();
        link->goLive();
        QTRY_COMPARE(window->workspace()->list().feed().model().transactionCount(), 21);
        window->workspace()->showTransaction(detail.snapshot.transaction.gid);
        QTRY_VERIFY(window->workspace()->detail().detail());
    }
};

} // namespace txdesk::test
