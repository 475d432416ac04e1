// A sequence diagram as a picture outside the window: SVG with real text, PNG, pages for PDF and printers.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/timeline/export_note.h"
#include "console/timeline/sequence_painter.h"
#include "shared/base/result.h"

#include <QImage>

class QIODevice;

namespace txdesk::console {

inline constexpr qint64 exportPixelsMax = 64'000'000; // of one PNG; more: several, or SVG

// Heads, rail, body and the note as one picture, in px.
[[nodiscard]] QSizeF pictureSize(const SequenceLayout &layout);
void paintPicture(QPainter &painter, const SequenceScene &scene, const QStringList &note = {});

// Real text, a <title> for each arrow, no pixels.
[[nodiscard]] Result<> writeSvg(QIODevice &device, const SequenceScene &scene, const ExportNote &note);

// InvalidRequest if it would have more than exportPixelsMax pixels.
[[nodiscard]] Result<QImage> renderImage(const SequenceScene &scene, qreal scale, const QStringList &note = {});

// One file at `path`, or path-1.png, path-2.png ... of at most `pixelsMax` each, cut between rows, heads repeated. Their names.
[[nodiscard]] Result<QStringList> writePng(const QString &path, const SequenceScene &scene, qreal scale, const ExportNote &note,
                                           qint64 pixelsMax = exportPixelsMax);

// Where pictures of at most `height` px of rows are cut: tops, and the end. Never within a row that fits.
[[nodiscard]] QList<qreal> pageCuts(const SequenceLayout &layout, qreal height);

} // namespace txdesk::console
