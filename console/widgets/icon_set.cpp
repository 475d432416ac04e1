// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/icon_set.h"

#include <QFile>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

namespace txdesk::console {

using namespace Qt::StringLiterals;

QPixmap themedPixmap(QLatin1StringView name, const QColor &color, int size, qreal devicePixelRatio)
{
    QFile file(u":/icons/%1.svg"_s.arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray svg = file.readAll();
    svg.replace("currentColor", color.name().toLatin1());
    QSvgRenderer renderer(svg);
    QPixmap pixmap(QSizeF(size * devicePixelRatio, size * devicePixelRatio).toSize());
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    painter.end();
    pixmap.setDevicePixelRatio(devicePixelRatio);
    return pixmap;
}

QIcon themedIcon(QLatin1StringView name, const QColor &color)
{
    QIcon icon;
    for (const int size : {16, 20, 24, 32})
        for (const qreal ratio : {1.0, 2.0})
            icon.addPixmap(themedPixmap(name, color, size, ratio));
    return icon;
}

} // namespace txdesk::console
