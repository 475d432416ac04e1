// The whole window before a scripted stock DTM, and the same transaction again from a case file.
// SPDX-License-Identifier: Apache-2.0
#include "console/app/main_window.h"
#include "console/casefile/case_file.h"
#include "console/client/http_coordinator_link.h"
#include "console/client/secret_folder.h"
#include "console/detail/case_maker.h"
#include "console/dtm/bulk_reset_dialog.h"
#include "console/dtm/dtm_link.h"
#include "console/dtm/hook_dialog.h"
#include "console/list/transaction_table.h"
#include "console/text/time_text.h"
#include "console/widgets/console_resources.h"
#include "tests/console/whole_widgets.h"
#include "tests/dtm_link/fake_dtm.h"
#include "tests/support/fake_time.h"
#include "tests/support/test_main.h"

#include <QApplication>
#include <QDateTime>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

namespace txdesk::test {

using namespace Qt::StringLiterals;
using namespace txdesk::console;

namespace {

const QString gid = u"hqL8CUsXh7YaUzBYhTXCVk"_s;

struct DtmWindow
{
    QTemporaryDir folder;
    FakeTime time;
    FakeDtm dtm;
    HookBook book;
    HookCatcher catcher{book, time};
    ConsoleSettings settings{folder.filePath(u"console.ini"_s)};
    Language language;
    TokenVault vault{std::make_unique<SecretFolder>(folder.filePath(u"k"_s)), std::make_unique<SecretFolder>(folder.filePath(u"t"_s)),
                     folder.filePath(u"t"_s)};
    std::unique_ptr<MainWindow> window;

    explicit DtmWindow(DtmStore store, LanguageChoice choice = LanguageChoice::English) : dtm(store, time.now())
    {
        loadConsoleResources();
        language.use(choice);
        const QString in = u"http://stock:8082/TransIn"_s;
        dtm.says = {{in, Says::No}, {in + u"Back"_s, Says::Error}};
        for (int i = 0; i < 5; ++i)
            dtm.saga(u"done-%1"_s.arg(i), {{u"http://order:8081/TransOut"_s, {}}});
        dtm.saga(gid, {{u"http://order:8081/TransOut"_s, u"http://order:8081/TransOutBack"_s}, {in, in + u"Back"_s}});
        dtm.advance(Seconds{72});
        time.advance(Seconds{72});
        const auto makeLink = [this](const Profile &profile) -> std::unique_ptr<CoordinatorLink> {
            if (profile.kind == BackendKind::Dtm)
                return std::make_unique<DtmLink>(QUrl(profile.url), profile.dtmStore, time, time, book);
            return std::make_unique<HttpCoordinatorLink>(QUrl(profile.url), time, time);
        };
        window = std::make_unique<MainWindow>(WindowParts{settings, language, time, time, makeLink, {}, vault, &catcher});
        window->show();
    }

    ~DtmWindow()
    {
        window.reset();
        language.use(LanguageChoice::English);
    }

    [[nodiscard]] bool connect(BackendKind kind)
    {
        Profile profile{u"shop"_s, dtm.serve().toString(), Environment::Production, false};
        profile.kind = kind;
        window->connectTo(profile);
        window->workspace()->showTransaction(Gid{gid});
        return QTest::qWaitFor([this] {
            const Workspace *here = window->workspace();
            return here && window->workspace()->detail().detail() && window->workspace()->link().status().state == LinkState::Live;
        });
    }

    // Every table of the detail, cell by cell.
    [[nodiscard]] QStringList tables() const
    {
        QStringList cells;
        for (const QTableView *view : window->workspace()->detail().findChildren<QTableView *>())
            for (int row = 0; view->model() && row < view->model()->rowCount(); ++row)
                for (int column = 0; column < view->model()->columnCount(); ++column)
                    cells.append(view->model()->index(row, column).data().toString());
        return cells;
    }
};

} // namespace

class DtmWindowTest final : public QObject
{
    Q_OBJECT

private slots:
    void listAndDetailOfADtmThatWasFoundOut()
    {
        DtmWindow world(DtmStore::Sql);
        QVERIFY(world.connect(BackendKind::Automatic)); // asked as one of ours first
        QCOMPARE(world.window->workspace()->link().capabilities().product, u"DTM"_s);
        QTRY_COMPARE(world.window->workspace()->list().feed().model().transactionCount(), 6);
        const QString seen = world.tables().join(u'\n');
        QVERIFY2(seen.contains(u"≈ failed"_s), qUtf8Printable(seen));
        QVERIFY(seen.contains(u"≈ 3"_s));
        QVERIFY(!clippedText(*world.window).contains(u"openBand"_s));
    }

    // What was on screen is on screen again, without the server.
    void theCaseFileShowsTheSame()
    {
        DtmWindow world(DtmStore::Sql);
        QVERIFY(world.connect(BackendKind::Dtm));
        Workspace &live = *world.window->workspace();
        const CaseFile file = caseFileOf(*live.detail().detail(), live.link().capabilities(),
                                         {u"prod"_s, u"shop"_s, live.link().status().node, live.serverClock().now(), QTimeZone::utc()});
        const QStringList before = world.tables();
        const QString path = world.folder.filePath(u"night.txcase"_s);
        QVERIFY(saveCaseFile(file, path));
        world.dtm.hangUp();
        world.window->openCaseFile(path);
        Workspace &saved = *world.window->workspace();
        QVERIFY(&saved != &live);
        QTRY_VERIFY(saved.detail().detail());
        QCOMPARE(saved.detail().detail()->events, live.detail().detail()->events);
        QCOMPARE(world.tables().join(u'\n'), before.join(u'\n'));
        QVERIFY(saved.profile().environment == Environment::Production && saved.profile().readOnly);
        for (const Name<Action> &action : actionNames) {
            const ActionState state = saved.detail().desk().state(action.value);
            QVERIFY(!state.allowed && !state.reason.isEmpty());
        }
        QVERIFY(!QByteArray(file.diagram.toUtf8()).contains("4111111111111111"));
    }

    void aBrokenCaseFileSaysWhy()
    {
        DtmWindow world(DtmStore::Sql);
        const QString path = world.folder.filePath(u"broken.txcase"_s);
        QFile out(path);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write("no case file at all, really");
        out.close();
        world.window->openCaseFile(path);
        QVERIFY(!world.window->workspace());
        auto *message = world.window->findChild<QDialog *>(u"caseFileMessage"_s);
        QVERIFY(message && message->isVisible());
    }

    // DTM looks at what is prepared and does nothing before its timeout: the verb says until when.
    void aGreyedVerbSaysFromWhen_data()
    {
        QTest::addColumn<int>("language");
        QTest::newRow("en") << int(LanguageChoice::English);
        QTest::newRow("zh") << int(LanguageChoice::Chinese);
    }

    void aGreyedVerbSaysFromWhen()
    {
        QFETCH(int, language);
        DtmWindow world(DtmStore::Sql, static_cast<LanguageChoice>(language));
        const QString waiting = u"waiting"_s;
        world.dtm.tcc(waiting, {{u"http://order:8081/Confirm"_s, u"http://order:8081/Cancel"_s}}); // times out after 35 s
        // The console goes by the header Date of its answers, which is this machine's.
        world.dtm.row(waiting).snapshot.transaction.createdAt = fromMs(QDateTime::currentMSecsSinceEpoch() - 5000);
        QVERIFY(world.connect(BackendKind::Dtm));
        Workspace &here = *world.window->workspace();
        here.showTransaction(Gid{waiting});
        QTRY_COMPARE(here.detail().desk().subject().value, waiting);
        const ActionState retry = here.detail().desk().state(Action::Retry);
        QVERIFY(!retry.allowed);
        QVERIFY2(retry.legalAt, qUtf8Printable(retry.reason));
        const QString clock = clockText(*retry.legalAt, world.window->appearance().zone());
        const auto *button = here.detail().findChild<QToolButton *>(u"button_retry"_s);
        const QAction *verb = here.detail().actionBar().action(Action::Retry);
        QVERIFY(!verb->isEnabled());
        for (const QString &said : {button->toolTip(), verb->statusTip(), button->accessibleDescription()})
            QVERIFY2(said.contains(clock) && said.contains(retry.reason), qUtf8Printable(said));
        world.dtm.row(waiting).snapshot.transaction.createdAt = fromMs(QDateTime::currentMSecsSinceEpoch() - 60'000); // the moment has come
        world.time.advance(Seconds{2});
        QTRY_VERIFY2((world.time.advance(Milliseconds{500}), verb->isEnabled()), qUtf8Printable(verb->statusTip()));
        QVERIFY(verb->statusTip().isEmpty());
    }

    // The gesture of a bulk act, and its answer on screen.
    void wakingAllNeedsAReasonAndTheNumber()
    {
        DtmWindow world(DtmStore::Redis);
        QVERIFY(world.connect(BackendKind::Dtm));
        BulkResetDialog *dialog = world.window->openBulkReset();
        dialog->show();
        auto *go = dialog->findChild<QPushButton *>(u"wakeButton"_s);
        QVERIFY(!go->isEnabled() && !go->isDefault() && !go->toolTip().isEmpty());
        dialog->findChild<QLineEdit *>(u"wakeReason"_s)->setText(u"stock is back since 03:00"_s);
        dialog->findChild<QLineEdit *>(u"wakeTyped"_s)->setText(u"100"_s);
        QVERIFY2(!go->isEnabled(), "not before three seconds");
        world.time.advance(Seconds{3});
        QVERIFY2(go->isEnabled(), qUtf8Printable(go->toolTip()));
        QCOMPARE(clippedText(*dialog), QString());
        QCOMPARE(namelessWidget(*dialog), QString());
        go->click();
        const auto *result = dialog->findChild<QLabel *>(u"wakeResult"_s);
        QTRY_VERIFY2(result->text().startsWith(u"✔ 1 transaction was made due"_s), qUtf8Printable(result->text()));
        QVERIFY(!go->isEnabled());
    }

    void theWebHookIsSetUp_data()
    {
        QTest::addColumn<int>("language");
        QTest::newRow("en") << int(LanguageChoice::English);
        QTest::newRow("zh") << int(LanguageChoice::Chinese);
    }

    void theWebHookIsSetUp()
    {
        QFETCH(int, language);
        DtmWindow world(DtmStore::Sql, static_cast<LanguageChoice>(language));
        HookDialog *dialog = world.window->openHookDialog();
        dialog->show();
        dialog->findChild<QSpinBox *>(u"hookPort"_s)->setValue(0);
        dialog->findChild<QLineEdit *>(u"hookToken"_s)->setText(newHookToken());
        dialog->findChild<QAbstractButton *>(u"hookEnabled"_s)->setChecked(true);
        dialog->findChild<QPushButton *>(u"hookApply"_s)->click();
        QVERIFY(world.catcher.isListening());
        QVERIFY(loadHookSettings(world.settings.file()).enabled);
        QCOMPARE(dialog->findChild<QLineEdit *>(u"hookLine"_s)->text(), confLine(world.catcher.url()));
        QCOMPARE(namelessWidget(*dialog), QString());
        QCOMPARE(clippedText(*dialog), QString());
    }
};

TXDESK_TEST(DtmWindowTest);

} // namespace txdesk::test

#include "dtm_window_test.moc"
