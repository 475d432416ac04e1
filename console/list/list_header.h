// The header of the list: sorts on the server by click, offers and remembers columns.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/models/list_layout.h"

#include <QHeaderView>

class QMenu;

namespace txdesk::console {

// Thread: GUI. Until a person changes something the columns follow the room there is.
class ListHeader final : public QHeaderView
{
    Q_OBJECT

public:
    explicit ListHeader(QWidget *parent = nullptr);

    void fit(); // to the room of the table
    [[nodiscard]] QString layoutNow() const; // layoutText(); empty while nobody changed anything
    void setLayoutText(const QString &text);
    void setSorts(const QList<TransactionSort> &sorts) { m_sorts = sorts; }
    void showSort(TransactionSort sort);
    void showLocalSort(TransactionListModel::Column column, Qt::SortOrder order);
    // Columns to choose, sorting of the loaded rows by `section`.
    void fillMenu(QMenu &menu, int section);

signals:
    void layoutEdited();
    void sortWanted(txdesk::TransactionSort sort);
    void localSortWanted(txdesk::console::TransactionListModel::Column column, Qt::SortOrder order);
    void sortRefused(const QString &why);

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    void leaveRoomForTheError(int room, int wanted);
    void showArrow(int column, Qt::SortOrder order);
    void clicked(int section);
    void setColumnShown(int column, bool shown);
    void resetColumns();
    [[nodiscard]] QList<ListColumn> columnsNow() const;
    [[nodiscard]] QString words(int section) const;

    QList<TransactionSort> m_sorts;
    TransactionSort m_sort = TransactionSort::NewestFirst;
    int m_arrowOn = -1; // the column that is sorted by
    Qt::SortOrder m_arrow = Qt::AscendingOrder;
    QList<ListColumn> m_pressed; // as they were when the mouse went down
    bool m_custom = false;
};

} // namespace txdesk::console
