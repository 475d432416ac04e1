// The table of transactions: keys, scroll anchor and column widths around a QTableView.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/models/transaction_list_model.h"
#include "console/widgets/appearance.h"

#include <QTableView>

class QMenu;

namespace txdesk::console {

class CellDelegate;
class ListHeader;

// Thread: GUI. The current row is kept by gid, whatever happens above it.
class TransactionTable final : public QTableView
{
    Q_OBJECT

public:
    explicit TransactionTable(TransactionListModel &model, QWidget *parent = nullptr);

    void setAppearance(const Appearance &appearance);
    void keepAnchor();    // before rows come and go
    void restoreAnchor(); // afterwards
    void selectGid(const Gid &gid); // one that has not come yet is selected when it comes
    [[nodiscard]] Gid currentGid() const;
    // Picked by hand (Ctrl, Shift, Ctrl+A), from top to bottom: they stay picked while rows come, go and move.
    [[nodiscard]] QList<Gid> selectedGids() const;
    [[nodiscard]] bool isAtTop() const;
    [[nodiscard]] ListHeader &header() { return *m_header; }
    // Across the rows, while they are not the newest: "as of 03:06:12 (1 m 29 s ago)"; empty: none.
    void setWatermark(const QString &text);

signals:
    void currentChangedTo(const txdesk::Gid &gid); // by the person or by selectGid()
    void bottomReached();
    void topReached();
    void newestWanted(); // Home
    void oldestWanted(); // End
    void moreWanted();   // B: many older ones
    void exportWanted(); // Ctrl+E
    void freezeToggled();
    void filterWanted();
    void opened(); // Enter or double click
    void selectionChangedTo(int rows); // how many selectedGids() has
    void menuWanted(QMenu &menu); // of the current row: whoever listens adds what it offers

protected:
    bool event(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void resizeEvent(QResizeEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    [[nodiscard]] QList<TransactionRow> selectedRows() const;
    void copyGid();
    void copyAsText();
    void copyAsJson();
    void tellVisibleRows();
    void stepToFailed(int direction);

    TransactionListModel &m_rows;
    CellDelegate *m_delegate;
    ListHeader *m_header;
    QString m_watermark;
    Theme m_theme = lightTheme();
    Gid m_anchor;
    Gid m_wanted; // to be selected when it comes; empty: none
    int m_anchorOffset = 0;
};

} // namespace txdesk::console
