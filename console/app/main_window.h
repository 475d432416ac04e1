// The main window: environment band, menus, views, the workspace of the chosen connection, status bar.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/app/language.h"
#include "console/app/workspace.h"
#include "console/client/token_vault.h"
#include "console/pages/demo_mode.h"

#include <QMainWindow>
#include <QPointer>

class QActionGroup;
class QMenuBar;
class QStackedWidget;

namespace txdesk::console {

class ConnectDialog;
class EnvironmentStrip;
class FirstRunPage;
class StatusLine;
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
};

// Thread: GUI.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(WindowParts parts, QWidget *parent = nullptr);
    ~MainWindow() override;

    void connectTo(const Profile &profile, const QByteArray &token = {}); // without one: the token kept for the profile
    void startDemo(const QString &story = {});
    void showFirstRun();
    void setThemeChoice(ThemeChoice choice);
    void setLanguageChoice(LanguageChoice choice);
    void setUtc(bool utc);
    [[nodiscard]] Workspace *workspace() const { return m_workspace; }
    [[nodiscard]] DemoMode *demo() const { return m_demo.get(); }
    [[nodiscard]] ConnectDialog *openConnectDialog();
    [[nodiscard]] QDialog *openCertificate(); // of the connection, as it was shown last
    [[nodiscard]] QDialog *openHelp();

signals:
    void demoFailed(const QString &problem);

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Command
    {
        QAction *action = nullptr;
        const char *text = nullptr; // in the context MainWindow
    };

    void build();
    void buildMenus();
    void fillTransactionMenu();
    QAction *addCommand(QMenu *menu, const char *text, const QKeySequence &keys, std::function<void()> run);
    QAction *addChoice(QMenu *menu, QActionGroup *group, const char *text, bool checked, std::function<void()> run);
    QMenu *addMenu(QMenu *parent, const char *title);
    void buildViewMenu();
    void retranslate();
    void applyAppearance();
    void dropWorkspace();
    void openWithToken(const QByteArray &given);
    void openWaysIn(); // what helps when the door is not open
    void trustCertificate(const QString &fingerprint);
    void placeDemo(const QString &story);
    void showEnvironment();
    void showStatus();
    void second();
    void resetLayout();
    void saveLayout();
    void restoreLayout();

    WindowParts m_parts;
    Appearance m_appearance;
    ThemeChoice m_themeChoice;
    bool m_systemIsDark;
    EnvironmentStrip *m_strip = nullptr;
    QStackedWidget *m_stack = nullptr;
    FirstRunPage *m_firstRun = nullptr;
    QDockWidget *m_viewsDock = nullptr;
    ViewsPanel *m_views = nullptr;
    StatusLine *m_status = nullptr;
    QMenuBar *m_bar = nullptr;
    QMenu *m_transactionMenu = nullptr;
    QList<Command> m_commands;
    QList<std::pair<QMenu *, const char *>> m_menus;
    Workspace *m_workspace = nullptr;
    std::unique_ptr<DemoMode> m_demo;
    QByteArray m_givenToken; // of a connection that has no saved profile
    int m_rows = 0;
    DelayedCalls::Handle m_second = 0;
};

} // namespace txdesk::console
