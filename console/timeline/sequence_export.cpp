// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/sequence_export.h"

#include "console/timeline/row_words.h"
#include "console/timeline/sequence_marks.h"
#include "console/timeline/svg_device.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QPainter>
#include <QSaveFile>

#include <cmath>

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

constexpr qreal noteRoom = 24; // below the picture

Result<> saveImage(const QString &path, const QImage &image)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !image.save(&file, "PNG") || !file.commit())
        return fail(ErrorCode::Unavailable, file.errorString());
    return {};
}

// Rows from top to bottom under the heads.
void paintPart(QPainter &painter, const SequenceScene &scene, qreal top, qreal bottom)
{
    const SequenceLayout &layout = scene.layout;
    const QRectF clip(0, top, layout.width, bottom - top);
    painter.save();
    painter.setClipRect(QRectF(0, layout.headerHeight, railWidth + layout.width, bottom - top));
    painter.translate(railWidth, layout.headerHeight - top);
    paintBody(painter, clip, scene);
    painter.translate(-railWidth, 0);
    paintRail(painter, clip, scene);
    painter.restore();
    paintRailHead(painter, scene, layout.headerHeight);
    painter.save();
    painter.translate(railWidth, 0);
    paintHeader(painter, scene);
    painter.restore();
}

void paintNote(QPainter &painter, const SequenceScene &scene, const QStringList &note, qreal top)
{
    const QString words = note.join(u" · "_s);
    const qreal room = railWidth + scene.layout.width - 16;
    const QString shown = QFontMetricsF(scene.fonts.caption).elidedText(words, Qt::ElideRight, room);
    drawWords(painter, QRectF(8, top, room, noteRoom), shown, scene.fonts.caption, scene.theme.mutedText);
}

} // namespace

QSizeF pictureSize(const SequenceLayout &layout)
{
    return {std::ceil(railWidth + layout.width), std::ceil(layout.headerHeight + layout.height + noteRoom)};
}

void paintPicture(QPainter &painter, const SequenceScene &scene, const QStringList &note)
{
    painter.fillRect(QRectF(QPointF(), pictureSize(scene.layout)), scene.theme.canvas);
    paintPart(painter, scene, 0, scene.layout.height);
    paintNote(painter, scene, note, scene.layout.headerHeight + scene.layout.height);
}

Result<> writeSvg(QIODevice &device, const SequenceScene &given, const ExportNote &note)
{
    const QStringList lines = noteLines(note, given.layout);
    SvgDevice svg(pictureSize(given.layout), QCoreApplication::translate("Sequence", "Sequence diagram of transaction %1").arg(note.gid), lines.join(u'\n'));
    SequenceScene scene = given;
    scene.beforeRow = [&](qsizetype row) { row < 0 ? svg.endGroup() : svg.beginGroup(rowWords(scene.layout, row, scene.zone)); };
    QPainter painter(&svg);
    paintPicture(painter, scene, lines);
    painter.end();
    const QByteArray document = svg.document();
    if (device.write(document) != document.size())
        return fail(ErrorCode::Unavailable, u"The file cannot be written."_s);
    return {};
}

Result<QImage> renderImage(const SequenceScene &scene, qreal scale, const QStringList &note)
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
    paintPicture(painter, scene, note);
    return image;
}

QList<qreal> pageCuts(const SequenceLayout &layout, qreal height)
{
    QList<qreal> cuts{0};
    for (const SequenceRow &row : layout.rows) {
        const qreal top = row.gap.isNull() ? row.top : row.gap.top();
        if (row.bottom() - cuts.last() > height && top > cuts.last())
            cuts.append(top);
    }
    while (layout.height - cuts.last() > height) // what is higher than a page is cut anyway
        cuts.append(cuts.last() + height);
    cuts.append(layout.height);
    return cuts;
}

Result<QStringList> writePng(const QString &path, const SequenceScene &scene, qreal scale, const ExportNote &note, qint64 pixelsMax)
{
    const QSizeF whole = pictureSize(scene.layout);
    const QStringList lines = noteLines(note, scene.layout);
    const qreal around = scene.layout.headerHeight + noteRoom;
    const qreal height = double(pixelsMax) / (whole.width() * scale * scale) - around;
    if (height < 100)
        return fail(ErrorCode::InvalidRequest, u"The picture would be too wide for PNG: export it as SVG."_s, u"scale"_s);
    const QList<qreal> cuts = pageCuts(scene.layout, std::floor(height));
    const QFileInfo file(path);
    QStringList written;
    for (qsizetype i = 0; i + 1 < cuts.size(); ++i) {
        const QSizeF size(whole.width(), std::ceil(cuts[i + 1] - cuts[i] + around));
        QImage image((size * scale).toSize(), QImage::Format_ARGB32_Premultiplied);
        if (image.isNull())
            return fail(ErrorCode::Unavailable, u"There is not enough memory for the picture."_s);
        image.setDevicePixelRatio(scale);
        image.fill(scene.theme.canvas);
        QPainter painter(&image);
        paintPart(painter, scene, cuts[i], cuts[i + 1]);
        QStringList words = lines;
        if (cuts.size() > 2)
            words.prepend(QCoreApplication::translate("Sequence", "part %1 of %2").arg(i + 1).arg(cuts.size() - 1));
        paintNote(painter, scene, words, size.height() - noteRoom);
        painter.end();
        const QString name = cuts.size() == 2 ? path : u"%1/%2-%3.png"_s.arg(file.path(), file.completeBaseName()).arg(i + 1);
        if (const Result<> saved = saveImage(name, image); !saved)
            return tl::unexpected(saved.error());
        written.append(name);
    }
    return written;
}

} // namespace txdesk::console
