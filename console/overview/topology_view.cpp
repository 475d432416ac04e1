// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/overview/topology_view.h"

#include "console/text/plain_text.h"
#include "console/text/words.h"

#include <QCoreApplication>
#include <QGraphicsPathItem>
#include <QGraphicsSimpleTextItem>
#include <QKeyEvent>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr QSizeF nodeSize(190, 46);
constexpr int idRole = 0; // of QGraphicsItem::data

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(TopologyView)
};

QString rateText(double rate)
{
    return Words::tr("%1/s").arg(QLocale().toString(rate, 'f', rate < 10 ? 1 : 0));
}

QString percentText(double share)
{
    const double percent = share * 100;
    return percent > 0 && percent < 1 ? u"<1 %"_s : QLocale().toString(percent, 'f', 0) + u" %"_s;
}

} // namespace

QString topologyLabel(const TopologyNode &node)
{
    if (node.layer == TopologyLayer::Initiator)
        return node.label.isEmpty() ? Words::tr("starts %1").arg(wordOf(*node.kind)) : node.label;
    if (node.label == u"…"_s)
        return Words::tr("the others");
    return node.label;
}

QString topologyState(const TopologyNode &node)
{
    switch (node.layer) {
    case TopologyLayer::Initiator: return Words::tr("%1 of %2").arg(rateText(node.rate), wordOf(*node.kind));
    case TopologyLayer::Coordinator:
        if (!node.isAlive)
            return Words::tr("its lease has run out");
        return node.filter.isEmpty() ? Words::tr("counts its own calls") : Words::tr("%1 created").arg(rateText(node.rate));
    case TopologyLayer::Participant: break;
    }
    const QString many = node.members > 1 ? u" · "_s + Words::tr("%n place(s)", nullptr, node.members) : QString();
    return Words::tr("%1, %2 errors").arg(rateText(node.rate), percentText(node.errors)) + many;
}

QString topologyWords(const TopologyNode &node)
{
    switch (node.layer) {
    case TopologyLayer::Initiator: return Words::tr("initiator: %1").arg(topologyState(node));
    case TopologyLayer::Coordinator: return Words::tr("coordinator: %1").arg(topologyState(node));
    case TopologyLayer::Participant: break;
    }
    return Words::tr("participant: %1").arg(topologyState(node));
}

TopologyView::TopologyView(QWidget *parent) : QGraphicsView(parent)
{
    setObjectName("topologyView"_L1);
    setScene(new QGraphicsScene(this));
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(QFrame::NoFrame);
    setDragMode(QGraphicsView::NoDrag);
}

void TopologyView::setTheme(const Theme &theme)
{
    m_theme = theme;
    setBackgroundBrush(theme.canvas);
    draw();
}

void TopologyView::setGraph(const TopologyGraph &graph)
{
    const TopologyGraph fewer = clustered(graph, nodesMost);
    if (fewer == m_graph)
        return;
    m_graph = fewer;
    m_layout.place(m_graph);
    if (!m_graph.node(m_current))
        m_current.clear();
    draw();
}

Meaning TopologyView::healthOf(double errors) const
{
    return errors >= 0.2 ? Meaning::Failed : errors >= 0.01 ? Meaning::Waiting : Meaning::Running;
}

void TopologyView::draw()
{
    scene()->clear();
    for (const TopologyEdge &edge : std::as_const(m_graph.edges))
        drawEdge(edge);
    for (const TopologyNode &node : std::as_const(m_graph.nodes))
        drawNode(node);
    scene()->setSceneRect(scene()->itemsBoundingRect().adjusted(-16, -16, 16, 16));
    fit();
}

void TopologyView::drawEdge(const TopologyEdge &edge)
{
    const QPointF from = m_layout.at(edge.from) + QPointF(nodeSize.width() / 2, 0);
    const QPointF to = m_layout.at(edge.to) - QPointF(nodeSize.width() / 2, 0);
    QPainterPath path(from);
    const double bend = (to.x() - from.x()) / 2;
    path.cubicTo(from + QPointF(bend, 0), to - QPointF(bend, 0), to);
    QPen pen(m_theme.color(healthOf(edge.errors)), std::min(9.0, 1.2 + 2.2 * std::log10(1 + 10 * edge.rate)));
    pen.setCapStyle(Qt::FlatCap);
    if (edge.onlyUndoing)
        pen.setStyle(Qt::DashLine);
    QGraphicsPathItem *item = scene()->addPath(path, pen);
    item->setData(idRole, edge.to.startsWith("node:"_L1) ? edge.from : edge.to);
    QString words = rateText(edge.rate);
    if (edge.errors > 0)
        words += u" · "_s + percentText(edge.errors);
    if (edge.onlyUndoing)
        words += u" ↺"_s;
    // Near the outer end, where the edges lie apart.
    const bool isCalled = !edge.to.startsWith("node:"_L1);
    auto *text = scene()->addSimpleText(words, font());
    text->setBrush(m_theme.text);
    const QRectF box = text->boundingRect();
    const QPointF at = isCalled ? to - QPointF(box.width() + 6, box.height() + 3) : from + QPointF(6, -box.height() - 3);
    text->setPos(at);
    QGraphicsRectItem *back = scene()->addRect(box.translated(at).adjusted(-2, 0, 2, 0), Qt::NoPen, m_theme.canvas);
    back->setZValue(1);
    text->setZValue(2);
}

void TopologyView::drawNode(const TopologyNode &node)
{
    const QPointF centre = m_layout.at(node.id);
    const QRectF box(centre - QPointF(nodeSize.width() / 2, nodeSize.height() / 2), nodeSize);
    QPainterPath shape;
    shape.addRoundedRect(box, 6, 6);
    const bool isParticipant = node.layer == TopologyLayer::Participant;
    const Meaning health = !node.isAlive ? Meaning::Stopped : isParticipant ? healthOf(node.errors) : Meaning::Running;
    const bool isCurrent = node.id == m_current;
    QGraphicsPathItem *item = scene()->addPath(shape, QPen(isCurrent && hasFocus() ? m_theme.focus : m_theme.color(health), isCurrent ? 3 : 1.5), m_theme.raised);
    item->setData(idRole, node.id);
    item->setToolTip(asToolTip(topologyLabel(node) + u'\n' + topologyWords(node)));
    item->setZValue(3);
    item->setCursor(node.filter.isEmpty() ? Qt::ArrowCursor : Qt::PointingHandCursor);
    const QFontMetrics metrics(font());
    const auto line = [&](const QString &words, double y, const QColor &color) {
        auto *text = scene()->addSimpleText(metrics.elidedText(words, Qt::ElideMiddle, static_cast<int>(nodeSize.width()) - 16), font());
        text->setBrush(color);
        text->setPos(box.left() + 8, y);
        text->setZValue(4);
        text->setData(idRole, node.id);
        text->setAcceptedMouseButtons(Qt::NoButton);
    };
    const QString glyph = isParticipant || !node.isAlive ? m_theme.ink(health).glyph + u' ' : QString();
    line(glyph + topologyLabel(node), box.top() + 4, m_theme.text);
    line(topologyState(node), box.top() + 5 + metrics.height(), m_theme.mutedText);
}

void TopologyView::fit()
{
    resetTransform();
    const QRectF all = sceneRect();
    if (all.isEmpty())
        return;
    const double across = static_cast<double>(viewport()->width()) / all.width();
    const double down = static_cast<double>(viewport()->height()) / all.height();
    const double scale = std::clamp(std::min(across, down), 0.65, 1.0); // smaller could not be read: it scrolls
    this->scale(scale, scale);
}

void TopologyView::resizeEvent(QResizeEvent *event)
{
    QGraphicsView::resizeEvent(event);
    fit();
}

void TopologyView::setCurrent(const QString &id)
{
    if (m_current == id)
        return;
    m_current = m_graph.node(id) ? id : QString();
    if (const TopologyNode *node = m_graph.node(m_current)) {
        setAccessibleDescription(topologyLabel(*node) + u", "_s + topologyWords(*node));
        ensureVisible(QRectF(m_layout.at(m_current) - QPointF(95, 23), nodeSize));
    }
    draw();
    emit currentChanged(m_current);
}

void TopologyView::choose(const QString &id)
{
    setCurrent(id);
    const TopologyNode *node = m_graph.node(id);
    if (node && !node->filter.isEmpty())
        emit listWanted(node->filter);
}

QString TopologyView::neighbour(int key) const
{
    if (m_graph.nodes.isEmpty())
        return {};
    if (m_current.isEmpty())
        return m_graph.nodes.constFirst().id;
    const QPointF here = m_layout.at(m_current);
    QString best;
    double nearest = std::numeric_limits<double>::max();
    for (const TopologyNode &node : m_graph.nodes) {
        const QPointF away = m_layout.at(node.id) - here;
        const bool fits = key == Qt::Key_Left ? away.x() < -1 : key == Qt::Key_Right ? away.x() > 1 : key == Qt::Key_Up ? away.y() < -1 && std::abs(away.x()) < 1
                                                                                                                    : away.y() > 1 && std::abs(away.x()) < 1;
        const double distance = std::hypot(away.x(), away.y());
        if (fits && distance < nearest) {
            nearest = distance;
            best = node.id;
        }
    }
    return best;
}

void TopologyView::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    if ((key == Qt::Key_Return || key == Qt::Key_Enter) && !event->isAutoRepeat()) {
        choose(m_current);
        return;
    }
    if (key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down) {
        if (const QString to = neighbour(key); !to.isEmpty())
            setCurrent(to);
        return;
    }
    QGraphicsView::keyPressEvent(event);
}

void TopologyView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const QList<QGraphicsItem *> under = items(event->pos());
    for (const QGraphicsItem *item : under)
        if (const QString id = item->data(idRole).toString(); !id.isEmpty()) {
            choose(id);
            return;
        }
}

void TopologyView::drawForeground(QPainter *painter, const QRectF &)
{
    if (!hasFocus())
        return;
    painter->resetTransform();
    painter->setPen(QPen(m_theme.focus, 2));
    painter->drawRect(viewport()->rect().adjusted(1, 1, -1, -1));
}

void TopologyView::focusInEvent(QFocusEvent *event)
{
    QGraphicsView::focusInEvent(event);
    draw();
    viewport()->update();
}

void TopologyView::focusOutEvent(QFocusEvent *event)
{
    QGraphicsView::focusOutEvent(event);
    draw();
    viewport()->update();
}

} // namespace txdesk::console
