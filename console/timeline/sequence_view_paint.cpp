// How the diagram paints itself: body, pinned rail and header, minimap, footer.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/sequence_marks.h"
#include "console/timeline/sequence_view.h"

#include <QCoreApplication>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace txdesk::console {
using namespace Qt::StringLiterals;

void SequenceView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_theme.canvas);
    if (lay().rows.isEmpty())
        paintEmpty(painter);
    else
        paintContents(painter);
    paintFooter(painter);
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(QPen(m_theme.focus, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(viewport()->rect().adjusted(1, 1, -1, -1));
    }
}

SequenceScene SequenceView::shownScene() const
{
    SequenceScene shown = scene();
    shown.hovered = m_lit;
    shown.hoveredLane = m_litLane;
    shown.selected = m_selected;
    shown.selectedLane = m_selectedLane;
    shown.hoveredRow = m_hoveredRow;
    shown.search = m_filter.search;
    shown.fromSeq = m_filter.fromSeq;
    shown.toSeq = m_filter.toSeq;
    return shown;
}

// Body first, then the pinned rail, header and map over it.
void SequenceView::paintContents(QPainter &painter)
{
    const SequenceScene shown = shownScene();
    const qreal x = horizontalScrollBar()->value();
    const qreal y = verticalScrollBar()->value();
    const Detail detail = detailAt(m_zoom);
    const QRectF clip(x / scaleX(), y / m_zoom, bodyWidth() / scaleX(), bodyHeight() / m_zoom);
    painter.save();
    painter.setClipRect(QRectF(railWidth, bodyTop(), bodyWidth(), bodyHeight()));
    painter.translate(railWidth - x, bodyTop() - y);
    painter.scale(scaleX(), m_zoom);
    paintBody(painter, clip, shown, detail);
    painter.restore();
    painter.save();
    painter.setClipRect(QRectF(0, bodyTop(), railWidth, bodyHeight()));
    painter.translate(0, bodyTop() - y);
    if (detail != Detail::Density)
        paintRail(painter, clip, shown, detail, m_zoom);
    else
        painter.fillRect(QRectF(0, y, railWidth, bodyHeight()), m_theme.panel);
    painter.restore();
    painter.save();
    painter.setClipRect(QRectF(railWidth, 0, bodyWidth() + mapWidth(), bodyTop()));
    painter.translate(railWidth - x, 0);
    painter.scale(scaleX(), scaleX());
    paintHeader(painter, shown);
    painter.restore();
    painter.setClipRect(QRectF(0, 0, railWidth, bodyTop()));
    paintRailHead(painter, shown, bodyTop());
    painter.setClipping(false);
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (mapWidth() > 0)
        m_map.paint(painter, mapArea(), shown, seen());
    painter.fillRect(QRectF(0, bodyTop() - 1, viewport()->width(), 1), m_theme.hairline);
    paintLaneDrag(painter);
}

// Where a lane that is being dragged would stand, or the range that is being drawn.
void SequenceView::paintLaneDrag(QPainter &painter)
{
    QColor glass = m_theme.focus;
    glass.setAlphaF(0.2F);
    if (m_drag == Drag::Lane)
        painter.fillRect(QRectF(m_dragged.x() - 1.5, 4, 3, bodyTop() - 8), m_theme.focus);
    else if (m_drag == Drag::Rail)
        painter.fillRect(QRectF(QPointF(0, std::min(m_pressed.y(), m_dragged.y())), QPointF(railWidth, std::max(m_pressed.y(), m_dragged.y()))), glass);
}

void SequenceView::paintEmpty(QPainter &painter)
{
    QString reason = m_emptyReason;
    if (m_detail && m_busy)
        reason = QCoreApplication::translate("Sequence", "Drawing %1 events …").arg(m_detail->events.size());
    else if (m_detail && lay().eventsLeftOut > 0)
        reason = QCoreApplication::translate("Sequence", "Nothing matches: all %1 events are left out by the filter.").arg(lay().eventsLeftOut);
    else if (m_detail)
        reason = QCoreApplication::translate("Sequence", "Nothing has happened to this transaction yet.");
    painter.setPen(m_theme.mutedText);
    painter.setFont(m_fonts.label);
    painter.drawText(viewport()->rect().adjusted(40, 20, -40, -20), Qt::AlignCenter | Qt::TextWordWrap, reason);
}

void SequenceView::paintFooter(QPainter &painter)
{
    QString words = summary();
    if (words.isEmpty() || footerHeight() <= 0)
        return;
    if (m_busy)
        words += QCoreApplication::translate("Sequence", " · drawing anew …");
    painter.setFont(m_fonts.caption);
    const QFontMetrics metrics(m_fonts.caption);
    const QRect box(int(railWidth + bodyWidth()) - metrics.horizontalAdvance(words) - 28, viewport()->height() - metrics.height() - 12,
                    metrics.horizontalAdvance(words) + 16, metrics.height() + 4);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme.hairline);
    painter.setBrush(m_theme.raised);
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(m_theme.mutedText);
    painter.drawText(box, Qt::AlignCenter, words);
}

} // namespace txdesk::console
