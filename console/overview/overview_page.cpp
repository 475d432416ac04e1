// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/overview/overview_page.h"

#include "console/charts/status_mix_bar.h"
#include "console/charts/throughput_chart.h"
#include "console/overview/fleet_model.h"
#include "console/text/duration_text.h"
#include "console/text/plain_text.h"
#include "console/widgets/detail_table.h"
#include "console/widgets/plain_label.h"
#include "console/widgets/stat_tile.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
enum Tile { Ongoing, Stuck, Waiting, Oldest, Calls, Commit };
constexpr Milliseconds askShown{1000};
constexpr Milliseconds askHidden{5000};
} // namespace

OverviewPage::OverviewPage(CoordinatorLink &link, ServerClock &clock, DelayedCalls &delayed, QWidget *parent)
    : WorkspacePage(parent), m_link(link), m_clock(clock), m_delayed(delayed)
{
    setObjectName("overviewPage"_L1);
    build();
    retranslate();
    connect(&link, &CoordinatorLink::opened, this, &OverviewPage::ask);
    ask();
}

OverviewPage::~OverviewPage() { m_delayed.stop(m_timer); }

QString OverviewPage::whyAbsent(const Capabilities &capabilities) const
{
    return capabilities.has(Feature::Stats) ? QString() : tr("%1 gives no numbers about itself.").arg(capabilities.product);
}

void OverviewPage::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 12);
    column->setSpacing(10);
    auto *tiles = new QHBoxLayout;
    tiles->setSpacing(10);
    for (const QString &filter :
         {u"status:unfinished"_s, u"is:stuck"_s, u"is:parked"_s, u"status:unfinished"_s, QString(), QString()}) {
        auto *tile = new StatTile(filter, this);
        tile->setObjectName(u"tile%1"_s.arg(m_tiles.size()));
        connect(tile, &QAbstractButton::clicked, this, [this, filter] { emit listWanted(filter); });
        m_tiles.append(tile);
        tiles->addWidget(tile);
    }
    column->addLayout(tiles);
    const auto title = [this, column](const char *name) {
        auto *label = new PlainLabel(this);
        label->setObjectName(QLatin1StringView(name));
        QFont bold = label->font();
        bold.setBold(true);
        label->setFont(bold);
        column->addWidget(label);
        return label;
    };
    m_mixTitle = title("mixTitle");
    column->addWidget(m_mix = new StatusMixBar(this));
    m_rateTitle = title("rateTitle");
    column->addWidget(m_rate = new ThroughputChart(this), 3);
    m_participantsTitle = title("participantsTitle");
    m_participantModel = new FleetModel(this);
    auto *cells = new CellDelegate({.meaning = FleetModel::MeaningRole, .dimmed = -1});
    cells->setGlyphColumns({FleetModel::Answers});
    m_participants = new DetailTable(*m_participantModel, cells, this);
    m_participants->setObjectName("participantTable"_L1);
    m_participants->setWidths({20, 44, 8, 9, 9, 0});
    m_participants->setMinimumHeight(90);
    connect(m_participants, &QTableView::activated, this, [this](const QModelIndex &row) {
        emit listWanted(u"part:%1"_s.arg(m_participantModel->participantAt(row.row())));
    });
    column->addWidget(m_participants, 2);
    m_nodes = new PlainLabel(this);
    m_nodes->setObjectName("nodesLine"_L1);
    m_nodes->setWordWrap(true);
    column->addWidget(m_nodes);
}

void OverviewPage::retranslate()
{
    m_tiles[Ongoing]->setCaption(tr("unfinished"));
    m_tiles[Stuck]->setCaption(tr("stuck"));
    m_tiles[Waiting]->setCaption(tr("wait for a person"));
    m_tiles[Oldest]->setCaption(tr("oldest unfinished"));
    m_tiles[Calls]->setCaption(tr("calls in flight"));
    m_tiles[Commit]->setCaption(tr("store commit, p99"));
    m_mixTitle->setText(tr("Unfinished by status"));
    m_rateTitle->setText(tr("Per second, up to 5 minutes back"));
    m_participantsTitle->setText(tr("Participants"));
    m_participants->setAccessibleName(tr("Participants"));
    m_participantModel->retranslate();
    QStringList nodes;
    for (const NodeInfo &node : m_nodeList)
        nodes.append(tr("%1 %2 (%3, %4)").arg(node.alive ? u"✔"_s : u"✖"_s, node.node, node.version, node.store));
    m_nodes->setText(nodes.isEmpty() ? QString() : oneLine(tr("Coordinators: %1").arg(nodes.join(u"   "_s)), 600));
    m_nodes->setVisible(!nodes.isEmpty());
}

void OverviewPage::ask()
{
    m_delayed.stop(m_timer);
    m_timer = m_delayed.start(isVisible() ? askShown : askHidden, [this] { ask(); });
    if (m_asked || m_link.status().state != LinkState::Live)
        return;
    m_asked = true;
    m_link.stats(this, [this](const Result<CoordinatorStats> &answer) {
        m_asked = false;
        if (answer)
            takeStats(*answer);
    });
    if (!isVisible())
        return;
    m_link.participants(this, [this](const Result<QList<ParticipantStats>> &answer) {
        if (answer)
            m_participantModel->setParticipants(*answer);
    });
    m_link.nodes(this, [this](const Result<QList<NodeInfo>> &answer) {
        if (!answer || *answer == m_nodeList)
            return;
        m_nodeList = *answer;
        retranslate();
    });
}

void OverviewPage::takeStats(const CoordinatorStats &stats)
{
    m_stats = stats;
    qint64 unfinished = 0;
    for (const qint64 count : stats.unfinished)
        unfinished += count;
    m_tiles[Ongoing]->setValue(locale().toString(unfinished), Meaning::Stopped);
    m_tiles[Stuck]->setValue(locale().toString(stats.stuck), stats.stuck > 0 ? Meaning::Failed : Meaning::Succeeded);
    qint64 parked = 0;
    for (const qint64 count : stats.parked)
        parked += count;
    m_tiles[Waiting]->setValue(locale().toString(parked), parked > 0 ? Meaning::Failed : Meaning::Succeeded);
    m_tiles[Oldest]->setValue(unfinished == 0 ? u"–"_s : durationText(stats.oldestUnfinishedAge),
                              stats.oldestUnfinishedAge > Seconds{300} ? Meaning::Waiting : Meaning::Stopped);
    m_tiles[Calls]->setValue(locale().toString(stats.callsInFlight), Meaning::Stopped);
    m_tiles[Commit]->setValue(stats.commitMsP99 <= 0 ? u"–"_s : tr("%1 ms").arg(stats.commitMsP99, 0, 'f', 1),
                              Meaning::Stopped);
    m_mix->setStats(stats);
    m_rate->addSample(m_clock.now(), stats);
    emit stuckCounted(stats.stuck);
    emit parkedCounted(parked);
}

void OverviewPage::setAppearance(const Appearance &appearance)
{
    for (StatTile *tile : m_tiles)
        tile->setTheme(appearance.theme);
    m_mix->setTheme(appearance.theme);
    m_rate->setTheme(appearance.theme);
    m_participants->setTheme(appearance.theme);
    QPalette muted = m_nodes->palette();
    muted.setColor(QPalette::WindowText, appearance.theme.mutedText);
    m_nodes->setPalette(muted);
}

void OverviewPage::showEvent(QShowEvent *event)
{
    WorkspacePage::showEvent(event);
    m_asked = false;
    ask();
}

void OverviewPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    WorkspacePage::changeEvent(event);
}

} // namespace txdesk::console
