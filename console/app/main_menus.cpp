// The menus of the main window: every command with its key, in the language in force.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/actions/environment_strip.h"
#include "console/app/main_window.h"
#include "console/connection/connect_dialog.h"

#include <QActionGroup>
#include <QDockWidget>
#include <QMenuBar>
#include <QVBoxLayout>

namespace txdesk::console {

using namespace Qt::StringLiterals;

QMenu *MainWindow::addMenu(QMenu *parent, const char *title)
{
    QMenu *menu = parent ? parent->addMenu(QString()) : m_bar->addMenu(QString());
    menu->setToolTipsVisible(true);
    m_menus.append({menu, title});
    return menu;
}

QAction *MainWindow::addCommand(QMenu *menu, const char *text, const QKeySequence &keys, std::function<void()> run)
{
    QAction *action = menu->addAction(QString());
    action->setShortcut(keys);
    action->setObjectName(QLatin1StringView(text).toString().remove(u'&'));
    connect(action, &QAction::triggered, this, [run = std::move(run)] { run(); });
    m_commands.append({action, text});
    return action;
}

QAction *MainWindow::addChoice(QMenu *menu, QActionGroup *group, const char *text, bool checked,
                               std::function<void()> run)
{
    QAction *action = addCommand(menu, text, {}, std::move(run));
    action->setCheckable(true);
    action->setChecked(checked);
    group->addAction(action);
    return action;
}

void MainWindow::buildMenus()
{
    // The band lies above the menu: it must be seen before anything else.
    auto *top = new QWidget(this);
    auto *column = new QVBoxLayout(top);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_bar = new QMenuBar(top);
    column->addWidget(m_strip);
    column->addWidget(m_bar);
    setMenuWidget(top);
    QMenu *file = addMenu(nullptr, QT_TR_NOOP("&File"));
    addCommand(file, QT_TR_NOOP("&Connect…"), QKeySequence(Qt::CTRL | Qt::Key_O),
               [this] { openConnectDialog()->open(); });
    if (m_parts.makeDemo)
        addCommand(file, QT_TR_NOOP("&Demo"), {}, [this] { startDemo(); });
    addCommand(file, QT_TR_NOOP("Disconnec&t"), {}, [this] { showFirstRun(); });
    file->addSeparator();
    addCommand(file, QT_TR_NOOP("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), [this] { close(); });
    m_transactionMenu = addMenu(nullptr, QT_TR_NOOP("&Transaction"));
    buildViewMenu();
    QMenu *help = addMenu(nullptr, QT_TR_NOOP("&Help"));
    addCommand(help, QT_TR_NOOP("&Keys and signs"), QKeySequence(Qt::Key_F1), [this] { openHelp()->open(); });
}

void MainWindow::buildViewMenu()
{
    const auto inWorkspace = [this](auto run) {
        return [this, run] {
            if (m_workspace)
                run(*m_workspace);
        };
    };
    QMenu *view = addMenu(nullptr, QT_TR_NOOP("&View"));
    addCommand(view, QT_TR_NOOP("&Refresh"), QKeySequence(Qt::Key_F5), inWorkspace([](Workspace &w) { w.refresh(); }));
    view->addSeparator();
    addCommand(view, QT_TR_NOOP("&Transactions"), QKeySequence(Qt::CTRL | Qt::Key_1),
               inWorkspace([](Workspace &w) { w.showPage(0); }));
    addCommand(view, QT_TR_NOOP("&Overview"), QKeySequence(Qt::CTRL | Qt::Key_2),
               inWorkspace([](Workspace &w) { w.showPage(1); }));
    addCommand(view, QT_TR_NOOP("&Audit"), QKeySequence(Qt::CTRL | Qt::Key_3),
               inWorkspace([](Workspace &w) { w.showPage(2); }));
    addCommand(view, QT_TR_NOOP("T&okens"), QKeySequence(Qt::CTRL | Qt::Key_4),
               inWorkspace([](Workspace &w) { w.showPage(3); }));
    addCommand(view, QT_TR_NOOP("&Locks"), QKeySequence(Qt::CTRL | Qt::Key_5),
               inWorkspace([](Workspace &w) { w.showPage(Workspace::Locks); }));
    addCommand(view, QT_TR_NOOP("For a p&erson"), QKeySequence(Qt::CTRL | Qt::Key_6),
               inWorkspace([](Workspace &w) { w.showPage(Workspace::Parked); }));
    addCommand(view, QT_TR_NOOP("&Filter"), QKeySequence(Qt::CTRL | Qt::Key_F),
               inWorkspace([](Workspace &w) { w.list().focusFilter(); }));
    view->addSeparator();
    constexpr std::array tabs{QT_TR_NOOP("&Branches"), QT_TR_NOOP("&Sequence"), QT_TR_NOOP("&Attempts"),
                              QT_TR_NOOP("&Payload"), QT_TR_NOOP("Ra&w"), QT_TR_NOOP("U&ndo"),
                              QT_TR_NOOP("Deli&very")};
    for (int tab = 0; tab < DetailPane::TabCount; ++tab)
        addCommand(view, tabs.at(static_cast<std::size_t>(tab)),
                   QKeySequence(Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + tab)),
                   inWorkspace([tab](Workspace &w) { w.detail().showTab(static_cast<DetailPane::Tab>(tab)); }));
    view->addSeparator();
    addCommand(view, QT_TR_NOOP("Next pane"), QKeySequence(Qt::Key_F6),
               inWorkspace([](Workspace &w) { w.cyclePane(1); }));
    addCommand(view, QT_TR_NOOP("Previous pane"), QKeySequence(Qt::SHIFT | Qt::Key_F6),
               inWorkspace([](Workspace &w) { w.cyclePane(-1); }));
    view->addSeparator();
    QAction *detailOnly = addCommand(view, QT_TR_NOOP("Only the &detail"), QKeySequence(Qt::Key_F11), [] {});
    detailOnly->setCheckable(true);
    connect(detailOnly, &QAction::toggled, this, [this](bool only) {
        if (m_workspace)
            m_workspace->setDetailOnly(only);
    });
    view->addSeparator();
    QMenu *theme = addMenu(view, QT_TR_NOOP("T&heme"));
    auto *themes = new QActionGroup(this);
    addChoice(theme, themes, QT_TR_NOOP("As the system"), m_themeChoice == ThemeChoice::System,
              [this] { setThemeChoice(ThemeChoice::System); });
    addChoice(theme, themes, QT_TR_NOOP("Light"), m_themeChoice == ThemeChoice::Light,
              [this] { setThemeChoice(ThemeChoice::Light); });
    addChoice(theme, themes, QT_TR_NOOP("Dark"), m_themeChoice == ThemeChoice::Dark,
              [this] { setThemeChoice(ThemeChoice::Dark); });
    // Each language is named in itself, so that nobody is lost in the other one.
    QMenu *language = addMenu(view, QT_TR_NOOP("&Language / 语言"));
    auto *languages = new QActionGroup(this);
    const LanguageChoice chosen = m_parts.settings.language();
    addChoice(language, languages, QT_TR_NOOP("As the system"), chosen == LanguageChoice::System,
              [this] { setLanguageChoice(LanguageChoice::System); });
    addChoice(language, languages, "English", chosen == LanguageChoice::English,
              [this] { setLanguageChoice(LanguageChoice::English); });
    addChoice(language, languages, "简体中文", chosen == LanguageChoice::Chinese,
              [this] { setLanguageChoice(LanguageChoice::Chinese); });
    QAction *utc = addCommand(view, QT_TR_NOOP("Times in &UTC"), {}, [] {});
    utc->setCheckable(true);
    utc->setChecked(m_appearance.utc);
    connect(utc, &QAction::toggled, this, &MainWindow::setUtc);
    view->addSeparator();
    addCommand(view, QT_TR_NOOP("Reset layout"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_0),
               [this] { resetLayout(); });
}

void MainWindow::fillTransactionMenu()
{
    m_transactionMenu->clear();
    for (QAction *action : m_workspace->detail().actionBar().actionsInOrder())
        m_transactionMenu->addAction(action);
}

void MainWindow::retranslate()
{
    for (const auto &[menu, title] : std::as_const(m_menus))
        menu->setTitle(tr(title));
    for (const Command &command : std::as_const(m_commands))
        command.action->setText(tr(command.text));
    m_viewsDock->setWindowTitle(tr("Views"));
    showEnvironment();
    showStatus();
}

} // namespace txdesk::console
