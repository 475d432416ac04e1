// The picture of who waits for whom: boxes and arrows, deadlocks in red with a cross. A click or Enter leads to the transaction.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/models/wait_graph.h"
#include "console/widgets/appearance.h"

#include <QWidget>

namespace txdesk::console {

// Thread: GUI. Its twin in lines is its accessible description.
class WaitGraphView final : public QWidget
{
    Q_OBJECT

public:
    explicit WaitGraphView(QWidget *parent = nullptr);

    void setGraph(const WaitGraph &graph, Instant now);
    void setTheme(const Theme &theme);
    [[nodiscard]] const WaitGraph &graph() const { return m_graph; }
    [[nodiscard]] QSize sizeHint() const override;

signals:
    void transactionWanted(const txdesk::Gid &gid);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override; // arrows step through the boxes
    void changeEvent(QEvent *event) override;

private:
    void layOutNow();
    void describe();
    void paintEdge(QPainter &painter, const WaitEdge &edge) const;
    void paintNode(QPainter &painter, int node) const;

    WaitGraph m_graph;
    Instant m_now{};
    Theme m_theme = lightTheme();
    int m_current = 0;
};

} // namespace txdesk::console
