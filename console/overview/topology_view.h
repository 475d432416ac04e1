// The topology as a picture: initiators, coordinators, participants, and how much flows between them.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/overview/topology_graph.h"
#include "console/theme/theme.h"

#include <QGraphicsView>

namespace txdesk::console {

// In words, also for the table beside it.
[[nodiscard]] QString topologyLabel(const TopologyNode &node);
[[nodiscard]] QString topologyState(const TopologyNode &node); // how it does
[[nodiscard]] QString topologyWords(const TopologyNode &node); // what it is and how it does

// Thread: GUI. Width of an edge = rate, colour = share of errors, dashed = only compensations. Arrow keys walk, Enter opens.
class TopologyView final : public QGraphicsView
{
    Q_OBJECT

public:
    static constexpr qsizetype nodesMost = 60;

    explicit TopologyView(QWidget *parent = nullptr);

    void setGraph(const TopologyGraph &graph); // at most nodesMost nodes are drawn: clustered() makes them fewer
    void setTheme(const Theme &theme);
    void setCurrent(const QString &id);
    [[nodiscard]] const QString &current() const { return m_current; }
    [[nodiscard]] const TopologyGraph &graph() const { return m_graph; }
    [[nodiscard]] QPointF placeOf(const QString &id) const { return m_layout.at(id); }

signals:
    void listWanted(const QString &filterText);
    void currentChanged(const QString &id);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void draw();
    void drawEdge(const TopologyEdge &edge);
    void drawNode(const TopologyNode &node);
    void fit();
    [[nodiscard]] QString neighbour(int key) const;
    void choose(const QString &id);
    [[nodiscard]] Meaning healthOf(double errors) const;

    TopologyGraph m_graph;
    TopologyLayout m_layout;
    Theme m_theme = lightTheme();
    QString m_current;
};

} // namespace txdesk::console
