// What all charts share: marks that can be pointed at, clicked and walked by keys; a table twin; saving; why it is empty.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/charts/chart_table.h"
#include "console/theme/theme.h"
#include "shared/base/result.h"

#include <QWidget>

#include <functional>

namespace txdesk::console {

struct ChartMark
{
    QString text{};   // what it says, one line
    QString filter{}; // of the list behind it; empty: there is none
};

// Thread: GUI.
class MarkedChart : public QWidget
{
    Q_OBJECT

public:
    explicit MarkedChart(QWidget *parent = nullptr);

    void setTheme(const Theme &theme);
    void setEmptyReason(const QString &reason); // shown instead of the chart; empty: there is something to draw
    [[nodiscard]] const QString &emptyReason() const { return m_reason; }
    // Texts are made when they are needed.
    void setMarks(int count, std::function<ChartMark(int)> mark, std::function<ChartTable()> table);
    [[nodiscard]] int markCount() const { return m_count; }
    [[nodiscard]] ChartMark mark(int index) const;
    [[nodiscard]] ChartTable table() const { return m_table ? m_table() : ChartTable{}; }
    [[nodiscard]] int current() const { return m_current; } // -1: none
    void setCurrent(int index);
    void choose(int index); // as a click does
    // Where a mark is; a null rectangle: nowhere.
    [[nodiscard]] virtual QRectF markRect(int index) const = 0;

    [[nodiscard]] Result<> saveAs(const QString &path); // .png, .svg or .csv

signals:
    void listWanted(const QString &filterText);
    void currentChanged(const QString &text); // empty: none

protected:
    virtual void paintChart(QPainter &painter) = 0;
    virtual void themeChanged() {}
    virtual void currentMoved() { update(); }
    [[nodiscard]] virtual int markAt(const QPointF &at) const;
    // Where a key leads from `index`; -1: nowhere.
    [[nodiscard]] virtual int neighbour(int index, int key) const;
    [[nodiscard]] const Theme &theme() const { return m_theme; }

    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void paintPicture(QPainter &painter);

    Theme m_theme = lightTheme();
    QString m_reason;
    int m_count = 0;
    int m_current = -1;
    std::function<ChartMark(int)> m_mark;
    std::function<ChartTable()> m_table;
};

} // namespace txdesk::console
