// The coordinators of the main window: one tab each, opened, shown, closed; and the demo, which brings its own.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/alerts/alert_desk.h"
#include "console/app/main_window.h"
#include "console/app/servers_panel.h"
#include "console/app/stuck_everywhere.h"
#include "console/connection/certificate_dialog.h"
#include "console/connection/connect_dialog.h"
#include "console/connection/first_run_page.h"
#include "console/detail/sequence_tab.h"
#include "console/list/transaction_table.h"
#include "console/list/views_panel.h"
#include "console/text/plain_text.h"
#include "console/widgets/environment_strip.h"

#include <QDockWidget>
#include <QMenu>
#include <QScreen>
#include <QStackedWidget>
#include <QTabWidget>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr QSize demoSize(1440, 1000);
constexpr int titleBarHeight = 40; // about; who draws it says it only later
}

QList<Workspace *> MainWindow::workspaces() const
{
    QList<Workspace *> all;
    for (int tab = 0; tab < m_tabs->count(); ++tab)
        if (auto *workspace = qobject_cast<Workspace *>(m_tabs->widget(tab)))
            all.append(workspace);
    return all;
}

void MainWindow::raiseWorkspace(Workspace *workspace) { m_tabs->setCurrentWidget(workspace); }

void MainWindow::showAlert(const AlertWatch *watch, const QString &key)
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
    const QList<Workspace *> all = workspaces();
    const auto found = std::ranges::find_if(all, [watch](Workspace *one) { return &one->alerts() == watch; });
    if (found != all.end())
        raiseWorkspace(*found);
    m_docks->raise(u"alertsDock"_s);
    if (found != all.end() && !key.isEmpty())
        (*found)->openAlert(key);
}

void MainWindow::connectTo(const Profile &profile, const QByteArray &token)
{
    const bool isFile = profile.kind == BackendKind::CaseFile;
    if (!isFile && !baseUrlOf(profile.url))
        return;
    if (!isFile)
        m_parts.settings.setLastProfile(profile.name);
    Workspace *workspace = addWorkspace(profile, linkFor(profile));
    openWithToken(workspace, token);
    workspace->list().focusRows();
}

Workspace *MainWindow::showBackEnd(const Profile &profile, std::unique_ptr<CoordinatorLink> link)
{
    Workspace *workspace = addWorkspace(profile, std::move(link));
    workspace->open();
    workspace->list().focusRows();
    return workspace;
}

Workspace *MainWindow::addWorkspace(const Profile &profile, std::unique_ptr<CoordinatorLink> link)
{
    for (Workspace *open : workspaces())
        if (open->profile().name == profile.name || (!profile.url.isEmpty() && open->profile().url == profile.url))
            dropWorkspace(open);
    auto *workspace = new Workspace(profile, std::move(link), m_parts.clock, m_parts.delayed, m_tabs);
    workspace->keepRecords(m_parts.settings.dataFolder());
    m_servers.insert(workspace, {});
    m_alerts->follow(workspace->alerts(), profile.id.isEmpty() ? profile.name : profile.id, EnvironmentStrip::word(profile.environment));
    workspace->setAppearance(appearanceOf(*workspace));
    workspace->detail().sequence().setMemory(&m_parts.settings.file());
    if (const auto layout = m_parts.settings.layout())
        workspace->restoreSplitter(layout->splitter);
    listen(workspace);
    m_tabs->addTab(workspace, QString());
    m_tabs->setCurrentWidget(workspace);
    useWorkspace(workspace);
    followFocus();
    workspace->list().setMemory(std::make_unique<SettingsListMemory>(m_parts.settings.file(), profile.id.isEmpty() ? profile.name : profile.id));
    workspace->list().showLast();
    m_views->showFilter(workspace->list().filterText());
    return workspace;
}

// Each place has its own clock: that of its profile.
Appearance MainWindow::appearanceOf(const Workspace &workspace) const
{
    Appearance own = m_appearance;
    own.serverZone = zoneOfProfile(workspace.profile());
    return own;
}

void MainWindow::showStuckEverywhere()
{
    if (!m_everywhere) {
        m_everywhere = new StuckEverywhere(m_parts.delayed, m_tabs);
        m_everywhere->setAppearance(m_appearance);
        connect(m_everywhere, &StuckEverywhere::wanted, this, [this](Workspace *workspace, const Gid &gid) {
            raiseWorkspace(workspace);
            workspace->showTransaction(gid);
        });
        m_tabs->addTab(m_everywhere, tr("Stuck everywhere"));
    }
    m_everywhere->setWorkspaces(workspaces());
    m_tabs->setCurrentWidget(m_everywhere);
}

void MainWindow::arrive()
{
    if (m_workspace && m_navigation.arrive({m_workspace, m_workspace->currentPage(), m_workspace->detail().desk().subject()}))
        m_commands.refresh(); // back is possible now
}

void MainWindow::go(int direction)
{
    if (!m_navigation.canGo(direction))
        return;
    const Stop stop = m_navigation.go(direction);
    for (Workspace *open : workspaces())
        if (open == stop.workspace) {
            raiseWorkspace(open);
            if (!stop.gid.isEmpty() && stop.page == Workspace::Transactions)
                open->showTransaction(stop.gid);
            open->showPage(stop.page);
        }
    m_commands.refresh();
}

void MainWindow::listen(Workspace *workspace)
{
    const auto whenShown = [this, workspace](auto act) {
        return [this, workspace, act](const auto &...values) {
            if (workspace == m_workspace)
                act(values...);
        };
    };
    connect(&workspace->list(), &ListPane::filterChanged, this, whenShown([this](const QString &filter) { m_views->showFilter(filter); }));
    connect(&workspace->overview(), &OverviewPage::stuckCounted, this, [this, workspace](qint64 stuck) {
        m_servers[workspace].stuck = stuck;
        showCounts();
    });
    connect(&workspace->overview(), &OverviewPage::parkedCounted, this, [this, workspace](qint64 parked) {
        m_servers[workspace].parked = parked;
        showCounts();
    });
    connect(workspace, &Workspace::profileWanted, this, whenShown([this] { openWaysIn(); }));
    followKind(workspace);
    connect(workspace, &Workspace::pageShown, this, whenShown([this](int) { arrive(); }));
    connect(&workspace->detail(), &DetailPane::detailShown, this, whenShown([this] { arrive(); }));
    connect(workspace, &Workspace::pagesChanged, &m_commands, &CommandRegistry::refresh);
    connect(workspace, &Workspace::panelRaised, this, whenShown([this](const QString &dock) { m_docks->raise(dock); }));
    connect(&workspace->link(), &CoordinatorLink::statusChanged, this, [this] {
        showStatus();
        showEnvironment();
    });
}

void MainWindow::useWorkspace(Workspace *workspace)
{
    m_workspace = workspace;
    m_stack->setCurrentWidget(workspace || (m_everywhere && m_tabs->currentWidget() == m_everywhere) ? static_cast<QWidget *>(m_tabs) : m_firstRun);
    m_viewsDock->setVisible(workspace != nullptr && !m_appearance.focus);
    m_docks->showPanels(workspace ? workspace->panels() : QHash<QString, QWidget *>());
    fillTransactionMenu();
    m_views->setList(workspace ? &workspace->list() : nullptr);
    if (workspace)
        m_views->showFilter(workspace->list().filterText());
    showCounts();
    showEnvironment();
    showStatus();
    arrive();
    m_commands.refresh();
}

void MainWindow::showCounts()
{
    const Server server = m_servers.value(m_workspace);
    m_views->setStuckCount(server.stuck);
    m_views->setParkedCount(server.parked);
    showServerTitles();
}

void MainWindow::showServerTitles()
{
    QList<ServerLine> lines;
    for (const Workspace *open : workspaces())
        lines.append({open->profile().name, open->profile().environment,
                      const_cast<Workspace *>(open)->link().status().state == LinkState::Live, m_servers.value(const_cast<Workspace *>(open)).stuck,
                      open == m_workspace});
    m_serversPanel->setServers(lines);
    for (Workspace *workspace : workspaces()) {
        const qint64 stuck = m_servers.value(workspace).stuck;
        const QString name = EnvironmentStrip::word(workspace->profile().environment) + u' ' + workspace->profile().name;
        const int tab = m_tabs->indexOf(workspace);
        m_tabs->setTabText(tab, stuck > 0 ? u"%1  ⚠ %2"_s.arg(name, locale().toString(stuck)) : name);
        m_tabs->setTabToolTip(tab, asToolTip(workspace->profile().url));
    }
}

// The token stands in the vault unless it was given for this connection only.
void MainWindow::openWithToken(Workspace *workspace, const QByteArray &given)
{
    m_servers[workspace].token = given;
    const Profile &profile = workspace->profile();
    if (!given.isEmpty() || profile.tokenPlace == TokenPlace::None) {
        workspace->link().setToken(given);
        workspace->open();
        return;
    }
    const QString key = TokenVault::keyOf(profile.id, QUrl(profile.url));
    m_parts.vault.read(profile.tokenPlace, key, workspace, [workspace](const Result<QByteArray> &token) {
        workspace->link().setToken(token.value_or(QByteArray()));
        if (!token)
            workspace->sayKeyringProblem(token.error().message);
        workspace->open();
    });
}

void MainWindow::openWaysIn()
{
    if (m_workspace->link().status().door == Door::Untrusted)
        openCertificate()->open();
    else
        openConnectDialog()->open();
}

QDialog *MainWindow::openCertificate()
{
    const Profile profile = m_workspace->profile();
    const ServerCertificate shown = m_workspace->link().status().certificate.value_or(ServerCertificate{});
    auto *dialog = new CertificateDialog(shown, profile.environment, labelOf(profile), m_appearance, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &CertificateDialog::trusted, this, &MainWindow::trustCertificate);
    return dialog;
}

void MainWindow::trustCertificate(const QString &fingerprint)
{
    if (!m_workspace)
        return;
    Profile profile = m_workspace->profile();
    QList<Profile> profiles = m_parts.settings.profiles();
    const qsizetype kept = profiles.indexOf(profile);
    profile.trust.pin = fingerprint;
    if (kept >= 0) {
        profiles[kept] = profile;
        m_parts.settings.setProfiles(profiles);
    }
    connectTo(profile, QByteArray(m_servers.value(m_workspace).token));
}

void MainWindow::dropWorkspace(Workspace *workspace)
{
    if (workspace == m_workspace)
        useWorkspace(nullptr); // nothing of the window looks at it while it goes
    m_servers.remove(workspace);
    m_navigation.forget(workspace);
    delete workspace;
    if (m_everywhere)
        m_everywhere->setWorkspaces(workspaces());
}

void MainWindow::closeServer()
{
    Workspace *closing = m_workspace;
    if (!closing)
        return;
    const bool wasDemo = closing == m_demoWorkspace;
    dropWorkspace(closing);
    if (wasDemo)
        endDemo();
    if (m_servers.isEmpty())
        showFirstRun();
    else if (m_tabs->currentWidget() == m_everywhere)
        raiseWorkspace(workspaces().first());
    else
        useWorkspace(qobject_cast<Workspace *>(m_tabs->currentWidget()));
}

void MainWindow::showFirstRun()
{
    for (Workspace *open : workspaces())
        dropWorkspace(open);
    delete std::exchange(m_everywhere, nullptr);
    endDemo();
    useWorkspace(nullptr);
    m_firstRun->focusFirst();
}

void MainWindow::endDemo()
{
    for (const QPointer<QDockWidget> &dock : std::as_const(m_demoDocks))
        delete dock.data();
    m_demoDocks.clear();
    m_demo.reset();
    m_menus.value(u"demo"_s)->menuAction()->setVisible(false);
}

void MainWindow::startDemo(const QString &story)
{
    if (!m_parts.makeDemo)
        return;
    if (m_demoWorkspace)
        dropWorkspace(m_demoWorkspace);
    endDemo();
    // The stage needs room of its own; a window higher than the screen hides its last line.
    resize(size().expandedTo(demoSize.boundedTo(screen()->availableSize() - QSize(0, titleBarHeight))));
    m_demo = m_parts.makeDemo();
    const QList<QDockWidget *> docks = m_demo->docks(*this);
    for (QDockWidget *dock : docks) {
        addDockWidget(Qt::RightDockWidgetArea, dock); // beside the diagram, which needs the height
        m_demoDocks.append(dock);
    }
    if (!m_parts.settings.layout())
        resize(QSize(1500, 940).boundedTo(screen()->availableSize()));
    resizeDocks(docks, QList<int>(docks.size(), 330), Qt::Horizontal);
    addDemoActions();
    m_demo->setAppearance(m_appearance);
    connect(m_demo.get(), &DemoMode::failed, this, [this](const Error &error) { emit demoFailed(error.message); });
    connect(m_demo.get(), &DemoMode::started, this, [this, story](const QUrl &url, const QByteArray &token) {
        connectTo(Profile{tr("demo"), url.toString(), Environment::Development, false}, token);
        placeDemo(m_workspace, story);
    });
    m_demo->start();
}

// Its first actions stand in its menu; the long row of stories in one of its own.
void MainWindow::addDemoActions()
{
    QMenu *demo = m_menus.value(u"demo"_s);
    QMenu *stories = m_menus.value(u"demo/stories"_s);
    for (QAction *action : m_demo->actions()) {
        m_commands.adopt(action->objectName(), u"demo"_s, action);
        const bool isStory = action->objectName().startsWith("demo.story"_L1);
        (isStory ? stories : demo)->addAction(action);
        addAction(action); // its key holds in the whole window
    }
    demo->menuAction()->setVisible(!demo->actions().isEmpty());
}

void MainWindow::placeDemo(Workspace *workspace, const QString &story)
{
    m_demoWorkspace = workspace;
    connect(m_demo.get(), &DemoMode::participantsNamed, workspace, &Workspace::setParticipantNames);
    m_demo->setLink(workspace->link());
    connect(m_demo.get(), &DemoMode::transactionStarted, workspace, [this, workspace](const Gid &gid) {
        raiseWorkspace(workspace);
        workspace->showTransaction(gid);
    });
    connect(m_demo.get(), &DemoMode::madeUpOffered, this, &MainWindow::showMadeUp);
    workspace->detail().raiseTab(DetailPane::Sequence);
    workspace->preferDetail();
    const QString first = story.section(u',', 0, 0); // of "1,2,10" a window plays the first
    m_demo->play(first.isEmpty() || first == "all"_L1 ? u"1"_s : first);
}

// A tab of its own: what is made up never mixes with what happened.
void MainWindow::showMadeUp(const MadeUp &scene)
{
    Workspace *workspace = showBackEnd(Profile{scene.name, {}, Environment::Development, true}, scene.makeLink(m_parts.clock));
    if (scene.gid.value.isEmpty())
        return workspace->preferList();
    workspace->showTransaction(scene.gid);
    workspace->detail().showTab(DetailPane::Sequence); // and the focus goes there: a list that gets it goes to its first row
    workspace->preferDetail();
}

ConnectDialog *MainWindow::openConnectDialog()
{
    auto *dialog = new ConnectDialog(m_parts.settings.profiles(), m_parts.vault, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAppearance(m_appearance);
    if (m_workspace)
        dialog->showNamed(m_workspace->profile().name);
    connect(dialog, &ConnectDialog::profilesChanged, this,
            [this, dialog] { m_parts.settings.setProfiles(dialog->profiles()); });
    connect(dialog, &ConnectDialog::chosen, this, [this](const Profile &profile) { connectTo(profile); });
    return dialog;
}

} // namespace txdesk::console
