// The commands of the main window: every one with its id, menu, key, and the reason when it cannot be run.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/main_window.h"
#include "console/connection/connect_dialog.h"
#include "console/widgets/environment_strip.h"

#include <QClipboard>
#include <QDockWidget>
#include <QGuiApplication>
#include <QMenuBar>
#include <QUndoStack>
#include <QVBoxLayout>

namespace txdesk::console {

using namespace Qt::StringLiterals;

QMenu *MainWindow::addMenu(const QString &id, const char *title)
{
    const QString parent = id.section(u'/', 0, -2);
    QMenu *menu = parent.isEmpty() ? m_bar->addMenu(QString()) : m_menus.value(parent)->addMenu(QString());
    menu->setToolTipsVisible(true);
    m_menus.insert(id, menu);
    m_menuTitles.append({id, title});
    connect(menu, &QMenu::aboutToShow, &m_commands, &CommandRegistry::refresh);
    return menu;
}

void MainWindow::addHere(Command command, InWorkspace run)
{
    const auto whyNot = command.whyNot;
    command.whyNot = [this, whyNot] {
        if (!m_workspace)
            return tr("No coordinator is connected.");
        return whyNot ? whyNot() : QString();
    };
    command.run = [this, run = std::move(run)] { run(*m_workspace); };
    m_commands.add(command);
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
    addMenu(u"file"_s, QT_TR_NOOP("&File"));
    addMenu(u"view"_s, QT_TR_NOOP("&View"));
    addMenu(u"transaction"_s, QT_TR_NOOP("&Transaction"));
    addMenu(u"bulk"_s, QT_TR_NOOP("&Bulk"));
    addMenu(u"tools"_s, QT_TR_NOOP("T&ools"));
    addMenu(u"demo"_s, QT_TR_NOOP("&Demo"))->menuAction()->setVisible(false); // filled while one is played
    addMenu(u"demo/stories"_s, QT_TR_NOOP("&Stories"));
    addMenu(u"help"_s, QT_TR_NOOP("&Help"));
    addMenu(u"view/pages"_s, QT_TR_NOOP("&Pages"));
    addMenu(u"view/detail"_s, QT_TR_NOOP("&Detail"));
    addMenu(u"view/docks"_s, QT_TR_NOOP("D&ocks"));
    addMenu(u"view/layout"_s, QT_TR_NOOP("La&yout"));
    addMenu(u"view/theme"_s, QT_TR_NOOP("T&heme"));
    addMenu(u"view/language"_s, QT_TR_NOOP("&Language / 语言")); // in both, so that nobody is lost in the other one
    addMenu(u"view/times"_s, QT_TR_NOOP("T&imes"));
    addFileCommands();
    addViewCommands();
    addPageCommands();
    addTabCommands();
    addDockCommands();
    addLookCommands();
    addToolCommands();
    addLayoutCommands();
    addHelpCommands();
    fillMenus();
    m_commands.loadKeys(m_parts.settings.file());
}

void MainWindow::addFileCommands()
{
    add({.id = u"file.connect"_s, .text = QT_TR_NOOP("&Connect…"), .keys = QKeySequence(Qt::CTRL | Qt::Key_O), .menu = u"file"_s,
         .run = [this] { openConnectDialog()->open(); }});
    if (m_parts.makeDemo)
        add({.id = u"file.demo"_s, .text = QT_TR_NOOP("&Demo"), .menu = u"file"_s, .run = [this] { startDemo(); }});
    addBackendCommands();
    addHere({.id = u"file.close"_s, .text = QT_TR_NOOP("Disconnec&t"), .keys = QKeySequence(Qt::CTRL | Qt::Key_W), .menu = u"file"_s},
            [this](Workspace &) { closeServer(); });
    add({.id = u"file.quit"_s, .text = QT_TR_NOOP("&Quit"), .keys = QKeySequence(Qt::CTRL | Qt::Key_Q), .menu = u"file"_s,
         .run = [this] { close(); }});
}

void MainWindow::addViewCommands()
{
    addHere({.id = u"view.refresh"_s, .text = QT_TR_NOOP("&Refresh"), .keys = QKeySequence(Qt::Key_F5), .menu = u"view"_s},
            [](Workspace &w) { w.refresh(); });
    addHere({.id = u"view.filter"_s, .text = QT_TR_NOOP("&Filter"), .keys = QKeySequence(Qt::CTRL | Qt::Key_F), .menu = u"view"_s},
            [](Workspace &w) {
                w.showPage(Workspace::Transactions);
                w.list().focusFilter();
            });
    addHere({.id = u"view.nextPane"_s, .text = QT_TR_NOOP("Next pane"), .keys = QKeySequence(Qt::Key_F6), .menu = u"view"_s},
            [this](Workspace &) { cyclePane(1); });
    addHere({.id = u"view.previousPane"_s, .text = QT_TR_NOOP("Previous pane"), .keys = QKeySequence(Qt::SHIFT | Qt::Key_F6),
             .menu = u"view"_s},
            [this](Workspace &) { cyclePane(-1); });
    addHere({.id = u"view.detailOnly"_s, .text = QT_TR_NOOP("Only the &detail"), .keys = QKeySequence(Qt::SHIFT | Qt::Key_F11),
             .menu = u"view"_s, .isOn = [this] { return m_workspace && m_workspace->isDetailOnly(); }},
            [](Workspace &w) { w.setDetailOnly(!w.isDetailOnly()); });
}

// One a page of the workspace that is shown; those behind the last page are not seen.
void MainWindow::addPageCommands()
{
    for (int page = 0; page < 15; ++page) {
        const auto info = [this, page] { return m_workspace ? m_workspace->pages().value(page) : Workspace::PageInfo{}; };
        Command command{.id = u"view.page%1"_s.arg(page + 1), .menu = u"view/pages"_s};
        if (page < 9)
            command.keys = QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + page));
        command.title = [this, info, page] {
            const QString title = info().title;
            return title.isEmpty() ? tr("Page %1").arg(page + 1) : title;
        };
        command.whyNot = [this, info] { return info().id.isEmpty() ? tr("There is no such page here.") : info().whyAbsent; };
        command.isOn = [this, page] { return m_workspace && m_workspace->currentPage() == page; };
        addHere(command, [page](Workspace &w) { w.showPage(page); });
    }
}

void MainWindow::addTabCommands()
{
    constexpr std::array tabs{QT_TR_NOOP("&Branches"), QT_TR_NOOP("&Sequence"), QT_TR_NOOP("T&imeline"), QT_TR_NOOP("&Attempts"), QT_TR_NOOP("&Payload"),
                              QT_TR_NOOP("Co&mpare"), QT_TR_NOOP("Ra&w"), QT_TR_NOOP("U&ndo"), QT_TR_NOOP("Deli&very")};
    for (int tab = 0; tab < DetailPane::TabCount && tab < static_cast<int>(tabs.size()); ++tab) {
        const auto which = static_cast<DetailPane::Tab>(tab);
        addHere({.id = u"detail.tab%1"_s.arg(tab + 1), .text = tabs.at(static_cast<std::size_t>(tab)),
                 .keys = QKeySequence(Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + tab)), .menu = u"view/detail"_s,
                 .whyNot = [this, which] {
                     return !m_workspace->detail().detail() || m_workspace->detail().hasTab(which)
                                ? QString() : tr("This transaction has no such tab.");
                 }},
                [which](Workspace &w) {
                    w.showPage(Workspace::Transactions);
                    w.detail().showTab(which);
                });
    }
}

void MainWindow::addDockCommands()
{
    for (const QString &name : DockArea::names()) {
        const bool isInspector = name == "inspectorDock"_L1;
        Command command{.id = u"dock."_s + name, .menu = u"view/docks"_s};
        if (isInspector)
            command.keys = QKeySequence(Qt::Key_F8);
        command.title = [this, name] { return m_docks->dock(name)->windowTitle(); };
        command.whyNot = [this, name] { return m_docks->hasPanel(name) ? QString() : tr("It has nothing to show here."); };
        command.isOn = [this, name] { return m_docks->dock(name)->isVisible(); };
        addHere(command, [this, name](Workspace &) {
            if (m_docks->dock(name)->isVisible())
                m_docks->dock(name)->close();
            else
                m_docks->raise(name);
        });
    }
}

void MainWindow::addLookCommands()
{
    const std::pair<ThemeChoice, const char *> themes[]{{ThemeChoice::System, QT_TR_NOOP("As the system")},
                                                        {ThemeChoice::Light, QT_TR_NOOP("Light")},
                                                        {ThemeChoice::Dark, QT_TR_NOOP("Dark")},
                                                        {ThemeChoice::HighContrast, QT_TR_NOOP("High contrast")}};
    for (const auto &[choice, text] : themes)
        add({.id = u"theme.%1"_s.arg(static_cast<int>(choice)), .text = text, .menu = u"view/theme"_s,
             .run = [this, choice = choice] { setThemeChoice(choice); },
             .isOn = [this, choice = choice] { return m_themeChoice == choice; }});
    const std::pair<LanguageChoice, const char *> languages[]{{LanguageChoice::System, QT_TR_NOOP("As the system")},
                                                              {LanguageChoice::English, "English"},
                                                              {LanguageChoice::Chinese, "简体中文"}};
    for (const auto &[choice, text] : languages)
        add({.id = u"language.%1"_s.arg(static_cast<int>(choice)), .text = text, .menu = u"view/language"_s,
             .run = [this, choice = choice] { setLanguageChoice(choice); },
             .isOn = [this, choice = choice] { return m_parts.settings.language() == choice; }});
    const std::pair<TimeStyle, const char *> times[]{{TimeStyle::Local, QT_TR_NOOP("Of this machine")},
                                                     {TimeStyle::Utc, QT_TR_NOOP("UTC")},
                                                     {TimeStyle::Server, QT_TR_NOOP("Of the server (its profile)")},
                                                     {TimeStyle::Relative, QT_TR_NOOP("How long ago")}};
    for (const auto &[style, text] : times)
        add({.id = u"times.%1"_s.arg(static_cast<int>(style)), .text = text, .menu = u"view/times"_s,
             .run = [this, style = style] { setTimes(style); },
             .isOn = [this, style = style] { return m_appearance.times == style; }});
}

void MainWindow::addToolCommands()
{
    add({.id = u"tools.palette"_s, .text = QT_TR_NOOP("&Find or command…"), .keys = QKeySequence(Qt::CTRL | Qt::Key_K), .menu = u"tools"_s,
         .run = [this] { openPalette()->open(); }});
    addHere({.id = u"view.back"_s, .text = QT_TR_NOOP("&Back"), .keys = QKeySequence(Qt::ALT | Qt::Key_Left), .menu = u"view"_s,
             .whyNot = [this] { return m_navigation.canGo(-1) ? QString() : tr("There is nothing before this."); }},
            [this](Workspace &) { go(-1); });
    addHere({.id = u"view.forward"_s, .text = QT_TR_NOOP("F&orward"), .keys = QKeySequence(Qt::ALT | Qt::Key_Right), .menu = u"view"_s,
             .whyNot = [this] { return m_navigation.canGo(1) ? QString() : tr("There is nothing after this."); }},
            [this](Workspace &) { go(1); });
    addHere({.id = u"view.focusMode"_s, .text = QT_TR_NOOP("Focus &mode (3am)"), .keys = QKeySequence(Qt::Key_F11), .menu = u"view"_s,
             .isOn = [this] { return m_appearance.focus; }},
            [this](Workspace &) { setFocusMode(!m_appearance.focus); });
    add({.id = u"tools.stuckEverywhere"_s, .text = QT_TR_NOOP("&Stuck everywhere"), .keys = QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S),
         .menu = u"tools"_s, .run = [this] { showStuckEverywhere(); },
         .whyNot = [this] { return m_servers.isEmpty() ? tr("No coordinator is connected.") : QString(); }});
    addHere({.id = u"file.copyLink"_s, .text = QT_TR_NOOP("Copy &link"), .keys = QKeySequence(Qt::CTRL | Qt::Key_L), .menu = u"file"_s},
            [this](Workspace &) {
                QGuiApplication::clipboard()->setText(linkHere());
                say(tr("Copied: %1").arg(linkHere()));
            });
    addHere({.id = u"file.print"_s, .text = QT_TR_NOOP("&Print…"), .keys = QKeySequence(Qt::CTRL | Qt::Key_P), .menu = u"file"_s},
            [this](Workspace &) { openPrintPreview()->open(); });
    add({.id = u"tools.diagnostics"_s, .text = QT_TR_NOOP("D&iagnostics…"), .menu = u"tools"_s, .run = [this] { openDiagnostics()->open(); }});
    add({.id = u"tools.preferences"_s, .text = QT_TR_NOOP("&Preferences…"), .keys = QKeySequence(Qt::CTRL | Qt::Key_Comma),
         .menu = u"tools"_s, .run = [this] { openPreferences()->open(); }});
}

void MainWindow::addLayoutCommands()
{
    const std::pair<const char *, const char *> layouts[]{{"triage", QT_TR_NOOP("&Triage: the list is large")},
                                                          {"debug", QT_TR_NOOP("&Debug: the detail is large")},
                                                          {"wall", QT_TR_NOOP("&Wall: the overview alone")}};
    for (const auto &[name, text] : layouts)
        addHere({.id = u"layout."_s + QLatin1StringView(name), .text = text, .menu = u"view/layout"_s},
                [this, name = QString(QLatin1StringView(name))](Workspace &) { applyLayout(name); });
    addHere({.id = u"layout.saveAs"_s, .text = QT_TR_NOOP("&Save this layout as…"), .menu = u"view/layout"_s},
            [this](Workspace &) { askLayoutName()->open(); });
    add({.id = u"layout.undo"_s, .text = QT_TR_NOOP("&Undo the last change"), .keys = QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_Z),
         .menu = u"view/layout"_s, .run = [this] { m_layouts->undo(); },
         .whyNot = [this] { return m_layouts->canUndo() ? QString() : tr("Nothing was moved."); }});
    add({.id = u"layout.redo"_s, .text = QT_TR_NOOP("&Redo it"), .keys = QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_Y),
         .menu = u"view/layout"_s, .run = [this] { m_layouts->redo(); },
         .whyNot = [this] { return m_layouts->canRedo() ? QString() : tr("Nothing was undone."); }});
    add({.id = u"view.resetLayout"_s, .text = QT_TR_NOOP("Reset layout"), .keys = QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_0),
         .menu = u"view/layout"_s, .run = [this] { resetLayout(); }});
}

void MainWindow::addHelpCommands()
{
    add({.id = u"help.keys"_s, .text = QT_TR_NOOP("&Keys and signs"), .keys = QKeySequence(Qt::Key_F1), .menu = u"help"_s,
         .run = [this] { openHelp()->open(); }});
}

void MainWindow::fillMenus()
{
    for (const QString &id : m_commands.ids()) {
        const QString menu = m_commands.menuOf(id);
        if (m_menus.contains(menu))
            m_menus.value(menu)->addAction(m_commands.action(id));
    }
    connect(m_menus.value(u"view/layout"_s), &QMenu::aboutToShow, this, &MainWindow::fillLayoutMenu);
    // Pages that this coordinator does not have are not offered; the others are, greyed with their reason.
    connect(m_menus.value(u"view/pages"_s), &QMenu::aboutToShow, this, [this] {
        const qsizetype count = m_workspace ? m_workspace->pages().size() : 1;
        for (int page = 0; page < 15; ++page)
            m_commands.action(u"view.page%1"_s.arg(page + 1))->setVisible(page < count);
    });
}

void MainWindow::fillTransactionMenu()
{
    QMenu *menu = m_menus.value(u"transaction"_s);
    menu->clear();
    QMenu *bulk = m_menus.value(u"bulk"_s);
    bulk->clear();
    if (!m_workspace)
        return;
    for (QAction *action : m_workspace->detail().actionBar().actionsInOrder()) {
        m_commands.adopt(action->objectName(), u"transaction"_s, action);
        menu->addAction(action);
    }
    for (QAction *action : m_workspace->bulk().actions()) {
        m_commands.adopt(action->objectName(), u"bulk"_s, action);
        bulk->addAction(action);
    }
}

void MainWindow::retranslateMenus()
{
    for (const auto &[id, title] : std::as_const(m_menuTitles)) {
        m_menus.value(id)->setTitle(tr(title));
        m_commands.setGroupName(id, tr(title));
    }
    m_commands.retranslate();
}

} // namespace txdesk::console
