// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/pages/server_page.h"

#include "console/text/duration_text.h"
#include "console/text/plain_text.h"
#include "console/widgets/detail_table.h"
#include "console/widgets/plain_label.h"

#include <QEvent>
#include <QVBoxLayout>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr Milliseconds statsEvery{2000};

struct FeatureName
{
    Feature feature;
    const char *text;
};

constexpr std::array<FeatureName, 16> featureNames{{
    {Feature::Push, QT_TRANSLATE_NOOP("txdesk::console::ServerPage", "changes come by themselves")},
    {Feature::Attempts, QT_TRANSLATE_NOOP("txdesk::console::ServerPage", "attempts with outcome and error")},
    {Feature::ErrorGroups, QT_TRANSLATE_NOOP("txdesk::console::ServerPage", "errors by kind")},
    {Feature::Counts, QT_TRANSLATE_NOOP("txdesk::console::ServerPage", "counts")},
    {Feature::History, QT_TRANSLATE_NOOP("txdesk::console::ServerPage", "history of its numbers")},
    {Feature::Participants, QT_TRANSLATE_NOOP("txdesk::console::ServerPage", "participants and their health")},
    {Feature::Nodes, QT_TRANSLATE_NOOP("txdesk::console::ServerPage", "coordinators of the group")},
    {Feature::Locks, QT_TRANSLATE_NOOP("txdesk::console::ServerPage", "row locks")},
    {Feature::Undo, QT_TRANSLATE_NOOP("txdesk::console::ServerPage", "undo records")},
    {Feature::Payloads, QT_TRANSLATE_NOOP("txdesk::console::ServerPage", "payloads on request, on record")},
    {Feature::Audit, QT_TRANSLATE_NOOP("txdesk::console::ServerPage", "audit")},
    {Feature::Tokens, QT_TRANSLATE_NOOP("txdesk::console::ServerPage", "tokens and roles")},
    {Feature::Jobs, QT_TRANSLATE_NOOP("txdesk::console::ServerPage", "jobs carried out by the server")},
    {Feature::Topics, QT_TRANSLATE_NOOP("txdesk::console::ServerPage", "topics")},
    {Feature::Resubmit, QT_TRANSLATE_NOOP("txdesk::console::ServerPage", "changed copies of finished transactions")},
    {Feature::Stats, QT_TRANSLATE_NOOP("txdesk::console::ServerPage", "numbers about itself")},
}};

QLabel *titleLabel(QWidget *parent)
{
    auto *label = new PlainLabel(parent);
    QFont bold = label->font();
    bold.setBold(true);
    label->setFont(bold);
    return label;
}

} // namespace

QList<PlainRow> capabilityRows(const Capabilities &capabilities)
{
    QList<PlainRow> rows;
    for (const FeatureName &name : featureNames) {
        const bool has = capabilities.has(name.feature);
        rows.append({u"can%1"_s.arg(static_cast<int>(name.feature)),
                     {{ServerPage::tr(name.text)},
                      {.text = has ? u"✔ "_s + ServerPage::tr("yes") : u"▣ "_s + ServerPage::tr("no"),
                       .meaning = has ? Meaning::Succeeded : Meaning::Stopped}}});
    }
    return rows;
}

ServerPage::ServerPage(CoordinatorLink &link, ServerClock &clock, DelayedCalls &delayed, QWidget *parent)
    : WorkspacePage(parent), m_link(link), m_clock(clock), m_delayed(delayed), m_nodesTitle(titleLabel(this)), m_factsTitle(titleLabel(this)),
      m_nodeTable(new DetailTable(m_nodeModel, new CellDelegate({.meaning = PlainTableModel::MeaningRole, .dimmed = -1}), this)),
      m_factTable(new DetailTable(m_factModel, new CellDelegate({.meaning = PlainTableModel::MeaningRole, .dimmed = -1}), this))
{
    setObjectName("serverPage"_L1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 10, 12, 10);
    column->setSpacing(8);
    column->addWidget(m_nodesTitle);
    column->addWidget(m_nodeTable, 1);
    column->addWidget(m_factsTitle);
    column->addWidget(m_factTable, 3);
    m_nodeTable->setObjectName("nodeTable"_L1);
    m_factTable->setObjectName("factTable"_L1);
    m_nodeTable->setMinimumHeight(80);
    retranslate();
    connect(&link, &CoordinatorLink::opened, this, &ServerPage::reload);
    connect(&link, &CoordinatorLink::capabilitiesChanged, this, &ServerPage::fillFacts);
}

ServerPage::~ServerPage() { m_delayed.stop(m_timer); }

void ServerPage::retranslate()
{
    m_nodesTitle->setText(tr("Coordinators"));
    m_factsTitle->setText(tr("This one"));
    m_nodeTable->setAccessibleName(m_nodesTitle->text());
    m_factTable->setAccessibleName(m_factsTitle->text());
    m_nodeModel.setHeaders({tr("coordinator"), tr("state"), tr("version"), tr("store"), tr("running for"), tr("started")});
    m_nodeTable->setWidths({24, 14, 12, 12, 16, 0});
    m_factModel.setHeaders({tr("what"), tr("value")});
    m_factTable->setWidths({48, 0});
    fillNodes();
    fillFacts();
}

void ServerPage::reload()
{
    if (m_link.status().state != LinkState::Live)
        return;
    if (m_link.capabilities().has(Feature::Nodes))
        m_link.nodes(this, [this](const Result<QList<NodeInfo>> &nodes) {
            if (!nodes)
                return;
            m_nodes = *nodes;
            fillNodes();
        });
    if (m_link.capabilities().has(Feature::Stats))
        m_link.stats(this, [this](const Result<CoordinatorStats> &stats) {
            if (!stats)
                return;
            m_stats = *stats;
            fillFacts();
        });
}

void ServerPage::again()
{
    m_delayed.stop(m_timer);
    if (!isVisible())
        return;
    reload();
    m_timer = m_delayed.start(statsEvery, [this] { again(); });
}

void ServerPage::fillNodes()
{
    QList<PlainRow> rows;
    for (const NodeInfo &node : std::as_const(m_nodes))
        rows.append({node.node,
                     {{oneLine(node.self ? tr("%1 (this one)").arg(node.node) : node.node, 80)},
                      {.text = node.alive ? u"✔ "_s + tr("alive") : u"✖ "_s + tr("silent"),
                       .meaning = node.alive ? Meaning::Succeeded : Meaning::Failed},
                      {oneLine(node.version, 40)},
                      {oneLine(node.store, 40)},
                      {toMs(node.startedAt) > 0 ? durationText(Milliseconds{(m_clock.now() - node.startedAt).count() / 1000 * 1000}) : u"–"_s},
                      {toMs(node.startedAt) > 0 ? dateTimeText(node.startedAt, m_appearance.zone()) : u"–"_s}}});
    m_nodeModel.setRows(rows);
}

void ServerPage::fillFacts()
{
    const LinkStatus status = m_link.status();
    const Capabilities capabilities = m_link.capabilities();
    const auto number = [this](qint64 value) { return locale().toString(value); };
    QList<PlainRow> rows{{u"product"_s, {{tr("product")}, {oneLine(capabilities.product + u' ' + status.version, 80)}}},
                         {u"offset"_s, {{tr("its clock, against ours")}, {tr("%1 ms").arg(number(status.clockOffset.count()))}}}};
    if (m_stats) {
        rows += {{u"memory"_s, {{tr("transactions being driven now")}, {number(m_stats->inMemory)}}},
                 {u"calls"_s, {{tr("calls in flight")}, {number(m_stats->callsInFlight)}}},
                 {u"due"_s, {{tr("most overdue")}, {durationText(m_stats->oldestDue)}}},
                 {u"commit"_s, {{tr("store commit, p50 and p99")},
                               {tr("%1 ms, %2 ms").arg(m_stats->commitMsP50, 0, 'f', 1).arg(m_stats->commitMsP99, 0, 'f', 1)}}},
                 {u"callsTotal"_s, {{tr("calls since it started; of them failed")},
                                   {tr("%1; %2").arg(number(m_stats->callsTotal), number(m_stats->callsFailedTotal))}}},
                 {u"ends"_s, {{tr("ended since it started: succeeded, failed")},
                             {tr("%1; %2").arg(number(m_stats->succeededTotal), number(m_stats->failedTotal))}}}};
    }
    m_factModel.setRows(rows + capabilityRows(capabilities));
}

void ServerPage::setAppearance(const Appearance &appearance)
{
    m_appearance = appearance;
    m_nodeTable->setTheme(appearance.theme);
    m_factTable->setTheme(appearance.theme);
    fillNodes();
}

void ServerPage::setLink(const LinkStatus &) { fillFacts(); }

void ServerPage::showEvent(QShowEvent *event)
{
    WorkspacePage::showEvent(event);
    again();
}

void ServerPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    WorkspacePage::changeEvent(event);
}

} // namespace txdesk::console
