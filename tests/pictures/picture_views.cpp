// SPDX-License-Identifier: Apache-2.0
#include "tests/pictures/picture_views.h"

#include "console/actions/confirm_dialog.h"
#include "console/connection/connect_dialog.h"
#include "console/list/list_pane.h"
#include "tests/console/waiting_samples.h"
#include "tests/pictures/busy_coordinator.h"
#include "tests/pictures/pseudo_language.h"

#include <QDialog>
#include <QScopeGuard>
#include <QTimer>

namespace txdesk::test {

namespace {

// Commands that would end the window or ask the system for a file.
bool opensNothing(const QString &id)
{
    static const QStringList words{u"quit"_s, u"close"_s, u"demo"_s, u"export"_s, u"save"_s, u"open"_s, u"print"_s, u"reset"_s, u"import"_s, u"refresh"_s};
    return std::ranges::any_of(words, [&id](const QString &word) { return id.contains(word, Qt::CaseInsensitive); });
}

void settle(const WindowUnderTest &under)
{
    for (int round = 0; round < 8; ++round) // answers lead to further questions
        QCoreApplication::sendPostedEvents();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCoreApplication::sendPostedEvents();
    QTRY_VERIFY(under.window->isVisible());
    bool turned = false; // lists lay out their rows by a timer
    QTimer::singleShot(0, under.window.get(), [&turned] { turned = true; });
    QTRY_VERIFY(turned);
}

QList<QWidget *> otherWindows(const WindowUnderTest &under)
{
    QList<QWidget *> others;
    for (QWidget *widget : QApplication::topLevelWidgets())
        if (widget != under.window.get() && widget->isVisible() && qobject_cast<QDialog *>(widget))
            others.append(widget);
    return others;
}

void lookAtDialogs(const WindowUnderTest &under, const QString &name, const LookAt &lookAt)
{
    settle(under);
    for (QWidget *dialog : otherWindows(under)) {
        lookAt(name, *dialog);
        dialog->close();
    }
    settle(under);
}

void goThroughTabs(WindowUnderTest &under, const QString &prefix, const LookAt &lookAt)
{
    DetailPane &detail = under.window->workspace()->detail();
    for (int tab = 0; tab < DetailPane::TabCount; ++tab) {
        if (!detail.hasTab(static_cast<DetailPane::Tab>(tab)))
            continue;
        detail.raiseTab(static_cast<DetailPane::Tab>(tab));
        settle(under);
        lookAt(prefix + u"-tab%1"_s.arg(tab + 1), *under.window);
    }
}

void goThroughActions(WindowUnderTest &under, const LookAt &lookAt)
{
    Workspace &workspace = *under.window->workspace();
    for (const auto &[action, name] : actionNames) {
        if (guardOf(action) == Guard::Armed)
            continue;
        ConfirmDialog *dialog = workspace.askToConfirm(workspace.detail().desk().confirmation(action));
        dialog->show();
        settle(under);
        lookAt(u"confirm-"_s + name, *dialog);
        dialog->close();
    }
}

void goThroughCommands(WindowUnderTest &under, const LookAt &lookAt)
{
    for (const QString &id : QList<QString>(under.window->commands().ids())) {
        if (opensNothing(id) || id.startsWith("action."_L1) || id.startsWith("theme."_L1))
            continue;
        QAction *action = under.window->commands().action(id);
        if (!action || !action->isEnabled() || action->isCheckable())
            continue;
        action->trigger();
        lookAtDialogs(under, u"dialog-"_s + id, lookAt);
    }
}

struct Screen : WindowUnderTest
{
    PseudoLanguage pseudo;
    bool brackets;

    explicit Screen(const PictureSettings &wanted) : WindowUnderTest(wanted.language, wanted.theme), brackets(wanted.pseudo)
    {
        if (brackets)
            QCoreApplication::installTranslator(&pseudo);
        window->resize(wanted.size);
        QCoreApplication::sendPostedEvents();
    }

    void fillBusily()
    {
        fill();
        makeBusy(*link, time.now());
        window->workspace()->refresh();
        pass();
    }

    void pass() // a second in which it still answers
    {
        time.advance(Milliseconds{900});
        link->speak();
        time.advance(Milliseconds{100});
        settle(*this);
    }

    ~Screen()
    {
        window.reset();
        if (brackets)
            QCoreApplication::removeTranslator(&pseudo);
    }
};

} // namespace

QString PictureSettings::name() const
{
    const QString look = theme == ThemeChoice::Dark ? u"dark"_s : theme == ThemeChoice::Light ? u"light"_s : u"contrast"_s;
    return u"%1-%2-%3"_s.arg(look, pseudo ? u"pseudo"_s : language == LanguageChoice::Chinese ? u"zh"_s : u"en"_s).arg(size.width());
}

void goThroughViews(const PictureSettings &settings, const LookAt &lookAt)
{
    {
        Screen under(settings);
        under.window->show();
        settle(under);
        lookAt(u"first-run"_s, *under.window);
    }
    Screen under(settings);
    under.fillBusily();
    if (QTest::currentTestFailed())
        return;
    under.link->dryRunNow = {.eligible = 207, .ineligible = {{u"It has ended already."_s, 3}}, .complete = true, .arrivedLater = 5, .sample = sampleRows(3),
                             .touched = {{u"stock:8082"_s, 207, 0.01}}};
    goThroughTabs(under, u"detail"_s, lookAt);
    for (const Workspace::PageInfo &page : under.window->workspace()->pages()) {
        if (!page.whyAbsent.isEmpty())
            continue;
        under.window->workspace()->showPage(page.id);
        under.pass();
        lookAt(u"page-"_s + page.id, *under.window);
    }
    under.window->workspace()->showPage(Workspace::Transactions);
    goThroughActions(under, lookAt);
    goThroughCommands(under, lookAt);
}

void goThroughStates(const PictureSettings &settings, const LookAt &lookAt)
{
    for (const auto &[story, name] : {std::pair(Story::Succeeded, u"succeeded"_s), {Story::RolledBack, u"rolled-back"_s}, {Story::Forced, u"forced"_s},
                                      {Story::Paused, u"paused"_s}, {Story::MessageUnanswered, u"message"_s}, {Story::TccConfirming, u"tcc"_s},
                                      {Story::XaCommitting, u"xa"_s}, {Story::WorkflowSilent, u"workflow"_s}}) {
        Screen under(settings);
        under.fill(story);
        under.window->workspace()->detail().raiseTab(DetailPane::Sequence);
        settle(under);
        lookAt(u"state-"_s + name, *under.window);
    }
    Screen under(settings);
    under.fill();
    Workspace &workspace = *under.window->workspace();
    workspace.showList(u"gid00000042x"_s);
    under.time.advance(Milliseconds{1000});
    settle(under);
    lookAt(u"state-empty"_s, *under.window);
    workspace.showList({});
    under.time.advance(Milliseconds{1000});
    settle(under);
    under.time.advance(Milliseconds{4000}); // no sign of life
    settle(under);
    lookAt(u"state-stale"_s, *under.window);
    under.link->breakOff(u"Connection refused"_s);
    under.time.advance(Milliseconds{1000});
    settle(under);
    lookAt(u"state-disconnected"_s, *under.window);
    under.link->goLive();
    under.link->refusal = Error{ErrorCode::Unavailable, u"The store cannot be reached."_s, {}};
    workspace.refresh();
    under.time.advance(Milliseconds{1000});
    settle(under);
    lookAt(u"state-error"_s, *under.window);
    under.link->refusal.reset();
    under.link->holdsAnswers = true;
    workspace.showList(u"status:succeed"_s);
    under.time.advance(Milliseconds{3000});
    under.link->speak();
    settle(under);
    lookAt(u"state-loading"_s, *under.window);
    under.link->holdsAnswers = false;
    under.link->release();
}

} // namespace txdesk::test
