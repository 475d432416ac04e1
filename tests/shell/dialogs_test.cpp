// Every dialog class of the console, opened: the environment band is on it, nothing is cut, and what is open during a switch of
// the language speaks the new one.
// SPDX-License-Identifier: Apache-2.0
#include "console/actions/confirm_dialog.h"
#include "console/alerts/alerts_panel.h"
#include "console/alerts/rules_dialog.h"
#include "console/app/palette_dialog.h"
#include "console/connection/connect_dialog.h"
#include "console/detail/resubmit_dialog.h"
#include "console/detail/sequence_export_dialog.h"
#include "console/dtm/bulk_reset_dialog.h"
#include "console/dtm/hook_dialog.h"
#include "console/jobs/bulk_dialog.h"
#include "console/pages/token_dialogs.h"
#include "console/pages/tokens_view.h"
#include "console/pages/topics_page.h"
#include "console/widgets/environment_strip.h"
#include "console/widgets/message_dialog.h"
#include "console/widgets/name_dialog.h"
#include "tests/console/whole_widgets.h"
#include "tests/console/window_under_test.h"
#include "tests/support/test_main.h"

#include <QDirIterator>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableWidget>

namespace txdesk::test {

namespace {

// Names of the dialog classes of the sources that can be made.
QSet<QString> dialogClasses()
{
    static const QRegularExpression declared(u"class (\\w+) final : public (Q\\w*Dialog|BandedDialog|TokenDialog)\\b"_s);
    QSet<QString> names;
    QDirIterator files(QStringLiteral(TXDESK_SOURCE_DIR "/console"), {u"*.h"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QString text = QString::fromUtf8(file.readAll());
        for (auto it = declared.globalMatch(text); it.hasNext();)
            names.insert(it.next().captured(1));
    }
    return names;
}

struct DialogsOfTheWindow : WindowUnderTest
{
    HookBook book{QString()};
    HookCatcher catcher{book, time};

    using WindowUnderTest::WindowUnderTest;

    // One of each, made new. Those of the window itself and of its pages by the ways a person has.
    [[nodiscard]] QList<QDialog *> all()
    {
        fill();
        Workspace &workspace = *window->workspace();
        const TransactionDetail detail = *workspace.detail().detail();
        const Place here = window->placeHere();
        const JobOrder order{.id = u"1"_s, .action = Action::Retry, .set = {.gids = {detail.snapshot.transaction.gid}, .picked = 1}};
        QList<QDialog *> dialogs = mayBeOpen();
        dialogs += {window->openHelp(), window->openCertificate(), window->openPalette(), window->openDiagnostics(), window->openPrintPreview(),
                    workspace.tokens().askForNew(), workspace.topics().askToSubscribe(),
                    workspace.askToConfirm(workspace.detail().desk().confirmation(Action::Abort)),
                    workspace.askToConfirm(workspace.detail().desk().confirmation(Action::ForceStop)), workspace.askForJob(order, {}), window->openBulkReset(),
                    new TokenSecretDialog({}, here.environment, here.label, here.appearance, window.get()),
                    new RevokeTokenDialog({}, true, here.environment, here.label, here.appearance, window.get()),
                    new ResubmitDialog(detail, here.environment, here.label, here.appearance, window.get())};
        auto *question = new MessageDialog(Meaning::Waiting, u"Title"_s, u"What is asked."_s, u"Stay"_s, &workspace.list());
        question->addButton(u"Go on"_s);
        dialogs.append(question);
        return dialogs;
    }

    // They can be open while the language changes: they set nothing in motion, so their words may change.
    [[nodiscard]] QList<QDialog *> mayBeOpen()
    {
        Workspace &workspace = *window->workspace();
        settings.setProfiles({workspace.profile()});
        return {window->openPreferences(), window->openConnectDialog(), window->findChild<AlertsPanel *>()->openRules(),
                new HookDialog(catcher, [](const HookSettings &) {}, window->placeHere(), window.get()),
                new SequenceExportDialog(false, false, {u"note"_s}, &workspace.detail()), new NameDialog(u"Title"_s, u"Name"_s, {}, &workspace.list())};
    }
};

QStringList texts(const QWidget &root)
{
    QStringList all;
    for (const QWidget *widget : root.findChildren<QWidget *>()) {
        QString text = widget->accessibleName() + u'|' + widget->toolTip() + u'|' + widget->accessibleDescription();
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            text += label->text();
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
            text += button->text();
        if (const auto *line = qobject_cast<const QLineEdit *>(widget))
            text += line->placeholderText();
        if (const auto *box = qobject_cast<const QComboBox *>(widget))
            for (int i = 0; i < box->count(); ++i)
                text += box->itemText(i) + u'|';
        if (const auto *view = qobject_cast<const QAbstractItemView *>(widget); view && view->model() && !view->inherits("QComboBoxListView"))
            for (int row = 0; row < view->model()->rowCount(); ++row)
                text += view->model()->index(row, 0).data().toString() + u'|';
        all.append(u"%1 %2: %3"_s.arg(QLatin1StringView(widget->metaObject()->className()), widget->objectName(), text));
    }
    all.sort();
    return all;
}

} // namespace

class DialogsTest final : public QObject
{
    Q_OBJECT

private slots:
    void everyDialogHasItsBand_data()
    {
        QTest::addColumn<LanguageChoice>("language");
        QTest::addColumn<ThemeChoice>("theme");
        QTest::newRow("English, light") << LanguageChoice::English << ThemeChoice::Light;
        QTest::newRow("Chinese, dark") << LanguageChoice::Chinese << ThemeChoice::Dark;
    }

    // console.md 1.3, lesson 8: the colour is on every window and dialog.
    void everyDialogHasItsBand()
    {
        QFETCH(LanguageChoice, language);
        QFETCH(ThemeChoice, theme);
        DialogsOfTheWindow under(language, theme);
        const QString production = EnvironmentStrip::word(Environment::Production);
        QSet<QString> left = dialogClasses();
        QVERIFY(left.size() > 15);
        for (QDialog *dialog : under.all()) {
            dialog->show();
            const auto *strip = dialog->findChild<EnvironmentStrip *>();
            QVERIFY2(strip && strip->isVisible(), qPrintable(describe(*dialog)));
            QVERIFY2(strip->accessibleName().contains(production) || qobject_cast<ConnectDialog *>(dialog), qPrintable(describe(*dialog)));
            QCOMPARE(strip->theme().dark, theme == ThemeChoice::Dark);
            if (!dialog->inherits("QPrintPreviewDialog")) { // Qt's own
                QVERIFY2(clippedText(*dialog).isEmpty(), qPrintable(describe(*dialog) + clippedText(*dialog)));
                QVERIFY2(namelessWidget(*dialog).isEmpty(), qPrintable(describe(*dialog) + namelessWidget(*dialog)));
            }
            left.remove(QString::fromLatin1(dialog->metaObject()->className()).section(u"::"_s, -1));
            delete dialog;
        }
        QVERIFY2(left.isEmpty(), qPrintable(u"not opened here: "_s + QStringList(left.cbegin(), left.cend()).join(u' ')));
    }

    // What a force-stop leaves undone is read to its end, and the buttons stay on the screen.
    void manyBranchesAreAllTold()
    {
        WindowUnderTest under;
        under.fill();
        Confirmation many = under.window->workspace()->detail().desk().confirmation(Action::ForceStop);
        for (int branch = 3; branch < 60; ++branch)
            many.leftAlone.append(u"%1 bank-b:8082 /TransIn stays done and is not undone by anybody"_s.arg(branch, 2, 10, QLatin1Char('0')));
        ConfirmDialog *dialog = under.window->workspace()->askToConfirm(many);
        dialog->show();
        QTRY_VERIFY(dialog->isVisible());
        const auto *left = dialog->findChild<QLabel *>(u"willNotDo"_s);
        const auto *words = dialog->findChild<QScrollArea *>(u"confirmWords"_s);
        QTRY_VERIFY(left->height() >= left->heightForWidth(left->width()));
        QVERIFY(dialog->height() <= dialog->screen()->availableGeometry().height());
        QCOMPARE(words->focusPolicy(), Qt::StrongFocus);
        QVERIFY(words->verticalScrollBar()->maximum() > 0);
        for (const auto *line : dialog->findChildren<QLineEdit *>())
            QVERIFY2(line->height() >= line->sizeHint().height(), qPrintable(line->objectName()));
    }

    void openOnesChangeTheirLanguage()
    {
        DialogsOfTheWindow under;
        under.fill();
        const QList<QDialog *> opened = under.mayBeOpen();
        for (QDialog *dialog : opened)
            dialog->show();
        under.window->setLanguageChoice(LanguageChoice::Chinese);
        QCoreApplication::sendPostedEvents();
        const QList<QDialog *> fresh = under.mayBeOpen();
        for (qsizetype i = 0; i < fresh.size(); ++i) {
            fresh[i]->show();
            QCOMPARE(opened[i]->windowTitle(), fresh[i]->windowTitle());
            const QStringList now = texts(*opened[i]), wanted = texts(*fresh[i]);
            for (qsizetype k = 0; k < std::min(now.size(), wanted.size()); ++k)
                QVERIFY2(now[k] == wanted[k], qPrintable(describe(*opened[i]) + u'\n' + now[k] + u'\n' + wanted[k]));
            QCOMPARE(now.size(), wanted.size());
        }
        qDeleteAll(opened + fresh);
    }

    // What is switched in the dialog itself: the choice stays where it is, and the focus, too.
    void preferencesSwitchThemselves()
    {
        DialogsOfTheWindow under;
        under.fill();
        QDialog *dialog = under.window->openPreferences();
        dialog->show();
        dialog->findChild<QListWidget *>(u"preferencesPages"_s)->setCurrentRow(1);
        auto *language = dialog->findChild<QComboBox *>(u"prefLanguage"_s);
        language->setFocus();
        language->setCurrentIndex(2);
        QCoreApplication::sendPostedEvents();
        QCOMPARE(dialog->windowTitle(), u"首选项"_s);
        QCOMPARE(language->currentText(), u"简体中文"_s);
        QCOMPARE(dialog->focusWidget(), language);
        under.window->setThemeChoice(ThemeChoice::Dark);
        QVERIFY2(dialog->findChild<EnvironmentStrip *>()->theme().dark, "the band follows");
        delete dialog;
    }
};

TXDESK_TEST(DialogsTest);

} // namespace txdesk::test

#include "dialogs_test.moc"
