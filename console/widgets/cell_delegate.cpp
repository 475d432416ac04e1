// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/cell_delegate.h"

#include "console/text/plain_text.h"

#include <QPainter>

namespace txdesk::console {

namespace {
constexpr int padding = 8;
constexpr qsizetype cellTextMax = 500; // characters: the rest could not be seen anyhow
constexpr double dimmedShare = 0.45;
} // namespace

CellDelegate::CellDelegate(Roles roles, QObject *parent) : QStyledItemDelegate(parent), m_roles(roles) {}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
    const bool dimmed = m_roles.dimmed >= 0 && index.data(m_roles.dimmed).toBool();
    painter->save();
    if (selected)
        painter->fillRect(option.rect, m_theme.selection);
    else if (hovered)
        painter->fillRect(option.rect, m_theme.hover);
    if (const int flash = m_roles.flash >= 0 ? index.data(m_roles.flash).toInt() : 0; flash > 0)
        painter->fillRect(option.rect, blend(selected ? m_theme.selection : m_theme.canvas, m_theme.color(Meaning::Waiting), 0.11 * flash));
    painter->setPen(QPen(m_theme.hairline, 0));
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    const QColor text = selected ? m_theme.selectionText : m_theme.text;
    const QColor color = dimmed ? blend(text, m_theme.canvas, dimmedShare) : text;
    const QVariant told = m_roles.meaning >= 0 ? index.data(m_roles.meaning) : QVariant();
    const auto meaning = static_cast<Meaning>(told.toInt());
    painter->setFont(option.font);
    if (told.isValid() && index.column() == m_chip)
        paintChip(*painter, option, index, meaning);
    else if (told.isValid() && m_glyphs.contains(index.column()))
        paintGlyph(*painter, option, index.data(Qt::DisplayRole).toString(), meaning, color);
    else
        paintText(*painter, option, index, color);
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(QPen(m_theme.focus, 2));
        painter->drawRect(option.rect.adjusted(1, 1, -1, -2));
    }
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QFontMetrics metrics(option.font);
    const QString text = oneLine(index.data(Qt::DisplayRole).toString(), cellTextMax);
    int width = metrics.horizontalAdvance(text) + 2 * padding + 2;
    const bool told = m_roles.meaning >= 0 && index.data(m_roles.meaning).isValid();
    if (told && index.column() == m_chip)
        width += 12;
    else if (told && m_glyphs.contains(index.column()))
        width += std::max(0, metrics.height() - metrics.horizontalAdvance(text.left(1))) + 4;
    else if (m_roles.ring >= 0 && index.data(m_roles.ring).isValid())
        width += metrics.height() + 6;
    return {width, metrics.height() + 10};
}

void CellDelegate::paintText(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                             QColor color) const
{
    QRect area = option.rect.adjusted(padding, 0, -padding, 0);
    if (const QVariant share = m_roles.ring >= 0 ? index.data(m_roles.ring) : QVariant(); share.isValid()) {
        const int size = std::min(option.fontMetrics.height() - 2, area.height() - 4);
        paintRing(painter, QRect(area.left(), area.center().y() - size / 2, size, size), share.toDouble());
        area.setLeft(area.left() + size + 6);
    }
    const Qt::TextElideMode elide = index.column() == m_middleElided ? Qt::ElideMiddle : Qt::ElideRight;
    const QVariant aligned = index.data(Qt::TextAlignmentRole);
    const int alignment = aligned.isValid() ? aligned.toInt() : static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter);
    painter.setPen(color);
    painter.drawText(area, alignment | Qt::TextSingleLine,
                     option.fontMetrics.elidedText(oneLine(index.data(Qt::DisplayRole).toString(), cellTextMax), elide, area.width()));
}

// Full at the beginning of a wait, empty at its end.
void CellDelegate::paintRing(QPainter &painter, const QRect &area, double share) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.hairline, 2));
    painter.setBrush(Qt::NoBrush);
    const QRectF ring = QRectF(area).adjusted(1.5, 1.5, -1.5, -1.5);
    painter.drawEllipse(ring);
    painter.setPen(QPen(m_theme.color(Meaning::Waiting), 2));
    painter.drawArc(ring, 90 * 16, static_cast<int>(share * 360 * 16));
    painter.restore();
}

void CellDelegate::paintChip(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                             Meaning meaning) const
{
    const QString text = index.data(Qt::DisplayRole).toString();
    if (text.isEmpty())
        return;
    const bool dimmed = m_roles.dimmed >= 0 && index.data(m_roles.dimmed).toBool();
    const int room = option.rect.width() - 2 * padding;
    const QString shown = option.fontMetrics.elidedText(text, Qt::ElideRight, room - 12);
    const int height = option.fontMetrics.height() + 2;
    QRect chip(option.rect.left() + padding, option.rect.center().y() - height / 2,
               std::min(room, option.fontMetrics.horizontalAdvance(shown) + 12), height);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setOpacity(dimmed ? 1.0 - dimmedShare : 1.0);
    painter.setPen(QPen(m_theme.color(meaning), 1));
    painter.setBrush(m_theme.tint(meaning));
    painter.drawRoundedRect(QRectF(chip).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setPen(m_theme.text);
    painter.drawText(chip, Qt::AlignCenter, shown);
}

void CellDelegate::paintGlyph(QPainter &painter, const QStyleOptionViewItem &option, const QString &text,
                              Meaning meaning, QColor color) const
{
    const QRect area = option.rect.adjusted(padding, 0, -padding, 0);
    const QString glyph = text.left(1);
    const int glyphWidth = std::max(option.fontMetrics.height(), option.fontMetrics.horizontalAdvance(glyph));
    painter.setPen(m_theme.color(meaning));
    painter.drawText(QRect(area.left(), area.top(), glyphWidth, area.height()), Qt::AlignCenter, glyph);
    const QString rest = text.mid(1).trimmed();
    if (rest.isEmpty())
        return;
    painter.setPen(color);
    const QRect room = area.adjusted(glyphWidth + 4, 0, 0, 0);
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     option.fontMetrics.elidedText(rest, Qt::ElideRight, room.width()));
}

} // namespace txdesk::console
