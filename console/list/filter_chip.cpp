// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/list/filter_chip.h"

#include "console/text/plain_text.h"

#include <QEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr int side = 8;
constexpr int crossWidth = 20;
constexpr int chipHeight = 26;
constexpr int termMax = 320; // pixels
} // namespace

FilterChip::FilterChip(QWidget *parent) : QAbstractButton(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void FilterChip::setTerm(const QString &term, bool clientSide)
{
    setText(oneLine(term, 500));
    m_clientSide = clientSide;
    retranslate();
    updateGeometry();
}

void FilterChip::retranslate()
{
    const QString where = m_clientSide ? tr("client side: only the rows already loaded") : tr("applied by the server, to all transactions");
    setToolTip(asToolTip(text() + u'\n' + where + u'\n' + tr("Enter edits it, Delete removes it")));
    setAccessibleName(tr("filter %1").arg(text()));
    setAccessibleDescription(where + u". "_s + tr("Enter edits it, Delete removes it"));
}

void FilterChip::setTheme(const Theme &theme)
{
    m_theme = theme;
    update();
}

QString FilterChip::shownText() const
{
    return fontMetrics().elidedText(m_clientSide ? u"⚠ "_s + text() : text(), Qt::ElideRight, termMax);
}

QSize FilterChip::sizeHint() const
{
    return {side + fontMetrics().horizontalAdvance(shownText()) + 6 + crossWidth, std::max(chipHeight, fontMetrics().height() + 8)};
}

QRect FilterChip::crossRect() const { return {width() - crossWidth - 2, 0, crossWidth + 2, height()}; }

void FilterChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hasFocus() ? QPen(m_theme.focus, 2) : QPen(m_clientSide ? m_theme.color(Meaning::Waiting) : m_theme.hairline, 1));
    painter.setBrush(underMouse() ? m_theme.hover : m_clientSide ? m_theme.tint(Meaning::Waiting) : m_theme.raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    painter.setPen(m_theme.text);
    painter.drawText(rect().adjusted(side, 0, -crossWidth, 0), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, shownText());
    painter.setPen(QPen(m_theme.mutedText, 1.4));
    const QPointF centre = QRectF(crossRect()).center();
    painter.drawLine(centre + QPointF(-3.5, -3.5), centre + QPointF(3.5, 3.5));
    painter.drawLine(centre + QPointF(-3.5, 3.5), centre + QPointF(3.5, -3.5));
}

void FilterChip::mouseReleaseEvent(QMouseEvent *event)
{
    setDown(false);
    if (event->button() != Qt::LeftButton || !rect().contains(event->position().toPoint()))
        return;
    if (crossRect().contains(event->position().toPoint()))
        emit removeWanted();
    else
        emit editWanted();
}

void FilterChip::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Delete:
    case Qt::Key_Backspace: emit removeWanted(); return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space: emit editWanted(); return;
    default: QAbstractButton::keyPressEvent(event);
    }
}

void FilterChip::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QAbstractButton::changeEvent(event);
}

} // namespace txdesk::console
