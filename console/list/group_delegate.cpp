// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/list/group_delegate.h"

#include "console/models/error_group_model.h"

#include <QPainter>

namespace txdesk::console {

namespace {
constexpr int groupSide = 10;
constexpr int above = 5;
} // namespace

QSize GroupDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {120, 2 * option.fontMetrics.height() + 2 * above + 2};
}

void GroupDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    if (selected || option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, selected ? m_theme.selection : m_theme.hover);
    painter->setPen(QPen(m_theme.hairline, 0));
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    const int line = option.fontMetrics.height();
    const QRect first(option.rect.left() + groupSide, option.rect.top() + above, option.rect.width() - 2 * groupSide, line);
    const QRect second = first.translated(0, line + 2);
    const auto text = [&index](int role) { return index.data(role).toString(); };

    QFont bold = option.font;
    bold.setBold(true);
    const QString count = text(ErrorGroupModel::CountRole);
    const int countWidth = QFontMetrics(bold).horizontalAdvance(count) + 8;
    painter->setFont(bold);
    painter->setPen(selected ? m_theme.selectionText : m_theme.text);
    painter->drawText(first, Qt::AlignLeft | Qt::AlignVCenter, count);
    painter->setFont(option.font);
    const QRect errorArea = first.adjusted(countWidth, 0, 0, 0);
    painter->drawText(errorArea, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                      option.fontMetrics.elidedText(text(ErrorGroupModel::FingerprintRole), Qt::ElideRight, errorArea.width()));

    const QString seen = text(ErrorGroupModel::SeenRole);
    const QString place = text(ErrorGroupModel::PlaceRole);
    const QString trend = text(ErrorGroupModel::TrendRole);
    painter->setPen(selected ? m_theme.selectionText : m_theme.mutedText);
    const QString words = place.isEmpty() ? seen : place + QStringLiteral(" · ") + seen;
    const int trendWidth = trend.isEmpty() ? 0 : option.fontMetrics.horizontalAdvance(trend) + 8;
    const bool trendFits = trendWidth > 0 && option.fontMetrics.horizontalAdvance(words) + trendWidth <= second.width();
    painter->drawText(second, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                      option.fontMetrics.elidedText(words, Qt::ElideRight, second.width() - (trendFits ? trendWidth : 0)));
    if (trendFits) {
        painter->setPen(m_theme.color(Meaning::Failed));
        painter->drawText(second, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, trend);
    }
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(QPen(m_theme.focus, 2));
        painter->drawRect(option.rect.adjusted(1, 1, -1, -2));
    }
    painter->restore();
}

} // namespace txdesk::console
