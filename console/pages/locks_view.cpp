// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/pages/locks_view.h"

#include "console/models/wait_graph.h"
#include "console/models/waiting_rows.h"
#include "console/pages/wait_graph_view.h"
#include "console/text/plain_text.h"
#include "console/widgets/detail_table.h"
#include "console/widgets/notice_band.h"
#include "console/widgets/plain_label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr Milliseconds askEvery{2000};
constexpr int lineMax = 300;
} // namespace

LocksView::LocksView(CoordinatorLink &link, ServerClock &clock, DelayedCalls &delayed, QWidget *parent)
    : WorkspacePage(parent), m_link(link), m_clock(clock), m_delayed(delayed)
{
    setObjectName("locksView"_L1);
    build();
    retranslate();
    connect(&link, &CoordinatorLink::opened, this, [this] {
        if (isVisible())
            reload();
    });
}

LocksView::~LocksView() { m_delayed.stop(m_timer); }

QString LocksView::whyAbsent(const Capabilities &capabilities) const
{
    return capabilities.has(Feature::Locks) ? QString() : tr("%1 does not tell who holds which rows.").arg(capabilities.product);
}

void LocksView::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(10, 8, 10, 8);
    column->setSpacing(8);
    column->addWidget(buildFilters());
    column->addWidget(m_problem = new NoticeBand(this));
    m_problem->setObjectName("locksProblem"_L1);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    auto *cells = new CellDelegate({.meaning = PlainTableModel::MeaningRole, .dimmed = -1});
    cells->setGlyphColumns({5});
    m_table = new DetailTable(m_model, cells, splitter);
    m_table->setObjectName("lockTable"_L1);
    m_table->setWidths({0, 14, 9, 20, 6, 11, 9, 8});
    splitter->addWidget(m_table);
    splitter->addWidget(buildWaits());
    splitter->setSizes({360, 260});
    column->addWidget(splitter, 1);
    column->addWidget(buildFoot());
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &LocksView::showCurrent);
    connect(m_table, &QTableView::activated, this, [this] { emit transactionWanted(currentGid()); });
    connect(m_problem, &NoticeBand::clicked, this, &LocksView::reload);
}

QWidget *LocksView::buildFilters()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_gid = new QLineEdit(bar), 3);
    row->addWidget(m_resource = new QLineEdit(bar), 3);
    row->addWidget(m_tableName = new QLineEdit(bar), 2);
    row->addWidget(m_ask = new QPushButton(bar));
    m_gid->setObjectName("lockGid"_L1);
    m_resource->setObjectName("lockResource"_L1);
    m_tableName->setObjectName("lockTableName"_L1);
    m_ask->setObjectName("lockAsk"_L1);
    for (QLineEdit *field : {m_gid, m_resource, m_tableName}) {
        field->setMinimumHeight(28);
        field->setClearButtonEnabled(true);
        connect(field, &QLineEdit::returnPressed, this, &LocksView::reload);
    }
    connect(m_ask, &QPushButton::clicked, this, &LocksView::reload);
    return bar;
}

QWidget *LocksView::buildWaits()
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_waitsTitle = new PlainLabel(box));
    m_waitsTitle->setObjectName("waitsTitle"_L1);
    QFont bold = m_waitsTitle->font();
    bold.setBold(true);
    m_waitsTitle->setFont(bold);
    auto *twins = new QSplitter(Qt::Horizontal, box);
    twins->setChildrenCollapsible(false);
    auto *scroll = new QScrollArea(twins);
    scroll->setObjectName("waitGraphScroll"_L1);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(m_graph = new WaitGraphView);
    m_lines = new QListWidget(twins);
    m_lines->setObjectName("waitLines"_L1);
    m_lines->setWordWrap(true);
    m_lines->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    twins->addWidget(scroll);
    twins->addWidget(m_lines);
    twins->setSizes({600, 420});
    column->addWidget(twins, 1);
    connect(m_graph, &WaitGraphView::transactionWanted, this, &LocksView::transactionWanted);
    connect(m_lines, &QListWidget::itemActivated, this,
            [this](const QListWidgetItem *item) { emit transactionWanted(Gid{item->data(Qt::UserRole).toString()}); });
    return box;
}

QWidget *LocksView::buildFoot()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_count = new PlainLabel(bar));
    row->addStretch();
    row->addWidget(m_more = new QPushButton(bar));
    row->addWidget(m_toTransaction = new QPushButton(bar));
    m_count->setObjectName("lockCount"_L1);
    m_more->setObjectName("lockMore"_L1);
    m_toTransaction->setObjectName("lockToTransaction"_L1);
    connect(m_more, &QPushButton::clicked, this, [this] { askLocks(m_next); });
    connect(m_toTransaction, &QPushButton::clicked, this, [this] { emit transactionWanted(currentGid()); });
    return bar;
}

void LocksView::retranslate()
{
    m_gid->setPlaceholderText(tr("holder (gid)"));
    m_gid->setAccessibleName(tr("Filter: holder"));
    m_resource->setPlaceholderText(tr("resource"));
    m_resource->setAccessibleName(tr("Filter: resource"));
    m_tableName->setPlaceholderText(tr("table"));
    m_tableName->setAccessibleName(tr("Filter: table"));
    m_ask->setText(tr("Look up"));
    m_more->setText(tr("Load more"));
    m_toTransaction->setText(tr("Show the transaction"));
    for (QPushButton *button : {m_ask, m_more, m_toTransaction})
        button->setAccessibleName(button->text());
    m_model.setHeaders(WaitingRows::lockHeaders());
    m_table->setAccessibleName(tr("Locked rows"));
    m_lines->setAccessibleName(tr("Who waits for whom, in words"));
    fill();
}

LockFilter LocksView::filter() const
{
    return {.gid = m_gid->text().trimmed(), .resource = m_resource->text().trimmed(), .table = m_tableName->text().trimmed()};
}

Gid LocksView::currentGid() const
{
    const int row = m_table->currentIndex().row();
    return row >= 0 && row < m_locks.size() ? m_locks[row].gid : Gid{};
}

void LocksView::showHolder(const Gid &gid)
{
    m_gid->setText(gid.value);
    m_resource->clear();
    m_tableName->clear();
    reload();
}

void LocksView::again()
{
    m_timer = 0;
    if (isVisible() && m_link.status().state == LinkState::Live && m_locks.size() <= pageSize)
        reload();
    else if (isVisible())
        m_timer = m_delayed.start(askEvery, [this] { again(); });
}

void LocksView::reload()
{
    m_delayed.stop(m_timer);
    m_timer = m_delayed.start(askEvery, [this] { again(); });
    askLocks({});
    m_link.lockWaits(this, [this](const Result<QList<LockWait>> &answer) {
        if (!answer)
            return; // what the locks' answer says holds for this, too
        m_waits = *answer;
        fill();
    });
}

void LocksView::askLocks(const QString &after)
{
    const int question = ++m_question;
    m_link.locks(filter(), after, pageSize, this, [this, question, first = after.isEmpty()](const Result<LockPage> &answer) {
        if (question == m_question)
            takeLocks(answer, first);
    });
}

void LocksView::takeLocks(const Result<LockPage> &answer, bool first)
{
    if (!answer) { // the old ones stay
        m_problem->say(tr("The locks could not be read: %1").arg(answer.error().message), Meaning::Failed, tr("Try again"));
        return;
    }
    m_problem->silence();
    if (first)
        m_locks.clear();
    m_locks += answer->locks;
    m_next = answer->next;
    fill();
}

void LocksView::fill()
{
    const Instant now = m_clock.now();
    const QString chosen = m_table->currentIndex().data(PlainTableModel::KeyRole).toString();
    m_model.setRows(WaitingRows::locks(m_locks, m_waits, now));
    if (!m_table->currentIndex().isValid() && m_model.rowCount() > 0)
        m_table->selectRow(std::max(0, m_model.rowOf(chosen)));
    const WaitGraph graph = waitGraphOf(m_waits, now);
    m_graph->setGraph(graph, now);
    m_waitsTitle->setText(graph.nodes.isEmpty() ? tr("Nobody waits for a lock.")
                          : graph.hasCycle()    ? tr("Who waits for whom: there is a deadlock")
                                                : tr("Who waits for whom"));
    const int line = m_lines->currentRow();
    m_lines->clear();
    for (const WaitLine &told : WaitWords::lines(graph, now)) {
        auto *item = new QListWidgetItem(oneLine(told.text, lineMax), m_lines);
        item->setToolTip(asToolTip(told.text));
        item->setData(Qt::UserRole, told.gid.value);
        item->setForeground(told.deadlock ? m_appearance.theme.color(Meaning::Failed) : m_appearance.theme.text);
    }
    m_lines->setCurrentRow(std::clamp(line, -1, m_lines->count() - 1));
    showCurrent();
}

void LocksView::showCurrent()
{
    m_toTransaction->setEnabled(!currentGid().isEmpty());
    m_more->setEnabled(!m_next.isEmpty());
    m_count->setText(m_model.rowCount() == 0 ? tr("No row is locked.")
                     : m_next.isEmpty()      ? tr("%n locked rows, all of them", nullptr, m_model.rowCount())
                                             : tr("%n locked rows, there are more", nullptr, m_model.rowCount()));
}

void LocksView::setAppearance(const Appearance &appearance)
{
    m_appearance = appearance;
    m_problem->setTheme(appearance.theme);
    m_table->setTheme(appearance.theme);
    m_graph->setTheme(appearance.theme);
    fill();
}

void LocksView::showEvent(QShowEvent *event)
{
    WorkspacePage::showEvent(event);
    reload();
}

void LocksView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    WorkspacePage::changeEvent(event);
}

} // namespace txdesk::console
