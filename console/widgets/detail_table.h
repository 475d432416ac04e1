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
    // Usual widths in digits of the font; 0 stretches. A column whose cells need more takes it from the room of those that
    // stretch, and where these have too little, columns give up what they do not need. None grows narrower while one looks,
    // and once a person has dragged one, all stay.
    void setWidths(const QList<int> &digits);

protected:
    bool event(QEvent *event) override; // the menu key is about the current cell, wherever the table's middle is
    void keyPressEvent(QKeyEvent *event) override; // j, k, and Ctrl+C copies the row as text
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void sizeColumns();
    void fitSoon();
    void fitColumns();
    [[nodiscard]] int usualWidth(int column) const;

    CellDelegate *m_delegate;
    QList<int> m_digits;
    Density m_density = Density::Compact;
    QList<int> m_needed; // the most that a column's cells have needed
    bool m_dragged = false;
    bool m_fitsSoon = false;
};

} // namespace txdesk::console
