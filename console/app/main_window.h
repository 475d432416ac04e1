// The main window: environment band, menus, views, one tab a coordinator, docks, status bar.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/app/command_registry.h"
#include "console/app/console_settings.h"
#include "console/app/diagnostics.h"
#include "console/app/dock_area.h"
#include "console/app/language.h"
#include "console/app/navigation.h"
#include "console/app/palette_desk.h"
#include "console/app/system_scheme.h"
#include "console/app/workspace.h"
#include "console/client/token_vault.h"
#include "console/pages/demo_mode.h"

#include <QMainWindow>
#include <QPointer>

class QMenuBar;
class QStackedWidget;
class QTabWidget;
class QUndoStack;

namespace txdesk::console {

class BulkResetDialog;
class AlertDesk;
class AlertWatch;
class AlertWays;
class ConnectDialog;
class EnvironmentStrip;
class FirstRunPage;
class HookCatcher;
class HookDialog;
struct PrintJob;
class ServersPanel;
class StatusLine;
class StuckEverywhere;
class ViewsPanel;

// What the window is given from outside; all must outlive it.
struct WindowParts
{
    ConsoleSettings &settings;
    Language &language;
    const Clock &clock;
    DelayedCalls &delayed;
    std::function<std::unique_ptr<CoordinatorLink>(const Profile &)> makeLink;
    std::function<std::unique_ptr<DemoMode>()> makeDemo; // empty: this build has no demo
    TokenVault &vault;
    HookCatcher *hooks = nullptr; // of stock DTM's alerts; null: none
    DiagnosticSources diagnostics{};
    AlertWays *alertWays = nullptr; // null: those of this desktop
};

// Thread: GUI.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(WindowParts parts, QWidget *parent = nullptr);
    ~MainWindow() override;

    // A tab of its own; the tab that shows this place already is made anew. Without a token: the one kept for the profile.
    void connectTo(const Profile &profile, const QByteArray &token = {});
    // The same over a link of its own: a case file, something made up. It needs no token and is not remembered.
    Workspace *showBackEnd(const Profile &profile, std::unique_ptr<CoordinatorLink> link);
    void startDemo(const QString &story = {});
    void showFirstRun(); // closes every connection
    void closeServer();  // the current tab
    void setThemeChoice(ThemeChoice choice);
    void setLanguageChoice(LanguageChoice choice);
    void setTimes(TimeStyle style);
    void setDensity(Density density);
    void setFontPercent(int percent); // 100 to 200
    void setCalm(bool calm);
    void takeSettings(); // after they were imported
    void setFocusMode(bool on); // of the current profile, and remembered with it
    [[nodiscard]] bool focusMode() const { return m_appearance.focus; }
    // Shows what a link names, in a tab of its profile; it can do nothing else. What is wrong with it stands in the status bar.
    void openLink(const QString &text);
    [[nodiscard]] QString linkHere() const; // empty: nothing is shown that a link could name
    void showStuckEverywhere();
    void applyLayout(const QString &name); // "triage", "debug", "wall", or one of settings().layoutNames()
    [[nodiscard]] QDialog *askLayoutName(); // under which the layout as it is now is kept
    [[nodiscard]] Place placeHere() const; // for the bands of dialogs
    [[nodiscard]] QList<std::pair<QString, QString>> views() const; // name and filter, for the palette
    [[nodiscard]] PaletteDialog *openPalette(const QString &text = {});
    [[nodiscard]] QDialog *openPreferences();
    [[nodiscard]] QDialog *openDiagnostics();
    [[nodiscard]] QDialog *openPrintPreview(); // of the detail, the list or the page that has the focus
    [[nodiscard]] PrintJob printJob() const;
    [[nodiscard]] Workspace *workspace() const { return m_workspace; } // of the current tab, or null
    [[nodiscard]] QList<Workspace *> workspaces() const;
    void raiseWorkspace(Workspace *workspace);
    void showAlert(const AlertWatch *watch, const QString &key); // a person came from the tray or a notification
    [[nodiscard]] DemoMode *demo() const { return m_demo.get(); }
    [[nodiscard]] CommandRegistry &commands() { return m_commands; }
    [[nodiscard]] DockArea &docks() { return *m_docks; }
    [[nodiscard]] const Appearance &appearance() const { return m_appearance; }
    [[nodiscard]] ConnectDialog *openConnectDialog();
    [[nodiscard]] QDialog *openCertificate(); // of the connection, as it was shown last
    [[nodiscard]] QDialog *openHelp();
    void openCaseFile(const QString &path); // in a tab of its own, or says why not
    [[nodiscard]] HookDialog *openHookDialog();
    [[nodiscard]] BulkResetDialog *openBulkReset();

signals:
    void demoFailed(const QString &problem);

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    // What the window keeps of each tab.
    struct Server
    {
        qint64 stuck = 0;
        qint64 parked = 0;
        QByteArray token; // of a connection that has no saved profile
    };

    // main_window.cpp
    [[nodiscard]] qsizetype jobsThatWouldEnd() const;
    [[nodiscard]] QDialog *askBeforeClosing(int count);
    void build();
    void retranslate();
    void applyAppearance();
    void showEnvironment();
    void showStatus();
    void second();
    void resetLayout();
    void saveLayout();
    void restoreLayout();
    // window_tools.cpp
    void say(const QString &text); // in the status bar, for a while
    void applyFont();
    void followFocus();
    void showFocus();
    void rememberLayout(); // as a step of layout undo
    void putLayout(const ConsoleSettings::Layout &layout);
    [[nodiscard]] ConsoleSettings::Layout currentLayout() const;
    // window_servers.cpp
    Workspace *addWorkspace(const Profile &profile, std::unique_ptr<CoordinatorLink> link);
    void listen(Workspace *workspace);
    [[nodiscard]] Appearance appearanceOf(const Workspace &workspace) const;
    void arrive(); // where we are now is a stop of the way back
    void go(int direction);
    void cyclePane(int direction); // window_panes.cpp
    void useWorkspace(Workspace *workspace); // null: none is shown
    void dropWorkspace(Workspace *workspace);
    void endDemo();
    void openWithToken(Workspace *workspace, const QByteArray &given);
    void openWaysIn(); // what helps when the door is not open
    void trustCertificate(const QString &fingerprint);
    void showMadeUp(const MadeUp &scene);
    void addDemoActions();
    void placeDemo(Workspace *workspace, const QString &story);
    void showCounts();
    void showServerTitles();
    // window_backends.cpp
    void addBackendCommands();
    void chooseCaseFile();
    void saveCaseFile();
    void say(const QString &text, bool problem);
    [[nodiscard]] std::unique_ptr<CoordinatorLink> linkFor(const Profile &profile);
    void followKind(Workspace *workspace);
    // window_commands.cpp
    using InWorkspace = std::function<void(Workspace &)>;
    void buildMenus();
    void addFileCommands();
    void addViewCommands();
    void addPageCommands();
    void addTabCommands();
    void addLookCommands();
    void addDockCommands();
    void addHelpCommands();
    void addToolCommands();
    void addLayoutCommands();
    void fillLayoutMenu();
    void add(Command command) { m_commands.add(command); }
    void addHere(Command command, InWorkspace run); // greyed while no coordinator is shown
    QMenu *addMenu(const QString &id, const char *title);
    void fillMenus();
    void fillTransactionMenu();
    void retranslateMenus();

    WindowParts m_parts;
    CommandRegistry m_commands;
    Appearance m_appearance;
    ThemeChoice m_themeChoice;
    bool m_systemIsDark;
    EnvironmentStrip *m_strip = nullptr;
    QStackedWidget *m_stack = nullptr;
    FirstRunPage *m_firstRun = nullptr;
    QTabWidget *m_tabs = nullptr; // one a coordinator
    QDockWidget *m_viewsDock = nullptr;
    ViewsPanel *m_views = nullptr;
    ServersPanel *m_serversPanel = nullptr;
    StuckEverywhere *m_everywhere = nullptr;
    DockArea *m_docks = nullptr;
    StatusLine *m_status = nullptr;
    AlertDesk *m_alerts = nullptr;
    QMenuBar *m_bar = nullptr;
    QHash<QString, QMenu *> m_menus;
    QList<std::pair<QString, const char *>> m_menuTitles;
    QList<QObject *> m_ownLayouts; // entries of the menu for layouts that a person keeps
    Workspace *m_workspace = nullptr;
    QHash<Workspace *, Server> m_servers;
    std::unique_ptr<DemoMode> m_demo;
    QPointer<Workspace> m_demoWorkspace;
    QList<QPointer<QDockWidget>> m_demoDocks;
    QUndoStack *m_layouts = nullptr;
    ConsoleSettings::Layout m_lastLayout;
    bool m_puttingLayout = false;
    Navigation m_navigation;
    PaletteDesk m_palette;
    SystemScheme m_scheme;
    qreal m_baseFontSize = 0;
    DelayedCalls::Handle m_second = 0;
    bool m_closesAnyway = false;
};

} // namespace txdesk::console
