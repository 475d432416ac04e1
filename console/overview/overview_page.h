// Is anything wrong? The big numbers and what they were yesterday, charts of the last minutes or day, participants, nodes.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/delayed_calls.h"
#include "console/client/server_clock.h"
#include "console/overview/live_history.h"
#include "console/overview/overview_content.h"
#include "console/widgets/workspace_page.h"

class QButtonGroup;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace txdesk::console {

class ChartCard;
class DetailTable;
class FleetModel;
class OverviewTiles;

// Thread: GUI. Asks for numbers once a second while it is shown, every five seconds otherwise, and for the history every
// ten seconds while it is shown; draws what has changed at most twice a second.
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
    void reload() override;
    void setParticipantNames(const ParticipantNames &names);
    void setRange(HistoryRange range);
    [[nodiscard]] HistoryRange range() const { return m_range; }
    void drawCharts(); // all of them, from what is known

signals:
    void stuckCounted(qint64 stuck);
    void parkedCounted(qint64 parked); // what waits for a person

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void buildRanges(QVBoxLayout &column);
    void buildCharts(QVBoxLayout &column);
    [[nodiscard]] ChartCard *addCard(const QString &name, MarkedChart *chart);
    void retranslate();
    void nameCharts();
    void ask();
    void askHistory();
    void takeStats(const CoordinatorStats &stats);
    void showTiles();
    void drawLatency();
    void sayWhatIsKnown();
    [[nodiscard]] HistoryView view(HistoryRange range) const;

    CoordinatorLink &m_link;
    ServerClock &m_clock;
    DelayedCalls &m_delayed;
    Appearance m_appearance;
    OverviewTiles *m_tiles = nullptr;
    QButtonGroup *m_ranges = nullptr;
    QLabel *m_known = nullptr; // since when, by whom
    LinesChart *m_throughput = nullptr;
    StackedColumns *m_mix = nullptr;
    LinesChart *m_latency = nullptr;
    QComboBox *m_kind = nullptr;
    RankedBars *m_failing = nullptr;
    HeatMap *m_retries = nullptr;
    QList<ChartCard *> m_cards;
    QLabel *m_participantsTitle = nullptr;
    FleetModel *m_participantModel = nullptr;
    DetailTable *m_participants = nullptr;
    QLabel *m_nodes = nullptr;
    QList<NodeInfo> m_nodeList;
    ParticipantNames m_names;
    HistoryRange m_range = HistoryRange::Live;
    LiveHistory m_live;
    StatsHistory m_history;
    bool m_hasHistory = false;
    QString m_historyProblem;
    std::optional<CoordinatorStats> m_stats;
    Instant m_statsAt{};
    bool m_asked = false;
    bool m_historyAsked = false;
    DelayedCalls::Handle m_timer = 0;
    DelayedCalls::Handle m_historyTimer = 0;
};

} // namespace txdesk::console
