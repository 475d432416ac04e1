// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/overview/topology_page.h"

#include "console/models/plain_table_model.h"
#include "console/text/plain_text.h"
#include "console/widgets/detail_table.h"
#include "console/widgets/plain_label.h"

#include <QEvent>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr Milliseconds askEvery{10'000};
}

TopologyPage::TopologyPage(CoordinatorLink &link, ServerClock &clock, DelayedCalls &delayed, QWidget *parent)
    : WorkspacePage(parent), m_link(link), m_clock(clock), m_delayed(delayed)
{
    setObjectName("topologyPage"_L1);
    build();
    retranslate();
    connect(&link, &CoordinatorLink::opened, this, &TopologyPage::reload);
    ask();
}

TopologyPage::~TopologyPage() { m_delayed.stop(m_timer); }

QString TopologyPage::whyAbsent(const Capabilities &capabilities) const
{
    return capabilities.has(Feature::History) ? QString() : tr("%1 does not count who calls whom.").arg(capabilities.product);
}

void TopologyPage::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 12);
    m_said = new PlainLabel(this);
    m_said->setObjectName("topologySaid"_L1);
    m_said->setWordWrap(true);
    column->addWidget(m_said);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    m_view = new TopologyView(splitter);
    m_view->setMinimumHeight(160);
    m_model = new PlainTableModel(this);
    auto *cells = new CellDelegate({.meaning = PlainTableModel::MeaningRole, .dimmed = -1});
    cells->setGlyphColumns({0});
    m_table = new DetailTable(*m_model, cells, splitter);
    m_table->setObjectName("topologyTable"_L1);
    m_table->setWidths({30, 16, 12, 12, 0});
    m_table->setMinimumHeight(90);
    splitter->addWidget(m_view);
    splitter->addWidget(m_table);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({600, 200});
    column->addWidget(splitter, 1);
    connect(m_view, &TopologyView::listWanted, this, &TopologyPage::listWanted);
    connect(m_view, &TopologyView::currentChanged, this, [this](const QString &id) {
        if (const int row = m_model->rowOf(id); row >= 0)
            m_table->setCurrentIndex(m_model->index(row, 0));
    });
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        const TopologyNode *node = m_view->graph().node(index.data(PlainTableModel::KeyRole).toString());
        if (node && !node->filter.isEmpty())
            emit listWanted(node->filter);
    });
}

void TopologyPage::retranslate()
{
    m_view->setAccessibleName(tr("Topology; the table below says the same"));
    m_table->setAccessibleName(tr("Topology as a table"));
    m_model->setHeaders({tr("node"), tr("layer"), tr("calls/s"), tr("errors"), tr("how it does")});
    draw();
}

void TopologyPage::reload()
{
    m_asked = false;
    ask();
}

void TopologyPage::ask()
{
    m_delayed.stop(m_timer);
    m_timer = m_delayed.start(askEvery, [this] { ask(); });
    if (m_asked || !isVisible() || m_link.status().state != LinkState::Live || !m_link.capabilities().has(Feature::History))
        return;
    m_asked = true;
    m_link.nodes(this, [this](const Result<QList<NodeInfo>> &answer) {
        if (answer)
            m_nodes = *answer;
    });
    m_link.history(this, [this](const Result<StatsHistory> &answer) {
        m_asked = false;
        m_problem = answer ? QString() : answer.error().message;
        if (answer)
            m_history = *answer;
        draw();
    });
}

void TopologyPage::draw()
{
    if (!m_history) {
        m_said->setText(m_problem.isEmpty() ? tr("Nothing has been read yet.") : tr("It could not be read: %1").arg(oneLine(m_problem, 200)));
        return;
    }
    const TopologyGraph graph = topologyOf(*m_history, m_nodes, m_clock.now());
    m_view->setGraph(graph);
    fillTable(m_view->graph());
    QString said = graph.edges.isEmpty() ? tr("Nothing was started or called in the last ten minutes.")
                                         : tr("Width: calls a second; colour: share of errors; dashed: only compensations. A click opens the list.");
    if (m_view->graph().nodes.size() < graph.nodes.size())
        said += u' ' + tr("There are %n nodes: places of one host are drawn as one.", nullptr, static_cast<int>(graph.nodes.size()));
    said += u' ' + tr("As of %1.").arg(clockText(m_clock.now(), m_appearance.zone()));
    m_said->setText(said);
}

void TopologyPage::fillTable(const TopologyGraph &graph)
{
    const std::array layers{tr("initiator"), tr("coordinator"), tr("participant")};
    QList<PlainRow> rows;
    for (const TopologyNode &node : graph.nodes) {
        const bool isParticipant = node.layer == TopologyLayer::Participant;
        const Meaning health = !node.isAlive ? Meaning::Stopped : node.errors >= 0.2 ? Meaning::Failed : node.errors >= 0.01 ? Meaning::Waiting : Meaning::Succeeded;
        rows.append({.key = node.id,
                     .cells = {{.text = m_appearance.theme.ink(health).glyph + u' ' + topologyLabel(node), .meaning = health},
                               {.text = layers[static_cast<std::size_t>(node.layer)]},
                               {.text = locale().toString(node.rate, 'f', 1), .right = true},
                               {.text = isParticipant ? locale().toString(node.errors * 100, 'f', 1) + u" %"_s : u"–"_s, .right = true},
                               {.text = topologyWords(node)}}});
    }
    m_model->setRows(rows);
}

void TopologyPage::setAppearance(const Appearance &appearance)
{
    m_appearance = appearance;
    m_view->setTheme(appearance.theme);
    m_table->setTheme(appearance.theme);
    QPalette muted = m_said->palette();
    muted.setColor(QPalette::WindowText, appearance.theme.mutedText);
    m_said->setPalette(muted);
    draw();
}

void TopologyPage::showEvent(QShowEvent *event)
{
    WorkspacePage::showEvent(event);
    reload();
}

void TopologyPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    WorkspacePage::changeEvent(event);
}

} // namespace txdesk::console
