// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/pages/wait_graph_view.h"

#include "console/text/plain_text.h"

#include <QEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr qreal headLength = 9;

// From the waiter's box to the holder's: along the row when they stand in different layers, bowed out to the right when they
// stand above each other, so that both directions of a deadlock can be told apart.
QPainterPath edgePath(const QRectF &waiter, const QRectF &holder)
{
    QPainterPath path;
    if (waiter.left() > holder.right()) {
        const QPointF from(waiter.left(), waiter.center().y());
        const QPointF to(holder.right(), holder.center().y());
        path.moveTo(from);
        const qreal middle = (from.x() + to.x()) / 2;
        path.cubicTo(QPointF(middle, from.y()), QPointF(middle, to.y()), to);
        return path;
    }
    const qreal shift = waiter.top() < holder.top() ? 5 : -5;
    const QPointF from(waiter.right(), waiter.center().y() + shift);
    const QPointF to(holder.right(), holder.center().y() + shift);
    const qreal bow = std::max(from.x(), to.x()) + (shift > 0 ? 26 : 44);
    path.moveTo(from);
    path.cubicTo(QPointF(bow, from.y()), QPointF(bow, to.y()), to);
    return path;
}

void paintHead(QPainter &painter, const QPainterPath &path, const QColor &color)
{
    const QPointF tip = path.pointAtPercent(1);
    const QPointF before = path.pointAtPercent(path.percentAtLength(std::max(path.length() - headLength, 0.0)));
    const qreal angle = std::atan2(tip.y() - before.y(), tip.x() - before.x());
    QPolygonF head{tip};
    for (const qreal turn : {2.7, -2.7})
        head.append(tip + QPointF(std::cos(angle + turn), std::sin(angle + turn)) * headLength);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPolygon(head);
}

} // namespace

WaitGraphView::WaitGraphView(QWidget *parent) : QWidget(parent)
{
    setObjectName("waitGraph"_L1);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    describe();
}

void WaitGraphView::setGraph(const WaitGraph &graph, Instant now)
{
    const QString chosen = m_current < m_graph.nodes.size() ? m_graph.nodes[m_current].gid.value : QString();
    m_graph = graph;
    m_now = now;
    m_current = 0;
    for (int i = 0; i < m_graph.nodes.size(); ++i)
        if (m_graph.nodes[i].gid.value == chosen)
            m_current = i;
    layOutNow();
}

void WaitGraphView::layOutNow()
{
    const QFontMetricsF metrics(font());
    layOut(m_graph, metrics.height(), [&metrics](const QString &text) { return metrics.horizontalAdvance(text); });
    setMinimumSize(sizeHint());
    describe();
    update();
}

void WaitGraphView::describe()
{
    QStringList lines;
    for (const WaitLine &line : WaitWords::lines(m_graph, m_now))
        lines.append(line.text);
    setAccessibleName(tr("Who waits for whom"));
    setAccessibleDescription(lines.isEmpty() ? tr("Nobody waits.") : lines.join(u'\n'));
}

void WaitGraphView::setTheme(const Theme &theme)
{
    m_theme = theme;
    update();
}

QSize WaitGraphView::sizeHint() const
{
    return m_graph.nodes.isEmpty() ? QSize(200, 60) : m_graph.size.toSize().expandedTo(QSize(200, 60));
}

void WaitGraphView::paintEdge(QPainter &painter, const WaitEdge &edge) const
{
    const QColor color = m_theme.color(edge.inCycle ? Meaning::Failed : Meaning::Waiting);
    const QPainterPath path = edgePath(m_graph.nodes[edge.waiter].box, m_graph.nodes[edge.holder].box);
    painter.setPen(QPen(color, edge.inCycle ? 2.2 : 1.4, edge.inCycle ? Qt::SolidLine : Qt::DashLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
    paintHead(painter, path, color);
}

void WaitGraphView::paintNode(QPainter &painter, int index) const
{
    const WaitNode &node = m_graph.nodes[index];
    const Meaning meaning = node.inCycle ? Meaning::Failed : node.layer == 0 ? Meaning::Running : Meaning::Waiting;
    const bool current = hasFocus() && index == m_current;
    painter.setPen(current ? QPen(m_theme.focus, 2.5) : QPen(m_theme.color(meaning), 1.4));
    painter.setBrush(blend(m_theme.canvas, m_theme.color(meaning), m_theme.dark ? 0.16 : 0.09));
    painter.drawRoundedRect(node.box, 5, 5);
    painter.setPen(m_theme.text);
    painter.drawText(node.box, Qt::AlignCenter, (node.inCycle ? u"✖ "_s : QString()) + oneLine(boxText(node.gid), 60));
}

void WaitGraphView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), m_theme.canvas);
    if (m_graph.nodes.isEmpty()) {
        painter.setPen(m_theme.mutedText);
        painter.drawText(rect(), Qt::AlignCenter, tr("Nobody waits."));
        return;
    }
    for (const WaitEdge &edge : m_graph.edges)
        paintEdge(painter, edge);
    for (int i = 0; i < m_graph.nodes.size(); ++i)
        paintNode(painter, i);
}

void WaitGraphView::mousePressEvent(QMouseEvent *event)
{
    const int node = m_graph.nodeAt(event->position());
    if (node < 0)
        return;
    m_current = node;
    update();
    emit transactionWanted(m_graph.nodes[node].gid);
}

void WaitGraphView::mouseMoveEvent(QMouseEvent *event)
{
    const int node = m_graph.nodeAt(event->position());
    setCursor(node < 0 ? Qt::ArrowCursor : Qt::PointingHandCursor);
    setToolTip(asToolTip(node < 0 ? QString() : m_graph.nodes[node].gid.value));
}

void WaitGraphView::keyPressEvent(QKeyEvent *event)
{
    const int count = static_cast<int>(m_graph.nodes.size());
    const bool on = event->key() == Qt::Key_Right || event->key() == Qt::Key_Down;
    const bool back = event->key() == Qt::Key_Left || event->key() == Qt::Key_Up;
    if (count == 0 || (!on && !back && event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter)) {
        QWidget::keyPressEvent(event);
        return;
    }
    if (!on && !back) {
        emit transactionWanted(m_graph.nodes[m_current].gid);
        return;
    }
    m_current = (m_current + (on ? 1 : count - 1)) % count;
    update();
}

void WaitGraphView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange)
        layOutNow();
    QWidget::changeEvent(event);
}

} // namespace txdesk::console
