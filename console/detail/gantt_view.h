// The timeline of one transaction on screen: scrolls, zooms, selects, with a minimap to drag a range on.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/detail/gantt_painter.h"

#include <QAbstractScrollArea>

namespace txdesk::console {

// Thread: GUI. Shows nothing by itself: whoever owns it passes the chart, the time and the theme.
class GanttView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit GanttView(QWidget *parent = nullptr);

    void setChart(const GanttChart &chart, Instant now); // keeps zoom and selection
    void setNow(Instant now, bool connected);
    void setTheme(const Theme &theme);
    void setTimeZone(const QTimeZone &zone);
    void setToScale(bool toScale);
    void select(GanttPlace place); // as another view selected it; emits nothing
    void hover(GanttPlace place);

    [[nodiscard]] const GanttChart &chart() const { return m_chart; }
    [[nodiscard]] const GanttScale &scale() const { return m_scale; }
    [[nodiscard]] bool isToScale() const { return m_toScale; }
    [[nodiscard]] double zoom() const { return m_zoom; } // 1: everything fits
    [[nodiscard]] GanttPlace selected() const { return m_selected; }
    [[nodiscard]] GanttScene scene() const;
    [[nodiscard]] QString summary() const; // "7 calls on 3 rows; 2 idle stretches folded"

public slots:
    void zoomIn() { zoomBy(1.6); }
    void zoomOut() { zoomBy(1 / 1.6); }
    void fit();
    void goToNow();
    void toggleScale() { setToScale(!m_toScale); }

signals:
    void selectionMade(txdesk::console::GanttPlace place); // by a person
    void hoverMade(txdesk::console::GanttPlace place);
    void activated(txdesk::console::GanttPlace place); // double click or Enter
    void menuWanted(const QPoint &global);
    void scaleChanged();
    void chartChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    enum class Drag { None, Window, Left, Right, Range };

    void rescale();
    void updateScrollBars();
    void zoomBy(double factor) { zoomAround(m_zoom * factor, scene().body().center().x()); }
    void zoomAround(double zoom, double x);
    void showRange(double fromAxis, double toAxis);
    void pick(GanttPlace place);
    void step(int by, bool failedOnly);
    void ensureVisible(GanttPlace place);
    void dragTo(double x);
    [[nodiscard]] bool pressKey(int key, const QString &text);
    [[nodiscard]] GanttPlace placeAt(const QPointF &at) const;

    GanttChart m_chart;
    GanttScale m_scale;
    Theme m_theme;
    QTimeZone m_zone = QTimeZone::utc();
    Instant m_now{};
    bool m_connected = true;
    bool m_toScale = false;
    double m_zoom = 1;
    GanttPlace m_selected;
    GanttPlace m_hovered;
    Drag m_drag = Drag::None;
    double m_dragFrom = 0; // axis, or the offset within the window
    QString m_pendingKeys; // "g" waits for its second key
};

} // namespace txdesk::console
