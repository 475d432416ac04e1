// Is anything wrong? The big numbers, throughput, what is unfinished, and the participants and nodes behind it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/delayed_calls.h"
#include "console/client/server_clock.h"
#include "console/widgets/workspace_page.h"

class QLabel;

namespace txdesk::console {

class DetailTable;
class FleetModel;
class StatTile;
class StatusMixBar;
class ThroughputChart;

// Thread: GUI. Asks for numbers once a second while it is shown, every five seconds otherwise, so that the lines go on.
class OverviewPage final : public WorkspacePage
{
    Q_OBJECT

public:
    OverviewPage(CoordinatorLink &link, ServerClock &clock, DelayedCalls &delayed, QWidget *parent = nullptr);
    ~OverviewPage() override;

    [[nodiscard]] QString id() const override { return QStringLiteral("overview"); }
    [[nodiscard]] QString title() const override { return tr("Overview"); }
    [[nodiscard]] QString whyAbsent(const Capabilities &capabilities) const override;
    void setAppearance(const Appearance &appearance) override;
    void reload() override { ask(); }

signals:
    void stuckCounted(qint64 stuck);
    void parkedCounted(qint64 parked); // what waits for a person

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void retranslate();
    void ask();
    void takeStats(const CoordinatorStats &stats);

    CoordinatorLink &m_link;
    ServerClock &m_clock;
    DelayedCalls &m_delayed;
    QList<StatTile *> m_tiles;
    QLabel *m_mixTitle = nullptr;
    StatusMixBar *m_mix = nullptr;
    QLabel *m_rateTitle = nullptr;
    ThroughputChart *m_rate = nullptr;
    QLabel *m_participantsTitle = nullptr;
    FleetModel *m_participantModel = nullptr;
    DetailTable *m_participants = nullptr;
    QLabel *m_nodes = nullptr;
    QList<NodeInfo> m_nodeList;
    CoordinatorStats m_stats;
    bool m_asked = false;
    DelayedCalls::Handle m_timer = 0;
};

} // namespace txdesk::console
