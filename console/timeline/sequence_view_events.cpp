// What the diagram does with keys, the mouse and paint requests.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/row_words.h"
#include "console/text/plain_text.h"
#include "console/timeline/sequence_view.h"

#include <QCoreApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace txdesk::console {
using namespace Qt::StringLiterals;

void SequenceView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_theme.canvas);
    if (m_layout.rows.isEmpty())
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

// Body first, then the pinned rail and header over it.
void SequenceView::paintContents(QPainter &painter)
{
    SequenceScene shown = scene();
    shown.hovered = m_hovered;
    shown.selected = m_selected;
    const qreal x = horizontalScrollBar()->value();
    const qreal y = verticalScrollBar()->value();
    const Detail detail = detailAt(m_zoom);
    const QRectF clip(x / scaleX(), y / m_zoom, (viewport()->width() - railWidth) / scaleX(), bodyHeight() / m_zoom);
    painter.save();
    painter.setClipRect(QRectF(railWidth, bodyTop(), viewport()->width() - railWidth, bodyHeight()));
    painter.translate(railWidth - x, bodyTop() - y);
    painter.scale(scaleX(), m_zoom);
    paintBody(painter, clip, shown, detail);
    painter.restore();
    painter.save();
    painter.setClipRect(QRectF(0, bodyTop(), railWidth, bodyHeight()));
    painter.translate(0, bodyTop() - y);
    paintRail(painter, clip, shown, detail, m_zoom);
    painter.restore();
    painter.save();
    painter.setClipRect(QRectF(railWidth, 0, viewport()->width() - railWidth, bodyTop()));
    painter.translate(railWidth - x, 0);
    painter.scale(scaleX(), scaleX());
    paintHeader(painter, shown);
    painter.restore();
    painter.setClipRect(QRectF(0, 0, railWidth, bodyTop()));
    paintRailHead(painter, shown, bodyTop());
    painter.setClipping(false);
    painter.fillRect(QRectF(0, bodyTop() - 1, viewport()->width(), 1), m_theme.hairline);
}

void SequenceView::paintEmpty(QPainter &painter)
{
    const QString reason = m_detail ? QCoreApplication::translate("Sequence", "Nothing has happened to this transaction yet.") : m_emptyReason;
    painter.setPen(m_theme.mutedText);
    painter.setFont(m_fonts.label);
    painter.drawText(viewport()->rect().adjusted(40, 20, -40, -20), Qt::AlignCenter | Qt::TextWordWrap, reason);
}

void SequenceView::paintFooter(QPainter &painter)
{
    const QString words = summary();
    if (words.isEmpty() || bodyHeight() < 120)
        return;
    painter.setFont(m_fonts.caption);
    const QFontMetrics metrics(m_fonts.caption);
    const QRect box(viewport()->width() - metrics.horizontalAdvance(words) - 28, viewport()->height() - metrics.height() - 12,
                    metrics.horizontalAdvance(words) + 16, metrics.height() + 4);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme.hairline);
    painter.setBrush(m_theme.raised);
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(m_theme.mutedText);
    painter.drawText(box, Qt::AlignCenter, words);
}

void SequenceView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBars();
}

void SequenceView::scrollContentsBy(int, int)
{
    viewport()->update(); // header and rail are pinned: nothing can be moved as pixels
}

void SequenceView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        m_fonts = sequenceFonts(font());
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LanguageChange)
        relayout();
}

void SequenceView::keyPressEvent(QKeyEvent *event)
{
    const bool plain = (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) == 0;
    if (!plain || !pressKey(event->key(), event->text()))
        QAbstractScrollArea::keyPressEvent(event);
}

bool SequenceView::pressKey(int key, const QString &text)
{
    const bool afterG = std::exchange(m_pendingKeys, QString()) == u"g"_s;
    if (afterG && text == u"n"_s)
        return followNow(), true;
    switch (key) {
    case Qt::Key_Down: return selectNext(), true;
    case Qt::Key_Up: return selectPrevious(), true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_selected >= 0)
            emit messageActivated(m_selected);
        return true;
    case Qt::Key_Escape:
        if (m_selected < 0)
            return false; // it means something else to the page
        return select(-1, false), true;
    default: break;
    }
    struct Binding
    {
        QStringView text;
        void (SequenceView::*act)();
    };
    static constexpr Binding bindings[] = {
        {u"j", &SequenceView::selectNext},       {u"k", &SequenceView::selectPrevious},
        {u"J", &SequenceView::selectNextFailed}, {u"K", &SequenceView::selectPreviousFailed},
        {u"]", &SequenceView::toggleFold},       {u"[", &SequenceView::foldAll},
        {u"}", &SequenceView::unfoldAll},        {u"{", &SequenceView::foldAll},
        {u"t", &SequenceView::cycleAxisMode},    {u"o", &SequenceView::toggleLaneOrder},
        {u"+", &SequenceView::zoomIn},           {u"=", &SequenceView::zoomIn},
        {u"-", &SequenceView::zoomOut},          {u"0", &SequenceView::fitWidth},
    };
    for (const Binding &binding : bindings)
        if (text == binding.text)
            return (this->*binding.act)(), true;
    if (text == u"h"_s || text == u"l"_s) {
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() + (text == u"l"_s ? 80 : -80));
        return true;
    }
    if (text == u"g"_s)
        m_pendingKeys = u"g"_s;
    return text == u"g"_s;
}

void SequenceView::wheelEvent(QWheelEvent *event)
{
    if (!event->modifiers().testFlag(Qt::ControlModifier)) {
        m_following = false;
        return QAbstractScrollArea::wheelEvent(event);
    }
    zoomAround(m_zoom * std::pow(1.2, event->angleDelta().y() / 120.0), event->position().y());
    event->accept();
}

bool SequenceView::viewportEvent(QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseMove: hover(static_cast<QMouseEvent *>(event)->position()); break;
    case QEvent::Leave: hover({-1, -1}); break;
    case QEvent::ToolTip: {
        const auto *help = static_cast<QHelpEvent *>(event);
        showToolTip(help->pos(), help->globalPos());
        return true;
    }
    default: break;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

// Lights up what belongs together once the pointer rests on words or arrows, not between them.
void SequenceView::hover(const QPointF &at)
{
    qsizetype hovered = at.x() > railWidth ? messageAt(at) : -1;
    if (hovered >= 0) {
        const QPointF body = toBody(at);
        const SequenceRow &row = m_layout.rows[m_layout.rowAt(body.y())];
        const auto [left, right] = std::minmax(row.fromX, row.toX);
        const bool near = body.x() > left - 6 && body.x() < right + 6;
        if (!near || (row.kind != RowKind::Call && row.kind != RowKind::Reply))
            hovered = -1;
    }
    if (std::exchange(m_hovered, hovered) != hovered)
        viewport()->update();
}

void SequenceView::showToolTip(const QPoint &at, const QPoint &global)
{
    const qsizetype row = at.y() < bodyTop() ? -1 : m_layout.rowAt(toBody(at).y());
    if (row >= 0)
        return QToolTip::showText(global, asToolTip(rowToolTip(m_layout, row, m_zone)), viewport());
    const qreal x = toBody(at).x();
    for (qsizetype i = 0; i < m_layout.lanes.size(); ++i)
        if (at.y() < bodyTop() && m_layout.lanes[i].head.left() <= x && x <= m_layout.lanes[i].head.right())
            return QToolTip::showText(global, asToolTip(m_layout.sequence.lanes[i].name), viewport());
    QToolTip::hideText();
}

void SequenceView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        select(messageAt(event->position()), true);
}

void SequenceView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const qsizetype message = messageAt(event->position());
    if (message < 0)
        return;
    const qsizetype row = m_layout.rowOfMessage(message);
    if (row >= 0 && m_layout.rows[row].fold >= 0)
        return toggleFold();
    emit messageActivated(message);
}

} // namespace txdesk::console
