// The page Server: which coordinators there are, what they run on, how much waits in them, what this back end can do.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/coordinator_link.h"
#include "console/client/delayed_calls.h"
#include "console/client/server_clock.h"
#include "console/models/plain_table_model.h"
#include "console/widgets/workspace_page.h"

class QLabel;

namespace txdesk::console {

class DetailTable;

// Thread: GUI. Asks every two seconds while it is seen. link, clock and delayed must outlive it.
class ServerPage final : public WorkspacePage
{
    Q_OBJECT

public:
    ServerPage(CoordinatorLink &link, ServerClock &clock, DelayedCalls &delayed, QWidget *parent = nullptr);
    ~ServerPage() override;

    [[nodiscard]] QString id() const override { return QStringLiteral("server"); }
    [[nodiscard]] QString title() const override { return tr("Server"); }
    void setAppearance(const Appearance &appearance) override;
    void setLink(const LinkStatus &link) override;
    void reload() override;
    [[nodiscard]] PlainTableModel &nodes() { return m_nodeModel; }
    [[nodiscard]] PlainTableModel &facts() { return m_factModel; }

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void again();
    void retranslate();
    void fillNodes();
    void fillFacts();

    CoordinatorLink &m_link;
    ServerClock &m_clock;
    DelayedCalls &m_delayed;
    DelayedCalls::Handle m_timer = 0;
    PlainTableModel m_nodeModel;
    PlainTableModel m_factModel;
    QList<NodeInfo> m_nodes;
    std::optional<CoordinatorStats> m_stats;
    Appearance m_appearance;
    QLabel *m_nodesTitle;
    QLabel *m_factsTitle;
    DetailTable *m_nodeTable;
    DetailTable *m_factTable;
};

// What a back end can do, one row a feature: the page shows it, the diagnostics write it down.
[[nodiscard]] QList<PlainRow> capabilityRows(const Capabilities &capabilities);

} // namespace txdesk::console
