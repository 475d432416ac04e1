// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/main_window.h"

#include "console/actions/door_words.h"
#include "console/actions/environment_strip.h"
#include "console/app/app_style.h"
#include "console/app/help_dialog.h"
#include "console/app/status_line.h"
#include "console/connection/certificate_dialog.h"
#include "console/connection/connect_dialog.h"
#include "console/connection/first_run_page.h"
#include "console/list/transaction_table.h"
#include "console/list/views_panel.h"
#include "console/widgets/icon_set.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QScreen>
#include <QKeyEvent>
#include <QMenu>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr QSize demoSize(1440, 1000);
}

MainWindow::MainWindow(WindowParts parts, QWidget *parent)
    : QMainWindow(parent), m_parts(std::move(parts)), m_themeChoice(m_parts.settings.theme()),
      m_systemIsDark(isDark(QGuiApplication::palette()))
{
    setObjectName("mainWindow"_L1);
    m_appearance.utc = m_parts.settings.utc();
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
    dropWorkspace();
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
    m_viewsDock = new QDockWidget(this);
    m_viewsDock->setObjectName("viewsDock"_L1);
    m_viewsDock->setFeatures(QDockWidget::DockWidgetMovable);
    m_views = new ViewsPanel(m_viewsDock);
    m_viewsDock->setWidget(m_views);
    addDockWidget(Qt::LeftDockWidgetArea, m_viewsDock);
    m_status = new StatusLine(this);
    setStatusBar(m_status);
    connect(m_firstRun, &FirstRunPage::connectWanted, this, [this] { openConnectDialog()->open(); });
    connect(m_firstRun, &FirstRunPage::demoWanted, this, [this] { startDemo(); });
    connect(m_views, &ViewsPanel::viewChosen, this, [this](const QString &filter) {
        if (!m_workspace)
            return;
        m_workspace->showPage(0);
        m_workspace->showList(filter);
    });
    resize(1280, 840);
    setMinimumSize(900, 600);
}

void MainWindow::connectTo(const Profile &profile, const QByteArray &token)
{
    if (!baseUrlOf(profile.url))
        return;
    dropWorkspace();
    m_parts.settings.setLastProfile(profile.name);
    m_workspace = new Workspace(profile, m_parts.makeLink(profile), m_parts.clock, m_parts.delayed, m_stack);
    m_stack->addWidget(m_workspace);
    m_stack->setCurrentWidget(m_workspace);
    m_workspace->setAppearance(m_appearance);
    if (const auto layout = m_parts.settings.layout())
        m_workspace->restoreSplitter(layout->splitter);
    connect(&m_workspace->list(), &ListPane::rowsChanged, this, [this](int rows) { m_rows = rows; });
    connect(&m_workspace->list(), &ListPane::filterChanged, m_views, &ViewsPanel::showFilter);
    connect(&m_workspace->overview(), &OverviewPage::stuckCounted, m_views, &ViewsPanel::setStuckCount);
    connect(&m_workspace->overview(), &OverviewPage::parkedCounted, m_views, &ViewsPanel::setParkedCount);
    connect(m_workspace, &Workspace::profileWanted, this, [this] { openWaysIn(); });
    connect(&m_workspace->link(), &CoordinatorLink::statusChanged, this, [this] {
        showStatus();
        showEnvironment();
    });
    m_viewsDock->show();
    fillTransactionMenu();
    showEnvironment();
    m_workspace->showList({});
    m_views->showFilter({});
    openWithToken(token);
    m_workspace->list().table().setFocus();
}

// The token stands in the vault unless it was given for this connection only.
void MainWindow::openWithToken(const QByteArray &given)
{
    m_givenToken = given;
    const Profile &profile = m_workspace->profile();
    if (!given.isEmpty() || profile.tokenPlace == TokenPlace::None) {
        m_workspace->link().setToken(given);
        m_workspace->open();
        return;
    }
    const QString key = TokenVault::keyOf(profile.id, QUrl(profile.url));
    m_parts.vault.read(profile.tokenPlace, key, m_workspace, [this](const Result<QByteArray> &token) {
        m_workspace->link().setToken(token.value_or(QByteArray()));
        if (!token)
            m_workspace->sayKeyringProblem(token.error().message);
        m_workspace->open();
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
    connectTo(profile, QByteArray(m_givenToken));
}

void MainWindow::dropWorkspace()
{
    m_transactionMenu->clear();
    m_rows = 0;
    delete std::exchange(m_workspace, nullptr);
}

void MainWindow::showFirstRun()
{
    dropWorkspace();
    m_stack->setCurrentWidget(m_firstRun);
    m_viewsDock->hide();
    m_firstRun->focusFirst();
    showEnvironment();
    showStatus();
}

void MainWindow::startDemo(const QString &story)
{
    if (!m_parts.makeDemo)
        return;
    dropWorkspace();
    resize(size().expandedTo(demoSize)); // the stage needs room of its own
    m_demo = m_parts.makeDemo();
    const QList<QDockWidget *> docks = m_demo->docks(*this);
    for (QDockWidget *dock : docks)
        addDockWidget(Qt::RightDockWidgetArea, dock); // beside the diagram, which needs the height
    if (!m_parts.settings.layout())
        resize(QSize(1500, 940).boundedTo(screen()->availableSize()));
    resizeDocks(docks, QList<int>(docks.size(), 330), Qt::Horizontal);
    m_demo->setAppearance(m_appearance);
    connect(m_demo.get(), &DemoMode::failed, this, [this](const Error &error) { emit demoFailed(error.message); });
    connect(m_demo.get(), &DemoMode::started, this, [this, story](const QUrl &url, const QByteArray &token) {
        connectTo(Profile{tr("demo"), url.toString(), Environment::Development, false}, token);
        placeDemo(story);
    });
    m_demo->start();
}

void MainWindow::placeDemo(const QString &story)
{
    m_demo->setLink(m_workspace->link());
    connect(m_demo.get(), &DemoMode::transactionStarted, m_workspace, &Workspace::showTransaction);
    m_workspace->detail().raiseTab(DetailPane::Sequence);
    m_workspace->preferDetail();
    const QString first = story.section(u',', 0, 0); // of "1,2,10" a window plays the first
    m_demo->play(first.isEmpty() || first == "all"_L1 ? u"1"_s : first);
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

QDialog *MainWindow::openHelp()
{
    auto *dialog = new HelpDialog(m_appearance.theme, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    return dialog;
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
    StatusFactsLine facts{.link = {}, .now = m_parts.clock.now(), .rows = m_rows, .readOnly = false};
    if (m_workspace) {
        facts.link = m_workspace->link().status();
        facts.readOnly = m_workspace->profile().readOnly;
    }
    m_status->show(facts);
}

void MainWindow::second()
{
    showStatus();
    m_second = m_parts.delayed.start(Milliseconds{1000}, [this] { second(); });
}

void MainWindow::applyAppearance()
{
    m_appearance.theme = themeOf(m_themeChoice, m_systemIsDark);
    applyTheme(*static_cast<QApplication *>(QCoreApplication::instance()), m_appearance.theme);
    setWindowIcon(themedIcon("txdesk"_L1, m_appearance.theme.link));
    m_strip->setTheme(m_appearance.theme);
    m_firstRun->setAppearance(m_appearance);
    m_views->setAppearance(m_appearance);
    m_status->setAppearance(m_appearance);
    if (m_workspace)
        m_workspace->setAppearance(m_appearance);
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

void MainWindow::setUtc(bool utc)
{
    m_parts.settings.setUtc(utc);
    m_appearance.utc = utc;
    applyAppearance();
}

void MainWindow::resetLayout()
{
    m_viewsDock->setVisible(m_workspace != nullptr);
    addDockWidget(Qt::LeftDockWidgetArea, m_viewsDock);
    resizeDocks({m_viewsDock}, {180}, Qt::Horizontal);
    if (m_workspace)
        m_workspace->resetLayout();
}

void MainWindow::saveLayout()
{
    ConsoleSettings::Layout layout{saveGeometry(), saveState(ConsoleSettings::layoutVersion), {}};
    if (const auto before = m_parts.settings.layout())
        layout.splitter = before->splitter;
    if (m_workspace)
        layout.splitter = m_workspace->splitterState();
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
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveLayout();
    event->accept();
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_workspace && m_workspace->detail().desk().isArmed()) {
        m_workspace->detail().desk().cancelArmed();
        return;
    }
    QMainWindow::keyPressEvent(event);
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QMainWindow::changeEvent(event);
}

} // namespace txdesk::console
