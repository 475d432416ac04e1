// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/list/transaction_table.h"

#include "console/list/list_header.h"
#include "console/list/row_copies.h"
#include "console/widgets/cell_delegate.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>

namespace txdesk::console {

using namespace Qt::StringLiterals;

using Model = TransactionListModel;

TransactionTable::TransactionTable(Model &model, QWidget *parent)
    : QTableView(parent), m_rows(model),
      m_delegate(new CellDelegate({.meaning = Model::MeaningRole, .dimmed = Model::DimmedRole, .flash = Model::FlashRole, .ring = Model::RingRole}, this)),
      m_header(new ListHeader(this))
{
    setObjectName("transactionTable"_L1);
    setHorizontalHeader(m_header);
    setModel(&model);
    m_delegate->setMiddleElided(Model::GidColumn);
    m_delegate->setChip(Model::Status);
    m_delegate->setGlyphColumns({Model::Severity});
    setItemDelegate(m_delegate);
    setSelectionBehavior(SelectRows);
    setTabKeyNavigation(false); // Tab leaves the table
    setSelectionMode(ExtendedSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setCornerButtonEnabled(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    connect(this, &QTableView::doubleClicked, this, &TransactionTable::opened);
    connect(&model, &QAbstractItemModel::rowsAboutToBeInserted, this, &TransactionTable::keepAnchor);
    connect(&model, &QAbstractItemModel::rowsAboutToBeRemoved, this, &TransactionTable::keepAnchor);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &TransactionTable::restoreAnchor);
    connect(&model, &QAbstractItemModel::rowsInserted, this, [this] {
        if (!m_wanted.isEmpty())
            selectGid(Gid(m_wanted));
    });
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &TransactionTable::restoreAnchor);
    setAppearance({});
}

void TransactionTable::setAppearance(const Appearance &appearance)
{
    m_delegate->setTheme(appearance.theme);
    m_rows.setTimes(appearance.times, appearance.zone());
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + (appearance.density == Density::Cosy ? 16 : 10));
    m_theme = appearance.theme;
    m_header->fit();
    viewport()->update();
}

void TransactionTable::setWatermark(const QString &text)
{
    if (m_watermark == text)
        return;
    m_watermark = text;
    viewport()->update();
}

void TransactionTable::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (m_watermark.isEmpty())
        return;
    QPainter painter(viewport());
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.8);
    large.setBold(true);
    painter.setFont(large);
    const int flags = Qt::AlignRight | Qt::AlignBottom | Qt::TextWordWrap;
    const QRect area = viewport()->rect().adjusted(16, 16, -16, -16);
    QColor ground = m_theme.canvas;
    ground.setAlphaF(0.88F);
    painter.fillRect(painter.boundingRect(area, flags, m_watermark).adjusted(-8, -4, 8, 4), ground);
    painter.setPen(m_theme.color(Meaning::Failed));
    painter.drawText(area, flags, m_watermark);
}

void TransactionTable::keepAnchor()
{
    const QModelIndex first = indexAt(QPoint(1, 1));
    const TransactionRow *row = m_rows.rowAt(first.row());
    m_anchor = row && !isAtTop() ? row->transaction.gid : Gid{};
    m_anchorOffset = first.isValid() ? rowViewportPosition(first.row()) : 0;
}

void TransactionTable::restoreAnchor()
{
    const int row = m_anchor.isEmpty() ? -1 : m_rows.rowOf(m_anchor);
    if (row >= 0)
        verticalScrollBar()->setValue(row * verticalHeader()->defaultSectionSize() - m_anchorOffset);
    tellVisibleRows();
}

void TransactionTable::selectGid(const Gid &gid)
{
    const int row = m_rows.rowOf(gid);
    m_wanted = row < 0 ? gid : Gid{};
    m_rows.setWanted(m_wanted); // it may come in here, which selects it
    if (row < 0)
        return;
    setCurrentIndex(m_rows.index(row, Model::GidColumn));
    scrollTo(currentIndex());
}

Gid TransactionTable::currentGid() const
{
    const TransactionRow *row = m_rows.rowAt(currentIndex().row());
    return row ? row->transaction.gid : Gid{};
}

QList<TransactionRow> TransactionTable::selectedRows() const
{
    QList<int> places;
    for (const QModelIndex &index : selectionModel()->selectedRows())
        places.append(index.row());
    std::sort(places.begin(), places.end());
    QList<TransactionRow> rows;
    for (const int place : std::as_const(places))
        if (const TransactionRow *row = m_rows.rowAt(place))
            rows.append(*row);
    return rows;
}

QList<Gid> TransactionTable::selectedGids() const
{
    QList<Gid> gids;
    for (const TransactionRow &row : selectedRows())
        gids.append(row.transaction.gid);
    return gids;
}

void TransactionTable::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    int count = 0;
    for (const QItemSelectionRange &range : selectionModel()->selection())
        count += range.height();
    emit selectionChangedTo(std::min(count, m_rows.transactionCount()));
}

void TransactionTable::copyGid() { QGuiApplication::clipboard()->setText(currentGid().value); }

void TransactionTable::copyAsText()
{
    QList<int> columns;
    for (int visual = 0; visual < Model::ColumnCount; ++visual)
        if (const int column = horizontalHeader()->logicalIndex(visual); !isColumnHidden(column))
            columns.append(column);
    QGuiApplication::clipboard()->setText(rowsAsText(m_rows, selectedGids(), columns));
}

void TransactionTable::copyAsJson() { QGuiApplication::clipboard()->setText(rowsAsJson(selectedRows())); }

void TransactionTable::contextMenuEvent(QContextMenuEvent *event)
{
    if (currentGid().isEmpty())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    emit menuWanted(*menu);
    menu->addSeparator();
    menu->addAction(tr("Copy gid"), QKeySequence(Qt::Key_Y), this, &TransactionTable::copyGid);
    menu->addAction(tr("Copy rows as text"), QKeySequence::Copy, this, &TransactionTable::copyAsText);
    menu->addAction(tr("Copy rows as JSON"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), this, &TransactionTable::copyAsJson);
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    menu->popup(byKey ? viewport()->mapToGlobal(visualRect(currentIndex()).bottomLeft()) : event->globalPos());
}

bool TransactionTable::isAtTop() const { return verticalScrollBar()->value() == 0; }

// A view that gets the focus goes to its first row; not while one is wanted that is not in it: the detail would follow.
void TransactionTable::focusInEvent(QFocusEvent *event)
{
    if (m_wanted.isEmpty())
        return QTableView::focusInEvent(event);
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void TransactionTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    const Gid gid = currentGid();
    if (!gid.isEmpty()) {
        m_wanted = {}; // somebody went on
        m_rows.setWanted({});
        m_rows.setPinned(gid);
        emit currentChangedTo(gid);
    }
}

void TransactionTable::tellVisibleRows()
{
    const int pitch = std::max(1, verticalHeader()->defaultSectionSize());
    const int first = verticalScrollBar()->value() / pitch;
    const int last = (verticalScrollBar()->value() + viewport()->height()) / pitch;
    m_rows.setVisibleRows(first, last);
    m_rows.setAtTop(isAtTop());
    if (last + 5 >= m_rows.transactionCount() && !m_rows.nextCursor().isEmpty())
        emit bottomReached();
    if (isAtTop() && m_rows.isTopEvicted())
        emit topReached();
}

void TransactionTable::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    if (!m_watermark.isEmpty())
        viewport()->update(); // it stands still while the rows move
    tellVisibleRows();
}

void TransactionTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    m_header->fit();
    tellVisibleRows();
}

void TransactionTable::stepToFailed(int direction)
{
    for (int row = currentIndex().row() + direction; row >= 0 && row < m_rows.transactionCount(); row += direction) {
        const TransactionRow *candidate = m_rows.rowAt(row);
        if (candidate->transaction.failures > 0) {
            setCurrentIndex(m_rows.index(row, Model::GidColumn));
            return;
        }
    }
}

// The diagram has the same key: while the list has the focus it is the list's.
bool TransactionTable::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->keyCombination() == QKeyCombination(Qt::CTRL, Qt::Key_E)) {
        event->accept();
        return true;
    }
    return QTableView::event(event);
}

void TransactionTable::keyPressEvent(QKeyEvent *event)
{
    const int row = currentIndex().row();
    const auto goTo = [this](int target) {
        const int last = m_rows.transactionCount() - 1;
        if (last >= 0)
            setCurrentIndex(m_rows.index(std::clamp(target, 0, last), Model::GidColumn));
    };
    if (event->matches(QKeySequence::Copy))
        return copyAsText();
    if (event->keyCombination() == QKeyCombination(Qt::CTRL | Qt::SHIFT, Qt::Key_C))
        return copyAsJson();
    if (event->keyCombination() == QKeyCombination(Qt::CTRL, Qt::Key_E)) {
        emit exportWanted();
        return;
    }
    if (event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) {
        QTableView::keyPressEvent(event);
        return;
    }
    const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
    switch (event->key()) {
    case Qt::Key_J: shift ? stepToFailed(1) : goTo(row + 1); return;
    case Qt::Key_K: shift ? stepToFailed(-1) : goTo(row - 1); return;
    case Qt::Key_Home:
        scrollToTop();
        emit newestWanted();
        goTo(0);
        return;
    case Qt::Key_End:
        goTo(m_rows.transactionCount() - 1);
        emit oldestWanted();
        return;
    case Qt::Key_B: emit moreWanted(); return;
    case Qt::Key_Space: emit freezeToggled(); return;
    case Qt::Key_Slash: emit filterWanted(); return;
    case Qt::Key_Y: copyGid(); return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (row < 0)
            goTo(0); // there is nothing yet that could be opened
        emit opened();
        return;
    default: QTableView::keyPressEvent(event);
    }
}

} // namespace txdesk::console
