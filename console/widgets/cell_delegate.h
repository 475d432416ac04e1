// Paints the cells of the console's tables: a glyph in its colour, neutral text, dimmed rows, a clear selection.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/theme/theme.h"

#include <QStyledItemDelegate>

namespace txdesk::console {

class CellDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    // Which data roles tell the meaning and dimming; -1: the model has none.
    struct Roles
    {
        int meaning = -1;
        int dimmed = -1;
        int flash = -1; // 3 just changed, down to 0
        int ring = -1;  // the share of a wait that is left, before the text; no value: no ring
    };

    CellDelegate(Roles roles, QObject *parent = nullptr);

    void setTheme(const Theme &theme) { m_theme = theme; }
    void setMiddleElided(int column) { m_middleElided = column; }
    void setChip(int column) { m_chip = column; } // drawn as a chip in the colour of its meaning
    void setGlyphColumns(QList<int> columns) { m_glyphs = std::move(columns); } // their first character is the glyph

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override; // of the whole text

private:
    void paintText(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index, QColor color) const;
    void paintChip(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                   Meaning meaning) const;
    void paintRing(QPainter &painter, const QRect &area, double share) const;
    void paintGlyph(QPainter &painter, const QStyleOptionViewItem &option, const QString &text, Meaning meaning,
                    QColor color) const;

    Roles m_roles;
    Theme m_theme = lightTheme();
    int m_middleElided = -1;
    int m_chip = -1;
    QList<int> m_glyphs;
};

} // namespace txdesk::console
