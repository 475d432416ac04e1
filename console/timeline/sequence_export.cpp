// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/sequence_export.h"

#include <QCoreApplication>
#include <QPainter>
#include <QSvgGenerator>

#include <cmath>

namespace txdesk::console {
using namespace Qt::StringLiterals;

QSizeF pictureSize(const SequenceLayout &layout)
{
    return {std::ceil(railWidth + layout.width), std::ceil(layout.headerHeight + layout.height)};
}

void paintPicture(QPainter &painter, const SequenceScene &scene)
{
    const SequenceLayout &layout = scene.layout;
    const QSizeF size = pictureSize(layout);
    painter.fillRect(QRectF(QPointF(), size), scene.theme.canvas);
    painter.save();
    painter.translate(railWidth, layout.headerHeight);
    paintBody(painter, QRectF(0, 0, layout.width, layout.height), scene);
    painter.restore();
    painter.save();
    painter.translate(0, layout.headerHeight);
    paintRail(painter, QRectF(0, 0, railWidth, layout.height), scene);
    painter.restore();
    paintRailHead(painter, scene, layout.headerHeight);
    painter.save();
    painter.translate(railWidth, 0);
    paintHeader(painter, scene);
    painter.restore();
}

Result<> writeSvg(QIODevice &device, const SequenceScene &scene, const QString &caption)
{
    const QSizeF size = pictureSize(scene.layout);
    QSvgGenerator generator;
    generator.setOutputDevice(&device);
    generator.setTitle(caption);
    generator.setDescription(QCoreApplication::translate("Sequence", "Sequence diagram"));
    generator.setResolution(96);
    generator.setSize(size.toSize());
    generator.setViewBox(QRectF(QPointF(), size));
    QPainter painter;
    if (!painter.begin(&generator))
        return fail(ErrorCode::Unavailable, u"The file cannot be written."_s);
    paintPicture(painter, scene);
    painter.end();
    return {};
}

Result<QImage> renderImage(const SequenceScene &scene, qreal scale)
{
    const QSizeF size = pictureSize(scene.layout) * scale;
    if (size.width() * size.height() > double(exportPixelsMax))
        return fail(ErrorCode::InvalidRequest, u"The picture would be too large for PNG: export it as SVG."_s, u"scale"_s);
    QImage image(size.toSize(), QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        return fail(ErrorCode::Unavailable, u"There is not enough memory for the picture."_s);
    image.setDevicePixelRatio(scale);
    image.fill(scene.theme.canvas);
    QPainter painter(&image);
    paintPicture(painter, scene);
    return image;
}

} // namespace txdesk::console
