// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/hex_view.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr int hexMargin = 8;
constexpr qsizetype hexAt = 10;            // column of the first byte
constexpr qsizetype textAt = hexAt + 3 * HexView::perRow + 2;
} // namespace

HexView::HexView(QWidget *parent) : QAbstractScrollArea(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
}

void HexView::setBytes(const QByteArray &bytes)
{
    if (bytes == m_bytes)
        return;
    m_bytes = bytes;
    m_row = 0;
    m_found = -1;
    updateScrollBars();
    viewport()->update();
}

void HexView::setTheme(const Theme &theme)
{
    m_theme = theme;
    viewport()->update();
}

int HexView::rowHeight() const { return fontMetrics().height() + 4; }

QString HexView::rowText(qsizetype row) const
{
    const QByteArray line = m_bytes.mid(row * perRow, perRow);
    QString readable;
    for (const char c : line)
        readable += QLatin1Char(c >= 0x20 && c < 0x7f ? c : '.');
    return u"%1  %2  %3"_s.arg(row * perRow, 8, 16, QLatin1Char('0')).arg(QString::fromLatin1(line.toHex(' ')), -47).arg(readable);
}

bool HexView::find(const QByteArray &bytes, bool backward)
{
    if (bytes.isEmpty() || m_bytes.isEmpty())
        return false;
    const qsizetype from = m_found < 0 ? m_row * perRow : backward ? m_found - 1 : m_found + 1;
    qsizetype at = backward ? (from < 0 ? -1 : m_bytes.lastIndexOf(bytes, from)) : m_bytes.indexOf(bytes, from);
    if (at < 0)
        at = backward ? m_bytes.lastIndexOf(bytes) : m_bytes.indexOf(bytes);
    if (at < 0)
        return false;
    m_found = at;
    m_foundSize = bytes.size();
    select(at / perRow);
    return true;
}

void HexView::updateScrollBars()
{
    const qsizetype visible = viewport()->height() / rowHeight();
    verticalScrollBar()->setRange(0, static_cast<int>(std::max<qsizetype>(0, rows() - visible)));
    verticalScrollBar()->setPageStep(static_cast<int>(visible));
    const int width = fontMetrics().horizontalAdvance(u'0') * static_cast<int>(textAt + perRow) + 2 * hexMargin;
    horizontalScrollBar()->setRange(0, std::max(0, width - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
}

void HexView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_theme.canvas);
    painter.setFont(font());
    const int height = rowHeight(), digit = fontMetrics().horizontalAdvance(u'0');
    const int left = hexMargin - horizontalScrollBar()->value();
    for (int y = 0, line = 0; y < viewport()->height(); y += height, ++line) {
        const qsizetype row = verticalScrollBar()->value() + line;
        if (row >= rows())
            break;
        if (row == m_row)
            painter.fillRect(QRect(0, y, viewport()->width(), height), m_theme.hover);
        for (qsizetype i = 0; m_found >= 0 && i < perRow; ++i) {
            const qsizetype offset = row * perRow + i;
            if (offset < m_found || offset >= m_found + m_foundSize)
                continue;
            painter.fillRect(QRect(left + static_cast<int>(hexAt + 3 * i) * digit, y, 2 * digit, height), m_theme.tint(Meaning::Waiting));
            painter.fillRect(QRect(left + static_cast<int>(textAt - 1 + i) * digit, y, digit, height), m_theme.tint(Meaning::Waiting));
        }
        const QString text = rowText(row);
        painter.setPen(m_theme.mutedText);
        painter.drawText(left, y + 2 + fontMetrics().ascent(), text.first(8));
        painter.setPen(m_theme.text);
        painter.drawText(left + static_cast<int>(hexAt) * digit, y + 2 + fontMetrics().ascent(), text.sliced(hexAt));
    }
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.focus, 2));
        painter.drawRect(viewport()->rect().adjusted(1, 1, -1, -1));
    }
}

void HexView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBars();
}

void HexView::select(qsizetype row)
{
    m_row = std::clamp<qsizetype>(row, 0, std::max<qsizetype>(0, rows() - 1));
    QScrollBar *bar = verticalScrollBar();
    const qsizetype visible = std::max(1, viewport()->height() / rowHeight());
    if (m_row < bar->value())
        bar->setValue(static_cast<int>(m_row));
    else if (m_row >= bar->value() + visible)
        bar->setValue(static_cast<int>(m_row - visible + 1));
    viewport()->update();
}

void HexView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        return QGuiApplication::clipboard()->setText(rowText(m_row));
    switch (event->key()) {
    case Qt::Key_Down: return select(m_row + 1);
    case Qt::Key_Up: return select(m_row - 1);
    case Qt::Key_PageDown: return select(m_row + verticalScrollBar()->pageStep());
    case Qt::Key_PageUp: return select(m_row - verticalScrollBar()->pageStep());
    case Qt::Key_Home: return select(0);
    case Qt::Key_End: return select(rows() - 1);
    default: QAbstractScrollArea::keyPressEvent(event);
    }
}

void HexView::mousePressEvent(QMouseEvent *event)
{
    select(verticalScrollBar()->value() + static_cast<int>(event->position().y()) / rowHeight());
}

void HexView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void HexView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace txdesk::console
