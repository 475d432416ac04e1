// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/overview/overview_page.h"

#include "console/overview/chart_card.h"
#include "console/overview/fleet_model.h"
#include "console/overview/overview_tiles.h"
#include "console/text/plain_text.h"
#include "console/text/words.h"
#include "console/widgets/detail_table.h"
#include "console/widgets/plain_label.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <numeric>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr Milliseconds askShown{1000};
constexpr Milliseconds askHidden{5000};
constexpr Milliseconds askHistoryEvery{10'000};

} // namespace

OverviewPage::OverviewPage(CoordinatorLink &link, ServerClock &clock, DelayedCalls &delayed, QWidget *parent)
    : WorkspacePage(parent), m_link(link), m_clock(clock), m_delayed(delayed)
{
    setObjectName("overviewPage"_L1);
    build();
    retranslate();
    connect(&link, &CoordinatorLink::opened, this, [this] {
        m_historyAsked = false;
        ask();
        askHistory();
    });
    connect(&link, &CoordinatorLink::statusChanged, this, &OverviewPage::sayWhatIsKnown);
    ask();
    askHistory();
}

OverviewPage::~OverviewPage()
{
    m_delayed.stop(m_timer);
    m_delayed.stop(m_historyTimer);
}

QString OverviewPage::whyAbsent(const Capabilities &capabilities) const
{
    return capabilities.has(Feature::Stats) ? QString() : tr("%1 gives no numbers about itself.").arg(capabilities.product);
}

void OverviewPage::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 12);
    column->setSpacing(10);
    column->addWidget(m_tiles = new OverviewTiles(this));
    connect(m_tiles, &OverviewTiles::listWanted, this, &OverviewPage::listWanted);
    buildRanges(*column);
    buildCharts(*column);
    m_participantsTitle = new PlainLabel(this);
    QFont bold = m_participantsTitle->font();
    bold.setBold(true);
    m_participantsTitle->setFont(bold);
    column->addWidget(m_participantsTitle);
    m_participantModel = new FleetModel(this);
    auto *cells = new CellDelegate({.meaning = FleetModel::MeaningRole, .dimmed = -1});
    cells->setGlyphColumns({FleetModel::Answers});
    m_participants = new DetailTable(*m_participantModel, cells, this);
    m_participants->setObjectName("participantTable"_L1);
    m_participants->setWidths({20, 48, 8, 9, 9, 0});
    m_participants->setMinimumHeight(120);
    connect(m_participants, &QTableView::activated, this, [this](const QModelIndex &row) {
        emit listWanted(OverviewContent::participantFilter(m_participantModel->participantAt(row.row())));
    });
    column->addWidget(m_participants, 1);
    m_nodes = new PlainLabel(this);
    m_nodes->setObjectName("nodesLine"_L1);
    m_nodes->setWordWrap(true);
    column->addWidget(m_nodes);
}

void OverviewPage::buildRanges(QVBoxLayout &column)
{
    auto *line = new QHBoxLayout;
    m_ranges = new QButtonGroup(this);
    for (const HistoryRange range : {HistoryRange::Live, HistoryRange::Hour, HistoryRange::Day}) {
        auto *button = new QToolButton(this);
        button->setObjectName(u"range%1"_s.arg(static_cast<int>(range)));
        button->setCheckable(true);
        button->setChecked(range == m_range);
        button->setFocusPolicy(Qt::StrongFocus);
        m_ranges->addButton(button, static_cast<int>(range));
        line->addWidget(button);
    }
    connect(m_ranges, &QButtonGroup::idClicked, this, [this](int range) { setRange(static_cast<HistoryRange>(range)); });
    m_known = new PlainLabel(this);
    m_known->setObjectName("historyLine"_L1);
    m_known->setWordWrap(true);
    line->addSpacing(12);
    line->addWidget(m_known, 1);
    column.addLayout(line);
}

ChartCard *OverviewPage::addCard(const QString &name, MarkedChart *chart)
{
    auto *card = new ChartCard(name, chart, this);
    connect(chart, &MarkedChart::listWanted, this, &OverviewPage::listWanted);
    m_cards.append(card);
    return card;
}

void OverviewPage::buildCharts(QVBoxLayout &column)
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(18);
    grid->setVerticalSpacing(12);
    grid->addWidget(addCard(u"throughput"_s, m_throughput = new LinesChart), 0, 0);
    grid->addWidget(addCard(u"statusMix"_s, m_mix = new StackedColumns), 0, 1);
    ChartCard *latency = addCard(u"latency"_s, m_latency = new LinesChart);
    grid->addWidget(latency, 1, 0);
    grid->addWidget(addCard(u"failing"_s, m_failing = new RankedBars), 1, 1);
    grid->addWidget(addCard(u"retries"_s, m_retries = new HeatMap), 2, 0, 1, 2);
    for (MarkedChart *chart : {static_cast<MarkedChart *>(m_throughput), static_cast<MarkedChart *>(m_mix), static_cast<MarkedChart *>(m_latency)})
        chart->setMinimumHeight(190);
    m_failing->setMinimumHeight(120);
    m_retries->setMinimumHeight(110);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    m_kind = new QComboBox(latency);
    m_kind->setObjectName("latencyKind"_L1);
    latency->addToHeader(m_kind);
    connect(m_kind, &QComboBox::activated, this, &OverviewPage::drawLatency);
    column.addLayout(grid, 3);
}

void OverviewPage::retranslate()
{
    const std::array ranges{tr("5 minutes"), tr("1 hour"), tr("24 hours")};
    for (int i = 0; i < static_cast<int>(ranges.size()); ++i)
        m_ranges->button(i)->setText(ranges[static_cast<std::size_t>(i)]);
    nameCharts();
    m_kind->setAccessibleName(tr("Durations of"));
    m_participantsTitle->setText(tr("Participants, since the coordinator started"));
    m_participants->setAccessibleName(tr("Participants"));
    m_participantModel->retranslate();
    QStringList nodes;
    for (const NodeInfo &node : m_nodeList)
        nodes.append(tr("%1 %2 (%3, %4)").arg(node.alive ? u"✔"_s : u"✖"_s, node.node, node.version, node.store));
    m_nodes->setText(nodes.isEmpty() ? QString() : oneLine(tr("Coordinators: %1").arg(nodes.join(u"   "_s)), 600));
    m_nodes->setVisible(!nodes.isEmpty());
    m_kind->clear(); // its words are made anew
    showTiles();
    drawCharts();
}

void OverviewPage::nameCharts()
{
    const QString past = m_range == HistoryRange::Day ? tr("last 24 hours") : tr("last hour");
    const QString shown = m_range == HistoryRange::Live ? tr("last 5 minutes") : past;
    m_cards[0]->setTitle(tr("Per second, %1").arg(shown), tr("Arrow keys walk through time, Enter opens the list."));
    m_cards[1]->setTitle(tr("What there was, %1").arg(shown), tr("Each transaction once: ended in the step, or unfinished at its end."));
    m_cards[2]->setTitle(tr("Duration from creation to end, %1").arg(past), tr("In seconds, by minute."));
    m_cards[3]->setTitle(tr("Failing participants, %1").arg(past), tr("Calls with no answer, or an error as the answer; a refusal is none."));
    m_cards[4]->setTitle(tr("Retries by participant, %1").arg(past), tr("One cell is 5 minutes; arrow keys walk, Enter opens the list."));
}

void OverviewPage::setRange(HistoryRange range)
{
    m_range = range;
    m_ranges->button(static_cast<int>(range))->setChecked(true);
    nameCharts();
    drawCharts();
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

void OverviewPage::askHistory()
{
    m_delayed.stop(m_historyTimer);
    m_historyTimer = m_delayed.start(askHistoryEvery, [this] { askHistory(); });
    if (m_historyAsked || !isVisible() || m_link.status().state != LinkState::Live || !m_link.capabilities().has(Feature::History))
        return;
    m_historyAsked = true;
    m_link.history(this, [this](const Result<StatsHistory> &answer) {
        m_historyAsked = false;
        m_historyProblem = answer ? QString() : answer.error().message;
        if (answer) {
            m_history = *answer;
            m_hasHistory = true;
        }
        showTiles();
        drawCharts();
    });
}

void OverviewPage::reload()
{
    m_asked = false;
    m_historyAsked = false;
    ask();
    askHistory();
}

void OverviewPage::takeStats(const CoordinatorStats &stats)
{
    m_stats = stats;
    m_statsAt = m_link.status().lastByteAt.value_or(m_clock.local().now());
    m_live.add(m_clock.now(), stats);
    showTiles();
    if (m_range == HistoryRange::Live && isVisible()) {
        OverviewContent::throughput(*m_throughput, view(m_range));
        OverviewContent::statusMix(*m_mix, view(m_range));
        m_cards[0]->refresh();
        m_cards[1]->refresh();
    }
    emit stuckCounted(stats.stuck);
    emit parkedCounted(std::accumulate(stats.parked.begin(), stats.parked.end(), qint64{0}));
}

void OverviewPage::showTiles()
{
    m_tiles->setNumbers(m_stats, m_hasHistory ? std::optional(m_history) : std::nullopt, m_live.retriesPerSecond());
}

HistoryView OverviewPage::view(HistoryRange range) const
{
    return OverviewContent::viewOf(range, m_live.points(), LiveHistory::step, m_history, m_clock.now(), m_appearance.zone());
}

void OverviewPage::drawCharts()
{
    OverviewContent::throughput(*m_throughput, view(m_range));
    OverviewContent::statusMix(*m_mix, view(m_range));
    drawLatency();
    OverviewContent::failing(*m_failing, m_history, m_range, m_names);
    OverviewContent::retries(*m_retries, m_history, m_range, m_clock.now(), m_appearance.zone(), m_names);
    if (!m_hasHistory) {
        const QString why = !m_link.capabilities().has(Feature::History) ? tr("%1 keeps no history.").arg(m_link.capabilities().product)
            : !m_historyProblem.isEmpty()                                ? tr("The history could not be read: %1").arg(oneLine(m_historyProblem, 200))
                                                                         : tr("The history has not been read yet.");
        for (MarkedChart *chart : {static_cast<MarkedChart *>(m_latency), static_cast<MarkedChart *>(m_failing), static_cast<MarkedChart *>(m_retries)})
            chart->setEmptyReason(why);
        if (m_range != HistoryRange::Live) {
            m_throughput->setEmptyReason(why);
            m_mix->setEmptyReason(why);
        }
    }
    for (ChartCard *card : m_cards)
        card->refresh();
    sayWhatIsKnown();
}

void OverviewPage::drawLatency()
{
    const HistoryView past = view(m_range == HistoryRange::Day ? m_range : HistoryRange::Hour);
    const QList<TransactionKind> kinds = OverviewContent::kindsIn(past);
    QList<int> listed;
    for (int i = 0; i < m_kind->count(); ++i)
        listed.append(m_kind->itemData(i).toInt());
    for (const TransactionKind kind : kinds)
        if (!listed.contains(static_cast<int>(kind)))
            m_kind->addItem(wordOf(kind), static_cast<int>(kind));
    m_kind->setVisible(m_kind->count() > 0);
    OverviewContent::latency(*m_latency, past, m_kind->count() > 0 ? static_cast<TransactionKind>(m_kind->currentData().toInt()) : TransactionKind::Saga);
}

// How far back the numbers go, whose they are, and how old they are.
void OverviewPage::sayWhatIsKnown()
{
    QStringList words;
    const LinkStatus status = m_link.status();
    if (m_stats && status.state != LinkState::Live)
        words.append(tr("Not connected: as of %1.").arg(clockText(m_statsAt, m_appearance.zone())));
    if (m_hasHistory)
        words.append(tr("Counted by %1 since %2; a coordinator that starts counts anew.").arg(oneLine(m_history.node, 60), dateTimeText(m_history.from, m_appearance.zone())));
    if (m_hasHistory && m_nodeList.size() > 1)
        words.append(tr("Other coordinators count their own."));
    m_known->setText(words.join(u' '));
}

void OverviewPage::setParticipantNames(const ParticipantNames &names)
{
    m_names = names;
    m_participantModel->setParticipantNames(names);
    drawCharts();
}

void OverviewPage::setAppearance(const Appearance &appearance)
{
    m_appearance = appearance;
    m_tiles->setTheme(appearance.theme);
    for (ChartCard *card : m_cards)
        card->setAppearance(appearance);
    m_participants->setTheme(appearance.theme);
    for (QLabel *label : {m_nodes, m_known}) {
        QPalette muted = label->palette();
        muted.setColor(QPalette::WindowText, appearance.theme.mutedText);
        label->setPalette(muted);
    }
    drawCharts();
}

void OverviewPage::showEvent(QShowEvent *event)
{
    WorkspacePage::showEvent(event);
    reload();
}

void OverviewPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    WorkspacePage::changeEvent(event);
}

} // namespace txdesk::console
