// Who calls whom, as a picture and as a table, with rates and errors of the last ten minutes.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/delayed_calls.h"
#include "console/client/server_clock.h"
#include "console/overview/topology_view.h"
#include "console/widgets/workspace_page.h"

class QLabel;

namespace txdesk::console {

class DetailTable;
class PlainTableModel;

// Thread: GUI. Asks every ten seconds while it is shown.
class TopologyPage final : public WorkspacePage
{
    Q_OBJECT

public:
    TopologyPage(CoordinatorLink &link, ServerClock &clock, DelayedCalls &delayed, QWidget *parent = nullptr);
    ~TopologyPage() override;

    [[nodiscard]] QString id() const override { return QStringLiteral("topology"); }
    [[nodiscard]] QString title() const override { return tr("Topology"); }
    [[nodiscard]] QString whyAbsent(const Capabilities &capabilities) const override;
    void setAppearance(const Appearance &appearance) override;
    void reload() override;

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void retranslate();
    void ask();
    void draw();
    void fillTable(const TopologyGraph &graph);

    CoordinatorLink &m_link;
    ServerClock &m_clock;
    DelayedCalls &m_delayed;
    Appearance m_appearance;
    QLabel *m_said = nullptr;
    TopologyView *m_view = nullptr;
    PlainTableModel *m_model = nullptr;
    DetailTable *m_table = nullptr;
    std::optional<StatsHistory> m_history;
    QString m_problem;
    QList<NodeInfo> m_nodes;
    bool m_asked = false;
    DelayedCalls::Handle m_timer = 0;
};

} // namespace txdesk::console
