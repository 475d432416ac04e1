// A chart with its title, its table twin, what the current mark says, and a menu to save it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/charts/marked_chart.h"
#include "console/widgets/appearance.h"

class QHBoxLayout;
class QLabel;
class QMenu;
class QStackedWidget;
class QToolButton;

namespace txdesk::console {

class DetailTable;
class PlainTableModel;

// Thread: GUI.
class ChartCard final : public QWidget
{
    Q_OBJECT

public:
    // `name`: of the object, and of the files that are saved; the chart becomes the card's.
    ChartCard(const QString &name, MarkedChart *chart, QWidget *parent = nullptr);

    void setTitle(const QString &title, const QString &hint); // the hint: what exactly is counted
    void setAppearance(const Appearance &appearance);
    void addToHeader(QWidget *widget);
    void refresh(); // after the chart's content has changed
    void showTable(bool table);
    [[nodiscard]] bool showsTable() const;
    [[nodiscard]] MarkedChart &chart() const { return *m_chart; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void askWhereToSave(const QString &ending);
    void fillTable();
    void openMenu(const QPoint &at);

    MarkedChart *m_chart;
    QLabel *m_title;
    QLabel *m_said; // of the current mark; or the hint
    QHBoxLayout *m_header;
    QToolButton *m_more;
    QMenu *m_menu;
    QStackedWidget *m_stack;
    PlainTableModel *m_model;
    DetailTable *m_table;
    QString m_hint;
};

} // namespace txdesk::console
