// What stands beside the list: the pages of the tabs and the panels of the docks, a few lines each.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/alerts/alerts_panel.h"
#include "console/app/workspace.h"
#include "console/detail/inspector_panel.h"
#include "console/list/groups_panel.h"
#include "console/list/transaction_table.h"
#include "console/overview/topology_page.h"
#include "console/pages/audit_view.h"
#include "console/pages/locks_view.h"
#include "console/pages/parked_view.h"
#include "console/pages/server_page.h"
#include "console/pages/tokens_view.h"
#include "console/pages/topics_page.h"

#include <QTabWidget>

namespace txdesk::console {

using namespace Qt::StringLiterals;

void Workspace::addPages()
{
    m_overview = addPage(new OverviewPage(*m_link, m_serverClock, m_delayed, m_pages), true);
    m_audit = addPage(new AuditView(*m_link, m_serverClock, m_pages));
    m_tokens = addPage(new TokensView(*m_link, m_serverClock, m_pages));
    m_locks = addPage(new LocksView(*m_link, m_serverClock, m_delayed, m_pages));
    m_parked = addPage(new ParkedView(*m_link, m_serverClock, m_delayed, m_detail->desk(), m_pages));
    m_topics = addPage(new TopicsPage(*m_link, m_profile.readOnly, m_pages));
    m_topics->setPlace(m_profile.environment, labelOf(m_profile));
    addPage(new TopologyPage(*m_link, m_serverClock, m_delayed, m_pages));
    addPage(new ServerPage(*m_link, m_serverClock, m_delayed, m_pages));
}

void Workspace::addPanels()
{
    addJobs();
    m_groups = new GroupsPanel(*m_link, m_list->feed(), m_serverClock, m_delayed);
    addPanel("groupsDock"_L1, m_groups);
    connect(m_groups, &GroupsPanel::listWanted, this, [this](const QString &filter) {
        showPage(Transactions);
        showList(filter);
    });
    addPanel("inspectorDock"_L1, m_detail->inspector());
    m_detail->setPlace(m_profile.environment, labelOf(m_profile));
    m_detail->setTracePattern(m_profile.traceUrl);
    connect(m_detail, &DetailPane::transactionWanted, this, &Workspace::showTransaction);
    m_alertsPanel = new AlertsPanel(*m_alerts, qEnvironmentVariable("USER", u"console"_s));
    addPanel("alertsDock"_L1, m_alertsPanel);
    connect(m_alertsPanel, &AlertsPanel::listWanted, this, [this](const QString &filter) {
        showPage(Transactions);
        showList(filter);
    });
    connect(m_alerts.get(), &AlertWatch::noticed, this, [this](const AlertNotice &notice) {
        if (notice.kind == AlertNotice::Kind::Fired)
            emit panelRaised(u"alertsDock"_s);
    });
}

void Workspace::setParticipantNames(const QHash<QString, QString> &names)
{
    m_detail->setParticipantNames(names);
    m_alerts->setParticipantNames(names);
    m_alertsPanel->setParticipantNames(names);
    m_groups->setParticipantNames(names);
    m_overview->setParticipantNames(names);
}

const QHash<QString, QString> &Workspace::participantNames() const { return m_detail->desk().participantNames(); }

void Workspace::openAlert(const QString &key) { m_alertsPanel->open(key); }

QWidget *Workspace::shownPage() const { return m_pages->currentWidget(); }

QList<QWidget *> Workspace::panes() const
{
    return {&m_list->table(), m_list->findChild<QWidget *>("filterField"_L1), m_detail->findChild<QTabWidget *>("detailTabs"_L1)->currentWidget()};
}

QList<Workspace::PageInfo> Workspace::pages() const
{
    const Capabilities capabilities = m_link->capabilities();
    QList<PageInfo> all{{u"transactions"_s, tr("Transactions"), {}}};
    for (const WorkspacePage *page : m_pageList)
        all.append({page->id(), page->title(), page->whyAbsent(capabilities)});
    return all;
}

QHash<QString, QWidget *> Workspace::panels() const
{
    QHash<QString, QWidget *> all;
    for (auto it = m_panels.cbegin(); it != m_panels.cend(); ++it)
        all.insert(it.key(), it->data());
    return all;
}

} // namespace txdesk::console
