// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/list/list_header.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QPainter>

namespace txdesk::console {

using namespace Qt::StringLiterals;

using Model = TransactionListModel;

ListHeader::ListHeader(QWidget *parent) : QHeaderView(Qt::Horizontal, parent)
{
    setObjectName("listHeader"_L1);
    setHighlightSections(false);
    setMinimumSectionSize(24);
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setSectionsMovable(true);
    setSectionsClickable(true);
    connect(this, &QHeaderView::sectionClicked, this, &ListHeader::clicked);
}

// What an operator needs first stays; the rest comes with the room.
void ListHeader::fit()
{
    if (m_custom)
        return;
    const int room = parentWidget() ? parentWidget()->width() : width();
    const auto letters = [this](int count) { return fontMetrics().horizontalAdvance(u'0') * count + 20; };
    const bool narrow = room < 900;
    const bool wide = room >= 1250;
    const QHash<int, int> widths{{Model::Severity, 34},
                                 {Model::GidColumn, letters(narrow ? 16 : 23)},
                                 {Model::BusinessKey, letters(14)},
                                 {Model::Kind, letters(8)},
                                 {Model::Status, letters(narrow ? 12 : 15)},
                                 {Model::WhyStuck, letters(18)},
                                 {Model::Age, letters(narrow ? 9 : 11)},
                                 {Model::NextTry, letters(narrow ? 9 : 11)},
                                 {Model::Failures, letters(8)},
                                 {Model::Attempts, letters(7)},
                                 {Model::LastError, letters(20)},
                                 {Model::Participants, letters(33)},
                                 {Model::Created, letters(10)},
                                 {Model::Updated, letters(10)},
                                 {Model::Result, letters(24)}};
    for (int column = 0; column < Model::ColumnCount; ++column)
        resizeSection(column, widths.value(column));
    setSectionHidden(Model::Kind, room < 640);
    setSectionHidden(Model::BusinessKey, !wide);
    setSectionHidden(Model::WhyStuck, room < 1050);
    setSectionHidden(Model::Participants, room < 1700);
    setSectionHidden(Model::Created, narrow);
    setSectionHidden(Model::Updated, !wide);
    setSectionHidden(Model::Attempts, room < 1500);
    setSectionHidden(Model::Failures, narrow);
    setSectionHidden(Model::NextTry, room < 620);
    setSectionHidden(Model::Result, true);
    setSectionResizeMode(Model::LastError, QHeaderView::Stretch);
    leaveRoomForTheError(room, widths.value(Model::LastError));
}

// The error has what the others leave: with large letters that is nothing, unless the least needed go.
void ListHeader::leaveRoomForTheError(int room, int wanted)
{
    for (const int column : {Model::Updated, Model::BusinessKey, Model::Attempts, Model::Participants, Model::Created, Model::Kind, Model::WhyStuck}) {
        int taken = wanted;
        for (int other = 0; other < count(); ++other)
            if (other != Model::LastError && !isSectionHidden(other))
                taken += sectionSize(other);
        if (taken <= room)
            return;
        setSectionHidden(column, true);
    }
}

QList<ListColumn> ListHeader::columnsNow() const
{
    QList<ListColumn> columns;
    for (int visual = 0; visual < count(); ++visual) {
        const int column = logicalIndex(visual);
        const bool stretched = column == Model::LastError;
        columns.append({static_cast<Model::Column>(column), stretched || isSectionHidden(column) ? 0 : sectionSize(column), !isSectionHidden(column)});
    }
    return columns;
}

QString ListHeader::layoutNow() const { return m_custom ? layoutText(columnsNow()) : QString(); }

void ListHeader::setLayoutText(const QString &text)
{
    const QList<ListColumn> columns = layoutFrom(text);
    m_custom = false;
    for (int column = 0; column < count(); ++column)
        moveSection(visualIndex(column), column);
    fit();
    if (columns.isEmpty())
        return;
    m_custom = true;
    for (int visual = 0; visual < columns.size(); ++visual) {
        const ListColumn &column = columns[visual];
        moveSection(visualIndex(column.column), visual);
        setSectionHidden(column.column, !column.visible);
        if (column.width > 0)
            resizeSection(column.column, column.width);
    }
}

void ListHeader::resetColumns()
{
    setLayoutText({});
    emit layoutEdited();
}

void ListHeader::setColumnShown(int column, bool shown)
{
    if (!shown && count() - hiddenSectionCount() <= 1)
        return; // a list without columns has no header to bring them back
    m_custom = true;
    setSectionHidden(column, !shown);
    emit layoutEdited();
}

void ListHeader::showSort(TransactionSort sort)
{
    m_sort = sort;
    const auto [column, order] = headerOf(sort);
    showArrow(column, order);
}

void ListHeader::showLocalSort(Model::Column column, Qt::SortOrder order)
{
    showArrow(column, order);
}

void ListHeader::showArrow(int column, Qt::SortOrder order)
{
    m_arrowOn = column;
    m_arrow = order;
    viewport()->update();
}

// A style sheet takes the style's own arrow away.
void ListHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    painter->save();
    QHeaderView::paintSection(painter, rect, section);
    painter->restore();
    if (section != m_arrowOn || rect.width() < 40)
        return;
    const double middle = rect.center().y();
    const bool numbers = section == Model::Failures || section == Model::Attempts; // their words stand on the right
    const double right = numbers ? rect.left() + 14 : rect.right() - 6;
    const double up = m_arrow == Qt::AscendingOrder ? -1 : 1;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(palette().color(QPalette::Text));
    painter->drawPolygon(QPolygonF({QPointF(right - 8, middle - 2 * up), QPointF(right, middle - 2 * up), QPointF(right - 4, middle + 3 * up)}));
    painter->restore();
}

QString ListHeader::words(int section) const
{
    const int role = section == Model::Severity ? Qt::AccessibleTextRole : Qt::DisplayRole;
    return model()->headerData(section, Qt::Horizontal, role).toString();
}

void ListHeader::clicked(int section)
{
    const auto column = static_cast<Model::Column>(section);
    const auto up = serverSort(column, Qt::AscendingOrder);
    const auto down = serverSort(column, Qt::DescendingOrder);
    const bool offersUp = up && m_sorts.contains(*up);
    const bool offersDown = down && m_sorts.contains(*down);
    if (offersUp && *up != m_sort)
        emit sortWanted(*up);
    else if (offersDown && *down != m_sort)
        emit sortWanted(*down);
    else if (!offersUp && !offersDown)
        emit sortRefused(tr("The server does not sort by “%1”. Right click: sort the loaded rows by it.").arg(words(section)));
}

void ListHeader::fillMenu(QMenu &menu, int section)
{
    if (section >= 0) {
        const auto column = static_cast<Model::Column>(section);
        menu.addAction(tr("Sort loaded rows by “%1”, ascending").arg(words(section)), this,
                       [this, column] { emit localSortWanted(column, Qt::AscendingOrder); });
        menu.addAction(tr("Sort loaded rows by “%1”, descending").arg(words(section)), this,
                       [this, column] { emit localSortWanted(column, Qt::DescendingOrder); });
        menu.addSeparator();
    }
    for (int visual = 0; visual < count(); ++visual) {
        const int column = logicalIndex(visual);
        QAction *action = menu.addAction(words(column));
        action->setCheckable(true);
        action->setChecked(!isSectionHidden(column));
        connect(action, &QAction::toggled, this, [this, column](bool shown) { setColumnShown(column, shown); });
    }
    menu.addSeparator();
    menu.addAction(tr("Columns by the room there is"), this, &ListHeader::resetColumns);
}

void ListHeader::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillMenu(*menu, logicalIndexAt(event->pos()));
    menu->popup(event->globalPos());
}

void ListHeader::mousePressEvent(QMouseEvent *event)
{
    m_pressed = columnsNow();
    QHeaderView::mousePressEvent(event);
}

void ListHeader::mouseReleaseEvent(QMouseEvent *event)
{
    QHeaderView::mouseReleaseEvent(event);
    if (m_pressed == columnsNow())
        return;
    m_custom = true;
    emit layoutEdited();
}

} // namespace txdesk::console
