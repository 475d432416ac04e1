// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/detail_table.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>

namespace txdesk::console {

DetailTable::DetailTable(QAbstractItemModel &model, CellDelegate *delegate, QWidget *parent)
    : QTableView(parent), m_delegate(delegate)
{
    setModel(&model);
    m_delegate->setParent(this);
    setItemDelegate(m_delegate);
    setSelectionBehavior(SelectRows);
    setTabKeyNavigation(false); // Tab leaves the table
    setSelectionMode(SingleSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setCornerButtonEnabled(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setMinimumSectionSize(24);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

void DetailTable::setTheme(const Theme &theme)
{
    m_delegate->setTheme(theme);
    sizeColumns();
    viewport()->update();
}

void DetailTable::setDensity(Density density)
{
    m_density = density;
    sizeColumns();
}

void DetailTable::setWidths(const QList<int> &digits)
{
    m_digits = digits;
    sizeColumns();
}

void DetailTable::sizeColumns()
{
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + (m_density == Density::Cosy ? 16 : 10));
    for (int column = 0; column < m_digits.size() && column < model()->columnCount(); ++column) {
        if (m_digits[column] == 0)
            horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
        else
            setColumnWidth(column, fontMetrics().horizontalAdvance(QLatin1Char('0')) * m_digits[column] + 20);
    }
}

bool DetailTable::event(QEvent *event)
{
    if (event->type() != QEvent::ContextMenu || contextMenuPolicy() != Qt::CustomContextMenu || !currentIndex().isValid())
        return QTableView::event(event);
    if (static_cast<QContextMenuEvent *>(event)->reason() == QContextMenuEvent::Mouse)
        return QTableView::event(event);
    event->accept();
    emit customContextMenuRequested(visualRect(currentIndex()).center());
    return true;
}

void DetailTable::keyPressEvent(QKeyEvent *event)
{
    const auto step = [this](int by) {
        const int row = std::clamp(currentIndex().row() + by, 0, std::max(0, model()->rowCount() - 1));
        setCurrentIndex(model()->index(row, 0));
    };
    if (event->matches(QKeySequence::Copy)) {
        QStringList cells;
        for (int column = 0; column < model()->columnCount(); ++column)
            cells.append(model()->index(currentIndex().row(), column).data().toString());
        QGuiApplication::clipboard()->setText(cells.join(QLatin1Char('\t')));
    } else if (event->key() == Qt::Key_J && event->modifiers() == Qt::NoModifier) {
        step(1);
    } else if (event->key() == Qt::Key_K && event->modifiers() == Qt::NoModifier) {
        step(-1);
    } else {
        QTableView::keyPressEvent(event);
    }
}

void DetailTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        sizeColumns();
}

} // namespace txdesk::console
