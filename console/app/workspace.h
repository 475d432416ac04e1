// Everything that shows one coordinator: the list over the detail, the pages beside it, the panels of the docks.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/delayed_calls.h"
#include "console/client/server_clock.h"
#include "console/connection/profile.h"
#include "console/detail/detail_pane.h"
#include "console/jobs/bulk_offer.h"
#include "console/list/list_pane.h"
#include "console/overview/overview_page.h"
#include "console/widgets/workspace_page.h"

#include <QHash>
#include <QPointer>

class QSplitter;
class QTabWidget;

namespace txdesk::console {

class AlertWatch;
class AlertsPanel;
class AuditView;
class BulkDialog;
class ConfirmDialog;
class GroupsPanel;
class JobsPanel;
class LocalAudit;
class LocksView;
class NoticeBand;
class ParkedView;
class TokensView;
class TopicsPage;

// Thread: GUI. Made when a connection is chosen, deleted with it.
class Workspace final : public QWidget
{
    Q_OBJECT

public:
    Workspace(const Profile &profile, std::unique_ptr<CoordinatorLink> link, const Clock &clock, DelayedCalls &delayed,
              QWidget *parent = nullptr);
    ~Workspace() override;

    [[nodiscard]] const Profile &profile() const { return m_profile; }
    [[nodiscard]] CoordinatorLink &link() { return *m_link; }
    [[nodiscard]] const ServerClock &serverClock() const { return m_serverClock; }
    [[nodiscard]] ListPane &list() { return *m_list; }
    [[nodiscard]] DetailPane &detail() { return *m_detail; }
    [[nodiscard]] OverviewPage &overview() { return *m_overview; }
    [[nodiscard]] AuditView &audit() { return *m_audit; }
    [[nodiscard]] TokensView &tokens() { return *m_tokens; }
    [[nodiscard]] LocksView &locks() { return *m_locks; }
    [[nodiscard]] ParkedView &parked() { return *m_parked; }
    [[nodiscard]] TopicsPage &topics() { return *m_topics; }
    [[nodiscard]] AlertWatch &alerts() { return *m_alerts; }
    void openAlert(const QString &key); // in its panel, and the list that explains it

    // Where this machine's own record of acts and jobs is kept; without it nothing is recorded here.
    void keepRecords(const QString &folder);
    [[nodiscard]] JobBook &jobs() { return *m_jobs; }
    [[nodiscard]] BulkOffer &bulk() { return *m_bulk; }
    void open(); // connects and shows the first list
    void sayKeyringProblem(const QString &problem); // why no token was found
    void showList(const QString &filterText);
    void showTransaction(const Gid &gid);
    // The pages that are always there come first; the others are found by their id.
    enum Page { Transactions, Overview, Audit, Tokens, Locks, Parked };
    void showPage(int page); // nothing happens if it is greyed or there is none
    void showPage(const QString &id);
    [[nodiscard]] int currentPage() const;
    [[nodiscard]] QWidget *shownPage() const;
    struct PageInfo
    {
        QString id; // "transactions": the list
        QString title;
        QString whyAbsent; // empty: it can be shown
    };
    [[nodiscard]] QList<PageInfo> pages() const; // in the order of the tabs
    // The panel for the dock of this name, or null.
    [[nodiscard]] QHash<QString, QWidget *> panels() const;
    void refresh();
    [[nodiscard]] QList<QWidget *> panes() const; // of the list's page, in the order of F6
    [[nodiscard]] const QHash<QString, QString> &participantNames() const;
    void setParticipantNames(const QHash<QString, QString> &names); // what people call them, by host and port
    void setDetailOnly(bool only); // the list gives its room to the detail
    [[nodiscard]] bool isDetailOnly() const;
    void setAppearance(const Appearance &appearance);
    [[nodiscard]] ConfirmDialog *askToConfirm(const Confirmation &confirmation);
    [[nodiscard]] BulkDialog *askForJob(const JobOrder &order, const QString &filterText);

    // One list, one verdict, three buttons: the pages and the tabs of the detail are put away.
    void setFocusMode(bool on);

    [[nodiscard]] QByteArray splitterState() const;
    void restoreSplitter(const QByteArray &state);
    void resetLayout();
    void preferList();   // many rows, the detail below is its verdict and a few branches
    void preferDetail(); // a short list, for a handful of transactions

signals:
    void pageShown(int page);
    void pagesChanged(); // a title, a badge, a reason
    void panelRaised(const QString &dock); // something happened there that a person asked for
    void profileWanted(); // a person wants to put the profile right: another token, another certificate

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void build();
    // One line makes a page: its tab, menu entry, palette entry, greying, F5.
    template <class PageType>
    PageType *addPage(PageType *page, bool scrolls = false)
    {
        place(page, scrolls);
        return page;
    }
    void place(WorkspacePage *page, bool scrolls);
    // One line fills a dock for as long as this workspace is the current one; the panel is deleted with it.
    void addPanel(QLatin1StringView dock, QWidget *panel) { m_panels.insert(dock, panel); }
    void addPages();
    void addPanels();
    void addJobs();
    void showTabs();
    void showFocusMode();
    void retranslate();
    void connectParts();
    void showLink(); // the band that says that nobody is connected
    void sayNotConnected(const LinkStatus &status, Instant now);
    void second();

    Profile m_profile;
    std::unique_ptr<CoordinatorLink> m_link;
    ServerClock m_serverClock;
    DelayedCalls &m_delayed;
    std::unique_ptr<AlertWatch> m_alerts;
    AlertsPanel *m_alertsPanel = nullptr;
    Appearance m_appearance;
    NoticeBand *m_connection = nullptr;
    bool m_focusMode = false;
    QString m_keyringProblem;
    NoticeBand *m_open = nullptr; // red: the coordinator lets everybody in
    QTabWidget *m_pages = nullptr;
    QList<WorkspacePage *> m_pageList; // tab 1 and up
    QHash<QString, QString> m_badges;  // by page id
    QHash<QString, QPointer<QWidget>> m_panels;
    QSplitter *m_splitter = nullptr;
    ListPane *m_list = nullptr;
    DetailPane *m_detail = nullptr;
    GroupsPanel *m_groups = nullptr;
    OverviewPage *m_overview = nullptr;
    AuditView *m_audit = nullptr;
    TokensView *m_tokens = nullptr;
    LocksView *m_locks = nullptr;
    ParkedView *m_parked = nullptr;
    TopicsPage *m_topics = nullptr;
    LocalAudit *m_records = nullptr;
    JobBook *m_jobs = nullptr;
    BulkOffer *m_bulk = nullptr;
    JobsPanel *m_jobsPanel = nullptr;
    DelayedCalls::Handle m_second = 0;
};

} // namespace txdesk::console
