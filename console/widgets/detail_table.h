// The small tables of the detail page: branches, attempts, participants; one look, one set of habits.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/widgets/appearance.h"
#include "console/widgets/cell_delegate.h"

#include <QTableView>

namespace txdesk::console {

// Thread: GUI.
class DetailTable final : public QTableView
{
    Q_OBJECT

public:
    DetailTable(QAbstractItemModel &model, CellDelegate *delegate, QWidget *parent = nullptr);

    void setTheme(const Theme &theme);
    void setDensity(Density density); // rows as high as those of the list
    // Widths in digits of the font; 0 stretches.
    void setWidths(const QList<int> &digits);

protected:
    bool event(QEvent *event) override; // the menu key is about the current cell, wherever the table's middle is
    void keyPressEvent(QKeyEvent *event) override; // j, k, and Ctrl+C copies the row as text
    void changeEvent(QEvent *event) override;

private:
    void sizeColumns();

    CellDelegate *m_delegate;
    QList<int> m_digits;
    Density m_density = Density::Compact;
};

} // namespace txdesk::console
