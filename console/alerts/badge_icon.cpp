// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/alerts/badge_icon.h"

#include "console/theme/theme.h"

#include <QPainter>

namespace txdesk::console {

using namespace Qt::StringLiterals;

QString badgeText(int count)
{
    return count <= 0 ? QString() : count > 99 ? u"99+"_s : QString::number(count);
}

QIcon badgedIcon(const QIcon &plain, int count)
{
    const QString text = badgeText(count);
    if (text.isEmpty())
        return plain;
    QIcon icon;
    for (const int size : {16, 22, 32, 48, 64}) {
        QPixmap pixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        if (const QPixmap under = plain.pixmap(size, size); !under.isNull()) // may be smaller than it was asked for
            painter.drawPixmap(QRect(0, 0, size, size), under);
        const double height = size * 0.62;
        const double width = std::min<double>(size, height * (0.6 + 0.42 * static_cast<double>(text.size())));
        const QRectF box(size - width, size - height, width, height);
        painter.setPen(Qt::NoPen);
        painter.setBrush(lightTheme().color(Meaning::Failed));
        painter.drawRoundedRect(box, height / 2, height / 2);
        QFont font = painter.font();
        font.setBold(true);
        font.setPixelSize(std::max(6, static_cast<int>(height * (text.size() > 2 ? 0.6 : 0.78))));
        painter.setFont(font);
        painter.setPen(Qt::white);
        painter.drawText(box, Qt::AlignCenter, text);
        painter.end();
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace txdesk::console
