// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/branches_tab.h"

#include "console/widgets/detail_table.h"

#include <QEvent>
#include <QHeaderView>
#include <QVBoxLayout>

namespace txdesk::console {

using namespace Qt::StringLiterals;

BranchesTab::BranchesTab(SelectionHub &selection, const Clock &serverClock, QWidget *parent)
    : DetailTab(selection, parent), m_model(serverClock)
{
    setObjectName("branchesTab"_L1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto *cells = new CellDelegate({.meaning = BranchTableModel::MeaningRole, .dimmed = -1});
    cells->setGlyphColumns({BranchTableModel::Forward, BranchTableModel::Undo, BranchTableModel::Next});
    m_table = new DetailTable(m_model, cells, this);
    m_table->setObjectName("branchTable"_L1);
    m_table->setWidths({3, 20, 20, 26, 9, 0, 12});
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    column->addWidget(m_table);
    setFocusProxy(m_table);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &cell) { hub().select(selectionOf(cell)); });
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &cell) { hub().openPayload(selectionOf(cell)); });
    connect(m_table, &QTableView::customContextMenuRequested, this, [this](const QPoint &at) {
        if (const QModelIndex cell = m_table->indexAt(at); cell.isValid()) {
            m_table->setCurrentIndex(cell);
            emit hub().menuWanted(m_table->viewport()->mapToGlobal(at));
        }
    });
    connect(&selection, &SelectionHub::changed, this, &BranchesTab::follow);
    retranslate();
}

// The cell decides which op is meant: forward, or what undoes it or makes it last.
CallSelection BranchesTab::selectionOf(const QModelIndex &cell) const
{
    if (!cell.isValid() || cell.row() >= m_model.rows().size())
        return {};
    const BranchRow &row = m_model.rows()[cell.row()];
    if (cell.column() == BranchTableModel::Forward && row.forward.exists)
        return {row.branch, row.forward.kind, 0};
    if (cell.column() == BranchTableModel::Undo)
        for (const OpSummary *op : {&row.finish, &row.undo})
            if (op->exists && op->attempts > 0)
                return {row.branch, op->kind, 0};
    return {row.branch, {}, 0};
}

void BranchesTab::follow(const CallSelection &selection)
{
    if (selection.isEmpty())
        return m_table->clearSelection();
    int row = m_model.rowOf(selection.branch);
    if (selection.op && asksInitiator(*selection.op))
        row = 0; // what the initiator is asked comes first
    if (row < 0 || row >= m_model.rowCount() || m_table->currentIndex().row() == row)
        return;
    m_table->setCurrentIndex(m_model.index(row, std::max(0, m_table->currentIndex().column())));
}

void BranchesTab::showDetail(const TransactionDetail &detail, Instant)
{
    const TransactionKind kind = detail.snapshot.transaction.kind;
    m_initiatorRuns = hasTwoPhases(kind) || kind == TransactionKind::Workflow;
    m_model.setDetail(detail);
}

void BranchesTab::second(Instant, bool connected) { m_model.setConnected(connected); }

QString BranchesTab::whyEmpty() const
{
    if (m_model.rowCount() > 0)
        return {};
    return m_initiatorRuns ? tr("No branch yet: branches appear when the initiator registers them.") : tr("This transaction has no branches.");
}

void BranchesTab::setAppearance(const Appearance &appearance) { m_table->setTheme(appearance.theme); }

void BranchesTab::retranslate()
{
    m_table->setAccessibleName(tr("Branches"));
    m_model.retranslate();
}

void BranchesTab::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    DetailTab::changeEvent(event);
}

} // namespace txdesk::console
