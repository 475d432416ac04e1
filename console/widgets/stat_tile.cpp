// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/stat_tile.h"

#include <QPainter>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr int inset = 14;
}

StatTile::StatTile(const QString &filterText, QWidget *parent)
    : QAbstractButton(parent), m_filterText(filterText), m_value(u"–"_s)
{
    setFocusPolicy(filterText.isEmpty() ? Qt::NoFocus : Qt::StrongFocus);
    setEnabled(!filterText.isEmpty());
    setCursor(filterText.isEmpty() ? Qt::ArrowCursor : Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
}

void StatTile::setCaption(const QString &caption)
{
    m_caption = caption;
    setAccessibleName(u"%1: %2"_s.arg(caption, m_value));
    setAccessibleDescription(m_note);
    updateGeometry();
    update();
}

void StatTile::setValue(const QString &value, Meaning meaning)
{
    m_value = value;
    m_meaning = meaning;
    setCaption(m_caption);
}

void StatTile::setNote(const QString &note)
{
    if (m_note == note)
        return;
    m_note = note;
    setCaption(m_caption);
}

void StatTile::setTheme(const Theme &theme)
{
    m_theme = theme;
    update();
}

QFont StatTile::largeFont() const
{
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.8);
    return large;
}

QSize StatTile::sizeHint() const
{
    const QFontMetrics large(largeFont());
    const int width = std::max({large.horizontalAdvance(m_value), fontMetrics().horizontalAdvance(m_caption), fontMetrics().horizontalAdvance(m_note)});
    const int lines = m_note.isEmpty() ? 1 : 2;
    return {std::max(110, width + 2 * inset + 4), large.height() + lines * (fontMetrics().height() + 1) + 22};
}

void StatTile::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(QPen(hasFocus() ? m_theme.focus : m_theme.hairline, hasFocus() ? 2 : 1));
    painter.setBrush(underMouse() && isEnabled() ? m_theme.hover : m_theme.canvas);
    painter.drawRoundedRect(box, 6, 6);
    if (m_meaning != Meaning::Stopped) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(m_meaning));
        painter.drawRoundedRect(QRectF(6, 10, 3, height() - 20), 1.5, 1.5);
    }
    const QFontMetrics large(largeFont());
    painter.setPen(m_theme.text);
    painter.setFont(largeFont());
    painter.drawText(QRect(inset + 2, 8, width() - 2 * inset, large.height()), Qt::AlignLeft | Qt::AlignVCenter,
                     m_value);
    painter.setFont(font());
    painter.setPen(m_theme.mutedText);
    painter.drawText(QRect(inset + 2, 10 + large.height(), width() - 2 * inset, fontMetrics().height()),
                     Qt::AlignLeft | Qt::AlignVCenter, m_caption);
    painter.drawText(QRect(inset + 2, 11 + large.height() + fontMetrics().height(), width() - 2 * inset, fontMetrics().height()),
                     Qt::AlignLeft | Qt::AlignVCenter, m_note);
}

} // namespace txdesk::console
