// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/main_window.h"

#include "console/actions/door_words.h"
#include "console/alerts/alert_desk.h"
#include "console/alerts/desktop_ways.h"
#include "console/app/app_style.h"
#include "console/app/help_dialog.h"
#include "console/app/servers_panel.h"
#include "console/app/status_line.h"
#include "console/app/stuck_everywhere.h"
#include "console/connection/connect_dialog.h"
#include "console/connection/first_run_page.h"
#include "console/list/views_panel.h"
#include "console/widgets/environment_strip.h"
#include "console/widgets/icon_set.h"
#include "console/widgets/message_dialog.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QKeyEvent>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QUndoStack>
#include <QVBoxLayout>

namespace txdesk::console {

using namespace Qt::StringLiterals;

MainWindow::MainWindow(WindowParts parts, QWidget *parent)
    : QMainWindow(parent), m_parts(std::move(parts)), m_commands(*this), m_themeChoice(m_parts.settings.theme()),
      m_systemIsDark(isDark(QGuiApplication::palette())),
      m_palette(*this, m_parts.settings, m_parts.delayed, m_parts.clock)
{
    setObjectName("mainWindow"_L1);
    m_appearance.times = m_parts.settings.times();
    m_appearance.utc = m_appearance.times == TimeStyle::Utc;
    m_appearance.density = m_parts.settings.density();
    m_appearance.calm = m_parts.settings.calm();
    m_baseFontSize = QApplication::font().pointSizeF();
    m_layouts = new QUndoStack(this);
    build();
    buildMenus();
    retranslate();
    applyAppearance();
    restoreLayout();
    showFirstRun();
    second();
}

MainWindow::~MainWindow()
{
    m_parts.delayed.stop(m_second);
   m_tabs->disconnect(this);
    for (Workspace *open : workspaces())
        dropWorkspace(open);
    endDemo();
}

void MainWindow::build()
{
    auto *centre = new QWidget(this);
    auto *column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_stack = new QStackedWidget(centre), 1);
    setCentralWidget(centre);
    m_strip = new EnvironmentStrip(this);
    m_firstRun = new FirstRunPage(m_parts.makeDemo != nullptr, m_stack);
    m_stack->addWidget(m_firstRun);
    m_tabs = new QTabWidget(m_stack);
    m_tabs->setObjectName("servers"_L1);
    m_tabs->setDocumentMode(true);
    m_tabs->setTabBarAutoHide(true); // one coordinator needs no tab
    m_tabs->setFocusPolicy(Qt::NoFocus);   // its bar takes the focus, while it is there
    m_stack->addWidget(m_tabs);
    m_viewsDock = new QDockWidget(this);
    m_viewsDock->setObjectName("viewsDock"_L1);
    m_viewsDock->setFeatures(QDockWidget::DockWidgetMovable);
    m_views = new ViewsPanel(m_viewsDock);
    auto *left = new QWidget(m_viewsDock);
    auto *leftColumn = new QVBoxLayout(left);
    leftColumn->setContentsMargins(0, 0, 0, 0);
    leftColumn->addWidget(m_views, 1);
    leftColumn->addWidget(m_serversPanel = new ServersPanel(left));
    left->setMinimumSize(150, 120); // no dock can be dragged to nothing
    m_viewsDock->setWidget(left);
    addDockWidget(Qt::LeftDockWidgetArea, m_viewsDock);
    m_docks = new DockArea(*this);
    m_status = new StatusLine(this);
    setStatusBar(m_status);
    AlertWays *ways = m_parts.alertWays;
    if (!ways) {
        auto *desktop = new DesktopWays(this, this);
        connect(desktop, &DesktopWays::raised, this, [this] { m_alerts->openWorst(); });
        ways = desktop;
    }
    m_alerts = new AlertDesk(m_parts.settings.file(), *ways, this);
    connect(m_alerts, &AlertDesk::alertWanted, this, &MainWindow::showAlert);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        auto *shown = qobject_cast<Workspace *>(m_tabs->currentWidget());
        const bool isEverywhere = m_everywhere && m_tabs->currentWidget() == m_everywhere;
        if (isEverywhere || (shown && shown != m_workspace && m_servers.contains(shown))) {
            useWorkspace(isEverywhere ? nullptr : shown);
            followFocus();
        }
    });
    connect(m_firstRun, &FirstRunPage::caseFileWanted, this, &MainWindow::chooseCaseFile);
    connect(m_firstRun, &FirstRunPage::connectWanted, this, [this] { openConnectDialog()->open(); });
    connect(m_firstRun, &FirstRunPage::demoWanted, this, [this] { startDemo(); });
    connect(m_serversPanel, &ServersPanel::everywhereChosen, this, &MainWindow::showStuckEverywhere);
    connect(m_serversPanel, &ServersPanel::serverChosen, this, [this](int place) {
        Workspace *chosen = workspaces().value(place);
        if (!chosen)
            return;
        raiseWorkspace(chosen);
        chosen->showPage(Workspace::Transactions);
        chosen->showList(u"is:stuck"_s);
    });
    connect(&m_scheme, &SystemScheme::changed, this, [this] {
        if (m_scheme.wish() != SystemScheme::Wish::Unknown)
            m_systemIsDark = m_scheme.wish() == SystemScheme::Wish::Dark;
        applyAppearance();
    });
    connect(m_views, &ViewsPanel::viewChosen, this, [this](const QString &filter) {
        if (!m_workspace)
            return;
        m_workspace->showPage(Workspace::Transactions);
        m_workspace->showList(filter);
        m_workspace->list().focusRows();
    });
    connect(m_views, &ViewsPanel::filterWanted, this, [this] {
        if (m_workspace)
            m_workspace->list().focusFilter();
    });
    resize(1280, 840);
    setMinimumSize(900, 600);
}

QDialog *MainWindow::openHelp()
{
    const QWidget *focused = focusWidget();
    const bool inDiagram = focused && (focused->inherits("txdesk::console::SequenceView") || focused->inherits("txdesk::console::GanttView"));
    const bool inTable = qobject_cast<const QAbstractItemView *>(focused) != nullptr;
    return new HelpDialog(m_commands, inDiagram ? LocalKey::Diagram : inTable ? LocalKey::List : LocalKey::Everywhere, placeHere(), this);
}

void MainWindow::showEnvironment()
{
    const bool connected = m_workspace != nullptr;
    const Profile profile = connected ? m_workspace->profile() : Profile{};
    QString label = labelOf(profile);
    if (const QString caller = connected ? DoorWords::caller(m_workspace->link().status()) : QString(); !caller.isEmpty())
        label += u" · "_s + caller;
    if (profile.readOnly)
        label += u" · "_s + tr("read-only");
    m_strip->setEnvironment(profile.environment, connected ? label : QString());
    m_strip->setVisible(connected);
    setWindowTitle(connected ? u"%1 %2 – TxDesk"_s.arg(EnvironmentStrip::word(profile.environment), profile.name)
                             : u"TxDesk"_s);
}

void MainWindow::showStatus()
{
    m_status->setAppearance(m_workspace ? appearanceOf(*m_workspace) : m_appearance);
    StatusFactsLine facts{.link = {}, .now = m_parts.clock.now(), .rows = 0, .readOnly = false};
    if (m_workspace) {
        facts.link = m_workspace->link().status();
        facts.rows = m_workspace->list().feed().model().transactionCount();
        facts.readOnly = m_workspace->profile().readOnly;
    }
    m_status->show(facts);
}

void MainWindow::second()
{
    showStatus();
    rememberLayout();
    m_second = m_parts.delayed.start(Milliseconds{1000}, [this] { second(); });
}

void MainWindow::applyAppearance()
{
    m_appearance.theme = themeOf(m_appearance.focus && m_themeChoice != ThemeChoice::HighContrast ? ThemeChoice::Dark : m_themeChoice, m_systemIsDark);
    applyFont();
    applyTheme(*static_cast<QApplication *>(QCoreApplication::instance()), m_appearance.theme);
    setWindowIcon(themedIcon("txdesk"_L1, m_appearance.theme.link));
    for (EnvironmentStrip *strip : findChildren<EnvironmentStrip *>()) // its own, and those of dialogs that are open
        strip->setTheme(m_appearance.theme);
    m_firstRun->setAppearance(m_appearance);
    m_views->setAppearance(m_appearance);
    for (Workspace *workspace : workspaces())
        workspace->setAppearance(appearanceOf(*workspace));
    m_serversPanel->setAppearance(m_appearance);
    if (m_everywhere)
        m_everywhere->setAppearance(m_appearance);
    if (m_demo)
        m_demo->setAppearance(m_appearance);
    showStatus();
}

void MainWindow::setThemeChoice(ThemeChoice choice)
{
    m_themeChoice = choice;
    m_parts.settings.setTheme(choice);
    applyAppearance();
}

void MainWindow::setLanguageChoice(LanguageChoice choice)
{
    m_parts.settings.setLanguage(choice);
    m_parts.language.use(choice);
}

void MainWindow::setTimes(TimeStyle style)
{
    m_parts.settings.setTimes(style);
    m_appearance.times = style;
    m_appearance.utc = style == TimeStyle::Utc;
    applyAppearance();
}

void MainWindow::resetLayout()
{
    m_viewsDock->setVisible(m_workspace != nullptr);
    addDockWidget(Qt::LeftDockWidgetArea, m_viewsDock);
    m_docks->reset();
    if (m_layouts)
        rememberLayout();
    resizeDocks({m_viewsDock}, {180}, Qt::Horizontal);
    for (Workspace *workspace : workspaces())
        workspace->resetLayout();
}

ConsoleSettings::Layout MainWindow::currentLayout() const
{
    ConsoleSettings::Layout layout{saveGeometry(), saveState(ConsoleSettings::layoutVersion), {}, m_docks->open()};
    if (m_workspace)
        layout.splitter = m_workspace->splitterState();
    return layout;
}

void MainWindow::saveLayout()
{
    if (m_appearance.focus)
        return; // what focus mode has put away comes back with the layout from before
    ConsoleSettings::Layout layout = currentLayout();
    const auto before = m_parts.settings.layout();
    if (before && layout.splitter.isEmpty())
        layout.splitter = before->splitter;
    m_parts.settings.setLayout(layout);
}

void MainWindow::restoreLayout()
{
    resizeDocks({m_viewsDock}, {180}, Qt::Horizontal);
    const auto layout = m_parts.settings.layout();
    if (!layout)
        return;
    restoreGeometry(layout->geometry);
    restoreState(layout->docks, ConsoleSettings::layoutVersion);
    m_docks->setOpen(layout->openDocks);
}

qsizetype MainWindow::jobsThatWouldEnd() const
{
    qsizetype count = 0;
    for (Workspace *workspace : workspaces())
        count += workspace->jobs().hasUnfinishedHere() ? 1 : 0;
    return count;
}

// Jobs of the console's own end with it; what they have done stays done.
QDialog *MainWindow::askBeforeClosing(int count)
{
    auto *box = new MessageDialog(Meaning::Waiting, tr("Jobs are running"),
                                  tr("%n coordinators have a job that this console carries out itself. Closing the window ends it: what is done stays done, the rest is left alone.", nullptr, count),
                                  tr("Stay"), this);
    box->setObjectName("closingDialog"_L1);
    QPushButton *end = box->addButton(tr("End the jobs and close"));
    connect(end, &QPushButton::clicked, this, [this] {
        for (Workspace *workspace : workspaces())
            workspace->jobs().cancelAllHere();
        m_closesAnyway = true;
        close();
    });
    return box;
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (const qsizetype ending = jobsThatWouldEnd(); ending > 0 && !m_closesAnyway) {
        event->ignore();
        askBeforeClosing(static_cast<int>(ending))->open();
        return;
    }
    saveLayout();
    event->accept();
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Backspace && event->modifiers() == Qt::NoModifier)
        return go(-1); // it comes here only when no field wanted it
    if (event->key() == Qt::Key_Escape && m_appearance.focus && (!m_workspace || !m_workspace->detail().desk().isArmed())) {
        setFocusMode(false);
        return;
    }
    if (event->key() == Qt::Key_Escape && m_workspace && m_workspace->detail().desk().isArmed()) {
        m_workspace->detail().desk().cancelArmed();
        return;
    }
    QMainWindow::keyPressEvent(event);
}

void MainWindow::retranslate()
{
    m_docks->retranslate();
    m_viewsDock->setWindowTitle(tr("Views"));
    m_tabs->tabBar()->setAccessibleName(tr("Coordinators"));
    retranslateMenus(); // they quote the docks
    showCounts();
    showEnvironment();
    showStatus();
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QMainWindow::changeEvent(event);
}

} // namespace txdesk::console
