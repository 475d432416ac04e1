// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/detail_table.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>

#include <algorithm>
#include <utility>

namespace txdesk::console {

namespace {
constexpr int measuredRowsMost = 100; // besides those on screen: all of five thousand take seconds
constexpr int neededMost = 600; // pixels: a long error does not push the others together
}

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
    connect(horizontalHeader(), &QHeaderView::sectionResized, this,
            [this] { m_dragged = m_dragged || (QGuiApplication::mouseButtons() & Qt::LeftButton && horizontalHeader()->underMouse()); });
    horizontalHeader()->setResizeContentsPrecision(measuredRowsMost);
    connect(&model, &QAbstractItemModel::modelReset, this, &DetailTable::fitSoon);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &DetailTable::fitSoon);
    connect(&model, &QAbstractItemModel::dataChanged, this, &DetailTable::fitSoon);
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

int DetailTable::usualWidth(int column) const
{
    return fontMetrics().horizontalAdvance(QLatin1Char('0')) * m_digits[column] + 20;
}

void DetailTable::sizeColumns()
{
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + (m_density == Density::Cosy ? 16 : 10));
    m_needed.fill(0, m_digits.size());
    for (int column = 0; column < m_digits.size() && column < model()->columnCount(); ++column)
        if (m_digits[column] == 0)
            horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
    fitColumns();
}

// Once, however many cells have changed.
void DetailTable::fitSoon()
{
    if (std::exchange(m_fitsSoon, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_fitsSoon = false;
            fitColumns();
        },
        Qt::QueuedConnection);
}

void DetailTable::fitColumns()
{
    if (m_dragged)
        return;
    const int columns = std::min(static_cast<int>(m_digits.size()), model()->columnCount());
    int room = viewport()->width();
    int stretched = 0;
    for (int column = 0; column < columns; ++column) {
        const int needed = std::max(sizeHintForColumn(column), horizontalHeader()->sectionSizeHint(column));
        m_needed[column] = std::clamp(needed, m_needed[column], std::max(m_needed[column], neededMost));
        if (m_digits[column] == 0)
            stretched += m_needed[column];
        else
            room -= usualWidth(column);
    }
    int spare = room - stretched; // less than nothing: the ones that stretch are short of it
    for (int column = 0; column < columns; ++column) {
        if (m_digits[column] == 0)
            continue;
        const int more = m_needed[column] - usualWidth(column);
        const int change = more > 0 ? std::clamp(more, 0, std::max(0, spare)) : std::clamp(more, std::min(0, spare), 0);
        spare -= change;
        setColumnWidth(column, usualWidth(column) + change);
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

void DetailTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

void DetailTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        sizeColumns();
}

} // namespace txdesk::console
